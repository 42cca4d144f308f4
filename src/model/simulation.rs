//! Replications in parallel, and their tallies.
//!
//! Replications go by in rounds of tasks. A thread takes a task and goes through it in chunks that stay in its cache: it draws
//! and evaluates batches, one column a quantity, then adds each column to its own tallies. What depends on the order of
//! additions, the moments, is put together task by task in the order of replications; all else are counts or is sorted.
//! So results do not depend on the number of threads, and memory does not grow with the number of replications. A design's task
//! is a stretch of one randomisation, and a round has one for each, so that all of them are always equally far.

pub mod ambiguity;
pub mod compare;
mod convergence;
mod counted;
mod grid;
mod influence;
mod long_tails;
pub mod measure;
mod moments;
mod not_finite;
pub mod precision;
mod quantiles;
mod randomised;
mod shift;
pub mod statistic;
mod summary;
pub mod tails;
pub mod tally;
mod together;
mod wide;
mod worker;

use crate::lanes::{LANES, Lanes};
use crate::results::End;
use crate::sampling::Sampler;
use crate::sampling::design::{Design, Plan};
use crate::scenario::Scenario;
use crate::strategy::Outcome;
use convergence::Convergence;
pub use counted::Counted;
pub use not_finite::NotFinite;

use measure::{Quantity, Sink, measure};
use precision::{Goal, next_look};
use quantiles::{Keep, Method};
use rayon::prelude::*;
use std::ops::ControlFlow;
pub use summary::summarise;
pub use tally::{Tally, probability};
use wide::{Crew, is_wide};
pub use worker::Summing;
use worker::{Stretch, Worker, run_tasks};

/// Administration-years in a task, about: a few milliseconds.
const TASK_SIZE: usize = 1 << 19;
/// Replications in a task at the most, and values of moments in a round at the most.
const TASK_REPLICATIONS: usize = 4096;
const ROUND_VALUES: usize = 1 << 14;
/// Replications that grids are fitted to: fewer where there are very many quantities.
const PILOT: u64 = 1024;
const LEAST_PILOT: u64 = 64;

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
    convergence: Convergence,
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

/// Lists the names.
struct Names(Vec<Quantity>);

impl Sink for Names {
    fn put(&mut self, quantity: Quantity, _: Lanes) {
        self.0.push(quantity);
    }
}

/// The quantities of a scenario with their tallies. Where they are very many they are tallied by administration, each apart.
pub fn counted(scenario: &Scenario) -> Counted {
    let mut names = Names(Vec::new());
    measure(&Outcome::new(scenario), &vec![Lanes::ONE; scenario.horizon], &mut names);
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
    run(scenario, settings, watch).map_err(|error| error.of(scenario))
}

fn run(
    scenario: &Scenario,
    settings: &Settings,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Simulation, NotFinite> {
    let plan = settings.plan();
    let sampler = Sampler::planned(scenario, settings.seed, plan);
    let counted = counted(scenario);
    let all = counted.quantities.len();
    let method = Method::choose(all, plan.replications);
    let mut tallies = empty_tallies(scenario, &sampler, &counted, method, plan)?;
    let threads = rayon::current_num_threads();
    let mut crew = is_wide(all).then(|| Crew::new(scenario, &sampler));
    let threads = if crew.is_some() { 0 } else { threads };
    let mut workers: Vec<Worker> =
        (0..threads).map(|_| Worker::new(scenario, &sampler, &counted, tallies.clone())).collect();
    let each = scenario.administrations.len() * scenario.horizon;
    let task_length = (TASK_SIZE / each).clamp(LANES, TASK_REPLICATIONS).next_multiple_of(LANES) as u64;
    let tasks = plan.design.randomisations().unwrap_or((ROUND_VALUES / all).clamp(4, 64) as u64);
    let aim = settings.goal.as_ref().and_then(|goal| Some((goal, counted.place(goal.quantity())?)));
    let mut convergence = Convergence::new(&counted, plan);
    let (mut done, mut end, mut reached) = (0, None, None);
    while done < plan.replications && end.is_none() {
        let look = aim.map_or(u64::MAX, |_| next_look(done, plan.design));
        let round = crew.as_ref().map_or(task_length * tasks, Crew::round);
        let until = plan.replications.min(look).min(done + round);
        if let Some(crew) = &mut crew {
            crew.run(&sampler, done..until, plan, &mut tallies, Some(&mut convergence))?;
        } else {
            let stretches = Stretch::all(done..until, plan, task_length);
            let tasks = run_tasks(&mut workers, &sampler, &stretches)?;
            for (stretch, task) in stretches.iter().zip(&tasks) {
                let number = stretch.randomisation();
                tallies.iter_mut().zip(&task.moments).for_each(|(tally, moments)| tally.append(moments, number));
            }
            convergence.take(&tasks.iter().map(|task| &task.by_chunk[..]).collect::<Vec<_>>());
        }
        done = until;
        if let Some((goal, column)) = aim.filter(|_| done == look || done == plan.replications) {
            let parts = workers.iter().map(|worker| &worker.tallies[column]);
            reached = goal.reached(&together(tallies[column].clone(), parts));
            end = goal.is_met(reached).then_some(End::Precision);
        }
        if watch(done).is_break() && end.is_none() && done < plan.replications {
            end = Some(End::Interrupt);
        }
    }
    drop(crew);
    let kept: Vec<Vec<Tally>> = workers.into_iter().map(|worker| worker.tallies).collect();
    let tallies = tallies.into_par_iter().enumerate();
    let tallies = tallies.map(|(column, tally)| together(tally, kept.iter().map(|tallies| &tallies[column])));
    let all_done = if aim.is_some() { End::MaxReplications } else { End::Replications };
    Ok(Simulation {
        replications: done,
        replications_asked: settings.replications,
        plan,
        seed: settings.seed,
        ambiguity: settings.ambiguity,
        end: end.unwrap_or(all_done),
        goal: settings.goal.clone().map(|goal| (goal, reached)),
        tallies: tallies.collect(),
        counted,
        method,
        convergence,
    })
}

/// What all workers have seen of a quantity, made ready for questions.
fn together<'a>(mut all: Tally, parts: impl Iterator<Item = &'a Tally>) -> Tally {
    parts.for_each(|part| all.merge(part));
    all.close();
    all
}

/// Tallies of nothing yet, fitted to the first replications if they are to count, or to tell randomisations apart.
fn empty_tallies(
    scenario: &Scenario,
    sampler: &Sampler,
    counted: &Counted,
    method: Method,
    plan: Plan,
) -> Result<Vec<Tally>, NotFinite> {
    let random = plan.design == Design::Random;
    // Of what is not counted, no grid need be fitted.
    let exact = |&quantity: &Quantity| {
        let counted = method.keep(quantity) != Keep::Nothing;
        Tally::new(quantity, if counted || !random { Keep::All } else { Keep::Nothing }, Vec::new())
    };
    let mut exact: Vec<Tally> = counted.tallied.iter().map(exact).collect();
    if method == Method::Exact && random {
        return Ok(exact);
    }
    let all = counted.quantities.len();
    let length = PILOT.min(Method::room(all)).max(LEAST_PILOT).min(plan.replications);
    if is_wide(all) {
        Crew::new(scenario, sampler).run(sampler, 0..length, plan, &mut exact, None)?;
    } else {
        let mut pilot = Worker::new(scenario, sampler, counted, exact);
        pilot.run(sampler, Stretch::of(0..length))?;
        exact = pilot.tallies;
    }
    let new = if random { Tally::new } else { Tally::of_design };
    let fitted = |tally: Tally| new(tally.quantity, method.keep(tally.quantity), tally.kept());
    Ok(exact.into_par_iter().map(fitted).collect())
}
