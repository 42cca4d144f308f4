//! Plurals, lists, ranges and the preposition that French elides.

use super::{Language, number, say};

/// A noun with its plural, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    en: [&'static str; 2],
    fr: [&'static str; 2],
}

impl Noun {
    /// Years.
    pub const YEAR: Noun = Noun::new(["year", "years"], ["an", "ans"]);
    /// Replications.
    pub const REPLICATION: Noun = Noun::new(["replication", "replications"], ["simulation", "simulations"]);
    /// Administrations.
    pub const ADMINISTRATION: Noun =
        Noun::new(["administration", "administrations"], ["administration", "administrations"]);
    /// What is left out beside what is shown: `3 more`, `1 autre`.
    pub const MORE: Noun = Noun::new(["more", "more"], ["autre", "autres"]);
    /// Modules.
    pub const MODULE: Noun = Noun::new(["module", "modules"], ["module", "modules"]);

    /// From singular and plural in English, then in French.
    pub const fn new(en: [&'static str; 2], fr: [&'static str; 2]) -> Noun {
        Noun { en, fr }
    }

    /// The noun beside a number: in English singular for 1 only, in French for all that is less than 2.
    pub fn word(self, count: f64, language: Language) -> &'static str {
        let plural = match language {
            Language::En => count != 1.0,
            Language::Fr => count.abs() >= 2.0,
        };
        language.pick(self.en, self.fr)[usize::from(plural)]
    }

    /// How many of it: `1 year`, `10 ans`.
    pub fn counted(self, count: usize, language: Language) -> String {
        format!("{} {}", number(count as f64, 0, language), self.word(count as f64, language))
    }
}

/// A text with its first letter a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a, b and c`; `a, b et c`
pub fn listed(names: &[String], language: Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            say!(language, "{first} and {last}" | "{first} et {last}")
        }
    }
}

/// `1 to 3`; `1 à 3`
pub fn range(low: &str, high: &str, language: Language) -> String {
    say!(language, "{low} to {high}" | "{low} à {high}")
}

/// A 95 % interval behind a figure: `95% interval 1 to 3`; `intervalle de confiance à 95 % : 1 à 3`.
pub fn interval(low: &str, high: &str, language: Language) -> String {
    say!(language, "95% interval {low} to {high}" | "intervalle de confiance à 95 % : {low} à {high}")
}

/// The preposition before a noun: `of CAD`; `de CAD`, `d’EUR`.
pub fn of(noun: &str, language: Language) -> String {
    let vowel = noun
        .chars()
        .next()
        .is_some_and(|first| first.to_lowercase().any(|first| "aeiouyàâéèêëîïôùûœæ".contains(first)));
    match language {
        Language::En => format!("of {noun}"),
        Language::Fr if vowel => format!("d’{noun}"),
        Language::Fr => format!("de {noun}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn nouns_agree_with_their_number() {
        assert_eq!(
            [0, 1, 2, 1200].map(|count| Noun::YEAR.counted(count, En)),
            ["0 years", "1 year", "2 years", "1,200 years"]
        );
        assert_eq!([0, 1, 2].map(|count| Noun::YEAR.counted(count, Fr)), ["0 an", "1 an", "2 ans"]);
        assert_eq!([1.0, 1.5, -2.0].map(|count| Noun::YEAR.word(count, En)), ["year", "years", "years"]);
        assert_eq!([1.0, 1.5, -2.0].map(|count| Noun::YEAR.word(count, Fr)), ["an", "an", "ans"]);
    }

    #[test]
    fn lists_and_ranges_follow_the_language() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!([En, Fr].map(|language| listed(&names, language)), ["a, b and c", "a, b et c"]);
        assert_eq!([listed(&names[..1], Fr), listed(&[], En)], ["a", ""]);
        assert_eq!([En, Fr].map(|language| range("1", "3", language)), ["1 to 3", "1 à 3"]);
        assert_eq!(interval("1", "3", Fr), "intervalle de confiance à 95\u{202F}%\u{202F}: 1 à 3");
        assert_eq!(
            [of("CAD", En), of("CAD", Fr), of("EUR", Fr), of("État", Fr)],
            ["of CAD", "de CAD", "d’EUR", "d’État"]
        );
    }
}
