//! What the columns of files are called below charts, and what stands in them: words where files have keys and ids.

use crate::language::{Language, say};
use crate::words::inputs::{called, label_among};
use crate::words::names::{rule_called, strategy_in_row};
use crate::words::phrases;
use model::scenario::Strategy;
use study::analysis::header::Names;
use study::input::problem::shown;

/// What begins or ends the name of a column, and what is said of it.
type Words = (&'static str, &'static str, &'static str);

/// Columns, but for their statistic, their end of an interval and their currency.
const COLUMNS: [Words; 48] = [
    ("replication", "simulation", "simulation"),
    ("cost", "cost", "coût"),
    ("go_live_years", "years to go-live", "années jusqu’à la mise en service"),
    ("input", "input", "donnée"),
    ("factor", "input", "donnée"),
    ("inputs", "number of inputs", "nombre de données"),
    ("share_or_not", "worth of knowing, to share or not", "valeur de savoir, construire en commun ou non"),
    ("all_strategies", "worth of knowing, among all strategies", "valeur de savoir, entre toutes les stratégies"),
    ("mark", "evidence", "preuve"),
    ("rule", "rule", "règle"),
    ("member", "member", "membre"),
    ("alone", "least cost alone", "moindre coût seul"),
    ("share", "pays by the rule", "paie selon la règle"),
    ("saving", "saving", "économie"),
    ("saving_cvar", "saving, mean of the worst 5%", "économie, moyenne des 5\u{202F}% pires"),
    ("in_core", "no group pays more than on its own", "aucun groupe ne paie plus que seul"),
    ("in_core_probability", "chance that no group does", "probabilité qu’aucun ne le fasse"),
    ("worst_coalition", "group with the strongest reason to leave", "groupe qui a le plus de raisons de partir"),
    ("excess", "what it pays more than on its own", "ce qu’il paie de plus que seul"),
    ("worse_off", "pay more than alone", "paient plus que seuls"),
    ("unit", "unit", "unité"),
    ("now", "at present", "actuellement"),
    ("switching_value", "switching value", "valeur de bascule"),
    ("above_threshold", "above the threshold where it is", "au-dessus du seuil quand elle est"),
    ("searched_from", "searched from", "cherché de"),
    ("searched_to", "searched to", "cherché jusqu’à"),
    ("ranks_first_order", "share of the variance of ranks, alone", "part de la variance des rangs, seule"),
    (
        "ranks_total",
        "share of the variance of ranks, with all others",
        "part de la variance des rangs, avec toutes les autres",
    ),
    ("statistic_at", "result at its", "résultat à son"),
    ("median_case_at", "median course of events at its", "cas médian à son"),
    ("span", "span", "écart"),
    ("administration", "administration", "administration"),
    ("strategy", "strategy", "stratégie"),
    ("fiscal_year", "fiscal year", "exercice"),
    ("build", "build", "investissement"),
    ("run", "run", "fonctionnement"),
    ("total", "both", "total"),
    ("people", "full-time people", "équivalents temps plein"),
    ("people_there", "people that are there", "personnes en place"),
    ("short", "chance that they are too few", "chance qu’elles ne suffisent pas"),
    ("newcomer", "newcomer", "nouveau membre"),
    ("joins_years", "joins after years", "adhésion, années après le début"),
    ("founders_gain", "the founders gain", "gain des fondateurs"),
    ("newcomer_saves", "the newcomer saves", "économie du nouveau membre"),
    ("setting", "value of the input that asks it", "valeur de la donnée qui le demande"),
    ("least_payment", "least payment", "droit minimal"),
    ("most_payment", "greatest payment", "droit maximal"),
    ("gain", "gain", "gain"),
];

/// Columns of departures and of whose code helps whom.
const OTHERS: [Words; 10] = [
    ("never_joins", "the others pay if it never joins", "les autres paient si elle n’adhère jamais"),
    ("leaves_after_years", "leaves so many years after go-live", "départ, années après la mise en service"),
    ("leaves", "the others pay if it leaves", "les autres paient si elle part"),
    ("leaves_share", "the same as a share", "la même chose en part"),
    ("ends", "the consortium ends in", "fin du groupe dans"),
    ("hardest_hit", "hardest hit", "la plus touchée"),
    ("giver", "whose code", "code de"),
    ("receiver", "for whom", "pour"),
    ("better", "better off in", "mieux dans"),
    ("worse", "worse off in", "moins bien dans"),
];

/// Columns of money that do not name the currency.
const MONEY: [&str; 5] = ["alone", "share", "saving", "saving_cvar", "excess"];

/// Ends of names, after the statistic.
const ENDS: [Words; 3] = [
    ("_standard_error", "standard error", "erreur type"),
    ("_low", "low end", "borne basse"),
    ("_high", "high end", "borne haute"),
];

/// The statistics that a name may end with.
const PERCENTS: [u32; 7] = [5, 10, 25, 50, 80, 90, 95];

/// A column, taken apart.
struct Parts<'a> {
    strategy: Option<Strategy>,
    base: &'a str,
    percent: Option<u32>,
    end: Option<&'static Words>,
    currency: bool,
}

impl<'a> Parts<'a> {
    fn of(column: &'a str, currency: &str) -> Parts<'a> {
        let money = column.strip_suffix(currency).and_then(|rest| rest.strip_suffix('_'));
        let (name, is_money) = (money.unwrap_or(column), money.is_some() && !currency.is_empty());
        let end = ENDS.iter().find(|(suffix, ..)| name.ends_with(suffix));
        let name = end.map_or(name, |(suffix, ..)| &name[..name.len() - suffix.len()]);
        let percent = PERCENTS.into_iter().find(|percent| name.ends_with(&format!("p{percent}")));
        let name = percent.map_or(name, |percent| name.trim_end_matches(&percent.to_string()).trim_end_matches('p'));
        let (strategy, name) = match name.split_once('.') {
            Some((word, rest)) => (Strategy::from_word(word), rest),
            None => (None, name),
        };
        Parts { strategy, base: name.trim_end_matches('_'), percent, end, currency: is_money }
    }
}

fn find(base: &str) -> Option<&'static Words> {
    COLUMNS.iter().chain(&OTHERS).find(|(name, ..)| *name == base)
}

/// What a column of a file is called; itself where it has no words.
pub fn heading(column: &str, currency: &str, language: Language) -> String {
    let parts = Parts::of(column, &currency.to_lowercase());
    // An end of an interval that stands alone.
    if let Some((_, english, french)) = ENDS.iter().find(|(suffix, ..)| &suffix[1..] == column) {
        return language.pick(*english, *french).to_owned();
    }
    let words = find(parts.base).map(|(_, english, french)| language.pick(*english, *french));
    if words.is_none() && !parts.base.is_empty() {
        return column.to_owned();
    }
    let percent = parts.percent.map(|percent| format!("P{percent}"));
    let strategy = parts.strategy.map(|strategy| strategy_in_row(strategy, language).to_owned());
    let first = match (words, percent) {
        (Some(words), Some(percent)) if parts.base.ends_with("_at") => vec![format!("{words} {percent}")],
        (words, percent) => words.map(str::to_owned).into_iter().chain(percent).collect(),
    };
    let end = parts.end.map(|(_, english, french)| language.pick(*english, *french).to_owned());
    let currency = (parts.currency || MONEY.contains(&column)).then(|| currency.to_owned());
    strategy.into_iter().chain(first).chain(end).chain(currency).collect::<Vec<String>>().join(", ")
}

/// What a cell of a column says, where it is no number.
pub fn said(column: &str, text: &str, names: &Names, language: Language) -> String {
    let who = |id: &str| shown(&called(names.administration(id), id, language));
    match column {
        "rule" => rule_called(text, language),
        "receiver" if text.is_empty() => language.pick("all others", "toutes les autres").to_owned(),
        "fiscal_year" if text == "all" => language.pick("all", "tous").to_owned(),
        "administration" if text == "all" => language.pick("all", "toutes").to_owned(),
        "member" | "administration" | "newcomer" | "hardest_hit" | "giver" | "receiver" => who(text),
        "worst_coalition" | "worse_off" => text.split(';').map(who).collect::<Vec<String>>().join(", "),
        "input" | "factor" if text == "everything" => language.pick("everything", "tout").to_owned(),
        "input" | "factor" => shown(&label_among(text, names, language)),
        "unit" => phrases::unit(text, language),
        "strategy" => Strategy::from_word(text).map_or(text, |one| strategy_in_row(one, language)).to_owned(),
        "in_core" | "above_threshold" => match text {
            "true" => say!(language, "yes" | "oui"),
            "false" => say!(language, "no" | "non"),
            "above" => say!(language, "above" | "au-dessus"),
            "below" => say!(language, "below" | "au-dessous"),
            other => other.to_owned(),
        },
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_names_without_signs() {
        for (column, english, french) in [
            ("build_p80_cad", "build, P80, CAD", "investissement, P80, CAD"),
            ("independent.cost_cad", "alone, cost, CAD", "seul, coût, CAD"),
            ("statistic_at_p10", "result at its P10", "résultat à son P10"),
            ("founders_gain_low_cad", "the founders gain, low end, CAD", "gain des fondateurs, borne basse, CAD"),
            ("low", "low end", "borne basse"),
            ("excess", "what it pays more than on its own, CAD", "ce qu’il paie de plus que seul, CAD"),
            ("p90", "P90", "P90"),
            ("hardest_hit_cad", "hardest hit, CAD", "la plus touchée, CAD"),
        ] {
            assert_eq!(Language::ALL.map(|language| heading(column, "CAD", language)), [english, french]);
        }
    }

    #[test]
    fn cells_have_names_in_place_of_ids() {
        let names = crate::charts::sample::names();
        let of = |column, text| said(column, text, &names, Language::Fr);
        assert_eq!(of("worse_off", "qc;on"), "Québec, Ontario");
        assert_eq!(of("member", "unknown"), "unknown");
        assert_eq!(of("rule", "shapley"), "valeur de Shapley");
        assert_eq!(of("fiscal_year", "all"), "tous");
        assert_eq!(of("input", "administration.nb.labour_rate"), "coût d’un mois-personne, Nouveau-Brunswick");
    }
}
