//! `commonweal sensitivity`: which inputs decide a quantity.

use super::count;
use super::delivery::{Begun, Delivery, Drawing};
use super::reading::Reading;
use super::{Exit, Failure};
use model::scenario::Scenario;
use model::simulation::statistic::Statistic;
use std::path::PathBuf;
use study::analysis::sensitivity::ask::{MOST_REPLICATIONS, sensitivity};

/// Find out which inputs decide a quantity: Sobol' indices, rank correlations and a tornado
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal sensitivity scenarios/canada-notify.toml\n  commonweal sensitivity scenarios/canada-notify.toml --of saving.positive\n  commonweal sensitivity scenarios/canada-notify.toml --of administration.on.saving --each"
)]
pub struct Sensitivity {
    /// Scenario of at most 1,000 administrations
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The quantity: `saving`, `shared.cost`, `administration.<id>.saving`, …; with `.positive`, whether it is above 0; with
    /// `.p50` or another quantile the tornado is of that
    #[arg(long, value_name = "STATISTIC", default_value = "saving")]
    of: String,
    /// Take modules' and administrations' inputs apart; those that are correlated stay together
    #[arg(long)]
    each: bool,
    /// Replications of each set of points, rounded up to a multiple of 256
    #[arg(long, short = 'n', value_name = "N", default_value_t = 4096, value_parser = count::within::<u64>(2..=MOST_REPLICATIONS), allow_negative_numbers = true)]
    replications: u64,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Sensitivity {
    /// Simulates, and tells.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let Some((scenario, inputs)) = self.reading.load(&self.scenario)? else { return Ok(Exit::Scenario) };
        let of = self.statistic(&scenario)?;
        let claim = self.delivery.claim(&format!("{}-sensitivity", scenario.id))?;
        let plan = (self.drawing.seed(), self.replications);
        let found = pool
            .install(|| sensitivity(&scenario, &of, plan, self.each))
            .map_err(|error| Failure::new(Exit::Scenario, error))?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    fn statistic(&self, scenario: &Scenario) -> Result<Statistic, Failure> {
        Statistic::find(scenario, &self.of).map_err(|error| Failure::new(Exit::Usage, format!("--of: {error}")))
    }
}
