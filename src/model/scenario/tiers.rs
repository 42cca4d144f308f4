//! A schedule of fees in classes of population (tiers), and which administration belongs to which class.

/// A class of a schedule of fees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tier {
    /// Inhabitants of its largest members; infinite: everybody above the class before.
    pub up_to: f64,
    /// What a member owes a year.
    pub yearly: f64,
    /// What a joiner owes once, to those who are in before it.
    pub entry: f64,
}

/// A schedule of fees, and the class of every administration.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiers {
    /// The classes, ascending.
    pub classes: Vec<Tier>,
    /// By administration, the number of its class.
    pub class_of: Vec<usize>,
}

impl Tiers {
    /// The number of the class of so many inhabitants; none above the last.
    pub fn class(classes: &[Tier], population: f64) -> Option<usize> {
        let class = classes.partition_point(|class| class.up_to < population);
        (class < classes.len()).then_some(class)
    }

    /// The class of administration i.
    #[inline(always)]
    pub fn of(&self, i: usize) -> &Tier {
        &self.classes[self.class_of[i]]
    }

    /// The yearly fee of every administration.
    pub fn yearly(&self) -> impl Iterator<Item = f64> {
        self.class_of.iter().map(|&class| self.classes[class].yearly)
    }

    /// Whether joiners owe anything.
    pub fn have_entry(&self) -> bool {
        self.classes.iter().any(|class| class.entry > 0.0)
    }

    /// The same schedule for some of the administrations, in the order given.
    pub fn restricted(&self, members: &[usize]) -> Tiers {
        Tiers { classes: self.classes.clone(), class_of: members.iter().map(|&i| self.class_of[i]).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_takes_its_upper_end() {
        let tier = |up_to| Tier { up_to, yearly: 1.0, entry: 0.0 };
        let bounded = [tier(25_000.0), tier(60_000.0)];
        let class = |population| Tiers::class(&bounded, population);
        assert_eq!([0.0, 25_000.0, 25_001.0, 60_000.0].map(class), [Some(0), Some(0), Some(1), Some(1)]);
        assert_eq!(class(60_001.0), None);
        assert_eq!(Tiers::class(&[tier(25_000.0), tier(f64::INFINITY)], 9e15), Some(1));
    }
}
