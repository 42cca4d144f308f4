//! The shared years in order: contributions, local code, community, upkeep of the core (MODEL.md section 4).

use super::Context;
use super::course::Course;
use super::founding::{Coordination, Core};
use super::membership::Fate;
use super::outcome::WayOutcome;
use super::shared::Buffers;
use super::time::{Ages, overlap, years};
use crate::lanes::{Lanes, vectorised};
use crate::results::Phase;
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// The core's year, without incidents.
#[derive(Debug, Clone, Copy, Default)]
pub struct CoreYear {
    /// n_t: member-years in the running core.
    pub members: Lanes,
    /// Σ W_j·β_jt
    pub weighted: Lanes,
    /// Σ β_jt
    pub present: Lanes,
    /// Core build including set-up, PM.
    pub building: Lanes,
    /// Upkeep and growth, less what the community takes off, as for one member, PM.
    pub running: Lanes,
    /// Coordination of running, and support, PM.
    pub coordination: Lanes,
    /// A_t: part of the year in which the core is active.
    pub active: Lanes,
    /// Λ_t: expected incidents.
    pub incidents: Lanes,
    /// Σ loss_i·f_it: what one incident in a live year of the core would cost the members.
    pub loss: Lanes,
    /// The core's effort with its incidents, PM.
    pub effort: Lanes,
    /// Pot_t
    pub pot: Lanes,
    /// The pot's present value for a unit of Σ W_j·β_jt.
    pub bill: Lanes,
    /// The core's effort for a unit of Σ W_j·β_jt, PM.
    pub work: Lanes,
    /// K of the mean number of members.
    factor: Lanes,
    /// What outside adopters take off the core team's work, PM.
    help: Lanes,
    /// max(1, contributors)^−η
    attention: Lanes,
}

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
            let mut community = Community::new(context);
            let build = core.build.until(fate.abandoned_at);
            let empty = fate.abandoned & core.duration.le(Lanes::ZERO);
            for (t, year) in core_years.iter_mut().enumerate() {
                year.building = (!empty).keep(build.in_year(t));
                year.active = overlap(t, core.due, fate.ends);
                let live = year.active.gt(Lanes::ZERO);
                let mean = year.members / live.select(year.active, Lanes::ONE);
                let contributing = community.contributing();
                year.help = year.active * contributing * community.help;
                let hands = Lanes::ONE.max(mean + contributing);
                community.grow(year.active);
                (year.factor, year.attention) = (mean, hands);
            }
            let eyes = Lanes::ZERO - context.inputs.global(Global::Eyes);
            for year in core_years {
                year.factor = k.factor(year.factor, linked);
                year.attention = year.attention.pow(eyes);
            }
        },
    )
}

/// Local code and contributions of the members, one year after the other.
#[derive(Debug, Default)]
pub struct LocalCode {
    /// Years in which it may run with the core.
    years: Vec<Range<usize>>,
    /// L_i at the start of the year.
    stock: Vec<Lanes>,
    /// f_it of the year.
    with_core: Vec<Lanes>,
    /// U_it of the year.
    contributed: Vec<Lanes>,
    /// Σ U_jt by level of government; then what a member of the level takes up to its own part.
    by_level: Vec<Lanes>,
    /// v_t·f_it·Λ_t/A_t over the years: what one incident in all of the core costs a unit of loss.
    pub core_incidents: Vec<Lanes>,
}

impl LocalCode {
    #[inline(always)]
    fn start(&mut self, context: &Context, courses: &[Course]) {
        let n = courses.len();
        let fill = |values: &mut Vec<Lanes>| {
            values.clear();
            values.resize(n, Lanes::ZERO);
        };
        fill(&mut self.with_core);
        fill(&mut self.contributed);
        fill(&mut self.core_incidents);
        self.by_level.resize(context.scenario.levels.len(), Lanes::ZERO);
        self.years.clear();
        self.stock.clear();
        for course in courses {
            self.years.push(years(course.live, course.with_core_until, context.horizon()));
            self.stock.push(course.local);
        }
    }
}

/// Goes through the years; adds the members' running with the core to the outcome.
pub fn run_years(
    context: &Context,
    k: Coordination,
    linked: Lanes,
    core: &Core,
    fate: &Fate,
    buffers: &mut Buffers,
    outcome: &mut WayOutcome,
) {
    prepare(context, k, linked, core, fate, &mut buffers.years);
    go_through(context, core, fate, buffers, outcome);
}

#[inline(never)]
fn go_through(context: &Context, core: &Core, fate: &Fate, buffers: &mut Buffers, outcome: &mut WayOutcome) {
    vectorised(
        #[inline(always)]
        || {
            buffers.code.start(context, &buffers.courses);
            let mut upstreamed = Lanes::ZERO;
            for t in 0..context.horizon() {
                let contributed = contribute(context, t, buffers);
                let year = &mut buffers.years[t];
                keep_up(context, core, t, fate, upstreamed, year);
                let hits = year.incidents / year.active.gt(Lanes::ZERO).select(year.active, Lanes::ONE);
                run_local_code(context, t, hits, buffers, outcome);
                upstreamed += context.inputs.global(Global::WritingForReuse) * core.productivity * contributed;
            }
        },
    )
}

/// f_it and U_it = f·c_i·L_i of every member; returns Σ U_jt.
#[inline(always)]
fn contribute(context: &Context, t: usize, buffers: &mut Buffers) -> Lanes {
    let code = &mut buffers.code;
    code.by_level.fill(Lanes::ZERO);
    let mut all = Lanes::ZERO;
    for (i, course) in buffers.courses.iter().enumerate() {
        if !code.years[i].contains(&t) {
            continue;
        }
        let with_core = overlap(t, course.live, course.with_core_until);
        let contributed = with_core * context.inputs.member(i, Member::MemberUpstreaming) * code.stock[i];
        code.with_core[i] = with_core;
        code.contributed[i] = contributed;
        code.by_level[context.scenario.administrations[i].level] += contributed;
        all += contributed;
    }
    let across = context.inputs.global(Global::CrossLevel);
    for level in &mut code.by_level {
        *level += across * (all - *level);
    }
    all
}

/// Local effort of the members in year t; their code moves on to the next. `hits`: the core's expected incidents in
/// proportion to its live part of the year.
#[inline(always)]
fn run_local_code(context: &Context, t: usize, hits: Lanes, buffers: &mut Buffers, outcome: &mut WayOutcome) {
    let Buffers { code, courses, exposed, years, .. } = buffers;
    let (inputs, v) = (context.inputs, context.discount.factors[t]);
    let local_rate = context.maintenance + inputs.global(Global::Merging);
    let writing = inputs.global(Global::WritingForReuse) - Lanes::ONE;
    let useful = inputs.global(Global::Usefulness);
    let discounted_hits = v * hits;
    let (mut efforts, mut costs, mut losses) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
    for (i, course) in courses.iter().enumerate() {
        if !code.years[i].contains(&t) {
            continue;
        }
        let (with_core, contributed, stock) = (code.with_core[i], code.contributed[i], code.stock[i]);
        let need = with_core * context.enhancement * course.local;
        let peers = code.by_level[context.scenario.administrations[i].level] - contributed;
        let added = need - need.min(useful * peers);
        let p = inputs.member(i, Member::Productivity);
        let running_stock = p * with_core * stock;
        let effort = local_rate * running_stock + p * (added + writing * contributed);
        code.stock[i] = stock + (added - contributed);
        exposed[i * context.horizon() + t] += running_stock;
        code.core_incidents[i] += discounted_hits * with_core;
        let money = inputs.member(i, Member::LabourRate) * effort;
        let member = &mut outcome.members[i];
        member.effort += effort;
        member.cost += v * money;
        efforts += effort;
        costs += money;
        losses += inputs.member(i, Member::IncidentLoss) * with_core;
    }
    years[t].loss = losses;
    outcome.year_effort[t] += efforts;
    outcome.year_cost[t] += costs;
    outcome.add_phase(Phase::Running, efforts);
}

/// Upkeep, growth, support and expected incidents of the core in year t, with `upstreamed` code in it.
#[inline(always)]
fn keep_up(context: &Context, core: &Core, t: usize, fate: &Fate, upstreamed: Lanes, year: &mut CoreYear) {
    let inputs = context.inputs;
    let (m, e) = (context.maintenance, context.enhancement);
    let live = year.active.gt(Lanes::ZERO);
    let ages = Ages::in_year_until(t, core.due, fate.ends);
    let stock = core.size * ages.expose(e) + upstreamed * year.active;
    let (upkeep, growth) = (m * stock, e * core.size * year.active);
    let relief = (year.factor * upkeep).min(year.help);
    let support = inputs.global(Global::Support) * year.members;
    year.running = live.keep(upkeep + growth - relief);
    year.coordination = live.keep((year.factor - Lanes::ONE) * (upkeep + growth) + support);
    year.incidents = live.keep(context.incident_rate * stock * year.attention);
}
