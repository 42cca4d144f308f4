//! `commonweal backtest`: what the model would have said of cases whose end is known.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, refused};
use super::reading::{Reading, in_folder};
use super::{Exit, Failure};
use std::path::PathBuf;
use study::analysis::backtest::ask::{Past, backtest};
use study::analysis::variants::{VariantError, Variants};
use study::input::problem::shown;

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
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10_000, value_parser = count::within::<u32>(2..=1_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Backtest {
    /// Tests all cases, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let paths = self.paths()?;
        let Some((written, inputs)) = self.reading.open_all(&paths, self.delivery.speech.language())? else {
            return Ok(Exit::Scenario);
        };
        let claim = self.delivery.claim("backtest")?;
        let (seed, replications) = (self.drawing.seed(), self.replications as usize);
        let test = || {
            let past = |written| {
                let variants = Variants { written, overrides: &[], seed, replications };
                let scenario = variants.scenario(&[])?;
                Ok::<Past, VariantError>(Past { variants, scenario })
            };
            backtest(&written.iter().map(past).collect::<Result<Vec<Past>, _>>()?)
        };
        let found = self.delivery.working(&claim, || pool.install(test))?.map_err(refused)?;
        self.delivery.deliver(begun, &claim, inputs, &found)
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
        let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let known: Vec<PathBuf> = paths.iter().map(whole).collect();
        match (1..known.len()).find(|&k| known[..k].contains(&known[k])) {
            Some(k) => {
                let message = format!("{} is given twice, and is one case", shown(&paths[k].to_string_lossy()));
                Err(Failure::new(Exit::Usage, message))
            }
            None => Ok(paths),
        }
    }
}
