//! Parts of a run: each holds some of its replications.

use super::super::delivery::now;
use super::super::parts::unrestored;
use super::super::ran::Ran;
use super::super::{Exit, Failure, print};
use super::{Whole, incomplete};
use model::sampling::design::Design;
use model::simulation::part::Overlap;
use model::simulation::{Part, Prepared, Settings, summarise};
use report::output::{PartFile, Summary};
use report::words;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;
use study::analysis::allocate::ask::settle;
use study::input::problem::shown_path;

impl Whole<'_> {
    /// Puts together what was seen; writes and tells what a run does.
    pub fn run(&mut self, design: &str, ambiguity: bool, replications_csv: Option<u64>) -> Result<Exit, Failure> {
        let started = (now(), Instant::now());
        let (of, delivery, scenario) = (self.of, &self.merge.delivery, &mut self.source.scenario);
        let unusable = |error: String| Failure::new(Exit::Scenario, error);
        settle(scenario, of.seed).map_err(|error| unusable(error.to_string()))?;
        let design: Design = design.parse().map_err(unusable)?;
        let settings = Settings { ambiguity, ..Settings::new(of.replications, of.seed).with(design) };
        let claim = delivery.claim(&scenario.id)?;
        let prepared = Prepared::new(scenario, &settings).map_err(|error| unusable(error.to_string()))?;
        let whole = together(&prepared, self.parts)?;
        let results = summarise(scenario, &prepared.finish(whole, Default::default()));
        let ran = Ran {
            scenario,
            results: &results,
            plan: prepared.plan,
            replications_csv,
            overrides: of.overrides.clone(),
            asked: of.asked.clone(),
            arguments: of.arguments.clone(),
            inputs: self.source.inputs.clone(),
            checkpoint: None,
            started,
        };
        let names = ran.write(&claim, delivery, &self.merge.workbook)?;
        if delivery.json {
            let json = serde_json::to_string_pretty(&Summary::of(&results));
            print(&(json.map_err(|error| Failure::new(Exit::Failed, error))? + "\n"))?;
        } else if !delivery.quiet {
            let answer = words::run::document(&results, delivery.speech.language());
            delivery.tell(&results.overrides, answer, &delivery.out.join(&scenario.id), &names)?;
        }
        Ok(Exit::Done)
    }
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
