//! Numbers as a language writes them, and units that keep them short.

use super::Language;
use super::scale::{LEAST, exponent, power_of_ten};

/// Percents above which the exact number says nothing.
const MOST: f64 = 9999.0;

/// Narrow no-break space.
const NARROW: char = '\u{202F}';

/// A number with a fixed count of decimals: `1,234.5`, `1 234,5`; a minus sign, none before zero.
pub fn number(value: f64, decimals: usize, language: Language) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let (group, point) = language.pick((',', '.'), (NARROW, ','));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// A number with its sign, also when positive.
pub(super) fn signed(value: f64, decimals: usize, language: Language) -> String {
    let text = number(value, decimals, language);
    let zero = !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// A number with three digits, whatever its size, and no trailing zeros: `0.214`, `1,234`, `0.00031`, `2.5e21`.
pub fn figure(value: f64, language: Language) -> String {
    let size = value.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-9) {
        let text = format!("{value:.2e}").replace('-', "−");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.').replace('.', language.pick(".", ","));
        return format!("{digits}e{exponent}");
    }
    let decimals = if size > 0.0 { (2 - libm::floor(libm::log10(size)) as i32).clamp(0, 12) } else { 0 };
    let text = number(value, decimals as usize, language);
    let point = language.pick('.', ',');
    match decimals > 0 && text.contains(point) {
        true => text.trim_end_matches('0').trim_end_matches(point).to_owned(),
        false => text,
    }
}

/// Whole percents of a share; shares that only round to 0 or 100 % are told from those that are.
pub fn percent(share: f64, language: Language) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let rounded = (share * 100.0).round();
    if rounded.abs() > 9999.0 {
        let sign = if rounded > 0.0 { ">" } else { "<−" };
        return with_sign(&format!("{sign}{}", number(9999.0, 0, language)), language);
    }
    if rounded == 0.0 && share > 0.0 {
        return format!("<{}", with_sign("1", language));
    }
    if rounded > MOST {
        return format!(">{}", with_sign(&number(MOST, 0, language), language));
    }
    if rounded == 100.0 && share < 1.0 {
        return format!(">{}", with_sign("99", language));
    }
    with_sign(&number(rounded, 0, language), language)
}

/// A number followed by the percent sign.
pub(super) fn with_sign(number: &str, language: Language) -> String {
    language.pick(format!("{number}%"), format!("{number}{NARROW}%"))
}

/// Decimals that show three digits of the greatest value.
pub(super) fn decimals(greatest: f64) -> usize {
    if greatest > LEAST && greatest.is_finite() {
        usize::try_from(2 - exponent(greatest)).unwrap_or(0).min(6)
    } else {
        0
    }
}

/// A multiple of a unit in which a chart's values are short.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What values are divided by.
    pub factor: f64,
    /// The multiple and the unit: `million CAD`, `millions de CAD`.
    pub words: String,
}

impl Unit {
    /// The unit for values up to a greatest one.
    pub fn of(greatest: f64, noun: &str, language: Language) -> Unit {
        let greatest = greatest.abs();
        if !(greatest.is_finite() && greatest > LEAST) || (0.01..1e5).contains(&greatest) {
            return Unit { factor: 1.0, words: noun.to_owned() };
        }
        let thousands = exponent(greatest).div_euclid(3);
        let words = match (thousands, language) {
            (1, Language::En) => format!("thousand {noun}"),
            (2, Language::En) => format!("million {noun}"),
            (3, Language::En) => format!("billion {noun}"),
            (4, Language::En) => format!("trillion {noun}"),
            (5, Language::En) => format!("quadrillion {noun}"),
            (1, Language::Fr) => format!("milliers {}{noun}", de(noun)),
            (2, Language::Fr) => format!("millions {}{noun}", de(noun)),
            (3, Language::Fr) => format!("milliards {}{noun}", de(noun)),
            (4, Language::Fr) => format!("billions {}{noun}", de(noun)),
            (5, Language::Fr) => format!("billiards {}{noun}", de(noun)),
            _ => format!("1e{} {noun}", 3 * thousands),
        };
        Unit { factor: power_of_ten(3 * thousands), words }
    }

    /// Its words behind a number with so many decimals: in French what is less than two as it is written is singular,
    /// `0,67 million de CAD`.
    pub fn beside(&self, value: f64, decimals: usize, language: Language) -> String {
        let grain = power_of_ten(decimals as i32);
        let written = (value.abs() * grain).round() / grain;
        let plural = ["milliers ", "millions ", "milliards ", "billions ", "billiards "];
        match plural.into_iter().find(|plural| self.words.starts_with(plural)) {
            Some(plural) if language == Language::Fr && written < 2.0 => {
                self.words.replacen(plural, &plural.replacen("s ", " ", 1), 1)
            }
            _ => self.words.clone(),
        }
    }
}

/// The French preposition: elided before a vowel, which codes of currencies rarely start with.
fn de(noun: &str) -> &'static str {
    if noun.starts_with(['e', 'E', 'a', 'A', 'u', 'U', 'o', 'O', 'i', 'I']) { "d’" } else { "de " }
}

/// The unit of a quantity in the chart's language; a currency is its own.
pub fn noun_of(unit: &str, language: Language) -> &str {
    match unit {
        "probability" => language.pick("probability", "probabilité"),
        "PM" => language.pick("person-months", "mois-personnes"),
        "years" => language.pick("years", "années"),
        "× cost" => language.pick("times the cost", "fois le coût"),
        currency => currency,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(1234.56, 1, En), "1,234.6");
        assert_eq!(number(-1234567.0, 0, Fr), "−1\u{202F}234\u{202F}567");
        assert_eq!(number(0.5, 2, Fr), "0,50");
        assert_eq!(number(-0.04, 1, En), "0.0");
        assert_eq!(signed(0.0, 1, En), "0.0");
        assert_eq!(signed(3.25, 1, Fr), "+3,2");
    }

    #[test]
    fn figures_have_three_digits() {
        assert_eq!(
            [0.2144, 1234.4, 0.000_31, 2.5e21, -1e-12].map(|x| figure(x, En)),
            ["0.214", "1,234", "0.00031", "2.5e21", "−1e−12"]
        );
        assert_eq!(figure(2.51e21, Fr), "2,51e21");
    }

    #[test]
    fn percents_do_not_claim_certainty() {
        assert_eq!(percent(0.412, En), "41%");
        assert_eq!(percent(0.412, Fr), "41\u{202F}%");
        assert_eq!(percent(0.9999, En), ">99%");
        assert_eq!(percent(1.0, En), "100%");
        assert_eq!(percent(0.0001, En), "<1%");
        assert_eq!(percent(f64::NAN, En), "–");
        assert_eq!(percent(1e9, En), ">9,999%");
    }

    #[test]
    fn units_are_words() {
        assert_eq!(Unit::of(95e6, "CAD", En), Unit { factor: 1e6, words: "million CAD".to_owned() });
        assert_eq!(Unit::of(95e6, "CAD", Fr).words, "millions de CAD");
        assert_eq!(Unit::of(2e9, "EUR", Fr).words, "milliards d’EUR");
        assert_eq!(Unit::of(12_000.0, "CAD", En).words, "CAD");
        assert_eq!(Unit::of(1e15, "CAD", En).words, "quadrillion CAD");
        assert_eq!(Unit::of(3e-7, "CAD", En), Unit { factor: 1e-9, words: "1e-9 CAD".to_owned() });
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
    fn decimals_show_three_digits() {
        assert_eq!([decimals(950.0), decimals(95.0), decimals(9.5), decimals(0.095), decimals(0.0)], [0, 1, 2, 4, 0]);
    }
}
