//! `commonweal merge`: parts of a run put together, with the results of a run in one go.

use super::delivery::{Begun, Delivery, Threads, Workbook, now};
use super::parts::unrestored;
use super::ran::Ran;
use super::reading::Reading;
use super::{Exit, Failure, print};
use model::sampling::design::Design;
use model::scenario::Scenario;
use model::simulation::part::Overlap;
use model::simulation::{Part, Prepared, Settings, summarise};
use report::output::{PartFile, PartOf, Summary};
use report::words;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;
use study::analysis::allocate::ask::settle;
use study::input::problem::shown_path;
use study::input::{InputFile, Override};

/// Most problems that are listed.
const LISTED: usize = 20;

/// Put parts of a run together: the results of the whole, whatever parts it was done in
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal run scenarios/canada-notify.toml -n 200000 --shard 1/2 --out parts\n  commonweal run scenarios/canada-notify.toml -n 200000 --shard 2/2 --out parts\n  commonweal merge parts"
)]
pub struct Merge {
    /// Parts that `run --shard` left, or folders of them
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
    /// Reads, checks and puts together; then writes and tells what a run does.
    pub fn run(&self, _: &Begun) -> Result<Exit, Failure> {
        let started = (now(), Instant::now());
        let pool = self.threads.pool()?;
        let language = self.delivery.speech.language();
        let parts = self.read()?;
        let Some((_, PartFile { of, .. })) = parts.first() else { return Err(incomplete(&["no part".to_owned()])) };
        let of = of.clone();
        alike(&parts)?;
        let Some((mut scenario, inputs)) = self.scenario(&of)? else { return Ok(Exit::Scenario) };
        let unusable = |error: String| Failure::new(Exit::Scenario, error);
        pool.install(|| settle(&mut scenario, of.seed)).map_err(|error| unusable(error.to_string()))?;
        let design: Design = of.design.parse().map_err(unusable)?;
        let settings = Settings { ambiguity: of.ambiguity, ..Settings::new(of.replications, of.seed).with(design) };
        let claim = self.delivery.claim(&scenario.id)?;
        let prepared =
            pool.install(|| Prepared::new(&scenario, &settings)).map_err(|error| unusable(error.to_string()))?;
        let whole = pool.install(|| together(&prepared, &parts))?;
        let results = pool.install(|| summarise(&scenario, &prepared.finish(whole, Default::default())));
        let ran = Ran {
            scenario: &scenario,
            results: &results,
            plan: prepared.plan,
            replications_csv: of.replications_csv,
            overrides: of.overrides,
            asked: of.asked,
            arguments: of.arguments,
            inputs,
            checkpoint: None,
            started,
        };
        let names = pool.install(|| ran.write(&claim, &self.delivery, &self.workbook))?;
        if self.delivery.json {
            let json = serde_json::to_string_pretty(&Summary::of(&results));
            print(&(json.map_err(|error| Failure::new(Exit::Failed, error))? + "\n"))?;
        } else if !self.delivery.quiet {
            let answer = words::run::document(&results, language);
            self.delivery.tell(&results.overrides, answer, &self.delivery.out.join(&scenario.id), &names)?;
        }
        Ok(Exit::Done)
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
    fn scenario(&self, of: &PartOf) -> Result<Option<(Scenario, Vec<InputFile>)>, Failure> {
        let path = self.scenario.clone().or_else(|| of.inputs.first().map(|input| PathBuf::from(&input.path)));
        let path = path.ok_or_else(|| incomplete(&["the parts name no scenario: give --scenario".to_owned()]))?;
        let overrides = of.overrides.iter().map(|text| text.parse::<Override>());
        let overrides = overrides.collect::<Result<_, _>>().map_err(|error| Failure::new(Exit::Incomplete, error))?;
        let reading = Reading { overrides, allow_outside: of.allow_outside };
        let Some((scenario, inputs)) = reading.load(&path, self.delivery.speech.language())? else { return Ok(None) };
        let sums = |inputs: &[InputFile]| inputs.iter().map(|input| input.sha256.clone()).collect::<Vec<_>>();
        if sums(&inputs) != sums(&of.inputs) {
            let name = shown_path(&path);
            let problem = format!("{name} or a table of it is not what the parts were made with");
            return Err(incomplete(&[problem]));
        }
        Ok(Some((scenario, inputs)))
    }
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

/// The whole of all parts; refused where some replications are there twice, or not at all.
fn together(prepared: &Prepared, parts: &[(PathBuf, PartFile)]) -> Result<Part, Failure> {
    let mut whole = prepared.part();
    let mut problems = Vec::new();
    for (path, file) in parts {
        let part = prepared.restored(&file.seen).map_err(|error| unrestored(path, &error))?;
        if let Err(Overlap(range)) = whole.merge(part) {
            problems.push(format!("{} holds {}, as another part does", shown_path(path), replications(&range)));
        }
    }
    let missing = whole.missing(prepared.plan.replications).into_iter();
    problems.extend(missing.map(|range| format!("{} are missing", replications(&range))));
    if problems.is_empty() { Ok(whole) } else { Err(incomplete(&problems)) }
}

/// Some replications, numbered from 0.
fn replications(range: &Range<u64>) -> String {
    format!("replications {} to {}", range.start, range.end - 1)
}

/// Why parts are no whole.
fn incomplete(problems: &[String]) -> Failure {
    let more = problems.len().saturating_sub(LISTED);
    let mut lines: Vec<String> = problems.iter().take(LISTED).map(|problem| format!("  {problem}")).collect();
    lines.extend((more > 0).then(|| format!("  and {more} more")));
    Failure::new(Exit::Incomplete, format!("these parts are no whole run:\n{}", lines.join("\n")))
}
