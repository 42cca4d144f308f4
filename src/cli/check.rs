//! `commonweal check`: the loading path of `run` and nothing else, the assumptions log, and what uncertain inputs look like.

use super::delivery::{Begun, Delivery, failed};
use super::reading::Reading;
use super::speech::Speech;
use super::{Exit, Failure, print, terminal};
use model::scenario::Scenario;
use report::document::Block;
use report::found::{self, Found, preview_words};
use report::words::check::{document, known_after};
use std::collections::HashSet;
use std::path::PathBuf;
use study::analysis::preview::ask::preview;
use study::input::InputFile;
use study::input::problem::shown_path;

/// What the folder of results is called behind the scenario's id.
const FOLDER: &str = "inputs";

/// Where results go.
const OUT: &str = "output";

/// Where the environment wants results.
fn of_environment() -> Option<PathBuf> {
    std::env::var_os("COMMONWEAL_OUT").filter(|place| !place.is_empty()).map(PathBuf::from)
}

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
    /// Draw what each uncertain input looks like; charts and a table go to a folder of each scenario in DIR
    #[arg(long)]
    chart: bool,
    /// Folder that holds a folder of charts for each scenario [env: COMMONWEAL_OUT=] [default: output]
    // What the environment says is no wish for charts, so that it is asked only where they are wanted.
    #[arg(long, value_name = "DIR", requires = "chart")]
    out: Option<PathBuf>,
    /// Write to a folder of charts even if it holds other files
    #[arg(long, requires = "chart")]
    force: bool,
}

impl Check {
    /// Checks each; bad ones do not hide the others.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let (mut exit, mut ids) = (Exit::Done, HashSet::new());
        let mut checked = Vec::new();
        for path in &self.scenarios {
            match self.reading.load(path, self.speech.language())? {
                Some((scenario, _)) if self.chart && !ids.insert(scenario.id.clone()) => {
                    let message =
                        format!("two scenarios are named `{}`: their charts would go to one folder", scenario.id);
                    return Err(Failure::new(Exit::Usage, message));
                }
                Some(one) => checked.push(one),
                None => exit = Exit::Scenario,
            }
        }
        if self.json {
            let all = |scenario: &Scenario| [&scenario.assumptions[..], &known_after(scenario)[..]].concat();
            let logs: Vec<_> = checked.iter().map(|(scenario, _)| (&scenario.id, all(scenario))).collect();
            let json = serde_json::to_string_pretty(&logs.into_iter().collect::<std::collections::BTreeMap<_, _>>());
            print(&(json.map_err(|error| Failure::new(Exit::Failed, error))? + "\n"))?;
        }
        for (scenario, files) in checked {
            let drawn = if self.chart { self.draw(begun, &scenario, files)? } else { Vec::new() };
            if !self.json && !self.quiet {
                let mut document = document(&scenario, self.speech.language());
                drawn.into_iter().for_each(|block| {
                    document.push(block);
                });
                print(&terminal::text(&document))?;
            }
        }
        Ok(exit)
    }

    /// Draws what uncertain inputs look like, and says where that is.
    fn draw(&self, begun: &Begun, scenario: &Scenario, files: Vec<InputFile>) -> Result<Vec<Block>, Failure> {
        let delivery = self.delivery();
        let claim = delivery.claim(&format!("{}-{FOLDER}", scenario.id))?;
        let found = preview(scenario);
        let mut written = found::files(&found).map_err(failed)?;
        written.extend(delivery.pictures(|language| found.charts(language)).map_err(failed)?);
        let names = delivery.leave(begun, &claim, (found.about(), files), &written)?;
        let place = shown_path(claim.given());
        Ok(vec![Block::Paragraph(preview_words(&found, self.speech.language()).into()), Block::Files { place, names }])
    }

    /// As other commands leave results.
    fn delivery(&self) -> Delivery {
        Delivery {
            out: self.out.clone().or_else(of_environment).unwrap_or_else(|| OUT.into()),
            no_charts: false,
            speech: self.speech,
            force: self.force,
            quiet: self.quiet,
            json: self.json,
        }
    }
}
