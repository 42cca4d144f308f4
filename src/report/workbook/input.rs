//! A scenario as a workbook to be filled in: its sheets with human names, units, defaults, choices and notes.
//!
//! What is read of it are the names of the sheets and their headings, which are the same in both languages; all else is for people.

mod columns;
mod people;
mod rows;
mod told;

use crate::language::Language;
use study::input::filling::{Content, Filled};

/// A column of such a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// Its heading, by which it is read.
    pub heading: String,
    /// Its width in characters.
    pub width: usize,
    /// What is to be known of it.
    pub note: String,
    /// Whether it is for people alone.
    pub told: bool,
    /// Whether what stands in it already stays as it is.
    pub fixed: bool,
    /// What its cells may be chosen from.
    pub choice: Option<Choice>,
    /// How what is typed into it is taken.
    pub typed: Typed,
}

/// How what is typed into a cell is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Typed {
    /// As a spreadsheet does.
    #[default]
    General,
    /// As text, whatever it looks like.
    Text,
    /// A day.
    Day,
}

/// What a cell may be chosen from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// The words, or where they stand.
    pub from: From,
    /// Whether nothing else is allowed.
    pub closed: bool,
}

/// Where the words of a choice stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum From {
    /// Here.
    Words(Vec<String>),
    /// In cells.
    Cells(&'static str),
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Option<Content>>,
    /// A note on a cell, by column.
    pub note: Option<(usize, String)>,
    /// What a cell may be chosen from, by column.
    pub choice: Option<(usize, Choice)>,
}

/// A sheet that is read.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Its name, by which it is read.
    pub name: &'static str,
    /// What stands above its headings.
    pub note: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Rows that are left to be filled.
    pub blank: usize,
    /// Columns that stay in sight.
    pub frozen: usize,
}

/// What a workbook to be filled in holds.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// The name of its first sheet.
    pub first: &'static str,
    /// The lines of that: what is a heading, and what is said.
    pub told: Vec<(bool, String)>,
    /// The sheets that are read.
    pub sheets: Vec<Sheet>,
    /// Language of what is for people.
    pub language: Language,
}

/// What the workbook of a scenario holds; `file` is its name, as commands will be given it.
pub(super) fn of(filled: &Filled, file: &str, language: Language) -> Input {
    let (first, told) = told::lines(file, language);
    Input { first, told, sheets: rows::sheets(filled, language), language }
}
