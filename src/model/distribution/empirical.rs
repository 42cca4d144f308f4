//! Empirical: observed values, each as likely as the others.
//!
//! Use it when there are many observations of the very thing; nothing beyond the smallest and largest ever happens.
//!
//! F(x) = (number of values <= x) / n · mean and variance of the values (divided by n).
//!
//! Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 4.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let seen = Distribution::empirical(vec![3.0, 1.0, 2.0, 10.0])?;
//! assert_eq!(seen.quantile(Tails::from_below(0.5)), 2.0);
//! assert_eq!(seen.mean(), Some(4.0));
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::sync::Arc;

use super::{Distribution, Law, Tails};

/// Observed values in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Empirical {
    values: Vec<f64>,
}

impl Empirical {
    /// From at least one finite value.
    pub(super) fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Empirical { values }
    }

    /// The values in ascending order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    fn count(&self) -> f64 {
        self.values.len() as f64
    }

    fn at_most(&self, x: f64) -> usize {
        self.values.partition_point(|value| *value <= x)
    }
}

impl Law for Empirical {
    fn quantile(&self, tails: Tails) -> f64 {
        let last = self.values.len() - 1;
        let place = if tails.below <= tails.above {
            ((tails.below * self.count()).ceil() as usize).saturating_sub(1)
        } else {
            last.saturating_sub((tails.above * self.count()).floor() as usize)
        };
        self.values[place.min(last)]
    }

    fn cdf(&self, x: f64) -> f64 {
        self.at_most(x) as f64 / self.count()
    }

    fn survival(&self, x: f64) -> f64 {
        (self.values.len() - self.at_most(x)) as f64 / self.count()
    }

    fn density(&self, _x: f64) -> f64 {
        0.0
    }

    fn mean(&self) -> Option<f64> {
        Some(self.values.iter().map(|value| value / self.count()).sum())
    }

    fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        Some(self.values.iter().map(|value| (value - mean) * (value - mean) / self.count()).sum())
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Empirical(Arc::new(Empirical {
            values: self.values.iter().map(|value| factor * value).collect(),
        }))
    }

    fn bounds(&self) -> (f64, f64) {
        (self.values[0], self.values[self.values.len() - 1])
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn is_continuous(&self) -> bool {
        false
    }

    fn landmarks(&self) -> Vec<f64> {
        self.values.clone()
    }
}
