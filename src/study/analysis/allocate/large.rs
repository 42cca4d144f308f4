//! Divides a scenario of more members than have all their coalitions evaluated: what every way of doing so has in common.

use super::classes::Class;
use super::costs::Costs;
use super::division::{NotDivided, Sharing};
use super::found::{
    Allocations, DivisionResult, Facts, GameResult, Method, Money, Named, RuleResult, ShareErrors, decimals, named,
};
use super::sharing::billed_by_keys;
use model::allocation::{Division, NoDivision, Rule};
use model::game::ROUNDING;
use model::results::SCHEMA_VERSION;
use model::simulation::coalitions::Risk;

/// A way to evaluate a large game.
pub trait Large {
    /// Its name.
    fn method(&self) -> Method;

    /// Divides by a rule on the game.
    ///
    /// # Errors
    /// If the rule has no answer.
    fn divide(&mut self, rule: &Rule) -> Result<Division, NoDivision>;

    /// How sure the shares of a rule are, where they are estimates.
    fn errors(&self, rule: &Rule) -> Option<ShareErrors>;

    /// What each member adds to the cost of all others.
    fn separable(&self) -> &[f64];

    /// The group with the greatest excess that is found, and whether no other has a greater one.
    fn worst(&mut self, shares: &[f64]) -> (Option<(Vec<usize>, f64)>, bool);

    /// What holds of the core whatever the rule, as far as it is known.
    ///
    /// # Errors
    /// If rounding stands in the way.
    fn core(&self) -> Result<Core, NotDivided>;

    /// How many coalitions were evaluated.
    fn evaluations(&self) -> usize;

    /// Classes of alike members, if there are any.
    fn classes(&self) -> Option<Vec<Class>>;
}

/// What holds of the core.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Core {
    /// Whether there is none.
    pub empty: Option<bool>,
    /// The least excess that can be promised to every group.
    pub epsilon: Option<f64>,
    /// The smallest subsidy that makes one.
    pub subsidy: Option<f64>,
}

/// Divides by each of the rules.
///
/// # Errors
/// If the core is not found where it is looked for.
pub fn divide(
    costs: &Costs,
    large: &mut dyn Large,
    rules: &[Sharing],
    money: &Money,
) -> Result<Allocations, NotDivided> {
    let names = costs.names();
    let decimals = decimals(money.decimals, costs.total);
    let facts = Facts { members: &names, alone: &costs.singles, total: costs.total, scale: scale(costs), decimals };
    let mut results = Vec::new();
    for sharing in rules {
        results.push((sharing.name().to_owned(), result(costs, large, sharing, facts)));
    }
    let core = large.core()?;
    let game = GameResult {
        scenario: None,
        sharing: None,
        id: costs.scenario.id.clone(),
        unit: money.unit.clone(),
        decimals,
        method: large.method(),
        evaluations: Some(large.evaluations()),
        classes: large.classes(),
        replications: Some(costs.draws.replications()),
        risk: match costs.risk {
            Risk::Mean => None,
            Risk::Cvar(level) => Some(level),
        },
        total: costs.total,
        alone: named(&names, &costs.singles),
        separable: named(&names, large.separable()),
        core_empty: core.empty,
        least_core_epsilon: core.epsilon,
        subsidy: core.subsidy,
        subadditive: None,
        violation: None,
    };
    Ok(Allocations { schema_version: SCHEMA_VERSION, overrides: Vec::new(), seed: None, rules: Named(results), game })
}

/// What rounding is measured against.
pub fn scale(costs: &Costs) -> f64 {
    costs.singles.iter().fold(costs.total.abs(), |most, cost| most.max(1e-4 * cost.abs()))
}

/// What one rule gives.
fn result(costs: &Costs, large: &mut dyn Large, sharing: &Sharing, facts: Facts) -> RuleResult {
    let (division, payments, errors) = match sharing {
        Sharing::Game(rule) => match large.divide(rule) {
            Ok(division) => {
                let payments = costs.together.billed(&costs.together.shares_of_pots(&division.shares));
                (division, payments, large.errors(rule))
            }
            Err(reason) => return RuleResult::None { reason },
        },
        Sharing::Known(_, Err(reason)) => return RuleResult::None { reason: *reason },
        Sharing::Known(_, Ok(shares)) => {
            let payments = costs.together.billed(&costs.together.shares_of_pots(shares));
            (Division { shares: shares.clone(), kohlberg: None }, payments, None)
        }
        Sharing::Keys(_, keys) => {
            let payments = billed_by_keys(costs.draws, costs.scenario, keys);
            let shares = payments.paid.iter().map(|paid| model::samples::mean(paid)).collect();
            (Division { shares, kohlberg: None }, payments, None)
        }
    };
    let (worst, is_worst) = large.worst(&division.shares);
    let slack = ROUNDING * facts.scale;
    let over = worst.as_ref().is_some_and(|(_, excess)| *excess > slack);
    let efficient = (division.shares.iter().sum::<f64>() - facts.total).abs() <= slack;
    let in_core = if over || !efficient { Some(false) } else { is_worst.then_some(true) };
    let worst = worst.map(|(group, excess)| (group.into_iter().map(|i| facts.members[i].clone()).collect(), excess));
    let mut result = DivisionResult::new(facts, &division.shares, worst, in_core);
    result.kohlberg = division.kohlberg;
    result.standard_errors = errors;
    result.stability = Some(costs.stability(&payments, None));
    RuleResult::Divided(Box::new(result))
}
