//! What the answers of all commands are made of: lines that fit, tables, lists and amounts.

use comfy_table::{CellAlignment, Table, presets};
use report::charts::{Language, number};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::input::problem::shown_path;

/// Longest line, in characters.
pub(super) const WIDTH: usize = 100;

/// Longest name in a cell of a table, in characters.
const CELL: usize = 26;

/// A sentence on lines that fit.
pub(super) fn wrapped(text: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(WIDTH).subsequent_indent("  ")) + "\n"
}

/// Where results were written, and their files.
pub(super) fn results(place: &Path, names: &str) -> String {
    wrapped(&format!("Results: {}: {names}", shown_path(place)))
}

/// Columns under their headers, numbers to the right.
pub(super) fn table(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// A name in a cell of a table: what is cut is told by its id, too, for names may begin alike.
pub(super) fn cell(name: &str, id: &str) -> String {
    if name.chars().count() <= CELL {
        return name.to_owned();
    }
    let room = CELL.saturating_sub(id.chars().count() + 4).max(8);
    format!("{}… ({id})", name.chars().take(room).collect::<String>().trim_end())
}

/// `a, b and c`
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// An amount as a scale shows it, without its unit.
pub(super) fn amount(value: f64, scale: &Shown) -> String {
    number(value / scale.per, scale.decimals as usize, Language::En)
}

/// The same, `none` where there is none.
pub(super) fn amount_if_any(value: Option<f64>, scale: &Shown) -> String {
    value.map_or("none".to_owned(), |value| amount(value, scale))
}

/// The unit of a scale behind what precedes it, or nothing: ` million CAD`, `, million CAD`.
pub(super) fn unit_after(before: &str, scale: &Shown) -> String {
    scale.unit.as_ref().map_or(String::new(), |unit| format!("{before}{unit}"))
}
