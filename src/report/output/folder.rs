//! A folder of results: a file with its final name is complete and belongs to one run.

use super::claim::{Claim, flush};
use super::error::{OutputError, at};
use super::ours::{MANIFEST, PARTIAL_MANIFEST, PREFIX, listed, marker, read_ours};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;

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
    /// Opens a folder for files of these names. What is complete takes the place of all earlier results when it is
    /// closed; what is `partial` carries the word in its names and takes the place of partial results alone.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(claim: &'a Claim, partial: bool, names: &[String]) -> Result<Folder<'a>, OutputError> {
        let complete = || Folder { claim, to: claim.beside("new"), partial, written: Vec::new() };
        let mut folder = if partial { Folder::partial(claim) } else { complete() };
        std::fs::create_dir_all(&folder.to).map_err(at(&folder.to))?;
        if partial {
            folder.mark(names)?;
        }
        Ok(folder)
    }

    /// A folder of partial results, as it is.
    pub(super) fn partial(claim: &'a Claim) -> Folder<'a> {
        Folder { claim, to: claim.path().to_owned(), partial: true, written: Vec::new() }
    }

    /// Says that all `names` may be unfinished, then removes what earlier partial work left.
    fn mark(&mut self, names: &[String]) -> Result<(), OutputError> {
        let earlier = read_ours(&self.to.join(PARTIAL_MANIFEST)).map_or(Vec::new(), |manifest| listed(&manifest));
        let names: Vec<String> = names.iter().map(|name| self.name(name)).collect();
        // Whoever is killed here leaves nothing that is not listed.
        self.put(PARTIAL_MANIFEST, &marker([&names[..], &earlier].concat(), None))?;
        // What a run could go on from stays until it is replaced.
        for name in earlier.iter().filter(|name| !names.contains(name) || !name.ends_with(".part")) {
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
        // Of complete results the whole folder is flushed at the end.
        if self.partial {
            flush(&self.to);
        }
        Ok(())
    }

    /// Gives a file that may be there another name.
    pub(super) fn shift(&mut self, from: &str, to: &str) -> Result<(), OutputError> {
        let (from, to) = (self.to.join(from), self.to.join(to));
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(&to)(error)),
            _ => Ok(()),
        }
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
