//! Adoption: Bass curves fitted to series of members, as presets for `joins` and for `[community]`.
//!
//! Use one for a consortium whose spread may be like that of a known one; not as a forecast of a certain year: a
//! handful of counts settles the pair of rates together and hardly either of them. With f the share of the market that
//! has joined,
//!
//! ```text
//! df/dt = (p + q·f)(1 − f),   f(t) = (1 − a·e^−(p+q)t)/(1 + a·(q/p)·e^−(p+q)t),   a = (1 − f0)/(1 + f0·q/p)
//! ```
//!
//! Counts after the first are binomial given the one before. Posterior on a grid: p log-uniform from 0.0005 to 0.1 a
//! year, q uniform to 0.8, a market that is not known log-uniform from the last count to 20 times as many. Members do
//! not decide apart from each other: log-likelihoods are divided by the series' own deviance for each degree of
//! freedom, at least 4, which is that of LocalGov Drupal. `joins` is the time until one of those who had not joined at
//! the first count does, over the whole posterior; innovation and imitation are its P5, P50 and P95 each by itself. A
//! test does the fit again. Losses of members are left out.
//!
//! Source of the method: Bass, Management Science 15 (1969) 215–227, doi:10.1287/mnsc.15.5.215; the series are of the
//! cases named.

use crate::distribution::{Distribution, Impossible};

/// A series of members and what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adoption {
    /// Its name in scenario files.
    pub name: &'static str,
    /// Time in years and members then.
    pub series: &'static [(f64, f64)],
    /// How many could join; none where that is not known.
    pub market: Option<f64>,
    /// P5, P50 and P95 of p, a year.
    pub innovation: [f64; 3],
    /// P5, P50 and P95 of q, a year.
    pub imitation: [f64; 3],
    /// P10, P50 and P90 of the years until one joins.
    pub joins: [f64; 3],
    /// Where the series is from, and what to mind.
    pub source: &'static str,
}

/// Keys that a series says something of, and the word of each.
pub const OF: [(&str, &str); 3] =
    [("joins", "joins"), ("innovation", "community.innovation"), ("imitation", "community.imitation")];

/// All of them.
pub const ADOPTIONS: [Adoption; 6] = [
    Adoption {
        name: "os2",
        series: &[(2012.3, 5.0), (2024.0, 68.0)],
        market: Some(98.0),
        innovation: [0.00067, 0.0089, 0.074],
        imitation: [0.055, 0.265, 0.365],
        joins: [2.6, 8.9, 17.7],
        source: "Bass curve derived from case os2_denmark (os2.eu): 5 municipalities in 2012, 68 of 98 in 2024",
    },
    Adoption {
        name: "localgov-drupal",
        series: &[(2019.9, 4.0), (2022.5, 22.0), (2023.0, 33.0), (2024.5, 44.0), (2025.0, 53.0), (2026.0, 60.0)],
        market: Some(380.0),
        innovation: [0.0015, 0.012, 0.029],
        imitation: [0.025, 0.175, 0.385],
        joins: [4.7, 13.8, 31.6],
        source: "Bass curve derived from case localgov_drupal (localgovdrupal.org): 4 councils in 2019 to 60 in 2026; that about 380 could join is not verified",
    },
    Adoption {
        name: "eric",
        series: &[(2012.5, 7.0), (2018.9, 25.0), (2019.2, 26.0), (2022.9, 33.0)],
        market: Some(51.0),
        innovation: [0.00067, 0.0095, 0.074],
        imitation: [0.045, 0.205, 0.335],
        joins: [1.9, 8.2, 20.0],
        source: "Bass curve derived from case eric (ericstates.org): 7 states in 2012, 33 of 51 in November 2022; the exits that followed are left out",
    },
    Adoption {
        name: "wingap",
        series: &[(1989.0, 12.0), (2019.0, 145.0)],
        market: Some(159.0),
        innovation: [0.00067, 0.0078, 0.065],
        imitation: [0.025, 0.135, 0.185],
        joins: [3.4, 14.0, 29.5],
        source: "Bass curve derived from case wingap (Beeck Center): 12 counties in 1989, 145 of 159 in 2019; when it came near that is not known, so that it may have been faster",
    },
    Adoption {
        name: "consul",
        series: &[(2015.7, 1.0), (2018.6, 40.0), (2019.2, 100.0), (2022.5, 135.0), (2024.5, 250.0)],
        market: None,
        innovation: [0.00067, 0.0056, 0.057],
        imitation: [0.035, 0.275, 0.675],
        joins: [4.1, 12.3, 35.2],
        source: "Bass curve derived from case consul (consuldemocracy.org and others): 40 in 2018 to about 250 in 2024; the counts are of unlike kinds and fit no Bass curve, the market is unknown: hardly more than the prior",
    },
    Adoption {
        name: "decidim",
        series: &[(2016.1, 1.0), (2021.5, 450.0)],
        market: None,
        innovation: [0.0013, 0.012, 0.074],
        imitation: [0.055, 0.465, 0.775],
        joins: [2.8, 8.0, 17.7],
        source: "Bass curve derived from case decidim (uoc.edu 2021): 1 in 2016, 450 in 2021; the market is unknown, and no more were told of in 2026",
    },
];

impl Adoption {
    /// What it says of one of the words of [`OF`]; none of another word.
    pub fn says(&self, of: &str) -> Option<Result<Distribution, Impossible>> {
        // The metalog of logarithms that three quantiles settle, asked for by three others.
        let between = |quantiles: [f64; 3]| {
            let [low, middle, high] = quantiles.map(libm::log);
            let [at, to] = [0.95, 0.9].map(|p: f64| libm::log(p / (1.0 - p)));
            let spread = (high - low) / (2.0 * at);
            let skew = ((high + low) / 2.0 - middle) / (0.45 * at);
            let quantile = |sign: f64| libm::exp(middle + sign * spread * to + 0.4 * skew * to);
            Distribution::metalog(quantile(-1.0), quantiles[1], quantile(1.0), Some(0.0), None)
        };
        match of {
            "joins" => {
                let [p10, p50, p90] = self.joins;
                Some(Distribution::metalog(p10, p50, p90, Some(0.0), None))
            }
            "innovation" => Some(between(self.innovation)),
            "imitation" => Some(between(self.imitation)),
            _ => None,
        }
    }

    /// What a name such as `eric.joins` stands for: the series and the word.
    pub fn named(name: &str) -> Option<(&'static Adoption, &'static str)> {
        let (series, of) = name.split_once('.')?;
        let adoption = ADOPTIONS.iter().find(|one| one.name == series)?;
        let (of, _) = OF.iter().find(|(word, _)| *word == of)?;
        Some((adoption, of))
    }

    /// All names that stand for something.
    pub fn names() -> impl Iterator<Item = String> {
        ADOPTIONS.iter().flat_map(|one| OF.iter().map(move |(of, _)| format!("{}.{of}", one.name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Tails;

    #[test]
    fn what_is_drawn_has_the_quantiles_that_are_told() {
        for one in &ADOPTIONS {
            for (of, told) in [("innovation", one.innovation), ("imitation", one.imitation)] {
                let drawn = one.says(of).expect("a word").expect("possible");
                for (p, told) in [0.05, 0.5, 0.95].into_iter().zip(told) {
                    let drawn = drawn.quantile(Tails::from_below(p));
                    assert!((drawn - told).abs() < 1e-9, "{}.{of}: {drawn} for {told}", one.name);
                }
            }
        }
    }
}
