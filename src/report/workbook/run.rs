//! The workbook of a run: strategies, what sharing saves, members, years, percentiles, and what was assumed.

mod assumptions;
mod estimates;
mod members;
mod percentiles;
mod savings;
mod strategies;
mod years;

use super::{Contents, Origin, Workbook};
use crate::language::{Language, say};
use crate::words::{names, run};
use model::results::{End, Results};
use model::scenario::Scenario;
use study::input::InputFile;
use study::input::problem::{inert, shown};

/// The workbook of what was found.
pub fn workbook(results: &Results, scenario: &Scenario, inputs: &[InputFile], language: Language) -> Workbook {
    workbook_of(results, inputs, contents(results, scenario, language), language)
}

/// The same with other sheets, of which there may be more than a run's.
pub fn workbook_of(results: &Results, inputs: &[InputFile], contents: Contents, language: Language) -> Workbook {
    let origin = Origin {
        id: &results.question.id,
        seed: Some(results.run.seed),
        replications: Some(results.run.replications),
        overrides: &results.overrides,
        inputs,
        partial: results.run.ended_by == End::Interrupt,
    };
    Workbook::new(run::document(results, language), &origin, contents)
}

/// What it holds beside the answer.
pub fn contents(results: &Results, scenario: &Scenario, language: Language) -> Contents {
    let amounts = Amounts::of(results, language);
    Contents {
        title: names::in_language(&results.question.title, language).to_owned(),
        amounts: Some(amounts.whole()),
        sheets: vec![
            strategies::sheet(results, &amounts),
            savings::sheet(results, &amounts),
            members::sheet(results, &amounts),
            years::sheet(results, &amounts),
            percentiles::sheet(results, &amounts),
            assumptions::sheet(scenario, language),
        ],
    }
}

/// What amounts are of, in words.
struct Amounts {
    currency: String,
    year: i64,
    language: Language,
}

impl Amounts {
    fn of(results: &Results, language: Language) -> Amounts {
        let question = &results.question;
        Amounts { currency: shown(&question.currency), year: question.price_year, language }
    }

    /// `CAD of 2024`; `CAD, prix de 2024`.
    fn money(&self) -> String {
        let Amounts { currency, year, language } = self;
        say!(*language, "{currency} of {year}" | "{currency}, prix de {year}")
    }

    fn whole(&self) -> String {
        let money = self.money();
        say!(
            self.language,
            "{money}; costs over the whole horizon are present values, those of a year are not discounted; before any grant unless said otherwise"
                | "{money} ; les coûts sur toute la durée sont des valeurs actualisées, ceux d’une année ne le sont pas ; avant toute subvention sauf mention contraire"
        )
    }
}

/// Words that a scenario has for something, inert and whole.
fn own(text: &str) -> String {
    inert(text.trim().chars())
}
