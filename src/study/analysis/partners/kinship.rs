//! What it is worth to be in a peer network, and to be at the core's level of government.
//!
//! All administrations share, on the same draws, with one thing otherwise. A network is worth the coordination that it saves,
//! which model.md section 4 makes K(n) = 1 + κ·g(n)·(1 − ν·h): nothing where ν or κ is 0. A level of government counts twice:
//! a member at the core's level draws its adaptation from another distribution, unless the scenario gives its own; and peers at
//! one level find more of each other's contributions useful than those at another (θ). The core's level is held at the one that
//! it most often has, also when a founder is moved; another level is one that nobody else has. Costs alone do not change.

use super::found::{ByMember, KinshipResult, LevelMember, Levels, MeanResult, Networks, Skipped, Worth};
use super::groups::estimate;
use model::lanes::Lanes;
use model::sampling::CoreLevel;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use model::simulation::coalitions::Draws;
use rayon::prelude::*;

/// What kinship is worth to all administrations of a scenario together.
pub fn kinship(scenario: &Scenario, draws: &Draws) -> KinshipResult {
    let everyone: Vec<usize> = (0..scenario.administrations.len()).collect();
    let asked = Asked { scenario, draws, as_it_is: draws.shared_by(&everyone), everyone };
    KinshipResult { networks: asked.networks(), levels: asked.levels() }
}

/// What all save more, where less than 0 less, against what they pay as it is.
fn change(as_it_is: &[f64], costs: &[f64]) -> MeanResult {
    estimate(&as_it_is.iter().zip(costs).map(|(now, then)| now - then).collect::<Vec<f64>>())
}

struct Asked<'a> {
    scenario: &'a Scenario,
    draws: &'a Draws<'a>,
    everyone: Vec<usize>,
    as_it_is: Vec<f64>,
}

/// What a member's adaptation is in a variant.
struct Moved<'a> {
    level: usize,
    /// By batch, by administration.
    adaptations: &'a [Vec<Lanes>],
}

impl Asked<'_> {
    /// Whether a key is a certain value throughout.
    fn is(&self, key: Global, value: f64) -> bool {
        match self.scenario.source(Row::Global(key)) {
            Source::Drawn(distribution) => distribution.certain() == Some(value),
            Source::Common(_) | Source::Derived => false,
        }
    }

    fn networks(&self) -> Worth<Networks> {
        let scenario = self.scenario;
        let nothing = if self.everyone.len() < 2 {
            Some(Skipped::NoTwo)
        } else if self.is(Global::NetworkRelief, 0.0) {
            Some(Skipped::NoRelief)
        } else if self.is(Global::Coordination, 0.0) && self.is(Global::Formation, 0.0) {
            Some(Skipped::NoCoordination)
        } else {
            None
        };
        if let Some(skipped) = nothing {
            return Worth::Nothing { skipped };
        }
        let with = |otherwise: &dyn Fn(&mut Scenario)| {
            let mut variant = scenario.restricted(&self.everyone);
            otherwise(&mut variant);
            let level = CoreLevel::new(&variant);
            change(&self.as_it_is, &self.draws.shared_varied(&variant, &self.everyone, level, |_| true, |_, _| {}))
        };
        let own = |&i: &usize| ByMember {
            member: scenario.administrations[i].id.clone(),
            change: with(&|variant| variant.administrations[i].networks.clear()),
        };
        let in_some: Vec<usize> =
            self.everyone.iter().copied().filter(|&i| !scenario.administrations[i].networks.is_empty()).collect();
        Worth::Found(Networks {
            none: with(&|variant| variant.administrations.iter_mut().for_each(|one| one.networks.clear())),
            one: with(&|variant| variant.administrations.iter_mut().for_each(|one| one.networks = vec![0])),
            without: in_some.par_iter().map(own).collect(),
        })
    }

    fn levels(&self) -> Worth<Levels> {
        let scenario = self.scenario;
        if self.everyone.len() < 2 {
            return Worth::Nothing { skipped: Skipped::NoTwo };
        }
        let (core, core_in) = self.draws.core_level();
        let peers = !(self.is(Global::CrossLevel, 1.0) || self.is(Global::Usefulness, 0.0));
        let waits = |i: usize| scenario.source(Row::Member(i, Member::Adaptation)).is_derived();
        let counts = |i: usize| peers || waits(i);
        if !self.everyone.iter().any(|&i| counts(i)) {
            return Worth::Nothing { skipped: Skipped::LevelsAlike };
        }
        let (same, other) = (self.draws.adaptations(true), self.draws.adaptations(false));
        let whole = scenario.restricted(&self.everyone);
        let as_it_is = self.draws.shared_varied(&whole, &self.everyone, CoreLevel::fixed(core), |_| true, |_, _| {});
        let here = Moved { level: core, adaptations: &same };
        let away = Moved { level: scenario.levels.len(), adaptations: &other };
        let member = |&i: &usize| {
            let at_core = scenario.administrations[i].level == core;
            LevelMember {
                member: scenario.administrations[i].id.clone(),
                level: scenario.levels[scenario.administrations[i].level].clone(),
                at_core,
                change: self.with_moved((core, &as_it_is), &[i], if at_core { &away } else { &here }),
            }
        };
        let apart: Vec<usize> =
            self.everyone.iter().copied().filter(|&i| scenario.administrations[i].level != core).collect();
        let asked: Vec<usize> = self.everyone.iter().copied().filter(|&i| counts(i)).collect();
        Worth::Found(Levels {
            core: scenario.levels[core].clone(),
            core_in,
            all_at_core: (!apart.is_empty()).then(|| self.with_moved((core, &as_it_is), &apart, &here)),
            members: asked.par_iter().map(member).collect(),
        })
    }

    /// What all save more if some were at another level of government than they are.
    fn with_moved(&self, (core, as_it_is): (usize, &[f64]), who: &[usize], to: &Moved) -> MeanResult {
        let mut variant = self.scenario.restricted(&self.everyone);
        if to.level == variant.levels.len() {
            variant.levels.push(String::new());
        }
        who.iter().for_each(|&i| variant.administrations[i].level = to.level);
        let layout = variant.layout();
        let costs = self.draws.shared_varied(
            &variant,
            &self.everyone,
            CoreLevel::fixed(core),
            |_| true,
            |batch, inputs| {
                for &i in who {
                    *inputs.at_mut(layout.row(Row::Member(i, Member::Adaptation))) = to.adaptations[batch][i];
                }
            },
        );
        change(as_it_is, &costs)
    }
}
