//! What every answer about a scenario says first.

use model::results::SCHEMA_VERSION;
use model::sampling::stream::STREAM_VERSION;
use model::scenario::{Scenario, Text};
use serde::Serialize;

/// What an answer is of, and how it was drawn. In JSON its fields stand among those of the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// Version of the answer's shape.
    pub schema_version: &'static str,
    /// Id of the scenario: the file's name without its ending.
    pub scenario: String,
    /// What it asks.
    pub title: Text,
    /// Currency of all money.
    pub currency: String,
    /// Year of the prices.
    pub price_year: i64,
    /// Replications of each variant.
    pub replications: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Version of the named draws.
    pub stream: u32,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// What has ids is called, for people; JSON speaks by ids.
    #[serde(skip)]
    pub names: Names,
}

/// What administrations and modules are called, by their ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// The administrations.
    pub administrations: Vec<(String, Text)>,
    /// The modules.
    pub modules: Vec<(String, Text)>,
}

impl Names {
    /// Those of a scenario.
    pub fn of(scenario: &Scenario) -> Names {
        Names {
            administrations: scenario.administrations.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
            modules: scenario.modules.iter().map(|one| (one.id.clone(), one.title.clone())).collect(),
        }
    }

    /// What an administration is called.
    pub fn administration(&self, id: &str) -> Option<&Text> {
        find(&self.administrations, id)
    }

    /// What a module is called.
    pub fn module(&self, id: &str) -> Option<&Text> {
        find(&self.modules, id)
    }
}

fn find<'a>(list: &'a [(String, Text)], id: &str) -> Option<&'a Text> {
    list.iter().find(|(own, _)| own == id).map(|(_, name)| name)
}

impl Header {
    /// Of a scenario that is simulated with a seed.
    pub fn of(scenario: &Scenario, replications: usize, seed: u64) -> Header {
        Header {
            schema_version: SCHEMA_VERSION,
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            currency: scenario.currency.clone(),
            price_year: scenario.price_year,
            replications,
            seed,
            stream: STREAM_VERSION,
            overrides: scenario.overrides.clone(),
            names: Names::of(scenario),
        }
    }
}
