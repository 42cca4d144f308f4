//! Leaving one file where somebody wants it, never over another one without being told to.

use super::delivery::failed;
use super::{Exit, Failure};
use report::output::write_whole;
use std::path::Path;
use study::input::problem::shown_path;

/// Writes a file whole or not at all; over one that is there only by force.
pub fn leave(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    refuse_present(path, force)?;
    // What is no file, such as a terminal, can only be written to; and a folder that is not there may be a slip of the pen.
    let is_other = path.metadata().is_ok_and(|there| !there.is_file());
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_other || !parent.is_dir() {
        return std::fs::write(path, bytes)
            .map_err(|error| Failure::new(Exit::Failed, format!("cannot write {}: {error}", shown_path(path))));
    }
    write_whole(path, bytes).map_err(failed)
}

/// Refuses a file that is there already, before any work is done.
pub fn refuse_present(path: &Path, force: bool) -> Result<(), Failure> {
    match !force && path.symlink_metadata().is_ok() {
        true => {
            let name = shown_path(path);
            Err(Failure::new(Exit::Usage, format!("{name} is there already; choose another name, or give --force")))
        }
        false => Ok(()),
    }
}
