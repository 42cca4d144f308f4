//! One row a strategy and quantity.

use super::{Amounts, estimates};
use crate::language::say;
use crate::words::names::strategy_in_row;
use crate::workbook::{Cell, Column, Kind, Sheet};
use model::results::{Estimate, Results, StrategyResult};

pub(super) fn sheet(results: &Results, amounts: &Amounts) -> Sheet {
    let (language, money) = (amounts.language, amounts.money());
    let head =
        [language.pick("strategy", "stratégie"), language.pick("quantity", "grandeur"), language.pick("unit", "unité")];
    let note = say!(
        language,
        "All administrations together, before any grant. Costs are present values, {money}. An empty cell is what does not exist."
            | "Toutes les administrations ensemble, avant toute subvention. Les coûts sont des valeurs actualisées, {money}. Une cellule vide est ce qui n’existe pas."
    );
    Sheet {
        name: language.pick("Strategies", "Stratégies"),
        notes: vec![note],
        columns: head.into_iter().map(Column::new).chain(estimates::columns(language)).collect(),
        rows: results.strategies.iter().flat_map(|strategy| rows(strategy, amounts)).collect(),
        frozen: 2,
        filter: true,
        ..Sheet::default()
    }
}

fn rows(strategy: &StrategyResult, amounts: &Amounts) -> Vec<Vec<Cell>> {
    let language = amounts.language;
    let [money, effort, years] =
        [amounts.currency.as_str(), language.pick("person-months", "mois-personnes"), language.pick("years", "ans")];
    let quantities: [(&str, &str, Kind, &Estimate); 7] = [
        (language.pick("cost in cash", "coût en dépense"), money, Kind::Money, &strategy.cost),
        (language.pick("cost at equal service", "coût à service égal"), money, Kind::Money, &strategy.equal_service),
        (language.pick("effort", "effort"), effort, Kind::Amount, &strategy.effort),
        (
            language.pick("go-live, from the start", "mise en service, depuis le début"),
            years,
            Kind::Years,
            &strategy.go_live,
        ),
        (language.pick("wait for it", "attente"), years, Kind::Years, &strategy.wait),
        (
            language
                .pick("live years, summed over administrations", "années de service, sommées sur les administrations"),
            years,
            Kind::Years,
            &strategy.live_years,
        ),
        (
            language.pick("security incidents", "incidents de sécurité"),
            language.pick("count", "nombre"),
            Kind::Decimals(2),
            &strategy.incidents,
        ),
    ];
    let row = |(quantity, unit, kind, estimate): (&str, &str, Kind, &Estimate)| {
        let head = [strategy_in_row(strategy.strategy, language), quantity, unit].map(Cell::from);
        head.into_iter().chain(estimates::cells(estimate, kind)).collect()
    };
    quantities.into_iter().map(row).collect()
}
