//! Every input has a name of its own in both languages, and no name holds a path.

use super::*;
use crate::language::Language::{En, Fr};
use model::scenario::keys::MODULE_SIZE;
use std::collections::HashMap;
use std::path::PathBuf;

/// Longest name, in characters.
const LONGEST: usize = 42;
/// Names that are the same in both languages.
const SAME: [&str; 0] = [];
/// Names that say all that their input means.
const MEANT: [&str; 5] = [
    "vulnérabilités trouvées dans le code",
    "effort pour réparer un incident",
    "sa perte lors d’un incident",
    "vagues de départs",
    "dépassements de toutes les constructions",
];

/// Paths of all keys and events, `*` for an id.
fn paths() -> Vec<String> {
    let of_members = Member::ALL.iter().map(|key| key.spec().path).chain(MemberEvent::ALL.map(MemberEvent::path));
    let globals = Global::ALL.iter().map(|key| key.spec().path.to_owned());
    let events = ConsortiumEvent::ALL.map(|event| event.path().to_owned());
    let of_members = of_members.map(|key| format!("administration.*.{key}"));
    let others = [MEMBERS.to_owned(), OVERRUNS.to_owned(), format!("module.*.{}", MODULE_SIZE.path)];
    globals.chain(events).chain(of_members).chain(others).collect()
}

#[test]
fn every_input_has_a_short_name_of_its_own() {
    let settings = settings::all().map(|(path, names)| (path.to_owned(), names.map(str::to_owned)));
    let keys = paths().into_iter().map(|path| {
        let names = Language::ALL.map(|language| name(&path, language).unwrap_or_else(|| panic!("{path} has no name")));
        (path, names)
    });
    let mut owners: HashMap<(Language, String), String> = HashMap::new();
    for (path, names) in keys.chain(settings) {
        for (language, name) in Language::ALL.into_iter().zip(&names) {
            assert!((1..=LONGEST).contains(&name.chars().count()), "{path}: {name}");
            assert!(!name.contains(['.', '_', '`', ',']) || name.contains(", "), "{path}: {name}");
            assert!(name.starts_with(char::is_lowercase), "{path}: {name}");
            let other = owners.insert((language, name.clone()), path.clone());
            assert!(other.is_none(), "{path} and {other:?} are both {name}");
        }
        assert!(names[0] != names[1] || SAME.contains(&names[0].as_str()), "{path}: {}", names[0]);
        assert!(!names[1].contains('\''), "{path}: {}", names[1]);
    }
}

#[test]
fn every_input_has_a_meaning_in_french() {
    for path in paths() {
        let same = || name(&path, Fr).filter(|name| MEANT.contains(&name.as_str()));
        let meaning = meaning(&path, "…", Fr).or_else(same).unwrap_or_else(|| panic!("{path} has no meaning"));
        assert!(!meaning.contains('\'') && !meaning.ends_with('.'), "{path}: {meaning}");
        assert_eq!(crate::language::typeset(&meaning), meaning, "{path}");
    }
    assert_eq!(meaning("unheard.of", "…", Fr), None);
    assert_eq!(meaning("consortium.frailty", "waves of exits", En), None);
    let core = Global::ConsortiumOverrun.spec();
    let long = meaning(core.path, core.meaning, Fr).expect("a meaning");
    let short = meaning(core.path, "overrun of the core build", Fr).expect("a meaning");
    assert!(long.contains("par défaut") && long.starts_with(&short) && !short.contains("par défaut"));
}

/// What the file of a scenario may set, by the schema.
#[test]
fn every_setting_of_the_schema_has_a_name() {
    let schema = study::input::json_schema();
    let has = |path: &str| {
        for language in Language::ALL {
            assert!(name(path, language).is_some(), "{path} has no name in {language:?}");
        }
    };
    for (section, property) in schema["properties"].as_object().expect("sections") {
        let (keys, before) = match property["type"].as_str() {
            Some("array") if section == "correlated" => (&property["items"]["properties"], "correlated.".to_owned()),
            Some("array") if property["items"]["properties"].is_object() => {
                (&property["items"]["properties"], format!("{section}.*."))
            }
            Some("object") if property["properties"].is_object() => (&property["properties"], format!("{section}.")),
            _ => {
                has(section);
                continue;
            }
        };
        keys.as_object().expect("keys").keys().for_each(|key| has(&format!("{before}{key}")));
    }
}

/// The scenarios that are shipped, of any age.
fn shipped() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let files = [root.clone(), root.join("history")].into_iter().flat_map(|folder| folder.read_dir().expect("there"));
    let files = files.map(|entry| entry.expect("an entry").path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

#[test]
fn no_name_of_an_input_of_a_shipped_scenario_holds_a_path() {
    let all = shipped();
    assert!(all.len() > 10, "{all:?}");
    for file in all {
        let scenario = study::input::load(&file, &[], false).expect("read").scenario.expect("sound");
        let rows = scenario.layout().rows().map(|row| scenario.input_name(row));
        let logged = scenario.assumptions.iter().map(|one| one.path.clone());
        let groups = scenario.correlated.iter().map(|group| group.name.clone());
        for path in rows.chain(logged).chain(groups) {
            for language in Language::ALL {
                let name = name(&path, language).unwrap_or_else(|| panic!("{}: {path} has no name", file.display()));
                assert!(!name.contains('.'), "{path}: {name}");
            }
        }
    }
}

#[test]
fn names_tell_who_and_stand_before_the_path() {
    let of = |path: &str, language| name(path, language).expect("a name");
    assert_eq!(of("administration.on.labour_rate", En), "cost of a person-month, on");
    assert_eq!(of("administration.a.b.cancel_quantile", Fr), "abandon de sa construction, a.b");
    assert_eq!(of("administration.*.overrun", En), "overrun of the own build");
    assert_eq!(of("module.case.size", Fr), "taille du module case");
    assert_eq!(of("consortium.cost_sharing.tiers.2.yearly", En), "yearly fee of class 2");
    assert_eq!(of("effort.ratings.rely", Fr), "cote RELY");
    assert_eq!(of("effort.overrun,module.*.size", En), "overrun of builds and size of every module");
    assert_eq!(name("effort.overrun,nothing", En), None);
    let text = crate::document::Text::from(named("discount_rate", En));
    assert_eq!(text.plain(), "discount rate (discount_rate)");
    assert_eq!(crate::document::Text::from(named("saving", En)).plain(), "saving");
    assert_eq!(label("a", Fr), "a");
}
