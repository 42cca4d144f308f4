//! All questions of a page, each as its command asks it by itself.

use super::found::{Answers, Asked};
use crate::analysis::allocate::ask::{Plan, divide, replications};
use crate::analysis::allocate::found::{Allocations, Money};
use crate::analysis::allocate::rules::{EVERY, NoRule, named};
use crate::analysis::allocate::sampled::BUDGET;
use crate::analysis::run::REPLICATIONS;
use crate::analysis::variants::{VariantError, Variants};
use crate::analysis::{break_even, budget, decide, sensitivity, terms};
use crate::input::Written;
use model::results::Results;
use model::scenario::{Scenario, Strategy};
use model::simulation::coalitions::Risk;
use model::simulation::statistic::Statistic;
use model::simulation::{NotFinite, Settings, simulate, summarise};
use std::ops::ControlFlow;

/// A question, by the command that answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The run.
    Run,
    /// Which strategy to choose.
    Decide,
    /// Who pays what.
    Allocate,
    /// What would change the answer.
    BreakEven,
    /// What drives it.
    Sensitivity,
    /// Who benefits.
    Terms,
    /// Money by year.
    Budget,
}

impl Topic {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Topic; 7] =
        [Topic::Run, Topic::Decide, Topic::Allocate, Topic::BreakEven, Topic::Sensitivity, Topic::Terms, Topic::Budget];

    /// The command.
    pub fn word(self) -> &'static str {
        match self {
            Topic::Run => "run",
            Topic::Decide => "decide",
            Topic::Allocate => "allocate",
            Topic::BreakEven => "break-even",
            Topic::Sensitivity => "sensitivity",
            Topic::Terms => "terms",
            Topic::Budget => "budget",
        }
    }
}

/// What is asked of a scenario.
#[derive(Debug)]
pub struct Whole<'a> {
    /// The scenario's file.
    pub written: &'a Written,
    /// The scenario, after a rule on the game has said who pays what.
    pub scenario: &'a Scenario,
    /// Questions; the run is always among them.
    pub topics: &'a [Topic],
    /// Seed of all draws.
    pub seed: u64,
    /// Replications of each question; none: as many as it takes by itself.
    pub replications: Option<u32>,
}

impl Whole<'_> {
    /// Asks one question after the other; `next` hears which one comes.
    ///
    /// # Errors
    /// If the run has a figure that cannot be computed with; that another question has no answer does not end the others.
    pub fn ask(&self, next: &mut dyn FnMut(Topic)) -> Result<Answers, NotFinite> {
        next(Topic::Run);
        let results = self.results()?;
        let decisive = decisive(&results);
        let scenario = |variants: &Variants| variants.scenario(&[]);
        Ok(Answers {
            decision: self.question(Topic::Decide, REPLICATIONS, next, &|all| {
                decide::ask::decide(all, &scenario(all)?, &decide::named::Asked::default())
            }),
            allocations: self.allocations(next),
            break_even: self.question(Topic::BreakEven, REPLICATIONS, next, &|all| {
                let asked = break_even::ask::Asked::of(decisive.clone());
                break_even::ask::break_even(all, &scenario(all)?, &asked)
            }),
            sensitivity: self.question(Topic::Sensitivity, sensitivity::ask::REPLICATIONS, next, &|all| {
                let scenario = scenario(all)?;
                let of = Statistic::find(&scenario, sensitivity::ask::STATISTIC).map_err(VariantError::Statistic)?;
                sensitivity::ask::sensitivity(&scenario, &of, (all.seed, all.replications as u64), false)
                    .map_err(|error| VariantError::Unfit(error.to_string()))
            }),
            terms: self.question(Topic::Terms, REPLICATIONS, next, &|all| {
                terms::ask::terms(all, &scenario(all)?, &terms::ask::Asked::default())
            }),
            budget: self.question(Topic::Budget, REPLICATIONS, next, &|all| {
                let scenario = scenario(all)?;
                budget::ask::budget(all, &scenario, &budget::ask::Asked::of(scenario.administrations.len()))
            }),
            results,
        })
    }

    fn results(&self) -> Result<Results, NotFinite> {
        let replications = u64::from(self.replications.unwrap_or(REPLICATIONS));
        let settings = Settings { ambiguity: true, ..Settings::new(replications, self.seed) };
        let simulation = simulate(self.scenario, &settings, &mut |_| ControlFlow::Continue(()))?;
        Ok(summarise(self.scenario, &simulation))
    }

    /// A question that takes so many replications by itself.
    fn question<F>(
        &self,
        topic: Topic,
        own: u32,
        next: &mut dyn FnMut(Topic),
        ask: &dyn Fn(&Variants) -> Result<F, VariantError>,
    ) -> Asked<F> {
        if !self.topics.contains(&topic) {
            return Asked::Not;
        }
        next(topic);
        // A question that takes fewer than a run by itself simulates many variants.
        let asked = self.replications.map_or(own, |n| if own < REPLICATIONS { n.min(own) } else { n });
        let variants =
            Variants { written: self.written, overrides: &[], seed: self.seed, replications: asked as usize };
        answered(ask(&variants).map_err(|error| error.told()))
    }

    fn allocations(&self, next: &mut dyn FnMut(Topic)) -> Asked<Allocations> {
        if !self.topics.contains(&Topic::Allocate) {
            return Asked::Not;
        }
        next(Topic::Allocate);
        answered(self.divided())
    }

    fn divided(&self) -> Result<Allocations, String> {
        // As it was read: before a rule on the game has said who pays what.
        let scenario = self.written.loaded().scenario.as_ref().ok_or("the scenario cannot be read")?;
        let rules = named(self.written, scenario, &[EVERY.to_owned()]).map_err(|why| match why {
            NoRule::Lacking(message) => message,
            NoRule::Unusable(_) => "a key of cost sharing does not fit the scenario".to_owned(),
        })?;
        let own = replications(scenario.administrations.len());
        let replications = self.replications.map(|n| own.min(n as usize));
        let money = Money { unit: Some(scenario.currency.clone()), decimals: None };
        let plan = Plan { seed: self.seed, replications, risk: Risk::Mean, budget: BUDGET };
        divide(scenario, &rules, &money, &plan).map_err(|error| error.to_string())
    }
}

/// What was found, or why not.
fn answered<F>(found: Result<F, String>) -> Asked<F> {
    found.map_or_else(Asked::Refused, |found| Asked::Found(Box::new(found)))
}

/// The statistic that is to cross 0 for the choice to change: what sharing saves against the strategy that it is chosen against, in
/// the mean, or in the median where there is no mean.
fn decisive(results: &Results) -> String {
    let pair = results.best.as_ref().map(|best| (best.strategy, best.rival, best.cheaper_by.mean.is_some()));
    match pair {
        Some((Strategy::Shared, other, mean) | (other, Strategy::Shared, mean)) => {
            let figure = if mean { "" } else { ".p50" };
            match other {
                Strategy::Independent => format!("saving{figure}"),
                other => format!("saving.{}{figure}", other.word()),
            }
        }
        _ => "saving.p50".to_owned(),
    }
}
