//! A workbook to be filled in: cells that are read stand out, choices drop down, notes tell what belongs where.

use super::{WorkbookError, look, properties_of, text};
use crate::workbook::input::{Choice, Column, From, Input, Row, Sheet, Typed};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Note,
    Worksheet,
};
use study::input::filling::Content;

/// Cells to fill in.
const PAPER: Color = Color::RGB(0xFF_F9_E5);
/// Their lines.
const LINES: Color = Color::RGB(0xD9_D2_BC);
/// What is for people alone.
const GREY: Color = Color::RGB(0x3D_3D_3D);
/// The row of the headings: a note stands above them.
const HEAD: u32 = 1;
/// Height of a line, in points.
const LINE: usize = 15;
/// Greatest height of a row, in points.
const HIGHEST: usize = 409;
/// Width of the first sheet, in characters.
const ACROSS: usize = 100;
/// Most characters of all words of a choice together.
const MOST_WORDS: usize = 250;
/// Rows from which on cells are not made to stand out one by one.
const MANY: usize = 5000;

/// The file.
pub(crate) fn write(input: &Input) -> Result<Vec<u8>, WorkbookError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties_of("commonweal", "")?);
    first(file.add_worksheet(), input)?;
    for sheet in &input.sheets {
        write_sheet(file.add_worksheet(), sheet)?;
    }
    Ok(file.save_to_buffer()?)
}

fn first(to: &mut Worksheet, input: &Input) -> Result<(), WorkbookError> {
    to.set_name(input.first)?.set_column_width(0, ACROSS as f64)?.set_screen_gridlines(false);
    let mut row = 0;
    for (heading, line) in &input.told {
        if *heading && row > 0 {
            row += 1;
        }
        let format = if *heading { look::heading() } else { look::wrapped() };
        to.write_string_with_format(row, 0, text::held(line, input.language), &format)?;
        let lines = text::lines(line, ACROSS + ACROSS / 10);
        to.set_row_height(row, (lines * LINE + if *heading { 6 } else { 3 }) as f64)?;
        row += 1;
    }
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
    Ok(())
}

fn write_sheet(to: &mut Worksheet, sheet: &Sheet) -> Result<(), WorkbookError> {
    to.set_name(sheet.name)?;
    to.write_string_with_format(0, 0, &sheet.note, &look::note())?;
    let last = HEAD + (sheet.rows.len() + sheet.blank) as u32;
    for (at, column) in (0u16..).zip(&sheet.columns) {
        to.set_column_width(at, column.width as f64)?;
        to.write_string_with_format(HEAD, at, &column.heading, &look::header(false))?;
        if !column.note.is_empty() {
            to.insert_note(HEAD, at, &note(&column.note))?;
        }
        if let Some(choice) = &column.choice {
            to.add_data_validation(HEAD + 1, at, last, at, &validation(choice)?)?;
        }
    }
    let formats: Vec<Format> = sheet.columns.iter().map(|column| format(column, column.told)).collect();
    let filled: Vec<Format> = sheet.columns.iter().map(|column| format(column, column.told || column.fixed)).collect();
    for (number, row) in (HEAD + 1..).zip(&sheet.rows) {
        write_row(to, number, row, sheet, &filled)?;
    }
    for number in HEAD + 1 + sheet.rows.len() as u32..=last {
        for (at, format) in (0u16..).zip(&formats) {
            to.write_blank(number, at, format)?;
        }
    }
    to.set_freeze_panes(HEAD + 1, sheet.frozen as u16)?;
    if let Some(right) = (sheet.columns.len() as u16).checked_sub(1) {
        to.autofilter(HEAD, 0, last, right)?;
        to.ignore_error_range(HEAD, 0, last, right, IgnoreError::NumberStoredAsText)?;
    }
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(HEAD, HEAD)?;
    to.set_footer("&L&A&R&P / &N");
    Ok(())
}

fn write_row(
    to: &mut Worksheet,
    number: u32,
    row: &Row,
    sheet: &Sheet,
    formats: &[Format],
) -> Result<(), WorkbookError> {
    let many = sheet.rows.len() > MANY;
    let mut tallest = 1;
    for ((at, cell), (column, format)) in (0u16..).zip(&row.cells).zip(sheet.columns.iter().zip(formats)) {
        match cell {
            Some(Content::Number(value)) => to.write_number_with_format(number, at, *value, format)?,
            Some(Content::Text(words)) => {
                tallest = tallest.max(text::lines(words, column.width));
                to.write_string_with_format(number, at, words, format)?
            }
            Some(Content::Truth(truth)) => to.write_boolean_with_format(number, at, *truth, format)?,
            None if many => to,
            None => to.write_blank(number, at, format)?,
        };
    }
    if tallest > 1 {
        to.set_row_height(number, (tallest * LINE).min(HIGHEST) as f64)?;
    }
    if let Some((at, words)) = &row.note {
        to.insert_note(number, *at as u16, &note(words))?;
    }
    if let Some((at, choice)) = &row.choice {
        to.add_data_validation(number, *at as u16, number, *at as u16, &validation(choice)?)?;
    }
    Ok(())
}

/// How the cells of a column look: those that are for people alone are grey.
fn format(column: &Column, told: bool) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    if told {
        return format.set_font_color(GREY);
    }
    let format = format.set_background_color(PAPER).set_border(FormatBorder::Thin).set_border_color(LINES);
    match column.typed {
        Typed::General => format,
        Typed::Text => format.set_num_format("@"),
        Typed::Day => format.set_num_format("yyyy-mm-dd"),
    }
}

fn note(words: &str) -> Note {
    let lines = text::lines(words, 36);
    Note::new(words).add_author_prefix(false).set_width(260).set_height((lines * 18 + 16) as u32)
}

/// A list that drops down. Where other words are allowed, too, it offers and does not refuse.
fn validation(choice: &Choice) -> Result<DataValidation, WorkbookError> {
    let list = match &choice.from {
        From::Words(words) => {
            let mut room = MOST_WORDS;
            let fits = |word: &&String| {
                let length = word.chars().count() + 1;
                let fits = length <= room && !word.contains(',');
                room -= if fits { length } else { 0 };
                fits
            };
            let words: Vec<&String> = words.iter().filter(fits).collect();
            match words.is_empty() {
                true => DataValidation::new().allow_any_value(),
                false => DataValidation::new().allow_list_strings(&words)?,
            }
        }
        From::Cells(range) => DataValidation::new().allow_list_formula(Formula::new(*range)),
    };
    Ok(match choice.closed {
        true => list.set_error_style(DataValidationErrorStyle::Stop),
        false => list.show_error_message(false),
    })
}
