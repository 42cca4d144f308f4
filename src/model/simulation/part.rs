//! Parts of a run: some of its replications, done one after the other, to be put together with others, or gone on with.
//!
//! As bytes ([`Prepared::stored`]) a part is the number of its ranges of replications, the start and the length of each, 0 or 1, and
//! with 1 what was seen of them. With 0 they are so few that all their values would have to be kept: they are drawn again where they
//! are needed.

use super::convergence::Note;
use super::precision::next_look;
use super::quantiles::Method;
use super::seen::Seen;
use super::stored::{Damaged, Reader, Stored, Writer};
use super::tally::Tally;
use super::wide::Crew;
use super::worker::{Stretch, Worker, run_tasks};
use super::{NotFinite, Prepared, Simulation};
use crate::results::End;
use std::ops::{ControlFlow, Range};

/// Values of powers in a round at the most, and tasks in one at the least and at the most.
const ROUND_VALUES: usize = 1 << 14;
const ROUND_TASKS: [usize; 2] = [4, 64];

/// Some replications of a run and what was seen of them.
#[derive(Debug)]
pub struct Part {
    /// Ascending, and none touches the next.
    done: Vec<Range<u64>>,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Seen(Seen),
    /// Of very many quantities: what was seen up to here, in the order of replications.
    Wide(Vec<Tally>, Vec<Note>),
}

/// How far replications have gone, for whoever watches.
pub struct Standing<'s, 'a> {
    done: u64,
    start: u64,
    range: &'s Range<u64>,
    part: &'s mut Part,
    workers: &'s mut [Worker<'a>],
}

/// Why replications ended.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ended {
    /// Before all were done.
    early: Option<End>,
    /// Half the interval of the goal's statistic.
    reached: Option<f64>,
}

impl Ended {
    /// Whether whoever watched ended it.
    pub fn is_interrupted(self) -> bool {
        self.early == Some(End::Interrupt)
    }
}

/// Two parts that hold the same replications.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("replications {} to {} are there twice", .0.start, .0.end)]
pub struct Overlap(pub Range<u64>);

/// Why a part could not be restored.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Restored {
    /// Its bytes are of something else.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// What was drawn again cannot be computed with.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
}

impl Part {
    /// The replications that it holds, ascending.
    pub fn done(&self) -> &[Range<u64>] {
        &self.done
    }

    /// How many they are.
    pub fn replications(&self) -> u64 {
        self.done.iter().map(|range| range.end - range.start).sum()
    }

    /// Takes in what another part of the same run holds.
    ///
    /// # Errors
    /// If both hold some replications.
    pub fn merge(&mut self, other: Part) -> Result<(), Overlap> {
        for more in &other.done {
            if let Some(own) = self.done.iter().find(|own| own.start < more.end && more.start < own.end) {
                return Err(Overlap(own.start.max(more.start)..own.end.min(more.end)));
            }
        }
        if let (Kept::Seen(own), Kept::Seen(more)) = (&mut self.kept, &other.kept) {
            own.merge(more);
        }
        other.done.into_iter().for_each(|range| self.add(range));
        Ok(())
    }

    /// The replications of a run of so many that it lacks.
    pub fn missing(&self, of: u64) -> Vec<Range<u64>> {
        let starts = std::iter::once(0).chain(self.done.iter().map(|range| range.end));
        let ends = self.done.iter().map(|range| range.start).chain([of]);
        starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end).collect()
    }

    fn add(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        self.done.push(range);
        self.done.sort_by_key(|range| range.start);
        self.done.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
    }
}

impl Standing<'_, '_> {
    /// Replications done of those that were asked for, with those that the part had before.
    pub fn done(&self) -> u64 {
        self.done - self.start
    }

    /// Everything up to here.
    pub fn part(&mut self) -> &Part {
        collect(self.part, self.workers);
        self.part.add(self.range.start..self.done);
        self.part
    }
}

/// Puts what workers have seen to the part.
fn collect(part: &mut Part, workers: &mut [Worker]) {
    if let Kept::Seen(seen) = &mut part.kept {
        workers.iter_mut().for_each(|worker| seen.merge(&worker.take()));
    }
}

impl Prepared<'_> {
    /// A part that holds nothing.
    pub fn part(&self) -> Part {
        let kept = if self.is_wide() { Kept::Wide(self.tallies(), Vec::new()) } else { Kept::Seen(self.nothing()) };
        Part { done: Vec::new(), kept }
    }

    /// Replications of shard `number` (from 0) of so many, whole tasks each: neighbours, and empty where there are fewer tasks.
    pub fn shard(&self, number: u64, of: u64) -> Range<u64> {
        let task = self.task_length() * self.plan.design.randomisations().unwrap_or(1);
        let tasks = u128::from(self.plan.replications.div_ceil(task));
        let start = |number: u64| (tasks * u128::from(number) / u128::from(of)) as u64 * task;
        start(number).min(self.plan.replications)..start(number + 1).min(self.plan.replications)
    }

    /// Simulates replications on the current rayon pool, and adds them to a part, which may hold the first of them already. After each
    /// round `watch` hears how far it is and may stop.
    ///
    /// # Errors
    /// If a replication has a figure that cannot be computed with.
    pub fn simulate(
        &self,
        part: &mut Part,
        range: Range<u64>,
        watch: &mut dyn FnMut(&mut Standing) -> ControlFlow<()>,
    ) -> Result<Ended, NotFinite> {
        let known = part.done.iter().find(|known| known.contains(&range.start)).map_or(range.start, |known| known.end);
        self.go_on(part, range.start, known..range.end, watch).map_err(|error| error.of(self.scenario))
    }

    fn go_on(
        &self,
        part: &mut Part,
        start: u64,
        range: Range<u64>,
        watch: &mut dyn FnMut(&mut Standing) -> ControlFlow<()>,
    ) -> Result<Ended, NotFinite> {
        let all = self.counted.quantities.len();
        let mut crew = self.is_wide().then(|| Crew::new(self));
        let threads = if crew.is_some() { 0 } else { rayon::current_num_threads() };
        let mut workers: Vec<Worker> = (0..threads).map(|_| Worker::new(self)).collect();
        let [least, most] = ROUND_TASKS;
        let tasks = self.plan.design.randomisations().unwrap_or((ROUND_VALUES / all).clamp(least, most) as u64);
        let round = crew.as_ref().map_or(self.task_length() * tasks, Crew::round);
        let goal = self.settings.goal.as_ref().and_then(|goal| Some((goal, self.counted.place(goal.quantity())?)));
        let (mut done, mut ended) = (range.start, Ended::default());
        while done < range.end && ended.early.is_none() {
            let look = goal.map_or(u64::MAX, |_| next_look(done, self.plan.design));
            let until = range.end.min(look).min(done + round);
            match (&mut crew, &mut part.kept) {
                (Some(crew), Kept::Wide(tallies, notes)) => crew.run(done..until, tallies, Some(notes))?,
                _ => run_tasks(&mut workers, &Stretch::all(done..until, self.plan, self.task_length()))?,
            }
            done = until;
            if let Some((goal, column)) = goal.filter(|_| done == look || done == range.end) {
                let tally = match &part.kept {
                    Kept::Wide(tallies, _) => Some(tallies[column].clone().closed()),
                    Kept::Seen(seen) => {
                        Seen::tally(std::iter::once(seen).chain(workers.iter().map(|worker| &worker.seen)), column)
                    }
                };
                ended.reached = tally.and_then(|tally| goal.reached(&tally));
                ended.early = goal.is_met(ended.reached).then_some(End::Precision);
            }
            let mut standing = Standing { done, start, range: &range, part, workers: &mut workers };
            if watch(&mut standing).is_break() && ended.early.is_none() && done < range.end {
                ended.early = Some(End::Interrupt);
            }
        }
        collect(part, &mut workers);
        part.add(range.start..done);
        Ok(ended)
    }

    /// Whether a part can be stored: of very many quantities it cannot.
    pub fn can_store(&self) -> bool {
        !self.is_wide()
    }

    /// A part as bytes; none where it cannot be stored.
    pub fn stored(&self, part: &Part) -> Option<Vec<u8>> {
        let Kept::Seen(seen) = &part.kept else { return None };
        let mut to = Writer::default();
        to.whole(part.done.len() as u64);
        for range in &part.done {
            to.whole(range.start);
            to.whole(range.end - range.start);
        }
        let kept = self.method != Method::Exact;
        to.whole(kept.into());
        if kept {
            seen.store(&mut to);
        }
        Some(to.0)
    }

    /// The part of these bytes.
    ///
    /// # Errors
    /// If they are none of such a run.
    pub fn restored(&self, bytes: &[u8]) -> Result<Part, Restored> {
        let mut from = Reader(bytes);
        let mut part = self.part();
        for _ in 0..from.whole()? {
            let (start, length) = (from.whole()?, from.whole()?);
            let end = start.checked_add(length).filter(|&end| end <= self.plan.replications).ok_or(Damaged)?;
            if part.done.last().is_some_and(|last| last.end >= start) || start == end {
                return Err(Damaged.into());
            }
            part.done.push(start..end);
        }
        let done = part.replications();
        match (from.whole()?, &mut part.kept) {
            (0, _) if self.method == Method::Exact => {
                let ranges = std::mem::take(&mut part.done);
                for range in ranges {
                    self.simulate(&mut part, range, &mut |_| ControlFlow::Continue(()))?;
                }
            }
            (1, Kept::Seen(seen)) if self.method != Method::Exact => {
                seen.restore(&mut from)?;
                let notes = seen.between.iter();
                let fits = seen.tallies.iter().all(|tally| tally.seen() == done)
                    && notes.into_iter().all(|(_, sums)| sums.len() == self.followed.nothing().len());
                if !fits {
                    return Err(Damaged.into());
                }
            }
            _ => return Err(Damaged.into()),
        }
        if from.0.is_empty() { Ok(part) } else { Err(Damaged.into()) }
    }

    /// What was found by a part that holds the first replications of the run, or all of them.
    pub fn finish(&self, part: Part, ended: Ended) -> Simulation {
        let replications = part.done.first().map_or(0, |range| range.end);
        let (tallies, notes) = match part.kept {
            Kept::Seen(seen) => {
                let notes = self.followed.notes(&seen.between, replications, &seen.tallies);
                (seen.settled(), notes)
            }
            Kept::Wide(tallies, notes) => (tallies.into_iter().map(Tally::closed).collect(), notes),
        };
        let all_done = if self.settings.goal.is_some() { End::MaxReplications } else { End::Replications };
        Simulation {
            replications,
            replications_asked: self.settings.replications,
            plan: self.plan,
            seed: self.settings.seed,
            // Who has stopped it waits for its end.
            ambiguity: self.settings.ambiguity && !ended.is_interrupted(),
            end: ended.early.unwrap_or(all_done),
            goal: self.settings.goal.clone().map(|goal| (goal, ended.reached)),
            tallies,
            counted: self.counted.clone(),
            method: self.method,
            followed: self.followed.clone(),
            notes,
        }
    }
}
