//! Modules, and who needs them.

use super::adapted;
use super::administrations::People;
use super::arrange::{Column, Row};
use super::assumptions::Log;
use super::domain;
use super::effort::Effort;
use super::fixed;
use super::fixed::Range;
use super::known;
use super::node::{Node, Value};
use super::problem::{Place, shown};
use super::reading::Reading;
use super::said::Said;
use super::table;
use super::text;
use super::value;
use model::scenario::keys::{KeySpec, MODULE_SIZE};
use model::scenario::{Administration, Module, Source, Text};
use std::collections::HashMap;

/// Most modules.
const MOST: usize = 1000;
/// Most shares, modules times administrations.
const MOST_SHARES: usize = 20_000_000;

/// The modules, checked.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    /// In the order of the file.
    pub list: Vec<Module>,
    /// Their sizes.
    pub sizes: Vec<Source>,
    /// `needs[i * modules + k]`
    pub needs: Vec<f64>,
}

/// Checks all modules.
pub(crate) fn read(
    rows: &[Row],
    effort: &Effort,
    people: &People,
    place: &Place,
    log: &mut Log,
    reading: &mut Reading,
) -> Modules {
    let count = rows.len();
    if count == 0 {
        let help = match reading.book.is_some() {
            true => "fill in the sheet `modules`, a row each",
            false => "add [[module]] with an id and a size",
        };
        reading.missing(place, "no module", help);
        return Modules::default();
    }
    if count > MOST || count.saturating_mul(people.list.len()) > MOST_SHARES {
        let message =
            format!("{count} modules: at most {MOST}, and at most {MOST_SHARES} together with administrations");
        reading.error(&rows[0].place, message);
        return Modules::default();
    }
    let mut modules = Modules { needs: vec![1.0; count * people.list.len()], ..Modules::default() };
    for (k, row) in rows.iter().enumerate() {
        let id = id(row, reading);
        let title = row.get(Column::Word("title")).and_then(|node| text::title(node, false, reading));
        let size = size(row, &id, effort, log, reading);
        modules.sizes.push(size);
        let needed_by = row.get(Column::Word("needed_by"));
        if let Some(node) = needed_by {
            let shares = shares(node, people, reading);
            for (i, share) in shares.into_iter().enumerate() {
                modules.needs[i * count + k] = share;
            }
            if let Some(spec) = known::word_spec("module", "needed_by") {
                log.word(spec, Some(node), Said::default(), reading);
                if let Some(line) = log.list.last_mut() {
                    line.path = format!("module.{id}.needed_by");
                }
            }
        }
        modules.list.push(Module { title: title.unwrap_or_else(|| Text { en: id.clone(), fr: None }), id });
    }
    let ids = rows.iter().zip(&modules.list).filter(|(_, one)| !one.id.is_empty());
    table::distinct(ids.map(|(row, one)| (row.place(Column::Word("id")), one.id.as_str())), &mut reading.problems);
    let whole = rows.iter().any(|row| row.get(Column::Word("needed_by")).is_none());
    if let Some(spec) = known::word_spec("module", "needed_by").filter(|_| whole) {
        log.word(spec, None, Said::default(), reading);
    }
    modules
}

fn id(row: &Row, reading: &mut Reading) -> String {
    let Some(node) = row.get(Column::Word("id")) else {
        let help = reading.either(&row.place, "add id = \"…\"", "fill in the column `id`");
        reading.missing(&row.place, "a module lacks `id`", help);
        return String::new();
    };
    reading.id(node)
}

fn size(row: &Row, id: &str, effort: &Effort, log: &mut Log, reading: &mut Reading) -> Source {
    let Some(node) = row.get(Column::Word("size")) else {
        let name = row.id().map_or(String::new(), |id| format!(" `{}`", shown(id)));
        let help = reading.either(
            &row.place,
            "add size = \"40 to 110\", in person-months",
            "fill in the columns `low` and `high`, or `size`, in person-months",
        );
        reading.missing(&row.place, format!("module{name} lacks `size`"), help);
        return Source::Derived;
    };
    let Some(given) = value::value(node, reading) else { return Source::Derived };
    value::check_preset(&given, MODULE_SIZE.path, node, reading);
    let spec = KeySpec { unit: effort.unit(), ..MODULE_SIZE };
    log.given(&format!("module.{id}.size"), &spec, node, given.said, reading);
    let size = domain::confine(given.distribution, &MODULE_SIZE, &node.place, reading);
    let adapted = row.get(Column::Word("adapted")).filter(|node| !adapted::is_none(node));
    let adapted = adapted.map(|node| adapted::factor(node, id, effort, log, reading));
    match (size, adapted) {
        (Some(size), None) => Source::Drawn(size),
        (Some(size), Some(Some(factor))) => Source::Drawn(size.scaled(factor)),
        _ => Source::Derived,
    }
}

/// The share of a module that each administration needs: what is said of itself, else of its level, else none.
fn shares(node: &Node, people: &People, reading: &mut Reading) -> Vec<f64> {
    let mut named = Named { levels: vec![None; people.levels.len()], own: HashMap::new() };
    match &node.value {
        Value::List(items) => {
            if items.is_empty() {
                let help = "leave `needed_by` out if everyone needs the module";
                reading.error_help(&node.place, "nobody needs this module", help);
            }
            for item in items {
                match &item.value {
                    Value::Text(name) => named.give(name, 1.0, &item.place, people, reading),
                    _ => reading.wrong_kind(item, "an id or \"level:NAME\""),
                }
            }
        }
        Value::Table(entries) => {
            for (key, node) in entries {
                let range = Range { low: 0.0, high: 1.0, whole: false };
                let share = fixed::fixed_node("needed_by", range, node, reading);
                named.give(&key.text, share.map_or(0.0, |fixed| fixed.value), &key.place, people, reading);
            }
        }
        _ => reading.wrong_kind(node, "a list of ids and \"level:NAME\", or a table { id = share }"),
    }
    let share = |(i, one): (usize, &Administration)| {
        let of_level = || named.levels.get(one.level).copied().flatten();
        named.own.get(&i).copied().or_else(of_level).unwrap_or(0.0)
    };
    people.list.iter().enumerate().map(share).collect()
}

/// Shares as they are named.
struct Named {
    levels: Vec<Option<f64>>,
    own: HashMap<usize, f64>,
}

impl Named {
    /// Gives a share to an administration, or to all of a level.
    fn give(&mut self, name: &str, share: f64, place: &Place, people: &People, reading: &mut Reading) {
        let before = if let Some(level) = name.strip_prefix("level:") {
            let Some(index) = people.level(level) else {
                let message = format!("no administration is of level `{}`", shown(level));
                reading.unknown(place, message, level, people.levels.iter().map(String::as_str));
                return;
            };
            self.levels[index].replace(share)
        } else if let Some(&index) = people.ids.get(name) {
            self.own.insert(index, share)
        } else if people.level(name).is_some() {
            let message = format!("no administration has the id `{}`", shown(name));
            let quote = reading.either(place, "\"", "`");
            reading.absent(place, message, format!("for all of a level: {quote}level:{}{quote}", shown(name)));
            return;
        } else {
            return unknown_id(name, place, people, reading);
        };
        if before.is_some() {
            reading.warning(place, format!("`{}` is named twice", shown(name)), "name it once");
        }
    }
}

/// Reports a reference to an administration that is not there.
pub(crate) fn unknown_id(name: &str, place: &Place, people: &People, reading: &mut Reading) {
    let message = format!("no administration has the id `{}`", shown(name));
    reading.unknown(place, message, name, people.list.iter().map(|one| one.id.as_str()));
}
