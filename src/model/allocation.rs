//! Rules that divide the cost of a game among its members: one file a rule, one line each in [`ALL`].
//!
//! A rule takes a [`Game`] and gives what each member pays, adding up to the cost of everybody, or says why it has no answer
//! for this game. A negative share is a transfer to the member. Rules know nothing of software, files or money.

pub mod acs;
pub mod counted;
pub mod equal;
pub mod equal_saving;
pub mod key;
pub mod nucleolus;
pub mod per_capita_nucleolus;
pub mod proportional_nucleolus;
pub mod proportional_saving;
pub mod rounding;
pub mod scrb;
pub mod serial;
pub mod shapley;
pub mod tau;

use crate::game::{Game, Unsolved, kohlberg, lexicographic};
use serde::{Serialize, Serializer};

/// What each member pays.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// In the game's unit, by member.
    pub shares: Vec<f64>,
    /// Of the nucleolus and its kin: whether the division passes Kohlberg's criterion.
    pub kohlberg: Option<bool>,
}

impl Division {
    /// Without a certificate.
    fn plain(shares: Vec<f64>) -> Division {
        Division { shares, kohlberg: None }
    }
}

/// Why a rule has no answer for a game.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDivision {
    /// A rule about savings where all together save nothing.
    #[error("the members together save nothing over paying their separable costs: there is no benefit to divide by")]
    NoBenefit,
    /// τ needs a cost between the sums of the members' least and greatest claims.
    #[error(
        "the game is not quasi-balanced: what members must at least and need at most pay leaves no room for the total"
    )]
    NotQuasiBalanced,
    /// Every division charges somebody more than alone.
    #[error("the total is more than all would pay alone: every division charges somebody more than alone")]
    NoImputation,
    /// A rule about shares of costs where a coalition has a negative one.
    #[error("a coalition has a negative cost, of which an excess is no share")]
    NegativeCost,
    /// A rule about shares of costs where a coalition costs nothing and all divisions charge it something.
    #[error("a coalition costs nothing, and every division charges it something or leaves others open")]
    FreeCoalition,
    /// Weights that are negative or all 0.
    #[error("the members' weights are not all 0 or more with a positive sum")]
    NoWeights,
    /// A rule about quantities where only the costs of coalitions are known.
    #[error(
        "it needs each member's demand and what smaller demands of all would cost; a table of coalitions has neither"
    )]
    NeedsDemands,
    /// A rule about quantities that are not certain.
    #[error("it needs to know what each asks for: every member's `scope` must be certain")]
    UncertainDemands,
    /// A rule that asks for every coalition where there are too many.
    #[error(
        "it needs the cost of every coalition: there are too many, and the members do not fall into few classes of alike ones"
    )]
    NeedsCoalitions,
    /// The numbers stood in the way.
    #[error(transparent)]
    Unsolved(#[from] Unsolved),
}

impl NoDivision {
    /// The word of results.
    pub fn word(self) -> &'static str {
        match self {
            NoDivision::NoBenefit => "no_benefit",
            NoDivision::NotQuasiBalanced => "not_quasi_balanced",
            NoDivision::NoImputation => "no_imputation",
            NoDivision::NegativeCost => "negative_cost",
            NoDivision::FreeCoalition => "free_coalition",
            NoDivision::NoWeights => "no_weights",
            NoDivision::NeedsDemands => "needs_demands",
            NoDivision::UncertainDemands => "uncertain_demands",
            NoDivision::NeedsCoalitions => "needs_coalitions",
            NoDivision::Unsolved(Unsolved::Infeasible) => "infeasible",
            NoDivision::Unsolved(Unsolved::NotUnique) => "not_unique",
            NoDivision::Unsolved(Unsolved::Numerical) => "numerical",
        }
    }
}

impl Serialize for NoDivision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A rule and its name.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as the command line and results have it.
    pub name: &'static str,
    /// Other names that mean the same.
    pub aliases: &'static [&'static str],
    /// What it does, in a sentence.
    pub sentence: &'static str,
    /// Divides.
    pub divide: fn(&Game) -> Result<Division, NoDivision>,
    /// Divides by margins alone, where these are all that it asks for.
    pub by_margins: Option<ByMargins>,
}

/// What each member pays by margins.
pub type ByMargins = fn(&Margins) -> Result<Vec<f64>, NoDivision>;

/// What some rules need of a game, and no more.
#[derive(Debug, Clone, PartialEq)]
pub struct Margins {
    /// The cost of everybody.
    pub total: f64,
    /// What each would pay alone.
    pub alone: Vec<f64>,
    /// What each adds to the cost of all others.
    pub separable: Vec<f64>,
    /// What rounding is measured against.
    pub scale: f64,
}

impl Margins {
    /// Of a game.
    pub fn of(game: &Game) -> Margins {
        Margins { total: game.total(), alone: game.alone(), separable: game.separable(), scale: game.scale() }
    }

    /// Number of members.
    pub fn n(&self) -> usize {
        self.alone.len()
    }
}

/// The rules, in the order of results.
pub const ALL: &[Rule] = &[
    shapley::RULE,
    nucleolus::RULE,
    per_capita_nucleolus::RULE,
    proportional_nucleolus::RULE,
    scrb::RULE,
    acs::RULE,
    serial::RULE,
    tau::RULE,
    equal_saving::RULE,
    proportional_saving::RULE,
    equal::RULE,
];

/// The rule of a name or alias.
///
/// ```
/// assert_eq!(model::allocation::find("aca").map(|rule| rule.name), Some("scrb"));
/// assert!(model::allocation::find("fair").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.name == name || rule.aliases.contains(&name))
}

/// The least of complaints e(S, x)/w(S), with its certificate.
fn least_complaints(game: &Game, weights: &[f64]) -> Result<Division, NoDivision> {
    let alone: f64 = game.alone().iter().sum();
    if alone < game.total() - crate::game::ROUNDING * game.scale() {
        return Err(NoDivision::NoImputation);
    }
    let shares = lexicographic(game, weights)?.shares;
    let kohlberg = Some(kohlberg(game, weights, &shares));
    Ok(Division { shares, kohlberg })
}
