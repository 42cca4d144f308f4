//! What decides a quantity: first-order and total indices of the strongest factors, with their intervals.

use super::canvas::{Anchor, Canvas, solid};
use super::frame;
use super::frame::{BLUE, GUIDE, Heading, INK, LABEL, MARGIN, NAME, PLUM, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{described, input, quantity, question};
use super::{Chart, ChartError, Language, font};
use crate::language::{number, percent};
use study::analysis::sensitivity::found::{FactorResult, Sensitivity};

const TOP: f64 = 176.0;
/// Height of a row.
const ROW: f64 = 40.0;
/// Factors drawn.
const MOST: usize = 12;
/// Room of the names.
const NAMES: f64 = 330.0;

/// Draws the chart.
pub(crate) fn draw(found: &Sensitivity, language: Language) -> Result<Chart, ChartError> {
    let rows: Vec<&FactorResult> = found.decisive().into_iter().take(MOST).collect();
    let (count, of) =
        (number(found.header.replications as f64, 0, language), quantity(&found.of, &found.header, 60, language));
    let name = |one: &FactorResult| input(&one.name, &found.header, 60, language);
    let first = rows.first().map(|one| name(one)).unwrap_or_default();
    let share = |one: &FactorResult| percent(one.ranks.total.value.clamp(0.0, 1.0), language);
    let list: Vec<String> = rows.iter().map(|one| described(&name(one), &share(one), language)).collect();
    let title = match rows.is_empty() {
        true => language.pick("No input decides anything", "Aucune donnée ne compte").to_owned(),
        false => language.pick(
            format!("Highest total Sobol’ index: {first}"),
            format!("Plus grand indice de Sobol’ total : {first}"),
        ),
    };
    let heading = Heading {
        name: "sensitivity",
        measure: language.pick(
            format!(
                "Sobol’ indices of the rank of {of}: first-order (alone) and total · {count} replications, seed {}",
                found.header.seed
            ),
            format!(
                "Indices de Sobol’ des rangs, premier ordre (seule) et total : {of} · {count} simulations, graine {}",
                found.header.seed
            ),
        ),
        note: language
            .pick(
                "Lines: 95% intervals. Inputs that move together are one.",
                "Traits : intervalles à 95 %. Les données qui varient ensemble n’en font qu’une.",
            )
            .to_owned(),
        description: format!("{title}. {}.", list.join(language.pick("; ", " ; "))),
        title,
    };
    let height = TOP + ROW * rows.len() as f64 + 66.0;
    frame::sheet(&question(&found.header, language), language, &heading, height.max(260.0), |canvas| {
        paint(canvas, found, &rows, language)
    })
}

fn paint(
    canvas: &Canvas<'_>,
    found: &Sensitivity,
    rows: &[&FactorResult],
    language: Language,
) -> Result<(), ChartError> {
    let plot = Area {
        left: MARGIN + NAMES + 16.0,
        top: TOP,
        right: WIDTH - MARGIN - 16.0,
        bottom: TOP + ROW * rows.len() as f64,
    };
    let ends = rows.iter().flat_map(|one| [one.ranks.first_order, one.ranks.total]);
    let (low, high) = ends.fold((0.0f64, 0.1f64), |(low, high), one| (low.min(one.low), high.max(one.high)));
    // A hair below nothing is not worth a step of the scale.
    let low = if low > -0.05 { 0.0 } else { low };
    let across = Scale::linear(low, high, plot.left, plot.right).nice(5);
    key(canvas, language)?;
    frame::bottom_axis(
        canvas,
        plot,
        &across,
        5,
        language.pick("Share of the variance of ranks", "Part de la variance des rangs"),
        language,
    )?;
    for (k, one) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let name = input(&one.name, &found.header, 80, language);
        canvas.text(&canvas.fit(&name, LABEL, NAMES), (MARGIN, baseline), Anchor::Start, LABEL)?;
        for (index, alone, y) in [(one.ranks.first_order, true, middle - 8.0), (one.ranks.total, false, middle + 8.0)] {
            let (from, to) = (across.at(0.0), across.at(index.value));
            bar(canvas, Area { left: from.min(to), top: y - 6.0, right: from.max(to), bottom: y + 6.0 }, alone)?;
            canvas.line(&[(across.at(index.low), y), (across.at(index.high), y)], solid(INK, 1.6))?;
        }
    }
    canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(INK, 2.2))
}

/// Filled: alone; hatched: with all others.
fn bar(canvas: &Canvas<'_>, area: Area, alone: bool) -> Result<(), ChartError> {
    if alone {
        canvas.fill_area(area, TEAL)?;
        canvas.outline(area, solid(BLUE, 0.8))
    } else {
        canvas.hatch(area, 7.0, solid(PLUM, 1.2))?;
        canvas.outline(area, solid(PLUM, 1.0))
    }
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let texts = [language.pick("Alone", "Seule"), language.pick("With all others", "Avec toutes les autres")];
    let mut x = MARGIN;
    for (text, alone) in texts.into_iter().zip([true, false]) {
        bar(canvas, Area { left: x, top: TOP - 46.0, right: x + 26.0, bottom: TOP - 30.0 }, alone)?;
        canvas.text(text, (x + 34.0, TOP - 33.0), Anchor::Start, NAME)?;
        x += 34.0 + canvas.width(text, NAME) + 36.0;
    }
    Ok(())
}
