//! `commonweal merge`: parts of a run or of a sweep put together, with the results of the work in one go.

mod run;
mod sweep;

use super::delivery::{Begun, Delivery, Threads, Workbook};
use super::reading::Reading;
use super::{Exit, Failure};
use model::scenario::Scenario;
use report::output::{PartFile, PartOf, Work};
use std::path::{Path, PathBuf};
use study::input::problem::shown_path;
use study::input::{InputFile, Override, Written};

/// Most problems that are listed.
const LISTED: usize = 20;

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
    pub fn run(&self, _: &Begun) -> Result<Exit, Failure> {
        let pool = self.threads.pool()?;
        let parts = self.read()?;
        let Some((_, PartFile { of, .. })) = parts.first() else { return Err(incomplete(&["no part".to_owned()])) };
        alike(&parts)?;
        let Some(source) = self.source(of)? else { return Ok(Exit::Scenario) };
        let mut whole = Whole { merge: self, of, parts: &parts, source };
        pool.install(|| match &of.work {
            Work::Run { design, ambiguity, replications_csv } => whole.run(design, *ambiguity, *replications_csv),
            Work::Sweep { of, over } => whole.sweep(of, over),
        })
    }

    /// All parts with their places; of folders what ends in `.part`, but what is partial.
    fn read(&self) -> Result<Vec<(PathBuf, PartFile)>, Failure> {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for place in &self.parts {
            let files = if place.is_dir() { listed(place)? } else { vec![place.clone()] };
            if files.is_empty() {
                problems.push(format!("{} holds no part", shown_path(place)));
            }
            for path in files {
                let read = std::fs::read(&path).map_err(|error| format!("cannot read {}: {error}", shown_path(&path)));
                let part = read
                    .and_then(|bytes| PartFile::read(&bytes).map_err(|error| format!("{} {error}", shown_path(&path))));
                match part {
                    Ok(part) => found.push((path, part)),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if problems.is_empty() { Ok(found) } else { Err(incomplete(&problems)) }
    }

    /// The scenario that the parts are of; none where it is not right.
    fn source(&self, of: &PartOf) -> Result<Option<Source>, Failure> {
        let path = self.scenario.clone().or_else(|| of.inputs.first().map(|input| PathBuf::from(&input.path)));
        let path = path.ok_or_else(|| incomplete(&["the parts name no scenario: give --scenario".to_owned()]))?;
        let overrides = of.overrides.iter().map(|text| text.parse::<Override>());
        let overrides = overrides.collect::<Result<_, _>>().map_err(|error| Failure::new(Exit::Incomplete, error))?;
        let reading = Reading { overrides, allow_outside: of.allow_outside };
        let written = reading.open(&path)?;
        let Some((scenario, inputs)) = reading.load_written(&written, self.delivery.speech.language()) else {
            return Ok(None);
        };
        let sums = |inputs: &[InputFile]| inputs.iter().map(|input| input.sha256.clone()).collect::<Vec<_>>();
        if sums(&inputs) != sums(&of.inputs) {
            let name = shown_path(&path);
            let problem = format!("{name} or a table of it is not what the parts were made with");
            return Err(incomplete(&[problem]));
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
    parts: &'a [(PathBuf, PartFile)],
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

/// Refuses parts of different runs.
fn alike(parts: &[(PathBuf, PartFile)]) -> Result<(), Failure> {
    let Some(((first, one), others)) = parts.split_first() else { return Ok(()) };
    let differs = |(path, other): &(PathBuf, PartFile)| {
        let differences = one.of.differences(&other.of);
        let text = || {
            format!(
                "{} is of another run than {}: they differ in {}",
                shown_path(path),
                shown_path(first),
                differences.join(", ")
            )
        };
        (!differences.is_empty()).then(text)
    };
    let problems: Vec<String> = others.iter().filter_map(differs).collect();
    if problems.is_empty() { Ok(()) } else { Err(incomplete(&problems)) }
}

/// Why parts are no whole.
fn incomplete(problems: &[String]) -> Failure {
    let more = problems.len().saturating_sub(LISTED);
    let mut lines: Vec<String> = problems.iter().take(LISTED).map(|problem| format!("  {problem}")).collect();
    lines.extend((more > 0).then(|| format!("  and {more} more")));
    Failure::new(Exit::Incomplete, format!("these parts are no whole:\n{}", lines.join("\n")))
}
