//! A comparison as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, comparison};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use model::results::Known;
use study::analysis::compare::found::Comparison;
use study::analysis::sweep::found::Figures;

impl Found for Comparison {
    const NAME: &'static str = "compare";

    fn about(&self) -> About {
        About {
            scenario: self.scenarios.first().map(|first| first.name.clone()),
            seed: Some(self.seed),
            replications: Some(self.replications),
            overrides: self.overrides.clone(),
            ..About::default()
        }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("compare.csv", comparison_csv(self)?),
            ("members.csv", members_csv(self)?),
            ("inputs.csv", differing_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![comparison::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `compare.csv`: one row a quantity and scenario, with what it has more than the first.
fn comparison_csv(found: &Comparison) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["quantity", "unit", "scenario"]);
    let names = Figures::default().named().map(|(name, _)| name);
    table.header(&names);
    table.header(&["positive", "difference_mean_low", "difference_mean_high"]);
    for name in names {
        table.text(&format!("difference_{name}"));
    }
    table.header(&["more", "less"]);
    table.end_row()?;
    for quantity in &found.quantities {
        for (k, scenario) in found.scenarios.iter().enumerate() {
            table.text(&quantity.path);
            table.text(quantity.unit.word());
            table.text(&scenario.name);
            quantity.values[k].named().into_iter().for_each(|(_, value)| table.number(value));
            table.number(quantity.positive[k].map(|known| known.value));
            let difference = k.checked_sub(1).map(|k| &quantity.differences[k]);
            let mean: Option<Known> = difference.and_then(|one| one.mean);
            table.number(mean.and_then(|known| known.low));
            table.number(mean.and_then(|known| known.high));
            let figures = difference.map_or(Figures::default(), |one| one.figures);
            figures.named().into_iter().for_each(|(_, value)| table.number(value));
            table.number(difference.map(|one| one.more.value));
            table.number(difference.map(|one| one.less.value));
            table.end_row()?;
        }
    }
    table.finish()
}

/// `members.csv`: one row an administration and scenario: what it pays and saves more than in the first.
fn members_csv(found: &Comparison) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["administration", "scenario"]);
    let names = Figures::default().named().map(|(name, _)| name);
    for what in ["pays", "saves"] {
        for name in ["mean_low", "mean_high"].iter().chain(&names).chain(&["more", "less"]) {
            table.text(&format!("{what}_{name}"));
        }
    }
    table.end_row()?;
    for member in &found.members {
        for (scenario, change) in found.scenarios.iter().skip(1).zip(&member.changes) {
            let Some(change) = change else { continue };
            table.text(&member.id);
            table.text(&scenario.name);
            for one in [&change.pays, &change.saves] {
                table.number(one.mean.and_then(|known| known.low));
                table.number(one.mean.and_then(|known| known.high));
                one.figures.named().into_iter().for_each(|(_, value)| table.number(value));
                table.number(Some(one.more.value));
                table.number(Some(one.less.value));
            }
            table.end_row()?;
        }
    }
    table.finish()
}

/// `inputs.csv`: inputs that are not the same in all, a column a scenario.
fn differing_csv(found: &Comparison) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["input", "meaning"]);
    found.scenarios.iter().for_each(|scenario| table.text(&scenario.name));
    table.end_row()?;
    for input in &found.inputs {
        table.text(&input.path);
        table.text(&input.meaning);
        input.values.iter().for_each(|value| table.text(value.as_deref().unwrap_or_default()));
        table.end_row()?;
    }
    table.finish()
}
