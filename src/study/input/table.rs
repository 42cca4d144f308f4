//! A strict reader of CSV tables: from bytes to cells that know where they stand.
//!
//! The `csv` crate is not used for reading: it tells the position of a record, not of a cell, counts no lines in files
//! that end them with CR alone, and takes a stray or unclosed quote for text, so that one forgotten quote silently
//! turns three rows into one. Here the bytes are split by a small state machine (`split`) that refuses what it would
//! have to guess. All problems of structure are reported together, and a table with any of them is not handed on.
//!
//! What a table is: UTF-8, with or without a byte order mark; fields separated by commas; lines ended by LF, CRLF or
//! CR, mixed as they like; a first line that names the columns; rows of as many fields. Fields may stand in double
//! quotes, as they must if they hold a comma, a quote (doubled) or a line end. Blank lines are skipped, and so are rows
//! in whose fields nothing stands. Blanks and tabs around a field are no part of it, in the header they are an error.
//! Comments are not allowed. Where the header separates its names by semicolons and has no comma, semicolons separate
//! all fields, and numbers may have a decimal comma, and blanks between
//! thousands (`commas`): many spreadsheets save so. A text that begins with
//! `@relation` is ARFF (`arff`).

mod arff;
mod cell;
mod commas;
mod encoding;
mod id;
mod points;
mod split;

pub use cell::{Refusal, count, decimal, number};
pub(crate) use commas::WORDS;
pub use id::{distinct, id};

use super::meant;
use super::node::{Key, Node, Value};
use super::problem::{FileId, Place, Problem, Problems, Sources, invisible, shown};
use split::{Cell, Record, Splitter};
use std::collections::HashMap;
use std::ops::Range;

/// Most bytes that a table may have: 1 GiB.
pub const MOST_BYTES: usize = 1 << 30;
/// Most columns that a table may have.
pub const MOST_COLUMNS: usize = 256;
/// Most rows that a table may have: 100,000.
pub const MOST_ROWS: usize = 100_000;
/// Most bytes that a field may have: 64 KiB.
pub const MOST_FIELD: usize = 64 * 1024;
/// Problems after which a table is not read further.
const MOST_PROBLEMS: usize = 1000;

/// A table whose structure is sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns: each named once, none empty.
    pub columns: Vec<Key>,
    /// Rows, at least one, in file order.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row; its first line where it goes over several.
    pub place: Place,
    /// One text a column, trimmed, empty where nothing is written; its place is the field with its quotes and blanks.
    pub cells: Vec<Node>,
}

impl Table {
    /// Index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.text == name)
    }

    /// Place of the header, for what it lacks.
    pub fn header(&self) -> Option<Place> {
        let (first, last) = (self.columns.first()?, self.columns.last()?);
        Some(Place { file: first.place.file, span: first.place.span.start..last.place.span.end })
    }
}

/// Reads a table and keeps its text among the sources; none if its structure is broken, all such problems told.
pub fn read(bytes: &[u8], name: &str, sources: &mut Sources, problems: &mut Problems) -> Option<Table> {
    let decoded = encoding::decode(bytes);
    let file = sources.add(name, decoded.text);
    let mut report = Report { file, problems, errors: 0, of_sheet: false };
    if let Some(fault) = decoded.fault {
        report.error(fault.span, fault.message).help(fault.help);
        if !decoded.readable {
            return None;
        }
    }
    let text = sources.text(file);
    if arff::is_arff(text) {
        let table = arff::read(text, &mut report);
        return (report.errors == 0).then_some(table);
    }
    of_text(text, report)
}

/// Reads a table of a text that is kept already, as one is that was made of a workbook.
pub(crate) fn read_made(file: FileId, sources: &mut Sources, problems: &mut Problems) -> Option<Table> {
    of_text(sources.text(file), Report { file, problems, errors: 0, of_sheet: true })
}

/// The table of a text with separators.
fn of_text(text: &str, mut report: Report) -> Option<Table> {
    let mut splitter = Splitter::new(text);
    let columns = read_header(text, &mut splitter, &mut report)?;
    let rows = read_rows(text, &columns, &mut splitter, &mut report);
    let Report { problems, errors, .. } = report;
    let sound = errors == 0;
    let mut table = Table { columns, rows };
    let commas = splitter.separator == b';' && commas::to_points(&mut table);
    points::warn(&table, commas, problems);
    sound.then_some(table)
}

/// Where the problems of one table go.
struct Report<'a> {
    file: FileId,
    problems: &'a mut Problems,
    errors: usize,
    /// Whether it is made of a sheet, in which nothing separates fields.
    of_sheet: bool,
}

impl Report<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span }
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Problem {
        self.errors += 1;
        self.problems.error(Place { file: self.file, span }, message)
    }
}

/// Reads the header; none if nothing after it would make sense.
fn read_header(text: &str, splitter: &mut Splitter, report: &mut Report) -> Option<Vec<Key>> {
    while report.errors < MOST_PROBLEMS
        && let Some(line) = splitter.comment(None)
    {
        refuse_comment(line, report);
    }
    let errors = report.errors;
    let Some(record) = splitter.next(report) else {
        let found = if text.is_empty() { "the table is empty" } else { "the table holds nothing but blanks" };
        report.error(0..0, found).help("its first line names the columns, each further line is a row");
        return None;
    };
    if record.cells.len() > MOST_COLUMNS {
        let message = format!("{} columns; at most {MOST_COLUMNS} are read", record.fields);
        report.error(record.cells[MOST_COLUMNS].span.clone(), message);
        return None;
    }
    if report.errors > errors {
        return None;
    }
    if record.cells.len() == 1 && other_separator(text, &record, report) {
        return None;
    }
    let columns: Vec<Key> = record.cells.iter().map(|cell| name_of(text, cell, report)).collect();
    distinct_columns(&columns, report);
    Some(columns)
}

/// Refuses columns of one name.
fn distinct_columns(columns: &[Key], report: &mut Report) {
    let mut seen = HashMap::new();
    for (i, column) in columns.iter().enumerate().filter(|(_, column)| !column.text.is_empty()) {
        if let Some(first) = seen.insert(column.text.to_lowercase(), i) {
            let twice =
                if columns[first].text == column.text { "is given twice" } else { "differs from another only in case" };
            let message =
                format!("column `{}` {twice}: it is column {} and column {}", shown(&column.text), first + 1, i + 1);
            report.error(column.place.span.clone(), message);
        }
    }
}

/// The name that a cell of the header gives to its column.
fn name_of(text: &str, cell: &Cell, report: &mut Report) -> Key {
    check_cell(text, cell, report);
    let raw = cell.text(text);
    let name = trim(&raw).to_owned();
    if name.is_empty() {
        let help = if report.of_sheet { "name it, or empty its cells" } else { "name it, or remove the separator" };
        report.error(cell.span.clone(), "a column without a name").help(help);
    } else if name.len() != raw.len() {
        let message = format!("blanks around the name of a column: `{}`", shown(&raw));
        report.error(cell.span.clone(), message).help(format!("write `{}`", shown(&name)));
    } else if let Some(c) = name.chars().find(|c| invisible(*c) && !matches!(c, '\0' | '\u{feff}')) {
        let message =
            format!("the name of a column holds the invisible character U+{:04X}: `{}`", u32::from(c), shown(&name));
        report.error(cell.span.clone(), message).help("type the name anew");
    }
    Key { place: report.place(cell.span.clone()), text: name }
}

/// Refuses a header whose names are separated by something other than commas.
fn other_separator(text: &str, record: &Record, report: &mut Report) -> bool {
    let line = &text[record.span.clone()];
    let found = [('\t', "tabs"), ('|', "bars")].into_iter().find(|(c, _)| line.contains(*c));
    let Some((_, separator)) = found.filter(|_| !line.contains('"')) else { return false };
    let message = format!("the columns are separated by {separator}; a table is separated by commas");
    report.error(record.span.clone(), message).help("save it as CSV with commas (and a point for decimals)");
    true
}

fn read_rows(text: &str, columns: &[Key], splitter: &mut Splitter, report: &mut Report) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut records, start) = (0, report.errors);
    loop {
        if report.errors - start > MOST_PROBLEMS {
            let at = splitter.at();
            report.error(at..at, format!("more than {MOST_PROBLEMS} problems; the rest of the table was not read"));
            break;
        }
        if let Some(line) = splitter.comment(Some(columns.len())) {
            refuse_comment(line, report);
            continue;
        }
        let Some(record) = splitter.next(report) else { break };
        if !record.broken && record.is_empty(text) {
            continue;
        }
        records += 1;
        if records > MOST_ROWS {
            report.error(record.line(text), "more rows than are read: at most 100,000");
            break;
        }
        if !record.broken && check_width(text, &record, columns, splitter.separator, report) {
            rows.extend(row(text, &record, columns, report));
        }
    }
    if records == 0 && report.errors == start {
        let end = text.trim_end().len();
        let end = if report.of_sheet { 0..end } else { text.len()..text.len() };
        report.error(end, "a header without rows").help("add at least one row below the header");
    }
    rows
}

fn row(text: &str, record: &Record, columns: &[Key], report: &mut Report) -> Option<Row> {
    let mut cells = Vec::with_capacity(record.cells.len());
    for cell in &record.cells {
        check_cell(text, cell, report);
        let content = cell.text(text);
        cells.push(Node { place: report.place(cell.span.clone()), value: Value::Text(trim(&content).to_owned()) });
    }
    let repeats = |(cell, column): (&Node, &Key)| matches!(&cell.value, Value::Text(t) if *t == column.text);
    if cells.iter().zip(columns).all(repeats) {
        report.error(record.line(text), "the header is repeated").help("remove this line: a table has one header");
        return None;
    }
    Some(Row { place: report.place(record.line(text)), cells })
}

/// Refuses what no cell may hold: NUL, a byte order mark, more than the longest field.
fn check_cell(text: &str, cell: &Cell, report: &mut Report) {
    let raw = &text[cell.span.clone()];
    if raw.len() > MOST_FIELD && cell.text(text).len() > MOST_FIELD {
        let message =
            format!("a field of {} bytes; at most 64 KiB ({MOST_FIELD} bytes) are read", cell.text(text).len());
        report.error(cell.span.clone(), message);
    }
    if raw.as_bytes().contains(&0) {
        let message = format!("a NUL byte in `{}`: the file is damaged, or not a text", shown(raw));
        report.error(cell.span.clone(), message).help("export the table again");
    }
    if !report.of_sheet && raw.contains(',') && raw.contains(['\n', '\r']) {
        let line = raw.find(['\n', '\r']).map_or(cell.span.clone(), |end| cell.span.start..cell.span.start + end);
        report
            .problems
            .warning(Place { file: report.file, span: line }, "this field holds several lines with commas")
            .help("if they are rows of their own, a double quote is missing or too many");
    }
    if let Some(at) = raw.find('\u{feff}') {
        let at = cell.span.start + at;
        report
            .error(at..at + '\u{feff}'.len_utf8(), "a byte order mark (U+FEFF) inside the table")
            .help("remove this invisible character; it often comes from joining two exports");
    }
}

/// Refuses a row with more or fewer fields than there are columns.
fn check_width(text: &str, record: &Record, columns: &[Key], separator: u8, report: &mut Report) -> bool {
    let (found, wanted) = (record.fields, columns.len());
    if found == wanted {
        return true;
    }
    if found > MOST_COLUMNS {
        let message = format!("a row of {found} fields; at most {MOST_COLUMNS} are read");
        report.error(record.line(text), message);
        return false;
    }
    let s = if found == 1 { "" } else { "s" };
    let message = format!("{found} field{s} in this row, {wanted} columns in the header");
    if found < wanted {
        let missing = shown(&columns[found].text);
        report
            .error(record.line(text), message)
            .help(format!("nothing stands for `{missing}`; a separator may be missing"));
    } else if let Some(help) = decimal_comma(text, record, found - wanted).filter(|_| separator == b',') {
        report.error(record.line(text), message).help(help);
    } else {
        let extra = record.cells[wanted].span.start..record.line(text).end.max(record.cells[wanted].span.end);
        report
            .error(extra, message)
            .help("remove what is too much, or put a field that holds a comma in double quotes");
    }
    false
}

/// What to write if some neighbouring fields of a row are one number each, cut by its comma.
fn decimal_comma(text: &str, record: &Record, extra: usize) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut pairs = record.cells.windows(2).filter_map(|pair| {
        let (whole, part) = (trim(&text[pair[0].span.clone()]), trim(&text[pair[1].span.clone()]));
        let size = whole.trim_start_matches(['+', '-']);
        let cut = digits(size) && digits(part) && (size == "0" || part.len() < 3);
        let one = format!("{whole},{part}");
        let thousands = digits(size) && digits(part) && size.len() <= 3 && part.len() == 3;
        match (cut, thousands) {
            (true, _) => Some(format!("if `{one}` is one number, write it with a point: `{whole}.{part}`")),
            (_, true) => meant::number(&one).map(|help| format!("if `{one}` is one number: {help}")),
            _ => None,
        }
    });
    let first = pairs.next()?;
    (pairs.count() + 1 >= extra).then_some(first)
}

fn refuse_comment(line: Range<usize>, report: &mut Report) {
    report.error(line, "a comment; tables have none").help("remove the line, or the `#` if it is meant to be read");
}

/// A field without the blanks and tabs around it; a no-break space is neither.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests;
