//! Quantiles of a long series: exact while its values are few, from counts in a [`Grid`] beyond.
//!
//! A quantile is interpolated inside its cell. Its error is below the width of that cell, and where values spread smoothly it
//! is of the order of the width squared: with 128 cells about s/100,000, while the Monte Carlo error of a median is about
//! s/√n.

use super::grid::{Counts, Grid};
use super::measure::{MemberQuantity, Quantity};
use crate::lanes::{LANES, Lanes, Mask};
use crate::results::QuantileMethod;

/// How the values of a series are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Every value.
    Exact,
    /// Counts in a grid.
    Grid,
    /// Counts in a coarse grid of what is most asked about each of very many administrations, and of the rest none: memory
    /// would not hold more.
    Wide,
}

/// The values of one series, exact or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Every value.
    All,
    /// Counts in 2^bits cells up to one spread from the median, and as many for each doubling of the distance.
    Cells {
        /// log2 of the cells a spread.
        bits: u32,
        /// log2 of the doublings that are resolved.
        octaves: u32,
    },
    /// Moments alone.
    Nothing,
}

impl Keep {
    /// 128 cells a spread, out to 2^32 of them.
    pub const FINE: Keep = Keep::Cells { bits: 7, octaves: 5 };
    /// 8 cells a spread, out to 2^8 of them: 512 bytes.
    pub const COARSE: Keep = Keep::Cells { bits: 3, octaves: 3 };

    /// Bound of the error of a quantile relative to the spread, or further out to the distance from the median.
    fn error(self) -> f64 {
        match self {
            Keep::Cells { bits, .. } => 1.0 / f64::from(1_u32 << bits),
            Keep::All | Keep::Nothing => 0.0,
        }
    }
}

/// Room for all values of all series, in bytes; above it, grids.
const EXACT_BYTES: u64 = 64 << 20;
/// Series whose fine grids there is room for.
const FINE_SERIES: usize = 20_000;

impl Method {
    /// For a number of series of a length each; does not depend on the machine.
    pub fn choose(series: usize, length: u64) -> Method {
        let all = (series.max(1) as u64).saturating_mul(length).saturating_mul(8);
        if all <= EXACT_BYTES {
            Method::Exact
        } else if series <= FINE_SERIES {
            Method::Grid
        } else {
            Method::Wide
        }
    }

    /// Of how many values of each series there is room for all.
    pub fn room(series: usize) -> u64 {
        EXACT_BYTES / (8 * series.max(1) as u64)
    }

    /// The series of a quantity.
    pub fn keep(self, quantity: Quantity) -> Keep {
        match (self, quantity) {
            (Method::Exact, _) => Keep::All,
            (Method::Wide, Quantity::Member(_, _, MemberQuantity::Cost | MemberQuantity::EqualService))
            | (Method::Wide, Quantity::MemberSaving(_)) => Keep::COARSE,
            (Method::Wide, of) if of.is_of_member() => Keep::Nothing,
            (Method::Grid | Method::Wide, _) => Keep::FINE,
        }
    }

    /// Bound of the error of a quantile of the totals relative to the spread, or further out to the distance from the
    /// median.
    pub fn error(self) -> f64 {
        match self {
            Method::Exact => 0.0,
            Method::Grid | Method::Wide => Keep::FINE.error(),
        }
    }

    /// As results have it.
    pub fn result(self) -> QuantileMethod {
        let cells = |keep: Keep| (1.0 / keep.error()).round() as u64;
        match self {
            Method::Exact => QuantileMethod::Exact,
            Method::Grid => QuantileMethod::Grid { cells: cells(Keep::FINE) },
            Method::Wide => {
                QuantileMethod::Wide { cells: cells(Keep::FINE), cells_of_administrations: cells(Keep::COARSE) }
            }
        }
    }
}

/// The values of a series, of which the order does not matter.
#[derive(Debug, Clone)]
pub enum Values {
    /// All of them; sorted once the series is complete.
    Exact(Vec<f64>),
    /// Their counts.
    Counts(Counts),
    /// None of them.
    Nothing,
}

impl Values {
    /// None yet, to be kept in a way; the first values, in any order, show where a grid is to lie.
    pub fn new(keep: Keep, first: Vec<f64>, whole: bool) -> Values {
        match keep {
            Keep::All => Values::Exact(Vec::new()),
            Keep::Cells { bits, octaves } => Values::Counts(Counts::new(Grid::fitted(bits, octaves, first, whole))),
            Keep::Nothing => Values::Nothing,
        }
    }

    /// Takes batches.
    #[inline(always)]
    pub fn add(&mut self, column: &[Lanes]) {
        match self {
            Values::Exact(all) => column.iter().for_each(|values| all.extend_from_slice(&values.0)),
            Values::Counts(counts) => counts.add(column),
            Values::Nothing => {}
        }
    }

    /// Takes batches of which some values are no numbers, without these.
    #[inline(always)]
    pub fn add_defined(&mut self, column: &[Lanes]) {
        match self {
            Values::Exact(all) => {
                let values = column.iter().flat_map(|values| values.0);
                all.extend(values.filter(|value| !value.is_nan()));
            }
            Values::Counts(counts) => counts.add_defined(column),
            Values::Nothing => {}
        }
    }

    /// Takes one value many times.
    pub fn add_alike(&mut self, value: f64, count: usize) {
        match self {
            Values::Exact(all) => all.extend(std::iter::repeat_n(value, count)),
            Values::Counts(Counts { grid, counts }) => {
                counts[grid.cells(&Lanes::splat(value))[0] as usize] += count as u32;
            }
            Values::Nothing => {}
        }
    }

    /// Takes the lanes of a batch that count.
    pub fn add_some(&mut self, values: &Lanes, counted: Mask) {
        let counted = (0..LANES).filter(|&l| counted.lane(l));
        match self {
            Values::Exact(all) => all.extend(counted.map(|l| values.0[l])),
            Values::Counts(Counts { grid, counts }) => {
                let cells = grid.cells(values);
                counted.for_each(|l| counts[cells[l] as usize] += 1);
            }
            Values::Nothing => {}
        }
    }

    /// Takes what another has of the same series.
    pub fn merge(&mut self, other: &Values) {
        match (self, other) {
            (Values::Exact(all), Values::Exact(more)) => all.extend_from_slice(more),
            (Values::Counts(all), Values::Counts(more)) => {
                for (count, more) in all.counts.iter_mut().zip(&more.counts) {
                    *count += more;
                }
            }
            (Values::Nothing, Values::Nothing) => {}
            _ => unreachable!("one series is kept in one way"),
        }
    }

    /// The values themselves; none where they are counted only.
    pub fn kept(self) -> Vec<f64> {
        match self {
            Values::Exact(all) => all,
            Values::Counts(_) | Values::Nothing => Vec::new(),
        }
    }

    /// Makes ready for questions.
    pub fn close(&mut self) {
        if let Values::Exact(all) = self {
            all.sort_unstable_by(f64::total_cmp);
        }
    }

    /// Values at ascending ranks, counted from 0.
    pub fn at_ranks(&self, ranks: &[u64]) -> Vec<f64> {
        match self {
            Values::Exact(all) => ranks.iter().filter_map(|&rank| all.get(rank as usize)).copied().collect(),
            Values::Counts(counts) => {
                let mut found = Vec::with_capacity(ranks.len());
                let mut before = 0;
                for (low, high, count) in counts.cells() {
                    while let Some(&rank) = ranks.get(found.len()).filter(|&&rank| rank < before + count) {
                        let part = ((rank - before) as f64 + 0.5) / count as f64;
                        let value = low + (high - low) * part;
                        found.push(if counts.grid.whole { value.round() } else { value });
                    }
                    before += count;
                }
                found
            }
            Values::Nothing => Vec::new(),
        }
    }

    /// Mean of the `count` lowest values, or of the highest.
    pub fn tail_mean(&self, count: u64, highest: bool) -> Option<f64> {
        if count == 0 {
            return None;
        }
        let sum: f64 = match self {
            Values::Exact(all) => {
                let count = (count as usize).min(all.len());
                let tail = if highest { &all[all.len() - count..] } else { &all[..count] };
                tail.iter().sum()
            }
            Values::Counts(counts) => {
                let mut cells: Vec<(f64, f64, u64)> = counts.cells().collect();
                if highest {
                    cells.reverse();
                }
                let mut left = count;
                cells
                    .iter()
                    .map_while(|&(low, high, cell)| {
                        let taken = cell.min(left);
                        left -= taken;
                        (taken > 0).then_some((low + high) * 0.5 * taken as f64)
                    })
                    .sum()
            }
            Values::Nothing => return None,
        };
        Some(sum / count as f64)
    }

    /// How many values lie below x.
    pub fn count_below(&self, x: f64) -> f64 {
        match self {
            Values::Exact(all) => all.partition_point(|&value| value < x) as f64,
            Values::Counts(counts) => {
                let below = counts.cells().take_while(|&(low, _, _)| low < x);
                below
                    .map(|(low, high, count)| {
                        let part = if high > low { ((x - low) / (high - low)).min(1.0) } else { 1.0 };
                        part * count as f64
                    })
                    .sum()
            }
            Values::Nothing => 0.0,
        }
    }
}

/// Type 7 quantiles of a closed series of a given length at ascending probabilities; none where nothing is kept.
pub fn quantiles(values: &Values, length: u64, probabilities: &[f64]) -> Vec<f64> {
    if length == 0 || matches!(values, Values::Nothing) {
        return Vec::new();
    }
    let place = |p: f64| {
        let position = p * (length - 1) as f64;
        let rank = (position.floor() as u64).min(length - 1);
        (rank, position - rank as f64)
    };
    let ranks: Vec<u64> = probabilities
        .iter()
        .flat_map(|&p| {
            let (rank, _) = place(p);
            [rank, (rank + 1).min(length - 1)]
        })
        .collect();
    let mut sorted = ranks.clone();
    sorted.sort_unstable();
    let found = values.at_ranks(&sorted);
    let value = |rank: u64| found[sorted.partition_point(|&other| other < rank)];
    let pairs = ranks.chunks_exact(2).zip(probabilities);
    pairs
        .map(|(pair, &p)| {
            let (low, high) = (value(pair[0]), value(pair[1]));
            low + (high - low) * place(p).1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(keep: Keep, values: &[f64]) -> Values {
        let whole = values.iter().all(|x| x.fract() == 0.0);
        let empty = || Values::new(keep, values[..values.len().min(1000)].to_vec(), whole);
        // Two halves, as from two threads.
        let mut kept = empty();
        for half in values.chunks(values.len().div_ceil(2)) {
            let mut part = empty();
            for chunk in half.chunks(LANES) {
                let lanes = Lanes::from_fn(|l| chunk.get(l).copied().unwrap_or(0.0));
                if chunk.len() == LANES {
                    part.add(&[lanes]);
                } else {
                    part.add_some(&lanes, Mask::from_fn(|l| l < chunk.len()));
                }
            }
            kept.merge(&part);
        }
        kept.close();
        kept
    }

    #[test]
    fn type_seven_by_hand() {
        let kept = filled(Keep::All, &[4.0, 1.0, 3.0, 2.0]);
        assert_eq!(quantiles(&kept, 4, &[0.0, 0.25, 0.5, 1.0]), [1.0, 1.75, 2.5, 4.0]);
        assert_eq!(kept.tail_mean(2, true), Some(3.5));
        assert_eq!(kept.tail_mean(1, false), Some(1.0));
        assert_eq!(kept.count_below(3.0), 2.0);
    }

    /// A number in (0, 1) that looks random.
    fn shuffled(i: u32) -> f64 {
        (f64::from(i.wrapping_mul(2_654_435_761)) + 0.5) / 4_294_967_296.0
    }

    #[test]
    fn the_grid_keeps_its_bound_and_is_far_better_where_values_spread_smoothly() {
        // Skewed, with a tail of power 1.5: ten orders of magnitude.
        let heavy = |i: u32| shuffled(i).powf(-1.0 / 1.5) - 3.0;
        let normal = |i: u32| (0..12).map(|j| shuffled(i * 12 + j)).sum::<f64>() - 6.0 + 1e4;
        let series: [Vec<f64>; 2] = [(0..200_000).map(heavy).collect(), (0..200_000).map(normal).collect()];
        let probabilities: Vec<f64> = (1..100).map(|percent| f64::from(percent) / 100.0).collect();
        for values in series {
            let exact = filled(Keep::All, &values);
            let coarse = filled(Keep::FINE, &values);
            let n = values.len() as u64;
            let want = quantiles(&exact, n, &probabilities);
            let got = quantiles(&coarse, n, &probabilities);
            let (median, spread) = (want[49], (want[89] - want[9]) / 2.0);
            for (want, got) in want.iter().zip(&got) {
                let scale = spread.max((want - median).abs());
                assert!((want - got).abs() <= 1.2 * Keep::FINE.error() * scale, "{got} for {want}");
            }
            // The sampling error of the median of 200,000 values is about s/350.
            let middle = want.iter().zip(&got).skip(24).take(51);
            let worst = middle.map(|(want, got)| (want - got).abs()).fold(0.0, f64::max);
            assert!(worst < spread / 3_000.0, "{worst} of {spread}");
            let tails = [true, false].map(|high| (exact.tail_mean(n / 20, high), coarse.tail_mean(n / 20, high)));
            for (want, got) in tails {
                let (want, got) = (want.unwrap_or(0.0), got.unwrap_or(1e99));
                assert!((want - got).abs() < 0.01 * (want - median).abs(), "{got} for {want}");
            }
            assert!((exact.count_below(median + spread) - coarse.count_below(median + spread)).abs() < 400.0);
        }
    }

    #[test]
    fn whole_numbers_stay_whole() {
        let values: Vec<f64> = (0..4000).map(|i| f64::from(i % 12) - 3.0).collect();
        let kept = filled(Keep::FINE, &values);
        assert_eq!(quantiles(&kept, 4000, &[0.01, 0.3, 0.5, 0.99]), [-3.0, 0.0, 2.0, 8.0]);
        assert_eq!(kept.count_below(0.0), 1002.0);
    }

    #[test]
    fn what_is_exactly_nothing_stays_so() {
        // A tenth saves nothing, the rest between -10 and 90.
        let values: Vec<f64> =
            (0..50_000).map(|i| if i % 10 == 0 { 0.0 } else { shuffled(i) * 100.0 - 10.0 }).collect();
        let kept = filled(Keep::FINE, &values);
        let found = quantiles(&kept, 50_000, &[0.05, 0.1, 0.15, 0.18, 0.25]);
        assert!(found[0] < -0.1 && found[4] > 0.1, "{found:?}");
        assert_eq!(found[1..4], [0.0; 3]);
    }

    #[test]
    fn constants_and_monsters_have_cells() {
        for values in [vec![7.5; 100], vec![0.0; 100], vec![1e300, -1e300, 0.0, 5.0]] {
            let kept = filled(Keep::FINE, &values);
            assert_eq!(kept.count_below(f64::INFINITY), values.len() as f64);
            let median = quantiles(&kept, values.len() as u64, &[0.5])[0];
            assert!((median - values[0]).abs() <= 0.01 * values[0].abs() || values.len() == 4, "{median}");
        }
    }
}
