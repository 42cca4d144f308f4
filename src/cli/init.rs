//! `commonweal init`: a starter scenario, as text or as a workbook.

use super::leaving::leave;
use super::reading::Reading;
use super::speech::Speech;
use super::{Exit, Failure, print};
use report::words::notes;
use report::workbook::to_fill_in;
use std::path::{Path, PathBuf};
use study::input::problem::shown_path;
use study::input::workbook::is_named_so;
use study::input::{STARTER, Written};

/// Write a starter scenario that runs: a commented text, or a workbook to fill in
#[derive(Debug, clap::Args)]
pub struct Init {
    /// File to write; - for standard output
    #[arg(default_value = "scenario.toml", conflicts_with = "workbook")]
    file: PathBuf,
    /// Write a workbook to fill in, with drop-downs and notes
    #[arg(long, value_name = "FILE.xlsx")]
    workbook: Option<PathBuf>,
    /// Begin the workbook with a scenario, rather than with the starter
    #[arg(long, value_name = "SCENARIO", requires = "workbook")]
    from: Option<PathBuf>,
    #[command(flatten)]
    speech: Speech,
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
}

impl Init {
    /// Writes it.
    pub fn run(&self) -> Result<Exit, Failure> {
        match &self.workbook {
            Some(path) => self.workbook(path),
            None if is_named_so(&self.file) => self.workbook(&self.file),
            None if self.file.as_os_str() == "-" => {
                print(STARTER)?;
                Ok(Exit::Done)
            }
            None => {
                leave(&self.file, STARTER.as_bytes(), self.force)?;
                let name = shown_path(&self.file);
                print(&format!("{name} is written. Next: commonweal check {name}, then commonweal run {name}\n"))?;
                Ok(Exit::Done)
            }
        }
    }

    /// Writes a workbook of the starter, or of another scenario.
    fn workbook(&self, path: &Path) -> Result<Exit, Failure> {
        let language = self.speech.language();
        if !is_named_so(path) {
            let message = format!("{}: the name of a workbook ends in .xlsx", shown_path(path));
            return Err(Failure::new(Exit::Usage, message));
        }
        let written = match &self.from {
            Some(from) => {
                let reading = Reading { overrides: Vec::new(), allow_outside: false };
                let written = reading.open(from)?;
                if reading.load_written(&written, language).is_none() {
                    return Ok(Exit::Scenario);
                }
                written
            }
            None => Written::of_text("starter", STARTER, &[], None),
        };
        let Some(filled) = written.filled() else { return Ok(Exit::Scenario) };
        let name = path.file_name().map_or_else(String::new, |name| shown_path(Path::new(name)));
        let bytes = to_fill_in(&filled, &name, language);
        leave(path, &bytes.map_err(|error| Failure::new(Exit::Failed, error))?, self.force)?;
        print(&(notes::workbook_written(&shown_path(path), language) + "\n"))?;
        Ok(Exit::Done)
    }
}
