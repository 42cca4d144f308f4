//! The group with the strongest reason to leave under each rule: what it pays more than on its own, or saves at least.

use super::allocation_words::{
    caption, group, group_in_short, is_agreed, members_in_words, no_answer, question, rule, unit,
};
use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GUIDE, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::{Chart, ChartError, Language};
use crate::language::{decimals, number, signed};
use study::analysis::allocate::found::{Allocations, DivisionResult};

const NAME_OF_CHART: &str = "stability";
const TOP: f64 = 168.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Left edge of the names of groups, and of the amounts before them.
const COLUMNS: [f64; 2] = [700.0, 688.0];

/// Greatest width of the names of rules.
const RULES: f64 = 370.0;

/// A rule with its worst group.
type Row<'a> = (&'a str, &'a DivisionResult, f64);

/// Draws the chart.
pub(crate) fn draw(allocations: &Allocations, language: Language) -> Result<Chart, ChartError> {
    let rows: Vec<Row<'_>> = allocations.divisions().filter_map(|(rule, one)| Some((rule, one, one.excess?))).collect();
    let unit = unit(allocations, rows.iter().fold(0.0, |most: f64, row| most.max(row.2.abs())), language);
    let nothing = match allocations.game.alone.0.len() {
        1 => language.pick("There is no group that could leave", "Aucun groupe ne pourrait partir"),
        _ => no_answer(language),
    };
    let title = if rows.is_empty() { nothing.to_owned() } else { title(&rows, language) };
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: {
            let members = members_in_words(allocations, language);
            language.pick(
                format!("What the group with the strongest reason to leave pays more than on its own; {members}"),
                format!("Ce que le groupe qui a le plus de raisons de partir paie de plus que seul ; {members}"),
            )
        },
        note: String::new(),
        description: format!("{title}. {}", reading(allocations, &rows, (unit.factor, &unit.words), language)),
        title,
    };
    let axis = caption(language.pick("Excess", "Excédent"), &unit);
    let height = TOP + ROW * rows.len() as f64 + 66.0;
    frame::sheet(&question(allocations, language), language, &heading, height.max(260.0), |canvas| {
        paint(canvas, allocations, &rows, (unit.factor, &axis), language)
    })
}

fn title(rows: &[Row<'_>], language: Language) -> String {
    let good = rows.iter().filter(|(_, division, _)| division.in_core != Some(false)).count();
    let [good_words, all_words] = [good, rows.len()].map(|count| number(count as f64, 0, language));
    let all_looked_at = rows.iter().all(|(_, division, _)| division.in_core.is_some());
    match good {
        _ if good == rows.len() && !all_looked_at => language
            .pick(
                "No group with a reason to leave was found",
                "Aucun groupe qui aurait des raisons de partir n’a été trouvé",
            )
            .to_owned(),
        0 => language
            .pick(
                "In the mean, every rule gives some group a reason to leave",
                "En moyenne, toute règle pousse un groupe à partir",
            )
            .to_owned(),
        _ if good == rows.len() => language
            .pick(
                "In the mean, no rule gives any group a reason to leave",
                "En moyenne, aucune règle ne pousse un groupe à partir",
            )
            .to_owned(),
        _ => {
            let (s, many, plural) = if good == 1 { ("s", "", "") } else { ("", "s", "nt") };
            language.pick(
                format!("{good_words} of {all_words} rules keep{s} every group, in the mean"),
                format!("{good_words} règle{many} sur {all_words} ne pousse{plural} aucun groupe à partir, en moyenne"),
            )
        }
    }
}

fn reading(allocations: &Allocations, rows: &[Row<'_>], (factor, unit): (f64, &str), language: Language) -> String {
    let digits = digits(rows, factor);
    let words = |(named, division, excess): &Row<'_>| {
        let (rule, members) = (rule(named, allocations, language), group(allocations, division, language).join(", "));
        let amount = signed(excess / factor, digits, language);
        let text = language
            .pick(format!("{rule}: {members}, {amount} {unit}"), format!("{rule} : {members}, {amount} {unit}"));
        text.trim_end().to_owned()
    };
    rows.iter().map(words).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

/// Decimals of the amounts.
fn digits(rows: &[Row<'_>], factor: f64) -> usize {
    let greatest = rows.iter().fold(0.0, |most: f64, row| most.max((row.2 / factor).abs()));
    (decimals(greatest) + usize::from(greatest < 100.0)).min(6)
}

fn paint(
    canvas: &Canvas<'_>,
    allocations: &Allocations,
    rows: &[Row<'_>],
    (factor, caption): (f64, &str),
    language: Language,
) -> Result<(), ChartError> {
    if rows.is_empty() {
        let why = language.pick("There is no excess to draw.", "Il n’y a pas d’excédent à tracer.");
        return canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL);
    }
    let rules: Vec<String> = rows.iter().map(|(named, ..)| rule(named, allocations, language)).collect();
    let widest = rules.iter().map(|rule| canvas.width(rule, NAME)).fold(0.0, f64::max).min(RULES);
    let bottom = TOP + ROW * rows.len() as f64;
    let digits = digits(rows, factor);
    let amounts: Vec<String> = rows.iter().map(|row| signed(row.2 / factor, digits, language)).collect();
    let room = amounts.iter().map(|text| canvas.width(text, LABEL)).fold(0.0, f64::max);
    let plot = Area { left: MARGIN + widest + 24.0, top: TOP, right: COLUMNS[1] - room - 20.0, bottom };
    let ends =
        rows.iter().fold((0.0f64, 0.0f64), |(low, high), row| (low.min(row.2 / factor), high.max(row.2 / factor)));
    let across = Scale::linear(ends.0, ends.1, plot.left, plot.right).nice(5);
    key(canvas, language)?;
    canvas.text(language.pick("Group", "Groupe"), (COLUMNS[0], TOP - 10.0), Anchor::Start, SMALL)?;
    frame::bottom_axis(canvas, plot, &across, 5, caption, language)?;
    for (k, (named, division, excess)) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let style = if is_agreed(named, allocations) { NAME } else { LABEL };
        canvas.text(&canvas.fit(&rules[k], style, widest + 1.0), (MARGIN, baseline), Anchor::Start, style)?;
        let (from, to) = (across.at(0.0), across.at(excess / factor));
        bar(
            canvas,
            Area { left: from.min(to), top: middle - 8.0, right: from.max(to), bottom: middle + 8.0 },
            *excess <= 0.0 || division.in_core == Some(true),
        )?;
        canvas.text(&amounts[k], (COLUMNS[1], baseline), Anchor::End, LABEL)?;
        let room = WIDTH - MARGIN - COLUMNS[0];
        let fits = |words: &str| canvas.width(words, LABEL) <= room;
        let members = group_in_short(allocations, division, fits, language);
        canvas.text(&canvas.fit(&members, LABEL, room), (COLUMNS[0], baseline), Anchor::Start, LABEL)?;
    }
    canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(INK, 2.2))
}

/// One bar: filled where the group saves, hatched where it would save by leaving.
fn bar(canvas: &Canvas<'_>, area: Area, saves: bool) -> Result<(), ChartError> {
    if saves {
        canvas.fill_area(area, TEAL)?;
        canvas.outline(area, solid(BLUE, 0.8))
    } else {
        canvas.hatch(area, 7.0, solid(PLUM, 1.4))?;
        canvas.outline(area, solid(PLUM, 1.0))
    }
}

/// What the two bars mean, above the plot.
fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let texts = [
        language.pick("Saves by staying", "Économise en restant"),
        language.pick("Would save by leaving", "Économiserait en partant"),
    ];
    let mut x = MARGIN;
    for (text, saves) in texts.into_iter().zip([true, false]) {
        bar(canvas, Area { left: x, top: TOP - 46.0, right: x + 26.0, bottom: TOP - 30.0 }, saves)?;
        canvas.text(text, (x + 34.0, TOP - 33.0), Anchor::Start, NAME)?;
        x += 34.0 + canvas.width(text, NAME) + 36.0;
    }
    Ok(())
}
