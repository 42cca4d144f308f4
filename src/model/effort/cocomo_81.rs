//! COCOMO 81: effort from thousands of lines of code, in three modes; basic, or intermediate with 15 multipliers.
//!
//! Use it to compare with figures that were made by it (many code counters print basic COCOMO, organic); not for new
//! estimates: its 63 projects ended before 1981. Effort counts from the plans to acceptance, requirements left out.
//!
//! Basic: F(x) = a·x^b. Intermediate: F(x) = a'·x^b·Π EM.
//! Schedule: 2.5·PM^c months.
//!
//! | mode | a | a' | b | c |
//! | --- | --- | --- | --- | --- |
//! | organic: small teams, a familiar setting | 2.4 | 3.2 | 1.05 | 0.38 |
//! | semidetached: between | 3.0 | 3.0 | 1.12 | 0.35 |
//! | embedded: tight constraints of machine or law | 3.6 | 2.8 | 1.20 | 0.32 |
//!
//! x thousands of delivered source instructions · EM effort multipliers by rating, 1 where nominal · PM person-months of
//! 152 hours. Cost: one power for each administration.
//!
//! Source: Boehm, Software Engineering Economics (1981), by way of the pages named in the constants. Several copies of an
//! old encyclopaedia page exchange the rows of AEXP and PCAP, and those of MODP and TOOL: these are checked against the multipliers
//! of Boehm's own 63 projects by a test.
//!
//! ```
//! use model::effort::cocomo_81::{MODES, basic, months};
//! let organic = &MODES[0];
//! assert_eq!(basic(32.0, organic).round(), 91.0);
//! assert_eq!(months(basic(32.0, organic), organic).round(), 14.0);
//! ```

use super::card::{Card, Example, Parameter};
use super::power;
use super::ratings::Rating::{Low, Nominal};
use super::ratings::{Driver, driver, from};
use crate::scenario::EffortModel;
use crate::scenario::keys::Mark;

/// One of the three modes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mode {
    /// Its word.
    pub word: &'static str,
    /// a of the basic model, person-months at 1 KLOC.
    pub basic: f64,
    /// a of the intermediate model.
    pub intermediate: f64,
    /// b, of both.
    pub exponent: f64,
    /// c: months grow as person-months to this power.
    pub schedule: f64,
}

/// The modes; the first is that of a scenario which names none.
pub const MODES: [Mode; 3] = [
    Mode { word: "organic", basic: 2.4, intermediate: 3.2, exponent: 1.05, schedule: 0.38 },
    Mode { word: "semidetached", basic: 3.0, intermediate: 3.0, exponent: 1.12, schedule: 0.35 },
    Mode { word: "embedded", basic: 3.6, intermediate: 2.8, exponent: 1.20, schedule: 0.32 },
];

/// Months at one person-month, all modes.
pub const SCHEDULE_COEFFICIENT: f64 = 2.5;

/// Where coefficients, exponents and schedule of the basic model come from.
pub const BASIC_SOURCE: &str = "Boehm 1981, basic COCOMO, by way of gristprojectmanagement.us; organic also cs.nmsu.edu/~rth/cs/cs371/cocomo.html and sloccount";
/// Where the coefficients of the intermediate model come from.
pub const INTERMEDIATE_SOURCE: &str =
    "Boehm 1981, intermediate COCOMO, by way of fact-index.com/i/in/intermediate_cocomo_1.html";

/// The effort multipliers of the intermediate model.
pub const MULTIPLIERS: [Driver; 15] = [
    driver("rely", "required reliability", &[0.75, 0.88, 1.0, 1.15, 1.40]),
    from(Low, "data", "size of the database", &[0.94, 1.0, 1.08, 1.16]),
    driver("cplx", "complexity", &[0.70, 0.85, 1.0, 1.15, 1.30, 1.65]),
    from(Nominal, "time", "constraints on execution time", &[1.0, 1.11, 1.30, 1.66]),
    from(Nominal, "stor", "constraints on main storage", &[1.0, 1.06, 1.21, 1.56]),
    from(Low, "virt", "volatility of the machine and its system software", &[0.87, 1.0, 1.15, 1.30]),
    from(Low, "turn", "turnaround time of the computer", &[0.87, 1.0, 1.07, 1.15]),
    driver("acap", "capability of analysts", &[1.46, 1.19, 1.0, 0.86, 0.71]),
    driver("aexp", "experience with such applications", &[1.29, 1.13, 1.0, 0.91, 0.82]),
    driver("pcap", "capability of programmers", &[1.42, 1.17, 1.0, 0.86, 0.70]),
    driver("vexp", "experience with the machine and its system software", &[1.21, 1.10, 1.0, 0.90]),
    driver("lexp", "experience with the language", &[1.14, 1.07, 1.0, 0.95]),
    driver("modp", "modern programming practices", &[1.24, 1.10, 1.0, 0.91, 0.82]),
    driver("tool", "use of software tools", &[1.24, 1.10, 1.0, 0.91, 0.83]),
    driver("sced", "required schedule against the nominal one", &[1.23, 1.08, 1.0, 1.04, 1.10]),
];

/// Where the multipliers come from.
pub const MULTIPLIERS_SOURCE: &str = "Boehm 1981, by way of fact-index.com, with the rows that it exchanges put right after Boehm's 63 projects (PROMISE cocomo81)";

/// Person-months by the basic model.
pub fn basic(kloc: f64, mode: &Mode) -> f64 {
    power::effort(kloc, mode.basic, mode.exponent)
}

/// Person-months by the intermediate model, with the product of its multipliers.
pub fn intermediate(kloc: f64, mode: &Mode, multipliers: f64) -> f64 {
    power::effort(kloc, mode.intermediate * multipliers, mode.exponent)
}

/// Months for person-months.
pub fn months(effort: f64, mode: &Mode) -> f64 {
    power::effort(effort, SCHEDULE_COEFFICIENT, mode.schedule)
}

const fn parameter(key: &'static str, value: &'static str, meaning: &'static str, source: &'static str) -> Parameter {
    Parameter { key, value, meaning, mark: Mark::S, source }
}

const MODE: Parameter = Parameter {
    key: "effort.mode",
    value: "organic",
    meaning: "organic (small teams, a familiar setting), semidetached, or embedded (tight constraints)",
    mark: Mark::G,
    source: "what code counters such as sloccount assume",
};
const EXPONENT: Parameter = parameter(
    "effort.exponent",
    "1.05, 1.12, 1.20",
    "effort grows as size to this power; organic, semidetached, embedded",
    BASIC_SOURCE,
);
const SCHEDULE: [Parameter; 2] = [
    parameter("schedule.coefficient", "2.5", "months at one person-month", BASIC_SOURCE),
    parameter("schedule.exponent", "0.38, 0.35, 0.32", "months grow as person-months to this power", BASIC_SOURCE),
];

/// What a reader should know of the intermediate model.
pub const CARD: Card = Card {
    model: EffortModel::Cocomo81,
    name: "COCOMO 81, intermediate",
    formula: "effort = coefficient x KLOC^exponent x product of the multipliers of 15 ratings",
    unit: "KLOC",
    size: "KLOC: thousands of delivered source instructions",
    use_when: "figures are compared with others that were made by it",
    not_when: "a new estimate is wanted: its 63 projects ended before 1981; COCOMO II is its successor",
    parameters: &[
        MODE,
        parameter(
            "effort.coefficient",
            "3.2, 3.0, 2.8",
            "person-months at 1 KLOC; organic, semidetached, embedded",
            INTERMEDIATE_SOURCE,
        ),
        EXPONENT,
        Parameter {
            key: "effort.multipliers",
            value: "1",
            meaning: "product of the multipliers, where [effort.ratings] gives no ratings",
            mark: Mark::S,
            source: "all ratings nominal",
        },
        SCHEDULE[0],
        SCHEDULE[1],
    ],
    scale_factors: &[],
    multipliers: &MULTIPLIERS,
    ratings_mark: Mark::S,
    ratings_source: MULTIPLIERS_SOURCE,
    example: Example { says: "32 KLOC, organic, all ratings nominal", effort: || intermediate(32.0, &MODES[0], 1.0) },
    source: "Boehm, Software Engineering Economics, Prentice Hall 1981",
};

/// What a reader should know of the basic model.
pub const BASIC_CARD: Card = Card {
    model: EffortModel::Cocomo81Basic,
    name: "COCOMO 81, basic",
    formula: "effort = coefficient x KLOC^exponent",
    use_when: "figures are compared with those that code counters print",
    parameters: &[
        MODE,
        parameter(
            "effort.coefficient",
            "2.4, 3.0, 3.6",
            "person-months at 1 KLOC; organic, semidetached, embedded",
            BASIC_SOURCE,
        ),
        EXPONENT,
        SCHEDULE[0],
        SCHEDULE[1],
    ],
    multipliers: &[],
    ratings_mark: Mark::Neutral,
    ratings_source: "",
    example: Example { says: "32 KLOC, organic", effort: || basic(32.0, &MODES[0]) },
    ..CARD
};
