//! Workbooks (.xlsx) as input: one schema, whatever a scenario is written in.
//!
//! The sheets of a workbook are turned into the text of a scenario in TOML, and a sheet that is a table into CSV, with a map of
//! every stretch of that text to its cell. The readers of these two notations and all checks then work as on any file; only the
//! places of problems are told by sheet and cell.
//!
//! | sheet | a row is | columns |
//! | --- | --- | --- |
//! | `scenario` | a setting | `path`, `value`, and what is said of it |
//! | `strategies` | a strategy | `strategy`, `compared` (yes or no) |
//! | `modules` | a module | `id`, `title`, `title_fr`, `low`, `most likely`, `high` or `size`, `form`, `needed_by`, `adapted`, and what is said of the size |
//! | `administrations` | an administration | keys of an administration, and own ones for cost sharing |
//! | `assumptions` | an input | `path`, `low`, `most likely`, `high` or `value`, `form`, and what is said of it |
//! | `correlated` | inputs that move together | `inputs`, `coefficient`, and what is said of it |
//!
//! What is said of a value are `source`, `note`, `owner` and `signed_off`. The columns `name`, `unit`, `meaning` and `if left empty`
//! are for people. Capitals, blanks and underscores in headings make no difference; further sheets are left alone.

mod draft;
mod headings;
mod lists;
pub(crate) mod literal;
mod merged;
mod open;
mod parts;
mod paths;
mod roster;
mod scenario;
mod sheet;
mod table;
mod values;

pub(crate) use draft::Draft;
pub(crate) use headings::{FORM, HIGH, LIKELY, LOW, SAID, VALUE};
pub(crate) use open::{Book, MOST_BYTES, is_workbook, open};
pub(crate) use sheet::trimmed;
pub use values::FORMS;

use std::path::Path;

/// What a scenario names the table of its own workbook by.
pub const OWN_TABLE: &str = "#administrations";

/// Whether a file is a workbook by its name.
pub fn is_named_so(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["xlsx", "xlsm"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// File and sheet of `members.xlsx#Sheet`; none where a name is of no workbook. Either may be empty.
pub(crate) fn sheet_of(name: &str) -> Option<(&str, &str)> {
    // A mark may stand in the name of a file, too.
    let parted = name.rmatch_indices('#').map(|(at, _)| (&name[..at], &name[at + 1..]));
    let mut files =
        parted.filter(|(file, sheet)| is_named_so(Path::new(file)) || (file.is_empty() && !sheet.is_empty()));
    files.next().or_else(|| is_named_so(Path::new(name)).then_some((name, "")))
}

/// The text of the scenario that a workbook is.
pub(crate) fn scenario(book: &Book) -> Draft {
    scenario::draft(book)
}

/// The table that a sheet is; an error is a message and what to do.
pub(crate) fn table(book: &Book, sheet: &str) -> Result<Draft, (String, String)> {
    table::draft(book, sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_parted_from_its_file() {
        for (name, parted) in [
            ("m.xlsx#Sheet", Some(("m.xlsx", "Sheet"))),
            ("m.xlsx", Some(("m.xlsx", ""))),
            ("m#x.xlsx", Some(("m#x.xlsx", ""))),
            ("m#x.xlsx#My #1", Some(("m#x.xlsx", "My #1"))),
            ("#administrations", Some(("", "administrations"))),
            ("m.csv", None),
            ("m.csv#a", None),
            ("#", None),
        ] {
            assert_eq!(sheet_of(name), parted, "{name}");
        }
    }
}
