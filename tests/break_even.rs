//! `break-even`, from outside: known switching values, the same as runs with the input set, the same bytes on any threads.

mod program;

use program::{certain, commonweal, json, place, refused};

/// Alone 200 PM; shared K·G·100 + 2·b·100 with K = 1 + κ·log2 2: equal where κ = 180/150 − 1 = 0.2, G = 180/105, or
/// 2b = 2 − 1.575.
#[test]
fn switching_values_are_those_of_the_closed_form() {
    let place = place(&certain(2));
    let found = json(place.path(), &["break-even", "some.toml", "-n", "16", "--json", "--no-charts"]);
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
    let place = place(&certain(2));
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

/// n alone n·100 PM, together (1 + 0.3·log2 n)·150 + n·10: 15 PM too much for two, 48.7 saved by three.
#[test]
fn the_number_of_members_from_which_it_pays() {
    let place = place(&certain(8).replace("coordination = 0.05", "coordination = 0.3"));
    let ask = ["break-even", "some.toml", "-n", "16", "--no-charts", "--force", "--solve", "members"];
    let found = json(place.path(), &[&ask[..], &["--json"]].concat());
    assert_eq!((&found["inputs"][0]["at"]["value"], &found["inputs"][0]["pays"]), (&3.0.into(), &"above".into()));
    let text = String::from_utf8(commonweal(place.path(), &ask).stdout).expect("text");
    assert!(text.contains("3 or more"), "{text}");
    let all = json(place.path(), &["break-even", "some.toml", "-n", "16", "--no-charts", "--force", "--json"]);
    assert!(all["inputs"].as_array().expect("a list").iter().any(|one| one["path"] == "members"));
}

#[test]
fn what_cannot_be_solved_for_is_refused_in_words() {
    let place = place(&certain(2));
    let refused = |arguments: &[&str], code, words| {
        refused(place.path(), &[&["break-even", "some.toml"], arguments].concat(), code, words);
    };
    refused(&["--solve", "consortium.cordination"], 2, "is no input that can be solved for");
    refused(&["--solve", "consortium.funding"], 2, "--between");
    refused(&["--of", "savings"], 2, "is no statistic");
    refused(&["--of", "saving.p80"], 2, "`p80` is not among the quantiles `p5`, `p10`");
    refused(&["--solve", "reuse.reusing", "--between", "2..1"], 2, "the lower first");
    refused(&["--solve", "reuse.writing_for_reuse", "--between", "0..2"], 3, "1 or more");
    refused(&["--between", "0..1"], 2, "--solve");
}

/// What is saved is the cash that is saved and, so many times as much as a live year is worth, the service that is lost: the
/// mean is a line in the worth, which is 0 where the two are the same. A run says what both are.
#[test]
fn the_assumed_worth_of_a_live_year_switches_where_cash_and_lost_service_are_even() {
    let place = place(&certain(2));
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let common = ["-n", "1500", "--seed", "4", "--json", "--no-charts", "--force"];
    let run = json(place.path(), &[&["run", scenario][..], &common].concat());
    let saving = run["savings"].as_array().expect("a list").iter().find(|one| one["against"] == "independent");
    let mean = |account: &str| saving.expect("alone")[account]["mean"].as_f64().expect("a mean");
    let (cash, all) = (mean("cash"), mean("cost"));
    let solve = ["break-even", scenario, "--of", "saving", "--solve", "administration.*.benefit"];
    let found = json(place.path(), &[&solve[..], &common].concat());
    let input = &found["inputs"][0];
    assert_eq!((&input["by_factor"], &input["now"]), (&true.into(), &serde_json::json!([1.0, 1.0, 1.0])));
    let at = input["at"]["value"].as_f64().expect("a crossing");
    assert!((at - cash / (cash - all)).abs() < 1e-3 * at, "{at}: {cash} in cash, {all} in all");
    let text = commonweal(place.path(), &[&solve[..], &["-n", "100", "--force"]].concat()).stdout;
    let text = String::from_utf8(text).expect("text");
    assert!(text.contains(" times") && !text.contains("the same for all"), "{text}");
    // What the scenario says is an input like any other.
    let value = "administration.*.benefit=2e5";
    let given = json(place.path(), &[&solve[..], &common, &["--set", value]].concat());
    assert_eq!(given["inputs"][0]["by_factor"], false);
}

/// Its influence on the choice of a run lies on the line between its two ends.
#[test]
fn the_assumed_worth_is_among_the_influences_of_a_run() {
    let place = place(&certain(2));
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let run = json(place.path(), &["run", scenario, "-n", "512", "--json", "--no-charts", "--force"]);
    let of = |one: &&serde_json::Value| one["path"] == "administration.*.benefit";
    let influence = run["influences"].as_array().expect("a list").iter().find(of).expect("among them");
    let best = &run["best"];
    let (cash, all) = (best["cash_by"].as_f64().expect("cash"), best["cheaper_by"]["mean"].as_f64().expect("a mean"));
    assert_eq!(influence["replications"], 512);
    for (end, factor) in [("advantage_from", 0.75), ("advantage_to", 1.25)] {
        let (found, want) = (influence[end].as_f64().expect("a mean"), cash + factor * (all - cash));
        assert!((found - want).abs() < 1e-6 * all.abs().max(cash.abs()), "{end}: {found} for {want}");
    }
}
