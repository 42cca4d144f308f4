//! Columns whose points may part thousands: `12.000` is 12 to a computer, and twelve thousand to half of Europe.

use super::{Table, decimal};
use crate::input::meant;
use crate::input::node::{Node, Value};
use crate::input::problem::{Problems, shown};

/// Columns whose numbers are large and round, so that any three digits after a point are doubtful.
const LARGE: [&str; 3] = ["labour_rate", "legacy_cost", "population"];

/// Warns once a column where all points stand before three digits, and says how else to write them. Where commas stand
/// before decimals (`commas`), every such point is doubtful.
pub(super) fn warn(table: &Table, commas: bool, problems: &mut Problems) {
    for (k, column) in table.columns.iter().enumerate() {
        let large = commas || LARGE.contains(&column.text.as_str());
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(k)).map(|cell| (cell, text(cell)));
        let with_point = |text: &str| text.contains('.') && decimal(text).is_ok();
        let doubtful = |text: &str| meant::in_thousands(text) || (large && meant::doubtful_point(text));
        let Some((first, written)) = cells().find(|(_, text)| doubtful(text)) else { continue };
        if !commas && cells().any(|(_, text)| with_point(text) && !meant::doubtful_point(text)) {
            continue;
        }
        let (Ok(value), Some(help)) = (decimal(written), meant::two_readings(written)) else { continue };
        let others = cells().filter(|(_, text)| doubtful(text)).count() - 1;
        let rest = if others == 0 { String::new() } else { format!(", and {others} more in this column likewise") };
        let message = format!("`{}` is read as {value}{rest}", shown(written));
        problems.warning(first.place.clone(), message).help(help);
    }
}

fn text(cell: &Node) -> &str {
    match &cell.value {
        Value::Text(text) => text,
        _ => "",
    }
}
