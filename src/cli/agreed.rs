//! The answer of `terms`: three tables, each with a sentence that says what it means.

use super::words;
use super::words::{listed, results, table, unit_after, wrapped};
use model::results::Known;
use report::charts::{Language, number, percent};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::terms::found::{Departure, Entry, EntryYear, Support, Terms, Who};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Founders named; of more their number is told.
const NAMED: usize = 4;
/// Departures told; the file has all.
const DEPARTURES: usize = 8;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Terms, place: &Path, names: &str) -> String {
    let head = format!(
        "{}: {} of {}, present value, means; cost shared by {}; {} replications of each variant, seed {}",
        found.scenario,
        shown(&found.currency),
        found.price_year,
        shown(&found.cost_sharing),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    );
    let entry = match &found.entry {
        Some(entry) => of_entry(found, entry),
        None => wrapped("Nobody can join later: the horizon is over before the founders have had a year."),
    };
    wrapped(&head) + "\n" + &entry + "\n" + &support(found) + "\n" + &departures(found) + "\n" + &results(place, names)
}

fn name(who: &Who) -> String {
    shown(&who.name.en)
}

/// The name in a cell of a table.
fn cell(who: &Who) -> String {
    words::cell(&name(who), &shown(&who.id))
}

/// A scale for the largest of amounts.
fn scale(found: &Terms, amounts: impl Iterator<Item = f64>) -> Shown {
    Shown::money(&shown(&found.currency), amounts.map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max))
}

/// `1.20 ±0.05`, half of the 95 % interval.
fn with_half(known: Known, scale: &Shown) -> String {
    let value = words::amount(known.value, scale);
    known.high.map_or(value.clone(), |high| format!("{value} ±{}", words::amount(high - known.value, scale)))
}

fn of_entry(found: &Terms, entry: &Entry) -> String {
    let money = scale(found, entry.years.iter().flat_map(|year| [year.founders_gain.value, year.newcomer_saves.value]));
    let paid = scale(found, entry.years.iter().flat_map(|year| [year.least_payment, year.most_payment]));
    let newcomer = name(&entry.newcomer);
    let mut header = vec![
        format!("{}\njoins in year", cell(&entry.newcomer)),
        format!("founders gain{}", unit_after("\n", &money)),
        format!("it saves{}", unit_after("\n", &money)),
        format!("payment on entry{}", unit_after("\n", &paid)),
    ];
    let by_fee = entry.path.as_deref().map(|path| path != "consortium.buy_in");
    if let Some(by_fee) = by_fee {
        header.push(if by_fee { "entry fee\nof all classes".to_owned() } else { "or a buy_in\nfor all".to_owned() });
    }
    let row = |year: &EntryYear| {
        let amount = |value: f64| words::amount(value, &paid);
        let zone = match year.least_payment > year.most_payment {
            true => "none suits both".to_owned(),
            false => format!("{} to {}", amount(year.least_payment), amount(year.most_payment)),
        };
        let years = number(year.joins, if year.joins.fract() == 0.0 { 0 } else { 1 }, LANGUAGE);
        let mut row = vec![years, with_half(year.founders_gain, &money), with_half(year.newcomer_saves, &money), zone];
        row.extend(by_fee.map(|by_fee| setting(year.setting, by_fee, &paid)));
        row
    };
    let founders = match entry.founders.len() {
        1..=NAMED => listed(&entry.founders.iter().map(name).collect::<Vec<_>>()),
        count => format!("the {count} founders"),
    };
    let what = match entry.path.as_deref() {
        None => String::new(),
        Some(path) => format!(" {path}, which all who join later pay by, would do the same at the value on the right."),
    };
    table(header, entry.years.iter().map(row))
        + &wrapped(&format!(
            "Gain and saving by the rule as it stands, ± the 95% interval. With the lower payment to them in the year of joining {founders} are no worse off than if {newcomer} never joined; beyond the upper one {newcomer} would be; below 0 they would pay it.{what}",
        ))
}

/// A setting as a share or a fee; what is below 0 is not needed.
fn setting(known: Option<Known>, by_fee: bool, scale: &Shown) -> String {
    match known {
        None => "–".to_owned(),
        Some(known) if known.value <= 0.0 => "none needed".to_owned(),
        Some(known) if by_fee => words::amount(known.value, scale),
        Some(known) if known.value > 1.0 => "over 1".to_owned(),
        Some(known) => number(known.value, 2, LANGUAGE),
    }
}

fn support(found: &Terms) -> String {
    let money = scale(found, found.support.iter().flat_map(|one| [one.saves.value, one.own_grant, one.own_grant_sure]));
    let core = scale(found, std::iter::once(found.most_tried));
    let (unit, core_unit) = (unit_after("\n", &money), unit_after("\n", &core));
    let sure = percent(found.sure, LANGUAGE);
    let header = vec![
        "least willing".to_owned(),
        "no dearer\nin".to_owned(),
        format!("saves{unit}"),
        format!("own grant{unit}\nmean"),
        format!("\n\nin {sure}"),
        format!("core grant{core_unit}\nmean"),
        format!("\n\nin {sure}"),
    ];
    let row = |one: &Support| {
        let grant = |value: f64, scale: &Shown| match value {
            0.0 => "none".to_owned(),
            value => words::amount(value, scale),
        };
        let core = |value: Option<f64>, enough: bool| match value {
            _ if enough => "as now".to_owned(),
            None => "none does".to_owned(),
            Some(value) => words::amount(value, &core),
        };
        vec![
            cell(&one.who),
            percent(one.no_dearer.value, LANGUAGE),
            with_half(one.saves, &money),
            grant(one.own_grant, &money),
            grant(one.own_grant_sure, &money),
            core(one.core_grant, one.saves.value >= 0.0),
            core(one.core_grant_sure, one.no_dearer.value >= found.sure),
        ]
    };
    table(header, found.support.iter().map(row))
        + &wrapped(&format!(
            "What makes each pay no more than alone, in the mean and in {sure} of replications: a grant to it alone (present value), or consortium.funding in place of {}{}; up to {}{} was tried.",
            words::amount(found.grant_now, &core),
            unit_after(" ", &core),
            words::amount(found.most_tried, &core),
            unit_after(" ", &core)
        ))
}

fn departures(found: &Terms) -> String {
    let money = scale(found, found.departures.iter().flat_map(|one| [one.never.value, one.later.value]));
    let unit = unit_after(", ", &money);
    let after = number(found.leaves_after, if found.leaves_after.fract() == 0.0 { 0 } else { 1 }, LANGUAGE);
    let header = vec![
        format!("the others pay more{unit}"),
        "if it\nnever joins".to_owned(),
        format!("if it leaves {after} years\nafter go-live"),
        "of their\ncost".to_owned(),
        "hardest hit".to_owned(),
    ];
    let row = |one: &Departure| {
        let hardest = one.hardest_hit.as_ref();
        vec![
            cell(&one.who),
            with_half(one.never, &money),
            with_half(one.later, &money),
            number(100.0 * one.later_share, 1, LANGUAGE) + "%",
            hardest.map_or("–".to_owned(), |(who, more)| format!("{} ({})", cell(who), words::amount(*more, &money))),
        ]
    };
    let rows = table(header, found.departures.iter().take(DEPARTURES).map(row));
    let more = match found.departures.len().saturating_sub(DEPARTURES) {
        0 => String::new(),
        more => format!(" {more} more: departures.csv."),
    };
    let owed = match found.entry.as_ref().is_some_and(|entry| entry.path.is_none()) {
        true => " By this rule a member's part of the core is fixed, and owed after it has left, too.",
        false => "",
    };
    rows + &wrapped(&format!(
        "Both against its joining as it does and staying to the end. Less than 0: the others would pay less without it. It takes effect when the core has been live so long, or the member in it.{owed}{more}"
    ))
}
