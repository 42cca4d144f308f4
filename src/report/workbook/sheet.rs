//! A sheet as it is meant: columns, rows of typed cells, what adds up, a chart. Nothing of how it is written.

use std::ops::Range;

/// Most rows of a sheet: what has more says where the rest is.
pub const MOST_ROWS: usize = 20_000;

/// What a number is: it decides how the number is shown, never what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Money; as many decimals as the greatest amount of the sheet needs.
    Money,
    /// Person-months, people, or another measured quantity: one decimal.
    Amount,
    /// Years: two decimals.
    Years,
    /// A share or a probability, from 0 to 1: in percent with one decimal.
    Share,
    /// The probability of a quantile: in whole percents.
    Percent,
    /// A whole number.
    Count,
    /// Whole numbers without marks of thousands, such as calendar years.
    Label,
    /// So many decimals.
    Decimals(usize),
    /// As many digits as it has.
    General,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: what does not exist is no 0.
    Empty,
    /// Words, never read as a formula, a link or a number.
    Text(String),
    /// A number; one that is not finite is shown as nothing.
    Number(f64, Kind),
}

impl Cell {
    /// A number, or nothing.
    pub fn number(value: Option<f64>, kind: Kind) -> Cell {
        match value.filter(|value| value.is_finite()) {
            // A negative zero is shown with its sign.
            Some(value) => Cell::Number(value + 0.0, kind),
            None => Cell::Empty,
        }
    }

    /// A text that is a number where it can be read as one.
    pub fn read(text: &str) -> Cell {
        match text.parse() {
            Ok(value) => Cell::number(Some(value), Kind::General),
            Err(_) => Cell::from(text),
        }
    }

    /// Its number.
    pub fn value(&self) -> Option<f64> {
        match self {
            Cell::Number(value, _) => Some(*value),
            Cell::Empty | Cell::Text(_) => None,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::Text(text.into())
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// Whether its figures add up over all rows: a formula below says to what.
    pub sum: bool,
}

impl Column {
    /// One whose figures do not add up, or are no figures.
    pub fn new(header: impl Into<String>) -> Column {
        Column { header: header.into(), sum: false }
    }

    /// One whose figures add up.
    pub fn summed(header: impl Into<String>) -> Column {
        Column { header: header.into(), sum: true }
    }
}

/// Rows under headers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name, at most 31 characters: one of ours, never of a scenario.
    pub name: &'static str,
    /// What stands above: a line each.
    pub notes: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The file that has all rows, where there may be more than [`MOST_ROWS`].
    pub file: Option<&'static str>,
    /// Columns that stay in sight.
    pub frozen: usize,
    /// Whether rows can be filtered.
    pub filter: bool,
    /// Its chart.
    pub chart: Option<Chart>,
}

impl Sheet {
    /// The rows that are written.
    pub fn written(&self) -> &[Vec<Cell>] {
        &self.rows[..self.rows.len().min(MOST_ROWS)]
    }

    /// The kind of the numbers of a column: of the first of them.
    pub fn kind(&self, column: usize) -> Option<Kind> {
        self.rows.iter().find_map(|row| match row.get(column)? {
            Cell::Number(_, kind) => Some(*kind),
            _ => None,
        })
    }

    /// What a column adds up to, from the first row to the last as a spreadsheet does; none where it does not add up, a
    /// cell has no number, or rows are left out.
    pub fn sum(&self, column: usize) -> Option<f64> {
        let adds_up = self.columns.get(column)?.sum && !self.rows.is_empty() && self.rows.len() <= MOST_ROWS;
        if !adds_up {
            return None;
        }
        self.rows.iter().map(|row| row.get(column)?.value()).sum::<Option<f64>>().filter(|sum| sum.is_finite())
    }
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lines over the labels of a column.
    Lines,
    /// Lines through points.
    Points,
}

/// Some columns as lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What is to be seen.
    pub title: String,
    /// How.
    pub shape: Shape,
    /// What is along the axis, and up it, with units.
    pub axes: [String; 2],
    /// The lines.
    pub series: Vec<Series>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name: a word of ours.
    pub name: String,
    /// Columns of what is along and up the axes.
    pub columns: [usize; 2],
    /// Its rows.
    pub rows: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(values: &[Option<f64>]) -> Sheet {
        Sheet {
            columns: vec![Column::summed("a"), Column::new("b")],
            rows: values.iter().map(|value| vec![Cell::number(*value, Kind::Money), Cell::Empty]).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn what_does_not_add_up_has_no_sum() {
        assert_eq!(sheet(&[Some(1.0), Some(2.5)]).sum(0), Some(3.5));
        assert_eq!(sheet(&[Some(1.0), Some(2.5)]).sum(1), None);
        assert_eq!(sheet(&[Some(1.0), None]).sum(0), None, "a sum of some would be taken for that of all");
        assert_eq!(sheet(&[Some(f64::MAX), Some(f64::MAX)]).sum(0), None);
        assert_eq!((sheet(&[]).sum(0), sheet(&[Some(1.0)]).sum(7)), (None, None));
    }

    #[test]
    fn rows_beyond_the_limit_are_left_out_and_so_is_their_sum() {
        let at = sheet(&vec![Some(1.0); MOST_ROWS]);
        assert_eq!((at.written().len(), at.sum(0)), (MOST_ROWS, Some(MOST_ROWS as f64)));
        let past = sheet(&vec![Some(1.0); MOST_ROWS + 1]);
        assert_eq!((past.written().len(), past.sum(0)), (MOST_ROWS, None));
    }

    #[test]
    fn only_finite_numbers_are_numbers() {
        for value in [None, Some(f64::NAN), Some(f64::INFINITY), Some(f64::NEG_INFINITY)] {
            assert_eq!(Cell::number(value, Kind::Money), Cell::Empty);
        }
        assert_eq!(Cell::number(Some(-0.0), Kind::Money).value().map(f64::to_bits), Some(0));
        assert_eq!(Cell::read("0.5"), Cell::Number(0.5, Kind::General));
        assert_eq!([Cell::read("inf"), Cell::read("equal")], [Cell::Empty, Cell::from("equal")]);
    }
}
