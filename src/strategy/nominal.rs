//! Needs and nominal effort (MODEL.md section 2), and what each administration's own build would take.

use super::Inputs;
use crate::effort::{Effort, Schedule};
use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};

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
    /// O_i^d', which serves its other builds too
    pub stretch: Lanes,
}

/// Every administration's own system.
#[derive(Debug, Default)]
pub struct Nominal {
    own: Vec<Own>,
}

impl Nominal {
    /// Of administration i.
    #[inline(always)]
    pub fn own(&self, i: usize) -> &Own {
        &self.own[i]
    }

    /// From the sizes, shares and scopes of a batch.
    #[inline(always)]
    pub fn compute(&mut self, scenario: &Scenario, inputs: &Inputs, effort: &Effort, schedule: &Schedule) {
        self.own.clear();
        for i in 0..scenario.administrations.len() {
            let mut whole = Lanes::ZERO;
            for k in 0..scenario.modules.len() {
                whole += inputs.size(k) * scenario.need(i, k);
            }
            let overrun = inputs.member(i, Member::MemberOverrun);
            let function = effort.nominal(whole * inputs.member(i, Member::Scope));
            let size = inputs.member(i, Member::Productivity) * function;
            let stretch = schedule.stretch(overrun);
            let duration = schedule.duration(size, stretch);
            self.own.push(Own { function, size, effort: size * overrun, duration, stretch });
        }
    }
}

/// Until go-live the old system costs what one's own would, unless the scenario says otherwise: w_i·(m + e)·N_i.
#[inline(always)]
pub fn default_legacy_costs(scenario: &Scenario, inputs: &mut Inputs, nominal: &Nominal) {
    let upkeep = inputs.global(Global::Maintenance) + inputs.global(Global::Enhancement);
    let layout = scenario.layout();
    for i in 0..scenario.administrations.len() {
        let row = layout.row(Row::Member(i, Member::LegacyCost));
        if scenario.inputs[row] == Source::Derived {
            *inputs.at_mut(row) = inputs.member(i, Member::LabourRate) * upkeep * nominal.own(i).size;
        }
    }
}
