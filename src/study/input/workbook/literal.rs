//! Single cells in the notation of a scenario file.

use super::draft::Draft;
use super::sheet::{Cell, trimmed};
use crate::input::meant;
use crate::input::places::At;
use crate::input::problem::shown;
use toml::de::DeValue;

/// A text between quotes.
pub(crate) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, quoted where it must be.
pub(crate) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { text(name) }
}

/// A number as short as it can be and no other one when it is read.
pub(crate) fn number(value: f64) -> String {
    if value.is_finite() && value != 0.0 && !(1e-5..1e16).contains(&value.abs()) {
        return format!("{value:e}");
    }
    value.to_string()
}

/// A number or range as it was typed, where it has one reading: `0,5`, `1 000`, `1,5 to 2`; else the text itself, of which the
/// reader says what it is.
pub(super) fn numeric(words: &str) -> String {
    let words = unquoted(words);
    if let Some((low, high)) = words.split_once(" to ") {
        let ends = [low, high].map(|end| plain(trimmed(end)));
        return match ends {
            [Some(low), Some(high)] => text(&format!("{low} to {high}")),
            _ => text(words),
        };
    }
    let one = plain(words).filter(|plain| !meant::doubtful_point(plain));
    one.filter(|plain| plain.parse::<f64>().is_ok_and(f64::is_finite)).unwrap_or_else(|| text(words))
}

/// A text without the quotation marks around it, which stand in files and in no cell.
pub(super) fn unquoted(words: &str) -> &str {
    let marks: &[char] = &['"', '“', '”', '„', '«', '»'];
    let inner = words.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks)).map(trimmed);
    inner.filter(|inner| !inner.is_empty() && !inner.contains(marks)).unwrap_or(words)
}

/// The one number that a text spells, in plain digits; one that is doubtful stays as it is written.
pub(super) fn plain(words: &str) -> Option<String> {
    if meant::is_decimal(words) {
        let doubtful = meant::doubtful_point(words);
        return Some(if doubtful { words.to_owned() } else { number(words.parse().ok()?) });
    }
    meant::one(words)
}

/// What a cell holds, as a number or as a text of one; none after a report.
pub(super) fn of_number(cell: &Cell, at: At, draft: &mut Draft) -> Option<String> {
    match cell {
        Cell::Number(value) if value.is_finite() => Some(number(*value)),
        Cell::Text(words) if words.starts_with(['{', '[']) => raw(words, at, draft),
        Cell::Text(words) => Some(numeric(words)),
        other => refused(other, at, "a number", draft),
    }
}

/// What a cell holds, as a text; none after a report.
pub(super) fn of_text(cell: &Cell, at: At, draft: &mut Draft) -> Option<String> {
    match cell {
        Cell::Number(value) if value.is_finite() => Some(number(*value)),
        Cell::Text(words) => Some(words.clone()),
        other => refused(other, at, "a text", draft),
    }
}

/// What a cell holds, for messages.
pub(super) fn content(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Number(value)) => number(*value),
        Some(Cell::Text(words) | Cell::Date(words) | Cell::Error(words)) => words.clone(),
        Some(Cell::Truth(truth)) => truth.to_string(),
        Some(Cell::Formula) => "=".to_owned(),
        None => String::new(),
    }
}

/// Reports what is neither number nor text.
pub(super) fn refused(cell: &Cell, at: At, wanted: &str, draft: &mut Draft) -> Option<String> {
    let (content, message, help) = match cell {
        Cell::Error(error) => (
            error.clone(),
            format!("a formula failed: `{}`", shown(error)),
            "mend the formula, or type the value".to_owned(),
        ),
        Cell::Date(date) => {
            let help = "a spreadsheet takes what looks like a date for one: format the cell as a number or as text, and type it anew";
            let kind = if date.contains('-') { "a date" } else { "a time" };
            (date.clone(), format!("{kind} where {wanted} is expected"), help.to_owned())
        }
        Cell::Truth(truth) => {
            let word = if *truth { "TRUE" } else { "FALSE" };
            (word.to_owned(), format!("{word} where {wanted} is expected"), "type what is meant".to_owned())
        }
        Cell::Formula => {
            let help = "open the workbook in a spreadsheet and save it, or type the value";
            (String::new(), "a formula that was never calculated".to_owned(), help.to_owned())
        }
        Cell::Number(value) => {
            let help = "type the number, or mend the formula that it comes from".to_owned();
            (value.to_string(), "no number that can be counted with".to_owned(), help)
        }
        Cell::Text(_) => return None,
    };
    draft.error(at, &content, message, help);
    None
}

/// A value in the notation of a scenario file, on one line; none after a report.
pub(super) fn raw(words: &str, at: At, draft: &mut Draft) -> Option<String> {
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match DeValue::parse(&line) {
        // What follows the value would be a comment, and lost.
        Ok(value) if value.span().end == line.len() => Some(line),
        Ok(_) => {
            draft.error(at, words, "something follows the value", "a cell holds one value");
            None
        }
        Err(error) => {
            let message = format!("not a value in the notation of scenario files: {}", shown(error.message()));
            draft.error(at, words, message, "such as { normal = { mean = 3, sd = 1 }, min = 0 }");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back_as_they_are() {
        for value in
            [0.1, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, 9e15, -2.5, 0.0, 123_456_789.123_456_78, 1e-5, 1e16]
        {
            let table: toml::Table = format!("x = {}", number(value)).parse().expect("TOML");
            let read = table["x"].as_float().or(table["x"].as_integer().map(|whole| whole as f64));
            assert_eq!(read, Some(value), "{}", number(value));
        }
    }

    #[test]
    fn texts_are_numbers_where_they_have_one_reading() {
        for (words, read) in [
            ("0,5", "0.5"),
            ("1 000", "1000"),
            ("1\u{202f}234,5", "1234.5"),
            ("12.5", "12.5"),
            (".5", "0.5"),
            ("007", "7"),
            ("12.500", "\"12.500\""),
            ("310.000", "\"310.000\""),
            ("1.125", "\"1.125\""),
            ("0.125", "0.125"),
            ("1,5 to 2", "\"1.5 to 2\""),
            ("10 000 to 12 500", "\"10000 to 12500\""),
            ("12,500", "\"12,500\""),
            ("4 %", "\"4 %\""),
            ("7500 EUR", "\"7500 EUR\""),
            ("1e999", "\"1e999\""),
            ("a \"b\" \\", "\"a \\\"b\\\" \\\\\""),
        ] {
            assert_eq!(numeric(words), read, "{words}");
        }
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        assert_eq!(["a_b-1", "level:city", "", "a.b"].map(key), ["a_b-1", "\"level:city\"", "\"\"", "\"a.b\""]);
    }
}
