//! Whether inputs that were asked to move together do: rank correlations of the first draws of a run.
//!
//! A correlation is asked of normal scores (a Gaussian copula). Ranks do not change when a score becomes a value, so that
//! Spearman's correlation of values is that of scores: 6/π·asin(ρ/2) (Kruskal 1958, J. Am. Stat. Assoc. 53:814). An input
//! whose values often repeat has no such ranks, and is left out.
//!
//! Cost: a few thousand draws, and a sort of each input; nothing where no correlation is asked for.

use crate::lanes::LANES;
use crate::results::{Achieved, MovingTogether};
use crate::sampling::Sampler;
use crate::sampling::design::Plan;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};
use rayon::prelude::*;

/// Replications that are measured, at most and, where there are so many, at least; administrations times these, about.
const MOST: u64 = 4096;
const FEWEST: u64 = 512;
const DRAWS: u64 = 1 << 17;
/// Fewest replications of which a correlation says anything.
const LEAST: u64 = 32;
/// Inputs of a group of which every pair is measured.
const INPUTS: usize = 24;
/// Share of different values that an input must have.
const DIFFERENT: f64 = 0.95;
/// The path that asks for the correlation of overruns.
const OVERRUNS: &str = "effort.overrun_correlation";

/// Every group of which a correlation is asked, in the order of the scenario, overruns first; of the first of so many
/// replications of a plan.
pub fn moving_together(scenario: &Scenario, seed: u64, plan: Plan, done: u64) -> Vec<MovingTogether> {
    let groups: Vec<Group> = groups(scenario).into_iter().filter(|group| group.asked != 0.0).collect();
    let most = (DRAWS / scenario.administrations.len().max(1) as u64).clamp(FEWEST, MOST);
    let length = done.min(most) / LANES as u64 * LANES as u64;
    if length < LEAST || groups.iter().all(|group| group.rows.len() < 2) {
        return Vec::new();
    }
    let measured: Vec<Vec<usize>> = groups.iter().map(|group| evenly(&group.rows)).collect();
    let columns = draws(&Sampler::planned(scenario, seed, plan), &measured.concat(), length);
    let mut ranks = columns.par_iter().map(|values| centred_ranks(values)).collect::<Vec<_>>().into_iter();
    let of_group = |(group, rows): (Group, Vec<usize>)| {
        let known = rows.iter().zip(ranks.by_ref().take(rows.len()));
        let known: Vec<(usize, Vec<f64>)> = known.filter_map(|(&row, ranks)| Some((row, ranks?))).collect();
        (known.len() > 1).then(|| group.measured(scenario, &known, length))
    };
    groups.into_iter().zip(measured).filter_map(of_group).collect()
}

/// Inputs of which one correlation is asked.
struct Group {
    name: String,
    asked: f64,
    /// Rows that are uncertain.
    rows: Vec<usize>,
}

/// The overruns, then the groups of the scenario.
fn groups(scenario: &Scenario) -> Vec<Group> {
    let layout = scenario.layout();
    let members = (0..scenario.administrations.len()).map(|i| Row::Member(i, Member::MemberOverrun));
    let overruns = std::iter::once(Row::Global(Global::ConsortiumOverrun)).chain(members).map(|row| layout.row(row));
    let uncertain = |rows: &mut dyn Iterator<Item = usize>| {
        let certain = |row: &usize| match &scenario.inputs[*row] {
            Source::Drawn(distribution) => distribution.certain().is_some(),
            // What follows from other inputs has draws of its own where it is drawn at all: ranks tell.
            Source::Derived => false,
            Source::Common(_) => true,
        };
        rows.filter(|row| !certain(row)).collect()
    };
    let first = Group {
        name: OVERRUNS.to_owned(),
        asked: scenario.overrun_correlation,
        rows: uncertain(&mut overruns.into_iter()),
    };
    let others = scenario.correlated.iter().map(|group| Group {
        name: group.name.clone(),
        asked: group.coefficient,
        rows: uncertain(&mut group.rows.iter().copied()),
    });
    std::iter::once(first).chain(others).collect()
}

/// All rows, or some that stand evenly among them.
fn evenly(rows: &[usize]) -> Vec<usize> {
    let count = rows.len().min(INPUTS);
    (0..count).map(|k| rows[k * rows.len() / count]).collect()
}

/// What inputs are in the first replications: a column a row.
fn draws(sampler: &Sampler, rows: &[usize], length: u64) -> Vec<Vec<f64>> {
    let starts: Vec<u64> = (0..length).step_by(LANES).collect();
    let batch = |inputs: &mut _, &first: &u64| {
        sampler.draw(first, inputs);
        rows.iter().map(|&row| inputs.at(row).0).collect::<Vec<[f64; LANES]>>()
    };
    let batches: Vec<_> = starts.par_iter().map_init(|| sampler.inputs(), batch).collect();
    (0..rows.len()).map(|k| batches.iter().flat_map(|batch| batch[k]).collect()).collect()
}

/// Ranks less their mean, ties sharing theirs, in units that make their squares add up to 1; none where values repeat often.
fn centred_ranks(values: &[f64]) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let runs: Vec<&[usize]> = order.chunk_by(|&a, &b| values[a] == values[b]).collect();
    if (runs.len() as f64) < DIFFERENT * values.len() as f64 {
        return None;
    }
    let (mut ranks, mut before) = (vec![0.0; values.len()], 0);
    let middle = (values.len() as f64 - 1.0) / 2.0;
    for run in runs {
        let rank = before as f64 + (run.len() as f64 - 1.0) / 2.0 - middle;
        run.iter().for_each(|&at| ranks[at] = rank);
        before += run.len();
    }
    let length = ranks.iter().map(|rank| rank * rank).sum::<f64>().sqrt();
    ranks.iter_mut().for_each(|rank| *rank /= length);
    Some(ranks)
}

impl Group {
    /// The correlation of every pair of inputs whose ranks are known.
    fn measured(self, scenario: &Scenario, known: &[(usize, Vec<f64>)], replications: u64) -> MovingTogether {
        let rows: Vec<Row> = scenario.layout().rows().collect();
        let path = |row: usize| scenario.input_name(rows[row]);
        let pairs = known.iter().enumerate().flat_map(|(k, one)| known[k + 1..].iter().map(move |other| (one, other)));
        let achieved = pairs.map(|((a, of_a), (b, of_b))| Achieved {
            inputs: [path(*a), path(*b)],
            of_ranks: of_a.iter().zip(of_b).map(|(a, b)| a * b).sum(),
        });
        MovingTogether {
            achieved: achieved.collect(),
            name: self.name,
            asked: self.asked,
            asked_of_ranks: 6.0 / std::f64::consts::PI * libm::asin(self.asked / 2.0),
            inputs: self.rows.len(),
            replications,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_by_hand() {
        // Ranks 2, 0, 1 less 1, over the root of 2.
        let ranks = centred_ranks(&[9.0, -1.0, 0.5]).expect("no ties");
        let half = 0.5_f64.sqrt();
        assert!(ranks.iter().zip([half, -half, 0.0]).all(|(rank, want)| (rank - want).abs() < 1e-15), "{ranks:?}");
        assert_eq!(centred_ranks(&[1.0, 1.0, 1.0]), None);
    }

    #[test]
    fn many_inputs_are_measured_evenly() {
        let all: Vec<usize> = (0..100).collect();
        let some = evenly(&all);
        assert_eq!((some.len(), some[0], some[23]), (INPUTS, 0, 95));
        assert_eq!(evenly(&all[..3]), [0, 1, 2]);
    }
}
