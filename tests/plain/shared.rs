//! Section 4: the consortium put together, abandoned or not.

use super::case::Case;
use super::core::{Core, plan};
use super::independent::{Course, alone, money};
use super::leaving::{end_by_too_few, leaving_time};
use super::local_code::{LocalCode, Stay, local_code, stay};
use super::poisson::incidents;
use super::running::{LiveCore, live_core};

/// What a consortium of all administrations does, before anybody is billed.
pub struct Shared {
    pub core: Core,
    /// Build effort of the core, by year.
    pub build: Vec<f64>,
    /// Running and fixing effort of the core, by year.
    pub running: Vec<f64>,
    pub core_incidents: f64,
    /// x_i.
    pub exits: Vec<f64>,
    /// Whether i leaves before the core is due, be it past T: it takes no further part.
    pub left_early: Vec<bool>,
    /// What each administration does by itself.
    pub own: Vec<Course>,
    pub abandoned: bool,
    pub dissolved: bool,
}

impl Shared {
    /// Core effort of year t.
    pub fn core_effort(&self, t: usize) -> f64 {
        self.build[t] + self.running[t]
    }
}

/// Section 4 for the coalition of all administrations.
pub fn together(case: &Case) -> Shared {
    let core = plan(case);
    let leaving: Vec<f64> = case.administrations().map(|i| leaving_time(case, i, core.due)).collect();
    let left_early = leaving.iter().map(|&l| l < core.due).collect();
    let too_few = end_by_too_few(case, &leaving);

    let mut abandoned_at = f64::INFINITY;
    if case.value("consortium.cancelled") == 1.0 {
        abandoned_at = core.start + case.value("effort.sunk") * core.duration;
    }
    if too_few < core.due {
        abandoned_at = abandoned_at.min(too_few);
    }
    if abandoned_at < case.horizon() {
        abandoned(case, core, &leaving, left_early, abandoned_at)
    } else {
        live(case, core, &leaving, left_early, too_few)
    }
}

/// The core build is abandoned at t_a: every member goes on alone.
fn abandoned(case: &Case, core: Core, leaving: &[f64], left_early: Vec<bool>, t_a: f64) -> Shared {
    let build = if core.duration == 0.0 {
        vec![0.0; case.structure.horizon]
    } else {
        let yearly = core.build_effort / core.duration;
        case.spread(yearly * (t_a - core.start), core.start, t_a)
    };
    let exits: Vec<f64> = leaving.iter().map(|l| l.min(t_a)).collect();
    let from = |i: usize| case.of(i, "joins").max(exits[i]);
    Shared {
        own: case.administrations().map(|i| alone(case, i, from(i))).collect(),
        core,
        build,
        running: vec![0.0; case.structure.horizon],
        core_incidents: 0.0,
        exits,
        left_early,
        abandoned: true,
        dissolved: false,
    }
}

/// The core is built; the consortium lasts until its lifetime is over or too few remain.
fn live(case: &Case, core: Core, leaving: &[f64], left_early: Vec<bool>, too_few: f64) -> Shared {
    let end = too_few.min(core.due + case.value("consortium.lifetime"));
    let x_d = end.min(case.horizon());
    let stays: Vec<Option<Stay>> =
        case.administrations().map(|i| (!left_early[i]).then(|| stay(case, &core, i, leaving[i], end))).collect();
    let code = local_code(case, &core, &stays);
    let live = live_core(case, &core, &stays, &code, x_d);
    let mut own = Vec::new();
    let mut exits = Vec::new();
    for (i, stay) in stays.iter().enumerate() {
        match stay {
            Some(stay) => {
                own.push(member(case, i, stay, &code, &live));
                exits.push(stay.exit);
            }
            None => {
                own.push(alone(case, i, leaving[i]));
                exits.push(leaving[i]);
            }
        }
    }
    Shared {
        build: case.spread(core.build_effort, core.start, core.due),
        core,
        running: live.effort,
        core_incidents: live.incidents.count,
        exits,
        left_early,
        own,
        abandoned: false,
        dissolved: x_d < case.horizon(),
    }
}

/// What member i does by itself: local work, local code, and a system of its own after an exit.
fn member(case: &Case, i: usize, stay: &Stay, code: &LocalCode, live: &LiveCore) -> Course {
    let horizon = case.horizon();
    let n = case.nominal_effort(i);
    let loss = case.of(i, "incident_loss");
    let (x, g) = (stay.exit, stay.go_live);
    let exited = x < horizon;
    let o = x.max(g);

    let local_work = case.spread(stay.local_work, stay.begins, g);
    let leave = if exited { case.value("consortium.transition") * n } else { 0.0 };
    let transition = case.spread(leave, x, x + 1.0);
    let rate: Vec<f64> = case
        .years()
        .map(|t| {
            let local = case.of(i, "productivity") * stay.live(t) * code.stock[t][i];
            let own = if exited { case.expose(t, n, g, o, horizon) } else { 0.0 };
            case.incident_rate() * (local + own)
        })
        .collect();
    let struck = incidents(&rate, case.of(i, "incident_quantile"));

    let mut effort = Vec::new();
    let mut losses = Vec::new();
    for t in case.years() {
        let running = if exited { case.run(t, n, g, o, horizon) } else { 0.0 };
        let fixing = case.value("security.fix") * struck.by_year[t];
        effort.push(local_work[t] + code.effort[t][i] + transition[t] + running + fixing);
        let mut hit = struck.by_year[t];
        if live.active[t] > 0.0 {
            hit += live.incidents.by_year[t] * stay.live(t) / live.active[t];
        }
        losses.push(loss * hit);
    }
    Course { money: money(case, i, &effort, &losses, g), effort, go_live: g, incidents: struck.count }
}
