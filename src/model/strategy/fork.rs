//! Fork: the lead (else the first founder) builds, everyone else copies it and goes on alone (model.md section 5).

use super::Context;
use super::alone::{Life, Lines, Lives};
use super::build::share;
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
    /// What is kept up of it, for a unit of what was planned.
    carried: Lanes,
}

impl Original {
    /// Who is the first, what that covers, and when it is live.
    pub fn found(&mut self, context: &Context) {
        first_founders(context.scenario, context.inputs, &mut self.firsts);
        self.coverage.compute(context, &self.firsts);
        self.build(context);
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

    /// The first one's own build.
    #[inline(never)]
    fn build(&mut self, context: &Context) {
        vectorised(
            #[inline(always)]
            || {
                (self.live, self.carried) = (Lanes::ZERO, Lanes::ZERO);
                for (i, first) in self.firsts.iter().enumerate().filter(|(_, first)| first.any()) {
                    let own = Own::of(context.scenario, context.inputs, context.terms, i);
                    let (_, live) = own.build.from(context.inputs.member(i, Member::Joins));
                    self.live += first.keep(live);
                    self.carried += first.keep(own.build.carried);
                }
            },
        )
    }

    /// The first one's system, and everyone else's copy.
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
                    let adaptation = inputs.member(i, Member::Adaptation);
                    let nominal = local_nominal(context, i, reusing, inside, outside);
                    let copy = context.terms.builds.build(&own.builder, nominal, share(nominal, own.size));
                    let taken = (Lanes::ONE - adaptation) * inside * self.carried;
                    let added = (adaptation * inside + outside) * copy.carried;
                    let kept_up = inputs.member(i, Member::Productivity) * (taken + added);
                    let joins = inputs.member(i, Member::Joins);
                    let original = Life::own(&own.build, joins, first, own.kept_up);
                    let copy = Life::own(&copy, joins.max(self.live), first, kept_up);
                    let kept_up = first.select(original.kept_up, copy.kept_up);
                    lives.lives.push(Life {
                        build: Spread::either(first, original.build, copy.build),
                        live: first.select(original.live, copy.live),
                        kept_up,
                        exposed: kept_up,
                        ..copy
                    });
                }
            },
        )
    }
}
