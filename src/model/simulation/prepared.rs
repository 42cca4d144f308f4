//! What all parts of a run have in common: its plan, its draws, the quantities and how they are tallied.

use super::Settings;
use super::convergence::Followed;
use super::counted::Counted;
use super::quantiles::Method;
use super::seen::Seen;
use super::tally::Tally;
use crate::lanes::LANES;
use crate::sampling::Sampler;
use crate::sampling::design::Plan;
use crate::scenario::Scenario;

/// Administration-years in a task, about: a few milliseconds.
const TASK_SIZE: usize = 1 << 19;
/// Replications in a task at the most.
const TASK_REPLICATIONS: usize = 4096;
/// Values that a thread works on before it tallies them: half of a common second-level cache.
pub const CHUNK_VALUES: usize = 1 << 17;

/// Whether a number of quantities is tallied by administration: those of one batch fill a cache several times over.
pub fn is_wide(quantities: usize) -> bool {
    quantities * LANES > CHUNK_VALUES
}

/// A run before its first replication.
pub struct Prepared<'a> {
    /// What is simulated.
    pub scenario: &'a Scenario,
    /// What was asked.
    pub settings: Settings,
    /// Replications, and by which design.
    pub plan: Plan,
    /// Its draws.
    pub sampler: Sampler<'a>,
    /// Its quantities.
    pub counted: Counted,
    /// How their values are kept.
    pub(super) method: Method,
    /// What is noted on the way.
    pub(super) followed: Followed,
    /// Tallies of nothing, fitted to the first replications.
    pub(super) tallies: Vec<Tally>,
}

impl Prepared<'_> {
    /// Whether there are so many quantities that they are tallied by administration.
    pub fn is_wide(&self) -> bool {
        is_wide(self.counted.quantities.len())
    }

    /// Nothing seen yet.
    pub(super) fn nothing(&self) -> Seen {
        let randomisations = self.plan.design.randomisations().unwrap_or(1);
        Seen::nothing(self.tallies.clone(), randomisations as usize)
    }

    /// Tallies of nothing.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        self.tallies.clone()
    }

    /// Replications of a task: the same however a run is shared out, since sums are rounded task by task.
    pub fn task_length(&self) -> u64 {
        let each = self.scenario.administrations.len() * self.scenario.horizon;
        (TASK_SIZE / each).clamp(LANES, TASK_REPLICATIONS).next_multiple_of(LANES) as u64
    }
}
