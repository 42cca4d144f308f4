//! The quantities that are summarised, from a batch's outcome (model.md section 7).
//!
//! [`measure`] names and computes each quantity in one place: run once without values it lists the columns, run
//! on a batch it fills them, always in the same order.

mod quantity;

pub use quantity::{
    ConsortiumQuantity, GroupQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity, YearQuantity,
};

use super::compare::{Account, break_even_and_peak, equal_service, equal_service_of_all, fees_cover, saved};
use crate::effort::Phase;
use crate::lanes::Lanes;
use crate::scenario::Strategy;
use crate::strategy::{FeesOutcome, Outcome, StrategyOutcome};
use std::ops::Range;

/// Takes the quantities of a batch, one after another, always in the same order.
pub trait Sink {
    /// Takes one.
    fn put(&mut self, quantity: Quantity, value: Lanes);
}

/// Lists the names.
#[derive(Debug, Default)]
pub struct Names(pub Vec<Quantity>);

impl Sink for Names {
    fn put(&mut self, quantity: Quantity, _: Lanes) {
        self.0.push(quantity);
    }
}

/// What is asked for beside the totals of strategies, savings and differences, which are always measured: the rest is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// By year.
    pub years: bool,
    /// Of the consortium.
    pub consortium: bool,
    /// Of founders and joiners.
    pub groups: bool,
    /// Of each administration.
    pub members: bool,
}

impl Parts {
    /// All.
    pub const ALL: Parts = Parts { years: true, consortium: true, groups: true, members: true };

    /// What some quantities need.
    pub fn of(quantities: &[Quantity]) -> Parts {
        let any = |is: fn(&Quantity) -> bool| quantities.iter().any(is);
        Parts {
            years: any(|quantity| matches!(quantity, Quantity::Year(..))),
            consortium: any(|quantity| matches!(quantity, Quantity::Consortium(_))),
            groups: any(|quantity| matches!(quantity, Quantity::Group(..))),
            members: any(|quantity| quantity.is_of_member()),
        }
    }
}

/// Names every quantity and gives its value in a batch: what concerns all, then each administration's.
#[inline(always)]
pub fn measure(outcome: &Outcome, discount: &[Lanes], parts: Parts, sink: &mut impl Sink) {
    measure_totals(outcome, discount, parts, sink);
    if parts.members {
        measure_members(outcome, 0..outcome.shared.founders.len(), sink);
    }
}

/// Of each administration: as many quantities as [`per_member`] says.
#[inline(always)]
pub fn measure_members(outcome: &Outcome, members: Range<usize>, sink: &mut impl Sink) {
    let [(_, independent), (_, shared), ..] = &outcome.strategies[..] else { return };
    for i in members {
        let alone = &independent.members[i];
        for (strategy, result) in &outcome.strategies {
            let member = &result.members[i];
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::Cost), member.cost);
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::EqualService), equal_service(alone, member));
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::Effort), member.effort);
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::GoLive), if_ever(member.live));
        }
        let sharing = &shared.members[i];
        let equal = equal_service(alone, sharing);
        sink.put(Quantity::MemberSaving(i), saved(alone.cost, equal));
        sink.put(Quantity::MemberCashSaving(i), saved(alone.cost, sharing.cost));
        sink.put(Quantity::MemberSavingUnfunded(i), saved(alone.cost, equal + sharing.funding));
        sink.put(Quantity::MemberEffortSaving(i), saved(alone.effort, sharing.effort));
    }
}

/// Quantities of each administration.
pub fn per_member(outcome: &Outcome) -> usize {
    4 * outcome.strategies.len() + 4
}

/// A time; no number where it never comes.
#[inline(always)]
fn if_ever(time: Lanes) -> Lanes {
    time.lt(Lanes::splat(f64::INFINITY)).select(time, Lanes::splat(f64::NAN))
}

/// Of what concerns all administrations together.
#[inline(always)]
pub fn measure_totals(outcome: &Outcome, discount: &[Lanes], parts: Parts, sink: &mut impl Sink) {
    let [(_, independent), (_, shared), ..] = &outcome.strategies[..] else { return };
    for (strategy, result) in &outcome.strategies {
        measure_strategy(*strategy, independent, result, discount, sink);
        if parts.years {
            measure_years(*strategy, result, discount, sink);
        }
    }
    let undefined = Lanes::splat(f64::NAN);
    let equal = equal_service_of_all(independent, shared);
    let abandoned = outcome.shared.abandoned;
    for (strategy, other) in outcome.strategies.iter().filter(|(strategy, _)| *strategy != Strategy::Shared) {
        let share = |saved: Lanes, whole: Lanes| whole.gt(Lanes::ZERO).select(saved / whole, undefined);
        let whole = equal_service_of_all(independent, other);
        let (cost, effort) = (saved(whole, equal), saved(other.effort, shared.effort));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Cost), cost);
        sink.put(Quantity::Saving(*strategy, SavingQuantity::CostShare), share(cost, whole));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Cash), saved(other.cost, shared.cost));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Delivered), abandoned.select(undefined, cost));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Abandoned), abandoned.select(cost, undefined));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Effort), effort);
        sink.put(Quantity::Saving(*strategy, SavingQuantity::EffortShare), share(effort, other.effort));
    }
    for (one, other) in pairs(outcome) {
        let [a, b] = [one, other].map(|k| equal_service_of_all(independent, &outcome.strategies[k].1));
        let names = (outcome.strategies[one].0, outcome.strategies[other].0);
        sink.put(Quantity::Difference(names.0, names.1), saved(a, b));
    }
    if parts.consortium {
        measure_consortium(outcome, independent, shared, discount, sink);
    }
    if parts.groups {
        measure_groups(outcome, independent, shared, sink);
    }
}

/// Pairs of strategies other than shared, by index.
#[inline(always)]
fn pairs(outcome: &Outcome) -> impl Iterator<Item = (usize, usize)> + use<> {
    let count = outcome.strategies.len();
    let others = move |from: usize| (from..count).filter(|&k| k != 1);
    others(0).flat_map(move |one| others(one + 1).map(move |other| (one, other)))
}

#[inline(always)]
fn measure_strategy(
    strategy: Strategy,
    independent: &StrategyOutcome,
    result: &StrategyOutcome,
    discount: &[Lanes],
    sink: &mut impl Sink,
) {
    let end = Lanes::splat(discount.len() as f64);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Cost), result.cost);
    let equal = equal_service_of_all(independent, result);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::EqualService), equal);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Effort), result.effort);
    for phase in Phase::ALL {
        sink.put(Quantity::Strategy(strategy, StrategyQuantity::Phase(phase)), result.phases[phase as usize]);
    }
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::GoLive), if_ever(result.go_live));
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Wait), if_ever(result.wait));
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::NotLive), result.last_live.ge(end).number());
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::LiveYears), result.live_years);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Incidents), result.incidents);
}

#[inline(always)]
fn measure_years(strategy: Strategy, result: &StrategyOutcome, discount: &[Lanes], sink: &mut impl Sink) {
    let mut cumulative = Lanes::ZERO;
    for (t, &v) in discount.iter().enumerate() {
        cumulative += v * result.year_cost[t];
        sink.put(Quantity::Year(t, strategy, YearQuantity::Cost), result.year_cost[t]);
        sink.put(Quantity::Year(t, strategy, YearQuantity::Effort), result.year_effort[t]);
        sink.put(Quantity::Year(t, strategy, YearQuantity::CumulativeCost), cumulative);
    }
}

#[inline(always)]
fn measure_consortium(
    outcome: &Outcome,
    independent: &StrategyOutcome,
    shared: &StrategyOutcome,
    discount: &[Lanes],
    sink: &mut impl Sink,
) {
    let (break_even, _) = break_even_and_peak(independent, shared, discount, Account::EqualService);
    let (cash_break_even, peak) = break_even_and_peak(independent, shared, discount, Account::Cash);
    let consortium = &outcome.shared;
    let undefined = Lanes::splat(f64::NAN);
    let delivered = !consortium.abandoned;
    let at_end = consortium.members_at_end;
    let values = [
        (ConsortiumQuantity::Funding, consortium.funding),
        (ConsortiumQuantity::BreakEven, break_even),
        (ConsortiumQuantity::CashBreakEven, cash_break_even),
        (ConsortiumQuantity::PeakExtraOutlay, peak),
        (ConsortiumQuantity::MembersAtEnd, at_end),
        (ConsortiumQuantity::MembersAtEndDelivered, delivered.select(at_end, undefined)),
        (ConsortiumQuantity::MembersAtEndLasting, (delivered & !consortium.dissolved).select(at_end, undefined)),
        (ConsortiumQuantity::Abandoned, consortium.abandoned.number()),
        (ConsortiumQuantity::Dissolved, consortium.dissolved.number()),
        (ConsortiumQuantity::LiveYearsLost, independent.live_years - shared.live_years),
    ];
    for (quantity, value) in values {
        sink.put(Quantity::Consortium(quantity), value);
    }
    if let Some(FeesOutcome { yearly: owed, entry }) = consortium.fees {
        let cover = fees_cover(owed, consortium.pot);
        sink.put(Quantity::Consortium(ConsortiumQuantity::FeesOwed), owed);
        sink.put(Quantity::Consortium(ConsortiumQuantity::FeesOfEntry), entry);
        sink.put(Quantity::Consortium(ConsortiumQuantity::FeesLeftOver), owed - consortium.pot);
        sink.put(Quantity::Consortium(ConsortiumQuantity::FeesCover), cover);
    }
}

#[inline(always)]
fn measure_groups(outcome: &Outcome, independent: &StrategyOutcome, shared: &StrategyOutcome, sink: &mut impl Sink) {
    let mut groups = [[Lanes::ZERO; 4]; 2];
    for (i, &founder) in outcome.shared.founders.iter().enumerate() {
        let (alone_cost, shared_cost) = (independent.members[i].cost, shared.members[i].cost);
        let equal = equal_service(&independent.members[i], &shared.members[i]);
        for ([members, alone, sharing, at_equal], within) in groups.iter_mut().zip([founder, !founder]) {
            *members += within.number();
            *alone += within.keep(alone_cost);
            *sharing += within.keep(shared_cost);
            *at_equal += within.keep(equal);
        }
    }
    for ([members, alone, sharing, equal], founding) in groups.into_iter().zip([true, false]) {
        sink.put(Quantity::Group(founding, GroupQuantity::Members), members);
        sink.put(Quantity::Group(founding, GroupQuantity::Independent), alone);
        sink.put(Quantity::Group(founding, GroupQuantity::Shared), sharing);
        sink.put(Quantity::Group(founding, GroupQuantity::Saving), saved(alone, equal));
    }
}
