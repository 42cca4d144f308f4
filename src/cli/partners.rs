//! `commonweal partners`: which groups should form, whom to invite next, and what kinship is worth.

use super::count;
use super::delivery::{Begun, Delivery, Drawing};
use super::reading::Reading;
use super::{Exit, Failure};
use model::scenario::Scenario;
use std::path::PathBuf;
use study::analysis::allocate::ask::REPLICATIONS;
use study::analysis::partners::ask::partners;
use study::input::problem::shown;
use study::input::suggest;

/// Find out which administrations should share with whom, and whom to invite next
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal partners scenarios/canada-notify.toml\n  commonweal partners scenarios/canada-notify.toml --with on,qc,nb"
)]
pub struct Partners {
    /// Scenario of at most 128 administrations; of at most 16 every group is evaluated
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Ids of a group that others are to be invited to, and that grows [default: those who may be there first; to grow, the best pair]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    with: Vec<String>,
    /// Replications of every group
    #[arg(long, short = 'n', value_name = "N", default_value_t = REPLICATIONS as u32, value_parser = count::within::<u32>(2..=1_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Partners {
    /// Simulates the groups, and tells.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let Some((scenario, inputs)) = self.reading.load(&self.scenario)? else { return Ok(Exit::Scenario) };
        let with = self.group(&scenario)?;
        let claim = self.delivery.claim(&format!("{}-partners", scenario.id))?;
        let plan = (self.drawing.seed(), self.replications as usize);
        let found = pool
            .install(|| partners(&scenario, plan, with.as_deref()))
            .map_err(|error| Failure::new(Exit::Scenario, error))?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    /// The group of `--with` by numbers, ascending; none where it is not given.
    fn group(&self, scenario: &Scenario) -> Result<Option<Vec<usize>>, Failure> {
        let ids = || scenario.administrations.iter().map(|one| one.id.as_str());
        let mut group = Vec::new();
        let mut unknown = Vec::new();
        for id in self.with.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
            match ids().position(|known| known == id) {
                Some(i) => group.push(i),
                None => unknown.push(format!("`{}`: {}", shown(id), suggest::help(id, ids().collect::<Vec<&str>>()))),
            }
        }
        if !unknown.is_empty() {
            let message = format!("--with names no administration of this scenario: {}", unknown.join("; "));
            return Err(Failure::new(Exit::Usage, message));
        }
        group.sort_unstable();
        group.dedup();
        match (group.is_empty(), self.with.is_empty()) {
            (true, true) => Ok(None),
            (true, false) => Err(Failure::new(Exit::Usage, "--with names nobody: give ids, separated by commas")),
            (false, _) => Ok(Some(group)),
        }
    }
}
