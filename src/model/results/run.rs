//! How a run was made.

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
    /// What ended the run: `replications`, `precision`, `max-replications` or `interrupt`.
    pub ended_by: &'static str,
    /// The precision to be reached, if any.
    pub precision: Option<PrecisionResult>,
    /// How quantiles were found.
    pub quantile_method: String,
    /// Bound of a quantile's error from the method, in units of half of P90 − P10 or, further out, of the distance from
    /// the median (0: exact). Where values spread smoothly it is less than a tenth of the Monte Carlo error.
    pub quantile_error: f64,
    /// Level of all intervals.
    pub confidence: f64,
}

/// The design of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignResult {
    /// `random`, `latin-hypercube` or `sobol`.
    pub name: &'static str,
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
    /// `share of the estimate`, or the unit.
    pub unit: String,
    /// What was asked.
    pub asked: f64,
    /// What was reached; none where there is no interval.
    pub reached: Option<f64>,
}
