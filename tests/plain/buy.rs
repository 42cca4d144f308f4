//! Section 5, buy: a product each.

use super::build::build;
use super::case::{Case, ov};
use super::course::{Course, Parts, course};
use super::poisson::incidents;

/// The course of i with a product whose set-up starts at s. Operations are in the fee.
pub fn bought(case: &Case, i: usize, s: f64) -> Course {
    let n = case.nominal_effort(i);
    let set_up = build(case, i, case.value("buy.integration") * n, s);
    let (g, end) = (set_up.go_live, case.horizon());
    let exposed = case.value("buy.exposure") * n;
    let rate: Vec<f64> = case.years().map(|t| case.incident_rate() * case.expose(t, exposed, g, g, end)).collect();
    let struck = incidents(&rate, case.of(i, "incident_quantile"));
    let live: Vec<f64> = case.years().map(|t| ov(t, g, end)).collect();
    let population = case.structure.administrations[i].population;
    let first_fee = case.value("buy.fee") + case.value("buy.fee_per_person") * population;
    let customisation = case.value("buy.customisation") * case.of(i, "adaptation") * n;

    let mut effort = Vec::new();
    let mut expenses = Vec::new();
    for t in case.years() {
        let fee = first_fee * (1.0 + case.value("buy.escalation")).powf(t as f64);
        effort.push(set_up.effort[t] + customisation * live[t] + case.value("security.fix") * struck.by_year[t]);
        expenses.push(fee * live[t] + case.of(i, "incident_loss") * struck.by_year[t]);
    }
    course(case, i, Parts { effort, expenses, live, go_live: g, incidents: struck.count })
}
