//! The answer of `allocate`: who pays what by which rule, who would leave, and what holds of the game.

use crate::charts::{Language, number};
use crate::input::problem::shown;
use crate::results::{Allocations, DivisionResult, GameResult};
use comfy_table::{CellAlignment, Table, presets};
use std::path::Path;

const LANGUAGE: Language = Language::En;
/// Longest line, in characters.
const WIDTH: usize = 100;
/// Of larger groups those are named who are not in them, if they are fewer.
const MANY: usize = 5;
/// Most decimals of an amount.
const MOST_DECIMALS: usize = 9;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(allocations: &Allocations, place: &Path, names: &str) -> String {
    let game = &allocations.game;
    let mut text = wrapped(&head(game)) + "\n" + &tables(allocations) + "\n";
    for (rule, division) in allocations.divisions().filter(|(_, division)| !division.in_core) {
        text += &wrapped(&reason_to_leave(rule, division, game));
    }
    let stable: Vec<&str> = allocations.divisions().filter(|(_, one)| one.in_core).map(|(rule, _)| rule).collect();
    if !stable.is_empty() && game.alone.0.len() > 1 {
        text += &wrapped(&format!("Nobody has a reason to leave under {}.", in_words(&stable)));
    }
    text += &wrapped(&core(game));
    for (rule, reason) in allocations.without() {
        text += &wrapped(&format!("No answer by {rule}: {reason}."));
    }
    for (rule, division) in allocations.divisions() {
        if division.kohlberg == Some(false) {
            text += &wrapped(&format!("Mind: {rule} does not pass Kohlberg's criterion; do not rely on it."));
        }
    }
    text + &wrapped(&format!("Results: {}: {names}", place.display()))
}

/// A sentence on lines that fit.
fn wrapped(text: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(WIDTH).subsequent_indent("  ")) + "\n"
}

/// The game in a line.
fn head(game: &GameResult) -> String {
    let members = game.alone.0.len();
    let saving = game.alone.values().sum::<f64>() - game.total;
    let comparison = match saving {
        _ if members == 1 => String::new(),
        saving if saving < 0.0 => format!(", {} more than alone", amount(-saving, game)),
        saving => format!(", {} less than alone", amount(saving, game)),
    };
    let s = if members == 1 { "" } else { "s" };
    format!("{}: {members} member{s}; {} to divide{comparison}", game.id, amount(game.total, game))
}

/// Rules by members, as many members side by side as fit.
fn tables(allocations: &Allocations) -> String {
    let game = &allocations.game;
    let digits = game.decimals as usize;
    let mut rows = vec![("alone".to_owned(), texts(game.alone.values(), digits), "")];
    for (rule, division) in allocations.divisions() {
        let shown = division.billed.as_ref().unwrap_or(&division.shares);
        rows.push((rule.to_owned(), texts(shown.values(), digits), if division.in_core { "yes" } else { "no" }));
    }
    let names: Vec<&str> = game.alone.0.iter().map(|(name, _)| name.as_str()).collect();
    let width = |at: usize| rows.iter().map(|row| row.1[at].len()).chain([names[at].len()]).max().unwrap_or(0) + 2;
    let first = rows.iter().map(|row| row.0.len()).max().unwrap_or(0) + 2;
    let mut out = String::new();
    let mut from = 0;
    while from < names.len() {
        let (mut to, mut used) = (from + 1, first + "in core".len() + 2 + width(from));
        while to < names.len() && used + width(to) <= WIDTH {
            used += width(to);
            to += 1;
        }
        let last = to == names.len();
        let mut header = vec!["pays".to_owned()];
        header.extend(names[from..to].iter().map(|name| (*name).to_owned()));
        header.extend(last.then(|| "in core".to_owned()));
        let body = rows.iter().map(|(rule, cells, core)| {
            let mut row = vec![rule.clone()];
            row.extend_from_slice(&cells[from..to]);
            row.extend(last.then(|| (*core).to_owned()));
            row
        });
        out += &table(header, body);
        if !last {
            out.push('\n');
        }
        from = to;
    }
    out
}

fn texts<'a>(values: impl Iterator<Item = &'a f64>, digits: usize) -> Vec<String> {
    values.map(|value| number(*value, digits, LANGUAGE)).collect()
}

fn table(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// `shapley: H, K and L together pay 0.43 million SEK more than a system of their own would cost.`
fn reason_to_leave(rule: &str, division: &DivisionResult, game: &GameResult) -> String {
    let (Some(group), Some(excess)) = (&division.worst_coalition, division.excess) else { return String::new() };
    let names: Vec<&str> = group.iter().map(String::as_str).collect();
    let more = amount(excess, game);
    let everybody: Vec<&str> = game.alone.0.iter().map(|(name, _)| name.as_str()).collect();
    let sentence = match names[..] {
        _ if names.len() > MANY && 2 * names.len() > everybody.len() => {
            let others: Vec<&str> = everybody.into_iter().filter(|name| !names.contains(name)).collect();
            format!("{rule}: all but {} pay {more} more than a system of their own would cost", in_words(&others))
        }
        [one] => format!("{rule}: {one} pays {more} more than a system of its own would cost"),
        _ => format!("{rule}: {} together pay {more} more than a system of their own would cost", in_words(&names)),
    };
    let alone: Vec<&str> = division.worse_off.iter().map(String::as_str).collect();
    match alone.is_empty() || names.len() == 1 && alone.len() == 1 {
        true => sentence + ".",
        false => {
            let verb = if alone.len() == 1 { "pays" } else { "pay" };
            format!("{sentence}; {} {verb} more than alone.", in_words(&alone))
        }
    }
}

/// Whether there is a core, and what would make one.
fn core(game: &GameResult) -> String {
    let Some(epsilon) = game.least_core_epsilon else { return "There is nobody to divide it with.".to_owned() };
    let promise = amount(epsilon.abs(), game);
    if game.core_empty {
        return format!(
            "The core is empty: whatever the division, some group pays at least {promise} more than on its own; the \
             smallest subsidy that would hold everybody is {}.",
            amount(game.subsidy, game)
        );
    }
    match promise.starts_with("0 ") || promise == "0" {
        true => "The core is not empty, but some group always saves nothing by staying.".to_owned(),
        false => format!("The core is not empty: every group can save {promise} or more by staying."),
    }
}

/// An amount with its unit; of a small one two digits.
fn amount(value: f64, game: &GameResult) -> String {
    let least = libm::pow(10.0, -f64::from(game.decimals));
    let digits = match value.abs() {
        zero if zero <= 1e-9 * game.total.abs() => 0,
        small if small < 10.0 * least => {
            (game.decimals as usize).max((1.0 - libm::log10(small).floor()).max(0.0) as usize).min(MOST_DECIMALS)
        }
        _ => game.decimals as usize,
    };
    let unit = game.unit.as_deref().map(|unit| format!(" {}", shown(unit))).unwrap_or_default();
    number(value, digits, LANGUAGE) + &unit
}

/// `A, B and C`
fn in_words(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
