//! Who pays what: the rule of `consortium.cost_sharing`.

use super::arrange::{Column, Roster};
use super::extras;
use super::fixed;
use super::fixed::Range;
use super::node::{Node, Value};
use super::problem::{Place, shown};
use super::reading::Reading;
use super::suggest;
use super::tiers;
use super::tiers::Schedule;
use model::allocation;
use model::scenario::{Administration, CostSharing, Weight};

/// Rules by keys; `key:COLUMN` besides.
pub(crate) const KEYS: [&str; 3] = ["equal", "population", "standalone"];
/// Rules of cooperative games, which stand alone: all that there are but the one that is a key, too.
pub(crate) fn games() -> impl Iterator<Item = &'static str> + Clone {
    allocation::ALL.iter().map(|rule| rule.name).filter(|name| !KEYS.contains(name))
}

/// How a key of the table is named.
pub(crate) const COLUMN: &str = "key:";

/// The rule and the columns it names.
pub(crate) struct Read<'a> {
    /// The rule; none after a report.
    pub rule: Option<CostSharing>,
    /// Indices of the columns of the writer's own that it names.
    pub named: Vec<usize>,
    /// The schedule of fees, as far as it could be read; without classes where the rule is another.
    pub schedule: Schedule<'a>,
}

/// Reads the rule; equal shares where none is given.
pub(crate) fn read<'a>(
    node: Option<&'a Node>,
    people: &[Administration],
    roster: &Roster,
    reading: &mut Reading,
) -> Read<'a> {
    let (mut named, mut schedule) = (Vec::new(), Schedule::default());
    let rule = match node.map(|node| (node, &node.value)) {
        None => Some(CostSharing::by_keys(KEYS[0].to_owned(), vec![(1.0, Weight::Equal)])),
        Some((_, Value::Table(entries))) if entries.iter().any(|(key, _)| key.text == CostSharing::TIERS) => {
            tiers::read(entries, people, roster, &mut schedule, reading)
        }
        Some((node, _)) => rule(node, people, roster, &mut named, reading),
    };
    Read { rule, named, schedule }
}

fn rule(
    node: &Node,
    people: &[Administration],
    roster: &Roster,
    named: &mut Vec<usize>,
    reading: &mut Reading,
) -> Option<CostSharing> {
    match &node.value {
        Value::Text(word) if games().any(|game| game == word) => Some(CostSharing::by_game(word)),
        Value::Text(word) => {
            let weight = weight(word, &node.place, people, roster, named, reading)?;
            Some(CostSharing::by_keys(word.clone(), vec![(1.0, weight)]))
        }
        Value::Table(entries) => {
            let mut parts = Vec::new();
            let mut words = Vec::new();
            for (key, node) in entries {
                let range = Range { low: 0.0, high: 1.0, whole: false };
                let share = fixed::fixed_node("cost_sharing", range, node, reading);
                let weight = weight(&key.text, &key.place, people, roster, named, reading);
                if let (Some(share), Some(weight)) = (share, weight) {
                    words.push(format!("{} {}", share.value, key.text));
                    parts.push((share.value, weight));
                }
            }
            if parts.len() < entries.len() {
                return None;
            }
            if parts.iter().map(|(share, _)| share).sum::<f64>() <= 0.0 {
                reading.error(&node.place, "the shares of `cost_sharing` add up to 0: at least one must be more");
                return None;
            }
            Some(CostSharing::by_keys(words.join(" + "), parts))
        }
        _ => {
            reading.wrong_kind(node, "a rule such as \"equal\", or a mixture { equal = 0.3, population = 0.7 }");
            None
        }
    }
}

fn weight(
    word: &str,
    place: &Place,
    people: &[Administration],
    roster: &Roster,
    named: &mut Vec<usize>,
    reading: &mut Reading,
) -> Option<Weight> {
    match word {
        "equal" => Some(Weight::Equal),
        "standalone" => Some(Weight::Standalone),
        "population" => population(place, people, roster, reading).map(Weight::Column),
        CostSharing::TIERS => {
            let fees = "{ tiers = [ { up_to = 25000, yearly = 24000, entry = 35000 }, … ] }";
            let help =
                reading.either(place, format!("write cost_sharing = {fees}"), format!("the value is such as {fees}"));
            reading.error_help(place, "`tiers` is a schedule of fees, which is not given", help);
            None
        }
        _ if games().any(|game| game == word) => {
            let message = format!("the rule `{word}` divides whole games: it cannot be part of a mixture");
            let quote = reading.either(place, "\"", "`");
            let help = format!("use it alone, or mix {} and {quote}key:COLUMN{quote}", suggest::list(KEYS));
            reading.error_help(place, message, help);
            None
        }
        _ => match word.strip_prefix(COLUMN) {
            Some(column) => keyed(column, place, people, roster, named, reading).map(Weight::Column),
            None => {
                unknown(word, place, roster, reading);
                None
            }
        },
    }
}

fn unknown(word: &str, place: &Place, roster: &Roster, reading: &mut Reading) {
    let quote = reading.either(place, "\"", "`");
    let help = match suggest::nearest(word, KEYS.into_iter().chain(games()).chain([CostSharing::TIERS])) {
        Some(near) => format!("did you mean `{near}`?"),
        None if roster.extra(word).is_some() => {
            format!("a key of the table is written {quote}key:{}{quote}", shown(word))
        }
        None => format!("allowed: {}, {quote}key:COLUMN{quote}, or a mixture of these", suggest::list(KEYS)),
    };
    reading.error_help(place, format!("no rule of cost sharing is called `{}`", shown(word)), help);
}

fn keyed(
    column: &str,
    place: &Place,
    people: &[Administration],
    roster: &Roster,
    named: &mut Vec<usize>,
    reading: &mut Reading,
) -> Option<Vec<f64>> {
    if column == "population" {
        return population(place, people, roster, reading);
    }
    let Some(index) = roster.extra(column) else {
        let known = roster.extras.iter().map(|extra| extra.text.as_str());
        let help = match roster.extras.is_empty() {
            true => "add a numeric column of that name to the administrations".to_owned(),
            false => suggest::help(column, known),
        };
        let message = reading.either(
            place,
            format!("no key `{}` among the administrations", shown(column)),
            format!("no column `{}` of numbers among the administrations", shown(column)),
        );
        reading.absent(place, message, help);
        return None;
    };
    named.push(index);
    let values = extras::column(index, roster, reading)?;
    positive(column, values, place, reading)
}

fn positive(column: &str, values: Vec<f64>, place: &Place, reading: &mut Reading) -> Option<Vec<f64>> {
    if values.iter().sum::<f64>() > 0.0 {
        return Some(values);
    }
    let key = reading.either(place, "key", "column");
    reading.absent(
        place,
        format!("the {key} `{}` is 0 for every administration", shown(column)),
        "one must be more than 0",
    );
    None
}

fn population(place: &Place, people: &[Administration], roster: &Roster, reading: &mut Reading) -> Option<Vec<f64>> {
    let mut values = Vec::with_capacity(people.len());
    for (one, row) in people.iter().zip(&roster.rows) {
        let at = row.place(Column::Word("population"));
        match one.population {
            Some(0.0) => {
                values.push(0.0);
                reading.warning(at, "nobody lives here: it pays nothing by population", "check the population");
            }
            Some(population) => values.push(population),
            None if row.get(Column::Word("population")).is_some() => {}
            None => {
                let message = format!("administration `{}` has no population", shown(&one.id));
                reading.missing(at, message, "cost sharing by population needs it of every administration");
            }
        }
    }
    let first = roster.rows.first().map_or(place, |row| row.place(Column::Word("population")));
    (values.len() == people.len()).then_some(values).and_then(|values| positive("population", values, first, reading))
}
