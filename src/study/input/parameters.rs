//! The numbers behind a form: lists, tables with named keys, pairs.

use super::forms::{Ends, Form, Parameters};
use super::node::{Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use model::distribution::{Distribution, Impossible};

/// What a form makes of a list of numbers, one for each name.
pub(crate) fn listed(
    form: &Form,
    parameters: &Parameters,
    ends: Ends,
    node: &Node,
    reading: &mut Reading,
) -> Option<Result<Distribution, Impossible>> {
    let names = parameters.names();
    let wanted = || format!("`{}` takes [{}]", form.name, names.join(", "));
    let Value::List(items) = &node.value else {
        reading.error(&node.place, format!("{}, found {}", wanted(), node.value.kind()));
        return None;
    };
    if items.len() != names.len() {
        reading.error(&node.place, format!("{}, found {} of them", wanted(), items.len()));
        return None;
    }
    parameters.make(ends, |k| number::plain(&items[k], reading))
}

/// What a form makes of the numbers of the set of names that a table has.
pub(crate) fn named(
    form: &Form,
    sets: &[Parameters],
    ends: Ends,
    node: &Node,
    reading: &mut Reading,
) -> Option<Result<Distribution, Impossible>> {
    let in_words = |set: &Parameters| format!("{{ {} }}", set.names().join(", "));
    let wanted = format!("`{}` takes {}", form.name, sets.iter().map(in_words).collect::<Vec<String>>().join(" or "));
    let Value::Table(entries) = &node.value else {
        reading.error(&node.place, format!("{wanted}, found {}", node.value.kind()));
        return None;
    };
    let of = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node);
    let whole = sets.iter().find_map(|set| {
        let nodes: Vec<&Node> = set.names().iter().map(|name| of(name)).collect::<Option<_>>()?;
        (nodes.len() == entries.len()).then_some((set, nodes))
    });
    let Some((set, nodes)) = whole else {
        let found: Vec<String> = entries.iter().take(5).map(|(key, _)| shown(&key.text)).collect();
        let known = |key: &str| sets.iter().any(|set| set.names().contains(&key));
        let place = entries.iter().find(|(key, _)| !known(&key.text));
        let place = place.map_or(&node.place, |(key, _)| &key.place);
        reading.error(place, format!("{wanted}, found {{ {} }}", found.join(", ")));
        return None;
    };
    set.make(ends, |k| number::plain(nodes[k], reading))
}

/// Values and their weights.
pub(crate) fn pairs(node: &Node, reading: &mut Reading) -> Option<Vec<(f64, f64)>> {
    let wanted = "`discrete` takes a list of [value, weight]";
    let Value::List(items) = &node.value else {
        reading.error(&node.place, format!("{wanted}, found {}", node.value.kind()));
        return None;
    };
    let mut sound = true;
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        let pair = match &item.value {
            Value::List(pair) if pair.len() == 2 => {
                number::plain(&pair[0], reading).zip(number::plain(&pair[1], reading))
            }
            other => {
                reading.error(&item.place, format!("{wanted}, found {} in it", other.kind()));
                None
            }
        };
        sound &= pair.is_some();
        pairs.extend(pair);
    }
    sound.then_some(pairs)
}
