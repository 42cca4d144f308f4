//! From values of the command line to typed changes of a scenario that was read.
//!
//! A value is a typed change where all that it moves is itself. Of others, and of those that cannot be used, nothing is said
//! here: the checks of the whole scenario tell.

use super::adapted;
use super::arrange::{Arranged, Column, Row};
use super::check;
use super::domain;
use super::extras;
use super::node::{Node, Value};
use super::overrides;
use super::overrides::Override;
use super::path::{Pattern, matches, pattern};
use super::reading::Reading;
use super::sharing;
use super::value;
use model::distribution::Distribution;
use model::scenario::keys::{Global, KeySpec, MODULE_SIZE, Member};
use model::scenario::layout;
use model::scenario::{Change, CostSharing, Scenario};
use std::collections::HashSet;

/// Keys that others follow by default, or whose being given asks for something else.
const FOLLOWED: [Global; 4] = [Global::Overrun, Global::BuyIn, Global::BuyFeePerPerson, Global::PerPerson];

/// Whether a key moves more than itself.
fn moves_others(key: Global, arranged: &Arranged, scenario: &Scenario) -> bool {
    match key {
        // A first one makes the core follow it; a further one does so by itself.
        Global::Cancellation => ["effort", "consortium"].iter().all(|of| arranged.get(of, "cancellation").is_none()),
        Global::DiscountRate => !scenario.discount_schedule.is_empty(),
        _ => FOLLOWED.contains(&key),
    }
}

/// The scenario with values as typed changes; none where only all checks can tell.
pub(crate) fn changed(
    more: &[Override],
    arranged: &Arranged,
    scenario: &Scenario,
    mut reading: Reading,
) -> Option<Scenario> {
    let changes = changes(more, arranged, scenario, &mut reading)?;
    let changed = scenario.with(&changes).ok()?;
    are_sound(&changed, arranged, scenario).then_some(changed)
}

/// The changes that values come to.
fn changes(more: &[Override], arranged: &Arranged, scenario: &Scenario, reading: &mut Reading) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    for set in more {
        if set.path.starts_with("module.") && set.path.ends_with(".adapted") {
            is_new_already(set, &arranged.modules)?;
            continue;
        }
        let (_, _, node) = overrides::node(set, reading);
        // A table may name a file, which the checks read.
        let node = node.filter(|node| matches!(node.value, Value::Number { .. } | Value::Text(_)))?;
        if set.path == "consortium.cost_sharing" {
            changes.push(Change::CostSharing(rule(&node, arranged, scenario, reading)?));
            continue;
        }
        let (rows, spec) = rows(&set.path, arranged, scenario)?;
        let drawn = drawn(&node, spec, reading)?;
        if !drawn.is_constant() && !are_grouped(&rows, arranged, scenario) {
            return None;
        }
        changes.extend(rows.into_iter().map(|row| Change::Input(row, drawn.clone())));
    }
    Some(changes)
}

/// Whether the modules of a path are new code, as it asks for.
fn is_new_already(set: &Override, modules: &[Row]) -> Option<()> {
    let Pattern::Listed("module", id, "adapted") = pattern(&set.path) else { return None };
    let mut named = modules.iter().filter(|row| row.id().is_some_and(|own| matches(id, own))).peekable();
    named.peek()?;
    (set.value == adapted::NONE && named.all(is_new)).then_some(())
}

/// Whether a module is new code.
fn is_new(row: &Row) -> bool {
    row.get(Column::Word("adapted")).is_none_or(adapted::is_none)
}

/// The inputs of a path that names one key, and what is known of it.
fn rows(path: &str, arranged: &Arranged, scenario: &Scenario) -> Option<(Vec<layout::Row>, &'static KeySpec)> {
    let ids = |rows: &[Row], pattern: &str| -> Vec<usize> {
        let named = |row: &Row| row.id().is_some_and(|own| matches(pattern, own));
        rows.iter().enumerate().filter(|(_, row)| named(row)).map(|(index, _)| index).collect()
    };
    let (rows, spec): (Vec<layout::Row>, _) = match pattern(path) {
        Pattern::Plain(..) => {
            let key = Global::find(path).filter(|&key| !moves_others(key, arranged, scenario))?;
            (vec![layout::Row::Global(key)], key.spec())
        }
        Pattern::Listed("module", id, "size") => {
            let named = ids(&arranged.modules, id);
            // The size of adapted code is multiplied.
            if !named.iter().all(|&k| is_new(&arranged.modules[k])) {
                return None;
            }
            (named.into_iter().map(layout::Row::Module).collect(), &MODULE_SIZE)
        }
        Pattern::Listed("administration", id, key) => {
            let key = Member::find(key)?;
            let named = ids(&arranged.roster.rows, id).into_iter();
            (named.map(|i| layout::Row::Member(i, key)).collect(), key.spec())
        }
        Pattern::Listed(..) => return None,
    };
    (!rows.is_empty()).then_some((rows, spec))
}

/// The distribution of a value in the domain of its key.
fn drawn(node: &Node, spec: &'static KeySpec, reading: &mut Reading) -> Option<Distribution> {
    let given = value::of(spec, node, reading)?;
    value::check_preset(&given, spec.path, node, reading);
    let drawn = domain::confine(given.distribution, spec, &node.place, reading)?;
    (!reading.problems.any_error()).then_some(drawn)
}

/// Whether inputs that are uncertain from now on are in a group already, where there are groups that they might come into.
fn are_grouped(rows: &[layout::Row], arranged: &Arranged, scenario: &Scenario) -> bool {
    if arranged.correlated.is_empty() {
        return true;
    }
    let grouped: HashSet<usize> = scenario.correlated.iter().flat_map(|group| group.rows.iter().copied()).collect();
    rows.iter().all(|&row| grouped.contains(&scenario.layout().row(row)))
}

/// Whether every pattern of correlated inputs goes on to name an uncertain one.
fn are_sound(changed: &Scenario, arranged: &Arranged, scenario: &Scenario) -> bool {
    let one_pattern = |row: &Row| {
        let inputs = row.get(Column::Word("inputs")).map(|node| &node.value);
        matches!(inputs, Some(Value::List(patterns)) if patterns.len() == 1)
    };
    let same = changed.correlated == scenario.correlated;
    let same_groups = changed.correlated.len() == scenario.correlated.len();
    same || (same_groups && arranged.correlated.iter().all(one_pattern))
}

/// The rule of a word.
fn rule(node: &Node, arranged: &Arranged, scenario: &Scenario, reading: &mut Reading) -> Option<CostSharing> {
    let read = sharing::read(Some(node), &scenario.administrations, &arranged.roster, reading);
    extras::check_typos(&arranged.roster, &read.named, reading);
    check::check_entry(arranged, &scenario.inputs, &read, reading);
    read.rule.filter(|_| !reading.problems.any_error())
}
