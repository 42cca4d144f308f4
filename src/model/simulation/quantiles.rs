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
    pub fn kept(&self) -> Vec<f64> {
        match self {
            Values::Exact(all) => all.clone(),
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
mod tests;
