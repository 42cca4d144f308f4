//! `break-even`, from outside: known switching values, the same as runs with the input set, the same bytes on any threads.

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

/// Two who need the same 100 PM at 10,000 a month, at once, with nothing uncertain and nothing beside the building.
const CERTAIN: &str = "title = 'Two'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 1\ndiscount_rate = 0\n\
    module = [{ id = 'm', size = 100 }]\n\
    administration = [{ id = 'a', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0 },\n\
                      { id = 'b', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0 }]\n\
    [effort]\noverrun = 1\ncancellation = 0\n\
    [schedule]\ncoefficient = 0\n\
    [reuse]\nwriting_for_reuse = 1.5\nreusing = 0.1\nvariety = 0\nupstreaming = 0\n\
    [running]\nmaintenance = 0\nenhancement = 0\nmerging = 0\n\
    [consortium]\nsetup = 0\ncoordination = 0.05\nsupport = 0\ncancellation = 0\nexit_build = 0\nexit = 0\ncontagion = 0\ndissolution = 0\n";

fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("two.toml"), CERTAIN).expect("written");
    place
}

/// Alone 200 PM; shared K·G·100 + 2·b·100 with K = 1 + κ·log2 2: equal where κ = 180/150 − 1 = 0.2, G = 180/105, or
/// 2b = 2 − 1.575.
#[test]
fn switching_values_are_those_of_the_closed_form() {
    let place = place();
    let found = json(place.path(), &["break-even", "two.toml", "-n", "16", "--json", "--no-charts"]);
    let at = |path: &str| {
        let inputs = found["inputs"].as_array().expect("a list");
        let input = inputs.iter().find(|input| input["path"] == path).unwrap_or_else(|| panic!("no {path}"));
        (input["at"]["value"].as_f64(), input["pays"].clone())
    };
    for (path, want) in
        [("consortium.coordination", 0.2), ("reuse.writing_for_reuse", 180.0 / 105.0), ("reuse.reusing", 0.2125)]
    {
        let (value, pays) = at(path);
        let value = value.expect("a crossing");
        assert!((value - want).abs() < 1e-3, "{path}: {value} for {want}");
        assert_eq!(pays, "below", "{path}");
    }
    // The rate multiplies both ways alike.
    assert_eq!(at("administration.*.labour_rate").0, None);
    assert!(found["inputs"].as_array().expect("a list").iter().all(|input| input["path"] != "community.market"));
}

#[test]
fn a_run_at_the_switching_value_stands_at_the_threshold() {
    let place = place();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/wycan.toml");
    let arguments = ["break-even", scenario, "--solve", "consortium.overrun", "--of", "saving.positive"];
    let asked = ["--reaches", "0.5", "-n", "1000", "--seed", "3", "--json", "--no-charts", "--force", "--threads"];
    let with = |threads: &str| json(place.path(), &[&arguments[..], &asked[..], &[threads]].concat());
    let (one, three) = (with("1"), with("3"));
    assert_eq!(one, three);
    let at = one["inputs"][0]["at"]["value"].as_f64().expect("a crossing");
    let chance = |value: f64| {
        let set = format!("consortium.overrun={value}");
        let run = ["run", scenario, "-n", "1000", "--seed", "3", "--json", "--no-charts", "--force", "--set", &set];
        json(place.path(), &run)["savings"][0]["positive"]["value"].as_f64().expect("a share")
    };
    let step = 2e-4 * 4.0 * at;
    assert!(chance(at - step) >= 0.5 && chance(at + step) <= 0.5, "{at}: {} {}", chance(at - step), chance(at + step));
}

#[test]
fn what_cannot_be_solved_for_is_refused_in_words() {
    let place = place();
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = commonweal(place.path(), &[&["break-even", "two.toml"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(words), "{text}");
        assert!(!place.path().join("output").exists());
    };
    refused(&["--solve", "consortium.cordination"], 2, "is no input that can be solved for");
    refused(&["--solve", "consortium.funding"], 2, "--between");
    refused(&["--of", "savings"], 2, "is no statistic");
    refused(&["--solve", "reuse.reusing", "--between", "2..1"], 2, "the lower first");
    refused(&["--solve", "reuse.writing_for_reuse", "--between", "0..2"], 3, "1 or more");
    refused(&["--between", "0..1"], 2, "--solve");
}
