//! What each strategy costs in cash and at equal service, how long one waits, and the cash of the first years.

use super::decimals;
use crate::document::{Cell, Figures, Table};
use crate::language::{Language, Unit, number, say};
use crate::words::names::strategy_in_row;
use model::results::{Results, StrategyResult};
use model::scenario::Strategy;
use study::input::problem::shown;

/// Years whose cash is told.
const YEARS: usize = 3;

/// The table: the best strategy first.
pub(super) fn table(results: &Results, language: Language) -> Table {
    let middle = |strategy: &StrategyResult| {
        strategy.equal_service.mean.or(strategy.equal_service.quantile(50)).unwrap_or(f64::INFINITY)
    };
    let mut strategies: Vec<&StrategyResult> = results.strategies.iter().collect();
    strategies.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let medians = results.strategies.iter().filter_map(|strategy| strategy.cost.quantile(50));
    let unit = Unit::of(medians.fold(0.0, f64::max), &shown(&results.question.currency), language);
    let with_means = results.strategies.iter().all(|strategy| strategy.equal_service.mean.is_some());
    let equal = match with_means {
        true => language.pick("equal service, mean", "service égal,\nmoyenne"),
        false => language.pick("equal service", "service égal"),
    };
    let years = YEARS.min(results.question.horizon);
    // What is said of no column otherwise is a median.
    let mut header = vec![format!("{}, P50", unit.words)];
    header.extend([language.pick("cash", "dépense"), "P80", equal].map(str::to_owned));
    header.push(language.pick("wait, years", "attente,\nans").to_owned());
    // Not discounted, as all else is.
    header.extend((1..=years).map(|year| match year {
        1 => say!(language, "undiscounted: year 1" | "non actualisé :\nan 1"),
        later => say!(language, "{later}" | "{later}"),
    }));
    let row = |strategy: &&StrategyResult| {
        let cash = |percent: usize| strategy.cost_curve.get(percent - 1).map(|point| point.1);
        let mut cells: Vec<Cell> = vec![strategy_in_row(strategy.strategy, language).into()];
        cells.extend([cash(50), cash(80), Some(middle(strategy))].map(|value| amount(value, &unit, language)));
        cells.push(wait(strategy, language));
        cells.extend((0..years).map(|year| {
            let found = results.years.iter().find(|one| one.year == year && one.strategy == strategy.strategy);
            amount(found.and_then(|one| one.cost.quantile(50)), &unit, language)
        }));
        cells
    };
    Table::new(header, strategies.iter().map(row).collect::<Vec<Vec<Cell>>>())
}

fn amount(value: Option<f64>, unit: &Unit, language: Language) -> Cell {
    let Some(value) = value.filter(|value| value.is_finite()) else {
        return language.pick("none", "aucun").into();
    };
    let scaled = value / unit.factor;
    let decimals = decimals(scaled);
    let figures = Figures { value: scaled, interval: None, decimals, unit: unit.words.clone() };
    Cell { text: number(scaled, decimals, language).into(), figures: Some(figures) }
}

/// The median wait; never where that is the median case.
fn wait(strategy: &StrategyResult, language: Language) -> Cell {
    let all = strategy.cost.count;
    let median = strategy.wait.quantile(50).filter(|_| 2 * strategy.wait.count > all);
    let Some(years) = median.filter(|_| strategy.strategy != Strategy::Keep) else {
        return language.pick("never", "jamais").into();
    };
    let figures = Figures { value: years, interval: None, decimals: 1, unit: String::new() };
    Cell { text: number(years, 1, language).into(), figures: Some(figures) }
}
