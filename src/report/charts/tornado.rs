//! How far each input moves a statistic: bars from its P10 to its P90 about what it is with all drawn, or at their median.

use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GUIDE, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{described, input, noun, quantity, question};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, figure, number};
use model::results::Dimension;
use study::analysis::header::Header;
use study::analysis::sensitivity::found::{FactorResult, Sensitivity};

const TOP: f64 = 176.0;
/// Height of a row.
const ROW: f64 = 42.0;
/// Most rows.
const MOST: usize = 12;
/// Room of the names.
const NAMES: f64 = 300.0;
/// Most words of a title.
const MOST_WORDS: usize = 12;
/// Room of a figure beside its bar.
const FIGURES: f64 = 64.0;

/// What becomes of the other inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// They are drawn.
    Drawn,
    /// They are at their median.
    Median,
}

/// What is drawn.
struct Bars<'a> {
    rows: Vec<(&'a FactorResult, [f64; 2])>,
    base: f64,
    unit: Unit,
    decimals: usize,
    probability: bool,
    others: Others,
    header: &'a Header,
    language: Language,
}

/// Draws the chart.
pub(crate) fn draw(found: &Sensitivity, others: Others, language: Language) -> Result<Chart, ChartError> {
    let bars = Bars::of(found, others, language);
    let title = match bars.rows.first() {
        Some((first, _)) => swings(&input(&first.name, &found.header, 60, language), others, language),
        None => language.pick("No input moves it", "Aucune donnée ne déplace le résultat").to_owned(),
    };
    let reading = |(one, ends): &(&FactorResult, [f64; 2])| {
        let unit = if bars.probability { String::new() } else { bars.unit.after(" ") };
        let values = format!("{} → {}{unit}", bars.amount(ends[0]), bars.amount(ends[1]));
        described(&input(&one.name, &found.header, 60, language), &values, language)
    };
    let list: Vec<String> = bars.rows.iter().map(reading).collect();
    let (of, quantity) =
        (quantity(&found.of, &found.header, 60, language), quantity(&found.quantity, &found.header, 60, language));
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let heading = Heading {
        name: if others == Others::Drawn { "tornado" } else { "tornado-median" },
        measure: match others {
            Others::Drawn => language.pick(
                format!("{of} with one input at its P10, then at its P90 · {count} replications of each, seed {seed}"),
                format!("{of}, une donnée à son P10 puis à son P90 · {count} simulations chacune, graine {seed}"),
            ),
            Others::Median => language.pick(
                format!("{quantity} in the median course of events, one input at its P10, then at its P90"),
                format!("{quantity} dans le cas médian, une donnée à son P10 puis à son P90"),
            ),
        },
        note: match others {
            Others::Drawn => language.pick(
                "All other inputs are drawn, the same for every bar",
                "Toutes les autres données sont tirées au hasard, les mêmes pour chaque barre",
            ),
            Others::Median => language.pick(
                "All other inputs are at their median: what is less likely than not does not happen",
                "Toutes les autres données sont à leur médiane : ce qui a moins d’une chance sur deux n’arrive pas",
            ),
        }
        .to_owned(),
        description: format!("{title}. {}.", list.join(language.pick("; ", " ; "))),
        title,
    };
    let height = (TOP + ROW * bars.rows.len() as f64 + 66.0).max(260.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| bars.paint(canvas))
}

/// What moves it furthest, and how that is found, in as few words as a title has.
fn swings(name: &str, others: Others, language: Language) -> String {
    let how = match others {
        Others::Drawn => language.pick("Greatest swing, P10 to P90", "Plus grand écart, de P10 à P90"),
        Others::Median => language.pick("Greatest swing in the median case", "Plus grand écart, cas médian"),
    };
    let short = language.pick("Greatest swing", "Plus grand écart");
    let title = |how: &str| described(how, name, language);
    Some(title(how)).filter(|words| words.split(' ').count() <= MOST_WORDS).unwrap_or_else(|| title(short))
}

impl<'a> Bars<'a> {
    fn of(found: &'a Sensitivity, others: Others, language: Language) -> Bars<'a> {
        let ends = |one: &FactorResult| match others {
            Others::Drawn => one.tornado.free,
            Others::Median => one.tornado.median,
        };
        let (base, unit) = match others {
            Others::Drawn => (found.base.free.value, &found.unit),
            Others::Median => (found.base.median, &found.quantity_unit),
        };
        let finite = |ends: &[f64; 2]| ends[0] != ends[1] && ends.iter().all(|end| end.is_finite());
        let bars = found.factors.iter().map(|one| (one, ends(one)));
        let mut rows: Vec<(&FactorResult, [f64; 2])> = bars.filter(|(_, ends)| finite(ends)).collect();
        // Halves, since the difference of the largest numbers is none.
        let span = |ends: &[f64; 2]| (ends[1] / 2.0 - ends[0] / 2.0).abs();
        rows.sort_by(|one, other| span(&other.1).total_cmp(&span(&one.1)));
        rows.truncate(MOST);
        let base = if base.is_finite() { base } else { 0.0 };
        let largest = rows.iter().flat_map(|row| row.1).fold(base.abs(), |most, end| most.max(end.abs()));
        let probability = *unit == Dimension::Probability;
        let unit = Unit::of(largest, &noun(unit, 16, language), language);
        let (decimals, header) = (decimals(largest / unit.factor), &found.header);
        Bars { rows, base, decimals, probability, unit, others, header, language }
    }

    fn amount(&self, value: f64) -> String {
        number(value / self.unit.factor, self.decimals, self.language)
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        if self.rows.is_empty() {
            let why = self
                .language
                .pick("Its P10 and its P90 give the same.", "Son P10 et son P90 donnent le même résultat.");
            return canvas.text(why, (WIDTH / 2.0, 200.0), Anchor::Middle, LABEL);
        }
        let bottom = TOP + ROW * self.rows.len() as f64;
        let plot = Area { left: MARGIN + NAMES + FIGURES, top: TOP, right: WIDTH - MARGIN - FIGURES, bottom };
        let ends = self.rows.iter().flat_map(|row| row.1).map(|end| end / self.unit.factor);
        let base = self.base / self.unit.factor;
        let (low, high) = ends.fold((base, base), |(low, high), end| (low.min(end), high.max(end)));
        let across = Scale::linear(low, high, plot.left, plot.right).nice(5);
        self.key(canvas)?;
        frame::bottom_axis(canvas, plot, &across, 5, &self.unit.words, self.language)?;
        for (k, (one, ends)) in self.rows.iter().enumerate() {
            let middle = TOP + ROW * (k as f64 + 0.5);
            canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
            self.name(canvas, one, middle)?;
            self.bar(canvas, &across, *ends, middle)?;
        }
        let x = across.at(base);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], solid(INK, 2.2))
    }

    /// The input, and beneath it the two values where there are such.
    fn name(&self, canvas: &Canvas<'_>, one: &FactorResult, middle: f64) -> Result<(), ChartError> {
        let bar = &one.tornado;
        let values = |at: [f64; 2]| format!("{} → {}", figure(at[0], self.language), figure(at[1], self.language));
        let happens = || bar.happens.then(|| self.language.pick("no → yes", "non → oui").to_owned());
        let name = canvas.fit(&input(&one.name, self.header, 80, self.language), LABEL, NAMES);
        let Some(values) = bar.at.map(values).or_else(happens) else {
            return canvas.text(&name, (MARGIN, baseline(middle)), Anchor::Start, LABEL);
        };
        canvas.text(&name, (MARGIN, middle - 3.0), Anchor::Start, LABEL)?;
        canvas.text(&canvas.fit(&values, SMALL, NAMES), (MARGIN, middle + 15.0), Anchor::Start, SMALL)
    }

    /// From the base to either end, the longer first, so that both are seen where they lie on one side.
    fn bar(&self, canvas: &Canvas<'_>, across: &Scale, ends: [f64; 2], middle: f64) -> Result<(), ChartError> {
        let base = across.at(self.base / self.unit.factor);
        let places = ends.map(|end| across.at(end / self.unit.factor));
        let mut order = [0, 1];
        order.sort_by(|&a, &b| (places[b] - base).abs().total_cmp(&(places[a] - base).abs()));
        for end in order {
            let (left, right) = (base.min(places[end]), base.max(places[end]));
            fill(canvas, Area { left, top: middle - 11.0, right, bottom: middle + 11.0 }, end == 1)?;
        }
        let low = if places[0] <= places[1] { 0 } else { 1 };
        let left = places[low].min(base) - 6.0;
        let right = places[1 - low].max(base) + 6.0;
        canvas.text(&self.fit(canvas, ends[low]), (left, baseline(middle)), Anchor::End, SMALL)?;
        canvas.text(&self.fit(canvas, ends[1 - low]), (right, baseline(middle)), Anchor::Start, SMALL)
    }

    fn fit(&self, canvas: &Canvas<'_>, value: f64) -> String {
        canvas.fit(&self.amount(value), SMALL, FIGURES - 8.0)
    }

    fn key(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let base = match self.probability {
            true => self.amount(self.base),
            false => {
                format!(
                    "{} {}",
                    self.amount(self.base),
                    self.unit.beside(self.base / self.unit.factor, self.decimals, self.language)
                )
            }
        };
        let texts = [
            self.language.pick("At its P10", "À son P10").to_owned(),
            self.language.pick("At its P90", "À son P90").to_owned(),
        ];
        let mut x = MARGIN;
        for (text, high) in texts.into_iter().zip([false, true]) {
            fill(canvas, Area { left: x, top: TOP - 40.0, right: x + 26.0, bottom: TOP - 24.0 }, high)?;
            canvas.text(&text, (x + 34.0, TOP - 27.0), Anchor::Start, NAME)?;
            x += 34.0 + canvas.width(&text, NAME) + 36.0;
        }
        canvas.line(&[(x, TOP - 40.0), (x, TOP - 24.0)], solid(INK, 2.2))?;
        let text = match self.others {
            Others::Drawn => self.language.pick(format!("As it stands: {base}"), format!("Sans rien changer : {base}")),
            Others::Median => {
                self.language.pick(format!("All at their median: {base}"), format!("Toutes à leur médiane : {base}"))
            }
        };
        let text = frame::spaced(&text, self.language);
        canvas.text(&canvas.fit(&text, NAME, WIDTH - MARGIN - x - 10.0), (x + 10.0, TOP - 27.0), Anchor::Start, NAME)
    }
}

/// Hatched: at its P10; filled: at its P90.
fn fill(canvas: &Canvas<'_>, area: Area, high: bool) -> Result<(), ChartError> {
    if high {
        canvas.fill_area(area, TEAL)?;
        canvas.outline(area, solid(BLUE, 0.8))
    } else {
        canvas.fill_area(area, frame::WHITE)?;
        canvas.hatch(area, 7.0, solid(PLUM, 1.2))?;
        canvas.outline(area, solid(PLUM, 1.0))
    }
}

fn baseline(middle: f64) -> f64 {
    middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0
}
