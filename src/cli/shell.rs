//! What editors, shells and manuals need: `schema`, `completions`, `man`.

use super::{Arguments, Exit, Failure, print};
use clap::CommandFactory;
use std::path::PathBuf;
use study::input::json_schema;

/// Print the JSON Schema of scenario files, for editors
#[derive(Debug, clap::Args)]
pub struct Schema {}

impl Schema {
    /// Prints it.
    pub fn run(&self) -> Result<Exit, Failure> {
        let schema = serde_json::to_string_pretty(&json_schema()).map_err(|error| Failure::new(Exit::Failed, error))?;
        print(&(schema + "\n"))?;
        Ok(Exit::Done)
    }
}

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(&self) -> Result<Exit, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "commonweal", &mut text);
        print(&String::from_utf8_lossy(&text))?;
        Ok(Exit::Done)
    }
}

/// Print the manual page, or write all pages to a folder
#[derive(Debug, clap::Args)]
pub struct Man {
    /// Folder for one page a command
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    /// Prints or writes them.
    pub fn run(&self) -> Result<Exit, Failure> {
        let failed = |error: std::io::Error| Failure::new(Exit::Failed, format!("cannot write the manual: {error}"));
        match &self.out {
            Some(folder) => {
                std::fs::create_dir_all(folder).map_err(failed)?;
                clap_mangen::generate_to(Arguments::command(), folder).map_err(failed)?;
            }
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(failed)?;
                print(&String::from_utf8_lossy(&page))?;
            }
        }
        Ok(Exit::Done)
    }
}
