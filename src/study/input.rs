//! From files to a checked [`Scenario`]: reads, places, checks, and collects every problem.
//!
//! text → [`node`]s with places → parts by known key (`arrange`) → overrides, table → checks → [`Scenario`]

mod adapted;
mod administrations;
mod arrange;
mod assumptions;
mod check;
pub mod columns;
mod correlated;
mod data;
mod document;
mod domain;
mod effort;
mod empirical;
mod extras;
mod files;
mod fixed;
mod forms;
mod game;
mod known;
pub mod meant;
mod needs;
pub mod node;
mod number;
mod observed;
mod opened;
mod overrides;
mod parameters;
mod path;
mod preface;
pub mod problem;
mod ratings;
mod reading;
mod render;
mod schema;
mod settings;
mod settled;
mod sharing;
mod starter;
pub mod suggest;
pub mod table;
mod text;
mod tiers;
mod unusual;
mod value;

pub use data::UNITS;
pub use files::InputFile;
pub use game::{LoadedGame, MOST_MEMBERS, load_game};
pub use overrides::Override;
pub(crate) use overrides::written;
pub(crate) use path::matches;
pub use preface::preface;
pub use render::render;
pub use schema::json_schema;
pub use starter::STARTER;

use model::scenario::Scenario;
use node::Value;
use problem::{FileId, Place, Problem, Problems, Sources, shown};
use reading::Reading;
use std::io;
use std::path::Path;

/// Problems of a broken file that are looked at more closely.
const FEW: usize = 200;

/// What a reading gives: the scenario if there is no error, and all problems.
#[derive(Debug)]
pub struct Loaded {
    /// The checked scenario; none if any problem is an error.
    pub scenario: Option<Scenario>,
    /// Errors and warnings, in the order of finding.
    pub problems: Problems,
    /// The texts that problems point into.
    pub sources: Sources,
    /// The files that were read.
    pub files: Vec<InputFile>,
}

/// A scenario file as it was written, to be read with one value or another.
#[derive(Debug)]
pub struct Written {
    name: String,
    id: String,
    bytes: Vec<u8>,
    folder: files::Folder,
}

impl Written {
    /// Takes a scenario file, `-` for standard input. Tables are found beneath the scenario's folder only, unless
    /// `allow_outside`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(path: &Path, allow_outside: bool) -> io::Result<Written> {
        let stdin = path == Path::new("-");
        let bytes = match stdin {
            true => files::read_limited(io::stdin().lock(), files::LARGEST_SCENARIO)?,
            false => files::read_file(path, files::LARGEST_SCENARIO)?,
        };
        let base = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() && !stdin => parent,
            _ => Path::new("."),
        };
        let stem = if stdin { None } else { path.file_stem().and_then(|stem| stem.to_str()) };
        Ok(Written {
            name: if stdin { "<stdin>".to_owned() } else { path.display().to_string() },
            id: scenario_id(stem.unwrap_or_default()),
            bytes,
            folder: files::Folder { base: Some(base.to_owned()), allow_outside },
        })
    }

    /// Its text, for what it says of itself.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Reads it with the values of the command line in place of the file's.
    pub fn load(&self, overrides: &[Override]) -> Loaded {
        let mut reading = Reading { folder: self.folder.clone(), ..Reading::default() };
        reading.files.push(InputFile::of(&self.name, &self.bytes));
        let (text, broken) = match std::str::from_utf8(&self.bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(error) => (String::from_utf8_lossy(&self.bytes).into_owned(), Some(error.valid_up_to())),
        };
        let file = reading.sources.add(&self.name, text);
        if let Some(at) = broken {
            let place = Place { file, span: at..at + '\u{fffd}'.len_utf8() };
            reading.error_help(&place, "not UTF-8 text", "save the file as UTF-8");
            return finish(None, reading);
        }
        read(file, &self.id, overrides, reading)
    }
}

/// Reads a scenario file, `-` for standard input, with the values of the command line in place of the file's.
///
/// # Errors
/// Only if the scenario itself cannot be read; everything else is in [`Loaded::problems`].
pub fn load(path: &Path, overrides: &[Override], allow_outside: bool) -> io::Result<Loaded> {
    Ok(Written::read(path, allow_outside)?.load(overrides))
}

/// Reads a scenario from its text; tables are found in `base`, or not at all.
pub fn load_text(name: &str, text: &str, overrides: &[Override], base: Option<&Path>) -> Loaded {
    let folder = files::Folder { base: base.map(Path::to_owned), allow_outside: false };
    let mut reading = Reading { folder, ..Reading::default() };
    reading.files.push(InputFile::of(name, text.as_bytes()));
    let file = reading.sources.add(name, text);
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    read(file, &scenario_id(stem), overrides, reading)
}

/// An id from a file's name.
fn scenario_id(stem: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let kept: String = stem.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let kept: String = kept.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).chars().take(64).collect();
    if kept.is_empty() { "scenario".to_owned() } else { kept }
}

fn read(file: FileId, id: &str, overrides: &[Override], mut reading: Reading) -> Loaded {
    let root = document::document(file, &mut reading);
    let syntax = reading.problems.count();
    let mut arranged = arrange::arrange(root, &mut reading);
    overrides::apply_to_scenario(overrides, &mut arranged, &mut reading);
    take_table(&mut arranged, &mut reading);
    overrides::apply_to_administrations(overrides, &mut arranged, &mut reading);
    let scenario = check::check(&arranged, id.to_owned(), &mut reading);
    if let Some(readable) = reading.torn {
        reading.problems.keep_from(syntax, |problem| problem.place.file != file || problem.place.span.start < readable);
        forget_echoes(syntax, &mut reading);
    }
    let scenario = scenario.map(|scenario| Scenario { overrides: written(overrides), ..scenario });
    finish(scenario, reading)
}

/// Forgets what was found on lines that are no TOML: their values are guesses.
fn forget_echoes(syntax: usize, reading: &mut Reading) {
    let Reading { sources, problems, .. } = reading;
    let line = |problem: &Problem| (problem.place.file, sources.position(&problem.place).0);
    if problems.count() <= FEW {
        let broken: Vec<_> = problems.iter().take(syntax).map(line).collect();
        problems.keep_from(syntax, |problem| !broken.contains(&line(problem)));
    }
}

fn finish(scenario: Option<Scenario>, reading: Reading) -> Loaded {
    Loaded { scenario, problems: reading.problems, sources: reading.sources, files: reading.files }
}

/// Reads the table of administrations, if the scenario names one.
fn take_table(arranged: &mut arrange::Arranged, reading: &mut Reading) {
    let Some(node) = arranged.get("", "administrations") else { return };
    let Value::Text(name) = &node.value else {
        reading
            .wrong_kind(node, "the name of a CSV file; administrations in the scenario itself are [[administration]]");
        return;
    };
    if !arranged.roster.rows.is_empty() {
        let message = format!("administrations stand in `{}` and in [[administration]]", shown(name));
        reading.error_help(&node.place, message, "give them in one place");
        return;
    }
    let bytes = reading.table_bytes(name, &node.place);
    match bytes.and_then(|bytes| table::read(&bytes, name, &mut reading.sources, &mut reading.problems)) {
        Some(table) => arranged.roster.take_table(table),
        None => reading.blind = true,
    }
}
