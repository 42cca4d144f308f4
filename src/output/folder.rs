//! A folder of results: a file with its final name is complete and belongs to one run.

use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Name of the file that is written last and vouches for the others.
const MANIFEST: &str = "manifest.json";
/// The same for a run that was interrupted.
pub(super) const PARTIAL_MANIFEST: &str = "manifest.partial.json";

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds files that are not results of this program.
    #[error(
        "{0} holds files that are no results of commonweal: choose another --out, or give --force to write there all the same"
    )]
    NotOurs(PathBuf),
    /// The system refused.
    #[error("cannot write {path}: {source}")]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A value that JSON has no word for.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A chart that could not be drawn.
    #[error(transparent)]
    Chart(#[from] crate::charts::ChartError),
    /// A row that CSV has no shape for.
    #[error("cannot write CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// A file as the manifest lists it.
#[derive(Debug, Clone, serde::Serialize, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A folder that is being filled.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    partial: bool,
    written: Vec<Written>,
}

impl Folder {
    /// Whether results may go to a folder, found out without touching what is in it.
    pub fn check(path: &Path, force: bool) -> Result<(), OutputError> {
        let io = |source| OutputError::Io { path: path.to_owned(), source };
        std::fs::create_dir_all(path).map_err(io)?;
        tempfile::tempfile_in(path).map_err(io)?;
        Folder::manifests(path, force).map(drop)
    }

    /// The manifests of earlier runs in a folder that may be written to.
    fn manifests(path: &Path, force: bool) -> Result<Vec<PathBuf>, OutputError> {
        let io = |source| OutputError::Io { path: path.to_owned(), source };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path).map_err(io)? {
            names.push(entry.map_err(io)?.path());
        }
        let (manifests, others): (Vec<_>, Vec<_>) = names
            .into_iter()
            .partition(|path| path.file_name().is_some_and(|name| name == MANIFEST || name == PARTIAL_MANIFEST));
        if !others.is_empty() && manifests.is_empty() && !force {
            return Err(OutputError::NotOurs(path.to_owned()));
        }
        Ok(manifests)
    }

    /// Makes the folder ready. A complete run replaces what earlier ones left; a `partial` one, whose files carry the
    /// word in their names, replaces partial ones only. Until the folder is closed, a partial manifest says that all
    /// `names` may be unfinished.
    pub fn open(path: &Path, partial: bool, force: bool, names: &[String]) -> Result<Folder, OutputError> {
        std::fs::create_dir_all(path).map_err(|source| OutputError::Io { path: path.to_owned(), source })?;
        let mut folder = Folder { path: path.to_owned(), partial, written: Vec::new() };
        for manifest in Folder::manifests(path, force)? {
            if !partial || manifest.ends_with(PARTIAL_MANIFEST) {
                folder.remove_listed(&manifest)?;
            }
        }
        let listed: Vec<_> = names.iter().map(|name| serde_json::json!({ "name": folder.name(name) })).collect();
        let marker = serde_json::json!({ "state": "writing", "files": listed }).to_string();
        folder.put(PARTIAL_MANIFEST, marker.as_bytes())?;
        Ok(folder)
    }

    /// Removes a manifest and then the files that it lists.
    fn remove_listed(&self, manifest: &Path) -> Result<(), OutputError> {
        let text = std::fs::read(manifest).unwrap_or_default();
        let json: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let listed = json["files"].as_array().into_iter().flatten().filter_map(|file| file["name"].as_str());
        let plain = listed.filter(|name| Path::new(name).file_name().is_some_and(|own| own == *name));
        for path in std::iter::once(manifest.to_owned()).chain(plain.map(|name| self.path.join(name))) {
            match std::fs::remove_file(&path) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(OutputError::Io { path, source });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Files written so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Writes a file.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let name = self.name(name);
        self.put(&name, bytes)?;
        self.written.push(Written { name, size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) });
        Ok(())
    }

    /// The name that a file has here.
    pub(super) fn name(&self, name: &str) -> String {
        if self.partial { partial_name(name) } else { name.to_owned() }
    }

    /// Writes beside the place, flushes to the disk, and puts it there.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.path.join(name);
        let io = |source| OutputError::Io { path: path.clone(), source };
        let mut file = builder().tempfile_in(&self.path).map_err(io)?;
        file.write_all(bytes).map_err(io)?;
        file.as_file().sync_all().map_err(io)?;
        file.persist(&path).map_err(|error| io(error.error))?;
        Ok(())
    }

    /// Writes the manifest, which closes the folder.
    pub fn close(mut self, manifest: &[u8]) -> Result<(), OutputError> {
        if self.partial {
            return self.put(PARTIAL_MANIFEST, manifest);
        }
        self.put(MANIFEST, manifest)?;
        let marker = self.path.join(PARTIAL_MANIFEST);
        std::fs::remove_file(&marker).map_err(|source| OutputError::Io { path: marker, source })
    }
}

/// `summary.json` becomes `summary.partial.json`.
pub fn partial_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.partial.{ending}"),
        None => format!("{name}.partial"),
    }
}

/// Files that others may read, as the user's mask allows.
#[cfg(unix)]
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".commonweal-").permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".commonweal-");
    builder
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_run_replaces_the_old_one_and_nothing_else() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("run");
        let mut folder = Folder::open(&path, true, false, &[]).expect("a new folder");
        folder.write("a.csv", b"old").expect("written");
        folder.close(br#"{"files":[{"name":"a.partial.csv"},{"name":"../keep"}]}"#).expect("closed");
        std::fs::write(place.path().join("keep"), "outside").expect("written");
        std::fs::write(path.join("notes.txt"), "mine").expect("written");
        let folder = Folder::open(&path, false, false, &[]).expect("ours");
        folder.close(b"{}").expect("closed");
        std::fs::remove_file(path.join(MANIFEST)).expect("there");
        let left: Vec<_> =
            std::fs::read_dir(&path).expect("readable").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["notes.txt"]);
        assert!(place.path().join("keep").exists());
        assert!(matches!(Folder::open(&path, false, false, &[]), Err(OutputError::NotOurs(_))));
        Folder::open(&path, false, true, &[]).expect("forced");
    }

    #[test]
    fn what_was_cut_off_is_cleared_away() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let mut folder = Folder::open(place.path(), false, false, &["a.csv".to_owned()]).expect("an empty folder");
        folder.write("a.csv", b"half of a run").expect("written");
        drop(folder);
        let folder = Folder::open(place.path(), false, false, &[]).expect("ours all the same");
        assert!(!place.path().join("a.csv").exists());
        folder.close(b"{}").expect("closed");
        assert!(place.path().join(MANIFEST).exists() && !place.path().join(PARTIAL_MANIFEST).exists());
    }

    #[test]
    fn a_files_sum_is_its_own() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let mut folder = Folder::open(place.path(), false, false, &[]).expect("an empty folder");
        folder.write("a.txt", b"abc").expect("written");
        assert!(folder.written()[0].sha256.starts_with("ba7816bf"));
    }
}
