//! The answer of `sensitivity`: which inputs decide, how much, and in which direction.

use super::words::{amount, results, table, unit_after, wrapped};
use report::charts::{Language, figure, number, percent};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::sensitivity::found::{FactorResult, Index, Sensitivity};
use study::input::problem::{inert, shown};

const LANGUAGE: Language = Language::En;
/// Factors in each table; the files have all of them.
const ROWS: usize = 10;
/// Longest name and longest source, in characters.
const NAME: usize = 30;
const SOURCE: usize = 90;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Sensitivity, place: &Path, names: &str) -> String {
    let (bars, decisive) = (found.bars(), found.decisive());
    let mut text = wrapped(&head(found));
    text += &wrapped(
        "Shares that inputs decide alone, and with all others (± of 95 % intervals): of the variance of the ranks, which is how \
         high it is among all that are possible, and of the variance, which is by how much. Trend: rank correlation.",
    );
    text += &("\n".to_owned() + &shares(&decisive) + "\n");
    text += &wrapped(&caption(found));
    text += &("\n".to_owned() + &tornado(found, &bars) + "\n");
    let named = decisive.into_iter().take(ROWS).chain(bars.into_iter().take(ROWS));
    let mut told: Vec<&str> = Vec::new();
    for one in named {
        if !told.contains(&one.name.as_str()) {
            told.push(&one.name);
            text += &wrapped(&meaning(one));
        }
    }
    text += &wrapped(&format!(
        "Chance events by themselves decide {} of the ranks; the rest is what is not known, or both together.",
        percent(found.chance.clamp(0.0, 1.0), LANGUAGE)
    ));
    text.extend(found.warnings.iter().map(|warning| wrapped(&format!("Mind: {}.", inert(warning.chars())))));
    text + &results(place, names)
}

/// `saving`: mean 11.9 million CAD …
fn head(found: &Sensitivity) -> String {
    let moments = match (found.mean, found.sd) {
        (Some(mean), Some(sd)) if found.unit == "probability" => {
            format!("probability {}, standard deviation {}", figure(mean, LANGUAGE), figure(sd, LANGUAGE))
        }
        (Some(mean), Some(sd)) => {
            let scale = Shown::of_unit(&shown(&found.quantity_unit), mean.abs().max(sd));
            format!(
                "mean {}{unit}, standard deviation {}{unit}",
                amount(mean, &scale),
                amount(sd, &scale),
                unit = unit_after(" ", &scale)
            )
        }
        _ => "no variance".to_owned(),
    };
    let of = if found.unit == "probability" { &found.of } else { &found.quantity };
    format!(
        "{}: what decides `{}`: {moments}; {} replications of each set of points, seed {}",
        shown(&found.scenario),
        shown(of),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    )
}

fn shares(decisive: &[&FactorResult]) -> String {
    let index = |one: Index| format!("{} ±{}", two(one.value), two((one.high - one.low) / 2.0));
    let header = ["input", "ranks: alone", "with others", "variance: alone", "with others", "trend"].map(str::to_owned);
    let rows = decisive.iter().take(ROWS).map(|one| {
        let none = || ["–".to_owned(), "–".to_owned()];
        let of_variance = one.variance.map_or_else(none, |shares| [shares.first_order, shares.total].map(index));
        let mut row = vec![name(one), index(one.ranks.first_order), index(one.ranks.total)];
        row.extend(of_variance);
        row.push(one.rank_correlation.map_or("–".to_owned(), two));
        row
    });
    let text = table(header.to_vec(), rows);
    match decisive.len().saturating_sub(ROWS) {
        0 => text,
        more => text + &format!(" and {more} more in sensitivity.csv\n"),
    }
}

/// What the bars are of.
fn caption(found: &Sensitivity) -> String {
    let scale = Shown::of_unit(&shown(&found.unit), found.base.free.value);
    let case = Shown::of_unit(&shown(&found.quantity_unit), found.base.median);
    format!(
        "Tornado: `{}` is {}{}; with one input at its P10, then at its P90, all others drawn; and in the one case in which all \
         others are at their median, where `{}` is {}{}:",
        shown(&found.of),
        amount(found.base.free.value, &scale),
        unit_after(" ", &scale),
        shown(&found.quantity),
        amount(found.base.median, &case),
        unit_after(" ", &case)
    )
}

fn tornado(found: &Sensitivity, bars: &[&FactorResult]) -> String {
    let largest = |values: &dyn Fn(&FactorResult) -> [f64; 2]| {
        bars.iter().flat_map(|one| values(one)).fold(0.0, |most: f64, value| most.max(value.abs()))
    };
    let largest = [largest(&|one| one.tornado.free), largest(&|one| one.tornado.median)];
    // Amounts of one unit are to be read beside each other.
    let both = largest[0].max(largest[1]);
    let [of_free, of_median] = if found.unit == found.quantity_unit { [both, both] } else { largest };
    let (free, median) =
        (Shown::of_unit(&shown(&found.unit), of_free), Shown::of_unit(&shown(&found.quantity_unit), of_median));
    let pair = |ends: [f64; 2], scale: &Shown| format!("{} → {}", amount(ends[0], scale), amount(ends[1], scale));
    let heading = |text: &str, scale: &Shown| text.to_owned() + &unit_after(", ", scale);
    let header = vec![
        "input".to_owned(),
        "P10 → P90".to_owned(),
        heading("others drawn", &free),
        heading("median case", &median),
    ];
    let rows = bars.iter().take(ROWS).map(|one| {
        let bar = &one.tornado;
        let values = |at: [f64; 2]| format!("{} → {}", figure(at[0], LANGUAGE), figure(at[1], LANGUAGE));
        let at = bar.at.map_or(if bar.happens { "no → yes".to_owned() } else { String::new() }, values);
        vec![name(one), at, pair(bar.free, &free), pair(bar.median, &median)]
    });
    let text = table(header, rows);
    match bars.len().saturating_sub(ROWS) {
        0 => text,
        more => text + &format!(" and {more} more in tornado.csv\n"),
    }
}

/// An input in words, with where its values come from.
fn meaning(one: &FactorResult) -> String {
    let mark = one.mark.as_ref().map_or(String::new(), |mark| format!(" [{mark}]"));
    let many = if one.inputs > 1 { format!(", {} inputs", one.inputs) } else { String::new() };
    let source = one.source.as_ref().map_or(String::new(), |source| format!("; {}", short(source)));
    format!("{}: {}{many}{mark}{source}", shown(&one.name), inert(one.meaning.chars()))
}

/// A source that is not cut off in the middle of a word.
fn short(source: &str) -> String {
    let source: String = inert(source.chars());
    if source.chars().count() <= SOURCE {
        return source;
    }
    let start: String = source.chars().take(SOURCE).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end_matches([',', ';']))
}

fn name(one: &FactorResult) -> String {
    let name = shown(&one.name);
    match name.chars().count() > NAME {
        true => name.chars().take(NAME - 1).chain(['…']).collect(),
        false => name,
    }
}

fn two(value: f64) -> String {
    number(value, 2, LANGUAGE)
}
