//! The core's level of government: the lead's, else the commonest among founders (model.md section 4).

use crate::inputs::Inputs;
use crate::lanes::{Lanes, Mask};
use crate::scenario::Scenario;
use crate::strategy::{fixed_founders, founders};

/// The level, where it is the same in every replication.
pub struct CoreLevel(Option<usize>);

impl CoreLevel {
    /// Of a scenario.
    pub fn new(scenario: &Scenario) -> CoreLevel {
        let lead = scenario.lead.map(|lead| scenario.administrations[lead].level);
        CoreLevel(lead.or_else(|| fixed_founders(scenario).map(|masks| commonest(scenario, &masks).0[0] as usize)))
    }

    /// As if the core had this level.
    pub fn fixed(level: usize) -> CoreLevel {
        CoreLevel(Some(level))
    }

    /// The level, where it is certain.
    pub fn certain(&self) -> Option<usize> {
        self.0
    }

    /// The number of the level in each lane of a batch whose joins are drawn.
    #[inline(always)]
    pub fn drawn(&self, scenario: &Scenario, inputs: &Inputs) -> Lanes {
        if let Some(level) = self.0 {
            return Lanes::splat(level as f64);
        }
        let mut masks = vec![Mask::NONE; scenario.administrations.len()];
        founders(inputs, &mut masks);
        commonest(scenario, &masks)
    }
}

/// The commonest level among the founders, lane by lane; the first listed of them decides a tie.
#[inline(always)]
fn commonest(scenario: &Scenario, founders: &[Mask]) -> Lanes {
    let mut counts = vec![Lanes::ZERO; scenario.levels.len()];
    for (administration, founder) in scenario.administrations.iter().zip(founders) {
        counts[administration.level] += founder.number();
    }
    let most = counts.iter().fold(Lanes::ZERO, |most, &count| most.max(count));
    let (mut level, mut open) = (Lanes::ZERO, !Mask::NONE);
    for (administration, &founder) in scenario.administrations.iter().zip(founders) {
        let found = open & founder & counts[administration.level].ge(most);
        level = found.select(Lanes::splat(administration.level as f64), level);
        open = open & !found;
    }
    level
}
