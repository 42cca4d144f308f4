//! Replications in parallel, and their tallies.
//!
//! Replications go by in rounds of tasks. A thread takes a task and goes through it in chunks that stay in its cache: it draws
//! and evaluates batches, one column a quantity, then adds each column to its own tallies. Sums of a task are added up without
//! rounding; all else are counts or is sorted. So results depend neither on the number of threads nor on how replications are
//! shared out ([`Part`]), and memory does not grow with their number. A design's task is a stretch of one randomisation, and a
//! round has one for each, so that all of them are always equally far.

pub mod ambiguity;
pub mod coalitions;
pub mod compare;
mod convergence;
mod counted;
mod exact_sum;
mod grid;
mod influence;
mod long_tails;
pub mod measure;
mod moments;
pub mod nested;
mod not_finite;
pub mod part;
mod pilot;
pub mod precision;
mod prepared;
mod quantiles;
mod randomised;
pub mod sample;
mod seen;
mod shift;
pub mod statistic;
pub mod stored;
mod summary;
pub mod tails;
pub mod tally;
mod together;
mod wide;
mod worker;

use crate::lanes::Lanes;
use crate::results::End;
use crate::sampling::design::{Design, Plan};
use crate::scenario::Scenario;
use crate::strategy::Outcome;
use convergence::{Followed, Note};
pub use counted::Counted;
use measure::{Names, Parts, Quantity, measure};
pub use not_finite::NotFinite;
pub use part::Part;
use precision::Goal;
pub use prepared::Prepared;
use prepared::is_wide;
use quantiles::Method;
use std::ops::ControlFlow;
pub use summary::summarise;
pub use tally::{Tally, probability};
pub use worker::Summing;

/// What to simulate.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Number of replications, at least 1; with a goal, at the most. A design may need another: [`Settings::plan`].
    pub replications: u64,
    /// Seed of all draws.
    pub seed: u64,
    /// To stop once a statistic is known precisely enough.
    pub goal: Option<Goal>,
    /// How the points are spread over the inputs' space.
    pub design: Design,
    /// Whether results are to tell how far they move over what is not known.
    pub ambiguity: bool,
}

impl Settings {
    /// A number of replications of a seed, random and whatever comes.
    pub fn new(replications: u64, seed: u64) -> Settings {
        Settings { replications, seed, goal: None, design: Design::Random, ambiguity: false }
    }

    /// The same, by a design.
    pub fn with(self, design: Design) -> Settings {
        Settings { design, ..self }
    }

    /// The replications that the design has for this: at least so many, with a goal at most so many.
    pub fn plan(&self) -> Plan {
        let plan = if self.goal.is_some() { Plan::at_most } else { Plan::of };
        plan(self.design, self.replications)
    }
}

/// What a simulation keeps.
#[derive(Debug)]
pub struct Simulation {
    /// Replications done: fewer than planned where it was stopped.
    pub replications: u64,
    /// Replications asked for.
    pub replications_asked: u64,
    /// Replications planned, and by which design.
    pub plan: Plan,
    /// Seed of all draws.
    pub seed: u64,
    /// What ended it.
    pub end: End,
    /// Whether results are to tell how far they move over what is not known.
    pub ambiguity: bool,
    /// What it was to know, and half the width of its interval in the end.
    pub goal: Option<(Goal, Option<f64>)>,
    /// Closed; [`Simulation::tally`] finds that of a quantity.
    tallies: Vec<Tally>,
    counted: Counted,
    method: Method,
    followed: Followed,
    notes: Vec<Note>,
}

impl Simulation {
    /// What was seen of a quantity; none where it is not among those of the scenario.
    pub fn tally(&self, quantity: Quantity) -> Option<&Tally> {
        self.counted.place(quantity).map(|place| &self.tallies[place])
    }

    /// All quantities with what was seen of them.
    fn by_quantity(&self) -> impl Iterator<Item = (Quantity, &Tally)> {
        let Counted { quantities, places, .. } = &self.counted;
        quantities.iter().zip(places).map(|(quantity, &place)| (*quantity, &self.tallies[place]))
    }
}

/// The quantities of a scenario with their tallies. Where they are very many they are tallied by administration, each apart.
pub fn counted(scenario: &Scenario) -> Counted {
    let mut names = Names::default();
    measure(&Outcome::new(scenario), &vec![Lanes::ONE; scenario.horizon], Parts::ALL, &mut names);
    if is_wide(names.0.len()) { Counted::apart(names.0) } else { Counted::together(scenario, names.0) }
}

/// Runs replications on the current rayon pool. After each round `watch` hears how many are done and may stop.
///
/// # Errors
/// If a replication has a figure that cannot be computed with.
pub fn simulate(
    scenario: &Scenario,
    settings: &Settings,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Simulation, NotFinite> {
    let prepared = Prepared::new(scenario, settings)?;
    let mut part = prepared.part();
    let ended = prepared.simulate(&mut part, 0..prepared.plan.replications, &mut |standing| watch(standing.done()))?;
    Ok(prepared.finish(part, ended))
}
