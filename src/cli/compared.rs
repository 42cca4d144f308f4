//! The answer of `compare`: each quantity by scenario, what the others have more than the first, and which inputs differ.

use super::words::{amount_if_any, results, table, unit_after, wrapped};
use report::charts::{Language, number, percent};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::compare::found::{ComparedQuantity, Comparison, Difference};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Differing inputs told; the file has all.
const INPUTS: usize = 12;
/// Longest value of an input.
const LONGEST: usize = 40;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Comparison, place: &Path, names: &str) -> String {
    let listed: Vec<String> = found.scenarios.iter().map(|one| shown(&one.name)).collect();
    let mut text = wrapped(&format!(
        "{}; {} replications of each on the same draws, seed {}",
        listed.join(" | "),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    )) + "\n";
    let header = std::iter::once("median (5% to 95%)".to_owned()).chain(listed.iter().cloned()).collect();
    text += &table(header, found.quantities.iter().map(|quantity| values(found, quantity)));
    text += "\n";
    let first = &listed[0];
    for (k, name) in listed.iter().enumerate().skip(1) {
        let (changed, same): (Vec<&ComparedQuantity>, Vec<&ComparedQuantity>) =
            found.quantities.iter().partition(|quantity| moves(quantity, k - 1));
        let rows = changed.iter().map(|quantity| difference(found, quantity, k - 1));
        let header = [
            format!("{name} more than {first}"),
            "mean (95% interval)".to_owned(),
            "5% to 95%".to_owned(),
            "more in".to_owned(),
        ];
        if !changed.is_empty() {
            text += &table(header.to_vec(), rows);
        }
        if !same.is_empty() {
            let same: Vec<&str> = same.iter().map(|quantity| quantity.path.as_str()).collect();
            text += &wrapped(&format!("{name}: the same in every replication: {}.", same.join(", ")));
        }
        text += "\n";
    }
    text + &inputs(found) + &results(place, names)
}

/// Whether a scenario has more or less of a quantity than the first in any replication.
fn moves(quantity: &ComparedQuantity, k: usize) -> bool {
    let Difference { more, less, .. } = &quantity.differences[k];
    more.value > 0.0 || less.value > 0.0
}

/// How amounts of a quantity are shown: as its greatest one needs.
fn scale(found: &Comparison, quantity: &ComparedQuantity) -> Shown {
    let ends = quantity.values.iter().flat_map(|figures| [figures.p5, figures.p95]).flatten();
    let unit = if quantity.unit == found.currency { shown(&found.currency) } else { quantity.unit.clone() };
    Shown::of_unit(&unit, ends.fold(0.0, |most: f64, end| most.max(end.abs())))
}

fn named(quantity: &ComparedQuantity, scale: &Shown) -> String {
    quantity.path.clone() + &unit_after(", ", scale)
}

fn values(found: &Comparison, quantity: &ComparedQuantity) -> Vec<String> {
    let scale = scale(found, quantity);
    let amount = |value: Option<f64>| amount_if_any(value, &scale);
    let one = |figures: &study::analysis::sweep::found::Figures| {
        format!("{} ({} to {})", amount(figures.p50), amount(figures.p5), amount(figures.p95))
    };
    std::iter::once(named(quantity, &scale)).chain(quantity.values.iter().map(one)).collect()
}

fn difference(found: &Comparison, quantity: &ComparedQuantity, k: usize) -> Vec<String> {
    let (scale, one) = (scale(found, quantity), &quantity.differences[k]);
    let amount = |value: Option<f64>| amount_if_any(value, &scale);
    let mean = one.mean.map_or("none".to_owned(), |mean| {
        format!("{} ({} to {})", amount(Some(mean.value)), amount(mean.low), amount(mean.high))
    });
    let range = format!("{} to {}", amount(one.figures.p5), amount(one.figures.p95));
    vec![named(quantity, &scale), mean, range, percent(one.more.value, LANGUAGE)]
}

fn inputs(found: &Comparison) -> String {
    if found.inputs.is_empty() {
        return wrapped("No input differs.");
    }
    let value = |value: &Option<String>| match value {
        None => "–".to_owned(),
        Some(value) if value.chars().count() > LONGEST => {
            shown(&value.chars().take(LONGEST - 1).chain(['…']).collect::<String>())
        }
        Some(value) => shown(value),
    };
    let row = |input: &study::analysis::compare::found::DifferingInput| {
        std::iter::once(shown(&input.path)).chain(input.values.iter().map(value)).collect()
    };
    let header = std::iter::once("inputs that differ".to_owned())
        .chain(found.scenarios.iter().map(|one| shown(&one.name)))
        .collect();
    let more = match found.inputs.len() > INPUTS {
        true => wrapped(&format!("{} more: inputs.csv", found.inputs.len() - INPUTS)),
        false => String::new(),
    };
    table(header, found.inputs.iter().take(INPUTS).map(row)) + &more + "\n"
}
