//! From a root table to its parts: every key known by now, the unknown ones reported.

use super::known;
use super::known::Known;
use super::node::{Key, Node, Value};
use super::problem::{FileId, Place, shown};
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::suggest;
use super::table::{MOST_COLUMNS, Table};
use model::scenario::keys::Member;
use std::collections::HashMap;

/// The key of what stands beside what is said of it.
const VALUE: &str = "value";

/// A key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// An uncertain number of an administration.
    Number(Member),
    /// Any other known key.
    Word(&'static str),
    /// A key of the writer's own, by index: one for cost sharing.
    Extra(usize),
}

/// One `[[module]]`, `[[administration]]`, `[[correlated]]` or row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Where it stands.
    pub place: Place,
    /// What it gives.
    pub fields: Vec<(Column, Node)>,
    /// Its empty cells.
    pub empty: Vec<(Column, Place)>,
}

impl Row {
    /// What the row gives for a key.
    pub fn get(&self, column: Column) -> Option<&Node> {
        self.fields.iter().find(|(known, _)| *known == column).map(|(_, node)| node)
    }

    /// Its id, as written.
    pub fn id(&self) -> Option<&str> {
        match self.get(Column::Word("id")).map(|node| &node.value) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Where the value of a key stands, or would.
    pub fn place(&self, column: Column) -> &Place {
        let empty = || self.empty.iter().find(|(known, _)| *known == column).map(|(_, place)| place);
        self.get(column).map(|node| &node.place).or_else(empty).unwrap_or(&self.place)
    }

    /// Gives a key another value.
    pub fn set(&mut self, column: Column, node: Node) {
        self.fields.retain(|(known, _)| *known != column);
        self.empty.retain(|(known, _)| *known != column);
        self.fields.push((column, node));
    }
}

/// The administrations as given: from a table or from the scenario itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    /// One an administration.
    pub rows: Vec<Row>,
    /// Columns of the writer's own, each with the place of its first mention.
    pub extras: Vec<Key>,
    /// The table they come from, with the place of its header.
    pub table: Option<(FileId, Place)>,
}

impl Roster {
    /// Whether a node is a cell, where numbers are texts.
    pub fn is_cell(&self, node: &Node) -> bool {
        self.table.as_ref().is_some_and(|(file, _)| *file == node.place.file)
    }

    /// The column of an administration's key, a new one if it is not known; none where there would be too many.
    fn column(&mut self, key: &Key) -> Option<Column> {
        let index = match known::find("administration", &key.text) {
            Some(Known::Member(member)) => return Some(Column::Number(member)),
            Some(known) => return Some(Column::Word(known.key())),
            None => self.extra(&key.text),
        };
        if index.is_none() && self.extras.len() < MOST_COLUMNS {
            self.extras.push(key.clone());
            return Some(Column::Extra(self.extras.len() - 1));
        }
        index.map(Column::Extra)
    }

    /// Index of a column of the writer's own.
    pub fn extra(&self, name: &str) -> Option<usize> {
        self.extras.iter().position(|key| key.text == name)
    }

    /// Takes the rows of a table.
    pub fn take_table(&mut self, table: Table) {
        self.table = table.header().map(|place| (place.file, place));
        let columns: Vec<Column> = table.columns.iter().filter_map(|key| self.column(key)).collect();
        self.rows = table
            .rows
            .into_iter()
            .map(|row| {
                let mut taken = Row { place: row.place, fields: Vec::with_capacity(columns.len()), empty: Vec::new() };
                for (&column, cell) in columns.iter().zip(row.cells) {
                    match &cell.value {
                        Value::Text(text) if text.is_empty() => taken.empty.push((column, cell.place)),
                        _ => taken.fields.push((column, cell)),
                    }
                }
                taken
            })
            .collect();
    }
}

/// A scenario file by its parts.
#[derive(Debug, Clone)]
pub(crate) struct Arranged {
    /// Top keys and keys of sections, by section and key.
    pub values: HashMap<(&'static str, &'static str), Node>,
    /// What is said of those whose values are words, each with the value that it is said of.
    said: HashMap<(&'static str, &'static str), (Place, Said)>,
    /// Places of the sections that stand in the file.
    pub sections: HashMap<&'static str, Place>,
    /// Administrations.
    pub roster: Roster,
    /// Modules.
    pub modules: Vec<Row>,
    /// Groups of inputs that move together.
    pub correlated: Vec<Row>,
    /// Where what is missing would stand.
    pub place: Place,
}

impl Arranged {
    /// What the file gives for a key; the section of a top key is empty.
    pub fn get(&self, section: &'static str, key: &'static str) -> Option<&Node> {
        self.values.get(&(section, key))
    }

    /// What the file says of a key whose values are words; nothing of a value that stands in its place.
    pub fn said(&self, section: &'static str, key: &'static str) -> Said {
        let given = self.get(section, key).map(|node| &node.place);
        let said = self.said.get(&(section, key)).filter(|(of, _)| given == Some(of));
        said.map(|(_, said)| said.clone()).unwrap_or_default()
    }

    /// Takes the value of a key; of a word what is said beside it apart.
    fn take(&mut self, section: &'static str, known: Known, node: Node, reading: &mut Reading) {
        let key = (section, known.key());
        let node = match known {
            Known::Word(word) if word.shape.is_words() => match parted(node, reading) {
                (node, Some(said)) => {
                    self.said.insert(key, (node.place.clone(), said));
                    node
                }
                (node, None) => node,
            },
            _ => node,
        };
        self.values.insert(key, node);
    }
}

/// The parts of a root table.
pub(crate) fn arrange(root: Node, reading: &mut Reading) -> Arranged {
    let mut arranged = Arranged {
        values: HashMap::new(),
        said: HashMap::new(),
        sections: HashMap::new(),
        roster: Roster::default(),
        modules: Vec::new(),
        correlated: Vec::new(),
        place: root.place,
    };
    let Value::Table(entries) = root.value else { return arranged };
    for (key, node) in entries {
        let section = known::SECTIONS.into_iter().find(|section| *section == key.text);
        match (section, key.text.as_str()) {
            (Some(section), _) => take_section(section, node, &mut arranged, reading),
            (None, "module") => arranged.modules = take_list("module", node, reading),
            (None, "correlated") => arranged.correlated = take_list("correlated", node, reading),
            (None, "administration") => take_administrations(node, &mut arranged.roster, reading),
            _ => match known::find("", &key.text) {
                Some(known) => arranged.take("", known, node, reading),
                None => unknown_at_top(&key, reading),
            },
        }
    }
    arranged
}

/// `{ value = …, source = "…" }` as its value and what is said of it; anything else as it is.
fn parted(node: Node, reading: &mut Reading) -> (Node, Option<Said>) {
    let Value::Table(entries) = &node.value else { return (node, None) };
    let whole = entries.iter().all(|(key, _)| key.text == VALUE || said::is_beside(&key.text));
    let Some((_, value)) = entries.iter().find(|(key, _)| key.text == VALUE).filter(|_| whole) else {
        return (node, None);
    };
    let mut said = Said::default();
    for (key, node) in entries {
        said.take(key, node, reading);
    }
    (value.clone(), Some(said))
}

fn unknown_at_top(key: &Key, reading: &mut Reading) {
    let words = known::keys("").map(Known::key).chain(known::SECTIONS).chain(known::LISTS);
    let plural = key.text.strip_suffix('s').filter(|word| known::LISTS.contains(word));
    let help = match plural {
        Some(list) => reading.either(
            &key.place,
            format!("did you mean [[{list}]]?"),
            format!("they are given in a sheet of their own, `{list}s`"),
        ),
        None => suggest::nearest(&key.text, words.clone())
            .map(|near| format!("did you mean `{near}`?"))
            .or_else(|| known::elsewhere(&key.text))
            .unwrap_or_else(|| format!("allowed: {}", suggest::list(words))),
    };
    reading.error_help(&key.place, format!("unknown key `{}`", shown(&key.text)), help);
}

fn take_section(section: &'static str, node: Node, arranged: &mut Arranged, reading: &mut Reading) {
    arranged.sections.insert(section, node.place.clone());
    let Value::Table(entries) = node.value else {
        reading.wrong_kind(&node, &format!("a table, [{section}]"));
        return;
    };
    for (key, node) in entries {
        match known::find(section, &key.text) {
            Some(known) => arranged.take(section, known, node, reading),
            None => unknown_in(&format!("[{section}]"), section, &key, reading),
        }
    }
}

/// Reports an unknown key of a section or list.
pub(crate) fn unknown_in(name: &str, section: &str, key: &Key, reading: &mut Reading) {
    let words = known::keys(section).map(Known::key);
    let help = suggest::nearest(&key.text, words.clone())
        .map(|near| format!("did you mean `{near}`?"))
        .or_else(|| known::elsewhere(&key.text))
        .unwrap_or_else(|| format!("allowed: {}", suggest::list(words)));
    reading.error_help(&key.place, format!("unknown key `{}` in {name}", shown(&key.text)), help);
}

/// The tables of a list.
fn tables(list: &str, node: Node, reading: &mut Reading) -> Vec<(Place, Vec<(Key, Node)>)> {
    let Value::List(items) = node.value else {
        reading.wrong_kind(&node, &format!("a list of tables, each begun with [[{list}]]"));
        return Vec::new();
    };
    let mut tables = Vec::with_capacity(items.len());
    for item in items {
        match item.value {
            Value::Table(entries) => tables.push((item.place, entries)),
            _ => reading.wrong_kind(&item, "a table"),
        }
    }
    tables
}

fn take_list(list: &'static str, node: Node, reading: &mut Reading) -> Vec<Row> {
    let mut rows = Vec::new();
    for (place, entries) in tables(list, node, reading) {
        let mut row = Row { place, fields: Vec::new(), empty: Vec::new() };
        for (key, node) in entries {
            match known::find(list, &key.text) {
                Some(known) => row.fields.push((Column::Word(known.key()), node)),
                None => unknown_in(&format!("[[{list}]]"), list, &key, reading),
            }
        }
        rows.push(row);
    }
    rows
}

fn take_administrations(node: Node, roster: &mut Roster, reading: &mut Reading) {
    let mut surplus = None;
    for (place, entries) in tables("administration", node, reading) {
        let mut row = Row { place, fields: Vec::with_capacity(entries.len()), empty: Vec::new() };
        for (key, node) in entries {
            match roster.column(&key) {
                Some(column) => row.fields.push((column, node)),
                None => surplus = surplus.or(Some(key.place)),
            }
        }
        roster.rows.push(row);
    }
    if let Some(place) = surplus {
        reading.error(&place, format!("administrations have more than {MOST_COLUMNS} different keys"));
    }
}
