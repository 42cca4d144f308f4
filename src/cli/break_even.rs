//! `commonweal break-even`: at which value of each input, alone, sharing stops to pay.

use super::question::{Question, Unanswered};
use study::analysis::break_even::ask::{Asked, break_even};
use study::analysis::break_even::found;
use study::analysis::variants::Variants;

/// Find the value of each input at which sharing, all else being equal, stops or begins to pay
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal break-even scenarios/canada-notify.toml\n  commonweal break-even scenarios/canada-notify.toml --solve consortium.coordination --of saving.positive --reaches 0.8\n  commonweal break-even scenarios/canada-notify.toml --of administration.on.saving.p50"
)]
pub struct BreakEven {
    /// Input to solve for; can be given several times, `*` stands for any id [default: every one that is on]
    #[arg(long = "solve", value_name = "PATH")]
    paths: Vec<String>,
    /// The statistic that is to cross the threshold
    #[arg(long = "of", value_name = "STATISTIC", default_value = "saving.p50")]
    statistic: String,
    /// The threshold [default: 0; of a probability 0.8]
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    reaches: Option<f64>,
    /// Values to look at [default: all shares, otherwise up to four times the present P95]
    #[arg(long, value_name = "LOW..HIGH", requires = "paths", allow_hyphen_values = true, value_parser = between)]
    between: Option<[f64; 2]>,
}

fn between(text: &str) -> Result<[f64; 2], String> {
    let ends =
        text.split_once("..").and_then(|(low, high)| Some([low.trim().parse().ok()?, high.trim().parse().ok()?]));
    let ends = ends.filter(|[low, high]: &[f64; 2]| low < high && low.is_finite() && high.is_finite());
    ends.ok_or_else(|| "give two numbers, the lower first, such as 0..0.5".to_owned())
}

impl Question for BreakEven {
    type Found = found::BreakEven;
    const FOLDER: &'static str = "break-even";
    const COUNTED: &'static str = "Replications for each value";

    fn ask(&self, variants: &Variants) -> Result<found::BreakEven, Unanswered> {
        let usual = Asked::of(self.statistic.clone());
        let reaches = self.reaches.unwrap_or(usual.reaches);
        if !reaches.is_finite() {
            return Err(Unanswered::Usage("--reaches must be a number".to_owned()));
        }
        let asked = Asked { reaches, paths: self.paths.clone(), between: self.between, ..usual };
        Ok(break_even(variants, &variants.scenario(&[])?, &asked)?)
    }
}
