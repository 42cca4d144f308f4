//! Person-months: the size of a module is its effort.
//!
//! Use it when a team estimates in person-months, or a comparable system tells what it took; not to carry effort from one
//! size to another.
//!
//! F(x) = x
//!
//! x person-months of 152 hours. Assumes that effort adds up over modules: two of them take what each takes.
//! Cost: none.
//!
//! Source: the definition of a person-month, 152 hours (COCOMO II.2000, by way of ai-se/cocomo `doc/cocomo.md`).

use super::card::{Card, Example};
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// What a reader should know of it.
pub const CARD: Card = Card {
    model: EffortModel::PersonMonths,
    name: "Person-months",
    formula: "effort = size",
    unit: "PM",
    size: "person-months of 152 hours",
    use_when: "a team estimates in person-months, or a comparable system tells what it took",
    not_when: "effort must be carried from one size to another",
    parameters: &[],
    scale_factors: &[],
    multipliers: &[],
    ratings_mark: Mark::Neutral,
    ratings_source: "",
    example: Example { says: "a module of 40 to be built takes 40", effort: || 40.0 },
    source: "definition; 152 hours a month as in COCOMO II.2000 (ai-se/cocomo doc/cocomo.md)",
};
