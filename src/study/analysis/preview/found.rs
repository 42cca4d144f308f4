//! What the uncertain inputs of a scenario look like.

use crate::analysis::header::Names;
use model::results::SCHEMA_VERSION;
use model::scenario::keys::Mark;
use model::scenario::{Assumption, Scenario, Text};
use serde::Serialize;

/// What `commonweal check --chart` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// Version of the answer's shape.
    pub schema_version: &'static str,
    /// Id of the scenario.
    pub scenario: String,
    /// What it asks.
    pub title: Text,
    /// Currency of all money.
    pub currency: String,
    /// Year of the prices.
    pub price_year: i64,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// What administrations and modules are called.
    #[serde(skip)]
    pub names: Names,
    /// The uncertain inputs: what rests on least first, there the widest first.
    pub inputs: Vec<Uncertain>,
}

/// An input that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uncertain {
    /// Its path; `administration.*.joins` where it is of several.
    pub path: String,
    /// Unit of its values; `money` is the scenario's currency.
    pub unit: String,
    /// What it rests on.
    pub basis: Basis,
    /// Whether the scenario gives it.
    pub given: bool,
    /// Mark of a default; none of what is given.
    pub mark: Option<Mark>,
    /// Administrations that have it; none of what all have in common, or one by its name. Where each has values of its own they are those of
    /// the administration in the middle, by its median.
    pub administrations: Option<usize>,
    /// Whether all of them have the same values.
    pub alike: bool,
    /// Its quantiles.
    pub quantiles: Quantiles,
    /// Shares in bins of equal width between P1 and P99; of no JSON.
    #[serde(skip)]
    pub bins: Bins,
}

/// What a value rests on, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Given without a source.
    Unsourced,
    /// A default that is judgement, or commonly quoted and not verified.
    Judgement,
    /// A source, or data.
    Sourced,
}

/// Quantiles of an input.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs, reason = "each is the quantile of its name")]
pub struct Quantiles {
    pub p1: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
}

/// Shares of probability in bins of equal width.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bins {
    /// Lower end of the first.
    pub low: f64,
    /// Upper end of the last.
    pub high: f64,
    /// The share in each.
    pub shares: Vec<f64>,
}

impl Basis {
    /// Of an assumption.
    pub fn of(assumption: &Assumption) -> Basis {
        match (assumption.given, assumption.mark, &assumption.source) {
            (true, _, None) => Basis::Unsourced,
            (false, Some(Mark::G | Mark::R), _) => Basis::Judgement,
            _ => Basis::Sourced,
        }
    }
}

impl Quantiles {
    /// How wide it is for its size, from 0 to 1 where it keeps its sign.
    pub fn width(&self) -> f64 {
        let size = self.p90.abs() + self.p10.abs();
        if size > 0.0 { (self.p90 - self.p10) / size } else { 0.0 }
    }
}

impl Preview {
    /// Of a scenario, with some inputs.
    pub(super) fn of(scenario: &Scenario, inputs: Vec<Uncertain>) -> Preview {
        Preview {
            schema_version: SCHEMA_VERSION,
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            currency: scenario.currency.clone(),
            price_year: scenario.price_year,
            overrides: scenario.overrides.clone(),
            names: Names::of(scenario),
            inputs,
        }
    }
}
