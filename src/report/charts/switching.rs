//! Where each input, alone, takes a statistic across its threshold: its present range and its switching value on its own scale.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, LABEL, LIGHT_BLUE, MARGIN, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{described, input, quantity, question};
use super::{Chart, ChartError, Language};
use crate::language::{figure, number, say};
use crate::words::quantities;
use study::analysis::break_even::found::{BreakEven, Pays, Switching};
use study::analysis::header::Header;
use study::analysis::variants::MEMBERS;

const TOP: f64 = 172.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Most rows.
const ROWS: usize = 16;
/// Both ends of the track of values, and the right edge of the words on it.
const TRACK: [f64; 2] = [372.0, 700.0];

/// Draws the chart.
pub(crate) fn draw(found: &BreakEven, language: Language) -> Result<Chart, ChartError> {
    let all: Vec<&Switching> = found.inputs.iter().filter(|one| one.at.is_some()).collect();
    let rows = &all[..all.len().min(ROWS)];
    let title = title(found, &all, language);
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let (of, reaches) = (quantity(&found.statistic, &found.header, 60, language), figure(found.reaches, language));
    let heading = Heading {
        name: "break-even",
        measure: language.pick(
            format!("Value of each input at which {of} reaches {reaches} · {count} replications of each, seed {seed}"),
            format!(
                "Valeur de chaque donnée à laquelle {of} atteint {reaches} · {count} simulations chacune, graine {seed}"
            ),
        ),
        note: note(rows.len(), all.len(), language),
        description: format!("{title}. {}", reading(found, rows, language)),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 30.0).max(260.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        if rows.is_empty() {
            let why = language.pick("No switching value was found.", "Aucune valeur de bascule n’a été trouvée.");
            return canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL);
        }
        key(canvas, found, language)?;
        let head = match pays(found) {
            true => language.pick("sharing pays", "avantageux"),
            false => language.pick("above it", "au-dessus"),
        };
        canvas.text(head, (WIDTH - MARGIN, TOP - 5.0), Anchor::End, SMALL)?;
        let draw_row = |(k, one): (usize, &&Switching)| {
            row(canvas, (one, &found.header), &side(one, language), TOP + ROW * (k as f64 + 0.5), language)
        };
        rows.iter().enumerate().try_for_each(draw_row)
    })
}

/// Whether its switching value lies in the range in which the input is assumed to lie.
fn within(one: &Switching) -> bool {
    let (Some(at), Some([low, _, high])) = (&one.at, one.now) else { return false };
    (low..=high).contains(&at.value)
}

/// How many inputs cross within what is assumed of them, which the bars show.
fn title(found: &BreakEven, all: &[&Switching], language: Language) -> String {
    let [one, many] = match pays(found) {
        true => language.pick(
            ["decides whether sharing pays", "decide whether sharing pays"],
            ["fait basculer l’avantage", "font basculer l’avantage"],
        ),
        false => language
            .pick(["crosses the threshold", "cross the threshold"], ["franchit le seuil", "franchissent le seuil"]),
    };
    match (all.iter().filter(|one| within(one)).count(), all.len()) {
        (_, 0) => language
            .pick("No input, alone, changes the answer", "Aucune donnée, à elle seule, ne change la réponse")
            .to_owned(),
        (0, _) => say!(language, "No input, within P5 to P95, {one}" | "Aucune donnée, de P5 à P95, ne {one}"),
        (1, _) => say!(language, "One input, within P5 to P95, {one}" | "Une donnée, de P5 à P95, {one}"),
        (n, _) => say!(language, "{n} inputs, within P5 to P95, {many}" | "{n} données, de P5 à P95, {many}"),
    }
}

fn note(shown: usize, all: usize, language: Language) -> String {
    let scale = language.pick(
        "Each on its own scale, the nearest to its present value first.",
        "Chacune à sa propre échelle, la plus proche de sa valeur actuelle d’abord.",
    );
    match shown < all {
        true => language.pick(
            format!("{shown} of the {all} that cross anywhere. {scale}"),
            format!("{shown} sur les {all} qui basculent quelque part. {scale}"),
        ),
        false => scale.to_owned(),
    }
}

/// Whether to be above the threshold is to gain by sharing.
fn pays(found: &BreakEven) -> bool {
    quantities::pays_above(&found.statistic, found.reaches)
}

/// A value of an input: itself, or so many times what is assumed.
pub fn value(one: &Switching, value: f64, language: Language) -> String {
    let value = figure(value, language);
    if one.by_factor { say!(language, "{value} times" | "{value} fois") } else { value }
}

/// Where an input leaves the statistic above the threshold: `below 0.21`, of counts `4 or more`.
pub fn side(one: &Switching, language: Language) -> String {
    let (Some(at), Some(pays)) = (one.at, one.pays) else { return String::new() };
    let value = value(one, at.value, language);
    match (pays, one.path == MEMBERS) {
        (Pays::Below, false) => language.pick(format!("below {value}"), format!("sous {value}")),
        (Pays::Above, false) => language.pick(format!("above {value}"), format!("dès {value}")),
        (Pays::Below, true) => language.pick(format!("{value} or fewer"), format!("jusqu’à {value}")),
        (Pays::Above, true) => language.pick(format!("{value} or more"), format!("dès {value}")),
    }
}

/// `pays below 0.21`, or where that does not follow `below 0.21`.
fn words(found: &BreakEven, one: &Switching, language: Language) -> String {
    let side = side(one, language);
    if pays(found) { format!("{} {side}", language.pick("pays", "avantageux")) } else { side }
}

fn reading(found: &BreakEven, rows: &[&Switching], language: Language) -> String {
    let one = |one: &&Switching| {
        described(&input(&one.path, &found.header, 60, language), &words(found, one, language), language)
    };
    rows.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

fn key(canvas: &Canvas<'_>, found: &BreakEven, language: Language) -> Result<(), ChartError> {
    let y = TOP - 30.0;
    canvas.fill_area(Area { left: MARGIN, top: y - 6.0, right: MARGIN + 26.0, bottom: y + 6.0 }, LIGHT_BLUE)?;
    let present = language.pick("present P5 to P95", "P5 à P95 actuels");
    canvas.text(present, (MARGIN + 34.0, y + 5.0), Anchor::Start, SMALL)?;
    let x = MARGIN + 34.0 + canvas.width(present, SMALL) + 30.0;
    canvas.marker(Shape::Diamond, (x, y), 6.5, PLUM)?;
    let switch = language.pick("switching value", "valeur de bascule");
    canvas.text(switch, (x + 14.0, y + 5.0), Anchor::Start, SMALL)?;
    let x = x + 14.0 + canvas.width(switch, SMALL) + 30.0;
    canvas.line(&[(x, y), (x + 26.0, y)], solid(TEAL, 4.0))?;
    let side = if pays(found) {
        language.pick("sharing pays (above the threshold)", "construire en commun est avantageux (au-dessus du seuil)")
    } else {
        language.pick("above the threshold", "au-dessus du seuil")
    };
    canvas.text(side, (x + 34.0, y + 5.0), Anchor::Start, SMALL)
}

/// An input: its name, its track, and its switching value in words.
fn row(
    canvas: &Canvas<'_>,
    (one, header): (&Switching, &Header),
    words: &str,
    middle: f64,
    language: Language,
) -> Result<(), ChartError> {
    let (Some(at), Some(pays)) = (one.at, one.pays) else { return Ok(()) };
    let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
    canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
    let ends = one.searched.map(|end| value(one, end, language));
    let low = canvas.width(&ends[0], SMALL) + 8.0;
    let name = input(&one.path, header, 80, language);
    // A long name is set smaller before it is cut.
    let room = TRACK[0] - low - MARGIN - 8.0;
    let style = if canvas.width(&name, LABEL) > room { SMALL } else { LABEL };
    canvas.text(&canvas.fit(&name, style, room), (MARGIN, baseline), Anchor::Start, style)?;
    canvas.text(&ends[0], (TRACK[0] - 8.0, baseline), Anchor::End, SMALL)?;
    canvas.text(&ends[1], (TRACK[1] + 8.0, baseline), Anchor::Start, SMALL)?;
    let across = Scale::linear(one.searched[0], one.searched[1], TRACK[0], TRACK[1]);
    let place = |x: f64| across.at(x.clamp(one.searched[0], one.searched[1]));
    if let Some([low, _, high]) = one.now {
        let (left, right) = (place(low), place(high).max(place(low) + 3.0));
        canvas.fill_area(Area { left, top: middle - 8.0, right, bottom: middle + 8.0 }, LIGHT_BLUE)?;
    }
    canvas.line(&[(TRACK[0], middle), (TRACK[1], middle)], solid(GREY, 1.0))?;
    let x = place(at.value);
    let side = if pays == Pays::Below { [(TRACK[0], middle), (x, middle)] } else { [(x, middle), (TRACK[1], middle)] };
    canvas.line(&side, solid(TEAL, 4.0))?;
    if let (Some(low), Some(high)) = (at.low, at.high) {
        canvas.line(&[(place(low), middle - 5.0), (place(low), middle + 5.0)], solid(BLUE, 1.2))?;
        canvas.line(&[(place(high), middle - 5.0), (place(high), middle + 5.0)], solid(BLUE, 1.2))?;
    }
    canvas.marker(Shape::Diamond, (x, middle), 6.5, PLUM)?;
    let room = WIDTH - MARGIN - TRACK[1] - 8.0 - canvas.width(&ends[1], SMALL) - 12.0;
    let style = if canvas.width(words, LABEL) > room { SMALL } else { LABEL };
    canvas.text(&canvas.fit(words, style, room), (WIDTH - MARGIN, baseline), Anchor::End, style)
}
