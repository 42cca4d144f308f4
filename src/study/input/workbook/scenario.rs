//! The sheets of a workbook as the text of a scenario.

use super::draft::{Draft, Piece};
use super::headings::{FORM, HIGH, Headings, LIKELY, LOW, PATH, VALUE};
use super::lists;
use super::literal;
use super::open::Book;
use super::parts::{Parts, title};
use super::paths::{self, Place, split};
use super::roster;
use super::sheet::{Cell, Sheet, plain};
use super::values::{self, Line};
use crate::input::known::{self, Known, Shape};
use crate::input::places::At;
use crate::input::problem::shown;
use crate::input::suggest;
use std::collections::HashMap;

/// Sheets that are read.
pub(super) const SHEETS: [&str; 6] =
    ["scenario", "strategies", "modules", "administrations", "assumptions", "correlated"];

/// The text.
pub(super) fn draft(book: &Book) -> Draft {
    let mut draft = Draft::of(book);
    let sheets = known_sheets(book, &mut draft);
    let mut parts = Parts::default();
    let sheet = |name: &str| sheets.get(name).copied();
    match (sheet("scenario"), book.sheets.iter().find(|one| near(&plain(&one.name)) == Some("scenario"))) {
        (Some(one), _) => settings(one, &mut parts, &mut draft),
        // What it is meant to be is told of its own.
        (None, Some(_)) => draft.error(At::BOOK, "", "no sheet is called `scenario`", "rename the one that is meant"),
        (None, None) => {
            let help = "commonweal init --workbook FILE.xlsx writes a workbook to fill in";
            draft.error(At::BOOK, "", "no sheet is called `scenario`", help);
        }
    }
    sheet("strategies").into_iter().for_each(|one| strategies(one, &mut parts, &mut draft));
    sheet("assumptions").into_iter().for_each(|one| settings(one, &mut parts, &mut draft));
    let top = sheet("scenario").map_or(0, |(number, _)| number);
    parts.title_first();
    parts.write_sections(At::sheet(top), &mut draft);
    let mut lists = Piece::default();
    sheet("modules").into_iter().for_each(|one| modules(one, &mut parts, &mut lists, &mut draft));
    match (sheet("administrations"), parts.table.clone()) {
        (Some(one), None) => roster::write(one, &mut parts, &mut lists, &mut draft),
        (Some(one), Some((at, table))) => roster::refuse_both(one, at, &table, &mut draft),
        (None, _) => {}
    }
    sheet("correlated").into_iter().for_each(|one| correlated(one, &mut lists, &mut draft));
    draft.piece.paste(lists);
    parts.tell_orphans(&mut draft);
    draft
}

/// The sheets that are read, by name, with their numbers; tells of those whose names are nearly theirs.
fn known_sheets<'a>(book: &'a Book, draft: &mut Draft) -> HashMap<&'static str, (usize, &'a Sheet)> {
    let mut found = HashMap::new();
    for (number, sheet) in book.sheets.iter().enumerate() {
        let name = plain(&sheet.name);
        match SHEETS.into_iter().find(|known| *known == name) {
            Some(known) if found.contains_key(known) => {
                draft.error(At::sheet(number), "", format!("two sheets are called `{known}`"), "take one of them out");
            }
            Some(known) => {
                found.insert(known, (number, sheet));
            }
            None => {
                if let Some(near) = near(&name) {
                    let message = format!("the sheet \"{}\" is not read", shown(&sheet.name));
                    draft.warning(At::sheet(number), "", message, format!("did you mean `{near}`?"));
                }
            }
        }
    }
    found
}

/// A sheet that a name is nearly that of, or that it holds as a word.
fn near(name: &str) -> Option<&'static str> {
    let holds = |known: &&str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == *known);
    suggest::typo(name, SHEETS).or_else(|| SHEETS.into_iter().find(holds))
}

/// The rows of a sheet whose first column are paths.
fn settings(sheet: (usize, &Sheet), parts: &mut Parts, draft: &mut Draft) {
    let Some(headings) = Headings::read(sheet, PATH, &[PATH, LOW, LIKELY, HIGH, VALUE, FORM], draft) else { return };
    for (number, row) in headings.rows(sheet.1) {
        let line = Line { headings: &headings, number, row };
        let at = line.at(PATH);
        let Some(cell) = line.get(PATH) else {
            if let Some(other) = line.first(&[VALUE, LOW, LIKELY, HIGH, FORM]) {
                let content = values::content(line.get(other));
                draft.error(line.at(other), &content, "a value without its path", "say of what it is below `path`");
            }
            continue;
        };
        if let Some(path) = literal::of_text(cell, at, draft) {
            setting(&path, at, &line, parts, draft);
        }
    }
}

fn setting(path: &str, at: At, line: &Line, parts: &mut Parts, draft: &mut Draft) {
    let split = split(path);
    let Some(value) = values::given(line, VALUE, split.known, draft) else { return };
    if !paths::is_known(path, &split, at, draft) || !parts.is_first(path, at, draft) {
        return;
    }
    match split.place {
        Place::Title(key, language) => parts.titles.entry(key).or_default()[language] = Some(value),
        Place::Owned(list, id) => {
            let mut key = Piece::default();
            key.cell(at, &literal::key(split.key));
            parts.owned.entry((list, id.to_owned())).or_default().push((key, value));
        }
        Place::Section(section) => {
            if path == "administrations" {
                parts.table = Some((at, value.text.trim_matches('"').to_owned()));
            }
            let keys: Vec<String> = match split.key.strip_prefix("ratings.") {
                Some(rating) => vec!["ratings".to_owned(), literal::key(rating)],
                None => vec![literal::key(split.key)],
            };
            let mut entry = Piece::default();
            entry.cell(at, &keys.join("."));
            entry.put(" = ");
            entry.paste(value);
            entry.put("\n");
            parts.sections.entry(section).or_default().paste(entry);
        }
    }
}

/// Strategies that are compared whatever is said.
const ALWAYS: [&str; 3] = ["independent", "alone", "shared"];

/// Strategies with yes or no.
fn strategies(sheet: (usize, &Sheet), parts: &mut Parts, draft: &mut Draft) {
    let Some(headings) = Headings::read(sheet, "strategy", &["strategy", "compared"], draft) else { return };
    let mut list = Piece::default();
    let mut any = false;
    list.put("[");
    for (number, row) in headings.rows(sheet.1) {
        let line = Line { headings: &headings, number, row };
        let (Some(name), at) = (line.get("strategy"), line.at("strategy")) else { continue };
        let Some(name) = literal::of_text(name, at, draft) else { continue };
        if !parts.is_first(&format!("strategies.{}", plain(&name)), at, draft) {
            continue;
        }
        let yes = match line.get("compared") {
            None => Some(false),
            Some(Cell::Truth(truth)) => Some(*truth),
            Some(Cell::Text(word)) => match plain(word).as_str() {
                "yes" | "true" | "x" | "oui" | "vrai" => Some(true),
                "no" | "false" | "non" | "faux" => Some(false),
                _ => None,
            },
            Some(_) => None,
        };
        let Some(yes) = yes else {
            let content = values::content(line.get("compared"));
            let message = format!("`{}` where yes or no is expected", shown(&content));
            draft.error(line.at("compared"), &content, message, "say yes where the strategy is compared");
            continue;
        };
        let is_no = !yes && line.get("compared").is_some();
        if is_no && ALWAYS.contains(&plain(&name).as_str()) {
            let message = format!("`{}` is always compared", shown(&name));
            draft.error(line.at("compared"), "no", message, "say yes: savings are told against building alone");
        }
        if yes {
            list.put(if any { ", " } else { "" });
            list.cell(at, &literal::text(&name));
            any = true;
        }
    }
    list.put("]");
    list.close(0, At::sheet(sheet.0));
    if any && parts.is_first("strategies", At::sheet(sheet.0), draft) {
        parts.entry(0, "strategies", list);
    }
}

/// What a module's row may hold beside its size, and the key of each.
const OF_MODULE: [(&str, &str); 4] =
    [("id", "id"), ("title", "title"), ("needed by", "needed_by"), ("adapted", "adapted")];
/// Heading of sizes.
const SIZE: &str = "size";

fn modules(sheet: (usize, &Sheet), parts: &mut Parts, out: &mut Piece, draft: &mut Draft) {
    let known = ["id", "title", "title fr", LOW, LIKELY, HIGH, SIZE, FORM, "needed by", "adapted"];
    let Some(headings) = Headings::read(sheet, "id", &known, draft) else { return };
    for (number, row) in headings.rows(sheet.1) {
        let line = Line { headings: &headings, number, row };
        if line.first(&known).is_none() {
            continue;
        }
        let begin = out.text.len();
        out.put("[[module]]\n");
        let id = values::content(line.get("id"));
        let elsewhere: Vec<String> = parts.owned_keys("module", &id).map(str::to_owned).collect();
        let is_here_alone = |key: &str, draft: &mut Draft| {
            let among: &[&'static str] = match key {
                SIZE => &[SIZE, LOW, LIKELY, HIGH, FORM],
                "title" => &["title", "title fr"],
                "needed_by" => &["needed by"],
                _ => &["adapted"],
            };
            let Some(heading) = line.first(among).filter(|_| elsewhere.iter().any(|other| other == key)) else {
                return true;
            };
            let message = format!(
                "the {} of `{}` stands here and in the sheet of assumptions",
                key.replace('_', " "),
                shown(&id)
            );
            draft.error(line.at(heading), &values::content(line.get(heading)), message, "leave one of the two");
            false
        };
        for (heading, key) in OF_MODULE.into_iter().filter(|(_, key)| is_here_alone(key, draft)).collect::<Vec<_>>() {
            if let Some(value) = of_module(&line, heading, key, draft) {
                out.entry(line.at(heading), key, value);
            }
        }
        if is_here_alone(SIZE, draft)
            && let Some(size) = values::given(&line, SIZE, Some(Known::Size), draft)
        {
            out.entry(line.at(SIZE), SIZE, size);
        }
        parts.put_owned("module", line.get("id"), out);
        out.put("\n");
        out.close(begin, At::cell(sheet.0, number, row.keys().next().copied().unwrap_or_default()));
    }
}

fn of_module(line: &Line, heading: &'static str, key: &str, draft: &mut Draft) -> Option<Piece> {
    let at = line.at(heading);
    if key == "title" {
        let texts = ["title", "title fr"].map(|heading| text(line, heading, draft));
        return texts.iter().any(Option::is_some).then(|| title(texts));
    }
    let cell = line.get(heading)?;
    let value = match known::word_spec("module", key).map(|word| word.shape) {
        Some(Shape::Needs) => lists::needs(cell, at, draft)?,
        Some(Shape::Adapted) if matches!(cell, Cell::Text(words) if words.starts_with('{')) => {
            literal::raw(&values::content(Some(cell)), at, draft)?
        }
        _ => return text(line, heading, draft),
    };
    let mut piece = Piece::default();
    piece.cell(at, &value);
    Some(piece)
}

fn text(line: &Line, heading: &str, draft: &mut Draft) -> Option<Piece> {
    let (cell, at) = (line.get(heading)?, line.at(heading));
    let mut piece = Piece::default();
    piece.cell(at, &literal::text(&literal::of_text(cell, at, draft)?));
    Some(piece)
}

fn correlated(sheet: (usize, &Sheet), out: &mut Piece, draft: &mut Draft) {
    let Some(headings) = Headings::read(sheet, "inputs", &["inputs", "coefficient"], draft) else { return };
    for (number, row) in headings.rows(sheet.1) {
        let line = Line { headings: &headings, number, row };
        if line.first(&["inputs", "coefficient"]).is_none() {
            continue;
        }
        let begin = out.text.len();
        out.put("[[correlated]]\n");
        let at = line.at("inputs");
        if let Some(list) = line.get("inputs").and_then(|cell| lists::list(cell, at, draft)) {
            let mut piece = Piece::default();
            piece.cell(at, &list);
            out.entry(at, "inputs", piece);
        }
        let known = known::find("correlated", "coefficient");
        if let Some(value) = values::given(&line, "coefficient", known, draft) {
            out.entry(line.at("coefficient"), "coefficient", value);
        }
        out.put("\n");
        out.close(begin, At::cell(sheet.0, number, row.keys().next().copied().unwrap_or_default()));
    }
}
