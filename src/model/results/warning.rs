//! What a reader must know before trusting the means of a run.

use serde::Serialize;

/// A reason to look twice, with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// The tail of an input is so heavy that means of what grows with it are not reported.
    HeavyTail {
        /// Path of the input.
        input: String,
        /// Index of its tail, in costs.
        tail_index: f64,
        /// What means lack for it.
        lacks: Lacks,
    },
    /// The tail of an input is so long that intervals of means hold less often than they say.
    LongTail {
        /// Path of the input that makes most of it.
        input: String,
        /// Skewness of costs.
        skewness: f64,
        /// Replications that intervals need to hold.
        replications_needed: f64,
    },
    /// A few extreme replications decide the spread of costs.
    ExtremesDecide,
    /// There are few replications.
    FewReplications {
        /// Replications done.
        replications: u64,
    },
}

/// What a power-law tail takes from a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacks {
    /// There is no mean.
    Mean,
    /// There is a mean, without an error.
    StandardError,
}

impl Lacks {
    /// With a tail of an index of at most 2.
    pub fn of(tail_index: f64) -> Lacks {
        if tail_index <= 1.0 { Lacks::Mean } else { Lacks::StandardError }
    }
}
