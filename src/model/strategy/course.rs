//! What one member of the consortium does by itself, whatever the others do (model.md section 4): its local work, or a
//! build of its own; leaving, and running alone from then on; what its old system costs until go-live.

use super::Context;
use super::core_year::CoreYear;
use super::founding::{Coverage, local_nominal};
use super::membership::Part;
use super::outcome::StrategyOutcome;
use super::time::{Ages, Spread, years};
use crate::effort::Phase;
use crate::lanes::{LANES, Lanes, greater, lesser};
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// How one member's own system goes: local work on the core, or a build of its own.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Its own build or its local work.
    pub work: Spread,
    /// When its system is live.
    pub live: Lanes,
    /// x_i where it runs with the core until then, 0 where it never does.
    pub with_core_until: Lanes,
    /// From when it runs a system of its own, and how old that is then; infinite and 0 if never.
    pub own_from: Lanes,
    pub own_age: Lanes,
    /// Effort to leave.
    pub leaving: Spread,
    /// a_i·F_i^in + F_i^out: local code at go-live, before productivity.
    pub local: Lanes,
}

impl Course {
    /// What a member builds, from when it runs what.
    #[inline(always)]
    pub fn new(context: &Context, i: usize, part: &Part, coverage: &Coverage) -> Course {
        let inputs = context.inputs;
        let own = context.nominal.own(i);
        let (inside, outside) = coverage.split(context, i);
        let (build, built) = own.build(part.joins.max(part.ends), context.sunk(i));
        let nominal = local_nominal(context, i, inputs.global(Global::Reusing), inside, outside);
        let adapted = part.ready + context.terms.schedule.duration(nominal, own.stretch);
        let work = Spread::new(nominal * inputs.member(i, Member::MemberOverrun), part.ready, adapted);
        let live = part.alone.select(built, adapted);
        let leaves = part.ends.lt(context.terms.end) & !part.alone;
        let never = Lanes::splat(f64::INFINITY);
        let alone_from = part.ends.max(live);
        let transition = leaves.keep(inputs.global(Global::Transition) * own.size);
        Course {
            work: Spread::either(part.alone, build, work),
            live,
            with_core_until: (!part.alone).keep(part.ends),
            own_from: part.alone.select(live, leaves.select(alone_from, never)),
            own_age: leaves.keep(alone_from - live),
            leaving: Spread::over_a_year(transition, leaves.select(part.ends, never)),
            local: inputs.member(i, Member::Adaptation) * inside + outside,
        }
    }
}

/// Adds work, leaving, running alone and the old system of member i to the outcome, and what it exposes by itself to
/// `exposed`, a year each, where there are incidents.
#[inline(always)]
pub fn live_apart(
    context: &Context,
    i: usize,
    part: &Part,
    course: &Course,
    exposed: &mut [Lanes],
    outcome: &mut StrategyOutcome,
) {
    let (inputs, horizon) = (context.inputs, context.horizon());
    let (m, e, end) = (context.terms.maintenance, context.terms.enhancement, context.terms.end);
    let (wage, legacy) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::LegacyCost));
    let size = context.nominal.own(i).size;
    let mut cost = Lanes::ZERO;

    // What there was from the start until the end of a year, of which each year is a difference.
    let (begins, ends) = course.work.ends();
    let (until_live, half_legacy) = (course.live - part.joins, legacy * e * 0.5);
    let (mut spent, mut worked) = (Lanes::ZERO, Lanes::ZERO);
    for t in years(part.joins.min(begins), course.live.max(ends), horizon) {
        let until = Lanes::splat((t + 1) as f64);
        let waited = (until - part.joins).max(Lanes::ZERO).min(until_live);
        let work = course.work.before(until);
        let money = wage * work + waited * (legacy + half_legacy * waited);
        let year = money - spent;
        outcome.year_effort[t] += work - worked;
        outcome.year_cost[t] += year;
        cost += context.discount.factors[t] * year;
        (spent, worked) = (money, work);
    }
    let (leaves, _) = course.leaving.ends();
    let (half_exposed, half_run) = (size * e * 0.5, size * m * e * 0.5);
    let (first_exposed, first_run) = (size + size * e * course.own_age, size * (m + e + m * e * course.own_age));
    let (mut value, mut worked, mut shown) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
    let apart = years(leaves.min(course.own_from), end, horizon);
    if !context.terms.calm {
        exposed[..apart.start].fill(Lanes::ZERO);
        exposed[apart.end..].fill(Lanes::ZERO);
    }
    for t in apart {
        let until = Lanes::splat((t + 1) as f64);
        let age = (until - course.own_from).max(Lanes::ZERO);
        let work = age * (first_run + half_run * age) + course.leaving.before(until);
        let effort = work - worked;
        worked = work;
        if !context.terms.calm {
            let exposure = age * (first_exposed + half_exposed * age);
            exposed[t] = exposure - shown;
            shown = exposure;
        }
        outcome.year_effort[t] += effort;
        outcome.year_cost[t] += wage * effort;
        value += context.discount.factors[t] * effort;
    }
    cost += wage * value;

    let working = course.work.before(end);
    let running = size * Ages::whole(course.own_from, course.own_age, end).run(m, e);
    let leaving = course.leaving.before(end);
    outcome.add_phase(Phase::Build, part.alone.keep(working));
    outcome.add_phase(Phase::Adaptation, (!part.alone).keep(working));
    outcome.add_phase(Phase::Running, running);
    outcome.add_phase(Phase::Leaving, leaving);
    outcome.members[i].cost += cost;
    outcome.members[i].effort += working + running + leaving;
}

/// Adds a member's presence in the running core to its years, of which some may be those of its stay.
#[inline(always)]
pub fn take_part(part: &Part, stay: Range<usize>, core: &mut [CoreYear]) {
    let from = part.alone.select(Lanes::splat(f64::INFINITY), part.ready);
    // A time that goes on by adding keeps the compiler from taking several years at once, which gathers and scatters.
    let mut start = stay.start as f64;
    for year in &mut core[stay] {
        for l in 0..LANES {
            let left = lesser(part.ends.0[l], start + 1.0) - greater(from.0[l], start);
            year.members.0[l] += greater(left, 0.0);
        }
        start += 1.0;
    }
}
