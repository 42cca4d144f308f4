//! Inputs that the user names: groups that would become known together, and what is to be studied.
//!
//! A path names the inputs whose draws it decides. Where many use the draw of another key it is that one; a key that is
//! the pattern of others, as `effort.overrun` is of overruns, stands for all that follow it, each drawn for itself.

use super::found::{Idle, Observation, Why};
use crate::analysis::paths;
use crate::analysis::variants::VariantError;
use crate::input::matches;
use crate::input::problem::shown;
use crate::input::suggest;
use model::sampling::Sampler;
use model::scenario::keys::{Domain, Global, Member};
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};

/// What is asked beside the value of each input.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// Groups of inputs.
    pub groups: Vec<Group>,
    /// Studies of inputs.
    pub studies: Vec<Study>,
}

/// Inputs that would become known together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// Paths, with `*` for any id.
    pub paths: Vec<String>,
}

/// A study of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// Its path.
    pub path: String,
    /// How many observations, at least 1.
    pub observations: u32,
    /// The error of each; none: as uncertain as the input, or counted where it is a probability or a hazard.
    pub error: Option<Observation>,
}

/// Where the inputs of a group stand.
pub struct Members {
    /// Rows of each kind of input.
    pub kinds: Vec<Vec<usize>>,
    /// Paths of which nothing is to be found out.
    pub idle: Vec<Idle>,
}

/// Finds inputs by their names in a scenario.
pub struct Names<'a> {
    scenario: &'a Scenario,
    /// Whether a row's draw may decide results.
    deciding: Vec<bool>,
    /// The level of government of the core, where it is certain.
    core_level: Option<usize>,
}

impl<'a> Names<'a> {
    /// Of a scenario.
    pub fn new(scenario: &'a Scenario, seed: u64) -> Names<'a> {
        let sampler = Sampler::new(scenario, seed);
        let mut deciding = vec![false; scenario.layout().len()];
        sampler.deciding().into_iter().for_each(|row| deciding[row] = true);
        Names { scenario, deciding, core_level: sampler.core_level() }
    }

    /// The inputs of a group.
    ///
    /// # Errors
    /// If a path names nothing, or what is a matter of chance.
    pub fn members(&self, group: &Group) -> Result<Members, VariantError> {
        let (mut rows, mut idle) = (Vec::new(), Vec::new());
        for path in &group.paths {
            let named = self.named(path)?;
            match self.uncertain(&named) {
                some if some.is_empty() => idle.push(Idle { path: path.clone(), why: self.why(&named) }),
                some => rows.extend(some),
            }
        }
        let layout = self.scenario.layout();
        rows.sort_by_key(|row| layout.row(*row));
        rows.dedup();
        let mut kinds: Vec<(u8, usize, Vec<usize>)> = Vec::new();
        for row in rows {
            let (list, key) = kind(row);
            match kinds.iter_mut().find(|own| (own.0, own.1) == (list, key)) {
                Some(own) => own.2.push(layout.row(row)),
                None => kinds.push((list, key, vec![layout.row(row)])),
            }
        }
        Ok(Members { kinds: kinds.into_iter().map(|kind| kind.2).collect(), idle })
    }

    /// The row of the one input of a study, and how it is observed where the study does not say.
    ///
    /// # Errors
    /// If the path names no input, several, or one that no study tells more of.
    pub fn studied(&self, study: &Study) -> Result<(Row, Option<Observation>), VariantError> {
        let path = shown(&study.path);
        let named = self.named(&study.path)?;
        let row = match self.uncertain(&named)[..] {
            [row] => row,
            [] => {
                let why = match self.why(&named) {
                    Why::Certain => "is certain in this scenario",
                    Why::Off => "is off in this scenario",
                    Why::Derived => "follows from other inputs",
                };
                return Err(VariantError::Unfit(format!("`{path}` {why}: a study of it could tell nothing")));
            }
            [first, ..] => {
                let (count, one) = (self.uncertain(&named).len(), self.scenario.input_name(first));
                return Err(VariantError::Statistic(format!(
                    "`{path}` stands for {count} inputs, each drawn for itself: name the one to study, such as `{}`",
                    shown(&one)
                )));
            }
        };
        if study.error.is_some() {
            return Ok((row, study.error));
        }
        let counted = counted(row);
        let continuous = |row| match self.scenario.source(row) {
            Source::Drawn(distribution) => distribution.is_continuous(),
            Source::Common(_) | Source::Derived => true,
        };
        let is_word = Scenario::key_spec(row).is_some_and(|spec| spec.domain == Domain::Growth);
        match counted.is_some() || (continuous(row) && !is_word) {
            true => Ok((row, counted)),
            false => Err(VariantError::Unfit(format!(
                "`{path}` has values from a list, each with a probability: how uncertain an observation of it is does not \
                 follow; give its error (--study PATH=N:ERROR), or study an input that may lie anywhere in a range, a \
                 probability or a hazard"
            ))),
        }
    }

    /// The rows of keys that a path names.
    fn named(&self, path: &str) -> Result<Vec<Row>, VariantError> {
        let rows = paths::rows(self.scenario, path);
        if !rows.is_empty() {
            return Ok(rows);
        }
        let names: Vec<(Row, String)> =
            self.scenario.layout().rows().map(|row| (row, self.scenario.input_name(row))).collect();
        let typed = shown(path);
        let (events, keys): (Vec<_>, Vec<_>) =
            names.iter().partition(|(row, _)| matches!(row, Row::Event(_) | Row::MemberEvent(..)));
        if events.iter().any(|(_, name)| matches(path, name)) {
            return Err(VariantError::Statistic(format!(
                "`{typed}` is an event, a matter of chance that nothing tells beforehand: name inputs, such as \
                 consortium.cancellation, a probability"
            )));
        }
        let kinds = Member::ALL.iter().map(|key| format!("administration.*.{}", key.spec().path));
        let known: Vec<String> =
            keys.iter().map(|(_, name)| name.clone()).chain(kinds).chain(["module.*.size".to_owned()]).collect();
        let help = suggest::help(path, known.iter().map(String::as_str));
        Err(VariantError::Statistic(format!("`{typed}` is no input of this scenario: {help}")))
    }

    /// The inputs that decide results and whose draws are those of some rows.
    fn uncertain(&self, rows: &[Row]) -> Vec<Row> {
        let layout = self.scenario.layout();
        let mut found: Vec<Row> = rows.iter().flat_map(|row| self.drawn_as(*row)).collect();
        found.retain(|row| self.deciding[layout.row(*row)]);
        found.sort_by_key(|row| layout.row(*row));
        found.dedup();
        found
    }

    /// The inputs whose draws make the value of a row, or follow its pattern.
    fn drawn_as(&self, row: Row) -> Vec<Row> {
        let members = 0..self.scenario.administrations.len();
        let follows = |other: &Row| self.scenario.source(*other) == self.scenario.source(row);
        match (row, self.scenario.source(row)) {
            (_, Source::Common(key)) => vec![Row::Global(*key)],
            (Row::Global(Global::Overrun), _) => {
                let own = members.map(|i| Row::Member(i, Member::MemberOverrun));
                [Row::Global(Global::ConsortiumOverrun)].into_iter().chain(own).filter(follows).collect()
            }
            (Row::Global(key @ (Global::AdaptationSameLevel | Global::AdaptationOtherLevel)), _) => {
                let same = key == Global::AdaptationSameLevel;
                let at = |i: &usize| {
                    self.core_level.is_none_or(|core| (core == self.scenario.administrations[*i].level) == same)
                };
                let own = members.filter(at).map(|i| Row::Member(i, Member::Adaptation));
                own.filter(|own| self.scenario.source(*own).is_derived()).collect()
            }
            _ => vec![row],
        }
    }

    /// Why nothing is to be found out of some rows.
    fn why(&self, rows: &[Row]) -> Why {
        let certain = |row: &Row| match self.scenario.source(*row) {
            Source::Drawn(distribution) => distribution.certain().map(|value| value == 0.0),
            Source::Common(_) | Source::Derived => None,
        };
        if rows.iter().all(|row| certain(row) == Some(false)) {
            Why::Certain
        } else if rows.iter().all(|row| self.scenario.source(*row).is_derived()) {
            Why::Derived
        } else {
            Why::Off
        }
    }
}

/// A list of inputs and the key in it.
fn kind(row: Row) -> (u8, usize) {
    match row {
        Row::Global(key) => (0, key as usize),
        Row::Event(event) => (1, event as usize),
        Row::Module(_) => (2, 0),
        Row::Member(_, key) => (3, key as usize),
        Row::MemberEvent(_, event) => (4, event as usize),
    }
}

/// How what is the chance of something is observed: by how often it happens.
fn counted(row: Row) -> Option<Observation> {
    match row {
        Row::Global(Global::Cancellation | Global::ConsortiumCancellation | Global::Exploited) => {
            Some(Observation::Cases)
        }
        Row::Global(Global::ExitBuild | Global::Exit | Global::Dissolution) | Row::Member(_, Member::MemberExit) => {
            Some(Observation::Events)
        }
        _ => None,
    }
}
