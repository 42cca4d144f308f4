//! Cells of a sweep as bytes of a part: the number of the first on a line, then their rows as in `sweep.csv`.

use super::Failure;
use super::delivery::{failed, refused};
use model::scenario::Scenario;
use model::simulation::statistic::Statistic;
use report::found::{sweep_cells, sweep_header, sweep_rows};
use report::output::OutputError;
use study::analysis::sweep::ask::Plan;
use study::analysis::sweep::found::Cell;
use study::analysis::variants::VariantError;

/// The header of the table of a sweep.
pub fn header(plan: &Plan, scenario: &Scenario) -> Result<Vec<u8>, Failure> {
    let (_, unit) = Statistic::quantity(scenario, plan.of).map_err(|error| refused(VariantError::Statistic(error)))?;
    sweep_header(plan.axes, plan.of, &unit, &scenario.currency).map_err(failed)
}

/// Cells from the number `first` on, from lines of the table below its header; else the number of the line that is none of them.
pub fn cells_of(plan: &Plan, header: &[u8], lines: &[u8], first: usize) -> Result<Vec<Cell>, usize> {
    sweep_cells(lines, header, |cell| (first + cell < plan.cells()).then(|| plan.at(first + cell)))
}

/// Neighbouring cells as they stand in a part.
pub fn part_bytes(first: usize, cells: &[Cell]) -> Result<Vec<u8>, OutputError> {
    Ok([format!("{first}\n").into_bytes(), sweep_rows(cells)?].concat())
}

/// The cells of a part and the number of the first; none if they are no cells of the sweep.
pub fn part_cells(plan: &Plan, scenario: &Scenario, bytes: &[u8]) -> Result<Option<(usize, Vec<Cell>)>, Failure> {
    let header = header(plan, scenario)?;
    let number = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = std::str::from_utf8(number).ok().and_then(|text| text.parse::<usize>().ok());
    let rows = bytes.get(number.len() + 1..);
    let (Some(first), Some(rows)) = (first.filter(|first| *first <= plan.cells()), rows) else { return Ok(None) };
    Ok(cells_of(plan, &header, &[&header, rows].concat(), first).ok().map(|cells| (first, cells)))
}
