//! Fills the ledger of a strategy, where one is kept: the sections of model.md once more, year by year for each
//! administration, from what the strategy has left in its buffers.
//!
//! What a strategy adds up as it goes has closed forms over years or members; here nothing is added up. That both come to
//! the same is held by `tests/ledger.rs`. Local code beside the core and buy-ins, of which nothing is left, are entered
//! where they are worked out.

use super::Context;
use super::alone::Lives;
use super::buffers::Buffers;
use super::buy::{Fees, Product};
use super::course::Course;
use super::founding::Core;
use super::ledger::Ledger;
use super::membership::Part;
use super::outcome::MemberOutcome;
use super::time::{Ages, overlap};
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// Systems that the administrations of a block have to themselves (model.md section 3).
#[inline(never)]
pub fn lives(context: &Context, block: Range<usize>, lives: &Lives, ledger: &mut Ledger) {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let (m, e) = (context.terms.maintenance, context.terms.enhancement);
            for (place, i) in block.enumerate() {
                let (life, incidents, exposure) = (&lives.lives[place], lives.incidents[place], lives.exposures[place]);
                let (wage, joins) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::Joins));
                let none = (Lanes::ZERO, Lanes::ZERO);
                let (duty, served) = if life.operated { context.operations(i) } else { none };
                let each = incidents / exposure.gt(Lanes::ZERO).select(exposure, Lanes::ONE);
                let (fix, loss) = (inputs.global(Global::Fix), inputs.member(i, Member::IncidentLoss));
                for (t, entry) in ledger.of_mut(i).iter_mut().enumerate() {
                    let ages = Ages::in_year(t, life.live);
                    let hits = each * ages.expose(e);
                    entry.build(wage, life.build.in_year(t));
                    entry.run(wage, life.kept_up * ages.run(m, e) + (life.changes + duty) * ages.span + fix * hits);
                    entry.run_other += served * ages.span + loss * hits;
                }
                old_system(context, i, joins, life.live, ledger);
            }
        },
    )
}

/// The vendor's fees of a block (section 5).
#[inline(never)]
pub fn fees(context: &Context, block: Range<usize>, lives: &Lives, ledger: &mut Ledger) {
    for (i, life) in block.zip(&lives.lives) {
        let mut fees = Fees::of(context, i);
        for (t, entry) in ledger.of_mut(i).iter_mut().enumerate() {
            entry.run_other += fees.fee * Ages::in_year(t, life.live).span;
            fees.next();
        }
    }
}

/// A block that keeps what it has (section 5).
#[inline(never)]
pub fn kept(context: &Context, block: Range<usize>, ledger: &mut Ledger) {
    for i in block {
        old_system(context, i, context.inputs.member(i, Member::Joins), Lanes::splat(f64::INFINITY), ledger);
    }
}

/// The old system until go-live, and the roll-out of the new one.
#[inline(always)]
fn old_system(context: &Context, i: usize, joins: Lanes, live: Lanes, ledger: &mut Ledger) {
    let (legacy, e) = (context.inputs.member(i, Member::LegacyCost), context.terms.enhancement);
    let rollout = context.rollout(i, live);
    for (t, entry) in ledger.of_mut(i).iter_mut().enumerate() {
        entry.run_other += legacy * Ages::in_year_until(t, joins, live).expose(e);
        entry.build_other += rollout.in_year(t);
    }
}

/// What the members of a block do whatever the others do (section 4).
#[inline(never)]
pub fn apart(context: &Context, block: Range<usize>, parts: &[(Part, Course)], ledger: &mut Ledger) {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let (m, e) = (context.terms.maintenance, context.terms.enhancement);
            let participation = inputs.global(Global::Participation);
            for (i, (part, course)) in block.zip(parts) {
                let wage = inputs.member(i, Member::LabourRate);
                let (duty, served) = context.operations(i);
                let (duty, served) = ((!course.buys).keep(duty), (!course.buys).keep(served));
                let bought = course.buys.keep(Product::of(context, i).changes);
                let aged = course.kept_up * m * e;
                let first = course.kept_up * (m + e) + aged * course.own_age + duty + bought;
                let mut fees = Fees::of(context, i);
                for (t, entry) in ledger.of_mut(i).iter_mut().enumerate() {
                    let ages = Ages::in_year(t, course.own_from);
                    entry.build(wage, course.work.in_year(t) + course.leaving.in_year(t));
                    entry.run(wage, first * ages.span + aged * ages.moment);
                    entry.run(wage, participation * overlap(t, part.joins, part.ends));
                    entry.run_other += served * ages.span;
                    if course.buys.any() {
                        entry.run_other += course.buys.keep(fees.fee * Ages::in_year(t, course.live).span);
                        fees.next();
                    }
                }
                old_system(context, i, part.joins, course.live, ledger);
            }
        },
    )
}

/// Members' incidents, their own and those of the core: `hits` for each that was expected of it.
#[inline(never)]
pub fn incidents(context: &Context, hits: Lanes, buffers: &Buffers, members: &[MemberOutcome], ledger: &mut Ledger) {
    if context.terms.calm {
        return;
    }
    let (inputs, horizon) = (context.inputs, context.horizon());
    for (i, member) in members.iter().enumerate() {
        let (wage, loss) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::IncidentLoss));
        let total = buffers.exposures[i].total;
        let each = buffers.incidents[i] / total.gt(Lanes::ZERO).select(total, Lanes::ONE);
        for (t, entry) in ledger.of_mut(i).iter_mut().enumerate() {
            let year = &buffers.years[t];
            let of_core = hits * year.incidents / year.active.gt(Lanes::ZERO).select(year.active, Lanes::ONE);
            let own = each * buffers.exposed[i * horizon + t];
            entry.run(wage, inputs.global(Global::Fix) * own);
            entry.run_other += loss * (own + of_core * buffers.code.members[i].with_core_in(t, member.live));
        }
    }
}

/// What each member is billed of the core.
#[inline(never)]
pub fn bills(context: &Context, core: &Core, buffers: &Buffers, ledger: &mut Ledger) {
    let total = buffers.weights.iter().fold(Lanes::ZERO, |sum, &weight| sum + weight);
    let (weighty, count) = (total.gt(Lanes::ZERO), Lanes::splat(buffers.stays.len() as f64));
    for (t, year) in buffers.years.iter().enumerate() {
        let (building, wages) = (year.setup + year.building, context.discount.wages[t]);
        let present = || buffers.stays.iter().fold(Lanes::ZERO, |sum, stay| sum + overlap(t, stay.joins, stay.ends));
        // Where nobody there weighs anything, all who are there count the same; with nobody there, all by their weight.
        let weighs = year.weighted.gt(Lanes::ZERO);
        let present = if weighs.all() { Lanes::ONE } else { present() };
        let somebody = present.gt(Lanes::ZERO);
        let sum = somebody.select(present, weighty.select(total, count));
        for (i, stay) in buffers.stays.iter().enumerate() {
            let share = match &context.scenario.cost_sharing.fixed {
                Some(shares) => Lanes::splat(shares[i]),
                None => {
                    let (there, weight) = (overlap(t, stay.joins, stay.ends), buffers.weights[i]);
                    let bare = somebody.select(there, weighty.select(weight, Lanes::ONE)) / sum;
                    weighs.select(weight * there / weighs.select(year.weighted, Lanes::ONE), bare)
                }
            };
            let entry = ledger.at(i, t);
            entry.build(core.labour_rate, building * share);
            entry.run(core.labour_rate, (year.effort - building) * share);
            entry.funded += year.funded / wages * share;
        }
    }
}
