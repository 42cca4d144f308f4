//! Scenarios side by side, on the same draws.

use crate::analysis::sweep::found::Figures;
use model::results::{Dimension, Known, Probability};
use model::scenario::Text;
use serde::Serialize;

/// What `commonweal compare` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The scenarios; differences are from the first.
    pub scenarios: Vec<Compared>,
    /// Currency of all money.
    pub currency: String,
    /// Year whose prices all money is in.
    pub price_year: i64,
    /// Replications of each.
    pub replications: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Version of the named draws.
    pub stream: u32,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// What was compared: quantities that all of them have.
    pub quantities: Vec<ComparedQuantity>,
    /// What changes for each administration of the first; none where there are too many to tell apart.
    pub members: Vec<ComparedMember>,
    /// Inputs that are not the same in all of them.
    pub inputs: Vec<DifferingInput>,
}

/// A scenario of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Its name here: the file's without its ending, or what was changed of the first; with a number where two are alike.
    pub name: String,
    /// What it asks.
    pub title: Text,
}

/// A quantity of all scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedQuantity {
    /// Its path.
    pub path: String,
    /// Unit of its values.
    pub unit: Dimension,
    /// Its figures in each scenario.
    pub values: Vec<Figures>,
    /// Probability that it is above 0 in each; for savings.
    pub positive: Vec<Option<Probability>>,
    /// Of each scenario but the first: what it has more than the first, replication by replication.
    pub differences: Vec<Difference>,
}

/// An administration of the first scenario, and what changes for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedMember {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Of each scenario but the first; none where it is not among the administrations.
    pub changes: Vec<Option<MemberChange>>,
}

/// What changes for an administration that shares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberChange {
    /// What it pays more: present value in cash, after funding.
    pub pays: Difference,
    /// What it saves more against building alone: at equal service, after funding.
    pub saves: Difference,
}

/// How much more a scenario has than the first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Mean with its 95 % interval; none where it has no error.
    pub mean: Option<Known>,
    /// Median with its 95 % interval.
    pub median: Option<Known>,
    /// Figures over replications.
    pub figures: Figures,
    /// Probability that it has more.
    pub more: Probability,
    /// Probability that it has less.
    pub less: Probability,
}

/// An input that is not the same in all scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DifferingInput {
    /// Its path.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// Its value in each, in the notation of the file; none where it has no such input.
    pub values: Vec<Option<String>>,
}
