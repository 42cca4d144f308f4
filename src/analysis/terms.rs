//! Terms on which members come in, are helped in, and leave: three small tables for those who write the agreement.
//!
//! All from variants of the scenario on the same draws: a newcomer that joins in one year or another against its never joining
//! (`entry`), grants that make a member pay less than alone (`support`), a member that leaves against its staying
//! (`departure`). Money is present value and means are over replications.
//!
//! Cost: three simulations a year of joining, 33 for the grants, four a member for departures.

mod departure;
mod entry;
mod support;

use super::allocate::settle;
use super::paths;
use super::sample::{Sample, Wanted};
use super::variants::{VariantError, Variants};
use crate::input::Override;
use crate::results::{Known, SCHEMA_VERSION, Terms, Who};
use crate::samples;
use crate::sampling::stream::STREAM_VERSION;
use crate::scenario::{Scenario, Way};
use crate::simulation::measure::{MemberQuantity, Quantity};
use crate::simulation::tails::Tails;
use crate::simulation::tally::SCORE;
use crate::strategy::Inputs;

/// Most administrations of a scenario.
pub const MOST: usize = 1000;

/// What is asked.
pub struct Asked {
    /// Id of who joins later; none: the last to join.
    pub newcomer: Option<String>,
    /// How surely a member that is brought in is to pay less than alone.
    pub sure: f64,
    /// Years after the core is live at which members leave.
    pub leaves_after: f64,
}

/// Answers for a scenario.
///
/// # Errors
/// If there are too few or too many administrations, an id is unknown, costs have no mean, or a replication is not finite.
pub fn terms(variants: &Variants, scenario: &Scenario, asked: &Asked) -> Result<Terms, VariantError> {
    let n = scenario.administrations.len();
    if !(2..=MOST).contains(&n) {
        let message = format!("terms are made among 2 to {MOST} administrations; the scenario has {n}");
        return Err(VariantError::Unfit(message));
    }
    Tails::of(scenario).require_mean_costs(&[Way::Independent, Way::Shared])?;
    let case = Case { variants, scenario };
    let (support, most_tried) = support::support(&case, asked.sure)?;
    Ok(Terms {
        schema_version: SCHEMA_VERSION,
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        currency: scenario.currency.clone(),
        price_year: scenario.price_year,
        replications: variants.replications,
        seed: variants.seed,
        stream: STREAM_VERSION,
        cost_sharing: scenario.cost_sharing.words.clone(),
        entry: entry::entry(&case, asked.newcomer.as_deref())?,
        support,
        sure: asked.sure,
        grant_now: case.present(support::PATH),
        most_tried,
        departures: departure::departures(&case, asked.leaves_after)?,
        leaves_after: asked.leaves_after,
    })
}

/// A scenario and its variants.
struct Case<'a> {
    variants: &'a Variants<'a>,
    scenario: &'a Scenario,
}

impl Case<'_> {
    fn who(&self, i: usize) -> Who {
        let administration = &self.scenario.administrations[i];
        Who { id: administration.id.clone(), name: administration.name.clone() }
    }

    /// The scenario with other values, and of some of its administrations only.
    fn variant(&self, more: &[Override], members: Option<&[usize]>) -> Result<Scenario, VariantError> {
        let mut scenario = self.variants.unsettled(more)?;
        if let Some(members) = members {
            scenario = scenario.of_members(members);
        }
        settle(&mut scenario, self.variants.seed).map_err(|error| VariantError::Unfit(error.to_string()))?;
        Ok(scenario)
    }

    /// Everybody but one.
    fn others(&self, i: usize) -> Vec<usize> {
        (0..self.scenario.administrations.len()).filter(|&other| other != i).collect()
    }

    /// Quantities of a variant by replication; `change` may alter what was drawn.
    fn series(
        &self,
        scenario: &Scenario,
        quantities: Vec<Quantity>,
        change: &(dyn Fn(&mut Inputs) + Sync),
    ) -> Result<Sample, VariantError> {
        let sampler = crate::sampling::Sampler::new(scenario, self.variants.seed);
        let draw = |first: u64, inputs: &mut Inputs| {
            sampler.draw(first, inputs);
            change(inputs);
        };
        let wanted = Wanted { rows: Vec::new(), quantities };
        Ok(super::sample::sample(scenario, self.variants.replications, &wanted, &sampler.inputs(), &draw)?)
    }

    /// The present median of an input, 0 where it is off.
    fn present(&self, path: &str) -> f64 {
        let rows = paths::rows(self.scenario, path);
        paths::present(self.scenario, &rows).map_or(0.0, |now| now[1])
    }
}

/// What a member pays when sharing, after grants.
fn pays(i: usize) -> Quantity {
    Quantity::Member(i, Way::Shared, MemberQuantity::Cost)
}

/// The sum of series, replication by replication.
fn sum(series: &[Vec<f64>]) -> Vec<f64> {
    (0..series[0].len()).map(|k| series.iter().map(|values| values[k]).sum()).collect()
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The mean with its 95 % interval.
fn mean(values: &[f64]) -> Known {
    let value = samples::mean(values);
    let half = (values.len() > 1).then(|| SCORE * samples::error_of_mean(values));
    Known { value, low: half.map(|half| value - half), high: half.map(|half| value + half) }
}

fn set(path: String, value: f64) -> Override {
    Override { path, value: format!("{value:?}") }
}

/// A quantity that is linear in a setting, replication by replication: value at 0 and slope.
struct Line {
    at_zero: Vec<f64>,
    slope: Vec<f64>,
}

impl Line {
    /// Through the values at 0 and at a setting.
    fn through(at_zero: Vec<f64>, at_step: &[f64], step: f64) -> Line {
        let slope = at_step.iter().zip(&at_zero).map(|(there, here)| (there - here) / step).collect();
        Line { at_zero, slope }
    }

    /// The setting at which its mean is 0, with the interval that the replications give; none where it has no slope.
    fn root(&self) -> Option<Known> {
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

    #[test]
    fn the_root_of_means_is_exact_where_all_replications_agree() {
        let line = Line::through(vec![-3.0, -3.0], &[1.0, 1.0], 2.0);
        assert_eq!(line.root(), Some(Known { value: 1.5, low: Some(1.5), high: Some(1.5) }));
        let flat = Line::through(vec![1.0, 2.0], &[1.0, 2.0], 1.0);
        assert_eq!(flat.root(), None);
    }

    #[test]
    fn the_interval_of_a_root_is_that_of_the_mean_over_the_slope() {
        let line = Line { at_zero: vec![-4.0, -2.0, -4.0, -2.0], slope: vec![2.0; 4] };
        let root = line.root().expect("a root");
        let error = libm::sqrt(4.0 / 3.0) / 2.0; // sd of ±1 over √4
        assert!((root.value - 1.5).abs() < 1e-12);
        assert!((root.high.expect("an end") - 1.5 - SCORE * error / 2.0).abs() < 1e-12);
    }
}
