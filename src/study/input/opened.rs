//! A table that stands by itself: read from a path or from standard input, with its problems and the texts they point into.

use super::files::{InputFile, LARGEST_TABLE, read_file, read_limited};
use super::problem::{Problems, Sources};
use super::table;
use super::table::Table;
use std::io;
use std::path::Path;

/// What the reading of a table gives.
pub(crate) struct Opened {
    /// The table; none where it is none.
    pub table: Option<Table>,
    /// Id, from the file's name.
    pub id: String,
    /// Errors and warnings, in the order of finding.
    pub problems: Problems,
    /// The texts that problems point into.
    pub sources: Sources,
    /// The file that was read.
    pub files: Vec<InputFile>,
}

/// Reads a table, `-` from standard input, whose id is then `unnamed`.
///
/// # Errors
/// Only if the file cannot be read.
pub(crate) fn open(path: &Path, unnamed: &str) -> io::Result<Opened> {
    let stdin = path == Path::new("-");
    let bytes = match stdin {
        true => read_limited(io::stdin().lock(), LARGEST_TABLE)?,
        false => read_file(path, LARGEST_TABLE)?,
    };
    let name = if stdin { "<stdin>".to_owned() } else { path.display().to_string() };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| !stdin);
    let id = stem.map_or_else(|| unnamed.to_owned(), super::scenario_id);
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let files = vec![InputFile::of(&name, &bytes)];
    let table = table::read(&bytes, &name, &mut sources, &mut problems);
    Ok(Opened { table, id, problems, sources, files })
}
