//! Which inputs decide a quantity.

pub use super::warning::Warning;
use crate::analysis::header::Header;
use model::results::Dimension;
use serde::Serialize;

/// What `commonweal sensitivity` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// The statistic that bars are of, by its path.
    pub of: String,
    /// Its unit.
    pub unit: Dimension,
    /// The quantity that shares are of, by its path.
    pub quantity: String,
    /// Its unit.
    pub quantity_unit: Dimension,
    /// Mean of what shares are of (of `.positive`, the probability); none where it has no variance.
    pub mean: Option<f64>,
    /// Its standard deviation.
    pub sd: Option<f64>,
    /// Share of its variance that the hundredth of replications furthest from the mean makes.
    pub extremes: Option<f64>,
    /// Sum of the first-order indices of chance events, of the ranks.
    pub chance: f64,
    /// The lines that bars stand about.
    pub base: Base,
    /// The factors, by total index of the ranks, the strongest first.
    pub factors: Vec<FactorResult>,
    /// What readers must know.
    pub warnings: Vec<Warning>,
}

/// Where bars stand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Base {
    /// The statistic with every input drawn.
    pub free: Index,
    /// The quantity with every input at its median.
    pub median: f64,
}

/// An index and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Index {
    /// Estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// First-order and total index of a factor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shares {
    /// What it decides alone.
    pub first_order: Index,
    /// What it decides with all others.
    pub total: Index,
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
    /// Of the variance of the ranks: how high the quantity is among all that are possible.
    pub ranks: Shares,
    /// Of the variance: how far the quantity moves; none where it has no variance.
    pub variance: Option<Shares>,
    /// Rank correlation of (the sum of) its values with the quantity; none where it is inputs of several kinds.
    pub rank_correlation: Option<f64>,
    /// With it at its P10, and at its P90.
    pub tornado: Bar,
}

/// What comes of a factor at its P10, and at its P90; its inputs move together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The two values, where all its inputs have them.
    pub at: Option<[f64; 2]>,
    /// Their unit; empty for chance events.
    pub unit: String,
    /// Whether it is an event that does not happen at the one end and happens at the other, where it is likely enough.
    pub happens: bool,
    /// The statistic, all others drawn.
    pub free: [f64; 2],
    /// How far that lies apart.
    pub span: Index,
    /// The quantity, all others at their median.
    pub median: [f64; 2],
}

impl Sensitivity {
    /// The factors that decide anything, the strongest first.
    pub fn decisive(&self) -> Vec<&FactorResult> {
        self.factors.iter().filter(|one| one.ranks.total.value > 0.0).collect()
    }

    /// The factors by how far they move the statistic, the furthest first; without those that leave it where it is.
    pub fn bars(&self) -> Vec<&FactorResult> {
        let mut all: Vec<&FactorResult> = self.factors.iter().filter(|one| one.tornado.moves()).collect();
        all.sort_by(|one, other| other.tornado.span.value.total_cmp(&one.tornado.span.value));
        all
    }
}

impl Bar {
    /// Whether anything comes of it.
    pub fn moves(&self) -> bool {
        self.span.value != 0.0 || self.median[0] != self.median[1]
    }
}
