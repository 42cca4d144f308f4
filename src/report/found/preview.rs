//! What uncertain inputs look like, as files; the answer is that of `check`.

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, preview};
use crate::document::Document;
use crate::language::{Language, say};
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::preview::found::{Basis, Preview, Uncertain};

impl Found for Preview {
    const NAME: &'static str = "inputs";

    fn about(&self) -> About {
        About { scenario: Some(self.scenario.clone()), overrides: self.overrides.clone(), ..About::default() }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("inputs.csv", inputs_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        preview::draw(self, language)
    }

    fn document(&self, language: Language) -> Document {
        let mut document = Document::new(language);
        document.paragraph(words(self, language));
        document
    }
}

/// How many inputs are uncertain, and what the charts of them show.
pub fn words(found: &Preview, language: Language) -> String {
    match found.inputs.len() {
        0 => say!(
            language,
            "No input is uncertain: every replication is the same but for events."
                | "Aucune donnée n’est incertaine : les simulations ne diffèrent que par les événements."
        ),
        _ => say!(
            language,
            "What each uncertain input looks like before anything is drawn; what nobody sourced stands first."
                | "Ce à quoi ressemble chaque donnée incertaine avant tout tirage ; celles qui n’ont pas de source viennent en premier."
        ),
    }
}

/// `inputs.csv`: one row an input.
fn inputs_csv(found: &Preview) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["input", "unit", "basis", "given", "mark", "administrations", "alike"]);
    table.header(&["p1", "p10", "p50", "p90", "p99"]);
    table.end_row()?;
    for one in &found.inputs {
        let Uncertain { path, unit, basis, given, mark, administrations, alike, quantiles, .. } = one;
        let basis = match basis {
            Basis::Unsourced => "unsourced",
            Basis::Judgement => "judgement",
            Basis::Sourced => "sourced",
        };
        let mark = mark.map(|mark| mark.to_string()).unwrap_or_default();
        [path, unit, basis, &given.to_string(), &mark].into_iter().for_each(|text| table.text(text));
        table.number(administrations.map(|count| count as f64));
        table.text(&alike.to_string());
        let of = quantiles;
        [of.p1, of.p10, of.p50, of.p90, of.p99].into_iter().for_each(|value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}
