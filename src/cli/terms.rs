//! `commonweal terms`: on which terms members come in, are helped in, leave, and give each other code.

use super::question::{Question, Unanswered};
use study::analysis::terms::ask::{Asked, terms};
use study::analysis::terms::found;
use study::analysis::variants::Variants;

/// Find what latecomers must pay, what would bring the unwilling in, what a departure costs, and who benefits from whose code
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal terms scenarios/canada-notify.toml\n  commonweal terms scenarios/canada-notify.toml --newcomer ab --confidence 0.9 --leaves-after 1"
)]
pub struct Terms {
    /// Who joins later [default: the last to join]
    #[arg(long, value_name = "ID")]
    newcomer: Option<String>,
    /// How surely a member that is brought in is to pay no more than alone
    #[arg(long, alias = "sure", value_name = "PROBABILITY", default_value_t = Asked::default().confidence, value_parser = probability)]
    confidence: f64,
    /// Years after the core is live at which members leave
    #[arg(long, value_name = "YEARS", default_value_t = Asked::default().leaves_after, value_parser = years, allow_negative_numbers = true)]
    leaves_after: f64,
}

fn probability(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value: &f64| *value > 0.0 && *value < 1.0);
    value.ok_or_else(|| "give a probability between 0 and 1, such as 0.8".to_owned())
}

fn years(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value: &f64| (0.0..=1000.0).contains(value));
    value.ok_or_else(|| "give years from 0 to 1000".to_owned())
}

impl Question for Terms {
    type Found = found::Terms;
    const FOLDER: &'static str = "terms";

    fn ask(&self, variants: &Variants) -> Result<found::Terms, Unanswered> {
        let asked =
            Asked { newcomer: self.newcomer.clone(), confidence: self.confidence, leaves_after: self.leaves_after };
        Ok(terms(variants, &variants.scenario(&[])?, &asked)?)
    }
}
