//! Observed values: a numeric column of a CSV file.

use super::node::{Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use super::suggest;
use super::table;
use super::table::Table;
use std::sync::Arc;

/// The table of a name, read once.
pub(crate) fn table(name: &str, node: &Node, reading: &mut Reading) -> Option<Arc<Table>> {
    if let Some(known) = reading.tables.get(name) {
        return known.clone();
    }
    let table = reading.table(name, &node.place).map(Arc::new);
    reading.tables.insert(name.to_owned(), table.clone());
    table
}

/// The values of `file.csv#column`.
pub(crate) fn column(node: &Node, reading: &mut Reading) -> Option<Vec<f64>> {
    let wanted = "`empirical` takes \"file.csv#column\"";
    let Value::Text(text) = &node.value else {
        reading.error(&node.place, format!("{wanted}, found {}", node.value.kind()));
        return None;
    };
    let Some((name, column)) = text.rsplit_once('#').filter(|(name, column)| !name.is_empty() && !column.is_empty())
    else {
        reading.error(&node.place, format!("{wanted}, found `{}`", shown(text)));
        return None;
    };
    let table = table(name, node, reading)?;
    let Some(index) = table.columns.iter().position(|key| key.text == column) else {
        let known = table.columns.iter().map(|key| key.text.as_str());
        let message = format!("`{}` has no column `{}`", shown(name), shown(column));
        reading.error_help(&node.place, message, suggest::help(column, known));
        return None;
    };
    let mut values = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cell = &row.cells[index];
        let value = table::number(cell, &mut reading.problems)?;
        values.push(number::sane(value, cell, reading)?);
    }
    Some(values)
}
