//! Sharing rules on a scenario's own game: what `allocate SCENARIO` says holds of what `run` bills, and of the game's
//! definition.

mod trial;

use model::allocation::find;
use model::scenario::Scenario;
use model::simulation::coalitions::{Draws, Risk};
use std::path::Path;
use std::process::Command;
use study::analysis::allocate::ask::{ScenarioGame, settle};
use study::analysis::allocate::costs::Costs;
use study::analysis::allocate::division::Sharing;
use study::analysis::allocate::found::{Allocations, DivisionResult, Money};

const COUNT: usize = 256;

/// A small consortium in which everything happens: two levels of government, joiners, exits, incidents, a grant,
/// correlation.
const FOUR: &str = r#"
title = "Four"
currency = "EUR"
price_year = 2024
horizon = 8
discount_rate = 0.03
module = [{ id = "a", size = "40 to 110" }, { id = "b", size = "20 to 60", needed_by = ["north", "level:province"] }]
administration = [
    { id = "north", level = "municipality", labour_rate = "11000 to 14000", population = 90000, networks = ["w"], benefit = 0 },
    { id = "south", level = "municipality", labour_rate = 12000, population = 40000, joins = "0 to 3", networks = ["w"], benefit = 0 },
    { id = "east", level = "province", labour_rate = "12000 to 15000", population = 800000, benefit = 0 },
    { id = "west", level = "province", labour_rate = 13000, population = 200000, joins = 2, scope = 0.8, benefit = 0 },
]
strategies = ["independent", "shared", "buy"]
[consortium]
funding = { pert = [0, 100000, 400000] }
cost_sharing = "population"
buy_in = 0.3
[buy]
fee = 250000
[security]
vulnerabilities = 20
exploited = 0.05
fix = 1
loss = "20000 to 300000"
[[correlated]]
inputs = ["module.*.size"]
coefficient = 0.5
"#;

fn rules(names: &[&str]) -> Vec<Sharing> {
    names.iter().map(|name| Sharing::Game(find(name).expect("a rule"))).collect()
}

fn divided(scenario: &Scenario, risk: Risk, names: &[&str]) -> Allocations {
    let draws = Draws::new(scenario, 1, COUNT);
    let costs = Costs::new(scenario, &draws, risk);
    let game = ScenarioGame::evaluate(&costs, false).expect("a game");
    game.divide(&rules(names), &Money::default()).expect("divided")
}

fn of<'a>(allocations: &'a Allocations, rule: &str) -> &'a DivisionResult {
    allocations.divisions().find(|(name, _)| *name == rule).expect("divided").1
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * a.abs().max(b.abs()), "{a} {b}");
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// c(S) by its definition: a scenario file with the members of S alone, evaluated on draws of the same names.
#[test]
fn a_coalition_costs_what_a_scenario_of_its_members_does() {
    let whole = trial::read(FOUR, &[]);
    let draws = Draws::new(&whole, 1, COUNT);
    let lines: Vec<&str> = FOUR.lines().filter(|line| line.starts_with("    { id")).collect();
    for coalition in 1_usize..16 {
        let without: Vec<&str> = (0..4).filter(|i| coalition >> i & 1 == 0).map(|i| lines[i]).collect();
        let mut text = FOUR.to_owned();
        for line in &without {
            text = text.replace(line, "");
        }
        // Who is not there cannot be named; a module that nobody is left to need goes.
        let needed = [(0b0001, r#""north""#), (0b1100, r#""level:province""#)];
        let left: Vec<&str> =
            needed.into_iter().filter(|(who, _)| coalition & who != 0).map(|(_, name)| name).collect();
        let module = r#", { id = "b", size = "20 to 60", needed_by = ["north", "level:province"] }"#;
        let kept = module.replace(r#""north", "level:province""#, &left.join(", "));
        text = text.replace(module, if left.is_empty() { "" } else { &kept });
        let alone = trial::read(&text, &[]);
        let trial = trial::trial(&alone, 1, COUNT as u64);
        let shared = draws.shared(coalition);
        for (found, wanted) in shared.iter().zip(trial.of("shared.cost")) {
            close(*found, *wanted);
        }
    }
}

/// The members pay the total, whatever the rule; shares are what they pay in the mean.
#[test]
fn what_members_pay_adds_up() {
    let scenario = trial::read(FOUR, &[]);
    let trial = trial::trial(&scenario, 1, COUNT as u64);
    let total = trial.mean("shared.cost") - trial.mean("funding");
    let names = ["shapley", "nucleolus", "scrb", "proportional-saving"];
    let found = divided(&scenario, Risk::Mean, &names);
    let least: f64 = found.game.alone.values().sum();
    close(found.game.total, total.min(least));
    for name in names {
        let division = of(&found, name);
        close(division.shares.values().sum(), found.game.total);
        let stability = division.stability.as_ref().expect("of a scenario");
        close(stability.members.values().map(|stake| stake.pays).sum(), total);
        assert!(
            stability.in_core.expect("exact").value
                <= stability.members.values().map(|stake| stake.cheaper.value).fold(1.0, f64::min) + 1e-12
        );
    }
}

/// Alone, everybody takes the strategy that costs less in the mean.
#[test]
fn alone_is_the_least_costly_strategy() {
    let scenario = trial::read(FOUR, &[]);
    let trial = trial::trial(&scenario, 1, COUNT as u64);
    let found = divided(&scenario, Risk::Mean, &["shapley"]);
    for (id, alone) in &found.game.alone.0 {
        let by = |strategy: &str| trial.mean(&format!("administration.{id}.{strategy}.cost"));
        close(*alone, by("independent").min(by("buy")));
    }
}

/// A run bills what `allocate` announces, on the same draws.
#[test]
fn a_run_bills_by_the_rule() {
    let mut scenario = trial::read(FOUR, &["consortium.cost_sharing=\"shapley\""]);
    let draws = Draws::new(&scenario, 1, 1024);
    let costs = Costs::new(&scenario, &draws, Risk::Mean);
    let game = ScenarioGame::evaluate(&costs, false).expect("a game");
    let announced = game.divide(&rules(&["shapley"]), &Money::default()).expect("divided");
    settle(&mut scenario, 1).expect("settled");
    let trial = trial::trial(&scenario, 1, 1024);
    let stability = of(&announced, "shapley").stability.as_ref().expect("of a scenario");
    for (id, stake) in &stability.members.0 {
        close(mean(trial.of(&format!("administration.{id}.shared.cost"))), stake.pays);
    }
}

/// The mean of the worst tenth lies above the mean, and so does everybody's cost alone.
#[test]
fn a_game_of_risk_takes_the_worst() {
    let scenario = trial::read(FOUR, &[]);
    let (mean, worst) =
        (divided(&scenario, Risk::Mean, &["shapley"]), divided(&scenario, Risk::Cvar(0.9), &["shapley"]));
    assert!(worst.game.total > mean.game.total);
    assert!(worst.game.alone.values().zip(mean.game.alone.values()).all(|(worst, mean)| worst > mean));
    assert_eq!(worst.game.risk, Some(0.9));
    let trial = trial::trial(&scenario, 1, COUNT as u64);
    let mut costs = trial.of("administration.west.independent.cost").to_vec();
    costs.sort_by(f64::total_cmp);
    let tail = &costs[COUNT - COUNT.div_ceil(10)..];
    let west = worst.game.alone.0.iter().find(|(id, _)| id == "west").expect("there").1;
    assert!(west <= self::mean(tail) + 1e-6);
}

fn command(arguments: &[&str], place: &Path) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.env("LC_ALL", "C");
    command.env_remove("COMMONWEAL_OUT").current_dir(place).args(arguments).output().expect("started")
}

#[test]
fn the_command_gives_the_same_bytes_on_any_number_of_threads_and_refuses_what_is_wrong() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("four.toml"), FOUR).expect("written");
    let run = |threads: &str| {
        let output = command(
            &["allocate", "four.toml", "-n", "100", "--json", "--no-charts", "--threads", threads],
            place.path(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let json = run("1");
    assert_eq!(json, run("3"));
    let value: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert!(value["rules"]["shapley"]["shares"]["north"].as_f64().expect("a share") > 0.0);
    assert!(value["rules"]["population"]["stability"]["members"]["east"]["cheaper"]["value"].is_number());
    let refused: [(&[&str], i32, &str); 4] = [
        (&["allocate", "four.toml", "--rule", "fair"], 2, "no rule is called so"),
        (&["allocate", "four.toml", "--rule", "key:fair"], 3, "no key `fair`"),
        (&["allocate", "four.toml", "--game", "cvar:2"], 2, "cvar:0.9"),
        (&["allocate"], 2, "SCENARIO"),
    ];
    for (arguments, code, words) in refused {
        let output = command(arguments, place.path());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(words), "{text}");
    }
}

/// Two who lose by sharing are told so, for what is divided is what they would pay apart.
#[test]
fn a_reader_is_told_where_sharing_is_dearer() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("four.toml"), FOUR).expect("written");
    let dear = ["--set", "consortium.setup=5000", "--no-charts", "-n", "64"];
    let told = |set: &[&str]| {
        let output = command(&[&["allocate", "four.toml"], set].concat(), place.path());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let json = std::fs::read(place.path().join("output/four-allocation/allocation.json")).expect("written");
        let game = serde_json::from_slice::<serde_json::Value>(&json).expect("JSON")["game"].clone();
        let more = game["sharing"].as_f64().expect("a cost") - game["total"].as_f64().expect("a cost");
        (String::from_utf8(output.stdout).expect("UTF-8").contains("Warning: by sharing all would pay"), more > 1.0)
    };
    assert_eq!(told(&dear), (true, true));
    assert_eq!(
        told(&["--set", "consortium.setup=0", "--set", "buy.fee=9e7", "--no-charts", "-n", "64"]),
        (false, false)
    );
}
