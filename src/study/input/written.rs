//! A scenario file that is read and parsed once, and then asked for with one value or another.
//!
//! A value more goes one of two ways: as a typed change of the checked scenario where it moves nothing but itself
//! (`changes`), else through all checks once more, on the parts of the file as they were arranged.

use super::arrange;
use super::arrange::Arranged;
use super::changes;
use super::check;
use super::document;
use super::files;
use super::files::{Folder, InputFile};
use super::filling;
use super::filling::Filled;
use super::node::Node;
use super::overrides;
use super::overrides::Override;
use super::places::Places;
use super::problem::{FileId, Place, Problem};
use super::reading::Reading;
use super::workbook;
use super::{Loaded, scenario_id, take_table};
use model::scenario::Scenario;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Problems of a broken file that are looked at more closely.
const FEW: usize = 200;

/// A scenario file, read with the values of the command line in place of the file's.
#[derive(Debug)]
pub struct Written {
    text: Text,
    overrides: Vec<Override>,
    /// None where the file is no text.
    begun: Option<Begun>,
    loaded: Loaded,
}

/// The bytes of a scenario file, and where they come from.
#[derive(Debug, Clone)]
struct Text {
    name: String,
    id: String,
    bytes: Vec<u8>,
    folder: Folder,
}

/// A file by its parts, and what was found before these were checked.
#[derive(Debug, Clone)]
struct Begun {
    arranged: Arranged,
    reading: Reading,
    /// Number of the problems that are of its notation.
    syntax: usize,
    /// The file itself.
    file: FileId,
}

impl Written {
    /// Reads a scenario file, `-` for standard input, with the values of the command line in place of the file's. Tables
    /// are found beneath the scenario's folder only, unless `allow_outside`.
    ///
    /// # Errors
    /// Only if the file cannot be read; everything else is in [`Loaded::problems`].
    pub fn read(path: &Path, overrides: &[Override], allow_outside: bool) -> io::Result<Written> {
        let stdin = path == Path::new("-");
        let most = if workbook::is_named_so(path) { workbook::MOST_BYTES } else { files::LARGEST_SCENARIO };
        let bytes = match stdin {
            true => files::read_limited(io::stdin().lock(), most)?,
            false => files::read_file(path, most)?,
        };
        let base = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() && !stdin => parent,
            _ => Path::new("."),
        };
        let stem = if stdin { None } else { path.file_stem().and_then(|stem| stem.to_str()) };
        let text = Text {
            name: if stdin { "<stdin>".to_owned() } else { path.display().to_string() },
            id: scenario_id(stem.unwrap_or_default()),
            bytes,
            folder: Folder { base: Some(base.to_owned()), allow_outside },
        };
        Ok(Written::of(text, overrides.to_vec()))
    }

    /// The same of a text; tables are found in `base`, or not at all.
    pub fn of_text(name: &str, text: &str, overrides: &[Override], base: Option<&Path>) -> Written {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = Text {
            name: name.to_owned(),
            id: scenario_id(stem),
            bytes: text.as_bytes().to_vec(),
            folder: Folder { base: base.map(Path::to_owned), allow_outside: false },
        };
        Written::of(text, overrides.to_vec())
    }

    fn of(text: Text, overrides: Vec<Override>) -> Written {
        let mut reading = Reading { folder: text.folder.clone(), ..Reading::default() };
        reading.files.push(InputFile::of(&text.name, &text.bytes));
        if workbook::is_workbook(&text.bytes) || workbook::is_named_so(Path::new(&text.name)) {
            return Written::of_workbook(text, overrides, reading);
        }
        let (letters, broken) = match std::str::from_utf8(&text.bytes) {
            Ok(letters) => (letters.to_owned(), None),
            Err(error) => (String::from_utf8_lossy(&text.bytes).into_owned(), Some(error.valid_up_to())),
        };
        let file = reading.sources.add(text.name.as_str(), letters);
        if let Some(at) = broken {
            let place = Place { file, span: at..at + '\u{fffd}'.len_utf8() };
            reading.error_help(&place, "not UTF-8 text", "save the file as UTF-8");
            return Written { text, overrides, begun: None, loaded: finish(None, reading) };
        }
        Written::of_source(text, overrides, reading, file)
    }

    /// A workbook: the text that it is made into, once it is opened.
    fn of_workbook(text: Text, overrides: Vec<Override>, mut reading: Reading) -> Written {
        let book = match workbook::open(&text.bytes) {
            Ok(book) => book,
            Err((message, help)) => {
                let file = reading.sources.add_made(&text.name, String::new(), Places::default());
                reading.error_help(&Place { file, span: 0..0 }, message, help);
                return Written { text, overrides, begun: None, loaded: finish(None, reading) };
            }
        };
        let draft = workbook::scenario(&book);
        let broken = draft.is_broken();
        reading.book = Some((Arc::new(book), text.name.clone()));
        let file = draft.finish(&text.name, &mut reading.sources, &mut reading.problems);
        let long = reading.sources.text(file).len() as u64 > files::LARGEST_SCENARIO;
        if long {
            let message = "the scenario of this workbook is longer than 4 MiB";
            let help = "with very many administrations, write #administrations beside `administrations` in the sheet `scenario`";
            reading.error_help(&Place { file, span: 0..0 }, message, help);
            return Written { text, overrides, begun: None, loaded: finish(None, reading) };
        }
        // What a cell that cannot be read would have given seems absent.
        let unread = broken.then(|| reading.sources.text(file).len());
        let mut written = Written::of_source(text, overrides, Reading { torn: unread, ..reading }, file);
        if broken {
            written.loaded.scenario = None;
        }
        written
    }

    /// The text of a file that is kept already.
    fn of_source(text: Text, overrides: Vec<Override>, mut reading: Reading, file: FileId) -> Written {
        let root = document::document(file, &mut reading);
        let syntax = reading.problems.count();
        let mut arranged = arrange::arrange(root, &mut reading);
        overrides::apply_to_scenario(&overrides, &mut arranged, &mut reading);
        take_table(&mut arranged, &mut reading);
        overrides::apply_to_administrations(&overrides, &mut arranged, &mut reading);
        let mut begun = Begun { arranged, reading, syntax, file };
        let mut reading = begun.reading.clone();
        let scenario = check::check(&begun.arranged, text.id.clone(), &mut reading);
        let scenario = scenario.map(|scenario| named(scenario, &overrides));
        // Tables that the checks read are not read again.
        begun.reading = Reading { problems: std::mem::take(&mut begun.reading.problems), ..reading.clone() };
        let loaded = finish_file(scenario, file, syntax, reading);
        Written { text, overrides, begun: Some(begun), loaded }
    }

    /// Its text, for what it says of itself.
    pub fn text(&self) -> String {
        match &self.begun {
            Some(begun) => begun.reading.sources.text(begun.file).to_owned(),
            None => String::from_utf8_lossy(&self.text.bytes).into_owned(),
        }
    }

    /// The scenario as the sheets of a workbook hold it; none of a file that is no text.
    pub fn filled(&self) -> Option<Filled> {
        self.begun.as_ref().map(|begun| filling::filled(&begun.arranged, &begun.reading))
    }

    /// The table that stands in the scenario's own workbook, as CSV.
    pub fn own_table(&self) -> Option<&str> {
        let begun = self.begun.as_ref()?;
        let (file, _) = begun.arranged.roster.table.as_ref()?;
        let named = begun.arranged.get("", "administrations").and_then(Node::text)?;
        named.starts_with('#').then(|| begun.reading.sources.text(*file))
    }

    /// What the reading gave.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The same, and nothing of the file besides.
    pub fn into_loaded(self) -> Loaded {
        self.loaded
    }

    /// The scenario with some values more; its log of assumptions may stay behind.
    ///
    /// # Errors
    /// If it cannot be used so: the problems.
    pub fn variant(&self, more: &[Override]) -> Result<Scenario, Box<Loaded>> {
        if let Some(changed) = self.changed(more) {
            return Ok(changed);
        }
        let mut loaded = self.load(more);
        loaded.scenario.take().ok_or_else(|| Box::new(loaded))
    }

    /// The scenario with values as typed changes, its log of assumptions left behind; none where one of them moves more than
    /// itself, or cannot be used.
    pub fn changed(&self, more: &[Override]) -> Option<Scenario> {
        let (begun, scenario) = (self.begun.as_ref()?, self.loaded.scenario.as_ref()?);
        changes::changed(more, &begun.arranged, scenario, begun.reading.clone())
    }

    /// Checks it all with some values more, log of assumptions included.
    pub fn load(&self, more: &[Override]) -> Loaded {
        let Some(begun) = &self.begun else { return self.loaded.clone() };
        if more.is_empty() {
            return self.loaded.clone();
        }
        let Begun { mut arranged, mut reading, syntax, file } = begun.clone();
        overrides::apply_to_scenario(more, &mut arranged, &mut reading);
        if arranged.get("", "administrations") != begun.arranged.get("", "administrations") {
            // Other administrations: nothing that was found of those of the file holds.
            let mut loaded = Written::of(self.text.clone(), [&self.overrides, more].concat()).loaded;
            loaded.scenario = loaded.scenario.map(|scenario| named(scenario, &self.overrides));
            return loaded;
        }
        overrides::apply_to_administrations(more, &mut arranged, &mut reading);
        let scenario = check::check(&arranged, self.text.id.clone(), &mut reading);
        let scenario = scenario.map(|scenario| named(scenario, &self.overrides));
        finish_file(scenario, file, syntax, reading)
    }
}

/// The scenario with the values that the command line gave it; of what a variant has besides it says nothing.
fn named(scenario: Scenario, given: &[Override]) -> Scenario {
    Scenario { overrides: overrides::written(given), ..scenario }
}

/// What a reading gives of a file that may be torn.
fn finish_file(scenario: Option<Scenario>, file: FileId, syntax: usize, mut reading: Reading) -> Loaded {
    if let Some(readable) = reading.torn {
        reading.problems.keep_from(syntax, |problem| problem.place.file != file || problem.place.span.start < readable);
        forget_echoes(syntax, &mut reading);
    }
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
    Loaded {
        scenario,
        problems: reading.problems,
        sources: reading.sources,
        files: reading.files,
        signed: reading.signed,
    }
}
