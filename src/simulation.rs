//! Replications in parallel, and what is kept of them.
//!
//! Replications go by in rounds of tasks. A thread takes a task and goes through it in chunks that stay in its cache: it draws
//! and evaluates batches, one column a quantity, then adds each column to its own tallies. What depends on the order of
//! additions, the moments, is put together task by task in the order of replications; all else are counts or is sorted.
//! So results do not depend on the number of threads, and memory does not grow with the number of replications.

mod grid;
mod influence;
pub mod measure;
mod moments;
pub mod precision;
mod quantiles;
mod summary;
mod tails;
mod tally;
mod wide;

use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::Sampler;
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
pub use tally::Tally;
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
    /// Number of replications, at least 1; with a goal, at the most.
    pub replications: u64,
    /// Seed of all draws.
    pub seed: u64,
    /// To stop once a statistic is known precisely enough.
    pub goal: Option<Goal>,
}

impl Settings {
    /// A number of replications of a seed, whatever comes.
    pub fn new(replications: u64, seed: u64) -> Settings {
        Settings { replications, seed, goal: None }
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
    /// Replications done: fewer than asked for where it was stopped.
    pub replications: u64,
    /// Replications asked for.
    pub replications_asked: u64,
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

    /// Draws, evaluates and tallies replications from a multiple of [`LANES`] on; returns their moments, a quantity each.
    fn run(&mut self, sampler: &Sampler, replications: Range<u64>) -> Result<Vec<Moments>, NotFinite> {
        let width = self.tallies.len();
        let mut moments = vec![Moments::default(); width];
        let chunk_length = self.chunk.len() / width * LANES;
        for start in replications.clone().step_by(chunk_length) {
            let length = chunk_length.min((replications.end - start) as usize);
            let rows = self.chunk.chunks_exact_mut(width).take(length.div_ceil(LANES));
            for (batch, columns) in rows.enumerate() {
                sampler.draw(start + (batch * LANES) as u64, &mut self.inputs);
                self.evaluator.evaluate(&mut self.inputs);
                let mut sink = Columns { values: columns, next: 0 };
                vectorised(
                    #[inline(always)]
                    || measure(self.evaluator.outcome(), self.evaluator.discount(), &mut sink),
                );
            }
            vectorised(
                #[inline(always)]
                || self.tally(length, &mut moments),
            )
            .map_err(|error| NotFinite { replication: start + error.replication, ..error })?;
        }
        Ok(moments)
    }

    /// Adds the first `length` replications of the chunk to the tallies.
    #[inline(always)]
    fn tally(&mut self, length: usize, moments: &mut [Moments]) -> Result<(), NotFinite> {
        let width = self.tallies.len();
        let mut failed: Option<NotFinite> = None;
        for (column, (tally, moments)) in self.tallies.iter_mut().zip(moments).enumerate() {
            match tally.add(Column { rows: &self.chunk, number: column, width }, length) {
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
    let sampler = Sampler::new(scenario, settings.seed);
    let quantities = quantities(scenario);
    let method = Method::choose(quantities.len(), settings.replications);
    let mut tallies = empty_tallies(scenario, &sampler, quantities, method)?;
    let threads = rayon::current_num_threads();
    let mut crew = is_wide(tallies.len()).then(|| Crew::new(scenario, &sampler));
    let threads = if crew.is_some() { 0 } else { threads };
    let mut workers: Vec<Worker> = (0..threads).map(|_| Worker::new(scenario, &sampler, tallies.clone())).collect();
    let each = scenario.administrations.len() * scenario.horizon;
    let task_length = (TASK_SIZE / each).clamp(LANES, TASK_REPLICATIONS).next_multiple_of(LANES) as u64;
    let tasks = (ROUND_VALUES / tallies.len()).clamp(4, 64);
    let aim = settings.goal.as_ref().and_then(|goal| {
        let column = tallies.iter().position(|tally| tally.quantity == goal.quantity)?;
        Some((goal, column))
    });
    let (mut done, mut end, mut reached) = (0, None, None);
    while done < settings.replications && end.is_none() {
        let look = aim.map_or(u64::MAX, |_| next_look(done));
        let round = crew.as_ref().map_or(task_length * tasks as u64, Crew::round);
        let until = settings.replications.min(look).min(done + round);
        if let Some(crew) = &mut crew {
            crew.run(&sampler, done..until, &mut tallies)?;
        } else {
            let starts: Vec<u64> = (done..until).step_by(task_length as usize).collect();
            for moments in run_tasks(&mut workers, &sampler, &starts, task_length, until)? {
                tallies.iter_mut().zip(&moments).for_each(|(tally, moments)| tally.append(moments));
            }
        }
        done = until;
        if let Some((goal, column)) = aim.filter(|_| done == look || done == settings.replications) {
            reached =
                goal.reached(&together(tallies[column].clone(), workers.iter().map(|worker| &worker.tallies[column])));
            end = goal.is_met(reached).then_some(End::Precision);
        }
        if watch(done).is_break() && end.is_none() && done < settings.replications {
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

/// Tallies of nothing yet, with grids fitted to the first replications if they are to count.
fn empty_tallies(
    scenario: &Scenario,
    sampler: &Sampler,
    quantities: Vec<Quantity>,
    method: Method,
) -> Result<Vec<Tally>, NotFinite> {
    // Of what is not counted, no grid need be fitted.
    let exact = |&quantity: &Quantity| {
        let counted = method.keep(quantity) != Keep::Nothing;
        Tally::new(quantity, if counted { Keep::All } else { Keep::Nothing }, Vec::new())
    };
    let mut exact: Vec<Tally> = quantities.iter().map(exact).collect();
    if method == Method::Exact {
        return Ok(exact);
    }
    let length = PILOT.min(Method::room(quantities.len())).max(LEAST_PILOT);
    if is_wide(quantities.len()) {
        Crew::new(scenario, sampler).run(sampler, 0..length, &mut exact)?;
    } else {
        let mut pilot = Worker::new(scenario, sampler, exact);
        pilot.run(sampler, 0..length)?;
        exact = pilot.tallies;
    }
    let fitted = |tally: Tally| Tally::new(tally.quantity, method.keep(tally.quantity), tally.kept());
    Ok(exact.into_par_iter().map(fitted).collect())
}

/// Shares tasks out among the workers; returns their moments in order.
fn run_tasks(
    workers: &mut [Worker],
    sampler: &Sampler,
    starts: &[u64],
    length: u64,
    end: u64,
) -> Result<Vec<Vec<Moments>>, NotFinite> {
    let next = AtomicUsize::new(0);
    let work = |worker: &mut Worker| {
        let mut done = Vec::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            let Some(&start) = starts.get(task) else { return done };
            done.push((task, worker.run(sampler, start..end.min(start + length))));
        }
    };
    let mut done: Vec<_> = workers.par_iter_mut().flat_map_iter(work).collect();
    done.sort_unstable_by_key(|(task, _)| *task);
    done.into_iter().map(|(_, result)| result).collect()
}
