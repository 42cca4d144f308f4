//! What all commands have in common: one way of loading a scenario.

use super::{Exit, Failure};
use model::scenario::{Scenario, Text};
use report::charts;
use report::language::Language;
use report::words::notes;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use study::input;
use study::input::problem::shown;
use study::input::{InputFile, Loaded, Override, Written};

/// Which scenario to read, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct Reading {
    /// Give an input another value; `*` stands for any module or administration
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub overrides: Vec<Override>,
    /// Let a scenario read tables outside its own folder
    #[arg(long)]
    pub allow_outside: bool,
}

/// Scenario files as they are written, and all files that they read.
pub type Several = (Vec<Written>, Vec<InputFile>);

impl Reading {
    /// Reads a scenario file, whatever is wrong with it.
    pub fn open(&self, path: &Path) -> Result<Written, Failure> {
        Written::read(path, &self.overrides, self.allow_outside).map_err(|error| {
            Failure::new(Exit::Scenario, format!("cannot read {}: {error}", shown(&path.to_string_lossy())))
        })
    }

    /// Loads a scenario; shows its problems on stderr. None if one of them is an error.
    pub fn load(&self, path: &Path, language: Language) -> Result<Option<(Scenario, Vec<InputFile>)>, Failure> {
        Ok(told(self.open(path)?.into_loaded(), language))
    }

    /// The same of a file that was taken.
    pub fn load_written(&self, written: &Written, language: Language) -> Option<(Scenario, Vec<InputFile>)> {
        told(written.loaded().clone(), language)
    }

    /// Takes several files; problems of each are shown before any is refused. None if one of them is an error.
    pub fn open_all(&self, paths: &[PathBuf], language: Language) -> Result<Option<Several>, Failure> {
        let written: Vec<Written> = paths.iter().map(|path| self.open(path)).collect::<Result<_, _>>()?;
        let loaded: Vec<_> = written.iter().map(|one| self.load_written(one, language)).collect();
        let mut inputs: Vec<InputFile> = Vec::new();
        for one in loaded {
            let Some((_, files)) = one else { return Ok(None) };
            inputs.extend(files.into_iter().filter(|file| !inputs.contains(file)).collect::<Vec<_>>());
        }
        Ok(Some((written, inputs)))
    }

    /// The overrides as they were written.
    pub fn overrides_written(&self) -> Vec<String> {
        self.overrides.iter().map(Override::to_string).collect()
    }
}

/// What was read, after its problems; none if one of them is an error.
fn told(mut loaded: Loaded, language: Language) -> Option<(Scenario, Vec<InputFile>)> {
    loaded.warn_of_days_after(&latest_day());
    tell(&loaded);
    let scenario = loaded.scenario?;
    warn_of_letters(&scenario, language);
    Some((scenario, loaded.files))
}

/// The day it is where the sun rises first: no sign-off of today is one of tomorrow.
fn latest_day() -> String {
    const AHEAD: Duration = Duration::from_secs(14 * 3600);
    let now = humantime::format_rfc3339_seconds(SystemTime::now() + AHEAD).to_string();
    now.chars().take("2025-03-31".len()).collect()
}

/// Shows problems on stderr.
pub fn tell(loaded: &Loaded) {
    let text = input::render(&loaded.problems, &loaded.sources, true);
    // A closed stderr leaves only the exit code to speak.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Says where charts cannot show a name or a title as it is written.
fn warn_of_letters(scenario: &Scenario, language: Language) {
    let lacks =
        |text: &Text| [Some(&text.en), text.fr.as_ref()].into_iter().flatten().any(|words| !charts::holds(words));
    let mut without = scenario.administrations.iter().filter(|one| lacks(&one.name));
    let mut told = String::new();
    if let Some(first) = without.next() {
        let (name, others) = (shown(&first.name.en), without.count());
        told += &(notes::name_lacks_letters(&name, others, language) + "\n");
    }
    if lacks(&scenario.title) {
        let title = shown(&scenario.title.en);
        told += &(notes::title_lacks_letters(&title, language) + "\n");
    }
    // A closed stderr leaves only the exit code to speak.
    let _ = anstream::stderr().write_all(told.as_bytes());
}

/// Scenario files of a folder, by name; there is at least one.
pub fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = shown(&folder.to_string_lossy());
    let unread = |error| Failure::new(Exit::Scenario, format!("cannot read {name}: {error}"));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    match paths.is_empty() {
        true => Err(Failure::new(Exit::Usage, format!("no scenario in {name}: it holds no .toml file"))),
        false => Ok(paths),
    }
}
