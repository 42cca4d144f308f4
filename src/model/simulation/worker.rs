//! One thread's work: batches drawn, evaluated and measured into a chunk that stays in its cache, then tallied column by column.

use super::NotFinite;
use super::counted::Counted;
use super::measure::{Parts, Quantity, Sink, measure};
use super::moments::Powers;
use super::prepared::{CHUNK_VALUES, Prepared};
use super::seen::Seen;
use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::design::Plan;
use crate::strategy::{Evaluator, Outcome};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    prepared: &'a Prepared<'a>,
    evaluator: Evaluator<'a>,
    inputs: Inputs,
    /// The values of a tally one behind the other, batch by batch.
    chunk: Vec<Lanes>,
    /// Batches that it has room for.
    batches: usize,
    /// Powers of a task, a tally each.
    powers: Vec<Powers>,
    /// What it has seen.
    pub seen: Seen,
}

impl<'a> Worker<'a> {
    /// That has seen nothing.
    pub fn new(prepared: &'a Prepared<'a>) -> Worker<'a> {
        let seen = prepared.nothing();
        // Powers are summed by so many batches: what shares a tally must not change them.
        let batches = (CHUNK_VALUES / (prepared.counted.quantities.len() * LANES)).clamp(1, 256);
        Worker {
            prepared,
            evaluator: Evaluator::new(prepared.scenario),
            inputs: prepared.sampler.inputs(),
            chunk: vec![Lanes::ZERO; seen.tallies.len() * batches],
            batches,
            powers: vec![Powers::default(); seen.tallies.len()],
            seen,
        }
    }

    /// What it has seen since the last time.
    pub fn take(&mut self) -> Seen {
        std::mem::replace(&mut self.seen, self.prepared.nothing())
    }

    /// Draws, evaluates and tallies the replications of a stretch.
    pub fn run(&mut self, stretch: Stretch) -> Result<(), NotFinite> {
        let sampler = &self.prepared.sampler;
        self.powers.fill(Powers::default());
        let batches = (stretch.length as usize).div_ceil(LANES);
        for start in (0..batches).step_by(self.batches) {
            let length = (self.batches * LANES).min(stretch.length as usize - start * LANES);
            for batch in 0..length.div_ceil(LANES) {
                sampler.draw(stretch.replication(start + batch), &mut self.inputs);
                self.evaluator.evaluate(&mut self.inputs);
                let sink = Columns::at(batch, &self.prepared.counted, &mut self.chunk, self.batches);
                sink.take(self.evaluator.outcome(), self.evaluator.discount());
            }
            self.tally(length, stretch.randomisation()).map_err(|error| {
                let (batch, lane) = (error.replication as usize / LANES, error.replication % LANES as u64);
                NotFinite::new(stretch.replication(start + batch) + lane, error.quantity, error.value)
            })?;
            self.follow(stretch, start, length);
        }
        self.seen.take(stretch.randomisation(), &self.powers);
        Ok(())
    }

    /// Sums the powers of what is followed, up to each note that falls among the first `length` replications of the chunk.
    fn follow(&mut self, stretch: Stretch, start: usize, length: usize) {
        let followed = &self.prepared.followed;
        let batches = length.div_ceil(LANES);
        let note = |batch: usize| followed.before(stretch.replication(start + batch));
        let mut from = 0;
        while let Some(number) = note(from).filter(|_| from < batches) {
            let until = (from..batches).find(|&batch| note(batch) != Some(number)).unwrap_or(batches);
            let length = length.min(until * LANES) - from * LANES;
            for (place, &column) in followed.columns.iter().enumerate() {
                let values = &self.chunk[column * self.batches..][from..until];
                let powers = self.seen.tallies[column].powers(values, length);
                followed.add(&mut self.seen.between, number, (stretch.randomisation(), place), &powers);
            }
            from = until;
        }
    }

    /// Adds the first `length` replications of the chunk to the tallies.
    #[inline(never)]
    fn tally(&mut self, length: usize, randomisation: usize) -> Result<(), NotFinite> {
        vectorised(
            #[inline(always)]
            || self.add(length, randomisation),
        )
    }

    #[inline(always)]
    fn add(&mut self, length: usize, randomisation: usize) -> Result<(), NotFinite> {
        let mut failed: Option<NotFinite> = None;
        let columns = self.chunk.chunks_exact(self.batches);
        for ((tally, column), powers) in self.seen.tallies.iter_mut().zip(columns).zip(&mut self.powers) {
            match tally.add(column, length, randomisation) {
                Ok(more) => powers.add(&more),
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
            || measure(outcome, discount, Parts::ALL, &mut self),
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

/// Shares tasks out among the workers. Of several that fail the first one is told.
pub fn run_tasks(workers: &mut [Worker], stretches: &[Stretch]) -> Result<(), NotFinite> {
    let next = AtomicUsize::new(0);
    let work = |worker: &mut Worker| {
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            let &stretch = stretches.get(task)?;
            if let Err(error) = worker.run(stretch) {
                return Some((task, error));
            }
        }
    };
    let failed = workers.par_iter_mut().filter_map(work).min_by_key(|(task, _)| *task);
    failed.map_or(Ok(()), |(_, error)| Err(error))
}

/// Summaries alone, of replications evaluated beforehand: to time them apart.
pub struct Summing<'a> {
    worker: Worker<'a>,
    outcomes: Vec<(Outcome, Vec<Lanes>)>,
}

impl<'a> Summing<'a> {
    /// Evaluates as many batches as a thread tallies at a time.
    pub fn new(prepared: &'a Prepared<'a>) -> Summing<'a> {
        let mut worker = Worker::new(prepared);
        let mut outcomes: Vec<_> = (0..worker.batches).map(|_| (Outcome::new(prepared.scenario), Vec::new())).collect();
        for (batch, (outcome, discount)) in outcomes.iter_mut().enumerate() {
            prepared.sampler.draw((batch * LANES) as u64, &mut worker.inputs);
            worker.evaluator.evaluate_into(&mut worker.inputs, outcome);
            discount.extend_from_slice(worker.evaluator.discount());
        }
        Summing { worker, outcomes }
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
        let Worker { prepared, chunk, batches, .. } = &mut self.worker;
        for (batch, (outcome, discount)) in self.outcomes.iter().enumerate() {
            Columns::at(batch, &prepared.counted, chunk, *batches).take(outcome, discount);
        }
        self.worker.powers.fill(Powers::default());
        self.worker.tally(length, 0)
    }
}
