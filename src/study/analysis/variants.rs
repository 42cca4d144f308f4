//! One scenario with one value or another, on the same draws: what a statistic comes to.
//!
//! Draws belong to names, so that two variants differ by what the value does and by nothing else.

use super::allocate::ask::settle;
use crate::input::problem::{Severity, shown};
use crate::input::{Loaded, Override, Written, render};
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::simulation::NotFinite;
use model::simulation::sample::{Sample, Wanted, sample};
use model::simulation::tails::NoMean;

/// Path of the number of members: the first so many in the order of joining take part, the others are left out of
/// all strategies.
pub const MEMBERS: &str = "members";

/// A scenario file and the values that all its variants have.
pub struct Variants<'a> {
    /// The file, read with what the command line says of it.
    pub written: &'a Written,
    /// Values of all variants besides.
    pub overrides: &'a [Override],
    /// Seed of all draws.
    pub seed: u64,
    /// Replications of each variant.
    pub replications: usize,
}

/// Why a variant has no answer.
#[derive(Debug, thiserror::Error)]
pub enum VariantError {
    /// The scenario cannot be used with that value; the problems as text.
    #[error("{0}")]
    Scenario(String),
    /// A result is not finite.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
    /// Means that the answer would rest on are not reported.
    #[error(transparent)]
    NoMean(#[from] NoMean),
    /// It is none that the question can be asked of.
    #[error("{0}")]
    Unfit(String),
    /// A statistic does not exist for it.
    #[error("{0}")]
    Statistic(String),
}

impl VariantError {
    /// The same as it is told after the word error: problems are shown as `check` shows them, the first of them already called one.
    pub fn told(&self) -> String {
        let text = self.to_string();
        match self {
            VariantError::Scenario(_) => text.trim_end().strip_prefix("error: ").unwrap_or(text.trim_end()).to_owned(),
            _ => text,
        }
    }
}

impl Variants<'_> {
    /// The scenario with some values more.
    ///
    /// # Errors
    /// If it cannot be used so: what is wrong, as text for the terminal.
    pub fn scenario(&self, more: &[Override]) -> Result<Scenario, VariantError> {
        let mut scenario = self.unsettled(more)?;
        settle(&mut scenario, self.seed).map_err(|error| VariantError::Unfit(error.to_string()))?;
        Ok(scenario)
    }

    /// The scenario of some of its administrations, by number.
    ///
    /// # Errors
    /// If it cannot be used so: what is wrong, as text for the terminal.
    pub fn of_members(&self, members: &[usize]) -> Result<Scenario, VariantError> {
        let mut scenario = self.unsettled(&[])?.of_members(members);
        settle(&mut scenario, self.seed).map_err(|error| VariantError::Unfit(error.to_string()))?;
        Ok(scenario)
    }

    /// The same before a rule on the game has said who pays what, which may take long.
    ///
    /// # Errors
    /// If it cannot be used so: what is wrong, as text for the terminal.
    pub fn unsettled(&self, more: &[Override]) -> Result<Scenario, VariantError> {
        let (counts, more): (Vec<&Override>, Vec<&Override>) =
            more.iter().partition(|one: &&Override| one.path == MEMBERS);
        // Sizes are inputs as they are used: of adapted code, the size of new code that takes as much.
        let sizes = more.iter().filter_map(|set| set.path.strip_prefix("module.")?.strip_suffix(".size"));
        let used: Vec<Override> =
            sizes.map(|id| Override { path: format!("module.{id}.adapted"), value: "none".to_owned() }).collect();
        let overrides: Vec<Override> = self.overrides.iter().chain(more.iter().copied()).cloned().chain(used).collect();
        let found = match more.is_empty() {
            // What stands for the scenario itself has its log of assumptions.
            true => of_loaded(self.written.load(&overrides)),
            false => self.written.variant(&overrides),
        };
        let scenario = found.map_err(|loaded| {
            of_tried(&more, &loaded)
                .unwrap_or_else(|| VariantError::Scenario(render(&loaded.problems, &loaded.sources, false)))
        })?;
        match counts.last() {
            Some(count) => first_members(&scenario, &count.value).map_err(VariantError::Statistic),
            None => Ok(scenario),
        }
    }

    /// Inputs and quantities of a variant by replication.
    ///
    /// # Errors
    /// If a replication is not finite.
    pub fn sample(&self, scenario: &Scenario, wanted: &Wanted) -> Result<Sample, NotFinite> {
        let sampler = Sampler::new(scenario, self.seed);
        sample(scenario, self.replications, wanted, &sampler.inputs(), &|first, inputs| sampler.draw(first, inputs))
    }
}

/// The scenario that was read, or what was read of it.
fn of_loaded(mut loaded: Loaded) -> Result<Scenario, Box<Loaded>> {
    loaded.scenario.take().ok_or_else(|| Box::new(loaded))
}

/// What is wrong with a value that an analysis tried and nobody gave by `--set`; none where something else is wrong.
fn of_tried(more: &[&Override], loaded: &Loaded) -> Option<VariantError> {
    let problem = loaded.problems.iter().find(|problem| problem.severity == Severity::Error)?;
    let text = loaded.sources.text(problem.place.file);
    let Override { path, value } = more.iter().find(|one| text == format!("{}={}", one.path, one.value))?;
    let help = problem.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
    let (path, value) = (shown(path), shown(value));
    Some(VariantError::Unfit(format!("with `{path}` at {value}, as was tried: {}{help}", problem.message)))
}

/// The scenario of the first members; more than there are cannot be made up.
fn first_members(scenario: &Scenario, count: &str) -> Result<Scenario, String> {
    let order = scenario.order_of_joining();
    let known = count.parse::<f64>().ok().filter(|count| count.fract() == 0.0 && *count >= 1.0);
    let count = known.ok_or_else(|| format!("`{MEMBERS}` is a whole number from 1 to {}", order.len()))?;
    if count > order.len() as f64 {
        return Err(format!(
            "the scenario has {} administrations, so that `{MEMBERS}` cannot be {count}: add some to the scenario",
            order.len()
        ));
    }
    Ok(scenario.of_members(&order[..count as usize]))
}
