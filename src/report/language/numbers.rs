//! Numbers as a language writes them.

use super::Language;

/// Numbers smaller than this are taken for zero.
pub(crate) const LEAST: f64 = 1e-290;

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
pub fn signed(value: f64, decimals: usize, language: Language) -> String {
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

/// Whole percents of a share; shares that only round to 0 or 100 % are distinguished from those that are.
pub fn percent(share: f64, language: Language) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let rounded = (share * 100.0).round();
    if rounded.abs() > MOST {
        let sign = if rounded > 0.0 { ">" } else { "<−" };
        return with_sign(&format!("{sign}{}", number(MOST, 0, language)), language);
    }
    if rounded == 0.0 && share > 0.0 {
        return format!("<{}", with_sign("1", language));
    }
    if rounded == 100.0 && share < 1.0 {
        return format!(">{}", with_sign("99", language));
    }
    with_sign(&number(rounded, 0, language), language)
}

/// A number followed by the percent sign.
pub fn with_sign(number: &str, language: Language) -> String {
    language.pick(format!("{number}%"), format!("{number}{NARROW}%"))
}

/// Decimals that show three digits of the greatest value.
pub fn decimals(greatest: f64) -> usize {
    if greatest > LEAST && greatest.is_finite() {
        usize::try_from(2 - exponent(greatest)).unwrap_or(0).min(6)
    } else {
        0
    }
}

/// A power of ten, the same bits everywhere.
pub(crate) fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(1.0)
}

/// The exponent of a positive number written with one digit before the point.
pub(crate) fn exponent(value: f64) -> i32 {
    libm::floor(libm::log10(value) + 1e-12) as i32
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
    fn decimals_show_three_digits() {
        assert_eq!([decimals(950.0), decimals(95.0), decimals(9.5), decimals(0.095), decimals(0.0)], [0, 1, 2, 4, 0]);
    }
}
