//! Problems of input files: where, what, and what to do, all of them collected before any is shown.

use super::places::Places;
use std::ops::Range;
use std::sync::Arc;

/// Name of the command line in messages.
pub(crate) const ORIGIN: &str = "--set";

/// A file (or a `--set` argument) that was read, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId(usize);

/// What was read, kept to show the places of problems; copies share the texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// A file's name and text, and the cells of the workbook that the text was made of.
#[derive(Debug, Clone)]
struct Source {
    name: Arc<str>,
    text: Arc<str>,
    places: Option<Arc<Places>>,
}

impl Sources {
    /// Keeps a file's name, as messages show it, and its text.
    pub fn add(&mut self, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push(Source { name: name.into(), text: text.into(), places: None });
        FileId(self.files.len() - 1)
    }

    /// Keeps a text that was made of the cells of a workbook, whose name messages show.
    pub(crate) fn add_made(&mut self, name: &str, text: String, places: Places) -> FileId {
        self.files.push(Source { name: name.into(), text: text.into(), places: Some(Arc::new(places)) });
        FileId(self.files.len() - 1)
    }

    /// What stands where a place lies, the cell or sheet as people name it, and whether it is a cell; none in files that are text.
    pub(crate) fn cell(&self, place: &Place) -> Option<(String, String, bool)> {
        let source = &self.files[place.file.0];
        let places = source.places.as_ref()?;
        let (span, told, is_cell) = places.find(&place.span).unwrap_or((0..0, String::new(), false));
        let content = source.text.get(span).unwrap_or_default();
        Some((places.typed(content), told, is_cell))
    }

    /// Whether a text was made of the cells of a workbook.
    pub(crate) fn is_made(&self, file: FileId) -> bool {
        self.files[file.0].places.is_some()
    }

    /// Name of a file.
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0].name
    }

    /// Texts of all files of a name.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.files.iter().filter(move |own| *own.name == *name).map(|own| &*own.text)
    }

    /// Text of a file.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0].text
    }

    /// Line and column at which a place begins, both from 1; LF, CRLF and CR each end a line, columns count characters.
    pub fn position(&self, place: &Place) -> (usize, usize) {
        let text = self.text(place.file);
        let bytes = text.as_bytes();
        let (mut line, mut start) = (1, 0);
        for (i, byte) in bytes.iter().enumerate().take(place.span.start) {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                (line, start) = (line + 1, i + 1);
            }
        }
        let end = place.span.start.min(bytes.len());
        let before = bytes.get(start..end).unwrap_or_default();
        (line, 1 + before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count())
    }
}

/// A text as messages quote it: made [`inert`], and beyond 60 characters cut.
pub fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let inert = inert(text.chars().take(MOST + 1));
    if inert.chars().count() <= MOST && text.chars().nth(MOST).is_none() {
        return inert;
    }
    let mut out = String::new();
    let mut room = MOST - 1;
    for c in text.chars() {
        let piece = self::inert([c]);
        let Some(left) = room.checked_sub(piece.chars().count()) else { break };
        room = left;
        out.push_str(&piece);
    }
    out.push('…');
    out
}

/// A path as messages and answers name it: whole, and made [`inert`].
pub fn shown_path(path: &std::path::Path) -> String {
    inert(path.to_string_lossy().chars())
}

/// A text in which what the eye cannot see or what would act on a terminal is spelt out (`\u{202e}`).
pub fn inert(text: impl IntoIterator<Item = char>) -> String {
    let mut out = String::new();
    for c in text {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character shows nothing of its own: controls (C0, DEL, C1), bidirectional controls, zero-width and
/// format characters, line and paragraph separators, tags, noncharacters.
pub fn invisible(c: char) -> bool {
    let n = u32::from(c);
    c.is_control()
        || matches!(n, 0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F)
        || matches!(n, 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB)
        || matches!(n, 0xE0000..=0xE0FFF)
        || n & 0xFFFE == 0xFFFE
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

/// Problems that are kept; further ones are counted.
const KEPT: usize = 10_000;

/// All problems found so far, in the order of finding.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// The last of the problems beyond [`KEPT`], and how many errors and warnings these are.
    beyond: Option<Problem>,
    errors_beyond: usize,
    warnings_beyond: usize,
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
        let problem = Problem { severity, place, message, help: None };
        if self.list.len() < KEPT {
            self.list.push(problem);
            let last = self.list.len() - 1;
            return &mut self.list[last];
        }
        match severity {
            Severity::Error => self.errors_beyond += 1,
            Severity::Warning => self.warnings_beyond += 1,
        }
        self.beyond.insert(problem)
    }

    /// Forgets the problems from the one of this number on that a judge refuses.
    pub fn keep_from(&mut self, first: usize, judge: impl Fn(&Problem) -> bool) {
        let later = self.list.split_off(first.min(self.list.len()));
        self.list.extend(later.into_iter().filter(judge));
    }

    /// Number of problems.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Whether any of them stops the run.
    pub fn any_error(&self) -> bool {
        self.number(Severity::Error) > 0
    }

    /// Number of errors or of warnings.
    pub fn number(&self, severity: Severity) -> usize {
        let beyond = match severity {
            Severity::Error => self.errors_beyond,
            Severity::Warning => self.warnings_beyond,
        };
        self.list.iter().filter(|problem| problem.severity == severity).count() + beyond
    }

    /// All of them, the first 10,000.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_strategies_and_columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("t", "a\nb\r\nc\rdé\u{1F600}x");
        let position = |at: usize| sources.position(&Place { file, span: at..at });
        assert_eq!(position(0), (1, 1));
        assert_eq!(position(2), (2, 1));
        assert_eq!(position(5), (3, 1));
        assert_eq!(position(7), (4, 1));
        assert_eq!(position(14), (4, 4));
        assert_eq!(position(15), (4, 5));
        assert_eq!(position(99), (4, 5));
    }

    #[test]
    fn what_the_eye_cannot_see_is_spelt_out() {
        assert_eq!(shown("a\u{202e}b\u{200b}\n\u{1b}[0m\u{9b}é"), "a\\u{202e}b\\u{200b}\\n\\u{1b}[0m\\u{9b}é");
        assert_eq!(shown(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(shown(&"é".repeat(61)), "é".repeat(59) + "…");
        let dense = shown(&"\u{202e}".repeat(99));
        assert!(dense.chars().count() <= 60 && dense.ends_with('…'), "{dense}");
    }
}
