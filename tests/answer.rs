//! What `run` says rests on the figure that decides it: sentences are held to the figures of the same run, on scenarios made
//! for it.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Two towns; a test adds what makes it its own.
fn scenario(strategies: &str, more: &str, members: &str) -> String {
    format!(
        r#"
title = "Two towns"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0.035
strategies = [{strategies}]
module = [{{ id = "permits", size = "40 to 110" }}]
{more}
{members}
"#
    )
}

const MEMBERS: &str = r#"
[[administration]]
id = "a"
level = "municipality"
labour_rate = 12000
[[administration]]
id = "b"
level = "municipality"
labour_rate = 11000
"#;

/// The answer on one line, and the results.
fn run(text: &str) -> (String, Value) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let file = place.path().join("towns.toml");
    std::fs::write(&file, text).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .env("LC_ALL", "C")
        .args(["run", "--no-charts", "-n", "2000", "--out"])
        .arg(place.path().join("out"))
        .arg(&file)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer = String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    let results = std::fs::read(place.path().join("out/towns/summary.json")).expect("results");
    (answer, serde_json::from_slice(&results).expect("JSON"))
}

fn word(results: &Value, key: &str) -> String {
    results["best"][key].as_str().expect("a word").to_owned()
}

/// The mean at equal service of every strategy, by its word.
fn means(results: &Value) -> Vec<(String, f64)> {
    let strategies = results["strategies"].as_array().expect("strategies");
    let of = |one: &Value| {
        (one["strategy"].as_str().expect("a word").to_owned(), one["equal_service"]["mean"].as_f64().expect("a mean"))
    };
    strategies.iter().map(of).collect()
}

/// The best is the one with the least mean at equal service, and its rival the next.
fn is_ranked(results: &Value) {
    let mut means = means(results);
    means.sort_by(|a, b| a.1.total_cmp(&b.1));
    assert_eq!([word(results, "strategy"), word(results, "rival")], [means[0].0.clone(), means[1].0.clone()]);
    let by = results["best"]["cheaper_by"]["mean"].as_f64().expect("a mean");
    assert!((by - (means[1].1 - means[0].1)).abs() < 1e-6 * means[1].1.abs().max(1.0), "{by}: {means:?}");
}

#[test]
fn a_cheap_product_is_not_hidden() {
    let (answer, results) = run(&scenario(r#""buy""#, "[buy]\nfee = 5000\nintegration = 0.05", MEMBERS));
    is_ranked(&results);
    assert_eq!(word(&results, "strategy"), "buy");
    assert!(answer.contains("Buying costs least at equal service"), "{answer}");
    assert!(answer.contains("Sharing against buying:"), "{answer}");
}

#[test]
fn one_member_alone_saves_nothing_by_sharing_with_itself() {
    // Nothing that only consortia have, and nothing that is drawn for the core alone.
    let off = r#"
[effort]
overrun = 1
cancellation = 0
[reuse]
writing_for_reuse = 1
reusing = 0
adaptation_same_level = 0
[consortium]
setup = 0
support = 0
participation = 0
formation = 0
cancellation = 0
exit = 0
exit_build = 0
dissolution = 0
[running]
overrun_carried = 0
"#;
    let one = MEMBERS.split("[[administration]]").take(2).collect::<Vec<&str>>().join("[[administration]]");
    let (answer, results) = run(&scenario("", off, &one));
    assert_eq!(results["savings"][0]["cost"]["max"].as_f64(), Some(0.0), "{answer}");
    assert!(answer.contains("costs exactly as much as"), "{answer}");
}

#[test]
fn a_core_that_is_always_abandoned_is_said_to_be() {
    let (answer, results) = run(&scenario("", "[consortium]\ncancellation = 1", MEMBERS));
    is_ranked(&results);
    assert_eq!(word(&results, "strategy"), "independent");
    assert!(answer.contains("the core is always abandoned"), "{answer}");
    assert!(answer.contains("Building alone costs least at equal service"), "{answer}");
    assert_eq!(results["savings"][0]["delivered"]["replications"].as_u64(), Some(0));
}

/// A grant is no saving: it moves who is better off, and no strategy's place.
#[test]
fn a_grant_moves_members_and_not_the_choice() {
    let granted =
        |amount: &str| run(&scenario("", &format!("[consortium]\nfunding = {amount}\ncancellation = 0.6"), MEMBERS));
    let ((_, without), (answer, with)) = (granted("0"), granted("2000000"));
    assert_eq!(without["best"], with["best"]);
    let chance = |results: &Value, key: &str| results["administrations"][0][key]["value"].as_f64().expect("a chance");
    assert_eq!(chance(&with, "better_off_unfunded"), chance(&without, "better_off"));
    assert!(chance(&with, "better_off") > chance(&without, "better_off") + 0.05);
    assert!(answer.contains("(without the grant "), "{answer}");
}

/// The chance that is said is that of the pair that is named, with what is not known beside the simulation error.
#[test]
fn the_chance_is_that_of_the_pair() {
    let (answer, results) = run(&scenario(r#""fork", "keep""#, "", MEMBERS));
    is_ranked(&results);
    let best = &results["best"];
    let chance = best["cheaper"]["value"].as_f64().expect("a chance");
    let [low, high] = ["p5", "p95"].map(|key| best["unknown"]["cheaper"][key].as_f64().expect("a spread"));
    assert!(low < chance && chance < high, "{low} {chance} {high}");
    let said = format!(
        "is cheaper in {:.0}% of replications ({:.0} to {:.0}% over what is not known; simulation error ±",
        100.0 * chance,
        100.0 * low,
        100.0 * high
    );
    assert!(answer.contains(&said), "{said}: {answer}");
}

/// What a live year is worth is said to decide, at a factor: a little below it the rival costs less, a little above it the best.
#[test]
fn the_worth_of_a_live_year_turns_the_choice_where_it_is_said_to() {
    let with = |benefit: f64| {
        let members = MEMBERS.replace("labour_rate", &format!("benefit = {benefit}\nlabour_rate"));
        run(&scenario(r#""independent", "shared", "fork""#, "", &members))
    };
    let (answer, results) = with(2e6);
    let best = &results["best"];
    let [cash, all] = [&best["cash_by"], &best["cheaper_by"]["mean"]].map(|value| value.as_f64().expect("a mean"));
    assert!(cash < 0.0 && all > 0.0 && best["worth_assumed"] == false, "{best}");
    let factor = cash / (cash - all);
    assert!(answer.contains(&format!("what a live year is worth decides; below {factor:.2} times that")), "{answer}");
    let [strategy, rival] = [word(&results, "strategy"), word(&results, "rival")];
    let advantage = |benefit: f64| {
        let means = means(&with(benefit).1);
        let of = |word: &str| means.iter().find(|(own, _)| own == word).expect("listed").1;
        of(&rival) - of(&strategy)
    };
    assert!(advantage(0.98 * factor * 2e6) < 0.0 && advantage(1.02 * factor * 2e6) > 0.0, "{factor}");
    let (answer, results) = run(&scenario(r#""independent", "shared", "fork""#, "", MEMBERS));
    assert_eq!(results["best"]["worth_assumed"], true);
    assert!(answer.contains("In cash"), "{answer}");
}

/// A best strategy that replications cannot tell from its rival is not sold as such, in the answer or on the chart.
#[test]
fn what_replications_cannot_tell_apart_is_not_said_to_be() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenario = |name: &str| root.join("scenarios").join(name).to_str().expect("a plain name").to_owned();
    let mut seen = [false; 2];
    for (name, n) in [("canada-notify.toml", "100"), ("canada-notify.toml", "4000"), ("os2-denmark.toml", "1000")] {
        let path = scenario(name);
        let run = |more: &[&str]| {
            let asked = ["run", path.as_str(), "-n", n, "--no-ambiguity", "--force"];
            let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
            command
                .current_dir(place.path())
                .env("LC_ALL", "C")
                .args(asked)
                .args(more)
                .output()
                .expect("started")
                .stdout
        };
        let best = &serde_json::from_slice::<Value>(&run(&["--json", "--no-charts"])).expect("JSON")["best"];
        let of = |key: &str| best["cheaper_by"][key].as_f64().expect("a number");
        let open = of("mean") < 1.959_964 * of("standard_error");
        let answer = String::from_utf8(run(&[])).expect("text").replace("\n  ", " ");
        assert_eq!(
            answer.contains(&format!("{} replications do not tell the two apart", thousands(n))),
            open,
            "{answer}"
        );
        let id = name.trim_end_matches(".toml");
        let chart = std::fs::read_to_string(place.path().join("output").join(id).join("cost-curves.svg"));
        assert_eq!(chart.expect("a chart").contains("neither is surely cheaper"), open, "{name} {n}");
        seen[usize::from(open)] = true;
    }
    assert_eq!(seen, [true; 2], "one of each");
}

fn thousands(n: &str) -> String {
    if n.len() > 3 { format!("{},{}", &n[..n.len() - 3], &n[n.len() - 3..]) } else { n.to_owned() }
}
