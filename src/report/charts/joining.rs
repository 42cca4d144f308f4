//! Who joins when: what each newcomer saves all members together, in the order of marginal gain.

use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GUIDE, Heading, INK, LABEL, MARGIN, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::partner_words::{measure, money, name, nobody, question};
use super::scale::Scale;
use super::{Chart, ChartError, Language};
use crate::language::{decimals, number, signed};
use model::simulation::tally::Z_975;
use study::analysis::partners::found::{Partners, Size};

const NAME_OF_CHART: &str = "joining";
const TOP: f64 = 158.0;
/// Height of a row.
const ROW: f64 = 30.0;
/// Greatest width of the names.
const NAMES: f64 = 300.0;
/// Most rows.
const MOST: usize = 30;
/// Left edge of the names.
const LEFT: f64 = MARGIN + 34.0;

/// A row: who joins, and what that saves, in the chart's unit.
struct Row {
    members: usize,
    names: String,
    gain: f64,
    error: f64,
}

/// Draws the chart.
pub(crate) fn draw(partners: &Partners, language: Language) -> Result<Chart, ChartError> {
    let mut rows: Vec<Row> = partners.sizes.iter().filter_map(|size| row(partners, size, language)).collect();
    let greatest = rows.iter().fold(0.0, |most: f64, row| most.max(row.gain.abs()));
    let (unit, words) = money(partners, greatest, language);
    for row in &mut rows {
        (row.gain, row.error) = (row.gain / unit.factor, row.error / unit.factor);
    }
    let title = title(&rows, language);
    let shown = &rows[..rows.len().min(MOST)];
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: measure(
            language.pick(
                "What each newcomer saves all members together",
                "Ce que chaque nouveau membre fait économiser à tous",
            ),
            partners,
            language,
        ),
        note: note(shown.len(), rows.len(), language),
        description: format!("{title}. {}", reading(&rows, &unit.words, language)),
        title,
    };
    let height = (TOP + ROW * shown.len() as f64 + 66.0).max(260.0);
    frame::sheet(&question(partners, language), language, &heading, height, |canvas| match shown {
        [] => canvas.text(nobody(language), (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL),
        rows => paint(canvas, rows, &words, language),
    })
}

fn row(partners: &Partners, size: &Size, language: Language) -> Option<Row> {
    let names: Vec<String> = size.joins.iter().take(4).map(|id| name(partners, id, language)).collect();
    let more = size.joins.len().saturating_sub(names.len());
    let rest = if more > 0 { format!(" + {more}") } else { String::new() };
    let (gain, error) = (size.gain.value, size.gain.standard_error);
    let usable = gain.is_finite() && error.is_finite();
    usable.then(|| Row { members: size.members, names: names.join(" + ") + &rest, gain, error })
}

fn note(shown: usize, all: usize, language: Language) -> String {
    let whiskers = language.pick(
        "In this order, from the first row on. Whiskers: 95% interval of the mean.",
        "Dans cet ordre, à partir de la première ligne. Moustaches : intervalle à 95 % de la moyenne.",
    );
    match shown < all {
        true => language.pick(
            format!("The first {shown} of {all} steps. {whiskers}"),
            format!("Les {shown} premiers pas sur {all}. {whiskers}"),
        ),
        false => whiskers.to_owned(),
    }
}

fn title(rows: &[Row], language: Language) -> String {
    let newcomers = rows.get(1..).unwrap_or_default();
    let good = newcomers.iter().filter(|row| row.gain > 0.0).count();
    match good {
        _ if rows.is_empty() => nobody(language).to_owned(),
        _ if newcomers.is_empty() => {
            language.pick("There is nobody left to invite", "Il ne reste personne à inviter").to_owned()
        }
        0 => language
            .pick("No newcomer lowers the cost of all", "Aucun nouveau membre ne réduit le coût total")
            .to_owned(),
        _ if good == newcomers.len() => language
            .pick("Every newcomer lowers the cost of all", "Chaque nouveau membre réduit le coût total")
            .to_owned(),
        _ => {
            let (s, noun, verb) = match good {
                1 => ("s", "nouveau membre", "réduit"),
                _ => ("", "nouveaux membres", "réduisent"),
            };
            language.pick(
                format!("{good} of {} newcomers lower{s} the cost of all", newcomers.len()),
                format!("{good} {noun} sur {} {verb} le coût total", newcomers.len()),
            )
        }
    }
}

fn reading(rows: &[Row], unit: &str, language: Language) -> String {
    let digits = digits(rows);
    let one = |row: &Row| format!("{} ({})", row.names, signed(row.gain, digits, language));
    let list = rows.iter().map(one).collect::<Vec<String>>().join(", ");
    match rows {
        [] => language.pick("There is nothing to draw.", "Il n’y a rien à tracer.").to_owned(),
        _ => language.pick(format!("In order, {unit}: {list}."), format!("Dans l’ordre, {unit} : {list}.")),
    }
}

fn digits(rows: &[Row]) -> usize {
    decimals(rows.iter().fold(0.0, |most, row| most.max(row.gain.abs())))
}

fn paint(canvas: &Canvas<'_>, rows: &[Row], words: &str, language: Language) -> Result<(), ChartError> {
    let widest = rows.iter().map(|row| canvas.width(&row.names, LABEL)).fold(0.0, f64::max).min(NAMES);
    let digits = digits(rows);
    let amounts: Vec<String> = rows.iter().map(|row| signed(row.gain, digits, language)).collect();
    let room = amounts.iter().map(|text| canvas.width(text, LABEL)).fold(0.0, f64::max);
    let bottom = TOP + ROW * rows.len() as f64;
    let plot = Area { left: LEFT + widest + 24.0, top: TOP, right: WIDTH - MARGIN - room - 16.0, bottom };
    let ends = rows.iter().fold((0.0f64, 0.0f64), |(low, high), row| {
        (low.min(row.gain - Z_975 * row.error), high.max(row.gain + Z_975 * row.error))
    });
    let across = Scale::linear(ends.0, ends.1, plot.left, plot.right).nice(6);
    let caption = language.pick(format!("Saved by joining ({words})"), format!("Économisé par l’adhésion ({words})"));
    canvas.text(language.pick("Members", "Membres"), (MARGIN, TOP - 10.0), Anchor::Start, SMALL)?;
    frame::bottom_axis(canvas, plot, &across, 6, &caption, language)?;
    for (k, (row, amount)) in rows.iter().zip(&amounts).enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let members = number(row.members as f64, 0, language);
        canvas.text(&members, (MARGIN + 22.0, baseline), Anchor::End, SMALL)?;
        canvas.text(&canvas.fit(&row.names, LABEL, widest + 1.0), (LEFT, baseline), Anchor::Start, LABEL)?;
        bar(canvas, (across.at(0.0), across.at(row.gain)), middle, row.gain)?;
        let whisker =
            [row.gain - Z_975 * row.error, row.gain + Z_975 * row.error].map(|value| (across.at(value), middle));
        canvas.line(&whisker, solid(INK, 1.6))?;
        canvas.text(amount, (WIDTH - MARGIN, baseline), Anchor::End, LABEL)?;
    }
    canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(INK, 2.2))
}

/// One bar: filled where all save, hatched where they lose.
fn bar(canvas: &Canvas<'_>, (from, to): (f64, f64), middle: f64, gain: f64) -> Result<(), ChartError> {
    let area = Area { left: from.min(to), top: middle - 8.0, right: from.max(to), bottom: middle + 8.0 };
    if gain >= 0.0 {
        canvas.fill_area(area, TEAL)?;
        canvas.outline(area, solid(BLUE, 0.8))
    } else {
        canvas.hatch(area, 7.0, solid(PLUM, 1.4))?;
        canvas.outline(area, solid(PLUM, 1.0))
    }
}
