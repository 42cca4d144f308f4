//! What is not known, apart from what is chance (model.md section 7).
//!
//! Chance is what no study before signing could settle: overruns, events, losses in incidents, what is sunk, how long forming
//! takes, what can be salvaged. Everything else that is drawn is knowledge. A point of knowledge gives every input of
//! knowledge one value, the same in all replications; points are those of a Latin hypercube.

use super::design::{Draws, Hypercube, STEP};
use super::stream::{Batch, InputKey, Words, unit};
use crate::lanes::{LANES, Lanes};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;

/// What is not known of a scenario, and points of it.
pub struct Knowledge {
    /// Whether an input's draw is chance, by its dimension.
    chance: Vec<bool>,
    /// Keys of the draws of knowledge.
    keys: Vec<InputKey>,
    points: Hypercube,
}

/// A few neighbouring points: words by dimension.
pub struct KnownPoints(Vec<Words>);

/// The chance of some replications, with what is known held at one point.
pub(super) struct AtPoint<'a> {
    chance: Batch,
    knowledge: &'a Knowledge,
    points: &'a KnownPoints,
    /// Which of the points.
    lane: usize,
}

/// Whether an input is chance.
pub fn is_chance(row: Row) -> bool {
    match row {
        Row::Event(_) | Row::MemberEvent(..) => true,
        Row::Member(_, Member::MemberOverrun | Member::IncidentLoss) => true,
        Row::Global(
            Global::ConsortiumOverrun
            | Global::Overrun
            | Global::Loss
            | Global::Sunk
            | Global::Formation
            | Global::Salvage,
        ) => true,
        Row::Member(..) | Row::Global(_) | Row::Module(_) => false,
    }
}

impl Knowledge {
    /// Of the draws of a sampler: so many points.
    pub(super) fn new(draws: Vec<(InputKey, bool)>, points: Hypercube) -> Knowledge {
        let most = draws.iter().map(|(key, _)| key.dimension() as usize).max().unwrap_or_default();
        let mut chance = vec![true; most + 1];
        let mut keys = Vec::new();
        for (key, is_chance) in draws {
            chance[key.dimension() as usize] = is_chance;
            if !is_chance {
                keys.push(key);
            }
        }
        Knowledge { chance, keys, points }
    }

    /// Whether anything that is drawn is knowledge.
    pub fn is_any(&self) -> bool {
        !self.keys.is_empty()
    }

    /// The points from `LANES` times a number on.
    pub fn points(&self, number: u64) -> KnownPoints {
        let batch = self.points.batch(number * STEP);
        let mut words = vec![[0; LANES]; self.chance.len()];
        for &key in &self.keys {
            words[key.dimension() as usize] = batch.words(key);
        }
        KnownPoints(words)
    }
}

impl<'a> AtPoint<'a> {
    /// Of a batch of random draws.
    pub(super) fn new(chance: Batch, knowledge: &'a Knowledge, points: &'a KnownPoints, lane: usize) -> AtPoint<'a> {
        AtPoint { chance, knowledge, points, lane }
    }
}

impl Draws for AtPoint<'_> {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        let dimension = key.dimension() as usize;
        match self.knowledge.chance[dimension] {
            true => self.chance.words(key),
            false => [self.points.0[dimension][self.lane]; LANES],
        }
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        let words = self.words(key);
        Lanes::from_fn(|l| unit(words[l]))
    }
}
