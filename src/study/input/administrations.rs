//! The administrations, checked: ids, levels, networks, and their own numbers.

use super::arrange::{Column, Roster, Row};
use super::assumptions::{Log, Tally};
use super::domain;
use super::extras;
use super::fixed;
use super::fixed::Range;
use super::given::Given;
use super::known;
use super::node::{Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use super::said::Said;
use super::table;
use super::text;
use super::value;
use model::distribution::Distribution;
use model::scenario::keys::Member;
use model::scenario::{Administration, Source, Text};
use std::collections::HashMap;

/// Most administrations.
pub(crate) const MOST: usize = 100_000;

/// The administrations and all that is asked of them by name.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// In the order of the file.
    pub list: Vec<Administration>,
    /// Levels, in order of first mention.
    pub levels: Vec<String>,
    level_index: HashMap<String, usize>,
    /// Networks, in order of first mention.
    pub networks: Vec<String>,
    /// Index by id.
    pub ids: HashMap<String, usize>,
    /// How their numbers come about: for each, all of [`Member::ALL`].
    pub inputs: Vec<Source>,
}

impl People {
    /// Index of a level.
    pub fn level(&self, name: &str) -> Option<usize> {
        self.level_index.get(name).copied()
    }
}

/// Texts by number, in order of first mention.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    fn intern(&mut self, name: &str) -> usize {
        if let Some(&index) = self.index.get(name) {
            return index;
        }
        self.list.push(name.to_owned());
        self.index.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}

/// What the reading of administrations collects.
struct Census<'a> {
    roster: &'a Roster,
    defaults: Vec<Source>,
    people: People,
    levels: Names,
    networks: Names,
    tallies: Vec<Tally>,
}

/// Checks all administrations. `overrun` is the distribution of `effort.overrun`.
pub(crate) fn read(roster: &Roster, overrun: &Distribution, log: &mut Log, reading: &mut Reading) -> People {
    let place = roster.table.as_ref().map(|(_, place)| place.clone());
    if roster.rows.len() > MOST {
        let place = place.clone().unwrap_or_else(|| roster.rows[MOST].place.clone());
        reading.error(&place, format!("{} administrations: at most {MOST}", roster.rows.len()));
        return People::default();
    }
    extras::check(roster, reading);
    let required = required(roster, reading);
    let mut census = Census {
        roster,
        defaults: Member::ALL.iter().map(|&key| default(key, overrun)).collect(),
        people: People::default(),
        levels: Names::default(),
        networks: Names::default(),
        tallies: Member::ALL.iter().map(|_| Tally::default()).collect(),
    };
    for row in &roster.rows {
        census.take(row, &required, reading);
    }
    let Census { mut people, levels, networks, tallies, .. } = census;
    let ids = roster.rows.iter().zip(&people.list).filter(|(_, one)| !one.id.is_empty());
    table::distinct(ids.map(|(row, one)| (row.place(Column::Word("id")), one.id.as_str())), &mut reading.problems);
    let table = roster.table.as_ref().map(|(file, _)| reading.sources.name(*file).to_owned());
    for (&key, tally) in Member::ALL.iter().zip(tallies) {
        let spec = key.spec();
        let default = if spec.default.is_empty() { spec.source } else { spec.default };
        tally.write(spec, table.as_deref(), roster.rows.len(), default, log);
    }
    people.levels = levels.list;
    people.level_index = levels.index;
    people.networks = networks.list;
    people
}

/// How a number comes about that an administration does not give.
fn default(key: Member, overrun: &Distribution) -> Source {
    if let Some(global) = key.common_default() {
        return Source::Common(global);
    }
    match key {
        Member::MemberOverrun => Source::Drawn(overrun.clone()),
        _ => value::default(key.spec()).map_or(Source::Derived, Source::Drawn),
    }
}

/// The keys that every row must have; a column that no row of a table fills is reported once and not again.
fn required(roster: &Roster, reading: &mut Reading) -> Vec<Column> {
    let mut columns = vec![Column::Word("id"), Column::Word("level"), Column::Number(Member::LabourRate)];
    if let Some((_, header)) = &roster.table {
        columns.retain(|&column| {
            let any = roster.rows.is_empty() || roster.rows.iter().any(|row| row.get(column).is_some());
            let empty = || roster.rows.iter().any(|row| row.empty.iter().any(|(known, _)| *known == column));
            if !any && !empty() {
                let help = format!(
                    "a table of administrations has at least the columns id, level and labour_rate; {}",
                    meaning(column)
                );
                reading.missing(header, format!("no column `{}`", key(column)), help);
                return false;
            }
            true
        });
    }
    columns
}

fn key(column: Column) -> &'static str {
    match column {
        Column::Number(member) => member.spec().path,
        Column::Word(word) => word,
        Column::Extra(_) => "",
    }
}

fn meaning(column: Column) -> String {
    let meaning = known::find("administration", key(column)).map_or("", |known| match known {
        known::Known::Word(word) => word.meaning,
        other => other.spec().map_or("", |spec| spec.meaning),
    });
    format!("`{}`: {meaning}", key(column))
}

impl Census<'_> {
    fn take(&mut self, row: &Row, required: &[Column], reading: &mut Reading) {
        for &column in required {
            if row.get(column).is_none() {
                let name = row.id().map_or(String::new(), |id| format!(" `{}`", shown(id)));
                let message = format!("administration{name} lacks `{}`", key(column));
                reading.missing(row.place(column), message, meaning(column));
            }
        }
        let index = self.people.list.len();
        let id = row.get(Column::Word("id")).map(|node| reading.id(node)).unwrap_or_default();
        if !id.is_empty() {
            self.people.ids.insert(id.clone(), index);
        }
        let administration = Administration {
            name: self.name(&id, row, reading),
            level: self.level(row, reading),
            networks: self.networks(row, reading),
            population: self.population(row, reading),
            id,
        };
        for (place, &member) in Member::ALL.iter().enumerate() {
            let source = self.number(place, member, &administration.id, row, reading);
            self.people.inputs.push(source);
        }
        self.people.list.push(administration);
    }

    fn name(&self, id: &str, row: &Row, reading: &mut Reading) -> Text {
        let mut read = |key| row.get(Column::Word(key)).and_then(|node| text::line(node, reading));
        let (en, fr) = (read("name"), read("name_fr"));
        Text { en: en.or_else(|| fr.clone()).unwrap_or_else(|| id.to_owned()), fr }
    }

    fn level(&mut self, row: &Row, reading: &mut Reading) -> usize {
        let level = row.get(Column::Word("level")).and_then(|node| text::line(node, reading));
        level.map_or(0, |level| self.levels.intern(&level))
    }

    fn networks(&mut self, row: &Row, reading: &mut Reading) -> Vec<usize> {
        let Some(node) = row.get(Column::Word("networks")) else { return Vec::new() };
        let names: Vec<String> = match &node.value {
            Value::Text(text) if self.roster.is_cell(node) => {
                text.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
            }
            Value::List(items) => items.iter().filter_map(|item| text::line(item, reading)).collect(),
            _ => {
                reading.wrong_kind(node, "a list of networks, such as [\"fpt\", \"west\"]");
                Vec::new()
            }
        };
        let mut networks: Vec<usize> = names.iter().map(|name| self.networks.intern(name)).collect();
        networks.sort_unstable();
        networks.dedup();
        networks
    }

    fn population(&self, row: &Row, reading: &mut Reading) -> Option<f64> {
        let node = row.get(Column::Word("population"))?;
        if self.roster.is_cell(node) {
            return table::count(node, &mut reading.problems);
        }
        let given = value::value(node, reading);
        let range = Range { low: 0.0, high: number::LARGEST, whole: true };
        fixed::fixed("population", given, range, node, reading).map(|fixed| fixed.value)
    }

    fn value(&self, node: &Node, reading: &mut Reading) -> Option<Given> {
        match self.roster.is_cell(node) {
            true => value::cell(node, reading).map(Given::bare),
            false => value::value(node, reading),
        }
    }

    fn number(&mut self, place: usize, member: Member, id: &str, row: &Row, reading: &mut Reading) -> Source {
        let Some(node) = row.get(Column::Number(member)) else {
            return self.defaults[place].clone();
        };
        let given = self.value(node, reading);
        given.iter().for_each(|given| value::check_preset(given, member.spec().path, node, reading));
        let said: Said = given.as_ref().map(|given| given.said.clone()).unwrap_or_default();
        self.tallies[place].count(id, member.spec(), node, said, self.roster.is_cell(node), reading);
        given
            .and_then(|given| domain::confine(given.distribution, member.spec(), &node.place, reading))
            .map_or(Source::Derived, Source::Drawn)
    }
}
