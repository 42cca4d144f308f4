//! What sharing saves at one point of knowledge after another, each with the same replications of chance.
//!
//! Use it to see how the answer spreads over what is not known, point by point, where [`super::ambiguity`] tells a few quantiles of
//! 128 points. Points are those of a Latin hypercube of so many; of point k and n replications of chance
//!
//! ```text
//! positive(k) = Σ [saved > 0] / n,   mean(k) = Σ saved / n,   saved = cost at equal service of the other strategy − of sharing
//! ```
//!
//! What a finite n adds to the spread between points is not taken out: a chance near a half is known to ±1/√n.
//!
//! Cost: points × replications of the scenario. A point does not depend on how many others are asked for at once.

use super::compare::{equal_service_of_all, saved};
use super::tails::TailIndices;
use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes};
use crate::sampling::{Knowledge, Sampler};
use crate::scenario::{Scenario, Strategy};
use crate::strategy::Evaluator;
use rayon::prelude::*;
use std::ops::Range;

/// Points that are gone through together.
pub const TOGETHER: u64 = LANES as u64;

/// Points of knowledge of a scenario, and replications at each.
pub struct Nested<'a> {
    scenario: &'a Scenario,
    sampler: Sampler<'a>,
    knowledge: Knowledge,
    /// Batches of chance.
    batches: u64,
    with_mean: bool,
}

/// What sharing saves against each other strategy at one point, in the order of [`Nested::others`].
pub type AtPoint = Vec<Saving>;

/// What sharing saves against one other strategy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Saving {
    /// Share of replications in which it saves anything.
    pub positive: f64,
    /// Its mean; none where the scenario's costs have no mean.
    pub mean: Option<f64>,
}

impl<'a> Nested<'a> {
    /// Of so many points and replications, both multiples of [`LANES`].
    pub fn new(scenario: &'a Scenario, seed: u64, points: u64, replications: u64) -> Nested<'a> {
        let sampler = Sampler::new(scenario, seed);
        let knowledge = sampler.knowledge(points);
        let with_mean = TailIndices::of(scenario).require_mean_costs(&scenario.strategies).is_ok();
        Nested { scenario, sampler, knowledge, batches: replications / LANES as u64, with_mean }
    }

    /// The strategies that sharing is held against.
    pub fn others(scenario: &Scenario) -> impl Iterator<Item = Strategy> {
        scenario.strategies.iter().copied().filter(|strategy| *strategy != Strategy::Shared)
    }

    /// Points of some groups of [`TOGETHER`], in order, on the current rayon pool.
    pub fn points(&self, groups: Range<u64>) -> Vec<AtPoint> {
        let group = |group: u64| {
            let mut inputs = self.sampler.inputs();
            let mut evaluator = Evaluator::new(self.scenario).billing(false);
            let points = self.knowledge.points(group);
            let at = |lane| {
                self.at_point(&mut inputs, &mut evaluator, &|first, inputs| {
                    self.sampler.draw_at(first, &self.knowledge, &points, lane, inputs);
                })
            };
            (0..LANES).map(at).collect::<Vec<AtPoint>>()
        };
        groups.into_par_iter().map(group).collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn at_point(&self, inputs: &mut Inputs, evaluator: &mut Evaluator, draw: &dyn Fn(u64, &mut Inputs)) -> AtPoint {
        let others = Self::others(self.scenario).count();
        let (mut positive, mut sums) = (vec![Lanes::ZERO; others], vec![Lanes::ZERO; others]);
        for batch in 0..self.batches {
            draw(batch * LANES as u64, inputs);
            let outcome = evaluator.evaluate(inputs);
            let independent = &outcome.strategies[0].1;
            let cost = |strategy: usize| equal_service_of_all(independent, &outcome.strategies[strategy].1);
            let shared = outcome.strategies.iter().position(|(strategy, _)| *strategy == Strategy::Shared);
            let shared = cost(shared.unwrap_or_default());
            let other =
                outcome.strategies.iter().enumerate().filter(|(_, (strategy, _))| *strategy != Strategy::Shared);
            for (place, (strategy, _)) in other.enumerate() {
                let saved = saved(cost(strategy), shared);
                positive[place] += saved.gt(Lanes::ZERO).number();
                sums[place] += saved;
            }
        }
        let count = (self.batches * LANES as u64) as f64;
        let mean = |sum: &Lanes| self.with_mean.then(|| sum.sum() / count);
        let of = |(positive, sum): (&Lanes, &Lanes)| Saving { positive: positive.sum() / count, mean: mean(sum) };
        positive.iter().zip(&sums).map(of).collect()
    }
}
