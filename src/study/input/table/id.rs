//! Ids: short, plain and distinct, because files, columns and options are named after them.

use super::cell::{Refusal, read};
use super::trim;
use crate::input::node::Node;
use crate::input::problem::{Place, Problems, invisible, shown};
use std::collections::HashMap;

/// Most characters of an id.
const MOST: usize = 64;
const RULE: &str = "letters a to z, digits, `_`, `.` and `-`, beginning with a letter or digit, at most 64 characters";
/// Letters that look like others, each before its Latin twin.
const TWINS: &str = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXаaеeоoрpсcуyхxѕsіiјjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv";

/// The id in a cell or a string: `[A-Za-z0-9][A-Za-z0-9_.-]{0,63}`.
pub fn id(node: &Node, problems: &mut Problems) -> Option<String> {
    read(node, "an id", plain, problems)
}

/// Refuses ids that are the same but for case; those that pass name different files on every system.
pub fn distinct<'a>(ids: impl IntoIterator<Item = (&'a Place, &'a str)>, problems: &mut Problems) {
    let mut seen = HashMap::new();
    for (place, id) in ids {
        let first = *seen.entry(id.to_ascii_lowercase()).or_insert((place, id));
        if first == (place, id) {
            continue;
        }
        let message = match first.1 == id {
            true => format!("the id `{}` is given twice", shown(id)),
            false => format!("the ids `{}` and `{}` differ only in case", shown(first.1), shown(id)),
        };
        problems.error(place.clone(), message).help("each id stands once, upper and lower case being the same");
    }
}

fn plain(text: &str) -> Result<String, Refusal> {
    let text = trim(text);
    let quoted = format!("`{}`", shown(text));
    if text.is_empty() {
        return Err(Refusal::new("an id is missing", RULE));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        let found = format!("{} is not allowed in the id {quoted}", name(c));
        let help = match c {
            ' ' => format!("write `{}`", shown(&text.replace(' ', "-"))),
            _ if text.chars().all(|c| allowed(c) || invisible(c) || c.is_whitespace()) => {
                format!("write `{}`", shown(&text.chars().filter(|c| allowed(*c)).collect::<String>()))
            }
            _ => RULE.to_owned(),
        };
        return Err(Refusal::new(found, help));
    }
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Err(Refusal::new(format!("the id {quoted} begins with neither a letter nor a digit"), RULE));
    }
    if text.len() > MOST {
        return Err(Refusal::new(format!("the id {quoted} has {} characters; at most {MOST}", text.len()), RULE));
    }
    Ok(text.to_owned())
}

/// A character in words: what it is, as far as it helps, and its number.
fn name(c: char) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    let family = match c {
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => "a Greek letter",
        '\u{0400}'..='\u{052F}' => "a Cyrillic letter",
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => "a zero-width character",
        '\u{FF01}'..='\u{FF5E}' => "a full-width character",
        ' ' => return "a blank".to_owned(),
        c if invisible(c) => "an invisible character",
        c if c.is_whitespace() => "a blank that is not the one of the keyboard",
        c if c.is_ascii() => return format!("`{c}`"),
        c if c.is_alphabetic() => "a letter other than a to z",
        _ => "a character",
    };
    let twins: Vec<char> = TWINS.chars().collect();
    let twin = twins.chunks(2).find(|pair| pair[0] == c).map(|pair| pair[1]);
    let like = twin.map(|twin| format!(" that looks like `{twin}`")).unwrap_or_default();
    match invisible(c) || c.is_whitespace() {
        true => format!("{family} ({code})"),
        false => format!("`{c}` ({code}, {family}{like})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain() {
        for text in ["a", "A01", "9-to.5_", "null", "NaN", "toString", &"x".repeat(64)] {
            assert_eq!(plain(text), Ok(text.to_owned()));
        }
        assert_eq!(plain(" A01 "), Ok("A01".to_owned()));
        for (text, message, help) in [
            ("", "missing", "letters"),
            ("\u{410}01", "`\u{410}` (U+0410, a Cyrillic letter that looks like `A`)", "letters"),
            ("A\u{200b}01", "a zero-width character (U+200B) is not allowed in the id `A\\u{200b}01`", "write `A01`"),
            ("new york", "a blank", "write `new-york`"),
            ("a\u{a0}b", "U+00A0", "write `ab`"),
            ("a*", "`*`", "letters"),
            ("québec", "U+00E9, a letter other", "letters"),
            ("__proto__", "begins with", "letters"),
            (".", "begins with", "letters"),
            ("a/../b", "`/`", "letters"),
            (&"x".repeat(65), "65 characters", "letters"),
        ] {
            let found = plain(text);
            let fits = |r: &Refusal| r.message.contains(message) && r.help.as_deref().is_some_and(|h| h.contains(help));
            assert!(found.as_ref().is_err_and(fits), "{text}: {found:?}");
        }
    }

    #[test]
    fn ids_differ_in_more_than_case() {
        let mut sources = crate::input::problem::Sources::default();
        let file = sources.add("t", "A01 a01 A01 b");
        let places = [0..3, 4..7, 8..11, 12..13].map(|span| Place { file, span });
        let mut problems = Problems::default();
        distinct(places.iter().zip(["A01", "a01", "A01", "b"]), &mut problems);
        let found: Vec<_> =
            problems.iter().map(|problem| (problem.place.span.start, problem.message.as_str())).collect();
        assert_eq!(found, [(4, "the ids `A01` and `a01` differ only in case"), (8, "the id `A01` is given twice")]);
    }
}
