//! A scenario as it was given: what every question is asked of, on whatever thread.

use super::errors::{Problem, Trouble};
use model::sampling::stream::STREAM_VERSION;
use model::scenario::Scenario;
use model::simulation::Settings;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use report::output::{Asked, PartOf, Work};
use serde_json::Value;
use std::io::Error;
use std::path::{Path, PathBuf};
use study::analysis::allocate::ask::settle;
use study::analysis::run::MOST_TO_PRECISION;
use study::analysis::variants::Variants;
use study::input::problem::shown_path;
use study::input::{InputFile, Override, Written};

/// A scenario that was read and can be used.
pub struct Given {
    /// Its file.
    pub path: PathBuf,
    /// The file, read with the values in place of its own.
    pub written: Written,
    /// The scenario.
    pub scenario: Scenario,
    /// Files read, the scenario first.
    pub inputs: Vec<InputFile>,
    /// Values in place of the file's, as `path=value`.
    pub overrides: Vec<String>,
    /// Whether it may read tables outside its own folder.
    pub allow_outside: bool,
    /// Warnings.
    pub warnings: Vec<Problem>,
}

impl Given {
    /// Reads a scenario.
    ///
    /// # Errors
    /// `OSError` if the file cannot be read, `ScenarioError` with all problems if it cannot be used.
    pub fn read(path: PathBuf, overrides: &[Override], allow_outside: bool) -> PyResult<Given> {
        if path == Path::new("-") {
            return Err(PyValueError::new_err("path: a file is wanted; standard input is not read"));
        }
        let written = Written::read(&path, overrides, allow_outside).map_err(|error| {
            let message = format!("cannot read {}: {error}", shown_path(&path));
            Error::new(error.kind(), message)
        })?;
        let loaded = written.loaded();
        let scenario = loaded.scenario.clone().ok_or_else(|| Trouble::of(loaded))?;
        let (inputs, warnings) = (loaded.files.clone(), Problem::all(loaded));
        let overrides = overrides.iter().map(Override::to_string).collect();
        Ok(Given { path, written, scenario, inputs, overrides, allow_outside, warnings })
    }

    /// The scenario with what every member pays, where a rule on the game says it.
    ///
    /// # Errors
    /// If the rule has no answer.
    pub fn settled(&self, seed: u64) -> Result<Scenario, Trouble> {
        let mut scenario = self.scenario.clone();
        settle(&mut scenario, seed).map_err(Trouble::model)?;
        Ok(scenario)
    }

    /// Variants of it, each of so many replications.
    pub fn variants(&self, seed: u64, replications: u64) -> Variants<'_> {
        Variants { written: &self.written, overrides: &[], seed, replications: replications as usize }
    }

    /// What a run of it is of, as the command line says it of `run --shard` with these options.
    pub fn part_of(&self, settings: &Settings) -> PartOf {
        let design = settings.design.word();
        let mut asked = Asked::new();
        asked.insert("design".to_owned(), Value::from(design));
        asked.insert("max-replications".to_owned(), Value::from(MOST_TO_PRECISION.to_string()));
        asked.insert("no-ambiguity".to_owned(), Value::from(!settings.ambiguity));
        asked.insert("precision-of".to_owned(), Value::from("saving"));
        asked.insert("replications".to_owned(), Value::from(settings.replications.to_string()));
        asked.insert("seed".to_owned(), Value::from(settings.seed.to_string()));
        if !self.overrides.is_empty() {
            asked.insert("set".to_owned(), self.overrides.iter().map(|set| Value::from(set.as_str())).collect());
        }
        let mut arguments = vec!["run".to_owned(), self.path.to_string_lossy().into_owned()];
        arguments.push(format!("--replications={}", settings.replications));
        arguments.push(format!("--design={design}"));
        arguments.extend((!settings.ambiguity).then(|| "--no-ambiguity".to_owned()));
        arguments.push(format!("--seed={}", settings.seed));
        arguments.extend(self.overrides.iter().map(|set| format!("--set={set}")));
        arguments.extend(self.allow_outside.then(|| "--allow-outside".to_owned()));
        arguments.push("--lang=en".to_owned());
        PartOf {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            stream: STREAM_VERSION,
            scenario: self.scenario.id.clone(),
            inputs: self.inputs.clone(),
            allow_outside: self.allow_outside,
            overrides: self.overrides.clone(),
            seed: settings.seed,
            replications: settings.replications,
            work: Work::Run { design: design.to_owned(), ambiguity: settings.ambiguity, replications_csv: None },
            arguments,
            asked,
        }
    }
}
