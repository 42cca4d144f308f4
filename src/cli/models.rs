//! `commonweal models`: the effort models, their formulas, parameters and sources.

use super::words::wrapped;
use super::{Exit, Failure, print};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use model::effort::CARDS;
use model::effort::ratings::Rating;
use model::results::SCHEMA_VERSION;
use report::charts::{Language, number};
use study::analysis::models::found::{DriverResult, ModelResult, Models, ParameterResult};
use study::input::problem::shown;

/// Most characters of a line.
const WIDTH: u16 = 100;

/// List the effort models, or tell all of some: formula, parameters, ratings, sources
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  commonweal models\n  commonweal models cocomo-ii\n  commonweal models --json")]
pub struct List {
    /// Models to tell all of; words of effort.model
    #[arg(value_name = "MODEL")]
    names: Vec<String>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
}

impl List {
    /// Prints them.
    pub fn run(&self) -> Result<Exit, Failure> {
        let known = || CARDS.iter().map(|card| card.word());
        if let Some(name) = self.names.iter().find(|name| !known().any(|word| word == *name)) {
            let all = known().collect::<Vec<_>>().join(", ");
            return Err(Failure::new(Exit::Usage, format!("no effort model is named `{}`: {all}", shown(name))));
        }
        let wanted =
            CARDS.iter().filter(|card| self.names.is_empty() || self.names.iter().any(|name| name == card.word()));
        let models: Vec<ModelResult> = wanted.map(|card| ModelResult::of(card)).collect();
        let text = match (self.json, self.names.is_empty()) {
            (true, _) => {
                let all = Models { schema_version: SCHEMA_VERSION, models };
                serde_json::to_string_pretty(&all).map_err(|error| Failure::new(Exit::Failed, error))? + "\n"
            }
            (false, true) => list(&models),
            (false, false) => models.iter().map(whole).collect::<Vec<_>>().join("\n"),
        };
        print(&text)?;
        Ok(Exit::Done)
    }
}

/// One line a model.
fn list(models: &[ModelResult]) -> String {
    let header = ["effort.model", "size in", "effort in person-months"].map(str::to_owned).to_vec();
    let row = |model: &ModelResult| vec![model.model.to_owned(), model.unit.to_owned(), formula(model)];
    let rows = columns(header, models.iter().map(row), &[0, 1, 2]);
    let more = "`commonweal models MODEL` tells all of one: when to use it, parameters, ratings, sources.";
    format!("{rows}\n{}", wrapped(more))
}

fn formula(model: &ModelResult) -> String {
    let formula = model.formula.strip_prefix("effort = ").unwrap_or(model.formula);
    formula.split(';').next().unwrap_or_default().to_owned()
}

/// All of one.
fn whole(model: &ModelResult) -> String {
    let mut text = format!("{}: {}\n", model.model, model.name);
    let lines = [
        model.formula.to_owned(),
        format!("Size in {}.", model.size),
        format!("Use it when {}.", model.use_when),
        format!("Not when {}.", model.not_when),
        format!("Example: {}: {} person-months.", model.example.says, number(model.example.effort, 1, Language::En)),
    ];
    text.extend(lines.map(|line| wrapped(&line)));
    let mut sources = vec![(String::new(), model.source)];
    if !model.parameters.is_empty() {
        text += "\nParameters, unless given\n";
        let rows: Vec<Vec<String>> = model.parameters.iter().map(|one| parameter(one, &mut sources)).collect();
        let header = ["key", "value", "what it is", "source"].map(str::to_owned).to_vec();
        text += &columns(header, rows.into_iter(), &[0, 1, 2, 3]);
    }
    for (heading, drivers) in [("Scale factors", &model.scale_factors), ("Multipliers", &model.multipliers)] {
        if let (false, Some(mark), Some(source)) = (drivers.is_empty(), &model.ratings_mark, model.ratings_source) {
            let number = cited(&mut sources, mark, source);
            text += &format!("\n{heading}, by rating in [effort.ratings], source {number}\n{}", ratings(drivers));
        }
    }
    text += "\nSources\n";
    for (k, (mark, source)) in sources.iter().enumerate() {
        let mark = if mark.is_empty() { String::new() } else { format!("[{mark}] ") };
        text += &wrapped(&format!("{} {mark}{source}", k + 1));
    }
    text
}

/// The number of a source, a new one if it was not cited yet.
fn cited(sources: &mut Vec<(String, &'static str)>, mark: &str, source: &'static str) -> usize {
    let known = sources.iter().position(|known| known.0 == mark && known.1 == source);
    known.unwrap_or_else(|| {
        sources.push((mark.to_owned(), source));
        sources.len() - 1
    }) + 1
}

fn parameter(parameter: &ParameterResult, sources: &mut Vec<(String, &'static str)>) -> Vec<String> {
    let number = cited(sources, &parameter.mark, parameter.source);
    [parameter.key, parameter.value, parameter.meaning]
        .map(str::to_owned)
        .into_iter()
        .chain([number.to_string()])
        .collect()
}

/// A table of drivers by rating.
fn ratings(drivers: &[DriverResult]) -> String {
    let header = [""].into_iter().chain(Rating::WORDS).chain([""]).map(|word| word.replace('_', "\n")).collect();
    let row = |driver: &DriverResult| {
        let value = |word: &str| driver.ratings.iter().find(|(rating, _)| *rating == word).map(|(_, value)| *value);
        let cells = Rating::WORDS.iter().map(|word| value(word).map_or(String::new(), |x| number(x, 2, Language::En)));
        [driver.key.to_owned()].into_iter().chain(cells).chain([driver.meaning.to_owned()]).collect()
    };
    columns(header, drivers.iter().map(row), &[0, Rating::WORDS.len() + 1])
}

/// Columns under their headers, numbers to the right but for some columns of words.
fn columns(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>, words: &[usize]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_header(header)
        .set_width(WIDTH)
        .set_content_arrangement(ContentArrangement::Dynamic);
    for row in rows {
        table.add_row(row);
    }
    for (k, column) in table.column_iter_mut().enumerate() {
        let side = if words.contains(&k) { CellAlignment::Left } else { CellAlignment::Right };
        column.set_cell_alignment(side);
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
