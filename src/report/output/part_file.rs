//! A part of a run as a file: a line that names the format, a line of JSON that says what it is of, what was seen, and a sum over
//! all of it, so that no changed bit goes unseen.

use super::error::OutputError;
use super::manifest::Asked;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use study::input::InputFile;

/// The first line.
const FORMAT: &str = "commonweal part 1";
/// Bytes of the sum.
const SUM: usize = 32;
/// What was seen of one run takes less than this, whatever a damaged length says.
const MOST: u64 = 1 << 30;

/// The run that a part is of: parts of one run have the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartOf {
    /// Version of the program.
    pub version: String,
    /// Version of the named draws.
    pub stream: u32,
    /// Scenario id.
    pub scenario: String,
    /// Files read, the scenario first.
    pub inputs: Vec<InputFile>,
    /// Whether the scenario may read outside of its folder.
    pub allow_outside: bool,
    /// `--set` arguments.
    pub overrides: Vec<String>,
    /// Seed.
    pub seed: u64,
    /// How the points are spread over the inputs' space.
    pub design: String,
    /// Replications asked for, of the whole run.
    pub replications: u64,
    /// Whether it is told how far results move over what is not known.
    pub ambiguity: bool,
    /// Replications that are exported.
    pub replications_csv: Option<u64>,
    /// The command of the whole run, as it can be given again.
    pub arguments: Vec<String>,
    /// All options that bear on results.
    pub asked: Asked,
}

/// A part, and what it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFile {
    /// The run.
    pub of: PartOf,
    /// What was seen, as the model stores it.
    pub seen: Vec<u8>,
}

/// Why bytes are no part that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// Another kind of file.
    #[error("is no part of a run")]
    NoPart,
    /// Of another version of the format.
    #[error("is a part in a format that this version does not read ({0})")]
    Format(String),
    /// Not as it was written.
    #[error("is damaged: not as it was written")]
    Damaged,
}

impl PartFile {
    /// The file.
    ///
    /// # Errors
    /// If what it is of cannot be written as JSON.
    pub fn bytes(&self) -> Result<Vec<u8>, OutputError> {
        let mut bytes = format!("{FORMAT}\n{}\n", serde_json::to_string(&self.of)?).into_bytes();
        let mut encoder = DeflateEncoder::new(&mut bytes, Compression::default());
        // Bytes in memory take whatever is written.
        encoder.write_all(&self.seen).and_then(|()| encoder.finish().map(|_| ())).map_err(serde_json::Error::io)?;
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        Ok(bytes)
    }

    /// The part in a file.
    ///
    /// # Errors
    /// If it is none, or damaged.
    pub fn read(bytes: &[u8]) -> Result<PartFile, Foreign> {
        let name = FORMAT.trim_end_matches(|c: char| c.is_ascii_digit());
        let first = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let Some(version) = first.strip_prefix(name.as_bytes()) else { return Err(Foreign::NoPart) };
        let (content, sum) = bytes.split_at_checked(bytes.len().saturating_sub(SUM)).ok_or(Foreign::Damaged)?;
        if first != FORMAT.as_bytes() {
            let digits = version.iter().all(u8::is_ascii_digit) && version.len() < 10;
            let of = || Foreign::Format(String::from_utf8_lossy(version).into_owned());
            return Err(if digits { of() } else { Foreign::Damaged });
        }
        if Sha256::digest(content)[..] != *sum {
            return Err(Foreign::Damaged);
        }
        let rest = &content[first.len() + 1..];
        let end = rest.iter().position(|&byte| byte == b'\n').ok_or(Foreign::Damaged)?;
        let of = serde_json::from_slice(&rest[..end]).map_err(|_| Foreign::Damaged)?;
        let mut seen = Vec::new();
        let mut decoder = DeflateDecoder::new(&rest[end + 1..]).take(MOST);
        decoder.read_to_end(&mut seen).map_err(|_| Foreign::Damaged)?;
        Ok(PartFile { of, seen })
    }
}

impl PartOf {
    /// In which of its fields another run differs. Where files stand may differ from machine to machine, what is in them may not.
    pub fn differences(&self, other: &PartOf) -> Vec<String> {
        let both = [self, other].map(|of| {
            let mut of = of.clone();
            of.inputs.iter_mut().for_each(|input| input.path.clear());
            of.arguments.clear();
            serde_json::to_value(of).unwrap_or_default()
        });
        let fields = both[0].as_object().into_iter().flatten();
        let differ = fields.filter(|(name, value)| both[1].get(name) != Some(value));
        let mut names: Vec<String> = differ.map(|(name, _)| name.clone()).collect();
        // What was asked differs wherever one of the others does.
        if names.len() > 1 {
            names.retain(|name| name != "asked");
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part() -> PartFile {
        let of = PartOf {
            version: "0".to_owned(),
            stream: 1,
            scenario: "towns".to_owned(),
            inputs: Vec::new(),
            allow_outside: false,
            overrides: vec!["a=1".to_owned()],
            seed: 7,
            design: "random".to_owned(),
            replications: 10,
            ambiguity: true,
            replications_csv: None,
            arguments: Vec::new(),
            asked: Asked::new(),
        };
        PartFile { of, seen: (0..2000_u32).flat_map(|i| (i * i).to_le_bytes()).collect() }
    }

    #[test]
    fn a_part_is_read_as_it_was_written() {
        let bytes = part().bytes().expect("written");
        assert_eq!(PartFile::read(&bytes), Ok(part()));
        assert_eq!(PartFile::read(b"id,cost\n1,2\n"), Err(Foreign::NoPart));
        assert_eq!(PartFile::read(b""), Err(Foreign::NoPart));
        assert_eq!(PartFile::read(b"commonweal part 2\n{}\n"), Err(Foreign::Format("2".to_owned())));
    }

    #[test]
    fn no_changed_bit_and_no_end_goes_unseen() {
        let bytes = part().bytes().expect("written");
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(PartFile::read(&changed).is_err(), "bit {bit}");
        }
        for end in 0..bytes.len() {
            assert!(PartFile::read(&bytes[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn runs_differ_in_their_fields() {
        let (one, mut other) = (part().of, part().of);
        assert!(one.differences(&other).is_empty());
        other.seed = 8;
        assert_eq!(one.differences(&other), ["seed"]);
    }
}
