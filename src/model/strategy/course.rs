//! What one member of the consortium does by itself, whatever the others do (model.md section 4): its local work, or what it
//! falls back to; leaving, and running alone from then on; its part in the consortium; its old system until go-live.

use super::Context;
use super::build::share;
use super::buy::{Fees, Product};
use super::core_year::CoreYear;
use super::founding::{Core, Coverage, local_nominal};
use super::membership::Part;
use super::outcome::StrategyOutcome;
use super::time::{Ages, Spread, overlap, years};
use crate::effort::Phase;
use crate::lanes::{LANES, Lanes, Mask, greater, lesser};
use crate::scenario::Fallback;
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// How one member's own system goes: local work on the core, or what it has instead.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Its own build, its set-up of a product or its local work.
    pub work: Spread,
    /// Where that is building a system of its own.
    pub builds: Mask,
    /// When its system is live; infinite if never.
    pub live: Lanes,
    /// x_i where it runs with the core until then, 0 where it never does.
    pub with_core_until: Lanes,
    /// From when it runs a system of its own, and how old that is then; infinite and 0 if never.
    pub own_from: Lanes,
    pub own_age: Lanes,
    /// What is kept up and what is exposed of that system, PM.
    pub kept_up: Lanes,
    pub exposed: Lanes,
    /// Where it is a vendor's product.
    pub buys: Mask,
    /// Effort to leave.
    pub leaving: Spread,
    /// ℒ_i: local code at go-live, before productivity.
    pub local: Lanes,
}

impl Course {
    /// What a member builds, from when it runs what. `built`: share of the core's build that is done.
    #[inline(always)]
    pub fn new(context: &Context, i: usize, part: &Part, core: &Core, built: Lanes, coverage: &Coverage) -> Course {
        let inputs = context.inputs;
        let own = context.nominal.own(i);
        let (inside, outside) = coverage.split(context, i);
        let adaptation = inputs.member(i, Member::Adaptation);
        let (reusing, productivity) = (inputs.global(Global::Reusing), inputs.member(i, Member::Productivity));
        let never = Lanes::splat(f64::INFINITY);

        // Each lane builds one thing: local work, a system of its own, or the set-up of a product.
        let local = local_nominal(context, i, reusing, inside, outside);
        let mut nominal = part.alone.select(own.size, local);
        let mut of_own = part.alone.select(Lanes::ONE, share(local, own.size));
        let fallback = context.scenario.fallback;
        let (mut keeps, mut buys) = (Mask::NONE, Mask::NONE);
        match fallback {
            Fallback::Independent => {
                let useful = inputs.global(Global::Salvage) * built * (Lanes::ONE - reusing).max(Lanes::ZERO);
                let common = (Lanes::ONE - adaptation) * share(inside, own.function);
                let left = (Lanes::ONE - useful * common).max(Lanes::ZERO);
                nominal = part.salvages.select(own.size * left, nominal);
            }
            Fallback::Keep => {
                keeps = part.falls_back;
                nominal = (!keeps).keep(nominal);
            }
            Fallback::Buy => {
                let product = Product::of(context, i);
                buys = part.falls_back;
                nominal = buys.select(product.setup, nominal);
                of_own = buys.select(product.share, of_own);
            }
        }
        let build = context.terms.builds.build(&own.builder, nominal, of_own);
        let (work, live) = build.from(part.alone.select(part.joins.max(part.ends), part.ready));
        let live = keeps.select(never, live);

        let leaves = part.ends.lt(context.terms.end) & !part.alone;
        let alone_from = part.ends.max(live);
        let transition = leaves.keep(inputs.global(Global::Transition) * own.size);
        let local = (adaptation * inside + outside) * build.carried;
        let taken = productivity * ((Lanes::ONE - adaptation) * inside * core.carried + local);
        let kept_up = part.alone.select((!buys).keep(own.kept_up), taken);
        let exposed = match fallback {
            Fallback::Buy => buys.select(Product::of(context, i).exposed, kept_up),
            Fallback::Independent | Fallback::Keep => kept_up,
        };
        Course {
            work,
            builds: part.alone & !buys,
            live,
            with_core_until: (!part.alone).keep(part.ends),
            own_from: part.alone.select(live, leaves.select(alone_from, never)),
            own_age: leaves.keep(alone_from - live),
            kept_up,
            exposed,
            buys,
            leaving: Spread::over_a_year(transition, leaves.select(part.ends, never)),
            local,
        }
    }
}

/// Adds work, leaving, running alone, its part in the consortium and the old system of member i to the outcome, and what it
/// exposes by itself to `exposed`, a year each, where there are incidents.
#[inline(always)]
pub fn live_apart(
    context: &Context,
    i: usize,
    part: &Part,
    course: &Course,
    exposed: &mut [Lanes],
    outcome: &mut StrategyOutcome,
) {
    let (inputs, horizon) = (context.inputs, context.horizon());
    let (m, e, end) = (context.terms.maintenance, context.terms.enhancement, context.terms.end);
    let (wage, legacy) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::LegacyCost));
    let benefit = inputs.member(i, Member::Benefit);
    let (money, labour) = (&context.discount.money, &context.discount.labour);
    let mut cost = Lanes::ZERO;

    // What there was from the start until the end of a year, of which each year is a difference.
    let (begins, ends) = course.work.ends();
    let rollout = context.rollout(i, course.live);
    let (until_live, half_legacy) = (course.live - part.joins, legacy * e * 0.5);
    let (mut spent, mut worked) = (Lanes::ZERO, Lanes::ZERO);
    for t in years(part.joins.min(begins), rollout.settled(course.live.max(ends)), horizon) {
        let until = Lanes::splat((t + 1) as f64);
        let waited = (until - part.joins).max(Lanes::ZERO).min(until_live);
        let work = course.work.before(until);
        let other = waited * (legacy + half_legacy * waited);
        let year = wage * context.discount.wages[t] * (work - worked) + (other - spent) + rollout.in_year(t);
        outcome.year_effort[t] += work - worked;
        outcome.year_cost[t] += year;
        cost += money.factors[t] * year;
        (spent, worked) = (other, work);
    }

    // Its own time for the consortium, and its own system after it.
    let participation = inputs.global(Global::Participation);
    let (mut value, mut taking_part) = (Lanes::ZERO, Lanes::ZERO);
    if participation != Lanes::ZERO {
        for t in years(part.joins, part.ends, horizon) {
            let effort = participation * overlap(t, part.joins, part.ends);
            outcome.year_effort[t] += effort;
            outcome.year_cost[t] += wage * context.discount.wages[t] * effort;
            value += labour.factors[t] * effort;
            taking_part += effort;
        }
    }
    let (leaves, _) = course.leaving.ends();
    let (size, shown_size) = (course.kept_up, course.exposed);
    let (duty, served) = context.operations(i);
    let (duty, served) = ((!course.buys).keep(duty), (!course.buys).keep(served));
    let bought = if course.buys.any() { course.buys.keep(Product::of(context, i).changes) } else { Lanes::ZERO };
    let (half_exposed, half_run) = (shown_size * e * 0.5, size * m * e * 0.5);
    let first_exposed = shown_size + shown_size * e * course.own_age;
    let first_run = size * (m + e + m * e * course.own_age) + duty + bought;
    let (mut worked, mut shown, mut lived, mut live_years) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
    let apart = years(leaves.min(course.own_from), end, horizon);
    if !context.terms.calm {
        exposed[..apart.start].fill(Lanes::ZERO);
        exposed[apart.end..].fill(Lanes::ZERO);
    }
    for t in apart.clone() {
        let until = Lanes::splat((t + 1) as f64);
        let age = (until - course.own_from).max(Lanes::ZERO);
        let work = age * (first_run + half_run * age) + course.leaving.before(until);
        let (effort, live) = (work - worked, age - lived);
        (worked, lived) = (work, age);
        if !context.terms.calm {
            let exposure = age * (first_exposed + half_exposed * age);
            exposed[t] = exposure - shown;
            shown = exposure;
        }
        outcome.year_effort[t] += effort;
        outcome.year_cost[t] += wage * context.discount.wages[t] * effort + served * live;
        outcome.year_benefit[t] += benefit * live;
        value += labour.factors[t] * effort;
        live_years += money.factors[t] * live;
    }
    cost += wage * value + served * live_years;
    if course.buys.any() {
        cost += pay_fees(context, i, course, apart.start, outcome);
    }

    let whole = Ages::whole(course.own_from, course.own_age, end);
    let working = course.work.before(end);
    let running = size * whole.run(m, e) + bought * whole.span;
    let operating = duty * whole.span;
    let leaving = course.leaving.before(end);
    outcome.add_phase(Phase::Build, course.builds.keep(working));
    outcome.add_phase(Phase::Adaptation, (!course.builds).keep(working));
    outcome.add_phase(Phase::Running, running);
    outcome.add_phase(Phase::Operations, operating);
    outcome.add_phase(Phase::Coordination, taking_part);
    outcome.add_phase(Phase::Leaving, leaving);
    outcome.members[i].cost += cost;
    outcome.members[i].effort += working + running + operating + taking_part + leaving;
    outcome.members[i].live_years += live_years;
}

/// The vendor's fees of a member that bought after the core was abandoned; their present value.
#[inline(never)]
fn pay_fees(context: &Context, i: usize, course: &Course, from: usize, outcome: &mut StrategyOutcome) -> Lanes {
    let (mut fees, mut value) = (Fees::of(context, i), Lanes::ZERO);
    for t in 0..context.horizon() {
        if t >= from {
            let paid = course.buys.keep(fees.fee * Ages::in_year(t, course.live).span);
            outcome.year_cost[t] += paid;
            value += context.discount.money.factors[t] * paid;
        }
        fees.next();
    }
    value
}

/// Adds a member's presence in the running core to its years, of which some may be those of its stay.
#[inline(always)]
pub fn take_part(part: &Part, stay: Range<usize>, core: &mut [CoreYear]) {
    let from = part.alone.select(Lanes::splat(f64::INFINITY), part.ready);
    // A time that goes on by adding keeps the compiler from taking several years at once, which gathers and scatters.
    let mut start = stay.start as f64;
    for year in &mut core[stay] {
        for l in 0..LANES {
            let left = lesser(part.ends.0[l], start + 1.0) - greater(from.0[l], start);
            year.members.0[l] += greater(left, 0.0);
        }
        start += 1.0;
    }
}

/// Adds a member's live years with the core to those of all.
#[inline(always)]
pub fn use_core(course: &Course, core: &mut [CoreYear]) {
    for t in years(course.live, course.with_core_until, core.len()) {
        core[t].users += overlap(t, course.live, course.with_core_until);
    }
}
