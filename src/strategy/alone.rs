//! Independent: administration i from start s (MODEL.md section 3), and the life of any system run alone.

use super::outcome::{MemberOutcome, WayOutcome};
use super::time::{Ages, Spread};
use super::{Context, poisson};
use crate::lanes::{Lanes, Mask};
use crate::results::Phase;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::MemberEvent;

/// A build of one's own.
#[derive(Debug, Clone, Copy)]
pub struct Build {
    /// Its effort; a build that was abandoned and restarted goes on at the same yearly rate.
    pub effort: Spread,
    /// When the system is live.
    pub live: Lanes,
}

/// Administration i builds its own system from a start.
#[inline(always)]
pub fn build(context: &Context, i: usize, start: Lanes) -> Build {
    let own = context.nominal.own(i);
    let sunk = context.inputs.global(Global::Sunk) * context.inputs.member_event(i, MemberEvent::Cancelled);
    let live = start + sunk * own.duration + own.duration;
    Build { effort: Spread::new(own.effort * (sunk + Lanes::ONE), start, live), live }
}

/// A system that an administration keeps to itself.
pub struct Life {
    /// The effort to get it.
    pub build: Spread,
    /// Where that is building one's own rather than adapting another's.
    pub builds: Mask,
    /// When it is live.
    pub live: Lanes,
    /// Size to be kept up, PM; 0 where somebody else does.
    pub kept_up: Lanes,
    /// Size exposed to incidents, PM.
    pub exposed: Lanes,
    /// Money a live year in year 0, and its growth factor a year.
    pub fee: (Lanes, Lanes),
    /// Further effort a live year, PM.
    pub changes: Lanes,
}

impl Life {
    /// A system built and run alone, with nothing to pay to others.
    #[inline(always)]
    pub fn own(build: Spread, builds: Mask, live: Lanes, size: Lanes) -> Life {
        let fee = (Lanes::ZERO, Lanes::ONE);
        Life { build, builds, live, kept_up: size, exposed: size, fee, changes: Lanes::ZERO }
    }
}

/// Adds the whole life of administration i's system to a way's outcome.
#[inline(always)]
pub fn live_through(context: &Context, i: usize, life: &Life, outcome: &mut WayOutcome) {
    let inputs = context.inputs;
    let (m, e, end, live) = (context.maintenance, context.enhancement, context.end, life.live);
    let (joins, legacy) = (inputs.member(i, Member::Joins), inputs.member(i, Member::LegacyCost));
    let (wage, loss) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::IncidentLoss));
    let fix = inputs.global(Global::Fix);

    // The whole exposure in closed form: incidents are counted first, then spread over the years as it.
    let age = (end - live).max(Lanes::ZERO);
    let exposure = age + e * age * age * 0.5;
    let mean = context.incident_rate * life.exposed * exposure;
    let incidents = poisson::quantile(mean, inputs.member_event(i, MemberEvent::IncidentQuantile));
    let each = incidents / exposure.gt(Lanes::ZERO).select(exposure, Lanes::ONE);

    let mut member = MemberOutcome { cost: Lanes::ZERO, effort: Lanes::ZERO, live };
    let mut fee = life.fee.0;
    for (t, &v) in context.discount.iter().enumerate() {
        let ages = Ages::in_year(t, live, live, end);
        let building = life.build.in_year(t);
        let running = life.kept_up * ages.run(m, e) + life.changes * ages.span();
        let hits = each * ages.expose(e);
        let effort = building + running + fix * hits;
        let until_live = Ages::in_year(t, joins, joins, live.min(end));
        let money = wage * effort + loss * hits + fee * ages.span() + legacy * until_live.expose(e);
        outcome.year_cost[t] += money;
        outcome.year_effort[t] += effort;
        outcome.add_phase(Phase::Build, life.builds.keep(building));
        outcome.add_phase(Phase::Adaptation, (!life.builds).keep(building));
        outcome.add_phase(Phase::Running, running);
        outcome.add_phase(Phase::Security, fix * hits);
        member.cost += v * money;
        member.effort += effort;
        fee = fee * life.fee.1;
    }
    outcome.incidents += incidents;
    outcome.members[i] = member;
}

/// Everyone builds alone.
#[inline(always)]
pub fn independent(context: &Context, outcome: &mut WayOutcome) {
    for i in 0..context.scenario.administrations.len() {
        let own = build(context, i, context.inputs.member(i, Member::Joins));
        let life = Life::own(own.effort, !Mask::NONE, own.live, context.nominal.own(i).size);
        live_through(context, i, &life, outcome);
    }
}
