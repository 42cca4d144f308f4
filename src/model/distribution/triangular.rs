//! Triangular: the density rises in a straight line from the low end to the mode and falls to the high end.
//!
//! Use it for a best guess between hard ends; PERT has the same parameters and less weight near the ends.
//!
//! F(x) = (x − low)² / ((high − low)(mode − low)) up to the mode, 1 − (high − x)² / ((high − low)(high − mode)) from it
//! · mean (low + mode + high)/3.
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), section 26.9.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! assert_eq!(Distribution::triangular(0.0, 0.0, 1.0)?.quantile(Tails::from_above(0.25)), 0.5);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::{Distribution, Law, Standard, Tails};

/// Triangular on [low, high] with its top at mode, low < high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangular {
    pub(super) low: f64,
    pub(super) mode: f64,
    pub(super) high: f64,
}

impl Triangular {
    fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl Law for Triangular {
    fn quantile(&self, tails: Tails) -> f64 {
        let left = (self.mode - self.low) / self.width();
        let from_low = if tails.below <= tails.above { tails.below <= left } else { tails.above >= 1.0 - left };
        if from_low {
            self.low + (tails.below * self.width() * (self.mode - self.low)).sqrt()
        } else {
            self.high - (tails.above * self.width() * (self.high - self.mode)).sqrt()
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        if x <= self.low {
            0.0
        } else if x <= self.mode {
            (x - self.low) / self.width() * ((x - self.low) / (self.mode - self.low))
        } else {
            1.0 - self.survival(x)
        }
    }

    fn survival(&self, x: f64) -> f64 {
        if x >= self.high {
            0.0
        } else if x > self.mode {
            (self.high - x) / self.width() * ((self.high - x) / (self.high - self.mode))
        } else {
            1.0 - self.cdf(x)
        }
    }

    fn density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            0.0
        } else if x < self.mode {
            2.0 * (x - self.low) / self.width() / (self.mode - self.low)
        } else if x > self.mode {
            2.0 * (self.high - x) / self.width() / (self.high - self.mode)
        } else {
            2.0 / self.width()
        }
    }

    fn mean(&self) -> Option<f64> {
        Some(self.low + ((self.mode - self.low) + self.width()) / 3.0)
    }

    fn variance(&self) -> Option<f64> {
        let mode = self.mode - self.low;
        let high = self.width();
        Some((mode * mode - mode * high + high * high) / 18.0)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        let [low, mode, high] = [self.low, self.mode, self.high].map(|x| factor * x);
        Distribution::Triangular(Triangular { low, mode, high })
    }

    fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        vec![self.low, self.mode, self.high]
    }

    fn standard(&self) -> Option<Standard> {
        let mode = Standard::shape((self.mode - self.low) / self.width());
        let form = Distribution::Triangular(Triangular { low: 0.0, mode, high: 1.0 });
        Some(Standard { form, shift: self.low, scale: self.width() })
    }
}
