//! What was predicted of each case, and what came.

use super::outcome;
use crate::document::{Cell, Document, Figures, Table};
use crate::language::{Language, figure};
use model::scenario::Observable;
use study::analysis::backtest::found::{PastCase, Predicted};
use study::input::problem::shown;

/// Both tables, as far as they have rows.
pub(super) fn tables(cases: &[PastCase], document: &mut Document) {
    let language = document.language;
    let events: Vec<Vec<Cell>> = cases.iter().filter_map(|case| event_row(case, language)).collect();
    if !events.is_empty() {
        let header = language.pick(
            ["event", "abandoned: chance", "came", "exits: chance", "came"],
            ["événement", "abandon\u{202F}: chance", "arrivé", "départs\u{202F}: chance", "arrivé"],
        );
        document.table(Table::new(header, events));
    }
    let number = |case| move |one| number_row(case, one, language);
    let numbers: Vec<Vec<Cell>> = cases.iter().flat_map(|case| case.figures.iter().filter_map(number(case))).collect();
    if !numbers.is_empty() {
        let header = language.pick(
            ["number", "of", "came", "P5", "P25", "P50", "P75", "P95", "mid-PIT", "within"],
            ["nombre", "quoi", "arrivé", "P5", "P25", "P50", "P75", "P95", "mi-PIT", "dans"],
        );
        document.table(Table::new(header, numbers));
    }
}

/// The chance of every event, and whether it came.
fn event_row(case: &PastCase, language: Language) -> Option<Vec<Cell>> {
    case.figures.iter().find(|figure| figure.event.is_some())?;
    let cells = [Observable::Abandoned, Observable::Exits].into_iter().flat_map(|what| {
        let known = case.figures.iter().find(|figure| figure.what == what).and_then(|one| Some((one, one.event?)));
        known.map_or([Cell::default(), Cell::default()], |(one, event)| {
            let came = if one.came > 0.5 { language.pick("yes", "oui") } else { language.pick("no", "non") };
            [Cell::percent(event.probability, language), (came.to_owned() + &signs(one)).into()]
        })
    });
    Some([name(case).into()].into_iter().chain(cells).collect())
}

fn number_row(case: &PastCase, one: &Predicted, language: Language) -> Option<Vec<Cell>> {
    let forecast = one.number?;
    let within = match (forecast.in_50, forecast.in_90) {
        (true, _) => language.pick("50%", "50\u{202F}%"),
        (false, true) => language.pick("90%", "90\u{202F}%"),
        (false, false) => language.pick("neither", "aucun"),
    };
    let cell = |value: f64, after: &str| Cell {
        text: (figure(value, language) + after).into(),
        figures: Some(Figures { value, interval: None, decimals: 3, unit: String::new() }),
    };
    let mut row = vec![name(case).into(), outcome(one.what, language).into(), cell(one.came, &signs(one))];
    row.extend(forecast.quantiles.map(|value| cell(value, "")));
    row.extend([Cell::number(forecast.pit[1], 2, language), within.into()]);
    Some(row)
}

/// The id, marked where the case was found because of its end.
fn name(case: &PastCase) -> String {
    shown(&case.id) + if case.found_by_end { "#" } else { "" }
}

/// What is to be known of an outcome: that a default rests on it, and that nobody read it in a source.
fn signs(one: &Predicted) -> String {
    let star = if one.circular { "*" } else { "" };
    match one.mark.is_sourced() {
        true => star.to_owned(),
        false => format!("{star} [{}]", one.mark),
    }
}
