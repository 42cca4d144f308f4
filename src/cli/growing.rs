//! Work whose results stand in a file line by line as they come, so that a command which was cut off goes on behind the last line.

use super::shard;
use super::{Exit, Failure};
use report::output::{Before, before, partial_name};
use serde_json::Value;
use std::path::PathBuf;
use study::input::problem::shown_path;

/// Where such a file grows.
pub struct Growing {
    place: PathBuf,
    table: &'static str,
}

impl Growing {
    /// A table in a folder of results.
    pub fn new(place: PathBuf, table: &'static str) -> Growing {
        Growing { place, table }
    }

    /// The lines that the same work left there; `asked` tells what the work is of.
    pub fn lines_before(&self, asked: &Value) -> Result<Option<Vec<u8>>, Failure> {
        match before(&self.place, self.table, asked) {
            Before::Nothing => Ok(None),
            Before::Lines(lines) => Ok(Some(lines)),
            Before::Damaged(line) => Err(self.damaged(line)),
            Before::Unread(error) => {
                let path = shown_path(&self.place.join(partial_name(self.table)));
                Err(Failure::new(Exit::Failed, format!("cannot read {path}: {error}")))
            }
            Before::Other(parts) => Err(shard::other(&self.place, &parts)),
            Before::Unknown => {
                Err(self.refused("stands beside no manifest.partial.json that says what it is of", " and give --force"))
            }
        }
    }

    /// A line (from 1) that is not as it was written.
    pub fn damaged(&self, line: usize) -> Failure {
        self.refused(&format!("is not as it was written (line {line} is changed, moved, missing or of other work)"), "")
    }

    fn refused(&self, why: &str, more: &str) -> Failure {
        let path = shown_path(&self.place.join(partial_name(self.table)));
        let message =
            format!("{path} {why}, so that it cannot be gone on from there: leave out --resume{more} to begin anew");
        Failure::new(Exit::Incomplete, message)
    }
}
