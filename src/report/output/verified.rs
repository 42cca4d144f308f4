//! Whether a folder of results is what its manifest says.

use super::folder::hex;
use super::ours::{MANIFEST, PARTIAL_MANIFEST, PREFIX, read_ours};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A file that a manifest lists, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name, or its path.
    pub name: String,
    /// SHA-256 that the manifest says.
    pub sha256: String,
    /// What is there.
    pub kept: Kept,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As it was written, or read.
    Same,
    /// Another size or other bytes.
    Changed,
    /// Not there, or not to be read.
    Missing,
    /// Made, but not listed.
    Unlisted,
}

/// A folder of results beside its manifest.
#[derive(Debug, Clone)]
pub struct Results {
    /// The manifest.
    pub manifest: Value,
    /// Whether it is of complete results.
    pub complete: bool,
    /// Files written.
    pub files: Vec<Listed>,
    /// Files read.
    pub inputs: Vec<Listed>,
    /// Names in the folder that the manifest does not list.
    pub others: Vec<String>,
}

/// Holds every file of a folder against its manifest; none where there is no manifest of ours.
pub fn verify(folder: &Path) -> Option<Results> {
    let complete = read_ours(&folder.join(MANIFEST));
    let manifest = complete.clone().or_else(|| read_ours(&folder.join(PARTIAL_MANIFEST)))?;
    let files = listed(&manifest["files"], "name", |name| vec![folder.join(name)]);
    // Tables are named as their scenario names them, from its folder on.
    let beside: Vec<PathBuf> = manifest["inputs"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|input| Path::new(input["path"].as_str()?).parent())
        .map(Path::to_owned)
        .collect();
    let inputs = listed(&manifest["inputs"], "path", |path| {
        std::iter::once(Path::new(path).to_owned()).chain(beside.iter().map(|folder| folder.join(path))).collect()
    });
    let known = |name: &String| {
        [MANIFEST, PARTIAL_MANIFEST].contains(&name.as_str())
            || name.starts_with(PREFIX)
            || files.iter().any(|file| file.name == *name)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut others: Vec<String> = names.filter(|name| !known(name)).collect();
    others.sort();
    Some(Results { complete: complete.is_some(), files, inputs, others, manifest })
}

/// Files of a list, each at the first of its places where it is as the list says, or else at the first where it is.
fn listed(list: &Value, key: &str, places: impl Fn(&str) -> Vec<PathBuf>) -> Vec<Listed> {
    let file = |file: &Value| {
        let name = file[key].as_str()?.to_owned();
        let sha256 = file["sha256"].as_str()?.to_owned();
        let there: Vec<Vec<u8>> = places(&name).iter().filter_map(|place| bytes(place)).collect();
        let kept = match there.iter().any(|bytes| hex(&Sha256::digest(bytes)) == sha256) {
            true => Kept::Same,
            false if there.is_empty() => Kept::Missing,
            false => Kept::Changed,
        };
        Some(Listed { name, sha256, kept })
    };
    list.as_array().into_iter().flatten().filter_map(file).collect()
}

/// What a file holds; none of what is no file, such as a pipe, which would be waited for.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    path.metadata().is_ok_and(|there| there.is_file()).then(|| std::fs::read(path).ok())?
}
