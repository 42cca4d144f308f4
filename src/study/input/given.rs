//! What a scenario gives for a number.

use model::distribution::Distribution;

/// A value, and what the writer says of it.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// The value.
    pub distribution: Distribution,
    /// Where it comes from.
    pub source: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The path of the key that it is of, where only one will do.
    pub of: Option<&'static str>,
}

impl Given {
    /// Without a word on where it comes from.
    pub fn bare(distribution: Distribution) -> Self {
        Given { distribution, source: None, note: None, of: None }
    }
}
