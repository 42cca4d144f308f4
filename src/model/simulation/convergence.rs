//! How the means that a choice may rest on settle while replications go by.
//!
//! The mean of each difference between two strategies is noted where the number of replications has grown by two fifths,
//! always at the end of a chunk, so that it is the same on any number of threads. A few tens of notes are kept of any run.

use super::Simulation;
use super::counted::Counted;
use super::measure::{Quantity, SavingQuantity};
use super::moments::{Moments, Sums};
use super::randomised;
use super::summary::minus;
use super::tally::Tally;
use crate::lanes::{LANES, Lanes, Mask};
use crate::results::{Best, RunningMean};
use crate::sampling::design::Plan;

/// Replications at the first note: of fewer an interval says little.
const LEAST: u64 = 32;
/// Batches of each randomisation at the first note of a design.
const LEAST_BATCHES: u64 = 2;

/// What is noted of followed tallies.
#[derive(Debug)]
pub struct Convergence {
    /// The numbers of the tallies.
    followed: Vec<usize>,
    /// What went before, by randomisation (one of random draws) and followed tally.
    before: Vec<Vec<Moments>>,
    /// Replications of the next note.
    next: u64,
    notes: Vec<Note>,
}

/// The means at some number of replications, with their standard errors.
#[derive(Debug)]
struct Note {
    replications: u64,
    means: Vec<(f64, Option<f64>)>,
}

/// The tallies that are followed: at equal service, of every pair of strategies.
pub fn followed(counted: &Counted) -> Vec<usize> {
    let is_followed =
        |quantity: &Quantity| matches!(quantity, Quantity::Saving(_, SavingQuantity::Cost) | Quantity::Difference(..));
    (0..counted.tallied.len()).filter(|&number| is_followed(&counted.tallied[number])).collect()
}

/// Moments of the first 1, 2, 4, … batches of a column of `length` values, as far as whole batches go.
pub fn beginnings(column: &[Lanes], length: usize) -> Vec<Moments> {
    let counts = (0..).map(|doublings| 1_usize << doublings).take_while(|count| count * LANES < length);
    let moments = |count: usize| {
        let mut sums = Sums::around(&column[0], Mask::from_fn(|_| true));
        sums.add(&column[..count]);
        sums.moments()
    };
    counts.map(moments).collect()
}

impl Convergence {
    /// Nothing noted yet.
    pub fn new(counted: &Counted, plan: Plan) -> Convergence {
        let followed = followed(counted);
        let randomisations = plan.design.randomisations();
        Convergence {
            before: vec![vec![Moments::default(); followed.len()]; randomisations.unwrap_or(1) as usize],
            next: randomisations.map_or(LEAST, |count| count * LEAST_BATCHES * LANES as u64),
            followed,
            notes: Vec::new(),
        }
    }

    /// Takes what tasks have found, in the order of replications: moments of followed tallies up to the end of chunk after
    /// chunk of each. Of a design each randomisation has a task, and all are equally far.
    pub fn take(&mut self, tasks: &[&[Vec<Moments>]]) {
        for side_by_side in tasks.chunks(self.before.len()) {
            let chunks = side_by_side.iter().map(|task| task.len()).min().unwrap_or_default();
            for chunk in 0..chunks {
                let is_last = chunk + 1 == chunks;
                let count: u64 = self.counts(side_by_side, chunk).sum();
                if count < self.next && !is_last {
                    continue;
                }
                let until = self.until(side_by_side, chunk);
                if count >= self.next {
                    self.note(count, means(&until));
                }
                if is_last {
                    self.before = until;
                }
            }
        }
    }

    /// Replications of each randomisation up to the end of a chunk.
    fn counts<'a>(&'a self, tasks: &'a [&[Vec<Moments>]], chunk: usize) -> impl Iterator<Item = u64> + 'a {
        let count = |moments: &Vec<Moments>| moments.first().map_or(0, Moments::count);
        self.before.iter().zip(tasks).map(move |(before, task)| count(before) + count(&task[chunk]))
    }

    /// Everything up to the end of a chunk.
    fn until(&self, tasks: &[&[Vec<Moments>]], chunk: usize) -> Vec<Vec<Moments>> {
        let mut until = self.before.clone();
        for (before, task) in until.iter_mut().zip(tasks) {
            before.iter_mut().zip(&task[chunk]).for_each(|(before, more)| before.merge(more));
        }
        until
    }

    /// Looks at tallies that hold everything so far.
    pub fn look(&mut self, tallies: &[Tally]) {
        let count = self.followed.first().map_or(0, |&first| tallies[first].moments().count());
        if count >= self.next {
            let mean = |&number: &usize| {
                let tally = &tallies[number];
                (tally.moments().mean().unwrap_or_default(), tally.standard_error())
            };
            self.note(count, self.followed.iter().map(mean).collect());
        }
    }

    fn note(&mut self, replications: u64, means: Vec<(f64, Option<f64>)>) {
        self.notes.push(Note { replications, means });
        self.next = replications + (2 * replications).div_ceil(5);
    }
}

/// Mean and standard error of each followed tally: of several randomisations from the spread between them.
fn means(until: &[Vec<Moments>]) -> Vec<(f64, Option<f64>)> {
    let of = |number: usize| {
        let each = until.iter().map(|moments| &moments[number]);
        let mut all = Moments::default();
        each.clone().for_each(|moments| all.merge(moments));
        let error = match until.len() {
            1 => all.standard_error(),
            _ => {
                let means = each.filter_map(|moments| Some((moments.count() as f64, moments.mean()?)));
                randomised::error(&means.collect::<Vec<_>>())
            }
        };
        (all.mean().unwrap_or_default(), error)
    };
    (0..until.first().map_or(0, Vec::len)).map(of).collect()
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
        let Some(column) = place.and_then(|place| self.convergence.followed.iter().position(|own| *own == place))
        else {
            return Vec::new();
        };
        let mean = |note: &Note| {
            let (mean, standard_error) = note.means[column];
            RunningMean { replications: note.replications, mean, standard_error }
        };
        self.convergence.notes.iter().map(mean).collect()
    }
}
