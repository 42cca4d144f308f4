//! A sweep as files; its table can be read again, so that a sweep which was cut off goes on.

mod sheets;
mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, sweep};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use crate::workbook::Contents;
use model::results::{Dimension, Known, Probability};
use study::analysis::sweep::found::{Axis, Cell, Figures, Sweep};

impl Found for Sweep {
    const NAME: &'static str = "sweep";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("sweep.csv", sweep_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![sweep::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }

    fn contents(&self, language: Language) -> Contents {
        sheets::contents(self, language)
    }
}

/// Columns of a cell after those of its values.
const COLUMNS: usize = 19;

/// `sweep.csv`: one row a cell, the last input running fastest.
fn sweep_csv(sweep: &Sweep) -> Result<Vec<u8>, OutputError> {
    let mut bytes = sweep_header(&sweep.over, &sweep.of, &sweep.unit, &sweep.header.currency)?;
    bytes.extend(sweep_rows(&sweep.cells)?);
    Ok(bytes)
}

/// Its header: the inputs, figures of the quantity, the median saving, how surely sharing is cheaper and breaks even, and when.
pub fn sweep_header(over: &[Axis], of: &str, unit: &Dimension, currency: &str) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    over.iter().for_each(|axis| table.text(&axis.path));
    let [unit, currency] = [unit.word(), currency].map(str::to_lowercase);
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

/// Cells from a table's lines, given its header and the values that each must hold; else the number of the line that does
/// not belong there.
pub fn sweep_cells<'a>(
    lines: &[u8],
    header: &[u8],
    at: impl Fn(usize) -> Option<Vec<&'a str>>,
) -> Result<Vec<Cell>, usize> {
    let rows = lines.strip_prefix(header).ok_or(1usize)?;
    let mut cells = Vec::new();
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows);
    for record in reader.into_records() {
        let line = cells.len() + 2;
        let values = at(cells.len()).ok_or(line)?;
        let own = record.ok().and_then(|record| cell(&record, values.into_iter().map(str::to_owned).collect()));
        cells.push(own.ok_or(line)?);
    }
    // What is read is what would be written.
    match sweep_rows(&cells) {
        Ok(again) if again == rows => Ok(cells),
        Ok(again) => {
            let same = again.iter().zip(rows).take_while(|(one, other)| one == other);
            Err(2 + same.filter(|(byte, _)| **byte == b'\n').count())
        }
        Err(_) => Err(2),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<u8> {
        let sure = Probability { value: 0.75, low: 0.5, high: 1.0 };
        let cell = |k: usize| Cell {
            at: vec![["0", "0.5", "a,b"][k].to_owned()],
            of: Figures::from_columns(std::array::from_fn(|column| Some(column as f64 - 2.5))),
            saving_p50: Some(Known { value: k as f64, low: None, high: Some(3.25) }),
            cheaper: sure,
            breaks_even: sure,
            break_even: None,
        };
        [b"header\n".to_vec(), sweep_rows(&[0, 1, 2].map(cell)).expect("rows")].concat()
    }

    fn read(lines: &[u8]) -> Result<Vec<Cell>, usize> {
        sweep_cells(lines, b"header\n", |k| ["0", "0.5", "a,b"].get(k).map(|value| vec![*value]))
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let lines = lines();
        let cells = read(&lines).expect("cells");
        assert_eq!([b"header\n".to_vec(), sweep_rows(&cells).expect("rows")].concat(), lines);
        assert_eq!(read(b"header\n").map(|cells| cells.len()), Ok(0));
    }

    #[test]
    fn a_row_must_be_of_its_cell() {
        let text = String::from_utf8(lines()).expect("text");
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let of = |order: &[usize]| read(order.iter().map(|&k| lines[k]).collect::<String>().as_bytes()).err();
        assert_eq!(of(&[0, 2, 3]), Some(2), "a row is gone");
        assert_eq!(of(&[0, 1, 3]), Some(3), "a row is gone");
        assert_eq!(of(&[0, 1, 2, 3, 3]), Some(5), "a row too many");
        assert_eq!(of(&[1, 2, 3]), Some(1), "no header");
        assert_eq!(read(text.replace("0.75", "0.x5").as_bytes()).err(), Some(2));
        assert_eq!(read(text.replace("\n0.5,", "\n0.6,").as_bytes()).err(), Some(3));
    }
}
