//! Parts of a run: each holds some of its replications.

use super::super::delivery::now;
use super::super::ran::Ran;
use super::super::{Exit, Failure, print};
use super::{Whole, incomplete, problem};
use model::simulation::{Prepared, summarise};
use report::output::{Summary, whole};
use report::words;
use std::time::Instant;
use study::analysis::allocate::ask::settle;

impl Whole<'_> {
    /// Puts together what was seen; writes and tells what a run does.
    pub fn run(&mut self, replications_csv: Option<u64>) -> Result<Exit, Failure> {
        let started = (now(), Instant::now());
        let (of, delivery, scenario) = (self.of, &self.merge.delivery, &mut self.source.scenario);
        let unusable = |error: String| Failure::new(Exit::Scenario, error);
        settle(scenario, of.seed).map_err(|error| unusable(error.to_string()))?;
        let settings = of.settings().map_err(unusable)?.ok_or_else(|| problem("no run"))?;
        let claim = delivery.claim(&scenario.id)?;
        let prepared = Prepared::new(scenario, &settings).map_err(|error| unusable(error.to_string()))?;
        let all = whole(&prepared, self.parts).map_err(incomplete)?;
        let results = summarise(scenario, &prepared.finish(all, Default::default()));
        let ran = Ran {
            scenario,
            results: &results,
            plan: prepared.plan,
            replications_csv,
            overrides: of.overrides.clone(),
            asked: of.asked.clone(),
            arguments: self.arguments.clone(),
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
