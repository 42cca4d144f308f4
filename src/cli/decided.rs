//! The answer of `decide`: the ways as choices, who would rather have another, and what to find out first.

use super::words;
use super::words::{listed, results, table, unit_after, wrapped};
use model::scenario::Way;
use report::charts::{Language, number, percent};
use std::path::Path;
use study::analysis::allocate::found::Shown;
use study::analysis::decide::found::{Decision, Estimated, InputWorth, MemberChoice};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Inputs told; the file has all.
const INPUTS: usize = 8;
/// Standard errors that an amount must be above 0.
const SURE: f64 = 2.0;

/// Costs that differ by less, relative, are the same: sums of the same amounts in another order.
const SAME: f64 = 1e-12;
/// Share of what everything is worth below which an input is not worth a line.
const LEAST: f64 = 0.003;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Decision, place: &Path, names: &str) -> String {
    let most = found.ways.iter().map(|choice| choice.budget_p50_p70_p80[2]).fold(0.0, f64::max);
    let scale = Shown::money(&shown(&found.currency), most);
    let head = format!(
        "{}: {} of {}, present value; {} replications, seed {}",
        found.scenario,
        scale.unit.as_deref().unwrap_or_default(),
        found.price_year,
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    );
    wrapped(&head)
        + "\n"
        + &choices(found, &scale)
        + "\n"
        + &wrapped(&verdict(found, &scale))
        + &pairs(found, &scale)
        + &members(found)
        + "\n"
        + &information(found)
        + &results(place, names)
}

fn name(way: Way) -> &'static str {
    if way == Way::Independent { "alone" } else { way.word() }
}

fn choices(found: &Decision, scale: &Shown) -> String {
    let amount = |value: f64| words::amount(value, scale);
    let header = [
        "way",
        "cheapest in",
        "mean cost",
        "mean regret",
        "budget P50 / P70 / P80",
        "live by P50 / P70 / P80",
        "both kept",
    ];
    let row = |choice: &study::analysis::decide::found::Choice| {
        let three = |values: [f64; 3], of: &dyn Fn(f64) -> String| values.map(of).join(" / ");
        vec![
            name(choice.way).to_owned(),
            percent(choice.cheapest.value, LANGUAGE),
            amount(choice.cost.value),
            amount(choice.regret),
            three(choice.budget_p50_p70_p80, &amount),
            three(choice.go_live_p50_p70_p80, &|years| number(years, 1, LANGUAGE)),
            three(choice.joint_p50_p70_p80, &|share| percent(share, LANGUAGE)),
        ]
    };
    table(header.map(str::to_owned).to_vec(), found.ways.iter().map(row))
}

fn verdict(found: &Decision, scale: &Shown) -> String {
    let amount = |value: f64| words::amount(value, scale) + &unit_after(" ", scale);
    let Some(best) = found.ways.iter().find(|choice| choice.way == found.best) else { return String::new() };
    if is_certain(found) {
        return format!("Nothing is uncertain here: {} costs least.", name(best.way));
    }
    if best.regret == 0.0 {
        return format!("Least in the mean, and in every replication: {}.", name(best.way));
    }
    format!(
        "Least in the mean: {}, the cheapest in {} of replications; otherwise it costs more than the cheapest, {} in the mean of all, over {} in one of twenty.",
        name(best.way),
        percent(best.cheapest.value, LANGUAGE),
        amount(best.regret),
        amount(best.regret_p95),
    )
}

/// Whether every replication comes to the same.
fn is_certain(found: &Decision) -> bool {
    let alike = |low: f64, high: f64| (high - low).abs() <= SAME * high.abs();
    found.ways.iter().all(|choice| {
        let cost = choice.cost;
        let [low, high] = [cost.low, cost.high].map(|end| end.unwrap_or(cost.value));
        let budgets = choice.budget_p50_p70_p80;
        alike(low, high) && alike(budgets[0], budgets[2])
    })
}

/// What each way saves against each other, where there are more than two.
fn pairs(found: &Decision, scale: &Shown) -> String {
    if found.ways.len() < 3 {
        return String::new();
    }
    let against = found.ways.iter().map(|choice| format!("against {}", name(choice.way)));
    let header = std::iter::once(format!("saves{}", unit_after(", ", scale))).chain(against).collect();
    let cell = |way: Way, other: Way| {
        let pair = found.pairs.iter().find(|pair| pair.way == way && pair.against == other);
        pair.map_or("–".to_owned(), |pair| {
            let half = pair.saves.high.map_or(f64::NAN, |high| high - pair.saves.value);
            let [value, half] = [pair.saves.value, half].map(|value| words::amount(value, scale));
            format!("{value} ±{half} ({})", percent(pair.cheaper.value, LANGUAGE))
        })
    };
    let row = |choice: &study::analysis::decide::found::Choice| {
        let cells = found.ways.iter().map(|other| cell(choice.way, other.way));
        std::iter::once(name(choice.way).to_owned()).chain(cells).collect()
    };
    let rows = table(header, found.ways.iter().map(row));
    format!("\n{rows}{}\n", wrapped("Means with their 95% interval, and in how many replications the way is cheaper."))
}

/// Those whose best way is another; ways that cost a member the same are told together, as alone and a fork of the original do.
fn members(found: &Decision) -> String {
    let best = |one: &MemberChoice| -> Vec<Way> {
        let least = one.ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min);
        one.ways.iter().filter(|way| way.cost <= least + SAME * least.abs()).map(|way| way.way).collect()
    };
    let mut groups: Vec<(Vec<Way>, Vec<String>)> = Vec::new();
    for one in &found.administrations {
        let (ways, who) = (best(one), shown(&one.name.en));
        match groups.iter_mut().find(|group| group.0 == ways) {
            Some(group) => group.1.push(who),
            None => groups.push((ways, vec![who])),
        }
    }
    groups.retain(|(ways, _)| *ways != [found.best]);
    groups.sort_by_key(|(ways, _)| {
        ways.iter().map(|way| found.ways.iter().position(|own| own.way == *way)).collect::<Vec<_>>()
    });
    let text: String = groups
        .iter()
        .map(|(ways, names)| {
            let ways: Vec<&str> = ways.iter().map(|way| name(*way)).collect();
            let same = if ways.len() > 1 { " alike" } else { "" };
            wrapped(&format!(
                "Least in the mean by {}{same}, after funding, for {}.",
                ways.join(" and "),
                listed(names)
            ))
        })
        .collect();
    match text.is_empty() && !found.administrations.is_empty() {
        true => wrapped("After funding, it is so for every administration."),
        false => text,
    }
}

fn information(found: &Decision) -> String {
    if is_certain(found) {
        return wrapped("Every replication is alike, so that there is nothing to find out beforehand.");
    }
    let all = found.perfect_information.among_all_ways;
    let scale = Shown::money(&shown(&found.currency), all.value.max(found.perfect_information.to_share_or_not.value));
    let least = all.value * LEAST;
    let amount = |worth: Estimated| match worth.value > SURE * worth.standard_error && worth.value > least {
        true => {
            let [value, error] = [worth.value, worth.standard_error].map(|value| words::amount(value, &scale));
            format!("{value} ±{error}")
        }
        false => "–".to_owned(),
    };
    let unit = scale.unit.as_deref().unwrap_or_default();
    let told = |one: &&InputWorth| {
        [one.worth.among_all_ways, one.worth.to_share_or_not].iter().any(|worth| amount(*worth) != "–")
    };
    let rows: Vec<&InputWorth> = found.information.iter().filter(told).take(INPUTS).collect();
    if rows.is_empty() {
        let everything = match amount(all) {
            none if none == "–" => ", nor would to know all of them".to_owned(),
            some => format!(" (all of them together: {some} {unit})"),
        };
        return wrapped(&format!("To know any single input beforehand would hardly change the choice{everything}."));
    }
    let header = vec![
        format!("worth knowing beforehand, {unit}"),
        "to share or not".to_owned(),
        "among all ways".to_owned(),
        "rests on".to_owned(),
    ];
    let everything =
        vec!["everything".to_owned(), amount(found.perfect_information.to_share_or_not), amount(all), String::new()];
    let row = |one: &InputWorth| {
        let mark = one.mark.as_ref().map_or("the scenario".to_owned(), |mark| format!("default [{mark}]"));
        vec![shown(&one.path), amount(one.worth.to_share_or_not), amount(one.worth.among_all_ways), mark]
    };
    table(header, std::iter::once(everything).chain(rows.into_iter().map(row)))
        + &wrapped(
            "A study that costs more than this does not pay; ± is one standard error. All others: information.csv",
        )
}
