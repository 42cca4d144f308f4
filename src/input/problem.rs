//! Problems of input files: where, what, and what to do, all of them collected before any is shown.

use std::ops::Range;

/// A file (or a `--set` argument) that was read, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId(usize);

/// What was read, kept to show the places of problems.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Keeps a file's name, as messages show it, and its text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId(self.files.len() - 1)
    }

    /// Name of a file.
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0].0
    }

    /// Text of a file.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0].1
    }
}

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Range<usize>,
}

/// Whether a problem stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// It can, but the writer should look.
    Warning,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops the run.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found, and what is allowed.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// All problems found so far, in the order of finding.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// Adds an error; the returned problem takes a help.
    pub fn error(&mut self, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Severity::Error, place, message.into())
    }

    /// Adds a warning; the returned problem takes a help.
    pub fn warning(&mut self, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Severity::Warning, place, message.into())
    }

    fn push(&mut self, severity: Severity, place: Place, message: String) -> &mut Problem {
        self.list.push(Problem { severity, place, message, help: None });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Whether any of them stops the run.
    pub fn any_error(&self) -> bool {
        self.list.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }
}

impl Problem {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}
