//! What each member pays by up to four rules, against what it would pay alone.

use super::allocation_words::{caption, no_answer, question, unit};
use super::canvas::{Anchor, Canvas, Dash, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, MARGIN, NAME, ORANGE, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::{Chart, ChartError, Language};
use crate::language::number;
use crate::words::classes::member;
use crate::words::names;
use plotters::style::RGBColor;
use study::analysis::allocate::found::{Allocations, DivisionResult};

const NAME_OF_CHART: &str = "shares";
const TOP: f64 = 172.0;
/// Height of a row.
const ROW: f64 = 42.0;
/// Greatest width of the names.
const NAMES: f64 = 220.0;
/// Rules that are drawn if they have an answer, before others.
const FIRST: [&str; 4] = ["shapley", "nucleolus", "scrb", "proportional-saving"];
/// Looks of the rules: no two alike in colour or form.
const LOOKS: [(RGBColor, Shape); 4] =
    [(BLUE, Shape::Circle), (TEAL, Shape::Square), (PLUM, Shape::Triangle), (ORANGE, Shape::Diamond)];

/// Draws the chart.
pub(crate) fn draw(allocations: &Allocations, language: Language) -> Result<Chart, ChartError> {
    let series = series(allocations);
    let amounts = series.iter().flat_map(|(_, division)| division.shares.values());
    let greatest = amounts.chain(allocations.game.alone.values()).fold(0.0f64, |most, x| most.max(x.abs()));
    let unit = unit(allocations, greatest, language);
    let title = title(allocations, language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language
            .pick("What each member pays by rule, and alone", "Ce que paie chaque membre selon la règle, et seul")
            .to_owned(),
        note: String::new(),
        description: format!("{title}. {}", reading(&series, language)),
        title,
    };
    let axis = caption(language.pick("Cost", "Coût"), &unit);
    let height = TOP + ROW * allocations.game.alone.0.len() as f64 + 66.0;
    frame::sheet(&question(allocations, language), language, &heading, height.max(280.0), |canvas| {
        paint(canvas, allocations, &series, (unit.factor, &axis), language)
    })
}

/// At most four rules: the well-known ones that have an answer, then others, in the order of results.
fn series(allocations: &Allocations) -> Vec<(&str, &DivisionResult)> {
    let mut found: Vec<_> = allocations.divisions().collect();
    found.sort_by_key(|(rule, _)| !FIRST.contains(rule));
    found.truncate(LOOKS.len());
    found
}

fn title(allocations: &Allocations, language: Language) -> String {
    let all = allocations.divisions().count();
    let good = allocations.divisions().filter(|(_, division)| division.worse_off.is_empty()).count();
    let [good_words, all_words] = [good, all].map(|count| number(count as f64, 0, language));
    match good {
        _ if all == 0 => no_answer(language),
        0 => language
            .pick("Every rule charges somebody more than alone", "Toute règle fait payer à un membre plus que seul"),
        _ if good == all => {
            language.pick("No rule charges anybody more than alone", "Aucune règle ne fait payer plus que seul")
        }
        _ => {
            let (s, many, plural) = if good == 1 { ("s", "", "") } else { ("", "s", "nt") };
            return language.pick(
                format!("{good_words} of {all_words} rules charge{s} nobody more than alone"),
                format!("{good_words} règle{many} sur {all_words} ne lèse{plural} personne par rapport au coût seul"),
            );
        }
    }
    .to_owned()
}

fn reading(series: &[(&str, &DivisionResult)], language: Language) -> String {
    let rules: Vec<String> = series.iter().map(|(rule, _)| names::rule(rule, language)).collect();
    language.pick(
        format!("Each row is a member: a dark bar where it would stand alone, and a marker for what it pays by {}.", rules.join(", ")),
        format!("Chaque rangée est un membre : une barre foncée pour son coût s’il construit seul, une marque pour ce qu’il paie selon {}.", rules.join(", ")),
    )
}

fn paint(
    canvas: &Canvas<'_>,
    allocations: &Allocations,
    series: &[(&str, &DivisionResult)],
    (factor, caption): (f64, &str),
    language: Language,
) -> Result<(), ChartError> {
    let alone = &allocations.game.alone.0;
    let names: Vec<String> = alone.iter().map(|(key, _)| member(key, &allocations.game, language)).collect();
    let widest = names.iter().map(|name| canvas.width(name, LABEL)).fold(0.0, f64::max).min(NAMES);
    let bottom = TOP + ROW * alone.len() as f64;
    let plot = Area { left: MARGIN + widest + 24.0, top: TOP, right: WIDTH - MARGIN, bottom };
    let values =
        series.iter().flat_map(|(_, division)| division.shares.values()).chain(allocations.game.alone.values());
    let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), x| (low.min(x / factor), high.max(x / factor)));
    let across = Scale::linear(low, high, plot.left, plot.right).nice(7);
    key(canvas, series, language)?;
    frame::bottom_axis(canvas, plot, &across, 7, caption, language)?;
    if across.low < 0.0 {
        canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(GREY, 1.6))?;
    }
    for (row, (name, (_, cost))) in names.iter().zip(alone).enumerate() {
        let middle = TOP + ROW * (row as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        canvas.text(&canvas.fit_ends(name, LABEL, widest + 1.0), (MARGIN, baseline), Anchor::Start, LABEL)?;
        let x = across.at(cost / factor);
        canvas.line(&[(x, middle - 17.0), (x, middle + 17.0)], solid(INK, 4.0))?;
        for (k, (_, division)) in series.iter().enumerate() {
            let (color, shape) = LOOKS[k];
            // Side by side, so that rules that agree do not hide each other.
            let y = middle + 9.0 * (k as f64 - (series.len() as f64 - 1.0) / 2.0);
            canvas.marker(shape, (across.at(division.shares.0[row].1 / factor), y), 4.8, color)?;
        }
    }
    Ok(())
}

/// What the marks stand for, above the plot.
fn key(canvas: &Canvas<'_>, series: &[(&str, &DivisionResult)], language: Language) -> Result<(), ChartError> {
    let y = TOP - 34.0;
    canvas.line(
        &[(MARGIN + 4.0, y - 10.0), (MARGIN + 4.0, y + 10.0)],
        super::canvas::Stroke { color: INK, width: 4.0, dash: Dash::Solid },
    )?;
    let word = language.pick("Alone", "Seul");
    canvas.text(word, (MARGIN + 16.0, y + 5.0), Anchor::Start, NAME)?;
    let mut x = MARGIN + 16.0 + canvas.width(word, NAME) + 30.0;
    let rules: Vec<String> = series.iter().map(|(rule, _)| names::rule(rule, language)).collect();
    let room = WIDTH - MARGIN - x - 44.0 * rules.len() as f64 + 30.0;
    let needed = rules.iter().map(|rule| canvas.width(rule, NAME)).sum::<f64>();
    // Long names are set smaller.
    let style = if needed > room { SMALL } else { NAME };
    for (k, rule) in rules.iter().enumerate() {
        let (color, shape) = LOOKS[k];
        canvas.marker(shape, (x, y), 5.4, color)?;
        canvas.text(rule, (x + 14.0, y + 5.0), Anchor::Start, style)?;
        x += 14.0 + canvas.width(rule, style) + 30.0;
    }
    Ok(())
}
