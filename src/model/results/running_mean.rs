//! How a mean settles while replications go by.

/// A mean over the first replications of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunningMean {
    /// How many of them.
    pub replications: u64,
    /// Their mean.
    pub mean: f64,
    /// Its standard error; none where there is none.
    pub standard_error: Option<f64>,
}

impl RunningMean {
    /// Of the quantity with its sign changed.
    pub fn negated(self) -> RunningMean {
        RunningMean { mean: 0.0 - self.mean, ..self }
    }
}
