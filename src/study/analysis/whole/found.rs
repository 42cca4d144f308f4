//! What was found by all questions of a page.

use crate::analysis::allocate::found::Allocations;
use crate::analysis::break_even::found::BreakEven;
use crate::analysis::budget::found::Budget;
use crate::analysis::decide::found::Decision;
use crate::analysis::sensitivity::found::Sensitivity;
use crate::analysis::terms::found::Terms;
use model::results::Results;

/// What became of a question.
#[derive(Debug)]
pub enum Asked<F> {
    /// It was not asked.
    Not,
    /// It has no answer for this scenario; why, in English.
    Refused(String),
    /// What was found.
    Found(Box<F>),
}

impl<F> Asked<F> {
    /// What was found, if anything was.
    pub fn found(&self) -> Option<&F> {
        match self {
            Asked::Found(found) => Some(found),
            Asked::Not | Asked::Refused(_) => None,
        }
    }
}

/// The answers to all questions.
#[derive(Debug)]
pub struct Answers {
    /// The run.
    pub results: Results,
    /// Which strategy to choose, and what to find out first.
    pub decision: Asked<Decision>,
    /// Who pays what.
    pub allocations: Asked<Allocations>,
    /// What would change the answer.
    pub break_even: Asked<BreakEven>,
    /// What drives it.
    pub sensitivity: Asked<Sensitivity>,
    /// Who benefits, and on which terms.
    pub terms: Asked<Terms>,
    /// Money by year.
    pub budget: Asked<Budget>,
}
