//! `commonweal cross-check`: what published economics of product lines say beside the simulation.

use super::question::{Question, Unanswered};
use study::analysis::cross_check::ask::cross_check;
use study::analysis::cross_check::found;
use study::analysis::variants::Variants;

/// Compare the simulation with Poulin's economics of reuse, SIMPLE and COPLIMO, and say why they differ
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal cross-check scenarios/canada-notify.toml\n  commonweal cross-check scenarios/wycan.toml --set consortium.overrun=1"
)]
pub struct CrossCheck {}

impl Question for CrossCheck {
    type Found = found::CrossCheck;
    const FOLDER: &'static str = "cross-check";

    fn ask(&self, variants: &Variants) -> Result<found::CrossCheck, Unanswered> {
        Ok(cross_check(variants)?)
    }
}
