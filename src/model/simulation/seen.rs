//! What was seen of some replications of a run, whichever they are: it adds up in any order.

use super::convergence::Between;
use super::moments::{PowerSums, Powers};
use super::stored::{Damaged, Reader, Stored, Writer};
use super::tally::Tally;
use rayon::prelude::*;
use std::collections::btree_map::Entry;

/// Tallies and sums of the replications that were done.
#[derive(Debug, Clone)]
pub struct Seen {
    /// What does not depend on powers.
    pub tallies: Vec<Tally>,
    /// Sums of powers, by randomisation (one of random draws) and tally.
    pub sums: Vec<Vec<PowerSums>>,
    /// Sums of powers of what is followed.
    pub between: Between,
}

impl Seen {
    /// Nothing, with the tallies that are to be filled.
    pub fn nothing(tallies: Vec<Tally>, randomisations: usize) -> Seen {
        let sums = vec![vec![PowerSums::default(); tallies.len()]; randomisations];
        Seen { tallies, sums, between: Between::new() }
    }

    /// Takes the powers of a task of one randomisation.
    pub fn take(&mut self, randomisation: usize, powers: &[Powers]) {
        self.sums[randomisation].iter_mut().zip(powers).for_each(|(sums, powers)| sums.add(powers));
    }

    /// Takes what was seen of other replications.
    pub fn merge(&mut self, other: &Seen) {
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(tally, more)| tally.merge(more));
        let more = other.sums.iter().flatten();
        self.sums.iter_mut().flatten().zip(more).for_each(|(sums, more)| sums.merge(more));
        for (&note, more) in &other.between {
            match self.between.entry(note) {
                Entry::Vacant(entry) => {
                    entry.insert(more.clone());
                }
                Entry::Occupied(mut entry) => {
                    entry.get_mut().iter_mut().zip(more).for_each(|(sums, more)| sums.merge(more));
                }
            }
        }
    }

    /// One tally with its moments, ready for questions, of all that several have seen.
    pub fn tally<'a>(all: impl Iterator<Item = &'a Seen> + Clone, column: usize) -> Option<Tally> {
        let mut seen = all.clone();
        let first = seen.next()?;
        let mut tally = first.tallies[column].clone();
        seen.for_each(|other| tally.merge(&other.tallies[column]));
        let of_randomisation = |number: usize| {
            let mut sums = PowerSums::default();
            all.clone().for_each(|seen| sums.merge(&seen.sums[number][column]));
            sums
        };
        let sums: Vec<PowerSums> = (0..first.sums.len()).map(of_randomisation).collect();
        tally.settle(sums.iter());
        tally.close();
        Some(tally)
    }

    /// All tallies with their moments, ready for questions.
    pub fn settled(self) -> Vec<Tally> {
        let Seen { tallies, sums, .. } = self;
        let settled = |(column, mut tally): (usize, Tally)| {
            tally.settle(sums.iter().map(|sums| &sums[column]));
            tally.close();
            tally
        };
        tallies.into_par_iter().enumerate().map(settled).collect()
    }
}

/// Tallies, sums, then sums of what is followed by note.
impl Stored for Seen {
    fn store(&self, to: &mut Writer) {
        self.tallies.iter().for_each(|tally| tally.store(to));
        self.sums.iter().flatten().for_each(|sums| sums.store(to));
        to.whole(self.between.len() as u64);
        for (&note, sums) in &self.between {
            to.whole(note as u64);
            to.whole(sums.len() as u64);
            sums.iter().for_each(|sums| sums.store(to));
        }
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        self.tallies.iter_mut().try_for_each(|tally| tally.restore(from))?;
        self.sums.iter_mut().flatten().try_for_each(|sums| sums.restore(from))?;
        for _ in 0..from.whole()? {
            let note = from.small()?;
            let mut sums = Vec::new();
            for _ in 0..from.whole()? {
                let mut one = PowerSums::default();
                one.restore(from)?;
                sums.push(one);
            }
            self.between.insert(note, sums);
        }
        Ok(())
    }
}
