//! What was assumed, and why: first what nobody gave a source for.

use super::own;
use crate::language::Language;
use crate::words::check::any_owned;
use crate::words::ground::Ground;
use crate::words::{inputs, phrases};
use crate::workbook::{Cell, Column, Sheet};
use model::scenario::{Assumption, Scenario};

pub(super) fn sheet(scenario: &Scenario, language: Language) -> Sheet {
    let columns = [
        language.pick("path", "chemin"),
        language.pick("name", "nom"),
        language.pick("value", "valeur"),
        language.pick("unit", "unité"),
        language.pick("given or default", "fourni ou par défaut"),
        language.pick("mark", "marque"),
        language.pick("how well supported", "appui"),
        language.pick("source", "source"),
        language.pick("note", "note"),
    ];
    let owned = any_owned(&scenario.assumptions);
    let more = [language.pick("owner", "responsable"), language.pick("signed off", "approbation")];
    let columns = columns.into_iter().chain(more.into_iter().filter(|_| owned));
    let mut lines: Vec<&Assumption> = scenario.assumptions.iter().collect();
    lines.sort_by_key(|line| Ground::of(line));
    Sheet {
        name: language.pick("Assumptions", "Hypothèses"),
        notes: vec![
            language
                .pick(
                    "First what has no source, then judgement, then what is quoted and not verified.",
                    "D’abord ce qui n’a pas de source, puis le jugement, puis ce qui est cité sans être vérifié.",
                )
                .to_owned(),
            language
                .pick(
                    "Marks of defaults: S read in the source, D derived from data, R commonly quoted and not verified, G judgement, – neutral or off.",
                    "Marques des valeurs par défaut\u{202F}: S, lu dans la source\u{202F}; D, tiré de données\u{202F}; R, souvent cité, non vérifié\u{202F}; G, jugement\u{202F}; –, neutre ou désactivé.",
                )
                .to_owned(),
        ],
        columns: columns.map(Column::new).collect(),
        rows: lines.into_iter().map(|line| row(line, owned, language)).collect(),
        frozen: 2,
        filter: true,
        ..Sheet::default()
    }
}

/// How well a value is supported.
fn support(ground: Ground, language: Language) -> &'static str {
    match ground {
        Ground::Nothing => language.pick("no source", "sans source"),
        Ground::Judgement => language.pick("judgement", "jugement"),
        Ground::Quoted => language.pick("quoted, not verified", "cité, non vérifié"),
        Ground::Source => language.pick("sourced", "avec source"),
        Ground::Off => language.pick("neutral or off", "neutre ou désactivé"),
        Ground::Choice => language.pick("a choice: part of the question", "choix qui définit la question"),
    }
}

fn row(line: &Assumption, owned: bool, language: Language) -> Vec<Cell> {
    let [path, written, unit] = [&line.path, &line.value, &line.unit].map(|text| own(text));
    // What answers and charts call it; whose it is the path says.
    let whose = path.strip_prefix("administration.").and_then(|rest| rest.rsplit_once('.'));
    let whole = whose.map_or_else(|| path.clone(), |(_, last)| format!("administration.*.{last}"));
    let name = inputs::name(&whole, language).map_or(Cell::Empty, |name| own(&name).into());
    let why = |reason: &Option<String>| match reason {
        Some(reason) => phrases::reason(&own(reason), language).into(),
        None => Cell::Empty,
    };
    let origin = if line.given { language.pick("given", "fourni") } else { language.pick("default", "par défaut") };
    let mark = line.mark.filter(|_| !line.given).map_or(Cell::Empty, |mark| mark.to_string().into());
    let support = support(Ground::of(line), language);
    let by = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, |text| own(text).into());
    let mut cells = vec![
        path.into(),
        name,
        phrases::value(&written, language).map_or_else(|| Cell::read(&written), Cell::from),
        phrases::unit(&unit, language).into(),
        origin.into(),
        mark,
        support.into(),
        why(&line.source),
        why(&line.note),
    ];
    cells.extend([by(&line.owner), by(&line.signed_off)].into_iter().filter(|_| owned));
    cells
}
