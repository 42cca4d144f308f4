//! What members pay by a rule of cost sharing, replication by replication, and how stable that is (model.md section 6).
//!
//! A rule on the game divides the expected cost; what it gives member i, x_i, fixes its share of every pot,
//! π_i = (x_i − E[own cost_i])/E[PV pot], and each replication is billed by that. A key bills as a run does. Costs are at
//! equal service.

use model::lanes::{LANES, Lanes};
use model::samples::mean;
use model::scenario::{CostSharing, Scenario};
use model::simulation::coalitions::{Coalition, Draws};
use model::simulation::compare::equal_service;
use rayon::prelude::*;
use std::borrow::Cow;

/// Differences up to this share of a cost are rounding.
pub(super) const ROUNDING: f64 = 1e-9;

/// What everybody together comes to by sharing, by replication.
#[derive(Debug, Clone)]
pub struct Together {
    /// Present value of what each member spends itself: by member, by replication.
    pub own: Vec<Vec<f64>>,
    /// Present value of all pots, after funding.
    pub pot: Vec<f64>,
}

/// What members pay by one rule, by member and by replication.
#[derive(Debug, Clone)]
pub struct Payments {
    /// By member, by replication, present value.
    pub paid: Vec<Vec<f64>>,
}

impl Together {
    /// Everybody sharing.
    pub fn evaluate(draws: &Draws, scenario: &Scenario) -> Together {
        // Whoever pays no part of the pots pays what it spends itself.
        let nothing = vec![0.0; scenario.administrations.len()];
        let sharing = CostSharing::by_shares(String::new(), nothing);
        let mut pot = Vec::new();
        let own = paid(draws, scenario, &sharing, |batch| pot.extend_from_slice(&batch.0));
        pot.truncate(draws.replications());
        Together { own, pot }
    }

    /// What everybody together pays, after funding, by replication.
    pub fn total(&self) -> Vec<f64> {
        let own = |r: usize| self.own.iter().map(|costs| costs[r]).sum::<f64>();
        self.pot.iter().enumerate().map(|(r, pot)| pot + own(r)).collect()
    }

    /// π_i, each member's share of every pot, where it is to pay `shares` in expectation; none where there is no pot.
    pub fn pot_shares(&self, shares: &[f64]) -> Option<Vec<f64>> {
        let pot = mean(&self.pot);
        (pot > 0.0).then(|| shares.iter().zip(&self.own).map(|(share, own)| (share - mean(own)) / pot).collect())
    }

    /// What a division makes of every pot. What all pay in the mean may be more than the game's total, where smaller
    /// groups would do better or the game is one of risk: shares grow in proportion.
    pub fn shares_of_pots(&self, shares: &[f64]) -> Vec<f64> {
        let sum: f64 = shares.iter().sum();
        let factor = if sum == 0.0 { 1.0 } else { mean(&self.total()) / sum };
        let scaled: Vec<f64> = shares.iter().map(|share| share * factor).collect();
        self.pot_shares(&scaled).unwrap_or_else(|| vec![0.0; shares.len()])
    }

    /// What members pay by their shares of the pots.
    pub fn billed(&self, pot_shares: &[f64]) -> Payments {
        let paid =
            |(own, share): (&Vec<f64>, &f64)| own.iter().zip(&self.pot).map(|(own, pot)| own + share * pot).collect();
        Payments { paid: self.own.iter().zip(pot_shares).map(paid).collect() }
    }
}

/// What each member pays in the end by a rule of keys: by member, by replication.
pub fn billed_by_keys(draws: &Draws, scenario: &Scenario, sharing: &CostSharing) -> Payments {
    Payments { paid: paid(draws, scenario, sharing, |_| {}) }
}

fn paid(draws: &Draws, scenario: &Scenario, sharing: &CostSharing, mut pots: impl FnMut(&Lanes)) -> Vec<Vec<f64>> {
    let everyone: Vec<usize> = (0..scenario.administrations.len()).collect();
    let mut variant = scenario.restricted(&everyone);
    variant.cost_sharing = sharing.clone();
    let mut paid = vec![Vec::with_capacity(draws.replications()); everyone.len()];
    draws.evaluate(&variant, &everyone, |evaluator| {
        let outcome = evaluator.outcome();
        pots(&outcome.shared.pot);
        let [alone, sharing] = [0, 1].map(|strategy| &outcome.strategies[strategy].1.members);
        for ((paid, alone), member) in paid.iter_mut().zip(alone).zip(sharing) {
            paid.extend_from_slice(&equal_service(alone, member).0);
        }
    });
    paid.iter_mut().for_each(|paid| paid.truncate(draws.replications()));
    paid
}

/// In how many replications no group pays more than it would on its own, for each of some rules: by sharing among
/// itself or each alone, whichever is less in that replication. `shared`: what coalitions pay by sharing, where that is known.
pub fn in_core(draws: &Draws, alone: &[Vec<f64>], shared: Option<&[Vec<f64>]>, rules: &[Payments]) -> Vec<usize> {
    let replications = draws.replications();
    let grand = (1_usize << alone.len()) - 1;
    let nobody_complains = || vec![vec![true; replications]; rules.len()];
    let look = |mut content: Vec<Vec<bool>>, coalition: Coalition| {
        // Where every rule has somebody complain already, there is nothing left to find.
        let open = |batch: usize| {
            let end = replications.min((batch + 1) * LANES);
            content.iter().any(|content| content[batch * LANES..end].contains(&true))
        };
        let limit = limit(draws, alone, shared, coalition, open);
        for (payments, content) in rules.iter().zip(&mut content) {
            let paid = sum(&payments.paid, coalition, replications);
            for ((content, paid), limit) in content.iter_mut().zip(paid).zip(&limit) {
                *content &= paid <= limit + limit.abs() * ROUNDING;
            }
        }
        content
    };
    let both = |mut one: Vec<Vec<bool>>, other: Vec<Vec<bool>>| {
        one.iter_mut().flatten().zip(other.iter().flatten()).for_each(|(one, other)| *one &= other);
        one
    };
    // First those who most often have a reason to leave: single members, and all but one or two.
    let soon =
        |coalition: &Coalition| coalition.count_ones() == 1 || coalition.count_ones() as usize + 2 >= alone.len();
    let first: Vec<Coalition> = (1..grand).filter(soon).collect();
    let begun = first.into_par_iter().fold(nobody_complains, look).reduce(nobody_complains, both);
    let rest = (1..grand).into_par_iter().filter(|coalition| !soon(coalition));
    let content = rest.fold(|| begun.clone(), look).reduce(|| begun.clone(), both);
    content.iter().map(|content| content.iter().filter(|content| **content).count()).collect()
}

/// What a group would pay on its own, by replication, at least in the batches wanted.
fn limit(
    draws: &Draws,
    alone: &[Vec<f64>],
    shared: Option<&[Vec<f64>]>,
    coalition: Coalition,
    wanted: impl Fn(usize) -> bool,
) -> Vec<f64> {
    let apart = sum(alone, coalition, draws.replications());
    if coalition.count_ones() == 1 {
        return apart;
    }
    let found = || draws.shared_where(&draws.members(coalition), wanted).into();
    let sharing: Cow<[f64]> = shared.map_or_else(found, |shared| shared[coalition].as_slice().into());
    sharing.iter().zip(apart).map(|(sharing, apart)| sharing.min(apart)).collect()
}

/// Sums over the members of a coalition, by replication.
fn sum(series: &[Vec<f64>], coalition: Coalition, replications: usize) -> Vec<f64> {
    let mut sums = vec![0.0; replications];
    for values in series.iter().enumerate().filter(|(i, _)| coalition >> i & 1 == 1).map(|(_, values)| values) {
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
    }
    sums
}
