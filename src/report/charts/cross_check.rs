//! What published economics of product lines say of building alone and shared, beside the simulation.

use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{GREY, GUIDE, Heading, INK, LABEL, LIGHT_BLUE, MARGIN, NAME, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{described, question};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, figure, noun_of, number, percent};
use model::results::Dimension;
use study::analysis::cross_check::found::CrossCheck;

const TOP: f64 = 176.0;
/// Height of a row of two bars.
const ROW: f64 = 64.0;
/// Height of a bar.
const BAR: f64 = 20.0;
/// Both ends of the bars.
const TRACK: [f64; 2] = [230.0, 650.0];

/// Right edge of what sharing takes relative to building alone.
const SHARES: f64 = WIDTH - MARGIN - 120.0;

/// A row: who says it, alone and shared, each with P5 and P95 where it is a distribution, and from how many members it pays.
struct Row {
    name: String,
    bars: [[f64; 3]; 2],
    pays_from: Option<usize>,
}

impl Row {
    fn share(&self) -> f64 {
        self.bars[1][1] / self.bars[0][1]
    }

    fn is_drawable(&self) -> bool {
        self.bars.iter().flatten().all(|value| value.is_finite() && *value >= 0.0) && self.bars[0][1] > 0.0
    }
}

/// Draws the chart.
pub(crate) fn draw(found: &CrossCheck, language: Language) -> Result<Chart, ChartError> {
    let certain = |value: f64| [value; 3];
    let rows = found.models.iter().map(|one| Row {
        name: one.name.to_owned(),
        bars: [certain(one.independent), certain(one.shared)],
        pays_from: one.pays_from,
    });
    let simulation = Row {
        name: language.pick("Simulation, median", "Simulation, médiane").to_owned(),
        bars: [found.simulated.independent, found.simulated.shared],
        pays_from: found.simulated.pays_from,
    };
    let rows: Vec<Row> = rows.chain([simulation]).filter(Row::is_drawable).collect();
    let title = title(&rows, found, language);
    let one = |row: &Row| {
        let efforts = row.bars.map(|bar| figure(bar[1], language)).join(" / ");
        let unit = noun_of(&Dimension::PersonMonths, language);
        described(&row.name, &format!("{efforts} {unit}"), language)
    };
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let heading = Heading {
        name: "cross-check",
        measure: language.pick(
            format!("Person-months of building {} systems, not of running them · {count} replications, seed {seed}", found.members),
            format!(
                "Mois-personnes pour construire {} systèmes, sans leur exploitation · {count} simulations, graine {seed}",
                found.members
            ),
        ),
        note: language
            .pick(
                "The models know no coordination, overruns, abandoned builds or exits. Whiskers: 5% to 95% of replications.",
                "Les modèles ignorent coordination, dépassements, abandons et départs. Moustaches : 5 % à 95 % des simulations.",
            )
            .to_owned(),
        description: format!("{title}. {}.", rows.iter().map(one).collect::<Vec<_>>().join(language.pick("; ", " ; "))),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 76.0).max(260.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        if rows.is_empty() {
            let why = language.pick("Nothing is to be built.", "Il n’y a rien à construire.");
            return canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL);
        }
        key(canvas, language)?;
        paint(canvas, &rows, language)
    })
}

fn title(rows: &[Row], found: &CrossCheck, language: Language) -> String {
    let Some((simulation, models)) = rows.split_last().filter(|(_, models)| models.len() == found.models.len()) else {
        return language.pick("Published models beside the simulation", "Modèles publiés et simulation").to_owned();
    };
    let shares = models.iter().map(Row::share);
    let [least, most] = [shares.clone().fold(f64::INFINITY, f64::min), shares.fold(0.0, f64::max)];
    let [share, least, most] = [simulation.share(), least, most].map(|share| percent(share, language));
    language.pick(
        format!("Building together takes {share} of building apart; models say {least}–{most}"),
        format!("Construire en commun demande {share} de l’effort de construire seul ; modèles {least}–{most}"),
    )
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = TOP - 24.0;
    let mut x = TRACK[0];
    for (color, words) in [(LIGHT_BLUE, language.pick("alone", "seul")), (TEAL, language.pick("shared", "en commun"))] {
        canvas.fill_area(Area { left: x, top: y - 6.0, right: x + 26.0, bottom: y + 6.0 }, color)?;
        canvas.text(words, (x + 34.0, y + 5.0), Anchor::Start, SMALL)?;
        x += 34.0 + canvas.width(words, SMALL) + 30.0;
    }
    let share = language.pick("shared/alone", "commun/seul");
    canvas.text(share, (SHARES, y + 5.0), Anchor::End, SMALL)?;
    let pays = language.pick("pays from", "avantageux dès");
    canvas.text(pays, (WIDTH - MARGIN, y + 5.0), Anchor::End, SMALL)
}

fn paint(canvas: &Canvas<'_>, rows: &[Row], language: Language) -> Result<(), ChartError> {
    let most = rows.iter().flat_map(|row| row.bars).flatten().fold(0.0, f64::max);
    let unit = Unit::of(most, noun_of(&Dimension::PersonMonths, language), language);
    let across = Scale::linear(0.0, most / unit.factor, TRACK[0], TRACK[1]).nice(5);
    let bottom = TOP + ROW * rows.len() as f64;
    let plot = Area { left: TRACK[0], top: TOP, right: TRACK[1], bottom };
    frame::bottom_axis(canvas, plot, &across, 5, &unit.words, language)?;
    for (k, row) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let centred = (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let style = if k + 1 == rows.len() { NAME } else { LABEL };
        let name = canvas.fit(&row.name, style, TRACK[0] - MARGIN - 14.0);
        canvas.text(&name, (MARGIN, middle + centred), Anchor::Start, style)?;
        for (bar, (color, top)) in row.bars.iter().zip([(LIGHT_BLUE, middle - BAR - 1.0), (TEAL, middle + 1.0)]) {
            let [low, value, high] = bar.map(|value| across.at(value / unit.factor));
            let right = value.max(TRACK[0] + 1.0);
            canvas.fill_area(Area { left: TRACK[0], top, right, bottom: top + BAR }, color)?;
            let mut text = figure(bar[1] / unit.factor, language);
            if low < high {
                canvas.line(&[(low, top + BAR / 2.0), (high, top + BAR / 2.0)], solid(INK, 1.6))?;
                // At the end of a whisker a bare number would be taken for that end.
                text = language.pick(format!("median {text}"), format!("médiane {text}"));
            }
            let end = high.max(right) + 8.0;
            let text = canvas.fit(&text, SMALL, SHARES - 70.0 - end);
            canvas.text(&text, (end, top + BAR / 2.0 + centred), Anchor::Start, SMALL)?;
        }
        let share = percent(row.share(), language);
        canvas.text(&share, (SHARES, middle + centred), Anchor::End, style)?;
        let from = row.pays_from.map_or("–".to_owned(), |members| members.to_string());
        canvas.text(&from, (WIDTH - MARGIN, middle + centred), Anchor::End, style)?;
    }
    canvas.line(&[(TRACK[0], TOP), (TRACK[0], bottom)], solid(GREY, 1.2))
}
