//! Roll-out: training and migration, once, in the year of first go-live (model.md sections 3 to 5).

use super::Context;
use crate::lanes::Lanes;
use crate::scenario::keys::Member;

/// What one administration's roll-out costs, and when.
#[derive(Debug, Clone, Copy)]
pub struct Rollout {
    cost: Lanes,
    /// ⌊g⌋
    year: Lanes,
    /// Whether it costs anything in any lane.
    costs: bool,
}

impl Rollout {
    /// Of administration i, whose system is live from a time on.
    #[inline(always)]
    pub fn new(context: &Context, i: usize, live: Lanes) -> Rollout {
        let cost = context.inputs.member(i, Member::RolloutCost);
        Rollout { cost, year: live.floor(), costs: cost != Lanes::ZERO }
    }

    /// What it costs in year t.
    #[inline(always)]
    pub fn in_year(&self, t: usize) -> Lanes {
        if self.costs { self.year.is(t as f64).keep(self.cost) } else { Lanes::ZERO }
    }

    /// A time by which its year is over as well as what ends at `ends`.
    #[inline(always)]
    pub fn settled(&self, ends: Lanes) -> Lanes {
        if self.costs { ends.max(self.year + 1.0) } else { ends }
    }
}
