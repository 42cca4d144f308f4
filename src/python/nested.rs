//! What sharing saves at point after point of what is not known.

use super::columns;
use super::errors::Trouble;
use super::given::Given;
use super::table::Table;
use super::work::Stop;
use model::samples::quantile;
use model::scenario::Scenario;
use model::simulation::nested::{Nested as Points, TOGETHER};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::ops::Range;

/// What sharing saves at each of many points of what is not known, on the same replications of chance.
#[pyclass(frozen, module = "commonweal")]
pub struct Nested {
    names: Vec<String>,
    columns: Vec<Vec<f64>>,
    replications: u64,
    seed: u64,
}

/// What is asked at how many points.
#[derive(Debug, Clone, Copy)]
pub struct Nesting {
    /// Points of knowledge.
    pub points: u64,
    /// Replications of chance at each.
    pub replications: u64,
    /// Seed of all draws.
    pub seed: u64,
}

/// Columns of a point: of each other strategy how surely sharing saves, and how much in the mean.
fn names(scenario: &Scenario) -> Vec<String> {
    let of = |strategy: model::scenario::Strategy| {
        ["positive", "mean"].map(|what| format!("saving.{}.{what}", strategy.word()))
    };
    Points::others(scenario).flat_map(of).collect()
}

/// Rows of some points, a multiple of [`TOGETHER`]: eight bytes a number, least first, NaN where there is no mean.
///
/// # Errors
/// If there are no such points, or a rule on the game has no answer.
pub fn rows(given: &Given, asked: Nesting, points: Range<u64>, stop: &Stop) -> Result<Vec<u8>, Trouble> {
    let whole = |count: u64| count.is_multiple_of(TOGETHER);
    if !(whole(points.start) && whole(points.end) && points.start <= points.end && points.end <= asked.points) {
        let message = format!(
            "points: whole groups of {TOGETHER} within 0 to {} are wanted, not {} to {}",
            asked.points, points.start, points.end
        );
        return Err(Trouble::Value(message));
    }
    let scenario = given.settled(asked.seed)?;
    let nested = Points::new(&scenario, asked.seed, asked.points, asked.replications);
    let mut bytes = Vec::new();
    let groups: Vec<u64> = (points.start / TOGETHER..points.end / TOGETHER).collect();
    for some in groups.chunks(rayon::current_num_threads()) {
        stop.check()?;
        for saving in nested.points(some[0]..some[0] + some.len() as u64).into_iter().flatten() {
            bytes.extend(saving.positive.to_le_bytes());
            bytes.extend(saving.mean.unwrap_or(f64::NAN).to_le_bytes());
        }
    }
    Ok(bytes)
}

impl Nested {
    /// All points from their rows.
    ///
    /// # Errors
    /// If they are not as many as was asked.
    pub fn of_rows(given: &Given, asked: Nesting, rows: &[u8]) -> Result<Nested, Trouble> {
        let names = names(&given.scenario);
        let wanted = asked.points * names.len() as u64 * 8;
        if rows.len() as u64 != wanted {
            let message = format!("{} points take {wanted} bytes; these rows have {}", asked.points, rows.len());
            return Err(Trouble::Incomplete(message));
        }
        let (numbers, _) = rows.as_chunks::<8>();
        let column = |at: usize| numbers.iter().skip(at).step_by(names.len()).map(|&bytes| f64::from_le_bytes(bytes));
        let columns = (0..names.len()).map(|at| column(at).collect()).collect();
        Ok(Nested { names, columns, replications: asked.replications, seed: asked.seed })
    }
}

#[pymethods]
impl Nested {
    /// One row a point, in the order of a Latin hypercube: `saving.independent.positive`, the share of replications in which sharing
    /// costs less than building alone, `saving.independent.mean`, its mean in the scenario's currency (null where costs have no
    /// mean), and the same against every other strategy. All columns are float64.
    fn table(&self) -> PyResult<Table> {
        Table::of(columns::of_numbers(self.names.clone(), self.columns.clone()))
    }

    /// Points, replications, seed, and of each column its P5, P50 and P95 over points. A chance told by n replications is known to
    /// about 1/√n; that is not taken out.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let summary = PyDict::new(py);
        summary.set_item("points", self.columns.first().map_or(0, Vec::len))?;
        summary.set_item("replications", self.replications)?;
        summary.set_item("seed", self.seed)?;
        for (name, values) in self.names.iter().zip(&self.columns) {
            let mut values: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
            values.sort_by(f64::total_cmp);
            let of = PyDict::new(py);
            for (quantity, p) in [("p5", 0.05), ("p50", 0.5), ("p95", 0.95)] {
                of.set_item(quantity, (!values.is_empty()).then(|| quantile(&values, p)))?;
            }
            summary.set_item(name, of)?;
        }
        Ok(summary)
    }

    fn __len__(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    fn __repr__(&self) -> String {
        // Of all others the one against which it holds at the fewest points decides: it stands here with the rest.
        let likely = |(name, values): (&String, &Vec<f64>)| {
            let other = name.strip_prefix("saving.")?.strip_suffix(".positive")?;
            Some(format!("{other} at {}", values.iter().filter(|chance| **chance > 0.5).count()))
        };
        let likely: Vec<String> = self.names.iter().zip(&self.columns).filter_map(likely).collect();
        let points = self.__len__();
        format!(
            "<commonweal.Nested of {points} points: in most replications sharing costs less than {}>",
            likely.join(", ")
        )
    }
}
