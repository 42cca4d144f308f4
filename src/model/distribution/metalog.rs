//! Metalog of three terms: through a P10, a P50 and a P90, between bounds where there are any.
//!
//! Use it when an expert gives three quantiles rather than a shape. Quantiles too lopsided for three terms are refused.
//! With one bound the other tail is a power law, and the mean may not exist.
//!
//! With t = ln(p/(1 − p)): M(p) = a1 + a2·t + a3·(p − ½)·t. X = M unbounded; min + e^M; max − e^(−M); or
//! (min + max·e^M)/(1 + e^M). Feasible when |a3| < 1.66711·a2. Unbounded: mean a1 + a3/2, variance
//! π²a2²/3 + (3 + π²)a3²/36.
//!
//! Source: Keelin, Decision Analysis 13 (2016) 243–277, doi:10.1287/deca.2016.0338, sections 3.3, 4 and 5.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let effort = Distribution::metalog(20.0, 30.0, 60.0, Some(0.0), None)?;
//! assert!((effort.quantile(Tails::from_below(0.9)) - 60.0).abs() < 1e-12);
//! assert!(Distribution::metalog(20.0, 59.0, 60.0, None, None).is_err());
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::f64::consts::PI;

use super::moments;
use super::{Distribution, Impossible, Law, Tails};

/// Largest |a3|/a2 for which M rises everywhere.
const FEASIBLE: f64 = 1.66711;

/// Beyond this ln(p/(1 − p)) probabilities are smaller than any number.
const REACH: f64 = 750.0;

/// Through three quantiles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metalog {
    centre: f64,
    slope: f64,
    skew: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Metalog {
    pub(super) fn new(
        p10: f64,
        p50: f64,
        p90: f64,
        lower: Option<f64>,
        upper: Option<f64>,
    ) -> Result<Self, Impossible> {
        let mut law = Metalog { centre: 0.0, slope: 0.0, skew: 0.0, lower, upper };
        let [low, middle, high] = [p10, p50, p90].map(|x| law.unbounded(x));
        let span = high - low;
        if !span.is_finite() || !middle.is_finite() {
            return Err(Impossible("a quantile stands on a bound: p10, p50 and p90 must lie within".to_owned()));
        }
        let log_nine = libm::log(9.0);
        law.centre = middle;
        law.slope = span / (2.0 * log_nine);
        law.skew = (span - 2.0 * (middle - low)) / (0.8 * log_nine);
        if law.slope > 0.0 && law.skew.abs() < FEASIBLE * law.slope {
            return Ok(law);
        }
        let least = low + span * (0.5 - 0.2 * FEASIBLE);
        let most = low + span * (0.5 + 0.2 * FEASIBLE);
        let words = format!("p10 {p10}, p50 {p50}, p90 {p90} are too lopsided for a smooth distribution");
        Err(Impossible(format!("{words}; p50 must be between {:.4} and {:.4}", law.bounded(least), law.bounded(most))))
    }

    /// From a value to the scale without bounds.
    fn unbounded(&self, x: f64) -> f64 {
        match (self.lower, self.upper) {
            (None, None) => x,
            (Some(lower), None) => libm::log((x - lower).max(0.0)),
            (None, Some(upper)) => -libm::log((upper - x).max(0.0)),
            (Some(lower), Some(upper)) => libm::log((x - lower).max(0.0) / (upper - x).max(0.0)),
        }
    }

    /// From the scale without bounds to a value.
    fn bounded(&self, m: f64) -> f64 {
        match (self.lower, self.upper) {
            (None, None) => m,
            (Some(lower), None) => lower + libm::exp(m),
            (None, Some(upper)) => upper - libm::exp(-m),
            (Some(lower), Some(upper)) if m < 0.0 => lower + (upper - lower) / (1.0 + libm::exp(-m)),
            (Some(lower), Some(upper)) => upper - (upper - lower) / (1.0 + libm::exp(m)),
        }
    }

    /// Derivative of the value by m.
    fn stretch(&self, x: f64) -> f64 {
        match (self.lower, self.upper) {
            (None, None) => 1.0,
            (Some(lower), None) => x - lower,
            (None, Some(upper)) => upper - x,
            (Some(lower), Some(upper)) => (x - lower) / (upper - lower) * (upper - x),
        }
    }

    /// M and its derivative by t.
    fn terms(&self, t: f64) -> (f64, f64) {
        let tails = tails_of_odds(t);
        let tilt = (tails.below - tails.above) / 2.0;
        let value = self.centre + t * (self.slope + self.skew * tilt);
        (value, self.slope + self.skew * (tilt + t * tails.below * tails.above))
    }

    /// ln(p/(1 − p)) of a value.
    fn odds_at(&self, x: f64) -> f64 {
        let m = self.unbounded(x);
        if m.is_infinite() {
            return m;
        }
        let (mut low, mut high) = (-REACH, REACH);
        if self.terms(low).0 >= m {
            return f64::NEG_INFINITY;
        }
        if self.terms(high).0 <= m {
            return f64::INFINITY;
        }
        let mut t = ((m - self.centre) / self.slope).clamp(low, high);
        for _ in 0..100 {
            let (value, slope) = self.terms(t);
            if value < m {
                low = t;
            } else {
                high = t;
            }
            let next = t - (value - m) / slope;
            let next = if next > low && next < high { next } else { low / 2.0 + high / 2.0 };
            let moved = (next - t).abs();
            t = next;
            if moved <= 1e-15 * t.abs() || moved < 1e-300 {
                break;
            }
        }
        t
    }
}

fn tails_of_odds(t: f64) -> Tails {
    Tails { below: 1.0 / (1.0 + libm::exp(-t)), above: 1.0 / (1.0 + libm::exp(t)) }
}

impl Law for Metalog {
    fn quantile(&self, tails: Tails) -> f64 {
        let t = libm::log(tails.below) - libm::log(tails.above);
        self.bounded(self.centre + t * (self.slope + self.skew * (tails.below - tails.above) / 2.0))
    }

    fn cdf(&self, x: f64) -> f64 {
        tails_of_odds(self.odds_at(x)).below
    }

    fn survival(&self, x: f64) -> f64 {
        tails_of_odds(self.odds_at(x)).above
    }

    fn density(&self, x: f64) -> f64 {
        let t = self.odds_at(x);
        if t.is_infinite() {
            return 0.0;
        }
        let tails = tails_of_odds(t);
        tails.below * tails.above / (self.terms(t).1 * self.stretch(x))
    }

    fn mean(&self) -> Option<f64> {
        match (self.lower, self.upper) {
            (None, None) => Some(self.centre + self.skew / 2.0),
            _ => moments::mean(self),
        }
    }

    fn variance(&self) -> Option<f64> {
        match (self.lower, self.upper) {
            (None, None) => {
                Some(PI * PI * self.slope * self.slope / 3.0 + (3.0 + PI * PI) * self.skew * self.skew / 36.0)
            }
            _ => moments::variance(self),
        }
    }

    fn scaled(&self, factor: f64) -> Distribution {
        let by = libm::log(factor);
        let (lower, upper) = (self.lower.map(|x| factor * x), self.upper.map(|x| factor * x));
        Distribution::Metalog(match (lower, upper) {
            (None, None) => {
                let [centre, slope, skew] = [self.centre, self.slope, self.skew].map(|x| factor * x);
                Metalog { centre, slope, skew, ..*self }
            }
            (Some(_), None) => Metalog { centre: self.centre + by, lower, ..*self },
            (None, Some(_)) => Metalog { centre: self.centre - by, upper, ..*self },
            (Some(_), Some(_)) => Metalog { lower, upper, ..*self },
        })
    }

    fn bounds(&self) -> (f64, f64) {
        (self.lower.unwrap_or(f64::NEG_INFINITY), self.upper.unwrap_or(f64::INFINITY))
    }

    fn tail_index(&self) -> Option<f64> {
        match (self.lower, self.upper) {
            (Some(_), None) => Some(1.0 / (self.slope + self.skew / 2.0)),
            (None, Some(_)) => Some(1.0 / (self.slope - self.skew / 2.0)),
            _ => None,
        }
    }

    fn landmarks(&self) -> Vec<f64> {
        [0.001, 0.5, 0.999].map(|below| self.quantile(Tails::from_below(below))).to_vec()
    }
}
