//! `decide`, from outside: the closed form of a decision, budgets that are those of a run, the same bytes on any
//! threads.

mod program;

use program::{certain, commonweal, json, place, refused};

/// Two, of whom nothing but the cost of coordination is uncertain.
fn one_uncertain() -> String {
    certain(2).replace("coordination = 0.05", "coordination = { uniform = [0, 0.4] }")
}

/// Saving 300,000 − 1,500,000·κ, κ uniform from 0 to 0.4: as likely as not, 0 in the mean; knowing κ saves E[max(0,
/// saving)] = 75,000, which is also the regret of either way.
#[test]
fn one_uncertain_input_is_worth_all_there_is_to_know() {
    let place = place(&one_uncertain());
    let ask = |threads: &str| {
        let ask = ["decide", "some.toml", "-n", "40000", "--json", "--no-charts", "--force", "--threads"];
        json(place.path(), &[&ask[..], &[threads]].concat())
    };
    let found = ask("1");
    assert_eq!(found, ask("3"));
    let near = |found: &serde_json::Value, want: f64, by: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - want).abs() < by, "{found} for {want}");
    };
    // Five standard errors of 40,000 replications and more.
    for strategy in found["strategies"].as_array().expect("a list") {
        near(&strategy["cheapest"]["value"], 0.5, 0.0125);
        near(&strategy["regret"], 75_000.0, 3_000.0);
    }
    near(&found["strategies"][1]["budget_p50_p70_p80"][2], 1e4 * (150.0 * 1.32 + 20.0), 4_000.0);
    near(&found["evpi"]["to_share_or_not"]["value"], 75_000.0, 5_000.0);
    let inputs = found["evppi"].as_array().expect("a list");
    assert_eq!(inputs[0]["path"], "consortium.coordination");
    near(&inputs[0]["worth"]["to_share_or_not"]["value"], 75_000.0, 5_000.0);
    let share = |worth: &serde_json::Value| worth["to_share_or_not"]["value"].as_f64().expect("a number");
    assert!(share(&inputs[0]["worth"]) <= share(&found["evpi"]) * 1.0001);
    assert!(inputs[1..].iter().all(|one| share(&one["worth"]) < 1_000.0));
}

#[test]
fn choices_are_those_of_a_run() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let options = ["-n", "2000", "--seed", "4", "--json", "--no-charts", "--force"];
    let found = json(place.path(), &[&["decide", scenario], &options[..]].concat());
    let run = json(place.path(), &[&["run", scenario], &options[..]].concat());
    let mut sure = 0.0;
    for (choice, strategy) in
        found["strategies"].as_array().expect("a list").iter().zip(run["strategies"].as_array().expect("a list"))
    {
        assert_eq!(choice["strategy"], strategy["strategy"]);
        let number = |value: &serde_json::Value| value.as_f64().expect("a number");
        let (own, of_run) = (number(&choice["cost"]["value"]), number(&strategy["equal_service"]["mean"]));
        assert!((own - of_run).abs() < 1e-9 * of_run, "{own} {of_run}");
        let (own, of_run) =
            (number(&choice["budget_p50_p70_p80"][0]), number(&strategy["cost"]["quantiles"][3]["value"]));
        assert!((own - of_run).abs() < 1e-9 * of_run, "{own} {of_run}");
        let joint: Vec<f64> = choice["joint_p50_p70_p80"].as_array().expect("three").iter().map(number).collect();
        assert!(joint[0] <= 0.5 && joint[2] <= 0.8 && joint.is_sorted(), "{joint:?}");
        sure += number(&choice["cheapest"]["value"]);
    }
    assert!((sure - 1.0).abs() < 1e-12);
    let members = found["administrations"].as_array().expect("a list");
    assert_eq!(members.len(), 13);
    for member in members {
        let strategies = member["strategies"].as_array().expect("a list");
        let cost = |strategy: &serde_json::Value| strategy["cost"].as_f64().expect("a number");
        let least = strategies.iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).expect("some");
        assert_eq!(least["strategy"], member["best"]);
    }
    let worth = |one: &serde_json::Value| one["worth"]["among_all_strategies"]["value"].as_f64().expect("a number");
    let all = found["evpi"]["among_all_strategies"]["value"].as_f64().expect("a number");
    assert!(found["evppi"].as_array().expect("a list").iter().all(|one| (0.0..=all).contains(&worth(one))));
}

/// The original of a fork pays the same alone and by a fork of its own system: neither is its best strategy more than
/// the other.
#[test]
fn strategies_that_cost_the_same_are_told_together() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/notify-forks.toml");
    let output = commonweal(place.path(), &["decide", scenario, "-n", "2000", "--no-charts"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("by alone and copy alike, after funding, for United Kingdom"), "{text}");
    assert!(text.contains("by shared, after funding, for New Zealand"), "{text}");
    assert!(text.contains("by buy, after funding, for US Veterans Affairs and US General Services"), "{text}");
}

#[test]
fn what_cannot_be_decided_is_refused_in_words() {
    let heavy = one_uncertain().replace("overrun = 1\n", "overrun = { pareto = { min = 1, alpha = 1.2 } }\n");
    let place = place(&heavy);
    let refused = |arguments: &[&str], code, words| refused(place.path(), arguments, code, words);
    refused(&["decide", "some.toml"], 3, "the tail of `administration.m0.overrun` is so heavy (index 1.20)");
    refused(&["decide", "none.toml"], 3, "cannot read none.toml");
    refused(&["decide", "some.toml", "-n", "3"], 2, "a whole number from 100 to 1,000,000");
}

#[test]
fn what_is_certain_is_said_in_words() {
    let output = commonweal(place(&certain(2)).path(), &["decide", "some.toml", "-n", "100", "--no-charts"]);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(said.contains("Nothing is uncertain here: shared costs least."), "{said}");
    assert!(said.contains("nothing to find out beforehand") && !said.contains("everything"), "{said}");
}

/// Where an overrun of up to ten times hides behind a near draw: choosing by the three overruns, each in 12 to 16 classes,
/// earns 268,000 on the half of 400,000 replications that it was not learnt from. The worth is no less, and hardly more.
#[test]
fn knowing_heavy_tails_is_worth_what_choosing_by_them_earns() {
    let scenario = r#"
title = "near indifference"
currency = "X"
price_year = 2020
horizon = 10
discount_rate = 0.04
module = [{ id = "m", size = "40 to 160" }, { id = "k", size = { uniform = [10, 60] } }]
administration = [
  { id = "a", level = "x", labour_rate = "8000 to 12000" },
  { id = "b", level = "x", labour_rate = "8000 to 12000", adaptation = { uniform = [0.05, 0.5] } },
  { id = "c", level = "y", labour_rate = 10000, joins = { uniform = [0, 6] } },
]
[effort]
cancellation = 0.1
[reuse]
writing_for_reuse = { uniform = [1, 2.1] }
reusing = { uniform = [0.02, 0.3] }
adaptation_same_level = { uniform = [0.05, 0.6] }
[consortium]
cancellation = { uniform = [0, 0.25] }
exit = 0.01
exit_build = 0.01
dissolution = 0.005
coordination = { uniform = [0, 0.25] }
setup = { uniform = [0, 60] }
"#;
    let place = place(scenario);
    for seed in ["1", "2"] {
        let ask = ["decide", "some.toml", "--seed", seed, "--json", "--no-charts"];
        let found = json(place.path(), &ask);
        let inputs = found["evppi"].as_array().expect("a list");
        let overruns = inputs.iter().find(|one| one["path"] == "administration.*.overrun").expect("told");
        let worth = |figure: &str| overruns["worth"]["among_all_strategies"][figure].as_f64().expect("a number");
        let (value, error) = (worth("value"), worth("standard_error"));
        let (low, high) = (268_000.0 - 2.5 * error, 285_000.0 + 2.5 * error);
        assert!(low < value && value < high && error < 17_000.0, "seed {seed}: {value} ± {error}");
    }
}
