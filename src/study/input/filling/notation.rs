//! Values of a scenario as cells: one number, three by their form, words, or the notation of scenario files where nothing shorter
//! says the same.

use super::filled::{Cells, Content};
use crate::input::known::Shape;
use crate::input::meant;
use crate::input::node::{Key, Node, Value};
use crate::input::number;
use crate::input::reading::Reading;
use crate::input::said;
use crate::input::workbook::{FORM, FORMS, HIGH, LIKELY, LOW, SAID, VALUE, literal, trimmed};

/// What knows how a value was written.
pub(super) struct Notation<'a> {
    /// The texts.
    pub reading: &'a Reading,
}

impl Notation<'_> {
    /// A value with what is said of it: a single one below the heading `one`, what has no other cells below `written`.
    pub fn value(&self, node: &Node, one: &'static str, written: &'static str) -> Cells {
        let three = written == FORM;
        let Value::Table(entries) = &node.value else {
            return self.bare(node, one, three);
        };
        let (said, rest): (Vec<_>, Vec<_>) = entries.iter().partition(|(key, _)| said::is_beside(&key.text));
        let mut cells = match rest.as_slice() {
            [(key, inner)] if key.text == "value" && !matches!(inner.value, Value::Table(_) | Value::List(_)) => {
                self.bare(inner, one, three)
            }
            [(key, inner)] if three => formed(&key.text, inner).unwrap_or_else(|| {
                vec![(written, Content::Text(format!("{{ {} = {} }}", literal::key(&key.text), self.plain(inner))))]
            }),
            rest => vec![(written, Content::Text(self.table(rest)))],
        };
        let texts = said.into_iter().filter_map(|(key, node)| {
            let heading = SAID.into_iter().find(|heading| heading.replace(' ', "_") == key.text)?;
            let text = match &node.value {
                Value::Text(text) | Value::Date(text) => text.clone(),
                _ => return None,
            };
            Some((heading, Content::Text(text)))
        });
        cells.extend(texts);
        cells
    }

    fn bare(&self, node: &Node, one: &'static str, three: bool) -> Cells {
        match &node.value {
            Value::Text(text) if three => match number::range_ends(text) {
                Some(Ok((low, high))) => vec![(LOW, Content::Number(low)), (HIGH, Content::Number(high))],
                _ => vec![(one, Content::Text(text.clone()))],
            },
            Value::Text(text) => vec![(one, Content::Text(text.clone()))],
            Value::Number { value, .. } => vec![(one, Content::Number(*value))],
            Value::Boolean(truth) => vec![(one, Content::Truth(*truth))],
            _ => vec![(one, Content::Text(self.plain(node)))],
        }
    }

    /// A setting, below the heading of values.
    pub fn word(&self, node: &Node, shape: Shape) -> Cells {
        let content = match shape {
            Shape::Choices(_) | Shape::Texts => self.list(node),
            Shape::Sharing => match &node.value {
                Value::Table(entries) => match self.shares(entries) {
                    Some(text) => Content::Text(text),
                    None => return self.value(node, VALUE, VALUE),
                },
                _ => return self.bare(node, VALUE, false),
            },
            _ => return self.value(node, VALUE, VALUE),
        };
        vec![(VALUE, content)]
    }

    /// What is done with code that exists.
    pub fn adapted(&self, node: &Node) -> Content {
        Content::Text(node.text().map_or_else(|| self.plain(node), str::to_owned))
    }

    /// Who needs a module.
    pub fn needs(&self, node: &Node) -> Content {
        match &node.value {
            Value::Table(entries) => Content::Text(self.shares(entries).unwrap_or_else(|| self.plain(node))),
            _ => self.list(node),
        }
    }

    /// Texts parted by semicolons, where that can be read.
    pub fn list(&self, node: &Node) -> Content {
        let texts = match &node.value {
            Value::List(items) => items.iter().map(Node::text).collect::<Option<Vec<&str>>>(),
            _ => None,
        };
        match texts.filter(|texts| !texts.is_empty() && texts.iter().all(|text| is_simple(text))) {
            // A comma would part a single text.
            Some(texts) if texts.len() > 1 || !texts[0].contains(',') => Content::Text(texts.join("; ")),
            _ => Content::Text(self.plain(node)),
        }
    }

    /// Names with their shares; none where that cannot be read.
    fn shares(&self, entries: &[(Key, Node)]) -> Option<String> {
        let share = |(key, node): &(Key, Node)| match node.value {
            Value::Number { value, .. } if is_simple(&key.text) && !key.text.contains('=') => {
                Some(format!("{} = {}", key.text, literal::number(value)))
            }
            _ => None,
        };
        let all: Option<Vec<String>> = entries.iter().map(share).collect();
        all.filter(|all| !all.is_empty()).map(|all| all.join("; "))
    }

    /// A value in the notation of scenario files, on one line.
    pub fn plain(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => literal::text(text),
            Value::Number { value, .. } => match self.reading.written(&node.place) {
                "" => literal::number(*value),
                written => written.to_owned(),
            },
            Value::Boolean(truth) => truth.to_string(),
            Value::Date(date) => date.clone(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.plain(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Table(entries) => self.table(&entries.iter().collect::<Vec<_>>()),
        }
    }

    fn table(&self, entries: &[&(Key, Node)]) -> String {
        let entries: Vec<String> =
            entries.iter().map(|(key, node)| format!("{} = {}", literal::key(&key.text), self.plain(node))).collect();
        if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
    }
}

/// Whether a text stays as it is among others that semicolons part.
fn is_simple(text: &str) -> bool {
    !text.is_empty() && trimmed(text) == text && !text.contains([';', '\n', '\r', '=']) && !text.starts_with(['{', '['])
}

/// The cells of a form that is made of three numbers or of two.
fn formed(name: &str, node: &Node) -> Option<Cells> {
    let numbers = |nodes: &mut dyn Iterator<Item = &Node>| -> Option<Vec<f64>> {
        nodes
            .map(|node| match node.value {
                Value::Number { value, .. } => Some(value),
                _ => None,
            })
            .collect()
    };
    for (word, middle, pattern) in FORMS {
        let (own, rest) = pattern.split_once(" = ")?;
        let values = match &node.value {
            Value::List(items) if own == name && rest.starts_with('[') => numbers(&mut items.iter()),
            Value::Table(entries) if own == name && rest.starts_with('{') => {
                let keys = rest.split(['{', ',', '}', ' ', '=', '%']).filter(|key| !key.is_empty());
                let found: Option<Vec<&Node>> =
                    keys.map(|key| entries.iter().find(|(own, _)| own.text == key).map(|(_, node)| node)).collect();
                found.filter(|found| found.len() == entries.len()).and_then(|found| numbers(&mut found.into_iter()))
            }
            _ => None,
        };
        let headings: &[&'static str] = if middle { &[LOW, LIKELY, HIGH] } else { &[LOW, HIGH] };
        if let Some(values) = values.filter(|values| values.len() == headings.len()) {
            let mut cells: Cells = headings.iter().copied().zip(values.into_iter().map(Content::Number)).collect();
            cells.push((FORM, Content::Text(word.to_owned())));
            return Some(cells);
        }
    }
    None
}

/// A cell of a table: a number where it is one in so many digits, else the text.
pub(super) fn of_cell(text: &str) -> Content {
    match text.parse::<f64>() {
        Ok(value) if meant::is_decimal(text) && !meant::doubtful_point(text) && value.is_finite() => {
            Content::Number(value)
        }
        _ => Content::Text(text.to_owned()),
    }
}
