//! What of a folder is ours: the names that this program gives, and the manifests that tell which files it wrote.

use crate::language::{Language, say};
use model::results::SCHEMA_VERSION;
use serde_json::{Value, json};
use std::path::Path;

/// What names of files that are not finished begin with.
pub(super) const PREFIX: &str = ".commonweal-";
/// Name of the file that is written last and vouches for the others.
pub(super) const MANIFEST: &str = "manifest.json";
/// The same for a run that was interrupted.
pub(super) const PARTIAL_MANIFEST: &str = "manifest.partial.json";

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
pub(super) fn differences(earlier: &Value, now: &Value, language: Language) -> Vec<String> {
    let words = |value: &Value| match value {
        Value::Null => language.pick("not given", "non donné").to_owned(),
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
            let (was, is) = (words(was), words(is));
            found.push(say!(language, "--{option} was {was}, is {is}" | "--{option} était {was}, est {is}"));
        }
    }
    let files = |manifest: &Value| manifest["inputs"].as_array().cloned().unwrap_or_default();
    let was: Vec<Value> = files(earlier).into_iter().map(|file| file["sha256"].clone()).collect();
    let changed = files(now).into_iter().filter(|file| !was.contains(&file["sha256"]));
    found.extend(changed.map(|file| {
        let name = words(&file["path"]);
        say!(language, "{name} has changed or is another" | "{name} a changé ou est un autre fichier")
    }));
    found
}
