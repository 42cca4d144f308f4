//! Cubics through four points of a quantile function, and whether they follow it.
//!
//! The points are the ends of a cell, so that neighbours meet, and the two Chebyshev points that belong to them,
//! (1 ± (√2 − 1))/2: the polynomial (s − s₀)(s − s₁)(s − s₂)(s − s₃) is then as small as it can be. A cubic is checked
//! at its middle and at the two other places where that polynomial is largest, and at every landmark of the
//! distribution in the cell. A cell within a probability that one value has of its own is that value; a cell that holds
//! a part of it has no cubic, as one would give values beside it ([`Marks`]).

use super::marks::{Marks, Share};
use crate::distribution::{Distribution, Near, Tails};

/// What a cubic may be off, relative to P99 − P1 or, further out, to the distance from the median.
const TOLERANCE: f64 = 1e-7;

/// How near a check must come to the exact value before the last step of its search.
const CHECKED: f64 = 1e-5;

/// A distribution with more landmarks (a mixture with many observed values) is not tabulated.
const MOST_LANDMARKS: usize = 256;

/// A cell that is split is split into so many; at most so many cells of a table are.
const PARTS: u32 = 64;
const MOST_SPLIT: usize = 64;

const INNER: [f64; 2] = [0.292_893_218_813_452_5, 0.707_106_781_186_547_5];
const CHECKS: [f64; 3] = [0.117_316_567_634_910_23, 0.5, 0.882_683_432_365_089_8];

/// Coefficients of one cell, from the constant up.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(super) struct Row([f64; 4]);

impl Row {
    /// A cell whose values are found exactly.
    pub(super) const EXACT: Row = Row([f64::NAN, -1.0, 0.0, 0.0]);

    /// A cell whose finer rows start at a place.
    fn split_at(place: usize) -> Row {
        Row([f64::NAN, place as f64, 0.0, 0.0])
    }

    /// The value at the start of the cell.
    pub(super) fn first(&self) -> f64 {
        self.0[0]
    }

    /// The value at a place in a split cell, if its finer row has one.
    pub(super) fn within(&self, s: f64, finer: &[Row]) -> Option<f64> {
        let start = (self.0[0].is_nan() && self.0[1] >= 0.0).then_some(self.0[1] as usize)?;
        let place = s * f64::from(PARTS);
        let value = finer.get(start + place as usize)?.at(place - place.floor());
        (!value.is_nan()).then_some(value)
    }

    /// The value at a place in [0, 1); not a number where there is no cubic.
    #[inline(always)]
    pub(super) fn at(&self, s: f64) -> f64 {
        ((self.0[3] * s + self.0[2]) * s + self.0[1]) * s + self.0[0]
    }

    /// The cubic through values at 0, the two inner points and 1.
    fn through([y0, y1, y2, y3]: [f64; 4]) -> Row {
        let [s1, s2] = INNER;
        let (first, second, third) = ((y1 - y0) / s1, (y2 - y1) / (s2 - s1), (y3 - y2) / (1.0 - s2));
        let (bend, next) = ((second - first) / s2, (third - second) / (1.0 - s1));
        let twist = next - bend;
        Row([y0, first - bend * s1 + twist * s1 * s2, bend - twist * (s1 + s2), twist])
    }
}

/// A distribution about to be tabulated.
pub(super) struct Fit<'a> {
    distribution: &'a Distribution,
    median: f64,
    spread: f64,
    /// Only values with probabilities of their own: cells are constant or exact.
    stepped: bool,
    /// In the scale of probabilities in the lower and in the upper tail.
    marks: [Marks; 2],
    hopeless: bool,
}

impl<'a> Fit<'a> {
    pub(super) fn new(distribution: &'a Distribution) -> Self {
        use Distribution::{Constant, Discrete, Empirical};
        let stepped = matches!(distribution, Constant(_) | Discrete(_) | Empirical(_));
        let landmarks = if stepped { Vec::new() } else { distribution.law().landmarks() };
        let hopeless = landmarks.len() > MOST_LANDMARKS;
        let marks =
            [0, 1].map(|side| if hopeless { Marks::default() } else { Marks::of(distribution, &landmarks, side) });
        let median = distribution.quantile(Tails::from_below(0.5));
        Fit { distribution, median, spread: distribution.spread(), stepped, marks, hopeless }
    }

    /// Whether no cell can be trusted.
    pub(super) fn is_hopeless(&self) -> bool {
        self.hopeless
    }

    /// The landmarks in the scale of probabilities in the lower (0) or upper (1) tail.
    pub(super) fn marks(&self, side: u64) -> &Marks {
        &self.marks[usize::from(side == 1)]
    }

    /// A split cell: appends its finer rows and returns the row that points to them, with their largest error.
    pub(super) fn split(&self, tails: impl Fn(f64) -> Tails, marks: &Marks, finer: &mut Vec<Row>) -> (Row, f64) {
        let start = finer.len();
        if start >= MOST_SPLIT * PARTS as usize {
            return (Row::EXACT, 0.0);
        }
        finer.resize(start + PARTS as usize, Row::EXACT);
        let width = 1.0 / f64::from(PARTS);
        let (mut worst, mut beside): (f64, Option<Row>) = (0.0, None);
        for part in (0..PARTS).rev() {
            let from = f64::from(part) * width;
            let near = |s: f64| beside.map(|row| row.at(s - 1.0));
            let inside = marks.between(from, width);
            let last = beside.map(|row| row.first());
            let (row, error) = self.row(|s| tails(from + s * width), near, last, &inside);
            if follows(error) {
                finer[start + part as usize] = row;
                worst = worst.max(error);
            }
            beside = Some(row);
        }
        (Row::split_at(start), worst)
    }

    /// The row of a cell and its largest error ([`follows`]). `near` gives values that are near, if it can; `last` is
    /// the value at the end of the cell, where it is known from the neighbour.
    pub(super) fn row(
        &self,
        tails: impl Fn(f64) -> Tails,
        near: impl Fn(f64) -> Option<f64>,
        last: Option<f64>,
        marks: &Marks,
    ) -> (Row, f64) {
        let share = marks.share();
        if let Share::Whole(value) = share {
            return (Row([value, 0.0, 0.0, 0.0]), 0.0);
        }
        if self.stepped {
            let first = self.distribution.quantile(tails(0.0));
            let last = last.unwrap_or_else(|| self.distribution.quantile(tails(1.0)));
            return (Row([first, 0.0, 0.0, 0.0]), if first == last { 0.0 } else { f64::INFINITY });
        }
        let exact = |s: f64, near: Option<f64>, enough: f64| match near.filter(|x| x.is_finite()) {
            Some(value) => self.distribution.quantile_near(tails(s), Near { value, enough }),
            None => self.distribution.quantile(tails(s)),
        };
        let first = exact(0.0, near(0.0), Near::DIGITS);
        let last = last.unwrap_or_else(|| exact(1.0, None, Near::DIGITS));
        let inner = INNER.map(|s| exact(s, near(s).or(Some(first + s * (last - first))), Near::DIGITS));
        let row = Row::through([first, inner[0], inner[1], last]);
        if matches!(share, Share::Part) {
            return (row, f64::INFINITY);
        }
        let mut worst = 0.0;
        for s in CHECKS.iter().chain(marks.places()).copied() {
            let value = exact(s, Some(row.at(s)), CHECKED);
            let error = (row.at(s) - value).abs() / self.spread.max((value - self.median).abs());
            if !follows(error) {
                return (row, error);
            }
            worst = f64::max(worst, error);
        }
        (row, worst)
    }
}

/// Whether a cubic with this error is good enough.
pub(super) fn follows(error: f64) -> bool {
    error <= TOLERANCE
}
