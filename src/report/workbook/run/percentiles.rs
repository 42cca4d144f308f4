//! Quantiles from 1 to 99 %: the S-curves of what each strategy costs.

use super::Amounts;
use crate::language::{Language, say};
use crate::words::names::strategy_in_row;
use crate::workbook::{Cell, Chart, Column, Kind, Series, Shape, Sheet};
use model::results::{Results, StrategyResult};

/// A quantity with a curve.
struct Curve {
    header: fn(&str, Language) -> String,
    kind: Kind,
    of: fn(&StrategyResult) -> &[(f64, f64)],
}

const CURVES: [Curve; 3] = [
    Curve {
        header: |name, language| say!(language, "{name}: equal service" | "{name} : service égal"),
        kind: Kind::Money,
        of: |strategy| &strategy.equal_service_curve,
    },
    Curve {
        header: |name, language| say!(language, "{name}: cash" | "{name} : dépense"),
        kind: Kind::Money,
        of: |strategy| &strategy.cost_curve,
    },
    Curve {
        header: |name, language| say!(language, "{name}: person-months" | "{name} : mois-personnes"),
        kind: Kind::Amount,
        of: |strategy| &strategy.effort_curve,
    },
];

pub(super) fn sheet(results: &Results, amounts: &Amounts) -> Sheet {
    let (language, money) = (amounts.language, amounts.money());
    let strategies = &results.strategies;
    let share = language.pick("share of replications not above", "part des simulations qui ne dépassent pas");
    let mut columns = vec![Column::new(share)];
    for Curve { header, .. } in &CURVES {
        columns.extend(
            strategies.iter().map(|one| Column::new(header(strategy_in_row(one.strategy, language), language))),
        );
    }
    let curves: Vec<(Kind, &[(f64, f64)])> =
        CURVES.iter().flat_map(|curve| strategies.iter().map(|one| (curve.kind, (curve.of)(one)))).collect();
    let points = curves.iter().map(|(_, curve)| curve.len()).max().unwrap_or(0);
    let row = |k: usize| {
        let percent = curves.iter().find_map(|(_, curve)| Some(curve.get(k)?.0));
        let values = curves.iter().map(|(kind, curve)| Cell::number(curve.get(k).map(|point| point.1), *kind));
        std::iter::once(Cell::number(percent.map(|percent| percent / 100.0), Kind::Percent)).chain(values).collect()
    };
    let line = |(k, one): (usize, &StrategyResult)| Series {
        name: strategy_in_row(one.strategy, language).to_owned(),
        columns: [1 + k, 0],
        rows: 0..points,
    };
    Sheet {
        name: language.pick("Percentiles", "Centiles"),
        notes: vec![say!(
            language,
            "All administrations together, before any grant: present value, {money}. A row belongs to no one replication: it cannot be subtracted or added up."
                | "Toutes les administrations ensemble, avant toute subvention : valeur actualisée, {money}. Une ligne n’est pas une simulation : elle ne se soustrait ni ne s’additionne."
        )],
        columns,
        rows: (0..points).map(row).collect(),
        frozen: 1,
        chart: (points > 0).then(|| Chart {
            title: language.pick("Cost at equal service", "Coût à service égal").to_owned(),
            shape: Shape::Points,
            axes: [say!(language, "present value, {money}" | "valeur actualisée, {money}"), share.to_owned()],
            series: strategies.iter().enumerate().map(line).collect(),
        }),
        ..Sheet::default()
    }
}
