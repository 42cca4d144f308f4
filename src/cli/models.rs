//! `commonweal models`: the effort models, their formulas, parameters and sources.

use super::speech::Speech;
use super::terminal;
use super::{Exit, Failure, print};
use model::effort::CARDS;
use model::results::SCHEMA_VERSION;
use report::words;
use study::analysis::models::found::{ModelResult, Models};
use study::input::problem::shown;

/// List the effort models, or show all of some: formula, parameters, ratings, sources
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  commonweal models\n  commonweal models cocomo-ii\n  commonweal models --json")]
pub struct List {
    /// Models to show in full; words of effort.model
    #[arg(value_name = "MODEL")]
    names: Vec<String>,
    #[command(flatten)]
    speech: Speech,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
}

impl List {
    /// Prints them.
    pub fn run(&self) -> Result<Exit, Failure> {
        let known = || CARDS.iter().map(|card| card.word());
        if let Some(name) = self.names.iter().find(|name| !known().any(|word| word == *name)) {
            let all = known().collect::<Vec<_>>().join(", ");
            return Err(Failure::new(Exit::Usage, format!("no effort model is named `{}`: {all}", shown(name))));
        }
        let wanted =
            CARDS.iter().filter(|card| self.names.is_empty() || self.names.iter().any(|name| name == card.word()));
        let models: Vec<ModelResult> = wanted.map(|card| ModelResult::of(card)).collect();
        let text = match (self.json, self.names.is_empty()) {
            (true, _) => {
                let all = Models { schema_version: SCHEMA_VERSION, models };
                serde_json::to_string_pretty(&all).map_err(|error| Failure::new(Exit::Failed, error))? + "\n"
            }
            (false, true) => terminal::text(&words::models::list(&models, self.speech.language())),
            (false, false) => terminal::text(&words::models::whole(&models, self.speech.language())),
        };
        print(&text)?;
        Ok(Exit::Done)
    }
}
