//! The answer of `run` on one screen: the question, what sharing saves, who may lose, what it rests on.

use super::words;
use super::words::wrapped;
use comfy_table::{CellAlignment, Table, presets};
use model::results::{AdministrationResult, DesignResult, Estimate, Fees, PrecisionResult, Results, Saving, WayResult};
use model::scenario::Way;
use report::charts::{Language, Unit, number, percent};
use std::path::Path;
use study::input::problem::{inert, shown};

const LANGUAGE: Language = Language::En;
/// Names listed before the rest are only counted.
const NAMES: usize = 4;
/// Defaults listed.
const DEFAULTS: usize = 3;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(results: &Results, place: &Path, names: &str) -> String {
    let question = &results.question;
    let head = format!(
        "{}, {}, {}; {} of {}, present value; {} replications, seed {}",
        counted(question.administrations, "administration"),
        counted(question.modules, "module"),
        counted(question.horizon, "year"),
        shown(&question.currency),
        question.price_year,
        number(results.run.replications as f64, 0, LANGUAGE),
        results.run.seed,
    );
    let precision = results.run.precision.as_ref().map(|precision| wrapped(&precise(precision, results)));
    let mut sentences: Vec<String> = results.savings.iter().map(verdict).collect();
    sentences.extend([break_even(results), fate(results)]);
    sentences.extend(grant(results));
    sentences.extend(results.consortium.fees.as_ref().map(|fees| schedule(fees, results)));
    sentences.push(losers(&results.administrations));
    let mut text = wrapped(&inert(question.title.en.chars()))
        + &wrapped(&head)
        + &design(&results.run.design)
        + &precision.unwrap_or_default()
        + "\n"
        + &table(results)
        + "\n";
    text.extend(sentences.iter().map(|sentence| wrapped(sentence)));
    text += &defaults(results);
    text.extend(results.warnings.iter().map(|warning| wrapped(&format!("Mind: {}", inert(warning.chars())))));
    text + &words::results(place, names)
}

/// The design, where draws are not random.
fn design(design: &DesignResult) -> String {
    let counts = design.randomisations.zip(design.points);
    counts.map_or_else(String::new, |(randomisations, points)| {
        let points = number(points as f64, 0, LANGUAGE);
        wrapped(&format!("Design: {}, {randomisations} randomisations of {points} points each", design.name))
    })
}

/// What ended a run that was to know something precisely.
fn precise(precision: &PrecisionResult, results: &Results) -> String {
    let unit = shown(&precision.unit);
    let amount = |half: f64| match unit.as_str() {
        "share of the estimate" => format!("{} %", significant(half * 100.0)),
        "probability" => format!("{} points", significant(half * 100.0)),
        unit => format!("{} {unit}", significant(half)),
    };
    let known = precision.reached.map_or("not at all".to_owned(), |reached| format!("to ±{}", amount(reached)));
    let why = match results.run.ended_by {
        "precision" => "as precisely as asked",
        "interrupt" => "interrupted before",
        _ => "the most replications allowed are done",
    };
    format!("Stopped: {why}; `{}` is known {known} (asked ±{})", shown(&precision.statistic), amount(precision.asked))
}

/// Three significant digits.
fn significant(value: f64) -> String {
    let digits = if value > 0.0 { (2.0 - libm::log10(value).floor()).clamp(0.0, 9.0) as usize } else { 0 };
    number(value, digits, LANGUAGE)
}

/// `1 year`, `10 years`
fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(count as f64, 0, LANGUAGE), if count == 1 { "" } else { "s" })
}

/// Effort and cost by way, and what sharing saves: medians with 90 % ranges.
fn table(results: &Results) -> String {
    let unit = |pick: fn(&WayResult) -> &Estimate, noun: &str| {
        let medians = results.ways.iter().filter_map(|way| pick(way).quantile(50));
        Unit::of(medians.fold(0.0, f64::max), noun, LANGUAGE)
    };
    let effort = unit(|way| &way.effort, "person-months");
    let money = unit(|way| &way.cost, &shown(&results.question.currency));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let [effort_header, money_header] = [&effort, &money].map(|unit| unit.words.clone());
    table.set_header(vec![
        "median (5% to 95%)".to_owned(),
        format!("effort, {effort_header}"),
        format!("cost, {money_header}"),
    ]);
    for way in &results.ways {
        let name = if way.way == Way::Independent { "alone" } else { way.way.word() };
        table.add_row([name.to_owned(), range(&way.effort, effort.factor), range(&way.cost, money.factor)]);
    }
    for saving in &results.savings {
        let name = match saving.against {
            Way::Independent => "saved by sharing".to_owned(),
            other => format!("saved against {}", other.word()),
        };
        let effort = share_and_range(&saving.effort, &saving.effort_share, effort.factor);
        table.add_row([name, effort, share_and_range(&saving.cost, &saving.cost_share, money.factor)]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// `1,834 (1,300 to 2,900)`
fn range(estimate: &Estimate, factor: f64) -> String {
    let ends = [5, 50, 95].map(|percent| estimate.quantile(percent));
    let [Some(low), Some(middle), Some(high)] = ends else { return "never defined".to_owned() };
    let decimals = decimals(middle / factor);
    let [low, middle, high] = [low, middle, high].map(|value| number(value / factor, decimals, LANGUAGE));
    format!("{middle} ({low} to {high})")
}

/// `28%: 1,399 (2 to 2,984)`; a share beyond all measure is left out.
fn share_and_range(saving: &Estimate, share: &Estimate, factor: f64) -> String {
    let share = share.quantile(50).filter(|share| share.abs() < 100.0);
    share.map_or_else(String::new, |share| format!("{}: ", percent(share, LANGUAGE))) + &range(saving, factor)
}

fn decimals(value: f64) -> usize {
    match value.abs() {
        large if large >= 100.0 => 0,
        medium if medium >= 10.0 => 1,
        small if small >= 1.0 || small == 0.0 => 2,
        _ => 3,
    }
}

/// An amount of money in a unit of its own size; none where it is as good as 0.
fn amount(results: &Results, value: Option<f64>) -> Option<String> {
    let value = value.filter(|value| *value >= 0.005)?;
    let unit = Unit::of(value, &shown(&results.question.currency), LANGUAGE);
    let scaled = value / unit.factor;
    Some(format!("{} {}", number(scaled, decimals(scaled), LANGUAGE), unit.words))
}

fn verdict(saving: &Saving) -> String {
    let way = match saving.against {
        Way::Independent => "building alone",
        Way::Fork => "copying and forking",
        Way::Buy => "buying",
        Way::Shared => "sharing",
    };
    let p = saving.positive;
    let [value, effort] = [p.value, saving.effort_positive.value].map(|share| percent(share, LANGUAGE));
    let [low, high] = [p.low, p.high].map(|share| number(100.0 * share, 0, LANGUAGE));
    format!("Cheaper than {way} in {value} of replications (95% interval {low}–{high}%), less effort in {effort}.")
}

fn break_even(results: &Results) -> String {
    let consortium = &results.consortium;
    let within = percent(consortium.breaks_even.value, LANGUAGE);
    let median = match consortium.break_even_median {
        Some(0.0) => "sharing is never dearer".to_owned(),
        Some(year) => format!("sharing breaks even after {}", counted(year as usize + 1, "year")),
        None => "sharing does not break even within the horizon".to_owned(),
    };
    let peak = amount(results, consortium.peak_extra_outlay.quantile(90));
    let peak = peak.map_or_else(String::new, |peak| format!("; on the way it needs up to {peak} more (P90)"));
    format!("In the median case {median}; break-even comes in {within} of replications{peak}.")
}

fn fate(results: &Results) -> String {
    let consortium = &results.consortium;
    let live = |way: Way| {
        let years = results.way(way).and_then(|way| way.go_live.quantile(50));
        years.map_or_else(|| "never".to_owned(), |years| number(years, 1, LANGUAGE))
    };
    format!(
        "Live after {} years alone, {} shared (median). The core build is abandoned in {} of replications, the consortium dissolved later in {}; {} of {} members are there at the end (median).",
        live(Way::Independent),
        live(Way::Shared),
        percent(consortium.abandoned.value, LANGUAGE),
        percent(consortium.dissolved.value, LANGUAGE),
        number(consortium.members_at_end.quantile(50).unwrap_or(0.0), 0, LANGUAGE),
        number(results.question.administrations as f64, 0, LANGUAGE),
    )
}

fn grant(results: &Results) -> Option<String> {
    let grant = amount(results, results.consortium.funding.quantile(50))?;
    Some(format!("A grant of {grant} (median) lowers the members' bills; it is no saving."))
}

/// What the fees of a schedule would come to as they are written.
fn schedule(fees: &Fees, results: &Results) -> String {
    let owed = amount(results, fees.owed.quantile(50)).unwrap_or_else(|| "nothing".to_owned());
    let [low, middle, high] = [5, 50, 95].map(|percent| fees.cover.quantile(percent).map(times));
    let ([Some(low), Some(middle), Some(high)], true) = ([low, middle, high], fees.cover.count > 0) else {
        return format!(
            "The yearly fees as written come to {owed} (median), and there is nothing that they are to pay for."
        );
    };
    let entry = amount(results, fees.entry.quantile(50));
    let entry = entry.map_or_else(String::new, |entry| format!(" Entry fees, {entry}, go to earlier members."));
    format!(
        "The yearly fees as written come to {owed} (median), {middle} times what they are to pay for ({low} to {high}): more than enough in {} of replications. Bills are in proportion to them and add up to the cost.{entry}",
        percent(fees.more_than_enough.value, LANGUAGE),
    )
}

/// A factor, to two digits behind the point, or three of its own where it is small.
fn times(factor: f64) -> String {
    if factor >= 0.01 { number(factor, 2, LANGUAGE) } else { significant(factor) }
}

/// Who pays more than alone in the median.
fn losers(administrations: &[AdministrationResult]) -> String {
    let sure = |administration: &&AdministrationResult| administration.better_off.value;
    let mut by_chance: Vec<&AdministrationResult> = administrations.iter().collect();
    by_chance.sort_by(|a, b| sure(a).total_cmp(&sure(b)));
    let name = |administration: &&AdministrationResult| {
        format!("{} ({})", shown(&administration.name.en), percent(sure(administration), LANGUAGE))
    };
    let loses = |administration: &&&AdministrationResult| administration.saving.quantile(50).is_some_and(|s| s < 0.0);
    let losing: Vec<_> = by_chance.iter().filter(loses).collect();
    let count = |count: usize| number(count as f64, 0, LANGUAGE);
    let names = losing.iter().take(NAMES).map(|one| name(one)).collect::<Vec<_>>().join(", ");
    let least = by_chance.iter().take(2).map(name).collect::<Vec<_>>().join(", ");
    if losing.is_empty() {
        return format!("Likely to lose by joining: nobody; the least sure to pay less: {least}.");
    }
    let more = match losing.len().checked_sub(NAMES) {
        Some(more) if more > 0 => format!(" and {} more of {}", count(more), count(administrations.len())),
        _ => String::new(),
    };
    format!("Likely to lose by joining, with their chance to pay less: {names}{more}.")
}

/// The defaults that move the saving most.
fn defaults(results: &Results) -> String {
    let largest = results.influential_defaults.iter().take(DEFAULTS).map(|influence| {
        let unit = Unit::of(influence.saving_from.abs().max(influence.saving_to.abs()), "", LANGUAGE);
        let plain = |value: f64| number(value / unit.factor, decimals(value / unit.factor), LANGUAGE);
        let money = |value: f64| format!("{} {}", plain(value), unit.words).trim_end().to_owned();
        let (from, to) = (money(influence.saving_from), money(influence.saving_to));
        let error = influence.standard_error.map_or_else(String::new, |error| {
            format!(" ±{}", number(error / unit.factor, decimals(influence.swing() / unit.factor), LANGUAGE))
        });
        let moved = format!("{}{error}", plain(influence.swing()));
        wrapped(&format!(
            "  {} [{}]: {from} saved at {}, {to} at {} ({moved})",
            shown(&influence.path),
            influence.mark,
            influence.moved_from,
            influence.moved_to
        ))
    });
    let largest: String = largest.collect();
    if largest.is_empty() {
        return "No default decides anything here.\n".to_owned();
    }
    format!("Left at default, and moving the mean saving most (by how much, ± one standard error):\n{largest}")
}
