//! Replications in parallel, and what is kept of them.
//!
//! Replications go by in rounds of tasks. A thread takes a task and goes through it in chunks that stay in its cache: it draws
//! and evaluates batches, one column a quantity, then adds each column to its own tallies. What depends on the order of
//! additions, the moments, is put together task by task in the order of replications; all else are counts or is sorted.
//! So results do not depend on the number of threads, and memory does not grow with the number of replications. A design's task
//! is a stretch of one randomisation, and a round has one for each, so that all of them are always equally far.

mod grid;
mod influence;
pub mod measure;
mod moments;
pub mod precision;
mod quantiles;
mod randomised;
mod summary;
mod tails;
mod tally;
mod wide;

use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::Sampler;
use crate::sampling::design::{Design, Plan};
use crate::scenario::Scenario;
use crate::strategy::{Evaluator, Inputs, Outcome};
use measure::{Quantity, Sink, measure};
use moments::Moments;
use precision::{Goal, next_look};
use quantiles::{Keep, Method};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
pub use summary::summarise;
use tally::Column;
pub use tally::{Tally, probability};
use wide::{Crew, is_wide};

/// Values that a thread works on before it tallies them: half of a common second-level cache.
const CHUNK_VALUES: usize = 1 << 17;
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
}

impl Settings {
    /// A number of replications of a seed, random and whatever comes.
    pub fn new(replications: u64, seed: u64) -> Settings {
        Settings { replications, seed, goal: None, design: Design::Random }
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

/// What ended a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All replications that were asked for are done.
    Replications,
    /// The goal is met.
    Precision,
    /// The most replications are done and the goal is not met.
    MaxReplications,
    /// The watch stopped it.
    Stopped,
}

impl End {
    /// The word of results.
    pub fn word(self) -> &'static str {
        match self {
            End::Replications => "replications",
            End::Precision => "precision",
            End::MaxReplications => "max-replications",
            End::Stopped => "interrupt",
        }
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
    /// What it was to know, and half the width of its interval in the end.
    pub goal: Option<(Goal, Option<f64>)>,
    /// One for each quantity, closed.
    pub tallies: Vec<Tally>,
    method: Method,
}

/// Why a simulation could not be finished.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "replication {replication}: {quantity:?} is {value}, not a finite number; are sizes, rates or overruns of the scenario beyond all measure?"
)]
pub struct NotFinite {
    /// Number of the replication, from 0.
    pub replication: u64,
    /// The quantity.
    pub quantity: Quantity,
    /// Its value.
    pub value: f64,
}

/// Batches of replications, one after another or at equal distances, the last of which may not be whole.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Number of the first batch.
    first: u64,
    /// From one to the next.
    step: u64,
    /// Replications in all of them.
    length: u64,
}

impl Stretch {
    /// Neighbouring replications, from a multiple of [`LANES`] on.
    fn of(replications: Range<u64>) -> Stretch {
        let length = replications.end - replications.start;
        Stretch { first: replications.start / LANES as u64, step: 1, length }
    }

    /// The tasks that a range of replications is made of.
    fn all(replications: Range<u64>, plan: Plan, task_length: u64) -> Vec<Stretch> {
        match plan.design.randomisations() {
            None => {
                let starts = replications.clone().step_by(task_length as usize);
                starts.map(|start| Stretch::of(start..replications.end.min(start + task_length))).collect()
            }
            Some(count) => {
                let whole = Stretch::of(replications);
                let of = |r| Stretch { first: whole.first + r, step: count, length: whole.length / count };
                (0..count).map(of).collect()
            }
        }
    }

    /// Number of the first replication of one of its batches.
    fn replication(self, batch: usize) -> u64 {
        (self.first + batch as u64 * self.step) * LANES as u64
    }

    /// Which randomisation it belongs to, if to any.
    fn randomisation(self) -> usize {
        (self.first % self.step) as usize
    }
}

/// One thread's tools, and what it has seen.
struct Worker<'a> {
    evaluator: Evaluator<'a>,
    inputs: Inputs,
    /// Row a batch, column a quantity.
    chunk: Vec<Lanes>,
    tallies: Vec<Tally>,
}

impl<'a> Worker<'a> {
    fn new(scenario: &'a Scenario, sampler: &Sampler, tallies: Vec<Tally>) -> Worker<'a> {
        let width = tallies.len();
        let batches = (CHUNK_VALUES / (width * LANES)).clamp(1, 256);
        Worker {
            evaluator: Evaluator::new(scenario),
            inputs: sampler.inputs(),
            chunk: vec![Lanes::ZERO; width * batches],
            tallies,
        }
    }

    /// Draws, evaluates and tallies the replications of a stretch; returns their moments, a quantity each.
    fn run(&mut self, sampler: &Sampler, stretch: Stretch) -> Result<Vec<Moments>, NotFinite> {
        let width = self.tallies.len();
        let mut moments = vec![Moments::default(); width];
        let batches = (stretch.length as usize).div_ceil(LANES);
        let most = self.chunk.len() / width;
        for start in (0..batches).step_by(most) {
            let length = (most * LANES).min(stretch.length as usize - start * LANES);
            let rows = self.chunk.chunks_exact_mut(width).take(length.div_ceil(LANES));
            for (batch, columns) in rows.enumerate() {
                sampler.draw(stretch.replication(start + batch), &mut self.inputs);
                self.evaluator.evaluate(&mut self.inputs);
                let mut sink = Columns { values: columns, next: 0 };
                vectorised(
                    #[inline(always)]
                    || measure(self.evaluator.outcome(), self.evaluator.discount(), &mut sink),
                );
            }
            vectorised(
                #[inline(always)]
                || self.tally(length, stretch.randomisation(), &mut moments),
            )
            .map_err(|error| {
                let (batch, lane) = (error.replication as usize / LANES, error.replication % LANES as u64);
                NotFinite { replication: stretch.replication(start + batch) + lane, ..error }
            })?;
        }
        Ok(moments)
    }

    /// Adds the first `length` replications of the chunk to the tallies.
    #[inline(always)]
    fn tally(&mut self, length: usize, randomisation: usize, moments: &mut [Moments]) -> Result<(), NotFinite> {
        let width = self.tallies.len();
        let mut failed: Option<NotFinite> = None;
        for (column, (tally, moments)) in self.tallies.iter_mut().zip(moments).enumerate() {
            match tally.add(Column { rows: &self.chunk, number: column, width }, length, randomisation) {
                Ok(more) => moments.merge(&more),
                Err(error) => {
                    let replication = error.position as u64;
                    if failed.as_ref().is_none_or(|known| replication < known.replication) {
                        failed = Some(NotFinite { replication, quantity: tally.quantity, value: error.value });
                    }
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Writes values one behind the other.
struct Columns<'a> {
    values: &'a mut [Lanes],
    next: usize,
}

impl Sink for Columns<'_> {
    #[inline(always)]
    fn put(&mut self, _: Quantity, value: Lanes) {
        self.values[self.next] = value;
        self.next += 1;
    }
}

/// Lists the names.
struct Names(Vec<Quantity>);

impl Sink for Names {
    fn put(&mut self, quantity: Quantity, _: Lanes) {
        self.0.push(quantity);
    }
}

/// The quantities of a scenario, in the order of its tallies.
fn quantities(scenario: &Scenario) -> Vec<Quantity> {
    let mut names = Names(Vec::new());
    measure(&Outcome::new(scenario), &vec![Lanes::ONE; scenario.horizon], &mut names);
    names.0
}

/// Runs replications on the current rayon pool. After each round `watch` hears how many are done and may stop.
pub fn simulate(
    scenario: &Scenario,
    settings: &Settings,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Simulation, NotFinite> {
    let plan = settings.plan();
    let sampler = Sampler::planned(scenario, settings.seed, plan);
    let quantities = quantities(scenario);
    let method = Method::choose(quantities.len(), plan.replications);
    let mut tallies = empty_tallies(scenario, &sampler, quantities, method, plan)?;
    let threads = rayon::current_num_threads();
    let mut crew = is_wide(tallies.len()).then(|| Crew::new(scenario, &sampler));
    let threads = if crew.is_some() { 0 } else { threads };
    let mut workers: Vec<Worker> = (0..threads).map(|_| Worker::new(scenario, &sampler, tallies.clone())).collect();
    let each = scenario.administrations.len() * scenario.horizon;
    let task_length = (TASK_SIZE / each).clamp(LANES, TASK_REPLICATIONS).next_multiple_of(LANES) as u64;
    let tasks = plan.design.randomisations().unwrap_or((ROUND_VALUES / tallies.len()).clamp(4, 64) as u64);
    let aim = settings.goal.as_ref().and_then(|goal| {
        let column = tallies.iter().position(|tally| tally.quantity == goal.quantity)?;
        Some((goal, column))
    });
    let (mut done, mut end, mut reached) = (0, None, None);
    while done < plan.replications && end.is_none() {
        let look = aim.map_or(u64::MAX, |_| next_look(done, plan.design));
        let round = crew.as_ref().map_or(task_length * tasks, Crew::round);
        let until = plan.replications.min(look).min(done + round);
        if let Some(crew) = &mut crew {
            crew.run(&sampler, done..until, plan, &mut tallies)?;
        } else {
            let stretches = Stretch::all(done..until, plan, task_length);
            for (stretch, moments) in stretches.iter().zip(run_tasks(&mut workers, &sampler, &stretches)?) {
                let number = stretch.randomisation();
                tallies.iter_mut().zip(&moments).for_each(|(tally, moments)| tally.append(moments, number));
            }
        }
        done = until;
        if let Some((goal, column)) = aim.filter(|_| done == look || done == plan.replications) {
            let parts = workers.iter().map(|worker| &worker.tallies[column]);
            reached = goal.reached(&together(tallies[column].clone(), parts));
            end = goal.is_met(reached).then_some(End::Precision);
        }
        if watch(done).is_break() && end.is_none() && done < plan.replications {
            end = Some(End::Stopped);
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
        end: end.unwrap_or(all_done),
        goal: settings.goal.clone().map(|goal| (goal, reached)),
        tallies: tallies.collect(),
        method,
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
    quantities: Vec<Quantity>,
    method: Method,
    plan: Plan,
) -> Result<Vec<Tally>, NotFinite> {
    let random = plan.design == Design::Random;
    // Of what is not counted, no grid need be fitted.
    let exact = |&quantity: &Quantity| {
        let counted = method.keep(quantity) != Keep::Nothing;
        Tally::new(quantity, if counted || !random { Keep::All } else { Keep::Nothing }, Vec::new())
    };
    let mut exact: Vec<Tally> = quantities.iter().map(exact).collect();
    if method == Method::Exact && random {
        return Ok(exact);
    }
    let length = PILOT.min(Method::room(quantities.len())).max(LEAST_PILOT).min(plan.replications);
    if is_wide(quantities.len()) {
        Crew::new(scenario, sampler).run(sampler, 0..length, plan, &mut exact)?;
    } else {
        let mut pilot = Worker::new(scenario, sampler, exact);
        pilot.run(sampler, Stretch::of(0..length))?;
        exact = pilot.tallies;
    }
    let new = if random { Tally::new } else { Tally::of_design };
    let fitted = |tally: Tally| new(tally.quantity, method.keep(tally.quantity), tally.kept());
    Ok(exact.into_par_iter().map(fitted).collect())
}

/// Shares tasks out among the workers; returns their moments in order.
fn run_tasks(workers: &mut [Worker], sampler: &Sampler, stretches: &[Stretch]) -> Result<Vec<Vec<Moments>>, NotFinite> {
    let next = AtomicUsize::new(0);
    let work = |worker: &mut Worker| {
        let mut done = Vec::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            let Some(&stretch) = stretches.get(task) else { return done };
            done.push((task, worker.run(sampler, stretch)));
        }
    };
    let mut done: Vec<_> = workers.par_iter_mut().flat_map_iter(work).collect();
    done.sort_unstable_by_key(|(task, _)| *task);
    done.into_iter().map(|(_, result)| result).collect()
}
