//! Discount rates that change from years on: `discount_rate = { schedule = [[0, 0.035], [31, 0.03]] }`.

use super::domain;
use super::node::{Key, Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::suggest;
use model::distribution::Distribution;
use model::scenario::keys::Global;

/// The key of the list.
pub(crate) const SCHEDULE: &str = "schedule";

const WANTED: &str = "`schedule` takes a list of [first year, rate], such as [[0, 0.035], [31, 0.03]]";

/// The parts of a schedule, if the node is one.
pub(crate) fn entries(node: &Node) -> Option<&[(Key, Node)]> {
    match &node.value {
        Value::Table(entries) if entries.iter().any(|(key, _)| key.text == SCHEDULE) => Some(entries),
        _ => None,
    }
}

/// The rates with their first years, and what the writer says of them; nothing after a report.
pub(crate) fn read(entries: &[(Key, Node)], reading: &mut Reading) -> (Vec<(usize, f64)>, Said) {
    let (mut rates, mut said) = (Vec::new(), Said::default());
    for (key, node) in entries {
        match (key.text.as_str(), said.take(key, node, reading)) {
            (_, Some(_)) => {}
            (SCHEDULE, _) => rates = schedule(node, reading).unwrap_or_default(),
            (other, None) => {
                let message = format!("`{}` beside `{SCHEDULE}`: rates that change are fixed", shown(other));
                reading.error_help(
                    &key.place,
                    message,
                    suggest::help(other, [SCHEDULE].into_iter().chain(said::names())),
                );
            }
        }
    }
    (rates, said)
}

fn schedule(node: &Node, reading: &mut Reading) -> Option<Vec<(usize, f64)>> {
    let Value::List(items) = &node.value else {
        reading.error(&node.place, format!("{WANTED}, found {}", node.value.kind()));
        return None;
    };
    if items.is_empty() {
        reading.error(&node.place, format!("{WANTED}, found none"));
        return None;
    }
    let (mut rates, mut before) = (Vec::with_capacity(items.len()), None);
    for item in items {
        let found = match &item.value {
            Value::List(pair) if pair.len() == 2 => {
                let first = year(&pair[0], before, reading);
                before = first.or(before).or(Some(0));
                first.zip(rate(&pair[1], reading))
            }
            other => {
                reading.error(&item.place, format!("{WANTED}, found {} in it", other.kind()));
                None
            }
        };
        rates.push(found);
    }
    rates.into_iter().collect()
}

/// A first year: whole, 0 of the first rate, and later than the one before of the others.
fn year(node: &Node, before: Option<usize>, reading: &mut Reading) -> Option<usize> {
    let year = number::plain(node, reading)?;
    let wrong = match before {
        _ if year < 0.0 || year.fract() != 0.0 => "must be a whole number, 0 or more".to_owned(),
        None if year != 0.0 => "must be 0: one rate holds from the start".to_owned(),
        Some(before) if year <= before as f64 => format!("must be later than {before}: years ascend"),
        _ => return Some(year as usize),
    };
    reading.error(&node.place, format!("the first year of a rate {wrong}, found {year}"));
    None
}

fn rate(node: &Node, reading: &mut Reading) -> Option<f64> {
    let rate = number::plain(node, reading)?;
    let rate = Distribution::Constant(rate);
    domain::confine(rate, Global::DiscountRate.spec(), &node.place, reading)?.certain()
}
