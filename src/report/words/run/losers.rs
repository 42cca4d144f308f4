//! Who pays more than alone in the median.

use crate::language::{Language, Noun, number, percent, say};
use crate::words::names;
use model::results::AdministrationResult;

/// Names listed before the rest are only counted.
const NAMES: usize = 4;

/// A sentence on those who lose, or who are least sure to gain.
pub(super) fn losers(administrations: &[AdministrationResult], language: Language) -> String {
    let sure = |administration: &AdministrationResult| administration.better_off.value;
    let mut by_chance: Vec<&AdministrationResult> = administrations.iter().collect();
    by_chance.sort_by(|a, b| sure(a).total_cmp(&sure(b)));
    let name = |administration: &&AdministrationResult| {
        format!(
            "{} ({})",
            names::name(&administration.name, &administration.id, language),
            percent(sure(administration), language)
        )
    };
    let loses = |administration: &&&AdministrationResult| administration.saving.quantile(50).is_some_and(|s| s < 0.0);
    let losing: Vec<_> = by_chance.iter().filter(loses).collect();
    let count = |count: usize| number(count as f64, 0, language);
    if losing.is_empty() {
        let least = by_chance.iter().take(2).map(name).collect::<Vec<_>>().join(", ");
        return say!(
            language,
            "Likely to lose by joining: nobody; the least sure to pay less: {least}."
                | "Susceptibles d’y perdre en adhérant : personne ; les moins assurés de payer moins : {least}."
        );
    }
    let names = losing.iter().take(NAMES).map(|one| name(one)).collect::<Vec<_>>().join(", ");
    let more = match losing.len().checked_sub(NAMES) {
        Some(more) if more > 0 => {
            let (more, all) = (Noun::MORE.counted(more, language), count(administrations.len()));
            say!(language, " and {more} of {all}" | " et {more} sur {all}")
        }
        _ => String::new(),
    };
    say!(
        language,
        "Likely to lose by joining, with their chance to pay less: {names}{more}."
            | "Susceptibles d’y perdre en adhérant, avec leurs chances de payer moins : {names}{more}."
    )
}
