//! What each analysis leaves: a JSON of all, tables, charts and an answer in words.
//!
//! One file an analysis: it says which of them there are, and makes the tables. What shows or writes a result knows this
//! alone: the command line and its folder of results now, other pages later.

mod allocate;
mod backtest;
mod benchmark;
mod break_even;
mod calibrate;
mod compare;
mod cross_check;
mod decide;
mod partners;
mod sensitivity;
mod sweep;
mod terms;

pub use sweep::{sweep_cells, sweep_header, sweep_rows};

use crate::charts::{Chart, ChartError};
use crate::document::Document;
use crate::language::Language;
use crate::output::OutputError;
use serde::Serialize;
use study::analysis::header::Header;

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

/// What a result is of, as its manifest says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// The scenario's id.
    pub scenario: Option<String>,
    /// The game's id.
    pub game: Option<String>,
    /// Rules of cost sharing.
    pub rules: Option<Vec<String>>,
    /// Seed of all draws.
    pub seed: Option<u64>,
    /// Replications of each variant.
    pub replications: Option<usize>,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    pub overrides: Vec<String>,
}

impl From<&Header> for About {
    fn from(header: &Header) -> About {
        About {
            scenario: Some(header.scenario.clone()),
            seed: Some(header.seed),
            replications: Some(header.replications),
            overrides: header.overrides.clone(),
            ..About::default()
        }
    }
}
