//! Function points: effort from functional size at so many hours a point.
//!
//! Use it where the functions that users see can be counted before anything is built, best with the hours per point of one's
//! own projects. Not for work that adds no function (migration, tuning), nor with points counted by rules other than those of
//! the projects that the hours come from.
//!
//! F(x) = x·H/152
//!
//! x function points · H hours per point (`effort.hours_per_point`) · 152 hours in a person-month.
//! Assumes that effort is proportional to size; in most data sets it grows a little slower. H is one draw for the whole
//! scenario: what nobody knows of how such systems are built here. What differs between administrations is `productivity`.
//! Cost: one product.
//!
//! The default spread of H is that of 864 finished projects in the seven public sets of function points
//! (scenarios/effort: albrecht 24, china 499, desharnais 81, finnish 38, kemerer 15, kitchenham 145, maxwell 62), each set
//! counting the same: geometric mean 12.2 hours, ln-sd 0.89, of which 0.71 within the sets. Were every project to count
//! the same, `china` alone would decide, and it would be 8.5 and 0.92. A test derives all of this from the files.
//!
//! Source: Albrecht & Gaffney 1983 for effort by function points; the data as above.
//!
//! ```
//! use model::effort::function_points::effort;
//! assert_eq!(effort(152.0, 12.0), 12.0); // 152 points at 12 hours
//! ```

use super::HOURS;
use super::card::{Card, Example, Parameter};
use crate::scenario::EffortModel;
use crate::scenario::keys::{Global, Mark};

/// Person-months of function points at so many hours a point.
pub fn effort(points: f64, hours_per_point: f64) -> f64 {
    points * hours_per_point / HOURS
}

/// What a reader should know of it.
pub const CARD: Card = Card {
    model: EffortModel::FunctionPoints,
    name: "Function points",
    formula: "effort = size x hours per point / 152",
    unit: "FP",
    size: "function points",
    use_when: "the functions that users see can be counted, and hours per point of comparable projects are known",
    not_when: "the work adds no function that users see, or points were counted by other rules than in those projects",
    parameters: &[Parameter {
        key: "effort.hours_per_point",
        value: "lognormal, median 12, sigma 0.9",
        meaning: "hours for one function point, one draw for all; those of one's own projects spread less",
        mark: Mark::D,
        source: Global::HoursPerPoint.spec().source,
    }],
    scale_factors: &[],
    multipliers: &[],
    ratings_mark: Mark::Neutral,
    ratings_source: "",
    example: Example { says: "400 function points at 12 hours", effort: || effort(400.0, 12.0) },
    source: "Albrecht & Gaffney 1983: effort from function points",
};
