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
        let ask = ["decide", "some.toml", "--seed", seed, "-n", "20000", "--json", "--no-charts"];
        let found = json(place.path(), &ask);
        let inputs = found["evppi"].as_array().expect("a list");
        let overruns = inputs.iter().find(|one| one["path"] == "administration.*.overrun").expect("told");
        let worth = |figure: &str| overruns["worth"]["among_all_strategies"][figure].as_f64().expect("a number");
        let (value, error) = (worth("value"), worth("standard_error"));
        let (low, high) = (268_000.0 - 2.5 * error, 285_000.0 + 2.5 * error);
        assert!(low < value && value < high && error < 17_000.0, "seed {seed}: {value} ± {error}");
    }
}

/// Saving 300,000 − 1,500,000·κ − 10,000·g, coordination κ and set-up g normal: 20,000 in the mean, with standard deviations of
/// 30,000 and 20,000 from the two. What is known is worth σ·L(20,000/σ), σ what it tells and L the unit normal loss integral
/// (Raiffa & Schlaifer 1961): a group of both, one of them alone, and a study of κ by four observations, each off by twice its
/// standard deviation, after which half its variance is known.
#[test]
fn groups_and_studies_are_worth_what_the_loss_integral_says() {
    let normal = |mean: f64, sd: f64| format!("{{ normal = {{ mean = {mean}, sd = {sd} }} }}");
    let scenario = certain(2)
        .replace("coordination = 0.05", &format!("coordination = {}", normal(0.12, 0.02)))
        .replace("setup = 0", &format!("setup = {}", normal(10.0, 2.0)));
    let place = place(&scenario);
    let ask = |threads: &str| {
        let ask = "decide some.toml -n 40000 --json --no-charts --force --group both=consortium.coordination,consortium.setup \
                   --group one=consortium.coordination --group idle=consortium.support,effort.sunk,consortium.setup \
                   --study consortium.coordination=4:0.04 --study consortium.coordination=1000000:0.04 \
                   --study consortium.coordination=1 --threads";
        json(place.path(), &ask.split_whitespace().chain([threads]).collect::<Vec<&str>>())
    };
    let found = ask("1");
    assert_eq!(found, ask("2"));
    let worth = |one: &serde_json::Value| one["to_share_or_not"]["value"].as_f64().expect("a number");
    let near = |found: &serde_json::Value, want: f64| {
        let found = worth(found);
        // Five standard errors and more.
        assert!((found - want).abs() < 500.0, "{found} for {want}");
    };
    let groups = &found["groups"];
    near(&groups[0]["worth"], 6_542.0);
    near(&groups[1]["worth"], 4_533.6);
    near(&groups[2]["worth"], 1_666.3);
    let single = found["evppi"].as_array().expect("a list").iter().find(|one| one["path"] == "consortium.coordination");
    assert_eq!(single.expect("told")["worth"], groups[1]["worth"]);
    assert_eq!(groups[0]["inputs"], 2);
    assert_eq!(groups[2]["idle"][0], serde_json::json!({ "path": "consortium.support", "why": "off" }));
    assert_eq!(groups[2]["idle"][1], serde_json::json!({ "path": "effort.sunk", "why": "certain" }));
    let studies = &found["studies"];
    near(&studies[0]["worth"], 1_968.4);
    near(&studies[2]["worth"], 1_968.4);
    assert_eq!((&studies[0]["given"], &studies[2]["given"]), (&true.into(), &false.into()));
    let error = studies[2]["error"].as_f64().expect("a number");
    assert!(studies[2]["observation"] == "absolute" && (error - 0.02).abs() < 0.0005, "{error}");
    for study in studies.as_array().expect("a list") {
        assert_eq!(study["known"], groups[1]["worth"]);
        assert!(worth(&study["worth"]) <= worth(&study["known"]));
    }
    assert!(worth(&studies[1]["worth"]) > 0.98 * worth(&studies[1]["known"]));
    let table = std::fs::read_to_string(place.path().join("output/some-decision/evppi.csv")).expect("a table");
    assert!(table.contains("\n\"consortium.coordination,consortium.setup\",2,"), "{table}");
    assert!(table.contains(",both,,,\n") && table.contains(",4,absolute,0.04\n"), "{table}");
}

/// Overruns are drawn each for itself by the pattern of `effort.overrun`: a group that names it knows all of them, and a study of
/// it must say of which.
#[test]
fn groups_and_studies_name_inputs_as_a_reader_does() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    fn ask<'a>(scenario: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&["decide", scenario, "-n", "2000", "--no-charts", "--force"], more].concat()
    }
    let groups = [
        "--group",
        "risks=effort.overrun,consortium.cancellation",
        "--group",
        "each=administration.*.overrun,consortium.overrun,consortium.cancellation",
        "--study",
        "consortium.cancellation=40",
        "--study",
        "consortium.exit=12",
    ];
    let found = json(place.path(), &ask(scenario, &[&groups[..], &["--json"]].concat()));
    assert_eq!(found["groups"][0]["inputs"], 15);
    assert_eq!(found["groups"][0]["worth"], found["groups"][1]["worth"]);
    let worth = |one: &serde_json::Value| one["worth"]["among_all_strategies"]["value"].as_f64().expect("a number");
    let alone = found["evppi"].as_array().expect("a list").iter().map(worth).fold(0.0, f64::max);
    assert!(worth(&found["groups"][0]) > alone);
    let seen = |k: usize| found["studies"][k]["observation"].as_str().expect("a word");
    assert_eq!((seen(0), seen(1)), ("cases", "events"));
    let said = |lang: &str| {
        let output = commonweal(place.path(), &ask(scenario, &[&groups[..], &["--lang", lang]].concat()));
        String::from_utf8(output.stdout).expect("UTF-8").split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let text = said("en");
    assert!(text.contains("15 inputs") && text.contains("40 cases, yes or no"), "{text}");
    let text = said("fr");
    assert!(text.contains("15 données") && text.contains("40 cas, oui ou non"), "{text}");

    let refused = |arguments: &[&str], code, words| {
        refused(place.path(), &[&["decide", scenario, "-n", "100"], arguments].concat(), code, words);
    };
    std::fs::remove_dir_all(place.path().join("output")).expect("removed");
    refused(&["--group", "a=consortium.cancelation"], 2, "did you mean `consortium.cancellation`?");
    refused(&["--study", "administration.*.overun=3"], 2, "did you mean `administration.*.overrun`?");
    refused(&["--group", "a=consortium.cancel_quantile"], 2, "is an event, a matter of chance");
    refused(&["--study", "administration.*.cancel_quantile=3"], 2, "is an event, a matter of chance");
    refused(&["--group", "a=effort.sunk", "--group", "a=effort.overrun"], 2, "two groups are called `a`");
    refused(&["--group", "a"], 2, "give a name and paths");
    refused(&["--study", "effort.overrun=10"], 2, "stands for 14 inputs, each drawn for itself");
    refused(&["--study", "effort.sunk=0"], 2, "a whole number from 1");
    refused(&["--study", "consortium.funding=3", "--set", "consortium.funding=0"], 3, "is off in this scenario");
    refused(&["--study", "discount_rate=3", "--set", "discount_rate=0.03"], 3, "is certain in this scenario");
    refused(
        &["--study", "reuse.variety=3:10%", "--set", "reuse.variety={ uniform = [-0.1, 0.1] }"],
        3,
        "may be 0 or less",
    );
    let list = ["--study", "running.maintenance=3", "--set", "running.maintenance={ discrete = [[0.1, 1], [0.2, 1]] }"];
    refused(&list, 3, "has values from a list");
}

/// What was asked for and is worth nothing is said to be worth nothing.
#[test]
fn what_is_worth_nothing_is_said_in_words() {
    let place = place(&one_uncertain());
    let ask = ["decide", "some.toml", "-n", "2000", "--no-charts", "--group", "idle=consortium.support,effort.sunk"];
    let output = commonweal(place.path(), &ask);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("nothing  "), "{text}");
    assert!(text.contains("In idle, effort.sunk is certain: there is nothing to find out of it."), "{text}");
    assert!(text.contains("In idle, consortium.support plays no part in this scenario"), "{text}");
}
