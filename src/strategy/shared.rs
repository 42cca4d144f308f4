//! Shared: coalition C builds one core and adapts it (MODEL.md section 4).
//!
//! First who founds the core, what it takes, who stays how long; then the years in order, without incidents,
//! which change nothing but cost; then incidents, money and bills.

use super::alone;
use super::founding::{Coordination, Core, Coverage, Networks, founders, local_nominal};
use super::membership::{Exits, Stay, membership};
use super::outcome::{MemberOutcome, SharedOutcome, WayOutcome};
use super::running::{CoreYear, MemberYear, run_years};
use super::time::Spread;
use super::{Context, billing};
use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};

/// Buffers used again from batch to batch.
#[derive(Debug, Default)]
pub struct Buffers {
    pub(super) coverage: Coverage,
    exits: Exits,
    pub(super) stays: Vec<Stay>,
    pub(super) courses: Vec<Course>,
    /// Row t, column i.
    pub(super) member_years: Vec<MemberYear>,
    pub(super) core_years: Vec<CoreYear>,
    /// Pot_t
    pub(super) pot: Vec<Lanes>,
    /// W_i
    pub(super) weights: Vec<Lanes>,
    /// Local incidents of i a unit of its exposure.
    pub(super) hits: Vec<Lanes>,
    /// β_it of the year at hand.
    pub(super) bases: Vec<Lanes>,
}

/// How one member's own system goes: local work on the core, or a build of its own.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Its own build or its local work.
    pub work: Spread,
    /// When its system is live.
    pub live: Lanes,
    /// x_i where it runs with the core until then, 0 where it never does.
    pub with_core_until: Lanes,
    /// From when it runs a system of its own; infinite if never.
    pub own_from: Lanes,
    /// Effort to leave.
    pub transition: Spread,
    /// a_i·F_i^in + F_i^out: local code at go-live, before productivity.
    pub local: Lanes,
}

/// Everyone shares.
#[inline(always)]
pub fn shared(
    context: &Context,
    networks: &Networks,
    independent: &WayOutcome,
    buffers: &mut Buffers,
    outcome: &mut WayOutcome,
    consortium: &mut SharedOutcome,
) {
    let start = founders(context.inputs, &mut consortium.founders);
    buffers.coverage.compute(context, &consortium.founders);
    let k = Coordination::new(context);
    let core = Core::found(context, networks, &consortium.founders, start, &buffers.coverage, k);
    let fate = membership(context, &core, &mut buffers.stays, &mut buffers.exits);
    buffers.courses.clear();
    for (i, stay) in buffers.stays.iter().enumerate() {
        buffers.courses.push(course(context, i, stay, &buffers.coverage));
    }
    run_years(context, k, networks.of_members(), &core, &fate, buffers);
    for (i, course) in buffers.courses.iter().enumerate() {
        outcome.members[i] = MemberOutcome { cost: Lanes::ZERO, effort: Lanes::ZERO, live: course.live };
    }
    let ended = fate.ends.lt(context.end);
    consortium.abandoned = fate.abandoned;
    consortium.dissolved = ended & !fate.abandoned;
    consortium.members_at_end = members_at_end(context, &buffers.stays);
    billing::settle(context, &core, independent, buffers, outcome, consortium);
}

/// Members whose stay reaches the end of the horizon; those who had left before the core was due are not counted.
#[inline(always)]
fn members_at_end(context: &Context, stays: &[Stay]) -> Lanes {
    stays.iter().fold(Lanes::ZERO, |count, stay| {
        let there = stay.ends.ge(context.end) & stay.joins.lt(context.end) & !stay.alone;
        count + there.number()
    })
}

/// What a member builds, from when it runs what.
#[inline(always)]
fn course(context: &Context, i: usize, stay: &Stay, coverage: &Coverage) -> Course {
    let inputs = context.inputs;
    let own = context.nominal.own(i);
    let inside = context.effort.nominal(coverage.inside(context, i));
    let outside = own.function - inside;
    let alone = alone::build(context, i, stay.joins.max(stay.ends));
    let nominal = local_nominal(context, i, inputs.global(Global::Reusing), inside, outside);
    let adapted = stay.ready + context.schedule.duration(nominal, own.stretch);
    let work = Spread::new(nominal * inputs.member(i, Member::MemberOverrun), stay.ready, adapted);
    let live = stay.alone.select(alone.live, adapted);
    let leaves = stay.ends.lt(context.end) & !stay.alone;
    let never = Lanes::splat(f64::INFINITY);
    let transition = leaves.keep(inputs.global(Global::Transition) * own.size);
    let leaving = leaves.keep(stay.ends);
    Course {
        work: Spread::either(stay.alone, alone.effort, work),
        live,
        with_core_until: (!stay.alone).keep(stay.ends),
        own_from: stay.alone.select(live, leaves.select(stay.ends.max(live), never)),
        transition: Spread::new(transition, leaving, leaving + Lanes::ONE),
        local: inputs.member(i, Member::Adaptation) * inside + outside,
    }
}

impl Buffers {
    /// Room for a coverage, which forks use too.
    pub(super) fn coverage(&mut self) -> &mut Coverage {
        &mut self.coverage
    }

    /// What year t holds of every member.
    #[inline(always)]
    pub(super) fn year(&self, t: usize) -> &[MemberYear] {
        let n = self.stays.len();
        &self.member_years[t * n..(t + 1) * n]
    }
}
