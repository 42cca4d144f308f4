//! Keys of the writer's own: columns of numbers that cost sharing may use.

use super::arrange::{Column, Roster};
use super::known;
use super::node::{Node, Value};
use super::problem::{Place, shown};
use super::reading::Reading;
use super::suggest;
use super::table;
use super::value;
use model::distribution::Distribution;
use model::scenario::keys::Domain;

/// Whether every key of the writer's own holds numbers, and none is a known word misspelt.
pub(crate) fn check(roster: &Roster, reading: &mut Reading) {
    for (index, extra) in roster.extras.iter().enumerate() {
        let column = Column::Extra(index);
        let text = roster.rows.iter().filter_map(|row| row.get(column)).find(|node| !is_number(roster, node));
        let words = known::keys("administration").map(known::Known::key);
        let near = suggest::nearest(&extra.text, words.clone());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "besides the known keys there may be numbers, as keys for cost sharing".to_owned(),
        };
        if extra.text.is_empty() {
            reading.error(&extra.place, "a column without a name");
        } else if let Some(text) = text {
            let found = shown(reading.written(&text.place));
            let list = if roster.table.is_some() { "the table" } else { "[[administration]]" };
            let name = shown(&extra.text);
            let message = reading.either(
                &extra.place,
                format!("unknown key `{name}` in {list}, and not a number: `{found}`"),
                format!(
                    "no key of an administration is called `{name}`, and below it stands no number: `{}`",
                    found.trim_matches('"')
                ),
            );
            reading.error_help(&extra.place, message, help);
        }
    }
}

fn is_number(roster: &Roster, node: &Node) -> bool {
    match &node.value {
        Value::Number { .. } => true,
        Value::Text(text) => roster.is_cell(node) && table::decimal(text).is_ok(),
        _ => false,
    }
}

/// Reports keys of the writer's own that no rule names and that are near a known word; warns of those that only begin
/// like one that nobody gives, and of all others, which may be a known key under another name.
pub(crate) fn check_typos(roster: &Roster, named: &[usize], reading: &mut Reading) {
    let mut unused = Vec::new();
    for (index, extra) in roster.extras.iter().enumerate().filter(|(index, _)| !named.contains(index)) {
        let column = Column::Extra(index);
        let numbers = roster.rows.iter().filter_map(|row| row.get(column)).all(|node| is_number(roster, node));
        if !numbers {
            continue;
        }
        let words = known::keys("administration").map(known::Known::key);
        let absent = |key: &&str| roster.rows.iter().all(|row| row.fields.iter().all(|(given, _)| !is(*given, key)));
        if let Some(near) = suggest::typo(&extra.text, words.clone()) {
            let key = reading.either(&extra.place, "key", "heading");
            let message = format!("unknown {key} `{}`", shown(&extra.text));
            let help =
                format!("did you mean `{near}`? A key for cost sharing is used by {}", used(&extra.place, reading));
            reading.error_help(&extra.place, message, help);
        } else if let Some(near) = suggest::kin(&extra.text, words.filter(absent)) {
            let key = reading.either(&extra.place, "key", "column");
            let message = format!("nothing uses the {key} `{}`", shown(&extra.text));
            let help =
                format!("did you mean `{near}`? A key for cost sharing is used by {}", used(&extra.place, reading));
            reading.idle(&extra.place, message, help);
        } else {
            unused.push(extra);
        }
    }
    if let Some(first) = unused.first() {
        let names: Vec<String> = unused.iter().map(|extra| format!("`{}`", shown(&extra.text))).collect();
        let message = format!("nothing uses {}", names.join(", "));
        let by = used(&first.place, reading);
        let help = format!("it is no key of an administration; one for cost sharing is used by {by}");
        reading.idle(&first.place, message, help);
    }
}

/// What uses a key of the writer's own, as it is written at a place.
fn used(place: &Place, reading: &Reading) -> &'static str {
    reading.either(place, "`cost_sharing = \"key:…\"`", "`key:…` as the value of `consortium.cost_sharing`")
}

/// Whether a column is the known key of a name.
fn is(column: Column, key: &str) -> bool {
    match column {
        Column::Number(member) => member.spec().path == key,
        Column::Word(word) => word == key,
        Column::Extra(_) => false,
    }
}

/// The numbers of a key of the writer's own, one an administration; none after a report.
pub(crate) fn column(index: usize, roster: &Roster, reading: &mut Reading) -> Option<Vec<f64>> {
    let name = shown(&roster.extras[index].text);
    let column = Column::Extra(index);
    let key = reading.either(&roster.extras[index].place, "key", "column");
    let mut values = Vec::with_capacity(roster.rows.len());
    for row in &roster.rows {
        let Some(node) = row.get(column) else {
            let help = "cost sharing uses it: give every administration one, 0 where it counts nothing";
            reading.missing(row.place(column), format!("no value for the {key} `{name}`"), help);
            continue;
        };
        let given = match roster.is_cell(node) {
            true => value::cell(node, reading),
            false => value::value(node, reading).map(|given| given.distribution),
        };
        match given {
            Some(Distribution::Constant(x)) if Domain::NonNegative.contains(x) => values.push(x),
            Some(Distribution::Constant(x)) => {
                reading.error(&node.place, format!("the {key} `{name}` must be 0 or more, found {x}"));
            }
            Some(_) => reading.error(&node.place, format!("the {key} `{name}` is fixed: one number, no distribution")),
            None => {}
        }
    }
    (values.len() == roster.rows.len()).then_some(values)
}
