//! Values of inputs and quantities in each replication of a scenario, kept for analyses that look at them together.
//!
//! Memory: eight bytes a value. Cost: a draw and an evaluation a replication, in parallel; the values do not depend on
//! the number of threads.

use super::NotFinite;
use super::measure::{Names, Parts, Quantity, Sink, StrategyQuantity, measure};
use crate::inputs::Inputs;
use crate::lanes::{LANES, Lanes, vectorised};
use crate::scenario::{Scenario, Strategy};
use crate::strategy::{Evaluator, Outcome};
use rayon::prelude::*;

/// Batches that a thread goes through before it looks for others.
const STRETCH: usize = 16;

/// What a sample holds of each replication.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Rows of inputs.
    pub rows: Vec<usize>,
    /// Quantities.
    pub quantities: Vec<Quantity>,
}

/// Values by replication.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// One series a wanted row.
    pub inputs: Vec<Vec<f64>>,
    /// One series a wanted quantity.
    pub quantities: Vec<Vec<f64>>,
}

/// Takes the wanted quantities out of all.
struct Pick<'a> {
    /// By the number of the quantity: where it goes.
    places: &'a [Option<usize>],
    next: usize,
    values: &'a mut [Lanes],
}

impl Pick<'_> {
    /// Takes those of an outcome.
    #[inline(never)]
    fn take(mut self, outcome: &Outcome, discount: &[Lanes], parts: Parts) {
        vectorised(
            #[inline(always)]
            || measure(outcome, discount, parts, &mut self),
        );
    }
}

impl Sink for Pick<'_> {
    #[inline(always)]
    fn put(&mut self, _: Quantity, value: Lanes) {
        if let Some(Some(place)) = self.places.get(self.next) {
            self.values[*place] = value;
        }
        self.next += 1;
    }
}

/// The strategies that quantities speak of, with alone and shared, in the scenario's order.
fn strategies(scenario: &Scenario, quantities: &[Quantity]) -> Vec<Strategy> {
    let speaks_of = |strategy: Strategy| {
        quantities.iter().any(|quantity| match *quantity {
            Quantity::Strategy(of, _)
            | Quantity::Saving(of, _)
            | Quantity::Member(_, of, _)
            | Quantity::Year(_, of, _) => of == strategy,
            Quantity::Difference(one, other) => one == strategy || other == strategy,
            _ => false,
        })
    };
    let needed =
        |strategy: &Strategy| matches!(strategy, Strategy::Independent | Strategy::Shared) || speaks_of(*strategy);
    scenario.strategies.iter().copied().filter(needed).collect()
}

/// Draws and evaluates replications; `draw` fills the inputs of the batch that begins with a replication.
///
/// # Errors
/// If a quantity that every replication must have is not finite in one.
pub fn sample(
    scenario: &Scenario,
    replications: usize,
    wanted: &Wanted,
    original: &Inputs,
    draw: &(dyn Fn(u64, &mut Inputs) + Sync),
) -> Result<Sample, NotFinite> {
    let strategies = strategies(scenario, &wanted.quantities);
    let parts = Parts::of(&wanted.quantities);
    let billed = wanted.quantities.iter().any(|quantity| quantity.rests_on_bills());
    let mut names = Names::default();
    let nothing = Outcome::of_strategies(scenario, &strategies);
    measure(&nothing, &vec![Lanes::ONE; scenario.horizon], parts, &mut names);
    let place = |name: &Quantity| wanted.quantities.iter().position(|quantity| quantity == name);
    let places: Vec<Option<usize>> = names.0.iter().map(place).collect();
    let width = wanted.rows.len() + wanted.quantities.len();
    let batches = replications.div_ceil(LANES);
    let evaluator = || Evaluator::of_strategies(scenario, &strategies).billing(billed);
    let tools = || (original.clone(), evaluator());
    let stretch = |(inputs, evaluator): &mut (Inputs, Evaluator), start: usize| {
        let mut rows = vec![Lanes::ZERO; width * STRETCH.min(batches - start)];
        for (batch, row) in rows.chunks_exact_mut(width).enumerate() {
            draw(((start + batch) * LANES) as u64, inputs);
            evaluator.evaluate(inputs);
            let (kept, values) = row.split_at_mut(wanted.rows.len());
            kept.iter_mut().zip(&wanted.rows).for_each(|(kept, &row)| *kept = inputs.at(row));
            Pick { places: &places, next: 0, values }.take(evaluator.outcome(), evaluator.discount(), parts);
        }
        rows
    };
    let starts: Vec<usize> = (0..batches).step_by(STRETCH).collect();
    let rows: Vec<Vec<Lanes>> = starts.into_par_iter().map_init(tools, stretch).collect();
    let series = |column: usize| {
        let lanes = rows.iter().flat_map(|rows| rows.chunks_exact(width)).flat_map(|row| row[column].0);
        lanes.take(replications).collect::<Vec<f64>>()
    };
    let sample = Sample {
        inputs: (0..wanted.rows.len()).map(series).collect(),
        quantities: (wanted.rows.len()..width).map(series).collect(),
    };
    check(&wanted.quantities, &sample.quantities).map_err(|error| error.of(scenario))?;
    Ok(sample)
}

/// Finds the first replication in which a quantity cannot be computed with.
fn check(quantities: &[Quantity], series: &[Vec<f64>]) -> Result<(), NotFinite> {
    let failed = quantities.iter().zip(series);
    let first = failed.filter_map(|(&quantity, values)| NotFinite::check(quantity, values).err());
    first.min_by_key(|failed| failed.replication).map_or(Ok(()), Err)
}

/// Costs of all the scenario's strategies at equal service, in their order: what decides which is best.
pub fn costs(scenario: &Scenario) -> Vec<Quantity> {
    scenario.strategies.iter().map(|&strategy| Quantity::Strategy(strategy, StrategyQuantity::EqualService)).collect()
}
