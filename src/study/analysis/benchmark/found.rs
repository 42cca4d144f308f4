//! Effort models held against finished projects.

use crate::data_sets::{Projects, SizeUnit};
use model::results::{Known, Probability};
use serde::{Serialize, Serializer};

/// Bins of a PIT histogram.
pub const BINS: usize = 10;

/// What `commonweal benchmark` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Benchmark {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Version of the named draws.
    pub stream: u32,
    /// Samples of each bootstrap.
    pub resamples: usize,
    /// One entry a data set and unit of size.
    pub sets: Vec<SetResult>,
    /// What they say together, by kind of data.
    pub kinds: Vec<KindResult>,
}

/// What kind of data a set is, for a choice of model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Function points.
    FunctionPoints,
    /// KLOC, without ratings.
    Kloc,
    /// KLOC with ratings of COCOMO 81 or II.
    RatedKloc,
    /// Some other size.
    Other,
}

impl Kind {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Kind::FunctionPoints => "function points",
            Kind::Kloc => "KLOC",
            Kind::RatedKloc => "KLOC with ratings",
            Kind::Other => "other sizes",
        }
    }
}

/// What of a model was learnt from the other projects of the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learnt {
    /// Size is not used at all.
    Baseline,
    /// Only the width of its errors.
    Width,
    /// Its coefficient.
    Coefficient,
    /// Coefficient and exponent.
    Both,
    /// Nothing: its coefficient comes from other data sets.
    Elsewhere,
}

impl Learnt {
    /// The words of tables.
    pub fn word(self) -> &'static str {
        match self {
            Learnt::Baseline => "baseline",
            Learnt::Width => "as published",
            Learnt::Coefficient => "coefficient fitted",
            Learnt::Both => "fitted",
            Learnt::Elsewhere => "other data sets",
        }
    }
}

impl Serialize for Learnt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What projects are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Described {
    /// Those of a table of one's own, by its column of efforts.
    Column(String),
    /// Those of a data set of the program.
    #[serde(untagged)]
    Set(Projects),
}

/// Where finished projects come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// A publication.
    Published {
        /// Who published them.
        citation: &'static str,
    },
    /// A file.
    File {
        /// Its path, as it was given.
        path: String,
    },
    /// Standard input.
    StandardInput,
}

/// A data set, and how each model did on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetResult {
    /// Its name.
    pub name: String,
    /// What the projects are.
    pub about: Described,
    /// Who published it.
    pub source: Origin,
    /// What sizes count; none if that is not known.
    pub size_unit: Option<SizeUnit>,
    /// Its kind.
    pub kind: Kind,
    /// Projects.
    pub projects: usize,
    /// Rows left out because size or effort is missing.
    pub left_out: usize,
    /// Mean absolute residual that random guessing is expected to have, person-months.
    pub guessing: f64,
    /// The models, the one with the best forecasts first; those without any last.
    pub models: Vec<Score>,
    /// Every project under every model, in the order of both; for the table of estimates.
    #[serde(skip)]
    pub estimates: Vec<EstimateResult>,
}

/// One model on one data set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Its word.
    pub model: String,
    /// What was learnt from the other projects.
    pub learnt: Learnt,
    /// Whether the model was made from these very projects.
    pub made_on_these: bool,
    /// 1 − mean absolute residual / that of guessing.
    pub standardised_accuracy: Known,
    /// Mean absolute residual, person-months.
    pub mean_residual: Known,
    /// Median absolute residual, person-months.
    pub median_residual: Known,
    /// Share of estimates within 25 % of the actual.
    pub pred_25: f64,
    /// Mean magnitude of relative error: reported because old papers do, and not for choosing, as its name says.
    pub mmre_not_for_choosing: f64,
    /// Median of actual over estimate: above 1 the model is too low.
    pub actual_over_estimate: f64,
    /// Whether every estimate is what came, but for rounding: there is no spread to learn, and nothing is left to foresee.
    pub exact: bool,
    /// As a distribution; none where there is no spread to learn.
    pub forecast: Option<ForecastScore>,
}

impl Score {
    /// What models are put in order by: the CRPS, 0 of one that is exact; none of one that gives no forecast.
    pub fn loss(&self) -> Option<f64> {
        if self.exact { Some(0.0) } else { self.forecast.map(|forecast| forecast.crps) }
    }
}

/// A model's forecasts against what came.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ForecastScore {
    /// Mean continuous ranked probability score of the logarithm of effort.
    pub crps: f64,
    /// 1 − it / that of the median baseline.
    pub skill: Option<f64>,
    /// Share of projects inside the 50 % interval.
    pub coverage_50: Probability,
    /// Share of projects inside the 90 % interval.
    pub coverage_90: Probability,
    /// The 50 % interval runs from the estimate divided by this to the estimate times this (median over projects).
    pub factor_50: f64,
    /// The same of the 90 % interval.
    pub factor_90: f64,
    /// Shares of projects by where in its forecast each falls, from the lowest tenth to the highest.
    pub pit: [f64; BINS],
}

/// One project under one model.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateResult {
    /// The model.
    pub model: String,
    /// What was learnt.
    pub learnt: Learnt,
    /// Number of the project in the file, from 1, missing ones left out.
    pub project: usize,
    /// Its size.
    pub size: f64,
    /// What it took, person-months.
    pub actual: f64,
    /// What was estimated from the other projects.
    pub estimate: f64,
    /// Ends of the 90 % interval.
    pub interval: Option<[f64; 2]>,
    /// Where in its forecast it falls.
    pub pit: Option<f64>,
}

/// What the data sets of a kind say together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindResult {
    /// The kind.
    pub kind: Kind,
    /// Data sets.
    pub sets: usize,
    /// The models, the best forecasts first: by the median over data sets of their score in those of the best model.
    pub models: Vec<ModelOverSets>,
}

/// One model over the data sets of a kind; those that it was made on are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelOverSets {
    /// Its word.
    pub model: String,
    /// What was learnt.
    pub learnt: Learnt,
    /// Data sets that it could be held against.
    pub sets: usize,
    /// Of these, where no other model foresaw better (CRPS).
    pub best_in: usize,
    /// Median standardised accuracy.
    pub accuracy: f64,
    /// The least and the greatest.
    pub accuracy_range: [f64; 2],
    /// Median over the sets of its CRPS in those of the best model: 1 where it is the best; none without forecasts.
    pub against_best: Option<f64>,
    /// Median factor of the 90 % interval.
    pub factor_90: Option<f64>,
    /// Share of all projects inside their 90 % intervals.
    pub coverage_90: Option<Probability>,
    /// The same of the 50 % intervals.
    pub coverage_50: Option<Probability>,
    /// Median skill of the forecasts.
    pub skill: Option<f64>,
}
