//! Section 3: an administration on its own.

use super::build::{Build, build, build_like_part};
use super::case::{Case, ov};
use super::course::{Course, Parts, course};
use super::poisson::incidents;

/// Section 3 for administration i from its arrival at j_i.
pub fn from_arrival(case: &Case, i: usize) -> Course {
    alone(case, i, case.of(i, "joins"))
}

/// Section 3 for administration i from start s; the legacy is paid from j_i.
pub fn alone(case: &Case, i: usize, s: f64) -> Course {
    let n = case.nominal_effort(i);
    let build = build(case, i, n, s);
    let kept_up = n * case.kept_up(build.overrun);
    own_system(case, i, build, kept_up)
}

/// Section 3 from s for who can use a share of an abandoned core: only the build is smaller. What is kept up, and how
/// often the build is abandoned, is that of the whole system.
pub fn alone_with_salvage(case: &Case, i: usize, s: f64, share: f64) -> Course {
    let n = case.nominal_effort(i);
    let build = build_like_part(case, i, n * (1.0 - share).max(0.0), 1.0, s);
    let kept_up = n * case.kept_up(case.overrun_of(case.of(i, "overrun"), n));
    own_system(case, i, build, kept_up)
}

/// A system of i's own from its build to the end, with `kept_up` person-months of code.
pub fn own_system(case: &Case, i: usize, build: Build, kept_up: f64) -> Course {
    let (g, end) = (build.go_live, case.horizon());
    let rate: Vec<f64> = case.years().map(|t| case.incident_rate() * case.expose(t, kept_up, g, g, end)).collect();
    let struck = incidents(&rate, case.of(i, "incident_quantile"));
    let live: Vec<f64> = case.years().map(|t| ov(t, g, end)).collect();

    let mut effort = Vec::new();
    let mut expenses = Vec::new();
    for t in case.years() {
        let running = case.run(t, kept_up, g, g, end) + case.value("operations.instance") * live[t];
        effort.push(build.effort[t] + running + case.value("security.fix") * struck.by_year[t]);
        let losses = case.of(i, "incident_loss") * struck.by_year[t];
        expenses.push(losses + case.operations_by_population(i) * live[t]);
    }
    course(case, i, Parts { effort, expenses, live, go_live: g, incidents: struck.count })
}
