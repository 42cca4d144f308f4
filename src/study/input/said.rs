//! What a writer says beside a value: where it comes from, what a reader should know, whose it is, and when that person
//! signed it off.

use super::node::{Key, Node, Value};
use super::problem::shown;
use super::reading::Reading;
use super::text;

/// The keys, and what they mean.
pub(crate) const BESIDE: [(&str, &str); 4] = [
    ("source", "where the value comes from"),
    ("note", "what a reader should know"),
    ("owner", "who answers for the value"),
    ("signed_off", "the day on which the owner signed it off: YYYY-MM-DD"),
];

/// Source, note, owner and the day of the sign-off, as far as they are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Where the value comes from.
    pub source: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When the owner signed it off, YYYY-MM-DD.
    pub signed_off: Option<String>,
}

/// Whether a key stands beside a value, rather than being a part of it.
pub(crate) fn is_beside(key: &str) -> bool {
    names().any(|name| name == key)
}

/// The names of the keys.
pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    BESIDE.iter().map(|(name, _)| *name)
}

impl Said {
    /// With a source and nothing else.
    pub fn sourced(source: String) -> Said {
        Said { source: Some(source), ..Said::default() }
    }

    /// Takes an entry of a table if it is one of these: whether it could be read. None of any other entry.
    pub fn take(&mut self, key: &Key, node: &Node, reading: &mut Reading) -> Option<bool> {
        let slot = match key.text.as_str() {
            "source" => &mut self.source,
            "note" => &mut self.note,
            "owner" => &mut self.owner,
            "signed_off" => &mut self.signed_off,
            _ => return None,
        };
        *slot = match key.text.as_str() {
            "signed_off" => day(node, reading),
            "owner" => text::line(node, reading),
            _ => text::plain(node, reading),
        };
        Some(slot.is_some())
    }

    /// What is not said here, as another says it.
    pub fn or(self, other: Said) -> Said {
        Said {
            source: self.source.or(other.source),
            note: self.note.or(other.note),
            owner: self.owner.or(other.owner),
            signed_off: self.signed_off.or(other.signed_off),
        }
    }
}

/// A day as a date or as a text of that form.
fn day(node: &Node, reading: &mut Reading) -> Option<String> {
    let written = match &node.value {
        Value::Date(date) => date.clone(),
        Value::Text(text) => text.trim().to_owned(),
        _ => {
            reading.wrong_kind(node, "a day such as 2025-03-31");
            return None;
        }
    };
    if is_day(&written) {
        reading.signed.push((written.clone(), node.place.clone()));
        return Some(written);
    }
    let message = format!("`signed_off` cannot be `{}`", shown(&written));
    reading.error_help(&node.place, message, "it is a day, such as 2025-03-31; who signed is the `owner`");
    None
}

/// Whether a text is a day of the calendar, YYYY-MM-DD.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return false;
    }
    let [Ok(year), Ok(month), Ok(day)] = [year, month, day].map(|part| part.parse::<u32>()) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for day in ["2025-03-31", "2024-02-29", "2000-02-29", "1999-12-01"] {
            assert!(is_day(day), "{day}");
        }
        for text in ["2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "31.3.2025", "2025-3-31", ""]
        {
            assert!(!is_day(text), "{text}");
        }
    }
}
