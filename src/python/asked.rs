//! What a scenario can be asked, and how much of it.

use super::arguments::{self, Whole};
use super::given::Given;
use super::nested::Nesting;
use super::sweep::Sweeping;
use model::lanes::LANES;
use model::sampling::design::Design;
use model::simulation::Settings;
use model::simulation::precision::Asked;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use study::analysis::run::Wanted;

/// Most replications of a run, and of each cell of a sweep.
const MOST_OF_RUN: u64 = 4_000_000_000;
const MOST_OF_SWEEP: u64 = 10_000_000;
/// Most replications of a question.
pub const MOST_OF_QUESTION: u64 = 1_000_000;
/// Most points of knowledge, and replications at each.
const MOST_POINTS: u64 = 1 << 24;
const MOST_AT_POINT: u64 = 1 << 24;

impl Given {
    /// The settings of a run.
    ///
    /// # Errors
    /// `ValueError` if they are not allowed.
    pub fn settings(
        &self,
        [replications, seed]: [&Whole; 2],
        design: &str,
        ambiguity: bool,
        precision: Option<(&Asked, &str)>,
    ) -> PyResult<Settings> {
        let design = design.parse::<Design>();
        let wanted = Wanted {
            replications: replications.within("replications", 1..=MOST_OF_RUN)?,
            seed: seed.seed()?,
            design: design.map_err(|error| PyValueError::new_err(format!("design: {error} is wanted")))?,
            ambiguity,
            precision,
        };
        wanted.settings(&self.scenario).map_err(PyValueError::new_err)
    }

    /// What a sweep goes over.
    ///
    /// # Errors
    /// `ValueError` if that is not allowed.
    pub fn sweeping(
        &self,
        over: &Bound<'_, PyAny>,
        of: String,
        [replications, seed]: [&Whole; 2],
    ) -> PyResult<Sweeping> {
        let replications = replications.within("replications", 2..=MOST_OF_SWEEP)?;
        Ok(Sweeping { over: arguments::over(over)?, of, seed: seed.seed()?, replications })
    }

    /// How many points and replications a nested run has.
    ///
    /// # Errors
    /// `ValueError` if they are too few, too many or no multiples of a batch.
    pub fn nesting(&self, [points, replications, seed]: [&Whole; 3]) -> PyResult<Nesting> {
        let (lanes, two) = (LANES as u64, 2 * LANES as u64);
        let points = points.within("points", two..=MOST_POINTS)?;
        let replications = replications.within("replications", lanes..=MOST_AT_POINT)?;
        if !points.is_multiple_of(lanes) || !replications.is_multiple_of(lanes) {
            let message =
                format!("points and replications: multiples of {lanes} are wanted, not {points} and {replications}");
            return Err(PyValueError::new_err(message));
        }
        Ok(Nesting { points, replications, seed: seed.seed()? })
    }
}
