//! Buy: a vendor's product each (model.md section 5).

use super::Context;
use super::alone::{Life, Lines, Lives};
use super::build::Build;
use super::outcome::StrategyOutcome;
use super::time::{Ages, years};
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// What one administration takes from a vendor.
#[derive(Debug, Clone, Copy)]
pub struct Product {
    /// Setting it up, PM.
    pub setup: Lanes,
    /// The same as a share of an own system.
    pub share: Lanes,
    /// Size exposed to incidents, PM.
    pub exposed: Lanes,
    /// Changing it, PM a live year.
    pub changes: Lanes,
}

impl Product {
    /// Of administration i.
    #[inline(always)]
    pub fn of(context: &Context, i: usize) -> Product {
        let (inputs, size) = (context.inputs, context.nominal.own(i).size);
        let share = inputs.global(Global::BuyIntegration);
        Product {
            setup: share * size,
            share,
            exposed: inputs.global(Global::BuyExposure) * size,
            changes: inputs.global(Global::BuyCustomisation) * inputs.member(i, Member::Adaptation) * size,
        }
    }
}

/// The vendor's fees of one administration, year after year: they grow from year 0.
#[derive(Debug, Clone, Copy)]
pub struct Fees {
    /// Of the year at hand.
    pub fee: Lanes,
    growth: Lanes,
}

impl Fees {
    /// Of administration i, in year 0.
    #[inline(always)]
    pub fn of(context: &Context, i: usize) -> Fees {
        let inputs = context.inputs;
        let people = inputs.global(Global::BuyFeePerPerson) * context.population(i);
        Fees { fee: inputs.global(Global::BuyFee) + people, growth: inputs.global(Global::BuyEscalation) + 1.0 }
    }

    /// On to the next year.
    #[inline(always)]
    pub fn next(&mut self) {
        self.fee = self.fee * self.growth;
    }
}

/// Everyone in a block buys.
pub fn buy(
    context: &Context,
    block: Range<usize>,
    lives: &mut Lives,
    lines: &mut Lines,
    outcome: &mut StrategyOutcome,
) {
    set_up(context, block.clone(), lives);
    lives.live_through(context, block.clone(), lines, outcome);
    pay_fees(context, block, lives, outcome);
}

/// Setting the product up.
#[inline(never)]
fn set_up(context: &Context, block: Range<usize>, lives: &mut Lives) {
    vectorised(
        #[inline(always)]
        || {
            lives.lives.clear();
            for i in block {
                let product = Product::of(context, i);
                let build: Build =
                    context.terms.builds.build(&context.nominal.own(i).builder, product.setup, product.share);
                let (build, live) = build.from(context.inputs.member(i, Member::Joins));
                lives.lives.push(Life {
                    build,
                    builds: Mask::NONE,
                    live,
                    kept_up: Lanes::ZERO,
                    exposed: product.exposed,
                    changes: product.changes,
                    operated: false,
                });
            }
        },
    )
}

/// Fees of the live part of each year.
#[inline(never)]
fn pay_fees(context: &Context, block: Range<usize>, lives: &Lives, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            for (i, life) in block.zip(&lives.lives) {
                let mut fees = Fees::of(context, i);
                let paying = years(life.live, context.terms.end, context.horizon());
                for t in 0..context.horizon() {
                    if t >= paying.start {
                        let paid = fees.fee * Ages::in_year(t, life.live).span;
                        outcome.year_cost[t] += paid;
                        outcome.members[i].cost += context.discount.money.factors[t] * paid;
                    }
                    fees.next();
                }
            }
        },
    )
}
