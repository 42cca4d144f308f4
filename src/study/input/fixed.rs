//! Numbers that are not uncertain.

use super::given::Given;
use super::node::Node;
use super::reading::Reading;
use super::value;
use model::distribution::Distribution;

/// A number that is not uncertain.
#[derive(Debug, Clone)]
pub(crate) struct Fixed {
    /// Its value.
    pub value: f64,
    /// What the writer says of it.
    pub given: Given,
}

/// A certain number between two ends, perhaps whole.
pub(crate) fn fixed(
    name: &str,
    given: Option<Given>,
    range: Range,
    node: &Node,
    reading: &mut Reading,
) -> Option<Fixed> {
    let given = given?;
    let Distribution::Constant(value) = given.distribution else {
        reading.error(&node.place, format!("`{name}` is fixed: one number, no distribution"));
        return None;
    };
    if !(range.low..=range.high).contains(&value) || (range.whole && value.fract() != 0.0) {
        let kind = if range.whole { "a whole number" } else { "a number" };
        let (low, high) = (range.low, range.high);
        reading.error(&node.place, format!("`{name}` must be {kind} from {low} to {high}, found {value}"));
        return None;
    }
    Some(Fixed { value, given })
}

/// Where a fixed number may lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Whether it must be whole.
    pub whole: bool,
}

/// A certain number of a TOML node.
pub(crate) fn fixed_node(name: &str, range: Range, node: &Node, reading: &mut Reading) -> Option<Fixed> {
    let given = value::value(node, reading);
    fixed(name, given, range, node, reading)
}
