//! What a live year is worth where the scenario does not say: the worth at which building alone just pays (model.md
//! section 7), a constant of the scenario.

use crate::inputs::Inputs;
use crate::lanes::LANES;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Strategy};
use crate::strategy::Evaluator;
use rayon::prelude::*;

/// Replications that it is found from, and administrations times replications of very many, of whom fewer are taken.
const REPLICATIONS: usize = 1024;
const MOST: usize = 1 << 22;
const LEAST: usize = 64;
/// Parts that are summed apart: however many threads there are, sums are the same.
const PARTS: u64 = 8;

/// Sums of an administration's replications: cost of building alone and of keeping what there is, live years alone.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    alone: f64,
    keep: f64,
    live: f64,
}

/// Administrations whose benefit is not given.
pub fn left_out(scenario: &Scenario) -> Vec<usize> {
    let members = 0..scenario.administrations.len();
    members.filter(|&i| scenario.source(Row::Member(i, Member::Benefit)).is_derived()).collect()
}

/// Whether an input may move what a live year is worth where the scenario does not say: what building alone and keeping what there
/// is depend on. Those of sharing, of copying and of buying do not.
pub fn moves_benefits(row: Row) -> bool {
    const OF_SHARING: [&str; 4] = ["consortium.", "community.", "reuse.", "buy."];
    match row {
        Row::Global(Global::Merging) => false,
        Row::Global(key) => !OF_SHARING.iter().any(|group| key.spec().path.starts_with(group)),
        Row::Member(_, key) => {
            !matches!(key, Member::Adaptation | Member::MemberExit | Member::MemberUpstreaming | Member::Benefit)
        }
        _ => true,
    }
}

/// Draws of a scenario that takes all benefits for 0.
pub struct Unsettled<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Room for a batch, with what is certain in place.
    pub inputs: Inputs,
    /// Fills in the batch of replications from a first one on.
    pub draw: &'a (dyn Fn(u64, &mut Inputs) + Sync),
}

impl Unsettled<'_> {
    /// b°_i = max(0, (E[cost alone] − E[cost keep])/E[live years alone]) of some administrations, money a year, from the
    /// first replications: as many for every run, however long, so that a longer one begins as a shorter one.
    pub fn break_even_benefits(&self, members: &[usize]) -> Vec<f64> {
        let all = self.scenario.administrations.len();
        let count = ((MOST / all).clamp(LEAST, REPLICATIONS) / LANES * LANES) as u64;
        let length = count.div_ceil(LANES as u64).div_ceil(PARTS);
        let part = |part: u64| self.sums(members, part * length, (part + 1) * length, count);
        let parts: Vec<Vec<Sums>> = (0..PARTS).into_par_iter().map(part).collect();
        let mut found = vec![Sums::default(); members.len()];
        for part in &parts {
            for (all, sums) in found.iter_mut().zip(part) {
                (all.alone, all.keep, all.live) = (all.alone + sums.alone, all.keep + sums.keep, all.live + sums.live);
            }
        }
        let benefit = |sums: &Sums| Some((sums.alone - sums.keep) / sums.live).filter(|benefit| benefit.is_finite());
        found.iter().map(|sums| benefit(sums).unwrap_or(0.0).max(0.0)).collect()
    }

    /// Of the batches of one part.
    fn sums(&self, members: &[usize], from: u64, to: u64, count: u64) -> Vec<Sums> {
        let mut found = vec![Sums::default(); members.len()];
        let mut evaluator = Evaluator::of_strategies(self.scenario, &[Strategy::Independent, Strategy::Keep]);
        let mut inputs = self.inputs.clone();
        for batch in from..to.min(count.div_ceil(LANES as u64)) {
            let first = batch * LANES as u64;
            (self.draw)(first, &mut inputs);
            let outcome = evaluator.evaluate(&mut inputs);
            let [(_, alone), (_, keep)] = &outcome.strategies[..] else { continue };
            let lanes = LANES.min((count - first) as usize);
            for (sums, &i) in found.iter_mut().zip(members) {
                for lane in 0..lanes {
                    sums.alone += alone.members[i].cost.0[lane];
                    sums.keep += keep.members[i].cost.0[lane];
                    sums.live += alone.members[i].live_years.0[lane];
                }
            }
        }
        found
    }
}
