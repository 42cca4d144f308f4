//! Files beside the scenario: found beneath its folder only, read whole, and their hashes kept.

use super::problem::shown;
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Most bytes of a table.
pub(crate) const LARGEST_TABLE: u64 = 1 << 30;
/// Most bytes of a scenario: its tree takes many times that in memory.
pub(crate) const LARGEST_SCENARIO: u64 = 4 << 20;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InputFile {
    /// Its path, as written.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Number of its bytes.
    pub size: u64,
}

impl InputFile {
    /// The record of a file's bytes.
    pub(crate) fn of(path: &str, bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        InputFile { path: path.to_owned(), sha256, size: bytes.len() as u64 }
    }
}

/// Where further files are looked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folder {
    /// The scenario's folder; none: no files can be read.
    pub base: Option<PathBuf>,
    /// Whether files elsewhere may be read, too.
    pub allow_outside: bool,
}

/// Reads at most `limit` bytes; more are an error.
pub(crate) fn read_limited(input: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes)?;
    within(bytes.len() as u64, limit)?;
    Ok(bytes)
}

fn within(size: u64, limit: u64) -> io::Result<()> {
    match size > limit {
        true => Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {} MiB", limit >> 20))),
        false => Ok(()),
    }
}

/// Reads a file of at most `limit` bytes. One whose size is known to be larger is not read at all, and a named pipe,
/// which may never end, is not opened; pipes that the shell hands over (`/dev/fd`) are.
pub(crate) fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder, not a file"));
    }
    let handed_over = ["/dev", "/proc"].iter().any(|place| path.starts_with(place));
    if !about.is_file() && !handed_over {
        let message = "not a regular file; `-` reads standard input";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    within(about.len(), limit)?;
    read_limited(std::fs::File::open(path)?, limit)
}

/// The bytes of a table.
pub(crate) fn open_table(path: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    read_file(path, LARGEST_TABLE)
}

/// Where a named file is; an error with its help if it may not be read.
pub(crate) fn locate(name: &str, folder: &Folder) -> Result<PathBuf, (String, String)> {
    let Some(base) = &folder.base else {
        return Err((format!("`{}`: no folder to look in", shown(name)), "read the scenario from a file".to_owned()));
    };
    let refused = || {
        let help = "put the file beneath the scenario's folder, or allow files outside it on the command line";
        (format!("`{}` is outside the scenario's folder", shown(name)), help.to_owned())
    };
    if name.is_empty() || name.contains('\0') {
        return Err((format!("`{}` is no file name", shown(name)), "name a CSV file or a workbook".to_owned()));
    }
    let path = Path::new(name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !folder.allow_outside && !inside {
        return Err(refused());
    }
    let path = base.join(path);
    if folder.allow_outside {
        return Ok(path);
    }
    match (path.canonicalize(), base.canonicalize()) {
        (Ok(real), Ok(base)) if !real.starts_with(&base) => Err(refused()),
        _ => Ok(path),
    }
}
