//! `commonweal decide`: which strategy to choose, how surely, for whom not, and what to find out first.

use super::count;
use super::delivery::{Begun, Delivery, Drawing};
use super::question::Question;
use super::reading::Reading;
use super::{Exit, Failure};
use std::path::PathBuf;
use study::analysis::decide::ask::decide;

/// Tell which strategy to choose, what it would cost to be wrong, what to budget, and what is worth finding out first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal decide scenarios/canada-notify.toml\n  commonweal decide scenarios/canada-notify.toml --set consortium.coordination=0.1 -n 50000"
)]
pub struct Decide {
    /// Scenario file; - for standard input
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Replications
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20_000, value_parser = count::within::<u32>(100..=1_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Decide {
    /// Simulates, and tells.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let question = Question {
            scenario: &self.scenario,
            reading: &self.reading,
            drawing: &self.drawing,
            replications: self.replications,
            delivery: &self.delivery,
            folder: "decision",
        };
        question.answer(begun, |variants| decide(variants, &variants.scenario(&[])?))
    }
}
