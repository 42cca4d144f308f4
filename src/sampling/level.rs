//! The core's level of government: the lead's, else the commonest among founders (MODEL.md section 4).

use crate::lanes::{LANES, Mask};
use crate::scenario::Scenario;
use crate::strategy::{Inputs, fixed_founders, founders};

/// The level, where it is the same in every replication.
pub struct CoreLevel(Option<usize>);

impl CoreLevel {
    /// Of a scenario.
    pub fn new(scenario: &Scenario) -> CoreLevel {
        let lead = scenario.lead.map(|lead| scenario.administrations[lead].level);
        CoreLevel(lead.or_else(|| fixed_founders(scenario).map(|masks| commonest(scenario, &masks, 0))))
    }

    /// The level, where it is certain.
    pub fn certain(&self) -> Option<usize> {
        self.0
    }

    /// The level in each lane of a batch whose joins are drawn.
    pub fn drawn(&self, scenario: &Scenario, inputs: &Inputs) -> [usize; LANES] {
        if let Some(level) = self.0 {
            return [level; LANES];
        }
        let mut masks = vec![Mask::NONE; scenario.administrations.len()];
        founders(inputs, &mut masks);
        std::array::from_fn(|lane| commonest(scenario, &masks, lane))
    }
}

/// The commonest level among the founders of a lane; the first listed of them decides a tie.
fn commonest(scenario: &Scenario, founders: &[Mask], lane: usize) -> usize {
    let mut counts = vec![0_usize; scenario.levels.len()];
    let levels = || {
        let there = scenario.administrations.iter().zip(founders).filter(|(_, mask)| mask.lane(lane));
        there.map(|(administration, _)| administration.level)
    };
    levels().for_each(|level| counts[level] += 1);
    let most = counts.iter().copied().max().unwrap_or(0);
    levels().find(|&level| counts[level] == most).unwrap_or(0)
}
