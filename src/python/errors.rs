//! What is wrong, as exceptions.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyKeyboardInterrupt, PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use report::output::{NotWhole, OutputError};
use study::analysis::allocate::rules::NoRule;
use study::analysis::variants::VariantError;
use study::input::problem::{Problem as Told, Severity, Sources};
use study::input::{Loaded, render};

create_exception!(
    commonweal,
    ScenarioError,
    PyValueError,
    "A scenario cannot be used. The message shows every problem with its line, as the command line does; `problems` lists them."
);
create_exception!(commonweal, ModelError, PyException, "A scenario can be read, but has no answer to what was asked.");
create_exception!(
    commonweal,
    IncompleteError,
    PyException,
    "Parts are no whole run: damaged, of another run, there twice or missing."
);

/// A problem of a scenario: where it stands, what is wrong and what to do.
#[pyclass(frozen, get_all, module = "commonweal")]
#[derive(Debug, Clone)]
pub struct Problem {
    /// Name of the file, as it was given.
    file: String,
    /// Line, from 1.
    line: usize,
    /// Column, in characters, from 1.
    column: usize,
    /// What was found, and what is allowed.
    message: String,
    /// What to do, if that is known.
    help: Option<String>,
    /// `error` or `warning`.
    severity: &'static str,
}

#[pymethods]
impl Problem {
    fn __repr__(&self) -> String {
        let Problem { file, line, column, message, severity, .. } = self;
        format!("{severity}: {file}:{line}:{column}: {message}")
    }
}

impl Problem {
    fn of(problem: &Told, sources: &Sources) -> Problem {
        let (line, column) = sources.position(&problem.place);
        Problem {
            file: sources.name(problem.place.file).to_owned(),
            line,
            column,
            message: problem.message.clone(),
            help: problem.help.clone(),
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
        }
    }

    /// All problems of what was read.
    pub fn all(loaded: &Loaded) -> Vec<Problem> {
        loaded.problems.iter().map(|problem| Problem::of(problem, &loaded.sources)).collect()
    }
}

/// Why work has no result, for Python.
#[derive(Debug)]
pub enum Trouble {
    /// An argument is none that is allowed.
    Value(String),
    /// The scenario, or a variant of it, cannot be used.
    Scenario(String, Vec<Problem>),
    /// It has no answer.
    Model(String),
    /// Parts are no whole.
    Incomplete(String),
    /// Files could not be made.
    Output(OutputError),
    /// It was no longer wanted.
    Stopped,
}

impl Trouble {
    /// The problems of a scenario that cannot be used.
    pub fn of(loaded: &Loaded) -> Trouble {
        let text = render(&loaded.problems, &loaded.sources, false);
        Trouble::Scenario(text.trim_end().to_owned(), Problem::all(loaded))
    }

    /// No answer, for a reason.
    pub fn model(why: impl std::fmt::Display) -> Trouble {
        Trouble::Model(why.to_string())
    }
}

impl From<VariantError> for Trouble {
    fn from(error: VariantError) -> Trouble {
        match &error {
            VariantError::Statistic(message) => Trouble::Value(message.clone()),
            VariantError::Scenario(problems) => Trouble::Scenario(problems.trim_end().to_owned(), Vec::new()),
            VariantError::Unfit(_) | VariantError::NoMean(_) | VariantError::NotFinite(_) => Trouble::model(error),
        }
    }
}

impl From<NoRule> for Trouble {
    fn from(why: NoRule) -> Trouble {
        match why {
            NoRule::Lacking(message) => Trouble::Value(message),
            NoRule::Unusable(loaded) => Trouble::of(&loaded),
        }
    }
}

impl From<NotWhole> for Trouble {
    fn from(why: NotWhole) -> Trouble {
        Trouble::Incomplete(why.to_string())
    }
}

impl From<OutputError> for Trouble {
    fn from(error: OutputError) -> Trouble {
        Trouble::Output(error)
    }
}

impl From<Trouble> for PyErr {
    fn from(trouble: Trouble) -> PyErr {
        match trouble {
            Trouble::Value(message) => PyValueError::new_err(message),
            Trouble::Model(message) => ModelError::new_err(message),
            Trouble::Incomplete(message) => IncompleteError::new_err(message),
            Trouble::Output(error @ OutputError::Io { .. }) => PyOSError::new_err(error.to_string()),
            Trouble::Stopped => PyKeyboardInterrupt::new_err(()),
            Trouble::Output(error) => PyRuntimeError::new_err(error.to_string()),
            Trouble::Scenario(message, problems) => Python::attach(|py| {
                let error = ScenarioError::new_err(message);
                match error.value(py).setattr("problems", problems) {
                    Ok(()) => error,
                    Err(other) => other,
                }
            }),
        }
    }
}
