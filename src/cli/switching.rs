//! The answer of `break-even`: where each input takes the statistic across the threshold.

use super::words;
use super::words::{listed, results, table, unit_after, wrapped};
use report::charts::{Language, figure, number, side};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::break_even::found::{BreakEven, Pays, Switching};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Rows of the table; its file has all.
const ROWS: usize = 24;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &BreakEven, place: &Path, names: &str) -> String {
    let (crossing, level): (Vec<&Switching>, Vec<&Switching>) = found.inputs.iter().partition(|one| one.at.is_some());
    let mut text = wrapped(&head(found));
    match crossing.first() {
        Some(first) => {
            text += &wrapped(&sentence(found, first));
            let header = ["input", "now", "above the threshold", "searched"].map(str::to_owned).to_vec();
            text += &table(header, crossing.iter().take(ROWS).map(|one| row(one)));
            if crossing.len() > ROWS {
                text += &wrapped(&format!("{} more: break-even.csv", crossing.len() - ROWS));
            }
            if crossing.iter().any(|one| one.crossings > 1) {
                text += &wrapped("* crosses more than once: the crossing nearest to the present value is given.");
            }
        }
        None => text += &wrapped("No input, moved alone, takes it across."),
    }
    if !level.is_empty() {
        let level: Vec<String> = level.iter().map(|one| shown(&one.path)).collect();
        text += &wrapped(&format!(
            "No crossing, whatever the value within the range that was searched: {}.",
            listed(&level)
        ));
    }
    text + &results(place, names)
}

/// `saving.p50 is 12.90 million CAD (12.61 to 13.22) as the scenario stands; where does it reach 0?`
fn head(found: &BreakEven) -> String {
    let now = found.at_present;
    let ends = [Some(now.value), now.low, now.high, Some(found.reaches)];
    let largest = ends.iter().flatten().fold(0.0, |most: f64, end| most.max(end.abs()));
    let scale = Shown::of_unit(&shown(&found.unit), largest);
    let amount = |value: f64| words::amount(value, &scale);
    let interval = match (now.low, now.high) {
        (Some(low), Some(high)) => format!(" (95% interval {} to {})", amount(low), amount(high)),
        _ => String::new(),
    };
    let unit = unit_after(" ", &scale);
    format!(
        "{}: {} is {}{unit}{interval}; each input is held at one value, alone, until it reaches {}; {} replications of each, seed {}",
        found.scenario,
        found.statistic,
        amount(now.value),
        figure(found.reaches, LANGUAGE),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    )
}

/// The nearest of all in words.
fn sentence(found: &BreakEven, first: &Switching) -> String {
    let (Some(at), Some(pays)) = (first.at, first.pays) else { return String::new() };
    // From where the scenario stands: what it takes to get below the threshold, or up to it.
    let reached = found.at_present.value >= found.reaches;
    let verb = if (pays == Pays::Below) == reached { "exceeds" } else { "falls below" };
    let what = match (found.statistic.starts_with("saving") && found.reaches == 0.0, reached) {
        (true, true) => "sharing stops paying".to_owned(),
        (true, false) => "sharing begins to pay".to_owned(),
        (false, true) => format!("{} falls below {}", found.statistic, figure(found.reaches, LANGUAGE)),
        (false, false) => format!("{} reaches {}", found.statistic, figure(found.reaches, LANGUAGE)),
    };
    format!(
        "Nearest to the present value: {what} when {} ({}) {verb} {}.",
        shown(&first.path),
        first.meaning,
        figure(at.value, LANGUAGE)
    )
}

fn row(one: &Switching) -> Vec<String> {
    let range = |low: f64, high: f64| match low == high {
        true => figure(low, LANGUAGE),
        false => format!("{} to {}", figure(low, LANGUAGE), figure(high, LANGUAGE)),
    };
    let side = match one.at {
        Some(at) => {
            let several = if one.crossings > 1 { "*" } else { "" };
            let known = match (at.low, at.high) {
                (Some(low), Some(high)) => format!(" ({})", range(low, high)),
                _ => String::new(),
            };
            format!("{}{known}{several}", side(one, LANGUAGE))
        }
        None => String::new(),
    };
    let now = one.now.map_or("from other inputs".to_owned(), |[low, _, high]| range(low, high));
    vec![shown(&one.path), now, side, range(one.searched[0], one.searched[1])]
}
