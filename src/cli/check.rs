//! `commonweal check`: the loading path of `run` and nothing else, and the assumptions log.

use super::reading::Reading;
use super::speech::Speech;
use super::{Exit, Failure, print, terminal};
use model::scenario::Scenario;
use report::words::check::{document, known_after};
use std::path::PathBuf;

/// Check scenarios without running them, and list what each assumes
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Scenario files; - for standard input
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    speech: Speech,
    /// Print the assumptions as JSON
    #[arg(long)]
    json: bool,
    /// Say only whether the scenarios are good
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    /// Checks each; bad ones do not hide the others.
    pub fn run(&self) -> Result<Exit, Failure> {
        let mut exit = Exit::Done;
        let mut checked = Vec::new();
        for path in &self.scenarios {
            match self.reading.load(path, self.speech.language())? {
                Some((scenario, _)) => checked.push(scenario),
                None => exit = Exit::Scenario,
            }
        }
        if self.json {
            let all = |scenario: &Scenario| [&scenario.assumptions[..], &known_after(scenario)[..]].concat();
            let logs: Vec<_> = checked.iter().map(|scenario| (&scenario.id, all(scenario))).collect();
            let json = serde_json::to_string_pretty(&logs.into_iter().collect::<std::collections::BTreeMap<_, _>>());
            print(&(json.map_err(|error| Failure::new(Exit::Failed, error))? + "\n"))?;
        } else if !self.quiet {
            for scenario in &checked {
                print(&terminal::text(&document(scenario, self.speech.language())))?;
            }
        }
        Ok(exit)
    }
}
