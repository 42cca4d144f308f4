//! Tables of quantile functions: from 64 random bits, or a normal score, to a value in a few nanoseconds.
//!
//! Use [`Table`] for independent inputs and [`ScoreTable`] for correlated ones; use [`Distribution::quantile`] where a
//! few values are needed. A word's lowest bit chooses the tail and its upper 52 bits the probability p in that tail
//! ([`tails_of`]). The exponent of p and its first 3 to 5 bits choose a cell, a row of four coefficients; the other
//! bits are the place s in the cell; the value is
//!
//! ```text
//! ((c3·s + c2)·s + c1)·s + c0,  kept within the bounds
//! ```
//!
//! with + and × only, so that every instruction set gives the same bits. A cell that a cubic does not follow to 1e-7 of
//! P99 − P1 or of the distance from the median, whichever is larger, is split into 64; where that does not do, and
//! beyond 2^-41 in each tail, the exact quantile is taken. A value with a probability of its own has whole cells, or
//! the exact quantile, so that it comes as often as it should.
//!
//! Cost: 32 KiB a table (64 or 128 for heavy tails); 0.1 to 3 ms to build, more for gamma and beta of large shapes (8
//! ms at 1e5, 0.4 s at 1e6); on a busy Xeon 2.1 to 2.6 ns a value with AVX2 and 3 to 4 with SSE2, half as much again
//! where cells are split, and the exact quantile for lists of very many values.
//!
//! ```
//! use model::distribution::Distribution;
//! use model::sampling::table::{Table, tails_of};
//! let pert = Distribution::pert(1.0, 1.5, 2.2)?;
//! let table = Table::of(&pert);
//! let word = 0x9e37_79b9_7f4a_7c15;
//! assert!((table.value(word) - pert.quantile(tails_of(word))).abs() < 1e-7);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

mod fit;
mod marks;
mod scores;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

pub use scores::ScoreTable;

use crate::distribution::{Distribution, Tails};
use crate::lanes::LANES;
use fit::{Fit, Row, follows};

/// Bits of the mantissa of a number.
const MANTISSA: u32 = 52;
/// Cells reach down to 2^-41 in each tail.
const OCTAVES: usize = 40;
const DEEPEST: f64 = 1.0 / (1u64 << (OCTAVES + 1)) as f64;
/// Finer cells are tried when more than this probability, or more than so many cells, would need splitting.
const MOST_SPLIT: (f64, usize) = (1.0 / 16.0, 24);
/// Cells of less probability are not split.
const LEAST_SPLIT: f64 = 1e-6;

/// The tail probabilities that a word stands for: the low bit chooses the tail, the upper 52 bits k its probability (k
/// + ½)/2^53, strictly between 0 and ½.
pub fn tails_of(word: u64) -> Tails {
    tails(word & 1, 0.5 * twice_tail(word))
}

/// Tail probabilities with a given one in the lower (0) or upper (1) tail.
fn tails(side: u64, tail: f64) -> Tails {
    if side == 0 { Tails::from_below(tail) } else { Tails::from_above(tail) }
}

/// The number in [1, 2) with the given bits after the point, less 1.
#[inline(always)]
fn fraction(bits: u64) -> f64 {
    f64::from_bits(1.0f64.to_bits() | bits) - 1.0
}

/// Twice the tail probability of a word.
#[inline(always)]
fn twice_tail(word: u64) -> f64 {
    fraction(word >> 12) + 0.5 * f64::EPSILON
}

/// The row of a word and the place in its cell.
#[inline(always)]
fn place<const BITS: u32, const ROWS: usize>(word: u64) -> (usize, f64) {
    let twice = twice_tail(word);
    let rest = (twice.to_bits() << BITS) & (f64::MIN_POSITIVE.to_bits() - 1);
    (row_of::<BITS, ROWS>(twice, word & 1), fraction(rest))
}

/// The row of a tail probability: the lowest 6 bits of the exponent tell all 53 octaves apart.
#[inline(always)]
fn row_of<const BITS: u32, const ROWS: usize>(twice: f64, side: u64) -> usize {
    let half = (ROWS / 2) as u64;
    let cell = (twice.to_bits() >> (MANTISSA - BITS)) & (half - 1);
    (cell | ((side << half.trailing_zeros()) & half)) as usize
}

/// Rows of both tails, the upper tail's in the second half; how many depends on the bits that choose a cell.
#[derive(Debug, Clone)]
enum Rows {
    Three(Box<[Row; 1024]>),
    Four(Box<[Row; 2048]>),
    Five(Box<[Row; 4096]>),
}

/// A quantile function in the scale of probabilities, for words of 64 random bits.
#[derive(Debug, Clone)]
pub struct Table {
    distribution: Distribution,
    rows: Rows,
    /// Rows of the cells that are split, 64 each.
    finer: Vec<Row>,
    low: f64,
    high: f64,
    max_error: f64,
}

/// Finer than other tables: a lognormal's error is sigma times that of its score.
static NORMAL: LazyLock<Table> = LazyLock::new(|| {
    let normal = Distribution::STANDARD_NORMAL;
    let built = build::<4, 2048>(&Fit::new(&normal), None);
    Table::with(&normal, built.map(|(rows, finer, error)| (Rows::Four(rows), finer, error)))
});

/// The table of the standard normal, from words to scores: 64 KiB, exact to 2e-8.
pub fn normal_table() -> &'static Table {
    &NORMAL
}

impl Table {
    /// Table in the scale of probabilities, for words of 64 random bits.
    pub fn of(distribution: &Distribution) -> Table {
        let fit = Fit::new(distribution);
        let built =
            build::<3, 1024>(&fit, Some(MOST_SPLIT)).map(|(rows, finer, error)| (Rows::Three(rows), finer, error));
        let built = built.or_else(|| {
            build::<4, 2048>(&fit, Some(MOST_SPLIT)).map(|(rows, finer, error)| (Rows::Four(rows), finer, error))
        });
        let built =
            built.or_else(|| build::<5, 4096>(&fit, None).map(|(rows, finer, error)| (Rows::Five(rows), finer, error)));
        Table::with(distribution, built)
    }

    /// With its rows, finer rows and largest error; without rows every value is found exactly.
    fn with(distribution: &Distribution, built: Option<(Rows, Vec<Row>, f64)>) -> Table {
        let (rows, finer, max_error) = built.unwrap_or((Rows::Three(Box::new([Row::EXACT; 1024])), Vec::new(), 0.0));
        let (low, high) = distribution.bounds();
        Table { distribution: distribution.clone(), rows, finer, low, high, max_error }
    }

    /// Table in the scale of normal scores z, value(Φ(z)), for correlated inputs.
    pub fn of_scores(distribution: &Distribution) -> ScoreTable {
        ScoreTable::of(distribution)
    }

    /// Largest error found when the table was built, relative to P99 − P1 or, further out, to the distance from the
    /// median.
    pub fn max_error(&self) -> f64 {
        self.max_error
    }

    /// The value for a word.
    pub fn value(&self, word: u64) -> f64 {
        let mut value = [0.0];
        self.fill(&[word], &mut value);
        value[0]
    }

    /// The values for words; both slices of the same length.
    #[inline(always)]
    pub fn fill(&self, words: &[u64], out: &mut [f64]) {
        let rare = match &self.rows {
            Rows::Three(rows) => fill::<3, 1024>(rows, words, out, self.low, self.high),
            Rows::Four(rows) => fill::<4, 2048>(rows, words, out, self.low, self.high),
            Rows::Five(rows) => fill::<5, 4096>(rows, words, out, self.low, self.high),
        };
        if rare {
            self.patch(words, out);
        }
    }

    /// Fills what the rows left open.
    #[cold]
    #[inline(never)]
    fn patch(&self, words: &[u64], out: &mut [f64]) {
        for (word, value) in words.iter().zip(out).filter(|(_, value)| value.is_nan()) {
            let found = match &self.rows {
                Rows::Three(rows) => finer::<3, 1024>(rows, &self.finer, *word),
                Rows::Four(rows) => finer::<4, 2048>(rows, &self.finer, *word),
                Rows::Five(rows) => finer::<5, 4096>(rows, &self.finer, *word),
            };
            *value = match found {
                Some(found) => keep_within(found, self.low, self.high),
                None => self.distribution.quantile(tails_of(*word)),
            };
        }
    }
}

/// Like `clamp`, but what is not a number stays so.
#[inline(always)]
fn keep_within(value: f64, low: f64, high: f64) -> f64 {
    let value = if value < low { low } else { value };
    if value > high { high } else { value }
}

/// Values of all words whose cell has a row; the others are not numbers. Tells whether there are others.
#[inline(always)]
fn fill<const BITS: u32, const ROWS: usize>(
    rows: &[Row; ROWS],
    words: &[u64],
    out: &mut [f64],
    low: f64,
    high: f64,
) -> bool {
    in_lanes(
        words,
        out,
        #[inline(always)]
        |words, out| {
            let (mut places, mut within) = ([0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                (places[l], within[l]) = place::<BITS, ROWS>(words[l]);
            }
            look_up(rows, &places, &within, out, low, high)
        },
    )
}

/// Goes through slices of the same length a batch at a time; tells whether any was told to hold something rare.
#[inline(always)]
fn in_lanes<T: Copy + Default>(
    from: &[T],
    out: &mut [f64],
    mut each: impl FnMut(&[T; LANES], &mut [f64; LANES]) -> bool,
) -> bool {
    let mut rare = false;
    let ((from, from_rest), (out, out_rest)) = (from.as_chunks(), out.as_chunks_mut());
    for (from, out) in from.iter().zip(out) {
        rare |= each(from, out);
    }
    if !from_rest.is_empty() {
        // The lanes beyond the end do as the last one does.
        let last = from_rest[from_rest.len() - 1];
        let whole = std::array::from_fn(|l| from_rest.get(l).copied().unwrap_or(last));
        let mut values = [0.0; LANES];
        rare |= each(&whole, &mut values);
        out_rest.copy_from_slice(&values[..out_rest.len()]);
    }
    rare
}

/// Values at rows and places in them. The rows are copied together first: gathering their four columns from all over
/// the table takes twice as long on machines that are slow to gather.
#[inline(always)]
fn look_up<const ROWS: usize>(
    rows: &[Row; ROWS],
    places: &[usize; LANES],
    within: &[f64; LANES],
    out: &mut [f64; LANES],
    low: f64,
    high: f64,
) -> bool {
    let picked: [Row; LANES] = std::array::from_fn(|l| rows[places[l] & (ROWS - 1)]);
    let mut rare = false;
    for (l, value) in out.iter_mut().enumerate() {
        let found = keep_within(picked[l].at(within[l]), low, high);
        *value = found;
        rare |= found.is_nan();
    }
    rare
}

/// The value from the finer row of a split cell, if there is one.
fn finer<const BITS: u32, const ROWS: usize>(rows: &[Row; ROWS], finer: &[Row], word: u64) -> Option<f64> {
    let (row, s) = place::<BITS, ROWS>(word);
    rows[row].within(s, finer)
}

/// Rows, finer rows and the largest error; none when too much would need splitting.
type Built<const ROWS: usize> = (Box<[Row; ROWS]>, Vec<Row>, f64);

fn build<const BITS: u32, const ROWS: usize>(fit: &Fit, limit: Option<(f64, usize)>) -> Option<Built<ROWS>> {
    let mut rows = Box::new([Row::EXACT; ROWS]);
    let (mut finer, mut worst) = (Vec::new(), 0.0);
    let (mut mass, mut count) = (0.0, 0);
    if fit.is_hopeless() {
        return Some((rows, finer, worst));
    }
    for side in [1, 0] {
        let mut beside: Option<(f64, f64, Row)> = None;
        for cell in (0..OCTAVES << BITS).rev() {
            let (octave, step) = (cell >> BITS, cell & ((1 << BITS) - 1));
            let bottom = DEEPEST * (1u64 << octave) as f64;
            let width = bottom / f64::from(1u32 << BITS);
            let start = bottom + step as f64 * width;
            let at = |s: f64| tails(side, start + s * width);
            let near = |s: f64| beside.map(|(from, wide, row)| row.at((start + s * width - from) / wide));
            let marks = fit.marks(side).between(start, width);
            let slot = &mut rows[row_of::<BITS, ROWS>(2.0 * start, side)];
            let last = beside.map(|(_, _, row)| row.first());
            let (row, error) = fit.row(at, near, last, &marks);
            beside = Some((start, width, row));
            if follows(error) {
                (*slot, worst) = (row, f64::max(worst, error));
                continue;
            }
            (mass, count) = (mass + width, count + 1);
            if limit.is_some_and(|(most, cells)| mass > most || count > cells) {
                return None;
            }
            if width > LEAST_SPLIT {
                let (row, error) = fit.split(at, &marks, &mut finer);
                (*slot, worst) = (row, f64::max(worst, error));
            }
        }
    }
    Some((rows, finer, worst))
}
