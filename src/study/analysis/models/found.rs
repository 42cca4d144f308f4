//! Effort models, described.

use model::effort::ratings::Driver;
use model::effort::{Card, Parameter};
use model::scenario::EffortModel;
use serde::Serialize;

/// What `commonweal models` lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Models {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// One entry a model.
    pub models: Vec<ModelResult>,
}

/// An effort model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelResult {
    /// Its word for `effort.model`.
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
    pub parameters: Vec<ParameterResult>,
    /// What can be rated in `[effort.ratings]` and adds up in the exponent.
    pub scale_factors: Vec<DriverResult>,
    /// What can be rated and is multiplied.
    pub multipliers: Vec<DriverResult>,
    /// Mark of the ratings' numbers.
    pub ratings_mark: Option<String>,
    /// Where they come from.
    pub ratings_source: Option<&'static str>,
    /// A case that can be checked by hand.
    pub example: ExampleResult,
    /// Where the model comes from.
    pub source: &'static str,
}

/// A number, or a word, that a model takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterResult {
    /// Its key in a scenario.
    pub key: &'static str,
    /// The value that it takes unless given.
    pub value: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Mark of the value.
    pub mark: String,
    /// Where the value comes from.
    pub source: &'static str,
}

/// Something that is rated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriverResult {
    /// Its key.
    pub key: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Ratings with their numbers, the lowest first.
    pub ratings: Vec<(&'static str, f64)>,
}

/// A case that can be checked by hand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExampleResult {
    /// What is estimated.
    pub says: &'static str,
    /// Person-months.
    pub effort: f64,
}

impl ModelResult {
    /// What a card says.
    pub fn of(card: &Card) -> ModelResult {
        let drivers = |drivers: &[Driver]| drivers.iter().map(DriverResult::of).collect();
        let is_rated = !card.ratings_source.is_empty();
        ModelResult {
            model: card.model,
            name: card.name,
            formula: card.formula,
            unit: card.unit,
            size: card.size,
            use_when: card.use_when,
            not_when: card.not_when,
            parameters: card.parameters.iter().map(ParameterResult::of).collect(),
            scale_factors: drivers(card.scale_factors),
            multipliers: drivers(card.multipliers),
            ratings_mark: is_rated.then(|| card.ratings_mark.to_string()),
            ratings_source: is_rated.then_some(card.ratings_source),
            example: ExampleResult { says: card.example.says, effort: (card.example.effort)() },
            source: card.source,
        }
    }
}

impl ParameterResult {
    fn of(parameter: &Parameter) -> ParameterResult {
        let Parameter { key, value, meaning, mark, source } = *parameter;
        ParameterResult { key, value, meaning, mark: mark.to_string(), source }
    }
}

impl DriverResult {
    fn of(driver: &Driver) -> DriverResult {
        let ratings = driver.rated().map(|(rating, value)| (rating.word(), value)).collect();
        DriverResult { key: driver.key, meaning: driver.meaning, ratings }
    }
}
