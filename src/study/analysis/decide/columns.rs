//! Columns made of inputs, which costs are fitted to: linear splines of their values.
//!
//! Each input has a line that may bend at `KNOTS`; at most `PAIRED` inputs also have products of two, below and above
//! a bend; of more than `MOST` inputs of a kind their mean alone has a line. Costs grow with values, not with ranks, so
//! that few bends do also where tails are heavy.
//!
//! Inputs of several kinds, such as a probability and the sizes of all modules, each have columns as if they were alone,
//! and the kinds' means have products of two. Where that is more than replications can tell apart (`WIDEST`, and one
//! in `EACH` replications), only those inputs have columns that move differences of costs most, and only the
//! `PAIRED` kinds whose means do have products.

use model::samples::{mean, quantile};
use std::borrow::Cow;

/// Levels of the quantiles at which the line may bend: closer where tails begin.
const KNOTS: [f64; 3] = [0.5, 0.8, 0.95];
/// Which of them divides products.
const DIVIDE: usize = 1;
/// Inputs that also have products with each other.
const PAIRED: usize = 4;
/// Inputs of a kind that each have columns of their own.
const MOST: usize = 16;
/// Kinds of inputs whose means have products with each other.
const PAIRED_KINDS: usize = 8;
/// Most columns of inputs of several kinds.
const WIDEST: usize = 200;
/// Replications that each of them needs.
const EACH: usize = 20;

/// Columns made of inputs, a row a replication.
pub struct Basis {
    /// Columns.
    pub width: usize,
    values: Vec<f64>,
}

/// What columns are made of.
struct Columns<'a> {
    /// Each has a line that may bend.
    lines: Vec<Cow<'a, [f64]>>,
    /// Each two have products.
    paired: Vec<Cow<'a, [f64]>>,
}

impl Columns<'_> {
    fn width(&self) -> usize {
        1 + self.lines.len() * (1 + KNOTS.len()) + products(self.paired.len())
    }
}

/// Columns of products of two of so many.
fn products(count: usize) -> usize {
    3 * (count * count.saturating_sub(1) / 2)
}

/// Those lines, and products of those means of kinds, that move costs most, in so many columns.
fn strongest<'a>(all: Columns<'a>, means: Vec<Cow<'a, [f64]>>, differences: &[Vec<f64>], most: usize) -> Columns<'a> {
    let first = |series: Vec<Cow<'a, [f64]>>, count: usize| {
        let mut ranked: Vec<(f64, Cow<[f64]>)> =
            series.into_iter().map(|one| (moves(&one, differences), one)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.into_iter().take(count).map(|one| one.1).collect::<Vec<Cow<[f64]>>>()
    };
    let lines = |columns: usize| most.saturating_sub(1 + columns) / (1 + KNOTS.len());
    match lines(products(PAIRED)) {
        some if some >= PAIRED => Columns { lines: first(all.lines, some), paired: first(means, PAIRED) },
        _ => Columns { lines: first(all.lines, lines(0).max(1)), paired: Vec::new() },
    }
}

/// How far a standard deviation of an input moves differences of costs, the most of them.
fn moves(series: &[f64], differences: &[Vec<f64>]) -> f64 {
    let middle = mean(series);
    let squares: f64 = series.iter().map(|x| (x - middle) * (x - middle)).sum();
    let with = |other: &Vec<f64>| {
        let middle_of_other = mean(other);
        let both: f64 = series.iter().zip(other).map(|(x, y)| (x - middle) * (y - middle_of_other)).sum();
        if squares > 0.0 { both.abs() / squares.sqrt() } else { 0.0 }
    };
    differences.iter().map(with).fold(0.0, f64::max)
}

/// Inputs of a kind, or their mean where they are very many.
fn of_kind<'a>(inputs: &[&'a [f64]]) -> Vec<Cow<'a, [f64]>> {
    if inputs.len() <= MOST {
        inputs.iter().map(|series| Cow::Borrowed(*series)).collect()
    } else {
        vec![middle(inputs)]
    }
}

/// The mean of inputs in each replication.
fn middle<'a>(inputs: &[&'a [f64]]) -> Cow<'a, [f64]> {
    match inputs {
        [one] => Cow::Borrowed(*one),
        many => {
            let of = |k: usize| many.iter().map(|series| series[k]).sum::<f64>() / many.len() as f64;
            Cow::Owned((0..many[0].len()).map(of).collect())
        }
    }
}

impl Basis {
    /// Of inputs of one kind, one series each.
    pub fn of(inputs: &[&[f64]]) -> Basis {
        let lines = of_kind(inputs);
        let paired = if lines.len() <= PAIRED { lines.clone() } else { Vec::new() };
        Basis::new(&Columns { lines, paired })
    }

    /// Of several kinds, as much as the replications can tell apart; `differences`: costs less that of the first strategy.
    pub fn of_kinds(kinds: &[Vec<&[f64]>], differences: &[Vec<f64>]) -> Basis {
        let lines: Vec<Cow<[f64]>> = kinds.iter().flat_map(|inputs| of_kind(inputs)).collect();
        let means: Vec<Cow<[f64]>> = kinds.iter().map(|inputs| middle(inputs)).collect();
        let paired = match (lines.len(), means.len()) {
            (..=PAIRED, _) => lines.clone(),
            (_, ..=PAIRED_KINDS) => means.clone(),
            _ => Vec::new(),
        };
        let most = WIDEST.min(differences[0].len() / EACH);
        let all = Columns { lines, paired };
        let fits = all.width() <= most;
        Basis::new(&if fits { all } else { strongest(all, means, differences, most) })
    }

    fn new(columns: &Columns) -> Basis {
        let (n, width) = (columns.lines[0].len(), columns.width());
        let scales = |all: &[Cow<[f64]>]| all.iter().map(|series| Scale::of(series)).collect::<Vec<Scale>>();
        let (scales, of_paired) = (scales(&columns.lines), scales(&columns.paired));
        let mut values = Vec::with_capacity(n * width);
        for k in 0..n {
            values.push(1.0);
            for (series, scale) in columns.lines.iter().zip(&scales) {
                let x = scale.of_value(series[k]);
                values.push(x);
                values.extend(scale.knots.map(|knot| f64::max(x - knot, 0.0)));
            }
            let paired = columns.paired.iter().zip(&of_paired);
            let halves: Vec<[f64; 2]> = paired.map(|(series, scale)| scale.halves(scale.of_value(series[k]))).collect();
            for i in 0..halves.len() {
                for [low, high] in &halves[..i] {
                    values.extend([halves[i][0] * low, halves[i][1] * low, halves[i][0] * high]);
                }
            }
        }
        Basis { width, values }
    }

    /// The columns in a replication.
    pub fn row(&self, k: usize) -> &[f64] {
        &self.values[k * self.width..(k + 1) * self.width]
    }
}

/// Where an input lies, so that its columns are of the order of 1.
struct Scale {
    middle: f64,
    spread: f64,
    knots: [f64; KNOTS.len()],
}

impl Scale {
    fn of(series: &[f64]) -> Scale {
        let mut sorted = series.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let [low, middle, high] = [0.05, 0.5, 0.95].map(|level| quantile(&sorted, level));
        let whole = sorted[sorted.len() - 1] - sorted[0];
        let spread = [high - low, whole].into_iter().find(|spread| *spread > 0.0).unwrap_or(1.0);
        Scale { middle, spread, knots: KNOTS.map(|level| (quantile(&sorted, level) - middle) / spread) }
    }

    fn of_value(&self, value: f64) -> f64 {
        (value - self.middle) / self.spread
    }

    /// What lies below the bend that divides products, and what lies above it.
    fn halves(&self, x: f64) -> [f64; 2] {
        let bend = self.knots[DIVIDE];
        [x.min(bend), f64::max(x - bend, 0.0)]
    }
}
