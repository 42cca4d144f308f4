//! What a text that is no number may have meant: thousands parted, a decimal comma, a unit beside it, a range.
//!
//! A comma or a point before exactly three digits has two readings, a thousand times apart; both are shown then, and
//! none is chosen.

/// Signs and words that stand between the two ends of a range; the one that is read comes first.
const BETWEEN: [&str; 13] = [" to ", "–", "—", "‒", " - ", "...", "..", " à ", " and ", " bis ", "/", "-", "to"];

/// Whether a text is a plain number: sign, digits with at most one point, exponent; digits both in the mantissa and in the exponent.
pub(crate) fn is_decimal(text: &str) -> bool {
    fn unsigned(part: &str) -> &str {
        part.strip_prefix(['+', '-']).unwrap_or(part)
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (mantissa, exponent) = (unsigned(mantissa), unsigned(exponent));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0 && digits(exponent) && !exponent.is_empty()
}

/// Whether a point before three digits may part thousands: `12.000`, `12.500`, but not `0.500`.
pub(crate) fn doubtful_point(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['+', '-']);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(whole, part)| {
        digits(whole) && digits(part) && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && part.len() == 3
    })
}

/// Whether a number is written as `12.000`: who means 12 seldom writes it so.
pub(crate) fn in_thousands(text: &str) -> bool {
    doubtful_point(text) && text.trim().ends_with(".000")
}

/// What a comma in a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comma {
    /// There is none, or the text is no number.
    None,
    /// It stands before decimals.
    Decimal,
    /// It stands before three digits: decimals, or thousands.
    Doubtful,
}

impl Comma {
    /// That of a number or of a range; doubtful if one of its ends is.
    pub fn of(text: &str) -> Comma {
        let ends: Vec<Comma> = text.split(" to ").map(Comma::of_number).collect();
        match ends.contains(&Comma::Doubtful) {
            true => Comma::Doubtful,
            false if ends.contains(&Comma::Decimal) => Comma::Decimal,
            false => Comma::None,
        }
    }

    fn of_number(text: &str) -> Comma {
        let pointed = text.trim().replacen(',', ".", 1);
        match !text.contains(',') || text.contains('.') || !is_decimal(&pointed) {
            true => Comma::None,
            false if doubtful_point(&pointed) => Comma::Doubtful,
            false => Comma::Decimal,
        }
    }
}

/// Both readings of a number with a comma or a point before three digits.
pub(crate) fn two_readings(text: &str) -> Option<String> {
    match readings(text)?.as_slice() {
        [thousands, decimals] => Some(both(thousands, decimals)),
        _ => None,
    }
}

/// What to write for a number, if what was meant can be told.
pub(crate) fn number(text: &str) -> Option<String> {
    match readings(text)?.as_slice() {
        [one] => Some(format!("write {one}")),
        [thousands, decimals] => Some(both(thousands, decimals)),
        _ => None,
    }
}

/// The one plain spelling of a number of digits that blanks, commas and points part; none where there are two, or anything
/// stands beside the digits.
pub(crate) fn one(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    let part = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(part) {
        return None;
    }
    match readings(text)?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The whole number that a text may stand for; digits before which a comma or a point stands are thousands then.
pub fn whole(text: &str) -> Option<u64> {
    let plain = readings(text)?.into_iter().next()?;
    let digits = plain.split_once('.').filter(|(_, part)| part.bytes().all(|digit| digit == b'0'));
    digits.map_or(plain.as_str(), |(whole, _)| whole).parse().ok()
}

/// What to write for a range, if two ends can be told.
pub(crate) fn range(text: &str) -> Option<String> {
    let text = unquoted(text);
    BETWEEN.iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (readings(low)?, readings(high)?);
        if let ("/", [part], [whole]) = (*between, low.as_slice(), high.as_slice()) {
            let ratio = value(part)? / value(whole)?;
            let fraction = ratio.is_finite().then(|| format!(", or {} for a fraction", short(ratio)));
            return Some(format!("write \"{part} to {whole}\" for a range{}", fraction.unwrap_or_default()));
        }
        let first = format!("{} to {}", low.first()?, high.first()?);
        let last = format!("{} to {}", low.last()?, high.last()?);
        match low.len() + high.len() {
            2 => Some(format!("write \"{first}\"")),
            _ => Some(format!("\"{first}\" (thousands) or \"{last}\" (decimals)? Write the one that is meant")),
        }
    })
}

/// Whether a doubtful number ends in 0, as 12.500 does: who measures 12.5 seldom writes it so.
pub(crate) fn rounded(text: &str) -> bool {
    doubtful_point(text) && text.trim().ends_with('0')
}

/// Whether the ends of a range may be in thousands that a point parts; `1.1250 to 1.3750` is plain.
pub(crate) fn doubtful_range(low: &str, high: &str) -> bool {
    let both = doubtful_point(low) && doubtful_point(high);
    in_thousands(low) || in_thousands(high) || (both && (rounded(low) || rounded(high)))
}

fn both(thousands: &str, decimals: &str) -> String {
    let digits = thousands.trim_start_matches(['+', '-']);
    let (whole, part) = digits.split_at(digits.len().saturating_sub(3));
    let (and, fraction) = match part.bytes().all(|byte| byte == b'0') {
        true => (String::new(), ""),
        false => (format!(" {part}"), " and a fraction"),
    };
    format!("{thousands} ({whole} thousand{and}) or {decimals} ({whole}{fraction})? Write the one that is meant")
}

/// The plain spellings that a text may stand for, one or two; of two, the first takes thousands to be parted.
fn readings(text: &str) -> Option<Vec<String>> {
    let text = unquoted(text);
    let (sign, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.trim_start_matches(|c: char| !c.is_ascii() && !c.is_numeric() || c == '$').trim();
    let end = rest.rfind(|c: char| c.is_ascii_digit() || c == '.').map_or(0, |at| at + 1);
    let (digits, unit) = (rest[..end].trim(), rest[end..].trim());
    let code = digits.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
    let digits = code.map_or(digits, |_| digits[3..].trim());
    if digits.contains(['e', 'E']) {
        let plain = value(digits).filter(|_| unit.is_empty())?;
        return Some(vec![format!("{sign}{plain}")]);
    }
    let parts = parts(digits)?;
    let scale = match unit {
        "%" => Some(0.01),
        "k" | "K" => Some(1e3),
        "M" => Some(1e6),
        unit if matches!(unit, "e" | "E") || unit.chars().count() > 12 => return None,
        _ => None,
    };
    let Some(scale) = scale else { return Some(parts.into_iter().map(|one| format!("{sign}{one}")).collect()) };
    let scaled = |one: &String| value(one).map(|x| format!("{sign}{}", short(x * scale)));
    parts.last().and_then(scaled).map(|one| vec![one])
}

/// The value of a plain number. `decimal` asks this file for help where it refuses, so that it cannot be asked here.
fn value(text: &str) -> Option<f64> {
    if is_decimal(text) { text.parse().ok().filter(|value: &f64| value.is_finite()) } else { None }
}

/// A number without the last digits of its arithmetic.
fn short(x: f64) -> String {
    let text = format!("{x:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The spellings of digits parted by commas, points, blanks or apostrophes.
fn parts(text: &str) -> Option<Vec<String>> {
    let kind = |c: char| match c {
        ',' | '.' => Some(c),
        c if c.is_whitespace() || matches!(c, '\'' | '’' | '_') => Some(' '),
        _ => None,
    };
    let (mut groups, mut marks) = (vec![String::new()], Vec::new());
    for c in text.chars() {
        match kind(c) {
            Some(mark) => {
                marks.push(mark);
                groups.push(String::new());
            }
            None if c.is_ascii_digit() => groups.last_mut()?.push(c),
            None => return None,
        }
    }
    if groups.iter().any(String::is_empty) {
        return None;
    }
    let grouped = |groups: &[String]| {
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3))
    };
    let (last, before) = groups.split_last()?;
    match marks.as_slice() {
        [] => Some(vec![groups.concat()]),
        [' '] => grouped(&groups).then(|| vec![groups.concat()]),
        [_] if grouped(&groups) && !before[0].starts_with('0') => {
            // Three decimals would be doubtful again.
            let decimals = match last.trim_end_matches('0') {
                "" => "0".to_owned(),
                short if short.len() < 3 => short.to_owned(),
                _ => format!("{last}0"),
            };
            Some(vec![groups.concat(), format!("{}.{decimals}", before[0])])
        }
        [_] => Some(vec![format!("{}.{last}", before[0])]),
        [first, rest @ ..] if rest.iter().all(|mark| mark == first) => grouped(&groups).then(|| vec![groups.concat()]),
        [inner @ .., mark] if *mark != ' ' && inner.iter().all(|one| *one == inner[0] && one != mark) => {
            grouped(before).then(|| vec![format!("{}.{last}", before.concat())])
        }
        _ => None,
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['“', '”', '„', '«', '»', '‘', '’', '"', '\u{a0}']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings_are_told_and_none_is_chosen() {
        for (text, readings) in [
            ("12,000", "12000 (12 thousand) or 12.0 (12)? Write the one that is meant"),
            ("12.000", "12000 (12 thousand) or 12.0 (12)? Write the one that is meant"),
            ("-1,250", "-1250 (1 thousand 250) or -1.25 (1 and a fraction)? Write the one that is meant"),
        ] {
            assert_eq!(two_readings(text).as_deref(), Some(readings), "{text}");
        }
        for text in ["0,125", "4500,50", "1,200,000", "12", "12 000", "x"] {
            assert_eq!(two_readings(text), None, "{text}");
        }
    }

    #[test]
    fn one_reading_is_told_where_there_is_one() {
        for (text, plain) in [
            ("1,200,000", "1200000"),
            ("1.200.000", "1200000"),
            ("200 000", "200000"),
            ("200\u{202f}000", "200000"),
            ("4'500", "4500"),
            ("1,200.50", "1200.50"),
            ("1.200,50", "1200.50"),
            ("12 000,5", "12000.5"),
            ("0,125", "0.125"),
            ("7500 EUR", "7500"),
            ("€ 7500", "7500"),
            ("$4500", "4500"),
            ("4%", "0.04"),
            ("7 %", "0.07"),
            ("2,5 %", "0.025"),
            ("10k", "10000"),
            ("1e4", "10000"),
            ("“4500”", "4500"),
        ] {
            assert_eq!(number(text), Some(format!("write {plain}")), "{text}");
        }
        for text in ["", "abc", "1 2", "1,2,3", "1,,2", "4 of 5", "12.5.2024", "1.2.3", "1e2e3", "e"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_are_told_in_their_one_form() {
        for (text, help) in [
            ("5500-7500", "write \"5500 to 7500\""),
            ("5500 à 7500", "write \"5500 to 7500\""),
            ("5500–7500 EUR", "write \"5500 to 7500\""),
            ("5 500 to 7 500", "write \"5500 to 7500\""),
            ("3% to 5%", "write \"0.03 to 0.05\""),
            ("“5500 to 7500”", "write \"5500 to 7500\""),
            ("12,000 to 15,000", "\"12000 to 15000\" (thousands) or \"12.0 to 15.0\" (decimals)?"),
            ("12.000 to 15.000", "\"12000 to 15000\" (thousands) or \"12.0 to 15.0\" (decimals)?"),
        ] {
            assert!(range(text).is_some_and(|found| found.starts_with(help)), "{text}: {:?}", range(text));
        }
        assert_eq!(range("a to b"), None);
        assert_eq!(range("1/8").as_deref(), Some("write \"1 to 8\" for a range, or 0.125 for a fraction"));
        assert_eq!(number("1e400"), None);
    }
}
