//! The choice that a run comes to, and what it rests on.

use super::{Estimate, Probability, RunningMean, Spread};
use crate::scenario::Strategy;
use serde::Serialize;

/// The strategy that costs least in the mean at equal service, and the one that comes next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Best {
    /// The best strategy; by the median where there is no mean.
    pub strategy: Strategy,
    /// Its best rival.
    pub rival: Strategy,
    /// Present value by which the rival is dearer, at equal service.
    pub cheaper_by: Estimate,
    /// Probability that it is.
    pub cheaper: Probability,
    /// The same over what is not known, if it is told.
    pub unknown: Option<Unknown>,
    /// Mean cash that the rival takes more, present value; none where there is no mean.
    pub cash_by: Option<f64>,
    /// Whether what a live year is worth is assumed of anybody: the scenario does not say.
    pub worth_assumed: bool,
    /// How the mean of what the rival is dearer by settled while replications went by, nothing where there is no mean; of no
    /// JSON.
    #[serde(skip)]
    pub settling: Vec<RunningMean>,
}

impl Best {
    /// How many times what a live year is worth it may be until both cost the same in the mean: cash has no part in it, and the
    /// rest of what is cheaper is proportional to it. None where no worth does that.
    pub fn worth_turns_at(&self) -> Option<f64> {
        let (cash, all) = (self.cash_by?, self.cheaper_by.mean?);
        Some(cash / (cash - all)).filter(|factor| factor.is_finite() && *factor >= 0.0)
    }
}

/// How the best strategy fares over what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Unknown {
    /// Probability that it is cheaper than its best rival.
    pub cheaper: Spread,
    /// Mean present value by which the rival is dearer; none where there is no mean.
    pub by: Option<Spread>,
}

impl Unknown {
    /// Whether the choice may be another one: the mean difference, or without a mean the probability, lies on both sides.
    pub fn may_turn(&self) -> bool {
        let (spread, middle) = self.by.map_or((self.cheaper, 0.5), |by| (by, 0.0));
        spread.p5 < middle && spread.p95 > middle
    }
}

/// An assumption that matters: how far the mean advantage of the best strategy over its best rival moves when it alone is
/// moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Influence {
    /// Path of the key.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// Whether the scenario gives it.
    pub given: bool,
    /// Its value in the notation of the file.
    pub value: String,
    /// Mark of a default; none of what is given.
    pub mark: Option<String>,
    /// Whether a source stands with it.
    pub sourced: bool,
    /// Whether it follows from other inputs, and is multiplied: then it is the factor at which the choice changes.
    pub by_factor: bool,
    /// What it is moved from: its P10, or a quarter less where it is certain.
    pub moved_from: String,
    /// What it is moved to: its P90, or a quarter more.
    pub moved_to: String,
    /// Mean advantage there, present value, over the first replications.
    pub advantage_from: f64,
    /// Mean advantage here.
    pub advantage_to: f64,
    /// Where between the two the choice changes, if it does: the value, or the factor, at which the mean advantage is 0 on
    /// the line through both ends.
    pub switches_at: Option<f64>,
    /// Standard error of the difference of the two, which are of the same draws; none of a single replication.
    pub standard_error: Option<f64>,
    /// Replications that they are means of.
    pub replications: u64,
}

impl Influence {
    /// How far the mean advantage moves.
    pub fn swing(&self) -> f64 {
        (self.advantage_to - self.advantage_from).abs()
    }
}
