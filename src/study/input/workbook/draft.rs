//! A text as it is made of cells, with the place of every stretch, and what was found amiss while it was made.

use super::open::Book;
use crate::input::places::{At, Places};
use crate::input::problem::{FileId, Place, Problems, Severity, Sources};
use std::ops::Range;

/// Most characters of a cell that are shown beside a problem.
const MOST_SHOWN: usize = 200;

/// A part of a text, with the cells that it stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    /// The text.
    pub text: String,
    stretches: Vec<(Range<usize>, At)>,
}

impl Piece {
    /// Adds a text that stands in no cell.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds what stands in a cell.
    pub fn cell(&mut self, at: At, text: &str) {
        let begin = self.text.len();
        self.text.push_str(text);
        self.close(begin, at);
    }

    /// Says that all from a place on is of a cell or a sheet.
    pub fn close(&mut self, begin: usize, at: At) {
        self.stretches.push((begin..self.text.len(), at));
    }

    /// Adds an entry of a table.
    pub fn entry(&mut self, at: At, key: &str, value: Piece) {
        self.cell(at, key);
        self.put(" = ");
        self.paste(value);
        self.put("\n");
    }

    /// Adds another piece.
    pub fn paste(&mut self, other: Piece) {
        let begin = self.text.len();
        self.text.push_str(&other.text);
        let moved = |(span, at): (Range<usize>, At)| (begin + span.start..begin + span.end, at);
        self.stretches.extend(other.stretches.into_iter().map(moved));
    }
}

/// A problem found in a cell.
#[derive(Debug)]
struct Found {
    severity: Severity,
    span: Range<usize>,
    message: String,
    help: String,
}

/// A text in the making.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What there is of it.
    pub piece: Piece,
    /// What is amiss, as it stands in its cells.
    aside: Piece,
    found: Vec<Found>,
    sheets: Vec<String>,
}

impl Draft {
    /// Without text, of the sheets of a workbook.
    pub fn of(book: &Book) -> Draft {
        let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        Draft { piece: Piece::default(), aside: Piece::default(), found: Vec::new(), sheets }
    }

    /// An error about a cell that holds this, or about a sheet.
    pub fn error(&mut self, at: At, content: &str, message: impl Into<String>, help: impl Into<String>) {
        self.tell(Severity::Error, at, content, (message.into(), help.into()));
    }

    /// A warning about a cell that holds this, or about a sheet.
    pub fn warning(&mut self, at: At, content: &str, message: impl Into<String>, help: impl Into<String>) {
        self.tell(Severity::Warning, at, content, (message.into(), help.into()));
    }

    fn tell(&mut self, severity: Severity, at: At, content: &str, (message, help): (String, String)) {
        let begin = self.aside.text.len();
        let shown: String =
            content.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }).take(MOST_SHOWN).collect();
        self.aside.cell(at, &shown);
        self.found.push(Found { severity, span: begin..self.aside.text.len(), message, help });
        self.aside.put("\n");
    }

    /// Whether an error was found.
    pub fn is_broken(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// Keeps the text among the sources, and tells what was found.
    pub fn finish(self, name: &str, sources: &mut Sources, problems: &mut Problems) -> FileId {
        let file = sources.add_made(name, self.piece.text, Places::new(self.sheets.clone(), self.piece.stretches));
        if self.found.is_empty() {
            return file;
        }
        let side = sources.add_made(name, self.aside.text, Places::new(self.sheets, self.aside.stretches).plain());
        for Found { severity, span, message, help } in self.found {
            let place = Place { file: side, span };
            match severity {
                Severity::Error => problems.error(place, message).help(help),
                Severity::Warning => problems.warning(place, message).help(help),
            }
        }
        file
    }
}
