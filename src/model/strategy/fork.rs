//! Fork: the lead (else the first founder) builds, everyone else copies it and goes on alone (model.md section 5).

use super::Context;
use super::alone::{Life, Lines, Lives};
use super::founding::{Coverage, first_founders, local_nominal};
use super::nominal::Own;
use super::outcome::StrategyOutcome;
use super::time::Spread;
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// The first one, whose system the others copy.
#[derive(Debug, Default)]
pub struct Original {
    firsts: Vec<Mask>,
    coverage: Coverage,
    /// When it is live.
    live: Lanes,
}

impl Original {
    /// Who is the first, what that covers, and when it is live.
    pub fn found(&mut self, context: &Context) {
        first_founders(context.scenario, context.inputs, &mut self.firsts);
        self.coverage.compute(context, &self.firsts);
        self.live = go_live(context, &self.firsts);
    }

    /// Everyone in a block but the first copies.
    pub fn fork(
        &self,
        context: &Context,
        block: Range<usize>,
        lives: &mut Lives,
        lines: &mut Lines,
        outcome: &mut StrategyOutcome,
    ) {
        self.copy(context, block.clone(), lives);
        lives.live_through(context, block, lines, outcome);
    }

    /// The first one's build, and everyone else's copy.
    #[inline(never)]
    fn copy(&self, context: &Context, block: Range<usize>, lives: &mut Lives) {
        vectorised(
            #[inline(always)]
            || {
                let inputs = context.inputs;
                // What was not written for reuse is dearer to reuse.
                let reusing = (inputs.global(Global::Reusing) * inputs.global(Global::WritingForReuse)).min(Lanes::ONE);
                lives.lives.clear();
                for i in block {
                    let (first, own) = (self.firsts[i], context.nominal.own(i));
                    let (inside, outside) = self.coverage.split(context, i);
                    let nominal = local_nominal(context, i, reusing, inside, outside);
                    let start = inputs.member(i, Member::Joins).max(self.live);
                    let live = start + context.terms.schedule.duration(nominal, own.stretch);
                    let copy = Spread::new(nominal * inputs.member(i, Member::MemberOverrun), start, live);
                    let (build, built) = own.build(inputs.member(i, Member::Joins), context.sunk(i));
                    let build = Spread::either(first, build, copy);
                    lives.lives.push(Life::own(build, first, first.select(built, live), own.size));
                }
            },
        )
    }
}

/// When the first one's own build is live.
#[inline(never)]
fn go_live(context: &Context, firsts: &[Mask]) -> Lanes {
    vectorised(
        #[inline(always)]
        || {
            let mut origin = Lanes::ZERO;
            for (i, first) in firsts.iter().enumerate().filter(|(_, first)| first.any()) {
                let own = Own::of(context.scenario, context.inputs, context.terms, i);
                let (_, live) = own.build(context.inputs.member(i, Member::Joins), context.sunk(i));
                origin += first.keep(live);
            }
            origin
        },
    )
}
