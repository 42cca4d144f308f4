//! `commonweal backtest`: what the model would have said of cases whose end is known.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, failed};
use super::growing::Growing;
use super::progress::{self, Progress};
use super::reading::{Reading, in_folder};
use super::{Exit, Failure, complain};
use model::sampling::stream::STREAM_VERSION;
use rayon::ThreadPool;
use report::output::{Claim, Stream};
use report::words::notes::{self, Counted};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use study::analysis::backtest::ask::{Past, backtest};
use study::analysis::backtest::found::{Backtest as Found, Forecast};
use study::analysis::variants::Variants;
use study::input::InputFile;
use study::input::problem::shown;

/// Where the shipped cases are.
const SHIPPED: &str = "scenarios/history";

/// The folder of results.
const FOLDER: &str = "backtest";
/// The file that grows: a line a case.
const LINES: &str = "forecasts.jsonl";

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
    /// Go on where the same test was interrupted
    #[arg(long)]
    resume: bool,
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
        let (seed, replications) = (self.drawing.seed(), self.replications as usize);
        let past = |written| Past::new(Variants { written, overrides: &[], seed, replications });
        let cases = pool.install(|| written.iter().map(past).collect::<Result<Vec<Past>, _>>())?;
        let growing = Growing::new(self.delivery.out.join(FOLDER), LINES);
        let asked = self.asked(&cases, &inputs);
        let before = if self.resume { growing.lines_before(&asked)? } else { None };
        let claim = self.delivery.claim(FOLDER)?;
        let known = read(&before.unwrap_or_default(), &cases).map_err(|line| growing.damaged(line))?;
        let found = self.test(&cases, known, (&claim, &asked), &pool)?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    /// Tests all cases from those on that are known; what was predicted of each stands in the growing file as soon as it is known.
    fn test(
        &self,
        cases: &[Past],
        known: Vec<Vec<Forecast>>,
        (claim, asked): (&Claim, &Value),
        pool: &ThreadPool,
    ) -> Result<Found, Failure> {
        let language = self.delivery.speech.language();
        let lines = known.iter().map(|forecasts| line(forecasts)).collect::<Result<Vec<_>, _>>()?.concat();
        let mut stream = Stream::open(claim, LINES, asked, &lines).map_err(failed)?;
        let total = cases.len() as u64;
        let mut progress =
            Progress::new(total, Counted::PastCases, self.delivery.quiet, language).after(known.len() as u64);
        let done = AtomicU64::new(known.len() as u64);
        let mut take = |forecasts: &[Forecast]| {
            stream.append(&line(forecasts)?).map_err(failed)?;
            progress.tell(done.fetch_add(1, Ordering::SeqCst) + 1);
            Ok::<(), Failure>(())
        };
        let work = || pool.install(|| backtest(cases, known, &mut take));
        let stopped = || {
            claim.give_back();
            let done = [done.load(Ordering::SeqCst), total];
            complain(&notes::interrupted(done, Counted::PastCases, language), language);
        };
        let found = progress::stoppable(work, stopped)??;
        progress.finish();
        Ok(found)
    }

    /// What the test is of: two that agree in it predict the same.
    fn asked(&self, cases: &[Past], inputs: &[InputFile]) -> Value {
        serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"),
            "stream": STREAM_VERSION,
            "scenarios": cases.iter().map(|case| &case.scenario.id).collect::<Vec<_>>(),
            "inputs": inputs.iter().map(|input| &input.sha256).collect::<Vec<_>>(),
            "overrides": self.reading.overrides_written(),
            "seed": self.drawing.seed(),
            "replications": self.replications,
        })
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

/// What was predicted of a case, as a line.
fn line(forecasts: &[Forecast]) -> Result<Vec<u8>, Failure> {
    let mut line = serde_json::to_vec(forecasts).map_err(|error| Failure::new(Exit::Failed, error))?;
    line.push(b'\n');
    Ok(line)
}

/// What lines say of the first cases; else the number of the first that says nothing of its case.
fn read(lines: &[u8], cases: &[Past]) -> Result<Vec<Vec<Forecast>>, usize> {
    let of_case = |(k, line): (usize, &[u8])| {
        let figures = cases.get(k)?.scenario.observed.as_ref()?.figures.len();
        serde_json::from_slice(line).ok().filter(|forecasts: &Vec<Forecast>| forecasts.len() == figures)
    };
    let lines = lines.split_inclusive(|byte| *byte == b'\n').enumerate();
    lines.map(|(k, line)| of_case((k, line)).ok_or(k + 1)).collect()
}
