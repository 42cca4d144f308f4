//! Fork: the lead (else the first founder) builds, everyone else copies it and goes on alone (MODEL.md section 5).

use super::Context;
use super::alone::{self, Life, live_through};
use super::founding::{Coverage, first_founders, local_nominal};
use super::outcome::WayOutcome;
use super::time::Spread;
use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};

/// Everyone but the first copies.
#[inline(always)]
pub fn fork(context: &Context, coverage: &mut Coverage, outcome: &mut WayOutcome) {
    let inputs = context.inputs;
    let firsts = first_founders(context.scenario, inputs);
    coverage.compute(context, &firsts);
    let origin = firsts.iter().enumerate().fold(Lanes::ZERO, |live, (i, first)| {
        live + first.keep(alone::build(context, i, inputs.member(i, Member::Joins)).live)
    });
    // What was not written for reuse is dearer to reuse.
    let reusing = (inputs.global(Global::Reusing) * inputs.global(Global::WritingForReuse)).min(Lanes::ONE);
    for (i, &first) in firsts.iter().enumerate() {
        let (own, joins) = (context.nominal.own(i), inputs.member(i, Member::Joins));
        let inside = context.effort.nominal(coverage.inside(context, i));
        let nominal = local_nominal(context, i, reusing, inside, own.function - inside);
        let start = joins.max(origin);
        let live = start + context.schedule.duration(nominal, own.stretch);
        let copy = Spread::new(nominal * inputs.member(i, Member::MemberOverrun), start, live);
        let original = alone::build(context, i, joins);
        let build = Spread::either(first, original.effort, copy);
        let life = Life::own(build, first, first.select(original.live, live), own.size);
        live_through(context, i, &life, outcome);
    }
}
