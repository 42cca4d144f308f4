//! What each administration pays and saves, as a table to copy; and which simulations the figures of the chapter are of.

use super::frame;
use crate::document::{Cell, Table};
use crate::language::{Language, Noun, Unit, file, number, say};
use crate::words::names::{bare_if_any, name, strategy_in_row};
use model::results::{AdministrationResult, AdministrationStrategy, Estimate, Results};
use model::scenario::Strategy;
use study::analysis::allocate::found::{Allocations, Method};
use study::input::problem::shown;

/// Rows shown; the file has all.
const ROWS: usize = 200;

/// Whether all that is told has a mean; otherwise medians are told.
fn has_means(results: &Results) -> bool {
    let estimates = |one: &AdministrationResult| [one.saving.mean, one.cash_saving.mean];
    results.administrations.iter().flat_map(estimates).all(|mean| mean.is_some())
}

/// What the chart and the table are of, and what is told further down of other simulations.
pub fn about(results: &Results, has_chart: bool, rules: Option<&Allocations>, language: Language) -> String {
    let runs = number(results.run.replications as f64, 0, language);
    let means = if has_means(results) {
        language.pick("means", "des moyennes")
    } else {
        language.pick("medians", "des médianes")
    };
    let first = match has_chart {
        true => say!(
            language,
            "The chart and the table below it are of the {runs} simulations of the answer: the chart shows medians, the table {means}."
                | "Le graphique et le tableau qui le suit portent sur les {runs} simulations de la réponse : le graphique montre des médianes, le tableau {means}."
        ),
        false => say!(
            language,
            "The table is of the {runs} simulations of the answer; its figures are {means}."
                | "Le tableau porte sur les {runs} simulations de la réponse ; ses chiffres sont {means}."
        ),
    };
    let of_rules = rules.and_then(|found| {
        let count = number(found.game.replications? as f64, 0, language);
        let place = frame::within("rules", language);
        let groups = match found.game.method {
            Method::Exact => language.pick("each group of administrations", "chaque groupe d’administrations"),
            Method::Blocs => language.pick("each group of blocs", "chaque groupe de blocs"),
            Method::Classes | Method::Sampling => {
                language.pick("each group that was evaluated", "chaque groupe évalué")
            }
        };
        Some(say!(
            language,
            "What stands under “{place}” rests on {count} simulations of {groups}, so that the same amount may differ a little there."
                | "Ce qui suit sous « {place} » repose sur {count} simulations de {groups} ; un même montant peut donc y différer légèrement."
        ))
    });
    [Some(first), of_rules].into_iter().flatten().collect::<Vec<String>>().join(" ")
}

/// Each administration: what it pays by each strategy, in cash and at equal service, and what sharing saves it against building
/// alone.
pub fn table(results: &Results, language: Language) -> Table {
    let by_mean = has_means(results);
    let told = |one: &Estimate| if by_mean { one.mean } else { one.quantile(50) };
    let strategies: Vec<Strategy> = results.strategies.iter().map(|one| one.strategy).collect();
    let of = |one: &AdministrationResult, strategy: Strategy, basis: fn(&AdministrationStrategy) -> &Estimate| {
        one.strategies.iter().find(|own| own.strategy == strategy).and_then(|own| told(basis(own)))
    };
    let amounts = |one: &AdministrationResult| {
        let cash = strategies.iter().map(|strategy| of(one, *strategy, |own| &own.cost));
        let equal = strategies.iter().map(|strategy| of(one, *strategy, |own| &own.equal_service));
        cash.chain(equal).chain([told(&one.saving)]).collect::<Vec<Option<f64>>>()
    };
    let listed = &results.administrations[..results.administrations.len().min(ROWS)];
    let greatest = listed.iter().flat_map(amounts).flatten().map(f64::abs).filter(|value| value.is_finite());
    let unit = Unit::of(greatest.fold(0.0, f64::max), &shown(&results.question.currency), language);
    let words = match by_mean {
        true => say!(language, "{}, mean" | "{}, moyenne", unit.words),
        false => say!(language, "{}, median" | "{}, médiane", unit.words),
    };
    let in_cash = strategies.iter().map(|strategy| match (strategy, strategy_in_row(*strategy, language)) {
        (Strategy::Shared, name) => {
            say!(language, "{name}, cash after the grant" | "{name}, dépense après subvention")
        }
        (_, name) => say!(language, "{name}, cash" | "{name}, dépense"),
    });
    let at_equal_service = strategies.iter().map(|strategy| {
        let name = strategy_in_row(*strategy, language);
        say!(language, "{name}, equal service" | "{name}, service égal")
    });
    let of_sharing = [
        say!(language, "sharing saves against alone, equal service" | "gain en commun plutôt que seul, service égal"),
        say!(language, "sharing cheaper than alone in" | "moins cher en commun que seul dans"),
    ];
    let header: Vec<String> = std::iter::once(words).chain(in_cash).chain(at_equal_service).chain(of_sharing).collect();
    let rows = listed.iter().map(|one| {
        let who: Cell = name(&one.name, &one.id, language).into();
        let amounts = amounts(one).into_iter().map(|value| bare_if_any(value, &unit, language));
        let better = Cell::percent(one.better_off.value, language);
        std::iter::once(who).chain(amounts).chain([better]).collect::<Vec<Cell>>()
    });
    let more = results.administrations.len().checked_sub(ROWS).filter(|more| *more > 0);
    let more = more.map(|more| Noun::MORE.counted(more, language));
    let note = more
        .map(|more| say!(language, "{more} in the file {}" | "{more} dans le fichier {}", file("administrations.csv")));
    Table::new(header, rows).noted(note)
}
