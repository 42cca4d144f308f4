//! Settings, modules and groups as rows.

use super::entries::{of_key, of_word};
use super::filled::{Cells, Content, Filled};
use super::notation::Notation;
use crate::input::arrange::{Arranged, Column, Row};
use crate::input::known::{self, Known, STRATEGY_WORDS, Shape, WordSpec};
use crate::input::node::{Node, Value};
use crate::input::observed;
use crate::input::said::Said;
use crate::input::workbook::{FORM, OWN_TABLE, SAID, VALUE};
use model::scenario::ALONE;
use model::scenario::keys::Global;

/// Every uncertain input of the whole scenario.
pub(super) fn inputs(arranged: &Arranged, notation: &Notation, filled: &mut Filled) {
    for &key in Global::ALL {
        let spec = key.spec();
        let (section, name) = known::split(spec.path);
        let cells = arranged.get(section, name).map(|node| notation.value(node, VALUE, FORM)).unwrap_or_default();
        filled.inputs.push(of_key(spec.path.to_owned(), spec, cells));
    }
}

/// What holds for all, and what is chosen.
pub(super) fn settings(arranged: &Arranged, notation: &Notation, filled: &mut Filled) {
    let sections = || [""].into_iter().chain(known::SECTIONS);
    let words = sections().flat_map(|section| {
        known::keys(section).filter_map(|known| match known {
            Known::Word(word) => Some(word),
            _ => None,
        })
    });
    for word in words {
        let node = arranged.get(word.section, word.key);
        let said = said(&arranged.said(word.section, word.key));
        match (word.shape, node) {
            (Shape::Title, node) => titles(word, node, filled),
            (Shape::Choices(_), node) if said.is_empty() => strategies(node, filled),
            (Shape::File, Some(_)) => {
                let own = Content::Text(OWN_TABLE.to_owned());
                filled.settings.push(of_word(word.path(), word, vec![(VALUE, own)]));
            }
            (Shape::Ratings, Some(Node { value: Value::Table(entries), .. })) => {
                for (key, node) in entries {
                    let path = format!("{}.{}", word.path(), key.text);
                    filled.settings.push(of_word(path, word, notation.value(node, VALUE, VALUE)));
                }
            }
            (Shape::Ratings | Shape::Data, None) => {}
            (_, None) if word.section == observed::SECTION => {}
            (_, node) => {
                let mut cells = node.map(|node| notation.word(node, word.shape)).unwrap_or_default();
                cells.extend(said);
                filled.settings.push(of_word(word.path(), word, cells));
            }
        }
    }
}

/// What is said of a value, as cells.
fn said(said: &Said) -> Cells {
    let texts = [&said.source, &said.note, &said.owner, &said.signed_off];
    let cells = SAID.into_iter().zip(texts).filter_map(|(heading, text)| Some((heading, text.clone()?)));
    cells.map(|(heading, text)| (heading, Content::Text(text))).collect()
}

/// A text in one or two languages, a row each.
fn titles(word: &'static WordSpec, node: Option<&Node>, filled: &mut Filled) {
    let texts = languages(node);
    for (text, ending) in texts.into_iter().zip(["", "_fr"]) {
        let cells = text.map(|text| vec![(VALUE, Content::Text(text))]).unwrap_or_default();
        filled.settings.push(of_word(format!("{}{ending}", word.path()), word, cells));
    }
}

/// The texts of a node in English and in French.
fn languages(node: Option<&Node>) -> [Option<String>; 2] {
    let text = |node: &Node| match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    match node.map(|node| (node, &node.value)) {
        Some((_, Value::Table(entries))) => ["en", "fr"]
            .map(|language| entries.iter().find(|(key, _)| key.text == language).and_then(|(_, node)| text(node))),
        Some((node, _)) => [text(node), None],
        None => [None, None],
    }
}

fn strategies(node: Option<&Node>, filled: &mut Filled) {
    let listed: Vec<&str> = match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.iter().filter_map(|item| item.text()).collect(),
        _ => STRATEGY_WORDS[..2].to_vec(),
    };
    let rows = STRATEGY_WORDS.into_iter().filter(|word| *word != ALONE || listed.contains(word));
    filled.strategies = rows.map(|word| (word, listed.contains(&word))).collect();
}

/// A module.
pub(super) fn module(row: &Row, notation: &Notation) -> Cells {
    let get = |key| row.get(Column::Word(key));
    let mut cells = Cells::new();
    cells.extend(get("id").and_then(Node::text).map(|id| ("id", Content::Text(id.to_owned()))));
    let titles = languages(get("title"));
    let titles = ["title", "title_fr"].into_iter().zip(titles).filter_map(|(heading, text)| Some((heading, text?)));
    cells.extend(titles.map(|(heading, text)| (heading, Content::Text(text))));
    cells.extend(get("size").map(|node| notation.value(node, "size", FORM)).unwrap_or_default());
    cells.extend(get("needed_by").map(|node| ("needed_by", notation.needs(node))));
    cells.extend(get("adapted").map(|node| ("adapted", notation.adapted(node))));
    cells
}

/// Inputs that move together.
pub(super) fn group(row: &Row, notation: &Notation) -> Cells {
    let mut cells = Cells::new();
    cells.extend(row.get(Column::Word("inputs")).map(|node| ("inputs", notation.list(node))));
    let coefficient = row.get(Column::Word("coefficient"));
    cells.extend(coefficient.map(|node| notation.value(node, "coefficient", "coefficient")).unwrap_or_default());
    cells
}
