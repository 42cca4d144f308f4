//! Parts of runs: checkpoints of one that goes on, and shards for several machines.

use super::delivery::{Delivery, failed};
use super::progress::{Progress, Wish};
use super::{Exit, Failure, complain, count};
use model::scenario::Scenario;
use model::simulation::part::{Restored, Standing};
use model::simulation::{Part, Prepared, Settings};
use report::language::Language;
use report::output::{Checkpoint, Claim, Foreign, Kept, OutputError, PartFile, PartOf, partial_name, write_whole};
use report::words::notes::{self, Counted};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Duration, Instant};
use study::input::problem::shown_path;

/// Going on, and doing only a part.
#[derive(Debug, clap::Args)]
pub struct Parts {
    /// Go on where the same run was interrupted
    #[arg(long)]
    resume: bool,
    /// Keep what was done so far at least so often, to go on from
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = count::within::<u32>(0..=86_400), allow_negative_numbers = true)]
    checkpoint_every: u32,
    /// Do only the i-th of n parts of the replications, into a file that `merge` puts together with the others
    #[arg(long, value_name = "I/N", conflicts_with_all = ["precision", "json", "xlsx"])]
    shard: Option<Shard>,
}

/// The i-th of n parts.
#[derive(Debug, Clone, Copy)]
pub struct Shard {
    /// From 1.
    number: u64,
    of: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || format!("`{text}` is no part of a run: write 3/10 for the third of ten, up to 100000/100000");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (Ok(number), Ok(of)) = (number.parse(), of.parse()) else { return Err(wrong()) };
        if (1..=of).contains(&number) && of <= 100_000 { Ok(Shard { number, of }) } else { Err(wrong()) }
    }
}

impl Parts {
    /// The part that is to be done, if it is one of several.
    pub fn shard(&self) -> Option<Shard> {
        self.shard
    }

    /// What the same run left in a folder of results, where it is to go on from it; else nothing.
    pub fn resumed(&self, claim: &Claim, of: &PartOf, prepared: &Prepared) -> Result<Part, Failure> {
        if !self.resume {
            return Ok(prepared.part());
        }
        if !prepared.can_store() {
            let message = "a run of so many administrations keeps nothing to go on from: leave out --resume";
            return Err(Failure::new(Exit::Usage, message));
        }
        let place = claim.given();
        match Checkpoint::kept(place, of) {
            Kept::Nothing => Ok(prepared.part()),
            Kept::Seen(seen) => {
                let path = place.join(partial_name(Checkpoint::names()[0]));
                prepared.restored(&seen).map_err(|error| unrestored(&path, &error))
            }
            Kept::Other(differences) => Err(other(place, &differences)),
            Kept::Foreign(path, error) => Err(damaged(&path, &error)),
        }
    }

    /// Checkpoints of a run in a folder of results.
    pub fn keeping<'a>(&self, claim: &'a Claim, of: &'a PartOf, language: Language) -> Keeping<'a> {
        Keeping {
            to: Some(Place::Results(Checkpoint::at(claim))),
            of,
            language,
            every: Duration::from_secs(self.checkpoint_every.into()),
            last: Instant::now(),
        }
    }
}

/// Where a part is kept while it grows.
enum Place<'a> {
    Results(Checkpoint<'a>),
    File(PathBuf),
}

/// Keeps a run from time to time.
pub struct Keeping<'a> {
    /// None once that failed.
    to: Option<Place<'a>>,
    of: &'a PartOf,
    language: Language,
    every: Duration,
    last: Instant,
}

impl Keeping<'_> {
    /// Keeps how far a run is, if it is time.
    pub fn keep(&mut self, prepared: &Prepared, standing: &mut Standing) {
        if self.last.elapsed() < self.every {
            return;
        }
        let Some(seen) = prepared.stored(standing.part()) else { return };
        let part = PartFile { of: self.of.clone(), seen };
        let kept = match &mut self.to {
            None => return,
            Some(Place::Results(checkpoint)) => checkpoint.keep(&part),
            Some(Place::File(path)) => part.bytes().and_then(|bytes| write_whole(path, &bytes)),
        };
        if let Err(error) = kept {
            // The run goes on: its results may fit where this did not.
            complain(&notes::not_kept(&error.to_string(), self.language), self.language);
            self.to = None;
        }
        self.last = Instant::now();
    }
}

/// What an interrupted run can go on from, as a file of its partial results.
pub fn checkpoint(prepared: &Prepared, part: &Part, of: &PartOf) -> Result<Option<(&'static str, Vec<u8>)>, Failure> {
    let Some(seen) = prepared.stored(part) else { return Ok(None) };
    let bytes = PartFile { of: of.clone(), seen }.bytes().map_err(failed)?;
    Ok(Some((Checkpoint::names()[0], bytes)))
}

/// Does one part of a run and leaves it as a file in DIR.
pub fn leave(
    parts: &Parts,
    shard: Shard,
    (scenario, settings): (&Scenario, &Settings),
    of: PartOf,
    (delivery, wish): (&Delivery, &Wish),
) -> Result<(), Failure> {
    let language = delivery.speech.language();
    let unusable = |error| Failure::new(Exit::Scenario, error);
    let prepared = Prepared::new(scenario, settings).map_err(unusable)?;
    if !prepared.can_store() {
        let message = "a run of so many administrations cannot be done in parts: leave out --shard";
        return Err(Failure::new(Exit::Usage, message));
    }
    let name = format!("{}.{}-of-{}.part", scenario.id, shard.number, shard.of);
    let [place, partial] = [&name, &partial_name(&name)].map(|name| delivery.out.join(name));
    refuse_others(&place, delivery.force)?;
    std::fs::create_dir_all(&delivery.out)
        .map_err(|source| failed(OutputError::Io { path: delivery.out.clone(), source }))?;
    let mut part = match std::fs::read(&partial) {
        Ok(bytes) if parts.resume => {
            let kept = PartFile::read(&bytes).map_err(|error| damaged(&partial, &error))?;
            let differences = of.differences(&kept.of);
            if !differences.is_empty() {
                return Err(other(&partial, &differences));
            }
            prepared.restored(&kept.seen).map_err(|error| unrestored(&partial, &error))?
        }
        _ => prepared.part(),
    };
    let range = prepared.shard(shard.number - 1, shard.of);
    let total = range.end - range.start;
    let mut kept = Keeping {
        to: Some(Place::File(partial.clone())),
        of: &of,
        language,
        every: Duration::from_secs(parts.checkpoint_every.into()),
        last: Instant::now(),
    };
    let mut progress = Progress::new(total, Counted::Replications, delivery.quiet, language);
    let ended = prepared.simulate(&mut part, range, &mut |standing| {
        progress.tell(standing.done());
        wish.keep(true);
        if wish.end().is_some() {
            return ControlFlow::Break(());
        }
        kept.keep(&prepared, standing);
        ControlFlow::Continue(())
    });
    progress.finish();
    let interrupted = ended.map_err(unusable)?.is_interrupted();
    let done = part.done().iter().map(|range| range.end - range.start).sum();
    let Some(seen) = prepared.stored(&part) else { return Ok(()) };
    let bytes = PartFile { of, seen }.bytes().map_err(failed)?;
    let to = if interrupted { &partial } else { &place };
    write_whole(to, &bytes).map_err(failed)?;
    if interrupted {
        complain(&notes::shard_interrupted([done, total], &shown_path(to), language), language);
        return Ok(());
    }
    // It may not be there at all.
    let _ = std::fs::remove_file(&partial);
    if !delivery.quiet {
        let text = notes::shard_done([done, prepared.plan.replications], &shown_path(to), language);
        super::print(&(text + "\n"))?;
    }
    Ok(())
}

/// Refuses to write over a file that is no part of a run.
fn refuse_others(place: &Path, force: bool) -> Result<(), Failure> {
    let is_other = |bytes: Vec<u8>| PartFile::read(&bytes) == Err(Foreign::NoPart);
    if !force && std::fs::read(place).is_ok_and(is_other) {
        let message = format!("{} is no part of a run: choose another --out, or give --force", shown_path(place));
        return Err(Failure::new(Exit::Usage, message));
    }
    Ok(())
}

/// A part whose sum is right, but which cannot be what such a run writes.
pub fn unrestored(path: &Path, error: &Restored) -> Failure {
    let why = match error {
        Restored::Damaged(_) => "is damaged: not as it was written".to_owned(),
        Restored::NotFinite(error) => format!("cannot be made again: {error}"),
    };
    Failure::new(Exit::Incomplete, format!("{} {why}", shown_path(path)))
}

fn damaged(path: &Path, error: &Foreign) -> Failure {
    let message = format!("{} {error}, so that the run cannot go on from there: leave out --resume", shown_path(path));
    Failure::new(Exit::Incomplete, message)
}

fn other(place: &Path, differences: &[String]) -> Failure {
    let message = format!(
        "{} holds an interrupted run that was asked for otherwise ({}): give the same options, or leave out --resume to begin anew, which loses what was done",
        shown_path(place),
        differences.join(", ")
    );
    Failure::new(Exit::Usage, message)
}
