//! A plain evaluation of model.md: one replication at a time, in the order and the names of its sections.
//!
//! It is slow and meant to be read. The batched evaluation is held to it; it is held to the known
//! answers of `tests/vectors`. Each file follows one part of the model:
//!
//! | file | model.md |
//! | --- | --- |
//! | `case.rs` | one replication's inputs by name; `ov`, `run`, `expose` of the preamble |
//! | `needs.rs` | section 2 and the schedule |
//! | `poisson.rs` | the incident counts of section 3 |
//! | `independent.rs` | section 3 |
//! | `core.rs`, `leaving.rs`, `local_code.rs`, `running.rs`, `shared.rs` | section 4 |
//! | `billing.rs` | funding, pot and buy-in of section 4, key rules of section 6, fees by a schedule |
//! | `report.rs` | sections 7 and 9 |

mod billing;
mod case;
mod core;
mod independent;
mod leaving;
mod local_code;
mod needs;
mod poisson;
mod report;
mod running;
mod shared;

use std::collections::BTreeMap;

use case::Case;

/// One replication: column name of section 9 and its value. A value that is absent is not in the map.
pub type Row = BTreeMap<String, f64>;

/// What a scenario fixes for all its replications.
#[derive(Clone)]
pub struct Structure {
    /// T, in years.
    pub horizon: usize,
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
    /// A closed licence has no outside adopters.
    pub closed_licence: bool,
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

/// The words that describe an administration.
#[derive(Clone)]
pub struct Administration {
    pub id: String,
    pub level: String,
    pub networks: Vec<String>,
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
/// When `inputs` lacks a column that the model uses.
pub fn evaluate(structure: &Structure, inputs: &Row) -> Row {
    let case = Case { structure, inputs };
    let independent: Vec<_> =
        case.administrations().map(|i| independent::alone(&case, i, case.of(i, "joins"))).collect();
    let shared = shared::together(&case);
    let accounts = billing::accounts(&case, &shared, &independent);
    report::outputs(&case, &independent, &shared, &accounts)
}
