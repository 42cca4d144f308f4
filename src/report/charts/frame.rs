//! What all charts have in common: palette, heading, axes, keys, and the sheet that says there is nothing to draw.

use super::canvas;
use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, Type, Voice, solid};
use super::labels::{Area, Placer};
use super::scale::Scale;
use super::words::{names, run_words, scenario_text, with_given};
use super::{Chart, ChartError, Language, font};
use crate::language::{capital, number, typeset};
use model::results::Results;
use model::scenario::Strategy;
use plotters::style::RGBColor;

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(0x1D, 0x1D, 0x1D);
/// Lesser text.
pub(super) const GREY: RGBColor = RGBColor(0x3D, 0x3D, 0x3D);
/// Lines that only guide the eye.
pub(super) const GUIDE: RGBColor = RGBColor(0xDC, 0xDC, 0xDC);
/// Paper.
pub(super) const WHITE: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Building alone; the inner band of a fan.
pub(super) const BLUE: RGBColor = RGBColor(0x12, 0x43, 0x6D);
/// Sharing.
pub(super) const TEAL: RGBColor = RGBColor(0x28, 0xA1, 0x97);
/// Third series.
pub(super) const PLUM: RGBColor = RGBColor(0x80, 0x16, 0x50);
/// Fourth series.
pub(super) const ORANGE: RGBColor = RGBColor(0xF4, 0x6A, 0x25);
/// Colour of the fifth strategy.
const LILAC: RGBColor = RGBColor(0xA2, 0x85, 0xD1);
/// Middle band of a fan.
pub(super) const MIDDLE_BLUE: RGBColor = RGBColor(0x20, 0x73, 0xBC);
/// Outer band of a fan.
pub(super) const LIGHT_BLUE: RGBColor = RGBColor(0x6B, 0xAC, 0xE6);

/// Width of every chart.
pub(super) const WIDTH: f64 = 960.0;
/// Height of a chart that need not grow.
pub(super) const HEIGHT: f64 = 600.0;
/// Margin around everything.
pub(super) const MARGIN: f64 = 32.0;

/// Text of labels.
pub(super) const LABEL: Type = Type { size: 14.0, bold: false, color: INK };
/// Text of names on lines and of headings within a chart.
pub(super) const NAME: Type = Type { size: 14.0, bold: true, color: INK };
/// Text of ticks and captions.
pub(super) const SMALL: Type = Type { size: 13.0, bold: false, color: GREY };

const TITLE: Type = Type { size: 22.0, bold: true, color: INK };
const SUBTITLE: Type = Type { size: 14.0, bold: false, color: GREY };

/// The look of a strategy: colour, pattern and marker, no two alike in any of them.
pub(super) fn look(strategy: Strategy) -> (Stroke, Shape) {
    let (color, dash, shape) = match strategy {
        Strategy::Independent => (BLUE, Dash::Solid, Shape::Circle),
        Strategy::Shared => (TEAL, Dash::Long, Shape::Square),
        Strategy::Fork => (PLUM, Dash::Mixed, Shape::Triangle),
        Strategy::Buy => (ORANGE, Dash::Dots, Shape::Diamond),
        Strategy::Keep => (LILAC, Dash::Rare, Shape::Cross),
    };
    (Stroke { color, width: 3.0, dash }, shape)
}

/// What stands above a chart, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// Name of the chart.
    pub name: &'static str,
    /// The finding, in at most ten words.
    pub title: String,
    /// What is measured; the replications and the seed are added.
    pub measure: String,
    /// How to read the chart, or what is left out; may be empty.
    pub note: String,
    /// The finding at length, for those who do not see the chart.
    pub description: String,
}

impl Heading {
    /// The same with the no-break spaces of the language.
    fn spaced(&self, language: Language) -> Heading {
        let spaced = |text: &str| spaced(text.trim(), language);
        Heading {
            name: self.name,
            title: spaced(&self.title),
            measure: spaced(&self.measure),
            note: spaced(&self.note),
            description: spaced(&self.description),
        }
    }
}

/// Our own words with no-break spaces where French wants them.
pub(super) fn spaced(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fr => typeset(text),
    }
}

/// Draws a chart of a height below its heading.
pub(super) fn chart(
    results: &Results,
    language: Language,
    heading: &Heading,
    height: f64,
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<Chart, ChartError> {
    let measure = format!("{} · {}", heading.measure, run_words(results, language));
    let heading = Heading { measure, ..heading.clone() };
    let question =
        with_given(&scenario_text(&results.question.title, language), &results.overrides, &names(results), language);
    sheet(&question, language, &heading, height, paint)
}

/// Draws a chart of a height below its heading, for a question in words.
pub(super) fn sheet(
    question: &str,
    language: Language,
    heading: &Heading,
    height: f64,
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<Chart, ChartError> {
    let heading = &Heading { measure: capital(&heading.measure), ..heading.spaced(language) };
    let voice = Voice { name: heading.name, language, title: &heading.title, description: &heading.description };
    let (svg, drawing) = canvas::draw(&voice, (WIDTH, height), |canvas| {
        write_heading(canvas, question, heading)?;
        paint(canvas)
    })?;
    Ok(Chart { name: heading.name, svg, drawing })
}

fn write_heading(canvas: &Canvas<'_>, question: &str, heading: &Heading) -> Result<(), ChartError> {
    let room = WIDTH - 2.0 * MARGIN;
    let mut style = TITLE;
    while style.size > 16.0 && canvas.width(&heading.title, style) > room {
        style.size -= 1.0;
    }
    canvas.text(&canvas.fit(&heading.title, style, room), (MARGIN, 44.0), Anchor::Start, style)?;
    let lines = [question, &heading.measure, &heading.note];
    for (line, text) in lines.into_iter().filter(|text| !text.is_empty()).enumerate() {
        let at = (MARGIN, 70.0 + 20.0 * line as f64);
        canvas.text(&canvas.fit(text, SUBTITLE, room), at, Anchor::Start, SUBTITLE)?;
    }
    Ok(())
}

/// The chart of a quantity that no replication defines.
pub(super) fn empty(
    results: &Results,
    language: Language,
    name: &'static str,
    title: &str,
) -> Result<Chart, ChartError> {
    let why = language.pick(
        "No replication gives the numbers this chart needs.",
        "Aucune simulation ne donne les nombres nécessaires à ce graphique.",
    );
    let heading = Heading {
        name,
        title: title.to_owned(),
        measure: language.pick("nothing to draw", "rien à tracer").to_owned(),
        note: String::new(),
        description: format!("{title}. {why}"),
    };
    chart(results, language, &heading, 240.0, |canvas| canvas.text(why, (WIDTH / 2.0, 170.0), Anchor::Middle, LABEL))
}

/// Vertical guides with their numbers below the plot, and the caption under them.
pub(super) fn bottom_axis(
    canvas: &Canvas<'_>,
    plot: Area,
    scale: &Scale,
    ticks: usize,
    caption: &str,
    language: Language,
) -> Result<(), ChartError> {
    let (values, decimals) = scale.ticks(ticks);
    let mut free = f64::NEG_INFINITY;
    for value in values {
        let x = scale.at(value);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], solid(GUIDE, 1.0))?;
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 5.0)], solid(GREY, 1.0))?;
        let decimals = if scale.kind == super::scale::Kind::Logarithmic { own_decimals(value) } else { decimals };
        let text = number(value, decimals, language);
        let half = canvas.width(&text, SMALL) / 2.0;
        let x = x.min(WIDTH - 12.0 - half);
        // A tick without room for its number stands without.
        if x - half > free {
            canvas.text(&text, (x, plot.bottom + 21.0), Anchor::Middle, SMALL)?;
            free = x + half + 4.0;
        }
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))?;
    let caption = canvas.fit(&scaled(caption, scale, language), SMALL, plot.right - MARGIN);
    canvas.text(&caption, (plot.right, plot.bottom + 43.0), Anchor::End, SMALL)
}

/// A caption, and that its scale is logarithmic where it is.
pub(super) fn scaled(caption: &str, scale: &Scale, language: Language) -> String {
    match scale.kind {
        super::scale::Kind::Linear => caption.to_owned(),
        super::scale::Kind::Logarithmic => {
            format!("{} · {caption}", language.pick("Logarithmic scale", "Échelle logarithmique"))
        }
    }
}

/// Decimals of a tick on a logarithmic scale, where each needs its own.
fn own_decimals(value: f64) -> usize {
    if value > 0.0 { usize::try_from(-super::scale::exponent(value)).unwrap_or(0).min(6) } else { 0 }
}

/// Horizontal guides with their words left of the plot.
pub(super) fn left_axis(
    canvas: &Canvas<'_>,
    plot: Area,
    scale: &Scale,
    ticks: usize,
    words: Option<&dyn Fn(f64, usize) -> String>,
) -> Result<(), ChartError> {
    let (values, decimals) = scale.ticks(ticks);
    for value in values {
        let y = scale.at(value);
        canvas.line(&[(plot.left, y), (plot.right, y)], solid(GUIDE, 1.0))?;
        if let Some(words) = words {
            canvas.text(&words(value, decimals), (plot.left - 10.0, y + 4.5), Anchor::End, SMALL)?;
        }
    }
    Ok(())
}

/// Room a label takes.
pub(super) fn label_size(canvas: &Canvas<'_>, text: &str, style: Type) -> (f64, f64) {
    (canvas.width(text, style) + 4.0, (font::ASCENT + font::DESCENT) * style.size)
}

/// Writes a label on white beside one of its points, with a line to it where it had to go far; leaves it out where
/// there is no room. With the look of a series its marker stands before the text.
pub(super) fn place_label(
    canvas: &Canvas<'_>,
    placer: &mut Placer,
    points: &[(f64, f64)],
    (text, look): (&str, Option<(Stroke, Shape)>),
    style: Type,
) -> Result<(), ChartError> {
    let indent = if look.is_some() { 15.0 } else { 0.0 };
    let (width, height) = label_size(canvas, text, style);
    let Some((area, point)) = placer.place(points, (width + indent, height)) else { return Ok(()) };
    let near = (point.0.clamp(area.left, area.right), point.1.clamp(area.top, area.bottom));
    let (dx, dy) = (near.0 - point.0, near.1 - point.1);
    if dx * dx + dy * dy > 20.0 * 20.0 {
        canvas.line(&[point, near], solid(look.map_or(GREY, |look| look.0.color), 1.2))?;
    }
    label_in(canvas, Area { left: area.left + indent, ..area }, text, style)?;
    match look {
        Some((stroke, shape)) => canvas.marker(shape, (area.left + 7.0, area.centre().1), 4.5, stroke.color),
        None => Ok(()),
    }
}

/// Writes a label on white into its place.
pub(super) fn label_in(canvas: &Canvas<'_>, area: Area, text: &str, style: Type) -> Result<(), ChartError> {
    canvas.fill_area(area, WHITE)?;
    let baseline = area.top + font::ASCENT * style.size;
    canvas.text(text, (area.centre().0, baseline), Anchor::Middle, style)
}
