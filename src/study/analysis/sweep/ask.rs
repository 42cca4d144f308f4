//! A sweep: a quantity along one input, or over two.
//!
//! Use it to see where sharing begins or ceases to pay; it says nothing of how likely a place on its axes is. An input
//! is held at each value x in turn, all else is drawn as before: cells differ by what the value does, on common random
//! numbers,
//!
//! ```text
//! Q(x),  P(saving(x) > 0),  break-even year(x)        for every x of one axis, or every pair of two
//! ```
//!
//! Cost: one simulation a cell, cells in parallel; a cell does not depend on the others, so that a sweep that was cut
//! off goes on where it stopped.

use super::found::{Axis, Cell, Figures, Sweep, crossings};
use crate::analysis::header::Header;
use crate::analysis::paths;
use crate::analysis::variants::{VariantError, Variants};
use crate::input::Override;
use model::results::Dimension;
use model::scenario::{Scenario, Strategy};
use model::simulation::measure::{ConsortiumQuantity, Quantity, SavingQuantity};
use model::simulation::sample::{Sample, Wanted};
use model::simulation::statistic::{Statistic, tally};
use model::simulation::tails::TailIndices;
use rayon::prelude::*;
use std::ops::Range;

/// Most cells.
pub const MOST_CELLS: usize = 1_000_000;
/// Cells that are simulated at once.
const TOGETHER: usize = 16;
/// Replications of an administration that a group of cells has, about.
const LONG: usize = 4_000_000;
/// Administrations from which on a cell has work enough for all threads.
const LARGE: usize = 1000;

/// What saving decides whether sharing pays.
const SAVING: Quantity = Quantity::Saving(Strategy::Independent, SavingQuantity::Cost);
/// From which year on.
const BREAK_EVEN: Quantity = Quantity::Consortium(ConsortiumQuantity::BreakEven);

/// A sweep about to begin.
pub struct Plan<'a> {
    /// The scenario's variants.
    pub variants: &'a Variants<'a>,
    /// One or two axes.
    pub axes: &'a [Axis],
    /// Path of the quantity.
    pub of: &'a str,
}

impl<'a> Plan<'a> {
    /// A sweep of a quantity of a scenario, and the unit of its values.
    ///
    /// # Errors
    /// If there are too many cells, or the scenario has no such quantity.
    pub fn new(
        variants: &'a Variants<'a>,
        axes: &'a [Axis],
        of: &'a str,
        scenario: &Scenario,
    ) -> Result<(Plan<'a>, Dimension), String> {
        let plan = Plan { variants, axes, of: Statistic::base(of) };
        if plan.cells() > MOST_CELLS {
            return Err(format!("{} cells are too many: at most {MOST_CELLS}", plan.cells()));
        }
        let (_, unit) = Statistic::quantity(scenario, of)?;
        Ok((plan, unit))
    }

    /// What all of its cells are together.
    pub fn found(&self, scenario: &Scenario, unit: Dimension, cells: Vec<Cell>) -> Sweep {
        let crossings = match self.axes {
            [Axis { numbers: Some(numbers), .. }] => crossings(numbers, &cells),
            _ => Vec::new(),
        };
        Sweep {
            header: Header::of(scenario, self.variants.replications, self.variants.seed),
            of: self.of.to_owned(),
            unit,
            horizon: scenario.horizon,
            over: self.axes.to_vec(),
            crossings,
            cells,
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.axes.iter().map(|axis| axis.values.len()).product()
    }

    /// The values that a cell holds, the last axis running fastest.
    pub fn at(&self, cell: usize) -> Vec<&str> {
        let mut rest = cell;
        let mut values: Vec<&str> = Vec::with_capacity(self.axes.len());
        for axis in self.axes.iter().rev() {
            values.push(&axis.values[rest % axis.values.len()]);
            rest /= axis.values.len();
        }
        values.reverse();
        values
    }

    fn overrides(&self, values: &[&str]) -> Vec<Override> {
        let one = |(axis, value): (&Axis, &&str)| Override { path: axis.path.clone(), value: (*value).to_owned() };
        self.axes.iter().zip(values).map(one).collect()
    }

    /// Tries every value of each axis, the others at their first: what cannot be used is better known before the work.
    ///
    /// # Errors
    /// The first value that cannot be used.
    pub fn check(&self) -> Result<(), VariantError> {
        let firsts: Vec<&str> = self.axes.iter().map(|axis| axis.values[0].as_str()).collect();
        for (k, axis) in self.axes.iter().enumerate() {
            axis.values.par_iter().try_for_each(|value| {
                let mut values = firsts.clone();
                values[k] = value;
                let scenario = self.variants.unsettled(&self.overrides(&values))?;
                Statistic::quantity(&scenario, self.of).map(drop).map_err(VariantError::Statistic)
            })?;
        }
        Ok(())
    }

    /// Simulates some cells in order, and hands them on in small groups.
    ///
    /// # Errors
    /// If a cell has no answer, or cannot be taken.
    pub fn run<E: From<VariantError> + Send>(
        &self,
        cells: Range<usize>,
        take: &mut dyn FnMut(Vec<Cell>) -> Result<(), E>,
    ) -> Result<(), E> {
        let members = self.variants.unsettled(&self.overrides(&self.at(0)))?.administrations.len();
        // Cells that take long are handed on as soon as there is one for each thread.
        let long = (LONG / (members * self.variants.replications).max(1))
            .clamp(rayon::current_num_threads().min(TOGETHER), TOGETHER);
        let together = if members > LARGE { 1 } else { long };
        let all: Vec<usize> = cells.collect();
        for group in all.chunks(together) {
            take(group.par_iter().map(|&cell| self.cell(cell)).collect::<Result<_, _>>()?)?;
        }
        Ok(())
    }

    /// Simulates one cell.
    fn cell(&self, cell: usize) -> Result<Cell, VariantError> {
        let at = self.at(cell);
        let scenario = self.variants.scenario(&self.overrides(&at))?;
        let (quantity, _) = Statistic::quantity(&scenario, self.of).map_err(VariantError::Statistic)?;
        let mut wanted = Wanted { rows: Vec::new(), quantities: vec![SAVING, BREAK_EVEN] };
        if quantity != SAVING {
            wanted.quantities.push(quantity);
        }
        let Sample { quantities: values, .. } = self.variants.sample(&scenario, &wanted)?;
        let (saving, break_even) = (tally(SAVING, &values[0])?, tally(BREAK_EVEN, &values[1])?);
        let own = if quantity == SAVING { saving.clone() } else { tally(quantity, &values[2])? };
        Ok(Cell {
            at: at.into_iter().map(str::to_owned).collect(),
            of: Figures::of(&own.estimate(TailIndices::of(&scenario).allow_mean(quantity))),
            saving_p50: saving.estimate(false).median(),
            cheaper: saving.positive(),
            breaks_even: break_even.defined(),
            break_even: break_even.median_of_all(),
        })
    }
}

/// An axis along a path; what is known of the input stands with it.
pub fn axis(scenario: &Scenario, path: &str, values: Vec<String>) -> Axis {
    let rows = paths::rows(scenario, path);
    let spec = rows.iter().find_map(|&row| Scenario::key_spec(row));
    let numbers: Option<Vec<f64>> =
        values.iter().map(|value| value.parse().ok().filter(|x: &f64| x.is_finite())).collect();
    let ascending = |numbers: &Vec<f64>| numbers.windows(2).all(|pair| pair[0] < pair[1]);
    Axis {
        path: path.to_owned(),
        meaning: spec.map(|spec| spec.meaning.to_owned()),
        unit: spec.map(|spec| spec.unit.to_owned()),
        now: if rows.is_empty() { None } else { paths::present(scenario, &rows) },
        numbers: numbers.filter(ascending),
        values,
    }
}
