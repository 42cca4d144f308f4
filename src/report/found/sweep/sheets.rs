//! The sheet of a sweep: one row a cell.

use crate::language::{Language, say};
use crate::words::names::in_language;
use crate::words::{inputs, quantities};
use crate::workbook::{Cell, Chart, Column, Contents, Kind, Series, Shape, Sheet};
use model::results::Dimension;
use study::analysis::sweep::found::{Axis, Cell as Found, Sweep};
use study::input::problem::{inert, shown};

/// What the workbook holds.
pub(super) fn contents(found: &Sweep, language: Language) -> Contents {
    let (currency, year) = (shown(&found.header.currency), found.header.price_year);
    let basis = quantities::basis(&found.of, language);
    let amounts = say!(language, "{currency} of {year}{basis}" | "{currency}, prix de {year}{basis}");
    let sheet = Sheet {
        name: language.pick("Cells", "Cases"),
        notes: vec![
            notes(found, language),
            language
                .pick(
                    "The median saving, chances and break-even are of all together against building alone, at equal service.",
                    "L’économie médiane, les chances et la rentabilité sont de tous ensemble face à construire seul, à service égal.",
                )
                .to_owned(),
        ],
        columns: columns(found, language),
        rows: found.cells.iter().map(|cell| row(found, cell)).collect(),
        file: Some("sweep.csv"),
        frozen: found.over.len(),
        filter: true,
        chart: chart(found, language),
    };
    let title = in_language(&found.header.title, language).to_owned();
    Contents { title, amounts: Some(amounts), sheets: vec![sheet] }
}

/// The quantity with its unit.
fn quantity(found: &Sweep, language: Language) -> String {
    let of = inert(quantities::label(&found.of, language).chars());
    let unit = shown(crate::language::noun_of(&found.unit, language));
    format!("{of}, {unit}")
}

fn notes(found: &Sweep, language: Language) -> String {
    let (of, basis) = (quantity(found, language), quantities::basis(&found.of, language));
    let paths: Vec<String> = found.over.iter().map(|axis| inert(axis.path.chars())).collect();
    let paths = paths.join(", ");
    say!(language, "{of}{basis}, by {paths}." | "{of}{basis}, selon {paths}.")
}

fn columns(found: &Sweep, language: Language) -> Vec<Column> {
    let of = quantity(found, language);
    let mut headers: Vec<String> = found.over.iter().map(|axis| label(axis, language)).collect();
    headers.extend([
        say!(language, "{of}: mean" | "{of} : moyenne"),
        language.pick("standard error", "erreur type").to_owned(),
    ]);
    headers.extend(["P5", "P10", "P25", "P50", "P75", "P90", "P95"].map(str::to_owned));
    let [from, to] = [language.pick("95% interval from", "intervalle à 95\u{202F}% de"), language.pick("to", "à")];
    let saving = [language.pick("median saving", "économie médiane"), from, to];
    let cheaper = [language.pick("chance: cheaper than alone", "chance\u{202F}: moins cher que seul"), from, to];
    let even = [language.pick("chance: breaks even", "chance\u{202F}: avantageux"), from, to];
    headers.extend([saving, cheaper, even].concat().into_iter().map(str::to_owned));
    let year = language.pick("breaks even after (median), years", "avantageux après (médiane), ans");
    headers.into_iter().chain([year.to_owned()]).map(Column::new).collect()
}

/// What an input is called, with its path where it has a name.
fn label(axis: &Axis, language: Language) -> String {
    let path = inert(axis.path.chars());
    match inputs::name(&axis.path, language) {
        Some(name) => format!("{} ({path})", inert(name.chars())),
        None => path,
    }
}

fn kind(unit: &Dimension) -> Kind {
    match unit {
        Dimension::Money(_) => Kind::Money,
        Dimension::PersonMonths => Kind::Amount,
        Dimension::Years => Kind::Years,
        Dimension::Probability => Kind::Share,
        Dimension::TimesCost => Kind::Decimals(3),
    }
}

fn row(found: &Sweep, cell: &Found) -> Vec<Cell> {
    let mut cells: Vec<Cell> = cell.at.iter().map(|value| Cell::read(&inert(value.chars()))).collect();
    cells.extend(cell.of.named().map(|(_, value)| Cell::number(value, kind(&found.unit))));
    let median = cell.saving_p50;
    let ends =
        [median.map(|known| known.value), median.and_then(|known| known.low), median.and_then(|known| known.high)];
    cells.extend(ends.map(|value| Cell::number(value, Kind::Money)));
    for chance in [cell.cheaper, cell.breaks_even] {
        cells.extend([chance.value, chance.low, chance.high].map(|value| Cell::number(Some(value), Kind::Share)));
    }
    cells.push(Cell::number(cell.break_even, Kind::Years));
    cells
}

/// Along one input of numbers: P5, P50 and P95.
fn chart(found: &Sweep, language: Language) -> Option<Chart> {
    let [axis] = &found.over[..] else { return None };
    axis.numbers.as_ref().filter(|numbers| numbers.len() > 1)?;
    let of = quantity(found, language);
    // Behind the value: mean, standard error, then the seven quantiles.
    let lines = [("P95", 9), ("P50", 6), ("P5", 3)];
    let series =
        lines.map(|(name, column)| Series { name: name.to_owned(), columns: [0, column], rows: 0..found.cells.len() });
    let axes = [label(axis, language), of.clone()];
    Some(Chart { title: of, shape: Shape::Points, axes, series: series.into() })
}
