//! `decide`, from outside: the closed form of a decision, budgets that are those of a run, the same bytes on any threads.

use std::path::Path;
use std::process::{Command, Output};

fn commonweal(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.current_dir(folder).args(arguments).output().expect("started")
}

fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let output = commonweal(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Two who need the same 100 PM at 10,000 a month, at once; only coordination is uncertain, and what matters to nobody.
const ONE_UNCERTAIN: &str = "title = 'Two'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 1\ndiscount_rate = 0\n\
    module = [{ id = 'm', size = 100 }]\n\
    administration = [{ id = 'a', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0, joins = 0 },\n\
                      { id = 'b', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0, joins = 0 }]\n\
    [effort]\noverrun = 1\ncancellation = 0\n\
    [schedule]\ncoefficient = 0\n\
    [reuse]\nwriting_for_reuse = 1.5\nreusing = 0.1\nvariety = 0\nupstreaming = 0\n\
    [running]\nmaintenance = 0\nenhancement = '0.1 to 0.2'\nmerging = 0\n\
    [consortium]\nsetup = 0\ncoordination = { uniform = [0, 0.4] }\nsupport = 0\ncancellation = 0\nexit_build = 0\nexit = 0\ncontagion = 0\ndissolution = 0\n";

/// Saving 300,000 − 1,500,000·κ, κ uniform from 0 to 0.4: as likely as not, 0 in the mean; knowing κ saves E[max(0, saving)] =
/// 75,000, which is also the regret of either way.
#[test]
fn one_uncertain_input_is_worth_all_there_is_to_know() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("two.toml"), ONE_UNCERTAIN.replace("'0.1 to 0.2'", "0")).expect("written");
    let ask = |threads: &str| {
        let ask = ["decide", "two.toml", "-n", "40000", "--json", "--no-charts", "--force", "--threads"];
        json(place.path(), &[&ask[..], &[threads]].concat())
    };
    let found = ask("1");
    assert_eq!(found, ask("3"));
    let near = |found: &serde_json::Value, want: f64, by: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - want).abs() < by, "{found} for {want}");
    };
    // Five standard errors of 40,000 replications and more.
    for way in found["ways"].as_array().expect("a list") {
        near(&way["cheapest"]["value"], 0.5, 0.0125);
        near(&way["regret"], 75_000.0, 3_000.0);
    }
    near(&found["ways"][1]["budget_p50_p70_p80"][2], 1e4 * (150.0 * 1.32 + 20.0), 4_000.0);
    near(&found["perfect_information"]["to_share_or_not"]["value"], 75_000.0, 5_000.0);
    let inputs = found["information"].as_array().expect("a list");
    assert_eq!(inputs[0]["path"], "consortium.coordination");
    near(&inputs[0]["worth"]["to_share_or_not"]["value"], 75_000.0, 5_000.0);
    let share = |worth: &serde_json::Value| worth["to_share_or_not"]["value"].as_f64().expect("a number");
    assert!(share(&inputs[0]["worth"]) <= share(&found["perfect_information"]) * 1.0001);
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
    for (choice, way) in found["ways"].as_array().expect("a list").iter().zip(run["ways"].as_array().expect("a list")) {
        assert_eq!(choice["way"], way["way"]);
        let number = |value: &serde_json::Value| value.as_f64().expect("a number");
        let (own, of_run) = (number(&choice["cost"]["value"]), number(&way["cost"]["mean"]));
        assert!((own - of_run).abs() < 1e-9 * of_run, "{own} {of_run}");
        let (own, of_run) = (number(&choice["budget_p50_p70_p80"][0]), number(&way["cost"]["quantiles"][3]["value"]));
        assert!((own - of_run).abs() < 1e-9 * of_run, "{own} {of_run}");
        let joint: Vec<f64> = choice["joint_p50_p70_p80"].as_array().expect("three").iter().map(number).collect();
        assert!(joint[0] <= 0.5 && joint[2] <= 0.8 && joint.is_sorted(), "{joint:?}");
        sure += number(&choice["cheapest"]["value"]);
    }
    assert!((sure - 1.0).abs() < 1e-12);
    let members = found["administrations"].as_array().expect("a list");
    assert_eq!(members.len(), 13);
    for member in members {
        let ways = member["ways"].as_array().expect("a list");
        let cost = |way: &serde_json::Value| way["cost"].as_f64().expect("a number");
        let least = ways.iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).expect("some");
        assert_eq!(least["way"], member["best"]);
    }
    let worth = |one: &serde_json::Value| one["worth"]["among_all_ways"]["value"].as_f64().expect("a number");
    let all = found["perfect_information"]["among_all_ways"]["value"].as_f64().expect("a number");
    assert!(found["information"].as_array().expect("a list").iter().all(|one| (0.0..=all).contains(&worth(one))));
}

#[test]
fn what_cannot_be_decided_is_refused_in_words() {
    let place = tempfile::tempdir().expect("a folder");
    let heavy = ONE_UNCERTAIN.replace("overrun = 1\n", "overrun = { pareto = { min = 1, alpha = 1.2 } }\n");
    std::fs::write(place.path().join("heavy.toml"), heavy).expect("written");
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = commonweal(place.path(), arguments);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(words), "{text}");
        assert!(!place.path().join("output").exists());
    };
    refused(&["decide", "heavy.toml"], 2, "too heavy a tail");
    refused(&["decide", "none.toml"], 3, "cannot read none.toml");
    refused(&["decide", "heavy.toml", "-n", "3"], 2, "100..=1000000");
}
