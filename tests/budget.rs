//! `budget`, from outside: closed forms where nothing is uncertain, money that a run gives again, people counted by hand,
//! refusals in words.

mod program;

use program::{certain, commonweal, json, place, refused};
use serde_json::Value;

/// K(2) of `certain`.
const TWO: f64 = 1.05;

/// Ten years in which the code is kept up, the old system costs something, and wages grow.
fn ten_years(members: usize) -> String {
    certain(members)
        .replace("horizon = 1", "horizon = 10")
        .replace("maintenance = 0", "maintenance = 0.1")
        .replace("coefficient = 0", "coefficient = 3")
        .replace("[effort]\n", "[effort]\noverrun_growth = 0\n")
        .replace("legacy_cost = 0", "legacy_cost = 50000")
}

fn ask(text: &str, more: &[&str]) -> Value {
    let place = place(text);
    let ask = ["budget", "some.toml", "-n", "64", "--json", "--no-charts", "--force", "--inflation", "0"];
    // Of two values of an option the later one would be refused: inflation is given where it is none.
    let ask = if more.contains(&"--inflation") { &ask[..7] } else { &ask[..] };
    json(place.path(), &[ask, more].concat())
}

#[track_caller]
fn near(found: &Value, want: f64) {
    let found = found.as_f64().expect("a number");
    assert!((found - want).abs() <= 1e-9 * want.abs().max(1.0), "{found} for {want}");
}

/// What a strategy takes of an administration, or of all.
fn plan<'a>(found: &'a Value, who: &str, strategy: &str) -> &'a Value {
    let administrations = found["administrations"].as_array().expect("a list");
    let unit = std::iter::once(&found["all"]).chain(administrations).find(|unit| unit["id"] == who);
    let strategies = unit.expect("somebody")["strategies"].as_array().expect("a list");
    strategies.iter().find(|plan| plan["strategy"] == strategy).expect("a strategy")
}

fn years<'a>(found: &'a Value, who: &str, strategy: &str) -> &'a Vec<Value> {
    plan(found, who, strategy)["years"].as_array().expect("a list")
}

/// With nothing uncertain, no inflation and no discounting, all fiscal years together are the cost of the run, for all
/// and for each.
#[test]
fn all_years_together_are_what_a_run_costs() {
    let text = ten_years(2).replace("overrun = 1\n", "overrun = 1\nwage_growth = 0.01\n");
    let place = place(&text);
    let run =
        json(place.path(), &["run", "some.toml", "-n", "64", "--json", "--no-charts", "--no-ambiguity", "--force"]);
    let start = ["--start", "2026-07", "--fiscal-year", "4"];
    let found = ask(&text, &start);
    for strategy in ["independent", "shared"] {
        let whole = |who: &str| plan(&found, who, strategy)["whole"]["total"]["p50"].clone();
        let of_run = run["strategies"].as_array().expect("a list").iter().find(|one| one["strategy"] == strategy);
        near(&whole("all"), of_run.expect("it")["cost"]["mean"].as_f64().expect("a number"));
        let sum: f64 = years(&found, "m0", strategy)
            .iter()
            .flat_map(|year| [&year["build"]["p50"], &year["run"]["p50"]])
            .map(|value| value.as_f64().expect("a number"))
            .sum();
        near(&whole("m0"), sum);
        // Both members are alike.
        near(&whole("all"), 2.0 * sum);
    }
}

/// Two build 100 PM at once, at 10,000 a month: all of it in the first year, in the prices of its middle.
#[test]
fn prices_and_wages_rise_from_the_middle_of_the_price_year() {
    let text = certain(2).replace("labour_rate = 10000", "labour_rate = 10000, rollout_cost = 300");
    let found = ask(&text, &["--inflation", "0.02", "--wage-inflation", "0.05", "--start", "2027-01"]);
    let first = &years(&found, "m0", "independent")[0];
    near(&first["build"]["p50"], 1e6 * libm::pow(1.05, 3.0) + 300.0 * libm::pow(1.02, 3.0));
    near(&first["run"]["p80"], 0.0);
    let shared = &years(&found, "all", "shared")[0];
    near(&shared["total"]["p80"], (TWO * 150.0 + 20.0) * 1e4 * libm::pow(1.05, 3.0) + 600.0 * libm::pow(1.02, 3.0));
    near(&found["years"][0]["prices"], libm::pow(1.02, 3.0));
    // By default the scenario begins in January after the price year, and wages rise as prices.
    let found = ask(&text, &["--inflation", "0.1"]);
    assert_eq!(found["years"][0]["label"], "2025");
    near(&years(&found, "m0", "independent")[0]["build"]["p50"], 1_000_300.0 * 1.1);
}

/// The scenario's growth of wages counts once: on top of inflation, or not at all beside wages that are given.
#[test]
fn real_growth_of_wages_counts_once() {
    let text = ten_years(1).replace("overrun = 1\n", "overrun = 1\nwage_growth = 0.03\n");
    let run = |more: &[&str]| -> Vec<f64> {
        let found = ask(&text, more);
        let of = |year: &Value| year["run"]["p50"].as_f64().expect("a number");
        years(&found, "m0", "independent").iter().map(of).collect()
    };
    // Long after go-live only labour is left: 10 PM a year are kept up.
    let [plain, with_prices, given] =
        [&[][..], &["--inflation", "0.02"], &["--inflation", "0.02", "--wage-inflation", "0.04"]].map(run);
    let near = |found: f64, want: f64| assert!((found / want - 1.0).abs() < 1e-9, "{found} for {want}");
    near(plain[9], 1e5 * libm::pow(1.03, 9.0));
    near(with_prices[9], 1e5 * libm::pow(1.03, 9.0) * libm::pow(1.02, 10.0));
    near(given[9], 1e5 * libm::pow(1.04, 10.0));
}

#[test]
fn a_start_in_july_parts_years_in_halves() {
    let found = ask(&ten_years(2), &["--start", "2025-07"]);
    let whole = ask(&ten_years(2), &[]);
    for strategy in ["independent", "shared"] {
        let of = |found: &Value, t: usize| -> f64 {
            let all = years(found, "all", strategy);
            all.get(t).map_or(0.0, |year| year["total"]["p50"].as_f64().expect("a number"))
        };
        assert_eq!(years(&found, "all", strategy).len(), 11);
        for t in 0..11 {
            let before = if t == 0 { 0.0 } else { of(&whole, t - 1) };
            near(&years(&found, "all", strategy)[t]["total"]["p50"], (of(&whole, t) + before) / 2.0);
        }
    }
    assert_eq!(found["years"][0]["months"], 6);
    assert_eq!(found["years"][1]["label"], "2026");
    let label = |more: &[&str]| ask(&ten_years(2), more)["years"][0]["label"].clone();
    assert_eq!(label(&["--start", "2026-03", "--fiscal-year", "04"]), "2025/26");
    assert_eq!(label(&["--start", "2026-04", "--fiscal-year", "04"]), "2026/27");
}

/// A grant lowers the build of those who share it, and nothing else.
#[test]
fn a_grant_lowers_the_build_alone() {
    let text = ten_years(2).replace("[consortium]\n", "[consortium]\nfunding = 400000\n");
    let found = ask(&text, &[]);
    for (who, grant) in [("all", 4e5), ("m0", 2e5)] {
        let whole = &plan(&found, who, "shared")["whole"];
        for (after, before) in [("total_after_grant", "total"), ("build_after_grant", "build")] {
            near(&whole[after]["p80"], whole[before]["p80"].as_f64().expect("a number") - grant);
        }
        let alone = &plan(&found, who, "independent")["whole"];
        assert_eq!(alone["total_after_grant"], alone["total"]);
    }
    // A grant of more than the core's build pays for that, whatever wages do, and leaves 10 PM of each member's own.
    let text = certain(2).replace("[consortium]\n", "[consortium]\nfunding = 9e9\n");
    let found = ask(&text, &["--inflation", "0.02", "--wage-inflation", "0.1"]);
    near(&plan(&found, "m1", "shared")["whole"]["build_after_grant"]["p50"], 1e5 * 1.1);
}

/// Whoever is listed first, each pays the same.
#[test]
fn the_order_of_administrations_changes_nothing() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/notify-forks.toml");
    let place = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(scenario).expect("readable");
    let table: toml::Table = text.parse().expect("TOML");
    let mut turned = table.clone();
    let list = turned["administration"].as_array_mut().expect("a list");
    list.reverse();
    let ask = |table: &toml::Table| {
        std::fs::write(place.path().join("some.toml"), table.to_string()).expect("written");
        let ask = ["budget", "some.toml", "-n", "200", "--json", "--no-charts", "--force"];
        json(place.path(), &ask)
    };
    let (found, other) = (ask(&table), ask(&turned));
    for one in found["administrations"].as_array().expect("a list") {
        let id = one["id"].as_str().expect("an id");
        for strategy in ["independent", "shared"] {
            let [a, b] = [&found, &other].map(|found| plan(found, id, strategy)["whole"]["total"]["p80"].clone());
            near(&a, b.as_f64().expect("a number"));
        }
    }
}

/// 100 PM in a year are 100/12 people; of six months, 100/6.
#[test]
fn people_are_counted_by_hand() {
    let staff = ["--staff", "17", "--staff", "m0=8.4", "--staff", "m1=8.3"];
    let found = ask(&certain(2), &staff);
    let first = |who: &str| years(&found, who, "independent")[0].clone();
    near(&first("m0")["people"]["p80"], 100.0 / 12.0);
    near(&first("m0")["short"]["value"], 0.0);
    near(&first("m1")["short"]["value"], 1.0);
    near(&plan(&found, "m1", "independent")["whole"]["short"]["value"], 1.0);
    near(&first("all")["people"]["p50"], 200.0 / 12.0);
    near(&first("all")["short"]["value"], 0.0);
    // Sharing takes less than 17 people, and more than 14.
    near(&years(&found, "all", "shared")[0]["people"]["p50"], (TWO * 150.0 + 20.0) / 12.0);
    // As many as are needed are not too few; half of the year's work in half of a year takes as many.
    let found = ask(&certain(3), &["--staff", "25", "--start", "2025-07"]);
    for year in years(&found, "all", "independent") {
        near(&year["people"]["p50"], 25.0);
        near(&year["short"]["value"], 0.0);
    }
    // Without people that are there nobody is short, and all together have what each has where that is known.
    assert!(years(&ask(&certain(2), &[]), "all", "shared")[0]["short"].is_null());
    near(&ask(&certain(2), &["--staff", "m0=2", "--staff", "m1=3"])["all"]["staff"], 5.0);
    assert!(ask(&certain(2), &["--staff", "m0=2"])["all"]["staff"].is_null());
}

/// A coin of two overruns: the quantiles and the share that is short are those of its sides.
#[test]
fn quantiles_and_shortages_are_those_of_replications() {
    let text = certain(1).replace("overrun = 1\n", "overrun = { discrete = [[1, 0.7], [2, 0.3]] }\n");
    let place = place(&text);
    let ask = ["budget", "some.toml", "-n", "4000", "--json", "--no-charts", "--inflation", "0", "--staff", "m0=10"];
    let found = json(place.path(), &ask);
    let year = &years(&found, "m0", "independent")[0];
    near(&year["build"]["p50"], 1e6);
    near(&year["build"]["p80"], 2e6);
    let short = year["short"]["value"].as_f64().expect("a share");
    assert!((short - 0.3).abs() < 0.03, "{short}");
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let bytes = |threads: &str| {
        let place = tempfile::tempdir().expect("a folder");
        let ask = ["budget", scenario, "-n", "500", "--threads", threads, "--staff", "30", "--fiscal-year", "4"];
        let output = commonweal(place.path(), &ask);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let folder = place.path().join("output/canada-notify-budget");
        let files = ["budget.json", "budget.csv", "budget.svg", "budget.png"];
        (files.map(|name| std::fs::read(folder.join(name)).expect("written")), output.stdout)
    };
    let one = bytes("1");
    assert_eq!(one, bytes("2"));
    // Thirteen and all together, by three strategies, eleven fiscal years and all of them.
    let table = String::from_utf8(one.0[1].clone()).expect("text");
    assert_eq!(table.lines().count(), 1 + 14 * 3 * 12);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let place = place(&certain(2));
    let cases: [(&[&str], &str); 10] = [
        (&["--start", "2025"], "give a year and a month, such as 2026-04"),
        (&["--start", "2025-13"], "give a year and a month"),
        (&["--fiscal-year", "0"], "give a month from 1 to 12"),
        (&["--fiscal-year", "April"], "give a month from 1 to 12"),
        (&["--inflation", "2%"], "give a rate a year from -0.5 to 1, such as 0.02"),
        (&["--wage-inflation", "nan"], "give a rate a year"),
        (&["--staff", "-1"], "give a number of full-time people"),
        (&["--staff", "m0="], "give a number of full-time people"),
        (&["--staff", "nobody=1"], "--staff names no administration of this scenario: `nobody`"),
        (&["--staff", "m0=1", "--staff", "m0=2"], "--staff gives the people of `m0` twice"),
    ];
    for (more, words) in cases {
        refused(place.path(), &[&["budget", "some.toml"][..], more].concat(), 2, words);
    }
}
