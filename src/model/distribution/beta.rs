//! Beta, stretched to an interval; PERT is the one whose shapes come from a mode.
//!
//! Use PERT for a best guess between ends that are hard and unlikely; use beta for shares and probabilities. Shapes
//! from
//! 0.01 to a million.
//!
//! F(x) = I_t(alpha, beta) with t = (x − min)/(max − min) · mean of t: alpha/(alpha + beta) · variance of t:
//! alpha·beta / ((alpha + beta)²(alpha + beta + 1)) · PERT: alpha = 1 + 4(mode − low)/(high − low),
//! beta = 1 + 4(high − mode)/(high − low), so mean (low + 4 mode + high)/6.
//!
//! Source: Malcolm, Roseboom, Clark & Fazar, Operations Research 7 (1959) 646–669, doi:10.1287/opre.7.5.646; Johnson,
//! Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), chapter 25.
//!
//! ```
//! use model::distribution::Distribution;
//! let writing_for_reuse = Distribution::pert(1.0, 1.5, 2.2)?;
//! assert!((writing_for_reuse.mean().unwrap() - (1.0 + 4.0 * 1.5 + 2.2) / 6.0).abs() < 1e-15);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::incomplete::{IncompleteTails, beta_tails, log_beta};
use super::normal::score_quantile;
use super::root::Target;
use super::{Distribution, Law, Near, Standard, Tails};

/// Beta of two shapes on [min, max], min < max.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    alpha: f64,
    beta: f64,
    min: f64,
    max: f64,
    log_beta: f64,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64, min: f64, max: f64) -> Self {
        Beta { alpha, beta, min, max, log_beta: log_beta(alpha, beta) }
    }

    fn width(&self) -> f64 {
        self.max - self.min
    }

    fn tails(&self, x: f64) -> IncompleteTails {
        let width = self.width();
        let (from_min, from_max) = ((x - self.min) / width, (self.max - x) / width);
        // the smaller of the two has the digits
        let (t, rest) = if from_min < from_max { (from_min, 1.0 - from_min) } else { (1.0 - from_max, from_max) };
        beta_tails((self.alpha, self.beta), self.log_beta, t, rest)
    }

    /// Distance from the nearer end, as a share of the width: from min for the lower tail, from max for the upper.
    fn distance(&self, tails: Tails, near: Option<Near>) -> f64 {
        let lower = tails.below <= tails.above;
        let shapes = if lower { (self.alpha, self.beta) } else { (self.beta, self.alpha) };
        let probability = tails.below.min(tails.above);
        let target = Target { probability, lower: true, logarithmic: true };
        let tail = |t: f64| {
            let tails = beta_tails(shapes, self.log_beta, t, 1.0 - t);
            (tails.lower, tails.power / (t * (1.0 - t)))
        };
        let inside = |t: &f64| *t > 0.0 && *t < 1.0;
        let near = near.map(|near| {
            let distance = if lower { near.value - self.min } else { self.max - near.value };
            Near { value: distance / self.width(), ..near }
        });
        let polished = near.filter(|near| inside(&near.value)).and_then(|near| target.polish(near, tail));
        polished
            .filter(inside)
            .unwrap_or_else(|| target.solve(start(shapes, self.log_beta, probability), (0.0, 1.0), tail))
    }

    fn value(&self, tails: Tails, near: Option<Near>) -> f64 {
        let distance = self.distance(tails, near) * self.width();
        if tails.below <= tails.above { self.min + distance } else { self.max - distance }
    }
}

/// Where to start looking for the value with a small probability below: Abramowitz & Stegun 26.5.22, or the power law
/// near 0.
fn start((a, b): (f64, f64), log_beta: f64, probability: f64) -> f64 {
    let power_law = libm::exp((libm::log(probability * a) + log_beta) / a);
    if a < 1.0 || b < 1.0 || power_law < 0.1 {
        return power_law;
    }
    let z = -score_quantile(Tails::from_below(probability));
    let (u, v) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let (lambda, h) = ((z * z - 3.0) / 6.0, 2.0 / (u + v));
    let w = z * (h + lambda).max(0.0).sqrt() / h - (v - u) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    a / (a + b * libm::exp(2.0 * w))
}

impl Law for Beta {
    fn quantile(&self, tails: Tails) -> f64 {
        self.value(tails, None)
    }

    fn quantile_near(&self, tails: Tails, near: Near) -> f64 {
        self.value(tails, Some(near))
    }

    fn cdf(&self, x: f64) -> f64 {
        self.tails(x).lower
    }

    fn survival(&self, x: f64) -> f64 {
        self.tails(x).upper
    }

    fn density(&self, x: f64) -> f64 {
        self.tail(x, true).1
    }

    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        let product = (x - self.min) / self.width() * (self.max - x);
        let tails = self.tails(x);
        (if lower { tails.lower } else { tails.upper }, if product > 0.0 { tails.power / product } else { 0.0 })
    }

    fn mean(&self) -> Option<f64> {
        Some(self.min + self.width() * (self.alpha / (self.alpha + self.beta)))
    }

    fn variance(&self) -> Option<f64> {
        let total = self.alpha + self.beta;
        Some(self.width() * self.width() * (self.alpha / total) * (self.beta / total) / (total + 1.0))
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Beta(Beta { min: factor * self.min, max: factor * self.max, ..*self })
    }

    fn bounds(&self) -> (f64, f64) {
        (self.min, self.max)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        let middle = |below| self.quantile(Tails::from_below(below));
        vec![self.min, middle(0.001), middle(0.5), middle(0.999), self.max]
    }

    fn standard(&self) -> Option<Standard> {
        let (alpha, beta) = (Standard::shape(self.alpha), Standard::shape(self.beta));
        let form = Distribution::Beta(Beta::new(alpha, beta, 0.0, 1.0));
        Some(Standard { form, shift: self.min, scale: self.width() })
    }
}
