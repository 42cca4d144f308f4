//! Published economics of product lines beside the simulation, as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, cross_check};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::cross_check::found::CrossCheck;

impl Found for CrossCheck {
    const NAME: &'static str = "cross-check";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("cross-check.csv", cross_check_csv(self)?),
            ("cross-check-steps.csv", cross_check_steps_csv(self)?),
            ("cross-check-parts.csv", cross_check_parts_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![cross_check::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `cross-check.csv`: one row a model, the simulation last.
fn cross_check_csv(found: &CrossCheck) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["model", "independent", "independent_p5", "independent_p95", "shared", "shared_p5", "shared_p95"]);
    table.header(&["pays_from", "source"]);
    table.end_row()?;
    let simulated = &found.simulated;
    let models = found.models.iter().map(|one| {
        let certain = |value| [Some(value), None, None];
        (one.model.word(), certain(one.independent), certain(one.shared), one.pays_from, one.source)
    });
    let spread = |[low, middle, high]: [f64; 3]| [middle, low, high].map(Some);
    let last = ("simulation", spread(simulated.independent), spread(simulated.shared), simulated.pays_from, "");
    for (model, independent, shared, pays_from, source) in models.chain([last]) {
        table.text(model);
        independent.into_iter().chain(shared).for_each(|value| table.number(value));
        table.number(pays_from.map(|members| members as f64));
        table.text(source);
        table.end_row()?;
    }
    table.finish()
}

/// `cross-check-steps.csv`: from the models to the simulation, one row a step.
fn cross_check_steps_csv(found: &CrossCheck) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["with", "independent", "shared"]);
    table.end_row()?;
    for step in &found.steps {
        table.text(step.with.word());
        table.number(Some(step.independent));
        table.number(Some(step.shared));
        table.end_row()?;
    }
    table.finish()
}

/// `cross-check-parts.csv`: what each model makes sharing of, and the numbers that it brings with it.
fn cross_check_parts_csv(found: &CrossCheck) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["model", "kind", "name", "value", "mark", "source"]);
    table.end_row()?;
    for model in &found.models {
        let parts = model.parts.iter().map(|(name, effort)| ("part", *name, *effort, "", ""));
        let constants = model.constants.iter();
        let constants = constants.map(|one| ("constant", one.name.word(), one.value, one.mark.as_str(), one.source));
        for (kind, name, value, mark, source) in parts.chain(constants) {
            table.text(model.model.word());
            table.text(kind);
            table.text(name);
            table.number(Some(value));
            table.text(mark);
            table.text(source);
            table.end_row()?;
        }
    }
    table.finish()
}
