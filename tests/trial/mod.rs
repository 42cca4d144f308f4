//! Scenarios evaluated replication by replication, every input and output under its name.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod changed;

use model::effort::Phase;
use model::inputs::Inputs;
use model::lanes::{LANES, Lanes};
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::scenario::layout::Row;
use model::simulation::compare::{equal_service, equal_service_of_all};
use model::strategy::{Evaluator, Outcome};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use study::input::{Override, load, load_text};

/// Shipped scenarios, and replications that a test can afford of each.
pub const SHIPPED: [(&str, u64); 4] = [("canada-notify", 320), ("wycan", 320), ("panorama", 320), ("os2-denmark", 48)];

fn parsed(overrides: &[&str]) -> Vec<Override> {
    overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect()
}

/// A scenario from its text, with values in place of its own.
pub fn read(text: &str, overrides: &[&str]) -> Scenario {
    let loaded = load_text("trial.toml", text, &parsed(overrides), None);
    loaded.scenario.unwrap_or_else(|| panic!("{overrides:?}: {:?}", loaded.problems))
}

/// A scenario from its file.
pub fn read_file(path: &Path, overrides: &[&str]) -> Scenario {
    let loaded = load(path, &parsed(overrides), false).expect("readable");
    loaded.scenario.unwrap_or_else(|| panic!("{} {overrides:?}: {:?}", path.display(), loaded.problems))
}

/// Where a shipped scenario stands.
pub fn shipped_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"))
}

/// A shipped scenario.
pub fn shipped(name: &str, overrides: &[&str]) -> Scenario {
    read_file(&shipped_path(name), overrides)
}

/// Columns of values, one value a replication.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Trial {
    /// Inputs by their path.
    pub inputs: BTreeMap<String, Vec<f64>>,
    /// Outputs: `shared.cost`, `shared.build`, `administration.a.shared.cost`, `year.0.shared.cost`, `abandoned`, …
    /// `equal_service` is a cost, `lived` and `benefit` are present values, `live_years` are years as they are.
    pub outputs: BTreeMap<String, Vec<f64>>,
}

impl Trial {
    /// An output.
    pub fn of(&self, name: &str) -> &[f64] {
        self.outputs.get(name).unwrap_or_else(|| panic!("no output is named {name}"))
    }

    /// Mean of an output.
    pub fn mean(&self, name: &str) -> f64 {
        mean(self.of(name))
    }
}

/// The replications of a run of so many.
pub fn trial(scenario: &Scenario, seed: u64, replications: u64) -> Trial {
    trial_with(scenario, seed, replications, |_, _, value| value)
}

/// The same, with every input changed on the way by a function of its row and name.
pub fn trial_with(
    scenario: &Scenario,
    seed: u64,
    replications: u64,
    change: impl Fn(Row, &str, Lanes) -> Lanes,
) -> Trial {
    assert_eq!(replications % LANES as u64, 0, "replications come in batches");
    let sampler = Sampler::new(scenario, seed);
    let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario));
    let rows: Vec<(Row, String)> = scenario.layout().rows().map(|row| (row, scenario.input_name(row))).collect();
    let certain: Inputs = sampler.inputs();
    let mut trial = Trial::default();
    for first in (0..replications).step_by(LANES) {
        inputs.clone_from(&certain);
        sampler.draw(first, &mut inputs);
        for (index, (row, name)) in rows.iter().enumerate() {
            *inputs.at_mut(index) = change(*row, name, inputs.at(index));
        }
        evaluator.evaluate(&mut inputs);
        for (index, (_, name)) in rows.iter().enumerate() {
            extend(&mut trial.inputs, name.clone(), inputs.at(index));
        }
        gather(scenario, evaluator.outcome(), &mut trial.outputs);
    }
    trial
}

fn extend(columns: &mut BTreeMap<String, Vec<f64>>, name: String, value: Lanes) {
    columns.entry(name).or_default().extend_from_slice(&value.0);
}

fn gather(scenario: &Scenario, outcome: &Outcome, columns: &mut BTreeMap<String, Vec<f64>>) {
    let mut put = |name: String, value: Lanes| extend(columns, name, value);
    let independent = &outcome.strategies[0].1;
    for (strategy, result) in &outcome.strategies {
        let strategy = strategy.word();
        put(format!("{strategy}.cost"), result.cost);
        put(format!("{strategy}.equal_service"), equal_service_of_all(independent, result));
        put(format!("{strategy}.benefit"), result.benefit);
        put(format!("{strategy}.effort"), result.effort);
        put(format!("{strategy}.go_live"), result.go_live);
        put(format!("{strategy}.wait"), result.wait);
        put(format!("{strategy}.last_live"), result.last_live);
        put(format!("{strategy}.live_years"), result.live_years);
        put(format!("{strategy}.incidents"), result.incidents);
        for phase in Phase::ALL {
            put(format!("{strategy}.{}", phase.word()), result.phases[phase as usize]);
        }
        for (t, (&cost, &effort)) in result.year_cost.iter().zip(&result.year_effort).enumerate() {
            put(format!("year.{t}.{strategy}.cost"), cost);
            put(format!("year.{t}.{strategy}.effort"), effort);
            put(format!("year.{t}.{strategy}.benefit"), result.year_benefit[t]);
        }
        let members = result.members.iter().zip(&independent.members);
        for (administration, (member, alone)) in scenario.administrations.iter().zip(members) {
            let mut put =
                |what: &str, value| put(format!("administration.{}.{strategy}.{what}", administration.id), value);
            put("cost", member.cost);
            put("equal_service", equal_service(alone, member));
            put("benefit", member.benefit);
            put("effort", member.effort);
            put("go_live", member.live);
            put("lived", member.live_years);
            put("funding", member.funding);
        }
    }
    put("funding".to_owned(), outcome.shared.funding);
    if let Some(fees) = outcome.shared.fees {
        put("fees.owed".to_owned(), fees.yearly);
        put("fees.entry".to_owned(), fees.entry);
    }
    put("members_at_end".to_owned(), outcome.shared.members_at_end);
    put("abandoned".to_owned(), outcome.shared.abandoned.number());
    put("dissolved".to_owned(), outcome.shared.dissolved.number());
}

/// Mean.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Sample variance.
pub fn variance(values: &[f64]) -> f64 {
    let centre = mean(values);
    values.iter().map(|x| (x - centre) * (x - centre)).sum::<f64>() / (values.len() - 1) as f64
}

/// Standard error of the mean.
pub fn standard_error(values: &[f64]) -> f64 {
    (variance(values) / values.len() as f64).sqrt()
}

/// Asserts that two numbers agree to a relative difference.
#[track_caller]
pub fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let largest = found.abs().max(expected.abs());
    assert!((found - expected).abs() <= tolerance * largest, "{what}: {found} for {expected}");
}
