//! The embedded font: registered with the drawing library, measured here, and the only one pictures are made with.

use super::ChartError;
use super::text::is_mark;
use plotters::style::{FontStyle, register_font};
use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId};

/// The family as the SVG names it, with what a browser without the font falls back on.
pub(super) const FAMILY: &str = "DejaVu Sans, sans-serif";

/// The regular face.
pub(super) const REGULAR: &[u8] = include_bytes!("fonts/DejaVuSans.subset.ttf");

/// The bold face.
pub(super) const BOLD: &[u8] = include_bytes!("fonts/DejaVuSans-Bold.subset.ttf");

/// Height of a text above its baseline, in sizes of the font (capitals with accents).
pub(super) const ASCENT: f64 = 0.93;

/// Depth of a text below its baseline, in sizes of the font.
pub(super) const DESCENT: f64 = 0.24;

/// Width taken for a character that the font does not hold, in sizes of the font.
const UNKNOWN: f64 = 1.0;

/// Both faces, ready to be measured.
#[derive(Clone)]
pub(super) struct Faces {
    regular: Face<'static>,
    bold: Face<'static>,
}

static FACES: OnceLock<Result<Faces, String>> = OnceLock::new();

/// The faces, registered with the drawing library at the first call.
pub(super) fn faces() -> Result<&'static Faces, ChartError> {
    FACES.get_or_init(load).as_ref().map_err(|reason| ChartError::Font(reason.clone()))
}

fn load() -> Result<Faces, String> {
    for (style, bytes) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, BOLD)] {
        register_font(FAMILY, style, bytes).map_err(|_| "the drawing library refuses it".to_owned())?;
    }
    let face = |bytes| Face::parse(bytes, 0).map_err(|error| error.to_string());
    Ok(Faces { regular: face(REGULAR)?, bold: face(BOLD)? })
}

/// The glyph of a character, if the face has one.
pub(super) fn glyph(face: &Face<'_>, c: char) -> Option<GlyphId> {
    face.glyph_index(c).filter(|glyph| glyph.0 != 0)
}

impl Faces {
    /// Whether both faces have a glyph for every character of a text.
    pub(super) fn hold(&self, text: &str) -> bool {
        let held = |c: char| is_mark(c) || [&self.regular, &self.bold].iter().all(|face| glyph(face, c).is_some());
        text.chars().all(held)
    }

    /// The bold face or the regular one.
    pub(super) fn face(&self, bold: bool) -> &Face<'static> {
        if bold { &self.bold } else { &self.regular }
    }

    /// Width of a text, kerning left out.
    pub(super) fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let face = self.face(bold);
        let em = f64::from(face.units_per_em()).max(1.0);
        let advance = |c: char| match glyph(face, c) {
            _ if is_mark(c) => 0.0,
            None => UNKNOWN,
            Some(glyph) => f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em,
        };
        size * text.chars().map(advance).sum::<f64>()
    }

    /// The text, cut with an ellipsis where it is wider than allowed.
    pub(super) fn fit(&self, text: &str, size: f64, bold: bool, width: f64) -> String {
        if self.width(text, size, bold) <= width {
            return text.to_owned();
        }
        let mut kept: Vec<char> = text.chars().collect();
        while kept.pop().is_some() {
            let cut: String = kept.iter().collect();
            let cut = format!("{}…", cut.trim_end());
            if self.width(&cut, size, bold) <= width {
                return cut;
            }
        }
        "…".to_owned()
    }

    /// The text, cut in its middle where it is wider than allowed: names often differ at their end.
    pub(super) fn fit_ends(&self, text: &str, size: f64, bold: bool, width: f64) -> String {
        if self.width(text, size, bold) <= width {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        for kept in (2..chars.len()).rev() {
            let head: String = chars[..kept.div_ceil(2)].iter().collect();
            let tail: String = chars[chars.len() - kept / 2..].iter().skip_while(|c| is_mark(**c)).collect();
            let cut = format!("{}…{}", head.trim_end(), tail.trim_start());
            if self.width(&cut, size, bold) <= width {
                return cut;
            }
        }
        "…".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_hold_french_and_the_signs_of_numbers() {
        let faces = faces().unwrap();
        for face in [&faces.regular, &faces.bold] {
            for c in "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ–—’…«»‹›−×≥≤%€·\u{202F}\u{A0}←→".chars()
            {
                assert!(glyph(face, c).is_some(), "no glyph for {c:?}");
            }
        }
    }

    #[test]
    fn letters_of_most_of_europe_and_of_inuktitut_are_held() {
        let faces = faces().unwrap();
        for text in [
            "Δήμος Αθηναίων",
            "Община Пловдив",
            "ᓄᓇᕗᑦ",
            "עיריית ירושלים",
            "თბილისი",
            "Երևան",
            "Kauaʻi",
            "№ 7",
            "Thủ Đức",
        ] {
            assert!(faces.hold(text), "{text}");
        }
        assert!(!faces.hold("北海道") && !faces.hold("\u{1F3DB}"));
    }

    #[test]
    fn a_long_text_is_cut_to_its_width() {
        let faces = faces().unwrap();
        let name = "Territoires du Nord-Ouest et du Nunavut";
        let cut = faces.fit(name, 14.0, false, 120.0);
        assert!(cut.ends_with('…') && faces.width(&cut, 14.0, false) <= 120.0);
        assert_eq!(faces.fit(name, 14.0, false, 900.0), name);
        assert_eq!(faces.fit(name, 14.0, false, 0.0), "…");
        let cut = faces.fit_ends(name, 14.0, false, 120.0);
        assert!(cut.starts_with("Territ") && cut.ends_with("navut") && faces.width(&cut, 14.0, false) <= 120.0);
    }
}
