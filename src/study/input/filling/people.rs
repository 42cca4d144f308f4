//! The administrations as a sheet: what fits into a cell stands in their rows, all else among the inputs.

use super::entries::{of_key, of_own};
use super::filled::{Content, Entry, Filled};
use super::notation::{Notation, of_cell};
use crate::input::arrange::{Column, Roster, Row};
use crate::input::known::{self, Known};
use crate::input::node::{Node, Value};
use crate::input::table::WORDS;
use crate::input::workbook::{FORM, VALUE};

/// Columns that stand first, where they are given.
const FIRST: [&str; 6] = ["id", "name", "name_fr", "level", "population", "labour_rate"];

/// Fills them in.
pub(super) fn fill(roster: &Roster, notation: &Notation, filled: &mut Filled) {
    let columns = columns(roster);
    for row in &roster.rows {
        let mut cells: Vec<Option<Content>> = Vec::with_capacity(columns.len());
        for &column in &columns {
            let node = row.get(column);
            let cell = match node {
                Some(node) if roster.is_cell(node) => node.text().map(|text| of_table(column, text)),
                Some(node) => match simple(node, notation) {
                    Some(content) => Some(content),
                    None => {
                        filled.inputs.push(elsewhere(row, column, name(column, roster), node, notation));
                        None
                    }
                },
                None => None,
            };
            cells.push(cell);
        }
        filled.administrations.push(cells);
    }
    // A column that nobody fills is none.
    let used = |k: usize| filled.administrations.iter().any(|row| row[k].is_some());
    let used: Vec<bool> = (0..columns.len()).map(used).collect();
    let kept = |k: &usize| used[*k] || roster.table.is_some();
    filled.columns = (0..columns.len()).filter(kept).map(|k| name(columns[k], roster).to_owned()).collect();
    for row in &mut filled.administrations {
        *row = (0..columns.len()).filter(kept).map(|k| row[k].take()).collect();
    }
}

/// A cell of a table; what is a word there stays one.
fn of_table(column: Column, text: &str) -> Content {
    match column {
        Column::Word(word) if WORDS.contains(&word) => Content::Text(text.to_owned()),
        _ => of_cell(text),
    }
}

fn name(column: Column, roster: &Roster) -> &str {
    match column {
        Column::Number(member) => member.spec().path,
        Column::Word(word) => word,
        Column::Extra(index) => &roster.extras[index].text,
    }
}

/// The keys that are given: those of a table in its order.
fn columns(roster: &Roster) -> Vec<Column> {
    let mut columns = Vec::new();
    for row in &roster.rows {
        let given = row.fields.iter().map(|(column, _)| *column).chain(row.empty.iter().map(|(column, _)| *column));
        for column in given {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    let rank = |column: &Column| FIRST.iter().position(|first| *first == name(*column, roster)).unwrap_or(FIRST.len());
    columns.sort_by_key(rank);
    columns
}

/// A value that fits into a cell: a number, a text, a range, networks.
fn simple(node: &Node, notation: &Notation) -> Option<Content> {
    match &node.value {
        Value::Number { value, .. } => Some(Content::Number(*value)),
        Value::Text(text) => Some(Content::Text(text.clone())),
        Value::List(_) => Some(notation.list(node)),
        Value::Table(_) | Value::Boolean(_) | Value::Date(_) => None,
    }
}

/// A value that does not.
fn elsewhere(row: &Row, column: Column, key: &str, node: &Node, notation: &Notation) -> Entry {
    let path = format!("administration.{}.{key}", row.id().unwrap_or_default());
    let cells = notation.value(node, VALUE, FORM);
    match (column, known::find("administration", key)) {
        (Column::Number(member), _) => of_key(path, member.spec(), cells),
        (_, Some(Known::Word(word))) => of_own(path, word.meaning, cells),
        _ => of_own(path, "", cells),
    }
}
