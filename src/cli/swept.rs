//! The answer of `sweep`: figures along an input, or a map of the median saving over two, and where sharing begins or ceases to pay.

use super::words;
use super::words::{amount_if_any, results, table, unit_after, wrapped};
use report::charts::{Language, figure, number, percent};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::sweep::found::{Axis, Cell, Crossing, Sweep, some_places};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Rows of a table; its file has all.
const ROWS: usize = 25;
/// Columns of a map.
const COLUMNS: usize = 7;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Sweep, place: &Path, names: &str) -> String {
    let text = match &found.over[..] {
        [axis] => along(found, axis),
        [down, across, ..] => over(found, down, across),
        [] => String::new(),
    };
    wrapped(&head(found)) + "\n" + &text + &results(place, names)
}

/// `canada-notify: saving along members; 12 cells of 10,000 replications, seed 1`
fn head(found: &Sweep) -> String {
    let paths: Vec<String> = found.over.iter().map(|axis| shown(&axis.path)).collect();
    format!(
        "{}: {} {} {}; {} cells of {} replications each on the same draws, seed {}",
        found.scenario,
        shown(&found.of),
        if paths.len() > 1 { "over" } else { "along" },
        paths.join(" and "),
        number(found.cells.len() as f64, 0, LANGUAGE),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    )
}

fn value(text: &str) -> String {
    text.parse().map_or_else(|_| shown(text), |value| figure(value, LANGUAGE))
}

fn along(found: &Sweep, axis: &Axis) -> String {
    let ends = found.cells.iter().flat_map(|cell| [cell.of.p5, cell.of.p95]).flatten();
    let scale = Shown::of_unit(&shown(&found.unit), ends.fold(0.0, |most: f64, end| most.max(end.abs())));
    let amount = |value: Option<f64>| amount_if_any(value, &scale);
    let unit = unit_after(", ", &scale);
    let header = vec![
        shown(&axis.path),
        format!("{} (5% to 95%){unit}", shown(&found.of)),
        format!("{}cheaper than alone", whose(found)),
        "breaks even after (median)".to_owned(),
    ];
    let row = |k: usize| {
        let cell = &found.cells[k];
        let after = match cell.break_even {
            None => "not in half".to_owned(),
            Some(0.0) => "at once".to_owned(),
            Some(year) => format!("{} years", figure(year, LANGUAGE)),
        };
        vec![
            value(&cell.at[0]),
            format!("{} ({} to {})", amount(cell.of.p50), amount(cell.of.p5), amount(cell.of.p95)),
            percent(cell.cheaper.value, LANGUAGE),
            after,
        ]
    };
    let rows = some_places(found.cells.len(), ROWS);
    let shortened = rows.len() < found.cells.len();
    let mut text = table(header, rows.into_iter().map(row)) + "\n";
    if shortened {
        text += &wrapped(&format!("{ROWS} of {} rows; sweep.csv has all.", found.cells.len()));
    }
    text + &wrapped(&format!("{}{}", whose(found), verdict(found, axis)))
}

/// What is told of sharing is of all together, also where the quantity is of one or of another kind.
fn whose(found: &Sweep) -> &'static str {
    if found.of.starts_with("saving") { "" } else { "all together: " }
}

/// Where sharing pays along an input.
fn verdict(found: &Sweep, axis: &Axis) -> String {
    let pays = |cell: &&Cell| cell.saving_p50.is_some_and(|known| known.value > 0.0);
    let paying = found.cells.iter().filter(pays).count();
    let path = shown(&axis.path);
    let now = axis.now.map_or(String::new(), |[low, _, high]| match low == high {
        true => format!(" It is {} at present.", figure(low, LANGUAGE)),
        false => format!(" It lies between {} and {} at present.", figure(low, LANGUAGE), figure(high, LANGUAGE)),
    });
    let crossing = |one: &Crossing| {
        let side = if one.pays_above { "above" } else { "below" };
        // Between counts there is nothing: the first that pays is what matters.
        let whole = one.between[1] - one.between[0] == 1.0 && one.between.iter().all(|end| end.fract() == 0.0);
        match whole {
            true if one.pays_above => format!("{} or more", figure(one.between[1], LANGUAGE)),
            true => format!("{} or fewer", figure(one.between[0], LANGUAGE)),
            false => format!("{side} {}", figure(one.at, LANGUAGE)),
        }
    };
    match (&found.crossings[..], paying) {
        (_, 0) => format!("Sharing pays at none of these values in the median case.{now}"),
        ([], all) if all == found.cells.len() => {
            format!("Sharing pays at every one of these values in the median case.{now}")
        }
        ([], some) => format!("Sharing pays at {some} of these {} values in the median case.", found.cells.len()),
        ([one], _) => format!("In the median case sharing pays where {path} is {}.{now}", crossing(one)),
        (several, _) => {
            let places: Vec<String> = several.iter().map(crossing).collect();
            format!("In the median case sharing pays where {path} is {}.{now}", places.join("; "))
        }
    }
}

/// The median of the quantity over two inputs.
fn over(found: &Sweep, down: &Axis, across: &Axis) -> String {
    let medians: Vec<Option<f64>> = found.cells.iter().map(|cell| cell.of.p50).collect();
    let largest = medians.iter().flatten().fold(0.0, |most: f64, value| most.max(value.abs()));
    let scale = Shown::of_unit(&shown(&found.unit), largest);
    let (rows, columns) = (some_places(down.values.len(), ROWS), some_places(across.values.len(), COLUMNS));
    let width = across.values.len();
    let header = std::iter::once(format!("{} \\ {}", shown(&down.path), shown(&across.path)))
        .chain(columns.iter().map(|&column| value(&across.values[column])))
        .collect();
    let row = |&row: &usize| {
        let amount = |&column: &usize| amount_if_any(medians[row * width + column], &scale);
        std::iter::once(value(&down.values[row])).chain(columns.iter().map(amount)).collect()
    };
    let paying = found.cells.iter().filter(|cell| cell.saving_p50.is_some_and(|known| known.value > 0.0)).count();
    let shortened = match rows.len() * columns.len() < found.cells.len() {
        true => format!(" ({} of {} cells; sweep.csv has all)", rows.len() * columns.len(), found.cells.len()),
        false => String::new(),
    };
    let unit = unit_after(", ", &scale);
    wrapped(&format!("Median of {}{unit}{shortened}:", shown(&found.of)))
        + &table(header, rows.iter().map(row))
        + "\n"
        + &wrapped(&format!(
            "{}In the median case sharing pays in {paying} of {} cells. {}",
            whose(found),
            found.cells.len(),
            extremes(found, &medians, (down, across), &scale)
        ))
}

/// `The median of saving goes from −4.2 at a = 1 and b = 2 to …`
fn extremes(found: &Sweep, medians: &[Option<f64>], (down, across): (&Axis, &Axis), scale: &Shown) -> String {
    let known = || medians.iter().enumerate().filter_map(|(k, value)| Some((k, (*value)?)));
    let least = known().min_by(|a, b| a.1.total_cmp(&b.1));
    let most = known().max_by(|a, b| a.1.total_cmp(&b.1));
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    let place = |(k, amount): (usize, f64)| {
        let at = &found.cells[k].at;
        format!(
            "{} at {} = {} and {} = {}",
            words::amount(amount, scale),
            shown(&down.path),
            value(&at[0]),
            shown(&across.path),
            value(&at[1])
        )
    };
    format!("The median of {} goes from {} to {}.", shown(&found.of), place(least), place(most))
}
