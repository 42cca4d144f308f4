//! A workbook of results: the answer and where it comes from, then tables whose sums are formulas.
//!
//! What makes a sheet says what it holds ([`Sheet`]) and knows no file format; `write` alone knows how a workbook is written.
//! The same results give the same bytes: no clock, no threads, no places.

mod input;
mod origin;
pub mod run;
mod sheet;
mod write;

pub use origin::Origin;
pub use sheet::{Cell, Chart, Column, Kind, MOST_ROWS, Series, Shape, Sheet};
pub use write::WorkbookError;

use crate::document::Document;
use crate::language::Language;
use crate::words::answer;
use study::input::filling::Filled;
use study::input::problem::{inert, shown};

/// Sheets of what was found, and what they have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// What is asked, in the scenario's words.
    pub title: String,
    /// What amounts are: currency, year of prices, present value or not; none where there is no unit.
    pub amounts: Option<String>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    language: Language,
    title: String,
    answer: Document,
    /// Labels and texts.
    origin: Vec<[String; 2]>,
    sheets: Vec<Sheet>,
}

impl Workbook {
    /// Of an answer, where it comes from, and sheets.
    pub fn new(mut answer: Document, origin: &Origin, contents: Contents) -> Workbook {
        let language = answer.language;
        if !origin.overrides.is_empty() {
            answer.preface(answer::given(&shown(&origin.overrides.join(", ")), language));
        }
        let Contents { title, amounts, sheets } = contents;
        let origin = origin.rows(amounts.as_deref(), language);
        Workbook { language, title: inert(title.chars()), answer, origin, sheets }
    }

    /// The file.
    ///
    /// # Errors
    /// If it cannot be written so.
    pub fn bytes(&self) -> Result<Vec<u8>, WorkbookError> {
        write::bytes(self)
    }
}

/// A workbook to fill in, of a scenario; `file` is its name, as commands will be given it.
///
/// # Errors
/// If it cannot be written so: a text is longer than a cell can be, or there are more rows than a sheet has.
pub fn to_fill_in(filled: &Filled, file: &str, language: Language) -> Result<Vec<u8>, WorkbookError> {
    write::input(&input::of(filled, file, language))
}

#[cfg(test)]
mod tests;
