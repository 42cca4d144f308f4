//! What published economics of product lines say beside the simulation.

use crate::analysis::header::Header;
use crate::product_lines::{ConstantName, Differs, Published};
use model::results::Probability;
use serde::Serialize;

/// What `commonweal cross-check` found: person-months of building the systems, nothing of running them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossCheck {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// Administrations.
    pub members: usize,
    /// Members up to which every number of them was looked at; 0 where there are too many.
    pub counted: usize,
    /// Published models.
    pub models: Vec<CrossModel>,
    /// The simulation.
    pub simulated: Simulated,
    /// From the scenario's numbers at their medians to the simulation, one thing after another.
    pub steps: Vec<CrossStep>,
}

/// A published model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossModel {
    /// Which one.
    pub model: Published,
    /// Its name.
    pub name: &'static str,
    /// Its formula in words.
    pub formula: &'static str,
    /// All systems built apart.
    pub independent: f64,
    /// All systems by a common core.
    pub shared: f64,
    /// What the latter is made of.
    pub parts: Vec<(&'static str, f64)>,
    /// Members, in the order of joining, from which on sharing takes less; none where it never does, or nobody looked.
    pub pays_from: Option<usize>,
    /// What sets it apart.
    pub differs: Differs,
    /// The numbers that it brings with it.
    pub constants: Vec<CrossConstant>,
    /// Where it comes from.
    pub source: &'static str,
}

/// A number that a model brings with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossConstant {
    /// What it is.
    pub name: ConstantName,
    /// Its value.
    pub value: f64,
    /// How well it is supported.
    pub mark: String,
    /// Where it comes from.
    pub source: &'static str,
}

/// The simulation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulated {
    /// P5, P50 and P95 of building alone.
    pub independent: [f64; 3],
    /// The same of sharing.
    pub shared: [f64; 3],
    /// The same of what sharing saves.
    pub saving: [f64; 3],
    /// Probability that sharing takes less.
    pub positive: Probability,
    /// Members, in the order of joining, from which on the median saving is above 0; none where it never is, or nobody looked.
    pub pays_from: Option<usize>,
}

/// One thing more that is taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CrossStep {
    /// What.
    pub with: Added,
    /// Median of building alone, with all before it.
    pub independent: f64,
    /// The same of sharing.
    pub shared: f64,
}

/// What separates the simulation from the published models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// Nothing: every input at its median.
    Medians,
    /// Inputs as uncertain as the scenario has them.
    Uncertainty,
    /// Coordination of those who build together.
    Coordination,
    /// Overruns.
    Overruns,
    /// Abandoned builds, exits and dissolution.
    Failures,
}

impl Added {
    /// All of them, in the order in which they are added.
    pub const ALL: [Added; 5] =
        [Added::Medians, Added::Uncertainty, Added::Coordination, Added::Overruns, Added::Failures];

    /// The word of result files.
    pub fn word(self) -> &'static str {
        match self {
            Added::Medians => "medians",
            Added::Uncertainty => "uncertainty",
            Added::Coordination => "coordination",
            Added::Overruns => "overruns",
            Added::Failures => "failures",
        }
    }
}
