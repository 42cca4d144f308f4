//! Columns of numbers from a table: those that are asked for by name, all others left alone.

use super::files::InputFile;
use super::node::{Node, Value};
use super::opened::{Opened, open};
use super::problem::{Place, Problems, Sources, shown};
use super::suggest;
use super::table;
use super::table::Table;
use std::io;
use std::path::Path;

/// Which numbers a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Those above 0.
    Positive,
    /// All.
    Any,
}

/// What the reading of columns gives.
#[derive(Debug)]
pub struct LoadedColumns {
    /// One list of values a column asked for, rows in file order; none if any problem is an error.
    pub values: Option<Vec<Vec<f64>>>,
    /// Line of each row that is not left out.
    pub lines: Vec<usize>,
    /// Rows left out because one of the columns is empty there.
    pub left_out: usize,
    /// Id, from the file's name.
    pub id: String,
    /// Errors and warnings, in the order of finding.
    pub problems: Problems,
    /// The texts that problems point into.
    pub sources: Sources,
    /// The file that was read.
    pub files: Vec<InputFile>,
}

/// Reads columns of a table, `-` from standard input. A row where one of them is empty is left out, with a warning.
///
/// # Errors
/// Only if the file cannot be read; everything else is in [`LoadedColumns::problems`].
pub fn load_columns(path: &Path, wanted: &[&str], allowed: Allowed) -> io::Result<LoadedColumns> {
    let Opened { table, id, mut problems, sources, files } = open(path, "table")?;
    let read = table.and_then(|table| columns(&table, wanted, allowed, &mut problems));
    let (values, kept, left_out) = read.map_or((None, Vec::new(), 0), |(values, kept, out)| (Some(values), kept, out));
    let values = values.filter(|_| !problems.any_error());
    let lines = kept.iter().map(|place| sources.position(place).0).collect();
    Ok(LoadedColumns { values, lines, left_out, id, problems, sources, files })
}

fn columns(
    table: &Table,
    wanted: &[&str],
    allowed: Allowed,
    problems: &mut Problems,
) -> Option<(Vec<Vec<f64>>, Vec<Place>, usize)> {
    let places: Vec<Option<usize>> = wanted.iter().map(|name| place(table, name, problems)).collect();
    let places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
    let mut values = vec![Vec::with_capacity(table.rows.len()); wanted.len()];
    let (mut kept, mut missing) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let cells: Vec<&Node> = places.iter().map(|place| &row.cells[*place]).collect();
        if cells.iter().any(|cell| matches!(&cell.value, Value::Text(text) if text.is_empty())) {
            missing.push(row.place.clone());
            continue;
        }
        kept.push(row.place.clone());
        for (k, cell) in cells.into_iter().enumerate() {
            values[k].extend(number(cell, wanted[k], allowed, problems));
        }
    }
    let left_out = missing.len();
    if let Some(first) = missing.into_iter().next() {
        let names: Vec<String> = wanted.iter().map(|name| format!("`{}`", shown(name))).collect();
        let rows = if left_out == 1 { "a row".to_owned() } else { format!("{left_out} rows, this the first,") };
        problems.warning(first, format!("{rows} left out: nothing stands in {}", names.join(" or ")));
    }
    Some((values, kept, left_out))
}

fn place(table: &Table, name: &str, problems: &mut Problems) -> Option<usize> {
    let found = table.column(name);
    if let (None, Some(header)) = (found, table.header()) {
        let known = table.columns.iter().map(|column| column.text.as_str());
        problems.error(header, format!("no column `{}`", shown(name))).help(suggest::help(name, known));
    }
    found
}

fn number(cell: &Node, name: &str, allowed: Allowed, problems: &mut Problems) -> Option<f64> {
    let value = table::number(cell, problems)?;
    if allowed == Allowed::Positive && value <= 0.0 {
        let message = format!("{value} in column `{}`: only numbers above 0 can be used", shown(name));
        problems.error(cell.place.clone(), message).help("leave the field empty if the number is not known");
        return None;
    }
    Some(value)
}
