//! Uniform: every value between two ends equally likely.
//!
//! Use it when only the ends are known and they are hard; a best guess in between asks for a triangular or PERT.
//!
//! F(x) = (x − low) / (high − low) · mean (low + high)/2 · variance (high − low)²/12.
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), chapter 26.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! assert_eq!(Distribution::uniform(10.0, 20.0)?.quantile(Tails::from_below(0.25)), 12.5);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::{Distribution, Law, Standard, Tails};

/// Uniform on [low, high], low < high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uniform {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Uniform {
    fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl Law for Uniform {
    fn quantile(&self, tails: Tails) -> f64 {
        if tails.below <= tails.above {
            self.low + tails.below * self.width()
        } else {
            self.high - tails.above * self.width()
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        ((x - self.low) / self.width()).clamp(0.0, 1.0)
    }

    fn survival(&self, x: f64) -> f64 {
        ((self.high - x) / self.width()).clamp(0.0, 1.0)
    }

    fn density(&self, x: f64) -> f64 {
        if (self.low..=self.high).contains(&x) { 1.0 / self.width() } else { 0.0 }
    }

    fn mean(&self) -> Option<f64> {
        Some(self.low + self.width() / 2.0)
    }

    fn variance(&self) -> Option<f64> {
        Some(self.width() * self.width() / 12.0)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Uniform(Uniform { low: factor * self.low, high: factor * self.high })
    }

    fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        vec![self.low, self.high]
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::Uniform(Uniform { low: 0.0, high: 1.0 });
        Some(Standard { form, shift: self.low, scale: self.width() })
    }
}
