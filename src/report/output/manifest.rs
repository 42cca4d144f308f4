//! The manifest: what was run, on what, when; the only result that knows the clock and the machine.

use super::claim::Claim;
use super::folder::{OutputError, Written};
use crate::found::About;
use model::results::SCHEMA_VERSION;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use study::input::InputFile;

/// Name of the file that is written last and vouches for the others.
pub(super) const MANIFEST: &str = "manifest.json";
/// The same for a run that was interrupted.
pub(super) const PARTIAL_MANIFEST: &str = "manifest.partial.json";

/// The options that bear on results, by name, and what each was given or has by default.
pub type Asked = Map<String, Value>;

/// A manifest that this program wrote: web applications, too, have files of the name.
pub(super) fn read_ours(path: &Path) -> Option<Value> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    let words = ["schema_version", "state", "version"];
    (words.iter().all(|word| manifest[word].is_string()) && manifest["files"].is_array()).then_some(manifest)
}

/// Names of the files that a manifest lists, where they are names in its folder.
pub(super) fn listed(manifest: &Value) -> Vec<String> {
    let names = manifest["files"].as_array().into_iter().flatten().filter_map(|file| file["name"].as_str());
    names.filter(|name| Path::new(name).file_name().is_some_and(|own| own == *name)).map(str::to_owned).collect()
}

/// The manifest of files that may be unfinished; `asked` tells what work it is of that can go on.
pub(super) fn marker(names: Vec<String>, asked: Option<&Value>) -> Vec<u8> {
    let files: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    let version = env!("CARGO_PKG_VERSION");
    let mut marker =
        json!({ "schema_version": SCHEMA_VERSION, "state": "writing", "version": version, "files": files });
    if let Some(asked) = asked {
        marker["asked"] = asked.clone();
    }
    marker.to_string().into_bytes()
}

/// In what two manifests differ, as far as it was asked: `--of was saving, is shared.cost`; `towns.toml has changed`.
pub(super) fn differences(earlier: &Value, now: &Value) -> Vec<String> {
    let words = |value: &Value| match value {
        Value::Null => "not given".to_owned(),
        Value::Array(parts) => parts.iter().map(|part| part.as_str().unwrap_or_default()).collect::<Vec<_>>().join(" "),
        other => other.as_str().map_or_else(|| other.to_string(), str::to_owned),
    };
    let mut found = Vec::new();
    let (was, is) = (&earlier["asked"], &now["asked"]);
    let names =
        |asked: &Value| asked.as_object().into_iter().flat_map(|asked| asked.keys().cloned()).collect::<Vec<_>>();
    let mut options = [names(was), names(is)].concat();
    options.sort();
    options.dedup();
    for option in options {
        let (was, is) = (&was[&option], &is[&option]);
        if was != is {
            found.push(format!("--{option} was {}, is {}", words(was), words(is)));
        }
    }
    let files = |manifest: &Value| manifest["inputs"].as_array().cloned().unwrap_or_default();
    let was: Vec<Value> = files(earlier).into_iter().map(|file| file["sha256"].clone()).collect();
    let changed = files(now).into_iter().filter(|file| !was.contains(&file["sha256"]));
    found.extend(changed.map(|file| format!("{} has changed or is another", words(&file["path"]))));
    found
}

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
    pub fn started(at: String, about: About, asked: Asked, inputs: Vec<InputFile>) -> AnalysisManifest {
        AnalysisManifest {
            schema_version: SCHEMA_VERSION,
            state: "complete",
            version: env!("CARGO_PKG_VERSION"),
            game: about.game,
            scenario: about.scenario,
            rules: about.rules,
            overrides: about.overrides,
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
        let mut folder = claim.open(false, &names)?;
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
