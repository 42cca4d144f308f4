//! One thread's work: batches drawn, evaluated and measured into a chunk that stays in its cache, then tallied column by column.

use super::NotFinite;
use super::convergence::{beginnings, followed};
use super::counted::Counted;
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

    /// Whether the run, or its randomisation, begins with it.
    fn is_beginning(self) -> bool {
        self.first < self.step
    }

    /// Which randomisation it belongs to, if to any.
    pub fn randomisation(self) -> usize {
        (self.first % self.step) as usize
    }
}

/// What a stretch adds as far as the order of replications matters.
pub struct Done {
    /// Its moments, a tally each.
    pub moments: Vec<Moments>,
    /// Moments of followed tallies up to the end of chunk after chunk; of a beginning over its first batches before.
    pub by_chunk: Vec<Vec<Moments>>,
}

/// One thread's tools, and what it has seen.
pub struct Worker<'a> {
    evaluator: Evaluator<'a>,
    inputs: Inputs,
    /// Where values go.
    counted: &'a Counted,
    /// The values of a tally one behind the other, batch by batch.
    chunk: Vec<Lanes>,
    /// Batches that it has room for.
    batches: usize,
    /// Tallies whose means are followed.
    followed: Vec<usize>,
    /// What it has seen.
    pub tallies: Vec<Tally>,
}

impl<'a> Worker<'a> {
    /// With tallies of its own.
    pub fn new(scenario: &'a Scenario, sampler: &Sampler, counted: &'a Counted, tallies: Vec<Tally>) -> Worker<'a> {
        // Moments are summed by so many batches: what shares a tally must not change them.
        let batches = (CHUNK_VALUES / (counted.quantities.len() * LANES)).clamp(1, 256);
        Worker {
            evaluator: Evaluator::new(scenario),
            inputs: sampler.inputs(),
            counted,
            chunk: vec![Lanes::ZERO; tallies.len() * batches],
            batches,
            followed: followed(counted),
            tallies,
        }
    }

    /// Draws, evaluates and tallies the replications of a stretch.
    pub fn run(&mut self, sampler: &Sampler, stretch: Stretch) -> Result<Done, NotFinite> {
        let mut moments = vec![Moments::default(); self.tallies.len()];
        let mut by_chunk = Vec::new();
        let batches = (stretch.length as usize).div_ceil(LANES);
        for start in (0..batches).step_by(self.batches) {
            let length = (self.batches * LANES).min(stretch.length as usize - start * LANES);
            for batch in 0..length.div_ceil(LANES) {
                sampler.draw(stretch.replication(start + batch), &mut self.inputs);
                self.evaluator.evaluate(&mut self.inputs);
                let sink = Columns::at(batch, self.counted, &mut self.chunk, self.batches);
                sink.take(self.evaluator.outcome(), self.evaluator.discount());
            }
            self.tally(length, stretch.randomisation(), &mut moments).map_err(|error| {
                let (batch, lane) = (error.replication as usize / LANES, error.replication % LANES as u64);
                NotFinite::new(stretch.replication(start + batch) + lane, error.quantity, error.value)
            })?;
            if start == 0 && stretch.is_beginning() {
                by_chunk = self.beginnings(length);
            }
            by_chunk.push(self.followed.iter().map(|&column| moments[column]).collect());
        }
        Ok(Done { moments, by_chunk })
    }

    /// Moments of followed tallies over the first 1, 2, 4, … batches of the chunk.
    fn beginnings(&self, length: usize) -> Vec<Vec<Moments>> {
        let columns = self.followed.iter().map(|&column| &self.chunk[column * self.batches..][..self.batches]);
        let each: Vec<Vec<Moments>> = columns.map(|column| beginnings(column, length)).collect();
        let counts = each.first().map_or(0, Vec::len);
        (0..counts).map(|k| each.iter().map(|moments| moments[k]).collect()).collect()
    }

    /// Adds the first `length` replications of the chunk to the tallies.
    #[inline(never)]
    fn tally(&mut self, length: usize, randomisation: usize, moments: &mut [Moments]) -> Result<(), NotFinite> {
        vectorised(
            #[inline(always)]
            || self.add(length, randomisation, moments),
        )
    }

    #[inline(always)]
    fn add(&mut self, length: usize, randomisation: usize, moments: &mut [Moments]) -> Result<(), NotFinite> {
        let mut failed: Option<NotFinite> = None;
        let columns = self.chunk.chunks_exact(self.batches);
        for ((tally, column), moments) in self.tallies.iter_mut().zip(columns).zip(moments) {
            match tally.add(column, length, randomisation) {
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

/// Writes the values of a batch to the columns of their tallies.
struct Columns<'a> {
    places: std::slice::Iter<'a, usize>,
    /// From the batch's value of the first column on.
    values: &'a mut [Lanes],
    /// From one column to the next.
    step: usize,
}

impl<'a> Columns<'a> {
    fn at(batch: usize, counted: &'a Counted, chunk: &'a mut [Lanes], step: usize) -> Columns<'a> {
        Columns { places: counted.places.iter(), values: &mut chunk[batch..], step }
    }

    /// Writes all values of an outcome.
    #[inline(never)]
    fn take(mut self, outcome: &Outcome, discount: &[Lanes]) {
        vectorised(
            #[inline(always)]
            || measure(outcome, discount, &mut self),
        );
    }
}

impl Sink for Columns<'_> {
    #[inline(always)]
    fn put(&mut self, _: Quantity, value: Lanes) {
        if let Some(place) = self.places.next() {
            self.values[place * self.step] = value;
        }
    }
}

/// Shares tasks out among the workers; returns what they add in order.
pub fn run_tasks(workers: &mut [Worker], sampler: &Sampler, stretches: &[Stretch]) -> Result<Vec<Done>, NotFinite> {
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
    pub fn new(scenario: &'a Scenario, sampler: &Sampler, counted: &'a Counted) -> Result<Summing<'a>, NotFinite> {
        let plan = Plan::of(Design::Random, u64::MAX);
        let tallies = super::empty_tallies(scenario, sampler, counted, Method::Grid, plan)?;
        let mut worker = Worker::new(scenario, sampler, counted, tallies);
        let mut outcomes: Vec<_> = (0..worker.batches).map(|_| (Outcome::new(scenario), Vec::new())).collect();
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
        let Worker { counted, chunk, batches, .. } = &mut self.worker;
        for (batch, (outcome, discount)) in self.outcomes.iter().enumerate() {
            Columns::at(batch, counted, chunk, *batches).take(outcome, discount);
        }
        let mut moments = vec![Moments::default(); self.worker.tallies.len()];
        self.worker.tally(length, 0, &mut moments)
    }
}
