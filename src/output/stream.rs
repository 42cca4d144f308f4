//! A file that grows while the work goes on, so that work which was cut off can go on where it stopped.
//!
//! The file carries `partial` in its name and a partial manifest tells what it is of; whoever asks for the same again may take its
//! complete lines. When the work is done, results take the place of both.

use super::OutputError;
use super::folder::{Folder, PARTIAL_MANIFEST, partial_name};
use serde_json::Value;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that is being filled.
#[derive(Debug)]
pub struct Stream {
    path: PathBuf,
    file: File,
}

/// What was found where a stream is to begin.
#[derive(Debug)]
pub enum Before {
    /// Nothing of this kind.
    Nothing,
    /// What the same work left: the lines that are complete.
    Lines(Vec<u8>),
    /// What other work left, and in which of its parts it was asked for otherwise.
    Other(Vec<String>),
}

/// What is in a folder of a file that was cut off; `asked` tells what the work is of.
pub fn before(place: &Path, name: &str, asked: &Value) -> Before {
    let marker = std::fs::read(place.join(PARTIAL_MANIFEST)).unwrap_or_default();
    let marker: Value = serde_json::from_slice(&marker).unwrap_or_default();
    let Some(earlier) = marker["asked"].as_object() else { return Before::Nothing };
    let differs = |part: &&String| earlier.get(part.as_str()) != asked.get(part.as_str());
    let parts = asked.as_object().into_iter().flat_map(|asked| asked.keys());
    let differing: Vec<String> = parts.filter(differs).cloned().collect();
    if !differing.is_empty() {
        return Before::Other(differing);
    }
    let mut lines = std::fs::read(place.join(partial_name(name))).unwrap_or_default();
    let complete = lines.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    lines.truncate(complete);
    if lines.is_empty() { Before::Nothing } else { Before::Lines(lines) }
}

impl Stream {
    /// Begins a file with lines; what earlier partial work left there goes.
    ///
    /// # Errors
    /// If the folder holds what is not ours, or the system refuses.
    pub fn open(place: &Path, force: bool, name: &str, asked: &Value, lines: &[u8]) -> Result<Stream, OutputError> {
        let mut folder = Folder::open(place, true, force, &[name.to_owned()])?;
        let listed = serde_json::json!([{ "name": folder.name(name) }]);
        let marker = serde_json::json!({ "state": "writing", "files": listed, "asked": asked });
        let path = place.join(folder.name(name));
        folder.put(&folder.name(name), lines)?;
        folder.put(PARTIAL_MANIFEST, marker.to_string().as_bytes())?;
        let file = File::options().append(true).open(&path);
        let file = file.map_err(|source| OutputError::Io { path: path.clone(), source })?;
        Ok(Stream { path, file })
    }

    /// Adds lines, on the disk when this returns.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), OutputError> {
        let io = |source| OutputError::Io { path: self.path.clone(), source };
        self.file.write_all(lines).and_then(|()| self.file.sync_data()).map_err(io)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_work_goes_on_with_its_complete_lines() {
        let place = tempfile::tempdir().expect("a folder");
        let asked = serde_json::json!({ "seed": 1, "n": 5 });
        assert!(matches!(before(place.path(), "a.csv", &asked), Before::Nothing));
        let mut stream = Stream::open(place.path(), false, "a.csv", &asked, b"x\n").expect("a new file");
        stream.append(b"1\n2").expect("written");
        drop(stream);
        let Before::Lines(lines) = before(place.path(), "a.csv", &asked) else { panic!("lines") };
        assert_eq!(lines, b"x\n1\n");
        let other = serde_json::json!({ "seed": 2, "n": 5 });
        assert!(matches!(before(place.path(), "a.csv", &other), Before::Other(parts) if parts == ["seed"]));
        let folder = Folder::open(place.path(), false, false, &[]).expect("ours");
        folder.close(b"{}").expect("closed");
        assert!(!place.path().join("a.partial.csv").exists());
    }
}
