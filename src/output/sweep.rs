//! A sweep as files; its table can be read again, so that a sweep which was cut off goes on.

use super::OutputError;
use super::tables::Table;
use crate::results::{Axis, Cell, Figures, Known, Probability, Sweep};

/// Columns of a cell after those of its values.
const COLUMNS: usize = 19;

/// `sweep.json`.
pub fn sweep_json(sweep: &Sweep) -> Result<Vec<u8>, OutputError> {
    let mut bytes = serde_json::to_vec_pretty(sweep)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `sweep.csv`: one row a cell, the last input running fastest.
pub fn sweep_csv(sweep: &Sweep) -> Result<Vec<u8>, OutputError> {
    let mut bytes = sweep_header(&sweep.over, &sweep.of, &sweep.unit, &sweep.currency)?;
    bytes.extend(sweep_rows(&sweep.cells)?);
    Ok(bytes)
}

/// Its header: the inputs, figures of the quantity, the median saving, how surely sharing is cheaper and breaks even, and when.
pub fn sweep_header(over: &[Axis], of: &str, unit: &str, currency: &str) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    over.iter().for_each(|axis| table.text(&axis.path));
    let [unit, currency] = [unit, currency].map(str::to_lowercase);
    for (name, _) in Figures::default().named() {
        table.text(&format!("{of}_{name}_{unit}"));
    }
    for end in ["", "_low", "_high"] {
        table.text(&format!("saving_median{end}_{currency}"));
    }
    table.header(&["cheaper", "cheaper_low", "cheaper_high"]);
    table.header(&["breaks_even", "breaks_even_low", "breaks_even_high", "break_even_year_p50"]);
    table.end_row()?;
    table.finish()
}

/// Its rows.
pub fn sweep_rows(cells: &[Cell]) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    for cell in cells {
        for value in &cell.at {
            match value.parse() {
                Ok(number) => table.number(Some(number)),
                Err(_) => table.text(value),
            }
        }
        cell.of.named().into_iter().for_each(|(_, value)| table.number(value));
        let median = cell.saving_p50;
        table.number(median.map(|known| known.value));
        table.number(median.and_then(|known| known.low));
        table.number(median.and_then(|known| known.high));
        for Probability { value, low, high } in [cell.cheaper, cell.breaks_even] {
            [value, low, high].into_iter().for_each(|end| table.number(Some(end)));
        }
        table.number(cell.break_even);
        table.end_row()?;
    }
    table.finish()
}

/// Cells from a table's lines, given the values that each must hold; as many as can be understood.
pub fn sweep_cells<'a>(lines: &[u8], at: impl Fn(usize) -> Vec<&'a str>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for record in csv::Reader::from_reader(lines).into_records().map_while(Result::ok) {
        let values: Vec<String> = at(cells.len()).into_iter().map(str::to_owned).collect();
        let Some(cell) = cell(&record, values) else { break };
        cells.push(cell);
    }
    cells
}

fn cell(record: &csv::StringRecord, at: Vec<String>) -> Option<Cell> {
    let columns: Vec<Option<f64>> = record.iter().skip(at.len()).map(|text| text.parse().ok()).collect();
    let columns: [Option<f64>; COLUMNS] = columns.try_into().ok()?;
    let [figures @ .., m, m_low, m_high, c, c_low, c_high, b, b_low, b_high, year] = columns;
    let known = |[value, low, high]: [Option<f64>; 3]| Some(Probability { value: value?, low: low?, high: high? });
    Some(Cell {
        at,
        of: Figures::from_columns(figures),
        saving_p50: m.map(|value| Known { value, low: m_low, high: m_high }),
        cheaper: known([c, c_low, c_high])?,
        breaks_even: known([b, b_low, b_high])?,
        break_even: year,
    })
}
