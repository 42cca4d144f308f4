//! Which inputs decide a quantity.

use crate::analysis::indices::Index;
use crate::scenario::Text;
use serde::Serialize;

/// What `commonweal sensitivity` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Id of the scenario.
    pub scenario: String,
    /// What it asks.
    pub title: Text,
    /// The quantity, by its path.
    pub of: String,
    /// Its unit.
    pub unit: String,
    /// Replications of each set of points.
    pub replications: u64,
    /// Seed of their draws.
    pub seed: u64,
    /// Mean of the quantity.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Sum of the first-order indices of chance events.
    pub chance: f64,
    /// The factors, by total index, the strongest first.
    pub factors: Vec<FactorResult>,
    /// What readers must know.
    pub warnings: Vec<String>,
}

/// Inputs that are drawn together, and what they decide.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactorResult {
    /// Path, with `*` where it is several inputs.
    pub name: String,
    /// How many inputs it is.
    pub inputs: usize,
    /// What it is.
    pub meaning: String,
    /// Mark of a default; none for what the scenario gives, and for events.
    pub mark: Option<String>,
    /// Where its values come from, where known.
    pub source: Option<String>,
    /// Whether it is a chance event, rather than something not known.
    pub chance: bool,
    /// Share of the variance that it decides alone.
    pub first_order: Index,
    /// Share that it decides with all others.
    pub total: Index,
    /// Rank correlation of (the sum of) its values with the quantity; none where it is inputs of several kinds.
    pub rank_correlation: Option<f64>,
}
