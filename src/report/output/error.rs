//! Why results could not be written.

use std::path::{Path, PathBuf};
use study::input::problem::shown_path;

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds files that are not results of this program.
    #[error(
        "{} holds files that are no results of commonweal: choose another --out, or give --force to write there all the same",
        shown_path(.0)
    )]
    NotOurs(PathBuf),
    /// Another command has it.
    #[error("another command is writing to {}: wait until it ends, or choose another --out", shown_path(.0))]
    Busy(PathBuf),
    /// The system refused.
    #[error("cannot write {}: {source}", shown_path(.path))]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A value that JSON has no word for.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A chart that could not be drawn.
    #[error(transparent)]
    Chart(#[from] crate::charts::ChartError),
    /// A workbook that could not be written.
    #[error(transparent)]
    Workbook(#[from] crate::workbook::WorkbookError),
    /// A row that CSV has no shape for.
    #[error("cannot write CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// An error of the system at a place.
pub(super) fn at(path: &Path) -> impl Fn(std::io::Error) -> OutputError + '_ {
    move |source| OutputError::Io { path: path.to_owned(), source }
}
