//! Discrete: a list of values with weights.
//!
//! Use it for alternatives: a decision not yet taken, a price from one of three offers.
//!
//! P(X = xᵢ) = wᵢ / Σ w · mean Σ pᵢ xᵢ · variance Σ pᵢ (xᵢ − mean)².
//!
//! Source: by definition.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let offers = Distribution::discrete(vec![(100.0, 3.0), (250.0, 1.0)])?;
//! assert_eq!(offers.quantile(Tails::from_below(0.7)), 100.0);
//! assert_eq!(offers.mean(), Some(137.5));
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::sync::Arc;

use super::{Distribution, Law, Tails};

/// Values in ascending order with their probabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Discrete {
    values: Vec<f64>,
    shares: Vec<f64>,
    /// P(X <= value), summed from the smallest value.
    below: Vec<f64>,
    /// P(X > value), summed from the largest.
    above: Vec<f64>,
}

impl Discrete {
    /// From values with probabilities that add to 1; equal values are joined, those of probability 0 left out.
    pub(super) fn new(mut pairs: Vec<(f64, f64)>) -> Self {
        pairs.retain(|(_, share)| *share > 0.0);
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        pairs.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        let (values, shares): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let sums = |shares: &mut dyn Iterator<Item = &f64>| -> Vec<f64> {
            shares
                .scan(0.0, |sum, share| {
                    *sum += share;
                    Some(*sum)
                })
                .collect()
        };
        let below = sums(&mut shares.iter());
        let mut above = sums(&mut shares.iter().rev());
        above.reverse();
        above.remove(0);
        above.push(0.0);
        Discrete { values, shares, below, above }
    }

    /// The values in ascending order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The values with their probabilities.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values.iter().copied().zip(self.shares.iter().copied())
    }
}

impl Law for Discrete {
    fn quantile(&self, tails: Tails) -> f64 {
        let place = if tails.below <= tails.above {
            self.below.partition_point(|below| *below < tails.below)
        } else {
            self.above.partition_point(|above| *above > tails.above)
        };
        self.values[place.min(self.values.len() - 1)]
    }

    fn cdf(&self, x: f64) -> f64 {
        match self.values.partition_point(|value| *value <= x) {
            0 => 0.0,
            count if count == self.values.len() => 1.0,
            count => self.below[count - 1],
        }
    }

    fn survival(&self, x: f64) -> f64 {
        match self.values.partition_point(|value| *value <= x) {
            0 => 1.0,
            count => self.above[count - 1],
        }
    }

    fn density(&self, _x: f64) -> f64 {
        0.0
    }

    fn mean(&self) -> Option<f64> {
        Some(self.pairs().map(|(value, share)| share * value).sum())
    }

    fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        Some(self.pairs().map(|(value, share)| share * (value - mean) * (value - mean)).sum())
    }

    fn scaled(&self, factor: f64) -> Distribution {
        let values = self.values.iter().map(|value| factor * value).collect();
        Distribution::Discrete(Arc::new(Discrete { values, ..self.clone() }))
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
