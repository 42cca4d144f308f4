//! What could be found out before deciding, and what that would be worth: each input, groups of them, studies.

use super::evppi::{partial, together};
use super::found::{Estimated, GroupWorth, InputWorth, Observation, StudyWorth, Worthwhile};
use super::named::{Asked, Group, Members, Names, Study};
use super::studies;
use crate::analysis::paths;
use crate::analysis::variants::VariantError;
use crate::input::problem::shown;
use model::sampling::is_chance;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use rayon::prelude::*;

/// What something is worth, from the costs of strategies by replication.
pub type Worth<'a> = &'a (dyn Fn(&[&[f64]]) -> Estimated + Sync);

/// What it is for the choice between alone and shared, and among all strategies.
pub type Both<'a> = &'a (dyn Fn(Worth) -> Worthwhile + Sync);

/// Values of inputs by replication.
pub struct Values<'a> {
    /// Rows of the inputs, ascending.
    pub rows: &'a [usize],
    /// One series a row.
    pub series: &'a [Vec<f64>],
}

impl Values<'_> {
    fn of(&self, row: usize) -> &[f64] {
        &self.series[self.rows.partition_point(|own| *own < row)]
    }

    fn of_all(&self, rows: &[usize]) -> Vec<&[f64]> {
        rows.iter().map(|row| self.of(*row)).collect()
    }
}

/// What could be found out, with where it stands in the scenario.
pub struct Knowable<'a> {
    scenario: &'a Scenario,
    seed: u64,
    inputs: Vec<Candidate>,
    groups: Vec<(&'a Group, Members)>,
    studies: Vec<Studied<'a>>,
}

impl<'a> Knowable<'a> {
    /// Every uncertain input, and what is asked beside.
    ///
    /// # Errors
    /// If what is asked names what cannot be found out.
    pub fn new(scenario: &'a Scenario, seed: u64, asked: &'a Asked) -> Result<Knowable<'a>, VariantError> {
        let inputs = candidates(scenario);
        if asked.groups.is_empty() && asked.studies.is_empty() {
            return Ok(Knowable { scenario, seed, inputs, groups: Vec::new(), studies: Vec::new() });
        }
        let names = Names::new(scenario, seed);
        let group = |group: &'a Group| Ok((group, names.members(group)?));
        let study = |asked: &'a Study| {
            let (row, observation) = names.studied(asked)?;
            let meaning = Scenario::key_spec(row).map_or_else(String::new, |spec| spec.meaning.to_owned());
            Ok(Studied { asked, row: scenario.layout().row(row), meaning, observation })
        };
        Ok(Knowable {
            scenario,
            seed,
            inputs,
            groups: asked.groups.iter().map(group).collect::<Result<_, VariantError>>()?,
            studies: asked.studies.iter().map(study).collect::<Result<_, VariantError>>()?,
        })
    }

    /// Rows of all inputs, ascending.
    pub fn rows(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.inputs.iter().flat_map(|one| one.rows.iter().copied()).collect();
        rows.extend(self.groups.iter().flat_map(|(_, members)| members.kinds.iter().flatten()));
        rows.extend(self.studies.iter().map(|one| one.row));
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// What knowing each input is worth, most first; `both` asks for both choices.
    pub fn inputs(&self, values: &Values, both: Both) -> Vec<InputWorth> {
        let one = |one: &Candidate| {
            let inputs = values.of_all(&one.rows);
            one.worth(self.scenario, both(&|costs| partial(costs, &inputs)))
        };
        let mut worth: Vec<InputWorth> = self.inputs.par_iter().map(one).collect();
        worth.sort_by(|a, b| b.worth.among_all_strategies.value.total_cmp(&a.worth.among_all_strategies.value));
        worth
    }

    /// What knowing groups is worth, in the order asked.
    pub fn groups(&self, values: &Values, both: Both) -> Vec<GroupWorth> {
        let one = |(group, members): &(&Group, Members)| {
            let kinds: Vec<Vec<&[f64]>> = members.kinds.iter().map(|rows| values.of_all(rows)).collect();
            of_group(group, members, both(&|costs| together(costs, &kinds)))
        };
        self.groups.par_iter().map(one).collect()
    }

    /// What studies are worth, in the order asked.
    ///
    /// # Errors
    /// If one errs by a share of what may be 0 or less.
    pub fn studies(&self, values: &Values, both: Both) -> Result<Vec<StudyWorth>, VariantError> {
        let one = |one: &Studied| {
            let values = values.of(one.row);
            let observation = one.observation.unwrap_or_else(|| studies::as_uncertain(values));
            let told = one.told(values, observation, self.seed)?;
            let known = both(&|costs| partial(costs, &[values]));
            Ok(one.worth(observation, known, both(&|costs| partial(costs, &[&told]))))
        };
        self.studies.par_iter().map(one).collect()
    }
}

/// Inputs that a study could tell.
struct Candidate {
    path: String,
    rows: Vec<usize>,
}

impl Candidate {
    fn worth(&self, scenario: &Scenario, worth: Worthwhile) -> InputWorth {
        let row = scenario.layout().rows().nth(self.rows[0]);
        let spec = row.and_then(Scenario::key_spec);
        let assumption = scenario.assumptions.iter().find(|known| known.path == self.path);
        InputWorth {
            path: self.path.clone(),
            meaning: spec.map_or_else(String::new, |spec| spec.meaning.to_owned()),
            mark: assumption.and_then(|known| known.mark).map(|mark| mark.to_string()),
            source: assumption.and_then(|known| known.source.clone()),
            inputs: self.rows.len(),
            chance: row.is_some_and(is_chance),
            worth,
        }
    }
}

/// Every uncertain input, those of modules and administrations by kind, modules also one by one.
fn candidates(scenario: &Scenario) -> Vec<Candidate> {
    let globals = Global::ALL.iter().map(|key| key.spec().path.to_owned());
    let modules = scenario.modules.iter().map(|module| format!("module.{}.size", module.id));
    let kinds = std::iter::once("module.*.size".to_owned())
        .chain(Member::ALL.iter().map(|key| format!("administration.*.{}", key.spec().path)));
    let uncertain = |row: &Row| match scenario.source(*row) {
        Source::Drawn(distribution) => {
            let (low, high) = distribution.bounds();
            low < high
        }
        Source::Common(_) | Source::Derived => false,
    };
    let candidate = |path: String| {
        let rows: Vec<usize> =
            paths::rows(scenario, &path).into_iter().filter(uncertain).map(|row| scenario.layout().row(row)).collect();
        (!rows.is_empty()).then_some(Candidate { path, rows })
    };
    globals.chain(modules).chain(kinds).filter_map(candidate).collect()
}

/// A study of the input of a row.
struct Studied<'a> {
    asked: &'a Study,
    row: usize,
    meaning: String,
    /// None: as uncertain as the input.
    observation: Option<Observation>,
}

fn of_group(group: &Group, members: &Members, worth: Worthwhile) -> GroupWorth {
    GroupWorth {
        name: group.name.clone(),
        paths: group.paths.clone(),
        inputs: members.kinds.iter().map(Vec::len).sum(),
        idle: members.idle.clone(),
        worth,
    }
}

impl Studied<'_> {
    /// What the study says in each replication.
    fn told(&self, values: &[f64], observation: Observation, seed: u64) -> Result<Vec<f64>, VariantError> {
        let Study { path, observations, .. } = self.asked;
        if matches!(observation, Observation::Relative { .. }) && values.iter().any(|value| *value <= 0.0) {
            let path = shown(path);
            return Err(VariantError::Unfit(format!(
                "`{path}` may be 0 or less, of which no error is a percentage: give the error in its unit"
            )));
        }
        Ok(studies::told(values, *observations, observation, &studies::uniform(seed, path, values.len())))
    }

    fn worth(&self, observation: Observation, known: Worthwhile, told: Worthwhile) -> StudyWorth {
        // No study tells more than the input itself does: what an estimate has above is its error.
        let within = |told: Estimated, known: Estimated| Estimated { value: told.value.min(known.value), ..told };
        StudyWorth {
            path: self.asked.path.clone(),
            meaning: self.meaning.clone(),
            observations: self.asked.observations,
            observation,
            given: self.asked.error.is_some(),
            worth: Worthwhile {
                to_share_or_not: within(told.to_share_or_not, known.to_share_or_not),
                among_all_strategies: within(told.among_all_strategies, known.among_all_strategies),
            },
            known,
        }
    }
}
