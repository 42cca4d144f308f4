//! What is drawn, kept beside the SVG as it is written, so that pictures are made of the very same marks.

use super::glyphs;
use super::glyphs::Placed;
use plotters::backend::SVGBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_backend::{FontStyle, FontTransform};
use std::io::Error;
use ttf_parser::Face;

/// Size of a font that the back end divides again by the same number.
pub(super) const BACKEND_FONT: f64 = 1.24;

/// Distance of the baseline that the back end puts below a text's position, in sizes of the font.
pub(super) const BACKEND_BASELINE: f64 = 0.76;

/// A drawing as its marks, the later over the earlier, in units of the back end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    /// Width and height.
    pub size: (u32, u32),
    /// What is drawn.
    pub marks: Vec<Mark>,
}

/// One thing drawn, in one colour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// What it is.
    pub form: Form,
    /// Red, green and blue.
    pub color: (u8, u8, u8),
    /// Opacity, from 0 to 1.
    pub opacity: f64,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(i32, i32)>,
        /// Its width.
        width: u32,
    },
    /// The inside of a polygon.
    Polygon(Vec<(i32, i32)>),
    /// The inside of a circle.
    Disc {
        /// Its centre.
        centre: (i32, i32),
        /// Its radius.
        radius: u32,
    },
    /// A text on one line.
    Text(Text),
}

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Begins at it.
    Start,
    /// Centred on it.
    Middle,
    /// Ends at it.
    End,
}

/// A text on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// The words.
    pub words: String,
    /// The point it stands at, on its baseline.
    pub at: (f64, f64),
    /// Where it stands relative to the point.
    pub anchor: Anchor,
    /// Size of its font.
    pub size: f64,
    /// Bold.
    pub bold: bool,
}

/// A text set in a face.
pub(super) struct Line {
    /// Its glyphs, in units of the font from its left end.
    pub glyphs: Vec<Placed>,
    /// The unit of the font.
    pub unit: f64,
    /// Its left end.
    pub left: f64,
}

impl Text {
    /// The text set in a face.
    pub(super) fn line(&self, face: &Face<'_>) -> Line {
        let (glyphs, width) = glyphs::lay(face, &self.words);
        let unit = self.size / f64::from(face.units_per_em());
        let width = f64::from(width) * unit;
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2.0,
            Anchor::End => self.at.0 - width,
        };
        Line { glyphs, unit, left }
    }
}

type Drawn = Result<(), DrawingErrorKind<Error>>;

/// The SVG back end, with a list of all it was asked for.
pub(super) struct Recorder<'a> {
    svg: SVGBackend<'a>,
    drawing: &'a mut Drawing,
}

impl<'a> Recorder<'a> {
    /// Writes the SVG to a string and the marks to a drawing, in the drawing's size.
    pub(super) fn new(svg: &'a mut String, drawing: &'a mut Drawing) -> Self {
        Recorder { svg: SVGBackend::with_string(svg, drawing.size), drawing }
    }

    fn keep(&mut self, form: Form, color: BackendColor) {
        self.drawing.marks.push(Mark { form, color: color.rgb, opacity: color.alpha });
    }
}

/// What the charts never ask for, and pictures would lack.
fn refused(what: &str) -> Drawn {
    Err(DrawingErrorKind::DrawingError(Error::other(format!("{what} cannot be drawn"))))
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        self.svg.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.svg.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.svg.present()
    }

    /// Refused, and with it all that the library would make of single pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        refused("a single pixel")
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.svg.draw_path(points.iter().copied(), style)?;
        self.keep(Form::Line { points, width: style.stroke_width() }, style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.svg.fill_polygon(points.iter().copied(), style)?;
        self.keep(Form::Polygon(points), style.color());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if !fill {
            return refused("a circle's outline");
        }
        self.svg.draw_circle(centre, radius, style, fill)?;
        self.keep(Form::Disc { centre, radius }, style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let bold = match style.style() {
            FontStyle::Normal => false,
            FontStyle::Bold => true,
            FontStyle::Oblique | FontStyle::Italic => return refused("slanted text"),
        };
        if !matches!(style.transform(), FontTransform::None) {
            return refused("turned text");
        }
        if !matches!(style.anchor().v_pos, VPos::Top) {
            return refused("text that does not hang from its top");
        }
        self.svg.draw_text(text, style, at)?;
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let size = style.size() / BACKEND_FONT;
        let at = (f64::from(at.0), f64::from(at.1) + BACKEND_BASELINE * size);
        // Readers of the SVG show neither spaces at the ends nor more than one in a row.
        let words = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        self.keep(Form::Text(Text { words, at, anchor, size, bold }), style.color());
        Ok(())
    }
}
