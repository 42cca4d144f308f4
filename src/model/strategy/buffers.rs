//! What the phases of the shared strategy hand on to each other, in buffers used again from batch to batch.

use super::buy_in::Waves;
use super::core_year::CoreYear;
use super::local_code::LocalCode;
use super::membership::Stay;
use crate::lanes::Lanes;
use crate::scenario::Scenario;
use std::ops::Range;

/// The members' and the years' part in a batch.
#[derive(Debug)]
pub struct Buffers {
    /// How long each member stays.
    pub stays: Vec<Stay>,
    /// Local code and contributions.
    pub code: LocalCode,
    /// The years of the core.
    pub years: Vec<CoreYear>,
    /// Own code exposed to incidents × years, PM·years: row i, column t. None where there are no incidents.
    pub exposed: Vec<Lanes>,
    /// The years in which each member may be billed.
    pub billed: Vec<Range<usize>>,
    /// W_i
    pub weights: Vec<Lanes>,
    /// Local incidents of each member.
    pub incidents: Vec<Lanes>,
    /// Probability of none.
    pub nones: Vec<Lanes>,
    /// What each member exposes by itself.
    pub exposures: Vec<Exposure>,
    /// Who joins with whom.
    pub waves: Waves,
}

/// A member's own code exposed to incidents × years, PM·years.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exposure {
    /// Over the horizon.
    pub total: Lanes,
    /// The same, each year discounted as money.
    pub value: Lanes,
    /// The same, each year discounted as labour.
    pub labour: Lanes,
}

impl Buffers {
    /// For a scenario.
    pub fn new(scenario: &Scenario) -> Buffers {
        Buffers {
            stays: Vec::new(),
            code: LocalCode::default(),
            years: Vec::new(),
            exposed: Vec::new(),
            billed: Vec::new(),
            weights: Vec::new(),
            incidents: Vec::new(),
            nones: Vec::new(),
            exposures: Vec::new(),
            waves: Waves::new(scenario),
        }
    }
}
