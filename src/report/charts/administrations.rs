//! Each administration, or the typical one of each size, by every strategy: intervals of cost, and what sharing saves.

use super::administration_rows::{Row, Shown, shown, strategies};
use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{GREY, GUIDE, Heading, LABEL, MARGIN, NAME, SMALL, WIDTH};
use super::labels::Area;
use super::scale::{Kind, Scale};
use super::words::{but, money_unit, money_words, quantile, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{decimals, number, percent, signed};
use crate::words::names::strategy_in_row;
use model::results::{AdministrationResult, Results};
use model::scenario::Strategy;
use plotters::style::RGBColor;

const NAME_OF_CHART: &str = "administrations";
/// Upper edge of the rows, and how much lower it is below a note.
const TOP: f64 = 158.0;
const NOTE: f64 = 18.0;
/// Greatest width of the names.
const NAMES: f64 = 270.0;
/// Right edges of the plot and of the two columns of numbers.
const COLUMNS: [f64; 3] = [706.0, 828.0, WIDTH - MARGIN];
/// From this ratio of greatest to least median on, the scale is logarithmic.
const RATIO: f64 = 40.0;

/// How much higher a row is for every strategy beyond two.
const EACH: f64 = 12.0;

/// Most decimals of a saving.
const MOST_DECIMALS: usize = 4;
/// Ground of the line between the groups of a selection.
const BAND: RGBColor = RGBColor(0xF0, 0xF0, 0xF0);

/// Draws the chart.
pub(super) fn draw(results: &Results, language: Language) -> Result<Chart, ChartError> {
    let title = title(&results.administrations, language);
    let strategies = strategies(results);
    let Shown { mut rows, names, split, left_out, note } = shown(results, language);
    if rows.iter().flat_map(Row::values).next().is_none() {
        return frame::empty(results, language, NAME_OF_CHART, &title);
    }
    let values = rows.iter().flat_map(|row| row.values().chain(row.saving));
    let greatest = values.map(f64::abs).fold(0.0, f64::max);
    let unit = money_unit(results, greatest, language);
    rows.iter_mut().for_each(|row| row.divide(unit.factor));
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language
            .pick(
                "cost at equal service after funding, P5 to P95 and median",
                "coût à service égal après financement, P5 à P95 et médiane",
            )
            .to_owned()
            + &but(results, language).unwrap_or_default(),
        description: describe(&title, &note, &strategies, language),
        note,
        title,
    };
    let caption = format!("{} ({})", language.pick("Cost", "Coût"), money_words(results, &unit, language));
    let least = if rows.len() <= 14 { 31.0 } else { 26.0 };
    let height = least + EACH * (strategies.len() as f64 - 2.0);
    let top = if heading.note.is_empty() { TOP } else { TOP + NOTE };
    let total = top + height * rows.len() as f64 + if split.is_some() { height } else { 0.0 } + 66.0;
    let table = Table { strategies, rows, names, split, height, top, left_out };
    frame::chart(results, language, &heading, total.max(260.0), |canvas| paint(canvas, &table, &caption, language))
}

fn title(administrations: &[AdministrationResult], language: Language) -> String {
    let known = administrations.iter().filter(|one| one.saving.count > 0);
    let savings: Vec<f64> = known.filter_map(|one| quantile(&one.saving, 50)).collect();
    let (gain, all) = (savings.iter().filter(|&&saving| saving > 0.0).count(), savings.len());
    let [gaining, of] = [gain, all].map(|count| number(count as f64, 0, language));
    let words = match (gain, all) {
        (_, 0) => {
            return language
                .pick(
                    "What sharing costs each administration",
                    "Ce que construire en commun coûte à chaque administration",
                )
                .to_owned();
        }
        (0, 1) => (
            "The only administration does not usually gain by sharing".to_owned(),
            "La seule administration ne gagne d’ordinaire rien à construire en commun".to_owned(),
        ),
        (1, 1) => (
            "The only administration usually gains by sharing".to_owned(),
            "La seule administration gagne d’ordinaire à construire en commun".to_owned(),
        ),
        (0, _) => (
            format!("None of {of} administrations usually gains by sharing"),
            format!("Aucune des {of} administrations ne gagne d’ordinaire à construire en commun"),
        ),
        _ if gain == all => (
            format!("All {of} administrations usually gain by sharing"),
            format!("Les {of} administrations gagnent d’ordinaire à construire en commun"),
        ),
        (1, _) => (
            format!("1 of {of} administrations usually gains by sharing"),
            format!("1 administration sur {of} gagne d’ordinaire à construire en commun"),
        ),
        _ => (
            format!("{gaining} of {of} administrations usually gain by sharing"),
            format!("{gaining} administrations sur {of} gagnent d’ordinaire à construire en commun"),
        ),
    };
    language.pick(words.0, words.1)
}

fn describe(title: &str, note: &str, strategies: &[Strategy], language: Language) -> String {
    let list: Vec<&str> = strategies.iter().map(|&one| strategy_in_row(one, language)).collect();
    let list = list.join(", ");
    let reading = language.pick(
        format!("Counted by the median saving. Each row has a line from P5 to P95 for every strategy with a marker at its median, from above: {list}. The columns give the median saving by sharing and the share of replications in which the administration is better off."),
        format!("Selon l’économie médiane. Chaque rangée porte pour chaque stratégie un trait de P5 à P95 avec une marque à la médiane, de haut en bas : {list}. Les colonnes donnent l’économie médiane en commun et la part des simulations où l’administration y gagne."),
    );
    let stop = if note.is_empty() { "" } else { ". " };
    format!("{title}. {note}{stop}{reading}")
}

struct Table {
    strategies: Vec<Strategy>,
    rows: Vec<Row>,
    /// What the names are, where they are not those of administrations.
    names: &'static str,
    split: Option<usize>,
    height: f64,
    top: f64,
    /// Administrations between the two groups.
    left_out: usize,
}

impl Table {
    /// Middle of a row.
    fn middle(&self, row: usize) -> f64 {
        let gap = if self.split.is_some_and(|split| row >= split) { self.height } else { 0.0 };
        self.top + self.height * (row as f64 + 0.5) + gap
    }

    fn scale(&self, left: f64, right: f64) -> Scale {
        let medians = self.rows.iter().flat_map(|row| row.costs.iter().flatten().map(|cost| cost[1]));
        let (least, greatest) = medians.fold((f64::INFINITY, 0.0f64), |(low, high), m| (low.min(m), high.max(m)));
        let values = self.rows.iter().flat_map(Row::values);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        if low > 0.0 && greatest > RATIO * least {
            Scale::logarithmic(low * 0.9, high * 1.1, left, right)
        } else {
            Scale::linear(low.min(0.0), high.max(0.0), left, right).nice(6)
        }
    }
}

fn paint(canvas: &Canvas<'_>, table: &Table, caption: &str, language: Language) -> Result<(), ChartError> {
    let names = table.rows.iter().map(|row| canvas.width(&row.name, LABEL));
    let widest = names.fold(canvas.width(table.names, SMALL), f64::max).min(NAMES);
    let bottom = table.middle(table.rows.len() - 1) + table.height / 2.0;
    let plot = Area { left: MARGIN + widest + 24.0, top: table.top, right: COLUMNS[0], bottom };
    let across = table.scale(plot.left, plot.right);
    key(canvas, &table.strategies, table.top - 20.0, language)?;
    frame::bottom_axis(canvas, plot, &across, 6, caption, language)?;
    if across.kind == Kind::Linear && across.low < 0.0 {
        canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(GREY, 1.6))?;
    }
    if !table.names.is_empty() {
        canvas.text(table.names, (MARGIN, table.top - 14.0), Anchor::Start, SMALL)?;
    }
    headings(canvas, table.strategies.len(), table.top - 31.0, language)?;
    let digits = |value: f64| decimals(value.abs()).min(MOST_DECIMALS);
    let common = digits(table.rows.iter().filter_map(|row| row.saving).map(f64::abs).fold(0.0, f64::max));
    for (k, row) in table.rows.iter().enumerate() {
        // Where costs differ by orders of magnitude, so do savings.
        let digits = if across.kind == Kind::Linear { common } else { row.saving.map_or(0, digits) };
        let cells = (widest, digits);
        paint_row(canvas, (row, &table.strategies), (table.middle(k), table.height), &across, cells, language)?;
    }
    if let Some(split) = table.split {
        let y = table.middle(split) - table.height;
        let left_out = number(table.left_out as f64, 0, language);
        let text = language.pick(
            format!("{left_out} administrations between these are not shown"),
            format!("{left_out} administrations entre les deux ne figurent pas"),
        );
        canvas.fill_area(
            Area { left: MARGIN - 1.0, top: y - 12.0, right: WIDTH - MARGIN + 1.0, bottom: y + 12.4 },
            BAND,
        )?;
        canvas.text(&text, (WIDTH / 2.0, y + 4.8), Anchor::Middle, SMALL)?;
    }
    Ok(())
}

/// What the markers stand for, above the plot.
fn key(canvas: &Canvas<'_>, strategies: &[Strategy], y: f64, language: Language) -> Result<(), ChartError> {
    let names: Vec<String> = strategies.iter().map(|&one| strategy_name(one, language)).collect();
    let width = |line: f64| names.iter().map(|name| line + 8.0 + canvas.width(name, NAME) + 22.0).sum::<f64>();
    // Many names have shorter lines and begin at the margin, so that they end before the columns.
    let line = if width(36.0) > COLUMNS[0] - MARGIN { 16.0 } else { 36.0 };
    let mut x = MARGIN.max((COLUMNS[0] - width(line)) / 2.0);
    for (&strategy, name) in strategies.iter().zip(&names) {
        let (stroke, shape) = frame::look(strategy);
        canvas.line(&[(x, y), (x + line, y)], solid(stroke.color, 2.6))?;
        canvas.marker(shape, (x + line / 2.0, y), 5.0, stroke.color)?;
        canvas.text(name, (x + line + 8.0, y + 5.0), Anchor::Start, NAME)?;
        x += line + 8.0 + canvas.width(name, NAME) + 22.0;
    }
    Ok(())
}

/// Heads of the columns; of more than two strategies, that the saving is that of sharing.
fn headings(canvas: &Canvas<'_>, strategies: usize, y: f64, language: Language) -> Result<(), ChartError> {
    let words = match strategies {
        0..=2 => language.pick(["median", "saving", "better off", "in"], ["économie", "médiane", "y gagne", "dans"]),
        _ => language.pick(
            ["median saving", "by sharing", "better off", "in"],
            ["économie méd.", "en commun", "y gagne", "dans"],
        ),
    };
    for (k, word) in words.into_iter().enumerate() {
        let at = (COLUMNS[1 + k / 2], y + 17.0 * (k % 2) as f64);
        canvas.text(word, at, Anchor::End, SMALL)?;
    }
    Ok(())
}

fn paint_row(
    canvas: &Canvas<'_>,
    (row, strategies): (&Row, &[Strategy]),
    (middle, height): (f64, f64),
    across: &Scale,
    (widest, digits): (f64, usize),
    language: Language,
) -> Result<(), ChartError> {
    let edge = middle + height / 2.0;
    let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
    canvas.line(&[(MARGIN, edge), (WIDTH - MARGIN, edge)], solid(GUIDE, 0.8))?;
    canvas.text(&canvas.fit_ends(&row.name, LABEL, widest + 1.0), (MARGIN, baseline), Anchor::Start, LABEL)?;
    let (apart, last) = (height / (strategies.len() as f64 + 0.5), strategies.len() as f64 - 1.0);
    for (k, (&strategy, cost)) in strategies.iter().zip(&row.costs).enumerate() {
        let Some(cost) = cost else { continue };
        let (stroke, shape) = frame::look(strategy);
        let y = middle + apart * (k as f64 - last / 2.0);
        let [p5, p50, p95] = cost.map(|value| across.at(value));
        canvas.line(&[(p5, y), (p95, y)], solid(stroke.color, 2.6))?;
        canvas.marker(shape, (p50, y), 4.6, stroke.color)?;
    }
    let unknown = || "–".to_owned();
    let saving = row.saving.map_or_else(unknown, |saving| signed(saving, digits, language));
    canvas.text(&saving, (COLUMNS[1], baseline), Anchor::End, LABEL)?;
    let better = row.better_off.map_or_else(unknown, |share| percent(share, language));
    canvas.text(&better, (COLUMNS[2], baseline), Anchor::End, LABEL)
}
