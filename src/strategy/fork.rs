//! Fork: the lead (else the first founder) builds, everyone else copies it and goes on alone (MODEL.md section 5).

use super::Context;
use super::alone::{Life, Lives};
use super::founding::{Coverage, first_founders, local_nominal};
use super::outcome::WayOutcome;
use super::time::Spread;
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};

/// Everyone but the first copies.
pub fn fork(
    context: &Context,
    firsts: &mut Vec<Mask>,
    coverage: &mut Coverage,
    lives: &mut Lives,
    outcome: &mut WayOutcome,
) {
    first_founders(context.scenario, context.inputs, firsts);
    coverage.compute(context, firsts);
    copy(context, firsts, coverage, lives);
    lives.live_through(context, outcome);
}

/// Administration i's own build and when it is live.
#[inline(always)]
fn original(context: &Context, i: usize) -> (Spread, Lanes) {
    context.nominal.own(i).build(context.inputs.member(i, Member::Joins), context.sunk(i))
}

/// The first one's build, and everyone else's copy.
#[inline(never)]
fn copy(context: &Context, firsts: &[Mask], coverage: &Coverage, lives: &mut Lives) {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let mut origin = Lanes::ZERO;
            for (i, first) in firsts.iter().enumerate() {
                origin += first.keep(original(context, i).1);
            }
            // What was not written for reuse is dearer to reuse.
            let reusing = (inputs.global(Global::Reusing) * inputs.global(Global::WritingForReuse)).min(Lanes::ONE);
            lives.lives.clear();
            for (i, &first) in firsts.iter().enumerate() {
                let own = context.nominal.own(i);
                let inside = context.effort.nominal(coverage.inside(context, i));
                let nominal = local_nominal(context, i, reusing, inside, own.function - inside);
                let start = inputs.member(i, Member::Joins).max(origin);
                let live = start + context.schedule.duration(nominal, own.stretch);
                let copy = Spread::new(nominal * inputs.member(i, Member::MemberOverrun), start, live);
                let (build, built) = original(context, i);
                let build = Spread::either(first, build, copy);
                lives.lives.push(Life::own(build, first, first.select(built, live), own.size));
            }
        },
    )
}
