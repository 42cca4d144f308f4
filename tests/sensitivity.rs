//! `sensitivity`, from outside: indices of closed forms, the same bytes on any threads, what is refused.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const NOTIFY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");

/// Two who need the same at 10,000 a month, at once, with nothing beside the building: they save the share 0.1125 of what
/// they would spend alone. Four places for what is uncertain.
fn scenario(modules: &str, writing: &str, coordination: &str, rate: &str) -> String {
    format!(
        "title = 'Two'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 1\ndiscount_rate = 0\n\
         module = [{modules}]\n\
         administration = [{{ id = 'a', level = 'l', labour_rate = {rate}, legacy_cost = 0, adaptation = 0 }},\n\
                           {{ id = 'b', level = 'l', labour_rate = {rate}, legacy_cost = 0, adaptation = 0 }}]\n\
         [effort]\noverrun = 1\ncancellation = 0\n\
         [schedule]\ncoefficient = 0\n\
         [reuse]\nwriting_for_reuse = {writing}\nreusing = 0.1\nvariety = 0\nupstreaming = 0\n\
         [running]\nmaintenance = 0\nenhancement = 0\nmerging = 0\n\
         [consortium]\nsetup = 0\ncoordination = {coordination}\nsupport = 0\ncancellation = 0\nexit_build = 0\nexit = 0\n\
         contagion = 0\ndissolution = 0\n"
    )
}

fn commonweal(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.current_dir(folder).args(arguments).output().expect("started")
}

fn place(text: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("two.toml"), text).expect("written");
    place
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = commonweal(folder, &[arguments, &["--json", "--no-charts", "--force"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn found(text: &str, more: &[&str]) -> Value {
    json(place(text).path(), &[&["sensitivity", "two.toml"], more].concat())
}

fn factor<'a>(found: &'a Value, name: &str) -> &'a Value {
    let factors = found["factors"].as_array().expect("a list");
    factors.iter().find(|factor| factor["name"] == name).unwrap_or_else(|| panic!("no {name} in {factors:?}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
fn near(value: &Value, want: f64, error: f64) {
    let found = number(value);
    assert!((found - want).abs() <= error, "{found} for {want}");
}

/// A dearer core lowers the saving, and nothing else moves it.
#[test]
fn the_only_input_decides_everything() {
    let text = scenario("{ id = 'm', size = 100 }", "{ uniform = [1, 1.8] }", "0.05", "10000");
    let found = found(&text, &[]);
    let writing = factor(&found, "reuse.writing_for_reuse");
    for index in ["first_order", "total"] {
        near(&writing[index]["value"], 1.0, 0.01);
    }
    near(&writing["rank_correlation"], -1.0, 1e-12);
    // 200 PM alone; shared 105·G + 20, G 1.4 in the mean with a spread of 0.8/√12.
    near(&found["mean"], 330_000.0, 500.0);
    near(&found["sd"], 1.05e6 * 0.8 / 12f64.sqrt(), 500.0);
    assert_eq!(number(&factor(&found, "administration.*.patience")["total"]["value"]), 0.0);
    assert_eq!(found["unit"], "CAD");
    assert_eq!(found["warnings"], Value::Array(Vec::new()));
}

/// The sum of five uniforms, of the worked examples: a fifth each, and all of it together.
#[test]
fn five_alike_decide_a_fifth_each() {
    let modules: Vec<String> = (1..6).map(|k| format!("{{ id = 'm{k}', size = {{ uniform = [0, 1] }} }}")).collect();
    let text = scenario(&modules.join(", "), "1.5", "0.05", "10000");
    let apart = found(&text, &["--each", "-n", "8192"]);
    for k in 1..6 {
        let one = factor(&apart, &format!("module.m{k}.size"));
        for index in ["first_order", "total"] {
            near(&one[index]["value"], 0.2, 0.01);
        }
        near(&one["rank_correlation"], 0.2f64.sqrt(), 0.02);
    }
    let together = factor(&found(&text, &[]), "module.*.size").clone();
    near(&together["first_order"]["value"], 1.0, 0.02);
    assert_eq!(together["inputs"], 5);
}

/// Size times rate: with variances v and w of factors of mean 1, shares v, w and v·w of (1 + v)(1 + w) − 1.
#[test]
fn a_product_interacts() {
    let text = scenario("{ id = 'm', size = { uniform = [0, 2] } }", "{ uniform = [1, 1.8] }", "0", "10000");
    let found = found(&text, &["-n", "4096"]);
    let of_writing = (0.8 * 0.8) / 12.0 / (0.4 * 0.4);
    let of_size = 1.0 / 3.0;
    let all = (1.0 + of_writing) * (1.0 + of_size) - 1.0;
    let (size, writing) = (factor(&found, "module.*.size"), factor(&found, "reuse.writing_for_reuse"));
    for (one, alone) in [(size, of_size), (writing, of_writing)] {
        near(&one["first_order"]["value"], alone / all, 0.02);
        near(&one["total"]["value"], (alone + of_size * of_writing) / all, 0.02);
    }
}

/// PERT(1, 2, 4) of the worked examples: the saving is 1,125·2 CAD per PM.
#[test]
fn mean_and_spread_are_those_of_the_input() {
    let found = found(&scenario("{ id = 'm', size = { pert = [1, 2, 4] } }", "1.5", "0.05", "10000"), &[]);
    near(&found["mean"], 2250.0 * 2.1666667, 2.0);
    near(&found["sd"], 2250.0 * 0.3055556f64.sqrt(), 2.0);
}

/// Inputs of a correlated group are one, whatever else the group names: here all there is.
#[test]
fn a_correlated_group_is_one() {
    let modules = "{ id = 'x', size = { uniform = [1, 2] } }, { id = 'y', size = { uniform = [1, 2] } }";
    let group = "[[correlated]]\ninputs = ['module.x.size', 'module.y.size']\ncoefficient = 0.5\n";
    let found = found(&(scenario(modules, "1.5", "0.05", "10000") + group), &["--each"]);
    let strongest = &found["factors"][0];
    assert_eq!((&strongest["inputs"], &strongest["rank_correlation"]), (&Value::from(2), &Value::Null));
    near(&strongest["first_order"]["value"], 1.0, 0.01);
    assert!(found["factors"].as_array().expect("a list")[1..].iter().all(|one| one["total"]["value"] == 0.0));
}

#[test]
fn threads_and_repetition_change_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let files = ["sensitivity.json", "sensitivity.csv", "sensitivity.svg"];
    let all: Vec<Vec<Vec<u8>>> = ["1", "3"]
        .iter()
        .map(|threads| {
            let asked = ["sensitivity", NOTIFY, "-n", "512", "--threads", threads, "--out", threads, "--quiet"];
            let output = commonweal(place.path(), &asked);
            assert!(output.status.success() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            let folder = place.path().join(threads).join("canada-notify-sensitivity");
            assert!(folder.join("manifest.json").exists());
            files.iter().map(|file| std::fs::read(folder.join(file)).expect("readable")).collect()
        })
        .collect();
    assert_eq!(all[0], all[1]);
}

#[test]
fn the_table_has_what_the_json_has() {
    let place = place(&scenario("{ id = 'm', size = '5 to 9' }", "'1.2 to 1.8'", "0.05", "10000"));
    let found = json(place.path(), &["sensitivity", "two.toml"]);
    let mut table =
        csv::Reader::from_path(place.path().join("output/two-sensitivity/sensitivity.csv")).expect("a table");
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("readable");
    let factors = found["factors"].as_array().expect("a list");
    assert_eq!(rows.len(), factors.len());
    for (row, factor) in rows.iter().zip(factors) {
        let cell = |name: &str| &row[header.iter().position(|column| column == name).expect("a column")];
        assert_eq!(cell("factor"), factor["name"].as_str().expect("a name"));
        for (column, value) in
            [("total", &factor["total"]["value"]), ("first_order_low", &factor["first_order"]["low"])]
        {
            near(value, cell(column).parse().expect("a number"), 1e-9);
        }
    }
}

#[test]
fn what_has_no_answer_is_refused_in_words() {
    let certain = scenario("{ id = 'm', size = 100 }", "1.5", "0.05", "10000");
    let place = place(&certain);
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = commonweal(place.path(), &[&["sensitivity", "two.toml"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(words), "{text}");
        assert!(!place.path().join("output").exists());
    };
    refused(&[], 3, "the same in every replication");
    refused(&["--of", "savings"], 2, "is no statistic");
    refused(&["--of", "administration.c.saving"], 2, "is no statistic");
    refused(&["-n", "1"], 2, "2..=1000000");
    refused(&["--set", "effort.overrun={ pareto = { min = 1, alpha = 1.5 } }"], 2, "saving.p50");
}
