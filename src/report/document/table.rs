//! Tables of an answer: cells keep their number beside the text, for what can calculate.

use super::Text;
use crate::language::{Language, Unit, number, percent};

/// A side of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header; line feeds part its lines.
    pub header: Text,
    /// The side on which its cells and its header stand.
    pub side: Side,
}

/// The number in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The number, in the unit.
    pub value: f64,
    /// Its 95 % interval, where the cell shows one.
    pub interval: Option<[f64; 2]>,
    /// Decimals that the cell shows.
    pub decimals: usize,
    /// The unit, with its multiple; empty for a bare number, `%` for percents.
    pub unit: String,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What is read.
    pub text: Text,
    /// What can be calculated with.
    pub figures: Option<Figures>,
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell { text: text.into(), figures: None }
    }
}

impl Cell {
    /// A number with a fixed count of decimals.
    pub fn number(value: f64, decimals: usize, language: Language) -> Cell {
        let figures = Figures { value, interval: None, decimals, unit: String::new() };
        Cell { text: number(value, decimals, language).into(), figures: Some(figures) }
    }

    /// A value as a unit shows it, the unit left to the header.
    pub fn bare(value: f64, unit: &Unit, language: Language) -> Cell {
        let figures =
            Figures { value: value / unit.factor, interval: None, decimals: unit.decimals, unit: unit.words.clone() };
        Cell { text: unit.bare(value, language).into(), figures: Some(figures) }
    }

    /// A share in whole percents.
    pub fn percent(share: f64, language: Language) -> Cell {
        let figures = Figures { value: 100.0 * share, interval: None, decimals: 0, unit: "%".to_owned() };
        Cell { text: percent(share, language).into(), figures: Some(figures) }
    }

    /// The same number, read otherwise.
    pub fn read(self, text: impl Into<Text>) -> Cell {
        Cell { text: text.into(), ..self }
    }

    /// The same number with an interval in the same unit.
    pub fn within(mut self, interval: [f64; 2]) -> Cell {
        if let Some(figures) = &mut self.figures {
            figures.interval = Some(interval);
        }
        self
    }
}

/// How a table is laid out where room is scarce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As wide as its cells, and split where that is too wide.
    Plain,
    /// Columns that do not fit go below the others, each time after the first column.
    Split,
    /// Words in cells are wrapped.
    Wrapped,
}

/// Rows under headers.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// How it is laid out.
    pub layout: Layout,
    /// What is said right below it, such as where more rows are.
    pub note: Option<Text>,
}

impl Table {
    /// Rows under headers: the first column of words, the others of numbers.
    pub fn new<H: Into<Text>>(
        headers: impl IntoIterator<Item = H>,
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> Table {
        let side = |k| if k == 0 { Side::Left } else { Side::Right };
        let columns = headers.into_iter().enumerate();
        Table {
            columns: columns.map(|(k, header)| Column { header: header.into(), side: side(k) }).collect(),
            rows: rows.into_iter().collect(),
            layout: Layout::Plain,
            note: None,
        }
    }

    /// The same in parts of at most so many characters across, each with the first column.
    pub fn parts(&self, most: usize) -> Vec<Table> {
        let (mut places, mut used) = (vec![0], self.width(0));
        let mut parts = Vec::new();
        for column in 1..self.columns.len() {
            let own = self.width(column);
            if places.len() > 1 && used + own > most {
                parts.push(self.of_columns(&std::mem::replace(&mut places, vec![0])));
                used = self.width(0);
            }
            places.push(column);
            used += own;
        }
        parts.push(self.of_columns(&places));
        // What is said below stands below all of them.
        let count = parts.len();
        parts.iter_mut().take(count - 1).for_each(|part| part.note = None);
        parts
    }

    /// Characters of a column, with the blanks beside it.
    fn width(&self, column: usize) -> usize {
        let longest = |text: &Text| text.plain().lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| &cell.text);
        cells.chain([&self.columns[column].header]).map(longest).max().unwrap_or(0) + 2
    }

    fn of_columns(&self, places: &[usize]) -> Table {
        let cells = |row: &Vec<Cell>| places.iter().map(|&at| row.get(at).cloned().unwrap_or_default()).collect();
        Table {
            columns: places.iter().map(|&at| self.columns[at].clone()).collect(),
            rows: self.rows.iter().map(cells).collect(),
            ..self.clone()
        }
    }

    /// The same laid out otherwise.
    pub fn laid_out(self, layout: Layout) -> Table {
        Table { layout, ..self }
    }

    /// The same with columns of words at some places.
    pub fn words_in(mut self, columns: &[usize]) -> Table {
        for &k in columns {
            if let Some(column) = self.columns.get_mut(k) {
                column.side = Side::Left;
            }
        }
        self
    }

    /// The same with words right below it.
    pub fn noted(self, note: Option<impl Into<Text>>) -> Table {
        Table { note: note.map(Into::into), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_number() {
        let unit = Unit::of(12e6, "CAD", Language::Fr);
        let cell = Cell::bare(1.5e6, &unit, Language::Fr).within([1.0, 2.0]);
        assert_eq!(cell.text.plain(), "1,50");
        let figures = cell.figures.expect("a number");
        assert_eq!((figures.value, figures.decimals, figures.unit.as_str()), (1.5, 2, "millions de CAD"));
        assert_eq!(Cell::percent(0.12, Language::En).read("x").figures.expect("a number").value, 12.0);
        assert_eq!(Cell::from("a").figures, None);
    }

    #[test]
    fn words_stand_left_and_numbers_right() {
        let table = Table::new(["a", "b", "c"], [vec!["x".into(), "1".into(), "y".into()]]).words_in(&[2, 9]);
        let sides: Vec<Side> = table.columns.iter().map(|column| column.side).collect();
        assert_eq!(sides, [Side::Left, Side::Right, Side::Left]);
    }
}
