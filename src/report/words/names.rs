//! Names from scenarios, fit for a sentence or a cell.

use crate::document::Cell;
use crate::language::{Language, Unit, number, range};
use model::scenario::{Strategy, Text};
use study::input::problem::shown;

/// Longest name in a cell of a table, in characters.
const CELL: usize = 26;

/// A text of the scenario in the language, as far as it has one.
pub(crate) fn in_language(text: &Text, language: Language) -> &str {
    match language {
        Language::En => &text.en,
        Language::Fr => text.fr.as_ref().unwrap_or(&text.en),
    }
}

/// A name, as sentences quote it; the id where it is empty.
pub(crate) fn name(text: &Text, id: &str, language: Language) -> String {
    let name = in_language(text, language).trim();
    shown(if name.is_empty() { id } else { name })
}

/// A name in a cell of a table: what is cut shows its id, too, for names may begin alike.
pub(crate) fn in_cell(name: &str, id: &str) -> String {
    if name.chars().count() <= CELL {
        return name.to_owned();
    }
    let room = CELL.saturating_sub(id.chars().count() + 4).max(8);
    format!("{}… ({id})", cut(name, room).trim_end())
}

/// Words of a header on lines of so many letters; a word that is longer is parted behind its hyphens.
pub(crate) fn in_lines(words: &str, letters: usize) -> String {
    let long = |word: &str| word.chars().count() > letters;
    let parts = words.split_inclusive(' ').flat_map(|word| match long(word.trim_end()) {
        true => word.split_inclusive('-').collect::<Vec<&str>>(),
        false => vec![word],
    });
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut().filter(|line| !long(&format!("{line}{}", part.trim_end()))) {
            Some(line) => line.push_str(part),
            None => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<&str>>().join("\n")
}

/// The first characters of a name; of what is spelt out as `\u{202e}` never a part.
fn cut(name: &str, length: usize) -> String {
    let mut text: String = name.chars().take(length).collect();
    if let Some(at) = text.rfind('\\').filter(|&at| !text[at..].contains('}')) {
        text.truncate(at);
    }
    text
}

/// The rules that are keywords, of the scenario and of the game, and what English and French call them.
const RULES: [(&str, &str, &str); 14] = [
    ("equal", "equal shares", "parts égales"),
    ("population", "population", "population"),
    ("standalone", "cost alone", "coût de chacun seul"),
    ("tiers", "fees by class", "barème par classes"),
    ("shapley", "Shapley value", "valeur de Shapley"),
    ("nucleolus", "nucleolus", "nucléole"),
    ("per-capita-nucleolus", "nucleolus per member", "nucléole par membre"),
    ("proportional-nucleolus", "proportional nucleolus", "nucléole proportionnel"),
    ("scrb", "separable costs, remaining benefits", "coûts séparables et bénéfices restants"),
    ("acs", "equal split of common cost", "partage égal du coût non séparable"),
    ("serial", "serial sharing", "partage en série"),
    ("tau", "tau value", "valeur tau"),
    ("equal-saving", "equal saving", "économie égale"),
    ("proportional-saving", "proportional saving", "économie proportionnelle"),
];
/// What precedes the column of a key of one's own.
const COLUMN: &str = "key:";

/// A rule of cost sharing by its name, numbers in the language: `0,3 parts égales + 0,7 population`.
pub(crate) fn rule_called(words: &str, language: Language) -> String {
    let word = |word: &str| match (RULES.iter().find(|(key, ..)| *key == word), word.strip_prefix(COLUMN)) {
        (Some((_, english, french)), _) => language.pick(*english, *french).to_owned(),
        (None, Some(column)) => shown(column),
        (None, None) => shown(word),
    };
    in_words(words, word, language)
}

/// A rule, or the parts of one with their numbers in the language.
fn in_words(words: &str, word: impl Fn(&str) -> String, language: Language) -> String {
    let part = |part: &str| match part.split_once(' ').map(|(share, key)| (share.parse::<f64>(), key)) {
        Some((Ok(share), key)) => format!("{} {}", decimal(share, language), word(key)),
        _ => word(part),
    };
    words.split(" + ").map(part).collect::<Vec<String>>().join(" + ")
}

/// A number of a scenario file with all its digits.
fn decimal(value: f64, language: Language) -> String {
    let text = value.to_string();
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    number(value, digits, language)
}

/// The word of a strategy in a row or a sentence; scenarios say `independent` and `fork` for `alone` and `copy`.
pub(crate) fn strategy_in_row(strategy: Strategy, language: Language) -> &'static str {
    match strategy {
        Strategy::Independent => language.pick("alone", "seul"),
        Strategy::Shared => language.pick("shared", "en commun"),
        Strategy::Fork => language.pick("copy", "par copie"),
        Strategy::Buy => language.pick("buy", "par achat"),
        Strategy::Keep => language.pick("keep", "garder l’existant"),
    }
}

/// To take a strategy, as the subject or object of a sentence.
pub(crate) fn taking(strategy: Strategy, language: Language) -> &'static str {
    match strategy {
        Strategy::Independent => language.pick("building alone", "construire seul"),
        Strategy::Shared => language.pick("sharing", "construire en commun"),
        Strategy::Fork => language.pick("copying", "copier"),
        Strategy::Buy => language.pick("buying", "acheter"),
        Strategy::Keep => language.pick("keeping what there is", "garder l’existant"),
    }
}

/// A value as a scenario writes it: a number with the decimal sign of the language, else as it stands.
pub(crate) fn value(text: &str, language: Language) -> String {
    match (language, text.parse::<f64>()) {
        (Language::Fr, Ok(_)) => text.replace('.', ","),
        _ => shown(text),
    }
}

/// A value as a unit shows it; `none` where there is none.
pub(crate) fn bare_if_any(value: Option<f64>, unit: &Unit, language: Language) -> Cell {
    value.map_or_else(|| none(language).into(), |value| Cell::bare(value, unit, language))
}

/// Where there is no value.
pub(crate) fn none(language: Language) -> &'static str {
    language.pick("none", "aucune")
}

/// P5, P50 and P95 as `12.7 (−1.9 to 30.7)`.
pub(crate) fn median_and_range(ends: [Option<f64>; 3], unit: &Unit, language: Language) -> Cell {
    let [low, middle, high] = ends.map(|end| bare_if_any(end, unit, language));
    let text = format!("{} ({})", middle.text.plain(), range(&low.text.plain(), &high.text.plain(), language));
    middle.read(text)
}

/// A count in digits.
pub(crate) fn count(count: usize, language: Language) -> String {
    number(count as f64, 0, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_break_between_words_and_behind_hyphens() {
        for (words, lines) in [
            ("Nunavut", "Nunavut"),
            ("Mill City", "Mill City"),
            ("Territoires du Nord-Ouest", "Territoires\ndu Nord-Ouest"),
            ("Terre-Neuve-et-Labrador", "Terre-Neuve-\net-Labrador"),
            ("coût de chacun seul", "coût de\nchacun seul"),
        ] {
            assert_eq!(in_lines(words, 13), lines);
        }
    }

    #[test]
    fn every_rule_has_a_name() {
        for one in model::allocation::ALL {
            for language in Language::ALL {
                let name = rule_called(one.name, language);
                assert!(!name.contains('-') && RULES.iter().any(|(key, ..)| *key == one.name), "{name}");
            }
        }
        let rule = |words: &str| Language::ALL.map(|language| rule_called(words, language));
        assert_eq!(rule("0.3 equal + 0.7 key:staff"), ["0.3 equal shares + 0.7 staff", "0,3 parts égales + 0,7 staff"]);
        assert_eq!(rule("shapley"), ["Shapley value", "valeur de Shapley"]);
    }
}
