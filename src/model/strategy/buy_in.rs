//! Buy-in: joiners pay a share of what those before them have paid, to those of them still in (model.md section 4, last part);
//! by a schedule of fees, the entry fee of their class in place of that share.
//!
//! What a joiner owes depends on who was in when it joined, so members who join at the same time are one wave: the sums
//! over the others are taken once for it, and only over those who may have been in by then. Cost: waves × members.

use super::Context;
use super::core_year::CoreYear;
use super::ledger::Ledger;
use super::membership::Stay;
use super::outcome::{SharedOutcome, StrategyOutcome};
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};

/// Members who join at the same time in every replication.
#[derive(Debug)]
struct Wave {
    members: Vec<usize>,
    /// How many of the members, by their earliest time of joining, may have joined by then.
    candidates: usize,
}

/// Who joins with whom and after whom, as far as the scenario tells.
#[derive(Debug)]
pub struct Waves {
    waves: Vec<Wave>,
    /// Members in the order of their earliest time of joining.
    order: Vec<usize>,
    /// Σ_{s<t} Pot_s, for t from 0 to the horizon.
    paid: Vec<Lanes>,
}

impl Waves {
    /// Of a scenario; waves of founders alone are left out.
    pub fn new(scenario: &Scenario) -> Waves {
        let bounds = |i: usize| match scenario.source(Row::Member(i, Member::Joins)) {
            Source::Drawn(distribution) => distribution.bounds(),
            Source::Common(_) | Source::Derived => (0.0, f64::INFINITY),
        };
        let mut order: Vec<usize> = (0..scenario.administrations.len()).collect();
        order.sort_by(|&a, &b| bounds(a).0.total_cmp(&bounds(b).0));
        let first = order.first().map_or(0.0, |&i| bounds(i).0);
        let mut waves: Vec<Wave> = Vec::new();
        let mut certain = None;
        for &i in &order {
            let (low, high) = bounds(i);
            match waves.last_mut() {
                Some(wave) if low == high && certain == Some(low) => wave.members.push(i),
                _ => {
                    let candidates = order.partition_point(|&k| bounds(k).0 <= high);
                    waves.push(Wave { members: vec![i], candidates });
                    certain = (low == high).then_some(low);
                }
            }
        }
        waves.retain(|wave| wave.members.iter().any(|&i| bounds(i).1 > first + super::founding::FOUNDING_YEARS));
        Waves { waves, order, paid: vec![Lanes::ZERO; scenario.horizon + 1] }
    }

    /// Adds what joiners pay to their costs and takes it off the costs of those it goes to, in the ledger too where one is
    /// kept. Returns the sum.
    pub fn buy_in(
        &mut self,
        context: &Context,
        consortium: &SharedOutcome,
        years: &[CoreYear],
        stays: &[Stay],
        weights: &[Lanes],
        outcome: &mut StrategyOutcome,
    ) -> Lanes {
        vectorised(
            #[inline(always)]
            || {
                for (t, year) in years.iter().enumerate() {
                    self.paid[t + 1] = self.paid[t] + year.pot;
                }
                let mut all = Lanes::ZERO;
                for wave in &self.waves {
                    let earlier = &self.order[..wave.candidates];
                    all += self.settle(context, consortium, wave, earlier, years, stays, weights, outcome);
                }
                all
            },
        )
    }

    /// One wave; what it pays.
    #[allow(clippy::too_many_arguments, reason = "the columns of the members, each used as it is")]
    #[inline(always)]
    fn settle(
        &self,
        context: &Context,
        consortium: &SharedOutcome,
        wave: &Wave,
        candidates: &[usize],
        years: &[CoreYear],
        stays: &[Stay],
        weights: &[Lanes],
        outcome: &mut StrategyOutcome,
    ) -> Lanes {
        let Some(&any) = wave.members.first() else { return Lanes::ZERO };
        let joins = stays[any].joins;
        let sums = Sums::of(joins, candidates, stays, weights);
        let may_pay = !consortium.founders[any] & !consortium.abandoned & sums.earlier_count.gt(Lanes::ZERO);
        if !may_pay.any() {
            return Lanes::ZERO;
        }
        let entry = context.scenario.cost_sharing.tiers.as_ref().filter(|tiers| tiers.have_entry());
        let owed = may_pay.keep(match entry {
            Some(_) => value_at(context, joins),
            None => context.inputs.global(Global::BuyIn) * self.paid_before(context, years, joins),
        });
        // Where the weights of all who are there are 0, all count the same.
        let weighs = sums.present.gt(Lanes::ZERO);
        let unit = Lanes::ONE / weighs.select(sums.present, sums.present_count).max(Lanes::splat(f64::MIN_POSITIVE));
        let mut all = Lanes::ZERO;
        for &i in &wave.members {
            let share = match entry {
                Some(tiers) => Lanes::splat(tiers.of(i).entry),
                None => weighs.select(weights[i], Lanes::ONE) * unit,
            };
            let amount = stays[i].ends.gt(joins).keep(owed * share);
            outcome.members[i].cost += amount;
            if let Some(ledger) = &mut outcome.ledger {
                enter(context, i, joins, amount, ledger);
            }
            all += amount;
        }
        let weighs = sums.earlier.gt(Lanes::ZERO);
        let unit = Lanes::ONE / weighs.select(sums.earlier, sums.earlier_count).max(Lanes::splat(f64::MIN_POSITIVE));
        let (per_weight, per_head) = (weighs.keep(all * unit), (!weighs).keep(all * unit));
        for &k in candidates {
            let credited = stays[k].joins.lt(joins) & stays[k].ends.gt(joins);
            let credit = credited.keep(per_weight * weights[k] + per_head);
            outcome.members[k].cost -= credit;
            if let Some(ledger) = &mut outcome.ledger {
                enter(context, k, joins, Lanes::ZERO - credit, ledger);
            }
        }
        all
    }

    /// What was paid before joining, discounted as money of that year; 0 past the horizon.
    #[inline(always)]
    fn paid_before(&self, context: &Context, years: &[CoreYear], joins: Lanes) -> Lanes {
        Lanes::from_fn(|l| {
            let year = joins.0[l] as usize;
            let paid = || self.paid[year].0[l] + years[year].pot.0[l] * (joins.0[l] - year as f64);
            context.discount.money.factors.get(year).map_or(0.0, |v| paid() * v.0[l])
        })
    }
}

/// Enters a present value in the year of joining, as it is paid.
#[cold]
fn enter(context: &Context, i: usize, joins: Lanes, value: Lanes, ledger: &mut Ledger) {
    for (l, &joins) in joins.0.iter().enumerate() {
        let year = joins as usize;
        if let Some(v) = context.discount.money.factors.get(year) {
            ledger.at(i, year).build_other.0[l] += value.0[l] / v.0[l];
        }
    }
}

/// v_t of the year of joining; 0 past the horizon.
#[inline(always)]
fn value_at(context: &Context, joins: Lanes) -> Lanes {
    Lanes::from_fn(|l| context.discount.money.factors.get(joins.0[l] as usize).map_or(0.0, |v| v.0[l]))
}

/// Weights and numbers of those who are in at a time.
struct Sums {
    /// Σ W_k of those who joined before it.
    earlier: Lanes,
    earlier_count: Lanes,
    /// The same with those who join at that time.
    present: Lanes,
    present_count: Lanes,
}

impl Sums {
    #[inline(always)]
    fn of(time: Lanes, candidates: &[usize], stays: &[Stay], weights: &[Lanes]) -> Sums {
        let mut sums =
            Sums { earlier: Lanes::ZERO, earlier_count: Lanes::ZERO, present: Lanes::ZERO, present_count: Lanes::ZERO };
        for &k in candidates {
            let still_in = stays[k].ends.gt(time);
            let (before, by_then) = (still_in & stays[k].joins.lt(time), still_in & stays[k].joins.le(time));
            sums.earlier += before.keep(weights[k]);
            sums.earlier_count += before.number();
            sums.present += by_then.keep(weights[k]);
            sums.present_count += by_then.number();
        }
        sums
    }
}
