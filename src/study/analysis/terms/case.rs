//! A scenario, its variants, and what is made of their replications.

use super::found::{Gain, Who};
use crate::analysis::allocate::ask::settle;
use crate::analysis::paths;
use crate::analysis::variants::{VariantError, Variants};
use crate::input::Override;
use model::inputs::Inputs;
use model::results::Known;
use model::samples;
use model::sampling::Sampler;
use model::scenario::{Scenario, Strategy};
use model::simulation::measure::{MemberQuantity, Quantity};
use model::simulation::sample::{Sample, Wanted, sample};
use model::simulation::tally::Z_975;

/// A scenario and its variants.
pub struct Case<'a> {
    /// Simulates the variants.
    pub variants: &'a Variants<'a>,
    /// The scenario.
    pub scenario: &'a Scenario,
}

impl Case<'_> {
    /// An administration by its number.
    pub fn who(&self, i: usize) -> Who {
        let administration = &self.scenario.administrations[i];
        Who { id: administration.id.clone(), name: administration.name.clone() }
    }

    /// The scenario with other values, and of some of its administrations only.
    pub fn variant(&self, more: &[Override], members: Option<&[usize]>) -> Result<Scenario, VariantError> {
        let mut scenario = self.variants.unsettled(more)?;
        if let Some(members) = members {
            scenario = scenario.of_members(members);
        }
        settle(&mut scenario, self.variants.seed).map_err(|error| VariantError::Unfit(error.to_string()))?;
        Ok(scenario)
    }

    /// Everybody but one.
    pub fn others(&self, i: usize) -> Vec<usize> {
        (0..self.scenario.administrations.len()).filter(|&other| other != i).collect()
    }

    /// What everybody pays in a variant, by member and replication.
    pub fn everybody(
        &self,
        scenario: &Scenario,
        change: &(dyn Fn(&mut Inputs) + Sync),
    ) -> Result<Vec<Vec<f64>>, VariantError> {
        let all = 0..self.scenario.administrations.len();
        Ok(self.series(scenario, all.map(pays).collect(), change)?.quantities)
    }

    /// Quantities of a variant by replication; `change` may alter what was drawn.
    pub fn series(
        &self,
        scenario: &Scenario,
        quantities: Vec<Quantity>,
        change: &(dyn Fn(&mut Inputs) + Sync),
    ) -> Result<Sample, VariantError> {
        let sampler = Sampler::new(scenario, self.variants.seed);
        let draw = |first: u64, inputs: &mut Inputs| {
            sampler.draw(first, inputs);
            change(inputs);
        };
        let wanted = Wanted { rows: Vec::new(), quantities };
        Ok(sample(scenario, self.variants.replications, &wanted, &sampler.inputs(), &draw)?)
    }

    /// The present median of an input, 0 where it is off.
    pub fn present(&self, path: &str) -> f64 {
        let rows = paths::rows(self.scenario, path);
        paths::present(self.scenario, &rows).map_or(0.0, |now| now[1])
    }
}

/// What sharing costs a member, after grants, at equal service.
pub fn pays(i: usize) -> Quantity {
    Quantity::Member(i, Strategy::Shared, MemberQuantity::EqualService)
}

/// The sum of series, replication by replication.
pub fn sum<'a>(series: impl IntoIterator<Item = &'a Vec<f64>>) -> Vec<f64> {
    let mut series = series.into_iter();
    let mut all = series.next().cloned().unwrap_or_default();
    series.for_each(|values| all.iter_mut().zip(values).for_each(|(all, value)| *all += value));
    all
}

/// One less the other, replication by replication.
pub fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The members who pay most, so many.
pub fn dearest(now: &[Vec<f64>], most: usize) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = now.iter().enumerate().map(|(i, values)| (i, mean(values).value)).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.truncate(most);
    order.into_iter().map(|(i, _)| i).collect()
}

/// Amounts that differ by less, relatively, are ties (model.md section 7).
const TIE: f64 = 1e-9;

/// What is saved where one amount is paid in place of another.
pub fn gain(without: &[f64], with: &[f64]) -> Gain {
    let saved = |(&without, &with): (&f64, &f64)| {
        let saved: f64 = without - with;
        if saved.abs() > TIE * without.abs() { saved } else { 0.0 }
    };
    let mut values: Vec<f64> = without.iter().zip(with).map(saved).collect();
    let mean = mean(&values);
    let share = |count: usize| count as f64 / values.len() as f64;
    let better = share(values.iter().filter(|value| **value > 0.0).count());
    let worse = share(values.iter().filter(|value| **value < 0.0).count());
    values.sort_by(f64::total_cmp);
    let [p5, p95] = [0.05, 0.95].map(|p| samples::quantile(&values, p));
    Gain { mean, p5, p95, better, worse }
}

/// The mean with its 95 % interval.
pub fn mean(values: &[f64]) -> Known {
    let value = samples::mean(values);
    let half = (values.len() > 1).then(|| Z_975 * samples::error_of_mean(values));
    Known { value, low: half.map(|half| value - half), high: half.map(|half| value + half) }
}

/// Another value of an input.
pub fn set(path: String, value: f64) -> Override {
    Override { path, value: format!("{value:?}") }
}

/// A quantity that is linear in a setting, replication by replication: value at 0 and slope.
pub struct Line {
    /// Value at 0.
    pub at_zero: Vec<f64>,
    /// Change for each unit of the setting.
    pub slope: Vec<f64>,
}

impl Line {
    /// Through the values at 0 and at a setting.
    pub fn through(at_zero: Vec<f64>, at_step: &[f64], step: f64) -> Line {
        let slope = at_step.iter().zip(&at_zero).map(|(there, here)| (there - here) / step).collect();
        Line { at_zero, slope }
    }

    /// The setting at which its mean is 0, with the interval that the replications give; none where it has no slope.
    pub fn root(&self) -> Option<Known> {
        let [level, slope] = [&self.at_zero, &self.slope].map(|values| mean(values).value);
        let value = -level / slope;
        if slope == 0.0 || !value.is_finite() {
            return None;
        }
        let rest: Vec<f64> = self.at_zero.iter().zip(&self.slope).map(|(level, slope)| level + slope * value).collect();
        let half = mean(&rest).high.map(|high| (high - mean(&rest).value) / slope.abs());
        Some(Known { value, low: half.map(|half| value - half), high: half.map(|half| value + half) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::terms::found::Verdict;

    #[test]
    fn the_root_of_means_is_exact_where_all_replications_agree() {
        let line = Line::through(vec![-3.0, -3.0], &[1.0, 1.0], 2.0);
        assert_eq!(line.root(), Some(Known { value: 1.5, low: Some(1.5), high: Some(1.5) }));
        let flat = Line::through(vec![1.0, 2.0], &[1.0, 2.0], 1.0);
        assert_eq!(flat.root(), None);
    }

    #[test]
    fn a_trace_of_rounding_is_no_gain() {
        let found = gain(&[10.0, 10.0, 10.0, 10.0], &[9.0, 12.0, 10.0, 10.0 + 1e-12]);
        assert_eq!((found.mean.value, found.better, found.worse), (-0.25, 0.25, 0.25));
        assert_eq!(found.verdict(), Verdict::Untold);
        assert_eq!(gain(&[1.0, 2.0], &[1.0, 2.0]).verdict(), Verdict::Nothing);
        assert_eq!(gain(&[1.0, 2.0], &[2.0, 3.0]).verdict(), Verdict::Costs);
        assert_eq!(gain(&[2.0, 3.0], &[1.0, 2.0]).verdict(), Verdict::Brings);
    }

    #[test]
    fn the_interval_of_a_root_is_that_of_the_mean_over_the_slope() {
        let line = Line { at_zero: vec![-4.0, -2.0, -4.0, -2.0], slope: vec![2.0; 4] };
        let root = line.root().expect("a root");
        let error = libm::sqrt(4.0 / 3.0) / 2.0; // sd of ±1 over √4
        assert!((root.value - 1.5).abs() < 1e-12);
        assert!((root.high.expect("an end") - 1.5 - Z_975 * error / 2.0).abs() < 1e-12);
    }
}
