//! `commonweal merge`: parts of a run or of a sweep put together, with the results of the work in one go.

mod run;
mod sweep;

use super::delivery::{Begun, Delivery, Threads, Workbook};
use super::reading::Reading;
use super::{Exit, Failure};
use model::scenario::Scenario;
use report::output::{NotWhole, PartFile, PartOf, Work, alike};
use std::path::{Path, PathBuf};
use study::input::problem::shown_path;
use study::input::{InputFile, Override, Written};

/// Put parts of a run or of a sweep together: the results of the whole, whatever parts it was done in
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal run scenarios/canada-notify.toml -n 200000 --shard 1/2 --out parts\n  commonweal run scenarios/canada-notify.toml -n 200000 --shard 2/2 --out parts\n  commonweal merge parts"
)]
pub struct Merge {
    /// Parts that `run --shard` or `sweep --shard` left, or folders of them
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// The scenario, where it does not stand where the parts say
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    workbook: Workbook,
    #[command(flatten)]
    delivery: Delivery,
}

impl Merge {
    /// Reads, checks and puts together; then writes and tells what the work in one go does.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.threads.pool()?;
        let parts = self.read()?;
        let Some((_, PartFile { of, .. })) = parts.first() else { return Err(problem("no part")) };
        alike(&parts).map_err(incomplete)?;
        let Some(source) = self.source(of)? else { return Ok(Exit::Scenario) };
        let arguments = told(of, &source.inputs, &begun.arguments);
        let mut whole = Whole { merge: self, of, arguments, parts: &parts, source };
        pool.install(|| match &of.work {
            Work::Run { replications_csv, .. } => whole.run(*replications_csv),
            Work::Sweep { of, over } => whole.sweep(of, over),
        })
    }

    /// All parts with their places; of folders what ends in `.part`, but what is partial.
    fn read(&self) -> Result<Vec<(String, PartFile)>, Failure> {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for place in &self.parts {
            let files = if place.is_dir() { listed(place)? } else { vec![place.clone()] };
            if files.is_empty() {
                problems.push(format!("{} holds no part", shown_path(place)));
            }
            for path in files {
                let name = shown_path(&path);
                let read = std::fs::read(&path).map_err(|error| format!("cannot read {name}: {error}"));
                let part = read.and_then(|bytes| PartFile::read(&bytes).map_err(|error| format!("{name} {error}")));
                match part {
                    Ok(part) => found.push((name, part)),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if problems.is_empty() { Ok(found) } else { Err(incomplete(NotWhole::Problems(problems))) }
    }

    /// The scenario that the parts are of; none where it is not right.
    fn source(&self, of: &PartOf) -> Result<Option<Source>, Failure> {
        let path = self.scenario.clone().or_else(|| of.inputs.first().map(|input| PathBuf::from(&input.path)));
        let path = path.ok_or_else(|| problem("the parts name no scenario: give --scenario"))?;
        let overrides = of.overrides.iter().map(|text| text.parse::<Override>());
        let overrides = overrides.collect::<Result<_, _>>().map_err(|error| Failure::new(Exit::Incomplete, error))?;
        let reading = Reading { overrides, allow_outside: of.allow_outside };
        if self.scenario.is_none() && !path.is_file() {
            let message = format!("they are of {}, which is not there: give --scenario", shown_path(&path));
            return Err(problem(&message));
        }
        let written = reading.open(&path)?;
        let Some((scenario, inputs)) = reading.load_written(&written, self.delivery.speech.language()) else {
            return Ok(None);
        };
        let sums = |inputs: &[InputFile]| inputs.iter().map(|input| input.sha256.clone()).collect::<Vec<_>>();
        if sums(&inputs) != sums(&of.inputs) {
            let name = shown_path(&path);
            return Err(problem(&format!("{name} or a table of it is not what the parts were made with")));
        }
        Ok(Some(Source { written, scenario, inputs }))
    }
}

/// What parts are of, read anew.
struct Source {
    written: Written,
    scenario: Scenario,
    inputs: Vec<InputFile>,
}

/// Parts of one work, and what it is of.
struct Whole<'a> {
    merge: &'a Merge,
    of: &'a PartOf,
    /// The command that gives the same in one go.
    arguments: Vec<String>,
    parts: &'a [(String, PartFile)],
    source: Source,
}

/// Files of a folder that end in `.part`, in the order of their names.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unread = |error| Failure::new(Exit::Failed, format!("cannot read {}: {error}", shown_path(folder)));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let name = path.to_string_lossy();
        if name.ends_with(".part") && !name.ends_with(".partial.part") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The command of the whole in one go: that of the parts, of the scenario as it was read now, with what the merge says of what is shown.
fn told(of: &PartOf, inputs: &[InputFile], merge: &[String]) -> Vec<String> {
    let is_shown = |word: &&String| ["--lang=", "--no-charts", "--xlsx"].iter().any(|option| word.starts_with(option));
    let [before, now] = [&of.inputs, inputs].map(|inputs| inputs.first().map_or("", |input| &input.path));
    let own = of.arguments.iter().filter(|word| !is_shown(word));
    let own = own.map(|word| if word == before { now.to_owned() } else { word.clone() });
    own.chain(merge.iter().filter(is_shown).cloned()).collect()
}

/// The one problem that parts have.
fn problem(what: &str) -> Failure {
    incomplete(NotWhole::Problems(vec![what.to_owned()]))
}

/// Why parts are no whole.
fn incomplete(why: NotWhole) -> Failure {
    Failure::new(Exit::Incomplete, why)
}
