//! How a workbook is written: all that knows the file format.

mod answer;
mod chart;
mod input;
mod look;
mod place;
mod table;
mod text;

use super::Workbook;
use super::input::Input;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write a workbook: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Most characters of a property of the file.
const LONGEST: usize = 255;

/// The file.
pub(super) fn bytes(book: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties(book)?);
    answer::write(file.add_worksheet(), book)?;
    for sheet in &book.sheets {
        table::write(file.add_worksheet(), sheet, book.language)?;
    }
    Ok(file.save_to_buffer()?)
}

/// The file of a workbook to be filled in.
pub(super) fn input(book: &Input) -> Result<Vec<u8>, WorkbookError> {
    input::write(book)
}

/// Title and provenance.
fn properties(book: &Workbook) -> Result<DocProperties, WorkbookError> {
    let colon = book.language.pick(": ", "\u{202F}: ");
    let origin: Vec<String> = book.origin.iter().map(|[label, text]| format!("{label}{colon}{text}")).collect();
    let short = |text: &str| -> String { text::held(text, book.language).chars().take(LONGEST).collect() };
    properties_of(&short(&book.title), &short(&origin.join("; ")))
}

/// A title and a comment; a date that is no date, as results do not know the clock.
fn properties_of(title: &str, comment: &str) -> Result<DocProperties, WorkbookError> {
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(concat!("commonweal ", env!("CARGO_PKG_VERSION")))
        .set_comment(comment)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}
