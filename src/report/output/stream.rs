//! A file that grows while the work goes on, so that work which was cut off can go on where it stopped.
//!
//! The file carries `partial` in its name and a partial manifest tells what it is of; whoever asks for the same again
//! may take its complete lines. When the work is done, results take the place of both. Every line ends in a sum over
//! it and the sum before, the first over what was asked, so that no line can change, go missing or come from elsewhere
//! without being seen.

use super::claim::Claim;
use super::error::OutputError;
use super::folder::{Folder, hex, partial_name};
use super::ours::{PARTIAL_MANIFEST, listed, marker, read_ours};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file that is being filled.
#[derive(Debug)]
pub struct Stream {
    path: PathBuf,
    file: File,
    sum: String,
}

/// What was found where a stream is to begin.
#[derive(Debug)]
pub enum Before {
    /// Nothing of this kind.
    Nothing,
    /// What the same work left: the lines that are complete, without their sums.
    Lines(Vec<u8>),
    /// What the same work left, and the first line (from 1) that is not as it was written.
    Damaged(usize),
    /// Lines of some work; what it was cannot be read any more.
    Unknown,
    /// Something that the system does not let be read.
    Unread(std::io::Error),
    /// What other work left, and in which of its parts it was asked for otherwise.
    Other(Vec<String>),
}

/// What is in a folder of a file that was cut off; `asked` tells what the work is of.
pub fn before(place: &Path, name: &str, asked: &Value) -> Before {
    let lines = match std::fs::read(place.join(partial_name(name))) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Before::Unread(error);
        }
        lines => lines.unwrap_or_default(),
    };
    let marker = read_ours(&place.join(PARTIAL_MANIFEST)).unwrap_or_default();
    let Some(earlier) = marker["asked"].as_object() else {
        return if lines.is_empty() { Before::Nothing } else { Before::Unknown };
    };
    let differs = |part: &&String| earlier.get(part.as_str()) != asked.get(part.as_str());
    let parts = asked.as_object().into_iter().flat_map(|asked| asked.keys());
    let differing: Vec<String> = parts.filter(differs).cloned().collect();
    if !differing.is_empty() {
        return Before::Other(differing);
    }
    match unsealed(&lines, &first_sum(asked)) {
        Ok(lines) if lines.is_empty() => Before::Nothing,
        Ok(lines) => Before::Lines(lines),
        Err(line) => Before::Damaged(line),
    }
}

/// What the sum of the first line rests on.
fn first_sum(asked: &Value) -> String {
    sum("", asked.to_string().as_bytes())
}

/// The first 64 bits of SHA-256 over the sum before and a line.
fn sum(before: &str, line: &[u8]) -> String {
    let digest = Sha256::new().chain_update(before).chain_update(line).finalize();
    hex(&digest[..8])
}

/// Complete lines with the sum of each behind a comma; `last` becomes the last of them.
fn sealed(lines: &[u8], last: &mut String) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.len() + lines.len() / 8);
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        *last = sum(last, line);
        out.extend_from_slice(line);
        out.push(b',');
        out.extend_from_slice(last.as_bytes());
        out.push(b'\n');
    }
    out
}

/// The lines without their sums, up to an end that was cut off; else the number of the first that its sum does not fit.
fn unsealed(lines: &[u8], first: &str) -> Result<Vec<u8>, usize> {
    let (mut out, mut last) = (Vec::with_capacity(lines.len()), first.to_owned());
    for (k, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let Some(line) = line.strip_suffix(b"\n") else { break };
        let comma = line.iter().rposition(|byte| *byte == b',').ok_or(k + 1)?;
        let own = &line[..comma];
        last = sum(&last, own);
        if line[comma + 1..] != *last.as_bytes() {
            return Err(k + 1);
        }
        out.extend_from_slice(own);
        out.push(b'\n');
    }
    Ok(out)
}

impl Stream {
    /// Begins a file with lines, in the place of what the same work left there; what other partial work left goes. Whoever is killed at
    /// any moment leaves lines only beside a manifest that says what they are of.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(claim: &Claim, name: &str, asked: &Value, lines: &[u8]) -> Result<Stream, OutputError> {
        let own = partial_name(name);
        let path = claim.path().join(&own);
        let is_same = |manifest: Value| manifest["asked"] == *asked && listed(&manifest) == [own.as_str()];
        let goes_on = read_ours(&claim.path().join(PARTIAL_MANIFEST)).is_some_and(is_same);
        let mut folder = if goes_on { Folder::partial(claim) } else { Folder::open(claim, true, &[name.to_owned()])? };
        if !goes_on {
            folder.put(PARTIAL_MANIFEST, &marker(vec![own.clone()], Some(asked)))?;
        }
        let mut sum = first_sum(asked);
        folder.put(&own, &sealed(lines, &mut sum))?;
        let file = File::options().append(true).open(&path);
        let file = file.map_err(|source| OutputError::Io { path: path.clone(), source })?;
        Ok(Stream { path, file, sum })
    }

    /// Adds complete lines, on the disk when this returns.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), OutputError> {
        let io = |source| OutputError::Io { path: self.path.clone(), source };
        self.file.write_all(&sealed(lines, &mut self.sum)).and_then(|()| self.file.sync_data()).map_err(io)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_work_goes_on_with_its_complete_lines() {
        let parent = tempfile::tempdir().expect("a folder");
        let place = parent.path().join("run");
        let asked = serde_json::json!({ "seed": 1, "n": 5 });
        assert!(matches!(before(&place, "a.csv", &asked), Before::Nothing));
        let claim = Claim::take(&place, false).expect("a new folder");
        let mut stream = Stream::open(&claim, "a.csv", &asked, b"x\n").expect("a new file");
        stream.append(b"1\n").expect("written");
        stream.file.write_all(b"2").expect("written");
        drop(stream);
        let Before::Lines(lines) = before(&place, "a.csv", &asked) else { panic!("lines") };
        assert_eq!(lines, b"x\n1\n");
        let other = serde_json::json!({ "seed": 2, "n": 5 });
        assert!(matches!(before(&place, "a.csv", &other), Before::Other(parts) if parts == ["seed"]));
        std::fs::write(place.join(PARTIAL_MANIFEST), "{").expect("torn");
        assert!(matches!(before(&place, "a.csv", &asked), Before::Unknown));
        std::fs::write(place.join(PARTIAL_MANIFEST), marker(vec!["a.partial.csv".to_owned()], None)).expect("written");
        Folder::open(&claim, false, &[]).and_then(|folder| folder.close(b"{}")).expect("complete");
        assert!(!place.join("a.partial.csv").exists());
    }

    /// An end that is cut off is no damage; every other change is.
    #[test]
    fn no_change_of_a_bit_goes_unseen() {
        let (first, plain) = (first_sum(&serde_json::json!({ "seed": 1 })), b"x,y\n0,1.5\n0.1,2.5\n0.2,3.5\n");
        let whole = sealed(plain, &mut first.clone());
        assert_eq!(unsealed(&whole, &first).as_deref(), Ok(&plain[..]));
        for bit in 0..whole.len() * 8 {
            let mut changed = whole.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let line = 1 + whole[..bit / 8].iter().filter(|byte| **byte == b'\n').count();
            match unsealed(&changed, &first) {
                Ok(lines) => assert!(bit / 8 == whole.len() - 1 && plain.starts_with(&lines), "bit {bit}"),
                Err(found) => assert_eq!(found, line, "bit {bit}"),
            }
        }
        for end in 0..whole.len() {
            let lines = unsealed(&whole[..end], &first).expect("cut off");
            assert!(plain.starts_with(&lines) && lines.len() < plain.len(), "{end}");
        }
    }

    #[test]
    fn lines_that_are_gone_doubled_exchanged_or_of_other_work_are_seen() {
        let first = first_sum(&serde_json::json!({ "seed": 1 }));
        let whole = sealed(b"x\n1\n2\n3\n", &mut first.clone());
        let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
        let of = |order: &[usize]| order.iter().flat_map(|&k| lines[k].to_vec()).collect::<Vec<u8>>();
        assert_eq!(unsealed(&of(&[0, 2, 3]), &first), Err(2));
        assert_eq!(unsealed(&of(&[0, 1, 1, 2, 3]), &first), Err(3));
        assert_eq!(unsealed(&of(&[0, 1, 3, 2]), &first), Err(3));
        assert_eq!(unsealed(&of(&[1, 2, 3]), &first), Err(1));
        assert_eq!(unsealed(&whole, &first_sum(&serde_json::json!({ "seed": 2 }))), Err(1));
        assert_eq!(unsealed(b"x\n1\n", &first), Err(1));
    }
}
