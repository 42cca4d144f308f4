//! What was fitted to a table of one's own.

use model::results::{Known, Probability};
use serde::Serialize;

/// What `commonweal calibrate` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Id, from the name of the file.
    pub table: String,
    /// The file.
    pub file: String,
    /// Seed of bootstrap and samples.
    pub seed: u64,
    /// Version of the named draws.
    pub stream: u32,
    /// Effort by size.
    pub effort: Option<EffortFit>,
    /// Actual over estimated effort.
    pub overrun: Option<OverrunFit>,
    /// Distributions of a column.
    pub column: Option<ColumnFit>,
}

/// A power law fitted to projects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EffortFit {
    /// Column of sizes.
    pub size: String,
    /// Column of efforts.
    pub effort: String,
    /// What they are counted in.
    pub unit: String,
    /// Projects.
    pub projects: usize,
    /// Rows left out because one of the columns is empty.
    pub left_out: usize,
    /// Smallest and largest size.
    pub sizes: [f64; 2],
    /// Their geometric mean.
    pub centre: f64,
    /// Median effort there, person-months.
    pub median: Known,
    /// Effort grows as size to this power.
    pub exponent: Known,
    /// Standard deviation of the logarithm of effort about the line.
    pub residual_sd: Known,
    /// The 90 % interval of a new project of a usual size runs from its median divided by this to it times this.
    pub factor_90: f64,
    /// The section of a scenario.
    pub section: String,
    /// Size and effort of every project, for the chart.
    #[serde(skip)]
    pub points: Vec<[f64; 2]>,
    /// Size, P5, median and P95 of a new project along the line, for the chart.
    #[serde(skip)]
    pub band: Vec<[f64; 4]>,
}

impl EffortFit {
    /// Whether P5 and P95 are the same as they are written: the projects lie on the line.
    pub fn is_exact(&self) -> bool {
        self.factor_90 < 1.005
    }
}

/// How actual effort lay over estimates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverrunFit {
    /// Column of estimates.
    pub estimate: String,
    /// Column of what came.
    pub actual: String,
    /// Median ratio of the lognormal.
    pub median: Known,
    /// Its sigma.
    pub sigma: Known,
    /// Mean of the ratios, with a bootstrap interval.
    pub mean: Known,
    /// Share of projects that took more than estimated.
    pub above_estimate: Probability,
    /// The section of a scenario.
    pub section: String,
    /// The ratios as a column.
    pub ratios: ColumnFit,
}

/// Distributions fitted to a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnFit {
    /// Its name.
    pub column: String,
    /// Values.
    pub values: usize,
    /// Empty cells.
    pub left_out: usize,
    /// Least, median and largest value.
    pub range: [f64; 3],
    /// Their mean.
    pub mean: f64,
    /// Share of the largest value in the sum; none where values are not all above 0.
    pub largest_share: Option<f64>,
    /// What could be fitted, the best by AIC first.
    pub fits: Vec<FitResult>,
    /// What could not be fitted, and why.
    pub unfitted: Vec<Unfitted>,
    /// How heavy the upper tail is; none of too few values.
    pub tail: Option<TailResult>,
    /// The values in ascending order, for the chart.
    #[serde(skip)]
    pub sorted: Vec<f64>,
}

impl ColumnFit {
    /// The best by AIC of those that samples from the fit do not speak against.
    pub fn fitting(&self) -> Option<&FitResult> {
        self.fits.iter().find(|one| !one.is_misfit())
    }
}

/// A distribution that could not be fitted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unfitted {
    /// Its word.
    pub family: &'static str,
    /// Why not.
    pub reason: NotFitted,
}

/// Why a distribution could not be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NotFitted {
    /// It holds only values above 0.
    NotPositive {
        /// Values that are not.
        outside: usize,
        /// Values in all.
        of: usize,
        /// The first that is not.
        first: f64,
        /// Its line, where known.
        line: Option<usize>,
    },
    /// The likelihood has no maximum.
    NoMaximum,
}

/// One distribution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitResult {
    /// Its word.
    pub family: &'static str,
    /// As a scenario takes it.
    pub text: String,
    /// Its parameters; the best one's with bootstrap intervals.
    pub parameters: Vec<FittedParameter>,
    /// ln of the likelihood.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// It less that of the best.
    pub aic_above_best: f64,
    /// Kolmogorov–Smirnov distance.
    pub kolmogorov_smirnov: f64,
    /// Anderson–Darling distance; none where a value lies at the end of what is possible.
    pub anderson_darling: Option<f64>,
    /// Share of samples from the fit, fitted anew, that fit no better by it.
    pub p_value: Option<f64>,
    /// Its mean, where there is one.
    pub mean: Option<f64>,
    /// Values and the shares foreseen below them, for the chart.
    #[serde(skip)]
    pub curve: Vec<(f64, f64)>,
}

impl FitResult {
    /// Whether fewer than one in twenty samples from the fit lie as far from it as the values do.
    pub fn is_misfit(&self) -> bool {
        self.p_value.is_some_and(|p| p < 0.05)
    }
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedParameter {
    /// Its key in a scenario.
    pub name: &'static str,
    /// Its value.
    #[serde(flatten)]
    pub known: Known,
}

/// Hill's estimate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TailResult {
    /// Values that it is of.
    pub k: usize,
    /// The index: P(X > x) falls as x to minus this.
    pub index: Known,
    /// Whether a few values may decide the mean: index below 2.5.
    pub heavy: bool,
}
