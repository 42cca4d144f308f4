//! Money and staff by administration, strategy and fiscal year.

use super::calendar::{FiscalYear, Month};
use crate::analysis::header::Header;
use model::results::Probability;
use model::scenario::{Strategy, Text};
use serde::Serialize;

/// What `commonweal budget` found. Money is cash in the prices of its fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budget {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// When the scenario's first year begins.
    pub start: Month,
    /// Month in which fiscal years begin, from 1.
    pub fiscal_year_begins: u32,
    /// General inflation a year: an assumption of who asks.
    pub inflation: f64,
    /// Growth of nominal wages a year, likewise; none: wages keep pace with prices but for the scenario's real growth.
    pub wage_inflation: Option<f64>,
    /// Median of the scenario's real growth of wages a year, in use where no wage inflation is given.
    pub wage_growth: f64,
    /// Person-months of a full-time year.
    pub months_a_year: f64,
    /// The fiscal years, in order.
    pub years: Vec<FiscalYear>,
    /// All administrations together.
    pub all: Unit,
    /// Each administration, as the scenario lists them.
    pub administrations: Vec<Unit>,
}

/// An administration, or all together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unit {
    /// Its id; `all` for all together.
    pub id: String,
    /// Its name; none for all together.
    pub name: Option<Text>,
    /// Full-time people said to be there.
    pub staff: Option<f64>,
    /// By strategy, in the scenario's order.
    pub strategies: Vec<Plan>,
}

/// What one strategy takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Which.
    pub strategy: Strategy,
    /// By fiscal year.
    pub years: Vec<Needs>,
    /// All fiscal years together; people are the mean over the years, and short where they are in any of them.
    pub whole: Needs,
}

/// What a fiscal year takes: quantiles over replications, each of a sum within the replication.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Needs {
    /// Money of the build, before the grant.
    pub build: Amount,
    /// Money of the run.
    pub run: Amount,
    /// Both, before the grant.
    pub total: Amount,
    /// Money of the build, after the grant.
    pub build_after_grant: Amount,
    /// Build and run, after the grant.
    pub total_after_grant: Amount,
    /// Full-time people.
    pub people: Amount,
    /// Share of replications in which these are more than are there; none where nobody says how many are.
    pub short: Option<Probability>,
}

/// Two quantiles over replications.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Amount {
    /// Median.
    pub p50: f64,
    /// Quantile at 80 %.
    pub p80: f64,
    /// 95 % interval of the latter: what more replications could still change; none of too few.
    pub p80_interval: Option<[f64; 2]>,
}

impl Budget {
    /// What a strategy takes of all together.
    pub fn plan(&self, strategy: Strategy) -> Option<&Plan> {
        self.all.plan(strategy)
    }

    /// Whether the grant lowers anything.
    pub fn is_funded(&self) -> bool {
        self.plan(Strategy::Shared).is_some_and(|plan| plan.whole.total != plan.whole.total_after_grant)
    }
}

impl Unit {
    /// What a strategy takes of it.
    pub fn plan(&self, strategy: Strategy) -> Option<&Plan> {
        self.strategies.iter().find(|plan| plan.strategy == strategy)
    }
}
