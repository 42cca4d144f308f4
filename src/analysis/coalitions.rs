//! What the members of each coalition would pay between them, on the same draws (MODEL.md section 6).
//!
//! The draws of all administrations are taken once. A coalition is the scenario with its members alone, evaluated on their
//! part of the draws; what depends on the coalition is who founds the core, at which level of government, and hence which
//! distribution a member's adaptation comes from: it is drawn for every level beforehand.
//!
//! Cost: one evaluation of the shared way for each coalition and replication.

use crate::lanes::{LANES, Lanes};
use crate::sampling::{CoreLevel, Sampler};
use crate::scenario::keys::Member;
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Way};
use crate::strategy::{Evaluator, Inputs};
use rayon::prelude::*;

/// A coalition: bit i stands for administration i.
pub type Coalition = usize;

/// Draws of a scenario, kept for one coalition after another.
pub struct Draws<'a> {
    scenario: &'a Scenario,
    replications: usize,
    /// By the core's level of government, then by batch; one entry where it makes no difference.
    by_level: Vec<Vec<Inputs>>,
}

/// What a statistic says of many replications' costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Risk {
    /// Their mean.
    Mean,
    /// The mean of the worst: those above the quantile of this level.
    Cvar(f64),
}

impl Risk {
    /// Of costs, in any order, which come back in another.
    pub fn of(self, costs: &mut [f64]) -> f64 {
        let mean = |costs: &[f64]| costs.iter().sum::<f64>() / costs.len() as f64;
        match self {
            Risk::Mean => mean(costs),
            Risk::Cvar(level) => {
                let worst = ((costs.len() as f64 * (1.0 - level)).ceil() as usize).clamp(1, costs.len());
                costs.sort_unstable_by(f64::total_cmp);
                mean(&costs[costs.len() - worst..])
            }
        }
    }
}

impl<'a> Draws<'a> {
    /// The first replications of a seed.
    pub fn new(scenario: &'a Scenario, seed: u64, replications: usize) -> Draws<'a> {
        let by_adaptation =
            |i: usize| scenario.inputs[scenario.layout().row(Row::Member(i, Member::Adaptation))].is_derived();
        let some_wait = (0..scenario.administrations.len()).any(by_adaptation);
        let levels = if some_wait { scenario.levels.len() } else { 1 };
        let drawn = |level: usize| -> Vec<Inputs> {
            let sampler = Sampler::at_level(scenario, seed, level);
            let batch = |number: usize| {
                let mut inputs = sampler.inputs();
                sampler.draw((number * LANES) as u64, &mut inputs);
                inputs
            };
            (0..replications.div_ceil(LANES)).into_par_iter().map(batch).collect()
        };
        Draws { scenario, replications, by_level: (0..levels).map(drawn).collect() }
    }

    /// Number of replications.
    pub fn replications(&self) -> usize {
        self.replications
    }

    /// Present value of all money of a coalition that shares, before funding, by replication.
    pub fn shared(&self, coalition: Coalition) -> Vec<f64> {
        let members: Vec<usize> =
            (0..self.scenario.administrations.len()).filter(|i| coalition >> i & 1 == 1).collect();
        self.shared_by(&members)
    }

    /// The same of members by index, as many as there are.
    pub fn shared_by(&self, members: &[usize]) -> Vec<f64> {
        let part = self.scenario.restricted(members);
        let mut costs = Vec::with_capacity(self.replications);
        self.evaluate(&part, members, |evaluator| {
            costs.extend_from_slice(&evaluator.outcome().ways[1].1.cost.0);
        });
        costs.truncate(self.replications);
        costs
    }

    /// Present value of the least costly way, in expectation, that each administration can take alone, by replication.
    pub fn alone(&self, risk: Risk) -> Vec<Vec<f64>> {
        let n = self.scenario.administrations.len();
        let everyone: Vec<usize> = (0..n).collect();
        let ways: Vec<usize> = (0..self.scenario.ways.len())
            .filter(|&way| matches!(self.scenario.ways[way], Way::Independent | Way::Buy))
            .collect();
        let mut costs = vec![vec![Vec::with_capacity(self.replications); ways.len()]; n];
        self.evaluate(self.scenario, &everyone, |evaluator| {
            for (i, by_way) in costs.iter_mut().enumerate() {
                for (&way, costs) in ways.iter().zip(by_way) {
                    costs.extend_from_slice(&evaluator.outcome().ways[way].1.members[i].cost.0);
                }
            }
        });
        let least = |mut by_way: Vec<Vec<f64>>| {
            by_way.iter_mut().for_each(|costs| costs.truncate(self.replications));
            let value = |costs: &Vec<f64>| risk.of(&mut costs.clone());
            by_way.into_iter().min_by(|a, b| value(a).total_cmp(&value(b))).unwrap_or_default()
        };
        costs.into_iter().map(least).collect()
    }

    /// What all of some members would save by sharing if they were at one level of government, in the mean.
    pub fn at_one_level(&self, level: usize, members: &[usize]) -> f64 {
        let mut part = self.scenario.restricted(members);
        part.administrations.iter_mut().for_each(|one| one.level = level);
        // At its own level a member's adaptation is drawn as if the core had that level.
        let (mut sum, mut count) = (0.0, 0);
        self.evaluate_with(
            &part,
            members,
            |batch, _, inputs| {
                let (layout, whole) = (part.layout(), self.scenario.layout());
                for (m, &i) in members.iter().enumerate() {
                    let own = self.scenario.administrations[i].level.min(self.by_level.len() - 1);
                    let adaptation = self.by_level[own][batch].at(whole.row(Row::Member(i, Member::Adaptation)));
                    *inputs.at_mut(layout.row(Row::Member(m, Member::Adaptation))) = adaptation;
                }
            },
            |evaluator| {
                let ways = &evaluator.outcome().ways;
                for (alone, shared) in ways[0].1.cost.0.iter().zip(ways[1].1.cost.0) {
                    if count < self.replications {
                        (sum, count) = (sum + alone - shared, count + 1);
                    }
                }
            },
        );
        sum / count as f64
    }

    /// Evaluates a part of the scenario batch by batch on its members' draws.
    pub fn evaluate(&self, part: &Scenario, members: &[usize], see: impl FnMut(&Evaluator)) {
        self.evaluate_with(part, members, |batch, level, inputs| self.adapt(part, members, level, batch, inputs), see);
    }

    fn evaluate_with(
        &self,
        part: &Scenario,
        members: &[usize],
        adapt: impl Fn(usize, &CoreLevel, &mut Inputs),
        mut see: impl FnMut(&Evaluator),
    ) {
        let level = CoreLevel::new(part);
        let (layout, whole) = (part.layout(), self.scenario.layout());
        let place = |row: Row| match row {
            Row::Member(m, key) => whole.row(Row::Member(members[m], key)),
            Row::MemberEvent(m, event) => whole.row(Row::MemberEvent(members[m], event)),
            other => whole.row(other),
        };
        let from: Vec<usize> = layout.rows().map(place).collect();
        let mut inputs = Inputs::new(layout);
        let mut evaluator = Evaluator::new(part);
        for batch in 0..self.replications.div_ceil(LANES) {
            for (row, &from) in from.iter().enumerate() {
                *inputs.at_mut(row) = self.by_level[0][batch].at(from);
            }
            if self.by_level.len() > 1 {
                adapt(batch, &level, &mut inputs);
            }
            evaluator.evaluate(&mut inputs);
            see(&evaluator);
        }
    }

    /// Takes each member's adaptation from the draws for the level that the core has in each replication.
    fn adapt(&self, part: &Scenario, members: &[usize], level: &CoreLevel, batch: usize, inputs: &mut Inputs) {
        let core = level.drawn(part, inputs);
        let (layout, whole) = (part.layout(), self.scenario.layout());
        for (m, &i) in members.iter().enumerate() {
            let from = whole.row(Row::Member(i, Member::Adaptation));
            let mut adaptation = Lanes::ZERO;
            for (level, drawn) in self.by_level.iter().enumerate() {
                adaptation = core.is(level as f64).select(drawn[batch].at(from), adaptation);
            }
            *inputs.at_mut(layout.row(Row::Member(m, Member::Adaptation))) = adaptation;
        }
    }

    /// A figure of each coalition's costs by sharing, by bitmask; nobody's is 0.
    pub fn of_all(&self, figure: impl Fn(Coalition, Vec<f64>) -> f64 + Sync) -> Vec<f64> {
        let coalitions = 1_usize << self.scenario.administrations.len();
        let value = |coalition: Coalition| if coalition == 0 { 0.0 } else { figure(coalition, self.shared(coalition)) };
        (0..coalitions).into_par_iter().map(value).collect()
    }
}
