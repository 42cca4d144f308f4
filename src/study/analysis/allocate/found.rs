//! Who pays what by which rule, and which group has a reason to leave.

use super::classes::Class;
use crate::analysis::header::Names;
use model::allocation::rounding::{MOST_DECIMALS, minor_units};
use model::allocation::{Division, NoDivision, Rule};
use model::game::{Coalition, Game, ROUNDING, Unsolved, least_core, subsidy, violation};
use model::results::Probability;
use model::scenario::{Scenario, Strategy, Text};
use serde::{Serialize, Serializer};

/// Values by name, in order: an object in JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<T> Named<T> {
    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// What the rules make of a game.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Allocations {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// Seed of a scenario's draws; none of a game that is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What each rule gives, in the order asked for.
    pub rules: Named<RuleResult>,
    /// The game.
    pub game: GameResult,
}

/// What one rule gives: shares, or the reason why there are none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RuleResult {
    /// A division.
    Divided(Box<DivisionResult>),
    /// None.
    None {
        /// Why the rule has no answer for this game.
        reason: NoDivision,
    },
}

/// A division and how stable it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DivisionResult {
    /// What each member pays; a negative share is a transfer to it.
    pub shares: Named<f64>,
    /// The same in minor units of the currency, adding up to the total; none where numbers are too large for them.
    pub billed: Option<Named<f64>>,
    /// Whether no group pays more than on its own; none where only a part of the groups was looked at, and none of
    /// these does.
    pub in_core: Option<bool>,
    /// The group with the strongest reason to leave, of those looked at; none in a game of one.
    pub worst_coalition: Option<Vec<String>>,
    /// What that group pays more than on its own; less than 0 where it saves.
    pub excess: Option<f64>,
    /// Those who pay more than alone.
    pub worse_off: Vec<String>,
    /// Of the nucleolus and its kin: whether the division passes Kohlberg's criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kohlberg: Option<bool>,
    /// Of an estimate: how sure each share is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_errors: Option<ShareErrors>,
    /// Of a scenario: how it fares, replication by replication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stability: Option<Stability>,
}

/// Standard errors of shares, by member: two parts of one error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareErrors {
    /// From the orders of joining that were tried, a part of all.
    pub of_orders: Option<Named<f64>>,
    /// From the replications of every coalition, of which there are only so many.
    pub of_draws: Option<Named<f64>>,
}

/// How the game was evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Every coalition.
    Exact,
    /// One coalition for every number of members of each class of alike ones.
    Classes,
    /// A sample of coalitions.
    Sampling,
    /// Every coalition of blocs, each of which joins as a whole.
    Blocs,
}

/// How a division fares under uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stability {
    /// Probability that no group pays more than it would on its own; none where only a part of the groups was looked
    /// at.
    pub in_core: Option<Probability>,
    /// What is at stake for each member.
    pub members: Named<Stake>,
}

/// What is at stake for a member.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stake {
    /// Mean present value of what it pays.
    pub pays: f64,
    /// Probability that it pays less than alone.
    pub cheaper: Probability,
    /// Mean present value saved against the least costly strategy alone.
    pub saving: f64,
    /// Standard error of that mean.
    pub standard_error: f64,
    /// Mean of the worst 5 % of savings.
    pub saving_cvar: f64,
}

/// The scenario whose game it is, in its own words.
#[derive(Debug, Clone, PartialEq)]
pub struct OfScenario {
    /// The question.
    pub title: Text,
    /// What its administrations are called.
    pub names: Names,
    /// The rule that is agreed, as results call it.
    pub agreed: String,
    /// Whether who stands alone may buy: the cheaper of building and buying counts then.
    pub buys: bool,
}

impl OfScenario {
    /// The words of a scenario.
    pub fn of(scenario: &Scenario) -> OfScenario {
        let sharing = &scenario.cost_sharing;
        let agreed = sharing.game.as_ref().unwrap_or(&sharing.words).clone();
        let buys = scenario.strategies.contains(&Strategy::Buy);
        OfScenario { title: scenario.title.clone(), names: Names::of(scenario), agreed, buys }
    }
}

/// The game, and what holds of it whatever the rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GameResult {
    /// Of a scenario: its words, for people.
    #[serde(skip)]
    pub scenario: Option<OfScenario>,
    /// Id: the file's name without its ending.
    pub id: String,
    /// Unit of all amounts, if it is known.
    pub unit: Option<String>,
    /// Decimals of billed amounts.
    pub decimals: u32,
    /// How it was evaluated.
    pub method: Method,
    /// Of a scenario: how many coalitions were evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluations: Option<usize>,
    /// By classes and by blocs: what they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<Class>>,
    /// Of a scenario: replications of every coalition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replications: Option<usize>,
    /// Of a game of risk: the level above which costs are averaged; none where costs are means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<f64>,
    /// Of a scenario: what all pay by sharing, after the grant; more than the total where smaller groups, or each
    /// alone, would do better: bills then grow in proportion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sharing: Option<f64>,
    /// What is divided: the cost of all together.
    pub total: f64,
    /// What each would pay alone.
    pub alone: Named<f64>,
    /// What each adds to the cost of all others.
    pub separable: Named<f64>,
    /// Whether no division keeps every group from paying more than on its own; none where that was not found out.
    pub core_empty: Option<bool>,
    /// The least excess that can be promised to every group; none in a game of one and where it was not found out.
    pub least_core_epsilon: Option<f64>,
    /// The smallest subsidy that makes the core non-empty; none where that was not found out.
    pub subsidy: Option<f64>,
    /// Whether no group does better by splitting in two; none where that was not found out.
    pub subadditive: Option<bool>,
    /// If not, the first pair of groups that do better apart.
    pub violation: Option<ViolationResult>,
}

/// Two groups that would pay less apart than together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ViolationResult {
    /// Their members.
    pub groups: [Vec<String>; 2],
    /// By how much less.
    pub excess: f64,
    /// How many coalitions would do better by splitting.
    pub coalitions: usize,
}

/// How amounts are to be shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Money {
    /// Their unit in words.
    pub unit: Option<String>,
    /// Decimals of billed amounts; none: 2, or more where the total is less than 1.
    pub decimals: Option<u32>,
}

impl Allocations {
    /// Divides a game by each of the rules.
    ///
    /// # Errors
    /// If rounding stands in the way of finding the least core.
    pub fn of(id: &str, game: &Game, rules: &[&Rule], money: &Money) -> Result<Allocations, Unsolved> {
        let epsilon = least_core(game)?.map(|least| least.epsilon);
        let core_empty = epsilon.is_some_and(|epsilon| epsilon > ROUNDING * game.scale());
        let decimals = decimals(money.decimals, game.total());
        let found = violation(game);
        let result = GameResult {
            scenario: None,
            id: id.to_owned(),
            unit: money.unit.clone(),
            decimals,
            method: Method::Exact,
            evaluations: None,
            classes: None,
            replications: None,
            risk: None,
            sharing: None,
            total: game.total(),
            alone: by_member(game, &game.alone()),
            separable: by_member(game, &game.separable()),
            core_empty: Some(core_empty),
            least_core_epsilon: epsilon,
            subsidy: Some(if core_empty { subsidy(game)? } else { 0.0 }),
            subadditive: Some(found.is_none()),
            violation: found.map(|found| ViolationResult {
                groups: [found.one, found.other].map(|group| names(game, group)),
                excess: found.excess,
                coalitions: found.coalitions,
            }),
        };
        let divided = rules.iter().map(|rule| (rule.name.to_owned(), divided(game, rule, decimals)));
        let rules = Named(divided.collect());
        Ok(Allocations {
            schema_version: model::results::SCHEMA_VERSION,
            overrides: Vec::new(),
            seed: None,
            rules,
            game: result,
        })
    }

    /// The rules that have an answer.
    pub fn divisions(&self) -> impl Iterator<Item = (&str, &DivisionResult)> {
        self.rules.0.iter().filter_map(|(name, result)| match result {
            RuleResult::Divided(division) => Some((name.as_str(), &**division)),
            RuleResult::None { .. } => None,
        })
    }

    /// The rules that have none, and why.
    pub fn without(&self) -> impl Iterator<Item = (&str, NoDivision)> {
        self.rules.0.iter().filter_map(|(name, result)| match result {
            RuleResult::Divided(_) => None,
            RuleResult::None { reason } => Some((name.as_str(), *reason)),
        })
    }
}

/// What one rule makes of a game.
pub fn divided(game: &Game, rule: &Rule, decimals: u32) -> RuleResult {
    let Division { shares, kohlberg } = match (rule.divide)(game) {
        Ok(division) => division,
        Err(reason) => return RuleResult::None { reason },
    };
    RuleResult::Divided(Box::new(DivisionResult::of(game, &shares, kohlberg, decimals)))
}

/// What is known of a game that a division is held against.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Names of the members.
    pub members: &'a [String],
    /// What each would pay alone.
    pub alone: &'a [f64],
    /// The cost of everybody.
    pub total: f64,
    /// What rounding is measured against.
    pub scale: f64,
    /// Decimals of billed amounts.
    pub decimals: u32,
}

impl DivisionResult {
    /// How stable shares are in a game; those that a rule of keys gives may add up to another total.
    pub fn of(game: &Game, shares: &[f64], kohlberg: Option<bool>, decimals: u32) -> DivisionResult {
        let alone = game.alone();
        let (members, total, scale) = (game.members(), game.total(), game.scale());
        let facts = Facts { members, alone: &alone, total, scale, decimals };
        let worst = game.worst(shares).map(|worst| (names(game, worst.coalition), worst.excess));
        DivisionResult { kohlberg, ..DivisionResult::new(facts, shares, worst, Some(game.in_core(shares))) }
    }

    /// From shares, the group with the strongest reason to leave and what it pays more than on its own, and whether the
    /// shares are in the core as far as it is known.
    pub fn new(
        facts: Facts,
        shares: &[f64],
        worst: Option<(Vec<String>, f64)>,
        in_core: Option<bool>,
    ) -> DivisionResult {
        let Facts { members, alone, total, scale, decimals } = facts;
        let unit = libm::pow(10.0, f64::from(decimals));
        // What a solver finds is exact to a dozen digits: remainders that differ by less are ties.
        let noise = (1e-11 * scale * unit).clamp(1e-6, 0.01);
        let billed = minor_units(shares, members, total, decimals, noise);
        let billed = billed.map(|units| units.iter().map(|units| *units as f64 / unit).collect::<Vec<f64>>());
        let slack = ROUNDING * scale;
        let worse =
            members.iter().zip(shares.iter().zip(alone)).filter(|(_, (share, alone))| **share > **alone + slack);
        let (worst_coalition, excess) = worst.unzip();
        DivisionResult {
            billed: billed.map(|billed| named(members, &billed)),
            in_core,
            worst_coalition,
            excess,
            worse_off: worse.map(|(name, _)| name.clone()).collect(),
            shares: named(members, shares),
            kohlberg: None,
            standard_errors: None,
            stability: None,
        }
    }
}

/// Values by member.
pub fn named(members: &[String], values: &[f64]) -> Named<f64> {
    Named(members.iter().cloned().zip(values.iter().map(|value| value + 0.0)).collect())
}

fn by_member(game: &Game, values: &[f64]) -> Named<f64> {
    named(game.members(), values)
}

fn names(game: &Game, coalition: Coalition) -> Vec<String> {
    game.names(coalition).map(str::to_owned).collect()
}

/// Decimals of bills: those asked for, or such that show at least four digits of a total less than 1, and cents of a
/// larger one; fewer where a total is so large that its units of them cannot be counted, as bills would not add up
/// then.
pub fn decimals(asked: Option<u32>, total: f64) -> u32 {
    /// Whole numbers up to this, 2⁵³, are held without a gap.
    const COUNTED: f64 = 9_007_199_254_740_992.0;
    let usual = match total.abs() {
        small if small > 0.0 && small < 1.0 => ((3.0 - libm::log10(small).floor()).max(2.0) as u32).min(MOST_DECIMALS),
        _ => 2,
    };
    let held = |decimals: &u32| total.abs() * libm::pow(10.0, f64::from(*decimals)) <= COUNTED;
    (0..=asked.unwrap_or(usual)).rev().find(held).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_have_as_many_decimals_as_add_up() {
        assert_eq!([0.02, 1.0, 9e13, 9e14, 1.6e15].map(|total| decimals(None, total)), [5, 2, 2, 1, 0]);
        assert_eq!([1.6e15, -12.5].map(|total| decimals(Some(4), total)), [0, 4]);
    }
}
