//! How the means that a choice may rest on settle while replications go by.
//!
//! The mean of each difference between two strategies is noted at fixed numbers of replications, 32, 48, 64, 96, 128 and so on: a few
//! tens of notes of any run, the same on any number of threads and by any parts.

use super::Simulation;
use super::counted::Counted;
use super::measure::{Quantity, SavingQuantity};
use super::moments::{PowerSums, Powers};
use super::randomised;
use super::summary::minus;
use super::tally::Tally;
use crate::lanes::LANES;
use crate::results::{Best, RunningMean};
use crate::sampling::design::Plan;
use std::collections::BTreeMap;

/// Replications at the first note: of fewer an interval says little.
const LEAST: u64 = 32;
/// Batches of each randomisation at the first note of a design.
const LEAST_BATCHES: u64 = 2;

/// What is followed, and where it is noted.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The numbers of the tallies.
    pub columns: Vec<usize>,
    /// Numbers of replications of the notes, ascending: whole batches of every randomisation.
    points: Vec<u64>,
    randomisations: usize,
}

/// Sums of powers of what is followed between two notes: before each, by randomisation and followed tally.
pub type Between = BTreeMap<usize, Vec<PowerSums>>;

/// The means at some number of replications, with their standard errors.
#[derive(Debug)]
pub struct Note {
    replications: u64,
    means: Vec<(f64, Option<f64>)>,
}

impl Followed {
    /// Of a plan: at equal service, of every pair of strategies.
    pub fn of(counted: &Counted, plan: Plan) -> Followed {
        let is_followed = |quantity: &Quantity| {
            matches!(quantity, Quantity::Saving(_, SavingQuantity::Cost) | Quantity::Difference(..))
        };
        let columns = (0..counted.tallied.len()).filter(|&number| is_followed(&counted.tallied[number])).collect();
        let randomisations = plan.design.randomisations();
        let first = randomisations.map_or(LEAST, |count| count * LEAST_BATCHES * LANES as u64);
        let points = std::iter::successors(Some(first), |&point| Some(2 * point));
        let points = points.flat_map(|point| [point, point + point / 2]);
        let points = points.take_while(|&point| point <= plan.replications).collect();
        Followed { columns, points, randomisations: randomisations.unwrap_or(1) as usize }
    }

    /// The note before which a replication is done; none after the last.
    pub fn before(&self, replication: u64) -> Option<usize> {
        let note = self.points.partition_point(|&point| point <= replication);
        (note < self.points.len()).then_some(note)
    }

    /// Adds the powers of one followed tally.
    pub fn add(&self, between: &mut Between, note: usize, (randomisation, number): (usize, usize), powers: &Powers) {
        let sums = between.entry(note).or_insert_with(|| self.nothing());
        sums[randomisation * self.columns.len() + number].add(powers);
    }

    /// Sums between two notes where nothing was seen.
    pub fn nothing(&self) -> Vec<PowerSums> {
        vec![PowerSums::default(); self.columns.len() * self.randomisations]
    }

    /// The notes up to a number of replications, all of which were done.
    pub fn notes(&self, between: &Between, done: u64, tallies: &[Tally]) -> Vec<Note> {
        let mut all = self.nothing();
        let reached = self.points.iter().take_while(|&&point| point <= done).enumerate();
        let note = |(number, &replications): (usize, &u64)| {
            let more = between.get(&number).into_iter().flatten();
            all.iter_mut().zip(more).for_each(|(all, more)| all.merge(more));
            let columns = self.columns.iter().enumerate();
            let mean = |(number, &column): (usize, &usize)| {
                let each = all.iter().skip(number).step_by(self.columns.len());
                mean(each, tallies[column].pivot())
            };
            Note { replications, means: columns.map(mean).collect() }
        };
        reached.map(note).collect()
    }

    /// A note of tallies that hold all of some replications, if one is due there.
    pub fn look(&self, done: u64, tallies: &[Tally]) -> Option<Note> {
        self.points.binary_search(&done).ok()?;
        let mean = |&number: &usize| {
            let tally = &tallies[number];
            (tally.moments().mean().unwrap_or_default(), tally.standard_error())
        };
        Some(Note { replications: done, means: self.columns.iter().map(mean).collect() })
    }
}

/// Mean and standard error of a followed tally: of several randomisations from the spread between them.
fn mean<'a>(each: impl Iterator<Item = &'a PowerSums> + Clone, pivot: f64) -> (f64, Option<f64>) {
    let mut all = PowerSums::default();
    each.clone().for_each(|sums| all.merge(sums));
    let all = all.moments(pivot);
    let error = match each.clone().count() {
        1 => all.standard_error(),
        _ => {
            let means = each.filter_map(|sums| Some((sums.count as f64, sums.moments(pivot).mean()?)));
            randomised::error(&means.collect::<Vec<_>>())
        }
    };
    (all.mean().unwrap_or_default(), error)
}

impl Simulation {
    /// The choice with how its mean settled, where it has a mean.
    pub(super) fn with_settling(&self, best: Best) -> Best {
        if best.cheaper_by.mean.is_none() {
            return best;
        }
        let upright = self.settling(minus(best.rival, best.strategy));
        let reverse = || self.settling(minus(best.strategy, best.rival)).into_iter().map(RunningMean::negated);
        Best { settling: if upright.is_empty() { reverse().collect() } else { upright }, ..best }
    }

    /// How the mean of a quantity settled; nothing where it was not followed.
    fn settling(&self, quantity: Quantity) -> Vec<RunningMean> {
        let place = self.counted.place(quantity);
        let Some(column) = place.and_then(|place| self.followed.columns.iter().position(|own| *own == place)) else {
            return Vec::new();
        };
        let mean = |note: &Note| {
            let (mean, standard_error) = note.means[column];
            RunningMean { replications: note.replications, mean, standard_error }
        };
        self.notes.iter().map(mean).collect()
    }
}
