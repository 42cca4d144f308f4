//! A scenario and the questions that are asked of it.

use super::arguments::{self, Whole};
use super::asked::MOST_OF_QUESTION;
use super::errors::Problem;
use super::found::{Allocation, Answer, Decision, Found, Report, Sweep};
use super::given::Given;
use super::nested::{self, Nested};
use super::parts;
use super::questions::{self, Dividing};
use super::run::{self, Run};
use super::sweep;
use super::work::work;
use model::simulation::precision::Asked;
use pyo3::PyClass;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::path::PathBuf;
use std::sync::Arc;
use study::analysis::allocate::ask::Plan;
use study::analysis::allocate::rules;
use study::analysis::allocate::sampled::BUDGET;
use study::analysis::run::{MOST_TO_PRECISION, REPLICATIONS};

/// Read a scenario.
///
/// `set` gives inputs other values than the file does, as `--set` does: a dict `{path: value}` or a list of `"path=value"`; a text
/// stands as in the file, such as `"3 to 5"`. Tables are read beneath the scenario's folder only, unless `allow_outside`.
///
/// Raises `ScenarioError` with all problems (file, line, column), `OSError` if the file cannot be read, `ValueError` for a bad `set`.
#[pyfunction]
#[pyo3(signature = (path, set = None, allow_outside = false), text_signature = "(path, set=None, allow_outside=False)")]
pub fn load(py: Python<'_>, path: PathBuf, set: Option<&Bound<'_, PyAny>>, allow_outside: bool) -> PyResult<Scenario> {
    let overrides = arguments::overrides(set)?;
    let given = py.detach(|| Given::read(path, &overrides, allow_outside))?;
    Ok(Scenario(Arc::new(given)))
}

/// A scenario that was read and checked. It does not change; every question may be asked from several threads at once.
///
/// Questions share `seed` (0 to 2^64 - 1) and `threads` (default: one for each processor). Results depend on neither the number of
/// threads nor the machine. Questions raise `ValueError` for arguments that are not allowed, `ModelError` where the scenario has no
/// answer, and what a signal's handler raises, such as `KeyboardInterrupt`, within a tenth of a second.
#[pyclass(frozen, module = "commonweal")]
pub struct Scenario(Arc<Given>);

impl Scenario {
    /// What it was read from.
    pub fn given(&self) -> Arc<Given> {
        Arc::clone(&self.0)
    }
}

/// An answer as an object of a class of its own.
fn object<T>(py: Python<'_>, name: &'static str, answer: impl Answer + 'static, class: T) -> PyResult<Py<T>>
where
    T: PyClass<BaseType = Found>,
    PyClassInitializer<T>: From<(T, Found)>,
{
    Py::new(py, (class, Found::new(name, answer)))
}

#[pymethods]
impl Scenario {
    /// Its id, from the file's name.
    #[getter]
    fn id(&self) -> String {
        self.0.scenario.id.clone()
    }

    /// Its title, in English.
    #[getter]
    fn title(&self) -> String {
        self.0.scenario.title.en.clone()
    }

    /// Its file, as it was given.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path.clone()
    }

    /// Ids of the administrations, in the order of the file.
    #[getter]
    fn administrations(&self) -> Vec<String> {
        self.0.scenario.administrations.iter().map(|one| one.id.clone()).collect()
    }

    /// Files read, the scenario first: path as it was written, SHA-256 in hexadecimal, size in bytes.
    #[getter]
    fn inputs(&self) -> Vec<(String, String, u64)> {
        self.0.inputs.iter().map(|file| (file.path.clone(), file.sha256.clone(), file.size)).collect()
    }

    /// Values given in place of the file's, as `path=value`.
    #[getter]
    fn overrides(&self) -> Vec<String> {
        self.0.overrides.clone()
    }

    /// Warnings of the reading, a list of `Problem`.
    #[getter]
    fn warnings(&self) -> Vec<Problem> {
        self.0.warnings.clone()
    }

    /// Simulate: what every strategy costs, what sharing saves, and how sure that is.
    ///
    /// `design` is `random`, `sobol` or `latin-hypercube`, which round `replications` up. With `precision`, such as `"0.5%"`, the run
    /// goes on until `precision_of` is known so well, or `max_replications` are done. `ambiguity=False` leaves out how far results
    /// move over what is not known. A signal ends it at the next round.
    #[pyo3(
        signature = (replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1), design = "random", ambiguity = true, precision = None, precision_of = "saving", max_replications = Whole::from(MOST_TO_PRECISION), threads = None),
        text_signature = "($self, replications=10000, seed=1, design='random', ambiguity=True, precision=None, precision_of='saving', max_replications=10000000, threads=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they have names where they are given")]
    fn run(
        &self,
        py: Python<'_>,
        replications: Whole,
        seed: Whole,
        design: &str,
        ambiguity: bool,
        precision: Option<&str>,
        precision_of: &str,
        max_replications: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Py<Run>> {
        let precision = precision.map(str::parse::<Asked>).transpose().map_err(PyValueError::new_err)?;
        let most = if precision.is_some() { &max_replications } else { &replications };
        let goal = precision.as_ref().map(|asked| (asked, precision_of));
        let settings = self.0.settings([most, &seed], design, ambiguity, goal)?;
        let (given, of) = (self.given(), self.given());
        let ran = work(py, arguments::threads(threads)?, move |stop| run::run(&of, &settings, stop))?;
        Run::object(py, given, ran)
    }

    /// Divide the cost among administrations by rules of cost sharing. `rules` are names such as `shapley` or `equal`, or `all`;
    /// `game` is what a cost is, `mean` or `cvar:0.9`. `replications` are of every coalition (default: 1024, fewer of more than 300
    /// administrations), `budget` is how many coalitions are evaluated where there are too many for all. What a signal ends goes on
    /// in the background to its end.
    #[pyo3(
        signature = (rules = vec![rules::EVERY.to_owned()], game = "mean", replications = None, seed = Whole::from(1), budget = Whole::from(BUDGET as u64), decimals = None, threads = None),
        text_signature = "($self, rules=['all'], game='mean', replications=None, seed=1, budget=1000000, decimals=None, threads=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they have names where they are given")]
    fn allocate(
        &self,
        py: Python<'_>,
        rules: Vec<String>,
        game: &str,
        replications: Option<Whole>,
        seed: Whole,
        budget: Whole,
        decimals: Option<Whole>,
        threads: Option<Whole>,
    ) -> PyResult<Py<Allocation>> {
        let wrong = |message: String| PyValueError::new_err(message);
        rules.iter().try_for_each(|name| rules::check_name(name)).map_err(|error| wrong(format!("rules: {error}")))?;
        let risk =
            rules::risk(game).map_err(|_| wrong(format!("game: `mean` or `cvar:0.9` is wanted, not `{game}`")))?;
        let replications = replications.map(|n| n.within("replications", 2..=MOST_OF_QUESTION)).transpose()?;
        let plan = Plan {
            seed: seed.seed()?,
            replications: replications.map(|n| n as usize),
            risk,
            budget: budget.within("budget", 1..=100_000_000)? as usize,
        };
        let decimals = decimals.map(|decimals| decimals.within("decimals", 0..=9)).transpose()?;
        let asked = Dividing { rules, plan, decimals: decimals.map(|decimals| decimals as u32) };
        let given = self.given();
        let found = work(py, arguments::threads(threads)?, move |_| questions::allocate(&given, &asked))?;
        object(py, "Allocation", found, Allocation)
    }

    /// Find which strategy to choose, what it would cost to be wrong, and what is worth finding out first. `groups` are
    /// `{name: [paths]}` of inputs that would become known together; `studies` are `{path: observations}` or
    /// `{path: (observations, error)}`, with an error in the unit of the input or as `"30%"`. What a signal ends goes on in the
    /// background to its end.
    #[pyo3(
        signature = (groups = None, studies = None, replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1), threads = None),
        text_signature = "($self, groups=None, studies=None, replications=10000, seed=1, threads=None)"
    )]
    fn decide(
        &self,
        py: Python<'_>,
        groups: Option<&Bound<'_, PyAny>>,
        studies: Option<&Bound<'_, PyAny>>,
        replications: Whole,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Py<Decision>> {
        let asked = arguments::named(groups, studies)?;
        let (seed, n) = (seed.seed()?, replications.within("replications", 100..=MOST_OF_QUESTION)?);
        let given = self.given();
        let found = work(py, arguments::threads(threads)?, move |_| questions::choose(&given, &asked, seed, n))?;
        object(py, "Decision", found, Decision)
    }

    /// Follow a quantity along one input, or over two: `over` is `{path: [values]}` or `{path: "low..high:steps"}`, `of` a quantity such
    /// as `saving`, `saving.fork` or `administration.<id>.saving`. `replications` are of each cell. A signal ends it at the next few
    /// cells.
    #[pyo3(
        signature = (over, of = "saving".to_owned(), replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1), threads = None),
        text_signature = "($self, over, of='saving', replications=10000, seed=1, threads=None)"
    )]
    fn sweep(
        &self,
        py: Python<'_>,
        over: &Bound<'_, PyAny>,
        of: String,
        replications: Whole,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Py<Sweep>> {
        let asked = self.0.sweeping(over, of, [&replications, &seed])?;
        let given = self.given();
        let found = work(py, arguments::threads(threads)?, move |stop| {
            let rows = sweep::rows(&given, &asked, None, stop)?;
            sweep::of_rows(&given, &asked, &rows)
        })?;
        object(py, "Sweep", found, Sweep)
    }

    /// Number of cells of a sweep over these inputs.
    fn sweep_count(&self, over: &Bound<'_, PyAny>) -> PyResult<usize> {
        let asked = self.0.sweeping(over, String::new(), [&Whole::from(2), &Whole::from(1)])?;
        Ok(sweep::count(&self.0, &asked)?)
    }

    /// Cells `start` to `stop` (left out) of a sweep, the last input running fastest: their rows in `sweep.csv`, as bytes.
    #[pyo3(
        signature = (over, start, stop, of = "saving".to_owned(), replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1), threads = None),
        text_signature = "($self, over, start, stop, of='saving', replications=10000, seed=1, threads=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they have names where they are given")]
    fn sweep_cells<'py>(
        &self,
        py: Python<'py>,
        over: &Bound<'_, PyAny>,
        start: usize,
        stop: usize,
        of: String,
        replications: Whole,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let asked = self.0.sweeping(over, of, [&replications, &seed])?;
        let given = self.given();
        let rows =
            work(py, arguments::threads(threads)?, move |wish| sweep::rows(&given, &asked, Some(start..stop), wish))?;
        Ok(PyBytes::new(py, &rows))
    }

    /// The sweep whose cells have these rows, one after the other: the same as that in one go. Raises `IncompleteError` if rows are
    /// none of its, or some are missing.
    #[pyo3(
        signature = (over, rows, of = "saving".to_owned(), replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1)),
        text_signature = "($self, over, rows, of='saving', replications=10000, seed=1)"
    )]
    fn sweep_of(
        &self,
        py: Python<'_>,
        over: &Bound<'_, PyAny>,
        rows: Vec<u8>,
        of: String,
        replications: Whole,
        seed: Whole,
    ) -> PyResult<Py<Sweep>> {
        let asked = self.0.sweeping(over, of, [&replications, &seed])?;
        object(py, "Sweep", sweep::of_rows(&self.0, &asked, &rows)?, Sweep)
    }

    /// Answer all questions: a page in each language (`lang` is `en`, `fr` or `both`) and the figures of every question, written to
    /// `folder` if there is one. `replications` are of each question (default: as many as it takes by itself). What a signal ends
    /// goes on in the background to its end.
    #[pyo3(
        signature = (folder = None, lang = "en", replications = None, seed = Whole::from(1), threads = None),
        text_signature = "($self, folder=None, lang='en', replications=None, seed=1, threads=None)"
    )]
    fn report(
        &self,
        py: Python<'_>,
        folder: Option<PathBuf>,
        lang: &str,
        replications: Option<Whole>,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Py<Report>> {
        let replications = replications.map(|n| n.within("replications", 100..=MOST_OF_QUESTION)).transpose()?;
        let asked = (seed.seed()?, replications.map(|n| n as u32));
        let (languages, word, given) = (arguments::languages(lang)?, lang.to_owned(), self.given());
        let page =
            work(py, arguments::threads(threads)?, move |_| questions::report(&given, asked, &languages, &word))?;
        let report = object(py, "Report", page, Report)?;
        if let Some(folder) = folder {
            report.call_method1(py, "write", (folder,))?;
        }
        Ok(report)
    }

    /// Do the part `number` (from 1) of `of` parts of a run: bytes that `merge` takes, and the file that `commonweal run --shard`
    /// leaves. A signal ends it at the next round.
    #[pyo3(
        signature = (number, of, replications = Whole::from(u64::from(REPLICATIONS)), seed = Whole::from(1), design = "random", ambiguity = true, threads = None),
        text_signature = "($self, number, of, replications=10000, seed=1, design='random', ambiguity=True, threads=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they have names where they are given")]
    fn part<'py>(
        &self,
        py: Python<'py>,
        number: Whole,
        of: Whole,
        replications: Whole,
        seed: Whole,
        design: &str,
        ambiguity: bool,
        threads: Option<Whole>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let of = of.within("of", 1..=100_000)?;
        let which = (number.within("number", 1..=of)?, of);
        let settings = self.0.settings([&replications, &seed], design, ambiguity, None)?;
        let given = self.given();
        let bytes = work(py, arguments::threads(threads)?, move |stop| parts::part(&given, &settings, which, stop))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Hold what is not known at one of `points` after another, and tell at each how surely sharing saves and how much in the mean, over
    /// the same `replications` of chance; both are multiples of 16. A signal ends it at the next few points.
    #[pyo3(
        signature = (points = Whole::from(1024), replications = Whole::from(1024), seed = Whole::from(1), threads = None),
        text_signature = "($self, points=1024, replications=1024, seed=1, threads=None)"
    )]
    fn nested(
        &self,
        py: Python<'_>,
        points: Whole,
        replications: Whole,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Nested> {
        let asked = self.0.nesting([&points, &replications, &seed])?;
        let given = self.given();
        work(py, arguments::threads(threads)?, move |stop| {
            let rows = nested::rows(&given, asked, 0..asked.points, stop)?;
            Nested::of_rows(&given, asked, &rows)
        })
    }

    /// Points `start` to `stop` (left out), multiples of 16, of all `points`: their rows as bytes, for `nested_of`.
    #[pyo3(
        signature = (start, stop, points = Whole::from(1024), replications = Whole::from(1024), seed = Whole::from(1), threads = None),
        text_signature = "($self, start, stop, points=1024, replications=1024, seed=1, threads=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they have names where they are given")]
    fn nested_points<'py>(
        &self,
        py: Python<'py>,
        start: u64,
        stop: u64,
        points: Whole,
        replications: Whole,
        seed: Whole,
        threads: Option<Whole>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let asked = self.0.nesting([&points, &replications, &seed])?;
        let given = self.given();
        let rows = work(py, arguments::threads(threads)?, move |wish| nested::rows(&given, asked, start..stop, wish))?;
        Ok(PyBytes::new(py, &rows))
    }

    /// What all points are together, from their rows one after the other. Raises `IncompleteError` if some are missing.
    #[pyo3(
        signature = (rows, points = Whole::from(1024), replications = Whole::from(1024), seed = Whole::from(1)),
        text_signature = "($self, rows, points=1024, replications=1024, seed=1)"
    )]
    fn nested_of(&self, rows: Vec<u8>, points: Whole, replications: Whole, seed: Whole) -> PyResult<Nested> {
        let asked = self.0.nesting([&points, &replications, &seed])?;
        Ok(Nested::of_rows(&self.0, asked, &rows)?)
    }

    fn __repr__(&self) -> String {
        let Given { scenario, .. } = &*self.0;
        let count = scenario.administrations.len();
        format!("<commonweal.Scenario {}: {} ({count} administrations)>", scenario.id, scenario.title.en)
    }
}
