//! From parameters to a [`Distribution`], or why there is none.

use std::sync::Arc;

use super::*;

/// Refuses numbers that are not finite.
fn finite(parameters: &[(&str, f64)]) -> Result<(), Impossible> {
    match parameters.iter().find(|(_, value)| !value.is_finite()) {
        Some((name, value)) => Err(Impossible(format!("{name} is {value}, not a finite number"))),
        None => Ok(()),
    }
}

/// Refuses numbers that are not finite and above 0.
fn positive(parameters: &[(&str, f64)]) -> Result<(), Impossible> {
    finite(parameters)?;
    match parameters.iter().find(|(_, value)| *value <= 0.0) {
        Some((name, value)) => Err(Impossible(format!("{name} {value} is not above 0"))),
        None => Ok(()),
    }
}

/// Refuses numbers that are not finite and in ascending order.
fn ascending(parameters: &[(&str, f64)]) -> Result<(), Impossible> {
    finite(parameters)?;
    match parameters.windows(2).find(|pair| pair[0].1 > pair[1].1) {
        Some(pair) => Err(Impossible(format!("{} {} is above {} {}", pair[0].0, pair[0].1, pair[1].0, pair[1].1))),
        None => Ok(()),
    }
}

/// Refuses intervals so wide that their width is no number.
fn narrow(low: f64, high: f64) -> Result<(), Impossible> {
    if (high - low).is_finite() { Ok(()) } else { Err(Impossible(format!("{low} to {high} is wider than any number"))) }
}

/// Refuses shapes beyond the reach of the incomplete beta and gamma functions here.
fn shape_within(name: &str, shape: f64) -> Result<(), Impossible> {
    positive(&[(name, shape)])?;
    if (0.01..=1e6).contains(&shape) {
        Ok(())
    } else {
        Err(Impossible(format!("{name} {shape} is outside 0.01 to 1000000")))
    }
}

/// Weights divided by their sum.
pub(super) fn shares(weights: impl Iterator<Item = f64> + Clone) -> Result<Vec<f64>, Impossible> {
    for weight in weights.clone() {
        finite(&[("weight", weight)])?;
        if weight < 0.0 {
            return Err(Impossible(format!("weight {weight} is below 0")));
        }
    }
    let largest = weights.clone().fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(Impossible("no weight is above 0".to_owned()));
    }
    let total: f64 = weights.clone().map(|weight| weight / largest).sum();
    Ok(weights.map(|weight| weight / largest / total).collect())
}

impl Distribution {
    /// One value, certain.
    pub fn constant(x: f64) -> Result<Self, Impossible> {
        finite(&[("value", x)])?;
        Ok(Distribution::Constant(x))
    }

    /// `low to high`: 5 % below, 5 % above; lognormal when both ends are above 0, else normal.
    pub fn range(low: f64, high: f64) -> Result<Self, Impossible> {
        ascending(&[("low", low), ("high", high)])?;
        if low > 0.0 {
            return Self::lognormal_between(5.0, low, high);
        }
        narrow(low, high)?;
        Self::normal(low + (high - low) / 2.0, (high - low) / (-2.0 * score_quantile(Tails::from_below(0.05))))
    }

    /// Every value from low to high equally likely.
    pub fn uniform(low: f64, high: f64) -> Result<Self, Impossible> {
        ascending(&[("low", low), ("high", high)])?;
        narrow(low, high)?;
        Ok(if low == high { Distribution::Constant(low) } else { Distribution::Uniform(Uniform { low, high }) })
    }

    /// Straight lines from low up to mode and down to high.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, Impossible> {
        ascending(&[("low", low), ("mode", mode), ("high", high)])?;
        narrow(low, high)?;
        Ok(match low == high {
            true => Distribution::Constant(low),
            false => Distribution::Triangular(Triangular { low, mode, high }),
        })
    }

    /// PERT: the beta distribution on [low, high] with shapes 1 + 4(mode − low)/(high − low) and
    /// 1 + 4(high − mode)/(high − low).
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, Impossible> {
        ascending(&[("low", low), ("mode", mode), ("high", high)])?;
        narrow(low, high)?;
        if low == high {
            return Ok(Distribution::Constant(low));
        }
        let share = (mode - low) / (high - low);
        Ok(Distribution::Beta(Beta::new(1.0 + 4.0 * share, 1.0 + 4.0 * (1.0 - share), low, high)))
    }

    /// Normal with a mean and a standard deviation.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, Impossible> {
        finite(&[("mean", mean), ("sd", sd)])?;
        if sd < 0.0 {
            return Err(Impossible(format!("sd {sd} is below 0")));
        }
        Ok(if sd == 0.0 { Distribution::Constant(mean) } else { Distribution::Normal(Normal { mean, sd }) })
    }

    /// Lognormal with a median and the standard deviation of the logarithm.
    pub fn lognormal(median: f64, sigma: f64) -> Result<Self, Impossible> {
        positive(&[("median", median)])?;
        finite(&[("sigma", sigma)])?;
        if sigma < 0.0 {
            return Err(Impossible(format!("sigma {sigma} is below 0")));
        }
        Ok(match sigma == 0.0 {
            true => Distribution::Constant(median),
            false => Distribution::LogNormal(LogNormal { median, sigma }),
        })
    }

    /// Lognormal with a mean and a standard deviation of its own.
    pub fn lognormal_mean_sd(mean: f64, sd: f64) -> Result<Self, Impossible> {
        positive(&[("mean", mean)])?;
        finite(&[("sd", sd)])?;
        if sd < 0.0 {
            return Err(Impossible(format!("sd {sd} is below 0")));
        }
        let variation = sd / mean;
        if !(variation * variation).is_finite() {
            return Err(Impossible(format!("sd {sd} is too large for mean {mean}")));
        }
        let squared = libm::log1p(variation * variation);
        Self::lognormal(mean / (1.0 + variation * variation).sqrt(), squared.sqrt())
    }

    /// Lognormal with `percent` % below low and as much above high.
    pub fn lognormal_between(percent: f64, low: f64, high: f64) -> Result<Self, Impossible> {
        finite(&[("percent", percent)])?;
        positive(&[("low", low), ("high", high)])?;
        ascending(&[("low", low), ("high", high)])?;
        if percent <= 0.0 || percent >= 50.0 {
            return Err(Impossible(format!("{percent} % in each tail is not between 0 and 50")));
        }
        let score = -score_quantile(Tails::from_below(percent / 100.0));
        match low == high {
            true => Ok(Distribution::Constant(low)),
            false => {
                let sigma = (libm::log(high) - libm::log(low)) / (2.0 * score);
                Self::lognormal(low.sqrt() * high.sqrt(), sigma)
            }
        }
    }

    /// Beta with shapes alpha and beta, stretched to [min, max].
    pub fn beta(alpha: f64, beta: f64, min: f64, max: f64) -> Result<Self, Impossible> {
        shape_within("alpha", alpha)?;
        shape_within("beta", beta)?;
        ascending(&[("min", min), ("max", max)])?;
        narrow(min, max)?;
        Ok(match min == max {
            true => Distribution::Constant(min),
            false => Distribution::Beta(Beta::new(alpha, beta, min, max)),
        })
    }

    /// Gamma with a shape and a scale; the mean is their product.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, Impossible> {
        shape_within("shape", shape)?;
        positive(&[("scale", scale)])?;
        Ok(Distribution::Gamma(Gamma { shape, scale }))
    }

    /// Weibull with a shape and a scale.
    pub fn weibull(shape: f64, scale: f64) -> Result<Self, Impossible> {
        positive(&[("shape", shape), ("scale", scale)])?;
        Ok(Distribution::Weibull(Weibull { shape, scale }))
    }

    /// Exponential with a mean.
    pub fn exponential(mean: f64) -> Result<Self, Impossible> {
        positive(&[("mean", mean)])?;
        Ok(Distribution::Exponential(Exponential { mean }))
    }

    /// Exponential with mean 1: the time to an event of hazard 1.
    pub fn unit_exponential() -> Self {
        Distribution::Exponential(Exponential { mean: 1.0 })
    }

    /// Pareto: P(X > x) = (min / x)^alpha.
    pub fn pareto(min: f64, alpha: f64) -> Result<Self, Impossible> {
        positive(&[("min", min), ("alpha", alpha)])?;
        Ok(Distribution::Pareto(Pareto { min, alpha }))
    }

    /// Log-logistic with a median and a shape.
    pub fn loglogistic(median: f64, shape: f64) -> Result<Self, Impossible> {
        positive(&[("median", median), ("shape", shape)])?;
        Ok(Distribution::LogLogistic(LogLogistic { median, shape }))
    }

    /// Through three quantiles, between bounds where given.
    pub fn metalog(p10: f64, p50: f64, p90: f64, lower: Option<f64>, upper: Option<f64>) -> Result<Self, Impossible> {
        let named = [lower.map(|x| ("min", x)), Some(("p10", p10)), Some(("p50", p50)), Some(("p90", p90))];
        let named: Vec<_> = named.into_iter().flatten().chain(upper.map(|x| ("max", x))).collect();
        ascending(&named)?;
        narrow(named[0].1, named[named.len() - 1].1)?;
        match p10 == p90 {
            true => Ok(Distribution::Constant(p50)),
            false => Metalog::new(p10, p50, p90, lower, upper).map(Distribution::Metalog),
        }
    }

    /// Observed values, equally likely.
    pub fn empirical(values: Vec<f64>) -> Result<Self, Impossible> {
        if values.is_empty() {
            return Err(Impossible("there are no values".to_owned()));
        }
        for value in &values {
            finite(&[("value", *value)])?;
        }
        Ok(match values.iter().all(|value| *value == values[0]) {
            true => Distribution::Constant(values[0]),
            false => Distribution::Empirical(Arc::new(Empirical::new(values))),
        })
    }

    /// Values with weights, which need not add to 1.
    pub fn discrete(pairs: Vec<(f64, f64)>) -> Result<Self, Impossible> {
        if pairs.is_empty() {
            return Err(Impossible("there are no values".to_owned()));
        }
        for (value, _) in &pairs {
            finite(&[("value", *value)])?;
        }
        let shares = shares(pairs.iter().map(|(_, weight)| *weight))?;
        let law = Discrete::new(pairs.iter().zip(shares).map(|((value, _), share)| (*value, share)).collect());
        Ok(match law.values() {
            [single] => Distribution::Constant(*single),
            _ => Distribution::Discrete(Arc::new(law)),
        })
    }

    /// Several distributions with weights, which need not add to 1.
    pub fn mixture(parts: Vec<(f64, Distribution)>) -> Result<Self, Impossible> {
        if parts.is_empty() {
            return Err(Impossible("the mixture has no parts".to_owned()));
        }
        let shares = shares(parts.iter().map(|(weight, _)| *weight))?;
        Mixture::make(shares.into_iter().zip(parts.into_iter().map(|(_, part)| part)).collect())
    }

    /// The distribution given that it falls in [low, high], and the probability that was cut away.
    pub fn truncated(&self, low: f64, high: f64) -> Result<(Self, f64), Impossible> {
        if low.is_nan() || high.is_nan() || low > high {
            return Err(Impossible(format!("min {low} is not below max {high}")));
        }
        match truncated::condition(self, low, high) {
            Some(kept) => Ok((kept.law, kept.cut)),
            None => {
                let (least, most) = self.bounds();
                let words = format!("between min {low} and max {high}, values running from {least} to {most}");
                Err(Impossible(format!("nothing is left {words}")))
            }
        }
    }
}
