//! Published economics of reuse and of product lines: what they say of building a family of systems apart and together.
//!
//! Plain functions of nominal person-months. They know effort of development only: nothing of coordination between
//! administrations, of overruns, abandoned builds or exits, nor of what runs after go-live.

pub mod coplimo;
pub mod poulin;
pub mod simple;

use model::scenario::keys::Mark;
use serde::{Serialize, Serializer};

/// Systems that have much in common, in nominal person-months.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Family {
    /// The systems.
    pub systems: Vec<System>,
    /// Writing what is common once, as if for one system.
    pub common: f64,
    /// Relative cost of writing for reuse, as the scenario has it.
    pub written: f64,
    /// Relative cost of reuse, as the scenario has it.
    pub reused: f64,
    /// How much larger the common part is for serving several.
    pub variants: f64,
    /// Agreements and governance, once.
    pub organisation: f64,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct System {
    /// All of it, built apart.
    pub whole: f64,
    /// The part of it that others need, too.
    pub common: f64,
}

impl System {
    /// The part that it alone needs.
    pub fn unique(&self) -> f64 {
        self.whole - self.common
    }
}

/// What a model says of a family.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// All systems built apart.
    pub apart: f64,
    /// What the systems built together take, in parts that add up.
    pub parts: Vec<(&'static str, f64)>,
}

impl Said {
    /// All systems built together.
    pub fn together(&self) -> f64 {
        self.parts.iter().map(|part| part.1).sum()
    }
}

/// A published model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// Poulin's relative costs.
    Poulin,
    /// SIMPLE.
    Simple,
    /// COPLIMO.
    Coplimo,
}

impl Published {
    /// The word of results.
    pub fn word(self) -> &'static str {
        match self {
            Published::Poulin => "poulin",
            Published::Simple => "simple",
            Published::Coplimo => "coplimo",
        }
    }
}

/// What sets a model apart from the others, and from the simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// Sizes and what is common are the scenario's, costs of writing for reuse and of reuse its own; no agreements.
    OwnCosts,
    /// All its numbers are the scenario's, at their medians: no coordination, overruns, abandoned builds or exits.
    AtMedians,
    /// It takes the mean size only: all members are alike, and the first pays for the core and adapts nothing.
    MeanSize,
}

/// What a number that a model brings with it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstantName {
    /// Relative cost of writing for reuse.
    Rcwr,
    /// Relative cost of reuse.
    Rcr,
    /// Share of a product that it alone has.
    Unique,
    /// Share that is adapted.
    Adapted,
    /// Share that is reused as it is.
    Reused,
    /// Developed for reuse: very high.
    RuseVeryHigh,
    /// Required reliability: high.
    RelyHigh,
    /// Documentation: high.
    DocuHigh,
    /// Relative cost of adapted code.
    AamAdapted,
    /// Relative cost of reused code.
    AamReused,
}

impl ConstantName {
    /// The word of results.
    pub fn word(self) -> &'static str {
        match self {
            ConstantName::Rcwr => "RCWR",
            ConstantName::Rcr => "RCR",
            ConstantName::Unique => "unique",
            ConstantName::Adapted => "adapted",
            ConstantName::Reused => "reused",
            ConstantName::RuseVeryHigh => "RUSE very high",
            ConstantName::RelyHigh => "RELY high",
            ConstantName::DocuHigh => "DOCU high",
            ConstantName::AamAdapted => "AAM of adapted code",
            ConstantName::AamReused => "AAM of reused code",
        }
    }
}

impl Serialize for ConstantName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A number that a model brings with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constant {
    /// What it is.
    pub name: ConstantName,
    /// Its value.
    pub value: f64,
    /// How well it is supported.
    pub mark: Mark,
    /// Where it comes from.
    pub source: &'static str,
}

/// A model, described.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// Which one.
    pub model: Published,
    /// Its name.
    pub name: &'static str,
    /// Its formula in words.
    pub formula: &'static str,
    /// What sets it apart from the others, and from the simulation.
    pub differs: Differs,
    /// Its own numbers; what else it needs is the scenario's.
    pub constants: &'static [Constant],
    /// Where it comes from.
    pub source: &'static str,
    /// What it says of a family.
    pub says: fn(&Family) -> Said,
}

/// All of them.
pub const MODELS: [&Model; 3] = [&poulin::MODEL, &simple::MODEL, &coplimo::MODEL];

impl Family {
    /// All systems built apart.
    pub fn apart(&self) -> f64 {
        self.systems.iter().map(|system| system.whole).sum()
    }
}

/// The least number of equal systems from which building together takes less, if `once` is what it takes beside `each` of every
/// system, all relative to one system built apart; no number where `each` is not less than 1.
pub fn break_even(once: f64, each: f64) -> Option<f64> {
    (each < 1.0).then(|| once / (1.0 - each))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two systems of 100 with 80 in common, written once as 80.
    pub(super) fn two() -> Family {
        let system = System { whole: 100.0, common: 80.0 };
        Family { systems: vec![system; 2], common: 80.0, written: 1.6, reused: 0.1, variants: 1.25, organisation: 6.0 }
    }

    #[test]
    fn parts_add_up_and_apart_is_the_same_for_those_that_take_sizes_as_they_are() {
        for model in MODELS {
            let said = (model.says)(&two());
            assert_eq!(said.apart, 200.0, "{}", model.name);
            assert!(said.parts.iter().all(|part| part.1 >= 0.0) && said.together() > 0.0, "{}", model.name);
            assert!(!model.source.is_empty() && model.constants.iter().all(|one| !one.source.is_empty()));
        }
    }

    #[test]
    fn a_family_of_one_never_pays() {
        let one = Family { systems: two().systems[..1].to_vec(), ..two() };
        assert!(MODELS.iter().all(|model| (model.says)(&one).together() > one.apart()));
    }

    #[test]
    fn what_saves_nothing_never_breaks_even() {
        assert_eq!(break_even(0.5, 1.0), None);
        assert_eq!(break_even(1.5, 0.25), Some(2.0));
    }
}
