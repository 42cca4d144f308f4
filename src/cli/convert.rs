//! `commonweal convert`: a scenario from one notation to the other, the same in both.

use super::leaving::{leave, refuse_present};
use super::reading::Reading;
use super::speech::Speech;
use super::{Exit, Failure, print};
use model::scenario::Scenario;
use report::words::notes;
use report::workbook::to_fill_in;
use std::path::{Path, PathBuf};
use study::input::Written;
use study::input::problem::shown_path;
use study::input::workbook::{OWN_TABLE, is_named_so};

/// Turn a scenario into a workbook, or a workbook into a scenario file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  commonweal convert my.toml my.xlsx")]
pub struct Convert {
    /// Scenario to read: .toml or .xlsx
    from: PathBuf,
    /// File to write: .toml or .xlsx, - for TOML on standard output
    to: PathBuf,
    /// Let a scenario read tables outside its own folder
    #[arg(long)]
    allow_outside: bool,
    #[command(flatten)]
    speech: Speech,
    /// Overwrite files that are there
    #[arg(long)]
    force: bool,
}

impl Convert {
    /// Reads it, writes it, and reads what was written to see that it is the same.
    pub fn run(&self) -> Result<Exit, Failure> {
        let language = self.speech.language();
        let to_stdout = self.to.as_os_str() == "-";
        let toml = to_stdout || self.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if !toml && !is_named_so(&self.to) {
            let message = format!("{}: the file to write ends in .toml or .xlsx", shown_path(&self.to));
            return Err(Failure::new(Exit::Usage, message));
        }
        if toml && !is_named_so(&self.from) {
            let message = format!("{} is no workbook: it is a scenario file already", shown_path(&self.from));
            return Err(Failure::new(Exit::Usage, message));
        }
        if !to_stdout {
            refuse_present(&self.to, self.force)?;
        }
        let reading = Reading { overrides: Vec::new(), allow_outside: self.allow_outside };
        let written = reading.open(&self.from)?;
        let Some((before, _)) = reading.load_written(&written, language) else { return Ok(Exit::Scenario) };
        if to_stdout {
            return self.print(&written);
        }
        let table = match toml {
            true => self.text(&written)?,
            false => self.workbook(&written)?,
        };
        let Some((after, _)) = reading.load(&self.to, language)? else { return Err(self.unreadable()) };
        if !alike(&before, &after) {
            let message = format!("{} is not the same scenario: please report this", shown_path(&self.to));
            return Err(Failure::new(Exit::Failed, message));
        }
        let comments = !toml && has_comments(&written.text());
        let [from, to] = [&self.from, &self.to].map(|path| shown_path(path));
        print(&(notes::converted(&from, &to, table.as_deref(), comments, language) + "\n"))?;
        Ok(Exit::Done)
    }

    /// What was written cannot be read: tables that a scenario names stand beside it.
    fn unreadable(&self) -> Failure {
        let folder = |path: &Path| {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            parent.canonicalize().ok()
        };
        let [from, to] = [&self.from, &self.to].map(|path| shown_path(path));
        let message = match folder(&self.from) == folder(&self.to) {
            true => format!("{to} cannot be read again: please report this"),
            false => format!("{to} cannot be read: the files that {from} names stand beside that; write it there"),
        };
        Failure::new(Exit::Scenario, message)
    }

    fn print(&self, written: &Written) -> Result<Exit, Failure> {
        if written.own_table().is_some() {
            let message = "the administrations stand in a table, which goes into a file of its own: name a .toml file";
            return Err(Failure::new(Exit::Usage, message));
        }
        print(&written.text())?;
        Ok(Exit::Done)
    }

    fn workbook(&self, written: &Written) -> Result<Option<String>, Failure> {
        let name = self.to.file_name().map_or_else(String::new, |name| shown_path(Path::new(name)));
        let filled = written.filled().unwrap_or_default();
        let bytes = to_fill_in(&filled, &name, self.speech.language());
        leave(&self.to, &bytes.map_err(|error| Failure::new(Exit::Failed, error))?, self.force)?;
        Ok(None)
    }

    /// Writes the text, and beside it the table of administrations where the workbook holds one. Returns that file's name.
    fn text(&self, written: &Written) -> Result<Option<String>, Failure> {
        let text = written.text();
        let Some(table) = written.own_table() else {
            leave(&self.to, text.as_bytes(), self.force)?;
            return Ok(None);
        };
        let path = self.to.with_extension("csv");
        refuse_present(&path, self.force)?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let named = |name: &str| format!("administrations = {}\n", toml::Value::String(name.to_owned()));
        let own = text.lines().find(|line| line.starts_with("administrations = \"#")).unwrap_or_default();
        let own = if own.is_empty() { named(OWN_TABLE) } else { format!("{own}\n") };
        leave(&path, table.as_bytes(), self.force)?;
        leave(&self.to, text.replacen(&own, &named(&name), 1).as_bytes(), self.force)?;
        Ok(Some(shown_path(&path)))
    }
}

/// Whether two scenarios give the same results: what they are called, and how their logs tell of values, may differ.
fn alike(one: &Scenario, other: &Scenario) -> bool {
    let bare = |scenario: &Scenario| Scenario { id: String::new(), assumptions: Vec::new(), ..scenario.clone() };
    bare(one) == bare(other)
}

/// Whether a text has lines that are comments, or end in one.
fn has_comments(text: &str) -> bool {
    text.lines().any(|line| {
        let mut quoted = false;
        line.chars().any(|c| {
            quoted ^= c == '"';
            c == '#' && !quoted
        })
    })
}
