//! Who pays what: funding, pot and buy-in of section 4 with the key rules of section 6.

use super::case::{Case, ov};
use super::course::Course;
use super::shared::Shared;
use super::{Key, Schedule};

/// The consortium's money, by year.
pub struct Accounts {
    /// The grant used.
    pub funding: Vec<f64>,
    /// What each administration pays in the end: own money, bills and buy-in, less credits.
    pub paid: Vec<Vec<f64>>,
    /// What is to be billed.
    pub pot: Vec<f64>,
    /// Yearly fees and entry fees as a schedule has them, if there is one.
    pub fees: Option<(Vec<f64>, Vec<f64>)>,
}

impl Schedule {
    /// The fee a year and the fee at entry of administration i.
    fn fees(&self, i: usize) -> (f64, f64) {
        for &(up_to, yearly, entry) in &self.classes {
            if self.populations[i] <= up_to {
                return (yearly, entry);
            }
        }
        panic!("no class for administration {i}")
    }
}

/// Who pays what in a replication whose section 3 is `independent`.
pub fn accounts(case: &Case, shared: &Shared, independent: &[Course]) -> Accounts {
    let weights = weights(case, independent);
    let funding = funding(case, shared);
    let pot: Vec<f64> = case.years().map(|t| shared.core.wage(case, t) * shared.core_effort(t) - funding[t]).collect();
    let mut paid: Vec<Vec<f64>> = shared.own.iter().map(|own| own.money.clone()).collect();
    for t in case.years() {
        let billed: Vec<f64> = case.administrations().map(|i| ov(t, case.of(i, "joins"), shared.exits[i])).collect();
        for (i, share) in split(&weights, &billed).into_iter().enumerate() {
            paid[i][t] += share * pot[t];
        }
    }
    let mut entries = vec![0.0; case.structure.horizon];
    if !shared.abandoned {
        for i in case.administrations() {
            if let Some((year, fee)) = buy_in(case, shared, &weights, &pot, i, &mut paid) {
                entries[year] += fee;
            }
        }
    }
    let fees = case.structure.schedule.as_ref().map(|schedule| {
        let owed = |t, i: usize| schedule.fees(i).0 * ov(t, case.of(i, "joins"), shared.exits[i]);
        let yearly = case.years().map(|t| case.administrations().map(|i| owed(t, i)).sum()).collect();
        let have_entry = schedule.classes.iter().any(|(.., entry)| *entry > 0.0);
        (yearly, if have_entry { entries } else { vec![0.0; case.structure.horizon] })
    });
    Accounts { funding, paid, pot, fees }
}

/// W_i = Σ share × (key_i / Σ key over all administrations). A key that is 0 for all weighs nothing. By a schedule the
/// key is the fee a year.
fn weights(case: &Case, independent: &[Course]) -> Vec<f64> {
    if let Some(schedule) = &case.structure.schedule {
        let yearly: Vec<f64> = case.administrations().map(|i| schedule.fees(i).0).collect();
        let sum: f64 = yearly.iter().sum();
        return yearly.iter().map(|fee| fee / sum).collect();
    }
    let mut weights = vec![0.0; case.administrations().len()];
    for (share, key) in &case.structure.cost_sharing {
        let key: Vec<f64> = match key {
            Key::Equal => vec![1.0; weights.len()],
            Key::Fixed(values) => values.clone(),
            Key::Standalone => independent.iter().map(|alone| case.present_value(&alone.money)).collect(),
        };
        let sum: f64 = key.iter().sum();
        if sum > 0.0 {
            for (weight, value) in weights.iter_mut().zip(&key) {
                *weight += share * value / sum;
            }
        }
    }
    weights
}

/// W_i·part_i / Σ_j W_j·part_j; where that sum is 0, W = 1 for all, and where nobody has a part, all have.
fn split(weights: &[f64], parts: &[f64]) -> Vec<f64> {
    let weighted: Vec<f64> = weights.iter().zip(parts).map(|(w, part)| w * part).collect();
    let sum: f64 = weighted.iter().sum();
    if sum > 0.0 {
        return weighted.iter().map(|part| part / sum).collect();
    }
    let sum: f64 = parts.iter().sum();
    if sum > 0.0 {
        return parts.iter().map(|part| part / sum).collect();
    }
    split(weights, &vec![1.0; weights.len()])
}

/// The grant used in each year: min(what is left of it, w_c(t)·set-up and build effort of the year).
fn funding(case: &Case, shared: &Shared) -> Vec<f64> {
    let mut left = case.value("consortium.funding");
    let mut used = Vec::new();
    for t in case.years() {
        let funded = left.min(shared.core.wage(case, t) * shared.build[t]);
        left -= funded;
        used.push(funded);
    }
    used
}

/// What joiner i pays to buy itself in, and to whom it is credited; when and how much.
fn buy_in(
    case: &Case,
    shared: &Shared,
    weights: &[f64],
    pot: &[f64],
    i: usize,
    paid: &mut [Vec<f64>],
) -> Option<(usize, f64)> {
    let joins = |k: usize| case.of(k, "joins");
    let still_in = |k: usize| joins(i) < shared.exits[k];
    let one_if = |holds: bool| if holds { 1.0 } else { 0.0 };
    let members: Vec<f64> = case.administrations().map(|k| one_if(joins(k) <= joins(i) && still_in(k))).collect();
    let earlier: Vec<f64> = case.administrations().map(|k| one_if(joins(k) < joins(i) && still_in(k))).collect();
    let nobody_earlier = earlier.iter().sum::<f64>() == 0.0;
    let too_late = joins(i).floor() >= case.horizon();
    if shared.core.founder[i] || !still_in(i) || nobody_earlier || too_late {
        return None;
    }
    let year = joins(i).floor() as usize;
    let paid_before: f64 = case.years().map(|t| pot[t] * ov(t, 0.0, joins(i))).sum();
    let fee = match &case.structure.schedule {
        Some(schedule) if schedule.classes.iter().any(|(.., entry)| *entry > 0.0) => schedule.fees(i).1,
        _ => case.value("consortium.buy_in") * split(weights, &members)[i] * paid_before,
    };
    paid[i][year] += fee;
    for (k, share) in split(weights, &earlier).into_iter().enumerate() {
        paid[k][year] -= share * fee;
    }
    Some((year, fee))
}
