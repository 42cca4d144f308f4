//! Switching values as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, switching};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::break_even::found::BreakEven;

impl Found for BreakEven {
    const NAME: &'static str = "break-even";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("break-even.csv", break_even_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![switching::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `break-even.csv`: one row an input, those nearest to their switching value first.
fn break_even_csv(found: &BreakEven) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&[
        "input",
        "unit",
        "now_p5",
        "now_p50",
        "now_p95",
        "switching_value",
        "low",
        "high",
        "above_threshold",
    ]);
    table.header(&["crossings", "searched_from", "searched_to", "statistic_there_from", "statistic_there_to"]);
    table.header(&["mark", "source"]);
    table.end_row()?;
    for input in &found.inputs {
        table.text(&input.path);
        table.text(&input.unit);
        for k in 0..3 {
            table.number(input.now.map(|now| now[k]));
        }
        table.number(input.at.map(|at| at.value));
        table.number(input.at.and_then(|at| at.low));
        table.number(input.at.and_then(|at| at.high));
        table.text(input.pays.map_or("", |pays| pays.word()));
        table.number(Some(input.crossings as f64));
        for value in [input.searched, input.ends].into_iter().flatten() {
            table.number(Some(value));
        }
        table.text(input.mark.as_deref().unwrap_or_default());
        table.text(input.source.as_deref().unwrap_or_default());
        table.end_row()?;
    }
    table.finish()
}
