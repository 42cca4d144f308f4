//! Sections 7 and 9: the outputs of a replication, by name.

use super::Row;
use super::billing::Accounts;
use super::case::Case;
use super::course::Course;
use super::shared::Shared;

/// All outputs of a replication.
pub fn outputs(case: &Case, independent: &[Course], shared: &Shared, accounts: &Accounts) -> Row {
    let mut row = Row::new();
    let core_effort: Vec<f64> = case.years().map(|t| shared.core_effort(t)).collect();
    let core_money: Vec<f64> = case.years().map(|t| shared.core.wage(case, t) * core_effort[t]).collect();
    let nothing = vec![0.0; case.structure.horizon];
    let alone_money = strategy(case, &mut row, "independent", independent, &nothing, &nothing);
    let shared_money = strategy(case, &mut row, "shared", &shared.own, &core_effort, &core_money);
    // A member pays in the end what it is billed beside its own.
    for (administration, paid) in case.structure.administrations.iter().zip(&accounts.paid) {
        row.insert(format!("administration.{}.shared.cost", administration.id), case.present_value(paid));
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

/// Adds the outputs of a way of section 5.
pub fn further_way(case: &Case, row: &mut Row, way: &str, courses: &[Course]) {
    let nothing = vec![0.0; case.structure.horizon];
    strategy(case, row, way, courses, &nothing, &nothing);
}

/// What `way` costs administration `id` in a replication's outputs at equal service (section 7), a live year being
/// worth `benefit`: the live years of building alone are paid for where the way is later, and credited where earlier.
#[allow(dead_code, reason = "only the known answers use it")]
pub fn equal_service_cost(outputs: &Row, id: &str, way: &str, benefit: f64) -> f64 {
    let output = |way: &str, name: &str| outputs[&format!("administration.{id}.{way}.{name}")];
    output(way, "cost") + benefit * (output("independent", "live_years") - output(way, "live_years"))
}

/// b°_i of section 7 over `replications`, of which keeping is a listed way: the worth of a live year at which building
/// alone just pays.
#[allow(dead_code, reason = "only the known answers use it")]
pub fn benefit_at_which_alone_pays(replications: &[Row], id: &str) -> f64 {
    let sum =
        |output: &str| -> f64 { replications.iter().map(|row| row[&format!("administration.{id}.{output}")]).sum() };
    ((sum("independent.cost") - sum("keep.cost")) / sum("independent.live_years")).max(0.0)
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
        row.insert(name("cost"), case.present_value(&course.money));
        row.insert(name("live_years"), case.present_value(&course.live));
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
    let tie = 1e-9 * case.present_value(independent);
    let (mut alone, mut together) = (0.0, 0.0);
    let mut break_even = None;
    let mut peak: f64 = 0.0;
    for t in case.years() {
        alone += case.discount(t) * independent[t];
        together += case.discount(t) * shared[t];
        if together > alone + tie {
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
fn membership(case: &Case, row: &mut Row, shared: &Shared) {
    let horizon = case.horizon();
    let at_end = |&i: &usize| shared.exits[i] >= horizon && case.of(i, "joins") < horizon;
    let members = if shared.abandoned { 0 } else { case.administrations().filter(at_end).count() };
    row.insert("members_at_end".to_owned(), members as f64);
    row.insert("abandoned".to_owned(), f64::from(u8::from(shared.abandoned)));
    row.insert("dissolved".to_owned(), f64::from(u8::from(shared.dissolved)));
}
