//! Parts of runs: checkpoints of one that goes on, and shards for several machines.

use super::delivery::{Begun, Delivery, failed};
use super::progress::{Progress, Wish};
use super::reading::Reading;
use super::shard::{self, Shard, ShardFile};
use super::{Exit, Failure, complain, count};
use model::sampling::stream::STREAM_VERSION;
use model::scenario::Scenario;
use model::simulation::part::{Restored, Standing};
use model::simulation::{Part, Prepared, Settings};
use report::language::Language;
use report::output::{Checkpoint, Claim, Kept, PartFile, PartOf, Work, partial_name, write_whole};
use report::words::notes::{self, Counted};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use study::input::InputFile;
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
            Kept::Other(differences) => Err(shard::other(place, &differences)),
            Kept::Unread(path, error) => {
                Err(Failure::new(Exit::Failed, format!("cannot read {}: {error}", shown_path(&path))))
            }
            Kept::Foreign(path, error) => Err(shard::damaged(&path, &error)),
        }
    }

    /// Checkpoints of a run.
    pub fn keeping<'a>(&self, to: Place<'a>, of: &'a PartOf, language: Language) -> Keeping<'a> {
        let every = Duration::from_secs(self.checkpoint_every.into());
        Keeping { to: Some(to), of, language, every, last: Instant::now() }
    }
}

/// Where a part is kept while it grows.
pub enum Place<'a> {
    /// A folder of results.
    Results(Checkpoint<'a>),
    /// A file.
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
    /// What a run does between its rounds: says how far it is, hears whether it is to stop, and keeps what was done.
    pub fn watch(
        &mut self,
        prepared: &Prepared,
        standing: &mut Standing,
        progress: &mut Progress,
        wish: &Wish,
    ) -> ControlFlow<()> {
        progress.tell(standing.done());
        wish.keep(true);
        if wish.end().is_some() {
            return ControlFlow::Break(());
        }
        self.keep(prepared, standing);
        ControlFlow::Continue(())
    }

    /// Keeps how far a run is, if it is time.
    fn keep(&mut self, prepared: &Prepared, standing: &mut Standing) {
        if self.last.elapsed() < self.every || self.to.is_none() {
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

/// What a work is of, which all its parts have alike: a scenario with its files, a seed, and replications.
pub fn of(
    begun: &Begun,
    reading: &Reading,
    (scenario, files): (&Scenario, &[InputFile]),
    (seed, replications): (u64, u64),
    work: Work,
) -> PartOf {
    PartOf {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        stream: STREAM_VERSION,
        scenario: scenario.id.clone(),
        inputs: files.to_vec(),
        allow_outside: reading.allow_outside,
        overrides: reading.overrides_written(),
        seed,
        replications,
        work,
        arguments: begun.arguments.clone(),
        asked: begun.asked.clone(),
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
    let file = ShardFile::of(&scenario.id, shard, (&of, Counted::Replications), delivery)?;
    let before = if parts.resume { file.found_before(&of)? } else { None };
    let mut part = match before {
        Some(seen) => prepared.restored(&seen).map_err(|error| unrestored(file.partial(), &error))?,
        None => prepared.part(),
    };
    let range = prepared.shard(shard.number - 1, shard.of);
    let total = range.end - range.start;
    let mut kept = parts.keeping(Place::File(file.partial().to_owned()), &of, language);
    let mut progress = Progress::new(total, Counted::Replications, delivery.quiet, language).after(part.replications());
    let ended =
        prepared.simulate(&mut part, range, &mut |standing| kept.watch(&prepared, standing, &mut progress, wish));
    progress.finish();
    let interrupted = ended.map_err(unusable)?.is_interrupted();
    let done = part.replications();
    let Some(seen) = prepared.stored(&part) else { return Ok(()) };
    let part = PartFile { of, seen };
    match interrupted {
        true => file.leave_partial(&part, [done, total]),
        false => file.leave(&part, [done, prepared.plan.replications]),
    }
}

/// A part whose sum is right, but which cannot be what such a run writes.
pub fn unrestored(path: &Path, error: &Restored) -> Failure {
    let why = match error {
        Restored::Damaged(_) => "is damaged: not as it was written".to_owned(),
        Restored::NotFinite(error) => format!("cannot be made again: {error}"),
    };
    Failure::new(Exit::Incomplete, format!("{} {why}", shown_path(path)))
}
