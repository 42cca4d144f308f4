//! Units of amounts, in multiples that keep numbers short: one rule for sentences, tables and charts.

use super::numbers::{LEAST, exponent, power_of_ten};
use super::{Language, number, of};
use model::results::Dimension;
use study::input::problem::shown;

/// A multiple of a unit in which the values of a table or chart are short.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What values are divided by.
    pub factor: f64,
    /// The multiple and the unit: `million CAD`, `millions de CAD`; empty for a bare number.
    pub words: String,
    /// Decimals of values in sentences and tables.
    pub decimals: usize,
}

impl Unit {
    /// The unit for values up to a greatest one: ones from 0.01 to less than 100,000, else a multiple by a power of 1,000.
    pub fn of(greatest: f64, noun: &str, language: Language) -> Unit {
        let greatest = greatest.abs();
        if !(greatest.is_finite() && greatest > LEAST) || (0.01..1e5).contains(&greatest) {
            return Unit { factor: 1.0, words: noun.to_owned(), decimals: if greatest < 1e4 { 2 } else { 0 } };
        }
        let thousands = exponent(greatest).div_euclid(3);
        let multiple = match thousands {
            1 => language.pick("thousand", "milliers"),
            2 => language.pick("million", "millions"),
            3 => language.pick("billion", "milliards"),
            4 => language.pick("trillion", "billions"),
            5 => language.pick("quadrillion", "billiards"),
            _ => "",
        };
        let words = match (multiple, language) {
            ("", _) => format!("1e{} {noun}", 3 * thousands).trim_end().to_owned(),
            (multiple, _) if noun.is_empty() => multiple.to_owned(),
            (multiple, Language::En) => format!("{multiple} {noun}"),
            (multiple, Language::Fr) => format!("{multiple} {}", of(noun, language)),
        };
        Unit { factor: power_of_ten(3 * thousands), words, decimals: thousands.clamp(1, 3) as usize }
    }

    /// The unit of a quantity, for values up to a greatest one: money in multiples, all else as it is.
    pub fn of_quantity(unit: &Dimension, greatest: f64, language: Language) -> Unit {
        let plain = |words: &str, decimals| Unit { factor: 1.0, words: words.to_owned(), decimals };
        match unit {
            Dimension::Probability => plain("", 3),
            Dimension::PersonMonths => plain(language.pick("PM", "mois-personnes"), 0),
            Dimension::Years => plain(language.pick("years", "ans"), 2),
            Dimension::TimesCost => plain(language.pick("× cost", "× coût"), 2),
            Dimension::Money(currency) => Unit::of(greatest, &shown(currency), language),
        }
    }

    /// A value as tables show it, without its unit.
    pub fn bare(&self, value: f64, language: Language) -> String {
        number(value / self.factor, self.decimals, language)
    }

    /// A value with its unit.
    pub fn amount(&self, value: f64, language: Language) -> String {
        format!("{}{}", self.bare(value, language), self.beside_after(" ", value, language))
    }

    /// The words of the unit behind what precedes them, or nothing where it has none: `, million CAD`.
    pub fn after(&self, before: &str) -> String {
        if self.words.is_empty() { String::new() } else { format!("{before}{}", self.words) }
    }

    /// The same beside a value, with which French makes them agree.
    pub fn beside_after(&self, before: &str, value: f64, language: Language) -> String {
        match self.words.is_empty() {
            true => String::new(),
            false => format!("{before}{}", self.beside(value / self.factor, self.decimals, language)),
        }
    }

    /// Its words behind a number with so many decimals: in French what is less than two as it is written is singular,
    /// `0,67 million de CAD`.
    pub fn beside(&self, value: f64, decimals: usize, language: Language) -> String {
        let grain = power_of_ten(decimals as i32);
        let written = (value.abs() * grain).round() / grain;
        let plural = ["milliers", "millions", "milliards", "billions", "billiards"];
        let (first, rest) = self.words.split_once(' ').unwrap_or((&self.words, ""));
        match language == Language::Fr && self.factor > 1.0 && written < 2.0 && plural.contains(&first) {
            true => format!("{} {rest}", first.trim_end_matches('s')).trim_end().to_owned(),
            false => self.words.clone(),
        }
    }
}

/// The unit of a quantity in words; a currency is its own.
pub fn noun_of(unit: &Dimension, language: Language) -> &str {
    match unit {
        Dimension::Probability => language.pick("probability", "probabilité"),
        Dimension::PersonMonths => language.pick("person-months", "mois-personnes"),
        Dimension::Years => language.pick("years", "années"),
        Dimension::TimesCost => language.pick("times the cost", "fois le coût"),
        Dimension::Money(currency) => currency,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn units_are_words() {
        assert_eq!(Unit::of(95e6, "CAD", En), Unit { factor: 1e6, words: "million CAD".to_owned(), decimals: 2 });
        assert_eq!(Unit::of(95e6, "CAD", Fr).words, "millions de CAD");
        assert_eq!(Unit::of(2e9, "EUR", Fr).words, "milliards d’EUR");
        assert_eq!(Unit::of(12_000.0, "CAD", En).words, "CAD");
        assert_eq!(Unit::of(1e15, "CAD", En).words, "quadrillion CAD");
        assert_eq!(Unit::of(3e-7, "CAD", En), Unit { factor: 1e-9, words: "1e-9 CAD".to_owned(), decimals: 1 });
        assert_eq!(Unit::of(0.0, "CAD", En).factor, 1.0);
        assert_eq!(Unit::of(f64::MAX, "CAD", En).words, "1e306 CAD");
    }

    #[test]
    fn less_than_two_is_singular_in_french() {
        let [euros, dollars] = ["EUR", "CAD"].map(|noun| Unit::of(2e9, noun, Fr));
        assert_eq!(
            [1.99, -0.5, 2.0].map(|x| euros.beside(x, 2, Fr)),
            ["milliard d’EUR", "milliard d’EUR", "milliards d’EUR"]
        );
        assert_eq!(euros.beside(1.8, 0, Fr), "milliards d’EUR", "written as 2");
        assert_eq!(dollars.beside(-2.5, 2, Fr), "milliards de CAD");
        assert_eq!(Unit::of(5e6, "CAD", Fr).beside(0.67, 2, Fr), "million de CAD");
        assert_eq!(Unit::of(5e6, "CAD", En).beside(0.67, 2, En), "million CAD");
        assert_eq!(Unit::of(12.0, "millions", Fr).beside(1.0, 2, Fr), "millions");
    }

    #[test]
    fn amounts_agree_with_their_unit() {
        let unit = Unit::of(12e6, "CAD", Fr);
        assert_eq!(unit.amount(1.5e6, Fr), "1,50 million de CAD");
        assert_eq!(unit.amount(12e6, Fr), "12,00 millions de CAD");
        assert_eq!(Unit::of(12e6, "CAD", En).amount(1.5e6, En), "1.50 million CAD");
        assert_eq!(
            [Unit::of(5e4, "CAD", En).bare(5e4, En), Unit::of(5.0, "CAD", En).bare(5.0, En)],
            ["50,000", "5.00"]
        );
        assert_eq!(Unit::of_quantity(&Dimension::Probability, 1.0, En).amount(0.25, En), "0.250");
        assert_eq!(
            Unit::of_quantity(&Dimension::PersonMonths, 1e6, Fr).amount(1e6, Fr),
            "1\u{202F}000\u{202F}000 mois-personnes"
        );
        assert_eq!(Unit::of(2e6, "", Fr).amount(1e6, Fr), "1,00 million");
    }
}
