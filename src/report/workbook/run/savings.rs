//! What sharing saves: one row a strategy that it is held against, and quantity.

use super::{Amounts, estimates};
use crate::language::say;
use crate::words::names::strategy_in_row;
use crate::workbook::{Cell, Column, Kind, Sheet};
use model::results::{Estimate, Probability, Results, Saving};

pub(super) fn sheet(results: &Results, amounts: &Amounts) -> Sheet {
    let (language, money) = (amounts.language, amounts.money());
    let head = [
        language.pick("shared against", "en commun face à"),
        language.pick("saved", "économisé"),
        language.pick("unit", "unité"),
    ];
    let chance = [
        language.pick("chance that sharing takes less", "chance que construire en commun coûte moins"),
        language.pick("95% interval from", "intervalle à 95\u{202F}% de"),
        language.pick("to", "à"),
    ];
    let note = say!(
        language,
        "What the other strategy takes less what sharing takes, replication by replication, before any grant. Present value, {money}."
            | "Ce que prend l’autre stratégie moins ce que prend construire en commun, simulation par simulation, avant toute subvention. Valeur actualisée, {money}."
    );
    let columns = head.into_iter().map(Column::new).chain(estimates::columns(language));
    Sheet {
        name: language.pick("Savings", "Économies"),
        notes: vec![note],
        columns: columns.chain(chance.into_iter().map(Column::new)).collect(),
        rows: results.savings.iter().flat_map(|saving| rows(saving, amounts)).collect(),
        frozen: 2,
        filter: true,
        ..Sheet::default()
    }
}

fn rows(saving: &Saving, amounts: &Amounts) -> Vec<Vec<Cell>> {
    let language = amounts.language;
    let effort = language.pick("person-months", "mois-personnes");
    let share = language.pick("share of the other’s", "part de celui de l’autre");
    let [at_equal, cash] = [
        language.pick("cost at equal service", "coût à service égal"),
        language.pick("cost in cash", "coût en dépense"),
    ];
    let work = language.pick("effort", "effort");
    let quantities: [(&str, &str, Kind, &Estimate, Probability); 5] = [
        (at_equal, &amounts.currency, Kind::Money, &saving.cost, saving.positive),
        (at_equal, share, Kind::Share, &saving.cost_share, saving.positive),
        (cash, &amounts.currency, Kind::Money, &saving.cash, saving.cash_positive),
        (work, effort, Kind::Amount, &saving.effort, saving.effort_positive),
        (work, share, Kind::Share, &saving.effort_share, saving.effort_positive),
    ];
    let row = |(quantity, unit, kind, estimate, positive): (&str, &str, Kind, &Estimate, Probability)| {
        let head = [strategy_in_row(saving.against, language), quantity, unit].map(Cell::from);
        head.into_iter().chain(estimates::cells(estimate, kind)).chain(estimates::chance(Some(positive))).collect()
    };
    quantities.into_iter().map(row).collect()
}
