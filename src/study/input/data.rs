//! `effort.data`: finished projects, a public set by name or a table of one's own, and what the line through them settles.

use super::empirical;
use super::node::{Key, Node, Value};
use super::number;
use super::problem::{Place, shown};
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::settled::Settled;
use super::suggest;
use super::table;
use super::table::Table;
use super::text;
use crate::calibration::line::Line;
use crate::calibration::regression::FitError;
use crate::data_sets;
use crate::data_sets::{HOURS, SETS, SizeUnit};
use model::distribution::Distribution;
use model::scenario::keys::{Global, Mark};

/// Keys of a table of one's own, and what they are.
pub(crate) const FIELDS: [(&str, &str); 4] = [
    ("file", "CSV file beneath the scenario's folder, one row a project; rows without size or effort are left out"),
    ("size", "its column of sizes"),
    ("effort", "its column of efforts"),
    ("unit", "what efforts are counted in"),
];
/// Units of effort, and person-months in one.
pub const UNITS: [(&str, f64); 5] = [
    ("hours", 1.0 / HOURS),
    ("thousand-hours", 1000.0 / HOURS),
    ("person-days", 8.0 / HOURS),
    ("person-months", 1.0),
    ("person-years", 12.0),
];

/// Projects with the line through them.
#[derive(Debug)]
pub(crate) struct Data {
    /// The line.
    pub line: Line,
    /// Unit of their sizes, in short.
    pub unit: &'static str,
    /// Whether sizes may be in lines of code.
    pub counts_code: bool,
    /// Where the scenario names them.
    pub place: Place,
    /// What they are, as sources name them.
    name: String,
    said: Said,
}

/// Reads what `effort.data` says; none after a report.
pub(crate) fn read(node: &Node, reading: &mut Reading) -> Option<Data> {
    match &node.value {
        Value::Text(name) => public(name, node, reading),
        Value::Table(entries) => own(entries, node, reading),
        _ => {
            reading.wrong_kind(node, "a name such as \"desharnais\", or a table { file, size, effort, unit }");
            None
        }
    }
}

/// A public set.
fn public(name: &str, node: &Node, reading: &mut Reading) -> Option<Data> {
    let Some(set) = data_sets::find(name) else {
        let near = suggest::nearest(name, SETS.iter().map(|set| set.name));
        let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        let all = SETS.iter().map(|set| set.name).collect::<Vec<_>>().join(", ");
        let help = format!("{near}public sets: {all}; a table of your own is {{ file = \"own.csv\", … }}");
        reading.error_help(&node.place, format!("no public data set is named `{}`", shown(name)), help);
        return None;
    };
    let line = fitted(Line::of(set), node, reading)?;
    let is_code = set.usual_size() == SizeUnit::Kloc;
    let unit = if is_code { "KLOC" } else { "FP" };
    let name = format!("{} ({})", set.name, set.source);
    let said = Said::sourced(set.source.to_owned());
    Some(Data { line, unit, counts_code: is_code, place: node.place.clone(), name, said })
}

/// A table of one's own.
fn own(entries: &[(Key, Node)], node: &Node, reading: &mut Reading) -> Option<Data> {
    let mut fields: [Option<(&Node, String)>; FIELDS.len()] = Default::default();
    let mut said = Said::default();
    let mut sound = true;
    for (key, node) in entries {
        if let Some(read) = said.take(key, node, reading) {
            sound &= read;
            continue;
        }
        let told = text::plain(node, reading);
        sound &= told.is_some();
        match (key.text.as_str(), FIELDS.iter().position(|(name, _)| *name == key.text)) {
            (_, Some(k)) => fields[k] = told.map(|text| (node, text)),
            (other, _) => {
                let known = FIELDS.iter().map(|field| field.0).chain(said::names());
                let help = suggest::help(other, known);
                reading.error_help(&key.place, format!("`{}` is no part of `effort.data`", shown(other)), help);
                sound = false;
            }
        }
    }
    for ((name, meaning), _) in FIELDS.iter().zip(&fields).filter(|(_, field)| sound && field.is_none()) {
        let help = format!("give `{name}`: {meaning}");
        reading.error_help(&node.place, format!("`effort.data` lacks `{name}`"), help);
    }
    let [Some((file_node, file)), Some(size), Some(effort), Some((unit_node, _))] = fields else { return None };
    let per = text::choice("effort.data.unit", &UNITS, unit_node, reading);
    let table = empirical::table(&file, file_node, reading)?;
    let columns = [place_of(&file, &table, &size, reading), place_of(&file, &table, &effort, reading)];
    let ([Some(size), Some(effort)], Some(per), true) = (columns, per, sound) else { return None };
    let projects = projects(&table, size, effort, per, reading)?;
    let line = fitted(Line::through(projects), node, reading)?;
    let name = said.source.clone().unwrap_or(file);
    Some(Data { line, unit: "size", counts_code: true, place: node.place.clone(), name, said })
}

/// Index of a column.
fn place_of(file: &str, table: &Table, (node, column): &(&Node, String), reading: &mut Reading) -> Option<usize> {
    let found = table.column(column);
    if found.is_none() {
        let known = table.columns.iter().map(|key| key.text.as_str());
        let message = format!("`{}` has no column `{}`", shown(file), shown(column));
        reading.error_help(&node.place, message, suggest::help(column, known));
    }
    found
}

/// Sizes with person-months, rows without either left out.
fn projects(table: &Table, size: usize, effort: usize, per: f64, reading: &mut Reading) -> Option<Vec<(f64, f64)>> {
    let mut all = Vec::with_capacity(table.rows.len());
    let mut sound = true;
    let is_empty = |cell: &Node| matches!(&cell.value, Value::Text(text) if text.is_empty());
    for row in table.rows.iter().filter(|row| !is_empty(&row.cells[size]) && !is_empty(&row.cells[effort])) {
        let pair = [size, effort].map(|k| positive(&row.cells[k], reading));
        match pair {
            [Some(size), Some(effort)] => all.push((size, effort * per)),
            _ => sound = false,
        }
    }
    sound.then_some(all)
}

/// The number above 0 in a cell.
fn positive(cell: &Node, reading: &mut Reading) -> Option<f64> {
    let value = table::number(cell, &mut reading.problems)?;
    let value = number::sane(value, cell, reading)?;
    if value <= 0.0 {
        let help = "leave the cell empty where it is not known";
        reading.error_help(
            &cell.place,
            format!("sizes and efforts of finished projects are above 0, found {value}"),
            help,
        );
        return None;
    }
    Some(value)
}

fn fitted(line: Result<Line, FitError>, node: &Node, reading: &mut Reading) -> Option<Line> {
    let line = line.map_err(|error| {
        let help = "check both columns and the unit; leave out what is not comparable, or add projects";
        reading.error_help(&node.place, format!("no line through these projects: {error}"), help);
    });
    let line = line.ok()?;
    if line.cut() > MOST_CUT {
        let message = format!(
            "these projects hardly tell how effort grows with size (exponent {} ± {}): {:.0} % of what would be drawn lies below 0 and is cut away",
            short(line.slope),
            short(line.slope_sd),
            100.0 * line.cut()
        );
        reading.warning(&node.place, message, "add projects, or give effort.exponent");
    }
    Some(line)
}

impl Data {
    /// Source and note for the log.
    pub fn said(&self) -> Said {
        let Line { n, centre, median, slope, residual_sd, sizes: [low, high], .. } = self.line;
        let fit = format!(
            "{n} projects, sizes {} to {}; median person-months {} x (size / {})^{}, sd of logarithms about it {}",
            short(low),
            short(high),
            short(median),
            short(centre),
            short(slope),
            short(residual_sd)
        );
        let note = self.said.note.as_ref().map_or(fit.clone(), |note| format!("{note}; {fit}"));
        Said { note: Some(note), ..self.said.clone() }
    }

    /// What the line settles.
    pub fn settled(&self) -> Vec<Settled> {
        let line = self.line;
        let source = format!("log-log regression of {} projects: {}", line.n, self.name);
        let settled = |key, distribution: Option<Distribution>, value: String, note: String| {
            let distribution = distribution?;
            Some(Settled {
                key,
                distribution,
                value,
                given: false,
                mark: Mark::D,
                source: source.clone(),
                note: Some(note),
            })
        };
        let lognormal = |median: f64, sd: f64| {
            let text = format!("{{ lognormal = {{ median = {}, sigma = {} }} }}", short(median), short(sd));
            (Distribution::lognormal(median, sd).ok(), text)
        };
        let (coefficient, median) = lognormal(line.median, line.median_sd);
        let (overrun, residuals) = lognormal(1.0, line.residual_sd);
        let slope =
            Distribution::normal(line.slope, line.slope_sd).and_then(|slope| slope.truncated(0.0, f64::INFINITY));
        let rises = format!("{{ normal = {{ mean = {}, sd = {} }} }}", short(line.slope), short(line.slope_sd));
        let centre = Distribution::constant(line.centre).ok();
        let one_draw = "one draw for all: what is not known of the line".to_owned();
        let of_projects = format!(
            "residuals of these projects: what makes a project differ, in place of the default, which would count it twice. \
             Medians lie on the line, means are {} times higher. Part of it is common: effort.overrun_correlation. \
             Projects that were abandoned are not in it: effort.cancellation",
            short(line.mean_over_median())
        );
        [
            settled(
                Global::EffortCoefficient,
                coefficient,
                median,
                format!("person-months at effort.centre; {one_draw}"),
            ),
            settled(Global::EffortExponent, slope.ok().map(|(slope, _)| slope), rises, one_draw),
            settled(Global::Centre, centre, short(line.centre), "geometric mean size of the projects".to_owned()),
            settled(Global::Overrun, overrun, residuals, of_projects),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Warns where the whole system is larger or smaller than any of the projects.
    pub fn warn_of_size(&self, whole: f64, reading: &mut Reading) {
        let [low, high] = self.line.sizes;
        if whole < low || whole > high {
            let message = format!(
                "all modules together have a size of {} (median), and the projects of `effort.data` {} to {}",
                short(whole),
                short(low),
                short(high)
            );
            reading.warning(&self.place, message, "outside them the line is a guess: name projects of that size");
        }
    }
}

/// Share of a slope below 0 that is worth a warning, as of any distribution that is cut to its domain.
const MOST_CUT: f64 = 0.01;

/// Four digits.
fn short(x: f64) -> String {
    let digits = 3.0 - libm::log10(x.abs()).floor().clamp(-9.0, 9.0);
    let per = libm::pow(10.0, digits);
    ((x * per).round() / per).to_string()
}
