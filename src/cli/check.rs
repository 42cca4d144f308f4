//! `commonweal check`: the loading path of `run` and nothing else, and the assumptions log.

use super::reading::Reading;
use super::{Exit, Failure, print};
use model::scenario::{Assumption, Scenario};
use report::language::{Language, number};
use std::path::PathBuf;
use study::input::problem::inert;

/// Check scenarios without running them, and list what each assumes
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Scenario files; - for standard input
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
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
            match self.reading.load(path)? {
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
                print(&log(scenario))?;
            }
        }
        Ok(exit)
    }
}

/// The assumptions log: what is given and what is not, each with its source.
fn log(scenario: &Scenario) -> String {
    let (given, left): (Vec<&Assumption>, Vec<&Assumption>) =
        scenario.assumptions.iter().partition(|assumption| assumption.given);
    let section = |heading: &str, entries: &[&Assumption]| {
        format!("\n{heading}\n{}", entries.iter().map(|assumption| entry(assumption)).collect::<String>())
    };
    let after = known_after(scenario);
    let after: Vec<&Assumption> = after.iter().collect();
    let after = if after.is_empty() { String::new() } else { section("Known after, no part of a run", &after) };
    format!(
        "{}: good. {}, {}, {}; {} given, {} left at default.\n{}{}{after}\n\
         Marks: S read in the source, D derived from data, R commonly quoted and not verified, G judgement, – neutral or off.\n",
        inert(scenario.title.en.chars()),
        counted(scenario.administrations.len(), "administration"),
        counted(scenario.modules.len(), "module"),
        counted(scenario.horizon, "year"),
        counted(given.len(), "input"),
        left.len(),
        section("Given", &given),
        section("Left at default", &left),
    )
}

/// `1 year`, `10 years`
fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(count as f64, 0, Language::En), if count == 1 { "" } else { "s" })
}

/// What is known after the event, in the manner of the log.
fn known_after(scenario: &Scenario) -> Vec<Assumption> {
    let Some(observed) = &scenario.observed else { return Vec::new() };
    let line = |path: &str, value: String, source: &Option<String>, note: &Option<String>| Assumption {
        path: format!("outcome.{path}"),
        given: true,
        value,
        unit: String::new(),
        mark: None,
        source: source.clone(),
        note: note.clone(),
        meaning: "known after the event".to_owned(),
    };
    let mut lines: Vec<Assumption> = observed
        .figures
        .iter()
        .map(|seen| {
            let value = match (seen.what.is_event(), seen.planned) {
                (true, _) => (seen.value > 0.5).to_string(),
                (false, Some(planned)) => format!("{}, planned {planned}", seen.value),
                (false, None) => seen.value.to_string(),
            };
            line(seen.what.word(), format!("{value} [{}]", seen.grade), &seen.source, &seen.note)
        })
        .collect();
    if !observed.evidence_for.is_empty() {
        lines.push(line("evidence_for", observed.evidence_for.join(", "), &None, &None));
    }
    lines
}

/// `reuse.reusing = { pert = [0.03, 0.2, 0.4] } (ratio)`, and below it why.
fn entry(assumption: &Assumption) -> String {
    let unit = if assumption.unit.is_empty() { String::new() } else { format!(" ({})", assumption.unit) };
    let mut text = format!("  {} = {}{unit}\n", inert(assumption.path.chars()), inert(assumption.value.chars()));
    let reasons = [("source", &assumption.source), ("note", &assumption.note)];
    let known = reasons.iter().filter_map(|(word, reason)| Some((word, reason.as_deref()?)));
    let mark = assumption.mark.filter(|_| !assumption.given).map(|mark| format!("[{mark}] ")).unwrap_or_default();
    let why: Vec<String> = known.map(|(word, reason)| format!("{word}: {}", inert(reason.chars()))).collect();
    if !mark.is_empty() || !why.is_empty() {
        text += &format!("      {}\n", format!("{mark}{}", why.join("; ")).trim_end());
    }
    text
}
