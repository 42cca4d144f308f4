//! What a setting says in words, where the scenario writes a keyword or a bare number.

use crate::language::{Language, number};
use crate::words::names::{rule_called, strategy_in_row};
use model::scenario::Strategy;
use study::input::problem::inert;

/// Digits of a whole number that may be a year, and is left as it is.
const SHORT: usize = 4;

/// Keywords of settings, and what English and French call them.
const WORDS: [(&str, &str, &str, &str); 7] = [
    ("consortium.bond", "voluntary", "voluntary", "volontaire"),
    ("consortium.bond", "company", "company", "société"),
    ("consortium.bond", "statute", "statute", "loi"),
    ("consortium.coordination_growth", "logarithmic", "logarithmic", "logarithmique"),
    ("consortium.coordination_growth", "linear", "linear", "linéaire"),
    ("consortium.coordination_growth", "pairs", "by pairs", "par paires"),
    ("effort.model", "person-months", "person-months", "mois-personnes"),
];

/// The words; none where the value stands as it is written.
pub(super) fn said(key: &str, value: &str, language: Language) -> Option<String> {
    let keyword = WORDS.iter().find(|(of, word, ..)| (*of, *word) == (key, value));
    match key {
        _ if keyword.is_some() => keyword.map(|(_, _, english, french)| language.pick(*english, *french).to_owned()),
        "consortium.cost_sharing" => Some(inert(rule_called(value, language).chars())),
        "strategies" => strategies(value, language),
        "consortium.fallback" => strategy(value, language),
        _ => plain(value, language),
    }
}

fn strategy(word: &str, language: Language) -> Option<String> {
    Strategy::from_word(word).map(|one| strategy_in_row(one, language).to_owned())
}

/// `["independent", "shared"]`
fn strategies(list: &str, language: Language) -> Option<String> {
    let words = list.strip_prefix('[')?.strip_suffix(']')?.split(',').map(|word| word.trim().trim_matches('"'));
    words.map(|word| strategy(word, language)).collect::<Option<Vec<String>>>().map(|words| words.join(", "))
}

/// A number with all its digits.
fn plain(text: &str, language: Language) -> Option<String> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
    let short = text.len() <= SHORT && text.bytes().all(|digit| digit.is_ascii_digit());
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    (!text.contains(['e', 'E'])).then(|| if short { text.to_owned() } else { number(value, digits, language) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_said_in_words() {
        for (key, value, english, french) in [
            ("consortium.funding", "1500000", "1,500,000", "1\u{202F}500\u{202F}000"),
            ("price_year", "2024", "2024", "2024"),
            ("effort.cancellation_correlation", "0.5", "0.5", "0,5"),
            ("strategies", r#"["independent", "fork"]"#, "alone, copy", "seul, par copie"),
            ("consortium.fallback", "keep", "keep", "garder l’existant"),
            ("consortium.cost_sharing", "shapley", "Shapley value", "valeur de Shapley"),
            ("consortium.bond", "statute", "statute", "loi"),
        ] {
            let said = Language::ALL.map(|language| said(key, value, language));
            assert_eq!(said.map(Option::unwrap_or_default), [english, french]);
        }
        assert_eq!(said("reuse.reusing", "{ pert = [0.03, 0.2, 0.4] }", Language::Fr), None);
        assert_eq!(said("currency", "CAD", Language::Fr), None);
    }
}
