//! Replications in parallel, and what is kept of them.
//!
//! Replications go by in waves: the threads share a wave's batches, then its columns. Every tally takes its values
//! in the order of replications, so results do not depend on the number of threads. A wave stays in cache, and
//! memory does not grow with their number.

mod influence;
pub mod measure;
mod moments;
mod quantiles;
mod summary;
mod tails;
mod tally;

use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::Sampler;
use crate::scenario::Scenario;
use crate::strategy::{Evaluator, Inputs, Outcome};
use measure::{Quantity, Sink, measure};
use quantiles::Method;
use rayon::prelude::*;
use std::ops::ControlFlow;
pub use summary::summarise;
pub use tally::Tally;

/// Values in a wave, about: 16 MiB. Longer waves read each tally's counts less often, shorter ones stay closer in cache.
const WAVE_VALUES: usize = 1 << 21;

/// What to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Number of replications, at least 1.
    pub replications: u64,
    /// Seed of all draws.
    pub seed: u64,
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

/// One thread's tools.
struct Worker<'a> {
    evaluator: Evaluator<'a>,
    inputs: Inputs,
}

impl Worker<'_> {
    /// Draws and evaluates the batch from replication `first` on, into one column of lanes a quantity.
    fn run(&mut self, sampler: &Sampler, first: u64, columns: &mut [Lanes]) {
        sampler.draw(first, &mut self.inputs);
        self.evaluator.evaluate(&mut self.inputs);
        let mut sink = Columns { values: columns, next: 0 };
        vectorised(
            #[inline(always)]
            || measure(self.evaluator.outcome(), self.evaluator.discount(), &mut sink),
        );
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

/// Runs replications on the current rayon pool. After each wave `watch` hears how many are done and may stop.
pub fn simulate(
    scenario: &Scenario,
    settings: Settings,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Simulation, NotFinite> {
    let sampler = Sampler::new(scenario, settings.seed);
    let quantities = quantities(scenario);
    let method = Method::choose(quantities.len(), settings.replications);
    let mut tallies: Vec<Tally> =
        quantities.iter().map(|&quantity| Tally::new(quantity, method, settings.replications)).collect();
    let threads = rayon::current_num_threads();
    let mut workers: Vec<Worker> =
        (0..threads).map(|_| Worker { evaluator: Evaluator::new(scenario), inputs: sampler.inputs() }).collect();
    let width = quantities.len();
    let batches = (WAVE_VALUES / (width * LANES)).clamp(1, 4096);
    let wave_length = (batches * LANES) as u64;
    let mut wave = vec![Lanes::ZERO; width * batches];
    let mut done = 0;
    while done < settings.replications {
        let length = wave_length.min(settings.replications - done);
        let needed = length.div_ceil(LANES as u64) as usize;
        let each = needed.div_ceil(threads);
        let shares = wave[..needed * width].par_chunks_mut(each * width).zip(&mut workers);
        shares.enumerate().for_each(|(share, (columns, worker))| {
            for (batch, columns) in columns.chunks_exact_mut(width).enumerate() {
                worker.run(&sampler, done + ((share * each + batch) * LANES) as u64, columns);
            }
        });
        let failed = tallies.par_iter_mut().enumerate().map_init(Vec::new, |values, (column, tally)| {
            values.clear();
            for batch in wave.chunks_exact(width).take(needed) {
                values.extend_from_slice(&batch[column].0);
            }
            values.truncate(length as usize);
            let error = tally.add(values).err()?;
            let replication = done + error.position as u64;
            Some(NotFinite { replication, quantity: tally.quantity, value: error.value })
        });
        if let Some(error) = failed.flatten().min_by_key(|error| error.replication) {
            return Err(error);
        }
        done += length;
        if watch(done).is_break() {
            break;
        }
    }
    tallies.par_iter_mut().for_each(Tally::close);
    Ok(Simulation {
        replications: done,
        replications_asked: settings.replications,
        seed: settings.seed,
        tallies,
        method,
    })
}
