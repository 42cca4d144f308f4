//! Latin hypercube: each input in as many strata of equal probability as there are points, one point in each.
//!
//! Use it where effects of inputs add up and the number of points is known beforehand; what remains is the variance that comes
//! of inputs acting together (Stein 1987, doi:10.1080/00401706.1987.10488205). Of n points the i-th gives an input
//!
//! ```text
//! x = (π(i) + u)/n,   π a permutation of 0 … n − 1 for each input,  u uniform in [0, 1) from the plain random word
//! ```
//!
//! (McKay, Beckman & Conover 1979, doi:10.1080/00401706.1979.10489755). The permutation is computed, not stored: four rounds of
//! sum, product and shift, each one to one on numbers of w bits, 2^w ≥ n, and again while the result is n or more.
//!
//! Cost: a run takes a quarter longer than by random draws, its errors included.

use super::{Draws, RANDOMISATIONS, folded, place, units};
use crate::lanes::Lanes;
use crate::sampling::stream::{Batch, InputKey, Seeds, Stream, Words};

/// Where batches of a Latin hypercube come from.
#[derive(Debug, Clone, Copy)]
pub struct Hypercube {
    stream: Stream,
    permutation: Permutation,
    /// Height of a stratum, in 2^−64.
    height: u64,
}

/// A batch of one randomisation's points.
#[derive(Debug, Clone, Copy)]
pub struct HypercubeBatch {
    hypercube: Hypercube,
    plain: Batch,
    randomisation: u64,
    first: u32,
}

/// Permutations of a number of things.
#[derive(Debug, Clone, Copy)]
pub struct Permutation {
    count: u32,
    mask: u32,
    shift: u32,
}

impl Hypercube {
    /// Of a seed's stream, for a number of replications in all randomisations together.
    pub fn new(stream: Stream, replications: u64) -> Hypercube {
        let points = (replications / RANDOMISATIONS).max(2);
        Hypercube { stream, permutation: Permutation::new(points as u32), height: u64::MAX / points }
    }

    /// Of a seed's stream, for a number of points in each randomisation.
    pub fn apart(stream: Stream, points: u64) -> Hypercube {
        Hypercube::new(stream, points * RANDOMISATIONS)
    }

    /// The batch of replications from `first` on, a multiple of [`crate::lanes::LANES`].
    #[inline(always)]
    pub fn batch(&self, first: u64) -> HypercubeBatch {
        let (randomisation, point) = place(first);
        HypercubeBatch { hypercube: *self, plain: self.stream.batch(first), randomisation, first: point as u32 }
    }
}

impl HypercubeBatch {
    /// An input's fractions of 2^64.
    #[inline(always)]
    pub fn fractions(&self, key: InputKey) -> Words {
        let Hypercube { stream, permutation, height } = self.hypercube;
        let seeds = stream.seeds(key, self.randomisation);
        let mut fractions = self.plain.words(key);
        for (l, fraction) in fractions.iter_mut().enumerate() {
            let stratum = u64::from(permutation.of(self.first + l as u32, &seeds));
            let within = (u128::from(*fraction) * u128::from(height)) >> 64;
            *fraction = stratum * height + within as u64;
        }
        fractions
    }
}

impl Permutation {
    /// Of the numbers below `count`, at least 2 of them.
    pub fn new(count: u32) -> Permutation {
        let bits = (count - 1).ilog2() + 1;
        Permutation { count, mask: u32::MAX >> (u32::BITS - bits), shift: bits.div_ceil(2) }
    }

    /// Where a number goes.
    #[inline(always)]
    pub fn of(&self, number: u32, seeds: &Seeds) -> u32 {
        let mut x = number;
        loop {
            for round in seeds.0.chunks_exact(2) {
                x = x.wrapping_add(round[0]).wrapping_mul(round[1] | 1) & self.mask;
                x ^= x >> self.shift;
            }
            if x < self.count {
                return x;
            }
        }
    }
}

impl Draws for HypercubeBatch {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        folded(self.fractions(key))
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        units(&self.fractions(key))
    }
}
