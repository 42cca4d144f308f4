//! Which strategy to choose, how surely, and what it is worth to know more first.

use crate::analysis::header::Header;
use model::results::{Ambiguity, Known, Probability};
use model::scenario::{Strategy, Text};
use serde::Serialize;

/// What `commonweal decide` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// The strategy that costs least in the mean, all together, at equal service.
    pub best: Strategy,
    /// Every strategy, all administrations together, before funding.
    pub strategies: Vec<Choice>,
    /// What every strategy saves against every other, all together, before funding.
    pub pairs: Vec<Pair>,
    /// Cost and go-live of the strategies in the first replications, by strategy and replication; `joint.csv`.
    #[serde(skip)]
    pub joint: Vec<Vec<[f64; 2]>>,
    /// How far chances and means move over what is not known, and how often each strategy is then the cheapest in the mean.
    pub ambiguity: Option<Ambiguity>,
    /// What knowing everything would save: choosing the cheapest strategy in every replication, not only in the mean.
    pub evpi: Worthwhile,
    /// What knowing an input would save, what is worth most first.
    pub evppi: Vec<InputWorth>,
    /// What knowing all inputs of a group that was asked for would save, in the order asked.
    pub groups: Vec<GroupWorth>,
    /// What studies that were asked for would save, in the order asked.
    pub studies: Vec<StudyWorth>,
    /// Each administration, after funding; none where there are very many.
    pub administrations: Vec<MemberChoice>,
}

/// A strategy as a choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Which strategy.
    pub strategy: Strategy,
    /// Mean cost at equal service, present value, with its 95 % interval.
    pub cost: Known,
    /// Budgets, in cash, that suffice in 50, 70 and 80 % of replications.
    pub budget_p50_p70_p80: [f64; 3],
    /// Probability that it is the cheapest; of equals the first in the scenario's order.
    pub cheapest: Probability,
    /// Mean of what it costs more than the cheapest of each replication.
    pub regret: f64,
    /// The same, exceeded in one of twenty replications.
    pub regret_p95: f64,
    /// Mean go-live of the administrations: years that suffice in 50, 70 and 80 % of replications; infinite, in JSON `null`,
    /// where that is never.
    pub go_live_p50_p70_p80: [f64; 3],
    /// Joint confidence: the probability that cost and go-live both keep within their P50, their P70 and their P80.
    pub joint_p50_p70_p80: [f64; 3],
}

/// A strategy against another, replication by replication.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pair {
    /// Which strategy.
    pub strategy: Strategy,
    /// Against which.
    pub against: Strategy,
    /// What it saves, in the mean, with its 95 % interval.
    pub saves: Known,
    /// P5, P50 and P95 of what it saves.
    pub saves_p5_p50_p95: [f64; 3],
    /// Probability that it is cheaper.
    pub cheaper: Probability,
}

/// An administration's choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The strategy that costs it least in the mean.
    pub best: Strategy,
    /// Every strategy.
    pub strategies: Vec<MemberStrategy>,
}

/// A strategy as an administration's choice.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MemberStrategy {
    /// Which strategy.
    pub strategy: Strategy,
    /// Mean cost at equal service.
    pub cost: f64,
    /// Budgets, in cash, that suffice in 50, 70 and 80 % of replications.
    pub budget_p50_p70_p80: [f64; 3],
    /// Share of replications in which it is the cheapest.
    pub cheapest: f64,
    /// Mean of what it costs more than the cheapest.
    pub regret: f64,
}

/// What knowledge is worth for a decision, in money.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Worthwhile {
    /// For the choice between building alone and sharing.
    pub to_share_or_not: Estimated,
    /// For the choice among all strategies of the scenario.
    pub among_all_strategies: Estimated,
}

/// A figure with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimated {
    /// The figure.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// What knowing an input is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputWorth {
    /// Its path; with `*`, all that match become known together.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// Mark of the default.
    pub mark: Option<String>,
    /// Where its present values come from.
    pub source: Option<String>,
    /// How many inputs the path names.
    pub inputs: usize,
    /// Whether it is chance: no study before the choice can tell it.
    pub chance: bool,
    /// What knowing them is worth.
    pub worth: Worthwhile,
}

/// What knowing all inputs of a group is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupWorth {
    /// What the user calls it.
    pub name: String,
    /// Paths of its inputs, as asked.
    pub paths: Vec<String>,
    /// How many inputs become known.
    pub inputs: usize,
    /// Paths of which nothing is to be found out.
    pub idle: Vec<Idle>,
    /// What knowing them together is worth.
    pub worth: Worthwhile,
}

/// A path of which nothing is to be found out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Idle {
    /// The path.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why nothing is to be found out of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It has one value.
    Certain,
    /// It is 0 for certain, or plays no part in the scenario.
    Off,
    /// It follows from other inputs.
    Derived,
}

/// What a study of an input is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StudyWorth {
    /// The input's path, as asked.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// How many observations the study has.
    pub observations: u32,
    /// How each comes about.
    #[serde(flatten)]
    pub observation: Observation,
    /// Whether the error of an observation was asked for; otherwise it is that of the input today.
    pub given: bool,
    /// What the study is worth; no more than knowing the input.
    pub worth: Worthwhile,
    /// What knowing the input exactly is worth.
    pub known: Worthwhile,
}

/// How an observation of an input comes about.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "observation", rename_all = "lowercase")]
pub enum Observation {
    /// Its value with a normal error.
    Absolute {
        /// Standard deviation of the error, in the unit of the input.
        error: f64,
    },
    /// Its value times a lognormal error.
    Relative {
        /// Standard deviation of the logarithm of the error.
        error: f64,
    },
    /// Of a probability: a case in which it happened or not.
    Cases,
    /// Of a hazard: a year, and how often it happened.
    Events,
}
