//! Named draws: a word of 64 random bits belongs to (seed, input name, replication number), whoever asks for it.
//!
//! A counter is hashed, so there is no state to share or split: word = mix(mix'(seed, replication) ⊕ key(seed,
//! name)), with the 64-bit finaliser of splitmix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195, in
//! Stafford's variant 13) as `mix`. All batches of all inputs are addressed this way, on any thread. What a design does
//! to an input belongs likewise to (seed, input name, number of the randomisation).

use crate::lanes::LANES;

/// Changes whenever a change of the program alters a number under the same seed; results and CHANGELOG.md name it.
pub const STREAM_VERSION: u32 = 6;

/// Random bits of a batch.
pub type Words = [u64; LANES];

/// The golden ratio's odd neighbour in 64 bits: counters a step apart differ in half their bits.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline(always)]
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// All draws of a seed.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    seed: u64,
}

/// One input's draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputKey {
    name: u64,
    dimension: u32,
}

/// What one randomisation of a design does to one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeds(pub [u32; 8]);

/// The part of a batch's draws that all inputs share.
#[derive(Debug, Clone, Copy)]
pub struct Batch(Words);

impl Stream {
    /// Of a seed.
    pub fn new(seed: u64) -> Stream {
        Stream { seed: mix(seed.wrapping_add(STEP)) }
    }

    /// The draws of an input by its name (64-bit FNV-1a of the name).
    pub fn input(&self, name: &str) -> InputKey {
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        InputKey { name: mix(hash ^ self.seed.rotate_left(32)), dimension: 0 }
    }

    /// What randomisation `number` of a design does to an input.
    #[inline(always)]
    pub fn seeds(&self, key: InputKey, number: u64) -> Seeds {
        let start = mix(!self.seed.wrapping_add(number.wrapping_add(1).wrapping_mul(STEP))) ^ key.name;
        let mut seeds = [0; 8];
        for (k, pair) in seeds.chunks_exact_mut(2).enumerate() {
            let word = mix(start.wrapping_add((k as u64).wrapping_mul(STEP)));
            pair.copy_from_slice(&[(word >> 32) as u32, word as u32]);
        }
        Seeds(seeds)
    }

    /// The batch of replications from `first` on.
    #[inline(always)]
    pub fn batch(&self, first: u64) -> Batch {
        let mut words = [0; LANES];
        for (l, word) in words.iter_mut().enumerate() {
            *word = mix(self.seed.wrapping_add(first.wrapping_add(l as u64 + 1).wrapping_mul(STEP)));
        }
        Batch(words)
    }
}

impl InputKey {
    /// The same draws, with the number of the input's dimension in a design.
    pub fn in_dimension(self, dimension: u32) -> InputKey {
        InputKey { dimension, ..self }
    }

    /// The same input's draws in the second pick-freeze matrix, whose dimensions come after so many of the first.
    #[inline(always)]
    pub fn second(self, after: u32) -> InputKey {
        InputKey { name: mix(self.name ^ STEP), dimension: self.dimension + after }
    }

    /// The number of the input's dimension in a design.
    #[inline(always)]
    pub fn dimension(self) -> u32 {
        self.dimension
    }
}

impl Batch {
    /// An input's words.
    #[inline(always)]
    pub fn words(&self, key: InputKey) -> Words {
        let mut words = self.0;
        for word in &mut words {
            *word = mix(*word ^ key.name);
        }
        words
    }
}

/// A uniform number in [0, 1) from the upper 52 bits of a word.
#[inline(always)]
pub fn unit(word: u64) -> f64 {
    f64::from_bits((word >> 12) | 0x3ff0_0000_0000_0000) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_seed_name_and_replication() {
        let stream = Stream::new(7);
        let key = stream.input("module.a.size");
        let whole = stream.batch(0).words(key);
        let shifted = stream.batch(3).words(key);
        assert_eq!(whole[3..], shifted[..LANES - 3]);
        assert_ne!(whole, stream.batch(0).words(stream.input("module.b.size")));
        assert_ne!(whole, Stream::new(8).batch(0).words(Stream::new(8).input("module.a.size")));
    }

    /// Bits, pairs of inputs and neighbouring replications look independent. Each statistic is a mean of about
    /// 65,536 fair bits, so 4.5 standard errors raise a false alarm once in 150,000; there are about 200 of them.
    #[test]
    fn bits_are_fair_and_inputs_independent() {
        let stream = Stream::new(42);
        let (a, b) = (stream.input("a"), stream.input("b"));
        let batches = 65_536 / LANES;
        let mut ones = [0_u32; 64];
        let (mut between, mut after) = ([0_u32; 64], [0_u32; 64]);
        for batch in 0..batches {
            let batch = stream.batch((batch * LANES) as u64);
            let (x, y) = (batch.words(a), batch.words(b));
            for l in 0..LANES {
                for bit in 0..64 {
                    ones[bit] += (x[l] >> bit & 1) as u32;
                    between[bit] += ((x[l] ^ y[l]) >> bit & 1) as u32;
                    after[bit] += ((x[l] ^ x[(l + 1) % LANES]) >> bit & 1) as u32;
                }
            }
        }
        let half = f64::from(65_536 / 2);
        for counts in [ones, between, after] {
            for count in counts {
                assert!((f64::from(count) - half).abs() < 4.5 * 128.0, "{count} of 65536");
            }
        }
    }

    #[test]
    fn units_lie_in_their_interval() {
        assert_eq!(unit(0), 0.0);
        assert!(unit(u64::MAX) < 1.0);
    }
}
