//! Variants by typed changes are those that a reading with the same values gives.

use model::distribution::Distribution;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, Row};
use model::scenario::{Change, Scenario, Source, Unchangeable};
use std::path::{Path, PathBuf};
use study::input::{Loaded, Override, Written, load, load_text, render};

/// Values of every kind: possible for some keys and for others not.
const VALUES: [&str; 6] = ["0", "0.3", "2", "\"0.2 to 0.6\"", "3 to 5", "none"];
/// Values that only all checks can take.
const ODD: [&str; 3] = ["{ pert = [0.1, 0.2, 0.4] }", "{ value = 0.2, source = \"a letter\" }", "-1"];
/// A scenario of so many administrations takes a while to be read.
const LARGE: usize = 1000;
const RULES: [&str; 8] = [
    "equal",
    "population",
    "standalone",
    "shapley",
    "key:budget",
    "equall",
    "{ equal = 0.3, population = 0.7 }",
    "{ tiers = [ { yearly = 24000 } ] }",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every scenario that is shipped, and those of the tests.
fn shipped() -> Vec<PathBuf> {
    let folders = ["scenarios", "scenarios/history", "scenarios/effort", "tests/good", "tests/vectors"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("a folder"));
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths
}

fn set(path: &str, value: &str) -> Override {
    Override { path: path.to_owned(), value: value.to_owned() }
}

/// Paths of all inputs of the scenario itself, of its modules, and of the first and last administration and all
/// together.
fn paths(scenario: &Scenario) -> Vec<String> {
    let globals = Global::ALL.iter().map(|key| key.spec().path.to_owned());
    let modules = scenario.modules.iter().take(2).map(|one| one.id.as_str()).chain(["*"]);
    let sizes: Vec<String> = modules.map(|id| format!("module.{id}.size")).collect();
    let people = [scenario.administrations.first(), scenario.administrations.last()];
    let ids: Vec<&str> = people.into_iter().flatten().map(|one| one.id.as_str()).chain(["*"]).collect();
    let own =
        Member::ALL.iter().flat_map(|key| ids.iter().map(|id| format!("administration.{id}.{}", key.spec().path)));
    globals.chain(sizes).chain(own).collect()
}

/// The scenario without its log of assumptions and the names of what was given besides.
fn bare(scenario: Scenario) -> Scenario {
    Scenario { assumptions: Vec::new(), overrides: Vec::new(), ..scenario }
}

fn told(loaded: &Loaded) -> String {
    render(&loaded.problems, &loaded.sources, false)
}

/// That a variant is the same as a reading, problems included: whether it came about by typed changes, and whether
/// there is one.
fn same(path: &Path, written: &Written, more: &[Override]) -> (bool, bool) {
    let read = load(path, more, false).expect("readable");
    let changed = written.changed(more);
    let fast = changed.is_some();
    if let Some(changed) = changed {
        let read = read.scenario.clone().unwrap_or_else(|| panic!("{more:?} is refused:\n{}", told(&read)));
        assert!(changed == bare(read), "{} {more:?}", path.display());
    }
    match (written.variant(more), &read.scenario) {
        (Ok(variant), Some(read)) => assert!(bare(variant) == bare(read.clone()), "{} {more:?}", path.display()),
        (Err(loaded), None) => assert_eq!(told(&loaded), told(&read), "{} {more:?}", path.display()),
        (variant, _) => panic!("{} {more:?}: {:?}", path.display(), variant.map(drop).map_err(|loaded| told(&loaded))),
    }
    (fast, read.scenario.is_some())
}

/// What is taken without reading once more must be most of what is taken at all.
#[test]
fn every_key_of_every_shipped_scenario() {
    let (mut fast, mut slow) = (0, 0);
    for path in shipped() {
        let written = Written::read(&path, &[], false).expect("readable");
        let scenario = written.loaded().scenario.clone().expect("a good scenario");
        // Of very many administrations a few keys are enough.
        let few = scenario.administrations.len() < LARGE;
        let (every, values) = if few { (1, [&VALUES[..], &ODD].concat()) } else { (19, vec!["0.3"]) };
        for key in paths(&scenario).iter().step_by(every) {
            for value in &values {
                let more = [set(key, value)];
                match same(&path, &written, &more) {
                    (true, _) => fast += 1,
                    (false, taken) => slow += usize::from(taken),
                }
            }
        }
        if !few {
            continue;
        }
        for rule in RULES {
            same(&path, &written, &[set("consortium.cost_sharing", rule)]);
        }
    }
    println!("{fast} by typed changes, {slow} checked once more");
    assert!(fast > slow, "{fast} by typed changes, {slow} checked once more");
}

#[test]
fn several_values_at_once_and_after_those_of_the_command_line() {
    let path = root().join("scenarios/canada-notify.toml");
    let base = [set("consortium.coordination", "0.1"), set("administration.*.joins", "1"), set("module.*.size", "20")];
    let written = Written::read(&path, &base, false).expect("readable");
    let scenario = written.loaded().scenario.clone().expect("a good scenario");
    for one in paths(&scenario) {
        for (value, other) in [("0.4", "effort.overrun"), ("1", "running.maintenance"), ("0.2", "module.*.size")] {
            let more = [set(&one, value), set(other, "0.25"), set("consortium.cost_sharing", "population")];
            let read = load(&path, &[&base[..], &more].concat(), false).expect("readable");
            match (written.variant(&more), &read.scenario) {
                (Ok(variant), Some(read)) => assert!(bare(variant) == bare(read.clone()), "{more:?}"),
                (Err(loaded), None) => assert_eq!(told(&loaded), told(&read), "{more:?}"),
                (variant, _) => panic!("{more:?}: {:?}", variant.map(drop).map_err(|loaded| told(&loaded))),
            }
        }
    }
}

#[test]
fn what_moves_more_than_itself_is_checked_once_more() {
    let path = root().join("scenarios/canada-notify.toml");
    let written = Written::read(&path, &[], false).expect("readable");
    for (key, value) in [
        ("effort.overrun", "1.2"),
        ("consortium.buy_in", "0.5"),
        ("operations.per_person", "2"),
        ("consortium.bond", "statute"),
        ("horizon", "7"),
        ("consortium.lead", "on"),
        ("module.*.size", "20"),
        ("consortium.*", "0"),
        ("no.such", "1"),
    ] {
        assert!(!same(&path, &written, &[set(key, value)]).0, "{key} by a typed change");
    }
    for key in ["consortium.coordination", "administration.yt.joins", "discount_rate"] {
        assert!(same(&path, &written, &[set(key, "0.05")]).0, "{key} is read once more");
    }
}

#[test]
fn other_administrations_are_read_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |ids: [&str; 2]| format!("id,level,labour_rate\n{},town,9000\n{},town,8000\n", ids[0], ids[1]);
    std::fs::write(folder.path().join("one.csv"), table(["a", "b"])).expect("written");
    std::fs::write(folder.path().join("two.csv"), table(["c", "d"])).expect("written");
    let text = "title = \"T\"\ncurrency = \"EUR\"\nprice_year = 2024\nhorizon = 5\ndiscount_rate = 0.03\nadministrations = \"one.csv\"\n[[module]]\nid = \"m\"\nsize = 10\n";
    let written = Written::of_text("s.toml", text, &[set("administration.*.joins", "1")], Some(folder.path()));
    std::fs::write(folder.path().join("one.csv"), "gone").expect("written");
    let variant = written.variant(&[set("horizon", "7")]).expect("the table was read");
    assert_eq!((variant.horizon, variant.administrations[1].id.as_str()), (7, "b"));
    let other = written.variant(&[set("administrations", "two.csv")]).expect("another table");
    assert_eq!(other.administrations[0].id, "c");
    assert_eq!(*other.source(Row::Member(1, Member::Joins)), Source::Drawn(Distribution::Constant(1.0)));
}

#[test]
fn a_change_keeps_to_the_domain_of_its_key() {
    let text = std::fs::read_to_string(root().join("scenarios/wycan.toml")).expect("a text");
    let scenario = load_text("wycan.toml", &text, &[], None).scenario.expect("a scenario");
    let with = |row, x| scenario.with(&[Change::Input(row, Distribution::Constant(x))]).map(drop);
    assert_eq!(with(Row::Global(Global::DiscountRate), 0.02), Ok(()));
    assert!(matches!(with(Row::Module(0), -1.0), Err(Unchangeable::Outside { .. })));
    assert!(matches!(with(Row::Event(ConsortiumEvent::CancelQuantile), 1.0), Err(Unchangeable::Event(_))));
}
