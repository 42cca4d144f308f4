//! The table in the scale of normal scores: cells of equal width in z from −8.5 to 8.5.
//!
//! Use it for inputs of a Gaussian copula: the score is a sum of normal scores, the value is Q(Φ(z)). Cells are 1/16
//! wide, or 1/32 or 1/64 where the tails are heavy; where a cubic does not follow, and beyond ±8.5, the exact quantile
//! is taken.

use super::fit::{Fit, Row, follows};
use super::marks::Marks;
use super::{LEAST_SPLIT, MOST_SPLIT, in_lanes, keep_within, look_up};
use crate::distribution::{Distribution, Tails, score_density, score_quantile};
use crate::lanes::LANES;

/// Cells reach to this score on both sides.
const REACH: f64 = 8.5;

/// Adding and subtracting it rounds to a whole number, which then stands in the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// Rows in ascending order of z between two that are exact; how many depends on the width of cells.
#[derive(Debug, Clone)]
enum Rows {
    Sixteen(Box<[Row; 512]>),
    ThirtyTwo(Box<[Row; 1024]>),
    SixtyFour(Box<[Row; 2048]>),
}

/// A quantile function in the scale of normal scores: from z to the value at probability Φ(z).
#[derive(Debug, Clone)]
pub struct ScoreTable {
    distribution: Distribution,
    rows: Rows,
    /// Rows of the cells that are split, 64 each.
    finer: Vec<Row>,
    low: f64,
    high: f64,
    max_error: f64,
}

impl ScoreTable {
    /// The table of a distribution.
    pub fn of(distribution: &Distribution) -> ScoreTable {
        let fit = Fit::new(distribution);
        let limit = Some(MOST_SPLIT);
        let built = build::<16, 512>(&fit, limit).map(|(rows, finer, error)| (Rows::Sixteen(rows), finer, error));
        let built = built.or_else(|| {
            build::<32, 1024>(&fit, limit).map(|(rows, finer, error)| (Rows::ThirtyTwo(rows), finer, error))
        });
        let built = built.or_else(|| {
            build::<64, 2048>(&fit, None).map(|(rows, finer, error)| (Rows::SixtyFour(rows), finer, error))
        });
        let (rows, finer, max_error) = built.unwrap_or((Rows::Sixteen(Box::new([Row::EXACT; 512])), Vec::new(), 0.0));
        let (low, high) = distribution.bounds();
        ScoreTable { distribution: distribution.clone(), rows, finer, low, high, max_error }
    }

    /// Largest error found when the table was built, relative to P99 − P1 or, further out, to the distance from the
    /// median.
    pub fn max_error(&self) -> f64 {
        self.max_error
    }

    /// The value for a score.
    pub fn value(&self, z: f64) -> f64 {
        let mut value = [0.0];
        self.fill(&[z], &mut value);
        value[0]
    }

    /// The values for scores; both slices of the same length.
    #[inline(always)]
    pub fn fill(&self, scores: &[f64], out: &mut [f64]) {
        let rare = match &self.rows {
            Rows::Sixteen(rows) => fill::<16, 512>(rows, scores, out, self.low, self.high),
            Rows::ThirtyTwo(rows) => fill::<32, 1024>(rows, scores, out, self.low, self.high),
            Rows::SixtyFour(rows) => fill::<64, 2048>(rows, scores, out, self.low, self.high),
        };
        if rare {
            self.patch(scores, out);
        }
    }

    #[cold]
    #[inline(never)]
    fn patch(&self, scores: &[f64], out: &mut [f64]) {
        for (z, value) in scores.iter().zip(out).filter(|(_, value)| value.is_nan()) {
            let found = match &self.rows {
                Rows::Sixteen(rows) => finer::<16, 512>(rows, &self.finer, *z),
                Rows::ThirtyTwo(rows) => finer::<32, 1024>(rows, &self.finer, *z),
                Rows::SixtyFour(rows) => finer::<64, 2048>(rows, &self.finer, *z),
            };
            *value = match found {
                Some(found) => keep_within(found, self.low, self.high),
                None => self.distribution.quantile(Tails::from_score(*z)),
            };
        }
    }
}

/// The row of a score and the place in it: cells are centred on multiples of their width, the first on −8.5.
#[inline(always)]
fn place<const PER_UNIT: u32>(z: f64) -> (usize, f64) {
    let last = 2.0 * REACH * f64::from(PER_UNIT) + 1.0;
    let t = (z + REACH) * f64::from(PER_UNIT);
    let t = if t > -1.0 { t } else { -1.0 };
    let t = if t < last { t } else { last };
    let shifted = t + (ROUND + 1.0);
    let row = (shifted.to_bits() & 0xFFFF) as usize;
    (row, t - (shifted - (ROUND + 1.0)) + 0.5)
}

#[inline(always)]
fn fill<const PER_UNIT: u32, const ROWS: usize>(
    rows: &[Row; ROWS],
    scores: &[f64],
    out: &mut [f64],
    low: f64,
    high: f64,
) -> bool {
    in_lanes(
        scores,
        out,
        #[inline(always)]
        |scores, out| {
            let (mut places, mut within) = ([0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                (places[l], within[l]) = place::<PER_UNIT>(scores[l]);
            }
            look_up(rows, &places, &within, out, low, high)
        },
    )
}

/// The value from the finer row of a split cell, if there is one.
fn finer<const PER_UNIT: u32, const ROWS: usize>(rows: &[Row; ROWS], finer: &[Row], z: f64) -> Option<f64> {
    let (row, s) = place::<PER_UNIT>(z);
    rows[row & (ROWS - 1)].within(s, finer)
}

/// Rows, finer rows and the largest error; none when too much would need splitting.
type Built<const ROWS: usize> = (Box<[Row; ROWS]>, Vec<Row>, f64);

fn build<const PER_UNIT: u32, const ROWS: usize>(fit: &Fit, limit: Option<(f64, usize)>) -> Option<Built<ROWS>> {
    let mut rows = Box::new([Row::EXACT; ROWS]);
    let (mut finer, mut worst) = (Vec::new(), 0.0);
    let (mut mass, mut count) = (0.0, 0);
    if fit.is_hopeless() {
        return Some((rows, finer, worst));
    }
    let width = 1.0 / f64::from(PER_UNIT);
    let marks = Marks::together([fit.marks(0), fit.marks(1)], score_quantile);
    let mut beside: Option<Row> = None;
    for cell in (0..=(2.0 * REACH) as usize * PER_UNIT as usize).rev() {
        let start = (cell as f64 - 0.5) * width - REACH;
        let at = |s: f64| Tails::from_score(start + s * width);
        let near = |s: f64| beside.map(|row| row.at(s - 1.0));
        let inside = marks.between(start, width);
        let last = beside.map(|row| row.first());
        let (row, error) = fit.row(at, near, last, &inside);
        beside = Some(row);
        if follows(error) {
            (rows[cell + 1], worst) = (row, f64::max(worst, error));
            continue;
        }
        let probability = width * score_density(start + 0.5 * width);
        (mass, count) = (mass + probability, count + 1);
        if limit.is_some_and(|(most, cells)| mass > most || count > cells) {
            return None;
        }
        if probability > LEAST_SPLIT {
            let (row, error) = fit.split(at, &inside, &mut finer);
            (rows[cell + 1], worst) = (row, f64::max(worst, error));
        }
    }
    Some((rows, finer, worst))
}
