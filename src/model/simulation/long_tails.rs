//! Which inputs have so long a tail that the interval of a mean holds too seldom, though the mean and its error exist.
//!
//! A mean of n values is near enough to normal for its interval once n > 25 G² (Cochran 1977, Sampling Techniques,
//! 2.15), G the skewness of the values. That of a sum is Σ Gᵢρᵢ³, ρᵢ the part of its standard deviation that input i
//! makes. Gᵢ follows from the input's distribution and ρᵢ from how costs answer to it, so that it does not take the
//! very draw that is missing to be warned of it: the spread of costs alone is the run's, and a run without that draw
//! makes ρᵢ the larger.

use super::Simulation;
use super::measure::{Quantity, StrategyQuantity};
use super::shift::{Move, Shift, Tools, users};
use super::tails::{TailIndices, grows_with};
use crate::distribution::{Distribution, Tails};
use crate::lanes::LANES;
use crate::results::Warning;
use crate::sampling::Sampler;
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source, Strategy};

/// Values for a square of the skewness.
const COCHRAN: f64 = 25.0;
/// Inputs that are looked at, the most skewed first, and batches in which costs are asked how they answer.
const MOST: (usize, u64) = (32, 8);
/// The same of very many administrations, of which a batch takes long.
const MOST_OF_MANY: (usize, u64) = (4, 1);
/// Administrations that are not very many.
const FEW: usize = 1000;
/// Standard forms whose skewness is remembered.
const REMEMBERED: usize = 64;

/// An input with a long tail.
struct Long<'a> {
    row: Row,
    law: &'a Distribution,
    skewness: f64,
}

/// The warning, if there is cause.
pub(super) fn warning(scenario: &Scenario, simulation: &Simulation, tails: &TailIndices) -> Option<Warning> {
    let n = simulation.replications as f64;
    let long = long(scenario, (n / COCHRAN).sqrt());
    if long.is_empty() {
        return None;
    }
    let worst = [Strategy::Independent, Strategy::Shared].into_iter().enumerate().filter_map(|(number, strategy)| {
        let wanted = Quantity::Strategy(strategy, StrategyQuantity::Cost);
        let tally = simulation.tally(wanted).filter(|_| tails.allow_mean(wanted))?;
        let sd = tally.estimate(true).sd.filter(|sd| *sd > 0.0)?;
        Some(skewness(scenario, simulation, &long, (number, sd)))
    });
    let (skewness, input) = worst.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let needed = COCHRAN * skewness * skewness;
    (needed > n).then(|| Warning::LongTail {
        input: scenario.input_name(long[input].row),
        skewness,
        replications_needed: needed,
    })
}

/// Inputs and batches that are looked at.
fn most(scenario: &Scenario) -> (usize, u64) {
    if scenario.administrations.len() > FEW { MOST_OF_MANY } else { MOST }
}

/// Inputs that costs grow with and whose skewness is above a limit, though they have a variance.
fn long(scenario: &Scenario, limit: f64) -> Vec<Long<'_>> {
    // Very many rows may have one distribution each, and most of them the same.
    let mut known: Vec<(Distribution, Option<f64>)> = Vec::new();
    let mut skewness = |law: &Distribution| {
        let form = law.standard().form;
        if let Some((_, skewness)) = known.iter().find(|(other, _)| *other == form) {
            return *skewness;
        }
        let ((low, high), sd) = (form.bounds(), form.variance().map(f64::sqrt));
        // Of bounded values it is at most their range over their standard deviation.
        let may_be_long = sd.is_some_and(|sd| sd > 0.0 && high - low > limit * sd);
        let found = if may_be_long { form.skewness() } else { None };
        if known.len() < REMEMBERED {
            known.push((form, found));
        }
        found
    };
    let row = |row: Row| {
        let Source::Drawn(law) = scenario.source(row) else { return None };
        let skewness = grows_with(row).then(|| skewness(law))??;
        (skewness > limit).then_some(Long { row, law, skewness })
    };
    let mut long: Vec<Long> = scenario.layout().rows().filter_map(row).collect();
    long.sort_by(|a, b| b.skewness.total_cmp(&a.skewness));
    long.truncate(most(scenario).0);
    long
}

/// The skewness of the costs of a strategy whose standard deviation is known, and the number of the input that makes
/// most of it.
fn skewness(scenario: &Scenario, simulation: &Simulation, long: &[Long], (strategy, sd): (usize, f64)) -> (f64, usize) {
    let sampler = Sampler::planned(scenario, simulation.seed, simulation.plan);
    let (original, users) = (sampler.inputs(), users(scenario));
    let mut tools = Tools::new(scenario, &sampler, &original, [Strategy::Independent, Strategy::Shared]);
    let batches = most(scenario).1;
    let mut part = |one: &Long| {
        let (Some(mean), Some(variance)) = (one.law.mean(), one.law.variance()) else { return 0.0 };
        let far = one.law.quantile(Tails::from_above(0.001)).max(mean);
        let mut rows = vec![scenario.layout().row(one.row)];
        if let Row::Global(key) = one.row {
            rows.extend(users.get(&key).into_iter().flatten());
        }
        let shift = Shift { rows, to: Move::Values([mean, far]) };
        tools.restore();
        let mut moved = 0.0;
        for batch in 0..batches {
            let [from, to] = [0, 1].map(|end| tools.costs(batch * LANES as u64, &shift, end)[strategy]);
            moved += (to - from).0.iter().sum::<f64>() / (LANES as u64 * batches) as f64;
        }
        let slope = if far > mean { moved / (far - mean) } else { 0.0 };
        let share = (slope.abs() * variance.sqrt() / sd).min(1.0);
        if share.is_nan() { one.skewness } else { one.skewness * share * share * share }
    };
    let parts: Vec<f64> = long.iter().map(&mut part).collect();
    let largest = (0..parts.len()).fold(0, |most, i| if parts[i] > parts[most] { i } else { most });
    (parts.iter().sum(), largest)
}
