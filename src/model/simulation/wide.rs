//! Replications of scenarios with so many quantities that those of one batch fill a cache several times over.
//!
//! The tallies of so many quantities stand once, whatever the number of threads: first each thread evaluates a few
//! batches, then the threads share the quantities out among themselves, and each is tallied over these batches in their
//! order. So the bytes are the same on any number of threads.

use super::NotFinite;
use super::convergence::{Followed, Note};
use super::measure::{Parts, Quantity, Sink, measure_members, measure_totals, per_member};
use super::prepared::Prepared;
use super::tally::Tally;
use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes, vectorised};
use crate::sampling::Sampler;
use crate::strategy::{Evaluator, Outcome};
use rayon::prelude::*;
use std::ops::Range;

/// Administrations whose quantities a thread tallies at a time.
const TOGETHER: usize = 16;
/// Administrations' outcomes that a thread keeps until they are tallied, about: 75 MB. The more batches at a time, the
/// seldomer all tallies go through the cache.
const KEPT: usize = 1 << 16;
/// Batches at a time at the least and at the most.
const BATCHES: [usize; 2] = [2, 32];

/// The threads' tools, one of each a thread.
pub struct Crew<'a> {
    prepared: &'a Prepared<'a>,
    members: Vec<Member<'a>>,
    /// Batches that each evaluates before they are tallied.
    each: usize,
}

struct Member<'a> {
    evaluator: Evaluator<'a>,
    inputs: Inputs,
    /// What it has evaluated, with its discount factors.
    done: Vec<(Outcome, Vec<Lanes>)>,
}

impl Member<'_> {
    /// Draws and evaluates the batches that begin at some replications.
    fn evaluate(&mut self, sampler: &Sampler, starts: &[u64]) {
        for (&first, (outcome, discount)) in starts.iter().zip(&mut self.done) {
            sampler.draw(first, &mut self.inputs);
            self.evaluator.evaluate_into(&mut self.inputs, outcome);
            discount.clear();
            discount.extend_from_slice(self.evaluator.discount());
        }
    }
}

impl<'a> Crew<'a> {
    /// For the current rayon pool.
    pub fn new(prepared: &'a Prepared<'a>) -> Crew<'a> {
        let Prepared { scenario, sampler, .. } = prepared;
        let [least, most] = BATCHES;
        let each = (KEPT / scenario.administrations.len()).clamp(least, most);
        let member = |_| Member {
            evaluator: Evaluator::of_strategies(scenario, &[]),
            inputs: sampler.inputs(),
            done: (0..each).map(|_| (Outcome::new(scenario), Vec::new())).collect(),
        };
        Crew { prepared, members: (0..rayon::current_num_threads()).map(member).collect(), each }
    }

    /// Replications that all threads evaluate at once.
    pub fn round(&self) -> u64 {
        (self.members.len() * self.each * LANES) as u64
    }

    /// Draws, evaluates and tallies replications of the plan from a multiple of [`LANES`] on.
    pub fn run(
        &mut self,
        replications: Range<u64>,
        tallies: &mut [Tally],
        mut notes: Option<&mut Vec<Note>>,
    ) -> Result<(), NotFinite> {
        let Prepared { sampler, plan, followed, .. } = self.prepared;
        // A design deals batches out among its randomisations.
        let randomisation = |first: u64| plan.design.randomisations().map_or(0, |count| first / LANES as u64 % count);
        for start in replications.clone().step_by(self.round() as usize) {
            let end = replications.end.min(start + self.round());
            let starts: Vec<u64> = (start..end).step_by(LANES).collect();
            let shares: Vec<&[u64]> = starts.chunks(self.each).collect();
            self.members.par_iter_mut().zip(shares).for_each(|(member, share)| member.evaluate(sampler, share));
            let done = self.members.iter().flat_map(|member| &member.done).zip(&starts);
            let batches: Vec<Batch> = done
                .map(|((outcome, discount), &first)| Batch {
                    outcome,
                    discount,
                    first,
                    randomisation: randomisation(first) as usize,
                    length: LANES.min((end - first) as usize),
                })
                .collect();
            tally(&batches, tallies, notes.as_deref_mut().map(|notes| (followed, notes)))?;
        }
        Ok(())
    }
}

/// What was evaluated.
struct Batch<'a> {
    outcome: &'a Outcome,
    discount: &'a [Lanes],
    /// Its first replication.
    first: u64,
    /// Which randomisation it belongs to, if to any.
    randomisation: usize,
    /// How many of its replications count.
    length: usize,
}

/// Tallies all quantities of batches, in the order of the batches.
fn tally(
    batches: &[Batch],
    tallies: &mut [Tally],
    notes: Option<(&Followed, &mut Vec<Note>)>,
) -> Result<(), NotFinite> {
    let Some(first) = batches.first() else { return Ok(()) };
    let width = per_member(first.outcome);
    let administrations = first.outcome.shared.founders.len();
    let (totals, members) = tallies.split_at_mut(tallies.len() - width * administrations);
    let of_totals = Part { tallies: totals, members: 0..0, notes };
    let parts = members.chunks_mut(TOGETHER * width).enumerate().map(|(part, tallies)| {
        let start = part * TOGETHER;
        Part { members: start..start + tallies.len() / width, tallies, notes: None }
    });
    let parts: Vec<Part> = std::iter::once(of_totals).chain(parts).collect();
    let failed = parts.into_par_iter().enumerate().map_init(Vec::new, |values, (number, mut part)| {
        let error = part.tally(batches, values).err()?;
        Some((error.replication, number, error))
    });
    failed
        .flatten()
        .min_by_key(|&(replication, number, _)| (replication, number))
        .map_or(Ok(()), |(.., error)| Err(error))
}

/// Some of the quantities: those of some administrations, or the totals where there are none.
struct Part<'a> {
    tallies: &'a mut [Tally],
    members: Range<usize>,
    /// What is followed of totals, and the notes of it.
    notes: Option<(&'a Followed, &'a mut Vec<Note>)>,
}

impl Part<'_> {
    /// Tallies batches; `values` is room for all of them.
    fn tally(&mut self, batches: &[Batch], values: &mut Vec<Lanes>) -> Result<(), NotFinite> {
        let width = self.tallies.len();
        values.clear();
        values.resize(width * batches.len(), Lanes::ZERO);
        vectorised(
            #[inline(always)]
            || {
                for (batch, values) in batches.iter().zip(values.chunks_exact_mut(width)) {
                    let mut sink = InARow { values, next: 0 };
                    if self.members.is_empty() {
                        measure_totals(batch.outcome, batch.discount, Parts::ALL, &mut sink);
                    } else {
                        measure_members(batch.outcome, self.members.clone(), &mut sink);
                    }
                }
                self.add(batches, values)
            },
        )
    }

    /// Adds the values of batches, a row each; of several that are not finite, the first replication's is reported.
    #[inline(always)]
    fn add(&mut self, batches: &[Batch], values: &[Lanes]) -> Result<(), NotFinite> {
        let width = self.tallies.len();
        let mut failed: Option<NotFinite> = None;
        // One quantity after the other: what each does to its moments need not wait for the batch before.
        for (batch, row) in batches.iter().zip(values.chunks_exact(width)) {
            for (number, tally) in self.tallies.iter_mut().enumerate() {
                match tally.add(std::slice::from_ref(&row[number]), batch.length, batch.randomisation) {
                    Ok(powers) => tally.append(&powers, batch.randomisation),
                    Err(error) => {
                        let replication = batch.first + error.position as u64;
                        if failed.as_ref().is_none_or(|known| replication < known.replication) {
                            failed = Some(NotFinite::new(replication, tally.quantity, error.value));
                        }
                    }
                }
            }
            if let Some((followed, notes)) = &mut self.notes {
                notes.extend(followed.look(batch.first + batch.length as u64, self.tallies));
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Writes values one behind the other.
struct InARow<'a> {
    values: &'a mut [Lanes],
    next: usize,
}

impl Sink for InARow<'_> {
    #[inline(always)]
    fn put(&mut self, _: Quantity, value: Lanes) {
        self.values[self.next] = value;
        self.next += 1;
    }
}
