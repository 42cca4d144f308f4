//! From files to a checked [`Scenario`]: reads, places, checks, and collects every problem.
//!
//! text → [`node`]s with places → parts by known key (`arrange`) → overrides, table → checks → [`Scenario`]

mod adapted;
mod administrations;
mod arrange;
mod assumptions;
mod changes;
mod check;
pub mod columns;
mod correlated;
mod data;
mod document;
mod domain;
mod effort;
mod empirical;
mod extras;
mod files;
pub mod filling;
mod fixed;
mod forms;
mod game;
mod given;
mod globals;
mod growth;
mod horizon;
mod known;
pub mod meant;
mod needs;
pub mod node;
mod number;
mod observed;
mod opened;
mod overrides;
mod parameters;
mod path;
mod places;
mod preface;
pub mod problem;
mod rates;
mod ratings;
mod reading;
mod render;
mod said;
mod schema;
mod settings;
mod settled;
mod sharing;
mod starter;
pub mod suggest;
pub mod table;
mod text;
mod tiers;
mod unusual;
mod value;
pub mod workbook;
mod written;

pub use data::UNITS;
pub use files::InputFile;
pub use game::{LoadedGame, MOST_MEMBERS, load_game};
pub use overrides::Override;
pub(crate) use path::matches;
pub use preface::preface;
pub use render::render;
pub use schema::json_schema;
pub use starter::STARTER;
pub use written::Written;

use model::scenario::Scenario;
use node::Value;
use problem::{Place, Problems, Sources, shown};
use reading::Reading;
use std::io;
use std::path::Path;

/// What a reading gives: the scenario if there is no error, and all problems.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The checked scenario; none if any problem is an error.
    pub scenario: Option<Scenario>,
    /// Errors and warnings, in the order of finding.
    pub problems: Problems,
    /// The texts that problems point into.
    pub sources: Sources,
    /// The files that were read.
    pub files: Vec<InputFile>,
    /// Days of sign-offs, YYYY-MM-DD, and where they stand.
    pub signed: Vec<(String, Place)>,
}

impl Loaded {
    /// Warns of sign-offs after a day. Nothing below knows which day it is: results do not depend on it.
    pub fn warn_of_days_after(&mut self, today: &str) {
        let mut told: Vec<&Place> = Vec::new();
        // Days of this form are in the order of their letters.
        for (day, place) in self.signed.iter().filter(|(day, _)| day.as_str() > today) {
            if !told.contains(&place) {
                told.push(place);
                let message = format!("signed off on {day}, a day that is still to come");
                self.problems.warning(place.clone(), message).help(format!("today is {today}"));
            }
        }
    }
}

/// Reads a scenario file, `-` for standard input, with the values of the command line in place of the file's.
///
/// # Errors
/// Only if the scenario itself cannot be read; everything else is in [`Loaded::problems`].
pub fn load(path: &Path, overrides: &[Override], allow_outside: bool) -> io::Result<Loaded> {
    Ok(Written::read(path, overrides, allow_outside)?.into_loaded())
}

/// Reads a scenario from its text; tables are found in `base`, or not at all.
pub fn load_text(name: &str, text: &str, overrides: &[Override], base: Option<&Path>) -> Loaded {
    Written::of_text(name, text, overrides, base).into_loaded()
}

/// An id from a file's name.
fn scenario_id(stem: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let kept: String = stem.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let kept: String = kept.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).chars().take(64).collect();
    if kept.is_empty() { "scenario".to_owned() } else { kept }
}

/// Reads the table of administrations, if the scenario names one.
fn take_table(arranged: &mut arrange::Arranged, reading: &mut Reading) {
    let Some(node) = arranged.get("", "administrations") else { return };
    let Value::Text(name) = &node.value else {
        let own = reading.either(
            &node.place,
            "administrations in the scenario itself are [[administration]]",
            "administrations of this workbook stand in its sheet `administrations`",
        );
        reading.wrong_kind(node, &format!("the name of a CSV file or of a sheet, members.xlsx#Sheet; {own}"));
        return;
    };
    if !arranged.roster.rows.is_empty() {
        let message = format!("administrations stand in `{}` and in [[administration]]", shown(name));
        reading.error_help(&node.place, message, "give them in one place");
        return;
    }
    match reading.table(name, &node.place) {
        Some(table) => arranged.roster.take_table(table),
        None => reading.blind = true,
    }
}
