//! Schedules of fees: who is billed what, what joiners pay, how far the fees as written go, and what is refused.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod trial;

use model::simulation::coalitions::{Draws, Risk};
use std::path::Path;
use std::process::{Command, Output};
use study::analysis::allocate::ask::ScenarioGame;
use study::analysis::allocate::costs::Costs;
use study::analysis::allocate::division::Sharing;
use study::analysis::allocate::found::Money;
use study::input::{Override, load_text, render};
use trial::{Trial, close, read};

/// Four towns, the last two of which join after two years. The build, 100 PM at 10 000, is all there is to pay in year 0 but for
/// support, 1 PM a member and year; nothing happens by chance, and members have no work of their own.
const TOWNS: &str = r#"
title = "Towns"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0
module = [{ id = "m", size = 100 }]
administration = [
    { id = "small", level = "town", labour_rate = 10000, legacy_cost = 0, population = 25000 },
    { id = "middle", level = "town", labour_rate = 10000, legacy_cost = 0, population = 25001 },
    { id = "large", level = "town", labour_rate = 10000, legacy_cost = 0, population = 900000, joins = 2 },
    { id = "late", level = "town", labour_rate = 10000, legacy_cost = 0, population = 100, joins = 2 },
]
[effort]
overrun = 1
overrun_correlation = 0
cancellation = 0
[schedule]
coefficient = 0
exponent = 0
overrun_exponent = 0
[reuse]
writing_for_reuse = 1
reusing = 0
adaptation_same_level = 0
adaptation_other_level = 0
variety = 0
upstreaming = 0
usefulness = 0
[running]
maintenance = 0
enhancement = 0
merging = 0
[consortium]
formation = 0
participation = 0
setup = 0
coordination = 0
support = 1
cancellation = 0
exit_build = 0
exit = 0
contagion = 0
dissolution = 0
minimum_members = 1
cost_sharing = { tiers = [ { up_to = 25000, yearly = 1000, entry = 35000 }, { up_to = 60000, yearly = 2000, entry = 70000 }, { yearly = 5000, entry = 190000 } ] }
"#;

/// The schedule without its entry fees.
const YEARLY: &str = "consortium.cost_sharing={ tiers = [ { up_to = 25000, yearly = 1000 }, { up_to = 60000, yearly = 2000 }, { yearly = 5000 } ] }";

fn of(overrides: &[&str]) -> Trial {
    trial::trial(&read(TOWNS, overrides), 1, 16)
}

fn pays(trial: &Trial, member: &str) -> f64 {
    trial.of(&format!("administration.{member}.shared.cost"))[0]
}

/// Years 0 and 1: two members, 1 040 000 in all, by 1 to 2. Years 2 to 9: four members, 40 000 a year, by 1, 2, 5, 1 of 9. The
/// joiners' entry fees, 190 000 and 35 000, go to the two who are there by 1 to 2; those who join together owe each other nothing.
#[test]
fn bills_are_in_proportion_to_yearly_fees_and_joiners_pay_their_entry() {
    let found = of(&[]);
    let (early, late, entries) = (1_040_000.0, 320_000.0, 225_000.0);
    close(pays(&found, "small"), early / 3.0 + late / 9.0 - entries / 3.0, 1e-12, "a founder of the first class");
    close(pays(&found, "middle"), early * 2.0 / 3.0 + late * 2.0 / 9.0 - entries * 2.0 / 3.0, 1e-12, "of the second");
    close(pays(&found, "large"), late * 5.0 / 9.0 + 190_000.0, 1e-12, "a joiner of the last class");
    close(pays(&found, "late"), late / 9.0 + 35_000.0, 1e-12, "a joiner of the first class");
    // As written: 10 years of 1 000 and 2 000, 8 of 5 000 and 1 000.
    close(found.of("fees.owed")[0], 78_000.0, 1e-12, "yearly fees");
    close(found.of("fees.entry")[0], entries, 1e-12, "entry fees");
}

/// Ten times the yearly fees: the same bills, ten times as much owed.
#[test]
fn what_is_billed_does_not_depend_on_the_level_of_fees() {
    let tenfold = YEARLY.replace("000 }", "0000 }").replace("yearly = 5000 }", "yearly = 50000 }");
    let (once, ten) = (of(&[YEARLY]), of(&[&tenfold]));
    for member in ["small", "middle", "large", "late"] {
        close(pays(&ten, member), pays(&once, member), 1e-12, member);
    }
    close(ten.of("fees.owed")[0], 10.0 * once.of("fees.owed")[0], 1e-12, "owed");
    assert_eq!(once.of("fees.entry")[0], 0.0);
}

/// Classes are numbered from 1 on the command line, and what stands there takes the place of what is written.
#[test]
fn parts_of_the_schedule_are_set_from_the_command_line() {
    let owed = |sets: &[&str]| of(sets).of("fees.owed")[0];
    let part = |part: &str| format!("consortium.cost_sharing.tiers.{part}");
    close(owed(&[&part("3.yearly=6000")]), 86_000.0, 1e-12, "8 years of 1 000 more");
    close(owed(&[&part("*.yearly=1000")]), 36_000.0, 1e-12, "36 years of 1 000");
    // Then `middle` is of the first class.
    close(owed(&[&part("1.up_to=25001")]), 68_000.0, 1e-12, "10 years of 1 000 less");
    let found = of(&[YEARLY, &part("3.entry=700")]);
    assert_eq!(found.of("fees.entry")[0], 700.0);
}

/// Money of year 2 counts for 1.05^-2.5.
#[test]
fn entry_fees_are_money_of_the_year_of_joining() {
    let discount = "discount_rate=0.05";
    let (with, without) = (of(&[discount]), of(&[discount, YEARLY]));
    let v = 1.05_f64.powf(-2.5);
    close(pays(&with, "large") - pays(&without, "large"), 190_000.0 * v, 1e-9, "a joiner");
    close(pays(&without, "small") - pays(&with, "small"), 75_000.0 * v, 1e-9, "a founder");
    close(with.of("fees.entry")[0], 225_000.0 * v, 1e-12, "all");
}

/// A failed build, or nobody there before: nothing to buy into.
#[test]
fn nobody_pays_entry_to_nobody() {
    for overrides in
        [["consortium.cancellation=1", "schedule.coefficient=48"], ["administration.*.joins=2", "horizon=10"]]
    {
        let found = of(&overrides);
        assert_eq!(found.of("fees.entry")[0], 0.0, "{overrides:?}");
        let all: f64 = ["small", "middle", "large", "late"].map(|member| pays(&found, member)).iter().sum();
        close(all, found.of("shared.cost")[0], 1e-12, "members pay the cost");
    }
}

/// A schedule without entry fees leaves the buy-in as it is by any key.
#[test]
fn without_entry_fees_a_buy_in_holds() {
    let column: Vec<String> = [("small", 1), ("middle", 2), ("large", 5), ("late", 1)]
        .map(|(id, fee)| format!("administration.{id}.fee={fee}"))
        .into();
    let table = TOWNS.replace("population", "fee = 1, population");
    let mut overrides: Vec<&str> = vec!["consortium.buy_in=0.4", "consortium.cost_sharing=key:fee"];
    overrides.extend(column.iter().map(String::as_str));
    let by_key = trial::trial(&read(&table, &overrides), 1, 16);
    let by_fees = of(&["consortium.buy_in=0.4", YEARLY]);
    for member in ["small", "middle", "large", "late"] {
        close(pays(&by_fees, member), pays(&by_key, member), 1e-12, member);
    }
    assert!(pays(&by_fees, "large") > pays(&of(&[YEARLY]), "large") + 1.0);
}

/// Exact in the minor unit, adding up, and the same as a run bills.
#[test]
fn allocate_divides_by_the_schedule() {
    let scenario = read(TOWNS, &[]);
    let draws = Draws::new(&scenario, 1, 64);
    let costs = Costs::new(&scenario, &draws, Risk::Mean);
    let game = ScenarioGame::evaluate(&costs, false).expect("a game");
    let rules = [Sharing::Keys("tiers".to_owned(), scenario.cost_sharing.clone())];
    let found = game.divide(&rules, &Money { unit: None, decimals: Some(2) }).expect("divided");
    let (_, division) = found.divisions().next().expect("a rule");
    let run = of(&[]);
    for (id, share) in &division.shares.0 {
        close(*share, pays(&run, id), 1e-9, id);
    }
    let billed = division.billed.as_ref().expect("small numbers");
    let cents: Vec<i64> = billed.values().map(|amount| (amount * 100.0).round() as i64).collect();
    // 307 222.22…, 614 444.44…, 367 777.77…, 70 555.55…: the largest remainders are rounded up.
    assert_eq!(cents, [30_722_222, 61_444_444, 36_777_778, 7_055_556]);
    assert_eq!(cents.iter().sum::<i64>(), 136_000_000);
}

fn told(overrides: &[&str]) -> String {
    let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
    let loaded = load_text("towns.toml", TOWNS, &overrides, None);
    assert!(loaded.scenario.is_none(), "{overrides:?} is taken");
    render(&loaded.problems, &loaded.sources, false)
}

#[test]
fn bad_schedules_are_refused_from_the_command_line_too() {
    let schedules = [
        ("{ tiers = [ { up_to = 60000, yearly = 1 }, { up_to = 60000, yearly = 2 } ] }", "must ascend"),
        ("{ tiers = [ { yearly = 1 }, { up_to = 60000, yearly = 2 } ] }", "without `up_to` before another"),
        (
            "{ tiers = [ { up_to = 60000, yearly = 2 } ] }",
            "the last class of fees ends at 60000: `large` has 900000 inhabitants",
        ),
        ("{ tiers = [ { up_to = 25000, yearly = 2 } ] }", "`middle` has 25001 inhabitants and 1 more are above it"),
        ("{ tiers = [ { yearly = -1 } ] }", "must be"),
        ("{ tiers = [ { yearly = 1, entry = -1 } ] }", "must be"),
        ("{ tiers = [ { yearly = 1e-9 } ] }", "must be 0 or at least"),
        ("{ tiers = [ { yearly = \"1 to 2\" } ] }", "is fixed: one number"),
        ("{ tiers = [ { entry = 1 } ] }", "lacks `yearly`"),
        ("{ tiers = [ { yearly = 1, upto = 5 } ] }", "did you mean `up_to`"),
        ("{ tiers = [ { up_to = 0.5, yearly = 1 }, { yearly = 1 } ] }", "must be"),
        ("{ tiers = [ { yearly = 0 } ] }", "nobody owes a yearly fee"),
        ("{ tiers = [ { up_to = 10, yearly = 1 }, { yearly = 0 } ] }", "nobody owes a yearly fee"),
        ("{ tiers = [] }", "1 to 100"),
        ("{ tiers = 5 }", "a list of classes"),
        ("{ tiers = [ 5 ] }", "expected a class"),
        ("{ tiers = [ { yearly = 1 } ], equal = 0.3 }", "stands alone"),
        ("tiers", "which is not given"),
        ("{ equal = 0.5, tier = 0.5 }", "did you mean `tiers`"),
    ];
    for (schedule, words) in schedules {
        let text = told(&[&format!("consortium.cost_sharing={schedule}")]);
        assert!(text.contains(words), "{schedule}: {text}");
    }
    for (set, words) in [
        ("consortium.cost_sharing.tiers.4.yearly=1", "they are numbered from 1 to 3"),
        ("consortium.cost_sharing.tiers.1.yearl=1", "did you mean `yearly`"),
        ("consortium.cost_sharing.tiers.1=1", "not said what of the class is set"),
        ("consortium.cost_sharing.tiers.*.yearly=-1", "must be"),
        ("consortium.cost_sharing.tiers.2.up_to=25000", "must ascend"),
    ] {
        let text = told(&[set]);
        assert!(text.contains(words), "{set}: {text}");
    }
    let text = told(&["consortium.cost_sharing=equal", "consortium.cost_sharing.tiers.1.yearly=1"]);
    assert!(text.contains("has no schedule of fees"), "{text}");
    let text = told(&["consortium.buy_in=0.1"]);
    assert!(text.contains("`consortium.buy_in` beside the entry fees"), "{text}");
}

fn command(arguments: &[&str], place: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.env("LC_ALL", "C");
    command.args(arguments).current_dir(place);
    for name in ["SEED", "THREADS", "OUT"] {
        command.env_remove(format!("COMMONWEAL_{name}"));
    }
    command.output().expect("the program")
}

fn done(arguments: &[&str], place: &Path) -> String {
    let output = command(arguments, place);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// 78 000 in all for 1 360 000: 0.057 times. By another rule nothing is said of fees.
#[test]
fn a_run_tells_how_far_the_fees_go() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let run = ["run", "towns.toml", "-n", "1000", "--no-charts", "--force", "--replications-csv", "2"];
    let text = done(&run, place.path()).replace("\n  ", " ");
    assert!(text.contains("come to 78,000 CAD (median), 0.06 times what they are to pay for (0.06 to 0.06)"), "{text}");
    assert!(text.contains("Entry fees, 225 thousand CAD, go to earlier members."), "{text}");
    let json = std::fs::read(place.path().join("output/towns/summary.json")).expect("written");
    let summary: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let fees = &summary["consortium"]["fees"];
    let left = fees["left_over"]["mean"].as_f64().expect("a number");
    assert!((left + 1_282_000.0).abs() < 1e-6, "{left}");
    assert_eq!(fees["cover"]["mean"], serde_json::Value::Null);
    let cover = fees["cover"]["quantiles"][3]["value"].as_f64().expect("a number");
    assert!((cover - 78_000.0 / 1_360_000.0).abs() < 1e-12, "{cover}");
    assert_eq!(fees["more_than_enough"]["value"], 0.0);
    let table = std::fs::read_to_string(place.path().join("output/towns/summary.csv")).expect("written");
    assert_eq!(table.lines().filter(|line| line.starts_with("fees.")).count(), 5, "{table}");
    let rows = std::fs::read_to_string(place.path().join("output/towns/replications.csv")).expect("written");
    assert!(rows.lines().next().expect("a header").ends_with(",dissolved,fees.owed,fees.entry,fees.cover"));

    let text = done(&[&run[..], &["--set", "consortium.cost_sharing=equal"]].concat(), place.path());
    assert!(!text.contains("fees"), "{text}");
    let json = std::fs::read(place.path().join("output/towns/summary.json")).expect("written");
    let summary: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(summary["consortium"]["fees"], serde_json::Value::Null);
}

/// Where a grant pays for all, there is nothing to cover: no factor, rather than an endless one.
#[test]
fn a_grant_that_pays_for_all_leaves_nothing_to_cover() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let granted = ["--set", "consortium.support=0", "--set", "consortium.funding=1e9"];
    let text = done(&[&["run", "towns.toml", "-n", "1000", "--no-charts"], &granted[..]].concat(), place.path());
    assert!(text.replace("\n  ", " ").contains("there is nothing that they are to pay for"), "{text}");
}

#[test]
fn allocate_takes_the_schedule_by_its_name() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let rules = |rule: &str| {
        done(&["allocate", "towns.toml", "--rule", rule, "-n", "64", "--no-charts", "--force"], place.path());
        let json = std::fs::read(place.path().join("output/towns-allocation/allocation.json")).expect("written");
        serde_json::from_slice::<serde_json::Value>(&json).expect("JSON")["rules"].clone()
    };
    let named = rules("tiers");
    assert_eq!(named["tiers"]["shares"]["late"], rules("agreed")["tiers"]["shares"]["late"]);
    assert_eq!(named["tiers"]["shares"]["late"], rules("all")["tiers"]["shares"]["late"]);
    let none = ["allocate", "towns.toml", "--rule", "tiers", "--set", "consortium.cost_sharing=equal"];
    let refused = command(&none, place.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("asks for a schedule of fees"));
}

/// Two schedules side by side: what the one comes to more than the other, and which class differs.
#[test]
fn compare_tells_what_another_schedule_comes_to() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let compare = ["compare", "towns.toml", "-n", "100", "--no-charts", "--json", "--force", "--with"];
    let json = |with: &str| {
        serde_json::from_str::<serde_json::Value>(&done(&[&compare[..], &[with]].concat(), place.path())).expect("JSON")
    };
    let found = json("consortium.cost_sharing.tiers.3.yearly=6000");
    let of = |path: &str| {
        let quantities = found["quantities"].as_array().expect("a list");
        quantities.iter().find(|one| one["path"] == path).unwrap_or_else(|| panic!("no {path}"))["differences"][0]
            .clone()
    };
    close(of("fees.owed")["mean"]["value"].as_f64().expect("a mean"), 8_000.0, 1e-9, "8 years of 1 000");
    assert_eq!(of("fees.entry")["more"]["value"], 0.0);
    assert_eq!(of("fees.cover")["mean"], serde_json::Value::Null);
    assert_eq!(of("fees.cover")["more"]["value"], 1.0);
    let paths: Vec<&str> =
        found["inputs"].as_array().expect("a list").iter().filter_map(|input| input["path"].as_str()).collect();
    assert_eq!(paths, ["consortium.cost_sharing.tiers.3"]);
    let keyed = json("consortium.cost_sharing=equal").to_string();
    assert!(!keyed.contains("fees."), "{keyed}");
}

/// A sweep over a fee of every class.
#[test]
fn a_sweep_varies_fees() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let over = "consortium.cost_sharing.tiers.*.yearly=1000,2000";
    let sweep = ["sweep", "towns.toml", "--over", over, "--of", "fees.owed", "-n", "100", "--no-charts", "--json"];
    let found: serde_json::Value = serde_json::from_str(&done(&sweep, place.path())).expect("JSON");
    for (k, owed) in [36_000.0, 72_000.0].into_iter().enumerate() {
        close(found["cells"][k]["of"]["p50"].as_f64().expect("a median"), owed, 1e-9, "36 years");
    }
}

/// 36 years of fees owe 72 000 at 2 000 a year; of one class by its number, 18 years of two of them.
#[test]
fn fees_are_solved_for() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("towns.toml"), TOWNS).expect("written");
    let ask = ["break-even", "towns.toml", "-n", "64", "--json", "--no-charts", "--force", "--of", "fees.owed.p50"];
    let found = |fee: &str, reaches: &str| {
        let path = format!("consortium.cost_sharing.tiers.{fee}");
        let text = done(&[&ask[..], &["--reaches", reaches, "--solve", &path]].concat(), place.path());
        let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(found["inputs"][0]["pays"], "above", "{text}");
        found["inputs"][0]["at"]["value"].as_f64().expect("a value")
    };
    close(found("*.yearly", "72000"), 2000.0, 2e-3, "every class");
    // The two of the first class are there for 10 and 8 years; the others owe 60 000.
    close(found("1.yearly", "69000"), 500.0, 5e-3, "the first class");
    // In words, from where the scenario stands: 78 000 are owed at present.
    let said = |reaches: &str| {
        let more = ["--reaches", reaches, "--solve", "consortium.cost_sharing.tiers.*.yearly"];
        let text = done(
            &[&["break-even", "towns.toml", "-n", "64", "--no-charts", "--force", "--of", "fees.owed.p50"], &more[..]]
                .concat(),
            place.path(),
        );
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said("72000").contains("median fees owed falls below 72,000 when"), "{}", said("72000"));
    let higher = said("90000");
    assert!(higher.contains("median fees owed reaches 90,000 when") && higher.contains("exceeds"), "{higher}");
    let nobody = [&ask[..], &["--solve", "consortium.cost_sharing.tiers.4.yearly"]].concat();
    assert_eq!(command(&nobody, place.path()).status.code(), Some(2));
}

/// `--of` and `--precision-of` take what is said of fees, but no mean of a quotient.
#[test]
fn fees_are_statistics() {
    let place = tempfile::tempdir().expect("a folder");
    let uncertain =
        TOWNS.replace("size = 100", "size = \"2 to 9\"").replace("support = 1", "support = \"0.01 to 0.2\"");
    std::fs::write(place.path().join("towns.toml"), uncertain).expect("written");
    let solve = ["break-even", "towns.toml", "--solve", "consortium.support", "-n", "500", "--force"];
    let text = done(&[&solve[..], &["--of", "fees.cover.p50", "--reaches", "1"]].concat(), place.path());
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let named = "median cover by fees falls below 1 when core team's support per member (consortium.support)";
    assert!(line.contains(named), "{text}");
    // What is no saving does not pay.
    let chart = std::fs::read_to_string(place.path().join("output/towns-break-even/break-even.svg")).expect("drawn");
    assert!(!chart.contains("pays"), "{chart}");
    let refused = command(&[&solve[..], &["--of", "fees.cover"]].concat(), place.path());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a quotient, whose mean need not exist"));
    let keyed = [&solve[..], &["--of", "fees.owed.p50", "--set", "consortium.cost_sharing=equal"]].concat();
    assert_eq!(command(&keyed, place.path()).status.code(), Some(2));
}
