//! What a run is asked for.

use model::sampling::design::Design;
use model::scenario::Scenario;
use model::simulation::Settings;
use model::simulation::precision::{Asked, Goal};

/// Replications of a run, and of most questions, where nothing else is said.
pub const REPLICATIONS: u32 = 10_000;
/// Replications at which a run stops even if a precision is not reached, where nothing else is said.
pub const MOST_TO_PRECISION: u64 = 10_000_000;
/// Most replications of a run.
const MOST: u64 = 4_000_000_000;

/// How a run is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted<'a> {
    /// Number of replications; with a precision, at the most.
    pub replications: u64,
    /// Seed of all draws.
    pub seed: u64,
    /// How draws are spread.
    pub design: Design,
    /// Whether results are to tell how far they move over what is not known.
    pub ambiguity: bool,
    /// How precisely a statistic is to be known, and its path.
    pub precision: Option<(&'a Asked, &'a str)>,
}

impl Wanted<'_> {
    /// The settings of the run.
    ///
    /// # Errors
    /// If the design cannot have it so, or the scenario has no such statistic.
    pub fn settings(&self, scenario: &Scenario) -> Result<Settings, String> {
        let settings = Settings::new(self.replications, self.seed).with(self.design);
        let settings = Settings { ambiguity: self.ambiguity, ..settings };
        let settings = match self.precision {
            None => settings,
            Some(_) if !self.design.can_grow() => {
                return Err(format!(
                    "a run by `{}` must know its number of replications beforehand and cannot go on until a precision is reached: give --replications in its place, or take `--design sobol`",
                    self.design.word()
                ));
            }
            Some((asked, of)) => Settings { goal: Some(Goal::new(scenario, of, asked)?), ..settings },
        };
        if settings.plan().replications > MOST {
            return Err(format!(
                "{} replications are more than a run by `{}` can have: 2147483648 are the most",
                settings.replications,
                self.design.word()
            ));
        }
        Ok(settings)
    }
}
