//! A folder of results: a file with its final name is complete and belongs to one run.

use super::claim::{Claim, at};
use super::manifest::{MANIFEST, PARTIAL_MANIFEST, listed, marker, read_ours};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;
use study::input::problem::shown_path;

/// What names of files that are not finished begin with.
pub(super) const PREFIX: &str = ".commonweal-";

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
    /// A row that CSV has no shape for.
    #[error("cannot write CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// A file as the manifest lists it.
#[derive(Debug, Clone, serde::Serialize, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A folder that is being filled.
#[derive(Debug)]
pub struct Folder<'a> {
    claim: &'a Claim,
    /// Where files go: beside the place if all are to be there, else into it.
    to: PathBuf,
    partial: bool,
    written: Vec<Written>,
}

impl<'a> Folder<'a> {
    pub(super) fn open(claim: &'a Claim, partial: bool, names: &[String]) -> Result<Folder<'a>, OutputError> {
        let to = if partial { claim.path().to_owned() } else { claim.beside("new") };
        let mut folder = Folder { claim, to, partial, written: Vec::new() };
        std::fs::create_dir_all(&folder.to).map_err(at(&folder.to))?;
        if partial {
            folder.mark(names)?;
        }
        Ok(folder)
    }

    /// Says that all `names` may be unfinished, then removes what earlier partial work left.
    fn mark(&mut self, names: &[String]) -> Result<(), OutputError> {
        let earlier = read_ours(&self.to.join(PARTIAL_MANIFEST)).map_or(Vec::new(), |manifest| listed(&manifest));
        let names: Vec<String> = names.iter().map(|name| self.name(name)).collect();
        // Whoever is killed here leaves nothing that is not listed.
        self.put(PARTIAL_MANIFEST, &marker([&names[..], &earlier].concat(), None))?;
        for name in earlier {
            let path = self.to.join(name);
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(&path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Files written so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Writes a file.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let name = self.name(name);
        self.put(&name, bytes)?;
        self.written.push(Written { name, size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) });
        Ok(())
    }

    /// The name that a file has here.
    pub(super) fn name(&self, name: &str) -> String {
        if self.partial { partial_name(name) } else { name.to_owned() }
    }

    /// Writes beside the place, flushes to the disk, and puts it there.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.to.join(name);
        let mut file = builder().tempfile_in(&self.to).map_err(at(&path))?;
        file.write_all(bytes).map_err(at(&path))?;
        file.as_file().sync_all().map_err(at(&path))?;
        file.persist(&path).map_err(|error| at(&path)(error.error))?;
        Ok(())
    }

    /// Writes the manifest, which closes the folder: what is complete now takes its place.
    pub fn close(mut self, manifest: &[u8]) -> Result<(), OutputError> {
        if self.partial {
            return self.put(PARTIAL_MANIFEST, manifest);
        }
        self.put(MANIFEST, manifest)?;
        self.claim.exchange()
    }
}

/// `summary.json` becomes `summary.partial.json`.
pub fn partial_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.partial.{ending}"),
        None => format!("{name}.partial"),
    }
}

/// Files that others may read, as the user's mask allows.
#[cfg(unix)]
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    builder
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
