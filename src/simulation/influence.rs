//! Which defaults matter: how far the mean saving moves when each is moved alone, on the same draws.
//!
//! An uncertain default is held at its P10, then at its P90, for all that use it; a certain one is lowered by a
//! quarter, then raised by one, within its domain. This is a first look, over few replications.

use crate::distribution::{Distribution, Level};
use crate::lanes::{LANES, Lanes};
use crate::results::Influence;
use crate::sampling::Sampler;
use crate::sampling::design::Plan;
use crate::scenario::keys::{Global, KeySpec, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Assumption, Scenario, Source, Way};
use crate::strategy::{Evaluator, Inputs};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replications that are looked at: this many at the most, fewer where there is more to each.
const SAMPLE: usize = 512;
/// Administration-years that are looked at for each value of each default, about.
const MEMBER_YEARS: usize = 66_560;

/// How far a certain default is moved.
const STEP: [f64; 2] = [0.75, 1.25];

/// A default that is moved.
struct Moved<'a> {
    assumption: &'a Assumption,
    rows: Vec<usize>,
    to: Move,
}

/// From where to where.
#[derive(Clone, Copy)]
enum Move {
    /// Held at one value, then at another.
    Values([f64; 2]),
    /// Lowered by a quarter, then raised by one.
    Factors,
}

/// The defaults in descending order of how far they move the mean saving against building alone.
pub fn influential_defaults(scenario: &Scenario, seed: u64, plan: Plan, done: u64) -> Vec<Influence> {
    let sampler = Sampler::planned(scenario, seed, plan);
    let original = sampler.inputs();
    let each = scenario.administrations.len() * scenario.horizon;
    let length = done.min((MEMBER_YEARS / each).clamp(LANES, SAMPLE) as u64);
    let moved = all_moved(scenario, sampler.core_level());
    let next = AtomicUsize::new(0);
    // Of many administrations a thread's tools are large: with the same it takes one default after the other.
    let look = |_| {
        let mut tools = Tools {
            sampler: &sampler,
            original: &original,
            inputs: original.clone(),
            // Other ways do not touch the saving against building alone.
            evaluator: Evaluator::of_ways(scenario, &[Way::Independent, Way::Shared]),
        };
        let mut found = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(moved) = moved.get(number) else { return found };
            found.extend(influence(moved, &mut tools, length).map(|influence| (number, influence)));
        }
    };
    let threads = rayon::current_num_threads().min(moved.len());
    let mut found: Vec<(usize, Influence)> = (0..threads).into_par_iter().flat_map_iter(look).collect();
    found.retain(|(_, influence)| influence.swing() > 0.0);
    found.sort_by(|(i, a), (k, b)| b.swing().total_cmp(&a.swing()).then(i.cmp(k)));
    found.into_iter().map(|(_, influence)| influence).collect()
}

/// What moving one default does; none where the saving is not a number.
fn influence(moved: &Moved, tools: &mut Tools, length: u64) -> Option<Influence> {
    let [low, high] = [0, 1].map(|end| tools.mean_saving(length, moved, end));
    Some(Influence {
        path: moved.assumption.path.clone(),
        meaning: moved.assumption.meaning.clone(),
        value: moved.assumption.value.clone(),
        mark: moved.assumption.mark.map(|mark| mark.to_string()).unwrap_or_default(),
        moved_from: moved.words(0),
        moved_to: moved.words(1),
        saving_from: low?,
        saving_to: high?,
    })
}

impl Moved<'_> {
    fn words(&self, end: usize) -> String {
        match self.to {
            Move::Values(values) => {
                format!("{:.3}", values[end]).trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Move::Factors => ["a quarter less", "a quarter more"][end].to_owned(),
        }
    }

    fn apply(&self, end: usize, inputs: &mut Inputs) {
        for &row in &self.rows {
            *inputs.at_mut(row) = match self.to {
                Move::Values(values) => Lanes::splat(values[end]),
                Move::Factors => inputs.at(row) * STEP[end],
            };
        }
    }
}

/// Every default that may move the saving.
fn all_moved(scenario: &Scenario, core_level: Option<usize>) -> Vec<Moved<'_>> {
    let mut users: HashMap<Global, Vec<usize>> = HashMap::new();
    for (row, source) in scenario.inputs.iter().enumerate().skip(Global::ALL.len()) {
        if let Source::Common(key) = source {
            users.entry(*key).or_default().push(row);
        }
    }
    let defaults = scenario.assumptions.iter().filter(|assumption| !assumption.given);
    defaults.filter_map(|assumption| moved(scenario, core_level, &users, assumption)).collect()
}

/// Which rows a default decides, and how it is moved; none where it decides nothing that is a number.
fn moved<'a>(
    scenario: &Scenario,
    core_level: Option<usize>,
    users: &HashMap<Global, Vec<usize>>,
    assumption: &'a Assumption,
) -> Option<Moved<'a>> {
    let layout = scenario.layout();
    let members = 0..scenario.administrations.len();
    let row = |i: usize, key: Member| layout.row(Row::Member(i, key));
    let derived = |row: &usize| scenario.inputs[*row] == Source::Derived;
    if assumption.path == format!("administration.*.{}", Member::LegacyCost.spec().path) {
        let rows = members.map(|i| row(i, Member::LegacyCost)).filter(derived).collect();
        return Some(Moved { assumption, rows, to: Move::Factors });
    }
    let key = Global::find(&assumption.path).filter(|&key| may_matter(scenario, key))?;
    let source = scenario.source(Row::Global(key));
    let Source::Drawn(distribution) = source else { return None };
    let to = Move::Values(ends(distribution, key.spec())?);
    let mut rows = vec![layout.row(Row::Global(key))];
    rows.extend(users.get(&key).into_iter().flatten());
    match key {
        Global::Overrun => {
            let core = Row::Global(Global::ConsortiumOverrun);
            rows.extend((scenario.source(core) == source).then(|| layout.row(core)));
            let own = members.map(|i| row(i, Member::MemberOverrun));
            rows.extend(own.filter(|&row| scenario.inputs[row] == *source));
        }
        Global::AdaptationSameLevel | Global::AdaptationOtherLevel => {
            let same = |i: usize| core_level.is_none_or(|level| level == scenario.administrations[i].level);
            let of_key = members.filter(|&i| same(i) == (key == Global::AdaptationSameLevel));
            rows.extend(of_key.map(|i| row(i, Member::Adaptation)).filter(derived));
        }
        _ => {}
    }
    Some(Moved { assumption, rows, to })
}

/// Whether the saving against building alone can depend on a key at all.
fn may_matter(scenario: &Scenario, key: Global) -> bool {
    let off = |key: Global| match scenario.source(Row::Global(key)) {
        Source::Drawn(distribution) => distribution.certain() == Some(0.0),
        Source::Common(_) | Source::Derived => false,
    };
    let path = key.spec().path;
    let without = |section: &str, switch: Global| path.starts_with(section) && key != switch && off(switch);
    !(path.starts_with("buy.")
        || without("community.", Global::Market)
        || without("security.", Global::Vulnerabilities)
        || without("security.", Global::Exploited))
}

/// P10 and P90; of a certain value a quarter less and a quarter more, kept in the domain. None for what is off.
fn ends(distribution: &Distribution, spec: &KeySpec) -> Option<[f64; 2]> {
    let Some(value) = distribution.certain() else {
        return Some([0.1, 0.9].map(|p| distribution.quantile(Level::from_below(p))));
    };
    let (low, high) = spec.domain.bounds();
    (value != 0.0).then(|| STEP.map(|factor| factor * value).map(|end| end.max(low).min(high)))
}

/// A thread's tools.
struct Tools<'a> {
    sampler: &'a Sampler<'a>,
    original: &'a Inputs,
    inputs: Inputs,
    evaluator: Evaluator<'a>,
}

impl Tools<'_> {
    /// Mean saving with a default moved; none where it is not a number.
    fn mean_saving(&mut self, length: u64, moved: &Moved, end: usize) -> Option<f64> {
        let Tools { sampler, original, inputs, evaluator } = self;
        inputs.restore(original);
        let mut sum = 0.0;
        for first in (0..length).step_by(LANES) {
            if let Move::Factors = moved.to {
                // Default legacy costs follow from other inputs: they are moved once an evaluation has filled them in.
                sampler.draw(first, inputs);
                evaluator.evaluate(inputs);
                moved.apply(end, inputs);
                evaluator.evaluate_as_given(inputs);
            } else {
                sampler.draw_moved(first, inputs, &|inputs| moved.apply(end, inputs));
                evaluator.evaluate(inputs);
            }
            let ways = &evaluator.outcome().ways;
            let saving = ways[0].1.cost - ways[1].1.cost;
            let lanes = LANES.min((length - first) as usize);
            sum += saving.0[..lanes].iter().sum::<f64>();
        }
        Some(sum / length as f64).filter(|mean| mean.is_finite())
    }
}
