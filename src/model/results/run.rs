//! How a run was made.

use super::PrecisionUnit;
use crate::sampling::design::Design;
use serde::Serialize;

/// How the run was made: what a reader must know to make it again, but nothing of the machine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// Version of the named draws: the same stream, scenario and seed give the same numbers.
    pub stream: u32,
    /// Seed.
    pub seed: u64,
    /// How the points are spread over the inputs' space.
    pub design: DesignResult,
    /// Replications done.
    pub replications: u64,
    /// Replications asked for, with a precision to be reached the most allowed: more than done where the run ended
    /// before, fewer where a design has more.
    pub replications_asked: u64,
    /// What ended the run.
    pub ended_by: End,
    /// The precision to be reached, if any.
    pub precision: Option<PrecisionResult>,
    /// How quantiles were found.
    pub quantile_method: QuantileMethod,
    /// Bound of a quantile's error from the method, in units of half of P90 − P10 or, further out, of the distance from
    /// the median (0: exact). Where values spread smoothly it is less than a tenth of the Monte Carlo error.
    pub quantile_error: f64,
    /// Level of all intervals.
    pub confidence: f64,
}

/// What ended a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// All replications that were asked for are done.
    Replications,
    /// The goal is met.
    Precision,
    /// The most replications are done and the goal is not met.
    MaxReplications,
    /// The watch stopped it.
    Interrupt,
}

/// How quantiles, all of type 7, were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuantileMethod {
    /// On all values.
    Exact,
    /// Interpolated in a grid, wider further from the median.
    Grid {
        /// Cells to half of P90 − P10.
        cells: u64,
    },
    /// The same, of each administration in a coarser one.
    Wide {
        /// Cells to half of P90 − P10.
        cells: u64,
        /// The same of an administration.
        cells_of_administrations: u64,
    },
}

/// The design of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignResult {
    /// Which design.
    pub name: Design,
    /// Independent randomisations, whose spread is the error of every estimate; none of random draws.
    pub randomisations: Option<u64>,
    /// Points in each randomisation.
    pub points: Option<u64>,
    /// Half the 95 % interval of a mean, in standard errors.
    pub mean_interval_factor: f64,
}

/// How precisely one statistic is known: half the width of its 95 % interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrecisionResult {
    /// The statistic's path.
    pub statistic: String,
    /// What the two are measured in.
    pub unit: PrecisionUnit,
    /// What was asked.
    pub asked: f64,
    /// What was reached; none where there is no interval.
    pub reached: Option<f64>,
}
