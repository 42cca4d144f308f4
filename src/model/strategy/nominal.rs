//! Needs and nominal effort (model.md section 2), and what each administration's own build would take.

use super::Terms;
use super::build::{Build, Builder};
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
    /// What its builds have in common.
    pub builder: Builder,
    /// Its build of N_i.
    pub build: Build,
    /// N_i*: what is to be kept up of it, PM.
    pub kept_up: Lanes,
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
        let function = terms.effort.nominal(whole * inputs.member(i, Member::Scope));
        let size = inputs.member(i, Member::Productivity) * function;
        let builder = terms.builds.administration(inputs, i);
        let build = terms.builds.build(&builder, size, Lanes::ONE);
        Own { function, size, builder, build, kept_up: size * build.carried }
    }
}

/// What an old system costs a year until go-live, unless the scenario says otherwise: a share of what one's own would.
#[inline(never)]
pub fn default_legacy_costs(scenario: &Scenario, inputs: &mut Inputs, nominal: &Nominal, block: Range<usize>) {
    vectorised(
        #[inline(always)]
        || {
            let upkeep = inputs.global(Global::Maintenance) + inputs.global(Global::Enhancement);
            let (share, instance) = (inputs.global(Global::LegacyShare), inputs.global(Global::Instance));
            let per_person = inputs.global(Global::PerPerson);
            let layout = scenario.layout();
            for i in block {
                let row = layout.row(Row::Member(i, Member::LegacyCost));
                if scenario.inputs[row] == Source::Derived {
                    let effort = upkeep * nominal.own(i).size + instance;
                    let people = per_person * scenario.administrations[i].population.unwrap_or(0.0);
                    *inputs.at_mut(row) = share * (inputs.member(i, Member::LabourRate) * effort + people);
                }
            }
        },
    )
}
