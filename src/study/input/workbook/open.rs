//! From the bytes of a workbook to its cells. Everything is bounded: what is packed small may unpack to any size, a cell may stand
//! in the last row of the last column, and counts in a file need not be true.

use super::sheet::{Cell, Merged, Sheet};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::io::{Cursor, Read, Write};

/// Most bytes of a workbook: 64 MiB.
pub(crate) const MOST_BYTES: u64 = 64 << 20;
/// Most bytes that it may unpack to.
const MOST_UNPACKED: u64 = 512 << 20;
/// Most parts of it.
const MOST_PARTS: usize = 10_000;
/// Most cells that are not empty.
const MOST_CELLS: usize = 4_000_000;

/// What a workbook begins with, and a workbook of old or one behind a password.
const PACKED: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// A workbook by its sheets.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    /// In the order of the workbook.
    pub sheets: Vec<Sheet>,
}

/// Whether bytes are meant to be a workbook.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(PACKED) || bytes.starts_with(COMPOUND)
}

/// The sheets of a workbook; an error is a message and what to do.
pub(crate) fn open(bytes: &[u8]) -> Result<Book, (String, String)> {
    if bytes.starts_with(COMPOUND) {
        let message = "a workbook of an old kind, or behind a password".to_owned();
        return Err((message, "save it as .xlsx, without a password".to_owned()));
    }
    if !bytes.starts_with(PACKED) {
        let message = "no workbook, though its name says so".to_owned();
        return Err((message, "save it as .xlsx in a spreadsheet".to_owned()));
    }
    let any_merged = check_parts(bytes)?;
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let names = file.sheet_names();
    let mut room = MOST_CELLS;
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let mut sheet = sheet(&mut file, name, &mut room)?;
        if any_merged && !sheet.rows.is_empty() {
            sheet.merged = merged(&mut file, &sheet.name)?;
        }
        sheets.push(sheet);
    }
    Ok(Book { sheets })
}

fn unreadable(error: impl std::fmt::Display) -> (String, String) {
    let message = format!("the workbook is damaged, or is none: {error}");
    (message, "open it in a spreadsheet and save it anew as .xlsx".to_owned())
}

/// Cells of a sheet that are merged.
fn merged(file: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Merged>, (String, String)> {
    let all = file.merge_cells_by_sheet_name(name).map_err(unreadable)?;
    Ok(all.iter().map(|one| Merged { first: one.start, last: one.end }).collect())
}

/// What passes by, and whether a word was in it.
#[derive(Default)]
struct Passing {
    /// The last bytes, in which the word may have begun.
    last: Vec<u8>,
    found: bool,
}

impl Passing {
    const WORD: &[u8] = b"mergeCell";
}

/// Whether bytes hold a word, by its first letter, which is rare where there are only cells.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == word[0]) {
        if rest[at..].starts_with(word) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

impl Write for Passing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.found {
            // The word may lie across two pieces.
            let seam = [&self.last[..], &bytes[..bytes.len().min(Self::WORD.len())]].concat();
            self.found = holds(&seam, Self::WORD) || holds(bytes, Self::WORD);
            let kept = bytes.len().saturating_sub(Self::WORD.len() - 1);
            self.last = bytes[kept..].to_vec();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Unpacks every part once, to know that all of it stays within bounds and that no count in it asks for memory beyond; whether
/// there are merged cells in it.
fn check_parts(bytes: &[u8]) -> Result<bool, (String, String)> {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if parts.len() > MOST_PARTS {
        return Err(too_large(format!("{} parts", parts.len())));
    }
    let mut room = MOST_UNPACKED;
    let mut passing = Passing::default();
    for k in 0..parts.len() {
        let part = parts.by_index(k).map_err(unreadable)?;
        let counts = part.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let mut unpacked = Vec::new();
        let size = match counts {
            true => part.take(room + 1).read_to_end(&mut unpacked).map_err(unreadable)? as u64,
            false => std::io::copy(&mut part.take(room + 1), &mut passing).map_err(unreadable)?,
        };
        room = room.checked_sub(size).ok_or_else(|| too_large(format!("more than {} MiB", MOST_UNPACKED >> 20)))?;
        if counts {
            check_count(&unpacked)?;
        }
    }
    Ok(passing.found)
}

fn too_large(found: String) -> (String, String) {
    (format!("the workbook unpacks to {found}"), "it is too large, or no honest workbook".to_owned())
}

/// Texts that are counted need at least a byte each; memory is set aside for as many as a file says.
fn check_count(part: &[u8]) -> Result<(), (String, String)> {
    const COUNT: &[u8] = b"uniqueCount";
    if part.contains(&0) || part.starts_with(b"\xFF\xFE") || part.starts_with(b"\xFE\xFF") {
        return Err(unreadable("its texts are not UTF-8"));
    }
    let mut rest = part;
    while let Some(at) = rest.windows(COUNT.len()).position(|window| window == COUNT) {
        rest = &rest[at + COUNT.len()..];
        let digits: Vec<u8> = rest
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit())
            .copied()
            .collect();
        let count = std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse::<usize>().ok());
        if count.is_none_or(|count| count > part.len()) {
            return Err(unreadable("it counts more texts than it holds"));
        }
    }
    Ok(())
}

/// The cells of a sheet that hold something. One that is no table, such as a chart, has none.
fn sheet(file: &mut Xlsx<Cursor<&[u8]>>, name: String, room: &mut usize) -> Result<Sheet, (String, String)> {
    let mut sheet = Sheet::named(name);
    let mut cells = match file.worksheet_cells_reader(&sheet.name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(sheet),
        Err(error) => return Err(unreadable(error)),
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let (row, column) = cell.pos;
        let never_calculated = cell.value == DataRef::Empty && cell.formula.is_some();
        let content = if never_calculated { Some(Cell::Formula) } else { content(&cell.value) };
        let Some(content) = content else { continue };
        *room = room.checked_sub(1).ok_or_else(|| {
            (format!("more than {MOST_CELLS} cells are filled"), "leave out what the scenario does not need".to_owned())
        })?;
        sheet.put(row, column, content);
    }
    Ok(sheet)
}

/// What a cell holds, without the blanks around it.
fn content(value: &DataRef) -> Option<Cell> {
    let text = |text: &str| {
        let text = super::sheet::trimmed(text);
        (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::String(words) => text(words),
        DataRef::SharedString(words) => text(words),
        DataRef::Bool(truth) => Some(Cell::Truth(*truth)),
        DataRef::DateTime(time) if time.is_datetime() && (0.0..1.0).contains(&time.as_f64()) => {
            let minutes = (time.as_f64() * 24.0 * 60.0).round();
            Some(Cell::Date(format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0)))
        }
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(Cell::Date(format!("{year:04}-{month:02}-{day:02}")))
        }
        DataRef::DateTime(time) => Some(Cell::Date(time.as_f64().to_string())),
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => {
            Some(Cell::Date(date.chars().take("2025-03-31".len()).collect()))
        }
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_cannot_be_true_are_refused() {
        assert!(check_count(b"<sst uniqueCount=\"2\"><si/><si/></sst>").is_ok());
        for text in [
            &b"<sst uniqueCount=\"99999999999\"/>"[..],
            b"<sst uniqueCount='99999999999999999999999999'/>",
            b"<sst uniqueCount=\"1\"/><sst uniqueCount = \"4000\"/>",
            b"\xFF\xFE<\0s\0",
        ] {
            assert!(check_count(text).is_err());
        }
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for (bytes, words) in [
            (&b"id,level\n"[..], "no workbook"),
            (b"\xD0\xCF\x11\xE0\xA1", "an old kind"),
            (b"PK\x03\x04 and nothing more", "damaged"),
            (b"", "no workbook"),
        ] {
            let (message, _) = open(bytes).expect_err("no workbook");
            assert!(message.contains(words), "{message}");
        }
    }
}
