//! The shared years in order: contributions, local code, community, upkeep of the core (model.md section 4).

use super::Context;
use super::buffers::Buffers;
use super::core_year::CoreYear;
use super::founding::{Coordination, Core};
use super::membership::Fate;
use super::outcome::StrategyOutcome;
use super::time::{Ages, overlap, years};
use crate::effort::Phase;
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::{Global, Member};

/// Outside adopters, by Bass diffusion.
struct Community {
    market: Lanes,
    per_market: Lanes,
    innovation: Lanes,
    imitation: Lanes,
    contributors: Lanes,
    /// (1 − φ_t)·κ_c
    help: Lanes,
    adopters: Lanes,
}

impl Community {
    #[inline(always)]
    fn new(context: &Context) -> Community {
        let inputs = context.inputs;
        let open = !context.scenario.closed_licence;
        let market = if open { inputs.global(Global::Market) } else { Lanes::ZERO };
        let some = market.gt(Lanes::ZERO);
        Community {
            market,
            per_market: some.keep(Lanes::ONE / some.select(market, Lanes::ONE)),
            innovation: inputs.global(Global::Innovation),
            imitation: inputs.global(Global::Imitation),
            contributors: inputs.global(Global::Contributors),
            help: (Lanes::ONE - inputs.global(Global::Triage)) * inputs.global(Global::Contribution),
            adopters: Lanes::ZERO,
        }
    }

    /// χ·X at the start of the year.
    #[inline(always)]
    fn contributing(&self) -> Lanes {
        self.adopters * self.contributors
    }

    /// X = min(M, X + A·(P + Q·X/M)·(M − X))
    #[inline(always)]
    fn grow(&mut self, active: Lanes) {
        let spread = self.adopters * self.per_market;
        let new = active * (self.innovation + self.imitation * spread) * (self.market - self.adopters);
        self.adopters = self.market.min(self.adopters + new);
    }
}

/// What every year of the core needs and the members' code does not change: presence is known already.
#[inline(never)]
fn prepare(context: &Context, k: Coordination, linked: Lanes, core: &Core, fate: &Fate, core_years: &mut [CoreYear]) {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            let mut community = Community::new(context);
            let build = core.build.until(fate.abandoned_at);
            let empty = fate.abandoned & core.duration.le(Lanes::ZERO);
            // Forming is over before anything can be abandoned, unless it takes no time.
            let formed = core.begun.gt(core.start) | core.start.lt(fate.abandoned_at);
            let pooled = inputs.global(Global::Pooled) * inputs.global(Global::Instance);
            let quality = inputs.global(Global::Quality);
            for (t, year) in core_years.iter_mut().enumerate() {
                year.setup = formed.keep(core.setup.in_year(t));
                year.building = (!empty).keep(build.in_year(t));
                year.active = overlap(t, core.due, fate.ends);
                let live = year.active.gt(Lanes::ZERO);
                year.operations = pooled * year.active;
                year.worth = Lanes::ONE;
                if quality != Lanes::ZERO {
                    let users = (year.users + community.adopters).max(Lanes::ONE);
                    year.worth += quality * users.ln() * std::f64::consts::LOG2_E;
                }
                let mean = year.members / live.select(year.active, Lanes::ONE);
                let contributing = community.contributing();
                year.help = year.active * contributing * community.help;
                let hands = Lanes::ONE.max(mean + contributing);
                community.grow(year.active);
                (year.factor, year.attention) = (mean, hands);
            }
            let eyes = Lanes::ZERO - context.inputs.global(Global::Eyes);
            // Where nobody has the core there is nothing to coordinate or to look at.
            for year in &mut core_years[years(core.due, fate.ends, context.horizon())] {
                year.factor = k.factor(year.factor, linked);
                // Nobody need look where there are no incidents.
                if !context.terms.calm {
                    year.attention = year.attention.pow(eyes);
                }
            }
        },
    )
}

/// Goes through the years; adds the members' running with the core to the outcome.
pub fn run_years(
    context: &Context,
    k: Coordination,
    linked: Lanes,
    core: &Core,
    fate: &Fate,
    buffers: &mut Buffers,
    outcome: &mut StrategyOutcome,
) {
    prepare(context, k, linked, core, fate, &mut buffers.years);
    go_through(context, core, fate, buffers, outcome);
}

#[inline(never)]
fn go_through(context: &Context, core: &Core, fate: &Fate, buffers: &mut Buffers, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            for i in 0..buffers.stays.len() {
                if buffers.code.years[i].contains(&0) {
                    let code = &mut buffers.code;
                    let level = context.scenario.administrations[i].level;
                    let running = code.members[i].enter(0, outcome.members[i].live);
                    code.next_by_level[level] += context.inputs.member(i, Member::MemberUpstreaming) * running;
                }
            }
            let mut upstreamed = Lanes::ZERO;
            for t in 0..context.horizon() {
                let all = buffers.code.turn(context);
                let year = &mut buffers.years[t];
                keep_up(context, core, t, fate, upstreamed, year);
                let hits = year.incidents / year.active.gt(Lanes::ZERO).select(year.active, Lanes::ONE);
                run_local_code(context, t, hits, buffers, outcome);
                upstreamed += context.inputs.global(Global::WritingForReuse) * core.productivity * all;
            }
        },
    )
}

/// Local effort of the members in year t; their code moves on to the next, and what they contribute to that is added
/// up. `hits`: the core's expected incidents in proportion to its live part of the year.
#[inline(always)]
fn run_local_code(context: &Context, t: usize, hits: Lanes, buffers: &mut Buffers, outcome: &mut StrategyOutcome) {
    let Buffers { code, exposed, years, .. } = buffers;
    let (inputs, v, horizon) = (context.inputs, context.discount.money.factors[t], context.horizon());
    let (wages, labour) = (context.discount.wages[t], context.discount.labour.factors[t]);
    let (worth, apart) = (years[t].worth, Lanes::ONE - inputs.global(Global::Pooled));
    let local_rate = context.terms.maintenance + inputs.global(Global::Merging);
    let writing = inputs.global(Global::WritingForReuse) - Lanes::ONE;
    let useful = inputs.global(Global::Usefulness);
    let discounted_hits = v * hits;
    let (mut efforts, mut operating) = (Lanes::ZERO, Lanes::ZERO);
    let (mut costs, mut losses) = (Lanes::ZERO, Lanes::ZERO);
    for (i, (local, running)) in code.members.iter_mut().zip(&code.years).enumerate() {
        if running.end <= t || running.start > t + 1 {
            continue;
        }
        let level = context.scenario.administrations[i].level;
        let member = &mut outcome.members[i];
        let upstreaming = inputs.member(i, Member::MemberUpstreaming);
        if running.start <= t {
            let (with_core, stock) = (local.with_core, local.stock);
            let contributed = upstreaming * local.running;
            let need = with_core * context.terms.enhancement * local.first;
            let peers = code.by_level[level] - contributed;
            let added = need - need.min(useful * peers);
            let p = inputs.member(i, Member::Productivity);
            let running_stock = p * local.running;
            let mut effort = local_rate * running_stock + p * (added + writing * contributed);
            local.stock = stock + (added - contributed);
            let live = worth * with_core;
            member.live_years += v * live;
            outcome.year_benefit[t] += inputs.member(i, Member::Benefit) * live;
            efforts += effort;
            if context.terms.operates {
                let (duty, served) = context.operations(i);
                let (duty, served) = (apart * duty * with_core, served * with_core);
                operating += duty;
                effort += duty;
                member.cost += v * served;
                costs += served;
            }
            let money = inputs.member(i, Member::LabourRate) * effort;
            if let Some(ledger) = &mut outcome.ledger {
                let (_, served) = context.operations(i);
                let entry = ledger.at(i, t);
                entry.run(inputs.member(i, Member::LabourRate), effort);
                entry.run_other += served * with_core;
            }
            member.effort += effort;
            member.cost += labour * money;
            costs += wages * money;
            if !context.terms.calm {
                exposed[i * horizon + t] += running_stock;
                code.core_incidents[i] += discounted_hits * with_core;
                losses += inputs.member(i, Member::IncidentLoss) * with_core;
            }
        }
        if running.end > t + 1 {
            code.next_by_level[level] += upstreaming * local.enter(t + 1, member.live);
        }
    }
    years[t].loss = losses;
    outcome.year_effort[t] += efforts + operating;
    outcome.year_cost[t] += costs;
    outcome.add_phase(Phase::Running, efforts);
    outcome.add_phase(Phase::Operations, operating);
}

/// Upkeep, growth, support and expected incidents of the core in year t, with `upstreamed` code in it.
#[inline(always)]
fn keep_up(context: &Context, core: &Core, t: usize, fate: &Fate, upstreamed: Lanes, year: &mut CoreYear) {
    let inputs = context.inputs;
    let (m, e) = (context.terms.maintenance, context.terms.enhancement);
    let live = year.active.gt(Lanes::ZERO);
    let ages = Ages::in_year_until(t, core.due, fate.ends);
    let stock = core.size * ages.expose(e) + upstreamed * year.active;
    let (upkeep, growth) = (m * stock, e * core.size * year.active);
    let relief = (year.factor * upkeep).min(year.help);
    let support = inputs.global(Global::Support) * year.members;
    year.running = live.keep(upkeep + growth - relief);
    year.coordination = live.keep((year.factor - Lanes::ONE) * (upkeep + growth) + support);
    year.incidents = live.keep(context.terms.incident_rate * stock * year.attention);
}
