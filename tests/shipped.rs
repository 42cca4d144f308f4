//! Every shipped scenario loads without a word, in the schema as in the program, and is listed.

use model::strategy::fixed_founders;
use std::path::{Path, PathBuf};
use study::input::{json_schema, load};

fn scenarios() -> Vec<PathBuf> {
    [in_folder("scenarios"), in_folder("scenarios/history")].concat()
}

fn in_folder(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    let found: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    assert!(found.len() >= 4);
    found
}

#[test]
fn they_load_without_a_word() {
    for path in scenarios() {
        let loaded = load(&path, &[], false).expect("readable");
        assert!(loaded.scenario.is_some(), "{}: {:?}", path.display(), loaded.problems);
        assert_eq!(loaded.problems.iter().count(), 0, "{}: {:?}", path.display(), loaded.problems);
    }
}

#[test]
fn they_are_listed_and_keep_to_the_schema() {
    let schema = jsonschema::validator_for(&json_schema()).expect("a schema");
    for path in scenarios() {
        let index = std::fs::read_to_string(path.with_file_name("README.md")).expect("readable");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(index.contains(&format!("`{name}`")), "{name} is not in the README beside it");
        let text = std::fs::read_to_string(&path).expect("readable");
        let document: toml::Value = toml::from_str(&text).expect("TOML");
        let json = serde_json::to_value(document).expect("JSON");
        let errors: Vec<String> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

/// A figure that is given says where it is from, or that it is a guess.
#[test]
fn every_number_has_a_source_or_a_note() {
    for path in scenarios() {
        let scenario = load(&path, &[], false).expect("readable").scenario.expect("good");
        for assumption in scenario.assumptions.iter().filter(|assumption| assumption.given) {
            let section = assumption.path.split('.').next().unwrap_or_default();
            let is_number =
                ["effort", "reuse", "running", "consortium", "community", "security", "buy", "module", "discount_rate"]
                    .contains(&section)
                    && assumption.value.contains(|c: char| c.is_ascii_digit())
                    && assumption.path != "consortium.cost_sharing"
                    && !assumption.path.ends_with("needed_by");
            let fixed =
                ["consortium.minimum_members", "effort.overrun_correlation"].contains(&assumption.path.as_str());
            assert!(
                !is_number || fixed || assumption.source.is_some() || assumption.note.is_some(),
                "{}: {} = {} has neither source nor note",
                path.display(),
                assumption.path,
                assumption.value
            );
        }
    }
}

/// The communes of France and the municipalities of Germany are all there, with everybody who lives in them.
#[test]
fn the_municipalities_of_two_countries_are_all_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/municipalities.toml");
    // Forming takes no longer than half a year: who founds is then certain.
    let at_once = ["consortium.formation=0.5".parse().expect("PATH=VALUE")];
    let scenario = load(&path, &at_once, false).expect("readable").scenario.expect("good");
    let of = |word: &str| {
        let level = scenario.levels.iter().position(|level| level == word).expect("a level");
        let populations: Vec<f64> = scenario
            .administrations
            .iter()
            .filter(|administration| administration.level == level)
            .map(|administration| administration.population.expect("a population"))
            .collect();
        (populations.len(), populations.iter().sum::<f64>())
    };
    assert_eq!(of("commune"), (34_957, 68_952_941.0));
    assert_eq!(of("gemeinde"), (10_786, 82_711_282.0));
    let founders = fixed_founders(&scenario).expect("joining dates are certain");
    assert_eq!(founders.iter().filter(|founder| founder.lane(0)).count(), 12);
}
