//! Tables of a run that no file holds: percentiles of cash, what is saved by what becomes of the core, and the numbers of its
//! charts.

use super::super::chapter::{Confidence, Numbers};
use super::frame;
use crate::charts::{decisive, phase_name, strategy_name};
use crate::document::{Cell, Table};
use crate::language::{Language, Unit, capital, number, say, with_sign};
use crate::words::names::{bare_if_any, name, none, strategy_in_row, taking};
use model::effort::Phase;
use model::results::{AdministrationResult, Estimate, Outturn, Results, StrategyResult, YearResult};
use model::scenario::Strategy;
use study::input::problem::shown;

/// Percentiles of a table: every fifth.
const PERCENTILES: std::ops::RangeInclusive<usize> = 1..=19;
/// Rows shown of administrations.
const ROWS: usize = 200;
/// The quantiles of a range, and its middle.
const RANGE: [u32; 3] = [5, 50, 95];

/// The unit of money for values up to the greatest of some.
fn money(results: &Results, values: impl IntoIterator<Item = f64>, language: Language) -> Unit {
    let greatest = values.into_iter().map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max);
    Unit::of(greatest, &shown(&results.question.currency), language)
}

/// What strategies are called, the unit with the first column.
fn headers(first: String, results: &Results, language: Language) -> Vec<String> {
    let names = results.strategies.iter().map(|one| strategy_in_row(one.strategy, language).to_owned());
    std::iter::once(first).chain(names).collect()
}

/// A curve at every fifth percent, a column for each strategy; none where there is no curve.
fn curves(results: &Results, curve: fn(&StrategyResult) -> &[(f64, f64)], language: Language) -> Option<(Table, Unit)> {
    let at = |one: &StrategyResult, percent: usize| curve(one).get(percent - 1).map(|point| point.1);
    let unit = money(results, results.strategies.iter().filter_map(|one| at(one, 95)), language);
    results.strategies.iter().any(|one| !curve(one).is_empty()).then(|| {
        let row = |step: usize| {
            let percent = 5 * step;
            let cells = results.strategies.iter().map(|one| bare_if_any(at(one, percent), &unit, language));
            let first = Cell::number(percent as f64, 0, language).read(format!("P{percent}"));
            std::iter::once(first).chain(cells).collect::<Vec<Cell>>()
        };
        (Table::new(headers(unit.words.clone(), results, language), PERCENTILES.map(row)), unit)
    })
}

/// What to set aside for so many of 100 simulations.
pub fn percentiles(results: &Results, language: Language) -> Option<Confidence> {
    let (table, unit) = curves(results, |one| &one.cost_curve, language)?;
    let names = results.strategies.iter().map(|one| format!("{} {{amount}}", taking(one.strategy, language)));
    let [label, sentence, between] = frame::confidence(&unit.words, language);
    Some(Confidence { table, label, sentence, between, names: names.collect() })
}

/// What is saved against each other strategy where the core is delivered, and where it is abandoned.
pub fn courses(results: &Results, language: Language) -> Table {
    let quantiles = |estimate: &Estimate| RANGE.map(|percent| estimate.quantile(percent));
    let all = results.savings.iter().flat_map(|one| [&one.delivered, &one.abandoned]);
    let unit = money(results, all.flat_map(|one| quantiles(&one.cost)).flatten(), language);
    let header = [
        say!(language, "{}" | "{}", unit.words),
        say!(language, "share of simulations" | "part des simulations"),
        say!(language, "sharing cheaper in" | "moins cher en commun dans"),
        say!(language, "saving, mean" | "économie, moyenne"),
        "P5".to_owned(),
        "P50".to_owned(),
        "P95".to_owned(),
    ];
    let runs = results.run.replications as f64;
    let rows = results.savings.iter().flat_map(|saving| {
        let against = taking(saving.against, language);
        let delivered = say!(language, "against {against}, delivered" | "par rapport à {against}, livré");
        let abandoned = say!(language, "against {against}, abandoned" | "par rapport à {against}, abandonné");
        let row = |label: String, outturn: &Outturn| {
            let positive =
                outturn.positive.map_or_else(|| none(language).into(), |one| Cell::percent(one.value, language));
            let share = Cell::percent(outturn.replications as f64 / runs, language);
            let money = std::iter::once(outturn.cost.mean).chain(quantiles(&outturn.cost));
            let money = money.map(|value| bare_if_any(value, &unit, language));
            [label.into(), share, positive].into_iter().chain(money).collect::<Vec<Cell>>()
        };
        [row(delivered, &saving.delivered), row(abandoned, &saving.abandoned)]
    });
    Table::new(header, rows)
}

/// The numbers of a chart of a run.
pub fn numbers(chart: &str, results: &Results, language: Language) -> Option<Numbers> {
    let whole = |table: Table| Numbers { table, file: None, left_out: 0 };
    match chart {
        "cost-curves" => curves(results, |one| &one.equal_service_curve, language).map(|(table, _)| whole(table)),
        "saving" => bars(results, language).map(whole),
        "years" => Some(whole(years(results, language))),
        "phases" => Some(whole(phases(results, language))),
        "administrations" => {
            let left_out = results.administrations.len().saturating_sub(ROWS);
            let file = (left_out > 0).then(|| "administrations.csv".to_owned());
            Some(Numbers { table: administrations(results, language), file, left_out })
        }
        _ => super::quality::numbers(chart, results, language).map(whole),
    }
}

/// The bars of what sharing saves, and the part of each in which the core was abandoned.
fn bars(results: &Results, language: Language) -> Option<Table> {
    let histogram = &decisive(results)?.histogram;
    let unit = money(results, [histogram.low, histogram.high], language);
    let header = [
        say!(language, "saving from, {}" | "économie à partir de, {}", unit.words),
        say!(language, "to" | "jusqu’à"),
        say!(language, "share of simulations" | "part des simulations"),
        say!(language, "of these, core abandoned" | "dont code commun abandonné"),
    ];
    let width = (histogram.high - histogram.low) / histogram.shares.len().max(1) as f64;
    let share = |share: f64| {
        let text = with_sign(&number(100.0 * share, 1, language), language);
        Cell::number(100.0 * share, 1, language).read(text)
    };
    let part = |k: usize| histogram.abandoned.get(k).map_or_else(|| "–".into(), |&part| share(part));
    let end = |k: usize| Cell::bare(histogram.low + width * k as f64, &unit, language);
    let rows = histogram.shares.iter().enumerate().map(|(k, &own)| vec![end(k), end(k + 1), share(own), part(k)]);
    let below = [vec!["–".into(), end(0), share(histogram.below), "–".into()]];
    let above = [vec![end(histogram.shares.len()), "–".into(), share(histogram.above), "–".into()]];
    let mut table = Table::new(header, below.into_iter().chain(rows).chain(above));
    table.columns.iter_mut().for_each(|column| column.side = crate::document::Side::Right);
    Some(table)
}

/// What is paid up to the end of each year.
fn years(results: &Results, language: Language) -> Table {
    let of = |strategy: Strategy| results.years.iter().filter(move |one| one.strategy == strategy);
    let strategies = || results.strategies.iter().map(|one| one.strategy);
    let all = strategies().flat_map(of).filter_map(|one| one.cumulative_cost.quantile(95));
    let unit = money(results, all, language);
    let columns = strategies().flat_map(|strategy| {
        let name = strategy_in_row(strategy, language);
        RANGE.map(|percent| format!("{name}, P{percent}"))
    });
    let first = say!(language, "paid by the end of year, {}" | "payé à la fin de l’an, {}", unit.words);
    let row = |alone: &YearResult| {
        let ends = |strategy: Strategy| {
            let year = of(strategy).find(|one| one.year == alone.year);
            RANGE.map(|percent| year.and_then(|year| year.cumulative_cost.quantile(percent)))
        };
        let cells = strategies().flat_map(ends).map(|value| bare_if_any(value, &unit, language));
        std::iter::once(Cell::number(alone.year as f64 + 1.0, 0, language)).chain(cells).collect::<Vec<Cell>>()
    };
    Table::new(std::iter::once(first).chain(columns), of(Strategy::Independent).map(row))
}

/// The effort by what it is for.
fn phases(results: &Results, language: Language) -> Table {
    let of = |one: &StrategyResult, phase: Phase| {
        one.phases.iter().find(|own| own.0 == phase).map(|(_, effort)| effort.mean.or(effort.quantile(50)))
    };
    let unit = Unit { factor: 1.0, words: String::new(), decimals: 0 };
    let first = say!(language, "person-months, mean" | "mois-personnes, moyenne");
    let rows = Phase::ALL.into_iter().map(|phase| {
        let cells = results.strategies.iter().map(|one| bare_if_any(of(one, phase).flatten(), &unit, language));
        std::iter::once(phase_name(phase, language).into()).chain(cells).collect::<Vec<Cell>>()
    });
    Table::new(headers(first, results, language), rows)
}

/// Each administration: what it pays by every strategy, at equal service, and what it saves by sharing.
fn administrations(results: &Results, language: Language) -> Table {
    let cost = |one: &AdministrationResult, strategy: Strategy| {
        let own = one.strategies.iter().find(|own| own.strategy == strategy);
        RANGE.map(|percent| own.and_then(|own| own.equal_service.quantile(percent)))
    };
    let strategies = || results.strategies.iter().map(|one| one.strategy);
    let listed = &results.administrations[..results.administrations.len().min(ROWS)];
    let all = listed.iter().flat_map(|one| strategies().map(|strategy| cost(one, strategy)[2])).flatten();
    let unit = money(results, all, language);
    let columns = strategies().flat_map(|strategy| {
        let name = capital(&strategy_name(strategy, language).to_lowercase());
        RANGE.map(|percent| format!("{name}, P{percent}"))
    });
    let last = [
        say!(language, "saving by sharing, mean" | "économie en commun, moyenne"),
        say!(language, "cheaper when sharing in" | "moins cher en commun dans"),
    ];
    let rows = listed.iter().map(|one| {
        let costs = strategies().flat_map(|strategy| cost(one, strategy)).chain([one.saving.mean]);
        let costs = costs.map(|value| bare_if_any(value, &unit, language));
        let better = Cell::percent(one.better_off.value, language);
        let who: Cell = name(&one.name, &one.id, language).into();
        std::iter::once(who).chain(costs).chain([better]).collect::<Vec<Cell>>()
    });
    Table::new(std::iter::once(unit.words.clone()).chain(columns).chain(last), rows)
}
