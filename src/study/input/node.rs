//! The file-shaped value: what stands in a TOML file, a CSV cell or a `--set`, and where.

use super::problem::Place;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What stands there.
    pub value: Value,
}

impl Node {
    /// Its text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A key of a table and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Where it stands.
    pub place: Place,
    /// The key, unquoted.
    pub text: String,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, finite or not, and whether it was written as a whole number.
    Number {
        /// Its value.
        value: f64,
        /// Whether it was written without point and exponent.
        whole: bool,
    },
    /// A text.
    Text(String),
    /// true or false.
    Boolean(bool),
    /// A date or time, as written.
    Date(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in file order.
    Table(Vec<(Key, Node)>),
}

impl Value {
    /// The kind of value in words, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Number { .. } => "a number",
            Value::Text(_) => "a text",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}
