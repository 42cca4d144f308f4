//! Who gains least: cheaper, the same or dearer, before and after the grant.

use super::choice::money;
use crate::language::{Language, number, percent, say};
use crate::words::names;
use model::results::{AdministrationResult, Probability, Results};

/// The member that sharing saves least against building alone, relative to what building alone costs it.
pub(super) fn least(results: &Results, language: Language) -> Option<String> {
    let share = |one: &AdministrationResult| {
        let alone = &one.strategies.first()?.cost;
        let [saving, alone] = match one.saving.mean.zip(alone.mean) {
            Some((saving, alone)) => [saving, alone],
            None => [one.saving.quantile(50)?, alone.quantile(50)?],
        };
        (alone > 0.0).then(|| saving / alone)
    };
    let known = results.administrations.iter().filter_map(|one| Some((one, share(one)?)));
    let (one, _) = known.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let name = names::name(&one.name, &one.id, language);
    let rule = names::rule_called(&results.question.cost_sharing, language);
    let (value, how) = match one.saving.mean {
        Some(mean) => (mean, language.pick("in the mean", "en moyenne")),
        None => (one.saving.quantile(50)?, language.pick("in the median", "en médiane")),
    };
    let amount = money(results, value.abs(), language);
    let fares = match value < 0.0 {
        true => say!(language, "loses {amount}" | "lui coûte {amount} de plus"),
        false => say!(language, "gains {amount}" | "lui coûte {amount} de moins"),
    };
    let fare = |better: Probability, same: Probability| {
        let dearer = (1.0 - better.value - same.value).max(0.0);
        let [cheaper, same, dearer] = [better.value, same.value, dearer].map(|share| percent(share, language));
        say!(
            language,
            "cheaper {cheaper}, same {same}, dearer {dearer}"
                | "moins cher {cheaper}, pareil {same}, plus cher {dearer}"
        )
    };
    let with = fare(one.better_off, one.same);
    let granted = results.consortium.funding.max.is_some_and(|most| most > 0.0);
    let without = match granted {
        true => {
            let (better, same) = (one.better_off_unfunded.value, one.same_unfunded.value);
            let [better, same] = [better, same].map(|share| number(100.0 * share, 0, language));
            let dearer = percent((1.0 - one.better_off_unfunded.value - one.same_unfunded.value).max(0.0), language);
            say!(
                language,
                " (without the grant {better}, {same}, {dearer})" | " (sans la subvention {better}, {same}, {dearer})"
            )
        }
        false => String::new(),
    };
    let cash = one.cash_saving.mean.map_or_else(String::new, |cash| {
        let amount = money(results, cash.abs(), language);
        match cash < 0.0 {
            true => say!(language, " (in cash it pays {amount} more)" | " (en dépense, {amount} de plus)"),
            false => say!(language, " (in cash it pays {amount} less)" | " (en dépense, {amount} de moins)"),
        }
    });
    Some(say!(
        language,
        "Least gain for its size (rule {rule}): {name} {fares} {how} against alone at equal service{cash}; {with}{without}."
            | "Gagne le moins pour sa taille (règle {rule}) : {name}. À service égal, construire en commun {fares} {how} que construire seul{cash} ; {with}{without}."
    ))
}
