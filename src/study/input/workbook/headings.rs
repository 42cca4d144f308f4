//! The headings of a sheet: the row in which they stand, and which column each is of.

use super::draft::Draft;
use super::merged;
use super::sheet::{Cell, Row, Sheet, plain};
use crate::input::places::At;
use crate::input::problem::shown;
use crate::input::suggest;
use std::collections::BTreeMap;

/// Heading of paths, and of single values.
pub(crate) const PATH: &str = "path";
pub(crate) const VALUE: &str = "value";
/// Headings of the three numbers and of the form.
pub(crate) const LOW: &str = "low";
pub(crate) const LIKELY: &str = "most likely";
pub(crate) const HIGH: &str = "high";
pub(crate) const FORM: &str = "form";
/// Headings of what is said of a value.
pub(crate) const SAID: [&str; 4] = ["source", "note", "owner", "signed off"];
/// Headings of columns that are for people.
const TOLD: [&str; 5] = ["name", "unit", "meaning", "if left empty", "allowed"];

/// Columns by heading, and the row below which the rows of the sheet begin.
#[derive(Debug)]
pub(super) struct Headings {
    /// The sheet, by number.
    pub sheet: usize,
    /// The row of the headings.
    pub row: u32,
    columns: BTreeMap<&'static str, u32>,
}

impl Headings {
    /// Those of a sheet: the first row that has the heading of its key. None after a report.
    pub fn read(sheet: (usize, &Sheet), key: &str, known: &[&'static str], draft: &mut Draft) -> Option<Headings> {
        let (number, cells) = sheet;
        let Some((row, heads)) = row_of(cells, key) else {
            if !cells.rows.is_empty() {
                let message = format!("no heading `{key}` in the sheet \"{}\"", shown(&cells.name));
                let all: Vec<&str> = known.iter().chain(&SAID).copied().collect();
                draft.error(At::sheet(number), "", message, format!("its headings are {}", suggest::list(all)));
            }
            return None;
        };
        let mut headings = Headings { sheet: number, row, columns: BTreeMap::new() };
        for (&column, cell) in heads {
            let Cell::Text(text) = cell else { continue };
            headings.take(column, text, known, draft);
        }
        let columns: Vec<u32> = headings.columns.values().copied().collect();
        merged::tell(sheet, row, &columns, draft);
        Some(headings)
    }

    fn take(&mut self, column: u32, text: &str, known: &[&'static str], draft: &mut Draft) {
        let name = plain(text);
        let at = At::cell(self.sheet, self.row, column);
        let all = || known.iter().chain(&SAID).copied();
        match all().find(|one| *one == name) {
            Some(one) if self.columns.contains_key(one) => {
                draft.error(at, text, format!("two columns are headed `{one}`"), "take one of them out");
            }
            Some(one) => {
                self.columns.insert(one, column);
            }
            None if TOLD.contains(&name.as_str()) => {}
            None => {
                let help = suggest::help(&name, all().chain(TOLD).collect::<Vec<_>>());
                draft.error(at, text, format!("unknown heading `{}`", shown(text)), help);
            }
        }
    }

    /// Where the cell of a heading stands in a row; the first column where there is no such heading.
    pub fn at(&self, row: u32, heading: &str) -> At {
        At::cell(self.sheet, row, self.columns.get(heading).copied().unwrap_or_default())
    }

    /// What a row holds below a heading.
    pub fn get<'a>(&self, row: &'a Row, heading: &str) -> Option<&'a Cell> {
        row.get(self.columns.get(heading)?)
    }

    /// The rows below.
    pub fn rows<'a>(&self, sheet: &'a Sheet) -> impl Iterator<Item = (u32, &'a Row)> + use<'a> {
        sheet.rows.range(self.row + 1..).map(|(number, row)| (*number, row))
    }
}

/// The first row with a heading.
pub(super) fn row_of<'a>(sheet: &'a Sheet, heading: &str) -> Option<(u32, &'a Row)> {
    let has = |row: &Row| row.values().any(|cell| matches!(cell, Cell::Text(text) if plain(text) == heading));
    sheet.rows.iter().find(|(_, row)| has(row)).map(|(number, row)| (*number, row))
}
