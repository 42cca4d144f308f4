//! Buy: a vendor's product each (model.md section 5).

use super::Context;
use super::alone::{Life, Lines, Lives};
use super::nominal::Own;
use super::outcome::StrategyOutcome;
use super::time::{Ages, Spread, years};
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

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
            let inputs = context.inputs;
            lives.lives.clear();
            for i in block {
                let &Own { size, stretch, .. } = context.nominal.own(i);
                let joins = inputs.member(i, Member::Joins);
                let setup = inputs.global(Global::BuyIntegration) * size;
                let live = joins + context.terms.schedule.duration(setup, stretch);
                lives.lives.push(Life {
                    build: Spread::new(setup * inputs.member(i, Member::MemberOverrun), joins, live),
                    builds: Mask::NONE,
                    live,
                    kept_up: Lanes::ZERO,
                    exposed: inputs.global(Global::BuyExposure) * size,
                    changes: inputs.global(Global::BuyCustomisation) * inputs.member(i, Member::Adaptation) * size,
                });
            }
        },
    )
}

/// Fees of the live part of each year, which grow from year 0.
#[inline(never)]
fn pay_fees(context: &Context, block: Range<usize>, lives: &Lives, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let growth = inputs.global(Global::BuyEscalation) + 1.0;
            for (i, life) in block.zip(&lives.lives) {
                let inhabitants = context.scenario.administrations[i].population.unwrap_or(0.0);
                let live = life.live;
                let mut fee = inputs.global(Global::BuyFee) + inputs.global(Global::BuyFeePerPerson) * inhabitants;
                let paying = years(live, context.terms.end, context.horizon());
                for t in 0..context.horizon() {
                    if t >= paying.start {
                        let paid = fee * Ages::in_year(t, live).span;
                        outcome.year_cost[t] += paid;
                        outcome.members[i].cost += context.discount.factors[t] * paid;
                    }
                    fee = fee * growth;
                }
            }
        },
    )
}
