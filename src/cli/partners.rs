//! `commonweal partners`: which groups should form, whom to invite next, and what kinship is worth.

use super::question::{Question, Unanswered};
use model::scenario::Scenario;
use study::analysis::partners::ask::partners;
use study::analysis::partners::found;
use study::analysis::variants::{VariantError, Variants};
use study::input::problem::shown;
use study::input::suggest;

/// Find out which administrations should share with whom, and whom to invite next
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal partners scenarios/canada-notify.toml\n  commonweal partners scenarios/canada-notify.toml --with on,qc,nb"
)]
pub struct Partners {
    /// Ids of a group that others are to be invited to, and that grows [default: those who may be there first; to grow, the best pair]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    with: Vec<String>,
}

impl Question for Partners {
    type Found = found::Partners;
    const FOLDER: &'static str = "partners";
    const SCENARIO: &'static str = "Scenario of at most 128 administrations; of at most 16 every group is evaluated";
    const COUNTED: &'static str = "Replications of every group";
    const REPLICATIONS: &'static str = "1024";

    fn ask(&self, variants: &Variants) -> Result<found::Partners, Unanswered> {
        // Who pays what decides nothing here: no rule on the game is worked out.
        let scenario = variants.unsettled(&[])?;
        let with = self.group(&scenario)?;
        Ok(partners(&scenario, (variants.seed, variants.replications), with.as_deref())
            .map_err(|error| VariantError::Unfit(error.to_string()))?)
    }
}

impl Partners {
    /// The group of `--with` by numbers, ascending; none where it is not given.
    fn group(&self, scenario: &Scenario) -> Result<Option<Vec<usize>>, Unanswered> {
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
            return Err(Unanswered::Usage(message));
        }
        group.sort_unstable();
        group.dedup();
        match (group.is_empty(), self.with.is_empty()) {
            (true, true) => Ok(None),
            (true, false) => Err(Unanswered::Usage("--with names nobody: give ids, separated by commas".to_owned())),
            (false, _) => Ok(Some(group)),
        }
    }
}
