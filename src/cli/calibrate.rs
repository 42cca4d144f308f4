//! `commonweal calibrate`: an effort model, an overrun or a distribution from a table of one's own, ready for a scenario.

use super::benchmark::{Columns, read};
use super::delivery::{Begun, Delivery, Drawing};
use super::{Exit, Failure};
use model::results::SCHEMA_VERSION;
use model::sampling::stream::STREAM_VERSION;
use std::path::{Path, PathBuf};
use study::analysis::calibrate::ask::{column, effort, overrun};
use study::analysis::calibrate::found::{Calibration, ColumnFit, EffortFit, OverrunFit};
use study::analysis::calibrate::section::Named;
use study::calibration::line::LEAST;
use study::calibration::regression::FitError;
use study::input::InputFile;
use study::input::columns::Allowed;
use study::input::problem::shown;

/// Fit an effort model, an overrun or a distribution to a table, and print it as a scenario takes it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal calibrate ours.csv --size FP --effort Hours --unit hours\n  commonweal calibrate scenarios/effort/kitchenham.csv --estimate First.estimate --actual Actual.effort\n  commonweal calibrate scenarios/effort/maxwell.csv --fit Duration"
)]
pub struct Calibrate {
    /// CSV or ARFF table, one row a project
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    columns: Columns,
    /// Column of efforts, or costs, as estimated
    #[arg(long, value_name = "COLUMN", requires = "actual")]
    estimate: Option<String>,
    /// Column of what they came to, in the same unit
    #[arg(long, value_name = "COLUMN", requires = "estimate")]
    actual: Option<String>,
    /// Column to which every distribution is fitted
    #[arg(long, value_name = "COLUMN")]
    fit: Option<String>,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

/// What one reading of the table gives: its id, the columns, and how they are named.
type Named2 = (String, Vec<Vec<f64>>, Named);

impl Calibrate {
    /// Reads the columns, fits, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        if self.columns.size.is_none() && self.estimate.is_none() && self.fit.is_none() {
            let message = "say what to fit: --size, --effort and --unit; --estimate and --actual; or --fit COLUMN";
            return Err(Failure::new(Exit::Usage, message));
        }
        let pool = self.drawing.pool()?;
        let mut inputs = Vec::new();
        let Some(found) = pool.install(|| self.found(&mut inputs))? else { return Ok(Exit::Scenario) };
        inputs.dedup();
        let claim = self.delivery.claim(&folder(&found))?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    /// All that was asked for; none after a report.
    fn found(&self, inputs: &mut Vec<InputFile>) -> Result<Option<Calibration>, Failure> {
        let mut found = Calibration {
            schema_version: SCHEMA_VERSION,
            table: String::new(),
            file: shown(&self.file.to_string_lossy()),
            seed: self.drawing.seed(),
            stream: STREAM_VERSION,
            effort: None,
            overrun: None,
            column: None,
        };
        if let (Some(first), Some(second), Some(unit)) = (&self.columns.size, &self.columns.effort, self.columns.unit) {
            let Some((id, values, named)) = self.read([first, second], Allowed::Positive, inputs)? else {
                return Ok(None);
            };
            let months: Vec<f64> = values[1].iter().map(|effort| effort * unit.person_months).collect();
            let fitted: Result<EffortFit, FitError> = effort(&named, unit.word, &values[0], &months);
            found.effort = Some(self.fitted(fitted)?);
            found.table = id;
        }
        if let (Some(first), Some(second)) = (&self.estimate, &self.actual) {
            let Some((id, values, named)) = self.read([first, second], Allowed::Positive, inputs)? else {
                return Ok(None);
            };
            let fitted: Result<OverrunFit, FitError> = overrun(&named, &values[0], &values[1], found.seed);
            found.overrun = Some(self.fitted(fitted)?);
            found.table = id;
        }
        if let Some(name) = &self.fit {
            let Some((id, values, named)) = self.read([name, name], Allowed::Any, inputs)? else { return Ok(None) };
            let few = FitError::TooFew { n: values[0].len(), least: LEAST };
            let fitted = if values[0].len() < LEAST { Err(few) } else { Ok(column(&named, &values[0], found.seed)) };
            let fitted: ColumnFit = self.fitted(fitted)?;
            if fitted.fits.is_empty() {
                let message =
                    format!("column `{}` has the same value everywhere, to which nothing can be fitted", shown(name));
                return Err(Failure::new(Exit::Scenario, message));
            }
            found.column = Some(fitted);
            found.table = id;
        }
        Ok(Some(found))
    }

    fn read(
        &self,
        columns: [&str; 2],
        allowed: Allowed,
        inputs: &mut Vec<InputFile>,
    ) -> Result<Option<Named2>, Failure> {
        let Some((id, values, lines, left_out)) = read(&self.file, &columns, allowed, inputs)? else { return Ok(None) };
        let file =
            Path::file_name(&self.file).map_or_else(|| self.file.to_string_lossy(), |name| name.to_string_lossy());
        let [first, second] = columns.map(shown);
        Ok(Some((id, values, Named { file: shown(&file), first, second, lines, left_out })))
    }

    fn fitted<T>(&self, fitted: Result<T, FitError>) -> Result<T, Failure> {
        fitted
            .map_err(|error| Failure::new(Exit::Scenario, format!("{}: {error}", shown(&self.file.to_string_lossy()))))
    }
}

/// A folder for what was fitted to a table: an overrun does not take the place of an effort model.
fn folder(found: &Calibration) -> String {
    let fitted =
        [("effort", found.effort.is_some()), ("overrun", found.overrun.is_some()), ("fit", found.column.is_some())];
    let fitted = fitted.iter().filter(|one| one.1).map(|one| format!("-{}", one.0));
    format!("{}-calibration{}", found.table, fitted.collect::<String>())
}
