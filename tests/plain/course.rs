//! What one administration does, pays and gets by itself, whichever way it goes.

use super::case::{Case, ov};

/// An administration's own course, by year.
pub struct Course {
    /// Own effort in person-months.
    pub effort: Vec<f64>,
    /// Own money, before discounting.
    pub money: Vec<f64>,
    /// The part of the year in which it is live, times what a community adds to its worth.
    pub live: Vec<f64>,
    /// g_i; infinite if it never goes live.
    pub go_live: f64,
    /// The incidents of its own code.
    pub incidents: f64,
}

/// What goes into a course, by year, before it is priced.
pub struct Parts {
    /// Own effort in person-months.
    pub effort: Vec<f64>,
    /// Money beside labour, legacy and roll-out: losses, fees, operations by population.
    pub expenses: Vec<f64>,
    /// As in [`Course`].
    pub live: Vec<f64>,
    /// g_i.
    pub go_live: f64,
    /// As in [`Course`].
    pub incidents: f64,
}

/// The course of i: w_i(t)·effort, the expenses, legacy from j_i to go-live, and roll-out at go-live.
pub fn course(case: &Case, i: usize, parts: Parts) -> Course {
    let Parts { effort, expenses, live, go_live, incidents } = parts;
    let rollout = |t: usize| if t as f64 == go_live.floor() { case.of(i, "rollout_cost") } else { 0.0 };
    let in_year = |t: usize| case.wage(i, t) * effort[t] + expenses[t] + case.legacy(i, t, go_live) + rollout(t);
    let money = case.years().map(in_year).collect();
    Course { effort, money, live, go_live, incidents }
}

impl Course {
    /// Own effort over the horizon.
    pub fn total_effort(&self) -> f64 {
        self.effort.iter().sum()
    }

    /// Adds the time that member i takes for steering until x_i: π·β_it.
    pub fn take_part(&mut self, case: &Case, i: usize, x: f64) {
        for t in case.years() {
            let participation = case.value("consortium.participation") * ov(t, case.of(i, "joins"), x);
            self.effort[t] += participation;
            self.money[t] += case.wage(i, t) * participation;
        }
    }
}

impl Case<'_> {
    /// w_i(t).
    pub fn wage(&self, i: usize, t: usize) -> f64 {
        self.of(i, "labour_rate") * self.wages(t)
    }

    /// What i pays in year t for the system it had, from j_i to `end`.
    pub fn legacy(&self, i: usize, t: usize, end: f64) -> f64 {
        let j = self.of(i, "joins");
        self.expose(t, self.of(i, "legacy_cost"), j, j, end)
    }

    /// o_p·population_i: operations of a live year by population.
    pub fn operations_by_population(&self, i: usize) -> f64 {
        self.value("operations.per_person") * self.structure.administrations[i].population
    }
}
