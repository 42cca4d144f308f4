//! `--set PATH=VALUE`: a value on the command line in place of the file's.

use super::arrange::{Arranged, Column, Row};
use super::document;
use super::known;
use super::known::Known;
use super::node::{Key, Node, Value};
use super::path::{Pattern, matches, pattern};
use super::problem::{FileId, ORIGIN, Place, shown};
use super::reading::Reading;
use super::suggest;
use super::tiers;
use std::fmt;
use std::str::FromStr;

/// One `--set PATH=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Path of the key: `consortium.coordination`, `administration.ab.joins`, `module.*.size`.
    pub path: String,
    /// The value in the notation of the file; quotes around a text may be left out.
    pub value: String,
}

impl FromStr for Override {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => {
                Ok(Override { path: path.trim().to_owned(), value: value.trim().to_owned() })
            }
            _ => Err(format!("`{}` is not PATH=VALUE, such as consortium.coordination=0.05", shown(text))),
        }
    }
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.path, self.value)
    }
}

/// Overrides as results name them.
pub(crate) fn written(overrides: &[Override]) -> Vec<String> {
    overrides.iter().map(Override::to_string).collect()
}

/// Applies the overrides of everything but administrations, which may not be read yet.
pub(crate) fn apply_to_scenario(overrides: &[Override], arranged: &mut Arranged, reading: &mut Reading) {
    for set in overrides {
        match pattern(&set.path) {
            Pattern::Listed("administration", ..) => {}
            Pattern::Plain(section, key) => plain(set, section, key, arranged, reading),
            Pattern::Listed(list, id, key) => {
                let (file, place, node) = node(set, reading);
                let Some(node) = node else { continue };
                let columns: Vec<Column> = known::keys(list)
                    .filter(|known| known.key() != "id" && list == "module" && matches(key, known.key()))
                    .map(|known| Column::Word(known.key()))
                    .collect();
                if columns.is_empty() {
                    unknown(set, file, list, key, &[], reading);
                } else {
                    set_rows(&mut arranged.modules, "module", id, &columns, &node, &place, reading);
                }
            }
        }
    }
}

/// Applies the overrides of administrations.
pub(crate) fn apply_to_administrations(overrides: &[Override], arranged: &mut Arranged, reading: &mut Reading) {
    for set in overrides {
        let Pattern::Listed("administration", id, key) = pattern(&set.path) else { continue };
        let (file, place, node) = node(set, reading);
        let Some(node) = node else { continue };
        let own = arranged.roster.extras.iter().enumerate().filter(|(_, extra)| matches(key, &extra.text));
        let mut columns: Vec<Column> = own.map(|(index, _)| Column::Extra(index)).collect();
        for known in known::keys("administration").filter(|known| known.key() != "id" && matches(key, known.key())) {
            columns.push(match known {
                Known::Member(member) => Column::Number(member),
                known => Column::Word(known.key()),
            });
        }
        if columns.is_empty() {
            let extras: Vec<&str> = arranged.roster.extras.iter().map(|extra| extra.text.as_str()).collect();
            unknown(set, file, "administration", key, &extras, reading);
        } else {
            set_rows(&mut arranged.roster.rows, "administration", id, &columns, &node, &place, reading);
        }
    }
}

/// The value of an override, and the place of its path; no value after a report.
pub(crate) fn node(set: &Override, reading: &mut Reading) -> (FileId, Place, Option<Node>) {
    let file = reading.sources.add(ORIGIN, format!("{}={}", set.path, set.value));
    let start = set.path.len() + 1;
    let place = Place { file, span: 0..set.path.len() };
    let explicit = set.value.starts_with(['"', '\'', '{', '[']);
    if explicit {
        return (file, place, document::single(file, start, reading));
    }
    let mut trial = Reading::default();
    let copy = trial.sources.add(ORIGIN, set.value.clone());
    let value = match document::single(copy, 0, &mut trial) {
        Some(node) => node.value,
        None => Value::Text(set.value.clone()),
    };
    let whole = Place { file, span: start..start + set.value.len() };
    (file, place, Some(Node { place: whole, value }))
}

fn plain(set: &Override, section: &str, key: &str, arranged: &mut Arranged, reading: &mut Reading) {
    let (file, place, node) = node(set, reading);
    let Some(node) = node else { return };
    if let ("effort", Some(driver)) = (section, key.strip_prefix("ratings.")) {
        return set_rating(driver, node, place, arranged);
    }
    if let ("consortium", Some(part)) = (section, key.strip_prefix(tiers::PARTS)) {
        let place = Place { file, span: 0..set.path.len() };
        let rule = arranged.values.get_mut(&("consortium", "cost_sharing"));
        return tiers::set(rule, part, &node, &place, reading);
    }
    let sections = [""].into_iter().chain(known::SECTIONS).filter(|known| matches(section, known));
    let mut found = false;
    for section in sections {
        for known in known::keys(section).filter(|known| matches(key, known.key())) {
            found = true;
            arranged.values.insert((section, known.key()), node.clone());
        }
    }
    if !found {
        unknown(set, file, section, key, &[], reading);
    }
}

/// Gives one rating another value, or a first one.
fn set_rating(driver: &str, node: Node, place: Place, arranged: &mut Arranged) {
    let begin = place.span.end - driver.len();
    let key = Key { place: Place { span: begin..place.span.end, ..place.clone() }, text: driver.to_owned() };
    let none = Node { place, value: Value::Table(Vec::new()) };
    let ratings = arranged.values.entry(("effort", "ratings")).or_insert(none);
    if let Value::Table(entries) = &mut ratings.value {
        entries.retain(|(known, _)| known.text != driver);
        entries.push((key, node));
    }
}

fn set_rows(
    rows: &mut [Row],
    list: &str,
    id: &str,
    columns: &[Column],
    node: &Node,
    place: &Place,
    reading: &mut Reading,
) {
    let mut found = false;
    for row in rows.iter_mut() {
        if row.id().is_some_and(|own| matches(id, own)) {
            found = true;
            columns.iter().for_each(|&column| row.set(column, node.clone()));
        }
    }
    if !found {
        let message = format!("no {list} has the id `{}`", shown(id));
        reading.unknown(place, message, id, rows.iter().filter_map(Row::id));
    }
}

fn unknown<'a>(
    set: &'a Override,
    file: FileId,
    section: &'a str,
    key: &'a str,
    extras: &[&'a str],
    reading: &mut Reading,
) {
    let place = Place { file, span: 0..set.path.len() };
    let prefix = |section: &str| if section.is_empty() { String::new() } else { format!("{section}.") };
    let paths: Vec<String> = [""]
        .into_iter()
        .chain(known::SECTIONS)
        .flat_map(|section| known::keys(section).map(move |known| prefix(section) + known.key()))
        .collect();
    let mut own: Vec<&str> = known::keys(section).map(Known::key).filter(|key| *key != "id").collect();
    own.extend_from_slice(extras);
    let help = match suggest::nearest(key, own) {
        Some(near) if key != near => {
            let kept = set.path.strip_suffix(key).unwrap_or_default();
            format!("did you mean `{}{near}`?", shown(kept))
        }
        _ => match suggest::nearest(&set.path, paths.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => known::elsewhere(key).unwrap_or_else(|| {
                "paths are those of the file: consortium.coordination, administration.<id>.joins, module.*.size"
                    .to_owned()
            }),
        },
    };
    reading.error_help(&place, format!("no key `{}`", shown(&set.path)), help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_is_split_at_the_first_sign() {
        let set: Override = "module.*.size=\"3 to 5\"".parse().expect("a path and a value");
        assert_eq!((set.path.as_str(), set.value.as_str()), ("module.*.size", "\"3 to 5\""));
        assert!("horizon".parse::<Override>().is_err() && "=3".parse::<Override>().is_err());
    }
}
