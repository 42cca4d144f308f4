//! Weibull: the waiting time for something whose hazard is a power of time.
//!
//! Use it for times to failure: shape below 1 for early failures, above 1 for wear.
//!
//! P(X > x) = e^(−(x/scale)^shape) · mean scale·Γ(1 + 1/shape) · variance scale²·(Γ(1 + 2/shape) − Γ(1 + 1/shape)²).
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 21.
//!
//! ```
//! use model::distribution::Distribution;
//! assert!((Distribution::weibull(2.0, 1.0)?.survival(2.0) - (-4f64).exp()).abs() < 1e-15);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::exponential::log_above;
use super::{Distribution, Law, Standard, Tails};

/// Weibull with a shape and a scale, both above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weibull {
    pub(super) shape: f64,
    pub(super) scale: f64,
}

impl Weibull {
    /// (x/scale)^shape, the cumulative hazard.
    fn hazard(&self, x: f64) -> f64 {
        if x > 0.0 { libm::pow(x / self.scale, self.shape) } else { 0.0 }
    }
}

impl Law for Weibull {
    fn quantile(&self, tails: Tails) -> f64 {
        self.scale * libm::pow(log_above(tails), 1.0 / self.shape)
    }

    fn cdf(&self, x: f64) -> f64 {
        -libm::expm1(-self.hazard(x))
    }

    fn survival(&self, x: f64) -> f64 {
        libm::exp(-self.hazard(x))
    }

    fn density(&self, x: f64) -> f64 {
        let hazard = self.hazard(x);
        if x > 0.0 { self.shape / x * hazard * libm::exp(-hazard) } else { 0.0 }
    }

    fn mean(&self) -> Option<f64> {
        Some(self.scale * libm::tgamma(1.0 + 1.0 / self.shape))
    }

    fn variance(&self) -> Option<f64> {
        // Γ(1 + 2/k) − Γ(1 + 1/k)², through the ratio of the two so that large shapes keep their digits
        let first = libm::lgamma(1.0 + 1.0 / self.shape);
        let ratio = libm::lgamma(1.0 + 2.0 / self.shape) - 2.0 * first;
        Some(self.scale * self.scale * libm::exp(2.0 * first) * libm::expm1(ratio))
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Weibull(Weibull { scale: factor * self.scale, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        [0.001, 0.7, 7.0].map(|hazard| self.scale * libm::pow(hazard, 1.0 / self.shape)).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::Weibull(Weibull { scale: 1.0, ..*self });
        Some(Standard { form, shift: 0.0, scale: self.scale })
    }
}
