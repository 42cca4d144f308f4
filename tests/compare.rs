//! `compare`, from outside: paired differences are those of the replications, inputs that differ are named, the same bytes on any
//! threads.

mod program;

use program::{commonweal, json, refused};
use std::path::Path;

const WYCAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/wycan.toml");

const CASH: &str = "administration.*.benefit=0";

/// The saving of each replication, from the exported ones.
fn savings(folder: &Path, set: &[&str]) -> Vec<f64> {
    // In cash: a live year is worth nothing.
    let run = [
        "run",
        WYCAN,
        "--set",
        CASH,
        "-n",
        "400",
        "--seed",
        "5",
        "--replications-csv",
        "400",
        "--no-charts",
        "-q",
        "--force",
    ];
    let output = commonweal(folder, &[&run[..], set].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_path(folder.join("output/wycan/replications.csv")).expect("a table");
    let header = reader.headers().expect("a header").clone();
    let column =
        |name: &str| header.iter().position(|own| own == name).unwrap_or_else(|| panic!("no {name}: {header:?}"));
    let [alone, shared] = ["independent.cost", "shared.cost"].map(column);
    let number = |record: &csv::StringRecord, k: usize| record[k].parse::<f64>().expect("a number");
    reader
        .records()
        .map(|record| record.expect("a row"))
        .map(|row| number(&row, alone) - number(&row, shared))
        .collect()
}

#[test]
fn differences_are_paired() {
    let place = tempfile::tempdir().expect("a folder");
    let (before, after) =
        (savings(place.path(), &[]), savings(place.path(), &["--set", "consortium.coordination=0.2"]));
    let more: Vec<f64> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
    let n = more.len() as f64;
    let mean = more.iter().sum::<f64>() / n;
    let sd = (more.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    let compare = [
        "compare",
        WYCAN,
        "--set",
        CASH,
        "--with",
        "consortium.coordination=0.2",
        "-n",
        "400",
        "--seed",
        "5",
        "--json",
    ];
    let with =
        |threads: &str| json(place.path(), &[&compare[..], &["--no-charts", "--force", "--threads", threads]].concat());
    let found = with("1");
    assert_eq!(found, with("3"));
    let saving = &found["quantities"][0];
    assert_eq!(saving["path"], "saving");
    let difference = &saving["differences"][0];
    let near = |found: &serde_json::Value, want: f64, of: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - want).abs() <= 1e-6 * of.abs(), "{found} for {want}");
    };
    near(&difference["mean"]["value"], mean, mean);
    near(&difference["mean"]["high"], mean + 1.959_963_984_540_054 * sd / n.sqrt(), mean);
    near(&difference["figures"]["standard_error"], sd / n.sqrt(), sd);
    near(&difference["more"]["value"], more.iter().filter(|x| **x > 0.0).count() as f64 / n, 1.0);
    // Far better known than by two runs on draws of their own.
    let own = saving["values"][0]["standard_error"].as_f64().expect("a number");
    assert!(sd / n.sqrt() < 0.5 * own, "{} {own}", sd / n.sqrt());
    let inputs = found["inputs"].as_array().expect("a list");
    assert_eq!(inputs.len(), 1, "{inputs:?}");
    assert_eq!(inputs[0]["path"], "consortium.coordination");
    assert_eq!(inputs[0]["values"][1], "0.2");
    assert_eq!(found["scenarios"][1]["name"], "consortium.coordination=0.2");
}

#[test]
fn a_scenario_does_not_differ_from_itself() {
    let place = tempfile::tempdir().expect("a folder");
    let found = json(place.path(), &["compare", WYCAN, WYCAN, "-n", "100", "--json", "--no-charts"]);
    assert_eq!(found["inputs"], serde_json::json!([]));
    assert_eq!(found["scenarios"][1]["name"], "wycan (2)");
    for quantity in found["quantities"].as_array().expect("a list") {
        assert_eq!(quantity["differences"][0]["figures"]["p95"], 0.0, "{quantity}");
        assert_eq!(quantity["values"][0], quantity["values"][1]);
    }
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let place = tempfile::tempdir().expect("a folder");
    let refused =
        |arguments: &[&str], code, words| refused(place.path(), &[&["compare"], arguments].concat(), code, words);
    refused(&[WYCAN], 2, "two scenarios or more");
    refused(&[WYCAN, concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml")], 3, "USD of 2013");
    refused(&[WYCAN, "--with", "consortium.cordination=1"], 3, "did you mean");
    refused(&[WYCAN, "none.toml"], 3, "cannot read none.toml");
    refused(&[WYCAN, "--without", "wyo"], 2, "did you mean `wy`?");
    refused(&[WYCAN, "--without", "wy,co,az,nd"], 2, "leaves nobody");
    refused(&[WYCAN, "--only", ","], 2, "--only names nobody");
}

/// A rule of cost sharing moves money between members and makes none: bills change by nothing in all, and who pays more saves
/// as much less.
#[test]
fn another_rule_moves_bills_between_members() {
    let place = tempfile::tempdir().expect("a folder");
    let rule = ["--with", "consortium.cost_sharing=equal", "--with", "consortium.cost_sharing=population"];
    let found =
        json(place.path(), &[&["compare", WYCAN, "-n", "200", "--json", "--no-charts", "-q"], &rule[..]].concat());
    let members = found["members"].as_array().expect("a list");
    assert_eq!(members.len(), 4);
    let mean = |member: &serde_json::Value, side: usize, what: &str| {
        member["changes"][side][what]["mean"]["value"].as_f64().expect("a mean")
    };
    for side in 0..2 {
        let pays: Vec<f64> = members.iter().map(|member| mean(member, side, "pays")).collect();
        let (sum, largest) = (pays.iter().sum::<f64>(), pays.iter().fold(0.0, |most: f64, pays| most.max(pays.abs())));
        assert!(sum.abs() <= 1e-5 * largest, "{pays:?}");
        for (member, pays) in members.iter().zip(&pays) {
            assert!((mean(member, side, "saves") + pays).abs() <= 1e-5 * largest, "{member}");
        }
    }
    let bills = |side: usize| members.iter().map(|member| mean(member, side, "pays")).fold(0.0, f64::max);
    assert!(bills(0) + bills(1) > 1.0, "some rule moves something");
}

/// Without one is with all others only; who is left out has no change, and the rest see the same draws.
#[test]
fn without_one_is_only_the_others() {
    let place = tempfile::tempdir().expect("a folder");
    let parts = ["--without", "co", "--only", "wy,az,nd"];
    let found =
        json(place.path(), &[&["compare", WYCAN, "-n", "200", "--json", "--no-charts", "-q"], &parts[..]].concat());
    let names: Vec<&serde_json::Value> =
        found["scenarios"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["wycan", "without=co", "only=wy,az,nd"]);
    for quantity in found["quantities"].as_array().expect("a list") {
        assert_eq!(quantity["values"][1], quantity["values"][2], "{quantity}");
    }
    assert_eq!(found["inputs"][0]["path"], "members");
    assert_eq!(found["inputs"][0]["values"], serde_json::json!(["4", "3", "3"]));
    for member in found["members"].as_array().expect("a list") {
        assert_eq!(member["changes"][0], member["changes"][1]);
        assert_eq!(member["changes"][0].is_null(), member["id"] == "co", "{member}");
    }
    // What all pay alone is less by what the one who is left out pays alone.
    let alone = |k: usize| {
        found["quantities"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|one| one["path"] == "independent.cost")
            .and_then(|one| one["values"][k]["mean"].as_f64())
            .expect("a mean")
    };
    let only =
        json(place.path(), &["compare", WYCAN, "--only", "co", "-n", "200", "--json", "--no-charts", "-q", "--force"]);
    let own = only["quantities"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["path"] == "independent.cost")
        .and_then(|one| one["values"][1]["mean"].as_f64())
        .expect("a mean");
    assert!((alone(0) - alone(1) - own).abs() <= 1e-5 * alone(0), "{} {} {own}", alone(0), alone(1));
}
