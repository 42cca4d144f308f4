//! Sections 7 and 9: the outputs of a replication, by name.

use super::Row;
use super::billing::Accounts;
use super::case::Case;
use super::independent::Course;
use super::shared::Shared;

/// All outputs of a replication.
pub fn outputs(case: &Case, independent: &[Course], shared: &Shared, accounts: &Accounts) -> Row {
    let mut row = Row::new();
    let core_effort: Vec<f64> = case.years().map(|t| shared.core_effort(t)).collect();
    let core_money: Vec<f64> = core_effort.iter().map(|effort| shared.core.labour_rate * effort).collect();
    let nothing = vec![0.0; case.structure.horizon];
    let alone_money = strategy(case, &mut row, "independent", independent, &nothing, &nothing);
    let shared_money = strategy(case, &mut row, "shared", &shared.own, &core_effort, &core_money);
    for (i, administration) in case.structure.administrations.iter().enumerate() {
        let name = |output: &str| format!("administration.{}.{output}", administration.id);
        let alone = case.present_value(&independent[i].money);
        row.insert(name("independent.cost"), alone);
        let paid = case.present_value(&accounts.paid[i]);
        row.insert(name("shared.cost"), paid);
    }
    let funding = case.present_value(&accounts.funding);
    row.insert("shared.funding".to_owned(), funding);
    if let Some((yearly, entries)) = &accounts.fees {
        let (owed, pot) = (case.present_value(yearly), case.present_value(&accounts.pot));
        row.insert("fees.owed".to_owned(), owed);
        row.insert("fees.entry".to_owned(), case.present_value(entries));
        if pot > 1e-12 * owed {
            row.insert("fees.cover".to_owned(), owed / pot);
        }
    }
    *row.entry("shared.incidents".to_owned()).or_default() += shared.core_incidents;
    over_time(case, &mut row, &alone_money, &shared_money);
    membership(case, &mut row, shared);
    row
}

/// Effort, cost, go-live, live years and own incidents of one strategy; returns its money by year, before funding.
fn strategy(
    case: &Case,
    row: &mut Row,
    strategy: &str,
    courses: &[Course],
    core_effort: &[f64],
    core_money: &[f64],
) -> Vec<f64> {
    let mut effort = core_effort.to_vec();
    let mut money = core_money.to_vec();
    let mut go_live = 0.0;
    let mut live_years = 0.0;
    let mut incidents = 0.0;
    for (administration, course) in case.structure.administrations.iter().zip(courses) {
        for t in case.years() {
            effort[t] += course.effort[t];
            money[t] += course.money[t];
        }
        go_live += course.go_live / courses.len() as f64;
        live_years += (case.horizon() - course.go_live).max(0.0);
        incidents += course.incidents;
        let name = |output| format!("administration.{}.{strategy}.{output}", administration.id);
        row.insert(name("effort"), course.total_effort());
        row.insert(name("go_live"), course.go_live);
    }
    for t in case.years() {
        row.insert(format!("year.{t}.{strategy}.effort"), effort[t]);
        row.insert(format!("year.{t}.{strategy}.cost"), money[t]);
    }
    row.insert(format!("{strategy}.effort"), effort.iter().sum());
    row.insert(format!("{strategy}.cost"), case.present_value(&money));
    row.insert(format!("{strategy}.go_live"), go_live);
    row.insert(format!("{strategy}.live_years"), live_years);
    row.insert(format!("{strategy}.incidents"), incidents);
    money
}

/// Break-even and peak extra outlay.
fn over_time(case: &Case, row: &mut Row, independent: &[f64], shared: &[f64]) {
    let (mut alone, mut together) = (0.0, 0.0);
    let mut break_even = None;
    let mut peak: f64 = 0.0;
    for t in case.years() {
        alone += case.discount(t) * independent[t];
        together += case.discount(t) * shared[t];
        if together > alone {
            break_even = None;
        } else if break_even.is_none() {
            break_even = Some(t as f64);
        }
        peak = peak.max(together - alone);
    }
    if let Some(year) = break_even {
        row.insert("break_even".to_owned(), year);
    }
    row.insert("peak_extra_outlay".to_owned(), peak);
}

/// Members at the end, abandoned, dissolved.
///
/// Who leaves before the core is due takes no further part (section 4), so it is no member at the end
/// even where both the core and its leaving come after T and x_i ≥ T: so the known answers have it.
fn membership(case: &Case, row: &mut Row, shared: &Shared) {
    let horizon = case.horizon();
    let at_end = |&i: &usize| !shared.left_early[i] && shared.exits[i] >= horizon && case.of(i, "joins") < horizon;
    let members = if shared.abandoned { 0 } else { case.administrations().filter(at_end).count() };
    row.insert("members_at_end".to_owned(), members as f64);
    row.insert("abandoned".to_owned(), f64::from(u8::from(shared.abandoned)));
    row.insert("dissolved".to_owned(), f64::from(u8::from(shared.dissolved)));
}
