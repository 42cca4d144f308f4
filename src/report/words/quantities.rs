//! What the quantities of a run are called: names beside the paths by which `--of` knows them.

use super::inputs::called;
use super::names::strategy_in_row;
use crate::language::{Language, path, say};
use model::results::PERCENTS;
use model::scenario::Strategy;
use model::simulation::statistic::Statistic;
use study::analysis::header::Names;
use study::input::problem::{inert, shown};

/// The name of a statistic, or its path where it has none: for charts and tables.
pub(crate) fn label(statistic: &str, language: Language) -> String {
    name(statistic, language).unwrap_or_else(|| statistic.to_owned())
}

/// The same with the names of administrations: for charts and the tables below them.
pub(crate) fn label_among(statistic: &str, names: &Names, language: Language) -> String {
    name_among(statistic, names, language).unwrap_or_else(|| statistic.to_owned())
}

/// The same within a sentence, where a French name without an article stands in quotation marks.
pub(crate) fn quoted(statistic: &str, language: Language) -> String {
    let label = inert(label(statistic, language).chars());
    say!(language, "{label}" | "« {label} »")
}

/// The name with the path that can be typed, once where both are one: `median saving (saving.p50)`.
pub(crate) fn named(statistic: &str, language: Language) -> String {
    let typed = path(&shown(statistic));
    match name(statistic, language) {
        Some(name) if name == statistic => name,
        Some(name) => say!(language, "{name} ({typed})" | "« {name} » ({typed})"),
        None => typed,
    }
}

/// The name of a quantity, with the figure of it that is meant; none of what is no statistic.
fn name(statistic: &str, language: Language) -> Option<String> {
    name_among(statistic, &Names::default(), language)
}

fn name_among(statistic: &str, names: &Names, language: Language) -> Option<String> {
    let (base, last) = statistic.rsplit_once('.').unwrap_or((statistic, ""));
    let quantity = |base: &str, language: Language| quantity(base, names, language);
    if last == "positive" {
        return quantity(base, language)
            .map(|name| say!(language, "chance of a {name}" | "{name}, chance d’être positive"));
    }
    if last == "p50" {
        return quantity(base, language).map(|name| say!(language, "median {name}" | "{name}, médiane"));
    }
    if PERCENTS.iter().any(|percent| last == format!("p{percent}")) {
        let last = last.to_uppercase();
        return quantity(base, language).map(|name| format!("{name}, {last}"));
    }
    quantity(statistic, language)
}

/// The name of a quantity.
fn quantity(base: &str, names: &Names, language: Language) -> Option<String> {
    if let Some(rest) = base.strip_prefix("administration.") {
        // An id may have points.
        let places = rest.match_indices('.').map(|(at, _)| at);
        let name = |at: usize| {
            let (id, of) = (&rest[..at], quantity(&rest[at + 1..], names, language)?);
            Some(format!("{of}, {}", called(names.administration(id), id, language)))
        };
        return places.rev().find_map(name);
    }
    let parts: Vec<&str> = base.split('.').collect();
    let strategy = |word: &str| Strategy::from_word(word).map(|strategy| strategy_in_row(strategy, language));
    Some(match parts[..] {
        ["saving"] => language.pick("saving", "économie").to_owned(),
        ["effort_saving"] => language.pick("effort saved", "effort économisé").to_owned(),
        ["saving", word] => {
            let other = against(word, language)?;
            say!(language, "saving against {other}" | "économie par rapport à {other}")
        }
        ["effort_saving", word] => {
            let other = against(word, language)?;
            say!(language, "effort saved against {other}" | "effort économisé par rapport à {other}")
        }
        ["fees", "owed"] => language.pick("fees owed", "cotisations dues").to_owned(),
        ["fees", "entry"] => language.pick("entry fees", "droits d’entrée").to_owned(),
        ["fees", "left_over"] => language.pick("fees left over", "excédent des cotisations").to_owned(),
        ["fees", "cover"] => language.pick("cover by fees", "couverture par les cotisations").to_owned(),
        [word, "cost"] => format!("{}, {}", language.pick("cost", "coût"), strategy(word)?),
        [word, "effort"] => format!("{}, {}", language.pick("effort", "effort"), strategy(word)?),
        [word, "go_live"] => format!("{}, {}", language.pick("go-live", "mise en service"), strategy(word)?),
        _ => return None,
    })
}

/// Whether a statistic is of what all save together against building alone, which alone says whether sharing pays.
pub(crate) fn is_saving_of_all(statistic: &str) -> bool {
    let base = Statistic::base(statistic);
    let word = if base == "saving" { Some(Strategy::Independent.word()) } else { base.strip_prefix("saving.") };
    word.and_then(Strategy::from_word) == Some(Strategy::Independent)
}

/// Whether sharing pays where a statistic is above a threshold: of another one than 0, of a chance, of a member or of
/// what is saved against another strategy that cannot be said.
pub(crate) fn pays_above(statistic: &str, threshold: f64) -> bool {
    threshold == 0.0 && is_saving_of_all(statistic) && !statistic.ends_with(".positive")
}

/// On what basis a statistic is money, to stand behind what says how it was drawn; empty where it is none.
pub(crate) fn basis(statistic: &str, language: Language) -> &'static str {
    let base = Statistic::base(statistic);
    let of_member = base.starts_with("administration.");
    match base.rsplit('.').next() {
        Some("saving") if of_member => language.pick(
            "; present value at equal service, after grants",
            "\u{202F}; valeur actualisée à service égal, après subventions",
        ),
        Some("cost") if of_member => language.pick(
            "; present value in cash, after grants",
            "\u{202F}; valeur actualisée, en dépense, après subventions",
        ),
        _ if base == "saving" || base.starts_with("saving.") => language.pick(
            "; present value at equal service, before any grant",
            "\u{202F}; valeur actualisée à service égal, avant toute subvention",
        ),
        Some("cost") => language.pick(
            "; present value in cash, before any grant",
            "\u{202F}; valeur actualisée, en dépense, avant toute subvention",
        ),
        _ => "",
    }
}

/// A strategy that savings are against.
fn against(word: &str, language: Language) -> Option<&'static str> {
    Some(match Strategy::from_word(word)? {
        Strategy::Independent => language.pick("alone", "construire seul"),
        Strategy::Shared => language.pick("shared", "construire en commun"),
        Strategy::Fork => language.pick("copy", "la copie"),
        Strategy::Buy => language.pick("buy", "l’achat"),
        Strategy::Keep => language.pick("keep", "l’existant"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_a_basis() {
        let of = |path| basis(path, Language::En).trim_start_matches("; present value ");
        assert_eq!(of("saving.p50"), "at equal service, before any grant");
        assert_eq!(of("saving.fork.positive"), "at equal service, before any grant");
        assert_eq!(of("administration.a.b.saving"), "at equal service, after grants");
        assert_eq!(of("administration.saving.shared.cost.p90"), "in cash, after grants");
        assert_eq!(of("shared.cost"), "in cash, before any grant");
        for none in ["effort_saving", "shared.effort", "fees.cover.p50", "administration.saving.go_live"] {
            assert_eq!(of(none), "");
        }
    }

    #[test]
    fn statistics_have_names() {
        for (path, en, fr) in [
            ("saving", "saving", "économie"),
            ("saving.p50", "median saving", "économie, médiane"),
            ("saving.fork", "saving against copy", "économie par rapport à la copie"),
            (
                "saving.alone.positive",
                "chance of a saving against alone",
                "économie par rapport à construire seul, chance d’être positive",
            ),
            ("shared.cost.p90", "cost, shared, P90", "coût, en commun, P90"),
            ("administration.p5.saving", "saving, p5", "économie, p5"),
            ("administration.a.b.independent.go_live", "go-live, alone, a.b", "mise en service, seul, a.b"),
        ] {
            assert_eq!([Language::En, Language::Fr].map(|language| label(path, language)), [en, fr]);
        }
        assert_eq!(label("nothing.cost", Language::En), "nothing.cost");
    }

    #[test]
    fn sharing_pays_where_all_save_against_building_alone() {
        let of_all = ["saving", "saving.p50", "saving.alone", "saving.independent.positive"];
        assert!(of_all.into_iter().all(is_saving_of_all));
        let others = ["saving.fork", "saving.fork.p50", "effort_saving", "administration.a.saving", "shared.cost"];
        assert!(!others.into_iter().any(is_saving_of_all));
        assert!(pays_above("saving.p50", 0.0) && !pays_above("saving.p50", 5e6));
        assert!(!pays_above("saving.positive", 0.0) && !pays_above("saving.fork.p50", 0.0));
    }
}
