//! The right to a folder of results: one command has it at a time, and a command that was killed costs no old results.
//!
//! New results grow in a folder beside and change places with the old ones when they are whole. The three names beside
//! a folder `towns` are `.commonweal-towns.lock`, `.commonweal-towns.new` and `.commonweal-towns.old`; none is left by a
//! command that ends.

use super::error::{OutputError, at};
use super::ours::{MANIFEST, PARTIAL_MANIFEST, PREFIX, differences, listed, read_ours};
use crate::language::Language;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The right to a folder of results, held until it is dropped.
#[derive(Debug)]
pub struct Claim {
    /// The folder as it was given, to be shown.
    given: PathBuf,
    /// The folder; where the name that was given is a link, what it points to.
    path: PathBuf,
    lock: File,
    /// Folders above it that were made for the lock, the deepest first.
    made: Vec<PathBuf>,
    earlier: Option<Value>,
}

impl Claim {
    /// Takes the right to a folder, and puts right what a killed command left there. Nothing is written into the folder
    /// itself.
    ///
    /// # Errors
    /// If another command writes there, if the folder holds what is not ours and `force` does not say to write there
    /// all the same, or if the system refuses.
    pub fn take(given: &Path, force: bool) -> Result<Claim, OutputError> {
        let path = match given.is_symlink() {
            true => given.canonicalize().map_err(at(given))?,
            false => given.to_owned(),
        };
        let above = path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
        let made = above.take_while(|above| !above.exists()).map(Path::to_owned).collect();
        let lock = lock(&path, given)?;
        let mut claim = Claim { given: given.to_owned(), path, lock, made, earlier: None };
        claim.recover()?;
        claim.earlier = claim.check(force)?;
        Ok(claim)
    }

    /// The folder as it was given, to be shown.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A name beside the folder.
    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        beside(&self.path, ending)
    }

    /// In what a manifest differs from the one of the complete results that were found here, in what was asked.
    pub fn replaced(&self, manifest: &impl serde::Serialize, language: Language) -> Vec<String> {
        match (&self.earlier, serde_json::to_value(manifest)) {
            (Some(earlier), Ok(manifest)) => differences(earlier, &manifest, language),
            _ => Vec::new(),
        }
    }

    /// Whether results may go to the folder; the manifest of the complete results there.
    fn check(&self, force: bool) -> Result<Option<Value>, OutputError> {
        let entries = match std::fs::read_dir(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            entries => entries.map_err(at(&self.path))?,
        };
        let mut others = false;
        for entry in entries {
            let name = entry.map_err(at(&self.path))?.file_name();
            others |= !name.as_encoded_bytes().starts_with(PREFIX.as_bytes());
        }
        let complete = read_ours(&self.path.join(MANIFEST));
        if others && complete.is_none() && read_ours(&self.path.join(PARTIAL_MANIFEST)).is_none() && !force {
            return Err(OutputError::NotOurs(self.given.clone()));
        }
        Ok(complete)
    }

    /// Goes on where a command was killed between two steps of `exchange`.
    fn recover(&self) -> Result<(), OutputError> {
        let (old, new) = (self.beside("old"), self.beside("new"));
        if old.is_dir() {
            match self.path.exists() {
                true => carry_over(&old, &self.path)?,
                false => std::fs::rename(&old, &self.path).map_err(at(&self.path))?,
            }
        }
        match std::fs::remove_dir_all(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(at(&new)(error)),
            _ => Ok(()),
        }
    }

    /// Puts the folder that grew beside in the place of the old one, at once where the system can; what is not ours goes on standing
    /// there.
    pub(super) fn exchange(&self) -> Result<(), OutputError> {
        let (old, new) = (self.beside("old"), self.beside("new"));
        let moved = |from: &Path, to: &Path| std::fs::rename(from, to).map_err(at(to));
        let stood = self.path.exists();
        if stood {
            // From here on whoever comes next removes what is under this name, but what is not ours: now the new, then the old.
            moved(&new, &old)?;
            if !swapped(&old, &self.path) {
                moved(&old, &new)?;
                moved(&self.path, &old)?;
                if let Err(error) = moved(&new, &self.path) {
                    moved(&old, &self.path)?;
                    return Err(error);
                }
            }
        } else {
            moved(&new, &self.path)?;
        }
        flush(self.path.parent().unwrap_or(Path::new("")));
        if stood { carry_over(&old, &self.path) } else { Ok(()) }
    }
}

impl Claim {
    /// Gives the right back before its time, where the command ends without dropping it. Whoever waits for the name opens another
    /// file of it, and sees that the one it has is gone.
    pub fn give_back(&self) {
        // What cannot be removed is taken over by the next command.
        let _ = std::fs::remove_dir_all(self.beside("new"));
        if same(&self.lock, &self.beside("lock")) {
            let _ = std::fs::remove_file(self.beside("lock"));
        }
        // A folder that holds something by now stays, and those above it.
        let _ = self.made.iter().try_for_each(std::fs::remove_dir);
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(PREFIX);
    name.push(path.file_name().unwrap_or(OsStr::new("results")));
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Locks the name beside a folder.
fn lock(path: &Path, given: &Path) -> Result<File, OutputError> {
    let name = beside(path, "lock");
    let parent = path.parent().unwrap_or(Path::new(""));
    loop {
        std::fs::create_dir_all(parent).map_err(at(parent))?;
        let file = match File::options().create(true).append(true).open(&name) {
            // Whoever made the folder above has just removed it again.
            Err(error) if error.kind() == ErrorKind::NotFound && !parent.exists() => continue,
            file => file.map_err(at(&name))?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(given.to_owned())),
            // A file system without locks: better without than not at all.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(at(&name)(error)),
        }
        // The command before may have removed the name between the opening and the lock.
        if same(&file, &name) {
            return Ok(file);
        }
    }
}

/// Whether an open file is the one that a name stands for.
#[cfg(unix)]
fn same(file: &File, name: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |data: &std::fs::Metadata| (data.dev(), data.ino());
    matches!((file.metadata(), name.metadata()), (Ok(one), Ok(other)) if place(&one) == place(&other))
}

#[cfg(not(unix))]
fn same(_: &File, name: &Path) -> bool {
    name.exists()
}

/// Exchanges two folders at once; no where the system or the file system cannot.
#[cfg(target_os = "linux")]
fn swapped(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn swapped(_: &Path, _: &Path) -> bool {
    false
}

/// Flushes the names of a folder to the disk, where the system can.
pub(super) fn flush(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // Some systems cannot flush a folder; the results are whole all the same.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A name at which nothing stands: this one, or this one with a number.
fn free(path: PathBuf) -> PathBuf {
    let numbered = |number: u32| {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".before-{number}"));
        path.with_file_name(name)
    };
    let is_free = |path: &PathBuf| !path.exists();
    Some(path.clone()).filter(is_free).or_else(|| (1..).map(numbered).find(is_free)).unwrap_or(path)
}

/// Moves what is not ours from the old folder to the new one and removes the rest, the manifests last.
fn carry_over(old: &Path, path: &Path) -> Result<(), OutputError> {
    let manifests = [MANIFEST, PARTIAL_MANIFEST].map(|name| old.join(name));
    let ours: Vec<String> =
        manifests.iter().filter_map(|manifest| read_ours(manifest)).flat_map(|it| listed(&it)).collect();
    let new = read_ours(&path.join(MANIFEST)).map_or_else(Vec::new, |manifest| listed(&manifest));
    for entry in std::fs::read_dir(old).map_err(at(old))? {
        let (from, to) = match entry {
            Ok(entry) => (entry.path(), path.join(entry.file_name())),
            Err(error) => return Err(at(old)(error)),
        };
        if manifests.contains(&from) {
            continue;
        }
        let name = from.file_name().unwrap_or_default();
        let unfinished = name.as_encoded_bytes().starts_with(PREFIX.as_bytes());
        let is_ours = unfinished || name.to_str().is_some_and(|name| ours.iter().any(|own| own == name));
        // What the new results have by this name was to replace it.
        let replaced = to.exists() && name.to_str().is_some_and(|name| new.iter().any(|own| own == name));
        match from.is_dir() || !(is_ours || replaced) {
            true => {
                let to = free(to);
                std::fs::rename(&from, &to).map_err(at(&to))?;
            }
            false => std::fs::remove_file(&from).map_err(at(&from))?,
        }
    }
    for manifest in manifests {
        match std::fs::remove_file(&manifest) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&manifest)(error)),
            _ => {}
        }
    }
    std::fs::remove_dir(old).map_err(at(old))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command was killed after its results changed places; since then the user has made files of the same names.
    #[test]
    fn what_is_not_ours_is_kept_under_another_name() {
        let parent = tempfile::tempdir().expect("a folder");
        let (place, old) = (parent.path().join("run"), parent.path().join(".commonweal-run.old"));
        for (folder, words) in [(&place, "new"), (&old, "old")] {
            std::fs::create_dir_all(folder.join("sub")).expect("made");
            std::fs::write(folder.join("sub/x"), words).expect("written");
            std::fs::write(folder.join("notes.txt"), words).expect("written");
            std::fs::write(folder.join("a.csv"), words).expect("written");
            let manifest = serde_json::json!({ "schema_version": "1", "state": "complete", "version": "0", "files": [{ "name": "a.csv" }] });
            std::fs::write(folder.join(MANIFEST), manifest.to_string()).expect("written");
        }
        drop(Claim::take(&place, false).expect("put right"));
        let read = |name: &str| std::fs::read_to_string(place.join(name)).expect(name);
        assert_eq!(["notes.txt", "sub/x", "a.csv"].map(read), ["new", "new", "new"]);
        assert_eq!(["notes.txt.before-1", "sub.before-1/x"].map(read), ["old", "old"]);
        assert!(!old.exists() && !place.join("a.csv.before-1").exists());
    }
}
