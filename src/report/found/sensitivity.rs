//! Sensitivity as files: JSON, a table of factors' shares, and one of their bars.

mod words;

use super::{Found, Tables};
use crate::charts::tornado::Others;
use crate::charts::{Chart, ChartError, sensitivity, tornado};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::sensitivity::found::Sensitivity;

impl Found for Sensitivity {
    const NAME: &'static str = "sensitivity";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("sensitivity.csv", sensitivity_csv(self)?), ("tornado.csv", tornado_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![
            sensitivity::draw(self, language)?,
            tornado::draw(self, Others::Drawn, language)?,
            tornado::draw(self, Others::Median, language)?,
        ])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `sensitivity.csv`: one row a factor, the strongest first.
fn sensitivity_csv(found: &Sensitivity) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["factor", "inputs", "meaning", "mark", "source", "chance"]);
    table.header(&["ranks_first_order", "ranks_first_order_low", "ranks_first_order_high"]);
    table.header(&["ranks_total", "ranks_total_low", "ranks_total_high"]);
    table.header(&["variance_first_order", "variance_first_order_low", "variance_first_order_high"]);
    table.header(&["variance_total", "variance_total_low", "variance_total_high", "rank_correlation"]);
    table.end_row()?;
    for one in &found.factors {
        table.text(&one.name);
        table.number(Some(one.inputs as f64));
        let [mark, source] = [&one.mark, &one.source].map(|text| text.as_deref().unwrap_or_default());
        let chance = if one.chance { "true" } else { "false" };
        [&one.meaning, mark, source, chance].into_iter().for_each(|text| table.text(text));
        for shares in [Some(one.ranks), one.variance] {
            let indices = [shares.map(|shares| shares.first_order), shares.map(|shares| shares.total)];
            for index in indices {
                table.number(index.map(|index| index.value));
                table.number(index.map(|index| index.low));
                table.number(index.map(|index| index.high));
            }
        }
        table.number(one.rank_correlation);
        table.end_row()?;
    }
    table.finish()
}

/// `tornado.csv`: one row a factor that moves anything, the one that moves the statistic furthest first.
fn tornado_csv(found: &Sensitivity) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["factor", "inputs", "unit", "p10", "p90", "statistic_at_p10", "statistic_at_p90"]);
    table.header(&["span", "span_low", "span_high", "median_case_at_p10", "median_case_at_p90"]);
    table.end_row()?;
    for one in found.bars() {
        let bar = &one.tornado;
        table.text(&one.name);
        table.number(Some(one.inputs as f64));
        table.text(&bar.unit);
        [0, 1].into_iter().for_each(|end| table.number(bar.at.map(|at| at[end])));
        let values = bar.free.into_iter().chain([bar.span.value, bar.span.low, bar.span.high]).chain(bar.median);
        values.for_each(|value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}
