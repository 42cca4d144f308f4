//! Serial cost sharing of a scenario: what each member asks for is its scope.
//!
//! The cost at a level is that of everybody sharing if nobody's scope were more than that level, on the same draws. It needs
//! scopes that are certain.

use super::costs::Costs;
use model::allocation::{NoDivision, serial};
use model::distribution::Distribution;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use model::simulation::coalitions::Draws;

/// What each member pays.
///
/// # Errors
/// If a scope is not certain.
pub fn serial_shares(costs: &Costs, seed: u64) -> Result<Vec<f64>, NoDivision> {
    let scenario = costs.scenario;
    let scope = |i: usize| certain(scenario, Row::Member(i, Member::Scope)).ok_or(NoDivision::UncertainDemands);
    let demands: Vec<f64> = (0..costs.n()).map(scope).collect::<Result<_, _>>()?;
    let levels = serial::levels(&demands);
    let highest = levels.last().copied().unwrap_or_default();
    let cost = |level: &f64| match *level == highest {
        true => costs.total,
        false => {
            let variant = truncated(scenario, &demands, *level);
            let draws = Draws::new(&variant, seed, costs.draws.replications());
            Costs::new(&variant, &draws, costs.risk).total
        }
    };
    let costs: Vec<f64> = levels.iter().map(cost).collect();
    serial::shares(&demands, &costs).ok_or(NoDivision::NeedsDemands)
}

/// The value of an input that is certain.
fn certain(scenario: &Scenario, row: Row) -> Option<f64> {
    match scenario.source(row) {
        Source::Drawn(distribution) => distribution.certain(),
        Source::Common(key) => certain(scenario, Row::Global(*key)),
        Source::Derived => None,
    }
}

fn truncated(scenario: &Scenario, demands: &[f64], level: f64) -> Scenario {
    let mut variant = scenario.clone();
    for (i, demand) in demands.iter().enumerate() {
        let row = scenario.layout().row(Row::Member(i, Member::Scope));
        // A scope that is given is finite, and so is the lesser of two.
        if let Ok(scope) = Distribution::constant(demand.min(level)) {
            variant.inputs[row] = Source::Drawn(scope);
        }
    }
    variant
}
