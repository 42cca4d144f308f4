//! What would bring members in: a grant to the member alone, or one to the core that lowers everybody's bills.
//!
//! A grant to the member moves its saving by itself: in the mean −mean saving, to be surely enough −quantile. Of grants to the core
//! 33 amounts are simulated, from the present one to the P95 of the shared cost, and the amount is read off between two of them.

use super::{Case, mean, set};
use crate::analysis::groups::quantile;
use crate::analysis::variants::VariantError;
use crate::results::Support;
use crate::scenario::Way;
use crate::simulation::measure::{Quantity, WayQuantity};
use crate::simulation::tally::probability;
use rayon::prelude::*;

/// Amounts of a grant that are simulated.
const AMOUNTS: usize = 33;
/// Members told, the least willing.
const TOLD: usize = 8;
/// The input that is the grant to the core.
pub(super) const PATH: &str = "consortium.funding";

/// The least willing members, and the greatest grant tried.
pub(super) fn support(case: &Case, sure: f64) -> Result<(Vec<Support>, f64), VariantError> {
    let n = case.scenario.administrations.len();
    let cost = Quantity::Way(Way::Shared, WayQuantity::Cost);
    let wanted: Vec<Quantity> = (0..n).map(Quantity::MemberSaving).chain([cost]).collect();
    let mut now = case.series(case.scenario, wanted, &|_| {})?.quantities;
    let mut cost = now.pop().unwrap_or_default();
    cost.sort_by(f64::total_cmp);
    let present = case.present(PATH);
    let most = quantile(&cost, 0.95).max(present);
    let mut order: Vec<(usize, f64, f64)> =
        now.iter().enumerate().map(|(i, values)| (i, positive(values), mean(values).value)).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
    order.truncate(TOLD);
    let members: Vec<usize> = order.iter().map(|one| one.0).collect();
    let amounts: Vec<f64> =
        (0..AMOUNTS).map(|k| present + (most - present) * k as f64 / (AMOUNTS - 1) as f64).collect();
    // By amount and member: the mean saving, and how surely there is one.
    let at = |&amount: &f64| -> Result<Vec<[f64; 2]>, VariantError> {
        let scenario = case.variant(&[set(PATH.to_owned(), amount)], None)?;
        let wanted = members.iter().map(|&i| Quantity::MemberSaving(i)).collect();
        let found = case.series(&scenario, wanted, &|_| {})?.quantities;
        Ok(found.iter().map(|values| [mean(values).value, positive(values)]).collect())
    };
    let ladder: Vec<Vec<[f64; 2]>> = amounts.par_iter().map(at).collect::<Result<_, _>>()?;
    let one = |(place, &i): (usize, &usize)| {
        let values = &now[i];
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let reaches = |what: usize, threshold: f64| {
            let course: Vec<f64> = ladder.iter().map(|row| row[place][what]).collect();
            first_reaching(&amounts, &course, threshold)
        };
        let saves = mean(values);
        let (count, of) = (values.iter().filter(|value| **value > 0.0).count(), values.len());
        Support {
            who: case.who(i),
            saves,
            pays_less: probability(count as u64, of as u64),
            own_grant: (-saves.value).max(0.0),
            own_grant_sure: (-quantile(&sorted, 1.0 - sure)).max(0.0),
            core_grant: reaches(0, 0.0),
            core_grant_sure: reaches(1, sure),
        }
    };
    Ok((members.iter().enumerate().map(one).collect(), most))
}

fn positive(values: &[f64]) -> f64 {
    values.iter().filter(|value| **value > 0.0).count() as f64 / values.len() as f64
}

/// Where a course first reaches a threshold, on straight lines between its places.
fn first_reaching(places: &[f64], course: &[f64], threshold: f64) -> Option<f64> {
    let k = course.iter().position(|&value| value >= threshold)?;
    let Some(before) = k.checked_sub(1) else { return Some(places[0]) };
    let share = (threshold - course[before]) / (course[k] - course[before]);
    Some(places[before] + share * (places[k] - places[before]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_reached_between_two_places() {
        let reached = |threshold: f64| first_reaching(&[10.0, 20.0, 30.0], &[-2.0, 2.0, 3.0], threshold);
        assert_eq!(reached(0.0), Some(15.0));
        assert_eq!(reached(-5.0), Some(10.0));
        assert_eq!(reached(2.0), Some(20.0));
        assert_eq!(reached(4.0), None);
    }
}
