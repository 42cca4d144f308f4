//! Pareto: a power law above a smallest value.
//!
//! Use it for what has no typical size: rare, very large overruns and losses. With alpha <= 1 the mean does not exist,
//! with alpha <= 2 the variance does not: cut it (`max`) where the world has a limit.
//!
//! P(X > x) = (min/x)^alpha · mean alpha·min/(alpha − 1) · variance min²·alpha/((alpha − 1)²(alpha − 2)).
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 20.
//!
//! ```
//! use model::distribution::Distribution;
//! let heavy = Distribution::pareto(1.0, 1.5)?;
//! assert_eq!(heavy.mean(), Some(3.0));
//! assert_eq!(heavy.variance(), None);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::exponential::log_above;
use super::{Distribution, Law, Standard, Tails};

/// Pareto with a smallest value and an index, both above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pareto {
    pub(super) min: f64,
    pub(super) alpha: f64,
}

impl Law for Pareto {
    fn quantile(&self, tails: Tails) -> f64 {
        self.min * libm::exp(log_above(tails) / self.alpha)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x > self.min { -libm::expm1(-self.alpha * libm::log(x / self.min)) } else { 0.0 }
    }

    fn survival(&self, x: f64) -> f64 {
        if x > self.min { libm::pow(self.min / x, self.alpha) } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        self.tail(x, true).1
    }

    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        if x < self.min {
            return (if lower { 0.0 } else { 1.0 }, 0.0);
        }
        let log = self.alpha * libm::log(self.min / x);
        let above = libm::exp(log);
        (if lower { -libm::expm1(log) } else { above }, self.alpha / x * above)
    }

    fn mean(&self) -> Option<f64> {
        (self.alpha > 1.0).then(|| self.alpha * self.min / (self.alpha - 1.0))
    }

    fn variance(&self) -> Option<f64> {
        let above = self.alpha - 1.0;
        (self.alpha > 2.0).then(|| self.min / above * (self.min / above) * (self.alpha / (self.alpha - 2.0)))
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Pareto(Pareto { min: factor * self.min, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (self.min, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        Some(self.alpha)
    }

    fn landmarks(&self) -> Vec<f64> {
        [1.0, 0.5, 0.001].map(|above| self.min * libm::pow(above, -1.0 / self.alpha)).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::Pareto(Pareto { min: 1.0, ..*self });
        Some(Standard { form, shift: 0.0, scale: self.min })
    }
}
