//! `benchmark`, from outside: published figures, tables of one's own, the same bytes on any threads, bad tables.

mod program;

use program::{commonweal, json, refused};
use serde_json::Value;

fn empty() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn with(name: &str, text: &str) -> tempfile::TempDir {
    let place = empty();
    std::fs::write(place.path().join(name), text).expect("written");
    place
}

fn score<'a>(set: &'a Value, model: &str, learnt: &str) -> &'a Value {
    let models = set["models"].as_array().expect("a list");
    let own = models.iter().find(|one| one["model"] == model && one["learnt"] == learnt);
    own.unwrap_or_else(|| panic!("no {model}, {learnt}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// Boehm is commonly quoted (Software Engineering Economics, 1981; not read here) on his 63 projects: basic COCOMO is within a factor of 1.3 of the actuals in 29 %,
/// within a factor of 2 in 60 %. The copy of his data gives 18 and 37 of 63: 28.6 and 58.7 %.
#[test]
fn basic_cocomo_is_as_far_off_as_boehm_says() {
    let place = empty();
    let done = commonweal(place.path(), &["benchmark", "cocomo81", "--no-charts"]);
    assert!(done.status.success());
    let mut rows =
        csv::Reader::from_path(place.path().join("output/cocomo81-benchmark/estimates.csv")).expect("a table");
    let ratios: Vec<f64> = rows
        .records()
        .map(|row| row.expect("a row"))
        .filter(|row| &row[1] == "cocomo-81-basic" && &row[2] == "as published")
        .map(|row| row[5].parse::<f64>().expect("a number") / row[6].parse::<f64>().expect("a number"))
        .collect();
    let within = |factor: f64| ratios.iter().filter(|ratio| **ratio <= factor && **ratio >= 1.0 / factor).count();
    assert_eq!((ratios.len(), within(1.3), within(2.0)), (63, 18, 37));
}

#[test]
fn all_data_sets_give_the_same_bytes_on_any_threads() {
    let place = empty();
    let all = |threads| {
        let done = commonweal(place.path(), &["benchmark", "--threads", threads, "--no-charts", "--json"]);
        assert!(done.status.success());
        ["benchmark.json", "benchmark.csv", "models.csv", "estimates.csv"]
            .map(|name| std::fs::read(place.path().join("output/benchmark").join(name)).expect("written"))
    };
    let one = all("1");
    assert_eq!(one, all("3"));
    let found: Value = serde_json::from_slice(&one[0]).expect("JSON");
    let sets = found["sets"].as_array().expect("a list");
    assert_eq!(sets.len(), 13);
    for set in sets {
        for model in set["models"].as_array().expect("a list") {
            let accuracy = &model["standardised_accuracy"];
            assert!(number(&accuracy["low"]) <= number(&accuracy["value"]), "{}", set["name"]);
            assert!(number(&accuracy["value"]) <= number(&accuracy["high"]), "{}", set["name"]);
        }
        // Guessing the mean does better than guessing at random, and models that are fitted better than that.
        let baseline = number(&score(set, "mean", "baseline")["standardised_accuracy"]["value"]);
        assert!(
            baseline > 0.0 && baseline < number(&score(set, "log-log", "fitted")["standardised_accuracy"]["value"])
        );
    }
    let other = json(place.path(), &["benchmark", "kemerer", "--seed", "2", "--no-charts", "--json"]);
    let (first, second) = (&sets[5]["models"][0], &other["sets"][0]["models"][0]);
    assert_eq!(first["mean_residual"]["value"], second["mean_residual"]["value"]);
    assert_ne!(first["mean_residual"]["low"], second["mean_residual"]["low"], "intervals belong to the seed");
}

#[test]
fn a_table_of_ones_own_is_read_as_the_data_sets_are() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/effort/maxwell.csv"));
    let place = with("ours.csv", &format!("\u{feff}{}", text.expect("readable")));
    let columns = ["--size", "Size", "--effort", "Effort", "--unit", "hours", "--size-unit", "function-points"];
    let arguments = [&["benchmark", "ours.csv", "maxwell", "--no-charts", "--json"][..], &columns[..]].concat();
    let found = json(place.path(), &arguments);
    let [ours, theirs] = [&found["sets"][0], &found["sets"][1]];
    assert_eq!((&ours["name"], &ours["projects"]), (&Value::from("ours"), &theirs["projects"]));
    for (model, learnt) in [("log-log", "fitted"), ("proportional", "coefficient fitted"), ("median", "baseline")] {
        let [a, b] = [ours, theirs].map(|set| score(set, model, learnt));
        assert_eq!(a["mean_residual"]["value"], b["mean_residual"]["value"]);
        assert_eq!(a["forecast"], b["forecast"]);
    }
}

#[test]
fn a_perfect_table_has_estimates_and_no_spread() {
    let place = with("exact.csv", "a,b\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n");
    let columns = ["--size", "a", "--effort", "b", "--unit", "person-months"];
    let found = json(place.path(), &[&["benchmark", "exact.csv", "--json"][..], &columns[..]].concat());
    let fitted = score(&found["sets"][0], "log-log", "fitted");
    assert!((number(&fitted["standardised_accuracy"]["value"]) - 1.0).abs() < 1e-9);
    assert!(fitted["forecast"].is_null());
}

#[test]
fn bad_tables_are_refused_with_their_place() {
    let good = "size,effort\n1,2\n2,3\n3,5\n4,4\n5,9\n";
    let cases = [
        ("size;effort\n1;2\n", "1 projects"),
        ("size\teffort\n1\t2\n", "tabs"),
        ("size,effort\n1,2\n2,many\n3,5\n4,4\n5,9\n6,1\n", "3:3"),
        ("size,effort\n1,2\n2,0\n3,5\n4,4\n5,9\n6,1\n", "above 0"),
        ("size,effort\n-1,2\n2,1\n3,5\n4,4\n5,9\n6,1\n", "above 0"),
        ("size,hours\n1,2\n", "no column `effort`"),
        ("size,effort\n1,2\n", "1 projects"),
        ("size,effort\n1,2\n2,3\n3,5\n4,4\n,9\n", "4 projects"),
        ("size,effort\n", "without rows"),
        ("", "empty"),
        ("size,effort\n1,2\n2,\"3\n", "quote"),
    ];
    for (text, words) in cases {
        let place = with("ours.csv", text);
        let columns = ["--size", "size", "--effort", "effort", "--unit", "hours"];
        refused(place.path(), &[&["benchmark", "ours.csv"][..], &columns[..]].concat(), 3, words);
    }
    let place = with("ours.csv", good);
    refused(place.path(), &["benchmark", "ours.csv"], 2, "--size");
    refused(place.path(), &["benchmark", "kemmerer"], 2, "did you mean `kemerer`?");
    refused(place.path(), &["benchmark", "china", "--size", "a", "--effort", "b", "--unit", "hours"], 2, "no table");
    refused(place.path(), &["benchmark", "china", "china"], 2, "twice");
    refused(place.path(), &["benchmark", "none.csv", "--size", "a", "--effort", "b", "--unit", "hours"], 3, "none.csv");
}

/// What the book says of the public sets.
#[test]
fn the_book_says_what_comes_out() {
    let place = empty();
    let found = json(place.path(), &["benchmark", "--no-charts", "--json"]);
    let kinds = found["kinds"].as_array().expect("a list");
    let of = |kind: usize, model: &str, learnt: &str, figure: &str| {
        let models = kinds[kind]["models"].as_array().expect("a list");
        let one = models.iter().find(|one| one["model"] == model && one["learnt"] == learnt);
        number(&one.unwrap_or_else(|| panic!("no {model}"))[figure])
    };
    let shown = |value: f64, digits: usize| format!("{value:.digits$}");
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/explanation/benchmark.md"))
        .expect("readable");
    let page = page.split_whitespace().collect::<Vec<&str>>().join(" ");
    let own = [("log-log", "fitted"), ("proportional", "coefficient fitted")];
    let all = (0..3).flat_map(|kind| own.map(|(model, learnt)| (100.0 * of(kind, model, learnt, "accuracy")).round()));
    let (least, most) = all.fold((f64::INFINITY, 0.0), |(a, b): (f64, f64), x| (a.min(x), b.max(x)));
    let factor = |kind, model: &str, learnt: &str| shown(of(kind, model, learnt, "factor_90"), 1);
    for says in [
        format!("{least} to {most} % better than guessing"),
        format!(
            "{} (business code), {} (function points) or {} (NASA",
            factor(1, "proportional", "coefficient fitted"),
            factor(0, "log-log", "fitted"),
            factor(2, "log-log", "fitted")
        ),
        format!("{:.0} % better than guessing at NASA", 100.0 * of(2, "proportional", "other data sets", "accuracy")),
        format!("{:.0} % better than guessing in the", 100.0 * of(0, "proportional", "other data sets", "accuracy")),
        format!("interval is a factor of {}", factor(0, "proportional", "other data sets")),
        format!("within a factor of {} where size", factor(2, "cocomo-ii", "coefficient fitted")),
    ] {
        assert!(page.contains(&says), "the book does not say `{says}`");
    }
    assert!(
        of(1, "power", "as published", "accuracy") < 0.0 && of(1, "cocomo-81-basic", "as published", "accuracy") < 0.0
    );
}

/// What stands in no row is left out and counted.
#[test]
fn rows_with_something_missing_are_counted() {
    let place = with("ours.csv", "size,effort\n1,2\n2,3\n3,5\n4,4\n5,9\n6,\n,1\n");
    let columns = ["--size", "size", "--effort", "effort", "--unit", "hours"];
    let done = commonweal(place.path(), &[&["benchmark", "ours.csv"][..], &columns[..]].concat());
    assert!(done.status.success() && String::from_utf8_lossy(&done.stderr).contains("2 rows"));
    assert!(String::from_utf8_lossy(&done.stdout).contains("5 projects, 2 left out"));
}

/// Effort that is ten times the size but for nothing: the models that say so come first, not last for want of a spread.
#[test]
fn what_is_exact_stands_first() {
    let rows: String = [1, 2, 3, 5, 8, 13, 21].iter().map(|size| format!("{size},{}\n", 10 * size)).collect();
    let place = with("own.csv", &format!("size,effort\n{rows}"));
    let columns = ["--size", "size", "--effort", "effort", "--unit", "person-months", "--size-unit", "kloc"];
    let ask = ["benchmark", "own.csv", "--json", "--no-charts", "--force"];
    let found = json(place.path(), &[&ask[..], &columns].concat());
    let models = found["sets"][0]["models"].as_array().expect("a list");
    for (k, one) in models.iter().enumerate() {
        assert_eq!(one["exact"], k < 2, "{}", one["model"]);
    }
    assert_eq!(models[0]["standardised_accuracy"]["value"], 1.0);
    let over_sets = &found["kinds"][0]["models"];
    assert_eq!((&over_sets[0]["accuracy"], &over_sets[0]["best_in"]), (&1.0.into(), &1.into()));
    assert_eq!((&over_sets[1]["accuracy"], &over_sets[2]["best_in"]), (&1.0.into(), &0.into()));
    // The folder says which data it is of.
    assert!(place.path().join("output/own-benchmark/benchmark.json").exists());
    assert!(commonweal(place.path(), &["benchmark", "kemerer", "--no-charts", "--quiet"]).status.success());
    assert!(place.path().join("output/kemerer-benchmark/benchmark.json").exists());
}
