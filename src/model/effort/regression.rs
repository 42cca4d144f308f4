//! Regression: a power law fitted to finished projects; how far projects lie from it is their overrun.
//!
//! Use it with ten projects or more of one's own, sized in one way; with a public data set only where its projects resemble
//! what is planned. Not far outside the sizes of its projects.
//!
//! F(x) = A·(x/C)^B
//!
//! x size as the data count it · C `effort.centre`, the geometric mean size of the projects · A `effort.coefficient`, the median
//! effort there · B `effort.exponent`. `study::calibration::line` fits all three, and says how well each is known.
//! A and B are one draw for the whole scenario: nobody knows the line. How far a project lies from the line is `effort.overrun`,
//! drawn for each administration and for the core: lognormal with median 1 and the sd of the residuals. In its place the default
//! overrun would count twice what made projects differ.
//! F is a median: the mean of what is built is higher by exp(sd²/2), which the spread of overruns brings in by itself.
//! Assumes that residuals are lognormal and the same at all sizes. Only finished projects are in the data: abandoned builds
//! (`effort.cancellation`) are not counted twice. Cost: one power for each administration, and one for the batch.
//!
//! Source: any textbook of regression, e.g. Weisberg, Applied Linear Regression; data as named.
//!
//! ```
//! use model::effort::regression::effort;
//! assert_eq!(effort(240.0, 240.0, 24.0, 0.94), 24.0); // at the centre, its median
//! ```

use super::card::{Card, Example, Parameter};
use super::power;
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// The median person-months of a size, with those at the centre.
pub fn effort(size: f64, centre: f64, median: f64, slope: f64) -> f64 {
    power::effort(size / centre, median, slope)
}

const fn parameter(key: &'static str, value: &'static str, meaning: &'static str) -> Parameter {
    Parameter { key, value, meaning, mark: Mark::D, source: "the fit to `effort.data`" }
}

/// What a reader should know of it.
pub const CARD: Card = Card {
    model: EffortModel::Regression,
    name: "Log-log regression on finished projects",
    formula: "effort = coefficient x (size / centre)^exponent; a project lies about this median as its overrun says",
    unit: "size of data",
    size: "what `effort.data` counts: function points or KLOC of a public set, or a column of one's own table",
    use_when: "there are ten finished projects or more of one's own, or a public set whose projects are alike",
    not_when: "the size lies far outside those of the projects, or sizes were counted in another way",
    parameters: &[
        Parameter {
            key: "effort.data",
            value: "none",
            meaning: "name of a public set, or { file = \"own.csv\", size = \"COLUMN\", effort = \"COLUMN\", unit = \"hours\" }",
            mark: Mark::Neutral,
            source: "public sets: scenarios/effort",
        },
        parameter("effort.centre", "geometric mean size", "size at which coefficient and exponent are independent"),
        parameter(
            "effort.coefficient",
            "lognormal: median effort there, sd s/sqrt(n)",
            "person-months at the centre; one draw for all",
        ),
        parameter(
            "effort.exponent",
            "normal: slope, its standard error",
            "effort grows as size to this power; one draw for all",
        ),
        parameter(
            "effort.overrun",
            "lognormal: median 1, sigma s",
            "residuals: how far each administration's build and the core lie from the line, in place of the default",
        ),
    ],
    scale_factors: &[],
    multipliers: &[],
    ratings_mark: Mark::Neutral,
    ratings_source: "",
    example: Example {
        says: "200 function points by the 81 projects of desharnais, median: 24.01 x (200/240.2)^0.9415",
        effort: || effort(200.0, 240.160, 24.0134, 0.941533),
    },
    source: "any textbook of regression, e.g. Weisberg, Applied Linear Regression; spreads are those of Student's t",
};
