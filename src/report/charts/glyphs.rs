//! Glyphs of a text in their places: pairs drawn together, marks set on their letters, and Hebrew read from the right.
//!
//! The font's own tables are followed as far as the embedded faces use them: pairs and marks on a base (GPOS), and
//! letters or marks that change beside each other (GSUB, contexts by class).

use super::font;
use ttf_parser::gdef::GlyphClass;
use ttf_parser::gpos::{MarkToBaseAdjustment, PairAdjustment, PositioningSubtable};
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::opentype_layout::{ChainedContextLookup, ChainedSequenceRule, LayoutTable};
use ttf_parser::{Face, GlyphId};
use unicode_bidi::{BidiInfo, Level};

/// A glyph in its place, in units of the font, from where its line begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// The glyph.
    pub glyph: GlyphId,
    /// Distance to the right.
    pub x: i32,
    /// Distance upwards.
    pub y: i32,
}

/// A glyph with the marks on it.
struct Cluster {
    base: GlyphId,
    marks: Vec<GlyphId>,
    advance: i32,
}

/// The glyphs of a text from left to right, and its width, in units of the font.
pub(super) fn lay(face: &Face<'_>, text: &str) -> (Vec<Placed>, i32) {
    let (mut placed, mut pen) = (Vec::new(), 0);
    for (piece, from_right) in pieces(text) {
        // The first glyph is the face's own sign for what it lacks.
        let glyph = |c| font::glyph(face, if from_right { mirrored(c) } else { c }).unwrap_or_default();
        let mut glyphs: Vec<GlyphId> = piece.chars().map(glyph).collect();
        substitute(face, &mut glyphs);
        let mut clusters = clusters(face, &glyphs, is_latin(piece));
        if from_right {
            clusters.reverse();
        }
        for cluster in &clusters {
            placed.push(Placed { glyph: cluster.base, x: pen, y: 0 });
            for &mark in &cluster.marks {
                let beside = (if from_right { 0 } else { cluster.advance }, 0);
                let (dx, dy) = anchor(face, cluster.base, mark).unwrap_or(beside);
                placed.push(Placed { glyph: mark, x: pen + dx, y: dy });
            }
            pen += cluster.advance;
        }
    }
    (placed, pen)
}

/// The pieces of a text in the order they stand from left to right, each with whether it is read from the right.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let found = BidiInfo::new(text, Some(Level::ltr()));
    let runs = found.paragraphs.iter().map(|paragraph| found.visual_runs(paragraph, paragraph.range.clone()));
    runs.flat_map(|(levels, runs)| runs.into_iter().map(move |run| (&text[run.clone()], levels[run.start].is_rtl())))
        .collect()
}

/// The character that stands for another where one reads from the right.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 7] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('≤', '≥')];
    let other = |&(left, right): &(char, char)| match c {
        _ if c == left => Some(right),
        _ if c == right => Some(left),
        _ => None,
    };
    PAIRS.iter().find_map(other).unwrap_or(c)
}

/// Whether the first letter of a text is Latin: the face draws pairs together in Latin texts only.
fn is_latin(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic()).map(u32::from);
    matches!(first, Some(0..=0x2AF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF))
}

/// The glyphs with their marks and their advance; pairs are drawn together if so wanted.
fn clusters(face: &Face<'_>, glyphs: &[GlyphId], pairs: bool) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for &glyph in glyphs {
        let is_mark = face.tables().gdef.and_then(|gdef| gdef.glyph_class(glyph)) == Some(GlyphClass::Mark);
        match clusters.last_mut() {
            Some(last) if is_mark => last.marks.push(glyph),
            last => {
                if let Some(last) = last.filter(|last| pairs && last.marks.is_empty()) {
                    last.advance += kerning(face, last.base, glyph);
                }
                let advance = if is_mark { 0 } else { i32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) };
                clusters.push(Cluster { base: glyph, marks: Vec::new(), advance });
            }
        }
    }
    clusters
}

/// The subtables of a face that place glyphs.
fn positions<'a>(face: &Face<'a>) -> impl Iterator<Item = PositioningSubtable<'a>> {
    let lookups = face.tables().gpos.map(|table: LayoutTable<'a>| table.lookups);
    lookups.into_iter().flatten().flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'a>>())
}

/// What is added between two neighbours; the first subtable that speaks of them counts.
fn kerning(face: &Face<'_>, first: GlyphId, second: GlyphId) -> i32 {
    let pair = |subtable| match subtable {
        PositioningSubtable::Pair(PairAdjustment::Format1 { coverage, sets }) => {
            sets.get(coverage.get(first)?)?.get(second)
        }
        PositioningSubtable::Pair(PairAdjustment::Format2 { coverage, classes, matrix }) => {
            coverage.get(first)?;
            matrix.get((classes.0.get(first), classes.1.get(second)))
        }
        _ => None,
    };
    positions(face).find_map(pair).map_or(0, |(value, _)| i32::from(value.x_advance))
}

/// Where a mark stands on a base, from the base's own place.
fn anchor(face: &Face<'_>, base: GlyphId, mark: GlyphId) -> Option<(i32, i32)> {
    let meet = |subtable| match subtable {
        PositioningSubtable::MarkToBase(MarkToBaseAdjustment { mark_coverage, base_coverage, marks, anchors }) => {
            let (class, own) = marks.get(mark_coverage.get(mark)?)?;
            let on = anchors.get(base_coverage.get(base)?, class)?;
            Some((i32::from(on.x) - i32::from(own.x), i32::from(on.y) - i32::from(own.y)))
        }
        _ => None,
    };
    positions(face).find_map(meet)
}

/// Puts other glyphs where the neighbours ask for them, such as an i without its dot below an accent.
fn substitute(face: &Face<'_>, glyphs: &mut [GlyphId]) {
    let Some(table) = face.tables().gsub else { return };
    for lookup in table.lookups {
        for at in 0..glyphs.len() {
            let mut contexts = lookup.subtables.into_iter::<SubstitutionSubtable<'_>>();
            let changed = contexts.find_map(|context| in_context(&table, context, glyphs, at));
            glyphs[at] = changed.unwrap_or(glyphs[at]);
        }
    }
}

/// The glyph that stands for one between its neighbours, if a context says so by the classes of all of them.
fn in_context(
    table: &LayoutTable<'_>,
    context: SubstitutionSubtable<'_>,
    glyphs: &[GlyphId],
    at: usize,
) -> Option<GlyphId> {
    let SubstitutionSubtable::ChainContext(ChainedContextLookup::Format2 {
        coverage,
        backtrack_classes,
        input_classes,
        lookahead_classes,
        sets,
    }) = context
    else {
        return None;
    };
    coverage.get(glyphs[at])?;
    let before = glyphs[..at].iter().rev().map(|glyph| backtrack_classes.get(*glyph));
    let after = glyphs[at + 1..].iter().map(|glyph| lookahead_classes.get(*glyph));
    let fits = |rule: &ChainedSequenceRule<'_>| {
        let (wanted_before, wanted_after) = (rule.backtrack.into_iter(), rule.lookahead.into_iter());
        rule.input.is_empty()
            && before.clone().take(wanted_before.count()).eq(wanted_before)
            && after.clone().take(wanted_after.count()).eq(wanted_after)
    };
    let rule = sets.get(input_classes.get(glyphs[at]))?.into_iter().find(fits)?;
    let lookup = table.lookups.get(rule.lookups.get(0)?.lookup_list_index)?;
    lookup.subtables.into_iter::<SubstitutionSubtable<'_>>().find_map(|subtable| single(subtable, glyphs[at]))
}

/// The one glyph that stands for another.
fn single(subtable: SubstitutionSubtable<'_>, glyph: GlyphId) -> Option<GlyphId> {
    match subtable {
        SubstitutionSubtable::Single(SingleSubstitution::Format1 { coverage, delta }) => {
            coverage.get(glyph).map(|_| GlyphId(glyph.0.wrapping_add_signed(delta)))
        }
        SubstitutionSubtable::Single(SingleSubstitution::Format2 { coverage, substitutes }) => {
            substitutes.get(coverage.get(glyph)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face() -> Face<'static> {
        Face::parse(font::REGULAR, 0).expect("a face")
    }

    fn width(text: &str) -> i32 {
        lay(&face(), text).1
    }

    /// Places of the glyphs of a text from the left, as the characters they stand for.
    fn order(text: &str, alphabet: &str) -> String {
        let face = face();
        let name = |placed: &Placed| alphabet.chars().find(|c| face.glyph_index(*c) == Some(placed.glyph));
        lay(&face, text).0.iter().map(|placed| name(placed).unwrap_or('?')).collect()
    }

    #[test]
    fn pairs_of_latin_letters_are_drawn_together_and_numbers_are_not() {
        assert!(width("AV") < width("A") + width("V"));
        assert_eq!(width("Ile"), width("I") + width("l") + width("e"));
        assert_eq!(width("7,1"), width("7") + width(",") + width("1"));
    }

    #[test]
    fn a_mark_stands_above_its_letter_and_takes_no_room() {
        let face = face();
        let (placed, all) = lay(&face, "xE\u{301}x");
        assert_eq!(all, width("xEx"));
        let [_, letter, mark, next] = placed[..] else { panic!("{placed:?}") };
        assert!(mark.x >= letter.x - face.units_per_em() as i32 && mark.x < next.x, "{placed:?}");
        let composed = face.glyph_bounding_box(face.glyph_index('É').expect("held")).expect("drawn");
        let set = face.glyph_bounding_box(mark.glyph).expect("drawn");
        let (left, top) = (mark.x - letter.x + i32::from(set.x_min), mark.y + i32::from(set.y_max));
        assert!(left > 0 && left < i32::from(composed.x_max), "{placed:?}");
        assert!((top - i32::from(composed.y_max)).abs() < 250, "{top} {composed:?}");
    }

    #[test]
    fn an_i_below_an_accent_has_no_dot() {
        assert_eq!(order("i\u{301}", "iı\u{301}"), "ı\u{301}");
        assert_eq!(order("ii", "iı"), "ii");
    }

    #[test]
    fn hebrew_is_read_from_the_right_and_its_numbers_are_not() {
        let alphabet = "אבגabc12()";
        assert_eq!(order("abc", alphabet), "abc");
        assert_eq!(order("אבג", alphabet), "גבא");
        assert_eq!(order("a אב 12 ג b".replace(' ', "").as_str(), alphabet), "aג12באb");
        assert_eq!(order("(א)", alphabet), "(א)");
        assert_eq!(order("א(ב)ג", alphabet), "ג(ב)א");
    }

    #[test]
    fn what_the_face_lacks_is_drawn_as_its_own_sign() {
        let (placed, width) = lay(&face(), "\u{5317}");
        assert_eq!(placed[0].glyph, GlyphId(0));
        assert!(width > 0);
    }
}
