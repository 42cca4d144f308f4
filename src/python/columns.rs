//! A table of results, which is CSV, as typed columns.

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use std::sync::Arc;

/// Columns that hold text even where a name in them looks like a number, or all are empty.
const TEXT: [&str; 31] = [
    "administration",
    "against",
    "ends",
    "giver",
    "group",
    "group_members",
    "hardest_hit",
    "input",
    "inputs",
    "invited",
    "joins",
    "kohlberg",
    "leaves",
    "level",
    "mark",
    "member",
    "name",
    "name_fr",
    "newcomer",
    "no_answer",
    "note",
    "observation",
    "quantity",
    "receiver",
    "rule",
    "source",
    "strategy",
    "unit",
    "who",
    "why",
    "worst_coalition",
];

/// The columns of a table: numbers as float64, all else as text; an empty cell is null.
///
/// # Errors
/// If it is no CSV table.
pub fn of_csv(bytes: &[u8]) -> Result<RecordBatch, ArrowError> {
    let mut reader = csv::Reader::from_reader(bytes);
    let malformed = |error: csv::Error| ArrowError::CsvError(error.to_string());
    let names: Vec<String> = reader.headers().map_err(malformed)?.iter().map(str::to_owned).collect();
    let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); names.len()];
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(&record.map_err(malformed)?) {
            column.push(Some(cell).filter(|cell| !cell.is_empty()).map(str::to_owned));
        }
    }
    let typed = names.iter().zip(columns).map(|(name, cells)| column(name, cells)).collect();
    batch(names, typed)
}

fn column(name: &str, cells: Vec<Option<String>>) -> ArrayRef {
    let number = |cell: &Option<String>| cell.as_ref().map(|text| text.parse::<f64>()).transpose();
    let numbers: Result<Vec<Option<f64>>, _> = cells.iter().map(number).collect();
    match numbers {
        Ok(numbers) if !TEXT.contains(&name) => Arc::new(Float64Array::from(numbers)),
        _ => Arc::new(StringArray::from(cells)),
    }
}

/// Columns of numbers; null where there is none.
///
/// # Errors
/// If they are not equally long.
pub fn of_numbers(names: Vec<String>, columns: Vec<Vec<f64>>) -> Result<RecordBatch, ArrowError> {
    let one = |values: Vec<f64>| -> ArrayRef {
        match values.iter().any(|value| value.is_nan()) {
            true => Arc::new(
                values.into_iter().map(|value| Some(value).filter(|value| !value.is_nan())).collect::<Float64Array>(),
            ),
            false => Arc::new(Float64Array::from(values)),
        }
    };
    batch(names, columns.into_iter().map(one).collect())
}

fn batch(names: Vec<String>, columns: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
    let field = |(name, column): (String, &ArrayRef)| Field::new(name, DataType::clone(column.data_type()), true);
    let fields: Vec<Field> = names.into_iter().zip(&columns).map(field).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}
