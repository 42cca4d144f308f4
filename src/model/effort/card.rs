//! What a reader should know of an effort model before trusting it.

use super::ratings::Driver;
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// An effort model, described. Each model's file has one.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// The model that it describes.
    pub model: EffortModel,
    /// Its name in the literature.
    pub name: &'static str,
    /// Its formula in words.
    pub formula: &'static str,
    /// Unit of a module's size, in short.
    pub unit: &'static str,
    /// The same in words.
    pub size: &'static str,
    /// When to use it.
    pub use_when: &'static str,
    /// When not.
    pub not_when: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Factors that add up in the exponent, by rating.
    pub scale_factors: &'static [Driver],
    /// Factors that are multiplied, by rating.
    pub multipliers: &'static [Driver],
    /// How well the ratings are supported.
    pub ratings_mark: Mark,
    /// Where the ratings come from; empty without ratings.
    pub ratings_source: &'static str,
    /// A case that can be checked by hand.
    pub example: Example,
    /// Where the model comes from.
    pub source: &'static str,
}

/// A number, or a word, that a model takes.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its key in a scenario.
    pub key: &'static str,
    /// The value that it takes unless given.
    pub value: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// How well the value is supported.
    pub mark: Mark,
    /// Where the value comes from.
    pub source: &'static str,
}

/// A case that can be checked by hand.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What is estimated.
    pub says: &'static str,
    /// Person-months, by the formula.
    pub effort: fn() -> f64,
}

impl Card {
    /// Its word in scenario files.
    pub fn word(&self) -> &'static str {
        self.model.word()
    }

    /// The factors that can be rated.
    pub fn drivers(&self) -> impl Iterator<Item = &'static Driver> + Clone {
        self.scale_factors.iter().chain(self.multipliers)
    }
}
