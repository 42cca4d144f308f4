//! Log-logistic: the logarithm is logistic; like a lognormal with power-law tails.
//!
//! Use it for waiting times whose hazard rises and then falls. With shape <= 1 the mean does not exist, with shape <= 2
//! the variance does not.
//!
//! F(x) = 1 / (1 + (x/median)^(−shape)) · with b = π/shape: mean median·b/sin b · variance median²·(2b/sin 2b − b²/sin²
//! b).
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), section 23.11.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let x = Distribution::loglogistic(10.0, 1.0)?.quantile(Tails::from_below(0.9));
//! assert!((x - 90.0).abs() < 1e-12);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::f64::consts::PI;

use super::{Distribution, Law, Standard, Tails};

/// Log-logistic with a median and a shape, both above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogLogistic {
    pub(super) median: f64,
    pub(super) shape: f64,
}

impl LogLogistic {
    /// The odds P(X <= x) / P(X > x).
    fn odds(&self, x: f64) -> f64 {
        if x > 0.0 { libm::pow(x / self.median, self.shape) } else { 0.0 }
    }
}

impl Law for LogLogistic {
    fn quantile(&self, tails: Tails) -> f64 {
        self.median * libm::exp((libm::log(tails.below) - libm::log(tails.above)) / self.shape)
    }

    fn cdf(&self, x: f64) -> f64 {
        match self.odds(x) {
            odds if odds > 1.0 => 1.0 / (1.0 + 1.0 / odds),
            odds => odds / (1.0 + odds),
        }
    }

    fn survival(&self, x: f64) -> f64 {
        1.0 / (1.0 + self.odds(x))
    }

    fn density(&self, x: f64) -> f64 {
        if x > 0.0 { self.shape / x * self.cdf(x) * self.survival(x) } else { 0.0 }
    }

    fn mean(&self) -> Option<f64> {
        let b = PI / self.shape;
        (self.shape > 1.0).then(|| self.median * b / libm::sin(b))
    }

    fn variance(&self) -> Option<f64> {
        let b = PI / self.shape;
        let first = b / libm::sin(b);
        (self.shape > 2.0).then(|| self.median * self.median * (2.0 * b / libm::sin(2.0 * b) - first * first))
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::LogLogistic(LogLogistic { median: factor * self.median, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        Some(self.shape)
    }

    fn landmarks(&self) -> Vec<f64> {
        [0.001, 1.0, 1000.0].map(|odds| self.median * libm::pow(odds, 1.0 / self.shape)).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::LogLogistic(LogLogistic { median: 1.0, ..*self });
        Some(Standard { form, shift: 0.0, scale: self.median })
    }
}
