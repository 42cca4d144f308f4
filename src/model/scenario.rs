//! The checked question: what a scenario file asks, complete, immutable, with ids resolved to indices.
//!
//! Nothing here touches a file. `input` makes a [`Scenario`]; everything else reads it.

pub mod adoption;
mod change;
pub mod conditional;
mod consortium;
pub mod keys;
pub mod layout;
mod members;
mod observed;
mod sharing;
mod tiers;

pub use change::{Change, Unchangeable};
pub use consortium::{Bond, Fallback, Growth};
pub use observed::{Grade, Observable, Observed, Seen};
pub use sharing::{CostSharing, Weight};
pub use tiers::{Tier, Tiers};

use crate::distribution::Distribution;
use keys::{KeySpec, MODULE_SIZE, Mark};
use layout::{Layout, Row};

/// A text in the languages that the scenario gives; English (or the only one) always stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Text {
    /// English, or the one text that serves every language.
    pub en: String,
    /// French, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

/// A strategy for administrations to get the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// Each builds alone (model.md section 3).
    Independent,
    /// One shared core (section 4).
    Shared,
    /// Copies of the first one's system (section 5).
    Fork,
    /// A vendor's product each (section 5).
    Buy,
    /// Nothing new: the systems that there are stay (section 5).
    Keep,
}

impl Strategy {
    /// All of them, in the order of results.
    pub const ALL: [Strategy; 5] =
        [Strategy::Independent, Strategy::Shared, Strategy::Fork, Strategy::Buy, Strategy::Keep];

    /// The word of scenario files and results.
    pub fn word(self) -> &'static str {
        match self {
            Strategy::Independent => "independent",
            Strategy::Shared => "shared",
            Strategy::Fork => "fork",
            Strategy::Buy => "buy",
            Strategy::Keep => "keep",
        }
    }

    /// The strategy of a word; `alone` is `independent`.
    pub fn from_word(word: &str) -> Option<Strategy> {
        let word = if word == ALONE { Strategy::Independent.word() } else { word };
        Strategy::ALL.into_iter().find(|strategy| strategy.word() == word)
    }
}

/// The other word of [`Strategy::Independent`].
pub const ALONE: &str = "alone";

/// One administration.
#[derive(Debug, Clone, PartialEq)]
pub struct Administration {
    /// Its id, as written.
    pub id: String,
    /// Its name; the id where none is given.
    pub name: Text,
    /// Index of its level of government in [`Scenario::levels`].
    pub level: usize,
    /// Indices of its peer networks in [`Scenario::networks`], ascending.
    pub networks: Vec<usize>,
    /// Inhabitants, where given.
    pub population: Option<f64>,
}

/// One module of the system.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its id, as written.
    pub id: String,
    /// Its title; the id where none is given.
    pub title: Text,
}

/// From size to nominal effort (model.md section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EffortModel {
    /// F(x) = x
    PersonMonths,
    /// F(x) = H x/152
    FunctionPoints,
    /// F(x) = A x^B
    Power,
    /// F(x) = A (x/C)^B
    Regression,
    /// F(x) = A x^E product(EM), E = B + 0.01 sum(SF)
    CocomoIi,
    /// F(x) = A x^B product(EM)
    #[serde(rename = "cocomo-81")]
    Cocomo81,
    /// F(x) = A x^B
    #[serde(rename = "cocomo-81-basic")]
    Cocomo81Basic,
}

impl EffortModel {
    /// All of them.
    pub const ALL: [EffortModel; 7] = [
        Self::PersonMonths,
        Self::FunctionPoints,
        Self::Power,
        Self::Regression,
        Self::CocomoIi,
        Self::Cocomo81,
        Self::Cocomo81Basic,
    ];

    /// The word of scenario files and results.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PersonMonths => "person-months",
            Self::FunctionPoints => "function-points",
            Self::Power => "power",
            Self::Regression => "regression",
            Self::CocomoIi => "cocomo-ii",
            Self::Cocomo81 => "cocomo-81",
            Self::Cocomo81Basic => "cocomo-81-basic",
        }
    }

    /// Whether its function uses a key; true of all keys that belong to no effort model.
    pub fn uses(self, key: keys::Global) -> bool {
        match key {
            keys::Global::HoursPerPoint => self == Self::FunctionPoints,
            keys::Global::EffortCoefficient => !matches!(self, Self::PersonMonths | Self::FunctionPoints),
            keys::Global::Centre => self == Self::Regression,
            keys::Global::EffortExponent => {
                matches!(self, Self::Power | Self::Regression | Self::Cocomo81 | Self::Cocomo81Basic)
            }
            keys::Global::BaseExponent | keys::Global::ScaleFactors => self == Self::CocomoIi,
            keys::Global::Multipliers => matches!(self, Self::CocomoIi | Self::Cocomo81),
            _ => true,
        }
    }

    /// Whether sizes may be in lines of code.
    pub fn may_count_code(self) -> bool {
        matches!(self, Self::Power | Self::CocomoIi | Self::Cocomo81 | Self::Cocomo81Basic)
    }
}

/// How the value of an input comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Drawn under the input's own name.
    Drawn(Distribution),
    /// One draw of another key, common to all that use it.
    Common(keys::Global),
    /// From the other inputs of the replication (model.md section 1 says how): a default, or an event.
    Derived,
}

impl Source {
    /// Whether it comes from other inputs.
    pub fn is_derived(&self) -> bool {
        matches!(self, Source::Derived)
    }
}

/// A value of the scenario: given or default, and why.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Assumption {
    /// Path in the file; `administration.*.joins` where the default serves several.
    pub path: String,
    /// Whether the scenario gives it.
    pub given: bool,
    /// The value in the notation of the file.
    pub value: String,
    /// Unit of the value.
    pub unit: String,
    /// How well a default is supported; none for what the scenario gives.
    pub mark: Option<Mark>,
    /// Where it comes from.
    pub source: Option<String>,
    /// What the writer wants known.
    pub note: Option<String>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When the owner signed it off, YYYY-MM-DD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_off: Option<String>,
    /// What the key means.
    pub meaning: String,
}

/// Inputs that move together: a Gaussian copula with one correlation for every pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlated {
    /// Its patterns, as written: the name of what its inputs have in common.
    pub name: String,
    /// Rows of the inputs.
    pub rows: Vec<usize>,
    /// Correlation of the normal scores of every pair.
    pub coefficient: f64,
}

/// The checked question.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// The file's name without its ending; names the output folder.
    pub id: String,
    /// What is asked.
    pub title: Text,
    /// A few lines on it.
    pub summary: Option<Text>,
    /// Currency of all money.
    pub currency: String,
    /// Year whose prices all money is in.
    pub price_year: i64,
    /// Years that are counted.
    pub horizon: usize,
    /// Who takes part, in the order of the file.
    pub administrations: Vec<Administration>,
    /// Levels of government, in order of first mention.
    pub levels: Vec<String>,
    /// Peer networks, in order of first mention.
    pub networks: Vec<String>,
    /// Parts of the system, in the order of the file.
    pub modules: Vec<Module>,
    /// `needs[i * modules + k]`: share of module k that administration i needs, before its scope.
    pub needs: Vec<f64>,
    /// From size to nominal effort.
    pub effort_model: EffortModel,
    /// Discount rates from years on, where they change: (first year, rate) with years ascending from 0. Empty: the one
    /// rate of `discount_rate`.
    pub discount_schedule: Vec<(usize, f64)>,
    /// Who builds the core; none: the founders together.
    pub lead: Option<usize>,
    /// Fewer members than this after an exit end the consortium.
    pub minimum_members: usize,
    /// Correlation of the normal scores of overruns with their common cause.
    pub overrun_correlation: f64,
    /// Correlation of a build's abandonment with its overrun, of normal scores.
    pub cancellation_correlation: f64,
    /// `closed`: no outside adopters, and nobody may take the code along.
    pub closed_licence: bool,
    /// What holds the consortium together.
    pub bond: Bond,
    /// What members do where the core is abandoned.
    pub fallback: Fallback,
    /// Inputs given other values than the file gives them, as `path=value`.
    pub overrides: Vec<String>,
    /// Who pays what.
    pub cost_sharing: CostSharing,
    /// The strategies to compare: independent and shared always, then those listed.
    pub strategies: Vec<Strategy>,
    /// How each input comes about, by row of [`Scenario::layout`].
    pub inputs: Vec<Source>,
    /// Groups of `[[correlated]]`.
    pub correlated: Vec<Correlated>,
    /// What was given and what was not.
    pub assumptions: Vec<Assumption>,
    /// What is known after the event, where the scenario says; no part of a run.
    pub observed: Option<Observed>,
}

impl Scenario {
    /// Rows of a replication's inputs.
    #[inline(always)]
    pub fn layout(&self) -> Layout {
        Layout { modules: self.modules.len(), administrations: self.administrations.len() }
    }

    /// The same question for some of its administrations only, in the order given: ids, levels, networks and modules
    /// keep their numbers, a lead that is not among them is no lead. The log of assumptions stays behind.
    pub fn restricted(&self, members: &[usize]) -> Scenario {
        let pick = |row: Row| match row {
            Row::Member(m, key) => Row::Member(members[m], key),
            Row::MemberEvent(m, event) => Row::MemberEvent(members[m], event),
            other => other,
        };
        let layout = Layout { modules: self.modules.len(), administrations: members.len() };
        let column = |weight: &Weight| match weight {
            Weight::Column(column) => Weight::Column(members.iter().map(|&i| column[i]).collect()),
            other => other.clone(),
        };
        Scenario {
            id: self.id.clone(),
            overrides: self.overrides.clone(),
            title: self.title.clone(),
            summary: None,
            currency: self.currency.clone(),
            price_year: self.price_year,
            horizon: self.horizon,
            administrations: members.iter().map(|&i| self.administrations[i].clone()).collect(),
            levels: self.levels.clone(),
            networks: self.networks.clone(),
            modules: self.modules.clone(),
            needs: members
                .iter()
                .flat_map(|&i| &self.needs[i * self.modules.len()..(i + 1) * self.modules.len()])
                .copied()
                .collect(),
            effort_model: self.effort_model,
            discount_schedule: self.discount_schedule.clone(),
            lead: self.lead.and_then(|lead| members.iter().position(|&i| i == lead)),
            minimum_members: self.minimum_members,
            overrun_correlation: self.overrun_correlation,
            cancellation_correlation: self.cancellation_correlation,
            bond: self.bond,
            fallback: self.fallback,
            closed_licence: self.closed_licence,
            cost_sharing: CostSharing {
                words: self.cost_sharing.words.clone(),
                parts: self.cost_sharing.parts.iter().map(|(share, weight)| (*share, column(weight))).collect(),
                game: self.cost_sharing.game.clone(),
                fixed: None,
                tiers: self.cost_sharing.tiers.as_ref().map(|tiers| tiers.restricted(members)),
            },
            strategies: vec![Strategy::Independent, Strategy::Shared],
            inputs: layout.rows().map(|row| self.source(pick(row)).clone()).collect(),
            correlated: Vec::new(),
            assumptions: Vec::new(),
            observed: None,
        }
    }

    /// Whether an input is 0 for certain.
    pub fn is_off(&self, row: Row) -> bool {
        match self.source(row) {
            Source::Drawn(distribution) => distribution.certain() == Some(0.0),
            Source::Common(key) => self.is_off(Row::Global(*key)),
            Source::Derived => false,
        }
    }

    /// Whether anybody may buy a product: by choice, or where the core is abandoned.
    pub fn may_buy(&self) -> bool {
        self.strategies.contains(&Strategy::Buy) || self.fallback == Fallback::Buy
    }

    /// How the input of a row comes about.
    pub fn source(&self, row: Row) -> &Source {
        &self.inputs[self.layout().row(row)]
    }

    /// Share of module k that administration i needs, before its scope.
    pub fn need(&self, i: usize, k: usize) -> f64 {
        self.needs[i * self.modules.len() + k]
    }

    /// Name of an input: its path in the scenario.
    pub fn input_name(&self, row: Row) -> String {
        match row {
            Row::Global(key) => key.spec().path.to_owned(),
            Row::Event(event) => event.path().to_owned(),
            Row::Module(k) => format!("module.{}.size", self.modules[k].id),
            Row::Member(i, key) => format!("administration.{}.{}", self.administrations[i].id, key.spec().path),
            Row::MemberEvent(i, event) => format!("administration.{}.{}", self.administrations[i].id, event.path()),
        }
    }

    /// What is known of the key behind a row; none for events.
    pub fn key_spec(row: Row) -> Option<&'static KeySpec> {
        match row {
            Row::Global(key) => Some(key.spec()),
            Row::Module(_) => Some(&MODULE_SIZE),
            Row::Member(_, key) => Some(key.spec()),
            Row::Event(_) | Row::MemberEvent(..) => None,
        }
    }
}
