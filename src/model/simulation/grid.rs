//! Counts of values in the cells of a grid.
//!
//! The grid is fitted to the first replications of a run: with their median m and spread s (half of P90 − P10), a value x
//! falls in a cell by the leading bits of the number 1 + |x − m|/s, each side of m for itself. Up to a distance of s the cells
//! are s/128 wide, up to 3·s twice as wide, up to 7·s four times, and so on: what is far out is kept as exactly, in
//! proportion, as what is near. Counts are whole numbers, so that they can be added up in any order.

use crate::lanes::{LANES, Lanes, lesser};

/// Batches whose cells are found before they are counted.
const WAITING: usize = 8;

/// Where the cells of a series lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    bits: u32,
    octaves: u32,
    /// Twice the greatest distance that is resolved, in spreads.
    furthest: f64,
    middle: f64,
    spread: f64,
    /// Two by the spread.
    per_spread: f64,
    /// Whether values are whole numbers: cells near the middle then hold one each.
    pub whole: bool,
}

impl Grid {
    /// Fitted to the first values of a series, in any order.
    pub fn fitted(bits: u32, octaves: u32, mut values: Vec<f64>, whole: bool) -> Grid {
        values.sort_unstable_by(f64::total_cmp);
        let at = |p: f64| values.get((p * values.len() as f64) as usize).copied().unwrap_or(0.0);
        let middle = at(0.5);
        let size = |x: f64| x.abs().clamp(f64::MIN_POSITIVE, f64::MAX);
        let cells = f64::from(1_u32 << bits);
        let candidates = [(at(0.9) - at(0.1)) / 2.0, at(0.99) - at(0.01), at(0.9999) - at(0.0), size(middle)];
        // Between values no closer than this there is nothing to tell apart.
        let least = size(middle) * f64::EPSILON * cells;
        let spread = candidates.into_iter().find(|&spread| spread > least && spread.is_finite()).unwrap_or(1.0);
        let spread = if whole { cells } else { spread };
        let furthest = f64::from_bits(((1_u64 << octaves) + 1024) << 52).next_down();
        Grid { bits, octaves, furthest, middle, spread, per_spread: 2.0 / spread, whole }
    }

    /// Cells on one side of the middle.
    fn side(&self) -> usize {
        1 << (self.octaves + self.bits)
    }

    /// The cell of each lane.
    #[inline(always)]
    pub fn cells(&self, values: &Lanes) -> [u32; LANES] {
        // With these known, the compiler makes vectors of the loop.
        match (self.bits, self.octaves) {
            (7, 5) => self.cells_of::<7, 5, false>(values),
            (3, 3) => self.cells_of::<3, 3, false>(values),
            _ => unreachable!("grids are fine or coarse"),
        }
    }

    /// Everything is taken twice: the exponent of the least distance then ends in zeros, and the leading bits need no
    /// number taken off.
    #[inline(always)]
    fn cells_of<const BITS: u32, const OCTAVES: u32, const SOME: bool>(&self, values: &Lanes) -> [u32; LANES] {
        let &Grid { furthest, middle, per_spread, .. } = self;
        let side = 1 << (BITS + OCTAVES);
        let mut cells = [0; LANES];
        for (cell, &value) in cells.iter_mut().zip(&values.0) {
            let away = (value - middle) * per_spread;
            let along = (lesser(2.0 + away.abs(), furthest).to_bits() >> (52 - BITS)) & (side - 1);
            let below = (away.to_bits() >> (63 - BITS - OCTAVES)) & side;
            *cell = if value == 0.0 { 2 * side as u32 } else { (along | below) as u32 };
            if SOME && value.is_nan() {
                *cell = 2 * side as u32 + 1;
            }
        }
        cells
    }

    /// How far from the middle a side's cell begins.
    fn distance(&self, along: usize) -> f64 {
        (f64::from_bits((along as u64 + (1023 << self.bits)) << (52 - self.bits)) - 1.0) * self.spread
    }
}

/// Counts in the cells of a grid: the side above the middle, then the side below, each outwards, then what is exactly 0 (many a
/// replication saves nothing at all, and that must not be spread over a cell), then what is no number, which nobody asks about.
#[derive(Debug, Clone)]
pub struct Counts {
    /// Where the cells lie.
    pub grid: Grid,
    /// Their counts.
    pub counts: Vec<u32>,
}

impl Counts {
    /// None yet.
    pub fn new(grid: Grid) -> Counts {
        Counts { grid, counts: vec![0; 2 * grid.side() + 2] }
    }

    /// Counts the values of batches.
    #[inline(always)]
    pub fn add(&mut self, column: &[Lanes]) {
        match (self.grid.bits, self.grid.octaves) {
            (7, 5) => self.add_to::<7, 5, false>(column),
            (3, 3) => self.add_to::<3, 3, false>(column),
            _ => unreachable!("grids are fine or coarse"),
        }
    }

    /// Counts the values of batches of which some are no numbers.
    #[inline(always)]
    pub fn add_defined(&mut self, column: &[Lanes]) {
        match (self.grid.bits, self.grid.octaves) {
            (7, 5) => self.add_to::<7, 5, true>(column),
            (3, 3) => self.add_to::<3, 3, true>(column),
            _ => unreachable!("grids are fine or coarse"),
        }
    }

    /// Several batches' cells wait in memory to be counted: taken out of vectors one by one, they take longer.
    #[inline(always)]
    fn add_to<const BITS: u32, const OCTAVES: u32, const SOME: bool>(&mut self, column: &[Lanes]) {
        let Counts { grid, counts } = self;
        let counts = &mut counts[..];
        let mut waiting = [[0; LANES]; WAITING];
        for some in column.chunks(WAITING) {
            let waiting = &mut waiting[..some.len()];
            for (cells, values) in waiting.iter_mut().zip(some) {
                *cells = grid.cells_of::<BITS, OCTAVES, SOME>(values);
            }
            for cells in waiting {
                for &mut cell in cells {
                    counts[cell as usize] += 1;
                }
            }
        }
    }

    /// Cells that hold anything, in ascending order: lower end, upper end, count.
    pub fn cells(&self) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
        let grid = self.grid;
        let (sides, zeros) = self.counts.split_at(2 * grid.side());
        let (above, below) = sides.split_at(grid.side());
        let ends = move |along: usize| (grid.distance(along), grid.distance(along + 1));
        let below = below.iter().enumerate().rev().map(move |(along, &count)| {
            let (near, far) = ends(along);
            (grid.middle - far, grid.middle - near, count)
        });
        let above = above.iter().enumerate().map(move |(along, &count)| {
            let (near, far) = ends(along);
            (grid.middle + near, grid.middle + far, count)
        });
        let mut zeros = (zeros[0] > 0).then_some((0.0, 0.0, u64::from(zeros[0])));
        let mut cells = below.chain(above).filter(|cell| cell.2 > 0).map(move |(low, high, count)| {
            // A cell of whole numbers is taken at the one in it, or between those in it.
            let (low, high) = if grid.whole { grid.whole_ends(low, high) } else { (low, high) };
            (low, high, u64::from(count))
        });
        let mut waiting = cells.next();
        std::iter::from_fn(move || {
            // What is 0 goes before the first cell that lies mostly above it.
            if zeros.is_some() && waiting.is_none_or(|(low, high, _)| low + high >= 0.0) {
                return zeros.take();
            }
            std::mem::replace(&mut waiting, cells.next())
        })
    }
}

impl Grid {
    /// The first and last whole number in a cell, which has its near end in it and not its far one.
    fn whole_ends(&self, low: f64, high: f64) -> (f64, f64) {
        if low >= self.middle { (low.ceil(), (high - 1.0).ceil()) } else { ((low + 1.0).floor(), high.floor()) }
    }
}
