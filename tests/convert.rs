//! `convert`: every shipped scenario as a workbook, and as a scenario file again, gives the same bytes of results.

mod program;

use program::{certain, commonweal, place, refused};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use study::input::load;

fn shipped() -> Vec<PathBuf> {
    let of = |folder: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect::<Vec<_>>()
    };
    [of("scenarios"), of("scenarios/history"), of("tests/good")].concat()
}

fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = commonweal(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a run leaves, but for its manifest, by file.
fn results(folder: &Path, scenario: &str) -> BTreeMap<String, String> {
    good(folder, &["run", scenario, "-n", "64", "--no-charts", "--quiet", "--allow-outside"]);
    let inner = std::fs::read_dir(folder.join("output")).expect("results").next().expect("a folder").expect("an entry");
    let files = std::fs::read_dir(inner.path()).expect("readable").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let kept = files.filter(|path| path.is_file() && name(path) != "manifest.json");
    kept.map(|path| (name(&path), std::fs::read_to_string(&path).expect("readable"))).collect()
}

#[test]
fn results_are_the_same_bytes_there_and_back() {
    for path in shipped() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let stem = name.trim_end_matches(".toml");
        let here = tempfile::tempdir().expect("a folder");
        let folders = ["text", "book", "back"].map(|folder| here.path().join(folder));
        folders.iter().for_each(|folder| std::fs::create_dir(folder).expect("made"));
        // Files that a scenario names stand beside it.
        let beside = path.parent().expect("a folder");
        for entry in std::fs::read_dir(beside).expect("readable").map(|entry| entry.expect("an entry").path()) {
            let named = std::fs::read_to_string(&path).expect("readable");
            let file = entry.file_name().expect("a name").to_string_lossy().into_owned();
            if entry.is_file() && (file == name || named.contains(&file)) {
                std::fs::copy(&entry, folders[0].join(&file)).expect("copied");
                if !named.contains(&format!("administrations = \"{file}\"")) && file != name {
                    std::fs::copy(&entry, folders[1].join(&file)).expect("copied");
                    std::fs::copy(&entry, folders[2].join(&file)).expect("copied");
                }
            }
        }
        let book = format!("book/{stem}.xlsx");
        good(here.path(), &["convert", &format!("text/{name}"), &book]);
        good(here.path(), &["convert", &book, &format!("back/{name}")]);
        // Fifty thousand municipalities are read alike, which says the same sooner.
        if stem == "municipalities" {
            let read = |file: String| {
                let loaded = load(&here.path().join(file), &[], false).expect("readable");
                let mut scenario = loaded.scenario.expect("good");
                scenario.assumptions.clear();
                scenario
            };
            assert!(read(format!("text/{name}")) == read(format!("back/{name}")), "{name}");
            continue;
        }
        let text = results(&folders[0], name);
        let [book, back] = [results(&folders[1], &format!("{stem}.xlsx")), results(&folders[2], name)];
        assert!(text.len() >= 3, "{:?}", text.keys());
        for (file, bytes) in &text {
            assert!(book.get(file) == Some(bytes), "{name}: {file} of the workbook");
            assert!(back.get(file) == Some(bytes), "{name}: {file} of the way back");
        }
    }
}

#[test]
fn the_log_of_assumptions_survives_there_and_back() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/wycan.toml");
    let text = std::fs::read_to_string(shipped).expect("readable").replacen(
        "value = 0.07, ",
        "value = 0.07, owner = \"Treasury\", signed_off = 2013-05-31, ",
        1,
    );
    let folder = place(&text);
    good(folder.path(), &["convert", "some.toml", "some.xlsx"]);
    good(folder.path(), &["convert", "some.xlsx", "again.toml"]);
    let log = |file: &str| {
        let mut lines =
            load(&folder.path().join(file), &[], false).expect("readable").scenario.expect("good").assumptions;
        lines.retain(|line| line.path != "strategies");
        lines
    };
    let [first, book, again] = ["some.toml", "some.xlsx", "again.toml"].map(log);
    assert!(
        first
            .iter()
            .any(|line| line.owner.as_deref() == Some("Treasury") && line.signed_off.as_deref() == Some("2013-05-31"))
    );
    for (one, other) in first.iter().zip(&book) {
        assert_eq!(
            (&one.path, &one.source, &one.note, &one.owner),
            (&other.path, &other.source, &other.note, &other.owner)
        );
    }
    assert_eq!((first.len(), &book), (book.len(), &again));
}

#[test]
fn text_that_would_act_stays_text() {
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+1",
        "<script>alert(1)</script>",
        "a\\\"b # c",
        "_x0041_",
        "{ x = 1 }",
        "[1]",
        "@SUM(A1)",
        "'quoted",
    ];
    for words in hostile {
        let toml = toml::Value::String(words.to_owned()).to_string();
        let text = certain(2).replace("title = 'Some'", &format!("title = {toml}\nsummary = {toml}"))
            + &format!("[community]\nmarket = {{ value = 0, source = {toml}, owner = {toml} }}\n");
        let folder = place(&text);
        good(folder.path(), &["convert", "some.toml", "some.xlsx"]);
        let read = |file: &str| load(&folder.path().join(file), &[], false).expect("readable").scenario.expect("good");
        let [toml, book] = ["some.toml", "some.xlsx"].map(read);
        assert_eq!((&toml.title, &toml.summary), (&book.title, &book.summary), "{words}");
        let market = |of: &model::scenario::Scenario| {
            let line = of.assumptions.iter().find(|line| line.path == "community.market").expect("a line");
            (line.source.clone(), line.owner.clone())
        };
        assert_eq!(market(&toml), market(&book), "{words}");
    }
}

#[test]
fn nothing_is_written_over_and_what_cannot_be_is_told() {
    let folder = place(&certain(2));
    let here = folder.path();
    good(here, &["convert", "some.toml", "some.xlsx"]);
    refused(here, &["convert", "some.toml", "some.xlsx"], 2, "is there already");
    good(here, &["convert", "some.toml", "some.xlsx", "--force"]);
    refused(here, &["convert", "some.toml", "some.ods"], 2, "ends in .toml or .xlsx");
    refused(here, &["convert", "some.toml", "other.toml"], 2, "is no workbook");
    refused(here, &["convert", "absent.toml", "other.xlsx"], 3, "cannot read");
    refused(here, &["convert", "some.toml", "no/such/folder.xlsx"], 1, "cannot write");
    // Files that a scenario names stand beside it.
    let named = certain(2).replace("size = 100", "size = { empirical = 'sizes.csv#x' }");
    std::fs::write(here.join("named.toml"), named).expect("written");
    std::fs::write(here.join("sizes.csv"), "x\n10\n20\n30\n").expect("written");
    std::fs::create_dir(here.join("sub")).expect("made");
    good(here, &["convert", "named.toml", "named.xlsx"]);
    refused(here, &["convert", "named.toml", "sub/named.xlsx"], 3, "stand beside that; write it there");
    let printed = good(here, &["convert", "some.xlsx", "-"]);
    assert!(printed.contains("[[module]]") && printed.contains("[consortium]"), "{printed}");
    let torn = certain(2).replace("horizon = 1", "horizon = 'x'");
    std::fs::write(here.join("torn.toml"), torn).expect("written");
    refused(here, &["convert", "torn.toml", "torn.xlsx"], 3, "horizon");
    assert!(!here.join("torn.xlsx").exists());
    let long = certain(2).replace("title = 'Some'", &format!("title = '{}'", "x".repeat(40_000)));
    std::fs::write(here.join("long.toml"), long).expect("written");
    refused(here, &["convert", "long.toml", "long.xlsx"], 1, "cannot write a workbook");
}
