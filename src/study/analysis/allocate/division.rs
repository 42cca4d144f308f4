//! What a scenario can be divided by, and why it may not be.

use model::allocation::{NoDivision, Rule};
use model::game::{NotAGame, Unsolved};
use model::scenario::CostSharing;
use model::simulation::coalitions::NoCosts;

/// Most members whose coalitions are sampled; more are taken as a few blocs.
pub const MOST_SAMPLED: usize = 300;
/// A rule of cost sharing that a scenario can be divided by.
#[derive(Debug, Clone)]
pub enum Sharing {
    /// On the game.
    Game(&'static Rule),
    /// By keys, under a name.
    Keys(String, CostSharing),
    /// Shares that are known, under a name, or the reason why there are none.
    Known(String, Result<Vec<f64>, NoDivision>),
}

impl Sharing {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Sharing::Game(rule) => rule.name,
            Sharing::Keys(name, _) | Sharing::Known(name, _) => name,
        }
    }
}

/// Why a scenario could not be divided.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotDivided {
    /// Too many members for a rule on the game.
    #[error(
        "{0} administrations are too many for a rule on the game, which is sampled up to {MOST_SAMPLED}: share by a key, such as \
         `population`, or see what blocs of them would pay with `commonweal allocate`"
    )]
    TooMany(usize),
    /// Costs have no mean, or are beyond all measure.
    #[error("costs cannot be divided: {0}")]
    NoCosts(#[from] NoCosts),
    /// The costs are no game.
    #[error(transparent)]
    NotAGame(#[from] NotAGame),
    /// Rounding stood in the way.
    #[error("the least core was not found: {0}")]
    Unsolved(#[from] Unsolved),
    /// The rule has no answer for this game.
    #[error("the rule `{0}` has no answer here: {1}")]
    NoAnswer(String, String),
}
