//! What each analysis leaves: a JSON of all, tables, charts and an answer in words.
//!
//! One file an analysis: it says which of them there are, and makes the tables and, where its command has one, the sheets of a
//! workbook. What shows or writes a result knows this
//! alone: the command line and its folder of results now, other pages later.

mod allocate;
mod backtest;
mod benchmark;
mod break_even;
mod budget;
mod calibrate;
mod compare;
mod cross_check;
mod decide;
mod partners;
mod preview;
mod sensitivity;
mod sweep;
mod terms;

pub(crate) use budget::to_read;
pub(crate) use decide::{choice, find_out};
pub use preview::words as preview_words;
pub use sweep::{sweep_cells, sweep_header, sweep_rows};

#[cfg(test)]
mod tests;

use crate::charts::{Chart, ChartError};
use crate::document::Document;
use crate::language::Language;
use crate::output::{About, Files, OutputError};
use crate::workbook::{Contents, Origin, Workbook};
use serde::Serialize;
use study::input::InputFile;

/// Names and bytes of tables.
pub type Tables = Vec<(&'static str, Vec<u8>)>;

/// What an analysis found.
pub trait Found: Serialize {
    /// The stem of its JSON file.
    const NAME: &'static str;

    /// What it is of.
    fn about(&self) -> About;

    /// Its tables, with the names of their files.
    ///
    /// # Errors
    /// If a table cannot be written.
    fn tables(&self) -> Result<Tables, OutputError>;

    /// Its charts.
    ///
    /// # Errors
    /// If one cannot be drawn.
    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError>;

    /// Its answer.
    fn document(&self, language: Language) -> Document;

    /// What its workbook holds beside the answer, where its command writes one.
    fn contents(&self, _language: Language) -> Contents {
        Contents::default()
    }

    /// All of it as JSON.
    ///
    /// # Errors
    /// If it cannot be written so.
    fn json(&self) -> Result<Vec<u8>, OutputError> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The JSON of what was found, and its tables.
///
/// # Errors
/// If one cannot be written.
pub fn files<F: Found>(found: &F) -> Result<Files, OutputError> {
    let json = (format!("{}.json", F::NAME), found.json()?);
    let tables = found.tables()?.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    Ok(std::iter::once(json).chain(tables).collect())
}

/// The workbook of what was found in files.
pub fn workbook<F: Found>(found: &F, inputs: &[InputFile], language: Language) -> Workbook {
    let about = found.about();
    let id = about.scenario.as_ref().or(about.game.as_ref()).map_or("", String::as_str);
    let origin = Origin {
        id,
        seed: about.seed,
        replications: about.replications.map(|count| count as u64),
        overrides: &about.overrides,
        inputs,
        partial: false,
    };
    Workbook::new(found.document(language), &origin, found.contents(language))
}
