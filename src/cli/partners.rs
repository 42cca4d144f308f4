//! `commonweal partners`: which groups should form, whom to invite next, and what kinship is worth.

use super::members;
use super::question::{Question, Unanswered};
use study::analysis::partners::ask::partners;
use study::analysis::partners::found;
use study::analysis::variants::{VariantError, Variants};

/// Find out which administrations should share with whom, and whom to invite next
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal partners scenarios/canada-notify.toml\n  commonweal partners scenarios/canada-notify.toml --with on,qc,nb"
)]
pub struct Partners {
    /// Ids of a group that others are to be invited to, and that groups of each size are to hold [default: invited to those who may be there first]
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
        let given = !self.with.is_empty();
        let with = given.then(|| members::named("--with", &self.with, &scenario)).transpose();
        let with = with.map_err(Unanswered::Usage)?;
        Ok(partners(&scenario, (variants.seed, variants.replications), with.as_deref())
            .map_err(|error| VariantError::Unfit(error.to_string()))?)
    }
}
