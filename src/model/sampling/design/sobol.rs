//! Sobol' points with Owen's scrambling: evenly spread in each dimension, and in the first of them a few together.
//!
//! Use it for means and probabilities of many inputs of which few matter; it needs 2^k points, of which the first 2^j < 2^k are
//! the points of the shorter run. Digit vectors of point i in dimension d are the sum modulo 2 of the direction numbers
//! v_dj over the digits j of i that are 1:
//!
//! ```text
//! x_i = ⊕ { v_j : bit j of i is 1 },   v_j = v_{j−s} ⊕ v_{j−s}/2^s ⊕ Σ_k a_k·v_{j−k}   for a polynomial of degree s
//! ```
//!
//! Points of 32 digits are scrambled, each input by itself; the digits after them are the plain random word's, as nested
//! scrambling of further digits would make them. Variance of a mean of n points: at most e times that of random draws,
//! o(1/n) always, n⁻³ (log n)^(d−1) for smooth functions of d inputs.
//!
//! Direction numbers of the first [`DIMENSIONS`] dimensions are those of Joe & Kuo (2008, doi:10.1137/070709359; the file
//! beside this one). Inputs beyond begin again with the first dimension, their points in an order shuffled by a scrambling of
//! the number i: each is spread as evenly as any, and with the inputs before it no better than at random. A power of two of first
//! points stays a net, so that shorter runs still begin longer ones; a Latin hypercube there would not allow that.
//!
//! Cost: a run takes a fifth longer than by random draws, its errors included.
//!
//! Owen, A. B. (1997), Scrambled net variance for integrals of smooth functions, doi:10.1214/aos/1031594731.

use super::scramble::scrambled;
use super::{Draws, folded, place, units};
use crate::lanes::{LANES, Lanes};
use crate::sampling::stream::{Batch, InputKey, Stream, Words};
use std::sync::LazyLock;

/// Dimensions with direction numbers of their own.
pub const DIMENSIONS: u32 = 1024;

/// Digits of a point, and of its number.
const DIGITS: usize = 32;

/// Digits of a point's number that tell the lanes of a batch apart.
const LANE_DIGITS: usize = LANES.trailing_zeros() as usize;

/// The direction numbers of a dimension, the first digit lowest.
type Directions = [u32; DIGITS];

static DIRECTIONS: LazyLock<Vec<Directions>> = LazyLock::new(|| {
    let lines = include_str!("directions.txt").lines().filter(|line| !line.starts_with('#'));
    let first = std::array::from_fn(|j| 1 << (DIGITS - 1 - j));
    std::iter::once(first).chain(lines.map(directions)).map(|numbers| numbers.map(u32::reverse_bits)).collect()
});

/// From a polynomial with both ends and m_1 to m_s; the first digit highest.
fn directions(line: &str) -> Directions {
    // A test holds that all of them are numbers.
    let mut numbers = line.split(' ').filter_map(|number| number.parse::<u32>().ok());
    let polynomial = numbers.next().unwrap_or(1);
    let degree = polynomial.ilog2() as usize;
    let mut v = [0; DIGITS];
    for (j, m) in numbers.enumerate() {
        v[j] = m << (DIGITS - 1 - j);
    }
    for j in degree..DIGITS {
        v[j] = v[j - degree] ^ (v[j - degree] >> degree);
        for k in 1..degree {
            if polynomial >> (degree - k) & 1 == 1 {
                v[j] ^= v[j - k];
            }
        }
    }
    v
}

/// Where batches of scrambled Sobol' points come from.
#[derive(Debug, Clone, Copy)]
pub struct Sobol {
    stream: Stream,
    directions: &'static [Directions],
}

/// A batch of one randomisation's points.
#[derive(Debug, Clone, Copy)]
pub struct SobolBatch {
    sobol: Sobol,
    plain: Batch,
    randomisation: u64,
    /// Number of the first point.
    first: u32,
}

impl Sobol {
    /// Of a seed's stream.
    pub fn new(stream: Stream) -> Sobol {
        Sobol { stream, directions: &DIRECTIONS }
    }

    /// The batch of replications from `first` on, a multiple of [`crate::lanes::LANES`].
    #[inline(always)]
    pub fn batch(&self, first: u64) -> SobolBatch {
        let (randomisation, point) = place(first);
        SobolBatch { sobol: *self, plain: self.stream.batch(first), randomisation, first: point as u32 }
    }
}

impl SobolBatch {
    /// An input's fractions of 2^64.
    #[inline(always)]
    pub fn fractions(&self, key: InputKey) -> Words {
        let mut fractions = self.plain.words(key);
        let seeds = self.sobol.stream.seeds(key, self.randomisation);
        let (round, dimension) = (key.dimension() / DIMENSIONS, key.dimension() % DIMENSIONS);
        let directions = &self.sobol.directions[dimension as usize];
        let points = if round == 0 { in_order(directions, self.first) } else { self.shuffled(directions, round) };
        for (fraction, point) in fractions.iter_mut().zip(points) {
            let digits = scrambled(point, &seeds).reverse_bits();
            *fraction = (u64::from(digits) << 32) | (*fraction >> 32);
        }
        fractions
    }

    /// Points in the shuffled order of inputs beyond the last dimension.
    #[cold]
    #[inline(never)]
    fn shuffled(&self, directions: &Directions, round: u32) -> [u32; LANES] {
        let order = self.sobol.stream.input(&format!("sobol.order.{round}"));
        let seeds = self.sobol.stream.seeds(order, self.randomisation);
        let shuffled = |number: u32| scrambled(number.reverse_bits(), &seeds).reverse_bits();
        // Numbers that differ in the last digits only still do: the batch is one of these points, its lanes in another order.
        let first = shuffled(self.first);
        let points = in_order(directions, first & !(LANES as u32 - 1));
        std::array::from_fn(|l| points[shuffled(self.first + l as u32) as usize % LANES])
    }
}

/// The points from number `first` on, a multiple of [`crate::lanes::LANES`], the first digit lowest.
#[inline(always)]
fn in_order(directions: &Directions, first: u32) -> [u32; LANES] {
    let (mut start, mut left) = (0, first);
    while left != 0 {
        start ^= directions[left.trailing_zeros() as usize];
        left &= left - 1;
    }
    let mut points = [start; LANES];
    for (l, point) in points.iter_mut().enumerate() {
        for (digit, direction) in directions[..LANE_DIGITS].iter().enumerate() {
            *point ^= if l >> digit & 1 == 1 { *direction } else { 0 };
        }
    }
    points
}

impl Draws for SobolBatch {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        folded(self.fractions(key))
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        units(&self.fractions(key))
    }
}

/// A batch of points before they are scrambled, the first digit lowest.
#[cfg(test)]
pub fn plain(dimension: u32, first: u32) -> [u32; LANES] {
    in_order(&DIRECTIONS[dimension as usize], first)
}
