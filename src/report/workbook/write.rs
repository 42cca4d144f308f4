//! How a workbook is written: all that knows the file format.

mod answer;
mod chart;
mod look;
mod place;
mod table;
mod text;

use super::Workbook;
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

/// Title and provenance; a date that is no date, as results do not know the clock.
fn properties(book: &Workbook) -> Result<DocProperties, WorkbookError> {
    let colon = book.language.pick(": ", "\u{202F}: ");
    let origin: Vec<String> = book.origin.iter().map(|[label, text]| format!("{label}{colon}{text}")).collect();
    let short = |text: &str| -> String { text::held(text, book.language).chars().take(LONGEST).collect() };
    Ok(DocProperties::new()
        .set_title(short(&book.title))
        .set_author(concat!("commonweal ", env!("CARGO_PKG_VERSION")))
        .set_comment(short(&origin.join("; ")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}
