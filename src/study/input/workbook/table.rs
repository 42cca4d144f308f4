//! A sheet that is a table, as CSV.

use super::draft::{Draft, Piece};
use super::literal;
use super::merged;
use super::open::Book;
use super::sheet::{Cell, Row, Sheet, plain};
use crate::input::meant;
use crate::input::places::At;
use crate::input::problem::shown;
use crate::input::suggest;
use crate::input::table::WORDS;

/// The CSV text of a sheet by its name, or of the only one that holds anything; an error is a message and what to do.
pub(super) fn draft(book: &Book, name: &str) -> Result<Draft, (String, String)> {
    let (number, sheet) = named(book, name)?;
    let mut draft = Draft::of(book);
    let mut rows = sheet.rows.iter();
    // Lines above the headings are a note: the headings are the first row of more than one cell.
    let first = sheet.rows.iter().find(|(_, row)| row.len() > 1).map(|(number, _)| *number);
    let Some((head, heads)) = rows.by_ref().find(|(row, _)| first.is_none_or(|first| **row == first)) else {
        return Err((
            format!("the sheet \"{}\" is empty", shown(&sheet.name)),
            "its first row names the columns".to_owned(),
        ));
    };
    let columns: Vec<u32> = columns(sheet, *head, heads);
    merged::tell((number, sheet), *head, &columns, &mut draft);
    let words: Vec<bool> = columns.iter().map(|column| is_words(heads.get(column))).collect();
    let mut text = Piece::default();
    row(number, *head, heads, &columns, &vec![true; columns.len()], &mut text, &mut draft);
    for (below, cells) in rows {
        row(number, *below, cells, &columns, &words, &mut text, &mut draft);
    }
    draft.piece = text;
    Ok(draft)
}

fn named<'a>(book: &'a Book, name: &str) -> Result<(usize, &'a Sheet), (String, String)> {
    let names = || book.sheets.iter().map(|sheet| sheet.name.as_str());
    let filled: Vec<(usize, &Sheet)> = book.sheets.iter().enumerate().filter(|(_, one)| !one.rows.is_empty()).collect();
    match (name, filled.as_slice()) {
        ("", [only]) => Ok(*only),
        ("", []) => Err(("the workbook is empty".to_owned(), "fill a sheet".to_owned())),
        ("", _) => {
            let message = format!("a workbook of {} sheets", filled.len());
            Err((message, format!("name one of them: members.xlsx#Sheet. There are {}", suggest::list(names()))))
        }
        _ => {
            let found = book.sheets.iter().enumerate().find(|(_, sheet)| plain(&sheet.name) == plain(name));
            let missing =
                || (format!("no sheet is called `{}`", shown(name)), suggest::help(name, names().collect::<Vec<_>>()));
            found.ok_or_else(missing)
        }
    }
}

/// The columns from the first to the last heading, and those without one in which something stands.
fn columns(sheet: &Sheet, head: u32, heads: &Row) -> Vec<u32> {
    let mut all: Vec<u32> = sheet.rows.range(head..).flat_map(|(_, row)| row.keys().copied()).collect();
    all.extend(heads.keys());
    all.sort_unstable();
    all.dedup();
    all
}

fn is_words(head: Option<&Cell>) -> bool {
    matches!(head, Some(Cell::Text(name)) if WORDS.contains(&name.as_str()))
}

/// A row as a line.
fn row(sheet: usize, number: u32, cells: &Row, columns: &[u32], words: &[bool], text: &mut Piece, draft: &mut Draft) {
    let begin = text.text.len();
    for (k, (column, words)) in columns.iter().zip(words).enumerate() {
        if k > 0 {
            text.put(",");
        }
        let at = At::cell(sheet, number, *column);
        let field = cells.get(column).map(|cell| field(cell, *words, at, draft)).unwrap_or_default();
        text.cell(at, &field);
    }
    text.close(begin, At::cell(sheet, number, columns.first().copied().unwrap_or_default()));
    text.put("\n");
}

/// A field between quotes where it must be. A number of one reading becomes that; any other text is left to the reader.
fn field(cell: &Cell, words: bool, at: At, draft: &mut Draft) -> String {
    let text = match cell {
        Cell::Number(value) if value.is_finite() => literal::number(*value),
        Cell::Text(text) if words => text.clone(),
        Cell::Text(text) => match text.split_once(" to ").map(|(low, high)| [low, high].map(literal::plain)) {
            Some([Some(low), Some(high)]) => format!("{low} to {high}"),
            _ => {
                if let Some(readings) = meant::doubtful_point(text).then(|| meant::two_readings(text)).flatten() {
                    draft.error(
                        at,
                        text,
                        format!("a text that may be one of two numbers: `{}`", shown(text)),
                        readings,
                    );
                }
                literal::plain(text).unwrap_or_else(|| text.clone())
            }
        },
        other => literal::refused(other, at, "a number or a text", draft).unwrap_or_default(),
    };
    let plain = !text.contains([',', '"', '\n', '\r', ';']) && !text.starts_with('#');
    if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}
