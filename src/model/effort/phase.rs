//! The phases of a system's life that effort is spent in.

use serde::Serialize;

/// What effort is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Building: alone, or the core without its coordination.
    Build,
    /// Local adaptation of the core, or setting a product up.
    Adaptation,
    /// Keeping up, new needs, merging, upstreaming, less what outside contributors take off.
    Running,
    /// Hosting, desk and duty.
    Operations,
    /// Agreements, coordination of build and running, support of members, their own time for steering.
    Coordination,
    /// Mending incidents.
    Security,
    /// Leaving: transition to a system of one's own.
    Leaving,
}

impl Phase {
    /// All of them, in the order of a system's life.
    pub const ALL: [Phase; 7] = [
        Phase::Build,
        Phase::Adaptation,
        Phase::Running,
        Phase::Operations,
        Phase::Coordination,
        Phase::Security,
        Phase::Leaving,
    ];

    /// The word of result files.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Build => "build",
            Phase::Adaptation => "adaptation",
            Phase::Running => "running",
            Phase::Operations => "operations",
            Phase::Coordination => "coordination",
            Phase::Security => "security",
            Phase::Leaving => "leaving",
        }
    }
}
