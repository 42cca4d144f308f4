//! What every check needs at hand: the texts read so far, the problems found so far, and the scenario's folder.

use super::files::{Folder, InputFile, locate, open_table};
use super::node::Node;
use super::problem::{Place, Problems, Sources, shown};
use super::suggest;
use super::table;
use super::table::Table;
use super::workbook;
use super::workbook::Book;
use std::collections::HashMap;
use std::sync::Arc;

/// Problems that are worth a search for what was meant.
const HELPED: usize = 20;

/// The state of one reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// Texts, to show places of problems.
    pub sources: Sources,
    /// Problems found so far.
    pub problems: Problems,
    /// Files read so far.
    pub files: Vec<InputFile>,
    /// Tables of observed values read so far, none where unreadable.
    pub tables: HashMap<String, Option<Arc<Table>>>,
    /// The workbook that the scenario is, and its name.
    pub book: Option<(Arc<Book>, String)>,
    /// Where further files are looked for.
    pub folder: Folder,
    /// Where a broken TOML text ends to be readable: what seems absent may only be unreadable.
    pub torn: Option<usize>,
    /// Whether the table of administrations, or an id, could not be read: who is not known may only be unread.
    pub blind: bool,
    /// Days of sign-offs, and where they stand.
    pub signed: Vec<(String, Place)>,
    /// Whether a word could not be read that decides what else is used.
    pub unsettled: bool,
}

impl Reading {
    /// An error about a place.
    pub fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.error(place.clone(), message);
    }

    /// An error about a place, and what to do.
    pub fn error_help(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.problems.error(place.clone(), message).help(help);
    }

    /// A warning about a place, and what to do.
    pub fn warning(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.problems.warning(place.clone(), message).help(help);
    }

    /// A warning about something that nothing uses; not believed where what would use it may only be unreadable.
    pub fn idle(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        if self.torn.is_none() && !self.blind && !self.unsettled {
            self.warning(place, message, help);
        }
    }

    /// Words about a place in a text, or about one in a workbook, whose readers know rows and columns and no TOML.
    pub fn either<T>(&self, place: &Place, in_text: T, in_workbook: T) -> T {
        if self.sources.is_made(place.file) { in_workbook } else { in_text }
    }

    /// How a setting is written at a place: a line of a file, or a row of a sheet.
    pub fn setting(&self, place: &Place, path: &str, value: &str) -> String {
        let quoted = value.parse::<f64>().is_err() && !value.starts_with(['{', '[']);
        let line = if quoted { format!("{path} = \"{value}\"") } else { format!("{path} = {value}") };
        self.either(place, line, format!("a row with `{path}` below `path` and `{value}` below `value`"))
    }

    /// An error about something that is not there; not believed of a torn file.
    pub fn missing(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        if self.torn.is_none() {
            self.error_help(place, message, help);
        }
    }

    /// An error about a value of the wrong kind.
    pub fn wrong_kind(&mut self, node: &Node, wanted: &str) {
        self.error(&node.place, format!("expected {wanted}, found {}", node.value.kind()));
    }

    /// An error about a reference that leads nowhere; not believed while a file is torn or a table unread.
    pub fn absent(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        if self.torn.is_none() && !self.blind {
            self.error_help(place, message, help);
        }
    }

    /// An error about a reference to something that is not there; looking for what was meant takes long where much
    /// is known, so that only the first problems get it.
    pub fn unknown<'a>(
        &mut self,
        place: &Place,
        message: impl Into<String>,
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let help = match self.problems.count() < HELPED {
            true => suggest::help(word, known),
            false => "check the spelling".to_owned(),
        };
        self.absent(place, message, help);
    }

    /// A table named in the scenario: a CSV file, or a sheet of a workbook, `members.xlsx#Sheet` or `#Sheet` of its own. None
    /// after a report.
    pub fn table(&mut self, name: &str, place: &Place) -> Option<Table> {
        let Some((file, sheet)) = workbook::sheet_of(name) else {
            let bytes = self.table_bytes(name, place)?;
            return table::read(&bytes, name, &mut self.sources, &mut self.problems);
        };
        let (book, shown_as) = match (file.is_empty(), &self.book) {
            (true, Some((book, own))) => (Arc::clone(book), own.clone()),
            (true, None) => {
                let message = format!("`{}` names a sheet, and the scenario is no workbook", shown(name));
                self.error_help(place, message, "name its file, too: members.xlsx#Sheet");
                return None;
            }
            (false, _) => {
                let bytes = self.table_bytes(file, place)?;
                let opened = workbook::open(&bytes);
                let told = |(message, help)| self.error_help(place, format!("`{}`: {message}", shown(file)), help);
                (Arc::new(opened.map_err(told).ok()?), file.to_owned())
            }
        };
        let draft = workbook::table(&book, sheet);
        let draft = draft.map_err(|(message, help)| self.error_help(place, message, help)).ok()?;
        let broken = draft.is_broken();
        let file = draft.finish(&shown_as, &mut self.sources, &mut self.problems);
        let table = table::read_made(file, &mut self.sources, &mut self.problems);
        table.filter(|_| !broken)
    }

    /// The bytes of a table named in the scenario, or none after a report at the place of its name.
    fn table_bytes(&mut self, name: &str, place: &Place) -> Option<Vec<u8>> {
        let path = match locate(name, &self.folder) {
            Ok(path) => path,
            Err((message, help)) => {
                self.error_help(place, message, help);
                return None;
            }
        };
        match open_table(&path) {
            Ok(bytes) => {
                let file = InputFile::of(name, &bytes);
                if !self.files.contains(&file) {
                    self.files.push(file);
                }
                Some(bytes)
            }
            Err(error) => {
                let message = format!("cannot read `{}`: {}", shown(name), shown(&error.to_string()));
                self.error_help(place, message, "paths are taken from the scenario's folder");
                None
            }
        }
    }

    /// The id that a node is, empty after a report: who is named by it then is not known.
    pub fn id(&mut self, node: &Node) -> String {
        let id = table::id(node, &mut self.problems);
        self.blind |= id.is_none();
        id.unwrap_or_default()
    }

    /// The text of a place, as written.
    pub fn written(&self, place: &Place) -> &str {
        self.sources.text(place.file).get(place.span.clone()).unwrap_or_default()
    }
}
