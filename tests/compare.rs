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
}
