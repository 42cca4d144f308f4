//! The numbers behind a form: lists, tables with named keys, pairs.

use super::forms::Form;
use super::node::{Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;

/// The numbers of a list, one for each name.
pub(crate) fn listed(form: &Form, names: &[&str], node: &Node, reading: &mut Reading) -> Option<Vec<f64>> {
    let wanted = || format!("`{}` takes [{}]", form.name, names.join(", "));
    let Value::List(items) = &node.value else {
        reading.error(&node.place, format!("{}, found {}", wanted(), node.value.kind()));
        return None;
    };
    if items.len() != names.len() {
        reading.error(&node.place, format!("{}, found {} of them", wanted(), items.len()));
        return None;
    }
    let numbers: Vec<Option<f64>> = items.iter().map(|item| number::plain(item, reading)).collect();
    numbers.into_iter().collect()
}

/// The numbers of the set of names that a table has, in the order of the set.
pub(crate) fn named(
    form: &Form,
    sets: &'static [&'static [&'static str]],
    node: &Node,
    reading: &mut Reading,
) -> Option<(&'static [&'static str], Vec<f64>)> {
    let sets_in_words: Vec<String> = sets.iter().map(|set| format!("{{ {} }}", set.join(", "))).collect();
    let wanted = format!("`{}` takes {}", form.name, sets_in_words.join(" or "));
    let Value::Table(entries) = &node.value else {
        reading.error(&node.place, format!("{wanted}, found {}", node.value.kind()));
        return None;
    };
    let has = |name: &str| entries.iter().any(|(key, _)| key.text == name);
    let whole = sets.iter().find(|set| set.len() == entries.len() && set.iter().all(|name| has(name)));
    let Some(set) = whole else {
        let found: Vec<String> = entries.iter().take(5).map(|(key, _)| shown(&key.text)).collect();
        let place = entries.iter().find(|(key, _)| !sets.iter().any(|set| set.contains(&key.text.as_str())));
        let place = place.map_or(&node.place, |(key, _)| &key.place);
        reading.error(place, format!("{wanted}, found {{ {} }}", found.join(", ")));
        return None;
    };
    let numbers: Vec<Option<f64>> = set
        .iter()
        .filter_map(|name| entries.iter().find(|(key, _)| key.text == *name))
        .map(|(_, node)| number::plain(node, reading))
        .collect();
    Some((set, numbers.into_iter().collect::<Option<Vec<f64>>>()?))
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
