//! The administrations of a workbook, one a row, as the tables of a scenario.

use super::draft::{Draft, Piece};
use super::headings::{self, SAID};
use super::lists;
use super::literal;
use super::merged;
use super::parts::Parts;
use super::sheet::{Cell, Row, Sheet, plain};
use super::values;
use crate::input::known::{self, Known, Shape};
use crate::input::places::At;
use crate::input::problem::shown;
use std::collections::BTreeMap;

/// The columns of the sheet.
struct Columns<'a> {
    sheet: usize,
    /// The row of the headings, and its cells.
    head: u32,
    heads: &'a Row,
    /// The keys that they name.
    keys: BTreeMap<u32, String>,
}

/// Writes them.
pub(super) fn write(sheet: (usize, &Sheet), parts: &mut Parts, out: &mut Piece, draft: &mut Draft) {
    let (number, cells) = sheet;
    let Some((head, heads)) = headings::row_of(cells, "id") else {
        if !cells.rows.is_empty() {
            let help = "its columns are id, level, labour_rate and other keys of an administration";
            draft.error(At::sheet(number), "", "no heading `id` in the sheet of administrations", help);
        }
        return;
    };
    let columns = Columns { sheet: number, head, heads, keys: keys(number, head, heads, draft) };
    merged::tell(sheet, head, &columns.keys.keys().copied().collect::<Vec<_>>(), draft);
    for (row, cells) in cells.rows.range(head + 1..).map(|(row, cells)| (*row, cells)) {
        let begin = out.text.len();
        out.put("[[administration]]\n");
        one(&columns, (row, cells), parts, out, draft);
        out.put("\n");
        out.close(begin, At::cell(number, row, cells.keys().next().copied().unwrap_or_default()));
    }
}

/// Tells of administrations that stand in a sheet although a table is named that is not it.
pub(super) fn refuse_both(sheet: (usize, &Sheet), at: At, table: &str, draft: &mut Draft) {
    let own = table.strip_prefix('#').is_some_and(|name| plain(name) == plain(&sheet.1.name));
    let head = headings::row_of(sheet.1, "id").map(|(head, _)| head);
    let filled = head.is_some_and(|head| sheet.1.rows.range(head + 1..).next().is_some());
    if filled && !own {
        let message = format!("administrations stand in `{}` and in the sheet `administrations`", shown(table));
        draft.error(at, table, message, "give them in one place: empty the sheet, or leave out this row");
    }
}

/// The keys by column. Known ones are found whatever their capitals and blanks.
fn keys(sheet: usize, head: u32, heads: &Row, draft: &mut Draft) -> BTreeMap<u32, String> {
    let mut keys = BTreeMap::new();
    for (&column, cell) in heads {
        let at = At::cell(sheet, head, column);
        let Some(name) = literal::of_text(cell, at, draft) else { continue };
        if SAID.contains(&plain(&name).as_str()) {
            let help = "give it in the sheet `assumptions`, in the row of the value: administration.<id>.labour_rate";
            draft.error(at, &name, format!("a column `{}` says not of which value", shown(&name)), help);
            continue;
        }
        let known = known::keys("administration").map(Known::key).find(|key| plain(key) == plain(&name));
        let key = known.map_or(name, str::to_owned);
        if keys.values().any(|other| *other == key) {
            draft.error(at, &key, format!("two columns are headed `{}`", shown(&key)), "take one of them out");
            continue;
        }
        keys.insert(column, key);
    }
    keys
}

/// The entries of one.
fn one(columns: &Columns, (number, cells): (u32, &Row), parts: &mut Parts, out: &mut Piece, draft: &mut Draft) {
    let Columns { sheet, head, heads, keys } = columns;
    let (sheet, head) = (*sheet, *head);
    let id = keys.iter().find(|(_, key)| *key == "id").and_then(|(column, _)| cells.get(column));
    let elsewhere: Vec<String> = parts.owned_keys("administration", &values::content(id)).map(str::to_owned).collect();
    for (&column, cell) in cells {
        let at = At::cell(sheet, number, column);
        let Some(key) = keys.get(&column) else {
            if !heads.contains_key(&column) {
                let message = "something stands where no column has a heading";
                draft.error(at, &values::content(Some(cell)), message, "name the column, or empty the cell");
            }
            continue;
        };
        let key_text = literal::key(key);
        if elsewhere.contains(&key_text) {
            let message = format!("`{}` stands here and in the sheet of assumptions", shown(key));
            draft.error(at, &values::content(Some(cell)), message, "leave one of the two");
            continue;
        }
        if let Some(text) = value(cell, key, at, draft) {
            out.cell(At::cell(sheet, head, column), &key_text);
            out.put(" = ");
            out.cell(at, &text);
            out.put("\n");
        }
    }
    parts.put_owned("administration", id, out);
}

fn value(cell: &Cell, key: &str, at: At, draft: &mut Draft) -> Option<String> {
    match known::find("administration", key) {
        Some(Known::Word(word)) => match word.shape {
            Shape::Texts => lists::list(cell, at, draft),
            Shape::Whole(..) => literal::of_number(cell, at, draft),
            _ => literal::of_text(cell, at, draft).map(|words| literal::text(&words)),
        },
        _ => literal::of_number(cell, at, draft),
    }
}
