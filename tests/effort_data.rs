//! Effort from finished projects: hours per function point, and lines through public sets and tables of one's own.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod program;
mod trial;

use model::distribution::Tails;
use model::effort::function_points;
use model::scenario::keys::Global;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use program::{commonweal, json, place};
use study::calibration::regression::log_log;
use study::data_sets::{SETS, SizeUnit, find};
use study::input::{load, load_text, render};
use trial::{close, mean, read, standard_error, trial, variance};

/// Nothing but the build of one town, abandoned never, overrun as the effort model has it.
const TOWN: &str = r#"
currency = "USD"
price_year = 2024
horizon = 20
discount_rate = 0
module = [{ id = "core", size = 700 }]
administration = [{ id = "town", level = "municipality", labour_rate = 10000 }]
[effort]
cancellation = 0
[running]
maintenance = 0
enhancement = 0
"#;

fn line<'a>(scenario: &'a Scenario, path: &str) -> &'a model::scenario::Assumption {
    scenario.assumptions.iter().find(|one| one.path == path).unwrap_or_else(|| panic!("no line for {path}"))
}

/// Logarithms of hours per point, set by set.
fn hours() -> Vec<(&'static str, Vec<f64>)> {
    let counted = SETS.iter().filter(|set| set.usual_size() == SizeUnit::FunctionPoints);
    let of = |set: &study::data_sets::DataSet| {
        let projects = set.projects(SizeUnit::FunctionPoints).expect(set.name);
        projects.iter().map(|one| (152.0 * one.effort / one.size).ln()).collect::<Vec<f64>>()
    };
    counted.map(|set| (set.name, of(set))).collect()
}

/// The default is of 864 projects in seven sets, each set counting the same; `china` alone has most of the projects.
#[test]
fn the_default_hours_per_point_are_those_of_the_public_sets() {
    let sets = hours();
    let counts: Vec<String> = sets.iter().map(|(name, logs)| format!("{name} {}", logs.len())).collect();
    assert_eq!(
        counts.join(", "),
        "albrecht 24, china 499, desharnais 81, finnish 38, kemerer 15, kitchenham 145, maxwell 62"
    );
    let spread = |logs: &[f64]| logs.iter().map(|x| (x - mean(logs)).powi(2)).sum::<f64>() / logs.len() as f64;
    let middle = mean(&sets.iter().map(|(_, logs)| mean(logs)).collect::<Vec<_>>());
    let whole = mean(&sets.iter().map(|(_, logs)| spread(logs) + (mean(logs) - middle).powi(2)).collect::<Vec<_>>());
    assert!(
        (middle.exp() - 12.196).abs() < 1e-3 && (whole.sqrt() - 0.892).abs() < 5e-4,
        "{} {}",
        middle.exp(),
        whole.sqrt()
    );
    let within = mean(&sets.iter().map(|(_, logs)| spread(logs)).collect::<Vec<_>>()).sqrt();
    assert!((within - 0.71).abs() < 0.005, "{within}");
    let all: Vec<f64> = sets.iter().flat_map(|(_, logs)| logs.iter().copied()).collect();
    let pooled = (all.len(), mean(&all).exp(), variance(&all).sqrt());
    assert!(pooled.0 == 864 && (pooled.1 - 8.532).abs() < 1e-3 && (pooled.2 - 0.918).abs() < 5e-4, "{pooled:?}");
    // What the program takes is this, rounded.
    let scenario = read(TOWN, &["effort.model=function-points"]);
    let Source::Drawn(taken) = scenario.source(Row::Global(Global::HoursPerPoint)) else { panic!("not drawn") };
    let at = |share: f64| taken.quantile(Tails::from_below(share)).ln();
    let (median, sigma) = (at(0.5), (at(0.9) - at(0.1)) / (2.0 * 1.281_551_565_5));
    assert!((median - middle).abs() < 0.02 && (sigma - whole.sqrt()).abs() < 0.01, "{} {sigma}", median.exp());
}

/// 304 points at 10 hours are 3,040 hours, 20 person-months; the hours are one draw for all.
#[test]
fn function_points_take_their_hours() {
    let certain =
        ["effort.model=function-points", "effort.overrun=1", "module.core.size=304", "effort.hours_per_point=10"];
    close(trial(&read(TOWN, &certain), 1, 64).mean("independent.effort"), 20.0, 1e-12, "person-months");
    let found = trial(&read(TOWN, &["effort.model=function-points", "effort.overrun=1"]), 1, 1024);
    for (hours, effort) in found.inputs["effort.hours_per_point"].iter().zip(found.of("independent.effort")) {
        close(*effort, function_points::effort(700.0, *hours), 1e-12, "person-months");
    }
}

/// The effort that a scenario foresees is Student's t moved and scaled, by its first two moments: 65,536 draws tell a
/// mean of logarithms to 0.0025 and a variance to 0.6 %, so that four of these are 0.01 and 2.4 %. False alarm once in
/// 8,000.
#[test]
fn a_regression_foresees_what_theory_says() {
    let set = find("desharnais").expect("a set");
    let projects = set.projects(SizeUnit::FunctionPoints).expect("projects");
    let foreseen = log_log(projects.iter().map(|one| (one.size, one.effort))).expect("a fit").foresee(700.0);
    let scenario = read(TOWN, &["effort.model=regression", "effort.data=desharnais"]);
    let found = trial(&scenario, 1, 65_536);
    let logs: Vec<f64> = found.of("independent.effort").iter().map(|effort| effort.ln()).collect();
    let error = standard_error(&logs);
    assert!((mean(&logs) - foreseen.location).abs() < 4.0 * error, "{} {}", mean(&logs), foreseen.location);
    let wanted = foreseen.scale.powi(2) * foreseen.degrees / (foreseen.degrees - 2.0);
    close(variance(&logs), wanted, 0.024, "variance");
    // The mean of what is built is above the median by what the spread makes of it.
    let over = found.mean("independent.effort") / foreseen.location.exp();
    close(over, (0.5 * wanted).exp(), 0.02, "mean over median");
}

#[test]
fn the_log_tells_what_is_counted_twice_and_what_to_give() {
    let note = |overrides: &[&str]| line(&read(TOWN, overrides), "effort.overrun").note.clone().unwrap_or_default();
    assert_eq!(note(&[]), "");
    for model in ["cocomo-ii", "cocomo-81", "cocomo-81-basic", "power", "function-points"] {
        let told = note(&[&format!("effort.model={model}")]);
        assert!(told.starts_with("counts optimism twice") && told.contains("effort.overrun = {"), "{model}: {told}");
    }
    let told = note(&["effort.model=regression", "effort.data=desharnais"]);
    assert!(told.contains("in place of the default") && told.contains("1.197 times higher"), "{told}");
    assert_eq!(note(&["effort.model=cocomo-ii", "effort.overrun=\"0.8 to 1.5\""]), "");
    // What is offered is a value, and the spread is that of the estimates in the file.
    let offered = "effort.overrun={ lognormal = { median = 1, sigma = 0.35 } }";
    let overridden = read(TOWN, &["effort.model=cocomo-ii", offered]);
    assert!(line(&overridden, "effort.overrun").given);
    let estimates = find("kitchenham").and_then(|set| set.estimates().expect("rows")).expect("estimates");
    let logs: Vec<f64> = estimates.iter().map(|one| (one.actual / one.estimate).ln()).collect();
    assert!(logs.len() == 145 && (variance(&logs).sqrt() - 0.355).abs() < 5e-4, "{}", variance(&logs).sqrt());
}

#[test]
fn the_log_tells_the_line() {
    let scenario = read(TOWN, &["effort.model=regression", "effort.data=desharnais"]);
    let data = line(&scenario, "effort.data");
    assert_eq!((data.value.as_str(), data.source.as_deref()), ("desharnais", Some("Desharnais 1988")));
    let note = data.note.as_deref().expect("a note");
    assert!(
        note.contains("81 projects, sizes 62 to 1116; median person-months 24.01 x (size / 240.2)^0.9415"),
        "{note}"
    );
    assert_eq!(line(&scenario, "module.core.size").unit, "FP");
    let slope = line(&scenario, "effort.exponent");
    assert!(!slope.given && slope.value == "{ normal = { mean = 0.9415, sd = 0.1082 } }", "{}", slope.value);
    // All of it may be moved like any input.
    let moved =
        read(TOWN, &["effort.model=regression", "effort.data=desharnais", "effort.exponent=1", "effort.overrun=1"]);
    let found = trial(&moved, 1, 64);
    let at_centre = found.inputs["effort.coefficient"][0];
    close(found.of("independent.effort")[0], at_centre * 700.0 / 240.160_288_055_047_86, 1e-12, "proportional");
}

const OWN: &str =
    "effort.data={ file = \"own.csv\", size = \"points\", effort = \"took\", unit = \"hours\", source = \"ours\" }";

/// A scenario in a folder with a table of projects.
fn beside(table: &str, data: &str) -> (tempfile::TempDir, Vec<String>) {
    let place = place(TOWN);
    std::fs::write(place.path().join("own.csv"), table).expect("written");
    (place, vec!["effort.model=regression".to_owned(), data.to_owned()])
}

/// The projects of a public set in a table of one's own, in another unit and with rows that say nothing: the same line.
#[test]
fn a_table_of_ones_own_gives_the_line_of_its_projects() {
    let projects = find("kemerer").expect("a set").projects(SizeUnit::FunctionPoints).expect("projects");
    let rows = projects.iter().map(|one| format!("{},x,{}\n", one.size, 152.0 * one.effort));
    let table = format!("points,name,took\n{}120,y,\n,z,900\n", rows.collect::<String>());
    let (place, sets) = beside(&table, OWN);
    let overrides: Vec<_> = sets.iter().map(|set| set.parse().expect("PATH=VALUE")).collect();
    let loaded = load(&place.path().join("some.toml"), &overrides, false).expect("readable");
    let (own, public) =
        (loaded.scenario.expect("good"), read(TOWN, &["effort.model=regression", "effort.data=kemerer"]));
    for key in [Global::EffortCoefficient, Global::EffortExponent, Global::Centre, Global::Overrun] {
        let quantile = |scenario: &Scenario| match scenario.source(Row::Global(key)) {
            Source::Drawn(distribution) => distribution.quantile(Tails::from_below(0.3)),
            _ => panic!("{key:?} is not drawn"),
        };
        close(quantile(&own), quantile(&public), 1e-12, key.spec().path);
    }
    let note = line(&own, "effort.coefficient").source.clone().expect("a source");
    assert_eq!(note, "log-log regression of 15 projects: ours");
    // The table is among the files of the manifest.
    let arguments = ["run", "some.toml", "-n", "64", "--no-charts", "--set", &sets[0], "--set", &sets[1]];
    assert!(commonweal(place.path(), &arguments).status.success());
    let manifest = std::fs::read_to_string(place.path().join("output/some/manifest.json")).expect("a manifest");
    assert!(manifest.contains("own.csv"), "{manifest}");
}

#[test]
fn what_gives_no_line_is_told() {
    let rows = |pairs: &[(f64, f64)]| {
        let rows = pairs.iter().map(|(size, hours)| format!("{size},{hours}\n")).collect::<String>();
        format!("points,took\n{rows}")
    };
    let rising: Vec<(f64, f64)> = (1..=8).map(|k| (100.0 * f64::from(k), 900.0 * f64::from(k * k))).collect();
    let falling: Vec<(f64, f64)> = rising.iter().map(|(size, hours)| (*size, 1e8 / hours)).collect();
    let with = |key: &str, value: &str| OWN.replace(key, value);
    for (table, data, words) in [
        (rows(&rising[..5]), OWN.to_owned(), "5 values; at least 6 are needed"),
        (rows(&falling), OWN.to_owned(), "effort does not grow with size among them"),
        (rows(&rising) + "40,0\n", OWN.to_owned(), "above 0, found 0"),
        (rows(&rising) + "40,many\n", OWN.to_owned(), "many"),
        (rows(&rising), with("\"took\"", "\"tok\""), "did you mean `took`?"),
        (rows(&rising), with("own.csv", "../own.csv"), "outside the scenario's folder"),
        (rows(&rising), with("\"hours\"", "\"weeks\""), "effort.data.unit"),
    ] {
        let (place, sets) = beside(&table, &data);
        let output = commonweal(place.path(), &["check", "some.toml", "--set", &sets[0], "--set", &sets[1]]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(3) && told.contains(words), "{words}: {told}");
    }
    let (place, sets) = beside(&rows(&rising), OWN);
    let log = json(place.path(), &["check", "some.toml", "--json", "--set", &sets[0], "--set", &sets[1]]);
    assert!(log["some"].is_array());
}

/// Of projects that scatter more than they grow a part of the slope is cut away: the reader is told how much.
#[test]
fn a_slope_that_hardly_rises_is_warned_of() {
    let rows = (1..=8).map(|k| format!("{},{}\n", 100 * k, if k % 2 == 0 { 9000 + 100 * k } else { 1000 }));
    let (place, sets) = beside(&format!("points,took\n{}", rows.collect::<String>()), OWN);
    let output = commonweal(place.path(), &["check", "some.toml", "--set", &sets[0], "--set", &sets[1]]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && told.contains("hardly tell how effort grows with size"), "{told}");
    let loaded = load_text(
        "town.toml",
        TOWN,
        &["effort.model=regression", "effort.data=desharnais"].map(|text| text.parse().expect("PATH=VALUE")),
        None,
    );
    assert_eq!(render(&loaded.problems, &loaded.sources, false), "");
}

#[test]
fn a_system_beyond_the_projects_is_warned_of() {
    let told = |size: &str, set: &str| {
        let overrides = ["effort.model=regression", set, size].map(|text| text.parse().expect("PATH=VALUE"));
        let loaded = load_text("town.toml", TOWN, &overrides, None);
        assert!(loaded.scenario.is_some());
        render(&loaded.problems, &loaded.sources, false)
    };
    assert_eq!(told("module.core.size=700", "effort.data=desharnais"), "");
    let far = told("module.core.size=\"2000 to 8000\"", "effort.data=desharnais");
    assert!(far.contains("have a size of 4000 (median), and the projects of `effort.data` 62 to 1116"), "{far}");
    assert!(told("module.core.size=0.5", "effort.data=cocomo81").contains("1.98 to 1150"));
}

/// Existing code is counted in lines; points of a public set are not.
#[test]
fn adapted_code_needs_sizes_in_code() {
    let adapted = "module.core.adapted={ design = 0.1, code = 0.2, integration = 0.3 }";
    let loaded = |data: &str| {
        let overrides = ["effort.model=regression", data, adapted].map(|text| text.parse().expect("PATH=VALUE"));
        load_text("town.toml", TOWN, &overrides, None).scenario
    };
    assert!(loaded("effort.data=desharnais").is_none() && loaded("effort.data=nasa93").is_some());
}

/// From the file to results, one scenario a model.
#[test]
fn scenarios_of_both_models_run_to_their_end() {
    for name in ["function-points", "regression"] {
        let place = tempfile::tempdir().expect("a folder");
        let file = format!("{}/tests/good/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let output = commonweal(place.path(), &["run", &file, "-n", "512", "--no-charts"]);
        let (text, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && text.contains("costs least at equal service"), "{text}{told}");
        assert!(place.path().join("output").join(name).join("summary.json").exists());
    }
}
