//! The manifest: what was run, on what, when; the only result that knows the clock and the machine.

use super::about::About;
use super::claim::Claim;
use super::error::OutputError;
use super::folder::{Folder, Written};
use model::results::SCHEMA_VERSION;
use serde::Serialize;
use serde_json::{Map, Value};
use study::input::InputFile;

/// The options that bear on results, by name, and what each was given or has by default.
pub type Asked = Map<String, Value>;

/// What `manifest.json` holds.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Version of the shapes of all files.
    pub schema_version: &'static str,
    /// `complete`, or `partial` where the run was interrupted.
    pub state: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// Version of the named draws.
    pub stream: u32,
    /// Scenario id.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// How the points are spread over the inputs' space: `random`, `latin-hypercube` or `sobol`.
    pub design: &'static str,
    /// Replications done.
    pub replications: u64,
    /// Replications asked for.
    pub replications_asked: u64,
    /// `--set` arguments.
    pub overrides: Vec<String>,
    /// The command, as it can be given again where it was given; a seed by chance stands in `seed`.
    pub arguments: Vec<String>,
    /// All options that bear on results.
    pub asked: Asked,
    /// Files read.
    pub inputs: Vec<InputFile>,
    /// Files written.
    pub files: Vec<Written>,
    /// Start, RFC 3339.
    pub started: String,
    /// Seconds from start to the writing of this file.
    pub seconds: f64,
    /// Threads.
    pub threads: usize,
}

/// What `manifest.json` holds beside allocations, or who should share with whom.
#[derive(Debug, Clone, Serialize)]
pub struct AnalysisManifest {
    /// Version of the shapes of all files.
    pub schema_version: &'static str,
    /// `complete`.
    pub state: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// Game id, of allocations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub game: Option<String>,
    /// Scenario id, of partners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Rules asked for, of allocations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
    /// Inputs of a scenario given other values on the command line.
    pub overrides: Vec<String>,
    /// The command, as it can be given again where it was given; a seed by chance stands in `seed`.
    pub arguments: Vec<String>,
    /// All options that bear on results.
    pub asked: Asked,
    /// Seed of a scenario's draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Replications of every group of a scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replications: Option<usize>,
    /// Files read.
    pub inputs: Vec<InputFile>,
    /// Files written.
    pub files: Vec<Written>,
    /// Start, RFC 3339.
    pub started: String,
    /// Seconds from start to the writing of this file.
    pub seconds: f64,
}

impl AnalysisManifest {
    /// Of a finished analysis that began at a time.
    pub fn started(
        at: String,
        about: About,
        (arguments, asked): (Vec<String>, Asked),
        inputs: Vec<InputFile>,
    ) -> AnalysisManifest {
        AnalysisManifest {
            schema_version: SCHEMA_VERSION,
            state: "complete",
            version: env!("CARGO_PKG_VERSION"),
            game: about.game,
            scenario: about.scenario,
            rules: about.rules,
            overrides: about.overrides,
            arguments,
            asked,
            seed: about.seed,
            replications: about.replications,
            inputs,
            files: Vec::new(),
            started: at,
            seconds: 0.0,
        }
    }

    /// Writes files to a folder of results, then this manifest, with the seconds that all took by then. Returns their names.
    ///
    /// # Errors
    /// If the folder is not ours or the system refuses.
    pub fn close_over(
        mut self,
        claim: &Claim,
        files: &[(String, Vec<u8>)],
        seconds: impl FnOnce() -> f64,
    ) -> Result<Vec<String>, OutputError> {
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let mut folder = Folder::open(claim, false, &names)?;
        for (name, bytes) in files {
            folder.write(name, bytes)?;
        }
        self.files = folder.written().to_vec();
        self.seconds = seconds();
        let mut json = serde_json::to_vec_pretty(&self)?;
        json.push(b'\n');
        folder.close(&json)?;
        Ok(names)
    }
}
