//! `commonweal init`: a starter scenario.

use super::{Exit, Failure, print};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use study::input::STARTER;
use study::input::problem::shown_path;

/// Write a commented starter scenario that runs
#[derive(Debug, clap::Args)]
pub struct Init {
    /// File to write; - for standard output
    #[arg(default_value = "scenario.toml")]
    file: PathBuf,
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
}

impl Init {
    /// Writes it.
    pub fn run(&self) -> Result<Exit, Failure> {
        if self.file.as_os_str() == "-" {
            print(STARTER)?;
            return Ok(Exit::Done);
        }
        let name = shown_path(&self.file);
        let mut options = OpenOptions::new();
        options.write(true);
        if self.force {
            options.create(true).truncate(true)
        } else {
            options.create_new(true)
        };
        let written = options.open(&self.file).and_then(|mut file| {
            file.write_all(STARTER.as_bytes())?;
            file.sync_all()
        });
        match written {
            Ok(()) => {
                print(&format!("{name} is written. Next: commonweal check {name}, then commonweal run {name}\n"))?;
                Ok(Exit::Done)
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(Failure::new(Exit::Usage, format!("{name} is there already; choose another name, or give --force")))
            }
            Err(error) => Err(Failure::new(Exit::Failed, format!("cannot write {name}: {error}"))),
        }
    }
}
