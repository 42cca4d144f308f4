//! Needs and nominal effort (model.md section 2), and what each administration's own build would take.

use super::Terms;
use super::time::Spread;
use crate::inputs::Inputs;
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};
use std::ops::Range;

/// One administration's system, as it would build it.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// F(X_i), before its productivity.
    pub function: Lanes,
    /// N_i, PM
    pub size: Lanes,
    /// E = N_i·O_i, PM
    pub effort: Lanes,
    /// D(N_i, O_i), years
    pub duration: Lanes,
    /// E/D, PM a year; 0 where D is 0
    pub rate: Lanes,
    /// ln O_i^d', which serves its other builds too
    pub stretch: Lanes,
}

/// The own systems of a block of administrations.
#[derive(Debug, Default)]
pub struct Nominal {
    first: usize,
    own: Vec<Own>,
}

impl Nominal {
    /// Of administration i, one of the block.
    #[inline(always)]
    pub fn own(&self, i: usize) -> &Own {
        &self.own[i - self.first]
    }

    /// From the sizes, shares and scopes of a batch.
    #[inline(never)]
    pub fn compute(&mut self, scenario: &Scenario, inputs: &Inputs, terms: &Terms, block: Range<usize>) {
        vectorised(
            #[inline(always)]
            || {
                self.first = block.start;
                self.own.clear();
                for i in block {
                    self.own.push(Own::of(scenario, inputs, terms, i));
                }
            },
        )
    }
}

impl Own {
    /// Of administration i.
    #[inline(always)]
    pub fn of(scenario: &Scenario, inputs: &Inputs, terms: &Terms, i: usize) -> Own {
        let mut whole = Lanes::ZERO;
        for k in 0..scenario.modules.len() {
            whole += inputs.size(k) * scenario.need(i, k);
        }
        let overrun = inputs.member(i, Member::MemberOverrun);
        let function = terms.effort.nominal(whole * inputs.member(i, Member::Scope));
        let size = inputs.member(i, Member::Productivity) * function;
        let stretch = terms.schedule.stretch(overrun);
        let duration = terms.schedule.duration(size, stretch);
        let effort = size * overrun;
        let takes_time = duration.gt(Lanes::ZERO);
        let rate = takes_time.keep(effort / takes_time.select(duration, Lanes::ONE));
        Own { function, size, effort, duration, rate, stretch }
    }

    /// Its build, abandoned once and restarted where `sunk` is above 0 (the part of the build that was lost), and when it
    /// is live. The restart goes on at the same yearly rate.
    #[inline(always)]
    pub fn build(&self, start: Lanes, sunk: Lanes) -> (Spread, Lanes) {
        let times = sunk + Lanes::ONE;
        let live = start + self.duration * times;
        (Spread::at_rate(self.rate, self.effort * times, start, live), live)
    }
}

/// Until go-live the old system costs what one's own would, unless the scenario says otherwise: w_i·(m + e)·N_i.
#[inline(never)]
pub fn default_legacy_costs(scenario: &Scenario, inputs: &mut Inputs, nominal: &Nominal, block: Range<usize>) {
    vectorised(
        #[inline(always)]
        || {
            let upkeep = inputs.global(Global::Maintenance) + inputs.global(Global::Enhancement);
            let layout = scenario.layout();
            for i in block {
                let row = layout.row(Row::Member(i, Member::LegacyCost));
                if scenario.inputs[row] == Source::Derived {
                    *inputs.at_mut(row) = inputs.member(i, Member::LabourRate) * upkeep * nominal.own(i).size;
                }
            }
        },
    )
}
