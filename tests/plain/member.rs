//! Section 4, a member that has the core: its local work and local code, and what it takes along when it leaves.

use super::case::{Case, ov};
use super::core::Core;
use super::course::{Course, Parts, course};
use super::local_code::{LocalCode, Stay, present};
use super::poisson::incidents;
use super::running::LiveCore;

/// What all members have in common.
pub struct Together<'a> {
    pub core: &'a Core,
    pub code: &'a LocalCode,
    pub live: &'a LiveCore,
    /// By year: what a live year with the core counts, 1 + q_b·log2 users.
    pub worth: Vec<f64>,
}

/// 1 + q_b·log2 max(1, Σ_j f_jt + X_t), by year.
pub fn worth(case: &Case, stays: &[Option<Stay>], adopters: &[f64]) -> Vec<f64> {
    let users = |t: usize| present(stays).map(|(_, stay)| stay.live(t)).sum::<f64>() + adopters[t];
    let in_year = |t| 1.0 + case.value("community.quality") * f64::log2(users(t).max(1.0));
    case.years().map(in_year).collect()
}

/// The course of i, which stays until the core is live: with the core until x_i, on its own from then on.
pub fn member(case: &Case, i: usize, stay: &Stay, together: &Together) -> Course {
    let horizon = case.horizon();
    let (x, g) = (stay.exit, stay.build.go_live);
    let exited = x < horizon;
    // o_i: from when on i runs a system of its own.
    let o = if exited { x.max(g) } else { horizon };
    let p = case.of(i, "productivity");
    let a = case.of(i, "adaptation");
    // M_i: what it then keeps up, the core it took and its own.
    let taken = p * ((1.0 - a) * stay.inside * together.core.overrun_kept_up + stay.local);

    let leave = if exited { case.value("consortium.transition") * case.nominal_effort(i) } else { 0.0 };
    let transition = case.spread(leave, x, x + 1.0);
    let rate: Vec<f64> = case
        .years()
        .map(|t| {
            let local = p * stay.live(t) * together.code.stock[t][i];
            case.incident_rate() * (local + case.expose(t, taken, g, o, horizon))
        })
        .collect();
    let struck = incidents(&rate, case.of(i, "incident_quantile"));
    let instance = case.value("operations.instance");
    let own_part = 1.0 - case.value("operations.pooled");

    let mut effort = Vec::new();
    let mut expenses = Vec::new();
    let mut live = Vec::new();
    for t in case.years() {
        let (with_core, after) = (stay.live(t), ov(t, o, horizon));
        let operations = instance * (own_part * with_core + after);
        let running = together.code.effort[t][i] + case.run(t, taken, g, o, horizon) + operations;
        let fixing = case.value("security.fix") * struck.by_year[t];
        effort.push(stay.build.effort[t] + transition[t] + running + fixing);

        let mut hit = struck.by_year[t];
        if together.live.active[t] > 0.0 {
            hit += together.live.incidents.by_year[t] * with_core / together.live.active[t];
        }
        let by_population = case.operations_by_population(i) * (with_core + after);
        expenses.push(case.of(i, "incident_loss") * hit + by_population);
        live.push(with_core * together.worth[t] + after);
    }
    course(case, i, Parts { effort, expenses, live, go_live: g, incidents: struck.count })
}
