//! Incidents, money and bills of the shared way (MODEL.md section 4, last part, and the key rules of section 6).

use super::founding::Core;
use super::outcome::{SharedOutcome, WayOutcome};
use super::running::MemberYear;
use super::shared::Buffers;
use super::time::{Ages, overlap};
use super::{Context, poisson};
use crate::lanes::{Lanes, Mask};
use crate::results::Phase;
use crate::scenario::Weight;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, MemberEvent};

/// Settles every year: own money, the pot and its bills, buy-ins.
#[inline(always)]
pub fn settle(
    context: &Context,
    core: &Core,
    independent: &WayOutcome,
    buffers: &mut Buffers,
    outcome: &mut WayOutcome,
    consortium: &mut SharedOutcome,
) {
    let inputs = context.inputs;
    let fix = inputs.global(Global::Fix);
    weigh(context, independent, &mut buffers.weights);
    let core_hits = core_incidents(context, buffers, outcome);
    member_incidents(context, buffers, outcome);

    let mut grant = inputs.global(Global::Funding);
    consortium.funding = Lanes::ZERO;
    buffers.pot.clear();
    for (t, &v) in context.discount.iter().enumerate() {
        let year = buffers.core_years[t];
        let hits = core_hits * year.incidents;
        let effort = year.building + year.running + year.coordination + fix * hits;
        outcome.add_phase(Phase::Build, year.building * (Lanes::ONE - core.coordination));
        outcome.add_phase(Phase::Running, year.running);
        outcome.add_phase(Phase::Coordination, year.building * core.coordination + year.coordination);
        outcome.add_phase(Phase::Security, fix * hits);
        let cost = core.labour_rate * effort;
        let funded = grant.min(core.labour_rate * year.building);
        grant -= funded;
        consortium.funding += v * funded;
        buffers.pot.push(cost - funded);
        outcome.year_cost[t] += cost;
        outcome.year_effort[t] += effort;
        let core_hits = hits / year.active.gt(Lanes::ZERO).select(year.active, Lanes::ONE);
        own_money(context, t, core_hits, buffers, outcome);
        bill(t, v, cost - funded, effort, buffers, outcome);
    }
    if context.inputs.global(Global::BuyIn).gt(Lanes::ZERO).any() {
        buy_in(context, consortium, buffers, outcome);
    }
}

/// W_i: the mixture of keys, each as a share of its sum over all administrations.
#[inline(always)]
fn weigh(context: &Context, independent: &WayOutcome, weights: &mut Vec<Lanes>) {
    let n = independent.members.len();
    weights.clear();
    weights.resize(n, Lanes::ZERO);
    for (share, weight) in &context.scenario.cost_sharing.parts {
        let key = |i: usize| match weight {
            Weight::Equal => Lanes::ONE,
            Weight::Standalone => independent.members[i].cost,
            Weight::Column(column) => Lanes::splat(column[i]),
        };
        let sum = (0..n).fold(Lanes::ZERO, |sum, i| sum + key(i));
        let unit = Lanes::splat(*share) / sum.gt(Lanes::ZERO).select(sum, Lanes::ONE);
        for (i, weight) in weights.iter_mut().enumerate() {
            *weight += unit * key(i);
        }
    }
}

/// Counts the core's incidents; returns how many each expected one stands for.
#[inline(always)]
fn core_incidents(context: &Context, buffers: &Buffers, outcome: &mut WayOutcome) -> Lanes {
    let mean = buffers.core_years.iter().fold(Lanes::ZERO, |sum, year| sum + year.incidents);
    let count = poisson::quantile(mean, context.inputs.event(ConsortiumEvent::IncidentQuantile));
    outcome.incidents += count;
    count / mean.gt(Lanes::ZERO).select(mean, Lanes::ONE)
}

/// Counts each member's local incidents; leaves how many a unit of its exposure stands for.
#[inline(always)]
fn member_incidents(context: &Context, buffers: &mut Buffers, outcome: &mut WayOutcome) {
    let n = buffers.stays.len();
    buffers.hits.clear();
    for i in 0..n {
        let years = (0..context.scenario.horizon).map(|t| buffers.member_years[t * n + i].exposed);
        let exposure = years.fold(Lanes::ZERO, |sum, exposed| sum + exposed);
        let quantile = context.inputs.member_event(i, MemberEvent::IncidentQuantile);
        let count = poisson::quantile(context.incident_rate * exposure, quantile);
        outcome.incidents += count;
        buffers.hits.push(count / exposure.gt(Lanes::ZERO).select(exposure, Lanes::ONE));
    }
}

/// What the members do and lose by themselves in year t; `core_hits` is the core's incidents a live year.
#[inline(always)]
fn own_money(context: &Context, t: usize, core_hits: Lanes, buffers: &Buffers, outcome: &mut WayOutcome) {
    let inputs = context.inputs;
    let fix = inputs.global(Global::Fix);
    let v = context.discount[t];
    for (i, year) in buffers.year(t).iter().enumerate() {
        let &MemberYear { building, running, leaving, exposed, with_core } = year;
        let (stay, course) = (&buffers.stays[i], &buffers.courses[i]);
        let hits = buffers.hits[i] * exposed;
        let effort = building + running + leaving + fix * hits;
        outcome.add_phase(Phase::Build, stay.alone.keep(building));
        outcome.add_phase(Phase::Adaptation, (!stay.alone).keep(building));
        outcome.add_phase(Phase::Running, running);
        outcome.add_phase(Phase::Leaving, leaving);
        outcome.add_phase(Phase::Security, fix * hits);
        let loss = inputs.member(i, Member::IncidentLoss) * (hits + core_hits * with_core);
        let until_live = Ages::in_year(t, stay.joins, stay.joins, course.live.min(context.end));
        let legacy = inputs.member(i, Member::LegacyCost) * until_live.expose(context.enhancement);
        let money = inputs.member(i, Member::LabourRate) * effort + loss + legacy;
        outcome.year_cost[t] += money;
        outcome.year_effort[t] += effort;
        outcome.members[i].cost += v * money;
        outcome.members[i].effort += effort;
    }
}

/// Divides the year's pot, and the core's effort with it, by W_i·β_it.
#[inline(always)]
fn bill(t: usize, v: Lanes, pot: Lanes, effort: Lanes, buffers: &mut Buffers, outcome: &mut WayOutcome) {
    let Buffers { stays, weights, bases, .. } = buffers;
    let (mut weighted, mut present) = (Lanes::ZERO, Lanes::ZERO);
    bases.clear();
    for (stay, &weight) in stays.iter().zip(&*weights) {
        let billed = overlap(t, stay.joins, stay.ends);
        weighted += weight * billed;
        present += billed;
        bases.push(billed);
    }
    let by_weight = weighted.gt(Lanes::ZERO);
    let by_presence = present.gt(Lanes::ZERO);
    // Nobody to bill in a year with a pot: by weight among all, and evenly if they weigh nothing either.
    let total = weights.iter().fold(Lanes::ZERO, |sum, &weight| sum + weight);
    let sum = by_weight.select(weighted, by_presence.select(present, total));
    let unit = Lanes::ONE / sum.gt(Lanes::ZERO).select(sum, Lanes::splat(stays.len() as f64));
    let weightless = !(by_weight | by_presence | total.gt(Lanes::ZERO));
    for (i, (&weight, &billed)) in weights.iter().zip(&*bases).enumerate() {
        let base = by_weight.select(weight * billed, by_presence.select(billed, weight));
        let share = weightless.select(Lanes::ONE, base) * unit;
        outcome.members[i].cost += v * pot * share;
        outcome.members[i].effort += effort * share;
    }
}

/// Joiners pay a share of what those before them have paid, to those of them still in.
#[inline(always)]
fn buy_in(context: &Context, consortium: &SharedOutcome, buffers: &Buffers, outcome: &mut WayOutcome) {
    let share = context.inputs.global(Global::BuyIn);
    for (i, joiner) in buffers.stays.iter().enumerate() {
        let (mut earlier, mut present) = (Sums::NOBODY, Sums::NOBODY);
        for (stay, &weight) in buffers.stays.iter().zip(&buffers.weights) {
            let still_in = stay.ends.gt(joiner.joins);
            earlier.add(stay.joins.lt(joiner.joins) & still_in, weight);
            present.add(stay.joins.le(joiner.joins) & still_in, weight);
        }
        let joins_later = !consortium.founders[i] & !consortium.abandoned;
        let pays = joins_later & joiner.ends.gt(joiner.joins) & earlier.some();
        if !pays.any() {
            continue;
        }
        let (mut paid, mut factor) = (Lanes::ZERO, Lanes::ZERO);
        let year = joiner.joins.floor();
        for (t, &pot) in buffers.pot.iter().enumerate() {
            let now = Lanes::splat(t as f64);
            paid += now.lt(year).keep(pot);
            factor += (now.le(year) & year.le(now)).keep(context.discount[t]);
        }
        let amount = pays.keep(share * present.share(buffers.weights[i]) * paid * factor);
        outcome.members[i].cost += amount;
        for (k, stay) in buffers.stays.iter().enumerate() {
            let credited = stay.joins.lt(joiner.joins) & stay.ends.gt(joiner.joins);
            let part = credited.keep(earlier.share(buffers.weights[k]));
            outcome.members[k].cost -= amount * part;
        }
    }
}

/// Sum of the weights of a group, and its head count for where they are all 0.
#[derive(Clone, Copy)]
struct Sums {
    weight: Lanes,
    count: Lanes,
}

impl Sums {
    const NOBODY: Sums = Sums { weight: Lanes::ZERO, count: Lanes::ZERO };

    #[inline(always)]
    fn add(&mut self, within: Mask, weight: Lanes) {
        self.weight += within.keep(weight);
        self.count += within.number();
    }

    /// Where anybody is in the group.
    #[inline(always)]
    fn some(&self) -> Mask {
        self.count.gt(Lanes::ZERO)
    }

    /// A member's part of the group.
    #[inline(always)]
    fn share(&self, weight: Lanes) -> Lanes {
        let weighs = self.weight.gt(Lanes::ZERO);
        let sum = weighs.select(self.weight, self.count);
        weighs.select(weight, Lanes::ONE) / sum.gt(Lanes::ZERO).select(sum, Lanes::ONE)
    }
}
