//! COCOMO II.2000, post-architecture: effort from thousands of lines of code, five scale factors and 17 multipliers.
//!
//! Use it when size in code can be estimated and the project can be rated; calibrate `effort.coefficient` to projects of
//! one's own where there are five or more. Not before the architecture is known, and not for sizes much below 2 or
//! above 512 KSLOC.
//!
//! F(x) = A·x^E·Π EM, E = B + 0.01·Σ SF. Schedule: C·PM^(0.28 + 0.2·(E − B)) months.
//!
//! x thousands of logical source lines, new or equivalent ([`super::adapted`]) · SF scale factors and EM effort
//! multipliers by rating · A 2.94, B 0.91, C 3.67 · PM person-months of 152 hours. `sced` shortens the schedule, too:
//! months count the effort without its multiplier and are then taken to 75, 85, 100, 130 or 160 %. `ruse` is of all
//! code of every strategy: what a shared core takes more is `reuse.writing_for_reuse`. Assumes one rating for the
//! whole. Cost: one power for each administration.
//!
//! Source: Boehm et al., Software Cost Estimation with COCOMO II (2000) and its Model Definition Manual, by way of
//! aayush598/krivisio-mcp `constants.py` and ai-se/cocomo `doc/cocomo.md`. Both agree but for TEAM very high, which the
//! latter prints as 1.01: it is 1.10.
//!
//! ```
//! use model::effort::cocomo_ii::{NOMINAL_SCALE, effort};
//! assert!((effort(100.0, NOMINAL_SCALE, 1.0) - 465.3153).abs() < 1e-4);
//! assert!((effort(100.0, 24.0, 1.0) - 586.6071).abs() < 1e-4); // E = 1.15
//! ```

use super::card::{Card, Example, Parameter};
use super::power;
use super::ratings::Rating::{Low, Nominal};
use super::ratings::{Driver, Rating, driver, from};
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// A, person-months at 1 KSLOC.
pub const COEFFICIENT: f64 = 2.94;
/// B, the exponent where all scale factors are 0.
pub const BASE_EXPONENT: f64 = 0.91;
/// C, months at one person-month.
pub const SCHEDULE_COEFFICIENT: f64 = 3.67;
/// Σ SF with all ratings nominal.
pub const NOMINAL_SCALE: f64 = 18.97;

/// Where its constants come from.
pub const SOURCE: &str = "COCOMO II.2000, by way of aayush598/krivisio-mcp constants.py and ai-se/cocomo doc/cocomo.md";

/// Factors that add up in the exponent.
pub const SCALE_FACTORS: [Driver; 5] = [
    driver("prec", "precedentedness: how much of this has been done before", &[6.20, 4.96, 3.72, 2.48, 1.24, 0.0]),
    driver("flex", "freedom in how requirements are met", &[5.07, 4.05, 3.04, 2.03, 1.01, 0.0]),
    driver("resl", "architecture settled, risks resolved", &[7.07, 5.65, 4.24, 2.83, 1.41, 0.0]),
    driver("team", "cohesion of those who have a say", &[5.48, 4.38, 3.29, 2.19, 1.10, 0.0]),
    driver("pmat", "maturity of the process", &[7.80, 6.24, 4.68, 3.12, 1.56, 0.0]),
];

/// Factors that are multiplied.
pub const MULTIPLIERS: [Driver; 17] = [
    driver("rely", "required reliability", &[0.82, 0.92, 1.0, 1.10, 1.26]),
    from(Low, "data", "size of the test database", &[0.90, 1.0, 1.14, 1.28]),
    driver("cplx", "complexity", &[0.73, 0.87, 1.0, 1.17, 1.34, 1.74]),
    from(Low, RUSE, "written for reuse elsewhere", &[0.95, 1.0, 1.07, 1.15, 1.24]),
    driver("docu", "documentation against what the life cycle needs", &[0.81, 0.91, 1.0, 1.11, 1.23]),
    from(Nominal, "time", "constraints on execution time", &[1.0, 1.11, 1.29, 1.63]),
    from(Nominal, "stor", "constraints on main storage", &[1.0, 1.05, 1.17, 1.46]),
    from(Low, "pvol", "volatility of the platform", &[0.87, 1.0, 1.15, 1.30]),
    driver("acap", "capability of analysts", &[1.42, 1.19, 1.0, 0.85, 0.71]),
    driver("pcap", "capability of programmers", &[1.34, 1.15, 1.0, 0.88, 0.76]),
    driver("pcon", "continuity of personnel", &[1.29, 1.12, 1.0, 0.90, 0.81]),
    driver("apex", "experience with such applications", &[1.22, 1.10, 1.0, 0.88, 0.81]),
    driver("plex", "experience with the platform", &[1.19, 1.09, 1.0, 0.91, 0.85]),
    driver("ltex", "experience with language and tools", &[1.20, 1.09, 1.0, 0.91, 0.84]),
    driver("tool", "use of software tools", &[1.17, 1.09, 1.0, 0.90, 0.78]),
    driver("site", "how near to each other the team works", &[1.22, 1.09, 1.0, 0.93, 0.86, 0.80]),
    driver(SCED, "required schedule against the nominal one", &[1.43, 1.14, 1.0, 1.0, 1.0]),
];

/// The driver of writing for reuse.
pub const RUSE: &str = "ruse";
/// The driver that changes the schedule, too.
pub const SCED: &str = "sced";
/// The schedule by the rating of `sced`, as a share of the nominal one.
pub const SCHEDULE_SHARE: Driver = driver(SCED, "", &[0.75, 0.85, 1.0, 1.30, 1.60]);

/// Person-months of KSLOC, with the sum of scale factors and the product of multipliers.
pub fn effort(ksloc: f64, scale_factors: f64, multipliers: f64) -> f64 {
    power::effort(ksloc, COEFFICIENT * multipliers, BASE_EXPONENT + 0.01 * scale_factors)
}

/// The exponent of the schedule.
pub fn schedule_exponent(scale_factors: f64) -> f64 {
    0.28 + 0.2 * 0.01 * scale_factors
}

/// Months for person-months.
pub fn months(effort: f64, scale_factors: f64) -> f64 {
    power::effort(effort, SCHEDULE_COEFFICIENT, schedule_exponent(scale_factors))
}

/// C where `sced` has a rating: for months that are computed from the effort with its multiplier.
pub fn schedule_coefficient(sced: Rating, scale_factors: f64) -> Option<f64> {
    let multiplier = MULTIPLIERS.iter().find(|driver| driver.key == SCED)?.value(sced)?;
    let share = SCHEDULE_SHARE.value(sced)?;
    Some(SCHEDULE_COEFFICIENT * share * libm::pow(multiplier, -schedule_exponent(scale_factors)))
}

const fn parameter(key: &'static str, value: &'static str, meaning: &'static str) -> Parameter {
    Parameter { key, value, meaning, mark: Mark::S, source: SOURCE }
}

/// What a reader should know of it.
pub const CARD: Card = Card {
    model: EffortModel::CocomoIi,
    name: "COCOMO II.2000, post-architecture",
    formula: "effort = coefficient x KSLOC^E x product of the multipliers of 17 ratings; E = base exponent + 0.01 x sum of five scale factors",
    unit: "KSLOC",
    size: "KSLOC: thousands of logical source lines, new or, with `adapted`, equivalent",
    use_when: "size in code can be estimated and the project can be rated; best calibrated to projects of one's own",
    not_when: "the architecture is not known yet, or size is far outside 2 to 512 KSLOC",
    parameters: &[
        parameter("effort.coefficient", "2.94", "A: person-months at 1 KSLOC"),
        parameter("effort.base_exponent", "0.91", "B: the exponent where all scale factors are 0"),
        parameter(
            "effort.scale_factors",
            "18.97",
            "their sum, where [effort.ratings] gives none; 18.97 is all nominal",
        ),
        parameter("effort.multipliers", "1", "their product, where [effort.ratings] gives none; 1 is all nominal"),
        parameter(
            "schedule.coefficient",
            "3.67",
            "months at one person-month; 75 to 160 % of it by the rating of `sced`",
        ),
        parameter(
            "schedule.exponent",
            "0.28 + 0.2 x 0.01 x scale factors",
            "months grow as person-months to this power",
        ),
    ],
    scale_factors: &SCALE_FACTORS,
    multipliers: &MULTIPLIERS,
    ratings_mark: Mark::S,
    ratings_source: SOURCE,
    example: Example { says: "100 KSLOC, all ratings nominal", effort: || effort(100.0, NOMINAL_SCALE, 1.0) },
    source: "Boehm et al., Software Cost Estimation with COCOMO II, Prentice Hall 2000; Model Definition Manual",
};
