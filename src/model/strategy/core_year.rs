//! A year of the shared core.

use crate::lanes::Lanes;

/// The core's year, without incidents.
#[derive(Debug, Clone, Copy, Default)]
pub struct CoreYear {
    /// n_t: member-years in the running core.
    pub members: Lanes,
    /// Σ W_j·β_jt
    pub weighted: Lanes,
    /// Σ β_jt, where a year has nobody who weighs anything.
    pub present: Lanes,
    /// Σ f_jt: live member-years with the core, where they count.
    pub users: Lanes,
    /// What a live year with the core counts: more with more users.
    pub worth: Lanes,
    /// Set-up, PM.
    pub setup: Lanes,
    /// Core build, PM.
    pub building: Lanes,
    /// Operations in common, PM.
    pub operations: Lanes,
    /// Upkeep and growth, less what the community takes off, as for one member, PM.
    pub running: Lanes,
    /// Coordination of running, and support, PM.
    pub coordination: Lanes,
    /// A_t: part of the year in which the core is active.
    pub active: Lanes,
    /// Λ_t: expected incidents.
    pub incidents: Lanes,
    /// Σ loss_i·f_it: what one incident in a live year of the core would cost the members.
    pub loss: Lanes,
    /// The core's effort with its incidents, PM.
    pub effort: Lanes,
    /// Pot_t
    pub pot: Lanes,
    /// What the grant pays of it.
    pub funded: Lanes,
    /// The pot's present value for a unit of Σ W_j·β_jt.
    pub bill: Lanes,
    /// The grant's, likewise.
    pub grant: Lanes,
    /// The core's effort for a unit of Σ W_j·β_jt, PM.
    pub work: Lanes,
    /// K of the mean number of members.
    pub factor: Lanes,
    /// What outside adopters take off the core team's work, PM.
    pub help: Lanes,
    /// max(1, contributors)^−η
    pub attention: Lanes,
}
