//! What one member of the consortium does by itself, whatever the others do (MODEL.md section 4): its local work, or a
//! build of its own; leaving, and running alone from then on; what its old system costs until go-live.

use super::Context;
use super::founding::{Coverage, local_nominal};
use super::membership::Part;
use super::outcome::WayOutcome;
use super::running::CoreYear;
use super::time::{Ages, Spread, overlap, years};
use crate::lanes::Lanes;
use crate::results::Phase;
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
        let inside = context.terms.effort.nominal(coverage.inside(context, i));
        let outside = own.function - inside;
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
    outcome: &mut WayOutcome,
) {
    let (inputs, horizon) = (context.inputs, context.horizon());
    let (m, e, end) = (context.terms.maintenance, context.terms.enhancement, context.terms.end);
    let (wage, legacy) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::LegacyCost));
    let size = context.nominal.own(i).size;
    let mut cost = Lanes::ZERO;

    let (begins, ends) = course.work.ends();
    for t in years(part.joins.min(begins), course.live.max(ends), horizon) {
        let working = course.work.in_year(t);
        let until_live = Ages::in_year_until(t, part.joins, course.live).expose(e);
        let money = wage * working + legacy * until_live;
        outcome.year_effort[t] += working;
        outcome.year_cost[t] += money;
        cost += context.discount.factors[t] * money;
    }
    let (leaves, _) = course.leaving.ends();
    for t in years(leaves.min(course.own_from), end, horizon) {
        let ages = Ages::in_year_from(t, course.own_from, course.own_age);
        let effort = size * ages.run(m, e) + course.leaving.in_year(t);
        let money = wage * effort;
        if !context.terms.calm {
            exposed[t] = size * ages.expose(e);
        }
        outcome.year_effort[t] += effort;
        outcome.year_cost[t] += money;
        cost += context.discount.factors[t] * money;
    }

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
    for t in stay {
        core[t].members += overlap(t, from, part.ends);
    }
}
