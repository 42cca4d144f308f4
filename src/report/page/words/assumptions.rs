//! The log of assumptions: every input that is used, what nobody sourced first.

use super::frame::heading;
use super::settings;
use crate::charts::preview;
use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, path, quoted, say};
use crate::words::check::{Entry, any_owned, marks};
use crate::words::ground::Ground;
use crate::words::inputs::label_among;
use model::scenario::{Assumption, Scenario};
use study::analysis::header::Names;
use study::analysis::preview::found::Uncertain;
use study::input::problem::inert;

/// A part of the log.
fn heading_of(ground: Ground, count: usize, language: Language) -> String {
    match ground {
        Ground::Nothing => say!(language, "Given without a source ({count})" | "Fournies sans source ({count})"),
        Ground::Judgement => say!(
            language,
            "Defaults that are judgement ({count})" | "Valeurs par défaut qui relèvent du jugement ({count})"
        ),
        Ground::Quoted => say!(
            language,
            "Defaults commonly quoted and not verified ({count})"
                | "Valeurs par défaut souvent citées, sans avoir été vérifiées ({count})"
        ),
        Ground::Source => {
            say!(
                language,
                "From a source, or derived from data ({count})" | "Tirées d’une source, ou de mesures ({count})"
            )
        }
        Ground::Off => say!(language, "Neutral, or switched off ({count})" | "Neutres, ou désactivées ({count})"),
        Ground::Choice => {
            say!(language, "Chosen: the question itself ({count})" | "Choix qui définissent la question ({count})")
        }
    }
}

/// How many inputs nobody sourced, of those of which there is something to be known.
pub fn unsourced(scenario: &Scenario, language: Language) -> String {
    let grounds: Vec<Ground> = scenario.assumptions.iter().map(Ground::of).collect();
    let count = |wanted: &[Ground]| grounds.iter().filter(|ground| wanted.contains(ground)).count();
    let (all, given) =
        (count(&[Ground::Nothing, Ground::Judgement, Ground::Quoted, Ground::Source]), count(&[Ground::Nothing]));
    let (judgement, place) = (count(&[Ground::Judgement, Ground::Quoted]), heading("assumptions", language));
    say!(
        language,
        "Of {all} inputs that are on, {given} are given without a source, and {judgement} are defaults by judgement or not verified: see “{place}”."
            | "Sur {all} données actives, {given} sont fournies sans source, et {judgement} sont des valeurs par défaut qui relèvent du jugement ou ne sont pas vérifiées : voir « {place} »."
    )
}

/// What the chapter is about.
pub fn introduction(language: Language) -> Document {
    let mut document = Document::new(language);
    document.paragraph(say!(
        language,
        "Every input that the simulations use. What nobody sourced stands first: that is where to look. Notes and sources are in the words of the scenario."
            | "Toutes les données utilisées par les simulations. Celles qui n’ont pas de source viennent en premier : c’est là qu’il faut regarder. Les notes et les sources sont reproduites telles quelles, dans la langue du scénario."
    ));
    document.paragraph(marks(language));
    document
}

/// The numbers of a chart of uncertain inputs.
pub fn numbers(inputs: &[Uncertain], names: &Names, currency: &str, language: Language) -> Table {
    let header = language
        .pick(["input", "basis", "unit", "P10", "P50", "P90"], ["donnée", "fondement", "unité", "P10", "P50", "P90"]);
    let row = |one: &Uncertain| -> Vec<Cell> {
        let of = one.quantiles;
        let words = [
            preview::name(one, names, language),
            preview::basis(one, language),
            preview::unit(one, currency, language),
        ];
        let value = |value: f64| Cell::number(value, 0, language).read(preview::value(value, language));
        words.map(|words| inert(words.chars()).into()).into_iter().chain([of.p10, of.p50, of.p90].map(value)).collect()
    };
    Table::new(header, inputs.iter().map(row)).words_in(&[1, 2])
}

/// The log.
pub fn document(scenario: &Scenario, language: Language) -> Document {
    let mut document = Document::new(language);
    let (owned, names) = (any_owned(&scenario.assumptions), Names::of(scenario));
    for ground in Ground::ALL {
        let entries: Vec<&Assumption> = scenario.assumptions.iter().filter(|one| Ground::of(one) == ground).collect();
        if !entries.is_empty() {
            document.section().heading(heading_of(ground, entries.len(), language));
            document.table(table(&entries, ground, (owned, &names), language));
        }
    }
    document
}

/// Some inputs; who answers for each where anybody does for any of them.
fn table(entries: &[&Assumption], ground: Ground, (owned, names): (bool, &Names), language: Language) -> Table {
    let mut header = language
        .pick(
            ["input", "value", "unit", "basis", "source or note"],
            ["donnée", "valeur", "unité", "fondement", "source ou note"],
        )
        .to_vec();
    header.extend(owned.then(|| language.pick("owner and sign-off", "responsable et approbation")));
    Table::new(header, entries.iter().map(|one| row(one, ground, (owned, names), language)))
        .words_in(&[1, 2, 3, 4, 5])
        .laid_out(Layout::Wrapped)
}

/// What an input of one module or administration is called, by the name of that.
fn own_name(key: &str, names: &Names, language: Language) -> Option<String> {
    let own = key.starts_with("module.") && !key.contains('*');
    own.then(|| inert(label_among(key, names, language).chars())).filter(|name| name != key)
}

fn row(assumption: &Assumption, ground: Ground, (owned, names): (bool, &Names), language: Language) -> Vec<Cell> {
    let Entry { path: key, name, value, unit, source, note, owned: by } = Entry::of(assumption, language);
    let name = own_name(&key, names, language).or(name);
    let input = name.map_or_else(|| path(&key), |name| format!("{name}\n{}", path(&key)));
    let basis = match (assumption.given, assumption.mark) {
        (true, _) => language.pick("given", "fourni").to_owned(),
        (false, Some(mark)) => say!(language, "default [{mark}]" | "par défaut [{mark}]"),
        (false, None) => language.pick("follows the scenario", "suit le scénario").to_owned(),
    };
    // What the scenario says is in a language of its own; what is made of other inputs is said once.
    let own = |text: String| if assumption.given { quoted(&text) } else { text };
    let why = [source, note].into_iter().flatten().filter(|text| *text != value).map(own);
    let why = match (why.collect::<Vec<String>>().join("\n"), ground) {
        (none, Ground::Nothing) if none.is_empty() => language.pick("none", "aucune").to_owned(),
        (none, _) if none.is_empty() => "–".to_owned(),
        (why, _) => why,
    };
    let value = settings::said(&key, &assumption.value, language).unwrap_or(value);
    let mut cells: Vec<Cell> = vec![input.into(), value.into(), unit.into(), basis.into(), why.into()];
    cells.extend(owned.then(|| by.unwrap_or_else(|| "–".to_owned()).into()));
    cells
}
