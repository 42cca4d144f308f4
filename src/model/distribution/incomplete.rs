//! Regularised incomplete beta and gamma functions: both tails and the density from one evaluation.
//!
//! Continued fractions and a series (DLMF 8.17.22, 8.9.2, 8.11.4, <https://dlmf.nist.gov>); the powers in front are
//! written with deviances and Stirling corrections for large shapes (Loader 2000, "Fast and accurate computation of
//! binomial probabilities"), so that they keep their digits.

use std::f64::consts::PI;

/// From this shape on Stirling's series is exact to the last digits.
const LARGE: f64 = 10.0;

/// More terms are never needed for shapes up to a million.
const MOST_TERMS: usize = 20_000;

/// Lower tail, upper tail, and the power in front: x·density for gamma, x(1 − x)·density for beta.
#[derive(Debug, Clone, Copy)]
pub struct IncompleteTails {
    /// Lower tail.
    pub lower: f64,
    /// Upper tail.
    pub upper: f64,
    /// The power in front.
    pub power: f64,
}

/// ln Γ(a) − [(a − ½) ln a − a + ½ ln 2π] for large a.
fn stirling(a: f64) -> f64 {
    let r = 1.0 / (a * a);
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    terms.iter().rev().fold(0.0, |sum, term| sum * r + term) / a
}

/// e − ln(1 + e), without loss for small e or small 1 + e.
fn deviance(e: f64, one_and_e: f64) -> f64 {
    if e.abs() > 0.5 {
        return e - libm::log(one_and_e);
    }
    let r = e / (2.0 + e);
    let series = (0..17).rev().fold(0.0, |sum, k| sum * r * r + 1.0 / f64::from(2 * k + 3));
    r * e - 2.0 * r * r * r * series
}

/// ln B(a, b), accurate unless both are large.
pub fn log_beta(a: f64, b: f64) -> f64 {
    let (small, large) = (a.min(b), a.max(b));
    if large < LARGE {
        return libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    }
    let ratio = (0.5 - large) * libm::log1p(small / large) - small * libm::log(a + b) + small;
    libm::lgamma(small) + ratio + (stirling(large) - stirling(a + b))
}

/// The regularised incomplete beta function of shapes a and b at x, with y = 1 − x and `log_beta` = ln B(a, b).
pub fn beta_tails((a, b): (f64, f64), log_beta: f64, x: f64, y: f64) -> IncompleteTails {
    if x <= 0.0 {
        return IncompleteTails { lower: 0.0, upper: 1.0, power: 0.0 };
    }
    if y <= 0.0 {
        return IncompleteTails { lower: 1.0, upper: 0.0, power: 0.0 };
    }
    let power = if a >= LARGE && b >= LARGE {
        let excess = x * b - y * a;
        let exponent = a * deviance(excess / a, x * ((a + b) / a)) + b * deviance(-excess / b, y * ((a + b) / b));
        let correction = stirling(a) + stirling(b) - stirling(a + b);
        (a / (a + b) * b / (2.0 * PI)).sqrt() * libm::exp(-exponent - correction)
    } else {
        let log_x = if x <= 0.5 { libm::log(x) } else { libm::log1p(-y) };
        let log_y = if y <= 0.5 { libm::log(y) } else { libm::log1p(-x) };
        libm::exp(a * log_x + b * log_y - log_beta)
    };
    if x * (a + b + 2.0) <= a + 1.0 {
        let lower = (power * beta_fraction(a, b, x) / a).min(1.0);
        IncompleteTails { lower, upper: 1.0 - lower, power }
    } else {
        let upper = (power * beta_fraction(b, a, y) / b).min(1.0);
        IncompleteTails { lower: 1.0 - upper, upper, power }
    }
}

/// The continued fraction of the incomplete beta function, by its recurrence with rare rescaling.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let (mut above, mut below) = (1.0, 1.0 - (a + b) * x / (a + 1.0));
    let (mut last_above, mut last_below) = (1.0, 1.0);
    let mut value = 1.0 / below;
    for m in 1..MOST_TERMS {
        let m = m as f64;
        let place = a + 2.0 * m;
        let even = m * (b - m) * x / ((place - 1.0) * place);
        let odd = -(a + m) * (a + b + m) * x / (place * (place + 1.0));
        last_above = above + even * last_above;
        last_below = below + even * last_below;
        above = last_above + odd * above;
        below = last_below + odd * below;
        let next = above / below;
        if (next - value).abs() <= 2e-16 * next.abs() {
            return next;
        }
        value = next;
        if below.abs() < 1e-100 || below.abs() > 1e100 {
            (last_above, last_below, above, below) = (last_above / below, last_below / below, next, 1.0);
        }
    }
    value
}

/// The regularised incomplete gamma function of shape a at x.
pub(super) fn gamma_tails(a: f64, x: f64) -> IncompleteTails {
    if x <= 0.0 {
        return IncompleteTails { lower: 0.0, upper: 1.0, power: 0.0 };
    }
    if x.is_infinite() {
        return IncompleteTails { lower: 1.0, upper: 0.0, power: 0.0 };
    }
    let power = if a >= LARGE {
        (a / (2.0 * PI)).sqrt() * libm::exp(-a * deviance((x - a) / a, x / a) - stirling(a))
    } else {
        libm::exp(a * libm::log(x) - x - libm::lgamma(a))
    };
    if x < a + 1.0 {
        let lower = (power * gamma_series(a, x) / a).min(1.0);
        IncompleteTails { lower, upper: 1.0 - lower, power }
    } else {
        let upper = (power * gamma_fraction(a, x)).min(1.0);
        IncompleteTails { lower: 1.0 - upper, upper, power }
    }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..MOST_TERMS {
        term *= x / (a + n as f64);
        sum += term;
        if term <= 1e-17 * sum {
            break;
        }
    }
    sum
}

/// The continued fraction of the upper tail, by the modified method of Lentz.
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut value = d;
    for n in 1..MOST_TERMS {
        let n = n as f64;
        b += 2.0;
        let weight = n * (a - n);
        d = 1.0 / (b + weight * d);
        c = b + weight / c;
        value *= c * d;
        if (c * d - 1.0).abs() <= 2e-16 {
            break;
        }
    }
    value
}
