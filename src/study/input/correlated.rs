//! Inputs that move together: `[[correlated]]`.

use super::administrations::People;
use super::arrange::{Column, Row};
use super::assumptions::Log;
use super::fixed;
use super::fixed::Range;
use super::known;
use super::needs::Modules;
use super::node::{Node, Value};
use super::path::{Pattern, matches, pattern};
use super::problem::{ORIGIN, Place, shown};
use super::reading::Reading;
use super::said::Said;
use super::suggest;
use model::scenario::keys::{Global, MODULE_SIZE, Member};
use model::scenario::layout;
use model::scenario::layout::Layout;
use model::scenario::{Assumption, Correlated, Source};
use std::collections::HashSet;

/// What patterns may name.
pub(crate) struct Inputs<'a> {
    /// Modules and their ids.
    pub modules: &'a Modules,
    /// Administrations and their ids.
    pub people: &'a People,
    /// How every input comes about, by row.
    pub sources: &'a [Source],
}

impl Inputs<'_> {
    fn layout(&self) -> Layout {
        Layout { modules: self.modules.list.len(), administrations: self.people.list.len() }
    }

    /// The key inputs that a pattern names.
    fn named(&self, path: &str) -> Vec<layout::Row> {
        match pattern(path) {
            Pattern::Plain(section, key) => {
                let fits = |global: &&Global| {
                    let (own_section, own_key) = known::split(global.spec().path);
                    matches(section, own_section) && matches(key, own_key)
                };
                Global::ALL.iter().filter(fits).map(|&global| layout::Row::Global(global)).collect()
            }
            Pattern::Listed("module", id, key) if matches(key, MODULE_SIZE.path) => {
                let modules = self.modules.list.iter().enumerate();
                modules.filter(|(_, one)| matches(id, &one.id)).map(|(k, _)| layout::Row::Module(k)).collect()
            }
            Pattern::Listed("administration", id, key) => {
                let keys: Vec<Member> =
                    Member::ALL.iter().copied().filter(|own| matches(key, own.spec().path)).collect();
                let people: Vec<usize> = match id.contains('*') {
                    false => self.people.ids.get(id).copied().into_iter().collect(),
                    true => {
                        let people = self.people.list.iter().enumerate();
                        people.filter(|(_, one)| matches(id, &one.id)).map(|(i, _)| i).collect()
                    }
                };
                people.iter().flat_map(|&i| keys.iter().map(move |&own| layout::Row::Member(i, own))).collect()
            }
            Pattern::Listed(..) => Vec::new(),
        }
    }

    /// Whether an input has a draw of its own that is not certain.
    fn uncertain(&self, row: layout::Row) -> bool {
        match (&self.sources[self.layout().row(row)], row) {
            (Source::Drawn(distribution), _) => !distribution.is_constant(),
            (Source::Derived, layout::Row::Member(_, Member::Adaptation)) => true,
            _ => false,
        }
    }
}

/// Reads all groups.
pub(crate) fn read(rows: &[Row], inputs: &Inputs<'_>, log: &mut Log, reading: &mut Reading) -> Vec<Correlated> {
    let mut taken = HashSet::new();
    let mut groups = Vec::new();
    for row in rows {
        let (inputs_given, coefficient) = (row.get(Column::Word("inputs")), row.get(Column::Word("coefficient")));
        for (given, key) in [(inputs_given, "inputs"), (coefficient, "coefficient")] {
            if given.is_none() {
                let help = reading.either(
                    &row.place,
                    "[[correlated]] has inputs = [\"module.*.size\"] and coefficient = 0.4",
                    "a row has paths below `inputs`, such as module.*.size, and a number below `coefficient`, such as 0.4",
                );
                reading.missing(&row.place, format!("a group of correlated inputs lacks `{key}`"), help);
            }
        }
        let members = inputs_given.and_then(|node| members(node, inputs, &mut taken, reading));
        let range = Range { low: -1.0, high: 1.0, whole: false };
        let value = coefficient.and_then(|node| fixed::fixed_node("coefficient", range, node, reading));
        let (Some(members), Some(value), Some(node)) = (members, value, coefficient) else { continue };
        if members.is_empty() {
            continue;
        }
        if possible(value.value, members.len(), &node.place, reading) {
            log_group((value.value, value.given.said), inputs_given, members.len(), log);
            groups.push(Correlated { name: name(inputs_given), rows: members, coefficient: value.value });
        }
    }
    groups
}

fn log_group((coefficient, said): (f64, Said), inputs: Option<&Node>, count: usize, log: &mut Log) {
    let inputs = inputs.map_or(String::new(), super::assumptions::written);
    log.list.push(Assumption {
        path: "correlated".to_owned(),
        given: true,
        value: format!("{coefficient} between {inputs}"),
        source: said.source,
        note: said.note,
        owner: said.owner,
        signed_off: said.signed_off,
        meaning: format!("correlation of the normal scores of every pair of {count} inputs"),
        ..Assumption::default()
    });
}

/// The patterns of a group, which name what its inputs have in common.
fn name(inputs: Option<&Node>) -> String {
    let Some(Node { value: Value::List(items), .. }) = inputs else { return String::new() };
    let texts = items.iter().filter_map(|item| match &item.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(",")
}

/// A common correlation exists if it is at least −1/(n − 1).
fn possible(coefficient: f64, count: usize, place: &Place, reading: &mut Reading) -> bool {
    if count < 2 {
        // The others may only be refused.
        if !reading.problems.any_error() {
            let message = "a group of one uncertain input: the coefficient has no effect";
            reading.idle(place, message, "name two or more inputs");
        }
        return true;
    }
    let others = (count - 1) as f64;
    let least = -1.0 / others;
    if coefficient >= least {
        return true;
    }
    let eigenvalue = 1.0 + others * coefficient;
    let message = format!(
        "{count} inputs cannot all have the correlation {coefficient}: the smallest eigenvalue 1 + {others} x {coefficient} = {eigenvalue:.6} is below 0"
    );
    reading.error_help(place, message, format!("the least that {count} inputs can have is -1/{others} = {least}"));
    false
}

fn members(node: &Node, inputs: &Inputs<'_>, taken: &mut HashSet<usize>, reading: &mut Reading) -> Option<Vec<usize>> {
    let Value::List(items) = &node.value else {
        reading.wrong_kind(node, "a list of paths, such as [\"module.*.size\"]");
        return None;
    };
    let mut rows = Vec::new();
    let mut own = HashSet::new();
    let mut sound = !items.is_empty();
    if items.is_empty() {
        reading.error(&node.place, "no input is named");
    }
    for item in items {
        let Value::Text(path) = &item.value else {
            reading.wrong_kind(item, "a path such as \"module.*.size\"");
            sound = false;
            continue;
        };
        let Some(found) = uncertain(path, item, inputs, reading) else {
            sound = false;
            continue;
        };
        for row in found.into_iter().map(|row| inputs.layout().row(row)).filter(|&row| own.insert(row)) {
            if taken.contains(&row) {
                let message = format!("`{}` names an input that is in another group already", shown(path));
                reading.error_help(&item.place, message, "an input belongs to one group at most");
                sound = false;
                break;
            }
            rows.push(row);
        }
    }
    taken.extend(&own);
    sound.then_some(rows)
}

/// The uncertain inputs that a path names; none after a report.
fn uncertain(path: &str, item: &Node, inputs: &Inputs<'_>, reading: &mut Reading) -> Option<Vec<layout::Row>> {
    let named = inputs.named(path);
    if named.is_empty() {
        let help = match suggest::nearest(path, Global::ALL.iter().map(|global| global.spec().path)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "paths are such as module.*.size, administration.<id>.joins, running.maintenance".to_owned(),
        };
        reading.absent(&item.place, format!("no input is called `{}`", shown(path)), help);
        return None;
    }
    let refusal = |row: &layout::Row| match row {
        layout::Row::Global(Global::Overrun | Global::ConsortiumOverrun)
        | layout::Row::Member(_, Member::MemberOverrun) => {
            Some("overruns are correlated by effort.overrun_correlation alone")
        }
        layout::Row::Global(Global::AdaptationSameLevel | Global::AdaptationOtherLevel) => {
            Some("each administration draws its own: name administration.*.adaptation")
        }
        _ => None,
    };
    if let Some(why) = named.iter().find_map(refusal) {
        reading.error_help(&item.place, format!("`{}` cannot be correlated here", shown(path)), why);
        return None;
    }
    let common = named.iter().find_map(|row| match &inputs.sources[inputs.layout().row(*row)] {
        Source::Common(global) => Some(*global),
        _ => None,
    });
    let found: Vec<layout::Row> = named.iter().copied().filter(|&row| inputs.uncertain(row)).collect();
    // What the command line makes certain for a run stays out of its group; the file is not wrong for it.
    let made_certain = |row: &layout::Row| {
        reading
            .sources
            .texts(ORIGIN)
            .any(|set| set.split_once('=').is_some_and(|(path, _)| inputs.named(path).contains(row)))
    };
    if found.is_empty() && named.iter().all(made_certain) {
        return Some(found);
    }
    if found.is_empty() {
        let message = format!("`{}` names no uncertain input: there is nothing to correlate", shown(path));
        match common {
            Some(global) => {
                reading.error_help(&item.place, message, format!("it follows `{}`: name that", global.spec().path))
            }
            // Its values may only be refused.
            None if reading.problems.any_error() => {}
            None => reading.absent(&item.place, message, "give it a distribution, or take it out"),
        }
        return None;
    }
    Some(found)
}
