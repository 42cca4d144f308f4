//! How well a distribution fits the values that it was fitted to.
//!
//! ℓ = Σ ln f(x) · AIC = 2·parameters − 2ℓ, the smaller the better; differences under 2 say nothing.
//! Kolmogorov–Smirnov: D the largest gap between the shares of values and F. Anderson–Darling:
//! A² = −n − Σ (2i − 1)/n·[ln F(x_i) + ln(1 − F(x_{n+1−i}))], which looks harder at the tails.
//!
//! Tables of D and A² hold for a distribution that was known beforehand. Here its parameters were fitted to the same
//! values, which makes both smaller; so the p-value of A², or of D where a fit ends at a value and A² is infinite, is
//! that of [`SAMPLES`] samples drawn from the fit and fitted anew.
//!
//! Source: Stephens, EDF Statistics for Goodness of Fit, JASA 69 (1974) 730–737, doi:10.2307/2286009; Stute, González
//! Manteiga & Presedo Quindimil, Bootstrap based goodness-of-fit tests, Metrika 40 (1993) 243–256,
//! doi:10.1007/BF02613687.

use super::fitting::{Fitted, fit};
use model::distribution::{Distribution, Tails};
use model::lanes::LANES;
use model::sampling::stream::{Stream, unit};

/// Samples behind a p-value.
pub const SAMPLES: usize = 199;
/// Most values of which samples are drawn.
pub const MOST: usize = 5000;

/// Σ ln f(x).
pub fn log_likelihood(law: &Distribution, values: &[f64]) -> f64 {
    values.iter().map(|x| libm::log(law.density(*x))).sum()
}

/// D of sorted values.
pub fn kolmogorov_smirnov(law: &Distribution, sorted: &[f64]) -> f64 {
    let n = sorted.len() as f64;
    let gap = |(i, x): (usize, &f64)| {
        let below = law.cdf(*x);
        (below - i as f64 / n).max((i as f64 + 1.0) / n - below)
    };
    sorted.iter().enumerate().map(gap).fold(0.0, f64::max)
}

/// A² of sorted values; infinite where one of them is impossible.
pub fn anderson_darling(law: &Distribution, sorted: &[f64]) -> f64 {
    let n = sorted.len() as f64;
    let weighted = |(i, x): (usize, &f64)| {
        let other = sorted[sorted.len() - 1 - i];
        (2.0 * i as f64 + 1.0) / n * (libm::log(law.cdf(*x)) + libm::log(law.survival(other)))
    };
    -n - sorted.iter().enumerate().map(weighted).sum::<f64>()
}

/// The share of samples from the fit, fitted anew, that fit themselves no better; none of too many values.
pub fn p_value(fitted: &Fitted, sorted: &[f64], seed: u64) -> Option<f64> {
    if sorted.len() > MOST {
        return None;
    }
    let distance = if fitted.family.at_the_edge() > 0 { kolmogorov_smirnov } else { anderson_darling };
    let own = distance(&fitted.law, sorted);
    if !own.is_finite() {
        return None;
    }
    let stream = Stream::new(seed);
    let key = stream.input(&format!("fit.{}", fitted.family.word()));
    let (mut words, mut next, mut number) = ([0; LANES], LANES, 0);
    let mut sample = vec![0.0; sorted.len()];
    let mut worse = 0;
    for _ in 0..SAMPLES {
        for value in &mut sample {
            if next == LANES {
                words = stream.batch(number).words(key);
                (next, number) = (0, number + LANES as u64);
            }
            // Never 0: half of the last place more.
            *value = fitted.law.quantile(Tails::from_below(unit(words[next]) + f64::EPSILON / 2.0));
            next += 1;
        }
        sample.sort_unstable_by(f64::total_cmp);
        let again = fit(fitted.family, &sample).map(|again| distance(&again.law, &sample));
        worse += usize::from(again.is_none_or(|again| again.is_nan() || again >= own));
    }
    Some((worse + 1) as f64 / (SAMPLES + 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::fitting::Family;

    /// Uniform on 0 to 1, values 0.2, 0.5 and 0.6: D = 1 − 0.6, A² by its formula.
    #[test]
    fn distances_by_hand() {
        let law = Distribution::uniform(0.0, 1.0).expect("a distribution");
        let values = [0.2, 0.5, 0.6];
        assert!((kolmogorov_smirnov(&law, &values) - 0.4).abs() < 1e-15);
        let sum = 1.0 * (0.2_f64.ln() + 0.4_f64.ln()) + 3.0 * (0.5_f64.ln() + 0.5_f64.ln());
        let sum = sum + 5.0 * (0.6_f64.ln() + 0.8_f64.ln());
        assert!((anderson_darling(&law, &values) - (-3.0 - sum / 3.0)).abs() < 1e-12);
        let normal = Distribution::normal(0.0, 1.0).expect("a distribution");
        let want = -0.5 * (2.0 * std::f64::consts::PI).ln() * 2.0 - 0.5;
        assert!((log_likelihood(&normal, &[0.0, 1.0]) - want).abs() < 1e-12);
    }

    /// Values that fill a normal evenly fit it; seen as exponential they do not.
    #[test]
    fn p_values_tell_what_fits() {
        let law = Distribution::normal(10.0, 1.0).expect("a distribution");
        let values: Vec<f64> = (0..60).map(|k| law.quantile(Tails::from_below((f64::from(k) + 0.5) / 60.0))).collect();
        let p = |family| p_value(&fit(family, &values).expect("a fit"), &values, 1).expect("a p-value");
        assert!(p(Family::Normal) > 0.9 && p(Family::Exponential) < 0.01);
        let as_uniform = |values: &[f64]| {
            p_value(&fit(Family::Uniform, values).expect("a fit"), values, 1).expect("by the largest gap")
        };
        let squares: Vec<f64> = (0..60).map(|k| f64::from(k * k)).collect();
        let even: Vec<f64> = (0..60).map(f64::from).collect();
        assert!(as_uniform(&squares) < 0.01 && as_uniform(&even) > 0.5);
    }
}
