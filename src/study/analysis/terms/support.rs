//! What would bring members in: a grant to the member alone, or one to the core that lowers everybody's bills.
//!
//! A grant to the member moves its saving by itself: in the mean −mean saving, to be surely enough −quantile. Of grants
//! to the core 33 amounts are simulated, from the present one to the P95 of the shared cost, closer to each other where
//! they are small; between two of them the amount is halved in on.

use super::case::{Case, mean, set};
use super::found::Support;
use crate::analysis::variants::VariantError;
use model::samples::quantile;
use model::scenario::Strategy;
use model::simulation::measure::{Quantity, StrategyQuantity};
use model::simulation::tally::probability;
use rayon::prelude::*;

/// Amounts of a grant that are simulated.
const AMOUNTS: usize = 33;
/// Halvings of the space between two amounts.
const HALVINGS: usize = 8;
/// Members listed, the least willing.
const TOLD: usize = 8;
/// The input that is the grant to the core.
pub(super) const PATH: &str = "consortium.funding";

/// The least willing members, and the greatest grant tried.
pub(super) fn support(case: &Case, confidence: f64) -> Result<(Vec<Support>, f64), VariantError> {
    let n = case.scenario.administrations.len();
    let cost = Quantity::Strategy(Strategy::Shared, StrategyQuantity::Cost);
    let wanted: Vec<Quantity> = (0..n).map(Quantity::MemberSaving).chain([cost]).collect();
    let mut now = case.series(case.scenario, wanted, &|_| {})?.quantities;
    let mut cost = now.pop().unwrap_or_default();
    cost.sort_by(f64::total_cmp);
    let present = case.present(PATH);
    let most = quantile(&cost, 0.95).max(present);
    let mut order: Vec<(usize, f64, f64)> =
        now.iter().enumerate().map(|(i, values)| (i, no_dearer(values), mean(values).value)).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
    order.truncate(TOLD);
    let members: Vec<usize> = order.iter().map(|one| one.0).collect();
    let place = |k: usize| k as f64 / (AMOUNTS - 1) as f64;
    let amounts: Vec<f64> = (0..AMOUNTS).map(|k| present + (most - present) * place(k) * place(k)).collect();
    let ladder: Vec<Vec<Means>> =
        amounts.par_iter().map(|&amount| case.with_grant(amount, &members)).collect::<Result<_, _>>()?;
    let one = |(place, &i): (usize, &usize)| -> Result<Support, VariantError> {
        let values = &now[i];
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let reaches = |what: usize, threshold: f64| -> Result<Option<f64>, VariantError> {
            let course: Vec<f64> = ladder.iter().map(|row| row[place][what]).collect();
            match first_reaching(&amounts, &course, threshold) {
                Some([low, high]) => case.least_grant([low, high], i, (what, threshold)).map(Some),
                None => Ok(None),
            }
        };
        let saves = mean(values);
        let (count, of) = (values.iter().filter(|value| **value >= 0.0).count(), values.len());
        Ok(Support {
            who: case.who(i),
            saves,
            no_dearer: probability(count as u64, of as u64),
            own_grant: (-saves.value).max(0.0),
            own_grant_at_confidence: (-quantile(&sorted, 1.0 - confidence)).max(0.0),
            core_grant: reaches(0, 0.0)?,
            core_grant_at_confidence: reaches(1, confidence)?,
        })
    };
    let found = members.par_iter().enumerate().map(one).collect::<Result<_, VariantError>>()?;
    Ok((found, most))
}

/// The mean saving of a member, and how surely there is one.
type Means = [f64; 2];

impl Case<'_> {
    /// What members save by a grant to the core.
    fn with_grant(&self, amount: f64, members: &[usize]) -> Result<Vec<Means>, VariantError> {
        let scenario = self.variant(&[set(PATH.to_owned(), amount)], None)?;
        let wanted = members.iter().map(|&i| Quantity::MemberSaving(i)).collect();
        let found = self.series(&scenario, wanted, &|_| {})?.quantities;
        Ok(found.iter().map(|values| [mean(values).value, no_dearer(values)]).collect())
    }

    /// The least grant between two, of which the greater one is enough, that is.
    fn least_grant(
        &self,
        [mut low, mut high]: [f64; 2],
        i: usize,
        (what, threshold): (usize, f64),
    ) -> Result<f64, VariantError> {
        for _ in 0..if low < high { HALVINGS } else { 0 } {
            let middle = (low + high) / 2.0;
            match self.with_grant(middle, &[i])?[0][what] >= threshold {
                true => high = middle,
                false => low = middle,
            }
        }
        Ok(high)
    }
}

/// In how many replications a member pays no more than alone: just as much where the core was given up before it came.
fn no_dearer(values: &[f64]) -> f64 {
    values.iter().filter(|value| **value >= 0.0).count() as f64 / values.len() as f64
}

/// The places between which a course first reaches a threshold; the first place twice where it is above from there on.
fn first_reaching(places: &[f64], course: &[f64], threshold: f64) -> Option<[f64; 2]> {
    let k = course.iter().position(|&value| value >= threshold)?;
    Some([places[k.saturating_sub(1)], places[k]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_reached_between_two_places() {
        let reached = |threshold: f64| first_reaching(&[10.0, 20.0, 30.0], &[-2.0, 2.0, 3.0], threshold);
        assert_eq!(reached(0.0), Some([10.0, 20.0]));
        assert_eq!(reached(-5.0), Some([10.0, 10.0]));
        assert_eq!(reached(2.0), Some([10.0, 20.0]));
        assert_eq!(reached(4.0), None);
    }
}
