//! A quantity along one input, or over two.

use crate::analysis::header::Header;
use model::results::{Dimension, Estimate, Known, PERCENTS, Probability};
use serde::Serialize;

/// What `commonweal sweep` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sweep {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// Path of the quantity.
    pub of: String,
    /// Unit of its values.
    pub unit: Dimension,
    /// Years that are counted, as the scenario stands.
    pub horizon: usize,
    /// One or two inputs.
    pub over: Vec<Axis>,
    /// Along a single input of ascending numbers: where the median saving crosses 0, by straight lines between neighbours.
    pub crossings: Vec<Crossing>,
    /// Every value, or every pair of values, the last input running fastest.
    pub cells: Vec<Cell>,
}

/// An input and its values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis {
    /// Its path; with `*`, all that match are held at the same value.
    pub path: String,
    /// What it means, where it is a number of the scenario.
    pub meaning: Option<String>,
    /// Unit of its values.
    pub unit: Option<String>,
    /// P5, P50 and P95 at present; none where it follows from other inputs or is no number.
    pub now: Option<[f64; 3]>,
    /// Its values as the scenario would have them.
    pub values: Vec<String>,
    /// The same as ascending numbers; none where they are not.
    pub numbers: Option<Vec<f64>>,
}

/// What was found with inputs held at values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The values, one an input.
    pub at: Vec<String>,
    /// The quantity.
    pub of: Figures,
    /// Median of what sharing saves against building alone, with its 95 % interval.
    pub saving_p50: Option<Known>,
    /// Probability that sharing costs less than building alone.
    pub cheaper: Probability,
    /// Probability that sharing breaks even within the horizon.
    pub breaks_even: Probability,
    /// Median year from which it does; none where it does not in half of the replications.
    pub break_even: Option<f64>,
}

/// Figures of a quantity; those that do not exist are none.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Figures {
    /// Mean.
    pub mean: Option<f64>,
    /// Standard error of the mean.
    pub standard_error: Option<f64>,
    /// Quantile at 5 %.
    pub p5: Option<f64>,
    /// At 10 %.
    pub p10: Option<f64>,
    /// At 25 %.
    pub p25: Option<f64>,
    /// Median.
    pub p50: Option<f64>,
    /// At 75 %.
    pub p75: Option<f64>,
    /// At 90 %.
    pub p90: Option<f64>,
    /// At 95 %.
    pub p95: Option<f64>,
}

impl Figures {
    /// Of an estimate.
    pub fn of(estimate: &Estimate) -> Figures {
        let [p5, p10, p25, p50, p75, p90, p95] = PERCENTS.map(|percent| estimate.quantile(percent));
        let Estimate { mean, standard_error, .. } = *estimate;
        Figures { mean, standard_error, p5, p10, p25, p50, p75, p90, p95 }
    }

    /// Names and values, in the order of columns.
    pub fn named(&self) -> [(&'static str, Option<f64>); 9] {
        [
            ("mean", self.mean),
            ("standard_error", self.standard_error),
            ("p5", self.p5),
            ("p10", self.p10),
            ("p25", self.p25),
            ("p50", self.p50),
            ("p75", self.p75),
            ("p90", self.p90),
            ("p95", self.p95),
        ]
    }

    /// Of values in the order of columns.
    pub fn from_columns([mean, standard_error, p5, p10, p25, p50, p75, p90, p95]: [Option<f64>; 9]) -> Figures {
        Figures { mean, standard_error, p5, p10, p25, p50, p75, p90, p95 }
    }
}

/// Where the median saving crosses 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Crossing {
    /// Neighbouring values that it lies between.
    pub between: [f64; 2],
    /// Where straight lines between their medians cross.
    pub at: f64,
    /// Whether sharing pays above it.
    pub pays_above: bool,
}

/// Where the median saving of cells along ascending numbers crosses 0.
pub fn crossings(numbers: &[f64], cells: &[Cell]) -> Vec<Crossing> {
    let medians = cells.iter().map(|cell| cell.saving_p50.map_or(f64::NAN, |known| known.value));
    let points: Vec<(f64, f64)> = numbers.iter().copied().zip(medians).collect();
    let crossing = |pair: &[(f64, f64)]| {
        let [(a, below), (b, above)] = [pair[0], pair[1]];
        let crosses = below.is_finite() && above.is_finite() && (below > 0.0) != (above > 0.0);
        let at = a + (b - a) * below / (below - above);
        crosses.then_some(Crossing { between: [a, b], at, pays_above: above > 0.0 })
    };
    points.windows(2).filter_map(crossing).collect()
}

/// At most so many places of a list, evenly, both ends among them.
pub fn some_places(length: usize, most: usize) -> Vec<usize> {
    match length <= most {
        true => (0..length).collect(),
        false => (0..most).map(|k| k * (length - 1) / (most - 1)).collect(),
    }
}
