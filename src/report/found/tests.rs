//! What the answer of every sample must be, in both languages.

use super::*;
use crate::charts::allocation_sample::allocations;
use crate::charts::analysis_sample::{all_comparisons, all_cross_checks, all_sensitivities, all_sweeps, all_switching};
use crate::charts::backtest_sample::all_backtests;
use crate::charts::benchmark_sample::all_benchmarks;
use crate::charts::budget_sample::all_budgets;
use crate::charts::calibration_sample::all_calibrations;
use crate::charts::decision_sample::{all_decisions, all_terms};
use crate::charts::partner_sample::all_partners;
use crate::charts::preview_sample::all_previews;
use crate::charts::sample::{
    all_strategies, close_strategies, losing, many, nothing, of_all_sizes, provinces, scaled, with_horizon,
};
use crate::document::{Block, Document, Span, Text};
use crate::language::Language;
use crate::words::{models, run};
use model::effort::CARDS;
use model::results::{Lacks, Results, Warning};
use std::mem::discriminant;
use study::analysis::models::found::ModelResult;

/// English words that no French sentence has.
const ENGLISH: [&str; 58] = [
    "the", "of", "and", "is", "are", "in", "with", "by", "than", "cost", "costs", "saving", "savings", "saves", "year",
    "years", "from", "to", "at", "more", "less", "each", "all", "share", "shared", "alone", "never", "none", "members",
    "member", "seed", "mean", "median", "interval", "which", "where", "nobody", "grant", "fees", "input", "inputs",
    "rows", "cells", "above", "below", "between", "other", "others", "pays", "build", "builds", "value", "does", "not",
    "no", "yes", "within", "now",
];

/// French words that no English sentence has.
const FRENCH: [&str; 36] = [
    "le",
    "la",
    "les",
    "des",
    "du",
    "un",
    "une",
    "est",
    "sont",
    "dans",
    "pour",
    "par",
    "sur",
    "avec",
    "sans",
    "que",
    "qui",
    "et",
    "ou",
    "chaque",
    "séparément",
    "seul",
    "économie",
    "économise",
    "coût",
    "an",
    "ans",
    "graine",
    "réplications",
    "simulations",
    "membres",
    "prix",
    "de",
    "à",
    "au",
    "ne",
];

/// The article, a French year; an arrow of currencies and an English noun.
const IN_BOTH: [&str; 2] = ["an", "a"];

/// An answer in every language.
fn both(make: impl Fn(Language) -> Document) -> [Document; 2] {
    Language::ALL.map(make)
}

/// Every warning of a run.
fn warnings() -> Vec<Warning> {
    let heavy = |tail_index| Warning::HeavyTail {
        input: "effort.overrun".to_owned(),
        tail_index,
        lacks: Lacks::of(tail_index),
    };
    let (skewness, replications_needed) = (7.04, 12_345.0);
    vec![
        heavy(0.9),
        heavy(1.5),
        Warning::LongTail { input: "module.m.size".to_owned(), skewness, replications_needed },
        Warning::LongTail { input: "module.m.size".to_owned(), skewness: 1e9, replications_needed: 2.5e19 },
        Warning::ExtremesDecide,
        Warning::FewReplications { replications: 100 },
    ]
}

fn runs() -> Vec<(String, [Document; 2])> {
    let samples: [(&str, Results); 9] = [
        ("provinces", provinces()),
        ("losing", losing()),
        ("many", many()),
        ("of-all-sizes", of_all_sizes()),
        ("four-strategies", all_strategies()),
        ("close-strategies", close_strategies()),
        ("nothing", nothing()),
        ("small", scaled(1e-4)),
        ("one-year", with_horizon(1)),
    ];
    let of = |(name, results)| {
        let results = Results { warnings: warnings(), ..results };
        (format!("run {name}"), both(|language| run::document(&results, language)))
    };
    samples.into_iter().map(of).collect()
}

/// Every sample by name with its answer in each language.
fn all() -> Vec<(String, [Document; 2])> {
    let mut found = runs();
    let mut add = |name: &str, documents: [Document; 2]| found.push((name.to_owned(), documents));
    all_terms().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_decisions().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_sweeps().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_comparisons().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_switching().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_cross_checks().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_backtests().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_previews().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_budgets().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_benchmarks().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_sensitivities().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    allocations().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_partners().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    all_calibrations().iter().for_each(|(name, one)| add(name, both(|language| one.document(language))));
    found
}

/// The words of a block, without what can be typed and the paths of inputs.
fn texts(block: &Block) -> Vec<String> {
    let own = |text: &Text| -> String {
        let one = |span: &Span| match span {
            Span::Plain(text) => text.clone(),
            Span::Code(_) | Span::Path(_) | Span::Quoted(_) | Span::File(_) => "¤".to_owned(),
        };
        text.0.iter().map(one).collect()
    };
    match block {
        Block::Heading(text)
        | Block::Paragraph(text)
        | Block::Bullet(text)
        | Block::Detail(text)
        | Block::Warning(text) => vec![own(text)],
        Block::Figure { label, value, .. } => vec![own(label), own(&value.text)],
        Block::Table(table) => {
            let headers = table.columns.iter().map(|column| own(&column.header));
            let cells = table.rows.iter().flatten().map(|cell| own(&cell.text));
            headers.chain(cells).chain(table.note.as_ref().map(own)).collect()
        }
        Block::Code(_) | Block::Files { .. } => Vec::new(),
    }
}

/// Words of a text in lower case.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[test]
fn answers_speak_one_language() {
    let mut found = Vec::new();
    for (name, documents) in all() {
        for document in documents {
            let foreign: &[&str] = if document.language == Language::En { &FRENCH } else { &ENGLISH };
            for text in document.blocks().flat_map(texts) {
                // Authors are cited in Latin.
                let text = text.replace("et al.", "");
                let hit =
                    words_of(&text).find(|word| foreign.contains(&word.as_str()) && !IN_BOTH.contains(&word.as_str()));
                found.extend(hit.map(|hit| format!("{name} {:?}: `{hit}` in {text}", document.language)));
            }
        }
    }
    found.dedup();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn both_languages_say_the_same_in_the_same_order() {
    for (name, [english, french]) in all() {
        let shape = |document: &Document| -> Vec<Vec<_>> {
            let block = |block: &Block| {
                let size = match block {
                    Block::Table(table) => (table.columns.len(), table.rows.len(), table.note.is_some()),
                    _ => (0, 0, false),
                };
                (discriminant(block), size)
            };
            document.sections.iter().map(|section| section.iter().map(block).collect()).collect()
        };
        assert_eq!(shape(&english), shape(&french), "{name}");
        let numbers = |document: &Document| -> Vec<Option<String>> {
            let cells = document.blocks().filter_map(|block| match block {
                Block::Table(table) => Some(table.rows.iter().flatten()),
                _ => None,
            });
            cells.flatten().map(|cell| cell.figures.as_ref().map(|one| format!("{:?}", one.value))).collect()
        };
        assert_eq!(numbers(&english), numbers(&french), "{name}");
    }
}

#[test]
fn sentences_are_set_as_their_language_wants() {
    for (name, documents) in all() {
        for document in documents {
            for text in document.blocks().flat_map(texts) {
                let place = format!("{name} {:?}: {text:?}", document.language);
                // What the eye cannot see is spelt out: `\u{202e}`.
                let spelt = text.split("\\u{").skip(1).filter(|rest| rest.contains('}')).count();
                assert!(text.matches(['{', '}']).count() == 2 * spelt, "{place}");
                assert!(!text.trim().contains("  "), "{place}");
                if document.language == Language::Fr {
                    is_set_in_french(&text, &place);
                }
            }
        }
    }
}

/// No plain space where a narrow one is due, none missing, no straight apostrophe within a word.
fn is_set_in_french(text: &str, place: &str) {
    let chars: Vec<char> = text.chars().collect();
    for pair in chars.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        assert!(before != ' ' || !matches!(after, ':' | ';' | '!' | '?' | '%' | '»'), "{place}");
        assert!(before != '«' || after == '\u{202F}', "{place}");
        assert!(after != '%' || before == '\u{202F}', "{place}");
    }
    let apostrophe =
        chars.windows(3).any(|three| three[1] == '\'' && three[0].is_alphabetic() && three[2].is_alphabetic());
    assert!(!apostrophe, "{place}");
}

/// A text without addresses and what it quotes: titles of books keep their language.
fn unquoted(text: &str) -> String {
    let parts = text.split('«').map(|part| part.split_once('»').map_or(part, |(_, rest)| rest));
    parts.flat_map(|part| part.split(' ')).filter(|word| !word.contains('/')).collect::<Vec<&str>>().join(" ")
}

#[test]
fn cards_of_models_speak_french() {
    let models: Vec<ModelResult> = CARDS.iter().map(|card| ModelResult::of(card)).collect();
    for make in [models::list, models::whole] {
        let [english, french] = both(|language| make(&models, language));
        let shape = |document: &Document| document.blocks().map(discriminant).collect::<Vec<_>>();
        assert_eq!(shape(&english), shape(&french));
        for text in french.blocks().flat_map(texts) {
            let hit = words_of(&unquoted(&text)).find(|word| ENGLISH.contains(&word.as_str()));
            assert!(hit.is_none(), "{hit:?} in {text}");
            is_set_in_french(&text, &text);
        }
    }
}
