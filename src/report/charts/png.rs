//! Pictures made of the marks of a drawing, with the embedded font and nothing from the machine.
//!
//! The rasteriser's vector instructions stay off, so that the same drawing gives the same bytes on every machine.

use super::canvas::FINE;
use super::record::{Drawing, Form, Mark, Text};
use super::{Chart, ChartError, font};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};
use ttf_parser::OutlineBuilder;

/// Greatest width and height of a picture.
const LIMIT: u32 = 16_384;

impl Chart {
    /// The drawing as a PNG, enlarged by a factor.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, ChartError> {
        let pixmap = paint(&self.drawing, scale)?;
        pixmap.encode_png().map_err(|error| ChartError::Encoding(error.to_string()))
    }
}

fn paint(drawing: &Drawing, scale: f32) -> Result<Pixmap, ChartError> {
    let side = |units: u32| ((f64::from(units) / FINE) as f32 * scale).ceil();
    let (width, height) = (side(drawing.size.0), side(drawing.size.1));
    let fits = |side: f32| side >= 1.0 && side <= LIMIT as f32;
    let size = ChartError::Size { width, height, limit: LIMIT };
    if !fits(width) || !fits(height) {
        return Err(size);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(size)?;
    pixmap.fill(Color::WHITE);
    let scale = scale / FINE as f32;
    let transform = Transform::from_scale(scale, scale);
    for mark in &drawing.marks {
        paint_mark(&mut pixmap, mark, transform)?;
    }
    Ok(pixmap)
}

fn paint_mark(pixmap: &mut Pixmap, mark: &Mark, transform: Transform) -> Result<(), ChartError> {
    let mut paint = Paint::default();
    let (red, green, blue) = mark.color;
    paint.set_color_rgba8(red, green, blue, (mark.opacity * 255.0).round() as u8);
    let outline = match &mark.form {
        Form::Line { points, width } => {
            let stroke = Stroke { width: *width as f32, ..Stroke::default() };
            if let Some(path) = path(points, false) {
                pixmap.stroke_path(&path, &paint, &stroke, transform, None);
            }
            return Ok(());
        }
        Form::Polygon(points) => path(points, true),
        Form::Disc { centre, radius } => PathBuilder::from_circle(centre.0 as f32, centre.1 as f32, *radius as f32),
        Form::Text(text) => letters(text)?,
    };
    // A path without extent has nothing to fill.
    if let Some(path) = outline {
        pixmap.fill_path(&path, &paint, FillRule::Winding, transform, None);
    }
    Ok(())
}

/// A path through points.
fn path(points: &[(i32, i32)], closed: bool) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.0 as f32, first.1 as f32);
    for point in rest {
        path.line_to(point.0 as f32, point.1 as f32);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// The outlines of a text's letters; a text of spaces has none.
fn letters(text: &Text) -> Result<Option<Path>, ChartError> {
    let face = font::faces()?.face(text.bold);
    let line = text.line(face);
    let mut pen = Pen { path: PathBuilder::new(), unit: line.unit as f32, x: 0.0, y: 0.0 };
    let unit = line.unit;
    for letter in line.glyphs {
        pen.x = (line.left + f64::from(letter.x) * unit) as f32;
        pen.y = (text.at.1 - f64::from(letter.y) * unit) as f32;
        face.outline_glyph(letter.glyph, &mut pen);
    }
    Ok(pen.path.finish())
}

/// Draws outlines in units of the font, which count upwards, from a place of the drawing.
struct Pen {
    path: PathBuilder,
    unit: f32,
    x: f32,
    y: f32,
}

impl Pen {
    fn at(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (self.x + self.unit * x, self.y - self.unit * y)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at((x, y));
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at((x, y));
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at((x1, y1)), self.at((x, y)));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at((x1, y1)), self.at((x2, y2)), self.at((x, y)));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::canvas::Anchor;
    use sha2::{Digest, Sha256};

    /// One mark of each form, with an accent to be set, letters read from the right and a colour that shines through.
    fn everything() -> Drawing {
        let text = |words: &str, y: f64, anchor: Anchor, bold: bool| {
            Form::Text(Text { words: words.to_owned(), at: (1000.0, y), anchor, size: 140.0, bold })
        };
        let mark = |form: Form, opacity: f64| Mark { form, color: (0x12, 0x43, 0x6D), opacity };
        let marks = vec![
            mark(Form::Line { points: vec![(50, 50), (700, 333), (1300, 81)], width: 25 }, 1.0),
            mark(Form::Polygon(vec![(100, 700), (500, 700), (500, 900), (100, 900)]), 0.5),
            mark(Form::Disc { centre: (1500, 800), radius: 70 }, 1.0),
            mark(text("AVocat e\u{301}lu", 400.0, Anchor::Start, false), 1.0),
            mark(text("ירושלים (12)", 600.0, Anchor::Middle, true), 1.0),
            mark(text("北", 800.0, Anchor::End, false), 1.0),
        ];
        Drawing { size: (2000, 1000), marks }
    }

    #[test]
    fn every_mark_is_where_it_was_drawn() {
        let picture = paint(&everything(), 1.0).unwrap();
        let color = |x, y| picture.pixel(x, y).map(|p| (p.red(), p.green(), p.blue())).unwrap();
        let ink = (0x12, 0x43, 0x6D);
        assert_eq!(color(1, 1), (255, 255, 255));
        assert_eq!(color(70, 33), ink);
        assert_eq!(color(150, 80), ink);
        assert_eq!(color(30, 80), (0x88, 0xA1, 0xB6));
        let inked = |xs: std::ops::Range<u32>, ys: std::ops::Range<u32>| {
            xs.flat_map(|x| ys.clone().map(move |y| (x, y))).filter(|&(x, y)| color(x, y).0 < 100).count()
        };
        assert!(inked(100..170, 28..42) > 100, "a text begins at its point");
        assert!(inked(55..100, 48..62) > 60 && inked(100..145, 48..62) > 60, "a text stands around its point");
        assert!(inked(90..100, 68..84) > 10 && inked(101..130, 68..84) == 0, "a text ends at its point");
    }

    #[test]
    fn the_pixels_are_the_same_on_every_machine() {
        let found = Sha256::digest(paint(&everything(), 1.7).unwrap().data());
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, "925e4f3163aebba5ffaf42effe052ca6e61ec8182d4b32a02a88ccf5d9183e40");
    }
}
