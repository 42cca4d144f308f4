//! `cross-check`, from outside: published models and the simulation against closed forms, and the steps between them.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod program;

use program::{certain, commonweal, json, place, refused};
use serde_json::Value;
use std::path::Path;
use study::product_lines::coplimo;

fn asked(folder: &Path, more: &[&str]) -> Value {
    let ask = ["cross-check", "some.toml", "-n", "64", "--json", "--no-charts", "--force"];
    json(folder, &[&ask[..], more].concat())
}

fn model<'a>(found: &'a Value, word: &str) -> &'a Value {
    let models = found["models"].as_array().expect("a list");
    models.iter().find(|one| one["model"] == word).unwrap_or_else(|| panic!("no {word}"))
}

#[track_caller]
fn near(found: &Value, wanted: f64) {
    let found = found.as_f64().expect("a number");
    assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{found} for {wanted}");
}

/// Alone n·100 PM. Of 1.5·100 for the core and 0.1·100 each SIMPLE has all, the simulation coordination as well, and
/// Poulin reuse at 0.2: all pay from two members on.
#[test]
fn all_in_common_by_hand() {
    let place = place(&certain(3));
    let found = asked(place.path(), &[]);
    for (word, shared) in [
        ("poulin", 150.0 + 3.0 * 20.0),
        ("simple", 150.0 + 3.0 * 10.0),
        ("coplimo", 100.0 * (coplimo::first() + 2.0 * coplimo::further())),
    ] {
        let said = model(&found, word);
        near(&said["independent"], 300.0);
        near(&said["shared"], shared);
        let parts = said["parts"].as_array().expect("a list").iter().map(|part| part[1].as_f64().expect("a number"));
        near(&said["shared"], parts.sum::<f64>());
        assert_eq!(said["pays_from"], 2, "{word}");
    }
    let together = (1.0 + 0.05 * 3f64.log2()) * 150.0 + 30.0;
    let simulated = &found["simulated"];
    (0..3).for_each(|k| near(&simulated["independent"][k], 300.0));
    (0..3).for_each(|k| near(&simulated["shared"][k], together));
    near(&simulated["saving"][1], 300.0 - together);
    assert_eq!((&simulated["pays_from"], &simulated["positive"]["value"]), (&2.into(), &1.0.into()));
}

/// What only one of two has is written apart: 20 of 100, and the rest of 80 once.
#[test]
fn what_is_not_in_common_is_built_apart() {
    let place = place(&certain(2).replace("adaptation = 0,", "adaptation = 0.2,"));
    let found = asked(place.path(), &["--set", "consortium.setup=7"]);
    near(&model(&found, "poulin")["shared"], 1.5 * 80.0 + 2.0 * (20.0 + 0.2 * 80.0));
    near(&model(&found, "simple")["shared"], 7.0 + 1.5 * 80.0 + 2.0 * (20.0 + 0.1 * 80.0));
    let together = 7.0 + 1.05 * 1.5 * 80.0 + 2.0 * (20.0 + 0.1 * 80.0);
    near(&found["simulated"]["shared"][1], together);
}

/// Each step brings what it is named for: 5 % of coordination on the core, then 40 % on all, then every build begun
/// twice.
#[test]
fn steps_lead_from_simple_to_the_simulation() {
    let place = place(&certain(2));
    let sets = ["--set", "effort.overrun=1.4", "--set", "effort.cancellation=1", "--set", "effort.sunk=0.5"];
    let found = asked(place.path(), &sets);
    let steps = found["steps"].as_array().expect("a list");
    let words: Vec<&str> = steps.iter().map(|step| step["with"].as_str().expect("a word")).collect();
    assert_eq!(words, ["medians", "uncertainty", "coordination", "overruns", "failures"]);
    let wanted = [(200.0, 170.0), (200.0, 170.0), (200.0, 177.5), (280.0, 248.5), (420.0, 248.5)];
    for (step, (independent, shared)) in steps.iter().zip(wanted) {
        near(&step["independent"], independent);
        near(&step["shared"], shared);
    }
    near(&found["simulated"]["independent"][1], 420.0);
}

/// Leaving is part of what building together takes: the core is abandoned half-way, and everybody builds alone.
#[test]
fn an_abandoned_core_is_paid_for_and_everyone_builds_alone() {
    let place = place(&certain(2));
    let sets = ["--set", "consortium.cancellation=1", "--set", "effort.sunk=0.5", "--set", "schedule.coefficient=1"];
    let found = asked(place.path(), &[&sets[..], &["--set", "horizon=30"]].concat());
    near(&found["simulated"]["shared"][1], 0.5 * 157.5 + 200.0);
    assert!(found["simulated"]["pays_from"].is_null() && model(&found, "simple")["pays_from"] == 2);
}

/// Systems are as large as the effort model says: 100 function points at 15.2 hours are 10 person-months.
#[test]
fn sizes_go_through_the_effort_model() {
    let place = place(&certain(2));
    let sets = ["--set", "effort.model=function-points", "--set", "effort.hours_per_point=15.2"];
    let found = asked(place.path(), &sets);
    near(&model(&found, "simple")["independent"], 20.0);
    near(&found["simulated"]["independent"][1], 20.0);
}

#[test]
fn running_does_not_count_whatever_the_scenario_says_of_it() {
    let place = place(&certain(2));
    let sets =
        ["--set", "running.maintenance=0.2", "--set", "running.enhancement=0.1", "--set", "consortium.support=3"];
    assert_eq!(asked(place.path(), &sets)["simulated"], asked(place.path(), &[])["simulated"]);
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_a_table_of_each_kind() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/wycan.toml");
    let place = place(&certain(2));
    let run = |threads: &str| {
        let ask = ["cross-check", scenario, "-n", "200", "--threads", threads, "--force"];
        let output = commonweal(place.path(), &ask);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let folder = place.path().join("output/wycan-cross-check");
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{name}"));
        ["cross-check.json", "cross-check.csv", "cross-check-steps.csv", "cross-check-parts.csv", "cross-check.svg"]
            .map(read)
    };
    let (one, three) = (run("1"), run("3"));
    assert_eq!(one, three);
    let rows = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().count();
    assert_eq!((rows(&one[1]), rows(&one[2])), (5, 6));
}

#[test]
fn the_answer_says_who_disagrees_and_why() {
    let place = place(&certain(2));
    let ask = ["cross-check", "some.toml", "-n", "64", "--no-charts", "--force"];
    let told = |more: &[&str]| {
        let text = String::from_utf8(commonweal(place.path(), &[&ask[..], more].concat()).stdout).expect("text");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told(&[]).contains("All say that sharing takes less."), "{}", told(&[]));
    let worse = told(&["--set", "consortium.overrun=3"]);
    for words in [
        "The simulation says that building alone takes less, Poulin (RCR, RCWR), SIMPLE and COPLIMO say the contrary.",
        "What changes the balance most is overruns, in favour of building alone (315 person-months)",
        "RCWR 1.5 [S], RCR 0.2 [S]",
        "Its numbers: unique 0.4 [R]",
    ] {
        assert!(worse.contains(words), "{words}: {worse}");
    }
}

#[test]
fn what_is_no_scenario_is_refused() {
    let place = place(&certain(2).replace("horizon = 1", "horizon = -1"));
    refused(place.path(), &["cross-check", "some.toml"], 3, "horizon");
}

/// Where nothing is uncertain, nothing changes the balance, and no part is named as if it did.
#[test]
fn what_is_certain_changes_nothing() {
    let place = place(&certain(2).replace("coordination = 0.05", "coordination = 0"));
    let output = commonweal(place.path(), &["cross-check", "some.toml", "-n", "64", "--no-charts"]);
    let said = String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Nothing of what they leave out changes the balance."), "{said}");
    assert!(!said.contains("(0 person-months)"), "{said}");
}

/// The verdict and the members from which it pays rest on the same figure, the median saving.
#[test]
fn medians_that_point_the_other_strategy_are_told() {
    let text = "title = 'Three'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 10\ndiscount_rate = 0.035\n\
                module = [{ id = 'permits', size = 75 }]\n\
                administration = [{ id = 'a', level = 'municipality', labour_rate = 12000 }, \
                { id = 'b', level = 'municipality', labour_rate = 11000 }, \
                { id = 'c', level = 'municipality', labour_rate = 10000 }]\n[consortium]\ncancellation = 0.28\n";
    let place = place(text);
    let output = commonweal(place.path(), &["cross-check", "some.toml", "--no-charts"]);
    let said = String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("never") && said.contains("The simulation says that building alone takes less"), "{said}");
    assert!(said.contains("The median of all that sharing takes lies below the other nevertheless"), "{said}");
}
