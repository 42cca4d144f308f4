//! Which assumptions matter: how far the mean advantage of the best strategy over its best rival moves when each is moved
//! alone, on the same draws, and whether the choice changes on the way.
//!
//! An uncertain assumption is held at its P10, then at its P90, for all that use it; a certain default is lowered by a
//! quarter, then raised by one, within its domain. All are looked at over few replications; those that change the choice or
//! move it most over many more, as far as the run has them. How far it moves is a mean of differences on the same draws,
//! and carries its error.

use super::shift::{Move, STEP, Shift, Tools, users};
use crate::distribution::{Distribution, Tails};
use crate::lanes::LANES;
use crate::results::Influence;
use crate::samples::{error_of_mean, mean};
use crate::sampling::Sampler;
use crate::sampling::design::Plan;
use crate::scenario::keys::{Global, KeySpec, MODULE_SIZE, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Assumption, Fallback, Scenario, Source, Strategy};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replications of all defaults: this many at the most, fewer where there is more to each.
const SAMPLE: usize = 512;
/// Administration-years that are looked at for each value of each default, about.
const MEMBER_YEARS: usize = 66_560;
/// Defaults that are looked at again, and how many times as many replications are taken.
const AGAIN: usize = 4;
const TIMES: usize = 8;

/// An assumption that is moved.
struct Moved<'a> {
    assumption: &'a Assumption,
    shift: Shift,
}

/// Assumptions by whether they change the choice between the best strategy and its best rival, then by how far they move
/// its mean advantage.
pub fn influences(scenario: &Scenario, seed: u64, plan: Plan, done: u64, pair: [Strategy; 2]) -> Vec<Influence> {
    let sampler = Sampler::planned(scenario, seed, plan);
    let original = sampler.inputs();
    let each = scenario.administrations.len() * scenario.horizon;
    let length = |times: usize| done.min((times * MEMBER_YEARS / each).clamp(LANES, times * SAMPLE) as u64);
    let moved = all_moved(scenario, sampler.core_level(), pair);
    let look = |numbers: &[usize], length: u64| {
        let next = AtomicUsize::new(0);
        // Of many administrations a thread's tools are large: with the same it takes one default after the other.
        let look = |_| {
            let mut tools = Tools::new(scenario, &sampler, &original, pair);
            let mut found = Vec::new();
            loop {
                let Some(&number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) else { return found };
                found.extend(influence(&moved[number], &mut tools, length).map(|influence| (number, influence)));
            }
        };
        let threads = rayon::current_num_threads().min(numbers.len());
        sorted((0..threads).into_par_iter().flat_map_iter(look).collect())
    };
    let mut found = look(&(0..moved.len()).collect::<Vec<usize>>(), length(1));
    if length(TIMES) > length(1) {
        let most: Vec<usize> = found.iter().take(AGAIN).map(|(number, _)| *number).collect();
        found.drain(..most.len());
        found.extend(look(&most, length(TIMES)));
        found = sorted(found);
    }
    found.into_iter().map(|(_, influence)| influence).collect()
}

/// Those that move the advantage: who changes the choice first, then who moves it most.
fn sorted(mut found: Vec<(usize, Influence)>) -> Vec<(usize, Influence)> {
    found.retain(|(_, influence)| influence.swing() > 0.0);
    let keeps = |influence: &Influence| influence.switches_at.is_none();
    found.sort_by(|(i, a), (k, b)| keeps(a).cmp(&keeps(b)).then(b.swing().total_cmp(&a.swing())).then(i.cmp(k)));
    found
}

/// What moving one assumption does; none where the advantage is not a number.
fn influence(moved: &Moved, tools: &mut Tools, length: u64) -> Option<Influence> {
    tools.restore();
    let mut savings = [0, 1].map(|_| Vec::with_capacity(length as usize));
    for first in (0..length).step_by(LANES) {
        let lanes = LANES.min((length - first) as usize);
        for (end, savings) in savings.iter_mut().enumerate() {
            let [best, rival] = tools.costs(first, &moved.shift, end);
            savings.extend_from_slice(&(rival - best).0[..lanes]);
        }
    }
    let differences: Vec<f64> = savings[0].iter().zip(&savings[1]).map(|(from, to)| to - from).collect();
    let [advantage_from, advantage_to] = savings.map(|savings| mean(&savings));
    (advantage_from.is_finite() && advantage_to.is_finite()).then(|| Influence {
        path: moved.assumption.path.clone(),
        meaning: moved.assumption.meaning.clone(),
        given: moved.assumption.given,
        value: moved.assumption.value.clone(),
        mark: moved.assumption.mark.map(|mark| mark.to_string()),
        sourced: moved.assumption.source.is_some(),
        switches_at: switches_at(moved.shift.to, advantage_from, advantage_to),
        by_factor: matches!(moved.shift.to, Move::Factors),
        moved_from: moved.words(0),
        moved_to: moved.words(1),
        advantage_from,
        advantage_to,
        standard_error: Some(error_of_mean(&differences)).filter(|error| error.is_finite()),
        replications: length,
    })
}

/// Where the advantage is 0 on the line through both ends, if it changes its sign between them.
fn switches_at(to: Move, from: f64, until: f64) -> Option<f64> {
    let [low, high] = match to {
        Move::Values(values) => values,
        Move::Factors => STEP,
    };
    (from * until < 0.0).then(|| low + (high - low) * from / (from - until))
}

impl Moved<'_> {
    fn words(&self, end: usize) -> String {
        match self.shift.to {
            Move::Values(values) => {
                format!("{:.3}", values[end]).trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Move::Factors => ["a quarter less", "a quarter more"][end].to_owned(),
        }
    }
}

/// Every assumption that may move the advantage.
fn all_moved(scenario: &Scenario, core_level: Option<usize>, pair: [Strategy; 2]) -> Vec<Moved<'_>> {
    let users = users(scenario);
    let all = scenario.assumptions.iter();
    all.filter_map(|assumption| moved(scenario, core_level, &users, assumption, pair)).collect()
}

/// Which rows a default decides, and how it is moved; none where it decides nothing that is a number.
fn moved<'a>(
    scenario: &Scenario,
    core_level: Option<usize>,
    users: &HashMap<Global, Vec<usize>>,
    assumption: &'a Assumption,
    pair: [Strategy; 2],
) -> Option<Moved<'a>> {
    let layout = scenario.layout();
    let members = 0..scenario.administrations.len();
    let row = |i: usize, key: Member| layout.row(Row::Member(i, key));
    let derived = |row: &usize| scenario.inputs[*row] == Source::Derived;
    let of_all = |key: Member| assumption.path == format!("administration.*.{}", key.spec().path);
    if let Some(key) = [Member::LegacyCost, Member::Benefit].into_iter().find(|&key| of_all(key)) {
        let rows: Vec<usize> = members.map(|i| row(i, key)).filter(derived).collect();
        return (!rows.is_empty()).then_some(Moved { assumption, shift: Shift { rows, to: Move::Factors } });
    }
    if let Some(k) = scenario.modules.iter().position(|module| assumption.path == format!("module.{}.size", module.id))
    {
        let Source::Drawn(distribution) = scenario.source(Row::Module(k)) else { return None };
        let to = Move::Values(ends(distribution, &MODULE_SIZE)?);
        return Some(Moved { assumption, shift: Shift { rows: vec![layout.row(Row::Module(k))], to } });
    }
    let key = Global::find(&assumption.path).filter(|&key| may_matter(scenario, key, pair))?;
    let source = scenario.source(Row::Global(key));
    let Source::Drawn(distribution) = source else { return None };
    // What is given and certain is known.
    if assumption.given && distribution.certain().is_some() {
        return None;
    }
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
    Some(Moved { assumption, shift: Shift { rows, to } })
}

/// Whether the difference between two strategies can depend on a key at all.
fn may_matter(scenario: &Scenario, key: Global, pair: [Strategy; 2]) -> bool {
    let off = |key: Global| scenario.is_off(Row::Global(key));
    let path = key.spec().path;
    let without = |section: &str, switch: Global| path.starts_with(section) && key != switch && off(switch);
    let buys = pair.contains(&Strategy::Buy) || scenario.fallback == Fallback::Buy;
    !((path.starts_with("buy.") && !buys)
        || key == Global::CoordinationGrowth
        || without("community.", Global::Market)
        || without("security.", Global::Vulnerabilities)
        || without("security.", Global::Exploited))
}

/// P10 and P90; of a certain value a quarter less and a quarter more, kept in the domain. None for what is off.
fn ends(distribution: &Distribution, spec: &KeySpec) -> Option<[f64; 2]> {
    let Some(value) = distribution.certain() else {
        return Some([0.1, 0.9].map(|p| distribution.quantile(Tails::from_below(p))));
    };
    let (low, high) = spec.domain.bounds();
    (value != 0.0).then(|| STEP.map(|factor| factor * value).map(|end| end.max(low).min(high)))
}
