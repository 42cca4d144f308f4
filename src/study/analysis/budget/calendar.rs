//! Years of the model as fiscal years: which parts of which make one, and what prices have become by then.

use serde::Serialize;

/// Months of a year.
pub const MONTHS: u32 = 12;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Month {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: u32,
}

/// A fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FiscalYear {
    /// `2025`, or `2025/26` where it does not begin in January.
    pub label: String,
    /// When it begins.
    pub begins: Month,
    /// Months of it within the scenario's horizon.
    pub months: u32,
    /// What prices have become since the price year: 1 in its middle.
    pub prices: f64,
    /// The same of wages; the scenario's real growth of wages, which may be uncertain, is left out.
    pub wages: f64,
    /// Years of the model of which it is made, each with its part.
    #[serde(skip)]
    pub parts: Vec<(usize, f64)>,
}

/// How the years lie.
pub struct Calendar {
    /// When year 0 of the model begins.
    pub start: Month,
    /// Month in which fiscal years begin, from 1.
    pub fiscal: u32,
    /// Year of the scenario's prices.
    pub price_year: i64,
    /// Years of the model.
    pub horizon: usize,
}

impl Calendar {
    /// Months of the first fiscal year that are over when the scenario starts.
    fn over(&self) -> u32 {
        (self.start.month + MONTHS - self.fiscal) % MONTHS
    }

    /// The fiscal years that the horizon touches, with prices and wages that grow by so much a year.
    pub fn years(&self, inflation: f64, wage_inflation: f64) -> Vec<FiscalYear> {
        let over = self.over();
        let first = self.start.year - i64::from(self.start.month < self.fiscal);
        let count = self.horizon + usize::from(over > 0);
        let part = |months: u32| f64::from(months) / f64::from(MONTHS);
        let year = |k: usize| {
            // A year of the model ends in one fiscal year and begins in the one before, unless both begin together.
            let early = (over > 0).then(|| k.checked_sub(1)).flatten().map(|t| (t, over));
            let late = (k < self.horizon).then_some((k, MONTHS - over));
            let months = early.into_iter().chain(late);
            let year = first + k as i64;
            let after = (year - self.price_year) as f64 + part(self.fiscal - 1);
            FiscalYear {
                label: match self.fiscal {
                    1 => year.to_string(),
                    _ => format!("{year}/{:02}", (year + 1).rem_euclid(100)),
                },
                begins: Month { year, month: self.fiscal },
                months: months.clone().map(|(_, months)| months).sum(),
                prices: libm::pow(1.0 + inflation, after),
                wages: libm::pow(1.0 + wage_inflation, after),
                parts: months.map(|(t, months)| (t, part(months))).collect(),
            }
        };
        (0..count).map(year).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(month: u32, fiscal: u32) -> Vec<FiscalYear> {
        Calendar { start: Month { year: 2025, month }, fiscal, price_year: 2024, horizon: 2 }.years(0.1, 0.2)
    }

    #[test]
    fn years_that_begin_together_are_the_same() {
        let years = years(1, 1);
        let of = |year: &FiscalYear| (year.label.clone(), year.months, year.parts.clone());
        assert_eq!(
            years.iter().map(of).collect::<Vec<_>>(),
            [("2025".to_owned(), 12, vec![(0, 1.0)]), ("2026".to_owned(), 12, vec![(1, 1.0)])]
        );
        assert!((years[1].prices - 1.21).abs() < 1e-15 && (years[1].wages - 1.44).abs() < 1e-15);
    }

    #[test]
    fn years_that_do_not_are_parted_by_months() {
        let years = years(1, 4);
        let labels: Vec<&str> = years.iter().map(|year| year.label.as_str()).collect();
        assert_eq!(labels, ["2024/25", "2025/26", "2026/27"]);
        let months: Vec<u32> = years.iter().map(|year| year.months).collect();
        assert_eq!(months, [3, 12, 9]);
        assert_eq!(years[1].parts, [(0, 0.75), (1, 0.25)]);
        // The middle of 2025/26 is the first of October 2025, five quarters after that of 2024.
        assert!((years[1].prices - libm::pow(1.1, 1.25)).abs() < 1e-15);
        let whole: f64 = years.iter().flat_map(|year| &year.parts).map(|(_, part)| part).sum();
        assert_eq!(whole, 2.0);
    }

    #[test]
    fn a_century_ends_in_a_label() {
        let calendar = Calendar { start: Month { year: 1999, month: 7 }, fiscal: 7, price_year: 1999, horizon: 1 };
        assert_eq!(calendar.years(0.0, 0.0)[0].label, "1999/00");
    }
}
