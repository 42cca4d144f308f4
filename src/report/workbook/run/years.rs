//! One row a year. Means add up over years; quantiles do not, and what is discounted is summed up already.

use super::Amounts;
use crate::language::{Language, say};
use crate::words::names::strategy_in_row;
use crate::workbook::{Cell, Chart, Column, Kind, Series, Shape, Sheet};
use model::results::{Results, YearResult};
use model::scenario::Strategy;

/// A figure of a year.
struct Figure {
    column: fn(&str, Language) -> Column,
    kind: Kind,
    of: fn(&YearResult) -> Option<f64>,
}

const FIGURES: [Figure; 6] = [
    Figure {
        column: |name, language| Column::summed(say!(language, "{name}: cash, mean" | "{name} : dépense, moyenne")),
        kind: Kind::Money,
        of: |year| year.cost.mean,
    },
    Figure {
        column: |name, language| {
            Column::new(say!(language, "{name}: cash, standard error" | "{name} : dépense, erreur type"))
        },
        kind: Kind::Money,
        of: |year| year.cost.standard_error,
    },
    Figure {
        column: |name, language| Column::new(say!(language, "{name}: cash, P50" | "{name} : dépense, P50")),
        kind: Kind::Money,
        of: |year| year.cost.quantile(50),
    },
    Figure {
        column: |name, language| Column::new(say!(language, "{name}: cash, P90" | "{name} : dépense, P90")),
        kind: Kind::Money,
        of: |year| year.cost.quantile(90),
    },
    Figure {
        column: |name, language| {
            Column::summed(say!(language, "{name}: person-months, mean" | "{name} : mois-personnes, moyenne"))
        },
        kind: Kind::Amount,
        of: |year| year.effort.mean,
    },
    Figure {
        column: |name, language| {
            Column::new(say!(
                language,
                "{name}: present value to the end of the year, mean"
                    | "{name} : valeur actualisée jusqu’à la fin de l’année, moyenne"
            ))
        },
        kind: Kind::Money,
        of: |year| year.cumulative_cost.mean,
    },
];
/// Which of them are drawn: means, or medians where there is no mean.
const DRAWN: [usize; 2] = [0, 2];

pub(super) fn sheet(results: &Results, amounts: &Amounts) -> Sheet {
    let (language, money) = (amounts.language, amounts.money());
    let strategies: Vec<Strategy> = results.strategies.iter().map(|strategy| strategy.strategy).collect();
    let mut columns = vec![Column::new(language.pick("year", "année"))];
    for Figure { column, .. } in &FIGURES {
        columns.extend(strategies.iter().map(|strategy| column(strategy_in_row(*strategy, language), language)));
    }
    let row = |year: usize| {
        let mut cells = vec![Cell::number(Some((year + 1) as f64), Kind::Count)];
        for Figure { kind, of, .. } in &FIGURES {
            cells.extend(strategies.iter().map(|strategy| {
                let found = results.years.iter().find(|one| one.year == year && one.strategy == *strategy);
                Cell::number(found.and_then(of), *kind)
            }));
        }
        cells
    };
    let rows: Vec<Vec<Cell>> = (0..results.question.horizon).map(row).collect();
    Sheet {
        name: language.pick("Years", "Années"),
        notes: vec![say!(
            language,
            "Cash of each year, all administrations together, before any grant, not discounted: {money}. Means add up over years; quantiles do not."
                | "Dépenses de chaque année, toutes administrations ensemble, avant toute subvention, non actualisées : {money}. Les moyennes s’additionnent, non les quantiles."
        )],
        chart: Some(chart(&strategies, &rows, amounts)),
        columns,
        rows,
        file: Some("years.csv"),
        frozen: 1,
        ..Sheet::default()
    }
}

fn chart(strategies: &[Strategy], rows: &[Vec<Cell>], amounts: &Amounts) -> Chart {
    let (language, money) = (amounts.language, amounts.money());
    let column = |figure: usize, k: usize| 1 + figure * strategies.len() + k;
    let has_means = (0..strategies.len()).all(|k| rows.iter().all(|row| row[column(DRAWN[0], k)] != Cell::Empty));
    let drawn = if has_means { DRAWN[0] } else { DRAWN[1] };
    let line = |(k, strategy): (usize, &Strategy)| Series {
        name: strategy_in_row(*strategy, language).to_owned(),
        columns: [0, column(drawn, k)],
        rows: 0..rows.len(),
    };
    let title = match has_means {
        true => language.pick("Mean cash of each year", "Dépense moyenne de chaque année"),
        false => language.pick("Median cash of each year", "Dépense médiane de chaque année"),
    };
    Chart {
        title: title.to_owned(),
        shape: Shape::Lines,
        axes: [language.pick("year", "année").to_owned(), money],
        series: strategies.iter().enumerate().map(line).collect(),
    }
}
