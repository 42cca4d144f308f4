//! Sweeps: whole, by cells, and put together from the rows of their cells.

use super::errors::Trouble;
use super::given::Given;
use super::work::Stop;
use report::found::{sweep_cells, sweep_header, sweep_rows};
use std::ops::Range;
use study::analysis::sweep::ask::{MOST_CELLS, Plan};
use study::analysis::sweep::found::Sweep;
use study::analysis::sweep::over::{self, Over};

/// What a sweep goes over.
pub struct Sweeping {
    /// One input or two, and their values.
    pub over: Vec<Over>,
    /// Path of the quantity.
    pub of: String,
    /// Seed of all draws.
    pub seed: u64,
    /// Replications of each cell.
    pub replications: u64,
}

/// Number of cells.
///
/// # Errors
/// If they are too many.
pub fn count(given: &Given, asked: &Sweeping) -> Result<usize, Trouble> {
    let (variants, axes) = (given.variants(asked.seed, asked.replications), over::axes(&given.scenario, &asked.over));
    let cells = Plan { variants: &variants, axes: &axes, of: &asked.of }.cells();
    match cells > MOST_CELLS {
        true => Err(Trouble::Value(format!("{cells} cells are too many: at most {MOST_CELLS}"))),
        false => Ok(cells),
    }
}

/// Simulates some cells: their rows in `sweep.csv`.
///
/// # Errors
/// If a cell has no answer.
pub fn rows(given: &Given, asked: &Sweeping, cells: Option<Range<usize>>, stop: &Stop) -> Result<Vec<u8>, Trouble> {
    let variants = given.variants(asked.seed, asked.replications);
    let axes = over::axes(&given.scenario, &asked.over);
    let (plan, _) = Plan::new(&variants, &axes, &asked.of, &given.scenario).map_err(Trouble::Value)?;
    if cells.is_none() {
        // A cell of its own says itself what is wrong with it.
        plan.check()?;
    }
    let cells = cells.unwrap_or(0..plan.cells());
    if cells.start > cells.end || cells.end > plan.cells() {
        let message = format!("the sweep has the cells 0 to {}, not {} to {}", plan.cells(), cells.start, cells.end);
        return Err(Trouble::Value(message));
    }
    let mut found = Vec::with_capacity(cells.len());
    plan.run(cells, &mut |more| {
        found.extend(more);
        stop.check()
    })?;
    Ok(sweep_rows(&found)?)
}

/// The sweep whose cells have these rows, all of them and in order.
///
/// # Errors
/// If a row is none of its cell, or one is missing.
pub fn of_rows(given: &Given, asked: &Sweeping, rows: &[u8]) -> Result<Sweep, Trouble> {
    let variants = given.variants(asked.seed, asked.replications);
    let axes = over::axes(&given.scenario, &asked.over);
    let (plan, unit) = Plan::new(&variants, &axes, &asked.of, &given.scenario).map_err(Trouble::Value)?;
    let header = sweep_header(&axes, plan.of, &unit, &given.scenario.currency)?;
    let at = |cell| (cell < plan.cells()).then(|| plan.at(cell));
    let cells = sweep_cells(&[&header, rows].concat(), &header, at)
        .map_err(|line| Trouble::Incomplete(format!("line {line} of these rows is none of the sweep's")))?;
    if cells.len() < plan.cells() {
        let message = format!("the sweep has {} cells; these rows are of {}", plan.cells(), cells.len());
        return Err(Trouble::Incomplete(message));
    }
    Ok(plan.found(&given.scenario, unit, cells))
}
