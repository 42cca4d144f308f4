//! Effort and cost by strategy, and what sharing saves: medians with 90 % ranges.

use super::decimals;
use crate::document::{Cell, Figures, Table};
use crate::language::{Language, Unit, number, percent, range, say};
use crate::words::names::strategy_in_row;
use model::results::{Estimate, Results, Saving, StrategyResult};
use model::scenario::Strategy;
use study::input::problem::shown;

/// The table.
pub(super) fn table(results: &Results, language: Language) -> Table {
    let unit = |pick: fn(&StrategyResult) -> &Estimate, noun: &str| {
        let medians = results.strategies.iter().filter_map(|strategy| pick(strategy).quantile(50));
        Unit::of(medians.fold(0.0, f64::max), noun, language)
    };
    let effort = unit(|strategy| &strategy.effort, language.pick("person-months", "mois-personnes"));
    let money = unit(|strategy| &strategy.cost, &shown(&results.question.currency));
    let (of_effort, of_money) = (&effort.words, &money.words);
    let header = [
        say!(language, "median (5% to 95%)" | "médiane (5 % à 95 %)"),
        say!(language, "effort, {of_effort}" | "effort, {of_effort}"),
        say!(language, "cost, {of_money}" | "coût, {of_money}"),
    ];
    let of_strategy = |strategy: &StrategyResult| {
        let cells =
            [(&strategy.effort, &effort), (&strategy.cost, &money)].map(|(own, unit)| in_range(own, unit, language));
        std::iter::once(strategy_in_row(strategy.strategy, language).into()).chain(cells).collect()
    };
    let of_saving = |saving: &Saving| {
        let pairs = [(&saving.effort, &saving.effort_share, &effort), (&saving.cost, &saving.cost_share, &money)];
        let cells = pairs.map(|(saving, share, unit)| with_share(saving, share, unit, language));
        std::iter::once(against(saving.against, language).into()).chain(cells).collect()
    };
    let rows: Vec<Vec<Cell>> =
        results.strategies.iter().map(of_strategy).chain(results.savings.iter().map(of_saving)).collect();
    Table::new(header, rows)
}

fn against(strategy: Strategy, language: Language) -> String {
    match strategy {
        Strategy::Independent => language.pick("saved by sharing", "économie du partage").to_owned(),
        other => {
            let other = strategy_in_row(other, language);
            say!(language, "saved against {other}" | "économie face à « {other} »")
        }
    }
}

/// `1,834 (1,300 to 2,900)`
fn in_range(estimate: &Estimate, unit: &Unit, language: Language) -> Cell {
    let ends = [5, 50, 95].map(|percent| estimate.quantile(percent).map(|value| value / unit.factor));
    let [Some(low), Some(middle), Some(high)] = ends else {
        return language.pick("never defined", "jamais défini").into();
    };
    let decimals = decimals(middle);
    let [from, median, to] = [low, middle, high].map(|value| number(value, decimals, language));
    let figures = Figures { value: middle, interval: None, decimals, unit: unit.words.clone() };
    Cell { text: format!("{median} ({})", range(&from, &to, language)).into(), figures: Some(figures) }
}

/// `28%: 1,399 (2 to 2,984)`; a share beyond all measure is left out.
fn with_share(saving: &Estimate, share: &Estimate, unit: &Unit, language: Language) -> Cell {
    let cell = in_range(saving, unit, language);
    let Some(share) = share.quantile(50).filter(|share| share.abs() < 100.0) else { return cell };
    let (share, rest) = (percent(share, language), cell.text.plain());
    cell.read(say!(language, "{share}: {rest}" | "{share} : {rest}"))
}
