//! What readers of shares and bars must know.

use serde::Serialize;

/// A reason to look twice, with its figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// There is no variance to share out: an input's tail is too heavy, or the quantity is a quotient.
    NoVariance,
    /// A hundredth of the replications makes so much of the variance that its shares may never settle.
    ExtremesDecide {
        /// Share of the variance that it makes.
        extremes: f64,
        /// Width of the widest interval of the shares of the variance.
        widest: f64,
    },
    /// Intervals are wide.
    WideIntervals {
        /// Width of the widest.
        widest: f64,
        /// Replications of each set of points that were done.
        replications: u64,
        /// Replications that should make all narrower than `wanted`.
        replications_needed: u64,
        /// Width that would do.
        wanted: f64,
    },
}
