//! Checkpoints: what a run has seen so far, kept beside its results while it goes on, so that whatever ends it costs no more than what
//! was done since. There are two: one is replaced while the other stays as it is.

use super::claim::Claim;
use super::error::OutputError;
use super::folder::{Folder, partial_name};
use super::part_file::{Foreign, PartFile, PartOf};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The latest, and the one before it.
const NAMES: [&str; 2] = ["checkpoint.part", "checkpoint-before.part"];

/// Where a run keeps its checkpoints.
#[derive(Debug)]
pub struct Checkpoint<'a> {
    claim: &'a Claim,
    /// Once there is one.
    folder: Option<Folder<'a>>,
}

/// What was found of an interrupted run.
#[derive(Debug)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// What it had seen.
    Seen(Vec<u8>),
    /// A run that was asked for otherwise, and in which of its parts.
    Other(Vec<String>),
    /// A file that cannot be used.
    Foreign(PathBuf, Foreign),
    /// A file that the system does not let be read.
    Unread(PathBuf, std::io::Error),
}

impl<'a> Checkpoint<'a> {
    /// In a folder of results; nothing is written yet.
    pub fn at(claim: &'a Claim) -> Checkpoint<'a> {
        Checkpoint { claim, folder: None }
    }

    /// Names of the files.
    pub fn names() -> [&'static str; 2] {
        NAMES
    }

    /// What a run left in a folder: of two checkpoints the later one that is whole.
    pub fn kept(place: &Path, of: &PartOf) -> Kept {
        let mut found = Kept::Nothing;
        for name in NAMES {
            let path = place.join(partial_name(name));
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => continue,
                Err(error) => return Kept::Unread(path, error),
            };
            match PartFile::read(&bytes) {
                Ok(part) => {
                    let differences = of.differences(&part.of);
                    return if differences.is_empty() { Kept::Seen(part.seen) } else { Kept::Other(differences) };
                }
                Err(error) if matches!(found, Kept::Nothing) => found = Kept::Foreign(path, error),
                Err(_) => {}
            }
        }
        found
    }

    /// Keeps what was seen so far, on the disk when this returns.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn keep(&mut self, part: &PartFile) -> Result<(), OutputError> {
        let bytes = part.bytes()?;
        let folder = match &mut self.folder {
            Some(folder) => folder,
            none => none.insert(Folder::open(self.claim, true, &NAMES.map(str::to_owned))?),
        };
        let [latest, before] = NAMES.map(partial_name);
        folder.shift(&latest, &before)?;
        folder.put(&latest, &bytes)
    }
}
