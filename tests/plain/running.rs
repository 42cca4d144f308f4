//! Section 4, the live core: outside adopters, running effort and core incidents.

use super::case::{Case, ov};
use super::core::{Core, coordination, networked_pairs};
use super::local_code::{LocalCode, Stay, present};
use super::poisson::{Incidents, incidents};

/// The live core, by year.
pub struct LiveCore {
    /// A_t: the part of the year in which the core is active.
    pub active: Vec<f64>,
    /// X_t: outside adopters at the start of the year.
    pub adopters: Vec<f64>,
    /// Running effort, pooled operations and the fixing of incidents.
    pub effort: Vec<f64>,
    pub incidents: Incidents,
}

/// The core from g_c to its end at x_d.
pub fn live_core(case: &Case, core: &Core, stays: &[Option<Stay>], code: &LocalCode, x_d: f64) -> LiveCore {
    let active: Vec<f64> = case.years().map(|t| ov(t, core.due, x_d)).collect();
    let adopters = adopters(case, &active);
    let everyone: Vec<usize> = case.administrations().collect();
    let h = networked_pairs(case, &everyone);
    let chi = case.value("community.contributors");
    let eta = case.value("security.eyes");
    let m = case.value("running.maintenance");
    let e = case.value("running.enhancement");

    let mut running = vec![0.0; case.structure.horizon];
    let mut rate = vec![0.0; case.structure.horizon];
    for t in case.years().filter(|&t| active[t] > 0.0) {
        let a = active[t];
        let in_core: f64 = present(stays).map(|(_, i)| ov(t, i.begins, i.exit)).sum();
        let exposed = case.expose(t, core.size, core.due, core.due, x_d) + code.upstreamed[t] * a;
        let k = coordination(case, in_core / a, h);
        let upkeep = m * k * exposed;
        let growth = e * k * core.size * a;
        let support = case.value("consortium.support") * in_core;
        let contributions = a * adopters[t] * chi * case.value("community.contribution");
        let relief = upkeep.min((1.0 - case.value("community.triage")) * contributions);
        let operations = case.value("operations.pooled") * case.value("operations.instance") * a;
        running[t] = upkeep + growth + support - relief + operations;
        let eyes = (in_core / a + chi * adopters[t]).max(1.0);
        rate[t] = case.incident_rate() * exposed * eyes.powf(-eta);
    }
    let struck = incidents(&rate, case.value("consortium.incident_quantile"));
    let fix = case.value("security.fix");
    let effort = case.years().map(|t| running[t] + fix * struck.by_year[t]).collect();
    LiveCore { active, adopters, effort, incidents: struck }
}

/// X_t: outside adopters at the start of each year, by Bass diffusion while the core is active.
fn adopters(case: &Case, active: &[f64]) -> Vec<f64> {
    let market = case.value("community.market");
    if market == 0.0 || case.structure.closed_licence {
        return vec![0.0; active.len()];
    }
    let p = case.value("community.innovation");
    let q = case.value("community.imitation");
    let mut x = 0.0;
    let mut at_start = Vec::new();
    for a in active {
        at_start.push(x);
        x = market.min(x + a * (p + q * x / market) * (market - x));
    }
    at_start
}
