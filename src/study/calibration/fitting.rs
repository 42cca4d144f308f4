//! Distributions fitted to values by maximum likelihood: those that a scenario can name.
//!
//! Use it on twenty values or more of one kind; the fit says nothing of what lies beyond the largest of them.
//!
//! | family | maximum of the likelihood |
//! | --- | --- |
//! | normal | mean; sd with n below |
//! | lognormal | the same of ln x |
//! | exponential | mean |
//! | uniform | least and largest value |
//! | pareto | min the least value, alpha = n/Σ ln(x/min) |
//! | gamma | ln k − ψ(k) = ln x̄ − mean ln x, by Newton's method; scale x̄/k |
//! | weibull | Σx^k ln x/Σx^k − 1/k = mean ln x, by bisection; scale (mean x^k)^(1/k) |
//! | loglogistic | logistic of ln x, whose likelihood is concave in 1/s and μ/s, by Newton's method |
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 and 2 (1994, 1995), chapters 13, 14, 17,
//! 19 to 21, 23 and 26.
//!
//! ```
//! use study::calibration::fitting::{Family, fit};
//! let fitted = fit(Family::Exponential, &[1.0, 2.0, 6.0]).expect("values above 0");
//! assert_eq!(fitted.parameters, vec![("mean", 3.0)]);
//! ```

use model::distribution::Distribution;
use model::samples::mean;

/// What can be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Normal.
    Normal,
    /// Lognormal.
    LogNormal,
    /// Gamma.
    Gamma,
    /// Weibull.
    Weibull,
    /// Log-logistic.
    LogLogistic,
    /// Exponential.
    Exponential,
    /// Pareto.
    Pareto,
    /// Uniform.
    Uniform,
}

/// A distribution that was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Of which family.
    pub family: Family,
    /// The distribution.
    pub law: Distribution,
    /// Its parameters by the keys of scenario files.
    pub parameters: Vec<(&'static str, f64)>,
}

impl Family {
    /// All of them.
    pub const ALL: [Family; 8] = [
        Family::Normal,
        Family::LogNormal,
        Family::Gamma,
        Family::Weibull,
        Family::LogLogistic,
        Family::Exponential,
        Family::Pareto,
        Family::Uniform,
    ];

    /// Its word in scenario files.
    pub fn word(self) -> &'static str {
        match self {
            Family::Normal => "normal",
            Family::LogNormal => "lognormal",
            Family::Gamma => "gamma",
            Family::Weibull => "weibull",
            Family::LogLogistic => "loglogistic",
            Family::Exponential => "exponential",
            Family::Pareto => "pareto",
            Family::Uniform => "uniform",
        }
    }

    /// Parameters that are the least or the largest value itself: samples of the same values never go beyond, so that
    /// they say nothing of how well it is known.
    pub fn at_the_edge(self) -> usize {
        match self {
            Family::Uniform => 2,
            Family::Pareto => 1,
            _ => 0,
        }
    }

    /// Whether it holds values above 0 only.
    pub fn positive(self) -> bool {
        !matches!(self, Family::Normal | Family::Uniform)
    }
}

/// Fits a family; none if the values are not its own, or all the same.
pub fn fit(family: Family, values: &[f64]) -> Option<Fitted> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if values.len() < 2 || least >= most || (family.positive() && least <= 0.0) {
        return None;
    }
    let logs = || values.iter().map(|x| libm::log(*x)).collect::<Vec<f64>>();
    let parameters = match family {
        Family::Normal => normal(values),
        Family::LogNormal => {
            let [(_, middle), (_, sd)] = normal(&logs()).try_into().ok()?;
            vec![("median", libm::exp(middle)), ("sigma", sd)]
        }
        Family::Gamma => gamma(values, &logs())?,
        Family::Weibull => weibull(values, &logs(), most)?,
        Family::LogLogistic => loglogistic(&logs())?,
        Family::Exponential => vec![("mean", mean(values))],
        Family::Pareto => {
            let excess: f64 = values.iter().map(|x| libm::log(x / least)).sum();
            vec![("min", least), ("alpha", values.len() as f64 / excess)]
        }
        Family::Uniform => vec![("low", least), ("high", most)],
    };
    let law = law(family, &parameters)?;
    Some(Fitted { family, law, parameters })
}

fn law(family: Family, parameters: &[(&str, f64)]) -> Option<Distribution> {
    let a = parameters.first()?.1;
    let b = parameters.get(1).map_or(0.0, |parameter| parameter.1);
    let law = match family {
        Family::Normal => Distribution::normal(a, b),
        Family::LogNormal => Distribution::lognormal(a, b),
        Family::Gamma => Distribution::gamma(a, b),
        Family::Weibull => Distribution::weibull(a, b),
        Family::LogLogistic => Distribution::loglogistic(a, b),
        Family::Exponential => Distribution::exponential(a),
        Family::Pareto => Distribution::pareto(a, b),
        Family::Uniform => Distribution::uniform(a, b),
    };
    law.ok().filter(|law| !law.is_constant())
}

fn normal(values: &[f64]) -> Vec<(&'static str, f64)> {
    let middle = mean(values);
    let variance = values.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / values.len() as f64;
    vec![("mean", middle), ("sd", variance.sqrt())]
}

/// ψ, the derivative of ln Γ, for arguments above 0: recurrence up to 10, then its asymptotic series (DLMF 5.11.2).
fn digamma(mut x: f64) -> f64 {
    let mut sum = 0.0;
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let r = 1.0 / (x * x);
    sum + libm::log(x) - 0.5 / x - r * (1.0 / 12.0 - r * (1.0 / 120.0 - r * (1.0 / 252.0 - r / 240.0)))
}

fn gamma(values: &[f64], logs: &[f64]) -> Option<Vec<(&'static str, f64)>> {
    let middle = mean(values);
    let gap = libm::log(middle) - mean(logs);
    if gap.is_nan() || gap <= 0.0 {
        return None;
    }
    // Within 1.5 % of the solution (Minka 2002), then Newton on 1/k.
    let mut k = (3.0 - gap + ((gap - 3.0) * (gap - 3.0) + 24.0 * gap).sqrt()) / (12.0 * gap);
    for _ in 0..50 {
        let slope = (digamma(k * (1.0 + 1e-5)) - digamma(k * (1.0 - 1e-5))) / (2e-5 * k);
        let step = (libm::log(k) - digamma(k) - gap) / (k * k * (1.0 / k - slope));
        let next = 1.0 / (1.0 / k + step);
        if !(next.is_finite() && next > 0.0) {
            return None;
        }
        let done = (next - k).abs() <= 1e-12 * k;
        k = next;
        if done {
            break;
        }
    }
    Some(vec![("shape", k), ("scale", middle / k)])
}

fn weibull(values: &[f64], logs: &[f64], most: f64) -> Option<Vec<(&'static str, f64)>> {
    let (middle, top) = (mean(logs), libm::log(most));
    // Powers in units of the largest value, so that none overflows.
    let sums = |k: f64| {
        logs.iter().fold((0.0, 0.0), |(sum, weighted), log| {
            let power = libm::exp(k * (log - top));
            (sum + power, weighted + power * log)
        })
    };
    let excess = |k: f64| {
        let (sum, weighted) = sums(k);
        weighted / sum - 1.0 / k - middle
    };
    let (mut low, mut high) = (1e-3, 1e3);
    if excess(low) > 0.0 || excess(high) < 0.0 {
        return None;
    }
    while high / low > 1.0 + 1e-13 {
        let k = (low * high).sqrt();
        if k <= low || k >= high {
            break;
        }
        if excess(k) < 0.0 { low = k } else { high = k }
    }
    let shape = (low * high).sqrt();
    let scale = most * libm::exp(libm::log(sums(shape).0 / values.len() as f64) / shape);
    Some(vec![("shape", shape), ("scale", scale)])
}

/// Σ [ln a + z − 2 ln(1 + e^z)] of z = a·x − b, its gradient and its curvature.
fn logistic(logs: &[f64], a: f64, b: f64) -> (f64, [f64; 2], [f64; 3]) {
    let (mut value, mut slope, mut bend) = (0.0, [0.0; 2], [0.0; 3]);
    for x in logs {
        let z = a * x - b;
        let small = libm::exp(-z.abs());
        value += libm::log(a) - z.abs() - 2.0 * libm::log1p(small);
        // 1 − 2/(1 + e^−z), and its derivative in size
        let tilt = -z.signum() * (1.0 - small) / (1.0 + small);
        let curve = 2.0 * small / ((1.0 + small) * (1.0 + small));
        slope[0] += 1.0 / a + tilt * x;
        slope[1] -= tilt;
        bend[0] += 1.0 / (a * a) + curve * x * x;
        bend[1] -= curve * x;
        bend[2] += curve;
    }
    (value, slope, bend)
}

fn loglogistic(logs: &[f64]) -> Option<Vec<(&'static str, f64)>> {
    let centre = mean(logs);
    let logs: Vec<f64> = logs.iter().map(|x| x - centre).collect();
    let sd = (logs.iter().map(|x| x * x).sum::<f64>() / logs.len() as f64).sqrt();
    let (mut a, mut b) = (std::f64::consts::PI / (sd * 3.0_f64.sqrt()), 0.0);
    for _ in 0..100 {
        let (value, [down, across], [aa, ab, bb]) = logistic(&logs, a, b);
        let determinant = aa * bb - ab * ab;
        let step = [(bb * down - ab * across) / determinant, (aa * across - ab * down) / determinant];
        let mut length = 1.0;
        while length > 1e-9 {
            let next = (a + length * step[0], b + length * step[1]);
            if next.0 > 0.0 && logistic(&logs, next.0, next.1).0 >= value {
                break;
            }
            length /= 2.0;
        }
        let moved = [length * step[0], length * step[1]];
        (a, b) = (a + moved[0], b + moved[1]);
        if length <= 1e-9 || (moved[0].abs() <= 1e-12 * a && moved[1].abs() <= 1e-12 * (1.0 + b.abs())) {
            break;
        }
    }
    (a.is_finite() && b.is_finite()).then(|| vec![("median", libm::exp(centre + b / a)), ("shape", a)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::goodness::log_likelihood;
    use model::distribution::Tails;

    fn parameters(family: Family, values: &[f64]) -> Vec<f64> {
        fit(family, values).expect("a fit").parameters.iter().map(|parameter| parameter.1).collect()
    }

    #[test]
    fn closed_forms_by_hand() {
        let e = std::f64::consts::E;
        assert_eq!(parameters(Family::Normal, &[1.0, 3.0]), [2.0, 1.0]);
        let lognormal = parameters(Family::LogNormal, &[e, e * e * e]);
        assert!((lognormal[0] - e * e).abs() < 1e-12 && (lognormal[1] - 1.0).abs() < 1e-12);
        // ln(x/min) is 0, 1 and 2
        let pareto = parameters(Family::Pareto, &[2.0, 2.0 * e, 2.0 * e * e]);
        assert!(pareto[0] == 2.0 && (pareto[1] - 1.0).abs() < 1e-12);
        assert_eq!(parameters(Family::Uniform, &[5.0, 1.0, 3.0]), [1.0, 5.0]);
        assert!((digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-12);
        assert!((digamma(0.5) + 1.963_510_026_021_423_5).abs() < 1e-12);
    }

    /// The values at the middles of 400 equal shares of a known distribution: its parameters come back, nearly.
    #[test]
    fn what_was_there_is_found() {
        let laws = [
            (Family::Normal, Distribution::normal(-3.0, 2.0), [-3.0, 2.0]),
            (Family::LogNormal, Distribution::lognormal(7.0, 0.8), [7.0, 0.8]),
            (Family::Gamma, Distribution::gamma(2.5, 4.0), [2.5, 4.0]),
            (Family::Weibull, Distribution::weibull(1.7, 30.0), [1.7, 30.0]),
            (Family::LogLogistic, Distribution::loglogistic(12.0, 2.2), [12.0, 2.2]),
        ];
        for (family, law, want) in laws {
            let law = law.expect("a distribution");
            let values: Vec<f64> =
                (0..400).map(|k| law.quantile(Tails::from_below((f64::from(k) + 0.5) / 400.0))).collect();
            for (found, want) in parameters(family, &values).into_iter().zip(want) {
                assert!((found - want).abs() < 0.02 * want.abs(), "{}: {found} for {want}", family.word());
            }
        }
    }

    /// No neighbour of the maximum is more likely.
    #[test]
    fn the_likelihood_is_greatest_at_the_fit() {
        let values = [0.3, 0.9, 1.1, 2.5, 2.6, 4.0, 7.7, 12.0, 0.05];
        for family in Family::ALL.into_iter().filter(|family| !matches!(family, Family::Uniform | Family::Pareto)) {
            let best = fit(family, &values).expect("a fit");
            let top = log_likelihood(&best.law, &values);
            for k in 0..best.parameters.len() {
                for factor in [0.999, 1.001] {
                    let mut near = best.parameters.clone();
                    near[k].1 *= factor;
                    let near = law(family, &near).expect("a distribution");
                    assert!(log_likelihood(&near, &values) < top, "{} {k} {factor}", family.word());
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_not_fitted() {
        for family in Family::ALL {
            assert_eq!(fit(family, &[2.0, 2.0, 2.0]), None);
            assert_eq!(fit(family, &[]), None);
            assert_eq!(fit(family, &[-1.0, 2.0, 3.0]).is_some(), !family.positive());
        }
    }
}
