//! Power law: effort grows as a power of size.
//!
//! Use it with a coefficient and an exponent calibrated to one's own projects; not with those of others whose sizes were
//! counted in another way.
//!
//! F(x) = A·x^B
//!
//! x size in any unit · A person-months at size 1 · B exponent, above 1 where large systems take more than their share.
//! Assumes one A and B for all modules together. Cost: one power for each administration.
//!
//! Source: model.md section 2; the defaults are COCOMO II.2000 with all ratings nominal.
//!
//! ```
//! use model::effort::power::effort;
//! assert_eq!(effort(10.0, 3.0, 1.0), 30.0);
//! ```

use super::card::{Card, Example, Parameter};
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// Person-months of a size.
pub fn effort(size: f64, coefficient: f64, exponent: f64) -> f64 {
    if size > 0.0 { coefficient * libm::pow(size, exponent) } else { 0.0 }
}

/// What a reader should know of it.
pub const CARD: Card = Card {
    model: EffortModel::Power,
    name: "Power law",
    formula: "effort = coefficient x size^exponent",
    unit: "size",
    size: "any unit that the coefficient is for",
    use_when: "coefficient and exponent were calibrated to one's own projects",
    not_when: "they come from others who count size in another way",
    parameters: &[
        Parameter {
            key: "effort.coefficient",
            value: "2.94",
            meaning: "person-months at size 1",
            mark: Mark::S,
            source: "COCOMO II.2000, constant A, for sizes in KSLOC",
        },
        Parameter {
            key: "effort.exponent",
            value: "1.0997",
            meaning: "effort grows as size to this power",
            mark: Mark::D,
            source: "COCOMO II.2000, all scale factors nominal: 0.91 + 0.01 x 18.97",
        },
    ],
    scale_factors: &[],
    multipliers: &[],
    ratings_mark: Mark::Neutral,
    ratings_source: "",
    example: Example { says: "100 KSLOC with the defaults", effort: || effort(100.0, 2.94, 1.0997) },
    source: "src/model/model.md, section 2",
};
