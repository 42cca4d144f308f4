//! Leaving one file where somebody wants it, never over another one without being told to.

use super::{Exit, Failure};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use study::input::problem::shown_path;

/// Writes a file; over one that is there only by force.
pub fn leave(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let name = shown_path(path);
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::new(Exit::Usage, format!("{name} is there already; choose another name, or give --force"))
        }
        _ => Failure::new(Exit::Failed, format!("cannot write {name}: {error}")),
    })
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
