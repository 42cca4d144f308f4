//! What it costs the others when a member leaves, one row a member.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, MARGIN, PLUM, SMALL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words;
use super::words::question;
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, figure, number};
use study::analysis::terms::found::{Departure, Terms};

const TOP: f64 = 190.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Most rows.
const ROWS: usize = 16;
/// Both ends of the bars.
const TRACK: [f64; 2] = [330.0, 850.0];

/// Draws the chart.
pub(crate) fn draw(found: &Terms, language: Language) -> Result<Chart, ChartError> {
    let finite = |one: &&Departure| one.later.value.is_finite() && one.never.value.is_finite();
    let rows: Vec<&Departure> = found.departures.iter().filter(finite).take(ROWS).collect();
    let ends = rows.iter().flat_map(|one| [one.never.value, one.later.value]);
    let greatest = ends.fold(0.0, |most: f64, value| most.max(value.abs()));
    let unit = Unit::of(greatest, &clean(&found.header.currency, 12), language);
    let years = figure(found.leaves_after, language);
    let title = match rows.first().filter(|one| one.later.value > 0.0) {
        None => language.pick("No departure costs the others anything", "Aucun départ ne coûte aux autres").to_owned(),
        Some(one) => {
            let who = clean(&words::who(&one.who.name, &one.who.id, language), 24).replace(' ', "\u{A0}");
            let value = one.later.value / unit.factor;
            let (amount, words) =
                (number(value, decimals(value), language), unit.beside(value, decimals(value), language));
            language.pick(
                format!("{who} is the dearest to lose: {amount} {words}"),
                format!("Départ le plus coûteux : {who}, {amount} {words}"),
            )
        }
    };
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let list: Vec<String> = rows
        .iter()
        .map(|one| {
            let (who, more) =
                (words::who(&one.who.name, &one.who.id, language), unit.amount(one.later.value, language));
            words::described(&who, &more, language)
        })
        .collect();
    let heading = Heading {
        name: "departures",
        measure: language.pick(
            format!("What the others pay more, present value, in the mean · {count} replications, seed {seed}"),
            format!(
                "Ce que les autres paient en plus, valeur actualisée, moyenne · {count} simulations, graine {seed}"
            ),
        ),
        note: language.pick(
            format!("Bar: it leaves {years} years after go-live, with its 95% interval. Diamond: it never joins."),
            format!("Barre : départ {years} ans après la mise en service, intervalle à 95 %. Losange : jamais membre."),
        ),
        description: format!("{title}. {}.", list.join(language.pick("; ", " ; "))),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 76.0).max(260.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        paint(canvas, &rows, &unit, language)
    })
}

fn paint(canvas: &Canvas<'_>, rows: &[&Departure], unit: &Unit, language: Language) -> Result<(), ChartError> {
    let ends = || {
        rows.iter().flat_map(|one| {
            let whisker = [one.later.low, one.later.high].into_iter().flatten();
            whisker.chain([one.never.value, one.later.value])
        })
    };
    let [low, high] = [f64::min, f64::max].map(|pick| ends().fold(0.0, pick) / unit.factor);
    // Digits are those of what is written, however far off the diamonds are.
    let largest = rows.iter().fold(0.0, |most: f64, one| most.max(one.later.value.abs())) / unit.factor;
    let across = Scale::linear(low, high, TRACK[0], TRACK[1]).nice(6);
    let bottom = TOP + ROW * rows.len() as f64;
    let plot = Area { left: TRACK[0], top: TOP, right: TRACK[1], bottom };
    frame::bottom_axis(canvas, plot, &across, 6, &unit.words, language)?;
    let place = |value: f64| across.at(value / unit.factor);
    for (k, one) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let name = canvas.fit(&words::who(&one.who.name, &one.who.id, language), LABEL, TRACK[0] - MARGIN - 14.0);
        canvas.text(&name, (MARGIN, baseline), Anchor::Start, LABEL)?;
        let (zero, end) = (place(0.0), place(one.later.value));
        let bar = Area { left: zero.min(end), top: middle - 9.0, right: zero.max(end), bottom: middle + 9.0 };
        canvas.fill_area(bar, BLUE)?;
        if let (Some(low), Some(high)) = (one.later.low, one.later.high) {
            canvas.line(&[(place(low), middle), (place(high), middle)], solid(INK, 1.6))?;
        }
        canvas.marker(Shape::Diamond, (place(one.never.value), middle), 5.5, PLUM)?;
        let text = number(one.later.value / unit.factor, decimals(largest), language);
        canvas.text(&text, (WIDTH - MARGIN, baseline), Anchor::End, LABEL)?;
    }
    canvas.line(&[(place(0.0), TOP), (place(0.0), bottom)], solid(GREY, 1.2))?;
    let head = language.pick("it leaves", "départ");
    canvas.text(head, (WIDTH - MARGIN, TOP - 10.0), Anchor::End, SMALL)
}
