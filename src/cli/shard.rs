//! The i-th of n parts of a work, and the file that holds it.

use super::delivery::{Delivery, failed};
use super::{Exit, Failure};
use report::language::Language;
use report::output::{Foreign, OutputError, PartFile, PartOf, partial_name, write_whole};
use report::words::notes::{self, Counted};
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use study::input::problem::shown_path;

/// The i-th of n parts.
#[derive(Debug, Clone, Copy)]
pub struct Shard {
    /// From 1.
    pub number: u64,
    /// Of so many.
    pub of: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || format!("`{text}` is no part: write 3/10 for the third of ten, up to 100000/100000");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (Ok(number), Ok(of)) = (number.parse(), of.parse()) else { return Err(wrong()) };
        if (1..=of).contains(&number) && of <= 100_000 { Ok(Shard { number, of }) } else { Err(wrong()) }
    }
}

impl Shard {
    /// Which of so many things belong to it: neighbours, and none where there are fewer things than parts.
    pub fn range(self, things: usize) -> Range<usize> {
        let start = |number: u64| (things as u128 * u128::from(number) / u128::from(self.of)) as usize;
        start(self.number - 1)..start(self.number)
    }

    /// Refuses a seed by chance, which would be another for each part.
    pub fn refuse_chance(self, seed: Option<&serde_json::Value>) -> Result<(), Failure> {
        match seed.is_some_and(|seed| seed == "random") {
            true => Err(usage("each part would have a seed of its own: give all of them the same number")),
            false => Ok(()),
        }
    }
}

/// Where a part goes: its file, and the one beside it in which it grows.
pub struct ShardFile<'a> {
    place: PathBuf,
    partial: PathBuf,
    counted: Counted,
    delivery: &'a Delivery,
}

impl<'a> ShardFile<'a> {
    /// In DIR, by what it is a part of; nothing is written yet.
    pub fn of(
        name: &str,
        shard: Shard,
        (of, counted): (&PartOf, Counted),
        delivery: &'a Delivery,
    ) -> Result<ShardFile<'a>, Failure> {
        let name = format!("{name}.{}-of-{}.part", shard.number, shard.of);
        let [place, partial] = [&name, &partial_name(&name)].map(|name| delivery.out.join(name));
        if !delivery.force {
            refuse_others(&place, of)?;
        }
        std::fs::create_dir_all(&delivery.out)
            .map_err(|source| failed(OutputError::Io { path: delivery.out.clone(), source }))?;
        Ok(ShardFile { place, partial, counted, delivery })
    }

    /// Where it grows.
    pub fn partial(&self) -> &Path {
        &self.partial
    }

    /// What the same part had found when it was interrupted, if there is any.
    pub fn found_before(&self, of: &PartOf) -> Result<Option<Vec<u8>>, Failure> {
        let bytes = match std::fs::read(&self.partial) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let message = format!("cannot read {}: {error}", shown_path(&self.partial));
                return Err(Failure::new(Exit::Failed, message));
            }
        };
        let kept = PartFile::read(&bytes).map_err(|error| damaged(&self.partial, &error))?;
        match of.differences(&kept.of) {
            differences if differences.is_empty() => Ok(Some(kept.seen)),
            differences => Err(other(&self.partial, &differences)),
        }
    }

    /// Keeps the part as far as it is.
    pub fn keep(&self, part: &PartFile) -> Result<(), OutputError> {
        part.bytes().and_then(|bytes| write_whole(&self.partial, &bytes))
    }

    /// Leaves the part as far as it is, and says so.
    pub fn leave_partial(&self, part: &PartFile, done: [u64; 2]) -> Result<(), Failure> {
        self.keep(part).map_err(failed)?;
        let place = shown_path(&self.partial);
        super::complain(&notes::shard_interrupted(done, self.counted, &place, self.language()), self.language());
        Ok(())
    }

    /// Leaves the whole part, and says so.
    pub fn leave(&self, part: &PartFile, done: [u64; 2]) -> Result<(), Failure> {
        part.bytes().and_then(|bytes| write_whole(&self.place, &bytes)).map_err(failed)?;
        // It may not be there at all.
        let _ = std::fs::remove_file(&self.partial);
        if self.delivery.quiet {
            return Ok(());
        }
        let text = notes::shard_done(done, self.counted, &shown_path(&self.place), self.language());
        super::print(&(text + "\n"))
    }

    fn language(&self) -> Language {
        self.delivery.speech.language()
    }
}

/// Refuses to write over a file that is no part, or a part of other work.
fn refuse_others(place: &Path, of: &PartOf) -> Result<(), Failure> {
    let Ok(bytes) = std::fs::read(place) else { return Ok(()) };
    let why = match PartFile::read(&bytes) {
        Err(Foreign::NoPart) => Foreign::NoPart.to_string(),
        Ok(part) if !of.differences(&part.of).is_empty() => {
            format!("is a part of other work (it differs in {})", of.differences(&part.of).join(", "))
        }
        // A part that is damaged, or of another version, is no loss.
        _ => return Ok(()),
    };
    Err(usage(&format!("{} {why}: choose another --out, or give --force", shown_path(place))))
}

/// Something interrupted that cannot be read.
pub fn damaged(path: &Path, error: &Foreign) -> Failure {
    let message = format!("{} {error}, so that it cannot be gone on from there: leave out --resume", shown_path(path));
    Failure::new(Exit::Incomplete, message)
}

/// Something interrupted that was asked for otherwise.
pub fn other(place: &Path, differences: &[String]) -> Failure {
    let message = format!(
        "{} holds interrupted work that was asked for otherwise ({}): give the same options, or leave out --resume to begin anew, which loses what was done",
        shown_path(place),
        differences.join(", ")
    );
    usage(&message)
}

fn usage(message: &str) -> Failure {
    Failure::new(Exit::Usage, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_all_things_out() {
        for (things, of) in [(0, 3), (1, 3), (10, 3), (7, 7), (1_000_000, 99_999)] {
            let mut next = 0;
            for number in 1..=of {
                let range = Shard { number, of }.range(things);
                assert_eq!(range.start, next);
                next = range.end;
            }
            assert_eq!(next, things);
        }
    }
}
