//! Back-test: what was predicted of cases whose end is known, and how well.

use model::results::Probability;
use model::scenario::{Grade, Observable, Text};
use serde::{Deserialize, Serialize};

/// What `commonweal backtest` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Replications of each case.
    pub replications: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Version of the named draws.
    pub stream: u32,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// What the naive forecaster does.
    pub naive: Naive,
    /// One entry a case.
    pub cases: Vec<PastCase>,
    /// Scores over all figures, over those of which no default rests on the case itself, over those of cases that were
    /// not found because of how they ended, and over those that were read in a source.
    pub scores: Vec<Scores>,
}

/// What the naive forecaster does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Naive {
    /// Of an event it says how often it happened in the other cases, half a case added to both sides; of a number the
    /// values of the other cases, each equally likely, as shares of the administrations, of the planned cost or of the
    /// planned years.
    OtherCases,
}

/// A case whose end is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PastCase {
    /// Id: the file's name without its ending.
    pub id: String,
    /// What it asks.
    pub title: Text,
    /// Administrations in it.
    pub administrations: usize,
    /// Years that are counted.
    pub horizon: usize,
    /// Whether the case was found because of how it ended.
    pub found_by_end: bool,
    /// Keys whose defaults rest on this case.
    pub evidence_for: Vec<String>,
    /// What is known after, and what was predicted.
    pub figures: Vec<Predicted>,
}

/// One figure that is known, and what was predicted of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Predicted {
    /// Of what.
    pub what: Observable,
    /// What came: of an event 1 or 0; members, multiples of the planned cost, years, or a share.
    pub came: f64,
    /// What was planned, as the scenario gives it.
    pub planned: Option<f64>,
    /// How well it is known.
    pub mark: Grade,
    /// Where it was read.
    pub source: Option<String>,
    /// What the writer wants known.
    pub note: Option<String>,
    /// Whether a default that decides the forecast rests on this case.
    pub circular: bool,
    /// Of an event, what was predicted of it.
    pub event: Option<EventForecast>,
    /// Of a number, what was predicted of it.
    pub number: Option<NumberForecast>,
}

/// What was predicted of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Forecast {
    /// Of an event.
    pub event: Option<EventForecast>,
    /// Of a number.
    pub number: Option<NumberForecast>,
}

/// What was predicted of an event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EventForecast {
    /// Share of replications in which it happens.
    pub probability: f64,
    /// Squared distance from what came.
    pub brier: f64,
    /// What the naive forecaster says; none where no other case knows.
    pub naive_probability: Option<f64>,
    /// Its squared distance.
    pub naive_brier: Option<f64>,
}

/// What was predicted of a number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NumberForecast {
    /// Replications in which it exists.
    pub replications: usize,
    /// P5, P25, P50, P75 and P95.
    pub quantiles: [f64; 5],
    /// Share of replications below what came, the same with half of those equal to it, and with all of them.
    pub pit: [f64; 3],
    /// Whether it is within P25 to P75, ends included.
    pub in_50: bool,
    /// Whether it is within P5 to P95, ends included.
    pub in_90: bool,
    /// Share of replications within P25 to P75, and within P5 to P95: more than half and nine tenths where values are
    /// whole.
    pub within: [f64; 2],
    /// Continuous ranked probability score, in shares of the administrations, of the plan, or of the cost alone.
    pub crps: f64,
    /// That of the naive forecaster; none where no other case knows.
    pub naive_crps: Option<f64>,
}

/// A mean over cases with its 95 % interval by Student's t.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanOfCases {
    /// The mean.
    pub value: f64,
    /// Lower end; none of fewer than two cases.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// Which figures are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// All of them.
    All,
    /// Those of which no default rests on the case itself.
    NotCircular,
    /// Those of cases that were not found because of how they ended.
    NotFoundByEnd,
    /// Those that were read in a source or derived from what was: neither quoted and not verified nor judgement.
    Sourced,
}

impl Which {
    /// All of them, in the order of results.
    pub const EACH: [Which; 4] = [Which::All, Which::NotCircular, Which::NotFoundByEnd, Which::Sourced];

    /// The word of result files.
    pub fn word(self) -> &'static str {
        match self {
            Which::All => "all",
            Which::NotCircular => "not_circular",
            Which::NotFoundByEnd => "not_found_by_end",
            Which::Sourced => "sourced",
        }
    }
}

/// Scores over some figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scores {
    /// Which.
    pub of: Which,
    /// One entry a kind of event.
    pub events: Vec<EventScore>,
    /// One entry a kind of number.
    pub numbers: Vec<NumberScore>,
    /// All numbers together; none without any.
    pub coverage: Option<Coverage>,
}

/// How well an event was predicted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventScore {
    /// Of what.
    pub what: Observable,
    /// Cases.
    pub cases: usize,
    /// Of which it happened in so many.
    pub happened: usize,
    /// The same as a share, with the range of rates that would not make it surprising.
    pub share: Probability,
    /// Mean of the probabilities predicted.
    pub predicted: f64,
    /// Mean squared distance.
    pub brier: f64,
    /// That of the naive forecaster over the cases in which it says anything.
    pub naive_brier: Option<f64>,
    /// By how much it is less than the naive one's, over the same cases.
    pub gain: Option<MeanOfCases>,
}

/// How well a number was predicted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberScore {
    /// Of what.
    pub what: Observable,
    /// Cases.
    pub cases: usize,
    /// Of which within P5 to P95.
    pub in_90: usize,
    /// Mean of the continuous ranked probability scores.
    pub crps: f64,
    /// That of the naive forecaster over the cases in which it says anything.
    pub naive_crps: Option<f64>,
    /// By how much it is less than the naive one's, over the same cases.
    pub gain: Option<MeanOfCases>,
    /// Mean of the PIT values, half of what is equal counted.
    pub pit: f64,
}

/// Whether numbers came as often within their ranges as they should.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Numbers.
    pub numbers: usize,
    /// Of which within P25 to P75, and within P5 to P95.
    pub inside: [usize; 2],
    /// The same as shares, each with its interval.
    pub shares: [Probability; 2],
    /// Shares expected of forecasts that are right: 0.5 and 0.9, more where values are whole.
    pub expected: [f64; 2],
    /// Mean of the PIT values: 0.5 of forecasts that are right; less where things come lower than predicted.
    pub pit: f64,
    /// Where that mean lies in 95 % of samples of this size if all forecasts are right and apart from each other.
    pub pit_if_right: [f64; 2],
}
