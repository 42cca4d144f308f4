//! Cells that hold several words, or words with shares.

use super::draft::Draft;
use super::literal;
use super::sheet::{Cell, trimmed};
use crate::input::places::At;
use crate::input::problem::shown;

/// What parts words: semicolons and lines, or commas where there are none of these.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    let marks: &[char] = if words.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
    words.split(marks).map(trimmed).map(literal::unquoted).filter(|part| !part.is_empty())
}

/// A list of texts; none after a report.
pub(super) fn list(cell: &Cell, at: At, draft: &mut Draft) -> Option<String> {
    match cell {
        Cell::Text(words) if words.starts_with('[') => literal::raw(words, at, draft),
        cell => Some(listed(&literal::of_text(cell, at, draft)?)),
    }
}

fn listed(words: &str) -> String {
    let all: Vec<String> = parts(words).map(literal::text).collect();
    format!("[{}]", all.join(", "))
}

/// A word, or words each with a share: `equal = 0.3; population = 0.7`; none after a report.
pub(super) fn rule(cell: &Cell, at: At, draft: &mut Draft) -> Option<String> {
    shares(cell, at, literal::text, draft)
}

/// Names, or names each with a share: `level:city; hill = 0.5`; none after a report.
pub(super) fn needs(cell: &Cell, at: At, draft: &mut Draft) -> Option<String> {
    shares(cell, at, listed, draft)
}

/// Words with shares, or what is made of words without any.
fn shares(cell: &Cell, at: At, without: impl Fn(&str) -> String, draft: &mut Draft) -> Option<String> {
    let words = match cell {
        Cell::Text(words) if words.starts_with(['{', '[']) => return literal::raw(words, at, draft),
        cell => literal::of_text(cell, at, draft)?,
    };
    if !words.contains('=') {
        return Some(without(&words));
    }
    let (mut all, mut names) = (Vec::new(), Vec::new());
    for part in parts(&words) {
        let Some((name, share)) = part.split_once('=') else {
            let message = format!("`{}` without its share, beside others that have one", shown(part));
            draft.error(at, &words, message, "write such as: level:city = 1; hill = 0.5");
            return None;
        };
        let name = literal::key(literal::unquoted(trimmed(name)));
        if names.contains(&name) {
            let message = format!("`{}` is given twice", shown(name.trim_matches('"')));
            draft.error(at, &words, message, "name it once, with one share");
            return None;
        }
        all.push(format!("{name} = {}", literal::numeric(trimmed(share))));
        names.push(name);
    }
    Some(format!("{{ {} }}", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::workbook::open::Book;

    #[test]
    fn words_and_shares_are_parted() {
        let mut draft = Draft::of(&Book { sheets: Vec::new() });
        let mut read = |words: &str, read: fn(&Cell, At, &mut Draft) -> Option<String>| {
            read(&Cell::Text(words.to_owned()), At::sheet(0), &mut draft)
        };
        assert_eq!(read("a, b;c,d", list).as_deref(), Some("[\"a, b\", \"c,d\"]"));
        assert_eq!(read("a, b,", list).as_deref(), Some("[\"a\", \"b\"]"));
        assert_eq!(read("equal", rule).as_deref(), Some("\"equal\""));
        assert_eq!(read("equal=0,3;key:x = 0.7", rule).as_deref(), Some("{ equal = 0.3, \"key:x\" = 0.7 }"));
        assert_eq!(read("level:city\nhill", needs).as_deref(), Some("[\"level:city\", \"hill\"]"));
        assert_eq!(read("{ hill = 0.5 }", needs).as_deref(), Some("{ hill = 0.5 }"));
        assert_eq!(read("\"a\"; “b”", list).as_deref(), Some("[\"a\", \"b\"]"));
        assert_eq!(read("a = 1; b = 0.5; a = 0.5", needs), None);
        assert_eq!((read("a; b = 1", needs), read("{ a = ", needs)), (None, None));
    }
}
