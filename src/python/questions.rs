//! Questions that have nothing to keep before their end: who pays what, what to choose, and all of them on a page.

use super::errors::Trouble;
use super::found::Answer;
use super::given::Given;
use report::document::Document;
use report::language::Language;
use report::output::{Files, OutputError};
use report::page::{self, figures, whole_json};
use report::words;
use study::analysis::allocate::ask::{Plan, divide};
use study::analysis::allocate::found::{Allocations, Money};
use study::analysis::allocate::rules;
use study::analysis::decide::ask::decide;
use study::analysis::decide::found::Decision;
use study::analysis::decide::named::Asked;
use study::analysis::whole::ask::{Topic, Whole};
use study::analysis::whole::found::Answers;

/// How a scenario is to be divided.
pub struct Dividing {
    /// Names of rules.
    pub rules: Vec<String>,
    /// Seed, replications and coalitions.
    pub plan: Plan,
    /// Decimals of what is billed.
    pub decimals: Option<u32>,
}

/// Divides the cost of a scenario.
///
/// # Errors
/// If it has no such rule, or cannot be divided.
pub fn allocate(given: &Given, asked: &Dividing) -> Result<Allocations, Trouble> {
    let scenario = &given.scenario;
    let rules = rules::named(&given.written, scenario, &asked.rules)?;
    let money = Money { unit: Some(scenario.currency.clone()), decimals: asked.decimals };
    divide(scenario, &rules, &money, &asked.plan).map_err(Trouble::model)
}

/// Finds what to choose.
///
/// # Errors
/// If there is no answer.
pub fn choose(given: &Given, asked: &Asked, seed: u64, replications: u64) -> Result<Decision, Trouble> {
    let variants = given.variants(seed, replications);
    Ok(decide(&variants, &variants.scenario(&[])?, asked)?)
}

/// A page in each language, and all figures.
pub struct Page {
    answers: Answers,
    pages: Files,
}

impl Answer for Page {
    fn figures(&self) -> Result<Files, OutputError> {
        Ok([self.pages.clone(), figures(&self.answers)?].concat())
    }

    fn pictures(&self, _: Language) -> Result<Files, OutputError> {
        // They stand in the pages.
        Ok(Vec::new())
    }

    fn document(&self, language: Language) -> Document {
        words::run::beginning(&self.answers.results, language)
    }

    fn json(&self) -> Result<Vec<u8>, OutputError> {
        Ok(whole_json(&figures(&self.answers)?).into_bytes())
    }
}

/// Answers all questions.
///
/// # Errors
/// If the run has no answer, or a page cannot be made.
pub fn report(
    given: &Given,
    (seed, replications): (u64, Option<u32>),
    languages: &[Language],
    word: &str,
) -> Result<Page, Trouble> {
    let scenario = given.settled(seed)?;
    let whole = Whole { written: &given.written, scenario: &scenario, topics: &Topic::ALL, seed, replications };
    let answers = whole.ask(&mut |_| ()).map_err(Trouble::model)?;
    let command = page::Command {
        scenario: &given.path.to_string_lossy(),
        overrides: &given.overrides,
        only: &[],
        replications,
        seed,
        language: Some(word),
        charts: true,
        allow_outside: given.allow_outside,
    };
    let pages = page::pages(&page::Report {
        scenario: &scenario,
        inputs: &given.inputs,
        command: &command.to_string(),
        answers: &answers,
        charts: true,
        languages,
    })?;
    Ok(Page { answers, pages })
}
