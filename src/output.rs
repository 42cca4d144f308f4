//! Results as files: JSON, CSV, charts and the manifest, each written whole or not at all.

mod folder;
mod manifest;
mod replications;
mod tables;

pub use folder::{Folder, OutputError};
pub use manifest::Manifest;
pub use replications::replications_csv;
pub use tables::{administrations_csv, summary_csv, years_csv};

use crate::results::Results;

/// `summary.json`: everything the run found.
pub fn summary_json(results: &Results) -> Result<Vec<u8>, OutputError> {
    let mut bytes = serde_json::to_vec_pretty(results)?;
    bytes.push(b'\n');
    Ok(bytes)
}
