//! What sharing saves in each scenario, and what each saves more than the first.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words::{given, scenario_text, with_given};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, number, percent};
use plotters::style::RGBColor;
use study::analysis::compare::found::{Compared, ComparedQuantity, Comparison, Difference};
use study::analysis::header::Names;
use study::analysis::sweep::found::Figures;

const TOP: f64 = 168.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Most scenarios in each part.
const ROWS: usize = 12;
/// Both ends of the bars.
const TRACK: [f64; 2] = [330.0, 830.0];
/// From P5 to P95, and from P25 to P75.
const BANDS: [RGBColor; 2] = [RGBColor(0xD3, 0xE6, 0xF8), RGBColor(0xA5, 0xCB, 0xEF)];

/// Draws the chart.
pub(crate) fn draw(found: &Comparison, language: Language) -> Result<Chart, ChartError> {
    let saving = found.quantities.iter().find(|quantity| quantity.path == "saving");
    let (count, seed) = (number(found.replications as f64, 0, language), found.seed);
    let title = saving.map_or_else(String::new, |saving| title(found, saving, language));
    let heading = Heading {
        name: "compare",
        measure: language.pick(
            format!("Saved against building alone · {count} replications of each on the same draws, seed {seed}"),
            format!("Économie par rapport à construire seul · {count} simulations aux mêmes tirages, graine {seed}"),
        ),
        note: language
            .pick(
                "Bars: half and 90% of replications; dot: median; diamond: mean difference.",
                "Barres : la moitié et 90 % des simulations ; point : médiane ; losange : écart moyen.",
            )
            .to_owned(),
        description: format!("{title}."),
        title,
    };
    let rows = found.scenarios.len().min(ROWS);
    let height = TOP + ROW * (2 * rows - 1) as f64 + 190.0;
    let question =
        with_given(&scenario_text(&found.scenarios[0].title, language), &found.overrides, &names(found), language);
    frame::sheet(&question, language, &heading, height, |canvas| match saving {
        Some(saving) => Sheet { found, saving, rows, language }.paint(canvas),
        None => Ok(()),
    })
}

/// The scenario that saves most in the mean, and how surely more than the first.
fn title(found: &Comparison, saving: &ComparedQuantity, language: Language) -> String {
    let more = |one: &Difference| one.mean.map_or(one.figures.p50, |mean| Some(mean.value)).filter(|more| *more > 0.0);
    let better = saving.differences.iter().enumerate().filter_map(|(k, one)| Some((k, more(one)?)));
    match better.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) {
        None => language
            .pick("No other scenario saves more than the first", "Aucun autre scénario n’économise plus que le premier")
            .to_owned(),
        Some((k, _)) => {
            let chance = percent(saving.differences[k].more.value, language);
            let name = name(found, &found.scenarios[k + 1], 24, language).replace(' ', "\u{A0}");
            language.pick(
                format!("{name} saves more in {chance} of replications"),
                format!("{name} économise plus dans {chance} des cas"),
            )
        }
    }
}

struct Sheet<'a> {
    found: &'a Comparison,
    saving: &'a ComparedQuantity,
    rows: usize,
    language: Language,
}

impl Sheet<'_> {
    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let language = self.language;
        let values: Vec<Figures> = self.saving.values.iter().take(self.rows).copied().collect();
        let differences: Vec<Figures> =
            self.saving.differences.iter().take(self.rows - 1).map(|one| one.figures).collect();
        let names: Vec<String> = self.found.scenarios.iter().map(|one| name(self.found, one, 80, language)).collect();
        let head = language.pick("Saving", "Économie");
        self.part(canvas, (TOP, head), &names, &values, None)?;
        let top = TOP + ROW * self.rows as f64 + 84.0;
        let head = language
            .pick("More than the first, replication by replication", "Écart avec le premier, tirage par tirage");
        let means: Vec<Option<f64>> =
            self.saving.differences.iter().map(|one| one.mean.map(|mean| mean.value)).collect();
        let right = (WIDTH - MARGIN, top - 10.0);
        canvas.text(language.pick("saves more in", "économise plus dans"), right, Anchor::End, SMALL)?;
        for (k, one) in self.saving.differences.iter().take(self.rows - 1).enumerate() {
            let at = (WIDTH - MARGIN, baseline(top + ROW * (k as f64 + 0.5)));
            canvas.text(&percent(one.more.value, language), at, Anchor::End, LABEL)?;
        }
        self.part(canvas, (top, head), &names[1..], &differences, Some(&means))
    }

    /// Rows of bars on one scale, which begins below 0 and ends above it.
    fn part(
        &self,
        canvas: &Canvas<'_>,
        (top, head): (f64, &str),
        names: &[String],
        rows: &[Figures],
        means: Option<&[Option<f64>]>,
    ) -> Result<(), ChartError> {
        let ends = |figures: &Figures| [figures.p5, figures.p95].map(|end| end.filter(|end| end.is_finite()));
        let all: Vec<f64> = rows.iter().flat_map(ends).flatten().collect();
        let greatest = all.iter().fold(0.0, |most: f64, end| most.max(end.abs()));
        let unit = Unit::of(greatest, &clean(&self.found.currency, 12), self.language);
        let [low, high] = [f64::min, f64::max].map(|pick| all.iter().fold(0.0, |a, &b| pick(a, b)) / unit.factor);
        let across = Scale::linear(low, high, TRACK[0], TRACK[1]).nice(6);
        let bottom = top + ROW * rows.len() as f64;
        canvas.text(head, (MARGIN, top - 10.0), Anchor::Start, NAME)?;
        let plot = Area { left: TRACK[0], top, right: TRACK[1], bottom };
        frame::bottom_axis(canvas, plot, &across, 7, &unit.words, self.language)?;
        for (k, figures) in rows.iter().enumerate() {
            let middle = top + ROW * (k as f64 + 0.5);
            let name = canvas.fit_ends(&names[k], LABEL, TRACK[0] - MARGIN - 14.0);
            canvas.text(&name, (MARGIN, baseline(middle)), Anchor::Start, LABEL)?;
            let place = |value: f64| across.at(value / unit.factor);
            for (color, ends, half) in
                [(BANDS[0], [figures.p5, figures.p95], 7.0), (BANDS[1], [figures.p25, figures.p75], 11.0)]
            {
                if let [Some(low), Some(high)] = ends.map(|end| end.filter(|end| end.is_finite())) {
                    let (left, right) = (place(low), place(high).max(place(low) + 1.0));
                    canvas.fill_area(Area { left, top: middle - half, right, bottom: middle + half }, color)?;
                }
            }
            if let Some(median) = figures.p50.filter(|median| median.is_finite()) {
                canvas.marker(Shape::Circle, (place(median), middle), 4.5, BLUE)?;
            }
            if let Some(mean) = means.and_then(|means| means[k]).filter(|mean| mean.is_finite()) {
                canvas.marker(Shape::Diamond, (place(mean), middle), 5.0, PLUM)?;
            }
        }
        canvas.line(&[(across.at(0.0), top), (across.at(0.0), bottom)], solid(INK, 1.6))?;
        canvas.line(&[(MARGIN, bottom), (WIDTH - MARGIN, bottom)], solid(GREY, 0.6))
    }
}

/// The name of a scenario; what was changed of the first in words.
fn name(found: &Comparison, one: &Compared, limit: usize, language: Language) -> String {
    clean(&given(&one.name, &names(found), language), limit)
}

/// What the administrations of the first scenario are called.
fn names(found: &Comparison) -> Names {
    let administrations = found.members.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
    Names { administrations, ..Names::default() }
}

fn baseline(middle: f64) -> f64 {
    middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0
}
