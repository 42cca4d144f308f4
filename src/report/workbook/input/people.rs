//! The sheet of administrations.

use super::{Column, Row, Sheet, columns};
use crate::language::{Language, say};
use crate::words::{inputs, phrases};
use model::scenario::keys::Member;
use study::input::filling::{Content, Filled};

/// Columns that a sheet has, whether anybody fills them or not.
const ALWAYS: [&str; 8] = ["id", "name", "name_fr", "level", "population", "labour_rate", "networks", "joins"];

pub(super) fn sheet(filled: &Filled, language: Language) -> Sheet {
    // A table has the columns that it has.
    let whole = filled.settings.iter().any(|entry| entry.path == "administrations" && !entry.cells.is_empty());
    let lacking = ALWAYS.iter().filter(|key| !whole && !filled.columns.iter().any(|own| own == *key));
    let headings: Vec<&str> = filled.columns.iter().map(String::as_str).chain(lacking.copied()).collect();
    let mut columns: Vec<Column> = headings.iter().map(|heading| column(heading, language)).collect();
    if let Some((level, column)) =
        filled.columns.iter().position(|key| key == "level").zip(columns.iter_mut().find(|one| one.heading == "level"))
    {
        let known = levels(filled, level);
        column.choice = (known.len() < 12).then(|| columns::choice(&known, false));
    }
    let row = |cells: &Vec<Option<Content>>| {
        let mut cells = cells.clone();
        cells.resize(headings.len(), None);
        Row { cells, ..Row::default() }
    };
    Sheet {
        name: "administrations",
        note: say!(
            language,
            "Who takes part, a row each. Numbers may be ranges: 11000 to 15000. Further columns are keys of an administration, or your own for cost sharing (key:COLUMN)."
                | "Qui participe, une ligne chacune. Les nombres peuvent être des fourchettes : 11000 to 15000. Les autres colonnes sont des clés d’une administration, ou les vôtres pour la répartition (key:COLONNE)."
        ),
        rows: filled.administrations.iter().map(row).collect(),
        columns,
        blank: 30,
        frozen: 1,
    }
}

/// The levels that there are.
fn levels(filled: &Filled, column: usize) -> Vec<&str> {
    let mut levels: Vec<&str> = Vec::new();
    for row in &filled.administrations {
        if let Some(Some(Content::Text(level))) = row.get(column)
            && !levels.contains(&level.as_str())
        {
            levels.push(level);
        }
    }
    levels
}

fn column(heading: &str, language: Language) -> Column {
    let path = format!("administration.*.{heading}");
    let name = inputs::name(&path, language).unwrap_or_default();
    let member = Member::find(heading).map(Member::spec);
    let unit = member.map(|spec| phrases::unit(spec.unit, language)).filter(|unit| unit != "1" && !unit.is_empty());
    let meaning = member.and_then(|spec| inputs::meaning(&path, spec.meaning, language));
    let unit = unit.map_or(String::new(), |unit| format!(" ({unit})"));
    let note = [format!("{name}{unit}"), meaning.unwrap_or_default()];
    let note: Vec<&str> = note.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let note = match heading {
        "networks" => say!(
            language,
            "{}, parted by semicolons: those who know each other coordinate more easily"
                | "{}, séparés par des points-virgules : qui se connaît se coordonne plus facilement",
            name
        ),
        _ => note.join("\n"),
    };
    match heading {
        "id" | "name" | "name_fr" | "level" | "networks" => columns::text(heading, 22, note),
        _ => columns::read(heading, 18, note),
    }
}
