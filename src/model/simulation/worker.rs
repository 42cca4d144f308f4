//! One thread's work: batches drawn, evaluated and measured into a chunk that stays in its cache, then tallied column by column.

use super::NotFinite;
use super::column::Column;
use super::measure::{Quantity, Sink, measure};
use super::moments::Moments;
use super::quantiles::Method;
use super::tally::Tally;
use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::Sampler;
use crate::sampling::design::{Design, Plan};
use crate::scenario::Scenario;
use crate::strategy::{Evaluator, Outcome};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Values that a thread works on before it tallies them: half of a common second-level cache.
pub const CHUNK_VALUES: usize = 1 << 17;

/// Batches of replications, one after another or at equal distances, the last of which may not be whole.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// Number of the first batch.
    first: u64,
    /// From one to the next.
    step: u64,
    /// Replications in all of them.
    length: u64,
}

impl Stretch {
    /// Neighbouring replications, from a multiple of [`LANES`] on.
    pub fn of(replications: Range<u64>) -> Stretch {
        let length = replications.end - replications.start;
        Stretch { first: replications.start / LANES as u64, step: 1, length }
    }

    /// The tasks that a range of replications is made of.
    pub fn all(replications: Range<u64>, plan: Plan, task_length: u64) -> Vec<Stretch> {
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
    pub fn randomisation(self) -> usize {
        (self.first % self.step) as usize
    }
}

/// One thread's tools, and what it has seen.
pub struct Worker<'a> {
    evaluator: Evaluator<'a>,
    inputs: Inputs,
    /// Row a batch, column a quantity.
    chunk: Vec<Lanes>,
    /// What it has seen, a quantity each.
    pub tallies: Vec<Tally>,
}

impl<'a> Worker<'a> {
    /// With tallies of its own.
    pub fn new(scenario: &'a Scenario, sampler: &Sampler, tallies: Vec<Tally>) -> Worker<'a> {
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
    pub fn run(&mut self, sampler: &Sampler, stretch: Stretch) -> Result<Vec<Moments>, NotFinite> {
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
                NotFinite::new(stretch.replication(start + batch) + lane, error.quantity, error.value)
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
                        failed = Some(NotFinite::new(replication, tally.quantity, error.value));
                    }
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Writes values one behind the other.
pub struct Columns<'a> {
    /// Where they go.
    pub values: &'a mut [Lanes],
    /// The next place.
    pub next: usize,
}

impl Sink for Columns<'_> {
    #[inline(always)]
    fn put(&mut self, _: Quantity, value: Lanes) {
        self.values[self.next] = value;
        self.next += 1;
    }
}

/// Shares tasks out among the workers; returns their moments in order.
pub fn run_tasks(
    workers: &mut [Worker],
    sampler: &Sampler,
    stretches: &[Stretch],
) -> Result<Vec<Vec<Moments>>, NotFinite> {
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

/// Summaries alone, of replications evaluated beforehand: to time them apart.
pub struct Summing<'a> {
    worker: Worker<'a>,
    outcomes: Vec<(Outcome, Vec<Lanes>)>,
}

impl<'a> Summing<'a> {
    /// Evaluates as many batches as a thread tallies at a time, with grids as in a long run.
    ///
    /// # Errors
    /// If a quantity is not finite.
    pub fn new(scenario: &'a Scenario, sampler: &Sampler) -> Result<Summing<'a>, NotFinite> {
        let plan = Plan::of(Design::Random, u64::MAX);
        let tallies = super::empty_tallies(scenario, sampler, super::quantities(scenario), Method::Grid, plan)?;
        let mut worker = Worker::new(scenario, sampler, tallies);
        let batches = worker.chunk.len() / worker.tallies.len();
        let mut outcomes: Vec<_> = (0..batches).map(|_| (Outcome::new(scenario), Vec::new())).collect();
        for (batch, (outcome, discount)) in outcomes.iter_mut().enumerate() {
            sampler.draw((batch * LANES) as u64, &mut worker.inputs);
            worker.evaluator.evaluate_into(&mut worker.inputs, outcome);
            discount.extend_from_slice(worker.evaluator.discount());
        }
        Ok(Summing { worker, outcomes })
    }

    /// Replications that are summarised each time.
    pub fn replications(&self) -> usize {
        self.outcomes.len() * LANES
    }

    /// Measures and tallies them.
    ///
    /// # Errors
    /// If a quantity is not finite.
    pub fn run(&mut self) -> Result<(), NotFinite> {
        let length = self.replications();
        let width = self.worker.tallies.len();
        for ((outcome, discount), values) in self.outcomes.iter().zip(self.worker.chunk.chunks_exact_mut(width)) {
            let mut sink = Columns { values, next: 0 };
            vectorised(
                #[inline(always)]
                || measure(outcome, discount, &mut sink),
            );
        }
        let mut moments = vec![Moments::default(); width];
        vectorised(
            #[inline(always)]
            || self.worker.tally(length, 0, &mut moments),
        )
    }
}
