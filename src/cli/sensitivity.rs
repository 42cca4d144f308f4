//! `commonweal sensitivity`: which inputs decide a quantity.

use super::question::{Question, Unanswered};
use model::simulation::statistic::Statistic;
use study::analysis::sensitivity::ask::{MOST_REPLICATIONS, STATISTIC, sensitivity};
use study::analysis::sensitivity::found;
use study::analysis::variants::{VariantError, Variants};

/// Find out which inputs decide a quantity: Sobol' indices, rank correlations and a tornado
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal sensitivity scenarios/canada-notify.toml\n  commonweal sensitivity scenarios/canada-notify.toml --of saving.positive\n  commonweal sensitivity scenarios/canada-notify.toml --of administration.on.saving --each"
)]
pub struct Sensitivity {
    /// The quantity: `saving`, `shared.cost`, `administration.<id>.saving`, …; with `.positive`, whether it is above 0; with
    /// `.p50` or another quantile the tornado is of that
    #[arg(long, value_name = "STATISTIC", default_value = STATISTIC)]
    of: String,
    /// Take modules' and administrations' inputs apart; those that are correlated stay together
    #[arg(long)]
    each: bool,
}

impl Question for Sensitivity {
    type Found = found::Sensitivity;
    const FOLDER: &'static str = "sensitivity";
    const SCENARIO: &'static str = "Scenario of at most 1,000 administrations";
    const COUNTED: &'static str = "Replications of each pick-freeze matrix, rounded up to a multiple of 256";
    const REPLICATIONS: &'static str = "4096";
    const ALLOWED: [u32; 2] = [2, MOST_REPLICATIONS as u32];

    fn ask(&self, variants: &Variants) -> Result<found::Sensitivity, Unanswered> {
        let scenario = variants.scenario(&[])?;
        let of = Statistic::find(&scenario, &self.of).map_err(|error| Unanswered::Usage(format!("--of: {error}")))?;
        Ok(sensitivity(&scenario, &of, (variants.seed, variants.replications as u64), self.each)
            .map_err(|error| VariantError::Unfit(error.to_string()))?)
    }
}
