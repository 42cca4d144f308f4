//! Members' local code beside the core, and what they contribute to it (model.md section 4).

use super::Context;
use super::course::Course;
use super::time::{overlap, years};
use crate::lanes::Lanes;
use crate::scenario::keys::Global;
use std::ops::Range;

/// One member's local code.
#[derive(Debug, Clone, Copy)]
pub struct Local {
    /// x_i where it runs with the core until then, 0 where it never does.
    with_core_until: Lanes,
    /// a_i·F_i^in + F_i^out
    pub first: Lanes,
    /// L_i at the start of the year.
    pub stock: Lanes,
    /// f_it
    pub with_core: Lanes,
    /// f_it·L_it
    pub running: Lanes,
}

impl Local {
    /// Takes year t of a system live since `live`, with U_it/c_i = f_it·L_it.
    #[inline(always)]
    pub fn enter(&mut self, t: usize, live: Lanes) -> Lanes {
        self.with_core = self.with_core_in(t, live);
        self.running = self.with_core * self.stock;
        self.running
    }

    /// f_it of a system live since `live`.
    #[inline(always)]
    pub fn with_core_in(&self, t: usize, live: Lanes) -> Lanes {
        overlap(t, live, self.with_core_until)
    }
}

/// Local code and contributions of the members, one year after the other.
#[derive(Debug, Default)]
pub struct LocalCode {
    /// Years in which each may run with the core.
    pub years: Vec<Range<usize>>,
    pub members: Vec<Local>,
    /// Σ U_jt by level of government; then what a member of the level takes up to its own part.
    pub by_level: Vec<Lanes>,
    /// The same of the next year, so far.
    pub next_by_level: Vec<Lanes>,
    /// v_t·f_it·Λ_t/A_t over the years: what one incident in all of the core costs a unit of loss.
    pub core_incidents: Vec<Lanes>,
}

impl LocalCode {
    /// Nobody yet.
    pub fn clear(&mut self, context: &Context) {
        self.years.clear();
        self.members.clear();
        self.core_incidents.clear();
        if !context.terms.calm {
            self.core_incidents.resize(context.scenario.administrations.len(), Lanes::ZERO);
        }
        for levels in [&mut self.by_level, &mut self.next_by_level] {
            levels.clear();
            levels.resize(context.scenario.levels.len(), Lanes::ZERO);
        }
    }

    /// Takes the next member.
    #[inline(always)]
    pub fn start(&mut self, context: &Context, course: &Course) {
        let &Course { live, with_core_until, local, .. } = course;
        self.years.push(years(live, with_core_until, context.horizon()));
        self.members.push(Local {
            with_core_until,
            first: local,
            stock: local,
            with_core: Lanes::ZERO,
            running: Lanes::ZERO,
        });
    }

    /// What has been contributed to the next year is now that of the year; returns Σ U_jt.
    #[inline(always)]
    pub fn turn(&mut self, context: &Context) -> Lanes {
        let mut all = Lanes::ZERO;
        for &level in &self.next_by_level {
            all += level;
        }
        let across = context.inputs.global(Global::CrossLevel);
        for (level, next) in self.by_level.iter_mut().zip(&mut self.next_by_level) {
            *level = *next + across * (all - *next);
            *next = Lanes::ZERO;
        }
        all
    }
}
