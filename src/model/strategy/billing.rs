//! Incidents, money and bills of the shared strategy (model.md section 4, last part, and the key rules of section 6).

use super::buffers::{Buffers, Exposure};
use super::core_year::CoreYear;
use super::founding::Core;
use super::outcome::{FeesOutcome, SharedOutcome, StrategyOutcome};
use super::time::{overlap, part_of_year};
use super::{Context, poisson};
use crate::effort::Phase;
use crate::lanes::{LANES, Lanes, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, MemberEvent};
use crate::scenario::{Tiers, Weight};

/// Every member's incidents.
pub fn mend_all(context: &Context, core_hits: Lanes, buffers: &mut Buffers, outcome: &mut StrategyOutcome) {
    if context.terms.calm {
        return;
    }
    count_member_incidents(context, buffers);
    mend_each(context, core_hits, buffers, outcome);
}

#[inline(never)]
fn mend_each(context: &Context, core_hits: Lanes, buffers: &Buffers, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            for i in 0..buffers.stays.len() {
                mend(context, i, core_hits, buffers, outcome);
            }
        },
    )
}

/// Every member's bills and buy-ins.
pub fn pay_all(
    context: &Context,
    consortium: &mut SharedOutcome,
    buffers: &mut Buffers,
    outcome: &mut StrategyOutcome,
) {
    bill_all(context, consortium.pot, consortium.funding, buffers, outcome);
    let sharing = &context.scenario.cost_sharing;
    let have_entry = sharing.tiers.as_ref().is_some_and(Tiers::have_entry);
    let mut bought_in = Lanes::ZERO;
    if sharing.fixed.is_none() && (have_entry || context.inputs.global(Global::BuyIn).gt(Lanes::ZERO).any()) {
        let Buffers { waves, years, stays, weights, .. } = buffers;
        bought_in = waves.buy_in(context, consortium, years, stays, weights, outcome);
    }
    consortium.fees = sharing.tiers.as_ref().map(|tiers| FeesOutcome {
        yearly: fees(context, tiers, &buffers.years),
        entry: if have_entry { bought_in } else { Lanes::ZERO },
    });
}

/// Present value of the yearly fees owed by a schedule for the years that members are billed: weights are these fees as
/// shares of their sum over all administrations.
fn fees(context: &Context, tiers: &Tiers, years: &[CoreYear]) -> Lanes {
    let all: f64 = tiers.yearly().sum();
    let years = years.iter().zip(&context.discount.money.factors);
    years.fold(Lanes::ZERO, |sum, (year, &v)| sum + v * year.weighted) * all
}

/// Every member's bills.
#[inline(never)]
fn bill_all(context: &Context, pot: Lanes, funding: Lanes, buffers: &mut Buffers, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            let (mut every_year_weighs, mut work) = (true, Lanes::ZERO);
            for (year, &v) in buffers.years.iter_mut().zip(&context.discount.money.factors) {
                every_year_weighs &= share_out(year, v);
                work += year.effort;
            }
            if !every_year_weighs {
                count_present(buffers);
            }
            for i in 0..buffers.stays.len() {
                if let Some(shares) = &context.scenario.cost_sharing.fixed {
                    outcome.members[i].cost += pot * shares[i];
                    outcome.members[i].effort += work * shares[i];
                    outcome.members[i].funding += funding * shares[i];
                    continue;
                }
                pay(i, buffers, outcome);
                if !every_year_weighs {
                    pay_weightless(context, i, buffers, outcome);
                }
            }
        },
    )
}

/// W_i, the mixture of keys, each as a share of its sum over all administrations; and what is there to be billed each
/// year.
#[inline(never)]
pub fn weigh(context: &Context, independent: &StrategyOutcome, buffers: &mut Buffers) {
    vectorised(
        #[inline(always)]
        || {
            let n = independent.members.len();
            let Buffers { weights, stays, billed, years: core, .. } = buffers;
            weights.clear();
            weights.resize(n, Lanes::ZERO);
            for (share, weight) in &context.scenario.cost_sharing.parts {
                match weight {
                    Weight::Equal => add_key(weights, *share, |_| Lanes::ONE),
                    Weight::Standalone => add_key(
                        weights,
                        *share,
                        #[inline(always)]
                        |i| independent.members[i].cost,
                    ),
                    Weight::Column(column) => add_key(
                        weights,
                        *share,
                        #[inline(always)]
                        |i| Lanes::splat(column[i]),
                    ),
                }
            }
            for ((stay, billed), weight) in stays.iter().zip(billed).zip(weights) {
                for t in billed.clone() {
                    core[t].weighted += *weight * overlap(t, stay.joins, stay.ends);
                }
            }
        },
    )
}

/// Adds a key, as a share of its sum over all administrations, to their weights.
#[inline(always)]
fn add_key(weights: &mut [Lanes], share: f64, key: impl Fn(usize) -> Lanes) {
    let mut sum = Lanes::ZERO;
    for i in 0..weights.len() {
        sum += key(i);
    }
    let unit = Lanes::splat(share) / sum.gt(Lanes::ZERO).select(sum, Lanes::ONE);
    for (i, weight) in weights.iter_mut().enumerate() {
        *weight += unit * key(i);
    }
}

/// Counts the core's incidents, and with them what each year's pot and the losses from it come to. Returns the
/// incidents that each expected one stands for.
#[inline(never)]
pub fn core_incidents(
    context: &Context,
    core: &Core,
    years: &mut [CoreYear],
    outcome: &mut StrategyOutcome,
    consortium: &mut SharedOutcome,
) -> Lanes {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let mut mean = Lanes::ZERO;
            for year in years.iter() {
                mean += year.incidents;
            }
            let count = poisson::quantile(mean, inputs.event(ConsortiumEvent::IncidentQuantile));
            let each = count / mean.gt(Lanes::ZERO).select(mean, Lanes::ONE);
            outcome.incidents += count;

            let fix = inputs.global(Global::Fix) * each;
            let mut grant = inputs.global(Global::Funding);
            (consortium.funding, consortium.pot) = (Lanes::ZERO, Lanes::ZERO);
            for (t, year) in years.iter_mut().enumerate() {
                let fixing = fix * year.incidents;
                let (v, wage) = (context.discount.money.factors[t], core.labour_rate * context.discount.wages[t]);
                let building = year.setup + year.building;
                year.effort = building + year.running + year.operations + year.coordination + fixing;
                let coordination = year.setup + year.building * core.coordination + year.coordination;
                outcome.add_phase(Phase::Build, year.building * (Lanes::ONE - core.coordination));
                outcome.add_phase(Phase::Running, year.running);
                outcome.add_phase(Phase::Operations, year.operations);
                outcome.add_phase(Phase::Coordination, coordination);
                outcome.add_phase(Phase::Security, fixing);
                let cost = wage * year.effort;
                let funded = grant.min(wage * building);
                grant -= funded;
                consortium.funding += v * funded;
                (year.pot, year.funded) = (cost - funded, funded);
                consortium.pot += v * year.pot;
                let live_part = year.active.gt(Lanes::ZERO).select(year.active, Lanes::ONE);
                outcome.year_cost[t] += cost + each * year.incidents / live_part * year.loss;
                outcome.year_effort[t] += year.effort;
            }
            each
        },
    )
}

/// Counts each member's local incidents.
#[inline(never)]
fn count_member_incidents(context: &Context, buffers: &mut Buffers) {
    vectorised(
        #[inline(always)]
        || {
            buffers.incidents.clear();
            buffers.exposures.clear();
            for exposed in buffers.exposed.chunks_exact(context.horizon()) {
                let mut exposure = Exposure::default();
                let discount = context.discount.money.factors.iter().zip(&context.discount.labour.factors);
                for (exposed, (v, labour)) in exposed.iter().zip(discount) {
                    for l in 0..LANES {
                        exposure.total.0[l] += exposed.0[l];
                        exposure.value.0[l] += v.0[l] * exposed.0[l];
                        exposure.labour.0[l] += labour.0[l] * exposed.0[l];
                    }
                }
                buffers.incidents.push(context.terms.incident_rate * exposure.total);
                buffers.exposures.push(exposure);
            }
            let quantile = |i| context.inputs.member_event(i, MemberEvent::IncidentQuantile);
            poisson::quantiles(&mut buffers.incidents, &mut buffers.nones, quantile);
        },
    )
}

/// What divides the year's pot: `bill` and `work` become the pot's present value and the core's effort for a unit of
/// W_i·β_it. False where there is something to divide and nobody there weighs anything.
#[inline(always)]
fn share_out(year: &mut CoreYear, v: Lanes) -> bool {
    let weighs = year.weighted.gt(Lanes::ZERO);
    let unit = weighs.keep(Lanes::ONE / weighs.select(year.weighted, Lanes::ONE));
    year.bill = v * year.pot * unit;
    year.grant = v * year.funded * unit;
    year.work = year.effort * unit;
    let nothing = year.pot.le(Lanes::ZERO) & year.effort.le(Lanes::ZERO);
    (weighs | nothing).all()
}

/// Member i's incidents.
#[inline(always)]
fn mend(context: &Context, i: usize, core_hits: Lanes, buffers: &Buffers, outcome: &mut StrategyOutcome) {
    let (inputs, horizon) = (context.inputs, context.horizon());
    let (incidents, exposure) = (buffers.incidents[i], &buffers.exposures[i]);
    let (wage, loss) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::IncidentLoss));
    let each = incidents / exposure.total.gt(Lanes::ZERO).select(exposure.total, Lanes::ONE);
    let fixes = inputs.global(Global::Fix) * incidents;
    let fix = inputs.global(Global::Fix) * each;
    let (labour, lost) = (wage * fix, loss * each);
    // Most batches have no incident of a member's own.
    if incidents.gt(Lanes::ZERO).any() {
        for (t, &exposed) in buffers.exposed[i * horizon..(i + 1) * horizon].iter().enumerate() {
            outcome.year_cost[t] += (labour * context.discount.wages[t] + lost) * exposed;
            outcome.year_effort[t] += fix * exposed;
        }
    }
    outcome.incidents += incidents;
    outcome.add_phase(Phase::Security, fixes);
    let member = &mut outcome.members[i];
    member.cost += labour * exposure.labour + lost * exposure.value + loss * core_hits * buffers.code.core_incidents[i];
    member.effort += fixes;
}

/// Member i's bills.
#[inline(always)]
fn pay(i: usize, buffers: &Buffers, outcome: &mut StrategyOutcome) {
    let stay = &buffers.stays[i];
    let (mut bill, mut grant, mut work) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
    for t in buffers.billed[i].clone() {
        let year = &buffers.years[t];
        for l in 0..LANES {
            let billed = part_of_year(t, stay.joins.0[l], stay.ends.0[l]);
            bill.0[l] += year.bill.0[l] * billed;
            grant.0[l] += year.grant.0[l] * billed;
            work.0[l] += year.work.0[l] * billed;
        }
    }
    let weight = buffers.weights[i];
    let member = &mut outcome.members[i];
    member.cost += weight * bill;
    member.funding += weight * grant;
    member.effort += weight * work;
}

/// Σ β_jt of each year.
#[cold]
#[inline(never)]
fn count_present(buffers: &mut Buffers) {
    for (t, year) in buffers.years.iter_mut().enumerate() {
        year.present = buffers.stays.iter().fold(Lanes::ZERO, |sum, stay| sum + overlap(t, stay.joins, stay.ends));
    }
}

/// Bills of the years in which nobody there weighs anything: evenly by presence; with nobody there, by weight among
/// all, and evenly if they weigh nothing either.
#[cold]
#[inline(never)]
fn pay_weightless(context: &Context, i: usize, buffers: &Buffers, outcome: &mut StrategyOutcome) {
    let (stay, weight) = (&buffers.stays[i], buffers.weights[i]);
    let total = buffers.weights.iter().fold(Lanes::ZERO, |sum, &weight| sum + weight);
    let count = Lanes::splat(buffers.stays.len() as f64);
    for (t, year) in buffers.years.iter().enumerate() {
        let somebody = year.present.gt(Lanes::ZERO);
        let weighty = total.gt(Lanes::ZERO);
        let base = somebody.select(overlap(t, stay.joins, stay.ends), weighty.select(weight, Lanes::ONE));
        let sum = somebody.select(year.present, weighty.select(total, count));
        let share = year.weighted.le(Lanes::ZERO).keep(base / sum);
        outcome.members[i].cost += context.discount.money.factors[t] * year.pot * share;
        outcome.members[i].funding += context.discount.money.factors[t] * year.funded * share;
        outcome.members[i].effort += year.effort * share;
    }
}
