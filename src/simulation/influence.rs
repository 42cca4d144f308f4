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
use crate::scenario::{Assumption, Scenario, Source};
use crate::strategy::{Evaluator, Inputs};
use rayon::prelude::*;

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
    let each = scenario.administrations.len() * scenario.horizon;
    let length = done.min((MEMBER_YEARS / each).clamp(LANES, SAMPLE) as u64);
    let defaults = scenario.assumptions.iter().filter(|assumption| !assumption.given);
    let moved: Vec<Moved> =
        defaults.filter_map(|assumption| moved(scenario, sampler.core_level(), assumption)).collect();
    let influence = |moved: &Moved| {
        let [low, high] = [0, 1].map(|end| mean_saving(scenario, &sampler, length, moved, end));
        let (low, high) = (low?, high?);
        Some(Influence {
            path: moved.assumption.path.clone(),
            meaning: moved.assumption.meaning.clone(),
            value: moved.assumption.value.clone(),
            mark: moved.assumption.mark.map(|mark| mark.to_string()).unwrap_or_default(),
            moved_from: moved.words(0),
            moved_to: moved.words(1),
            saving_from: low,
            saving_to: high,
        })
    };
    let mut found: Vec<Influence> = moved.par_iter().filter_map(influence).collect();
    found.retain(|influence| influence.swing() > 0.0);
    found.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    found
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

/// Which rows a default decides, and how it is moved; none where it decides nothing that is a number.
fn moved<'a>(scenario: &Scenario, core_level: Option<usize>, assumption: &'a Assumption) -> Option<Moved<'a>> {
    let layout = scenario.layout();
    let rows = |wanted: &dyn Fn(usize, Row) -> bool| -> Vec<usize> {
        layout.rows().enumerate().filter(|&(index, row)| wanted(index, row)).map(|(index, _)| index).collect()
    };
    if assumption.path == format!("administration.*.{}", Member::LegacyCost.spec().path) {
        let rows = rows(&|index, row| {
            matches!(row, Row::Member(_, Member::LegacyCost)) && scenario.inputs[index] == Source::Derived
        });
        return Some(Moved { assumption, rows, to: Move::Factors });
    }
    let key = Global::find(&assumption.path)?;
    let Source::Drawn(distribution) = scenario.source(Row::Global(key)) else { return None };
    let to = Move::Values(ends(distribution, key.spec())?);
    let core = scenario.source(Row::Global(Global::ConsortiumOverrun));
    let rows = rows(&|index, row| match (key, row) {
        (Global::Overrun, Row::Member(_, Member::MemberOverrun)) => {
            scenario.inputs[index] == Source::Drawn(distribution.clone())
        }
        (Global::Overrun, Row::Global(Global::ConsortiumOverrun)) => {
            core == scenario.source(Row::Global(Global::Overrun))
        }
        (Global::AdaptationSameLevel | Global::AdaptationOtherLevel, Row::Member(i, Member::Adaptation)) => {
            let same = core_level.is_none_or(|level| level == scenario.administrations[i].level);
            scenario.inputs[index] == Source::Derived && same == (key == Global::AdaptationSameLevel)
        }
        (_, Row::Member(..)) => scenario.inputs[index] == Source::Common(key),
        (_, row) => row == Row::Global(key),
    });
    Some(Moved { assumption, rows, to })
}

/// P10 and P90; of a certain value a quarter less and a quarter more, kept in the domain. None for what is off.
fn ends(distribution: &Distribution, spec: &KeySpec) -> Option<[f64; 2]> {
    let Some(value) = distribution.certain() else {
        return Some([0.1, 0.9].map(|p| distribution.quantile(Level::from_below(p))));
    };
    let (low, high) = spec.domain.bounds();
    (value != 0.0).then(|| STEP.map(|factor| factor * value).map(|end| end.max(low).min(high)))
}

/// Mean saving with a default moved; none where it is not a number.
fn mean_saving(scenario: &Scenario, sampler: &Sampler, length: u64, moved: &Moved, end: usize) -> Option<f64> {
    let mut inputs = sampler.inputs();
    let mut evaluator = Evaluator::new(scenario);
    // Default legacy costs follow from other inputs, so they are moved after a first evaluation has filled them in.
    let given = matches!(moved.to, Move::Factors).then(|| legacy_given(scenario));
    let mut with_given = given.as_ref().map(Evaluator::new);
    let mut sum = 0.0;
    for first in (0..length).step_by(LANES) {
        let mut saving = Lanes::ZERO;
        if let Some(with_given) = &mut with_given {
            sampler.draw(first, &mut inputs);
            evaluator.evaluate(&mut inputs);
            moved.apply(end, &mut inputs);
            saving += saved(with_given, &mut inputs);
        } else {
            sampler.draw_moved(first, &mut inputs, &|inputs| moved.apply(end, inputs));
            saving += saved(&mut evaluator, &mut inputs);
        }
        let lanes = LANES.min((length - first) as usize);
        sum += saving.0[..lanes].iter().sum::<f64>();
    }
    Some(sum / length as f64).filter(|mean| mean.is_finite())
}

fn saved(evaluator: &mut Evaluator, inputs: &mut Inputs) -> Lanes {
    let ways = &evaluator.evaluate(inputs).ways;
    ways[0].1.cost - ways[1].1.cost
}

/// The scenario with legacy costs that are what the inputs say.
fn legacy_given(scenario: &Scenario) -> Scenario {
    let mut given = scenario.clone();
    let layout = scenario.layout();
    for i in 0..scenario.administrations.len() {
        let row = layout.row(Row::Member(i, Member::LegacyCost));
        given.inputs[row] = Source::Drawn(Distribution::Constant(0.0));
    }
    given
}
