//! A part of a run or of a sweep as a file: a line that names the format, a line of JSON that says what it is of, what was found, and a
//! sum over all of it, so that no changed bit goes unseen.

use super::error::OutputError;
use super::manifest::Asked;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use model::simulation::Settings;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use study::input::InputFile;

/// The first line.
const FORMAT: &str = "commonweal part 2";
/// Bytes of the sum.
const SUM: usize = 32;
/// What was found takes less than this, whatever a damaged length says.
const MOST: u64 = 1 << 30;

/// What a part is of: parts of one whole have the same.
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
    /// Replications asked for: of the whole run, or of each cell of a sweep.
    pub replications: u64,
    /// What is made of them.
    #[serde(flatten)]
    pub work: Work,
    /// The command of the whole, as it can be given again.
    pub arguments: Vec<String>,
    /// All options that bear on results.
    pub asked: Asked,
}

/// What replications are made for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub enum Work {
    /// A run, whose parts hold some of its replications.
    Run {
        /// How the points are spread over the inputs' space.
        design: String,
        /// Whether it is told how far results move over what is not known.
        ambiguity: bool,
        /// Replications that are exported.
        replications_csv: Option<u64>,
    },
    /// A sweep, whose parts hold some of its cells.
    Sweep {
        /// Path of the quantity.
        of: String,
        /// Inputs and their values.
        over: Vec<Over>,
    },
}

/// An input of a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Over {
    /// Its path.
    pub path: String,
    /// Its values, as a scenario has them.
    pub values: Vec<String>,
}

/// A part, and what it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFile {
    /// The whole.
    pub of: PartOf,
    /// What was seen of a run, as the model stores it; of a sweep its rows, below the number of the first.
    pub seen: Vec<u8>,
}

/// Why bytes are no part that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// Another kind of file.
    #[error("is no part of a run or of a sweep")]
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
    /// How a run is simulated; none of other work.
    ///
    /// # Errors
    /// If there is no such design.
    pub fn settings(&self) -> Result<Option<Settings>, String> {
        let Work::Run { design, ambiguity, .. } = &self.work else { return Ok(None) };
        let settings = Settings::new(self.replications, self.seed).with(design.parse()?);
        Ok(Some(Settings { ambiguity: *ambiguity, ..settings }))
    }

    /// What two parts of one whole have alike, by name: where files stand may differ from machine to machine, what is in them may not.
    pub fn alike(&self) -> Map<String, Value> {
        let mut of = self.clone();
        of.inputs.iter_mut().for_each(|input| input.path.clear());
        let Ok(Value::Object(mut fields)) = serde_json::to_value(of) else { return Map::new() };
        fields.retain(|name, _| name != "arguments" && name != "asked");
        fields
    }

    /// In which of these another whole differs; in what was asked if it differs in nothing else.
    pub fn differences(&self, other: &PartOf) -> Vec<String> {
        let [own, others] = [self, other].map(PartOf::alike);
        let mut names: Vec<String> =
            own.iter().filter(|(name, value)| others.get(*name) != Some(value)).map(|(name, _)| name.clone()).collect();
        if names.is_empty() && self.asked != other.asked {
            names.push("asked".to_owned());
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
            seed: u64::MAX,
            replications: 10,
            work: Work::Run { design: "random".to_owned(), ambiguity: true, replications_csv: None },
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
        assert_eq!(PartFile::read(b"commonweal part 1\n{}\n"), Err(Foreign::Format("1".to_owned())));
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
        other.work = Work::Sweep { of: "saving".to_owned(), over: Vec::new() };
        assert!(one.differences(&other).contains(&"work".to_owned()));
    }
}
