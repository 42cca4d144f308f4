//! A run, its results, and its replications.

use super::columns;
use super::errors::Trouble;
use super::found::{Answer, Found};
use super::given::Given;
use super::table::Table;
use super::work::{Stop, work};
use model::results::Results;
use model::sampling::Sampler;
use model::sampling::design::Plan;
use model::simulation::{Prepared, Settings, summarise};
use pyo3::prelude::*;
use report::charts;
use report::document::Document;
use report::language::Language;
use report::output::{Files, OutputError, each_replication, replication_columns, run_files};
use report::words;
use std::io::Error;
use std::sync::Arc;

/// What a run found: figures of every strategy and administration, and its replications themselves.
#[pyclass(frozen, extends = Found, module = "commonweal")]
pub struct Run {
    given: Arc<Given>,
    plan: Plan,
    seed: u64,
    done: u64,
}

/// Results of a run as an answer.
pub struct Ran {
    /// The results.
    pub results: Results,
    /// Replications, and by which design.
    pub plan: Plan,
}

impl Answer for Ran {
    fn figures(&self) -> Result<Files, OutputError> {
        run_files(&self.results)
    }

    fn pictures(&self, language: Language) -> Result<Files, OutputError> {
        Ok(charts::files(charts::draw_all(&self.results, language)?)?)
    }

    fn document(&self, language: Language) -> Document {
        words::run::document(&self.results, language)
    }
}

/// Simulates a scenario.
///
/// # Errors
/// If it has no answer.
pub fn run(given: &Given, settings: &Settings, stop: &Stop) -> Result<Ran, Trouble> {
    let scenario = given.settled(settings.seed)?;
    let prepared = Prepared::new(&scenario, settings).map_err(Trouble::model)?;
    let mut part = prepared.part();
    let all = 0..prepared.plan.replications;
    let ended = prepared.simulate(&mut part, all, &mut |_| stop.flow()).map_err(Trouble::model)?;
    stop.check()?;
    let plan = prepared.plan;
    Ok(Ran { results: summarise(&scenario, &prepared.finish(part, ended)), plan })
}

impl Run {
    /// The object of a run of a scenario.
    pub fn object(py: Python<'_>, given: Arc<Given>, ran: Ran) -> PyResult<Py<Run>> {
        let (plan, of) = (ran.plan, &ran.results.run);
        let run = Run { given, plan, seed: of.seed, done: of.replications };
        Py::new(py, PyClassInitializer::from(Found::new("Run", ran)).add_subclass(run))
    }
}

#[pymethods]
impl Run {
    /// Replications done.
    #[getter]
    fn count(&self) -> u64 {
        self.done
    }

    /// The first `k` replications, all of them if it is not said, as a table of one row each: every input that was drawn, then every
    /// output, a column of float64 each under the name that `replications.csv` gives it. Null is where there is no number, such as
    /// the year of a break-even that never comes.
    ///
    /// They are drawn again, which takes as long as the run of so many; the table takes 8 bytes times rows times columns.
    #[pyo3(signature = (k = None), text_signature = "($self, k=None)")]
    fn replications(&self, py: Python<'_>, k: Option<u64>) -> PyResult<Table> {
        let (given, plan, seed) = (Arc::clone(&self.given), self.plan, self.seed);
        let count = k.map_or(self.done, |k| k.min(self.done));
        let table = work(py, None, move |stop| {
            let scenario = given.settled(seed)?;
            let names: Vec<String> = replication_columns(&scenario).collect();
            let mut columns = vec![Vec::with_capacity(count as usize); names.len()];
            let sampler = Sampler::planned(&scenario, seed, plan);
            let mut take = |_, values: &[f64]| {
                stop.check().map_err(|_| Error::other("stopped"))?;
                columns.iter_mut().zip(values).for_each(|(column, &value)| column.push(value));
                Ok(())
            };
            each_replication(&scenario, &sampler, count, &mut take).map_err(OutputError::from)?;
            Ok(columns::of_numbers(names, columns))
        })?;
        Table::of(table)
    }
}
