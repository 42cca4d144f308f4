//! What the best group of each size saves more than that of the size before, and who joins and leaves it.

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
const NAMES: f64 = 380.0;
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
    let shown = &rows[..rows.len().min(MOST)];
    let title = title(shown, language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: measure(
            language.pick(
                "What the best group of each size saves more than that of the size before",
                "Ce que le meilleur groupe de chaque taille économise de plus que le précédent",
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
    let listed = |ids: &[String], sign: &str| {
        let names: Vec<String> = ids.iter().take(4).map(|id| name(partners, id, language)).collect();
        let rest = ids.len().checked_sub(names.len()).filter(|more| *more > 0);
        names.join(sign) + &rest.map_or(String::new(), |more| format!("{sign}{more}"))
    };
    let leaves = if size.leaves.is_empty() { String::new() } else { format!(" − {}", listed(&size.leaves, " − ")) };
    let (gain, error) = (size.gain.value, size.gain.standard_error);
    let usable = gain.is_finite() && error.is_finite();
    usable.then(|| Row { members: size.members, names: listed(&size.joins, " + ") + &leaves, gain, error })
}

fn note(shown: usize, all: usize, language: Language) -> String {
    let whiskers = language.pick(
        "Names: who joins and leaves the group of the row above. Whiskers: 95% interval of the mean.",
        "Noms : qui entre dans le groupe de la ligne du dessus, qui en sort. Moustaches : intervalle à 95 % de la moyenne.",
    );
    match shown < all {
        true => language.pick(
            format!("The first {shown} of {all} sizes. {whiskers}"),
            format!("Les {shown} premières tailles sur {all}. {whiskers}"),
        ),
        false => whiskers.to_owned(),
    }
}

/// Of all the sizes that are drawn, the first against building alone, how many save more than the size before.
fn title(rows: &[Row], language: Language) -> String {
    let (good, all) = (rows.iter().filter(|row| row.gain > 0.0).count(), rows.len());
    match good {
        _ if rows.is_empty() => nobody(language).to_owned(),
        0 => language
            .pick("No larger size saves all members more", "Aucune taille supérieure n’économise davantage")
            .to_owned(),
        _ if good == all => language
            .pick("Every larger size saves all members more", "Chaque taille supérieure économise davantage")
            .to_owned(),
        _ => {
            let [s, verb] = if good == 1 { ["s", "économise"] } else { ["", "économisent"] };
            language.pick(
                format!("{good} of {all} larger sizes save{s} all members more"),
                format!("{good} des {all} tailles supérieures {verb} davantage"),
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
    let caption = language.pick(format!("Saved more ({words})"), format!("Économisé de plus ({words})"));
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
