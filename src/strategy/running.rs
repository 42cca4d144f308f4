//! The shared years in order: contributions, local code, community, upkeep of the core (MODEL.md section 4).

use super::Context;
use super::founding::{Coordination, Core};
use super::membership::Fate;
use super::shared::Buffers;
use super::time::{Ages, overlap};
use crate::lanes::{Lanes, Mask};
use crate::scenario::keys::{Global, Member};

/// One member's year, without incidents.
#[derive(Debug, Clone, Copy)]
pub struct MemberYear {
    /// Own build or local work, PM.
    pub building: Lanes,
    /// Running effort with the core and alone, PM.
    pub running: Lanes,
    /// Effort to leave, PM.
    pub leaving: Lanes,
    /// Own code exposed to incidents × years, PM·years.
    pub exposed: Lanes,
    /// f_it: part of the year live with the core.
    pub with_core: Lanes,
}

/// The core's year, without incidents.
#[derive(Debug, Clone, Copy)]
pub struct CoreYear {
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
}

/// Outside adopters, by Bass diffusion.
struct Community {
    market: Lanes,
    innovation: Lanes,
    imitation: Lanes,
    contributors: Lanes,
    contribution: Lanes,
    triage: Lanes,
    adopters: Lanes,
}

impl Community {
    fn new(context: &Context) -> Community {
        let inputs = context.inputs;
        let open = !context.scenario.closed_licence;
        Community {
            market: if open { inputs.global(Global::Market) } else { Lanes::ZERO },
            innovation: inputs.global(Global::Innovation),
            imitation: inputs.global(Global::Imitation),
            contributors: inputs.global(Global::Contributors),
            contribution: inputs.global(Global::Contribution),
            triage: inputs.global(Global::Triage),
            adopters: Lanes::ZERO,
        }
    }

    /// Contributing adopters at the start of the year, and what they take off the core team's work, PM.
    #[inline(always)]
    fn help(&self, active: Lanes) -> (Lanes, Lanes) {
        let contributing = self.adopters * self.contributors;
        (contributing, (Lanes::ONE - self.triage) * active * contributing * self.contribution)
    }

    /// X = min(M, X + A·(P + Q·X/M)·(M − X))
    #[inline(always)]
    fn grow(&mut self, active: Lanes) {
        let some = self.market.gt(Lanes::ZERO);
        let spread = self.adopters / some.select(self.market, Lanes::ONE);
        let new = active * (self.innovation + self.imitation * spread) * (self.market - self.adopters);
        self.adopters = some.keep(self.market.min(self.adopters + new));
    }
}

/// Local code and contributions of the members, one year after the other.
struct LocalCode {
    /// L_i at the start of the year.
    stock: Vec<Lanes>,
    /// U_it of the year.
    contributed: Vec<Lanes>,
    /// Σ U_jt by level of government.
    by_level: Vec<Lanes>,
}

/// Fills the buffers' years.
#[inline(always)]
pub fn run_years(context: &Context, k: Coordination, linked: Lanes, core: &Core, fate: &Fate, buffers: &mut Buffers) {
    let inputs = context.inputs;
    let mut code = LocalCode {
        stock: buffers.courses.iter().map(|course| course.local).collect(),
        contributed: vec![Lanes::ZERO; buffers.courses.len()],
        by_level: vec![Lanes::ZERO; context.scenario.levels.len()],
    };
    let mut community = Community::new(context);
    let mut upstreamed = Lanes::ZERO;
    let build = core.build.until(fate.abandoned_at);
    let empty = fate.abandoned & core.duration.le(Lanes::ZERO);
    buffers.member_years.clear();
    buffers.core_years.clear();
    for t in 0..context.scenario.horizon {
        let members = contribute(context, t, buffers, &mut code);
        let contributed = member_years(context, t, buffers, &mut code);
        let active = overlap(t, core.due, fate.ends);
        let (contributing, help) = community.help(active);
        let year =
            core_year(context, k, linked, core, t, CoreState { fate, members, active, upstreamed, contributing, help });
        buffers.core_years.push(CoreYear { building: (!empty).keep(build.in_year(t)), ..year });
        community.grow(active);
        upstreamed += inputs.global(Global::WritingForReuse) * core.productivity * contributed;
    }
}

/// U_it = f·c_i·L_i of every member; returns n_t.
#[inline(always)]
fn contribute(context: &Context, t: usize, buffers: &Buffers, code: &mut LocalCode) -> Lanes {
    code.by_level.fill(Lanes::ZERO);
    let mut members = Lanes::ZERO;
    for (i, (stay, course)) in buffers.stays.iter().zip(&buffers.courses).enumerate() {
        members += (!stay.alone).keep(overlap(t, stay.ready, stay.ends));
        let with_core = overlap(t, course.live, course.with_core_until);
        let contributed = with_core * context.inputs.member(i, Member::MemberUpstreaming) * code.stock[i];
        code.contributed[i] = contributed;
        code.by_level[context.scenario.administrations[i].level] += contributed;
    }
    members
}

/// Every member's year; local code moves on to the next. Returns Σ U_jt.
#[inline(always)]
fn member_years(context: &Context, t: usize, buffers: &mut Buffers, code: &mut LocalCode) -> Lanes {
    let inputs = context.inputs;
    let (m, e) = (context.maintenance, context.enhancement);
    let local_rate = m + inputs.global(Global::Merging);
    let writing = inputs.global(Global::WritingForReuse) - Lanes::ONE;
    let (useful, across) = (inputs.global(Global::Usefulness), inputs.global(Global::CrossLevel));
    let all = code.by_level.iter().fold(Lanes::ZERO, |sum, &level| sum + level);
    for (i, course) in buffers.courses.iter().enumerate() {
        let level = code.by_level[context.scenario.administrations[i].level];
        let with_core = overlap(t, course.live, course.with_core_until);
        let need = with_core * e * course.local;
        let contributed = code.contributed[i];
        let peers = (level - contributed) + across * (all - level);
        let avoided = need.min(useful * peers);
        let p = inputs.member(i, Member::Productivity);
        let stock = code.stock[i];
        let local = with_core * local_rate * stock + need - avoided + writing * contributed;
        let alone = Ages::in_year(t, course.live, course.own_from, context.end);
        let size = context.nominal.own(i).size;
        code.stock[i] = stock + (need - avoided - contributed);
        buffers.member_years.push(MemberYear {
            building: course.work.in_year(t),
            running: p * local + size * alone.run(m, e),
            leaving: course.transition.in_year(t),
            exposed: p * with_core * stock + size * alone.expose(e),
            with_core,
        });
    }
    all
}

/// What the core's year depends on.
struct CoreState<'a> {
    fate: &'a Fate,
    /// n_t
    members: Lanes,
    /// A_t
    active: Lanes,
    /// Up
    upstreamed: Lanes,
    /// χ·X_t
    contributing: Lanes,
    /// (1 − φ_t)·contributions
    help: Lanes,
}

/// Upkeep, growth, support and expected incidents of the core in year t; the build is added by the caller.
#[inline(always)]
fn core_year(context: &Context, k: Coordination, linked: Lanes, core: &Core, t: usize, state: CoreState) -> CoreYear {
    let inputs = context.inputs;
    let (m, e) = (context.maintenance, context.enhancement);
    let live: Mask = state.active.gt(Lanes::ZERO);
    let mean_members = state.members / live.select(state.active, Lanes::ONE);
    let factor = k.factor(mean_members, linked);
    let ages = Ages::in_year(t, core.due, core.due, state.fate.ends);
    let stock = core.size * ages.expose(e) + state.upstreamed * state.active;
    let (upkeep, growth) = (m * stock, e * core.size * state.active);
    let relief = (factor * upkeep).min(state.help);
    let support = inputs.global(Global::Support) * state.members;
    let hands = Lanes::ONE.max(mean_members + state.contributing);
    let attention = hands.pow(Lanes::ZERO - inputs.global(Global::Eyes));
    CoreYear {
        building: Lanes::ZERO,
        running: live.keep(upkeep + growth - relief),
        coordination: live.keep((factor - Lanes::ONE) * (upkeep + growth) + support),
        active: state.active,
        incidents: live.keep(context.incident_rate * stock * attention),
    }
}
