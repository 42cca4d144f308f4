//! Section 4: the consortium put together, abandoned or not.

use super::case::Case;
use super::core::{Core, plan};
use super::course::Course;
use super::fallback::after_abandonment;
use super::independent::{alone, from_arrival};
use super::leaving::{end_by_too_few, leaving_time};
use super::local_code::{Stay, local_code, stay};
use super::member::{Together, member, worth};
use super::running::live_core;

/// What a consortium of all administrations does, before anybody is billed.
pub struct Shared {
    pub core: Core,
    /// Set-up and build effort of the core, by year.
    pub build: Vec<f64>,
    /// Running effort, pooled operations and fixing of the core, by year.
    pub running: Vec<f64>,
    pub core_incidents: f64,
    /// x_i.
    pub exits: Vec<f64>,
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
    let leaving: Vec<f64> = case.administrations().map(|i| leaving_time(case, &core, i)).collect();
    let too_few = end_by_too_few(case, &leaving);

    let mut abandoned_at = f64::INFINITY;
    if case.value("consortium.cancel_quantile") < case.value("consortium.cancellation") {
        abandoned_at = core.build_start + case.value("effort.sunk") * core.duration;
    }
    if too_few < core.due {
        abandoned_at = abandoned_at.min(too_few);
    }
    let mut shared = if abandoned_at < case.horizon() {
        abandoned(case, core, &leaving, abandoned_at)
    } else {
        live(case, core, &leaving, too_few)
    };
    for (i, own) in shared.own.iter_mut().enumerate() {
        own.take_part(case, i, shared.exits[i]);
    }
    shared
}

/// The core build is abandoned at t_a: every member follows its fallback.
fn abandoned(case: &Case, core: Core, leaving: &[f64], t_a: f64) -> Shared {
    Shared {
        own: case.administrations().map(|i| after_abandonment(case, &core, i, leaving[i], t_a)).collect(),
        build: core.effort_before(case, t_a),
        core,
        running: vec![0.0; case.structure.horizon],
        core_incidents: 0.0,
        exits: leaving.iter().map(|l| l.min(t_a)).collect(),
        abandoned: true,
        dissolved: false,
    }
}

/// The core is built; the consortium lasts until its lifetime is over or too few remain.
fn live(case: &Case, core: Core, leaving: &[f64], too_few: f64) -> Shared {
    let end = too_few.min(core.due + case.value("consortium.lifetime"));
    let x_d = end.min(case.horizon());
    // Closed code is not there for who arrives after the end.
    let finds_nothing = |i: usize| case.structure.closed_licence && case.of(i, "joins") >= end;
    let has_core = |i: usize| leaving[i] >= core.due && !finds_nothing(i);
    let stay_of = |i: usize| has_core(i).then(|| stay(case, &core, i, leaving[i], end));
    let stays: Vec<Option<Stay>> = case.administrations().map(stay_of).collect();
    let code = local_code(case, &core, &stays);
    let live = live_core(case, &core, &stays, &code, x_d);
    let together = Together { core: &core, code: &code, live: &live, worth: worth(case, &stays, &live.adopters) };
    let mut own = Vec::new();
    let mut exits = Vec::new();
    for (i, stay) in stays.iter().enumerate() {
        let (course, exit) = match stay {
            Some(stay) => (member(case, i, stay, &together), stay.exit),
            None if finds_nothing(i) => (from_arrival(case, i), case.of(i, "joins")),
            None => (alone(case, i, leaving[i]), leaving[i]),
        };
        own.push(course);
        exits.push(exit);
    }
    Shared {
        build: core.planned_effort(case),
        core,
        running: live.effort,
        core_incidents: live.incidents.count,
        exits,
        own,
        abandoned: false,
        dissolved: x_d < case.horizon(),
    }
}
