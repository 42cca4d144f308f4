//! What an effort model settles.

use model::distribution::Distribution;
use model::scenario::keys::{Global, Mark};

/// A number that the choice of the model settles, unless it is given itself.
#[derive(Debug)]
pub(crate) struct Settled {
    /// Its key.
    pub key: Global,
    /// The number.
    pub distribution: Distribution,
    /// The number as the log names it.
    pub value: String,
    /// Whether it comes from what the scenario gives, rather than being the model's default.
    pub given: bool,
    /// How well it is supported.
    pub mark: Mark,
    /// Where it comes from.
    pub source: String,
    /// How it comes about.
    pub note: Option<String>,
}
