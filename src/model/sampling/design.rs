//! Designs: how the points of a run are spread over the inputs' space.
//!
//! | design | when to use it |
//! | --- | --- |
//! | random | always right; any number of replications, errors from the replications themselves |
//! | Latin hypercube | each input spread evenly by itself: better where effects add up; the number of points must be known before |
//! | Sobol' | inputs spread evenly alone and a few together: best for means; the number of points is a power of two |
//!
//! A design other than random consists of [`RANDOMISATIONS`] independent randomisations of its points; each has uniform
//! marginals, so that every one estimates without bias, and the spread between them is the error of their mean.
//! Replications are numbered across the randomisations: batch b holds points 16⌊b/R⌋ to 16⌊b/R⌋ + 15 of randomisation b
//! mod R.
//!
//! What a point gives to an input is a fraction x/2^64; the tables take it as a word ([`word`]) whose value grows with
//! x.

mod latin_hypercube;
mod scramble;
mod sobol;
#[cfg(test)]
mod tests;

pub use latin_hypercube::Hypercube;
pub use sobol::{DIMENSIONS, Sobol};

use super::stream::{Batch, InputKey, Words, unit};
use crate::lanes::{LANES, Lanes, vectorised};
use serde::Serialize;
use std::str::FromStr;

/// Independent randomisations of a design, for its errors: their spread has 15 degrees of freedom.
pub const RANDOMISATIONS: u64 = 16;

/// 2^64.
const WHOLE: f64 = 18_446_744_073_709_551_616.0;

/// Replications with which every randomisation has a batch.
pub(super) const STEP: u64 = RANDOMISATIONS * LANES as u64;

/// How the points of a run are spread over the inputs' space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// Every draw for itself.
    Random,
    /// Each input in as many strata of equal probability as there are points, one point in each.
    LatinHypercube,
    /// Scrambled Sobol' points.
    Sobol,
}

/// A design and its number of replications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The design.
    pub design: Design,
    /// Number of replications, one that the design has.
    pub replications: u64,
}

/// A batch's draws by input.
pub trait Draws {
    /// Words for the tables.
    fn words(&self, key: InputKey) -> Words;

    /// Uniform numbers in [0, 1).
    fn units(&self, key: InputKey) -> Lanes;

    /// Whether an input is held, so that its words are its own even where it moves with others.
    #[inline(always)]
    fn holds(&self, _: InputKey) -> bool {
        false
    }
}

impl Design {
    /// All of them.
    pub const ALL: [Design; 3] = [Design::Random, Design::LatinHypercube, Design::Sobol];

    /// The word of the command line and of results.
    pub fn word(self) -> &'static str {
        match self {
            Design::Random => "random",
            Design::LatinHypercube => "latin-hypercube",
            Design::Sobol => "sobol",
        }
    }

    /// Number of independent randomisations; none of random draws, which are each for themselves.
    pub fn randomisations(self) -> Option<u64> {
        (self != Design::Random).then_some(RANDOMISATIONS)
    }

    /// Whether a run can go on from one number of replications to a larger one.
    pub fn can_grow(self) -> bool {
        self != Design::LatinHypercube
    }
}

impl FromStr for Design {
    type Err = String;

    fn from_str(text: &str) -> Result<Design, String> {
        let found = Design::ALL.into_iter().find(|design| design.word() == text);
        found.ok_or_else(|| format!("one of {}", Design::ALL.map(Design::word).join(", ")))
    }
}

impl Plan {
    /// The least number of replications that a design has and that is not below `asked`: 256·2^k for Sobol', 256·k for
    /// Latin hypercube.
    pub fn of(design: Design, asked: u64) -> Plan {
        let replications = match design {
            Design::Random => asked,
            Design::LatinHypercube => asked.div_ceil(STEP) * STEP,
            Design::Sobol => asked.div_ceil(STEP).next_power_of_two() * STEP,
        };
        Plan { design, replications }
    }

    /// The greatest number of replications that a design has and that is not above `most`, but at least its first.
    pub fn at_most(design: Design, most: u64) -> Plan {
        let up = Plan::of(design, most);
        let down = match design {
            _ if up.replications <= most => most,
            Design::Sobol => up.replications / 2,
            _ => up.replications - STEP,
        };
        Plan { design, replications: down.max(Plan::of(design, 1).replications) }
    }

    /// Points in each randomisation after a number of replications; none of random draws.
    pub fn points(self, replications: u64) -> Option<u64> {
        self.design.randomisations().map(|randomisations| replications / randomisations)
    }
}

/// The draws of any design, behind a pointer: what draws of them are made of need not be built for each.
pub struct Any<A>(pub A);

impl<A: Draws> Draws for Any<A> {
    fn words(&self, key: InputKey) -> Words {
        vectorised(
            #[inline(always)]
            || self.0.words(key),
        )
    }

    fn units(&self, key: InputKey) -> Lanes {
        vectorised(
            #[inline(always)]
            || self.0.units(key),
        )
    }
}

/// Pick-freeze draws, some inputs with those of a second matrix: the design of Saltelli (2010,
/// doi:10.1016/j.cpc.2009.09.018) for indices of sensitivity, by name instead of by column.
pub struct Mixed<'a> {
    /// Of all other inputs.
    pub first: &'a dyn Draws,
    /// Of those taken.
    pub second: &'a dyn Draws,
    /// Keys whose draws come from the second matrix.
    pub taken: &'a [InputKey],
}

impl Draws for Mixed<'_> {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        if self.taken.contains(&key) { self.second.words(key) } else { self.first.words(key) }
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        if self.taken.contains(&key) { self.second.units(key) } else { self.first.units(key) }
    }
}

/// The draws of the second pick-freeze matrix, independent of the first.
pub struct Second<'a> {
    /// The draws, asked for under other names.
    pub draws: &'a dyn Draws,
    /// Dimensions that the first matrix has.
    pub after: u32,
}

impl Draws for Second<'_> {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        self.draws.words(key.second(self.after))
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        self.draws.units(key.second(self.after))
    }
}

/// Draws of which some inputs are held at one probability.
pub struct Held<'a> {
    /// Of all other inputs.
    pub others: &'a dyn Draws,
    /// Keys of those held.
    pub keys: &'a [InputKey],
    /// The probability of lower values, above 0 and below 1.
    pub level: f64,
}

impl Draws for Held<'_> {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        if self.holds(key) { [word((self.level * WHOLE) as u64); LANES] } else { self.others.words(key) }
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        if self.holds(key) { Lanes::splat(self.level) } else { self.others.units(key) }
    }

    #[inline(always)]
    fn holds(&self, key: InputKey) -> bool {
        self.keys.contains(&key)
    }
}

/// Every input at its median.
pub struct Median;

impl Draws for Median {
    #[inline(always)]
    fn words(&self, _: InputKey) -> Words {
        [word(1 << 63); LANES]
    }

    #[inline(always)]
    fn units(&self, _: InputKey) -> Lanes {
        Lanes::splat(0.5)
    }
}

impl Draws for Batch {
    #[inline(always)]
    fn words(&self, key: InputKey) -> Words {
        Batch::words(self, key)
    }

    #[inline(always)]
    fn units(&self, key: InputKey) -> Lanes {
        units(&Batch::words(self, key))
    }
}

#[inline(always)]
fn units(words: &Words) -> Lanes {
    Lanes::from_fn(|l| unit(words[l]))
}

/// The randomisation that a batch of replications belongs to, and the number of its first point there.
fn place(first: u64) -> (u64, u64) {
    let batch = first / LANES as u64;
    (batch % RANDOMISATIONS, batch / RANDOMISATIONS * LANES as u64)
}

/// The word whose value in a table is the quantile of probability x/2^64: the upper half of all x takes the upper tail,
/// whose probability falls as x grows.
///
/// ```
/// use model::sampling::design::word;
/// use model::sampling::table::tails_of;
/// assert_eq!(tails_of(word(1 << 62)).below, 0.25 + 0.5_f64.powi(54));
/// assert_eq!(tails_of(word(3 << 62)).above, 0.25 - 0.5_f64.powi(54));
/// ```
#[inline(always)]
pub fn word(x: u64) -> u64 {
    let side = x >> 63;
    (((x << 1) ^ side.wrapping_neg()) & !1) | side
}

#[inline(always)]
fn folded(mut fractions: Words) -> Words {
    for x in &mut fractions {
        *x = word(*x);
    }
    fractions
}
