//! Whether inputs that were asked to move together do: of each group the rank correlation of its pairs, against what was asked.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, LIGHT_BLUE, MARGIN, PLUM, SMALL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words::described;
use super::{Chart, ChartError, Language};
use crate::language::{number, say};
use crate::words::inputs;
use model::results::{MovingTogether, Results};
use model::simulation::tally::Z_975;
use plotters::style::RGBColor;

const TOP: f64 = 190.0;
/// Height of a row.
const ROW: f64 = 52.0;
/// Most groups.
const ROWS: usize = 16;
/// Both ends of the scale.
const TRACK: [f64; 2] = [312.0, 690.0];
/// Where pairs lie by chance.
const BAND: RGBColor = RGBColor(0xD3, 0xE6, 0xF8);
/// Standard errors beyond which a pair is no longer what was asked, however many pairs there are.
const FAR: f64 = 4.5;

/// Least, mean and greatest rank correlation of the pairs of a group.
pub(crate) fn range(group: &MovingTogether) -> [f64; 3] {
    let values = || group.achieved.iter().map(|pair| pair.of_ranks);
    let mean = values().sum::<f64>() / group.achieved.len().max(1) as f64;
    [values().fold(f64::INFINITY, f64::min), mean, values().fold(f64::NEG_INFINITY, f64::max)]
}

/// What the group is called.
pub(crate) fn name(group: &MovingTogether, language: Language) -> String {
    inputs::label(&group.name, language)
}

/// The standard error of a rank correlation of so many replications: that of a correlation of normal numbers, with Bonett and
/// Wright's factor for ranks (2000, Psychometrika 65).
fn error(group: &MovingTogether) -> f64 {
    let (square, n) = (group.asked_of_ranks * group.asked_of_ranks, group.replications as f64);
    (1.0 - square) * ((1.0 + square / 2.0) / (n - 3.0).max(1.0)).sqrt()
}

/// Draws the chart; none where no correlation is asked for.
pub(super) fn draw(results: &Results, language: Language) -> Result<Option<Chart>, ChartError> {
    let sound = |group: &&MovingTogether| {
        !group.achieved.is_empty() && range(group).iter().chain([&group.asked_of_ranks]).all(|one| one.is_finite())
    };
    let groups: Vec<&MovingTogether> = results.together.iter().filter(sound).take(ROWS).collect();
    if groups.is_empty() {
        return Ok(None);
    }
    let title = title(&groups, language);
    let measured = number(groups.iter().map(|group| group.replications).max().unwrap_or(0) as f64, 0, language);
    let heading = Heading {
        name: "correlation",
        measure: say!(
            language,
            "Rank correlation of pairs of inputs, in the first {measured} replications"
                | "Corrélation des rangs de paires de données, dans les {measured} premières simulations"
        ),
        note: language
            .pick(
                "What is asked of normal scores is shown as the rank correlation that it comes to.",
                "La corrélation demandée, entre scores normaux, est montrée comme corrélation des rangs équivalente.",
            )
            .to_owned(),
        description: format!("{title}. {}", describe(&groups, language)),
        title,
    };
    let height = TOP + ROW * groups.len() as f64 + 80.0;
    frame::chart(results, language, &heading, height, |canvas| paint(canvas, &groups, language)).map(Some)
}

/// How far the pairs are from what was asked.
fn title(groups: &[&MovingTogether], language: Language) -> String {
    let off = |group: &&MovingTogether| {
        let [least, _, most] = range(group);
        (most - group.asked_of_ranks).max(group.asked_of_ranks - least)
    };
    let far = groups.iter().any(|group| off(group) > FAR * error(group));
    let most = number(groups.iter().map(off).fold(0.0, f64::max), 2, language);
    match far {
        false => say!(
            language,
            "Pairs are at most {most} from the correlation asked for"
                | "Les paires s’écartent d’au plus {most} de la corrélation demandée"
        ),
        true => say!(
            language,
            "Some pairs are {most} from the correlation asked for: not chance"
                | "Des paires s’écartent de {most} de la corrélation demandée, hasard exclu"
        ),
    }
}

fn describe(groups: &[&MovingTogether], language: Language) -> String {
    let one =
        |group: &&MovingTogether| described(&clean(&name(group, language), 80), &words(group, language), language);
    groups.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

/// `asked 0.38, achieved 0.36 to 0.41`
fn words(group: &MovingTogether, language: Language) -> String {
    let [least, _, most] = range(group).map(|value| number(value, 2, language));
    let asked = number(group.asked_of_ranks, 2, language);
    match least == most {
        true => say!(language, "asked {asked}, achieved {most}" | "demandé {asked}, obtenu {most}"),
        false => {
            say!(language, "asked {asked}, achieved {least} to {most}" | "demandé {asked}, obtenu {least} à {most}")
        }
    }
}

fn paint(canvas: &Canvas<'_>, groups: &[&MovingTogether], language: Language) -> Result<(), ChartError> {
    let ends = groups.iter().flat_map(|group| {
        let [least, _, most] = range(group);
        let half = Z_975 * error(group);
        [least, most, group.asked_of_ranks - half, group.asked_of_ranks + half]
    });
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let across = Scale::linear(low.max(-1.0), high.min(1.0), TRACK[0], TRACK[1]).nice(5);
    let bottom = TOP + ROW * groups.len() as f64;
    let plot = Area { left: TRACK[0], top: TOP, right: TRACK[1], bottom };
    let caption = language.pick("rank correlation (Spearman)", "corrélation des rangs (Spearman)");
    frame::bottom_axis(canvas, plot, &across, 6, caption, language)?;
    canvas.line(&[(across.at(0.0), TOP), (across.at(0.0), bottom)], solid(INK, 1.4))?;
    key(canvas, language)?;
    for (k, group) in groups.iter().enumerate() {
        row(canvas, group, &across, TOP + ROW * (k as f64 + 0.5), language)?;
    }
    Ok(())
}

/// A group: its name, its pairs against what was asked, and both in words.
fn row(
    canvas: &Canvas<'_>,
    group: &MovingTogether,
    across: &Scale,
    middle: f64,
    language: Language,
) -> Result<(), ChartError> {
    canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
    let room = TRACK[0] - MARGIN - 16.0;
    let label = canvas.fit(&clean(&name(group, language), 80), LABEL, room);
    canvas.text(&label, (MARGIN, middle - 3.0), Anchor::Start, LABEL)?;
    canvas.text(&canvas.fit(&about(group, language), SMALL, room), (MARGIN, middle + 15.0), Anchor::Start, SMALL)?;
    let half = Z_975 * error(group);
    let [left, right] = [-half, half].map(|off| across.at(group.asked_of_ranks + off));
    canvas.fill_area(Area { left, top: middle - 16.0, right: right.max(left + 1.0), bottom: middle + 16.0 }, BAND)?;
    for pair in &group.achieved {
        let x = across.at(pair.of_ranks);
        canvas.line(&[(x, middle - 9.0), (x, middle + 9.0)], solid(BLUE, 1.0))?;
    }
    canvas.marker(Shape::Diamond, (across.at(group.asked_of_ranks), middle), 5.0, PLUM)?;
    let [least, mean, most] = range(group).map(|value| number(value, 2, language));
    let asked = number(group.asked_of_ranks, 2, language);
    let (x, room) = (TRACK[1] + 18.0, WIDTH - MARGIN - TRACK[1] - 18.0);
    let [upper, lower] = match group.achieved.len() {
        1 => [say!(language, "asked {asked}" | "demandé {asked}"), say!(language, "achieved {mean}" | "obtenu {mean}")],
        _ => [
            say!(language, "asked {asked}, mean {mean}" | "demandé {asked}, moyenne {mean}"),
            say!(language, "pairs {least} to {most}" | "paires {least} à {most}"),
        ],
    };
    canvas.text(&canvas.fit(&upper, SMALL, room), (x, middle - 3.0), Anchor::Start, SMALL)?;
    canvas.text(&canvas.fit(&lower, SMALL, room), (x, middle + 15.0), Anchor::Start, SMALL)
}

/// How many inputs, and how many pairs of them are drawn.
pub(crate) fn about(group: &MovingTogether, language: Language) -> String {
    let [inputs, pairs] = [group.inputs, group.achieved.len()].map(|count| number(count as f64, 0, language));
    match group.achieved.len() {
        1 => say!(language, "{inputs} inputs, one pair" | "{inputs} données, une paire"),
        _ => say!(language, "{inputs} inputs, {pairs} pairs measured" | "{inputs} données, {pairs} paires mesurées"),
    }
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = 152.0;
    let mut x = MARGIN;
    let texts = [
        language.pick("asked", "demandé"),
        language.pick("a pair, as drawn", "une paire, telle que tirée"),
        language.pick("where 95% of pairs lie by chance", "où le hasard met 95 % des paires"),
    ];
    for (k, text) in texts.into_iter().enumerate() {
        match k {
            0 => canvas.marker(Shape::Diamond, (x + 11.0, y - 5.0), 5.0, PLUM)?,
            1 => canvas.line(&[(x + 11.0, y - 14.0), (x + 11.0, y + 4.0)], solid(BLUE, 1.4))?,
            _ => {
                let area = Area { left: x, top: y - 13.0, right: x + 22.0, bottom: y + 3.0 };
                canvas.fill_area(area, BAND)?;
                canvas.outline(area, solid(LIGHT_BLUE, 0.8))?;
            }
        }
        let text = frame::spaced(text, language);
        canvas.text(&text, (x + 30.0, y), Anchor::Start, SMALL)?;
        x += 30.0 + canvas.width(&text, SMALL) + 28.0;
    }
    canvas.line(&[(TRACK[0], TOP), (TRACK[1], TOP)], solid(GREY, 0.6))
}
