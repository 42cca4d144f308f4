//! Every sheet of every sample, in both languages.

use super::{Cell, Contents, Sheet, Workbook, run};
use crate::charts::allocation_sample::allocations;
use crate::charts::analysis_sample::all_sweeps;
use crate::charts::budget_sample::all_budgets;
use crate::charts::sample::{all_strategies, many, nothing, provinces, scaled, with_horizon};
use crate::document::Document;
use crate::found::Found;
use crate::language::Language;
use model::results::Results;
use std::collections::BTreeSet;
use study::input::load_text;

/// A scenario whose assumptions are logged.
const TOWNS: &str = "title = 'T'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 5\ndiscount_rate = 0.035\n\
    module = [{ id = 'm', size = 100 }]\n\
    administration = [{ id = 'a', level = 'town', labour_rate = 12000 }, { id = 'b', level = 'town', labour_rate = 9000 }]\n";

/// What a sheet of any program must be.
fn hold(name: &str, contents: &Contents, language: Language) {
    let mut names = BTreeSet::from([language.pick("answer", "réponse").to_owned()]);
    for Sheet { name: sheet, columns, rows, frozen, chart, notes, .. } in &contents.sheets {
        let what = format!("{name}, {sheet}, {}", language.code());
        assert!(names.insert(sheet.to_lowercase()), "{what}: the name is there twice");
        assert!(
            (1..=31).contains(&sheet.chars().count()) && !sheet.contains(['[', ']', ':', '*', '?', '/', '\\', '\''])
        );
        assert!(rows.iter().all(|row| row.len() == columns.len()), "{what}: a cell for each column");
        assert!(columns.iter().all(|column| !column.header.trim().is_empty()), "{what}: a header without words");
        assert!(*frozen < columns.len() && notes.iter().all(|note| !note.is_empty()), "{what}");
        let finite = |cell: &Cell| cell.value().is_none_or(f64::is_finite);
        assert!(rows.iter().flatten().all(finite), "{what}");
        for series in chart.iter().flat_map(|chart| &chart.series) {
            assert!(series.columns.iter().all(|column| *column < columns.len()), "{what}: a line of no column");
            assert!(series.rows.end <= rows.len(), "{what}: a line beyond the rows");
        }
    }
}

/// That it can be written, twice the same.
fn hold_bytes(name: &str, make: impl Fn() -> Workbook) {
    let bytes = || make().bytes().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(bytes() == bytes(), "{name}");
}

fn of<F: Found>(name: &str, found: &F) {
    for language in Language::ALL {
        hold(name, &found.contents(language), language);
        hold_bytes(name, || crate::found::workbook(found, &[], language));
    }
}

#[test]
fn analyses_have_sheets_in_both_languages() {
    for (name, found) in all_budgets() {
        of(name, &found);
    }
    for (name, found) in all_sweeps() {
        of(name, &found);
    }
    for (name, found) in allocations() {
        of(name, &found);
    }
}

#[test]
fn runs_have_sheets_in_both_languages() {
    let scenario = load_text("towns.toml", TOWNS, &[], None).scenario.expect("a scenario");
    let samples: [(&str, Results); 6] = [
        ("provinces", provinces()),
        ("many", many()),
        ("four-strategies", all_strategies()),
        ("nothing", nothing()),
        ("small", scaled(1e-4)),
        ("one-year", with_horizon(1)),
    ];
    for (name, results) in samples {
        for language in Language::ALL {
            let contents = run::contents(&results, &scenario, language);
            assert_eq!(contents.sheets.len(), 6);
            hold(name, &contents, language);
            hold_bytes(name, || run::workbook(&results, &scenario, &[], language));
        }
    }
}

/// Headers are in the language: none is the same in both but for what both languages have.
#[test]
fn headers_are_in_the_language() {
    let same = [
        "id",
        "name",
        "unit",
        "source",
        "note",
        "population",
        "effort",
        "administration",
        "P5",
        "P10",
        "P25",
        "P50",
        "P75",
        "P90",
        "P95",
    ];
    let scenario = load_text("towns.toml", TOWNS, &[], None).scenario.expect("a scenario");
    let [en, fr] = Language::ALL.map(|language| run::contents(&all_strategies(), &scenario, language).sheets);
    for (en, fr) in en.iter().zip(&fr) {
        assert_ne!(en.name, fr.name);
        assert!(en.notes.iter().zip(&fr.notes).all(|(en, fr)| en != fr), "{}", en.name);
        for (one, other) in en.columns.iter().zip(&fr.columns) {
            assert!(one.header != other.header || same.contains(&one.header.as_str()), "{}: {}", en.name, one.header);
            assert_eq!(one.sum, other.sum);
        }
    }
}

#[test]
fn an_empty_answer_is_a_workbook_too() {
    let empty = || Workbook::new(Document::new(Language::En), &super::Origin::default(), Contents::default());
    hold_bytes("empty", empty);
}
