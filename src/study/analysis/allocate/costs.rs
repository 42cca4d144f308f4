//! What groups of a scenario's members would pay on their own, and what a division makes of that (model.md section 6).

use super::found::{Named, Stability, Stake};
use super::sharing::{Payments, Together};
use model::samples::{error_of_mean, mean};
use model::scenario::Scenario;
use model::simulation::coalitions::{Draws, Risk};
use model::simulation::probability;

/// Costs of a scenario's coalitions, for as many members as there are.
pub struct Costs<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its draws.
    pub draws: &'a Draws<'a>,
    /// What a cost is.
    pub risk: Risk,
    /// Present value alone by the least costly strategy, by member and replication.
    pub alone: Vec<Vec<f64>>,
    /// What each would pay alone.
    pub singles: Vec<f64>,
    /// Everybody sharing.
    pub together: Together,
    /// What everybody pays: the least of sharing, after the grant, and of what all pay alone.
    pub total: f64,
}

/// Sums over members, by replication.
pub(super) fn sum_of(series: &[Vec<f64>], members: &[usize], replications: usize) -> Vec<f64> {
    let mut sums = vec![0.0; replications];
    for &i in members {
        sums.iter_mut().zip(&series[i]).for_each(|(sum, value)| *sum += value);
    }
    sums
}

impl<'a> Costs<'a> {
    /// Evaluates everybody alone, and all together.
    pub fn new(scenario: &'a Scenario, draws: &'a Draws<'a>, risk: Risk) -> Costs<'a> {
        let alone = draws.alone(risk);
        let together = Together::evaluate(draws, scenario);
        let singles: Vec<f64> = alone.iter().map(|costs| risk.of(&mut costs.clone())).collect();
        let total = risk.of(&mut together.total()).min(singles.iter().sum());
        Costs { scenario, draws, risk, alone, singles, together, total }
    }

    /// Number of members.
    pub fn n(&self) -> usize {
        self.singles.len()
    }

    /// Names of the members.
    pub fn names(&self) -> Vec<String> {
        self.scenario.administrations.iter().map(|one| one.id.clone()).collect()
    }

    /// What a group would pay on its own: the least of sharing and of what its members pay alone.
    pub fn of(&self, members: &[usize]) -> f64 {
        self.with_series(members).0
    }

    /// The same, and what it comes from by replication.
    pub fn with_series(&self, members: &[usize]) -> (f64, Vec<f64>) {
        let replications = self.draws.replications();
        let apart: f64 = members.iter().map(|&i| self.singles[i]).sum();
        if members.len() <= 1 {
            return (apart, sum_of(&self.alone, members, replications));
        }
        let series = match members.len() == self.n() {
            true => self.together.total(),
            false => self.draws.shared_by(members),
        };
        let shared = self.risk.of(&mut series.clone());
        match shared <= apart {
            true => (shared, series),
            false => (apart, sum_of(&self.alone, members, replications)),
        }
    }

    /// How payments fare; `content`: in how many replications they leave no group a reason to go, where that is known.
    pub fn stability(&self, payments: &Payments, content: Option<usize>) -> Stability {
        stability(self.names(), payments, &self.alone, content)
    }
}

/// How payments fare against what members would pay alone, by replication.
pub(super) fn stability(
    names: Vec<String>,
    payments: &Payments,
    alone: &[Vec<f64>],
    content: Option<usize>,
) -> Stability {
    let replications = alone.first().map_or(0, Vec::len);
    let stake = |(paid, alone): (&Vec<f64>, &Vec<f64>)| {
        let saving: Vec<f64> = alone.iter().zip(paid).map(|(alone, paid)| alone - paid).collect();
        // Equal sums that differ by rounding alone save nothing.
        let cheaper = saving.iter().zip(alone).filter(|(saving, alone)| **saving > alone.abs() * 1e-12).count();
        Stake {
            pays: mean(paid),
            cheaper: probability(cheaper as u64, replications as u64),
            saving: mean(&saving),
            standard_error: error_of_mean(&saving),
            saving_cvar: -Risk::Cvar(0.95).of(&mut saving.iter().map(|saving| -saving).collect::<Vec<f64>>()),
        }
    };
    Stability {
        in_core: content.map(|content| probability(content as u64, replications as u64)),
        members: Named(names.into_iter().zip(payments.paid.iter().zip(alone).map(stake)).collect()),
    }
}
