//! Six changes whose consequences are known, to every scenario that ships: those of `scenarios/`, the cases of
//! `scenarios/history/`, and the towns of the tutorial. One batch of replications each; of very large tables every so manieth
//! administration. `metamorphic.rs` has other changes, to four of them.

mod trial;

use model::lanes::{LANES, Lanes};
use model::scenario::Scenario;
use std::cell::RefCell;
use std::path::Path;
use trial::changed::{add_newcomer, agree, dearer, everything, id, is_money, renamed, rewritten, with_id};
use trial::{Trial, trial, trial_with};

const SEED: u64 = 11;
const BATCH: u64 = LANES as u64;

/// Names of all scenarios that ship, from `scenarios/` on.
fn names() -> Vec<String> {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut names = vec!["../docs/towns".to_owned()];
    for within in ["", "history/"] {
        let entries = std::fs::read_dir(scenarios.join(within)).expect("a folder");
        let files = entries.map(|entry| entry.expect("an entry").path());
        let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
        names.extend(files.map(|path| format!("{within}{}", path.file_stem().expect("a name").to_string_lossy())));
    }
    names.sort();
    assert!(names.len() >= 30, "{names:?}");
    names
}

/// Asks the same of every scenario.
fn each(ask: impl Fn(&str)) {
    names().iter().for_each(|name| ask(name));
}

/// As it ships, but for the size of its table.
fn plain(name: &str, overrides: &[&str]) -> Scenario {
    rewritten(name, |_| {}).read(overrides)
}

/// With everything that is off by default; some of it needs inhabitants.
fn all_of(name: &str, overrides: &[&str]) -> Scenario {
    let people = ["administration.*.population=50000"];
    plain(name, &[&everything(plain(name, &[]).closed_licence)[..], &people, overrides].concat())
}

/// Asserts that all outputs are what they were, by the names that they have now.
fn same(found: &Trial, expected: &Trial, but: impl Fn(&str) -> bool, now: impl Fn(&str) -> String, name: &str) {
    for (output, values) in expected.outputs.iter().filter(|(output, _)| !but(output)) {
        let scale = if output.ends_with("cost") { expected.of("shared.cost") } else { values };
        agree(found.of(&now(output)), values, scale, &format!("{name}: {output}"));
    }
}

#[test]
fn money_scales() {
    const K: f64 = 7.25;
    each(|name| {
        let scenario = all_of(name, &[]);
        let before = trial(&scenario, SEED, BATCH);
        let after = trial_with(&dearer(scenario, K), SEED, BATCH, |row, _, value| match is_money(row) {
            true => value * K,
            false => value,
        });
        for (output, values) in &before.outputs {
            let ends = ["cost", "equal_service", "benefit", "funding"];
            let money = ends.iter().any(|end| output.ends_with(end)) || output.starts_with("fees.");
            let expected: Vec<f64> = values.iter().map(|x| if money { K * x } else { *x }).collect();
            // What cancels is measured against what it is a difference of.
            let scale: Vec<f64> = match output.rsplit_once(".equal_service") {
                Some((strategy, _)) => before.of(&format!("{strategy}.cost")).iter().map(|x| K * x).collect(),
                None => expected.clone(),
            };
            agree(after.of(output), &expected, &scale, &format!("{name}: {output}"));
        }
    });
}

/// Draws belong to names, so that the renamed are given what they drew before: then nothing but names differs.
#[test]
fn names_decide_nothing_but_draws() {
    each(|name| {
        let original = plain(name, &[]);
        let before = trial(&original, SEED, BATCH);
        let ids: Vec<String> = original.administrations.iter().map(|one| one.id.clone()).collect();
        // In the opposite order, and still found by the patterns of `[[correlated]]`.
        let new = |place: usize| match ids[place].strip_prefix("m-") {
            Some(rest) => format!("m-{}-{rest}", 9999 - place),
            None => format!("{}-{}", 9999 - place, ids[place]),
        };
        let rename = |rows: &mut Vec<String>| {
            for (place, row) in rows.iter_mut().enumerate() {
                *row = with_id(row, &new(place));
            }
        };
        let mention = |mut text: String| {
            for (place, old) in ids.iter().enumerate() {
                text = text.replace(&format!("\"{old}\""), &format!("\"{}\"", new(place)));
            }
            text
        };
        let renamed = renamed(name, rename, mention).read(&[]);
        let after = trial_with(&renamed, SEED, BATCH, |row, _, _| {
            let drawn = &before.inputs[&original.input_name(row)];
            Lanes::from_fn(|l| drawn[l])
        });
        let now = |output: &str| {
            let Some(rest) = output.strip_prefix("administration.") else { return output.to_owned() };
            let of = |place: &usize| rest.strip_prefix(&ids[*place]).is_some_and(|rest| rest.starts_with('.'));
            let place = (0..ids.len()).find(of).expect("an administration");
            format!("administration.{}{}", new(place), &rest[ids[place].len()..])
        };
        same(&after, &before, |_| false, now, name);
    });
}

/// The first stays first: copies are of its system.
#[test]
fn the_order_of_administrations_does_not_matter() {
    each(|name| {
        let before = trial(&plain(name, &[]), SEED, BATCH);
        let shuffled = rewritten(name, |rows| {
            rows[1..].reverse();
            let third = rows.len() / 3;
            rows[1..].rotate_left(third);
        });
        let after = trial(&shuffled.read(&[]), SEED, BATCH);
        assert_eq!(after.inputs, before.inputs, "{name}");
        same(&after, &before, |_| false, str::to_owned, name);
    });
}

/// One that needs nothing, and only after the horizon. Keys are shares of their sums over all, and pairs in a common network are
/// counted over all: all pay equally here, and networks spare nothing.
#[test]
fn a_newcomer_who_needs_nothing_changes_nothing() {
    let both = ["consortium.network_relief=0", "consortium.cost_sharing=equal"];
    let idle = ["administration.newcomer.scope=0", "administration.newcomer.joins=1000"];
    each(|name| {
        let before = trial(&plain(name, &both), SEED, BATCH);
        let after = trial(&rewritten(name, add_newcomer).read(&[&idle[..], &both].concat()), SEED, BATCH);
        let times = ["go_live", "wait", "last_live"];
        let is_mean_of_all =
            |output: &str| !output.starts_with("administration") && times.iter().any(|time| output.ends_with(time));
        same(&after, &before, is_mean_of_all, str::to_owned, name);
        for nothing in ["cost", "equal_service", "benefit", "lived"] {
            let column = after.of(&format!("administration.newcomer.shared.{nothing}"));
            assert!(column.iter().all(|&x| x == 0.0), "{name}: {nothing}");
        }
    });
}

#[test]
fn without_discounting_years_add_up() {
    each(|name| {
        let scenario = all_of(name, &["discount_rate=0"]);
        let found = trial(&scenario, SEED, BATCH);
        for strategy in scenario.strategies.iter().map(|strategy| strategy.word()) {
            for what in ["cost", "effort", "benefit"] {
                let years = |l: usize| {
                    (0..scenario.horizon).map(|t| found.of(&format!("year.{t}.{strategy}.{what}"))[l]).sum::<f64>()
                };
                let sums: Vec<f64> = (0..LANES).map(years).collect();
                agree(found.of(&format!("{strategy}.{what}")), &sums, &sums, &format!("{name}: {strategy}.{what}"));
            }
        }
    });
}

/// The same median and a wider range of what is largest, on the same draws: efforts that spread more.
#[test]
fn wider_sizes_make_effort_less_sure() {
    each(|name| {
        let modules: Vec<String> = plain(name, &[]).modules.iter().map(|module| module.id.clone()).collect();
        let with = |sigma: f64| {
            let set = |id: &String| format!("module.{id}.size={{ lognormal = {{ median = 100, sigma = {sigma} }} }}");
            let sets: Vec<String> = modules.iter().map(set).collect();
            trial(&plain(name, &sets.iter().map(String::as_str).collect::<Vec<_>>()), SEED, 4 * BATCH)
        };
        let (narrow, wide) = (with(0.05), with(1.5));
        for strategy in ["independent", "shared"] {
            let [before, after] = [&narrow, &wide].map(|trial| {
                let mut sorted = trial.of(&format!("{strategy}.effort")).to_vec();
                sorted.sort_by(f64::total_cmp);
                sorted[sorted.len() * 9 / 10] - sorted[sorted.len() / 10]
            });
            assert!(after > before, "{name}: {strategy} from {before} to {after}");
        }
    });
}

/// Ids are read as they stand in all three notations.
#[test]
fn every_list_of_administrations_is_understood() {
    each(|name| {
        let seen = RefCell::new(Vec::new());
        let scenario = rewritten(name, |rows| seen.borrow_mut().extend(rows.iter().map(|row| id(row).to_owned())));
        let ids: Vec<String> = scenario.read(&[]).administrations.iter().map(|one| one.id.clone()).collect();
        assert_eq!(*seen.borrow(), ids, "{name}");
    });
}
