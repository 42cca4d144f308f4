//! Exponential: the waiting time for something equally likely at every moment.
//!
//! Use it for times to an event of constant hazard.
//!
//! P(X > x) = e^(−x/mean) · variance mean².
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 19.
//!
//! ```
//! use model::distribution::Distribution;
//! assert!((Distribution::exponential(2.0)?.survival(2.0) - (-1f64).exp()).abs() < 1e-15);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::{Distribution, Law, Standard, Tails};

/// Exponential with a mean above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exponential {
    pub(super) mean: f64,
}

/// −ln of the probability above, with all its digits at both ends.
pub(super) fn log_above(tails: Tails) -> f64 {
    if tails.below <= tails.above { -libm::log1p(-tails.below) } else { -libm::log(tails.above) }
}

impl Law for Exponential {
    fn quantile(&self, tails: Tails) -> f64 {
        self.mean * log_above(tails)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x > 0.0 { -libm::expm1(-x / self.mean) } else { 0.0 }
    }

    fn survival(&self, x: f64) -> f64 {
        if x > 0.0 { libm::exp(-x / self.mean) } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        if x >= 0.0 { libm::exp(-x / self.mean) / self.mean } else { 0.0 }
    }

    fn mean(&self) -> Option<f64> {
        Some(self.mean)
    }

    fn variance(&self) -> Option<f64> {
        Some(self.mean * self.mean)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Exponential(Exponential { mean: factor * self.mean })
    }

    fn bounds(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        [0.0, 0.001, 0.7, 7.0].map(|share| self.mean * share).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        Some(Standard { form: Distribution::unit_exponential(), shift: 0.0, scale: self.mean })
    }
}
