//! The median of a quantity over two inputs: a map with the lines on which sharing breaks even and is surely cheaper.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::contour::contour;
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, MARGIN, ORANGE, PLUM, SMALL, WHITE};
use super::labels::Area;
use super::scale::Scale;
use super::sweep_words::{measure, name, title, unit, value};
use super::words::{quantity, question};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number};
use plotters::style::RGBColor;
use study::analysis::header::Header;
use study::analysis::sweep::found::{Axis, Sweep, some_places};

const PLOT: Area = Area { left: 128.0, top: 176.0, right: 800.0, bottom: 600.0 };
const HEIGHT: f64 = 664.0;
/// Left and right edge of the key of colours.
const KEY: [f64; 2] = [828.0, 846.0];
/// Most values of an input drawn.
const MOST: usize = 60;
/// How surely sharing is cheaper on the second line.
const SURELY: f64 = 0.8;
/// How dark the greatest value is.
const DARKEST: f64 = 0.85;

/// Draws the chart.
pub(super) fn draw(sweep: &Sweep, language: Language) -> Result<Chart, ChartError> {
    let map = Map::of(sweep, language);
    let unit = map.as_ref().map_or_else(|| unit(sweep, 0.0, language), |map| map.unit.clone());
    let title = title(sweep, &unit, language);
    let [down, across] =
        [0, 1].map(|k| sweep.over.get(k).map(|axis| name(axis, &sweep.header, language)).unwrap_or_default());
    let of = quantity(&sweep.of, &sweep.header, 60, language);
    let what = language.pick(format!("Median of {of}"), format!("Médiane : {of}"));
    let over = language.pick(format!("{what} over {across} and {down}"), format!("{what} selon {across} et {down}"));
    let hatched = language.pick("Hatched: 0 or less.", "Hachuré : 0 ou moins.");
    let heading = Heading {
        name: "sweep",
        measure: measure(sweep, &what, language),
        note: hatched.to_owned(),
        description: format!("{title}. {over}."),
        title,
    };
    let height = if map.is_some() { HEIGHT } else { 260.0 };
    frame::sheet(&question(&sweep.header, language), language, &heading, height, |canvas| match &map {
        Some(map) => map.paint(canvas),
        None => {
            let why = language.pick("There is nothing to draw.", "Il n’y a rien à tracer.");
            canvas.text(why, (frame::WIDTH / 2.0, 190.0), Anchor::Middle, LABEL)
        }
    })
}

struct Map<'a> {
    axes: [&'a Axis; 2],
    /// Which values of each input are drawn.
    shown: [Vec<usize>; 2],
    /// Median of the quantity in the chart's unit, a row for each value of the first input.
    medians: Vec<Vec<f64>>,
    /// Median saving, in any unit: only where it is 0 counts.
    savings: Vec<Vec<f64>>,
    cheaper: Vec<Vec<f64>>,
    greatest: f64,
    unit: Unit,
    header: &'a Header,
    language: Language,
}

impl Map<'_> {
    fn of(sweep: &Sweep, language: Language) -> Option<Map<'_>> {
        let [down, across] = &sweep.over[..] else { return None };
        let width = across.values.len();
        if sweep.cells.len() != down.values.len() * width || sweep.cells.is_empty() {
            return None;
        }
        let shown = [some_places(down.values.len(), MOST), some_places(width, MOST)];
        let grid = |pick: &dyn Fn(usize) -> f64| -> Vec<Vec<f64>> {
            let row = |&row: &usize| shown[1].iter().map(|&column| pick(row * width + column)).collect();
            shown[0].iter().map(row).collect()
        };
        let median = |cell: usize| sweep.cells[cell].of.p50.unwrap_or(f64::NAN);
        let sizes = grid(&median).into_iter().flatten().filter(|value| value.is_finite());
        let greatest = sizes.fold(0.0, |most: f64, value| most.max(value.abs()));
        let unit = unit(sweep, greatest, language);
        let medians = grid(&|cell| median(cell) / unit.factor);
        let savings = grid(&|cell| sweep.cells[cell].saving_p50.map_or(f64::NAN, |known| known.value));
        let cheaper = grid(&|cell| sweep.cells[cell].cheaper.value);
        let greatest = greatest / unit.factor;
        let (axes, header) = ([down, across], &sweep.header);
        Some(Map { axes, shown, medians, savings, cheaper, greatest, unit, header, language })
    }

    /// Left edge and lower edge of cells in steps of the grid.
    fn place(&self, column: f64, row: f64) -> (f64, f64) {
        let (columns, rows) = (self.shown[1].len() as f64, self.shown[0].len() as f64);
        (PLOT.left + (PLOT.right - PLOT.left) * column / columns, PLOT.bottom - (PLOT.bottom - PLOT.top) * row / rows)
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        self.each(|place, median| self.cell(canvas, place, median))?;
        self.axes(canvas)?;
        self.marks(canvas)?;
        // Figures stand on the lines, which can be followed through a gap.
        self.each(|place, median| self.figure(canvas, place, median))?;
        canvas.outline(PLOT, solid(GREY, 1.2))?;
        self.key(canvas)
    }

    /// Does something for every cell.
    fn each(&self, paint: impl Fn((usize, usize), f64) -> Result<(), ChartError>) -> Result<(), ChartError> {
        for (row, medians) in self.medians.iter().enumerate() {
            for (column, &median) in medians.iter().enumerate() {
                paint((row, column), median)?;
            }
        }
        Ok(())
    }

    fn area(&self, (row, column): (usize, usize)) -> Area {
        let (left, bottom) = self.place(column as f64, row as f64);
        let (right, top) = self.place(column as f64 + 1.0, row as f64 + 1.0);
        Area { left, top, right, bottom }
    }

    fn cell(&self, canvas: &Canvas<'_>, place: (usize, usize), median: f64) -> Result<(), ChartError> {
        let area = self.area(place);
        canvas.fill_area(area, self.color(median))?;
        if median <= 0.0 {
            canvas.hatch(area, 9.0, solid(ORANGE, 0.8))?;
        }
        Ok(())
    }

    /// The figure of a cell where it has room, above or below the middle where the scenario stands there.
    fn figure(&self, canvas: &Canvas<'_>, place: (usize, usize), median: f64) -> Result<(), ChartError> {
        let area = self.area(place);
        let text = number(median, decimals(self.greatest), self.language);
        let fits = canvas.width(&text, SMALL) < area.width() - 8.0 && area.height() > 22.0;
        if !fits || !median.is_finite() {
            return Ok(());
        }
        let size = frame::label_size(canvas, &text, SMALL);
        let (x, middle) = area.centre();
        let room = (area.height() - size.1) / 2.0;
        let shift = match self.present() {
            Some(at) if Area::around((x, middle), size).grown(9.0).holds(at) => {
                if at.1 >= middle {
                    -room
                } else {
                    room
                }
            }
            _ => 0.0,
        };
        let label = Area::around((x, middle + shift), size);
        match self.present().is_some_and(|at| label.grown(9.0).holds(at)) {
            true => Ok(()),
            false => frame::label_in(canvas, label, &text, SMALL),
        }
    }

    /// Paper at 0, blue above, orange below; grey where there is no value.
    fn color(&self, median: f64) -> RGBColor {
        if !median.is_finite() {
            return GREY;
        }
        let share = if self.greatest > 0.0 { (median.abs() / self.greatest).min(1.0) * DARKEST } else { 0.0 };
        let end = if median > 0.0 { BLUE } else { ORANGE };
        let mix = |from: u8, to: u8| (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u8;
        RGBColor(mix(WHITE.0, end.0), mix(WHITE.1, end.1), mix(WHITE.2, end.2))
    }

    /// Lines of equal value, through the middles of cells, and where the scenario stands; of each that is there, what it is stands
    /// above the plot.
    fn marks(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        if self.axes.iter().any(|axis| axis.numbers.is_none()) {
            return Ok(());
        }
        let [even, surely, present] = self.language.pick(
            ["breaks even in the median case", "cheaper in 80% of replications", "at present"],
            ["équilibre (cas médian)", "moins cher dans 80\u{202F}% des simulations", "actuellement"],
        );
        let y = PLOT.top - 38.0;
        let mut x = MARGIN;
        // The second is broken, so that colour does not speak alone.
        let lines =
            [(&self.cheaper, SURELY, solid(PLUM, 3.2), surely, 0.2), (&self.savings, 0.0, solid(INK, 3.2), even, 0.0)];
        for (values, level, stroke, word, gap) in lines {
            let middle = |(column, row): (f64, f64)| self.place(column + 0.5, row + 0.5);
            let pieces: Vec<_> = contour(values, level).into_iter().map(|ends| ends.map(middle)).collect();
            if pieces.is_empty() {
                continue;
            }
            let pieces: Vec<_> = pieces.into_iter().map(|ends| shortened(ends, gap)).collect();
            pieces.iter().try_for_each(|ends| canvas.line(ends, solid(WHITE, stroke.width + 2.0)))?;
            pieces.iter().try_for_each(|ends| canvas.line(ends, stroke))?;
            for half in [[(x, y), (x + 14.0, y)], [(x + 14.0, y), (x + 28.0, y)]] {
                canvas.line(&shortened(half, gap), stroke)?;
            }
            x = named(canvas, word, (x, y))?;
        }
        if let Some(place) = self.present() {
            canvas.marker(Shape::Diamond, place, 7.0, PLUM)?;
            canvas.marker(Shape::Diamond, (x + 18.0, y), 6.0, PLUM)?;
            named(canvas, present, (x, y))?;
        }
        Ok(())
    }

    /// Where the scenario stands, if it is on the map.
    fn present(&self) -> Option<(f64, f64)> {
        let step = |k: usize| -> Option<f64> {
            let (numbers, now) = (self.axes[k].numbers.as_ref()?, self.axes[k].now?[1]);
            let numbers: Vec<f64> = self.shown[k].iter().map(|&index| numbers[index]).collect();
            let at = numbers.windows(2).position(|pair| pair[0] <= now && now <= pair[1])?;
            Some(at as f64 + (now - numbers[at]) / (numbers[at + 1] - numbers[at]))
        };
        Some(self.place(step(1)? + 0.5, step(0)? + 0.5))
    }

    /// Values of both inputs.
    fn axes(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        // At equal steps, as many as there is room for.
        let text = |k: usize, at: usize| value(&self.axes[k].values[self.shown[k][at]], self.language);
        let named = |k: usize, room: f64, each: f64| {
            let count = self.shown[k].len();
            (0..count).step_by((count as f64 * each / room).ceil().max(1.0) as usize)
        };
        let width = PLOT.right - PLOT.left;
        let widest = (0..self.shown[1].len()).map(|at| canvas.width(&text(1, at), SMALL));
        let each = widest.fold(0.0, f64::max).clamp(24.0, 120.0) + 8.0;
        for column in named(1, width, each) {
            let x = self.place(column as f64 + 0.5, 0.0).0;
            let text = canvas.fit(&text(1, column), SMALL, each.max(width / self.shown[1].len() as f64) - 6.0);
            canvas.text(&text, (x, PLOT.bottom + 20.0), Anchor::Middle, SMALL)?;
        }
        for row in named(0, PLOT.bottom - PLOT.top, 18.0) {
            let y = self.place(0.0, row as f64 + 0.5).1;
            let text = canvas.fit(&text(0, row), SMALL, PLOT.left - 12.0);
            canvas.text(&text, (PLOT.left - 8.0, y + 4.5), Anchor::End, SMALL)?;
        }
        let caption = canvas.fit(&name(self.axes[1], self.header, self.language), SMALL, PLOT.right - PLOT.left);
        canvas.text(&caption, (PLOT.right, PLOT.bottom + 44.0), Anchor::End, SMALL)?;
        let caption = canvas.fit(&name(self.axes[0], self.header, self.language), SMALL, PLOT.right - MARGIN);
        canvas.text(&caption, (MARGIN, PLOT.top - 12.0), Anchor::Start, SMALL)
    }

    /// Which colour is how much.
    fn key(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let values = || self.medians.iter().flatten().copied().filter(|value| value.is_finite());
        let low = values().fold(0.0, f64::min);
        let high = values().fold(0.0, f64::max);
        let up = Scale::linear(low, high, PLOT.bottom, PLOT.top);
        let steps = 60;
        for k in 0..steps {
            let [bottom, top] =
                [k, k + 1].map(|k| PLOT.bottom - (PLOT.bottom - PLOT.top) * f64::from(k) / f64::from(steps));
            let middle = up.low + (up.high - up.low) * (f64::from(k) + 0.5) / f64::from(steps);
            let area = Area { left: KEY[0], top, right: KEY[1], bottom };
            canvas.fill_area(area, self.color(middle))?;
            if middle <= 0.0 {
                canvas.hatch(area, 9.0, solid(ORANGE, 0.8))?;
            }
        }
        canvas.outline(Area { left: KEY[0], top: PLOT.top, right: KEY[1], bottom: PLOT.bottom }, solid(GREY, 1.0))?;
        let (ticks, decimals) = up.ticks(6);
        for tick in ticks {
            let y = up.at(tick);
            canvas.line(&[(KEY[1], y), (KEY[1] + 5.0, y)], solid(GREY, 1.0))?;
            canvas.text(&number(tick, decimals, self.language), (KEY[1] + 9.0, y + 4.5), Anchor::Start, SMALL)?;
        }
        let right = frame::WIDTH - MARGIN;
        canvas.text(&canvas.fit(&self.unit.words, SMALL, 130.0), (right, PLOT.top - 12.0), Anchor::End, SMALL)
    }
}

/// A piece of a line without a share of it at either end.
fn shortened([from, to]: [(f64, f64); 2], gap: f64) -> [(f64, f64); 2] {
    let between = |share: f64| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
    [between(gap), between(1.0 - gap)]
}

/// Writes what a sign at a place is; returns where the next may stand.
fn named(canvas: &Canvas<'_>, word: &str, (x, y): (f64, f64)) -> Result<f64, ChartError> {
    canvas.text(word, (x + 36.0, y + 5.0), Anchor::Start, SMALL)?;
    Ok(x + 36.0 + canvas.width(word, SMALL) + 26.0)
}
