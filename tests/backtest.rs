//! `backtest`, from outside: scores of closed forms, the naive forecaster, forecasts that are right, the shipped cases.

mod program;

use program::{certain, commonweal, json, refused};
use serde_json::Value;
use std::path::Path;

/// Two who need the same, with the core's overrun as given, and what came.
fn case(overrun: &str, outcome: &str) -> String {
    certain(2).replace("overrun = 1\n", &format!("overrun = {overrun}\noverrun_correlation = 0\n"))
        + &format!("[outcome]\n{outcome}\n")
}

fn folder(cases: &[(&str, String)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(place.path().join("past")).expect("made");
    for (name, text) in cases {
        std::fs::write(place.path().join(format!("past/{name}.toml")), text).expect("written");
    }
    place
}

fn backtest(place: &Path, more: &[&str]) -> Value {
    json(place, &[&["backtest", "past", "--json", "--no-charts", "--force"], more].concat())
}

fn figure<'a>(found: &'a Value, case: usize, what: &str) -> &'a Value {
    let figures = found["cases"][case]["figures"].as_array().expect("a list");
    figures.iter().find(|figure| figure["what"] == what).unwrap_or_else(|| panic!("no {what}"))
}

#[track_caller]
fn near(value: &Value, want: f64, within: f64) {
    let value = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((value - want).abs() <= within, "{value} for {want}");
}

const SOURCE: &str = "mark = \"S\", source = \"an audit\"";
/// 1 in half of all cases, 2 in three of ten, 4 in two of ten.
const OVERRUN: &str = "{ discrete = [[1, 0.5], [2, 0.3], [4, 0.2]] }";

/// Of 1, 2, 4 with 0.5, 0.3, 0.2 and what came 2: F(y−) = 0.5, F(y) = 0.8; E|X − 2| − ½E|X − X'| = 0.9 − 0.57.
#[test]
fn scores_are_those_of_closed_forms() {
    let outcome = format!(
        "abandoned = {{ value = false, {SOURCE} }}\nexits = {{ value = true, {SOURCE} }}\n\
         members_at_end = {{ value = 1, {SOURCE} }}\ncost = {{ value = 20, planned = 10, {SOURCE} }}\n\
         years_late = {{ value = 3, planned = 3, {SOURCE} }}\nsaving = {{ value = 0.1, {SOURCE} }}"
    );
    let text = case(OVERRUN, &outcome).replace("[schedule]\n", "[schedule]\noverrun_exponent = 1\n");
    let place = folder(&[("one", text)]);
    let found = backtest(place.path(), &["-n", "100000"]);
    let cost = &figure(&found, 0, "cost")["number"];
    for (k, want) in [0.5, 0.65, 0.8].into_iter().enumerate() {
        near(&cost["pit"][k], want, 0.006);
    }
    near(&cost["crps"], 0.33, 0.01);
    assert_eq!(cost["quantiles"], serde_json::json!([1.0, 1.0, 1.0, 2.0, 4.0]));
    assert_eq!((&cost["in_50"], &cost["in_90"]), (&true.into(), &true.into()));
    near(&cost["within"][0], 0.8, 0.006);
    near(&cost["within"][1], 1.0, 0.0);
    assert!(cost["naive_crps"].is_null());
    // 3·(O − 1): 0, 3, 9 years, in shares of the three that were planned.
    let late = &figure(&found, 0, "years_late")["number"];
    near(&late["pit"][1], 0.65, 0.006);
    near(&late["crps"], 0.33, 0.01);
    // Nothing is uncertain of the rest: both stay, and nothing is abandoned.
    let abandoned = &figure(&found, 0, "abandoned")["event"];
    assert_eq!((&abandoned["probability"], &abandoned["brier"]), (&0.0.into(), &0.0.into()));
    assert_eq!(figure(&found, 0, "exits")["event"]["brier"], 1.0);
    let members = &figure(&found, 0, "members_at_end")["number"];
    assert_eq!((&members["pit"][2], &members["crps"]), (&0.0.into(), &0.5.into()));
    assert_eq!(members["in_90"], false);
    // Alone 200·O; shared 157.5·O_c + 20·O: more than a tenth is saved, or less, as often as the draws say.
    assert!(figure(&found, 0, "saving")["number"]["replications"] == 100_000);
    let coverage = &found["scores"][0]["coverage"];
    assert_eq!((&coverage["numbers"], &coverage["inside"][1]), (&4.into(), &3.into()));
}

/// A build that is abandoned costs σ of what it would; it is late by no number of years.
#[test]
fn what_is_abandoned_costs_a_part_and_has_no_date() {
    let outcome = format!(
        "cost = {{ value = 5, planned = 10, {SOURCE} }}\nyears_late = {{ value = 1, planned = 3, {SOURCE} }}\n\
         members_at_end = {{ value = 0, {SOURCE} }}"
    );
    let text = case("2", &outcome)
        .replace("support = 0\ncancellation = 0", "support = 0\ncancellation = 1")
        .replace("coefficient = 0", "coefficient = 1")
        .replace("sunk = 0.5\n", "sunk = 0.25\n");
    let place = folder(&[("one", text)]);
    let found = backtest(place.path(), &["-n", "64"]);
    let cost = &figure(&found, 0, "cost")["number"];
    assert_eq!((&cost["quantiles"][2], &cost["crps"]), (&0.5.into(), &0.0.into()));
    assert!(figure(&found, 0, "years_late")["number"].is_null());
    assert_eq!(figure(&found, 0, "members_at_end")["number"]["quantiles"][2], 0.0);
}

/// Of three cases two know the others: (happened + ½)/(others + 1), and the others' shares, each equally likely.
#[test]
fn the_naive_forecaster_knows_the_other_cases() {
    let with = |abandoned: bool, cost: f64| {
        let event = format!("abandoned = {{ value = {abandoned}, {SOURCE} }}\n");
        case("1", &format!("{event}cost = {{ value = {cost}, planned = 10, {SOURCE} }}"))
    };
    let place = folder(&[("a", with(true, 10.0)), ("b", with(false, 20.0)), ("c", with(false, 60.0))]);
    let found = backtest(place.path(), &["-n", "64"]);
    for (k, (probability, brier, crps)) in
        // Others 2 and 6 against 1: (1 + 5)/2 − ½·½·4; 1 and 6 against 2: (1 + 4)/2 − ¼·5; 1 and 2 against 6: 4.5 − ¼.
        [(0.5 / 3.0, 6.25 / 9.0, 2.0), (0.5, 0.25, 1.25), (0.5, 0.25, 4.25)].into_iter().enumerate()
    {
        let event = &figure(&found, k, "abandoned")["event"];
        near(&event["naive_probability"], probability, 1e-12);
        near(&event["naive_brier"], brier, 1e-12);
        near(&figure(&found, k, "cost")["number"]["naive_crps"], crps, 1e-12);
    }
    // The model says 0 and 1 for certain: Brier 1, 0, 0; CRPS 0, 1, 5. Gains of the latter: 2, 0.25, −0.75.
    let scores = &found["scores"][0];
    near(&scores["events"][0]["brier"], 1.0 / 3.0, 1e-12);
    let gain = &scores["numbers"][0]["gain"];
    let (mean, t) = (0.5f64, 4.302_65);
    let square = |x: f64| (x - mean) * (x - mean);
    let sd = ((square(2.0) + square(0.25) + square(-0.75)) / 2.0).sqrt();
    near(&gain["value"], mean, 1e-12);
    near(&gain["low"], mean - t * sd / 3f64.sqrt(), 1e-3);
    near(&gain["high"], mean + t * sd / 3f64.sqrt(), 1e-3);
    let text = String::from_utf8(commonweal(place.path(), &["backtest", "past", "-n", "64", "--force"]).stdout);
    let text = text.expect("text");
    assert!(text.contains("cannot tell from nothing") && text.contains("in 1 of 3 cases"), "{text}");
}

/// What came is drawn by the model itself, with another seed: PIT values are uniform. Kolmogorov's distance of 200 uniform values
/// is above 0.115 in 1 % of samples; forecasts whose spread is half of the true one have 0.2.
#[test]
fn forecasts_that_are_right_have_uniform_pit_values() {
    let overrun = "{ lognormal = { median = 1.3, sigma = 0.5 } }";
    let unknown = format!("cost = {{ value = 1, planned = 1, {SOURCE} }}");
    let place = folder(&[("draws", case(overrun, &unknown))]);
    let run = ["run", "past/draws.toml", "-n", "200", "--seed", "77", "--replications-csv", "200", "--no-charts"];
    assert!(commonweal(place.path(), &run).status.success());
    let drawn = std::fs::read_to_string(place.path().join("output/draws/replications.csv")).expect("readable");
    let mut lines = drawn.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let column = lines.next().expect("a header").iter().position(|&name| name == "consortium.overrun").expect("drawn");
    for (k, line) in lines.enumerate() {
        let outcome = format!("cost = {{ value = {}, planned = 1, {SOURCE} }}", line[column]);
        std::fs::write(place.path().join(format!("past/{k:03}.toml")), case(overrun, &outcome)).expect("written");
    }
    std::fs::remove_file(place.path().join("past/draws.toml")).expect("removed");
    let found = backtest(place.path(), &["-n", "4000"]);
    let of = |k: usize| figure(&found, k, "cost")["number"]["pit"][1].as_f64().expect("a number");
    let mut pits: Vec<f64> = (0..200).map(of).collect();
    pits.sort_by(f64::total_cmp);
    let ends = |(k, pit): (usize, &f64)| (pit - k as f64 / 200.0).abs().max((pit - (k + 1) as f64 / 200.0).abs());
    let distance = pits.iter().enumerate().map(ends).fold(0.0, f64::max);
    assert!(distance < 0.115, "{distance}");
    let coverage = &found["scores"][0]["coverage"];
    for (k, level) in [0.5, 0.9].into_iter().enumerate() {
        let share = &coverage["shares"][k];
        let (low, high) = (share["low"].as_f64().expect("an end"), share["high"].as_f64().expect("an end"));
        assert!(low <= level && level <= high, "{share}");
    }
}

#[test]
fn circular_figures_are_scored_apart() {
    let with = |evidence: &str| {
        let outcome = format!("exits = {{ value = false, {SOURCE} }}\ncost = {{ value = 1, planned = 1, {SOURCE} }}\n");
        case("1", &format!("{outcome}evidence_for = [{evidence}]"))
    };
    let place = folder(&[("a", with("'consortium.exit'")), ("b", with("'running.maintenance'"))]);
    let found = backtest(place.path(), &["-n", "64"]);
    assert_eq!(figure(&found, 0, "exits")["circular"], true);
    assert_eq!(figure(&found, 0, "cost")["circular"], false);
    assert_eq!(figure(&found, 1, "exits")["circular"], false);
    let cases = |of: usize| found["scores"][of]["events"][0]["cases"].as_u64();
    assert_eq!([cases(0), cases(1), cases(2)], [Some(2), Some(1), Some(2)]);
}

/// What was only quoted, or is judgement, is told as such beside what came, and scores are told without it.
#[test]
fn what_nobody_read_is_scored_apart() {
    let quoted = "cost = { value = 2, planned = 1, mark = \"R\", note = \"in many papers\" }";
    let judged = "exits = { value = false, mark = \"G\", note = \"a guess\" }";
    let read = format!("abandoned = {{ value = false, {SOURCE} }}");
    let weak = case("1", &format!("{quoted}\n{judged}\n{read}"));
    let place = folder(&[("a", weak), ("b", case("1", &format!("{read}\nexits = {{ value = false, {SOURCE} }}")))]);
    let found = backtest(place.path(), &["-n", "64"]);
    let sourced = found["scores"].as_array().expect("a list").iter().find(|scores| scores["of"] == "sourced");
    let sourced = sourced.expect("scores without them");
    let cases: Vec<_> = sourced["events"].as_array().expect("a list").iter().map(|one| one["cases"].as_u64()).collect();
    assert_eq!(cases, [Some(2), Some(1)]);
    assert!(sourced["numbers"].as_array().expect("a list").is_empty());
    let tell = || commonweal(place.path(), &["backtest", "past", "-n", "64", "--no-charts", "--force"]);
    let text = String::from_utf8(tell().stdout).expect("text");
    for words in ["no [G]", "2 [R]", "Without those marked [R] or [G]", "[G] it is judgement"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    std::fs::remove_file(place.path().join("past/a.toml")).expect("removed");
    let text = String::from_utf8(tell().stdout).expect("text");
    assert!(!text.contains("[R]"), "{text}");
}

#[test]
fn what_is_known_after_changes_no_run() {
    let outcome = format!("abandoned = {{ value = true, {SOURCE} }}");
    let (with, without) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    std::fs::write(with.path().join("some.toml"), case(OVERRUN, &outcome)).expect("written");
    let text = case(OVERRUN, "");
    std::fs::write(without.path().join("some.toml"), text.replace("[outcome]\n", "")).expect("written");
    let run = ["run", "some.toml", "-n", "256", "--no-charts", "--json"];
    assert_eq!(json(with.path(), &run), json(without.path(), &run));
    let told = commonweal(with.path(), &["check", "some.toml"]);
    let told = String::from_utf8(told.stdout).expect("text");
    assert!(told.contains("Known after, no part of a run") && told.contains("outcome.abandoned = true [S]"), "{told}");
}

#[test]
fn what_cannot_be_tested_is_refused_in_words() {
    let place = folder(&[("one", certain(2))]);
    refused(place.path(), &["backtest", "past/one.toml"], 3, "has no [outcome]");
    refused(place.path(), &["backtest", "past/one.toml", "./past/one.toml"], 2, "given twice");
    refused(place.path(), &["backtest"], 2, "no folder scenarios/history here");
    refused(place.path(), &["backtest", "."], 2, "holds no .toml file");
    refused(place.path(), &["backtest", "absent.toml"], 3, "cannot read");
}

/// The shipped cases: all known, the same on any number of threads, and told with what they cannot tell.
#[test]
fn the_shipped_cases_are_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().to_str().expect("a path");
    let ask = ["backtest", "-n", "500", "--out", out, "--force", "--threads"];
    let with = |threads: &str, more: &[&str]| commonweal(root, &[&ask[..], &[threads], more].concat());
    let (one, two) = (with("1", &["--json", "--no-charts"]), with("2", &["--json"]));
    assert!(one.status.success(), "{}", String::from_utf8_lossy(&one.stderr));
    assert_eq!(one.stdout, two.stdout);
    let found: Value = serde_json::from_slice(&one.stdout).expect("JSON");
    let cases = found["cases"].as_array().expect("a list");
    assert!(cases.len() >= 10);
    for figure in cases.iter().flat_map(|case| case["figures"].as_array().expect("a list")) {
        assert!(figure["event"].is_object() || figure["number"].is_object(), "{figure}");
        let sourced = ["S", "S2", "D"].contains(&figure["mark"].as_str().expect("a mark"));
        assert_eq!(sourced, figure["source"].is_string(), "{figure}");
    }
    let (all, apart) = (&found["scores"][0], &found["scores"][1]);
    assert!(all["events"][0]["cases"].as_u64() > apart["events"][0]["cases"].as_u64());
    let text = String::from_utf8(with("2", &["--no-charts"]).stdout).expect("text");
    for words in [
        "Without those marked *",
        "Without cases found because of how they ended",
        "not drawn by lot",
        "fit any rate from",
        "naive",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
