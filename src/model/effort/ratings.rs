//! Ratings: words from `very_low` to `extra_high`, and what each does to the effort.

/// A rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// `very_low`
    VeryLow,
    /// `low`
    Low,
    /// `nominal`
    Nominal,
    /// `high`
    High,
    /// `very_high`
    VeryHigh,
    /// `extra_high`
    ExtraHigh,
}

impl Rating {
    /// All of them, the lowest first.
    pub const ALL: [Rating; 6] =
        [Rating::VeryLow, Rating::Low, Rating::Nominal, Rating::High, Rating::VeryHigh, Rating::ExtraHigh];
    /// Their words, in the same order.
    pub const WORDS: [&'static str; 6] = ["very_low", "low", "nominal", "high", "very_high", "extra_high"];

    /// Its word.
    pub fn word(self) -> &'static str {
        Rating::WORDS[self as usize]
    }
}

/// Something about a project that is rated.
#[derive(Debug, Clone, Copy)]
pub struct Driver {
    /// Its key, the lower-case acronym of the literature.
    pub key: &'static str,
    /// What it is, in words.
    pub meaning: &'static str,
    /// The lowest rating that it has.
    pub lowest: Rating,
    /// Its numbers, from the lowest rating on.
    pub values: &'static [f64],
}

impl Driver {
    /// The number of a rating, if it has that rating.
    pub fn value(&self, rating: Rating) -> Option<f64> {
        (rating as usize).checked_sub(self.lowest as usize).and_then(|place| self.values.get(place)).copied()
    }

    /// Its number where nothing is said.
    pub fn nominal(&self) -> f64 {
        self.value(Rating::Nominal).unwrap_or(1.0)
    }

    /// The ratings that it has, with their numbers.
    pub fn rated(&self) -> impl Iterator<Item = (Rating, f64)> + Clone + '_ {
        Rating::ALL.into_iter().skip(self.lowest as usize).zip(self.values.iter().copied())
    }
}

/// A driver rated from `very_low` on.
pub(super) const fn driver(key: &'static str, meaning: &'static str, values: &'static [f64]) -> Driver {
    from(Rating::VeryLow, key, meaning, values)
}

/// A driver whose lowest rating is another.
pub(super) const fn from(lowest: Rating, key: &'static str, meaning: &'static str, values: &'static [f64]) -> Driver {
    Driver { key, meaning, lowest, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_below_the_lowest_or_above_the_highest_has_no_number() {
        let data = from(Rating::Low, "data", "", &[0.9, 1.0, 1.14, 1.28]);
        let values: Vec<Option<f64>> = Rating::ALL.iter().map(|&rating| data.value(rating)).collect();
        assert_eq!(values, [None, Some(0.9), Some(1.0), Some(1.14), Some(1.28), None]);
        assert_eq!(data.rated().next(), Some((Rating::Low, 0.9)));
    }
}
