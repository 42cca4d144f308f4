//! A run made of its parts.

use super::arguments::{Whole, threads};
use super::parts;
use super::run::Run;
use super::scenario::Scenario;
use super::work::work;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::sync::Arc;

/// What parts of one run hold together, as one part: joining is associative and commutative, so that parts can be joined as they
/// arrive. Returns the bytes of a part.
///
/// Raises `IncompleteError` if a part is damaged, of another run, or holds replications that another one holds.
#[pyfunction]
#[pyo3(signature = (scenario, parts, threads = None), text_signature = "(scenario, parts, threads=None)")]
pub fn join<'py>(
    py: Python<'py>,
    scenario: &Bound<'py, Scenario>,
    parts: Vec<Vec<u8>>,
    threads: Option<Whole>,
) -> PyResult<Bound<'py, PyBytes>> {
    let given = scenario.get().given();
    let bytes = work(py, self::threads(threads)?, move |_| parts::join(&given, &parts))?;
    Ok(PyBytes::new(py, &bytes))
}

/// The run that parts are together: a `Run` with the bytes of the run in one go.
///
/// Raises `IncompleteError` if a part is damaged, of another run, there twice, or missing.
#[pyfunction]
#[pyo3(signature = (scenario, parts, threads = None), text_signature = "(scenario, parts, threads=None)")]
pub fn merge(
    py: Python<'_>,
    scenario: &Bound<'_, Scenario>,
    parts: Vec<Vec<u8>>,
    threads: Option<Whole>,
) -> PyResult<Py<Run>> {
    let given = scenario.get().given();
    let of = Arc::clone(&given);
    let ran = work(py, self::threads(threads)?, move |_| parts::merge(&of, &parts))?;
    Run::object(py, given, ran)
}
