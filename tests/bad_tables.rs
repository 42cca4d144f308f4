//! Every table of `tests/badtables` in a complete scenario: refused, limited, warned of or read as its index says.

use model::distribution::Distribution;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use study::input::node::Value;
use study::input::problem::{Problems, Severity, Sources};
use study::input::{Loaded, load_text, render, table};

/// A row of the index.
struct Case {
    file: String,
    category: String,
    expect: String,
    at: Option<(usize, usize)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/badtables")
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn cases() -> Vec<Case> {
    let index = bytes("index.csv");
    let mut reader = csv::Reader::from_reader(index.as_slice());
    let case = |record: csv::StringRecord| Case {
        file: record[0].to_owned(),
        category: record[1].to_owned(),
        expect: record[2].to_owned(),
        at: record[3].split_once(':').map(|(line, column)| (number(line), number(column))),
    };
    reader.records().map(|record| case(record.expect("a sound index"))).collect()
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| panic!("{text} in the index"))
}

fn expecting(expect: &str) -> impl Iterator<Item = Case> {
    cases().into_iter().filter(move |case| case.expect == expect)
}

/// A scenario around a table, all else being in order.
fn load(file: &str) -> Loaded {
    let text = format!(
        r#"title = "A table"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0.035
administrations = "{file}"
module = [{{ id = "permits", size = "40 to 110" }}]
[consortium]
cost_sharing = "population"
"#
    );
    load_text("scenario.toml", &text, &[], Some(&folder()))
}

/// Line, column and message of what is wrong with the table.
fn found(loaded: &Loaded, file: &str, severity: Severity) -> Vec<((usize, usize), String)> {
    let sources = &loaded.sources;
    let wanted = loaded.problems.iter().filter(|problem| problem.severity == severity);
    let there = wanted.filter(|problem| sources.name(problem.place.file).ends_with(file));
    there.map(|problem| (sources.position(&problem.place), problem.message.clone())).collect()
}

fn scenario(loaded: &Loaded, file: &str) -> Scenario {
    assert!(!loaded.problems.any_error(), "{file}: {:#?}", loaded.problems);
    loaded.scenario.clone().unwrap_or_else(|| panic!("{file} gives no scenario"))
}

#[test]
fn the_index_names_every_table() {
    let files = std::fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let files = files.map(|name| name.to_string_lossy().into_owned());
    let files: BTreeSet<String> = files.filter(|name| name.ends_with(".csv") && name != "index.csv").collect();
    let named: BTreeSet<String> = cases().into_iter().map(|case| case.file).collect();
    assert_eq!(files, named);
    assert_eq!(files.len(), 106);
}

#[test]
fn refusals_point_at_the_fault() {
    for case in expecting("reject") {
        let loaded = load(&case.file);
        let errors = found(&loaded, &case.file, Severity::Error);
        let (line, column) = case.at.unwrap_or_else(|| panic!("{} has no place in the index", case.file));
        assert!(errors.iter().any(|(at, _)| *at == (line, column)), "{} {line}:{column}: {errors:#?}", case.file);
        assert!(loaded.scenario.is_none(), "{}", case.file);
        let rendered = render(&loaded.problems, &loaded.sources, false);
        assert!(rendered.contains(&format!("{}:{line}:{column}", case.file)), "{rendered}");
    }
}

#[test]
fn one_fault_gives_one_error() {
    for case in expecting("reject").filter(|case| matches!(case.category.as_str(), "encoding" | "structure" | "quotes"))
    {
        let loaded = load(&case.file);
        let errors = found(&loaded, &case.file, Severity::Error);
        let most = if case.file.starts_with("c032") { 4 } else { 1 };
        assert!(errors.len() <= most, "{}: {errors:#?}", case.file);
        assert_eq!(errors.len(), loaded.problems.iter().count(), "{}: {:#?}", case.file, loaded.problems);
    }
}

#[test]
fn limits_are_named() {
    for case in expecting("limit") {
        let errors = found(&load(&case.file), &case.file, Severity::Error);
        let named = |((line, column), message): &((usize, usize), String)| {
            case.at == Some((*line, *column)) && message.contains("at most 256")
        };
        assert!(errors.len() == 1 && errors.iter().all(named), "{}: {errors:#?}", case.file);
    }
}

#[test]
fn warnings_point_at_their_cause() {
    for case in expecting("warn") {
        let loaded = load(&case.file);
        scenario(&loaded, &case.file);
        let warnings = found(&loaded, &case.file, Severity::Warning);
        assert!(warnings.iter().any(|(at, _)| Some(*at) == case.at), "{}: {warnings:#?}", case.file);
    }
}

#[test]
fn sound_tables_are_read() {
    let baseline = scenario(&load("c001_baseline_valid.csv"), "c001_baseline_valid.csv");
    let first = &baseline.administrations[0];
    assert_eq!((first.id.as_str(), first.name.en.as_str(), first.population), ("A01", "Alphaton", Some(120_000.0)));
    assert_eq!(rates(&baseline), [4500.5, 15200.0, 98000.25]);
    for case in expecting("accept") {
        let read = scenario(&load(&case.file), &case.file);
        if matches!(case.category.as_str(), "baseline" | "encoding" | "line ends") {
            assert_eq!(read.administrations, baseline.administrations, "{}", case.file);
            assert_eq!(rates(&read), rates(&baseline), "{}", case.file);
        }
    }
    for (file, rate) in [
        ("c083_cost_plus.csv", 4500.5),
        ("c085_cost_dot_first.csv", 0.5),
        ("c086_cost_dot_last.csv", 5.0),
        ("c098_cost_outer_space.csv", 4500.5),
    ] {
        assert_eq!(rates(&scenario(&load(file), file)), [rate, 15200.0, 98000.25], "{file}");
    }
    let words = scenario(&load("c064_id_keywords.csv"), "c064_id_keywords.csv");
    assert!(words.administrations.iter().map(|one| one.id.as_str()).eq(["null", "NA", "true", "NaN"]));
}

fn rates(scenario: &Scenario) -> Vec<f64> {
    let rate = |i| match scenario.source(Row::Member(i, Member::LabourRate)) {
        Source::Drawn(Distribution::Constant(rate)) => *rate,
        other => panic!("{other:?}"),
    };
    (0..scenario.administrations.len()).map(rate).collect()
}

#[test]
fn texts_stay_as_written_in_their_cells() {
    for case in cases().iter().filter(|case| matches!(case.expect.as_str(), "accept" | "neutralise" | "warn")) {
        let bytes = bytes(&case.file);
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let table = table::read(&bytes, &case.file, &mut sources, &mut problems);
        let table = table.unwrap_or_else(|| panic!("{}: {problems:#?}", case.file));
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| match &cell.value {
            Value::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        });
        let separator = if case.file.contains("semicolons") { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(bytes.as_slice());
        let wanted = reader.records().flat_map(|record| {
            let record = record.expect("a sound table");
            record.iter().map(|cell| cell.trim_matches([' ', '\t']).to_owned()).collect::<Vec<_>>()
        });
        assert_eq!(cells.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{}", case.file);
    }
}

#[test]
fn texts_are_inert_in_scenarios_and_messages() {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for case in cases() {
        let loaded = load(&case.file);
        let rendered = render(&loaded.problems, &loaded.sources, false);
        assert!(!rendered.contains(acts), "{}: {rendered:?}", case.file);
        if case.expect != "neutralise" {
            continue;
        }
        for one in scenario(&loaded, &case.file).administrations {
            assert!(!one.name.en.contains(|c| acts(c) || c == '\n'), "{}: {:?}", case.file, one.name.en);
        }
    }
}
