//! Sensitivity as files: JSON, and a table of factors.

use super::OutputError;
use super::tables::Table;
use crate::results::Sensitivity;

/// `sensitivity.json`.
pub fn sensitivity_json(found: &Sensitivity) -> Result<Vec<u8>, OutputError> {
    let mut bytes = serde_json::to_vec_pretty(found)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `sensitivity.csv`: one row a factor, the strongest first.
pub fn sensitivity_csv(found: &Sensitivity) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["factor", "inputs", "meaning", "mark", "source", "chance"]);
    table.header(&["first_order", "first_order_low", "first_order_high", "total", "total_low", "total_high"]);
    table.header(&["rank_correlation"]);
    table.end_row()?;
    for one in &found.factors {
        table.text(&one.name);
        table.number(Some(one.inputs as f64));
        let [mark, source] = [&one.mark, &one.source].map(|text| text.as_deref().unwrap_or_default());
        let chance = if one.chance { "true" } else { "false" };
        [&one.meaning, mark, source, chance].into_iter().for_each(|text| table.text(text));
        for index in [one.first_order, one.total] {
            [index.value, index.low, index.high].into_iter().for_each(|value| table.number(Some(value)));
        }
        table.number(one.rank_correlation);
        table.end_row()?;
    }
    table.finish()
}
