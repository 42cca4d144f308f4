//! Money and staff by fiscal year, as files.

mod sheets;
mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, budget, staffing};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use crate::workbook::Contents;
use study::analysis::budget::found::{Budget, Needs, Unit};

impl Found for Budget {
    const NAME: &'static str = "budget";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("budget.csv", budget_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![budget::draw(self, language)?, staffing::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, true, language)
    }

    fn contents(&self, language: Language) -> Contents {
        sheets::contents(self, language)
    }
}

/// The answer for who reads a page and asks no command.
pub(crate) fn to_read(found: &Budget, language: Language) -> Document {
    words::document(found, false, language)
}

/// `budget.csv`: one row an administration (all together first), strategy and fiscal year (all together last).
fn budget_csv(found: &Budget) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let unit = found.header.currency.to_lowercase();
    table.header(&["administration", "strategy", "fiscal_year", "begins", "months"]);
    for name in ["build", "run", "total", "build_after_grant", "total_after_grant"] {
        table.text(&format!("{name}_p50_{unit}"));
        table.text(&format!("{name}_p80_{unit}"));
    }
    table.header(&["people_p50", "people_p80", "people_there", "short"]);
    table.end_row()?;
    let months: u32 = found.years.iter().map(|year| year.months).sum();
    let mut row = |unit: &Unit, strategy: &str, [label, begins]: [&str; 2], months: u32, needs: &Needs| {
        [&unit.id, strategy, label, begins].into_iter().for_each(|text| table.text(text));
        table.number(Some(f64::from(months)));
        let Needs { build, run, total, build_after_grant, total_after_grant, people, short } = needs;
        for amount in [build, run, total, build_after_grant, total_after_grant, people] {
            table.number(Some(amount.p50));
            table.number(Some(amount.p80));
        }
        table.number(unit.staff);
        table.number(short.map(|short| short.value));
        table.end_row()
    };
    for unit in std::iter::once(&found.all).chain(&found.administrations) {
        for plan in &unit.strategies {
            let strategy = plan.strategy.word();
            for (year, needs) in found.years.iter().zip(&plan.years) {
                let begins = format!("{}-{:02}", year.begins.year, year.begins.month);
                row(unit, strategy, [&year.label, &begins], year.months, needs)?;
            }
            row(unit, strategy, ["all", ""], months, &plan.whole)?;
        }
    }
    table.finish()
}
