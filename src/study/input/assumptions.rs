//! The assumptions log: what the scenario gives, what takes its default, and why.

use super::known::WordSpec;
use super::node::{Node, Value};
use super::problem::ORIGIN;
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::settled::Settled;
use super::workbook::literal;
use model::effort::Card;
use model::effort::ratings::Driver;
use model::scenario::Assumption;
use model::scenario::keys::{Domain, Global, KeySpec, Mark, Member};

/// Most characters of a value in the log.
const LONGEST: usize = 240;
/// Keys given by more administrations than this are summed up in one line.
const MOST: usize = 20;

/// The log as it grows.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Its lines.
    pub list: Vec<Assumption>,
}

fn unit(spec: &KeySpec) -> String {
    // What has a word for each of its numbers is logged in words.
    if spec.unit == "1" || spec.domain == Domain::Growth { String::new() } else { spec.unit.to_owned() }
}

impl Log {
    /// A number that the scenario gives.
    pub fn given(&mut self, path: &str, spec: &KeySpec, node: &Node, said: Said, reading: &Reading) {
        let line = given_line(path, unit(spec), spec.meaning, node, said, reading);
        self.list.push(line);
    }

    /// A number left to its default.
    pub fn left(&mut self, path: &str, spec: &KeySpec, value: &str, note: Option<String>) {
        let source = Some(spec.source.to_owned()).filter(|source| !source.is_empty());
        self.list.push(Assumption {
            path: path.to_owned(),
            given: false,
            value: value.to_owned(),
            unit: unit(spec),
            mark: Some(spec.mark),
            source,
            note,
            meaning: spec.meaning.to_owned(),
            ..Assumption::default()
        });
    }

    /// A number that the effort model settles.
    pub fn settled(&mut self, settled: &Settled) {
        let spec = settled.key.spec();
        self.list.push(Assumption {
            path: spec.path.to_owned(),
            given: settled.given,
            value: settled.value.clone(),
            unit: unit(spec),
            mark: (!settled.given).then_some(settled.mark),
            source: Some(settled.source.clone()),
            note: settled.note.clone(),
            meaning: spec.meaning.to_owned(),
            ..Assumption::default()
        });
    }

    /// Overruns left to their default are as well known as the one that they repeat.
    pub fn inherit_overrun(&mut self) {
        let Some(of) = self.list.iter().find(|line| line.path == Global::Overrun.spec().path) else { return };
        // What follows a value of the scenario is no default: it has a source where that has one.
        let (mark, said) = match of.given {
            true => (None, of.source.as_ref().map(|_| "`effort.overrun`, as the scenario gives it".to_owned())),
            false => (of.mark, Some("`effort.overrun`, the same distribution".to_owned())),
        };
        let own = [
            Global::ConsortiumOverrun.spec().path.to_owned(),
            format!("administration.*.{}", Member::MemberOverrun.spec().path),
        ];
        for line in self.list.iter_mut().filter(|line| !line.given && own.contains(&line.path)) {
            (line.mark, line.source) = (mark, said.clone());
        }
    }

    /// A rating that the scenario gives.
    pub fn rated(&mut self, driver: &Driver, node: &Node, said: Said, reading: &Reading) {
        let path = format!("effort.ratings.{}", driver.key);
        self.list.push(given_line(&path, String::new(), driver.meaning, node, said, reading));
    }

    /// What is done with the code of a module that exists, and what its size comes to.
    pub fn adapted(&mut self, id: &str, factor: f64, node: &Node, said: Said, reading: &Reading) {
        let path = format!("module.{id}.adapted");
        let meaning = "what is done with code that exists";
        let mut line = given_line(&path, String::new(), meaning, node, said, reading);
        let counts = format!("its size counts as {:.4} of new code (COCOMO II.2000)", factor);
        line.note = Some(line.note.map_or(counts.clone(), |note| format!("{note}; {counts}")));
        self.list.push(line);
    }

    /// Ratings left nominal, while some are given.
    pub fn unrated(&mut self, card: &Card, rated: usize) {
        let all = card.drivers().count();
        if rated > 0 && rated < all {
            self.list.push(Assumption {
                path: "effort.ratings.*".to_owned(),
                given: false,
                value: "nominal".to_owned(),
                unit: String::new(),
                mark: Some(Mark::Neutral),
                source: None,
                note: Some(format!("for the {} of {all} that are not rated", all - rated)),
                meaning: "ratings of the effort model".to_owned(),
                ..Assumption::default()
            });
        }
    }

    /// A word: what the scenario gives, or its default.
    pub fn word(&mut self, word: &WordSpec, node: Option<&Node>, said: Said, reading: &Reading) {
        let path = word.path();
        match node {
            Some(node) => self.list.push(given_line(&path, String::new(), word.meaning, node, said, reading)),
            None if word.default.is_empty() => {}
            None => self.list.push(Assumption {
                path,
                given: false,
                value: word.default.to_owned(),
                mark: Some(word.mark),
                meaning: word.meaning.to_owned(),
                ..Assumption::default()
            }),
        }
    }

    /// A part of what the scenario gives, in words.
    pub fn part(&mut self, path: String, value: String, meaning: &str, node: &Node, said: &Said, reading: &Reading) {
        let line = given_line(&path, String::new(), meaning, node, said.clone(), reading);
        self.list.push(Assumption { value, ..line });
    }
}

fn given_line(path: &str, unit: String, meaning: &str, node: &Node, said: Said, reading: &Reading) -> Assumption {
    let set = reading.sources.name(node.place.file) == ORIGIN;
    Assumption {
        path: path.to_owned(),
        given: true,
        value: written(node),
        unit,
        mark: None,
        source: said.source.or_else(|| set.then(|| ORIGIN.to_owned())),
        note: said.note,
        owner: said.owner,
        signed_off: said.signed_off,
        meaning: meaning.to_owned(),
    }
}

/// What administrations give for one key: each line while they are few, only their number when many.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    lines: Vec<Assumption>,
    cells: usize,
    others: usize,
}

impl Tally {
    /// Counts a value.
    pub fn count(&mut self, id: &str, spec: &KeySpec, node: &Node, said: Said, cell: bool, reading: &Reading) {
        if cell {
            self.cells += 1;
            return;
        }
        self.others += 1;
        if self.others <= MOST {
            let path = format!("administration.{id}.{}", spec.path);
            self.lines.push(given_line(&path, unit(spec), spec.meaning, node, said, reading));
        }
    }

    /// Writes what was counted, and the default of the rest.
    pub fn write(mut self, spec: &KeySpec, table: Option<&str>, all: usize, default: &str, log: &mut Log) {
        let path = format!("administration.*.{}", spec.path);
        let mut summary = |value: String, source: Option<String>| {
            log.list.push(Assumption {
                path: path.clone(),
                given: true,
                value,
                unit: unit(spec),
                source,
                meaning: spec.meaning.to_owned(),
                ..Assumption::default()
            });
        };
        if self.cells > 0 {
            summary(format!("column `{}`: {} values", spec.path, self.cells), table.map(str::to_owned));
        }
        if self.others > MOST {
            summary(format!("{} values", self.others), None);
            self.lines.clear();
        }
        log.list.append(&mut self.lines);
        let given = self.cells + self.others;
        if given < all && !default.is_empty() {
            let note = (given > 0).then(|| format!("for the {} of {all} administrations that give none", all - given));
            log.left(&path, spec, default, note);
        }
    }
}

/// A node in the notation of the file, without its source and note, on one line, shortened.
pub(crate) fn written(node: &Node) -> String {
    let mut out = match &node.value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Table(entries) => {
            match entries.iter().filter(|(key, _)| !said::is_beside(&key.text)).collect::<Vec<_>>().as_slice() {
                [(key, inner)] if key.text == "value" => nested(inner),
                _ => nested(node),
            }
        }
        _ => nested(node),
    };
    if out.chars().count() > LONGEST {
        out = out.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    out.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn nested(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => format!("\"{text}\""),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(nested).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let told = entries.iter().filter(|(key, _)| !said::is_beside(&key.text));
            let entries: Vec<String> = told.map(|(key, node)| format!("{} = {}", key.text, nested(node))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Number { value, .. } => literal::number(*value),
        Value::Boolean(value) => value.to_string(),
        Value::Date(date) => date.clone(),
    }
}
