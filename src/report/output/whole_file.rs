//! A file of its own, written whole or not at all.

use super::claim::flush;
use super::error::{OutputError, at};
use super::folder::builder;
use super::ours::PREFIX;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Letters by which temporary names differ.
const RANDOM: usize = 6;

/// Writes a file whole or not at all: beside it, on the disk, then in its place. What killed writers of the same file have left beside it
/// goes; whoever still writes holds a lock.
///
/// # Errors
/// If the system refuses.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    // Names may not be long without end.
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(100).collect();
    let beside = format!("{PREFIX}{name}.");
    let mut file = builder().prefix(&beside).rand_bytes(RANDOM).tempfile_in(folder).map_err(at(path))?;
    // Without locks nobody removes what others left.
    let _ = file.as_file().try_lock();
    file.write_all(bytes).map_err(at(path))?;
    file.as_file().sync_all().map_err(at(path))?;
    file.persist(path).map_err(|error| at(path)(error.error))?;
    flush(folder);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ending = name.to_str().and_then(|name| name.strip_prefix(&beside));
        let is_ours =
            ending.is_some_and(|ending| ending.len() == RANDOM && ending.chars().all(|c| c.is_ascii_alphanumeric()));
        if is_ours && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            // What cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_writer_left_goes_and_others_stay() {
        let place = tempfile::tempdir().expect("a folder");
        let write = |name: &str| std::fs::write(place.path().join(name), "x").expect("written");
        let names =
            [".commonweal-a.part.Xy1234", ".commonweal-a.part.lock", ".commonweal-b.part.Xy1234", "a.part", "notes"];
        names.into_iter().for_each(write);
        let alive = place.path().join(".commonweal-a.part.Zz1234");
        let alive = File::create(alive).expect("made");
        alive.try_lock().expect("locked");
        write_whole(&place.path().join("a.part"), b"new").expect("written");
        let mut names: Vec<String> = std::fs::read_dir(place.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let left =
            [".commonweal-a.part.Zz1234", ".commonweal-a.part.lock", ".commonweal-b.part.Xy1234", "a.part", "notes"];
        assert_eq!(names, left);
        assert_eq!(std::fs::read(place.path().join("a.part")).expect("read"), b"new");
    }
}
