//! The quantities that are summarised, from a batch's outcome (model.md section 7).
//!
//! [`measure`] names and computes each quantity in one place: run once without values it lists the columns, run
//! on a batch it fills them, always in the same order.

use crate::effort::Phase;
use crate::lanes::{Lanes, Mask};
use crate::scenario::Strategy;
use crate::strategy::{FeesOutcome, Outcome, StrategyOutcome};
use std::ops::Range;

/// A quantity of one replication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Of a strategy, all administrations together.
    Strategy(Strategy, StrategyQuantity),
    /// Another strategy minus shared.
    Saving(Strategy, SavingQuantity),
    /// Of the consortium.
    Consortium(ConsortiumQuantity),
    /// Of founders (true) or joiners.
    Group(bool, GroupQuantity),
    /// Of an administration by a strategy.
    Member(usize, Strategy, MemberQuantity),
    /// Present value that sharing saves an administration against building alone, after funding.
    MemberSaving(usize),
    /// Effort that sharing saves it.
    MemberEffortSaving(usize),
    /// Of a year by a strategy.
    Year(usize, Strategy, YearQuantity),
}

/// Quantities of a strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StrategyQuantity {
    Cost,
    Effort,
    Phase(Phase),
    GoLive,
    LiveYears,
    Incidents,
}

/// Quantities of a saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SavingQuantity {
    Cost,
    CostShare,
    Effort,
    EffortShare,
}

/// Quantities of the consortium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ConsortiumQuantity {
    Funding,
    BreakEven,
    PeakExtraOutlay,
    MembersAtEnd,
    Abandoned,
    Dissolved,
    LiveYearsLost,
    FeesOwed,
    FeesOfEntry,
    FeesLeftOver,
    FeesCover,
}

/// Quantities of founders or joiners together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum GroupQuantity {
    Members,
    Independent,
    Shared,
    Saving,
}

/// Quantities of an administration by a strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum MemberQuantity {
    Cost,
    Effort,
    GoLive,
}

/// Quantities of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum YearQuantity {
    Cost,
    Effort,
    CumulativeCost,
}

impl Quantity {
    /// Whether a replication may have no value, written as a number that is none.
    pub fn may_be_undefined(self) -> bool {
        matches!(
            self,
            Quantity::Consortium(ConsortiumQuantity::BreakEven | ConsortiumQuantity::FeesCover)
                | Quantity::Saving(_, SavingQuantity::CostShare | SavingQuantity::EffortShare)
        )
    }

    /// Whether it counts something.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Quantity::Strategy(_, StrategyQuantity::Incidents)
                | Quantity::Group(_, GroupQuantity::Members)
                | Quantity::Consortium(
                    ConsortiumQuantity::BreakEven
                        | ConsortiumQuantity::MembersAtEnd
                        | ConsortiumQuantity::Abandoned
                        | ConsortiumQuantity::Dissolved
                )
        )
    }

    /// Whether high values are the bad ones.
    pub fn high_is_bad(self) -> bool {
        !matches!(
            self,
            Quantity::Saving(..)
                | Quantity::MemberSaving(_)
                | Quantity::MemberEffortSaving(_)
                | Quantity::Group(_, GroupQuantity::Saving)
                | Quantity::Strategy(_, StrategyQuantity::LiveYears)
                | Quantity::Consortium(
                    ConsortiumQuantity::MembersAtEnd
                        | ConsortiumQuantity::Funding
                        | ConsortiumQuantity::FeesOwed
                        | ConsortiumQuantity::FeesOfEntry
                        | ConsortiumQuantity::FeesLeftOver
                        | ConsortiumQuantity::FeesCover
                )
        )
    }
}

/// Takes the quantities of a batch, one after another, always in the same order.
pub trait Sink {
    /// Takes one.
    fn put(&mut self, quantity: Quantity, value: Lanes);
}

/// Names every quantity and gives its value in a batch: what concerns all, then each administration's.
#[inline(always)]
pub fn measure(outcome: &Outcome, discount: &[Lanes], sink: &mut impl Sink) {
    measure_totals(outcome, discount, sink);
    measure_members(outcome, 0..outcome.shared.founders.len(), sink);
}

/// Of each administration: as many quantities as [`per_member`] says.
#[inline(always)]
pub fn measure_members(outcome: &Outcome, members: Range<usize>, sink: &mut impl Sink) {
    let [(_, independent), (_, shared), ..] = &outcome.strategies[..] else { return };
    for i in members {
        for (strategy, result) in &outcome.strategies {
            let member = &result.members[i];
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::Cost), member.cost);
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::Effort), member.effort);
            sink.put(Quantity::Member(i, *strategy, MemberQuantity::GoLive), member.live);
        }
        let (alone, sharing) = (&independent.members[i], &shared.members[i]);
        sink.put(Quantity::MemberSaving(i), saved(alone.cost, sharing.cost));
        sink.put(Quantity::MemberEffortSaving(i), saved(alone.effort, sharing.effort));
    }
}

/// Quantities of each administration.
pub fn per_member(outcome: &Outcome) -> usize {
    3 * outcome.strategies.len() + 2
}

/// Of what concerns all administrations together.
#[inline(always)]
pub fn measure_totals(outcome: &Outcome, discount: &[Lanes], sink: &mut impl Sink) {
    for (strategy, result) in &outcome.strategies {
        measure_strategy(*strategy, result, discount, sink);
    }
    let [(_, independent), (_, shared), ..] = &outcome.strategies[..] else { return };
    for (strategy, other) in outcome.strategies.iter().filter(|(strategy, _)| *strategy != Strategy::Shared) {
        let undefined = Lanes::splat(f64::NAN);
        let share = |saved: Lanes, whole: Lanes| whole.gt(Lanes::ZERO).select(saved / whole, undefined);
        let (cost, effort) = (saved(other.cost, shared.cost), saved(other.effort, shared.effort));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Cost), cost);
        sink.put(Quantity::Saving(*strategy, SavingQuantity::CostShare), share(cost, other.cost));
        sink.put(Quantity::Saving(*strategy, SavingQuantity::Effort), effort);
        sink.put(Quantity::Saving(*strategy, SavingQuantity::EffortShare), share(effort, other.effort));
    }
    measure_consortium(outcome, independent, shared, discount, sink);
    measure_groups(outcome, independent, shared, sink);
}

#[inline(always)]
fn measure_strategy(strategy: Strategy, result: &StrategyOutcome, discount: &[Lanes], sink: &mut impl Sink) {
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Cost), result.cost);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Effort), result.effort);
    for phase in Phase::ALL {
        sink.put(Quantity::Strategy(strategy, StrategyQuantity::Phase(phase)), result.phases[phase as usize]);
    }
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::GoLive), result.go_live);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::LiveYears), result.live_years);
    sink.put(Quantity::Strategy(strategy, StrategyQuantity::Incidents), result.incidents);
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
    let (break_even, peak) = break_even_and_peak(independent, shared, discount);
    let consortium = &outcome.shared;
    let values = [
        (ConsortiumQuantity::Funding, consortium.funding),
        (ConsortiumQuantity::BreakEven, break_even),
        (ConsortiumQuantity::PeakExtraOutlay, peak),
        (ConsortiumQuantity::MembersAtEnd, consortium.members_at_end),
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

/// By what factor the yearly fees of a schedule, as they are written, cover the pots: no number where there is as good
/// as nothing to cover.
#[inline(always)]
pub fn fees_cover(owed: Lanes, pot: Lanes) -> Lanes {
    pot.gt(owed * NOISE).select(owed / pot, Lanes::splat(f64::NAN))
}

/// Sums that differ by less, relatively, are equal: they differ by the order of their terms alone.
const NOISE: f64 = 1e-12;

/// What one sum saves against another: 0, and not a trace of rounding, where they are equal. A member whom the core's
/// failure leaves as it was must not count as better off.
#[inline(always)]
fn saved(against: Lanes, sharing: Lanes) -> Lanes {
    let difference = against - sharing;
    let size = difference.max(Lanes::ZERO - difference);
    size.gt(against * NOISE).keep(difference)
}

/// The first year from which cumulative discounted shared cost stays at or below independent to the horizon's
/// end (no number if there is none), and the largest cumulative excess of shared over independent.
#[inline(always)]
pub fn break_even_and_peak(
    independent: &StrategyOutcome,
    shared: &StrategyOutcome,
    discount: &[Lanes],
) -> (Lanes, Lanes) {
    let (mut alone, mut sharing) = (Lanes::ZERO, Lanes::ZERO);
    let (mut since, mut peak, mut dearer) = (Lanes::ZERO, Lanes::ZERO, Mask::NONE);
    for (t, &v) in discount.iter().enumerate() {
        alone += v * independent.year_cost[t];
        sharing += v * shared.year_cost[t];
        dearer = (sharing - alone).gt(alone * NOISE);
        since = dearer.select(Lanes::splat((t + 1) as f64), since);
        peak = peak.max(sharing - alone);
    }
    (dearer.select(Lanes::splat(f64::NAN), since), peak)
}

#[inline(always)]
fn measure_groups(outcome: &Outcome, independent: &StrategyOutcome, shared: &StrategyOutcome, sink: &mut impl Sink) {
    let mut groups = [[Lanes::ZERO; 3]; 2];
    for (i, &founder) in outcome.shared.founders.iter().enumerate() {
        let costs = (independent.members[i].cost, shared.members[i].cost);
        for ([members, alone, sharing], within) in groups.iter_mut().zip([founder, !founder]) {
            *members += within.number();
            *alone += within.keep(costs.0);
            *sharing += within.keep(costs.1);
        }
    }
    for ([members, alone, sharing], founding) in groups.into_iter().zip([true, false]) {
        sink.put(Quantity::Group(founding, GroupQuantity::Members), members);
        sink.put(Quantity::Group(founding, GroupQuantity::Independent), alone);
        sink.put(Quantity::Group(founding, GroupQuantity::Shared), sharing);
        sink.put(Quantity::Group(founding, GroupQuantity::Saving), saved(alone, sharing));
    }
}
