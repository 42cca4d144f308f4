//! Splits the text of a table into records and fields, each with its place; refuses quotes that are not in order.

use super::{MOST_COLUMNS, Report, trim};
use std::borrow::Cow;
use std::ops::Range;

/// A field.
pub(super) struct Cell {
    /// Its bytes, with its quotes and the blanks around it.
    pub span: Range<usize>,
    /// Whether it stands in quotes.
    quoted: bool,
}

impl Cell {
    /// What it holds.
    pub fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let raw = &text[self.span.clone()];
        if !self.quoted {
            return Cow::Borrowed(raw);
        }
        let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) }
    }
}

/// One line of a table, or several where a quoted field holds line ends.
pub(super) struct Record {
    /// Its bytes, without the line end.
    pub span: Range<usize>,
    /// Its fields, or as many as are kept: one more than the most columns.
    pub cells: Vec<Cell>,
    /// Number of its fields.
    pub fields: usize,
    /// Whether its fields cannot be distinguished; reported already.
    pub broken: bool,
}

impl Record {
    /// Whether nothing at all stands in its fields, as in rows that a spreadsheet left empty.
    pub fn is_empty(&self, text: &str) -> bool {
        (2..=MOST_COLUMNS).contains(&self.fields)
            && self.cells.iter().all(|cell| trim(&text[cell.span.clone()]).is_empty())
    }

    /// Its first line.
    pub fn line(&self, text: &str) -> Range<usize> {
        let mut bytes = text[self.span.clone()].bytes();
        let length = bytes.position(is_line_end).unwrap_or(self.span.len());
        self.span.start..self.span.start + length
    }
}

/// Goes through a text, record by record.
pub(super) struct Splitter<'a> {
    bytes: &'a [u8],
    at: usize,
    /// What stands between two fields: a comma or a semicolon.
    pub separator: u8,
}

impl<'a> Splitter<'a> {
    /// Semicolons separate where the header has some and no comma: a spreadsheet saves so where a comma is for decimals.
    pub fn new(text: &'a str) -> Self {
        let mut lines = text.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t']));
        let header = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
        let unquoted = || header.split('"').step_by(2);
        let semicolons = unquoted().any(|part| part.contains(';')) && !unquoted().any(|part| part.contains(','));
        Splitter { bytes: text.as_bytes(), at: 0, separator: if semicolons { b';' } else { b',' } }
    }

    /// Where it has come to.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Skips a line that begins with `#`, unless it has the wanted number of fields (a spreadsheet's `#N/A` does).
    pub fn comment(&mut self, fields: Option<usize>) -> Option<Range<usize>> {
        self.skip_blank_lines();
        if self.byte(self.at) != Some(b'#') {
            return None;
        }
        let line = self.at..self.find(self.at, is_line_end);
        let found = 1 + self.bytes[line.clone()].iter().filter(|byte| **byte == self.separator).count();
        if fields == Some(found) {
            return None;
        }
        self.at = line.end;
        self.end_line();
        Some(line)
    }

    /// The next record that is not a blank line.
    pub fn next(&mut self, report: &mut Report) -> Option<Record> {
        self.skip_blank_lines();
        self.byte(self.at)?;
        let mut record = Record { span: self.at..self.at, cells: Vec::new(), fields: 0, broken: false };
        loop {
            let errors = report.errors;
            let kept = record.cells.len() <= MOST_COLUMNS;
            let cell = self.cell(report, kept);
            record.broken |= report.errors > errors;
            record.fields += 1;
            if kept {
                record.cells.push(cell);
            }
            if self.byte(self.at) != Some(self.separator) {
                break;
            }
            self.at += 1;
        }
        record.span.end = self.at;
        self.end_line();
        Some(record)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The first position from `from` on whose byte is wanted, or the end.
    fn find(&self, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| wanted(*byte)).unwrap_or(rest.len())
    }

    fn end_line(&mut self) {
        let crlf = self.byte(self.at) == Some(b'\r') && self.byte(self.at + 1) == Some(b'\n');
        self.at = (self.at + 1 + usize::from(crlf)).min(self.bytes.len());
    }

    fn skip_blank_lines(&mut self) {
        loop {
            let end = self.find(self.at, |byte| !matches!(byte, b' ' | b'\t'));
            match self.byte(end) {
                Some(byte) if is_line_end(byte) => self.at = end,
                None => self.at = end,
                Some(_) => return,
            }
            if self.at == self.bytes.len() {
                return;
            }
            self.end_line();
        }
    }

    /// One field; stops at the separator, the line end or the end of the text.
    fn cell(&mut self, report: &mut Report, tell: bool) -> Cell {
        let start = self.at;
        let quote = self.find(start, |byte| !matches!(byte, b' ' | b'\t'));
        if self.byte(quote) == Some(b'"') {
            return self.quoted_cell(start, quote, report, tell);
        }
        self.at = self.find(start, |byte| byte == self.separator || is_line_end(byte));
        let stray = self.find(start, |byte| byte == b'"' || byte == self.separator || is_line_end(byte));
        if stray < self.at && tell {
            report
                .error(stray..stray + 1, "a double quote inside a field that does not begin with one")
                .help("put the whole field in double quotes and double those inside: `\"5\"\" pipe\"`");
        }
        Cell { span: start..self.at, quoted: false }
    }

    fn quoted_cell(&mut self, start: usize, quote: usize, report: &mut Report, tell: bool) -> Cell {
        if quote > start && tell {
            report.error(start..quote, "a blank before an opening quote").help("remove the blank");
        }
        let Some(close) = self.closing_quote(quote) else {
            self.at = self.bytes.len();
            let line = self.find(quote, is_line_end);
            report
                .error(quote..line, "a double quote that is never closed")
                .help("close it, or write it twice inside a quoted field if it is part of the text");
            return Cell { span: start..self.at, quoted: false };
        };
        self.at = self.find(close + 1, |byte| byte == self.separator || is_line_end(byte));
        if self.at > close + 1 && tell {
            let rest = &self.bytes[close + 1..self.at];
            let blank = rest.iter().all(|byte| matches!(byte, b' ' | b'\t'));
            let what = if blank { "a blank after a closing quote" } else { "text after a closing quote" };
            let lines = self.find(quote, is_line_end) < close;
            report.error(close + 1..self.at, what).help(match (lines, blank) {
                (true, _) => "the field goes over several lines: a quote above may lack its end",
                (_, true) => "remove the blank",
                _ => "a quote inside a quoted field is written twice: `\"\"`",
            });
        }
        Cell { span: quote..close + 1, quoted: true }
    }

    /// The quote that ends the field which `open` begins; two in a row stand for one and end nothing.
    fn closing_quote(&self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        loop {
            at = self.find(at, |byte| byte == b'"');
            match (self.byte(at), self.byte(at + 1)) {
                (None, _) => return None,
                (_, Some(b'"')) => at += 2,
                _ => return Some(at),
            }
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
