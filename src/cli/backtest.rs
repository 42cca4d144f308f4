//! `commonweal backtest`: what the model would have said of cases whose end is known.

use super::delivery::{Begun, Delivery, Drawing, Findings, failed, refused};
use super::reading::Reading;
use super::{Exit, Failure, hindsight};
use crate::analysis::backtest::{Past, backtest};
use crate::analysis::variants::{VariantError, Variants};
use crate::charts;
use crate::input::problem::shown;
use crate::input::{InputFile, Written};
use crate::output::{AnalysisManifest, backtest_csv, backtest_json, scores_csv};
use std::path::{Path, PathBuf};

/// Where the shipped cases are.
const SHIPPED: &str = "scenarios/history";

/// Hold the model to cases whose end is known: where does what came lie in what it would have said?
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal backtest\n  commonweal backtest scenarios/history/wycan.toml scenarios/history/panorama.toml\n  commonweal backtest --set consortium.cancellation=0.1"
)]
pub struct Backtest {
    /// Scenario files with an `[outcome]`, or folders of them [default: scenarios/history]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Replications of each case
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Backtest {
    /// Tests all cases, and tells.
    pub fn run(&self) -> Result<Exit, Failure> {
        let begun = Begun::now();
        let pool = self.drawing.pool()?;
        let paths = self.paths()?;
        let written: Vec<Written> = paths.iter().map(|path| self.reading.open(path)).collect::<Result<_, _>>()?;
        // Problems of every file are shown before any is refused.
        let loaded: Vec<_> = written.iter().map(|one| self.reading.load_written(one)).collect();
        if loaded.iter().any(Option::is_none) {
            return Ok(Exit::Scenario);
        }
        let mut inputs: Vec<InputFile> = Vec::new();
        for (_, files) in loaded.into_iter().flatten() {
            inputs.extend(files.into_iter().filter(|file| !inputs.contains(file)).collect::<Vec<_>>());
        }
        let (seed, replications) = (self.drawing.seed(), self.replications as usize);
        let test = || {
            let past = |written| {
                let variants = Variants { written, overrides: &self.reading.overrides, seed, replications };
                let scenario = variants.scenario(&[])?;
                Ok::<Past, VariantError>(Past { variants, scenario })
            };
            backtest(&written.iter().map(past).collect::<Result<Vec<Past>, _>>()?)
        };
        let found = pool.install(test).map_err(refused)?;
        let manifest = AnalysisManifest {
            seed: Some(seed),
            replications: Some(replications),
            ..begun.manifest(&self.reading, inputs)
        };
        let findings = Findings {
            folder: "backtest".to_owned(),
            json: ("backtest.json", backtest_json(&found).map_err(failed)?),
            tables: vec![
                ("backtest.csv", backtest_csv(&found).map_err(failed)?),
                ("scores.csv", scores_csv(&found).map_err(failed)?),
            ],
            charts: &|language| Ok(vec![charts::draw_backtest(&found, language)?]),
            answer: &|place, names| hindsight::answer(&found, place, names),
        };
        self.delivery.deliver(&begun, manifest, findings)?;
        Ok(Exit::Done)
    }

    /// The files: those named, and those in folders that are named, by name.
    fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        let shipped = [PathBuf::from(SHIPPED)];
        let asked = if self.scenarios.is_empty() { &shipped[..] } else { &self.scenarios[..] };
        let mut paths = Vec::new();
        for path in asked {
            match path.is_dir() {
                true => paths.extend(in_folder(path)?),
                false if self.scenarios.is_empty() => {
                    let message = format!(
                        "no folder {SHIPPED} here: name scenario files with an [outcome], or run it where the project is"
                    );
                    return Err(Failure::new(Exit::Usage, message));
                }
                false => paths.push(path.clone()),
            }
        }
        Ok(paths)
    }
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = shown(&folder.to_string_lossy());
    let unread = |error| Failure::new(Exit::Scenario, format!("cannot read {name}: {error}"));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    match paths.is_empty() {
        true => Err(Failure::new(Exit::Usage, format!("no scenario in {name}: it holds no .toml file"))),
        false => Ok(paths),
    }
}
