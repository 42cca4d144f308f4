//! A sheet of rows: lines above, headers that stay in sight, numbers as numbers, sums as formulas.

use super::place::Place;
use super::{WorkbookError, chart, look, text};
use crate::language::{Language, number, say};
use crate::workbook::{Cell, Kind, MOST_ROWS, Sheet};
use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, utility::row_col_to_cell};
use std::collections::BTreeMap;

/// Widths of columns, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=48;
/// Characters across a printed page.
const ACROSS: usize = 260;
/// Height of a line, in points.
const LINE: usize = 15;
/// Greatest height of a row, in points.
const HIGHEST: usize = 409;

/// Writes it.
pub(super) fn write(to: &mut Worksheet, sheet: &Sheet, language: Language) -> Result<(), WorkbookError> {
    to.set_name(sheet.name)?;
    let notes = notes(sheet, language);
    for (row, note) in notes.iter().enumerate() {
        to.write_string_with_format(row as u32, 0, text::held(note, language), &look::note())?;
    }
    let rows = sheet.written();
    let (header, columns) = (notes.len() as u32, sheet.columns.len() as u16);
    let first = header + 1;
    let has_sums = (0..sheet.columns.len()).any(|column| sheet.sum(column).is_some());
    let last = header + rows.len() as u32;
    let place = Place { header, first, last, below: last + 1 + u32::from(has_sums) };
    let money = look::money_decimals(sheet);
    let widths = headers(to, sheet, &place, money, language)?;
    let mut formats = Formats { money, known: BTreeMap::new() };
    for (row, cells) in (first..).zip(rows) {
        let words: Vec<Option<String>> = cells.iter().map(|cell| words(cell, language)).collect();
        let lines = |(words, width): (&Option<String>, &usize)| words.as_ref().map(|words| text::lines(words, *width));
        let tallest = words.iter().zip(&widths).filter_map(lines).max().unwrap_or(1);
        let high = tallest > 1;
        if high {
            to.set_row_height(row, (tallest * LINE).min(HIGHEST) as f64)?;
        }
        for ((column, cell), words) in (0u16..).zip(cells).zip(words) {
            match (cell, words) {
                (Cell::Number(value, kind), _) => {
                    to.write_number_with_format(row, column, *value, formats.of(*kind, high))?;
                }
                (_, Some(words)) => {
                    let format = if high { look::wrapped() } else { Format::new() };
                    to.write_string_with_format(row, column, words, &look::apart(format, column))?;
                }
                (_, None) => {}
            }
        }
    }
    if has_sums {
        sums(to, sheet, &place, money, language)?;
    }
    to.set_freeze_panes(first, sheet.frozen as u16)?;
    if let (true, false, Some(right)) = (sheet.filter, rows.is_empty(), columns.checked_sub(1)) {
        to.autofilter(header, 0, last, right)?;
    }
    if let Some(right) = columns.checked_sub(1) {
        // An id or a fiscal year of digits is a name.
        to.ignore_error_range(header, 0, place.below, right, IgnoreError::NumberStoredAsText)?;
    }
    let across = widths.iter().sum::<usize>().div_ceil(ACROSS).max(1);
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(across as u16, 0).set_repeat_rows(header, header)?;
    if let (true, Some(right)) = (across > 1, sheet.frozen.checked_sub(1)) {
        to.set_repeat_columns(0, right as u16)?;
    }
    to.set_footer("&L&A&R&P / &N");
    if let Some(drawn) = &sheet.chart {
        chart::insert(to, sheet, drawn, &place, money)?;
    }
    Ok(())
}

/// The words of a cell, as they are written.
fn words(cell: &Cell, language: Language) -> Option<String> {
    match cell {
        Cell::Text(words) => Some(text::held(words, language)),
        Cell::Empty | Cell::Number(..) => None,
    }
}

/// What stands above, and where the rows are that are left out.
fn notes(sheet: &Sheet, language: Language) -> Vec<String> {
    let mut notes = sheet.notes.clone();
    if sheet.rows.len() > MOST_ROWS {
        let [most, all] = [MOST_ROWS, sheet.rows.len()].map(|count| number(count as f64, 0, language));
        notes.push(match sheet.file {
            Some(file) => say!(
                language,
                "The first {most} of {all} rows; {file} has all."
                    | "Les {most} premières lignes sur {all} ; {file} les a toutes."
            ),
            None => say!(language, "The first {most} of {all} rows." | "Les {most} premières lignes sur {all}."),
        });
    }
    notes
}

/// Headers and widths of columns, which it returns.
fn headers(
    to: &mut Worksheet,
    sheet: &Sheet,
    place: &Place,
    money: Option<usize>,
    language: Language,
) -> Result<Vec<usize>, WorkbookError> {
    let mut widths = Vec::new();
    let mut tallest = 1;
    for (at, column) in sheet.columns.iter().enumerate() {
        let cells = || sheet.written().iter().filter_map(|row| row.get(at));
        let numbers =
            cells().any(|cell| matches!(cell, Cell::Number(..))) && !cells().any(|cell| matches!(cell, Cell::Text(_)));
        let words = text::held(&column.header, language);
        let longest = words.split([' ', '\n']).map(|word| word.chars().count()).max().unwrap_or(0);
        let sum = sheet.sum(at).zip(sheet.kind(at)).map(|(sum, kind)| look::width(sum, kind, money));
        let widest = cells().map(|cell| match cell {
            Cell::Empty => 0,
            Cell::Text(words) => text::width(words),
            Cell::Number(value, kind) => look::width(*value, *kind, money),
        });
        // A header of many words has three lines or so.
        let longest = longest.max(text::width(&words).div_ceil(3));
        // The arrow of a filter stands on the header.
        let arrow = if sheet.filter { 3 } else { 1 };
        let width = widest.chain(sum).max().unwrap_or(0).max(longest + arrow) + 2;
        let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        tallest = tallest.max(text::lines(&words, width - 1));
        to.set_column_width(at as u16, width as f64)?;
        let format = look::header(numbers);
        let format = if numbers { format } else { look::apart(format, at as u16) };
        to.write_string_with_format(place.header, at as u16, words, &format)?;
        widths.push(width);
    }
    to.set_row_height(place.header, (tallest * LINE).min(HIGHEST) as f64)?;
    Ok(widths)
}

/// The row of sums: formulas, beside each what it comes to, as nobody may have calculated when the file is read.
fn sums(
    to: &mut Worksheet,
    sheet: &Sheet,
    place: &Place,
    money: Option<usize>,
    language: Language,
) -> Result<(), WorkbookError> {
    let row = place.last + 1;
    for at in 0..sheet.columns.len() {
        let column = at as u16;
        match sheet.sum(at).zip(sheet.kind(at)) {
            Some((sum, kind)) => {
                let [from, till] = [place.first, place.last].map(|row| row_col_to_cell(row, column));
                let formula = Formula::new(format!("=SUM({from}:{till})")).set_result(sum.to_string());
                to.write_formula_with_format(row, column, formula, &look::total(look::number(kind, money)))?;
            }
            None if at == 0 => {
                let word = language.pick("Sum", "Somme");
                to.write_string_with_format(row, column, word, &look::total(Format::new()))?;
            }
            None => {
                to.write_blank(row, column, &look::total(Format::new()))?;
            }
        }
    }
    Ok(())
}

/// Formats of numbers, each made once.
struct Formats {
    money: Option<usize>,
    known: BTreeMap<(String, bool), Format>,
}

impl Formats {
    fn of(&mut self, kind: Kind, high: bool) -> &Format {
        let make = || look::risen(look::number(kind, self.money), high);
        self.known.entry((format!("{kind:?}"), high)).or_insert_with(make)
    }
}
