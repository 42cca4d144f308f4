//! The numbers of cells: plain decimals, and a reason for each of the ways not to be one.
//!
//! Allowed: digits with a point, before, among or after them; a sign; an exponent. The size is at most
//! 9,000,000,000,000,000, beyond which a 64-bit number does not hold single units, and a value other than 0 must not
//! be so small that such a number loses it. Minus zero is 0.

use super::trim;
use crate::input::meant;
use crate::input::node::{Node, Value};
use crate::input::problem::{Problems, shown};

/// Most characters of a number.
const MOST_CHARACTERS: usize = 64;
/// Largest size of a number.
const MOST: f64 = 9e15;

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was found, and what is allowed.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal { message: message.into(), help: Some(help.into()) }
    }

    fn bare(message: String) -> Self {
        Refusal { message, help: None }
    }
}

/// The number in a cell.
pub fn number(node: &Node, problems: &mut Problems) -> Option<f64> {
    read(node, "a number", decimal, problems)
}

/// The whole number from 0 up in a cell, written out in digits.
pub fn count(node: &Node, problems: &mut Problems) -> Option<f64> {
    read(node, "a whole number", whole, problems)
}

/// The value that `reader` finds in the text of a cell, or an error.
pub(super) fn read<T>(
    node: &Node,
    wanted: &str,
    reader: impl Fn(&str) -> Result<T, Refusal>,
    problems: &mut Problems,
) -> Option<T> {
    let read = match &node.value {
        Value::Text(text) => reader(text),
        other => Err(Refusal::bare(format!("{} where {wanted} in a text is expected", other.kind()))),
    };
    match read {
        Ok(value) => Some(value),
        Err(refusal) => {
            problems.error(node.place.clone(), refusal.message).help = refusal.help;
            None
        }
    }
}

/// The number that a text spells.
///
/// ```
/// use study::input::table::decimal;
/// assert_eq!(decimal(" +.5e1 "), Ok(5.0));
/// assert!(decimal("4500,50").is_err_and(|refusal| refusal.message.contains("comma")));
/// ```
pub fn decimal(text: &str) -> Result<f64, Refusal> {
    let text = trim(text);
    if text.is_empty() {
        return Err(Refusal::bare("nothing where a number is expected".to_owned()));
    }
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        let message = format!("`{}`: {length} characters; a number has at most {MOST_CHARACTERS}", shown(text));
        return Err(Refusal::bare(message));
    }
    if !meant::is_decimal(text) {
        return Err(not_a_number(text));
    }
    let zero = text.split(['e', 'E']).next().is_some_and(|mantissa| !mantissa.contains(|c| ('1'..='9').contains(&c)));
    match text.parse::<f64>() {
        Ok(_) if zero => Ok(0.0),
        Ok(x) if x.abs() > MOST => {
            Err(Refusal::bare(format!("`{text}` is too large; at most 9,000,000,000,000,000 (9e15) in size")))
        }
        Ok(x) if x.is_normal() => Ok(x),
        Ok(_) => Err(Refusal::new(format!("`{text}` is too close to 0 to be held"), "write 0 if that is meant")),
        Err(_) => Err(not_a_number(text)),
    }
}

/// The whole number from 0 up that a text spells.
fn whole(text: &str) -> Result<f64, Refusal> {
    let x = decimal(text)?;
    let text = trim(text);
    if text.contains(['e', 'E']) {
        return Err(Refusal::bare(format!("`{text}`: a whole number is written out, without an exponent")));
    }
    if x < 0.0 {
        return Err(Refusal::bare(format!("`{text}` is less than 0; a whole number from 0 up is expected")));
    }
    if text.split_once('.').is_some_and(|(_, fraction)| fraction.contains(|c| c != '0')) {
        return Err(Refusal::bare(format!("`{text}` has a fraction; a whole number is expected")));
    }
    Ok(x)
}

/// Says why a text is no number, and what to write where that can be told.
fn not_a_number(text: &str) -> Refusal {
    let refusal = why_not(text);
    Refusal { help: meant::number(text).or(refusal.help), ..refusal }
}

/// Says why a text is no number.
fn why_not(text: &str) -> Refusal {
    let quoted = format!("`{}`", shown(text));
    let is = |what: &str| format!("{quoted} {what}");
    let lower = text.to_ascii_lowercase();
    let word = lower.trim_start_matches(['+', '-']);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let find = |wanted: fn(char) -> bool| text.chars().find(|c| wanted(*c));
    if text.starts_with('#') {
        return Refusal::new(is("is a spreadsheet's error, not a number"), "mend the formula or widen the column");
    }
    if matches!(word, "nan" | "inf" | "infinity" | "null" | "none" | "n/a" | "na" | "-" | "?") {
        return Refusal::new(is("is not a number"), "leave the field empty if the number is not known");
    }
    if word.starts_with("0x") {
        return Refusal::new(is("is hexadecimal; numbers are decimal"), "write it in digits from 0 to 9");
    }
    if let Some(c) = find(is_currency) {
        return Refusal::new(is(&format!("holds the currency sign {c}")), "write the number alone");
    }
    if text.starts_with('(') {
        return Refusal::new(is("is in parentheses"), "write a minus sign if less than 0 is meant");
    }
    if find(|c| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')).is_some() {
        return Refusal::new(is("holds a dash that is not the minus sign of the keyboard"), "write `-`");
    }
    if find(|c| c.is_numeric() && !c.is_ascii()).is_some() {
        return Refusal::new(is("holds digits other than 0 to 9"), "write them with the digits of the keyboard");
    }
    if text.ends_with('%') {
        return Refusal::new(is("is in per cent"), "write it as a share: 0.05 for 5 %");
    }
    if has_digit && find(char::is_alphabetic).is_some() && meant::number(text).is_some() {
        return Refusal::new(is("holds letters beside the number"), "write the number alone");
    }
    if let Some(c) = find(|c| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}').filter(|_| has_digit) {
        let blank = if c == ' ' { "a blank".to_owned() } else { format!("a blank (U+{:04X})", u32::from(c)) };
        return Refusal::new(is(&format!("holds {blank} inside")), "write the digits without separators");
    }
    if text.contains(['_', '\'', '’']) && has_digit {
        return Refusal::new(is("holds a separator between its digits"), "write the digits without separators");
    }
    if text.contains(',') && has_digit {
        return Refusal::new(is("holds a comma"), "write a point before the decimals, and nothing between thousands");
    }
    Refusal::new(is("is not a number"), "write digits, with a point before decimals")
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{58F}' | '\u{60B}' | '\u{E3F}' | '\u{20A0}'..='\u{20CF}' | '\u{FF04}' | '\u{FFE1}' | '\u{FFE5}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_are_read() {
        for (text, value) in [
            ("4500.50", 4500.5),
            ("+4500.50", 4500.5),
            (".5", 0.5),
            ("5.", 5.0),
            (" \t7 ", 7.0),
            ("1e3", 1000.0),
            ("-2.5E-3", -0.0025),
            ("9000000000000000", 9e15),
            ("2.2250738585072014e-308", f64::MIN_POSITIVE),
            ("0e400", 0.0),
            ("007", 7.0),
        ] {
            assert_eq!(decimal(text), Ok(value), "{text}");
        }
        assert!(decimal("-0.0").is_ok_and(|x| x == 0.0 && x.is_sign_positive()));
        assert!(decimal(&"1".repeat(65)).is_err_and(|refusal| refusal.message.contains("65 characters")));
        assert!(decimal(&format!("0.{}", "1".repeat(62))).is_ok());
    }

    #[test]
    fn a_refusal_says_why() {
        for (text, word) in [
            ("", "nothing"),
            ("NaN", "not a number"),
            ("-inf", "not a number"),
            ("n/a", "not a number"),
            ("0x1F", "hexadecimal"),
            ("4_500", "separator"),
            ("4'500", "separator"),
            ("$4500", "currency sign $"),
            ("4500 €", "currency sign €"),
            ("(4500)", "parentheses"),
            ("\u{2212}4500", "dash"),
            ("\u{FF14}\u{FF15}", "digits other than"),
            ("4\u{A0}500", "(U+00A0)"),
            ("4 500", "a blank inside"),
            ("#DIV/0!", "spreadsheet"),
            ("####", "spreadsheet"),
            ("4500,50", "comma"),
            ("1,200,000", "comma"),
            ("5%", "per cent"),
            ("1e400", "too large"),
            ("-9000000000000001", "too large"),
            ("5e-324", "too close to 0"),
            ("1e-400", "too close to 0"),
            ("1e", "not a number"),
            ("e5", "not a number"),
            (".", "not a number"),
            ("+-1", "not a number"),
            ("1.2.3", "not a number"),
            ("a\u{1b}[0mb", "\\u{1b}"),
        ] {
            let found = decimal(text);
            assert!(found.as_ref().is_err_and(|refusal| refusal.message.contains(word)), "{text}: {found:?}");
        }
    }

    #[test]
    fn counts_are_whole_and_written_out() {
        for (text, value) in [("0", 0.0), ("-0", 0.0), ("+120000", 120000.0), ("120000.0", 120000.0), ("5.", 5.0)] {
            assert_eq!(whole(text), Ok(value), "{text}");
        }
        for (text, word) in [
            ("-5", "less than 0"),
            ("120000.5", "fraction"),
            ("1.00000000000000000000001", "fraction"),
            ("1.2e5", "exponent"),
            ("9007199254740993", "too large"),
            ("9223372036854775807", "too large"),
        ] {
            let found = whole(text);
            assert!(found.as_ref().is_err_and(|refusal| refusal.message.contains(word)), "{text}: {found:?}");
        }
    }
}
