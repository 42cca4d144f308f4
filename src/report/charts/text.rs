//! Text from scenarios made fit for a drawing: no characters that XML forbids or that command the layout, no towers of
//! combining marks, no endless names.

/// Combining marks kept on one character.
const MARKS: usize = 2;

/// Cleans a text and cuts it, with an ellipsis, after a number of characters (marks not counted).
pub(super) fn clean(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let (mut count, mut marks, mut gap) = (0, 0, false);
    for c in text.chars() {
        if c.is_whitespace() {
            gap = count > 0;
            continue;
        }
        if is_forbidden(c) {
            continue;
        }
        if is_mark(c) {
            if count > 0 && !gap && marks < MARKS {
                marks += 1;
                out.push(c);
            }
            continue;
        }
        if count + usize::from(gap) >= limit {
            out.push('…');
            return out;
        }
        if gap {
            out.push(' ');
            count += 1;
            gap = false;
        }
        out.push(c);
        count += 1;
        marks = 0;
    }
    out
}

/// Controls, code points that are no characters, and formatting that reorders or hides what follows.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || code & 0xFFFE == 0xFFFE
        || matches!(code, 0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF)
        || matches!(code, 0xFDD0..=0xFDEF | 0xFFF0..=0xFFFB | 0x1D173..=0x1D17A | 0xE0000..=0xE00FF | 0xE01F0..=0xE0FFF)
}

/// Characters that sit on the one before (the blocks of combining marks and the common Hebrew, Arabic, Indic and Thai ones).
pub(super) fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x5BF | 0x5C1..=0x5C2 | 0x5C4..=0x5C5 | 0x610..=0x61A
        | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC | 0x900..=0x903 | 0x93A..=0x93C | 0x93E..=0x94F | 0xE31
        | 0xE34..=0xE3A | 0xE47..=0xE4E | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x3099..=0x309A
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_accents_and_drops_what_xml_forbids() {
        assert_eq!(clean("Île-du-Prince-Édouard", 40), "Île-du-Prince-Édouard");
        assert_eq!(clean(" a\u{0}\u{8}b\u{FFFE}\t\r\n c\u{202E}d ", 40), "ab cd");
        assert_eq!(clean("\u{301}\u{FFFF}", 40), "");
    }

    #[test]
    fn keeps_two_marks_and_counts_characters_without_them() {
        let tower = format!("Z{}algo", "\u{301}".repeat(500));
        assert_eq!(clean(&tower, 5), "Z\u{301}\u{301}algo");
        assert_eq!(clean("abcdef", 5), "abcde…");
        assert_eq!(clean("abcd ef", 5), "abcd…");
        assert_eq!(clean("abcde ", 5), "abcde");
    }
}
