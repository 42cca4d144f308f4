//! A game from a table: one row a coalition, its members separated by `;`, and what it would cost.

use super::files::InputFile;
use super::node::{Node, Value};
use super::opened::{Opened, open};
use super::problem::{Place, Problems, Sources, shown};
use super::suggest;
use super::table;
use super::table::{Row, Table};
use model::game::{Coalition, Game, violation};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// Most members of a game in a table: 65,535 rows.
pub const MOST_MEMBERS: usize = 16;
/// Coalitions without a cost that are listed.
const LISTED: usize = 5;
const COLUMNS: [&str; 2] = ["coalition", "cost"];

/// What the reading of a game gives.
#[derive(Debug)]
pub struct LoadedGame {
    /// The game; none if any problem is an error.
    pub game: Option<Game>,
    /// Id, from the file's name.
    pub id: String,
    /// Errors and warnings, in the order of finding.
    pub problems: Problems,
    /// The texts that problems point into.
    pub sources: Sources,
    /// The file that was read.
    pub files: Vec<InputFile>,
}

/// Reads a game, `-` from standard input.
///
/// # Errors
/// Only if the file cannot be read; everything else is in [`LoadedGame::problems`].
pub fn load_game(path: &Path) -> io::Result<LoadedGame> {
    let Opened { table, id, mut problems, sources, files } = open(path, "game")?;
    let game = table.and_then(|table| Reader::new(&sources, &mut problems).read(&table));
    Ok(LoadedGame { game, id, problems, sources, files })
}

/// What the reading of one table collects.
struct Reader<'a> {
    sources: &'a Sources,
    problems: &'a mut Problems,
    /// Members in order of first mention, and where that is.
    members: Vec<(String, Place)>,
    /// Index by id in lower case.
    index: HashMap<String, usize>,
    /// Place of each coalition's row, and its cost where that is sound.
    rows: HashMap<Coalition, (Place, Option<f64>)>,
    /// Rows whose coalition cannot be made out.
    unknown: usize,
}

impl<'a> Reader<'a> {
    fn new(sources: &'a Sources, problems: &'a mut Problems) -> Reader<'a> {
        Reader { sources, problems, members: Vec::new(), index: HashMap::new(), rows: HashMap::new(), unknown: 0 }
    }

    fn read(mut self, table: &Table) -> Option<Game> {
        let columns = self.columns(table);
        for row in &table.rows {
            let [coalition, cost] = columns.map(|column| column.map(|column| &row.cells[column]));
            let cost = cost.and_then(|cell| table::number(cell, self.problems));
            if let Some(cell) = coalition {
                self.row(row, cell, cost);
            }
        }
        columns[0]?;
        self.complete(&table.header()?);
        if self.problems.any_error() {
            return None;
        }
        self.game()
    }

    /// Indices of the columns; those that lack and those that are not known are told.
    fn columns(&mut self, table: &Table) -> [Option<usize>; 2] {
        for column in table.columns.iter().filter(|column| !COLUMNS.contains(&column.text.as_str())) {
            let message = format!("unknown column `{}`", shown(&column.text));
            self.problems.error(column.place.clone(), message).help(suggest::help(&column.text, COLUMNS));
        }
        COLUMNS.map(|name| {
            let found = table.column(name);
            if let (None, Some(header)) = (found, table.header()) {
                let help = "a game has the columns coalition (members separated by `;`) and cost";
                self.problems.error(header, format!("no column `{name}`")).help(help);
            }
            found
        })
    }

    fn row(&mut self, row: &Row, cell: &Node, cost: Option<f64>) {
        let Some(coalition) = self.coalition(cell) else {
            self.unknown += 1;
            return;
        };
        if let Some((first, _)) = self.rows.get(&coalition) {
            let line = self.sources.position(first).0;
            let message = format!("the coalition `{}` is given twice, first in line {line}", self.named(coalition));
            self.problems.error(cell.place.clone(), message).help("each coalition has one cost, in whatever order");
            return;
        }
        self.rows.insert(coalition, (row.place.clone(), cost));
    }

    /// The coalition that a cell names; none after a report.
    fn coalition(&mut self, cell: &Node) -> Option<Coalition> {
        let Value::Text(text) = &cell.value else { return None };
        if text.is_empty() {
            let help = "name the members, separated by `;`; nobody costs nothing and needs no row";
            self.problems.error(cell.place.clone(), "a coalition without members").help(help);
            return None;
        }
        // Places are counted in the text as written, from behind an opening quote.
        let written = self.sources.text(cell.place.file).get(cell.place.span.clone()).unwrap_or_default();
        let mut at = cell.place.span.start + written.find(text.as_str()).unwrap_or(0);
        let (mut coalition, mut sound) = (0, true);
        for piece in text.split(';') {
            let blank = piece.len() - piece.trim_start_matches([' ', '\t']).len();
            let name = piece.trim_matches([' ', '\t']);
            let place = Place { file: cell.place.file, span: at + blank..at + blank + name.len() };
            at += piece.len() + 1;
            let node = Node { place, value: Value::Text(name.to_owned()) };
            match table::id(&node, self.problems).and_then(|id| self.member(id, &node.place)) {
                Some(member) if coalition >> member & 1 == 1 => {
                    let message = format!("`{}` stands twice in one coalition", shown(name));
                    self.problems.error(node.place, message).help("name each member once");
                    sound = false;
                }
                Some(member) => coalition |= 1 << member,
                None => sound = false,
            }
        }
        sound.then_some(coalition)
    }

    /// Number of a member, new or known; none after a report.
    fn member(&mut self, id: String, place: &Place) -> Option<usize> {
        let key = id.to_ascii_lowercase();
        if let Some(&member) = self.index.get(&key) {
            let known = &self.members[member].0;
            if *known != id {
                let message = format!("the ids `{known}` and `{id}` differ only in case");
                self.problems.error(place.clone(), message).help("write a member's id the same in every row");
                return None;
            }
            return Some(member);
        }
        let member = self.members.len();
        if member == MOST_MEMBERS {
            let message = format!("`{id}` is one member too many: a table holds the game of at most {MOST_MEMBERS}");
            self.problems.error(place.clone(), message).help("join members who act as one");
        }
        self.index.insert(key, member);
        self.members.push((id, place.clone()));
        (member < MOST_MEMBERS).then_some(member)
    }

    /// Refuses a table that lacks coalitions, unless that may be for rows that cannot be made out.
    fn complete(&mut self, header: &Place) {
        let n = self.members.len();
        if !(1..=MOST_MEMBERS).contains(&n) {
            return;
        }
        let mut missing: Vec<Coalition> = (1..1 << n).filter(|s| !self.rows.contains_key(s)).collect();
        if missing.len() <= self.unknown {
            return;
        }
        missing.sort_by_key(|s| (s.count_ones(), std::cmp::Reverse(s.reverse_bits())));
        let listed: Vec<String> = missing.iter().take(LISTED).map(|s| format!("`{}`", self.named(*s))).collect();
        let more = if missing.len() > LISTED { ", …" } else { "" };
        let (have, wanted) = if missing.len() == 1 { ("has", "it") } else { ("have", "them") };
        let message =
            format!("{} of {} coalitions {have} no cost: {}{more}", missing.len(), (1 << n) - 1, listed.join(", "));
        let help =
            self.named_once().unwrap_or_else(|| format!("add a row for {wanted}: n members have 2^n - 1 coalitions"));
        self.problems.error(header.clone(), message).help(help);
    }

    /// A member that only one row names is likely a slip of the pen.
    fn named_once(&self) -> Option<String> {
        let rows = |member: usize| self.rows.keys().filter(|s| **s >> member & 1 == 1).count();
        let (member, (id, place)) = self.members.iter().enumerate().find(|(member, _)| rows(*member) == 1)?;
        let line = self.sources.position(place).0;
        (member > 0).then(|| format!("only line {line} names `{id}`: is it spelt right?"))
    }

    fn named(&self, coalition: Coalition) -> String {
        let within = self.members.iter().enumerate().filter(|(i, _)| coalition >> i & 1 == 1);
        within.map(|(_, (id, _))| id.as_str()).collect::<Vec<_>>().join(";")
    }

    /// The game, and a warning if it is not subadditive.
    fn game(self) -> Option<Game> {
        let mut costs = vec![0.0; 1 << self.members.len()];
        for (coalition, (_, cost)) in &self.rows {
            costs[*coalition] = (*cost)?;
        }
        let members = self.members.iter().map(|(id, _)| id.clone()).collect();
        let game = match Game::new(members, costs) {
            Ok(game) => game,
            Err(error) => {
                let place = self.members.first()?.1.clone();
                self.problems.error(place, error.to_string());
                return None;
            }
        };
        if let Some(found) = violation(&game) {
            let place = self.rows.get(&(found.one | found.other))?.0.clone();
            let [one, other] = [found.one, found.other].map(|s| self.named(s));
            let others = match found.coalitions {
                1 => String::new(),
                count => format!("; so would {} other coalitions", count - 1),
            };
            let excess = found.excess as f32;
            let message =
                format!("not subadditive: `{one}` and `{other}` pay {excess} less apart than together{others}");
            let help = "a group may always split, so that its cost should be no more than that of its parts; the game is taken as it stands";
            self.problems.warning(place, message).help(help);
        }
        Some(game)
    }
}
