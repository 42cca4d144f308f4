//! Where the effort goes: each phase by every strategy, side by side.

use super::canvas::{Anchor, Canvas, Type, solid};
use super::frame;
use super::frame::{GREY, GUIDE, Heading, INK, LABEL, MARGIN, NAME, SMALL, WHITE, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{phase_name, quantile, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number, percent, signed};
use crate::words::names::strategy_in_row;
use model::effort::Phase;
use model::results::{Estimate, Results, StrategyResult};
use model::scenario::Strategy;

const NAME_OF_CHART: &str = "phases";
const TOP: f64 = 140.0;
/// Height of a bar with the gap below it, and what a row has beside its bars.
const STEP: f64 = 22.0;
const GAP: f64 = 12.0;
const BAR: f64 = 20.0;
/// Left edge of the bars, right edge of the bars with their labels, and of the differences.
const COLUMNS: [f64; 3] = [186.0, 800.0, WIDTH - MARGIN];

struct Row {
    phase: Phase,
    /// By strategy, in the chart's unit.
    effort: Vec<f64>,
}

struct Picture {
    /// Alone and shared first.
    strategies: Vec<Strategy>,
    rows: Vec<Row>,
    total: Vec<f64>,
    mean: bool,
    digits: usize,
}

impl Picture {
    /// Height of a row.
    fn row(&self) -> f64 {
        STEP * self.strategies.len() as f64 + GAP
    }

    /// Alone and shared of what every strategy has.
    fn pair(values: &[f64]) -> [f64; 2] {
        [values[0], values[1]]
    }
}

/// Draws the chart.
pub(super) fn draw(results: &Results, language: Language) -> Result<Chart, ChartError> {
    let Some((mut picture, unit)) = picture(results, language) else {
        let title = language.pick("The effort by phase is not known", "L’effort par phase n’est pas connu");
        return frame::empty(results, language, NAME_OF_CHART, title);
    };
    let values = picture.rows.iter_mut().flat_map(|row| row.effort.iter_mut()).chain(&mut picture.total);
    values.for_each(|value| *value /= unit.factor);
    let title = title(&picture, language);
    let statistic = if picture.mean { language.pick("mean", "moyenne") } else { language.pick("median", "médiane") };
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language.pick(
            format!("effort of all administrations by phase, {statistic}, in {}", unit.words),
            format!("effort de toutes les administrations par phase, {statistic}, en {}", unit.words),
        ),
        note: String::new(),
        description: describe(&picture, &title, &unit.words, language),
        title,
    };
    let height = TOP + picture.row() * picture.rows.len() as f64 + 93.0;
    frame::chart(results, language, &heading, height, |canvas| paint(canvas, &picture, &unit.words, language))
}

/// The means of all phases for every strategy, or the medians where a mean does not exist.
fn picture(results: &Results, language: Language) -> Option<(Picture, Unit)> {
    let first = [Strategy::Independent, Strategy::Shared];
    let others = results.strategies.iter().filter(|one| !first.contains(&one.strategy));
    let found: Vec<&StrategyResult> = first
        .into_iter()
        .map(|strategy| results.strategy(strategy))
        .chain(others.map(Some))
        .collect::<Option<Vec<_>>>()?;
    let mean = |estimate: &Estimate| estimate.mean.filter(|value| value.is_finite());
    let median = |estimate: &Estimate| quantile(estimate, 50);
    let gather = |pick: &dyn Fn(&Estimate) -> Option<f64>| -> Option<Vec<Row>> {
        let of = |one: &StrategyResult, phase: Phase| match one.phases.iter().find(|entry| entry.0 == phase) {
            Some((_, estimate)) => pick(estimate),
            None => Some(0.0),
        };
        let row = |phase| Some(Row { phase, effort: found.iter().map(|one| of(one, phase)).collect::<Option<_>>()? });
        Phase::ALL.into_iter().map(row).collect()
    };
    if found.iter().all(|one| one.phases.is_empty()) {
        return None;
    }
    let (rows, is_mean) = gather(&mean).map(|rows| (rows, true)).or_else(|| Some((gather(&median)?, false)))?;
    let sum = |k: usize| rows.iter().map(|row| row.effort[k]).sum::<f64>();
    let whole = |k: usize| median(&found[k].effort).filter(|_| !is_mean).unwrap_or_else(|| sum(k));
    let total: Vec<f64> = (0..found.len()).map(whole).collect();
    if !total.iter().all(|sum| sum.is_finite()) {
        return None;
    }
    let efforts = || rows.iter().flat_map(|row| row.effort.iter().copied()).map(f64::abs);
    let greatest = efforts().chain(total.iter().copied().map(f64::abs)).fold(0.0, f64::max);
    let unit = Unit::of(greatest, language.pick("person-months", "mois-personnes"), language);
    let digits = decimals(efforts().fold(0.0, f64::max) / unit.factor);
    let strategies = found.iter().map(|one| one.strategy).collect();
    Some((Picture { strategies, rows, total, mean: is_mean, digits }, unit))
}

fn title(picture: &Picture, language: Language) -> String {
    let [alone, shared] = Picture::pair(&picture.total);
    let saved = alone - shared;
    if alone <= 0.0 || (saved / alone).abs() < 0.005 {
        return language
            .pick("Sharing hardly changes the total effort", "Construire en commun change à peine l’effort total")
            .to_owned();
    }
    let part = percent((saved / alone).abs(), language);
    if saved > 0.0 {
        language.pick(
            format!("On average sharing saves {part} of the effort of alone"),
            format!("En moyenne, construire en commun économise {part} de l’effort"),
        )
    } else {
        language.pick(
            format!("On average sharing takes {part} more effort than alone"),
            format!("En moyenne, construire en commun exige {part} d’effort en plus"),
        )
    }
}

fn describe(picture: &Picture, title: &str, unit: &str, language: Language) -> String {
    let mut out = format!("{title}. ");
    for row in &picture.rows {
        let named = |(value, strategy): (&f64, &Strategy)| {
            let value = number(*value, picture.digits, language);
            format!("{} {value}", strategy_in_row(*strategy, language))
        };
        let list: Vec<String> = row.effort.iter().zip(&picture.strategies).map(named).collect();
        let (phase, list) = (phase_name(row.phase, language), list.join(", "));
        out += &language.pick(format!("{phase}: {list} {unit}. "), format!("{phase} : {list} {unit}. "));
    }
    out + language.pick(
        "Each phase has a bar for every strategy, that of building alone filled, all others hatched; the column at the right is shared minus alone.",
        "Chaque phase a une barre par stratégie, pleine pour seul, hachurée pour les autres ; la colonne de droite est la différence, en commun moins seul.",
    )
}

fn paint(canvas: &Canvas<'_>, picture: &Picture, unit: &str, language: Language) -> Result<(), ChartError> {
    let slots = 0..picture.strategies.len();
    let of_row = |row: &Row| slots.clone().map(|k| words(picture, row, k, language)).collect();
    let texts: Vec<Vec<String>> = picture.rows.iter().map(of_row).collect();
    let widest = texts.iter().flatten().map(|text| canvas.width(text, SMALL)).fold(0.0, f64::max) + 12.0;
    let height = picture.row();
    let plot = Area { left: COLUMNS[0], top: TOP, right: COLUMNS[1], bottom: TOP + height * picture.rows.len() as f64 };
    let values = || picture.rows.iter().flat_map(|row| row.effort.iter().copied());
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let left = if low < 0.0 { plot.left + widest } else { plot.left };
    let across = Scale::linear(low, if high > low { high } else { low + 1.0 }, left, plot.right - widest);
    let head = language.pick("shared minus alone", "en commun moins seul");
    canvas.text(head, (COLUMNS[2], TOP - 12.0), Anchor::End, SMALL)?;
    for (k, (row, texts)) in picture.rows.iter().zip(&texts).enumerate() {
        let top = TOP + height * k as f64;
        canvas.line(&[(MARGIN, top), (WIDTH - MARGIN, top)], solid(GUIDE, 1.0))?;
        let name = phase_name(row.phase, language);
        canvas.text(name, (MARGIN, top + height / 2.0 + 5.0), Anchor::Start, NAME)?;
        for (slot, text) in texts.iter().enumerate() {
            let top = top + GAP / 2.0 + 1.0 + slot as f64 * STEP;
            bar(canvas, row.effort[slot], (picture.strategies[slot], text), top, &across)?;
        }
        difference(canvas, Picture::pair(&row.effort), picture.digits, top + height / 2.0 + 5.0, language)?;
    }
    canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(GREY, 1.4))?;
    totals(canvas, picture, unit, plot.bottom, language)
}

/// `Alone 1,234`.
fn words(picture: &Picture, row: &Row, slot: usize, language: Language) -> String {
    let value = number(row.effort[slot], picture.digits, language);
    format!("{} {value}", strategy_name(picture.strategies[slot], language))
}

fn bar(
    canvas: &Canvas<'_>,
    value: f64,
    (strategy, text): (Strategy, &str),
    top: f64,
    across: &Scale,
) -> Result<(), ChartError> {
    let color = frame::look(strategy).0.color;
    let (zero, end) = (across.at(0.0), across.at(value));
    let area = Area { left: zero.min(end), top, right: zero.max(end), bottom: top + BAR };
    if area.width() > 0.2 {
        canvas.fill_area(area, color)?;
        if strategy != Strategy::Independent {
            canvas.hatch(area, 9.0, solid(WHITE, 1.2))?;
        }
        canvas.outline(area, solid(color, 1.0))?;
    }
    let (x, anchor) = if value < 0.0 { (end - 7.0, Anchor::End) } else { (end + 7.0, Anchor::Start) };
    canvas.text(text, (x, top + BAR / 2.0 + 4.8), anchor, Type { color: INK, ..SMALL })
}

fn difference(
    canvas: &Canvas<'_>,
    [alone, shared]: [f64; 2],
    digits: usize,
    y: f64,
    language: Language,
) -> Result<(), ChartError> {
    canvas.text(&signed(shared - alone, digits, language), (COLUMNS[2], y), Anchor::End, NAME)
}

/// The sums, under a line.
fn totals(canvas: &Canvas<'_>, picture: &Picture, unit: &str, top: f64, language: Language) -> Result<(), ChartError> {
    canvas.line(&[(MARGIN, top), (WIDTH - MARGIN, top)], solid(GREY, 1.4))?;
    let y = top + 31.0;
    canvas.text(language.pick("All phases", "Ensemble"), (MARGIN, y), Anchor::Start, NAME)?;
    let sum = |(value, strategy): (&f64, &Strategy)| {
        format!("{} {}", strategy_name(*strategy, language), number(*value, picture.digits, language))
    };
    let sums: Vec<String> = picture.total.iter().zip(&picture.strategies).map(sum).collect();
    let (sums, left) = (sums.join("  ·  "), COLUMNS[0] + 7.0);
    let [alone, shared] = Picture::pair(&picture.total);
    let room = COLUMNS[2] - left - canvas.width(&signed(shared - alone, picture.digits, language), NAME) - 12.0;
    let style = if canvas.width(&sums, LABEL) > room { SMALL } else { LABEL };
    canvas.text(&canvas.fit(&sums, style, room), (left, y), Anchor::Start, style)?;
    difference(canvas, [alone, shared], picture.digits, y, language)?;
    canvas.text(unit, (WIDTH - MARGIN, y + 34.0), Anchor::End, SMALL)
}
