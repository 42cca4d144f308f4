//! Section 3: an administration on its own.

use super::case::Case;
use super::poisson::incidents;

/// What one administration does, loses and pays by itself, by year.
pub struct Course {
    /// Own effort in person-months.
    pub effort: Vec<f64>,
    /// Money: w_i·effort + losses + legacy.
    pub money: Vec<f64>,
    /// g_i.
    pub go_live: f64,
    /// The incidents of its own code.
    pub incidents: f64,
}

impl Course {
    /// Own effort over the horizon.
    pub fn total_effort(&self) -> f64 {
        self.effort.iter().sum()
    }
}

/// Section 3 for administration i from start s; the legacy is paid from j_i.
pub fn alone(case: &Case, i: usize, s: f64) -> Course {
    let sigma = case.value("effort.sunk");
    let n = case.nominal_effort(i);
    let o = case.of(i, "overrun");
    let e = n * o;
    let d = case.duration(n, o);
    let abandoned = case.of(i, "cancelled") == 1.0;
    let restart = if abandoned { s + sigma * d } else { s };
    let g = restart + d;

    let sunk = if abandoned { sigma * e } else { 0.0 };
    let lost_build = case.spread(sunk, s, restart);
    let build = case.spread(e, restart, g);
    let rate: Vec<f64> = case.years().map(|t| case.incident_rate() * case.expose(t, n, g, g, case.horizon())).collect();
    let struck = incidents(&rate, case.of(i, "incident_quantile"));

    let mut effort = Vec::new();
    let mut losses = Vec::new();
    for t in case.years() {
        let running = case.run(t, n, g, g, case.horizon());
        let fixing = case.value("security.fix") * struck.by_year[t];
        effort.push(lost_build[t] + build[t] + running + fixing);
        losses.push(case.of(i, "incident_loss") * struck.by_year[t]);
    }
    Course { money: money(case, i, &effort, &losses, g), effort, go_live: g, incidents: struck.count }
}

/// Money in year t, before discounting: w_i·effort + losses + legacy until go-live at g.
pub fn money(case: &Case, i: usize, effort: &[f64], losses: &[f64], g: f64) -> Vec<f64> {
    let w = case.of(i, "labour_rate");
    let j = case.of(i, "joins");
    let legacy = |t| case.expose(t, case.of(i, "legacy_cost"), j, j, g);
    let in_year = |t: usize| w * effort[t] + losses[t] + legacy(t);
    case.years().map(in_year).collect()
}
