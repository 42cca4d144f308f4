//! Figures over replications, each with how well it is known.

use serde::Serialize;

/// The probabilities of the reported quantiles, in percent.
pub const PERCENTS: [u32; 7] = [5, 10, 25, 50, 75, 90, 95];

/// A quantile with its interval at 95 %: from order statistics, or from the randomisations of a design.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quantile {
    /// Probability in percent.
    pub percent: u32,
    /// Type 7 quantile.
    pub value: f64,
    /// Lower end of the interval; none where there are too few replications for one.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

/// A quantity over all replications where it is defined.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// Replications in which it is defined.
    pub count: u64,
    /// Mean; none where the mathematics gives none, or where it is never defined.
    pub mean: Option<f64>,
    /// Standard error of the mean.
    pub standard_error: Option<f64>,
    /// Standard deviation over replications.
    pub sd: Option<f64>,
    /// Least value.
    pub min: Option<f64>,
    /// Greatest value.
    pub max: Option<f64>,
    /// P5 P10 P25 P50 P75 P90 P95; empty where it is never defined.
    pub quantiles: Vec<Quantile>,
    /// Mean of the worst 5 %: the highest of a cost, the lowest of a saving.
    pub cvar: Option<f64>,
}

impl Estimate {
    /// Median with its interval.
    pub fn median(&self) -> Option<Known> {
        let median = self.quantiles.iter().find(|quantile| quantile.percent == 50)?;
        Some(Known { value: median.value, low: median.low, high: median.high })
    }

    /// Of the quantity with its sign changed; the mean of the worst is of the other end, and not known.
    pub fn negated(&self) -> Estimate {
        let minus = |value: Option<f64>| value.map(|value| 0.0 - value);
        let quantile = |quantile: &Quantile| Quantile {
            percent: 100 - quantile.percent,
            value: 0.0 - quantile.value,
            low: minus(quantile.high),
            high: minus(quantile.low),
        };
        Estimate {
            mean: minus(self.mean),
            min: minus(self.max),
            max: minus(self.min),
            quantiles: self.quantiles.iter().rev().map(quantile).collect(),
            cvar: None,
            ..self.clone()
        }
    }

    /// The quantile of a probability in percent, one of [`PERCENTS`].
    pub fn quantile(&self, percent: u32) -> Option<f64> {
        self.quantiles.iter().find(|quantile| quantile.percent == percent).map(|quantile| quantile.value)
    }
}

/// A probability with its 95 % interval: Wilson's, or from the randomisations of a design.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Probability {
    /// Share of replications.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Known {
    /// The figure.
    pub value: f64,
    /// Lower end of the interval; none where there is none.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}
