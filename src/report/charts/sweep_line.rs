//! A quantity along one input: its band over replications, and beneath it how surely sharing is cheaper and when it breaks even.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, TEAL};
use super::labels::{Area, spread};
use super::scale::Scale;
use super::sweep_words::{crossing, measure, name, title, unit, value};
use super::words::{quantity, question};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, figure, number, percent};
use crate::words::quantities;
use plotters::style::RGBColor;
use study::analysis::sweep::found::{Axis, Cell, Sweep, some_places};

const PLOT: Area = Area { left: 104.0, top: 204.0, right: 916.0, bottom: 434.0 };
/// Baseline of what is marked, above the plot, so that no band is covered.
const MARKS: f64 = 180.0;
const CHANCE: Area = Area { left: 104.0, top: 530.0, right: 916.0, bottom: 630.0 };
const HEIGHT: f64 = 678.0;
/// Most values drawn.
const MOST: usize = 400;
/// Most values named below the plot.
const NAMED: usize = 14;

/// From P5 to P95, and from P25 to P75.
const BANDS: [RGBColor; 2] = [RGBColor(0xD3, 0xE6, 0xF8), RGBColor(0xA5, 0xCB, 0xEF)];

/// Draws the chart.
pub(super) fn draw(sweep: &Sweep, language: Language) -> Result<Chart, ChartError> {
    let of = quantity(&sweep.of, &sweep.header, 60, language);
    let axis = sweep.over.first();
    let along = axis.map(|axis| name(axis, &sweep.header, language)).unwrap_or_default();
    let what = language.pick(format!("{of} along {along}"), format!("{of} selon {along}"));
    let cells: Vec<&Cell> = some_places(sweep.cells.len(), MOST).into_iter().map(|k| &sweep.cells[k]).collect();
    let complete = |cell: &&&Cell| figures(cell).iter().all(|value| value.is_finite());
    let usable: Vec<&Cell> = cells.iter().filter(complete).copied().collect();
    let greatest = usable.iter().flat_map(|cell| figures(cell)).fold(0.0, |most: f64, x| most.max(x.abs()));
    let unit = unit(sweep, greatest, language);
    let title = title(sweep, &unit, language);
    let heading = Heading {
        name: "sweep",
        measure: measure(sweep, &what, language),
        note: language
            .pick(
                "Line: median. Bands: half and 90% of replications.",
                "Ligne : médiane. Bandes : la moitié et 90 % des simulations.",
            )
            .to_owned(),
        description: format!("{title}. {}", reading(&usable, language)),
        title,
    };
    let height = if usable.is_empty() { 260.0 } else { HEIGHT };
    frame::sheet(&question(&sweep.header, language), language, &heading, height, |canvas| match axis {
        Some(axis) if !usable.is_empty() => Sheet::new(sweep, axis, &usable, unit.clone(), language).paint(canvas),
        _ => {
            let why = language.pick("There is nothing to draw.", "Il n’y a rien à tracer.");
            canvas.text(why, (frame::WIDTH / 2.0, 190.0), Anchor::Middle, LABEL)
        }
    })
}

/// P5, P25, P50, P75 and P95.
fn figures(cell: &Cell) -> [f64; 5] {
    [cell.of.p5, cell.of.p25, cell.of.p50, cell.of.p75, cell.of.p95].map(|value| value.unwrap_or(f64::NAN))
}

fn reading(cells: &[&Cell], language: Language) -> String {
    let one = |&k: &usize| {
        let cell = cells[k];
        let chance = percent(cell.cheaper.value, language);
        let at = cell.at.first().map(|at| value(at, language)).unwrap_or_default();
        language.pick(format!("{at}: cheaper in {chance}"), format!("{at} : moins cher dans {chance}"))
    };
    some_places(cells.len(), 12).iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

struct Sheet<'a> {
    sweep: &'a Sweep,
    axis: &'a Axis,
    cells: &'a [&'a Cell],
    across: Scale,
    /// Places of the cells; ascending.
    places: Vec<f64>,
    unit: Unit,
    language: Language,
}

impl Sheet<'_> {
    fn new<'a>(sweep: &'a Sweep, axis: &'a Axis, cells: &'a [&'a Cell], unit: Unit, language: Language) -> Sheet<'a> {
        let numbers: Option<Vec<f64>> = match axis.numbers {
            Some(_) => cells.iter().map(|cell| cell.at.first()?.parse().ok()).collect(),
            None => None,
        };
        let (across, places) = match &numbers {
            Some(numbers) => {
                let [first, last] = [numbers[0], numbers[numbers.len() - 1]];
                let across = Scale::linear(first, last, PLOT.left + 8.0, PLOT.right - 8.0);
                (across, numbers.iter().map(|&x| across.at(x)).collect())
            }
            None => {
                let across = Scale::linear(-0.5, cells.len() as f64 - 0.5, PLOT.left, PLOT.right);
                (across, (0..cells.len()).map(|k| across.at(k as f64)).collect())
            }
        };
        Sheet { sweep, axis, cells, across, places, unit, language }
    }

    fn is_continuous(&self) -> bool {
        self.axis.numbers.is_some() && self.cells.len() > 1
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let rows: Vec<[f64; 5]> =
            self.cells.iter().map(|cell| figures(cell).map(|value| value / self.unit.factor)).collect();
        let low = rows.iter().map(|row| row[0]).fold(0.0, f64::min);
        let high = rows.iter().map(|row| row[4]).fold(0.0, f64::max);
        let up = Scale::linear(low, high, PLOT.bottom, PLOT.top).nice(6);
        let year = self.sweep.header.price_year;
        let words = match self.sweep.unit.is_money() {
            true => self.language.pick(
                format!("{}, {year} prices, present value", self.unit.words),
                format!("{}, prix de {year}, valeur actualisée", self.unit.words),
            ),
            false => self.unit.words.clone(),
        };
        canvas.text(&words, (MARGIN, MARKS - 30.0), Anchor::Start, SMALL)?;
        frame::left_axis(canvas, PLOT, &up, 7, Some(&|value, decimals| number(value, decimals, self.language)))?;
        let at = |k: usize, figure: usize| (self.places[k], up.at(rows[k][figure]));
        for (color, [lower, upper], width) in [(BANDS[0], [0, 4], 12.0), (BANDS[1], [1, 3], 20.0)] {
            if self.is_continuous() {
                let edge: Vec<(f64, f64)> = (0..rows.len()).map(|k| at(k, lower)).collect();
                let back = (0..rows.len()).rev().map(|k| at(k, upper));
                canvas.fill(&edge.into_iter().chain(back).collect::<Vec<_>>(), color)?;
            } else {
                (0..rows.len()).try_for_each(|k| canvas.line(&[at(k, lower), at(k, upper)], solid(color, width)))?;
            }
        }
        canvas.line(&[(PLOT.left, up.at(0.0)), (PLOT.right, up.at(0.0))], solid(INK, 1.6))?;
        let medians: Vec<(f64, f64)> = (0..rows.len()).map(|k| at(k, 2)).collect();
        self.series(canvas, &medians, solid(BLUE, 3.0), Shape::Circle)?;
        self.bottom(canvas, PLOT)?;
        let caption = canvas.fit(&name(self.axis, &self.sweep.header, self.language), SMALL, PLOT.right - PLOT.left);
        canvas.text(&caption, (PLOT.right, PLOT.bottom + 43.0), Anchor::End, SMALL)?;
        self.chances(canvas)?;
        self.marks(canvas, &up)
    }

    /// A line with markers, or markers alone where there is nothing between values.
    fn series(
        &self,
        canvas: &Canvas<'_>,
        points: &[(f64, f64)],
        stroke: Stroke,
        shape: Shape,
    ) -> Result<(), ChartError> {
        if self.is_continuous() {
            canvas.line(points, stroke)?;
        }
        match points.len() <= 40 {
            true => points.iter().try_for_each(|&point| canvas.marker(shape, point, 3.4, stroke.color)),
            false => Ok(()),
        }
    }

    /// Values below a plot.
    fn bottom(&self, canvas: &Canvas<'_>, plot: Area) -> Result<(), ChartError> {
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))?;
        let few = self.cells.len() <= NAMED;
        if self.is_continuous() && !few {
            let (ticks, decimals) = self.across.ticks(9);
            for tick in ticks {
                let text = number(tick, decimals, self.language);
                self.tick(canvas, plot, self.across.at(tick), &text)?;
            }
            return Ok(());
        }
        let room = (plot.right - plot.left) / self.cells.len().min(NAMED) as f64 - 8.0;
        for k in some_places(self.cells.len(), NAMED) {
            let text = self.cells[k].at.first().map(|at| value(at, self.language)).unwrap_or_default();
            self.tick(canvas, plot, self.places[k], &canvas.fit(&text, SMALL, room))?;
        }
        Ok(())
    }

    fn tick(&self, canvas: &Canvas<'_>, plot: Area, x: f64, text: &str) -> Result<(), ChartError> {
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 5.0)], solid(GREY, 1.0))?;
        canvas.text(text, (x, plot.bottom + 21.0), Anchor::Middle, SMALL)
    }

    /// How surely sharing is cheaper, which is how surely it breaks even within the horizon, and when.
    fn chances(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let up = Scale::linear(0.0, 1.0, CHANCE.bottom, CHANCE.top);
        frame::left_axis(canvas, CHANCE, &up, 4, Some(&|value, _| percent(value, self.language)))?;
        let caption = self.language.pick(
            "Replications in which sharing is cheaper than building alone; below, years to break even (median)",
            "Simulations où construire en commun coûte moins que construire seul\u{202F}; dessous, années jusqu’à l’équilibre (médiane)",
        );
        canvas.text(caption, (MARGIN, CHANCE.top - 18.0), Anchor::Start, SMALL)?;
        let points: Vec<(f64, f64)> =
            self.cells.iter().zip(&self.places).map(|(cell, &x)| (x, up.at(cell.cheaper.value))).collect();
        self.series(canvas, &points, solid(TEAL, 3.0), Shape::Square)?;
        canvas.line(&[(CHANCE.left, CHANCE.bottom), (CHANCE.right, CHANCE.bottom)], solid(GREY, 1.2))?;
        for k in some_places(self.cells.len(), NAMED) {
            let year = self.cells[k].break_even;
            let text = year.map_or("–".to_owned(), |year| figure(year, self.language));
            self.tick(canvas, CHANCE, self.places[k], &text)?;
        }
        Ok(())
    }

    /// Where the scenario stands, and where the median saving crosses 0, in words above the plot.
    fn marks(&self, canvas: &Canvas<'_>, up: &Scale) -> Result<(), ChartError> {
        let mut marks: Vec<(f64, f64, String)> = Vec::new();
        if let Some(middle) = self.axis.now.map(|now| now[1]).filter(|&x| self.is_continuous() && self.across.holds(x))
        {
            let x = self.across.at(middle);
            canvas.line(&[(x, PLOT.top), (x, PLOT.bottom)], Stroke { color: GREY, width: 1.4, dash: Dash::Dots })?;
            let word = self.language.pick("at present (median)", "actuellement (médiane)");
            marks.push((x, PLOT.top, word.to_owned()));
        }
        if self.sweep.unit.is_money() && quantities::is_saving_of_all(&self.sweep.of) {
            for one in self.sweep.crossings.iter().take(4) {
                let place = crossing(self.sweep, one, self.language);
                let word = self.language.pick(format!("pays {place}"), format!("avantageux {place}"));
                marks.push((self.across.at(one.at), up.at(0.0), word));
            }
        }
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let fits = |style| marks.iter().map(|mark| canvas.width(&mark.2, style) + 16.0).sum::<f64>() <= PLOT.width();
        let style = if fits(NAME) { NAME } else { SMALL };
        let room = if fits(style) { PLOT.width() } else { PLOT.width() / marks.len() as f64 - 16.0 };
        let words: Vec<String> = marks.iter().map(|mark| canvas.fit(&mark.2, style, room)).collect();
        let widths: Vec<f64> = words.iter().map(|word| canvas.width(word, style)).collect();
        let centres: Vec<f64> = marks.iter().map(|mark| mark.0).collect();
        let spots = spread(&centres, &widths, (PLOT.left, PLOT.right), 16.0);
        for (((x, y, _), word), spot) in marks.iter().zip(&words).zip(spots) {
            canvas.line(&[(spot, MARKS + 6.0), (*x, PLOT.top)], solid(GREY, 1.2))?;
            if *y > PLOT.top {
                canvas.line(&[(*x, PLOT.top), (*x, *y)], solid(PLUM, 1.2))?;
                canvas.marker(Shape::Diamond, (*x, *y), 6.5, PLUM)?;
            }
            canvas.text(word, (spot, MARKS), Anchor::Middle, style)?;
        }
        Ok(())
    }
}
