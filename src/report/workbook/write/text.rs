//! Text that a cell can hold: nothing that acts or cannot be seen, and no longer than a cell is.

use crate::language::{Language, number, say};
use study::input::problem::inert;

/// Most units of UTF-16 in a cell.
const LONGEST: usize = 32_767;
/// Units that are left for saying how much was cut.
const ROOM: usize = 60;

/// A text as a cell holds it: controls and what the eye cannot see are spelt out, line feeds stay; what is cut says so.
pub(super) fn held(text: &str, language: Language) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| inert(line.chars())).collect();
    let text = lines.join("\n");
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST - ROOM
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    let more = number((text.chars().count() - cut.chars().count()) as f64, 0, language);
    cut += &say!(language, "… [{more} more characters]" | "… [{more} caractères de plus]");
    cut
}

/// Characters of the longest line.
pub(super) fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// Lines that a text takes in a column of so many characters.
pub(super) fn lines(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| wrapped(line, width.max(1))).sum()
}

fn wrapped(line: &str, width: usize) -> usize {
    let (mut lines, mut filled) = (1, 0);
    for word in line.split(' ') {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > width {
            (lines, filled) = (lines + 1, 0);
        }
        filled += length + usize::from(filled > 0);
        while filled > width {
            (lines, filled) = (lines + 1, filled - width);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_is_left() {
        assert_eq!(held("a\u{0}\u{1b}[1m\u{202e}\u{7}\tb", Language::En), "a\\u{0}\\u{1b}[1m\\u{202e}\\u{7}\\tb");
        assert_eq!(held("=1+1\n@x", Language::En), "=1+1\n@x");
        assert_eq!(held("5\u{202F}%\u{A0}é", Language::Fr), "5\u{202F}%\u{A0}é");
    }

    #[test]
    fn a_cell_holds_so_much_and_says_what_is_cut() {
        let at = "x".repeat(LONGEST);
        assert_eq!(held(&at, Language::En), at);
        for text in ["x".repeat(LONGEST + 1), "x".repeat(40_000), "😀".repeat(40_000)] {
            let cut = held(&text, Language::En);
            assert!(cut.encode_utf16().count() <= LONGEST && cut.ends_with(" more characters]"), "{}", cut.len());
        }
        assert!(held(&"x".repeat(40_000), Language::En).ends_with("… [7,293 more characters]"));
        assert!(held(&"x".repeat(40_000), Language::Fr).ends_with("… [7\u{202F}293 caractères de plus]"));
    }

    #[test]
    fn lines_are_counted_as_words_wrap() {
        assert_eq!([lines("", 10), lines("a b c", 10), lines("aaaa bbbb cccc", 10), lines("a\nb", 10)], [1, 1, 2, 2]);
        assert_eq!(lines(&"x".repeat(25), 10), 3);
    }
}
