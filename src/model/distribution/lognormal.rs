//! Lognormal: the logarithm is normal.
//!
//! Use it for what is a product of many factors: sizes, durations, money, ratios of actual to estimate.
//!
//! ln X ~ Normal(ln median, sigma) · mean median·e^(sigma²/2) · variance mean²·(e^(sigma²) − 1).
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 14.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let size = Distribution::range(40.0, 110.0)?; // 5 % below 40, 5 % above 110
//! assert!((size.quantile(Tails::from_below(0.05)) - 40.0).abs() < 1e-12);
//! assert!((size.quantile(Tails::from_below(0.5)) - 4400f64.sqrt()).abs() < 1e-12);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::normal::{score_above, score_below, score_density, score_quantile};
use super::{Distribution, Law, Standard, Tails};

/// Lognormal with a median and the standard deviation of the logarithm, both above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    pub(super) median: f64,
    pub(super) sigma: f64,
}

impl LogNormal {
    /// Standard deviation of the logarithm.
    pub(crate) fn sigma(&self) -> f64 {
        self.sigma
    }

    fn score(&self, x: f64) -> f64 {
        if x > 0.0 { libm::log(x / self.median) / self.sigma } else { f64::NEG_INFINITY }
    }
}

impl Law for LogNormal {
    fn quantile(&self, tails: Tails) -> f64 {
        self.median * libm::exp(self.sigma * score_quantile(tails))
    }

    fn cdf(&self, x: f64) -> f64 {
        score_below(self.score(x))
    }

    fn survival(&self, x: f64) -> f64 {
        score_above(self.score(x))
    }

    fn density(&self, x: f64) -> f64 {
        self.tail(x, true).1
    }

    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        let z = self.score(x);
        let density = if x > 0.0 { score_density(z) / (self.sigma * x) } else { 0.0 };
        (if lower { score_below(z) } else { score_above(z) }, density)
    }

    fn mean(&self) -> Option<f64> {
        Some(self.median * libm::exp(0.5 * self.sigma * self.sigma))
    }

    fn variance(&self) -> Option<f64> {
        let squared = self.sigma * self.sigma;
        self.mean().map(|mean| mean * mean * libm::expm1(squared))
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::LogNormal(LogNormal { median: factor * self.median, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        [-3.0, 0.0, 3.0].map(|z| self.median * libm::exp(self.sigma * z)).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::LogNormal(LogNormal { median: 1.0, ..*self });
        Some(Standard { form, shift: 0.0, scale: self.median })
    }
}
