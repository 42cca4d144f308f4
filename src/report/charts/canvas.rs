//! Strokes, shapes and text on an SVG, in units of one pixel at the drawing's own size.
//!
//! The back end of plotters counts whole units only; it is given ten to a pixel, so that curves stay smooth.

pub(super) use super::dash::Dash;
use super::dash::pieces;
use super::font;
use super::font::Faces;
use super::labels::Area;
pub(super) use super::record::Anchor;
use super::record::{BACKEND_BASELINE, BACKEND_FONT, Drawing, Recorder};
use super::{ChartError, Language};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

/// Units of the back end to a pixel.
pub(super) const FINE: f64 = 10.0;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// Colour.
    pub color: RGBColor,
    /// Width in pixels.
    pub width: f64,
    /// Pattern.
    pub dash: Dash,
}

/// An unbroken stroke.
pub(super) fn solid(color: RGBColor, width: f64) -> Stroke {
    Stroke { color, width, dash: Dash::Solid }
}

/// Shape of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Round.
    Circle,
    /// Upright square.
    Square,
    /// Triangle standing on its base.
    Triangle,
    /// Square on its corner.
    Diamond,
    /// Upright cross.
    Cross,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Size in pixels.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Colour.
    pub color: RGBColor,
}

/// What stands in the root of the drawing for those who do not see it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Voice<'a> {
    /// Name of the chart.
    pub name: &'static str,
    /// Language.
    pub language: Language,
    /// The finding.
    pub title: &'a str,
    /// The finding at length, and how to read the chart.
    pub description: &'a str,
}

/// A drawing in the making.
pub(super) struct Canvas<'a> {
    area: DrawingArea<Recorder<'a>, Shift>,
    faces: &'static Faces,
    chart: &'static str,
}

/// Makes a drawing of a size in pixels, as an SVG and as its marks.
pub(super) fn draw(
    voice: &Voice<'_>,
    (width, height): (f64, f64),
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<(String, Drawing), ChartError> {
    let faces = font::faces()?;
    let mut body = String::new();
    let mut drawing = Drawing { size: ((width * FINE) as u32, (height * FINE) as u32), marks: Vec::new() };
    {
        let area = Recorder::new(&mut body, &mut drawing).into_drawing_area();
        let canvas = Canvas { area, faces, chart: voice.name };
        canvas.fill(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], RGBColor(255, 255, 255))?;
        paint(&canvas)?;
        canvas.check(canvas.area.present())?;
    }
    let (_, content) = body.split_once('>').ok_or_else(|| ChartError::Svg("it has no root".to_owned()))?;
    Ok((format!("{}{content}", root(voice, width, height)), drawing))
}

/// The root with its title and description; the back end writes neither.
fn root(voice: &Voice<'_>, width: f64, height: f64) -> String {
    let id = format!("chart-{}-{}", voice.name, voice.language.code());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {:.0} {:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" xml:lang=\"{lang}\" \
         lang=\"{lang}\" font-family=\"{family}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>",
        width * FINE,
        height * FINE,
        escape(voice.title),
        escape(voice.description),
        lang = voice.language.code(),
        family = font::FAMILY,
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

/// A place in units of the back end; anything that is no number, or far outside, is held at the edge of what it can count.
fn fine((x, y): (f64, f64)) -> (i32, i32) {
    let unit = |value: f64| (value.clamp(-1e5, 1e5) * FINE).round() as i32;
    (unit(x), unit(y))
}

impl Canvas<'_> {
    /// Width of a text.
    pub(super) fn width(&self, text: &str, style: Type) -> f64 {
        self.faces.width(text, style.size, style.bold)
    }

    /// The text, cut to a width.
    pub(super) fn fit(&self, text: &str, style: Type, width: f64) -> String {
        self.faces.fit(text, style.size, style.bold, width)
    }

    /// The text, cut in its middle to a width.
    pub(super) fn fit_ends(&self, text: &str, style: Type, width: f64) -> String {
        self.faces.fit_ends(text, style.size, style.bold, width)
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[(f64, f64)], stroke: Stroke) -> Result<(), ChartError> {
        let style = ShapeStyle {
            color: stroke.color.to_rgba(),
            filled: false,
            stroke_width: (stroke.width * FINE).round() as u32,
        };
        for part in pieces(points, stroke.dash) {
            let path: Vec<(i32, i32)> = part.into_iter().map(fine).collect();
            self.check(self.area.draw(&PathElement::new(path, style)))?;
        }
        Ok(())
    }

    /// A filled shape.
    pub(super) fn fill(&self, points: &[(f64, f64)], color: RGBColor) -> Result<(), ChartError> {
        let path: Vec<(i32, i32)> = points.iter().copied().map(fine).collect();
        self.check(self.area.draw(&Polygon::new(path, color.filled())))
    }

    /// A filled rectangle.
    pub(super) fn fill_area(&self, area: Area, color: RGBColor) -> Result<(), ChartError> {
        self.fill(&corners(area), color)
    }

    /// The outline of a rectangle.
    pub(super) fn outline(&self, area: Area, stroke: Stroke) -> Result<(), ChartError> {
        let [a, b, c, d] = corners(area);
        self.line(&[a, b, c, d, a, b], stroke)
    }

    /// Slanted lines within a rectangle, in step with those of its neighbours.
    pub(super) fn hatch(&self, area: Area, spacing: f64, stroke: Stroke) -> Result<(), ChartError> {
        let first = ((area.left + area.top) / spacing).ceil();
        let count = (((area.right + area.bottom) / spacing).floor() - first).clamp(-1.0, 2000.0) as i64;
        for k in 0..=count {
            let sum = (first + k as f64) * spacing;
            let right = (sum - area.top).min(area.right);
            let left = (sum - area.bottom).max(area.left);
            if right - left > 0.3 {
                self.line(&[(left, sum - left), (right, sum - right)], stroke)?;
            }
        }
        Ok(())
    }

    /// A marker with a white rim.
    pub(super) fn marker(&self, shape: Shape, at: (f64, f64), radius: f64, color: RGBColor) -> Result<(), ChartError> {
        self.shape(shape, at, radius + 1.5, RGBColor(255, 255, 255))?;
        self.shape(shape, at, radius, color)
    }

    fn shape(&self, shape: Shape, (x, y): (f64, f64), r: f64, color: RGBColor) -> Result<(), ChartError> {
        match shape {
            Shape::Circle => {
                let radius = (r * FINE).round() as i32;
                self.check(self.area.draw(&Circle::new(fine((x, y)), radius, color.filled())))
            }
            Shape::Square => self.fill_area(Area::around((x, y), (1.8 * r, 1.8 * r)), color),
            Shape::Triangle => {
                self.fill(&[(x, y - 1.2 * r), (x + 1.1 * r, y + 0.8 * r), (x - 1.1 * r, y + 0.8 * r)], color)
            }
            Shape::Cross => {
                self.fill_area(Area::around((x, y), (2.4 * r, 0.9 * r)), color)?;
                self.fill_area(Area::around((x, y), (0.9 * r, 2.4 * r)), color)
            }
            Shape::Diamond => {
                self.fill(&[(x, y - 1.3 * r), (x + 1.3 * r, y), (x, y + 1.3 * r), (x - 1.3 * r, y)], color)
            }
        }
    }

    /// A text on a baseline.
    pub(super) fn text(&self, text: &str, at: (f64, f64), anchor: Anchor, style: Type) -> Result<(), ChartError> {
        if text.is_empty() {
            return Ok(());
        }
        let face = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(font::FAMILY), style.size * FINE * BACKEND_FONT, face);
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style_of = TextStyle::from(font).color(&style.color).pos(Pos::new(side, VPos::Top));
        let top = (at.0, at.1 - BACKEND_BASELINE * style.size);
        self.check(self.area.draw_text(text, &style_of, fine(top)))
    }

    fn check<E: std::error::Error + Send + Sync>(
        &self,
        drawn: Result<(), DrawingAreaErrorKind<E>>,
    ) -> Result<(), ChartError> {
        drawn.map_err(|error| ChartError::Drawing { chart: self.chart, reason: error.to_string() })
    }
}

fn corners(area: Area) -> [(f64, f64); 4] {
    [(area.left, area.top), (area.right, area.top), (area.right, area.bottom), (area.left, area.bottom)]
}
