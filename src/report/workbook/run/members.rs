//! One row an administration. Means add up over them; quantiles and chances do not.

use super::{Amounts, estimates, own};
use crate::language::{Language, say};
use crate::words::names::{in_language, strategy_in_row};
use crate::workbook::{Cell, Column, Kind, Sheet};
use model::results::{AdministrationResult, AdministrationStrategy, Estimate, Results, StrategyResult};

pub(super) fn sheet(results: &Results, amounts: &Amounts) -> Sheet {
    let (language, money) = (amounts.language, amounts.money());
    Sheet {
        name: language.pick("Members", "Membres"),
        notes: vec![
            say!(
                language,
                "What each pays in the end: shared, after grants and bills. Present value, {money}; go-live in years from the start."
                    | "Ce que chacun paie à la fin ; en commun, après subventions et factures. Valeur actualisée, {money} ; mise en service en années depuis le début."
            ),
            language
                .pick(
                    "Savings are shared against alone, at equal service unless in cash. Means add up over members; quantiles and chances do not.",
                    "Les économies sont celles de construire en commun face à construire seul, à service égal sauf en dépense. Les moyennes s’additionnent, non les quantiles ni les chances.",
                )
                .to_owned(),
        ],
        columns: columns(results, language),
        rows: results.administrations.iter().map(|one| row(one, results, language)).collect(),
        file: Some("administrations.csv"),
        frozen: 2,
        filter: true,
        ..Sheet::default()
    }
}

fn columns(results: &Results, language: Language) -> Vec<Column> {
    let head = [language.pick("id", "id"), language.pick("name", "nom"), language.pick("level", "niveau")];
    let mut columns: Vec<Column> = head.into_iter().map(Column::new).collect();
    columns.push(Column::summed(language.pick("population", "population")));
    for strategy in &results.strategies {
        let name = strategy_in_row(strategy.strategy, language);
        columns.extend([
            Column::summed(say!(language, "{name}: cash, mean" | "{name} : dépense, moyenne")),
            Column::new(say!(language, "{name}: cash, standard error" | "{name} : dépense, erreur type")),
            Column::new(say!(language, "{name}: cash, P50" | "{name} : dépense, P50")),
            Column::summed(say!(language, "{name}: equal service, mean" | "{name} : service égal, moyenne")),
            Column::summed(say!(language, "{name}: person-months, mean" | "{name} : mois-personnes, moyenne")),
            Column::new(say!(language, "{name}: go-live, P50" | "{name} : mise en service, P50")),
        ]);
    }
    columns.extend([
        Column::summed(language.pick("saving, mean", "économie, moyenne")),
        Column::new(language.pick("saving, standard error", "économie, erreur type")),
        Column::new(language.pick("saving, P5", "économie, P5")),
        Column::new(language.pick("saving, P50", "économie, P50")),
        Column::new(language.pick("saving, P95", "économie, P95")),
        Column::summed(language.pick("saving in cash, mean", "économie en dépense, moyenne")),
        Column::summed(language.pick("person-months saved, mean", "mois-personnes économisés, moyenne")),
        Column::new(language.pick("chance: cheaper than alone", "chance\u{202F}: moins cher que seul")),
        Column::new(language.pick("95% interval from", "intervalle à 95\u{202F}% de")),
        Column::new(language.pick("to", "à")),
        Column::new(language.pick("chance: the same", "chance\u{202F}: autant")),
        Column::new(language.pick("chance: dearer", "chance\u{202F}: plus cher")),
    ]);
    columns
}

fn row(one: &AdministrationResult, results: &Results, language: Language) -> Vec<Cell> {
    let mut cells: Vec<Cell> =
        [own(&one.id), own(in_language(&one.name, language)), own(&one.level)].map(Cell::from).into();
    cells.push(Cell::number(one.population, Kind::Count));
    for StrategyResult { strategy, .. } in &results.strategies {
        let own = one.strategies.iter().find(|own| own.strategy == *strategy);
        let of = |value: fn(&AdministrationStrategy) -> Option<f64>, kind| Cell::number(own.and_then(value), kind);
        cells.extend([
            of(|own| own.cost.mean, Kind::Money),
            of(|own| own.cost.standard_error, Kind::Money),
            of(|own| own.cost.quantile(50), Kind::Money),
            of(|own| own.equal_service.mean, Kind::Money),
            of(|own| own.effort.mean, Kind::Amount),
            of(|own| own.go_live.quantile(50), Kind::Years),
        ]);
    }
    let Estimate { mean, standard_error, .. } = one.saving;
    cells.extend([mean, standard_error].map(|value| Cell::number(value, Kind::Money)));
    cells.extend([5, 50, 95].map(|percent| Cell::number(one.saving.quantile(percent), Kind::Money)));
    cells.push(Cell::number(one.cash_saving.mean, Kind::Money));
    cells.push(Cell::number(one.effort_saving.mean, Kind::Amount));
    cells.extend(estimates::chance(Some(one.better_off)));
    let dearer = (1.0 - one.better_off.value - one.same.value).max(0.0);
    cells.extend([one.same.value, dearer].map(|chance| Cell::number(Some(chance), Kind::Share)));
    cells
}
