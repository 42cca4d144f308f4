//! Who benefits from whose code: what a member's upstreaming brings the others and itself, one row a member.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, MARGIN, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words;
use super::words::question;
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number};
use study::analysis::terms::found::{Giver, Terms, Verdict};

const TOP: f64 = 204.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Most rows.
const ROWS: usize = 16;
/// Both ends of the bars.
const TRACK: [f64; 2] = [330.0, 850.0];

/// Draws the chart.
pub(crate) fn draw(found: &Terms, language: Language) -> Result<Chart, ChartError> {
    let finite = |one: &&Giver| [one.itself, one.others, one.from_all].iter().all(|gain| gain.mean.value.is_finite());
    let rows: Vec<&Giver> = found.foremost_givers(ROWS).into_iter().filter(finite).collect();
    let greatest = rows.iter().flat_map(|one| means(one)).fold(0.0, |most: f64, value| most.max(value.abs()));
    let unit = Unit::of(greatest, &clean(&found.header.currency, 12), language);
    let title = title(found.upstreaming.first(), &unit, language);
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let list: Vec<String> = rows
        .iter()
        .map(|one| {
            let [others, itself, all] = means(one).map(|value| unit.amount(value, language));
            let gains = language.pick(
                format!("the others {others}, itself {itself}, by everybody's {all}"),
                format!("les autres {others}, lui-même {itself}, grâce à tous {all}"),
            );
            words::described(&words::who(&one.who.name, &one.who.id, language), &gains, language)
        })
        .collect();
    let heading = Heading {
        name: "upstreaming",
        measure: language.pick(
            format!("What is paid less at equal service, present value, mean · {count} replications, seed {seed}"),
            format!("Ce qui est payé en moins à service égal, valeur actualisée, moyenne · {count} simulations, graine {seed}"),
        ),
        note: language
            .pick(
                "Each against its giving the core none of its local code; left of 0 it costs.",
                "Chacun par rapport au cas où il ne reverserait rien au code commun ; à gauche de 0, un coût.",
            )
            .replace(" ;", "\u{202F};"),
        description: format!("{title}. {}.", list.join(language.pick("; ", " ; "))),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 76.0).max(290.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        paint(canvas, &rows, &unit, language)
    })
}

/// What the others, itself, and it by everybody's code gain in the mean.
fn means(one: &Giver) -> [f64; 3] {
    [one.others, one.itself, one.from_all].map(|gain| gain.mean.value)
}

/// Whose code the others gain most by, or that they surely gain by nobody's.
fn title(first: Option<&Giver>, unit: &Unit, language: Language) -> String {
    let Some(one) = first.filter(|one| one.others.verdict() == Verdict::Brings) else {
        return language
            .pick("No member's code surely benefits the others", "Aucun code ne profite à coup sûr aux autres")
            .to_owned();
    };
    let who = clean(&words::who(&one.who.name, &one.who.id, language), 24).replace(' ', "\u{A0}");
    let value = one.others.mean.value / unit.factor;
    let amount = number(value, decimals(value), language);
    let words = unit.beside(value, decimals(value), language);
    language.pick(
        format!("{who}'s code brings the others most: {amount} {words}"),
        format!("Code le plus utile aux autres\u{202F}: {who}, {amount} {words}"),
    )
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = TOP - 46.0;
    canvas.fill_area(Area { left: MARGIN, top: y - 6.0, right: MARGIN + 26.0, bottom: y + 6.0 }, BLUE)?;
    let others = language.pick("the others, with 95% interval", "les autres, intervalle à 95\u{202F}%");
    canvas.text(others, (MARGIN + 34.0, y + 5.0), Anchor::Start, SMALL)?;
    let x = MARGIN + 34.0 + canvas.width(others, SMALL) + 30.0;
    canvas.marker(Shape::Diamond, (x, y), 6.0, PLUM)?;
    let itself = language.pick("itself", "lui-même");
    canvas.text(itself, (x + 14.0, y + 5.0), Anchor::Start, SMALL)?;
    let x = x + 14.0 + canvas.width(itself, SMALL) + 30.0;
    canvas.marker(Shape::Circle, (x, y), 5.0, TEAL)?;
    let all = language.pick("it, if everybody gives against nobody", "lui, si tous reversent au lieu de personne");
    canvas.text(all, (x + 14.0, y + 5.0), Anchor::Start, SMALL)
}

fn paint(canvas: &Canvas<'_>, rows: &[&Giver], unit: &Unit, language: Language) -> Result<(), ChartError> {
    let ends = || {
        rows.iter().flat_map(|one| {
            let whisker = [one.others.mean.low, one.others.mean.high].into_iter().flatten();
            whisker.chain(means(one))
        })
    };
    let [low, high] = [f64::min, f64::max].map(|pick| ends().fold(0.0, pick) / unit.factor);
    // Digits are those of what is written, however far off the other marks are.
    let largest = rows.iter().fold(0.0, |most: f64, one| most.max(one.others.mean.value.abs())) / unit.factor;
    let across = Scale::linear(low, high, TRACK[0], TRACK[1]).nice(6);
    let bottom = TOP + ROW * rows.len() as f64;
    let plot = Area { left: TRACK[0], top: TOP, right: TRACK[1], bottom };
    key(canvas, language)?;
    frame::bottom_axis(canvas, plot, &across, 6, &unit.words, language)?;
    let place = |value: f64| across.at(value / unit.factor);
    for (k, one) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        let [others, itself, all] = means(one);
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let name = canvas.fit(&words::who(&one.who.name, &one.who.id, language), LABEL, TRACK[0] - MARGIN - 14.0);
        canvas.text(&name, (MARGIN, baseline), Anchor::Start, LABEL)?;
        let (zero, end) = (place(0.0), place(others));
        let bar = Area { left: zero.min(end), top: middle - 9.0, right: zero.max(end), bottom: middle + 9.0 };
        canvas.fill_area(bar, BLUE)?;
        if let (Some(low), Some(high)) = (one.others.mean.low, one.others.mean.high) {
            canvas.line(&[(place(low), middle), (place(high), middle)], solid(INK, 1.6))?;
        }
        canvas.marker(Shape::Circle, (place(all), middle), 4.5, TEAL)?;
        canvas.marker(Shape::Diamond, (place(itself), middle), 5.5, PLUM)?;
        let text = number(others / unit.factor, decimals(largest), language);
        canvas.text(&text, (WIDTH - MARGIN, baseline), Anchor::End, LABEL)?;
    }
    canvas.line(&[(place(0.0), TOP), (place(0.0), bottom)], solid(GREY, 1.2))?;
    let head = language.pick("the others", "les autres");
    canvas.text(head, (WIDTH - MARGIN, TOP - 10.0), Anchor::End, SMALL)
}
