//! `commonweal decide`: which strategy to choose, how surely, for whom not, and what to find out first.

use super::question::{Question, Unanswered};
use study::analysis::decide::ask::decide;
use study::analysis::decide::found::Decision;
use study::analysis::variants::Variants;

/// Name the strategy to choose, what it would cost to be wrong, what to budget, and what is worth finding out first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal decide scenarios/canada-notify.toml\n  commonweal decide scenarios/canada-notify.toml --set consortium.coordination=0.1 -n 50000"
)]
pub struct Decide {}

impl Question for Decide {
    type Found = Decision;
    const FOLDER: &'static str = "decision";
    const COUNTED: &'static str = "Replications";
    const ALLOWED: [u32; 2] = [100, 1_000_000];

    fn ask(&self, variants: &Variants) -> Result<Decision, Unanswered> {
        Ok(decide(variants, &variants.scenario(&[])?)?)
    }
}
