//! What the members of each coalition would pay between them, on the same draws (model.md section 6).
//!
//! The draws of all administrations are taken once. A coalition is the scenario with its members alone, evaluated on
//! their part of the draws; what depends on the coalition is who founds the core, at which level of government, and
//! hence which distribution a member's adaptation comes from: it is drawn for every level beforehand.
//!
//! Costs are at equal service: live years that members lose against building alone count by what they are worth. Those of
//! building alone are found once for each administration.
//!
//! Cost: one evaluation of the shared strategy, without bills, for each coalition and replication.

use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes};
use crate::sampling::{CoreLevel, Sampler};
use crate::scenario::keys::Member;
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Strategy};
use crate::simulation::NotFinite;
use crate::simulation::compare::equal_service;
use crate::simulation::measure::{Quantity, StrategyQuantity};
use crate::simulation::tails::{NoMean, TailIndices};
use crate::strategy::Evaluator;
use rayon::prelude::*;

/// A coalition: bit i stands for administration i.
pub type Coalition = usize;

/// Costs of coalitions by replication that are kept at most: 128 MiB.
const MOST_KEPT: usize = 1 << 24;

/// Draws of a scenario, kept for one coalition after another.
pub struct Draws<'a> {
    scenario: &'a Scenario,
    seed: u64,
    replications: usize,
    /// By the core's level of government, then by batch; one entry where it makes no difference.
    by_level: Vec<Vec<Inputs>>,
    /// What live years of building alone are worth, present value: by administration, then by batch.
    benefits: Vec<Vec<Lanes>>,
}

/// Why coalitions have no costs to be compared by.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[allow(missing_docs)]
pub enum NoCosts {
    #[error(transparent)]
    NoMean(#[from] NoMean),
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
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

/// The draws of all batches, as if the core had a level of government.
fn drawn_at(scenario: &Scenario, seed: u64, replications: usize, level: usize) -> Vec<Inputs> {
    let sampler = Sampler::at_level(scenario, seed, level);
    let batch = |number: usize| {
        let mut inputs = sampler.inputs();
        sampler.draw((number * LANES) as u64, &mut inputs);
        inputs
    };
    (0..replications.div_ceil(LANES)).into_par_iter().map(batch).collect()
}

/// What live years of building alone are worth, by administration and batch.
fn benefits_alone(scenario: &Scenario, batches: &[Inputs]) -> Vec<Vec<Lanes>> {
    let mut evaluator = Evaluator::of_strategies(scenario, &[Strategy::Independent]);
    let mut benefits = vec![Vec::with_capacity(batches.len()); scenario.administrations.len()];
    let mut inputs = batches.first().cloned();
    for batch in batches {
        let Some(inputs) = &mut inputs else { continue };
        inputs.clone_from(batch);
        let members = &evaluator.evaluate(inputs).strategies[0].1.members;
        benefits.iter_mut().zip(members).for_each(|(series, member)| series.push(member.benefit));
    }
    benefits
}

impl<'a> Draws<'a> {
    /// The first replications of a seed, with which costs alone and together can be computed.
    ///
    /// # Errors
    /// If costs have no mean, or are beyond what can be computed with.
    pub fn checked(scenario: &'a Scenario, seed: u64, replications: usize) -> Result<Draws<'a>, NoCosts> {
        TailIndices::of(scenario).require_mean_costs(&scenario.strategies)?;
        let draws = Draws::new(scenario, seed, replications);
        let check = |strategy, costs: &[f64]| {
            let quantity = Quantity::Strategy(strategy, StrategyQuantity::Cost);
            NotFinite::check(quantity, costs).map_err(|error| error.of(scenario))
        };
        for costs in draws.alone(Risk::Mean) {
            check(Strategy::Independent, &costs)?;
        }
        check(Strategy::Shared, &draws.shared_by(&(0..scenario.administrations.len()).collect::<Vec<_>>()))?;
        Ok(draws)
    }

    /// The first replications of a seed.
    pub fn new(scenario: &'a Scenario, seed: u64, replications: usize) -> Draws<'a> {
        let by_adaptation =
            |i: usize| scenario.inputs[scenario.layout().row(Row::Member(i, Member::Adaptation))].is_derived();
        let some_wait = (0..scenario.administrations.len()).any(by_adaptation);
        let levels = if some_wait { scenario.levels.len() } else { 1 };
        let drawn = |level: usize| drawn_at(scenario, seed, replications, level);
        let by_level: Vec<Vec<Inputs>> = (0..levels).map(drawn).collect();
        let benefits = benefits_alone(scenario, &by_level[0]);
        Draws { scenario, seed, replications, by_level, benefits }
    }

    /// Number of replications.
    pub fn replications(&self) -> usize {
        self.replications
    }

    /// Present value of the cost of a coalition that shares, before funding and at equal service, by replication.
    pub fn shared(&self, coalition: Coalition) -> Vec<f64> {
        self.shared_by(&self.members(coalition))
    }

    /// The same of members by their numbers, ascending.
    pub fn shared_by(&self, members: &[usize]) -> Vec<f64> {
        self.shared_where(members, |_| true)
    }

    /// The same in some batches of [`LANES`] replications only; infinite in the others.
    pub fn shared_where(&self, members: &[usize], wanted: impl Fn(usize) -> bool) -> Vec<f64> {
        let part = self.scenario.restricted(members);
        self.shared_varied(&part, members, CoreLevel::new(&part), wanted, |_, _| {})
    }

    /// The same of a part of the scenario that may be otherwise, with inputs that may be otherwise in a batch, where
    /// adaptation is drawn for a core at a level of government.
    pub fn shared_varied(
        &self,
        part: &Scenario,
        members: &[usize],
        level: CoreLevel,
        wanted: impl Fn(usize) -> bool,
        change: impl Fn(usize, &mut Inputs),
    ) -> Vec<f64> {
        // What all pay between them is the same whoever pays it: nobody is billed.
        let evaluator = Evaluator::of_strategies(part, &[Strategy::Shared]);
        let mut costs = vec![f64::INFINITY; self.batches() * LANES];
        self.each_batch((part, members, level), evaluator, wanted, change, |batch, evaluator| {
            let shared = &evaluator.outcome().strategies[0].1;
            let alone = members.iter().fold(Lanes::ZERO, |sum, &i| sum + self.benefits[i][batch]);
            let cost = shared.cost + (alone - shared.benefit);
            costs[batch * LANES..(batch + 1) * LANES].copy_from_slice(&cost.0);
        });
        costs.truncate(self.replications);
        costs
    }

    /// The administrations of a coalition, ascending.
    pub fn members(&self, coalition: Coalition) -> Vec<usize> {
        (0..self.scenario.administrations.len()).filter(|i| coalition >> i & 1 == 1).collect()
    }

    fn batches(&self) -> usize {
        self.replications.div_ceil(LANES)
    }

    /// Present value of the least costly strategy, in expectation and at equal service, that each administration can take
    /// alone, by replication.
    pub fn alone(&self, risk: Risk) -> Vec<Vec<f64>> {
        let n = self.scenario.administrations.len();
        let everyone: Vec<usize> = (0..n).collect();
        let strategies: Vec<usize> = (0..self.scenario.strategies.len())
            .filter(|&strategy| matches!(self.scenario.strategies[strategy], Strategy::Independent | Strategy::Buy))
            .collect();
        let mut costs = vec![vec![Vec::with_capacity(self.replications); strategies.len()]; n];
        self.evaluate(self.scenario, &everyone, |evaluator| {
            let outcome = evaluator.outcome();
            for (i, by_strategy) in costs.iter_mut().enumerate() {
                let independent = &outcome.strategies[0].1.members[i];
                for (&strategy, costs) in strategies.iter().zip(by_strategy) {
                    let member = &outcome.strategies[strategy].1.members[i];
                    costs.extend_from_slice(&equal_service(independent, member).0);
                }
            }
        });
        let least = |mut by_strategy: Vec<Vec<f64>>| {
            by_strategy.iter_mut().for_each(|costs| costs.truncate(self.replications));
            let value = |costs: &Vec<f64>| risk.of(&mut costs.clone());
            by_strategy.into_iter().min_by(|a, b| value(a).total_cmp(&value(b))).unwrap_or_default()
        };
        costs.into_iter().map(least).collect()
    }

    /// Evaluates a part of the scenario by all its strategies, batch by batch, on its members' draws.
    pub fn evaluate(&self, part: &Scenario, members: &[usize], mut see: impl FnMut(&Evaluator)) {
        let level = CoreLevel::new(part);
        self.each_batch(
            (part, members, level),
            Evaluator::new(part),
            |_| true,
            |_, _| {},
            |_, evaluator| see(evaluator),
        );
    }

    fn each_batch(
        &self,
        (part, members, level): (&Scenario, &[usize], CoreLevel),
        mut evaluator: Evaluator,
        wanted: impl Fn(usize) -> bool,
        change: impl Fn(usize, &mut Inputs),
        mut see: impl FnMut(usize, &Evaluator),
    ) {
        let Some(first) = self.by_level[0].first() else { return };
        let (layout, whole) = (part.layout(), self.scenario.layout());
        let place = |row: Row| match row {
            Row::Member(m, key) => whole.row(Row::Member(members[m], key)),
            Row::MemberEvent(m, event) => whole.row(Row::MemberEvent(members[m], event)),
            other => whole.row(other),
        };
        let from: Vec<usize> = layout.rows().map(place).collect();
        let mut inputs = first.part(layout, &from);
        for batch in (0..self.batches()).filter(|&batch| wanted(batch)) {
            inputs.take_values(&self.by_level[0][batch]);
            if self.by_level.len() > 1 {
                self.adapt(part, members, &level, batch, &mut inputs);
            }
            change(batch, &mut inputs);
            evaluator.evaluate(&mut inputs);
            see(batch, &evaluator);
        }
    }

    /// Takes each member's adaptation from the draws for the level that the core has in each replication.
    fn adapt(&self, part: &Scenario, members: &[usize], level: &CoreLevel, batch: usize, inputs: &mut Inputs) {
        let core = level.drawn(part, inputs);
        let (layout, whole) = (part.layout(), self.scenario.layout());
        for (m, &i) in members.iter().enumerate() {
            let from = whole.row(Row::Member(i, Member::Adaptation));
            let adaptation = match level.certain() {
                Some(level) => self.by_level[level][batch].at(from),
                None => self.by_level.iter().enumerate().fold(Lanes::ZERO, |adaptation, (level, drawn)| {
                    core.is(level as f64).select(drawn[batch].at(from), adaptation)
                }),
            };
            *inputs.at_mut(layout.row(Row::Member(m, Member::Adaptation))) = adaptation;
        }
    }

    /// Each administration's adaptation if the core were at its own level of government, or at another: by batch, then
    /// by administration.
    pub fn adaptations(&self, same_level: bool) -> Vec<Vec<Lanes>> {
        let n = self.scenario.administrations.len();
        let drawn = |level: usize| self.by_level.get(level).cloned().unwrap_or_else(|| self.at_level(level));
        // A level that nobody has is another to everybody.
        let others = (!same_level).then(|| self.at_level(self.scenario.levels.len()));
        let levels: Vec<Vec<Inputs>> = match &others {
            Some(_) => Vec::new(),
            None => (0..self.scenario.levels.len()).map(drawn).collect(),
        };
        let of = |batch: usize, i: usize| match &others {
            Some(others) => others[batch].member(i, Member::Adaptation),
            None => levels[self.scenario.administrations[i].level][batch].member(i, Member::Adaptation),
        };
        (0..self.batches()).map(|batch| (0..n).map(|i| of(batch, i)).collect()).collect()
    }

    /// The level of government that the core of all administrations most often has, and in what share of replications.
    pub fn core_level(&self) -> (usize, f64) {
        let level = CoreLevel::new(self.scenario);
        let mut counts = vec![0_usize; self.scenario.levels.len()];
        for (batch, inputs) in self.by_level[0].iter().enumerate() {
            let drawn = level.drawn(self.scenario, inputs);
            let here = LANES.min(self.replications - batch * LANES);
            drawn.0[..here].iter().for_each(|&level| counts[level as usize] += 1);
        }
        let most = (0..counts.len()).max_by_key(|&level| (counts[level], counts.len() - level)).unwrap_or_default();
        (most, counts[most] as f64 / self.replications as f64)
    }

    fn at_level(&self, level: usize) -> Vec<Inputs> {
        drawn_at(self.scenario, self.seed, self.replications, level)
    }

    /// A figure of each coalition's costs by sharing, by bitmask; nobody's is 0.
    pub fn of_all(&self, figure: impl Fn(&mut [f64]) -> f64 + Sync) -> Vec<f64> {
        let value = |coalition: Coalition| if coalition == 0 { 0.0 } else { figure(&mut self.shared(coalition)) };
        (0..self.coalitions()).into_par_iter().map(value).collect()
    }

    /// What each coalition pays by sharing, by bitmask and replication, nobody nothing; none where that is too much to be kept.
    pub fn all(&self) -> Option<Vec<Vec<f64>>> {
        let of = |coalition: Coalition| match coalition {
            0 => vec![0.0; self.replications],
            _ => self.shared(coalition),
        };
        let few = self.coalitions() <= MOST_KEPT / self.replications;
        few.then(|| (0..self.coalitions()).into_par_iter().map(of).collect())
    }

    fn coalitions(&self) -> usize {
        1 << self.scenario.administrations.len()
    }
}
