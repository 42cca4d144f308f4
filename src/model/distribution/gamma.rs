//! Gamma: a sum of waiting times.
//!
//! Use it for positive amounts with a moderate tail, and for rates that vary between units. Shapes from 0.01 to a
//! million.
//!
//! F(x) = P(shape, x/scale), the regularised incomplete gamma function · mean shape·scale · variance shape·scale².
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 17; start of the search
//! by Wilson & Hilferty, PNAS 17 (1931) 684–688, doi:10.1073/pnas.17.12.684.
//!
//! ```
//! use model::distribution::Distribution;
//! assert!((Distribution::gamma(1.0, 2.0)?.survival(6.0) - (-3f64).exp()).abs() < 1e-15);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::incomplete::gamma_tails;
use super::normal::score_quantile;
use super::root::Target;
use super::{Distribution, Law, Near, Standard, Tails};

/// Gamma with a shape and a scale, both above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gamma {
    pub(super) shape: f64,
    pub(super) scale: f64,
}

impl Gamma {
    fn value(&self, tails: Tails, near: Option<Near>) -> f64 {
        let lower = tails.below <= tails.above;
        let target = Target { probability: tails.below.min(tails.above), lower, logarithmic: true };
        let tail = |x: f64| self.standard_tail(x, lower);
        let near = near.map(|near| Near { value: near.value / self.scale, ..near }).filter(|near| near.value > 0.0);
        let polished = near.and_then(|near| target.polish(near, tail)).filter(|x| *x > 0.0);
        self.scale * polished.unwrap_or_else(|| target.solve(self.start(tails), (0.0, f64::MAX), tail))
    }

    /// A tail and the density in units of the scale.
    fn standard_tail(&self, x: f64, lower: bool) -> (f64, f64) {
        let tails = gamma_tails(self.shape, x);
        (if lower { tails.lower } else { tails.upper }, if x > 0.0 { tails.power / x } else { 0.0 })
    }

    /// Where to start looking, in units of the scale.
    fn start(&self, tails: Tails) -> f64 {
        let spread = 1.0 / (9.0 * self.shape);
        let cube_root = 1.0 - spread + score_quantile(tails) * spread.sqrt();
        if cube_root > 0.5 {
            self.shape * cube_root * cube_root * cube_root
        } else {
            libm::exp((libm::log(tails.below) + libm::lgamma(self.shape + 1.0)) / self.shape)
        }
    }
}

impl Law for Gamma {
    fn quantile(&self, tails: Tails) -> f64 {
        self.value(tails, None)
    }

    fn quantile_near(&self, tails: Tails, near: Near) -> f64 {
        self.value(tails, Some(near))
    }

    fn cdf(&self, x: f64) -> f64 {
        gamma_tails(self.shape, x / self.scale).lower
    }

    fn survival(&self, x: f64) -> f64 {
        gamma_tails(self.shape, x / self.scale).upper
    }

    fn density(&self, x: f64) -> f64 {
        self.tail(x, true).1
    }

    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        let (value, density) = self.standard_tail(x / self.scale, lower);
        (value, density / self.scale)
    }

    fn mean(&self) -> Option<f64> {
        Some(self.shape * self.scale)
    }

    fn variance(&self) -> Option<f64> {
        Some(self.shape * self.scale * self.scale)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Gamma(Gamma { scale: factor * self.scale, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        [0.001, 0.5, 0.999].map(|below| self.quantile(Tails::from_below(below))).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        let form = Distribution::Gamma(Gamma { scale: 1.0, ..*self });
        Some(Standard { form, shift: 0.0, scale: self.scale })
    }
}
