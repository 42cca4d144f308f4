//! The Python package: scenarios, questions asked of them, and results as Arrow tables.
//!
//! It converts arguments, lets the interpreter go on while threads of its own work ([`work`]), and hands on what the crates below
//! found. What it says and computes is theirs: [`study`] reads and asks, [`report`] writes the same bytes as the command line does.
//! What works is a thread, whose end by a panic is a `RuntimeError`.

mod arguments;
mod asked;
mod columns;
mod errors;
mod found;
mod given;
mod nested;
mod parts;
mod questions;
mod run;
mod scenario;
mod sweep;
mod table;
mod whole;
mod work;

use pyo3::prelude::*;

/// What the package `commonweal` hands on.
#[pymodule]
mod _commonweal {
    #[pymodule_export]
    use super::errors::{IncompleteError, ModelError, Problem, ScenarioError};
    #[pymodule_export]
    use super::found::{Allocation, Decision, Found, Report, Sweep};
    #[pymodule_export]
    use super::nested::Nested;
    #[pymodule_export]
    use super::run::Run;
    #[pymodule_export]
    use super::scenario::{Scenario, load};
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::whole::{join, merge};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
