//! Quantiles of a long series: exact while its values are few, from a histogram on float bits beyond.
//!
//! The histogram cuts each power of two into 2^b cells of equal width and counts in whole numbers, so that its
//! counts do not depend on the order of the values. A quantile is interpolated inside its cell: its relative error
//! is below 2^−b, and usually far below as values spread evenly in so narrow a cell.

/// How the values of a series are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Every value.
    Exact,
    /// Counts in 2^bits cells a power of two.
    Histogram {
        /// log2 of the cells a power of two.
        bits: u32,
    },
}

/// Room for all values of all series, in bytes; above it, histograms.
const EXACT_BYTES: u64 = 64 << 20;
/// Room for all histograms, in bytes, at [`TYPICAL_PAGES`] powers of two a series.
const HISTOGRAM_BYTES: u64 = 64 << 20;
const TYPICAL_PAGES: u64 = 8;

impl Method {
    /// For a number of series of a length each; does not depend on the machine.
    pub fn choose(series: usize, length: u64) -> Method {
        let series = series.max(1) as u64;
        if series.saturating_mul(length).saturating_mul(8) <= EXACT_BYTES {
            return Method::Exact;
        }
        let cells = HISTOGRAM_BYTES / (series * TYPICAL_PAGES * 4);
        Method::Histogram { bits: cells.max(16).ilog2().min(11) }
    }

    /// Bound of the relative error of a quantile.
    pub fn error(self) -> f64 {
        match self {
            Method::Exact => 0.0,
            Method::Histogram { bits } => 1.0 / f64::from(1_u32 << bits),
        }
    }

    /// In words, for readers of results.
    pub fn words(self) -> String {
        match self {
            Method::Exact => "type 7 on all values".to_owned(),
            Method::Histogram { bits } => {
                format!("type 7, interpolated in a histogram of {} cells a power of two", 1_u32 << bits)
            }
        }
    }
}

/// The values of a series.
#[derive(Debug, Clone)]
pub enum Values {
    /// All of them; sorted once the series is complete.
    Exact(Vec<f64>),
    /// Their counts.
    Histogram(Histogram),
}

/// Counts by cells of float bits, in pages of a power of two each.
#[derive(Debug, Clone)]
pub struct Histogram {
    bits: u32,
    /// Whether values are whole numbers.
    whole: bool,
    /// First count of each power of two and sign, in ascending order of value.
    pages: Vec<u32>,
    counts: Vec<u32>,
}

/// A page that holds nothing yet.
const NO_PAGE: u32 = u32::MAX;
/// Values whose cells are found together.
const GROUP: usize = 16;

impl Histogram {
    fn new(bits: u32, whole: bool) -> Histogram {
        Histogram { bits, whole, pages: vec![NO_PAGE; 4096], counts: Vec::new() }
    }

    #[inline(always)]
    fn extend(&mut self, values: &[f64]) {
        let (groups, rest) = values.as_chunks::<GROUP>();
        for group in groups {
            self.add(group);
        }
        for &value in rest {
            self.add(&[value]);
        }
    }

    #[inline(always)]
    fn add<const N: usize>(&mut self, values: &[f64; N]) {
        let (mut pages, mut cells, mut missing) = ([0; N], [0; N], false);
        for (at, &value) in values.iter().enumerate() {
            let key = ascending(value);
            pages[at] = (key >> 52) as usize;
            cells[at] = (key >> (52 - self.bits)) as usize & ((1 << self.bits) - 1);
        }
        for &page in &pages {
            missing |= self.pages[page] == NO_PAGE;
        }
        if missing {
            pages.iter().for_each(|&page| self.open_page(page));
        }
        for (page, cell) in pages.into_iter().zip(cells) {
            self.counts[self.pages[page] as usize + cell] += 1;
        }
    }

    #[cold]
    #[inline(never)]
    fn open_page(&mut self, page: usize) {
        if self.pages[page] == NO_PAGE {
            self.pages[page] = self.counts.len() as u32;
            self.counts.resize(self.counts.len() + (1 << self.bits), 0);
        }
    }

    /// Cells that hold anything, in ascending order: lower end, upper end, count.
    fn cells(&self) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
        let width = 1_u64 << (52 - self.bits);
        let there = self.pages.iter().enumerate().filter(|&(_, &first)| first != NO_PAGE);
        there.flat_map(move |(page, &first)| {
            let counts = &self.counts[first as usize..first as usize + (1 << self.bits)];
            counts.iter().enumerate().filter(|&(_, &count)| count > 0).map(move |(cell, &count)| {
                let key = ((page as u64) << 52) + cell as u64 * width;
                let (a, b) = (from_ascending(key), from_ascending(key + (width - 1)));
                // Whole numbers have no low bits: they stand at the end towards 0.
                match self.whole {
                    true if a < 0.0 => (b, b, u64::from(count)),
                    true => (a, a, u64::from(count)),
                    false => (a, b, u64::from(count)),
                }
            })
        })
    }
}

/// Bits of a float in an order that ascends with its value; both zeros are one.
#[inline(always)]
fn ascending(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    bits ^ ((((bits as i64) >> 63) as u64) | 1 << 63)
}

fn from_ascending(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

impl Values {
    /// None yet; `whole` if they will be whole numbers.
    pub fn new(method: Method, length: u64, whole: bool) -> Values {
        match method {
            Method::Exact => Values::Exact(Vec::with_capacity(length as usize)),
            Method::Histogram { bits } => Values::Histogram(Histogram::new(bits, whole)),
        }
    }

    /// Takes more.
    #[inline(always)]
    pub fn extend(&mut self, values: &[f64]) {
        match self {
            Values::Exact(all) => all.extend_from_slice(values),
            Values::Histogram(histogram) => histogram.extend(values),
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
            Values::Histogram(histogram) => {
                let mut found = Vec::with_capacity(ranks.len());
                let mut before = 0;
                for (low, high, count) in histogram.cells() {
                    while let Some(&rank) = ranks.get(found.len()).filter(|&&rank| rank < before + count) {
                        let part = ((rank - before) as f64 + 0.5) / count as f64;
                        found.push(low + (high - low) * part);
                    }
                    before += count;
                }
                found
            }
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
            Values::Histogram(histogram) => {
                let mut cells: Vec<(f64, f64, u64)> = histogram.cells().collect();
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
        };
        Some(sum / count as f64)
    }

    /// How many values lie below x.
    pub fn count_below(&self, x: f64) -> f64 {
        match self {
            Values::Exact(all) => all.partition_point(|&value| value < x) as f64,
            Values::Histogram(histogram) => {
                let below = histogram.cells().take_while(|&(low, _, _)| low < x);
                below
                    .map(|(low, high, count)| {
                        let part = if high > low { ((x - low) / (high - low)).min(1.0) } else { 1.0 };
                        part * count as f64
                    })
                    .sum()
            }
        }
    }
}

/// Type 7 quantiles of a closed series of a given length at ascending probabilities.
pub fn quantiles(values: &Values, length: u64, probabilities: &[f64]) -> Vec<f64> {
    if length == 0 {
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

    fn filled(method: Method, values: &[f64]) -> Values {
        let mut kept = Values::new(method, values.len() as u64, values.iter().all(|x| x.fract() == 0.0));
        kept.extend(values);
        kept.close();
        kept
    }

    #[test]
    fn type_seven_by_hand() {
        let kept = filled(Method::Exact, &[4.0, 1.0, 3.0, 2.0]);
        assert_eq!(quantiles(&kept, 4, &[0.0, 0.25, 0.5, 1.0]), [1.0, 1.75, 2.5, 4.0]);
        assert_eq!(kept.tail_mean(2, true), Some(3.5));
        assert_eq!(kept.tail_mean(1, false), Some(1.0));
        assert_eq!(kept.count_below(3.0), 2.0);
    }

    #[test]
    fn the_histogram_keeps_its_bound() {
        // Both signs, zeros, and ten orders of magnitude.
        let wide = |i: u32| f64::from(i % 1999) * libm::exp(f64::from(i % 23));
        let values: Vec<f64> = (0..50_000).map(|i| if i % 3 == 0 { -wide(i) } else { wide(i * 7) }).collect();
        let exact = filled(Method::Exact, &values);
        let method = Method::Histogram { bits: 10 };
        let coarse = filled(method, &values);
        let probabilities: Vec<f64> = (1..100).map(|percent| f64::from(percent) / 100.0).collect();
        let pairs = quantiles(&exact, 50_000, &probabilities);
        for (want, got) in pairs.iter().zip(quantiles(&coarse, 50_000, &probabilities)) {
            assert!((want - got).abs() <= method.error() * want.abs().max(1e-9), "{got} for {want}");
        }
        let (want, got) = (exact.tail_mean(2500, true).unwrap_or(0.0), coarse.tail_mean(2500, true).unwrap_or(1.0));
        assert!((want - got).abs() < want * method.error());
        assert!((exact.count_below(100.0) - coarse.count_below(100.0)).abs() < 50.0);
    }

    #[test]
    fn whole_numbers_stay_whole() {
        let values: Vec<f64> = (0..4000).map(|i| f64::from(i % 12) - 3.0).collect();
        let kept = filled(Method::Histogram { bits: 8 }, &values);
        assert_eq!(quantiles(&kept, 4000, &[0.01, 0.3, 0.5, 0.99]), [-3.0, 0.0, 2.0, 8.0]);
    }

    #[test]
    fn the_order_of_values_does_not_matter() {
        let values: Vec<f64> = (0..5000).map(|i| f64::from(i * 37 % 4999) - 1000.0).collect();
        let reversed: Vec<f64> = values.iter().rev().copied().collect();
        let method = Method::Histogram { bits: 6 };
        let probabilities = [0.05, 0.5, 0.95];
        let (a, b) = (filled(method, &values), filled(method, &reversed));
        assert_eq!(quantiles(&a, 5000, &probabilities), quantiles(&b, 5000, &probabilities));
    }
}
