//! Switching values: where each input, alone, takes a statistic across a threshold.

use crate::analysis::header::Header;
use model::results::{Dimension, Known};
use serde::Serialize;

/// What `commonweal break-even` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakEven {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// Path of the statistic.
    pub statistic: String,
    /// Unit of its values.
    pub unit: Dimension,
    /// The threshold.
    pub reaches: f64,
    /// The statistic as the scenario stands.
    pub at_present: Known,
    /// One entry an input, those whose switching value is nearest to what the scenario says first.
    pub inputs: Vec<Switching>,
}

/// On which side of its switching value an input leaves the statistic above the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pays {
    /// Below it.
    Below,
    /// Above it.
    Above,
}

impl Pays {
    /// The word of result files.
    pub fn word(self) -> &'static str {
        match self {
            Pays::Below => "below",
            Pays::Above => "above",
        }
    }
}

/// One input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Switching {
    /// Its path; with `*`, all that match are held at the same value.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// Unit of its values.
    pub unit: String,
    /// Whether values are multiples of what is assumed, each administration's own.
    pub by_factor: bool,
    /// Whether the scenario gives it.
    pub given: bool,
    /// Mark of the default.
    pub mark: Option<String>,
    /// Where the present value comes from.
    pub source: Option<String>,
    /// P5, P50 and P95 at present; none where it follows from other inputs.
    pub now: Option<[f64; 3]>,
    /// Where the switching value was looked for.
    pub searched: [f64; 2],
    /// The switching value; none where the threshold is not crossed there.
    pub at: Option<Known>,
    /// On which side of it the statistic is above the threshold.
    pub pays: Option<Pays>,
    /// Crossings in the range; of several, the one nearest to the present value is given.
    pub crossings: usize,
    /// The statistic at both ends of the range.
    pub ends: [f64; 2],
}
