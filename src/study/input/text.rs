//! Texts, ids and words from a list.

use super::node::{Node, Value};
use super::problem::shown;
use super::reading::Reading;
use super::suggest;
use model::scenario::Text;

/// Most bytes of a text.
const LONGEST: usize = 64 << 10;

/// A text of a node, not empty, with what would act on a terminal or reorder a line made visible.
pub(crate) fn plain(node: &Node, reading: &mut Reading) -> Option<String> {
    let Value::Text(text) = &node.value else {
        reading.wrong_kind(node, "a text");
        return None;
    };
    if text.trim().is_empty() {
        reading.error(&node.place, "an empty text");
        return None;
    }
    if text.len() > LONGEST {
        reading.error(&node.place, format!("a text of {} bytes: at most 64 KiB", text.len()));
        return None;
    }
    let (inert, replaced) = inert(text);
    if replaced > 0 {
        let characters = if replaced == 1 { "character" } else { "characters" };
        let message = format!("{replaced} control {characters} in a text: shown as \u{fffd}");
        reading.warning(&node.place, message, "write the text without them");
    }
    Some(inert)
}

/// The text trimmed, line ends as they are, other controls replaced; and how many were.
fn inert(text: &str) -> (String, usize) {
    let acts = |c: char| {
        let bidirectional =
            matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
        let separator = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || bidirectional || separator
    };
    let replaced = text.chars().filter(|&c| acts(c)).count();
    let inert = text.trim().replace("\r\n", "\n").replace(['\r', '\t'], " ");
    (inert.chars().map(|c| if acts(c) { '\u{fffd}' } else { c }).collect(), replaced)
}

/// A text on one line.
pub(crate) fn line(node: &Node, reading: &mut Reading) -> Option<String> {
    plain(node, reading).map(|text| text.replace('\n', " "))
}

/// A text in one or two languages.
pub(crate) fn title(node: &Node, lines: bool, reading: &mut Reading) -> Option<Text> {
    let read = if lines { plain } else { line };
    match &node.value {
        Value::Text(_) => Some(Text { en: read(node, reading)?, fr: None }),
        Value::Table(entries) => {
            let (mut en, mut fr) = (None, None);
            let mut sound = true;
            for (key, node) in entries {
                match key.text.as_str() {
                    "en" => en = read(node, reading),
                    "fr" => fr = read(node, reading),
                    other => {
                        let message = format!("`{}` is no language of a text", shown(other));
                        reading.error_help(&key.place, message, "a text is \"…\" or { en = \"…\", fr = \"…\" }");
                        sound = false;
                    }
                }
            }
            match (en.or_else(|| fr.clone()), sound) {
                (Some(en), true) => Some(Text { en, fr }),
                (None, true) if entries.is_empty() => {
                    reading.error(&node.place, "a text in no language");
                    None
                }
                _ => None,
            }
        }
        _ => {
            reading.wrong_kind(node, "a text or { en = \"…\", fr = \"…\" }");
            None
        }
    }
}

/// One of a few words.
pub(crate) fn choice<T: Copy>(name: &str, words: &[(&str, T)], node: &Node, reading: &mut Reading) -> Option<T> {
    let Value::Text(text) = &node.value else {
        reading.wrong_kind(node, &format!("one of {}", suggest::list(words.iter().map(|(word, _)| *word))));
        reading.unsettled = true;
        return None;
    };
    let found = words.iter().find(|(word, _)| word == text).map(|(_, meaning)| *meaning);
    if found.is_none() {
        let known = words.iter().map(|(word, _)| *word);
        let mut help = format!("allowed: {}", suggest::list(known.clone()));
        if let Some(near) = suggest::nearest(text, known) {
            help = format!("did you mean `{near}`? {help}");
        }
        reading.error_help(&node.place, format!("`{name}` cannot be `{}`", shown(text)), help);
        reading.unsettled = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_replaced() {
        assert_eq!(inert(" a\u{1b}[2J\u{9b}é\r\nb\u{202e} "), ("a\u{fffd}[2J\u{fffd}é\nb\u{fffd}".to_owned(), 3));
    }
}
