//! `commonweal cross-check`: what published economics of product lines say beside the simulation.

use super::count;
use super::delivery::{Begun, Delivery, Drawing};
use super::question::Question;
use super::reading::Reading;
use super::{Exit, Failure};
use std::path::PathBuf;
use study::analysis::cross_check::ask::cross_check;

/// Tell what Poulin's economics of reuse, SIMPLE and COPLIMO say of building alone and shared, beside the simulation
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal cross-check scenarios/canada-notify.toml\n  commonweal cross-check scenarios/wycan.toml --set consortium.overrun=1"
)]
pub struct CrossCheck {
    /// Scenario file; - for standard input
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Replications of each variant
    #[arg(long, short = 'n', value_name = "N", default_value_t = 2000, value_parser = count::within::<u32>(2..=1_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl CrossCheck {
    /// Asks all of them, and tells.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let question = Question {
            scenario: &self.scenario,
            reading: &self.reading,
            drawing: &self.drawing,
            replications: self.replications,
            delivery: &self.delivery,
            folder: "cross-check",
        };
        question.answer(begun, cross_check)
    }
}
