//! A plain evaluation of model.md: one replication at a time, in the order and the names of its sections.
//!
//! It is slow and meant to be read. The batched evaluation is held to it; it is held to the known
//! answers of `tests/vectors`. Each file follows one part of the model:
//!
//! | file | model.md |
//! | --- | --- |
//! | `case.rs` | one replication's inputs by name; `ov`, `run`, `expose` of the preamble; discounting of section 1 |
//! | `needs.rs` | section 2, what a core covers of a need (section 4) and the schedule |
//! | `build.rs` | a build of the preamble |
//! | `poisson.rs`, `normal.rs` | the incident counts of section 3 |
//! | `course.rs` | an administration's own effort, money and live years; operations and roll-out |
//! | `independent.rs` | section 3 |
//! | `core.rs`, `leaving.rs`, `local_code.rs`, `running.rs`, `member.rs` | section 4, while the core lives |
//! | `fallback.rs`, `shared.rs` | section 4, an abandoned core and the consortium as a whole |
//! | `fork.rs`, `buy.rs`, `keep.rs` | section 5 |
//! | `billing.rs` | funding, pot and buy-in of section 4, key rules of section 6, fees by a schedule |
//! | `report.rs` | sections 7 and 9 |

mod billing;
mod build;
mod buy;
mod case;
mod core;
mod course;
mod fallback;
mod fork;
mod independent;
mod keep;
mod leaving;
mod local_code;
mod member;
mod needs;
mod normal;
mod poisson;
mod report;
mod running;
mod shared;

use std::collections::BTreeMap;

use case::Case;
#[allow(unused_imports, reason = "only the known answers use them")]
pub use report::{benefit_at_which_alone_pays, equal_service_cost};

/// One replication: column name of section 9 and its value. A value that is absent is not in the map.
pub type Row = BTreeMap<String, f64>;

/// What a scenario fixes for all its replications.
#[derive(Clone)]
pub struct Structure {
    /// T, in years.
    pub horizon: usize,
    /// The real discount rate by the year it holds from, ascending from 0; none: it is drawn.
    pub discount_schedule: Option<Vec<(f64, f64)>>,
    pub administrations: Vec<Administration>,
    /// The modules' ids.
    pub modules: Vec<String>,
    /// `needed_by` by administration and module, before the administration's scope.
    pub needs: Vec<Vec<f64>>,
    pub effort_model: EffortModel,
    pub coordination_growth: Growth,
    /// The administration that builds the core; none: the founders together.
    pub lead: Option<usize>,
    pub minimum_members: usize,
    /// What members do once the core is abandoned.
    pub fallback: Fallback,
    /// A closed licence has no outside adopters, and leaves nothing to who arrives after the end.
    pub closed_licence: bool,
    /// The ways that are listed beside building alone and sharing.
    pub further_ways: Vec<Way>,
    /// The keys of a mixture with their shares; a pure rule is one key with share 1. Nothing where there is a schedule.
    pub cost_sharing: Vec<(f64, Key)>,
    /// Fees by classes of population, in place of a key.
    pub schedule: Option<Schedule>,
}

/// A schedule of fees: of each class, ascending, the most inhabitants, the fee a year and the fee at entry.
#[derive(Clone)]
pub struct Schedule {
    pub classes: Vec<(f64, f64, f64)>,
    /// By administration.
    pub populations: Vec<f64>,
}

/// The words that describe an administration, and its size.
#[derive(Clone)]
pub struct Administration {
    pub id: String,
    pub level: String,
    pub networks: Vec<String>,
    /// Persons; 0 where none is given.
    pub population: f64,
}

/// From size to nominal effort, section 2.
#[derive(Clone, Copy)]
pub enum EffortModel {
    PersonMonths,
    #[allow(dead_code, reason = "no known answers have it")]
    FunctionPoints,
    Power,
    #[allow(dead_code, reason = "no known answers have it")]
    Regression,
    #[allow(dead_code, reason = "no known answers have it")]
    Cocomo81,
    CocomoIi,
}

/// How coordination grows with the number of members, `consortium.coordination_growth`.
#[derive(Clone, Copy)]
pub enum Growth {
    Logarithmic,
    Linear,
    Pairs,
    /// One of the three, by the replication: 0, 1 or 2.
    Drawn,
}

/// What members do once the core is abandoned, `consortium.fallback`.
#[derive(Clone, Copy)]
pub enum Fallback {
    Independent,
    Keep,
    Buy,
}

/// A way of section 5.
#[derive(Clone, Copy)]
pub enum Way {
    Fork,
    Buy,
    Keep,
}

/// A key of section 6.
#[derive(Clone)]
pub enum Key {
    Equal,
    /// Population or a column of the table: one value per administration.
    Fixed(Vec<f64>),
    /// The replication's present value of section 3.
    Standalone,
}

/// The outputs of one replication, by name.
///
/// # Panics
///
/// When `inputs` lacks a column that the model uses, and when a fork of code under a closed licence is asked for.
pub fn evaluate(structure: &Structure, inputs: &Row) -> Row {
    let case = Case { structure, inputs };
    let independent: Vec<_> = case.administrations().map(|i| independent::from_arrival(&case, i)).collect();
    let shared = shared::together(&case);
    let accounts = billing::accounts(&case, &shared, &independent);
    let mut outputs = report::outputs(&case, &independent, &shared, &accounts);
    for way in &structure.further_ways {
        let (name, courses) = match way {
            Way::Fork => ("fork", fork::copies(&case, &shared.core)),
            Way::Buy => ("buy", case.administrations().map(|i| buy::bought(&case, i, case.of(i, "joins"))).collect()),
            Way::Keep => ("keep", case.administrations().map(|i| keep::kept(&case, i)).collect()),
        };
        report::further_way(&case, &mut outputs, name, &courses);
    }
    outputs
}
