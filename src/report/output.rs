//! Results as files: JSON, CSV, charts and the manifest, each written whole or not at all.

mod about;
mod checkpoint;
mod claim;
mod error;
mod folder;
mod index;
mod manifest;
mod ours;
mod part_file;
mod parts;
mod replications;
mod stream;
pub(crate) mod tables;
pub mod verified;
mod whole_file;

pub use about::About;
pub use checkpoint::{Checkpoint, Kept};
pub use claim::Claim;
pub use error::OutputError;
pub use folder::{Folder, partial_name};
pub use index::{Entry, MARKS as INDEX_MARKS, Picture, index_markdown, with_index};
pub use manifest::{AnalysisManifest, Asked, Manifest};
pub use part_file::{Foreign, Over, PartFile, PartOf, Work};
pub use parts::{NotWhole, alike, joined, whole};
pub use replications::{each_replication, replication_columns, replications_csv};
pub use stream::{Before, Stream, before};
pub use tables::{administrations_csv, summary_csv, years_csv};
pub use whole_file::write_whole;

use model::results::{Results, SizeClass, size_classes};
use serde::Serialize;

/// Names and bytes of files.
pub type Files = Vec<(String, Vec<u8>)>;

/// The figures of a run, as files.
///
/// # Errors
/// If one cannot be written.
pub fn run_files(results: &Results) -> Result<Files, OutputError> {
    Ok(vec![
        ("summary.json".to_owned(), summary_json(results)?),
        ("summary.csv".to_owned(), summary_csv(results)?),
        ("administrations.csv".to_owned(), administrations_csv(results)?),
        ("years.csv".to_owned(), years_csv(results)?),
    ])
}

/// What `summary.json` holds: everything the run found, and the administrations by size.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    #[serde(flatten)]
    results: &'a Results,
    size_classes: Vec<SizeClass>,
}

impl<'a> Summary<'a> {
    /// Of a run.
    pub fn of(results: &'a Results) -> Summary<'a> {
        Summary { results, size_classes: size_classes(&results.administrations) }
    }
}

/// `summary.json`.
pub fn summary_json(results: &Results) -> Result<Vec<u8>, OutputError> {
    let mut bytes = serde_json::to_vec_pretty(&Summary::of(results))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::sample::of_all_sizes;
    use model::results::LISTED;

    #[test]
    fn many_administrations_are_listed_by_size_alone() {
        let mut results = of_all_sizes();
        let json = |results: &Results| -> serde_json::Value {
            serde_json::from_slice(&summary_json(results).expect("written")).expect("JSON")
        };
        let few = json(&results);
        assert_eq!(few["administrations"].as_array().map(Vec::len), Some(300));
        let classes = few["size_classes"].as_array().expect("a list");
        let members = |class: &serde_json::Value| class["administrations"].as_u64().expect("a number");
        assert_eq!(classes.iter().map(members).sum::<u64>(), 300);
        assert!(classes[0]["from"].is_null() && classes[0]["usually_save"] == classes[0]["administrations"]);
        results.administrations = results.administrations.iter().cycle().take(LISTED + 1).cloned().collect();
        let many = json(&results);
        assert!(many["administrations"].is_null() && many["size_classes"].is_array());
    }
}
