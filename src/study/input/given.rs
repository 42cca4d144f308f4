//! What a scenario gives for a number.

use super::said::Said;
use model::distribution::Distribution;

/// A value, and what the writer says of it.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// The value.
    pub distribution: Distribution,
    /// What is said beside it.
    pub said: Said,
    /// The path of the key that it is of, where only one will do.
    pub of: Option<&'static str>,
}

impl Given {
    /// Without a word on where it comes from.
    pub fn bare(distribution: Distribution) -> Self {
        Given { distribution, said: Said::default(), of: None }
    }
}
