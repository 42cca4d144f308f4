//! Keep: nothing new, the systems that there are stay to the end (model.md section 5).

use super::Context;
use super::alone::{Line, Lines};
use super::outcome::{MemberOutcome, StrategyOutcome};
use super::time::years;
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::Member;
use std::ops::Range;

/// Everyone in a block keeps what it has: no effort, no live year, legacy from when it needs the system.
#[inline(never)]
pub fn keep(context: &Context, block: Range<usize>, lines: &mut Lines, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            let e = context.terms.enhancement;
            for i in block {
                let (joins, legacy) =
                    (context.inputs.member(i, Member::Joins), context.inputs.member(i, Member::LegacyCost));
                let (slope, mut spent, mut cost) = (legacy * e, Lanes::ZERO, Lanes::ZERO);
                let settling = years(joins, joins, context.horizon());
                for t in settling.clone() {
                    let age = (Lanes::splat((t + 1) as f64) - joins).max(Lanes::ZERO);
                    let money = age * (legacy + slope * 0.5 * age);
                    outcome.year_cost[t] += money - spent;
                    cost += context.discount.money.factors[t] * (money - spent);
                    spent = money;
                }
                if settling.end < context.horizon() {
                    let age = Lanes::splat(settling.end as f64 + 0.5) - joins;
                    let other = legacy + slope * age;
                    lines.add(settling.end, &Line { other, other_slope: slope, ..Line::default() });
                    cost += context.discount.money.growing(settling.end, other, slope);
                }
                let never = Lanes::splat(f64::INFINITY);
                outcome.note_live(joins, never);
                outcome.members[i] = MemberOutcome { cost, live: never, ..MemberOutcome::NONE };
            }
        },
    )
}
