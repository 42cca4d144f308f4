//! The manifest: what was run, on what, when; the only result that knows the clock and the machine.

use super::folder::Written;
use crate::input::InputFile;
use serde::Serialize;

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

/// What `manifest.json` holds beside allocations.
#[derive(Debug, Clone, Serialize)]
pub struct AllocationManifest {
    /// Version of the shapes of all files.
    pub schema_version: &'static str,
    /// `complete`.
    pub state: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// Game id.
    pub game: String,
    /// Rules asked for.
    pub rules: Vec<String>,
    /// Inputs of a scenario given other values on the command line.
    pub overrides: Vec<String>,
    /// Seed of a scenario's draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Replications of every coalition of a scenario.
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
