//! Effort models: constants against what was published, and each of them in a scenario from its file to its results.

mod trial;

use model::effort::ratings::{Driver, Rating};
use model::effort::{CARDS, cocomo_81, cocomo_ii};
use model::scenario::EffortModel;
use model::scenario::keys::Global;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use std::process::Command;
use study::input::{Loaded, Override, load_text, render};
use trial::{close, read, trial};

/// Nothing but the build of one town: what the effort model says.
const TOWN: &str = r#"
currency = "USD"
price_year = 2024
horizon = 20
discount_rate = 0
module = [{ id = "core", size = 100 }]
administration = [{ id = "town", level = "municipality", labour_rate = 10000 }]
[effort]
overrun = 1
cancellation = 0
[running]
maintenance = 0
enhancement = 0
"#;

/// Person-months and months of the town's own build, the mean over replications.
fn built(overrides: &[&str]) -> (f64, f64) {
    let found = trial(&read(TOWN, overrides), 1, 256);
    (found.mean("independent.effort"), 12.0 * found.mean("independent.go_live"))
}

fn load_town(overrides: &[&str]) -> Loaded {
    let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
    load_text("town.toml", TOWN, &overrides, None)
}

fn certain(scenario: &Scenario, key: Global) -> f64 {
    match scenario.source(Row::Global(key)) {
        Source::Drawn(distribution) => distribution.certain().expect("a certain value"),
        _ => panic!("{} is not drawn", key.spec().path),
    }
}

/// cs.nmsu.edu/~rth/cs/cs371/cocomo.html: 32 KLOC, organic: 91 PM, 14 months, 6.5 people.
#[test]
fn basic_cocomo_of_32_kloc() {
    let (effort, months) = built(&["effort.model=cocomo-81-basic", "module.core.size=32"]);
    assert_eq!((effort.round(), months.round()), (91.0, 14.0));
    close(effort, 91.3311, 1e-6, "person-months");
    close(months, 13.8987, 5e-6, "months");
    close(effort / months, 6.5712, 2e-5, "people");
}

/// github.com/boyter/scc issue 281: sloccount on redis, 180,565 lines: 561.92 PM, 27.72 months, 6,325,675 USD.
#[test]
fn sloccount_on_redis() {
    let rate = format!("administration.town.labour_rate={}", 56286.0 * 2.4 / 12.0);
    let found = trial(&read(TOWN, &["effort.model=cocomo-81-basic", "module.core.size=180.565", &rate]), 1, 256);
    close(found.mean("independent.effort"), 561.9226, 1e-7, "person-months");
    close(12.0 * found.mean("independent.go_live"), 27.7215, 2e-6, "months");
    let build = found.mean("independent.effort") * 56286.0 * 2.4 / 12.0;
    close(build, 6_325_674.99, 1e-8, "cost");
}

/// COCOMO II Model Definition Manual: 100 KSLOC with E = 1.15: 586.61 PM, 29.7 months.
#[test]
fn cocomo_ii_of_100_ksloc() {
    let (effort, months) = built(&["effort.model=cocomo-ii", "effort.scale_factors=24"]);
    close(effort, 586.6071, 1e-7, "person-months");
    close(months, 29.695, 1e-5, "months");
    let (effort, months) = built(&["effort.model=cocomo-ii"]);
    close(effort, 465.3153, 1e-7, "nominal person-months");
    close(months, 25.8732, 1e-5, "nominal months");
    close(built(&["effort.model=cocomo-ii", "module.core.size=10"]).0, 36.9868, 2e-6, "10 KSLOC");
}

#[test]
fn a_hundred_person_months_take_a_hundred() {
    close(built(&[]).0, 100.0, 1e-12, "person-months");
    close(built(&["effort.model=power", "effort.coefficient=3", "effort.exponent=1"]).0, 300.0, 1e-12, "power");
}

/// Rows as in EVIDENCE.md A1, TEAM very high 1.10: one public copy prints 1.01.
#[test]
fn ratings_settle_scale_factors_and_multipliers() {
    let ratings = |text: &str| read(TOWN, &["effort.model=cocomo-ii", &format!("effort.ratings={{ {text} }}")]);
    let all = |word: &str| {
        let rated = cocomo_ii::SCALE_FACTORS.iter().map(|driver| format!("{} = \"{word}\"", driver.key));
        certain(&ratings(&rated.collect::<Vec<_>>().join(", ")), Global::ScaleFactors)
    };
    for (word, sum) in [("very_low", 31.62), ("nominal", 18.97), ("very_high", 6.32), ("extra_high", 0.0)] {
        assert!((all(word) - sum).abs() < 1e-12, "{word}: {}", all(word));
    }
    let some = ratings("rely = \"high\", acap = \"very_high\", site = \"extra_high\", prec = \"low\"");
    close(certain(&some, Global::Multipliers), 1.10 * 0.71 * 0.80, 1e-14, "product");
    close(certain(&some, Global::ScaleFactors), 18.97 + 4.96 - 3.72, 1e-14, "sum");
    let expected = cocomo_ii::effort(100.0, 18.97 + 4.96 - 3.72, 1.10 * 0.71 * 0.80);
    close(trial(&some, 1, 64).mean("independent.effort"), expected, 1e-12, "effort");
}

#[test]
fn uncertain_ratings_are_drawn_by_their_weights() {
    let overrides = ["effort.model=cocomo-ii", "effort.ratings.pcap={ low = 3, high = 1 }", "effort.ratings.rely=high"];
    let scenario = read(TOWN, &overrides);
    let Source::Drawn(distribution) = scenario.source(Row::Global(Global::Multipliers)) else { panic!("not drawn") };
    close(distribution.mean().expect("a mean"), 1.1 * (0.75 * 1.15 + 0.25 * 0.88), 1e-14, "mean");
    assert_eq!(distribution.bounds(), (1.1 * 0.88, 1.1 * 1.15));
    let drawn = &trial(&scenario, 1, 256).inputs["effort.multipliers"];
    assert!(drawn.iter().all(|x| [1.1 * 0.88, 1.1 * 1.15].iter().any(|y| (x - y).abs() < 1e-12)));
}

/// COCOMO II: PM without SCED is raised to F, and 75 % of it taken; PM itself has the multiplier 1.43.
#[test]
fn a_short_schedule_costs_effort_and_saves_time() {
    let nominal = built(&["effort.model=cocomo-ii"]);
    let short = built(&["effort.model=cocomo-ii", "effort.ratings.sced=very_low"]);
    close(short.0, 1.43 * nominal.0, 1e-12, "effort");
    close(short.1, 0.75 * nominal.1, 1e-9, "time");
    let own = built(&["effort.model=cocomo-ii", "effort.ratings.sced=very_low", "schedule.coefficient=3.67"]);
    assert!(own.1 > nominal.1, "a schedule that is given stays");
}

#[test]
fn modes_of_cocomo_81_settle_effort_and_schedule() {
    for mode in cocomo_81::MODES {
        let set = format!("effort.mode={}", mode.word);
        let (effort, months) = built(&["effort.model=cocomo-81", &set, "effort.ratings.rely=high"]);
        close(effort, cocomo_81::intermediate(100.0, &mode, 1.15), 1e-12, mode.word);
        close(months, cocomo_81::months(effort, &mode), 1e-9, mode.word);
        let basic = built(&["effort.model=cocomo-81-basic", &set]);
        close(basic.0, cocomo_81::basic(100.0, &mode), 1e-12, mode.word);
    }
    let own = built(&["effort.model=cocomo-81", "effort.coefficient=4", "effort.exponent=1"]);
    close(own.0, 400.0, 1e-12, "a calibration of one's own");
}

#[test]
fn nominal_is_neutral_and_every_multiplier_goes_one_strategy() {
    let drivers = |card: &'static model::effort::Card| card.multipliers.iter();
    for driver in CARDS.into_iter().flat_map(drivers).filter(|driver| driver.key != "sced") {
        assert_eq!(driver.value(Rating::Nominal), Some(1.0), "{}", driver.key);
        let rises = |pair: &[f64]| pair[0] < pair[1];
        let up = driver.values.windows(2).all(rises);
        let down = driver.values.windows(2).all(|pair| pair[0] > pair[1]);
        assert!(up || down, "{}", driver.key);
    }
    for Driver { key, values, .. } in &cocomo_ii::SCALE_FACTORS {
        assert!(values.windows(2).all(|pair| pair[0] > pair[1]) && values.len() == 6, "{key}");
    }
}

/// Of 100 KSLOC that exist, AAM 0.2756 (worked in `effort::adapted`) counts as new code; distributions are scaled
/// whole.
#[test]
fn adapted_code_counts_as_so_much_new_code() {
    let how =
        "module.core.adapted={ design = 0.1, code = 0.2, integration = 0.3, unfamiliarity = 0.4, assessment = 0.04 }";
    let adapted = built(&["effort.model=cocomo-ii", how]);
    close(adapted.0, cocomo_ii::effort(27.56, 18.97, 1.0), 1e-12, "effort");
    let uncertain = trial(&read(TOWN, &["effort.model=cocomo-ii", "module.core.size=\"50 to 200\"", how]), 1, 256);
    let new = trial(&read(TOWN, &["effort.model=cocomo-ii", "module.core.size=\"50 to 200\""]), 1, 256);
    for (a, b) in uncertain.inputs["module.core.size"].iter().zip(&new.inputs["module.core.size"]) {
        close(*a, 0.2756 * b, 1e-6, "size");
    }
}

#[test]
fn keys_of_other_models_are_told_to_have_no_effect() {
    for (set, words) in [
        (&["effort.mode=organic"][..], "`effort.mode` has no effect: it belongs to the effort model `cocomo-81`"),
        (&["effort.ratings.rely=high"], "`effort.ratings` has no effect"),
        (&["effort.multipliers=2"], "`effort.multipliers` has no effect: sizes are in person-months"),
        (&["effort.model=power", "effort.multipliers=2"], "it belongs to the effort models `cocomo-ii`, `cocomo-81`"),
        (&["effort.model=cocomo-81", "effort.scale_factors=2"], "it belongs to the effort model `cocomo-ii`"),
        (&["effort.model=cocomo-81-basic", "effort.ratings.rely=high"], "`effort.ratings` has no effect"),
        (&["effort.model=cocomo-ii", "effort.ratings.ruse=high"], "`reuse.writing_for_reuse`"),
    ] {
        let loaded = load_town(set);
        let told = render(&loaded.problems, &loaded.sources, false);
        assert!(loaded.scenario.is_some() && told.contains(words), "{set:?}: {told}");
    }
}

#[test]
fn the_log_names_ratings_and_where_their_numbers_come_from() {
    let scenario = read(TOWN, &["effort.model=cocomo-ii", "effort.ratings.acap=high", "effort.ratings.sced=high"]);
    let line = |path: &str| scenario.assumptions.iter().find(|one| one.path == path).expect("a line");
    assert_eq!(line("effort.ratings.acap").value, "high");
    assert_eq!(line("effort.ratings.*").note.as_deref(), Some("for the 20 of 22 that are not rated"));
    let product = line("effort.multipliers");
    assert!(product.given && product.value == "0.85" && product.source.is_some());
    assert!(!line("effort.scale_factors").given);
    assert!(line("schedule.coefficient").note.as_deref().is_some_and(|note| note.contains("sced = high")));
}

/// A sum or product on the command line stands in place of the ratings, so that it can be swept or solved for.
#[test]
fn a_product_on_the_command_line_stands_in_place_of_ratings() {
    let overrides = ["effort.model=cocomo-ii", "effort.ratings.acap=high", "effort.multipliers=2"];
    close(certain(&read(TOWN, &overrides), Global::Multipliers), 2.0, 0.0, "product");
}

fn commonweal(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_commonweal")).env("LC_ALL", "C").args(arguments).output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_model_is_listed_with_its_formula_and_sources() {
    let (code, text, _) = commonweal(&["models"]);
    assert_eq!(code, Some(0));
    for model in EffortModel::ALL {
        assert!(text.lines().any(|line| line.trim_start().starts_with(model.word())), "{}\n{text}", model.word());
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let (_, json, _) = commonweal(&["models", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let models = all["models"].as_array().expect("a list");
    assert_eq!(models.len(), EffortModel::ALL.len());
    for model in models {
        assert!(
            ["formula", "size", "source", "use_when", "not_when"].iter().all(|key| model[key].as_str() != Some(""))
        );
        let parameters = model["parameters"].as_array().expect("a list");
        assert!(parameters.iter().all(|one| one["source"].as_str().is_some_and(|source| !source.is_empty())));
        assert!(model["example"]["effort"].as_f64().is_some_and(|effort| effort > 0.0), "{model}");
    }
}

#[test]
fn one_model_is_told_whole() {
    let (_, text, _) = commonweal(&["models", "cocomo-ii"]);
    for words in ["465.3 person-months", "team  5.48  4.38     3.29  2.19  1.10   0.00", "krivisio"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let (code, _, error) = commonweal(&["models", "cocomo"]);
    assert!(code == Some(2) && error.contains("cocomo-81-basic"), "{error}");
}

/// A size that is solved for is the input as it is used: of adapted code, that of new code which takes as much.
#[test]
fn the_size_of_adapted_code_is_solved_for_as_it_is_used() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (file, folder) = (place.path().join("town.toml"), place.path().to_str().expect("a path"));
    std::fs::write(&file, TOWN).expect("written");
    let file = file.to_str().expect("a path");
    let target = cocomo_ii::effort(40.0, cocomo_ii::NOMINAL_SCALE, 1.0).to_string();
    let asked = ["break-even", file, "--solve", "module.core.size", "--of", "independent.effort.p50", "--reaches"];
    let set = ["--set", "effort.model=cocomo-ii", "--set", "module.core.adapted={ integration = 1 }"];
    let rest = ["-n", "64", "--no-charts", "--json", "--out", folder];
    let (code, json, error) = commonweal(&[&asked[..], &[target.as_str()], &set, &rest].concat());
    assert_eq!(code, Some(0), "{error}");
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    close(found["inputs"][0]["now"][1].as_f64().expect("a size"), 30.0, 1e-12, "now");
    close(found["inputs"][0]["at"]["value"].as_f64().expect("a value"), 40.0, 1e-3, "where it reaches the target");
}

/// From the file to results, one scenario a model.
#[test]
fn a_scenario_of_each_model_runs_to_its_end() {
    for name in ["cocomo-ii", "cocomo-81", "cocomo-81-basic"] {
        let place = tempfile::tempdir().expect("a temporary folder");
        let folder = place.path().to_str().expect("a path");
        let file = format!("{}/tests/good/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let (code, text, error) = commonweal(&["run", &file, "-n", "512", "--no-charts", "--out", folder]);
        assert_eq!(code, Some(0), "{error}");
        assert!(text.contains("costs least at equal service"), "{text}");
        assert!(place.path().join(name).join("summary.json").exists());
    }
}

/// An overrun that only repeats `effort.overrun` is as well known as that one.
#[test]
fn overruns_left_to_their_default_are_marked_as_what_they_repeat() {
    let mark = |text: &str, overrides: &[&str], path: &str| {
        let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
        let scenario = load_text("town.toml", text, &overrides, None).scenario.expect("a scenario");
        let line = scenario.assumptions.iter().find(|line| line.path == path).expect("in the log");
        (line.mark.map(|mark| mark.to_string()), line.source.clone().unwrap_or_default())
    };
    for path in ["consortium.overrun", "administration.*.overrun"] {
        // What the scenario gives is no default, and has a source where it has one there.
        assert_eq!(mark(TOWN, &[], path), (None, String::new()));
        let sourced = TOWN.replace("overrun = 1\n", "overrun = { value = 1, source = 'our own projects' }\n");
        let (own, said) = mark(&sourced, &[], path);
        assert!(own.is_none() && said.contains("as the scenario gives it"), "{own:?} {said}");
        let open = TOWN.replace("overrun = 1\n", "");
        assert_eq!(mark(&open, &[], path).0.as_deref(), Some("S"));
        let (derived, said) = mark(&open, &["effort.model=regression", "effort.data=desharnais"], path);
        assert!(derived.as_deref() == Some("D") && said.contains("the same"), "{derived:?} {said}");
    }
}

/// Boehm's projects carry the multipliers of their ratings; some of them values between two.
#[test]
fn multipliers_of_cocomo_81_are_those_of_its_projects() {
    let mut projects = csv::Reader::from_path("scenarios/effort/cocomo81.csv").expect("the data set");
    let header = projects.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = projects.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 63);
    let rated = |driver: &Driver, key: &str| {
        let column = header.iter().position(|name| name == key).expect("a column of that name");
        let of = |row: &csv::StringRecord| row[column].parse::<f64>().expect("a multiplier");
        rows.iter().filter(|row| driver.rated().any(|(_, value)| (value - of(row)).abs() < 1e-9)).count()
    };
    for driver in &cocomo_81::MULTIPLIERS {
        assert!(rated(driver, driver.key) >= 50, "{}: {}", driver.key, rated(driver, driver.key));
    }
    for (one, other) in [("aexp", "pcap"), ("modp", "tool")] {
        let find = |key| cocomo_81::MULTIPLIERS.iter().find(|driver| driver.key == key).expect("a multiplier");
        let exchanged = rated(find(one), other) + rated(find(other), one);
        let right = rated(find(one), one) + rated(find(other), other);
        assert!(exchanged < right, "{one} and {other}: {right} as they are, {exchanged} if exchanged");
    }
}
