//! `calibrate`, from outside: what it prints loads and gives what it says, on known data, and bad tables are refused.

mod program;

use program::{commonweal, json, refused};
use serde_json::Value;
use study::input::load_text;

const SETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/effort/");
const SCENARIO: &str = "title = 'Two'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 10\ndiscount_rate = 0.03\n\
    module = [{ id = 'm', size = '200 to 400' }]\n\
    administration = [{ id = 'a', level = 'l', labour_rate = 10000 }, { id = 'b', level = 'l', labour_rate = 11000 }]\n";

fn empty() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn with(name: &str, text: &str) -> tempfile::TempDir {
    let place = empty();
    std::fs::write(place.path().join(name), text).expect("written");
    place
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn near(found: &Value, wanted: f64) -> bool {
    (number(found) / wanted - 1.0).abs() < 1e-6
}

/// Loads without a word.
#[track_caller]
fn loads(section: &str) {
    let loaded = load_text("pasted.toml", &format!("{SCENARIO}{section}"), &[], None);
    let problems: Vec<&str> = loaded.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(loaded.scenario.is_some() && problems.is_empty(), "{section}\n{problems:?}");
}

fn desharnais(place: &tempfile::TempDir) -> Value {
    let file = format!("{SETS}desharnais.csv");
    let columns = ["--size", "PointsAjust", "--effort", "Effort", "--unit", "hours"];
    json(place.path(), &[&["calibrate", &file, "--json", "--no-charts"][..], &columns[..]].concat())
}

/// The line of desharnais, computed apart with another program.
#[test]
fn the_line_of_a_public_set() {
    let found = desharnais(&empty());
    let fit = &found["effort"];
    assert!(near(&fit["centre"], 240.160288) && near(&fit["median"]["value"], 24.0133564));
    assert!(near(&fit["exponent"]["value"], 0.941533427) && near(&fit["residual_sd"]["value"], 0.592478369));
    // χ² of 79 degrees: 56.309 and 105.473
    let ends = [105.473_f64, 56.309].map(|chi| 0.592478369 * (79.0 / chi).sqrt());
    assert!((number(&fit["residual_sd"]["low"]) - ends[0]).abs() < 1e-4);
    assert!((number(&fit["residual_sd"]["high"]) - ends[1]).abs() < 1e-4);
}

/// What is pasted foresees what the model `regression` does on the same projects, up to the digits that are printed.
#[test]
fn what_is_printed_loads_and_foresees_the_same() {
    let place = empty();
    let section = desharnais(&place)["effort"]["section"].as_str().expect("a text").to_owned();
    loads(&section);
    let written = std::fs::read_to_string(place.path().join("output/desharnais-calibration-effort/effort.toml"));
    assert_eq!(written.expect("written"), section);
    let run = |name: &str, effort: &str| {
        let text = format!("{SCENARIO}{effort}");
        std::fs::write(place.path().join(name), text).expect("written");
        json(place.path(), &["run", name, "-n", "2000", "--json", "--no-charts"])["strategies"][0]["effort"].clone()
    };
    let pasted = run("pasted.toml", &section);
    let named = run("named.toml", "[effort]\nmodel = 'regression'\ndata = 'desharnais'\n");
    for k in [0, 3, 6] {
        let [a, b] = [&pasted, &named].map(|effort| number(&effort["quantiles"][k]["value"]));
        assert!((a / b - 1.0).abs() < 1e-3, "{a} {b}");
    }
}

#[test]
fn an_overrun_loads_and_so_does_the_better_one_in_its_comment() {
    let place = empty();
    let file = format!("{SETS}kitchenham.csv");
    let columns = ["--estimate", "First.estimate", "--actual", "Actual.effort"];
    let arguments = |threads| [&["calibrate", &file, "--json", "--threads", threads][..], &columns[..]].concat();
    let found = json(place.path(), &arguments("1"));
    assert_eq!(found, json(place.path(), &arguments("3")));
    let section = found["overrun"]["section"].as_str().expect("a text");
    loads(section);
    // Neither of the two fits: the one that lies nearer is offered with a word.
    let nearer = "# lies nearer, and does not fit, AIC ";
    let better = section.lines().find_map(|line| line.strip_prefix(nearer)).expect("a nearer one");
    assert!(section.contains("# does not fit, p 0.005"), "{section}");
    let (_, better) = better.split_once(": ").expect("its text");
    loads(&format!("[effort]\n{better}\n"));
    let fit = &found["overrun"];
    assert!(number(&fit["median"]["low"]) < number(&fit["median"]["value"]));
    assert!((number(&fit["above_estimate"]["value"]) - 49.0 / 145.0).abs() < 1e-12);
    assert_eq!(fit["ratios"]["fits"][0]["aic_above_best"], 0.0);
}

#[test]
fn every_distribution_that_is_printed_loads() {
    let place = empty();
    let file = format!("{SETS}maxwell.csv");
    let found = json(place.path(), &["calibrate", &file, "--fit", "Duration", "--json"]);
    let fits = found["column"]["fits"].as_array().expect("a list");
    assert_eq!(fits.len(), 8);
    for fit in fits {
        let section = format!("[effort]\noverrun = {}\n", fit["text"].as_str().expect("a text"));
        // A normal reaches below 0, where no overrun is: that part is cut away, with a warning.
        match fit["family"].as_str() {
            Some("normal") => {
                assert!(load_text("pasted.toml", &format!("{SCENARIO}{section}"), &[], None).scenario.is_some());
            }
            _ => loads(&section),
        }
    }
}

/// Quotes, backslashes and dashes in names stay inside their strings.
#[test]
fn names_stay_in_their_strings() {
    let rows = "1,2\n2,3\n3,5\n4,4\n5,9\n6,8\n";
    let place = with("o'r\"s.csv", &format!("\"a\"\"\\ # ] x\",e\n{rows}"));
    let columns = ["--size", "a\"\\ # ] x", "--effort", "e", "--unit", "person-months"];
    let found = json(place.path(), &[&["calibrate", "o'r\"s.csv", "--json"][..], &columns[..]].concat());
    loads(&found["effort"]["section"].as_str().expect("a text").replace("sizes in", ""));
    assert!(found["effort"]["section"].as_str().is_some_and(|text| text.contains("6 projects")));
}

#[test]
fn a_heavy_tail_is_warned_of() {
    let values: String = (1..=100).map(|k| format!("{}\n", 1000.0 / f64::from(k))).collect();
    let place = with("tail.csv", &format!("loss\n{values}"));
    let done = commonweal(place.path(), &["calibrate", "tail.csv", "--fit", "loss"]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && text.contains("heavy tail: tail index") && text.contains("`max`"), "{text}");
}

#[test]
fn what_cannot_be_fitted_is_refused() {
    let place = with("ours.csv", "size,effort,same\n1,2,7\n2,3,7\n3,5,7\n4,4,7\n5,9,7\n");
    let columns = ["--size", "size", "--effort", "effort", "--unit", "hours"];
    refused(place.path(), &[&["calibrate", "ours.csv"][..], &columns[..]].concat(), 3, "at least 6");
    refused(place.path(), &["calibrate", "ours.csv", "--estimate", "size", "--actual", "effort"], 3, "at least 6");
    refused(place.path(), &["calibrate", "ours.csv", "--fit", "same"], 3, "at least 6");
    refused(place.path(), &["calibrate", "ours.csv", "--fit", "efort"], 3, "did you mean `effort`?");
    refused(place.path(), &["calibrate", "ours.csv"], 2, "--fit");
    refused(place.path(), &["calibrate", "ours.csv", "--size", "size"], 2, "--effort");
    let place = with("ours.csv", "same\n7\n7\n7\n7\n7\n7\n");
    refused(place.path(), &["calibrate", "ours.csv", "--fit", "same"], 3, "the same value everywhere");
    let place = with("ours.csv", "a,b\n1,2\n2,x\n");
    refused(place.path(), &["calibrate", "ours.csv", "--fit", "b"], 3, "3:3");
}

/// No section is printed that would not load, or that says less than it seems.
#[test]
fn lines_that_do_not_rise_and_columns_that_are_too_short_are_refused() {
    let rows = |effort: &dyn Fn(i32) -> i32| (1..=8).map(|k| format!("{},{}\n", 10 * k, effort(k))).collect::<String>();
    let columns = ["--size", "size", "--effort", "took", "--unit", "hours"];
    for effort in [&(|k| 9000 / k) as &dyn Fn(i32) -> i32, &|_| 500] {
        let place = with("some.csv", &format!("size,took\n{}", rows(effort)));
        let ask = [&["calibrate", "some.csv"][..], &columns[..]].concat();
        refused(place.path(), &ask, 3, "effort does not grow with size");
    }
    let place = with("some.csv", "size,took\n1,2\n3,4\n");
    refused(place.path(), &["calibrate", "some.csv", "--fit", "size"], 3, "at least 6");
}

/// What samples of the same values cannot tell is not told: the ends of a uniform are values themselves.
#[test]
fn ends_that_are_values_have_no_interval() {
    let rows: String = (0..40).map(|k| format!("{}\n", 100 + 10 * k)).collect();
    let place = with("some.csv", &format!("x\n{rows}"));
    let found = json(place.path(), &["calibrate", "some.csv", "--fit", "x", "--json", "--no-charts"]);
    let best = &found["column"]["fits"][0];
    assert_eq!(best["family"], "uniform");
    assert!(best["parameters"].as_array().expect("two").iter().all(|one| one["known"]["low"].is_null()), "{best}");
    assert!(number(&best["p_value"]) > 0.2, "{best}");
}

/// One table, three questions: none of the answers takes the place of another.
#[test]
fn what_is_fitted_has_a_folder_of_its_own() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/effort");
    let place = empty();
    let table = root.join("kitchenham.csv").to_string_lossy().into_owned();
    let size = ["--size", "Adjusted.function.points", "--effort", "Actual.effort", "--unit", "hours"];
    let overrun = ["--estimate", "First.estimate", "--actual", "Actual.effort"];
    for columns in [&size[..], &overrun, &["--fit", "Actual.effort"]] {
        let done = commonweal(place.path(), &[&["calibrate", &table, "--no-charts", "--quiet"], columns].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    for name in ["effort/effort.toml", "overrun/overrun.toml", "fit/fits.csv"] {
        assert!(place.path().join(format!("output/kitchenham-calibration-{name}")).exists(), "{name}");
    }
}
