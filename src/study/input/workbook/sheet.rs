//! A sheet: the cells that hold something, by row.

use std::collections::BTreeMap;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// A number, typed or calculated.
    Number(f64),
    /// A text, not empty, without blanks around it.
    Text(String),
    /// TRUE or FALSE.
    Truth(bool),
    /// What is shown as a date or a time, YYYY-MM-DD where it is a day.
    Date(String),
    /// What a formula failed with, such as #REF!.
    Error(String),
    /// A formula that nobody has calculated, such as one that a program wrote.
    Formula,
}

/// A rectangle of merged cells: first row and column, last row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The cell that holds what all of them show.
    pub first: (u32, u32),
    /// The opposite corner.
    pub last: (u32, u32),
}

/// The cells of a row by column.
pub(crate) type Row = BTreeMap<u32, Cell>;

/// A sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    /// Its name, as written.
    pub name: String,
    /// Its rows that hold something, by number from 0.
    pub rows: BTreeMap<u32, Row>,
    /// Its cells that are merged.
    pub merged: Vec<Merged>,
}

impl Sheet {
    /// Without cells.
    pub fn named(name: String) -> Sheet {
        Sheet { name, ..Sheet::default() }
    }

    /// Gives a cell its content; of two at one place the first counts.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell) {
        self.rows.entry(row).or_default().entry(column).or_insert(cell);
    }
}

/// A text without blanks around it: those of a keyboard, of typesetting, and those that the eye cannot see.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// A name as it is compared: in small letters, its words parted by one blank.
pub(crate) fn plain(name: &str) -> String {
    let parted = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '\u{200b}' | '\u{feff}');
    let words: Vec<String> = name.split(parted).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        for name in ["Most likely", " most_likely\u{a0}", "MOST-LIKELY", "most \u{202f} likely"] {
            assert_eq!(plain(name), "most likely", "{name:?}");
        }
        assert_eq!(trimmed("\u{a0} 5\u{200b}\t"), "5");
    }

    #[test]
    fn of_two_cells_at_one_place_the_first_counts() {
        let mut sheet = Sheet::named("a".to_owned());
        sheet.put(0, 0, Cell::Number(1.0));
        sheet.put(0, 0, Cell::Number(2.0));
        assert_eq!(sheet.rows[&0][&0], Cell::Number(1.0));
    }
}
