//! From TOML text to nodes with places, in file order, with every syntax error.

use super::meant;
use super::node::{Key, Node, Value};
use super::problem::{FileId, Place, shown};
use super::reading::Reading;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// So many complaints about lists in a row mean that one was never closed.
const UNCLOSED: usize = 3;

/// What stays the same for all nodes of a text.
#[derive(Clone, Copy)]
struct Origin {
    file: FileId,
    offset: usize,
}

impl Origin {
    fn place(self, span: Range<usize>) -> Place {
        Place { file: self.file, span: span.start + self.offset..span.end + self.offset }
    }
}

/// The root table of a TOML file. Syntax errors are reported; the rest of the file is still read.
pub(crate) fn document(file: FileId, reading: &mut Reading) -> Node {
    let text = reading.sources.text(file).to_owned();
    let (table, errors) = DeTable::parse_recoverable(&text);
    let origin = Origin { file, offset: 0 };
    let readable = report_all(origin, &text, &errors, reading);
    reading.torn = (!errors.is_empty()).then_some(readable).or(reading.torn);
    Node { place: origin.place(0..0), value: table_value(table.into_inner(), origin) }
}

/// A single value: what follows `offset` in a text. None, after a report, if it is no TOML value.
pub(crate) fn single(file: FileId, offset: usize, reading: &mut Reading) -> Option<Node> {
    let text = reading.sources.text(file).get(offset..).unwrap_or_default().to_owned();
    let origin = Origin { file, offset };
    let (value, errors) = DeValue::parse_recoverable(&text);
    report_all(origin, &text, &errors, reading);
    errors.is_empty().then(|| node(value, origin))
}

/// Reports errors, and says up to where the text can be believed: what follows a list that is never closed is a guess.
/// Of errors at least one is reported.
fn report_all(origin: Origin, text: &str, errors: &[toml::de::Error], reading: &mut Reading) -> usize {
    let end = text.len();
    let begin = |error: &toml::de::Error| error.span().map_or(end, |span| span.start);
    let mut errors: Vec<&toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| begin(error));
    let of_list =
        |error: &&&toml::de::Error| [" array", " inline table"].iter().any(|word| error.message().contains(word));
    let first = errors.iter().position(|error| of_list(&error));
    let unclosed = first.filter(|&first| errors[first..].iter().filter(of_list).count() >= UNCLOSED);
    let kept = match unclosed {
        Some(first) => {
            let lost = begin(errors[first]);
            errors.retain(|error| begin(error) < lost || (begin(error) == lost && of_list(&error)));
            lost
        }
        None => end,
    };
    // What else the line is found fault with follows from the number.
    let mut told = 0;
    errors.retain(|error| {
        let at = begin(error);
        if at < told {
            return false;
        }
        if typed(text, at).is_some() {
            told = at + text[at..].find('\n').unwrap_or(text.len() - at);
        }
        true
    });
    for error in errors {
        report(origin, text, error, reading);
    }
    kept
}

fn report(origin: Origin, text: &str, error: &toml::de::Error, reading: &mut Reading) {
    let end = text.len();
    let span = error.span().unwrap_or(end..end);
    let found = text.get(span.clone()).unwrap_or_default();
    let typed = typed(text, span.start);
    let place = origin.place(span);
    if reading.sources.is_made(place.file) {
        let message = format!("what stands here cannot be read: {}", shown(error.message()));
        reading.error_help(&place, message, "write it as the first sheet of `commonweal init --workbook` says");
        return;
    }
    let word = found.starts_with(|c: char| c.is_alphabetic());
    if word && ["string values", "invalid float"].iter().any(|known| error.message().contains(known)) {
        let message = format!("not valid TOML: `{}` is no value", shown(found));
        reading.error_help(&place, message, "a text stands between double quotes");
        return;
    }
    if found.is_empty() && error.message().contains("string values") {
        reading.error_help(&place, "not valid TOML: nothing after `=`", "give the key a value, or take it out");
        return;
    }
    if error.message() == "recursion limit" {
        let message = "not valid TOML: a key or value is nested more than 80 deep";
        reading.error_help(&place, message, "keys of a scenario have at most a few parts: consortium.coordination");
        return;
    }
    if let Some((typed, help)) = typed {
        let message = format!("not valid TOML: `{}` is no number", shown(typed));
        reading.error_help(&place, message, help);
        return;
    }
    let message = format!("not valid TOML: {}", shown(error.message()));
    match help(error.message(), found) {
        Some(help) => reading.error_help(&place, message, help),
        None => reading.error(&place, message),
    }
}

/// The number or range without quotes that an error stands in, as it was typed, and what to write.
fn typed(text: &str, at: usize) -> Option<(&str, String)> {
    let mark = text.get(..at)?.rfind(['\n', '=', '{', '['])?;
    let rest = text.get(mark..)?.strip_prefix(['=', '['])?;
    let end = rest.find(['\n', '#', '}', ']', '"', '=']).unwrap_or(rest.len());
    let mut typed = rest[..end].trim();
    if rest[end..].starts_with('=') {
        // In `{ value = 200,000, note = …`, the name of the next key follows.
        typed = typed.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').trim_end();
    }
    let typed = typed.trim_end_matches(',');
    let help = meant::range(typed).or_else(|| meant::number(typed))?;
    (typed.starts_with(|c: char| !c.is_alphabetic()) && !meant::is_decimal(typed)).then_some((typed, help))
}

fn help(message: &str, found: &str) -> Option<&'static str> {
    if message.contains("duplicate key") {
        Some(
            "a key or table may be given once; a further module or administration begins with its own [[module]] or [[administration]]",
        )
    } else if message.contains("array") || message.contains("inline table") {
        Some("a list or table may not be closed before this")
    } else if message.contains("string") && !found.contains('"') {
        Some("texts stand between double quotes")
    } else {
        None
    }
}

fn node(value: Spanned<DeValue<'_>>, origin: Origin) -> Node {
    let place = origin.place(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => Value::Number { value: whole(integer.as_str(), integer.radix()), whole: true },
        DeValue::Float(float) => {
            Value::Number { value: float.as_str().replace('_', "").parse().unwrap_or(f64::NAN), whole: false }
        }
        DeValue::Boolean(boolean) => Value::Boolean(boolean),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(array) => Value::List(array.into_iter().map(|item| node(item, origin)).collect()),
        DeValue::Table(table) => table_value(table, origin),
    };
    Node { place, value }
}

fn whole(digits: &str, radix: u32) -> f64 {
    let digits = digits.replace('_', "");
    match radix {
        10 => digits.parse().unwrap_or(f64::NAN),
        _ => u128::from_str_radix(&digits, radix).map_or(f64::INFINITY, |value| value as f64),
    }
}

fn table_value(table: DeTable<'_>, origin: Origin) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let place = origin.place(key.span());
            (Key { place, text: key.into_inner().into_owned() }, node(value, origin))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.place.span.start);
    Value::Table(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_quotes_are_told_with_what_they_mean() {
        for (value, words) in [
            ("200 000", "`200 000` is no number|write 200000"),
            ("200,000", "`200,000` is no number|200000 (200 thousand) or 200.0 (200)?"),
            ("{ value = 200,000, note = \"x\" }", "`200,000` is no number|200000 (200 thousand)"),
            ("{ value = 200 000, note = \"x\" }", "`200 000` is no number|write 200000"),
            ("[40, 1 500]", "string values"),
            ("7500 EUR # a month", "`7500 EUR` is no number|write 7500"),
            ("4%", "`4%` is no number|write 0.04"),
            ("12 to 15", "`12 to 15` is no number|write \"12 to 15\""),
        ] {
            let mut reading = Reading::default();
            let file = reading.sources.add("s.toml", format!("x = {value}\n"));
            document(file, &mut reading);
            let told: Vec<String> = reading
                .problems
                .iter()
                .map(|problem| format!("{}|{}", problem.message, problem.help.as_deref().unwrap_or_default()))
                .collect();
            assert!(told.len() == 1 && told[0].contains(words), "{value}: {told:#?}");
        }
    }
}
