//! A schedule of fees by population: `cost_sharing = { tiers = [ { up_to = 25000, yearly = 24000, entry = 35000 }, … ] }`.

use super::arrange::{Column, Roster};
use super::assumptions::Log;
use super::fixed;
use super::fixed::Range;
use super::node::{Key, Node, Value};
use super::number;
use super::path::matches;
use super::problem::{Place, shown};
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::suggest;
use model::scenario::{Administration, CostSharing, Tier, Tiers};

/// Keys of a class beside its source and note.
pub(crate) const FIELDS: [(&str, &str); 3] = [
    ("up_to", "inhabitants of the largest members of the class; left out in the last: everybody above"),
    ("yearly", "what a member owes a year, money of the price year"),
    ("entry", "what a joiner owes once to those who are in before it; 0 where left out"),
];
/// What precedes the number of a class and what is set of it, on the command line.
pub(crate) const PARTS: &str = "cost_sharing.tiers.";
/// Most classes.
pub(crate) const MOST: usize = 100;
/// Fees less than this, and not 0, are refused: they are a slip, and what is divided by them would overflow.
const LEAST_FEE: f64 = 1e-6;

/// A class as it is written.
pub(crate) struct Class<'a> {
    node: &'a Node,
    said: Said,
    tier: Tier,
}

/// A schedule as it is written.
#[derive(Default)]
pub(crate) struct Schedule<'a> {
    classes: Vec<Class<'a>>,
}

impl Schedule<'_> {
    /// Whether joiners owe anything.
    pub fn have_entry(&self) -> bool {
        self.classes.iter().any(|class| class.tier.entry > 0.0)
    }

    /// A line of the log for every class, with its source.
    pub fn write(&self, path: &str, tiers: &Tiers, log: &mut Log, reading: &Reading) {
        for (number, Class { node, said, tier }) in self.classes.iter().enumerate() {
            let members = tiers.class_of.iter().filter(|&&class| class == number).count();
            let who = if tier.up_to.is_finite() { format!("up to {}", tier.up_to) } else { "above".to_owned() };
            let members = format!("{members} member{}", if members == 1 { "" } else { "s" });
            let value = format!("{who}: {} a year, {} at entry; {members}", tier.yearly, tier.entry);
            let meaning = "a class of the schedule of fees, by population";
            log.part(format!("{path}.{}.{}", CostSharing::TIERS, number + 1), value, meaning, node, said, reading);
        }
    }
}

/// Reads the rule that has `tiers` among its keys; no rule after a report.
pub(crate) fn read<'a>(
    entries: &'a [(Key, Node)],
    people: &[Administration],
    roster: &Roster,
    schedule: &mut Schedule<'a>,
    reading: &mut Reading,
) -> Option<CostSharing> {
    let (mut list, mut sound) = (None, true);
    let mut common = Said::default();
    for (key, node) in entries {
        match (key.text.as_str(), common.take(key, node, reading)) {
            (_, Some(read)) => sound &= read,
            (CostSharing::TIERS, _) => list = Some(node),
            (other, None) => {
                let message = format!("`{}` beside `tiers`: a schedule of fees stands alone", shown(other));
                reading.error_help(
                    &key.place,
                    message,
                    "beside it there may be `source`, `note`, `owner` and `signed_off`",
                );
                sound = false;
            }
        }
    }
    let list = list?;
    let Value::List(items) = &list.value else {
        reading.wrong_kind(list, "a list of classes, such as [ { up_to = 25000, yearly = 24000, entry = 35000 }, … ]");
        return None;
    };
    if items.is_empty() || items.len() > MOST {
        reading.error(&list.place, format!("a schedule of {} classes: there are 1 to {MOST}", items.len()));
        return None;
    }
    for item in items {
        let class = class(item, &common, reading);
        sound &= class.is_some();
        schedule.classes.extend(class);
    }
    // Of classes that are not all readable, neither the order nor the members can be told.
    if schedule.classes.len() < items.len() || !ascend(&schedule.classes, reading) {
        return None;
    }
    let class_of = members(&schedule.classes, people, roster, reading)?;
    let tiers = Tiers { classes: schedule.classes.iter().map(|class| class.tier).collect(), class_of };
    somebody_pays(&tiers, &list.place, reading).filter(|()| sound).map(|()| CostSharing::by_tiers(tiers))
}

/// Sets what the command line says of classes, `2.yearly` or `*.entry`; they are numbered from 1, as in the log.
pub(crate) fn set(rule: Option<&mut Node>, part: &str, value: &Node, place: &Place, reading: &mut Reading) {
    let (class, field) = part.split_once('.').unwrap_or((part, ""));
    let Some((field, _)) = FIELDS.into_iter().find(|(name, _)| *name == field) else {
        let message = match field {
            "" => "it is not said what of the class is set".to_owned(),
            other => format!("`{}` is no part of a class of fees", shown(other)),
        };
        return reading.error_help(place, message, suggest::help(field, FIELDS.into_iter().map(|(name, _)| name)));
    };
    let Some(classes) = rule.and_then(classes) else {
        let help = "give it whole: consortium.cost_sharing={ tiers = [ { yearly = 24000 } ] }";
        return reading.error_help(place, "the scenario has no schedule of fees", help);
    };
    let (all, mut found) = (classes.len(), false);
    for (_, one) in classes.iter_mut().enumerate().filter(|(k, _)| matches(class, &(k + 1).to_string())) {
        found = true;
        // What is no class is reported where it stands, once it is read.
        let Value::Table(entries) = &mut one.value else { continue };
        match entries.iter_mut().find(|(key, _)| key.text == field) {
            Some((_, node)) => *node = value.clone(),
            None => entries.push((Key { place: place.clone(), text: field.to_owned() }, value.clone())),
        }
    }
    if !found {
        let message = format!("no class of fees has the number `{}`", shown(class));
        reading.error_help(place, message, format!("they are numbered from 1 to {all}"));
    }
}

/// The classes in a rule as it is written.
fn classes(rule: &mut Node) -> Option<&mut Vec<Node>> {
    let Value::Table(entries) = &mut rule.value else { return None };
    let (_, list) = entries.iter_mut().find(|(key, _)| key.text == CostSharing::TIERS)?;
    let Value::List(items) = &mut list.value else { return None };
    Some(items)
}

/// One class; what holds for all of them is said where it says nothing itself.
fn class<'a>(node: &'a Node, common: &Said, reading: &mut Reading) -> Option<Class<'a>> {
    let Value::Table(entries) = &node.value else {
        reading.wrong_kind(node, "a class, such as { up_to = 25000, yearly = 24000, entry = 35000 }");
        return None;
    };
    let mut class =
        Class { node, said: common.clone(), tier: Tier { up_to: f64::INFINITY, yearly: f64::NAN, entry: 0.0 } };
    let mut sound = true;
    for (key, node) in entries {
        sound &= match (key.text.as_str(), class.said.take(key, node, reading)) {
            (_, Some(sound)) => sound,
            ("up_to", _) => people(node, reading).map(|up_to| class.tier.up_to = up_to).is_some(),
            ("yearly", _) => fee("yearly", node, &mut class.said, reading).map(|fee| class.tier.yearly = fee).is_some(),
            ("entry", _) => fee("entry", node, &mut class.said, reading).map(|fee| class.tier.entry = fee).is_some(),
            (other, None) => {
                let known = FIELDS.into_iter().map(|(name, _)| name).chain(said::names());
                let message = format!("`{}` is no part of a class of fees", shown(other));
                reading.error_help(&key.place, message, suggest::help(other, known));
                false
            }
        };
    }
    if sound && class.tier.yearly.is_nan() {
        reading.missing(&node.place, "a class of fees lacks `yearly`", "give the fee a year, 0 for none");
        return None;
    }
    sound.then_some(class)
}

fn people(node: &Node, reading: &mut Reading) -> Option<f64> {
    let range = Range { low: 1.0, high: number::LARGEST, whole: true };
    fixed::fixed_node("up_to", range, node, reading).map(|fixed| fixed.value)
}

/// A fee; its own source and note speak for the class.
fn fee(name: &str, node: &Node, class: &mut Said, reading: &mut Reading) -> Option<f64> {
    let range = Range { low: 0.0, high: number::LARGEST, whole: false };
    let fixed = fixed::fixed_node(name, range, node, reading)?;
    if fixed.value > 0.0 && fixed.value < LEAST_FEE {
        reading.error(&node.place, format!("`{name}` must be 0 or at least {LEAST_FEE}, found {}", fixed.value));
        return None;
    }
    *class = fixed.given.said.or(std::mem::take(class));
    Some(fixed.value)
}

/// Whether classes ascend, and only the last takes everybody.
fn ascend(classes: &[Class], reading: &mut Reading) -> bool {
    let mut sound = true;
    for pair in classes.windows(2) {
        let ([before, after], place) = ([pair[0].tier.up_to, pair[1].tier.up_to], &pair[1].node.place);
        if before.is_infinite() {
            let help = "only the last class may do without `up_to`: it takes everybody above";
            reading.error_help(&pair[0].node.place, "a class without `up_to` before another", help);
            sound = false;
        } else if after <= before {
            let place = entry(pair[1].node, "up_to").map_or(place, |node| &node.place);
            reading.error(place, format!("`up_to` must ascend from class to class: {after} comes after {before}"));
            sound = false;
        }
    }
    sound
}

fn entry<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    let Value::Table(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

/// The class of every administration.
fn members(
    schedule: &[Class],
    people: &[Administration],
    roster: &Roster,
    reading: &mut Reading,
) -> Option<Vec<usize>> {
    let classes: Vec<Tier> = schedule.iter().map(|class| class.tier).collect();
    let mut class_of = Vec::with_capacity(people.len());
    let mut above: Vec<(&str, f64)> = Vec::new();
    for (one, row) in people.iter().zip(&roster.rows) {
        match one.population.map(|population| (population, Tiers::class(&classes, population))) {
            Some((_, Some(class))) => class_of.push(class),
            Some((population, None)) => above.push((&one.id, population)),
            // What stands there and is no population was reported already.
            None if row.get(Column::Word("population")).is_some() => {}
            None => {
                let message = format!("administration `{}` has no population", shown(&one.id));
                let help = "a schedule of fees by population needs it of every administration";
                reading.missing(row.place(Column::Word("population")), message, help);
            }
        }
    }
    if let (Some(last), Some((id, population))) = (schedule.last(), above.first()) {
        // The schedule is what is wrong, once, however many are above it.
        let place = entry(last.node, "up_to").map_or(&last.node.place, |node| &node.place);
        let others =
            if above.len() > 1 { format!(" and {} more are above it", above.len() - 1) } else { String::new() };
        let message = format!(
            "the last class of fees ends at {}: `{}` has {population} inhabitants{others}",
            last.tier.up_to,
            shown(id)
        );
        reading.absent(place, message, "add a class without `up_to` for everybody above");
    }
    (class_of.len() == people.len()).then_some(class_of)
}

/// Bills are in proportion to yearly fees: somebody must have one.
fn somebody_pays(tiers: &Tiers, place: &Place, reading: &mut Reading) -> Option<()> {
    if tiers.yearly().any(|fee| fee > 0.0) {
        return Some(());
    }
    let message = "by this schedule nobody owes a yearly fee, which bills are in proportion to";
    reading.absent(place, message, "give a class that has members a `yearly` of more than 0");
    None
}
