//! What costs become when some inputs are moved, on the same draws.

use super::compare::equal_service_of_all;
use crate::inputs::Inputs;
use crate::lanes::Lanes;
use crate::sampling::Sampler;
use crate::scenario::keys::Global;
use crate::scenario::{Scenario, Source, Strategy};
use crate::strategy::Evaluator;
use std::collections::HashMap;

/// How far a certain default is moved.
pub(super) const STEP: [f64; 2] = [0.75, 1.25];

/// Inputs that are moved together.
pub(super) struct Shift {
    /// Their rows.
    pub(super) rows: Vec<usize>,
    /// From where to where.
    pub(super) to: Move,
}

/// From where to where.
#[derive(Clone, Copy)]
pub(super) enum Move {
    /// Held at one value, then at another.
    Values([f64; 2]),
    /// Lowered by a quarter, then raised by one.
    Factors,
}

impl Shift {
    fn apply(&self, end: usize, inputs: &mut Inputs) {
        for &row in &self.rows {
            *inputs.at_mut(row) = match self.to {
                Move::Values(values) => Lanes::splat(values[end]),
                Move::Factors => inputs.at(row) * STEP[end],
            };
        }
    }
}

/// The rows that have the value of another key, by it.
pub(super) fn users(scenario: &Scenario) -> HashMap<Global, Vec<usize>> {
    let mut users: HashMap<Global, Vec<usize>> = HashMap::new();
    for (row, source) in scenario.inputs.iter().enumerate() {
        if let Source::Common(key) = source {
            users.entry(*key).or_default().push(row);
        }
    }
    users
}

/// A thread's tools.
pub(super) struct Tools<'a> {
    sampler: &'a Sampler<'a>,
    original: &'a Inputs,
    inputs: Inputs,
    evaluator: Evaluator<'a>,
    /// Where the two strategies stand.
    places: [usize; 2],
}

impl<'a> Tools<'a> {
    /// Of a scenario whose draws are the sampler's, for the costs of two strategies.
    pub(super) fn new(
        scenario: &'a Scenario,
        sampler: &'a Sampler<'a>,
        original: &'a Inputs,
        pair: [Strategy; 2],
    ) -> Tools<'a> {
        // What lasts as long as building alone is the measure of equal service.
        let mut strategies = vec![Strategy::Independent, Strategy::Shared];
        strategies.extend(pair.into_iter().filter(|of| !matches!(of, Strategy::Independent | Strategy::Shared)));
        let places = pair.map(|of| strategies.iter().position(|strategy| *strategy == of).unwrap_or_default());
        let evaluator = Evaluator::of_strategies(scenario, &strategies).billing(false);
        Tools { sampler, original, inputs: original.clone(), evaluator, places }
    }

    /// Gives up what an earlier shift moved.
    pub(super) fn restore(&mut self) {
        self.inputs.restore(self.original);
    }

    /// Costs of the two strategies in a batch, at equal service, with a shift at its first or its second end.
    pub(super) fn costs(&mut self, first: u64, shift: &Shift, end: usize) -> [Lanes; 2] {
        let Tools { sampler, original, inputs, evaluator, places } = self;
        if let Move::Factors = shift.to {
            // Default legacy costs follow from other inputs: they are moved once an evaluation has filled them in. Assumed
            // worths stay from batch to batch: they are moved from where they were.
            inputs.restore(original);
            sampler.draw(first, inputs);
            evaluator.evaluate(inputs);
            shift.apply(end, inputs);
            evaluator.evaluate_as_given(inputs);
        } else {
            sampler.draw_moved(first, inputs, &|inputs| shift.apply(end, inputs));
            evaluator.evaluate(inputs);
        }
        let strategies = &evaluator.outcome().strategies;
        places.map(|place| equal_service_of_all(&strategies[0].1, &strategies[place].1))
    }
}
