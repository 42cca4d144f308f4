//! Words that several charts use, in both languages.

use super::Language;
use super::text::clean;
use crate::language::{Unit, capital, noun_of, number, percent};
use crate::words::names::{strategy_in_row, taking, value as value_in};
use crate::words::run::choice::doubt;
use crate::words::{inputs, quantities};
use model::effort::Phase;
use model::results::{Dimension, Estimate, Results};
use model::scenario::{Strategy, Text};
use study::analysis::header::{Header, Names};

/// Longest scenario title and name of an administration, in characters.
const LONGEST: usize = 160;
/// Longest list of inputs that were given other values.
const GIVEN: usize = 90;

/// Name of a strategy, as charts write it.
pub fn strategy_name(strategy: Strategy, language: Language) -> String {
    capital(strategy_in_row(strategy, language))
}

/// The best strategy and how often it is cheaper than its best rival, at equal service.
pub(super) fn finding(results: &Results, language: Language) -> Option<String> {
    let best = results.best.as_ref().filter(|best| best.cheaper.value.is_finite())?;
    let (strategy, rival) = (taking(best.strategy, language), taking(best.rival, language));
    let share = percent(best.cheaper.value, language);
    if best.cheaper_by.min == Some(0.0) && best.cheaper_by.max == Some(0.0) {
        return Some(language.pick(
            format!("{} costs exactly as much as {rival}", capital(strategy)),
            format!("{} coûte exactement autant que {rival}", capital(strategy)),
        ));
    }
    if doubt(results).is_some() {
        return Some(language.pick(
            format!("{} or {rival}: neither is surely cheaper", capital(strategy)),
            format!("{} ou {rival}\u{202F}: aucun n’est sûrement moins cher", capital(strategy)),
        ));
    }
    let how = match best.cheaper_by.mean {
        Some(_) => language.pick("in the mean", "en moyenne"),
        None => language.pick("in the median", "en médiane"),
    };
    Some(language.pick(
        format!("{} costs least {how} ({share} against {rival})", capital(strategy)),
        format!("{} coûte le moins {how} ({share} contre {rival})", capital(strategy)),
    ))
}

/// What a chart that speaks of sharing must add where another strategy costs least at equal service.
pub(super) fn but(results: &Results, language: Language) -> Option<String> {
    let best = results.best.as_ref()?.strategy;
    let name = taking(best, language);
    let words = match doubt(results) {
        Some(_) => language.pick(format!("; {name} may cost less"), format!("\u{202F}; {name} pourrait coûter moins")),
        None => language.pick(format!("; {name} costs least"), format!("\u{202F}; {name} coûte le moins")),
    };
    (best != Strategy::Shared).then_some(words)
}

/// One thing and its value, as screen readers hear them.
pub(super) fn described(name: &str, value: &str, language: Language) -> String {
    language.pick(format!("{name}: {value}"), format!("{name} : {value}"))
}

/// The unit of a quantity in words; of a currency as much as there is room for.
pub(super) fn noun(unit: &Dimension, limit: usize, language: Language) -> String {
    match unit {
        Dimension::Money(currency) => clean(currency, limit),
        Dimension::PersonMonths | Dimension::Years | Dimension::Probability | Dimension::TimesCost => {
            noun_of(unit, language).to_owned()
        }
    }
}

/// Name of a phase.
pub(crate) fn phase_name(phase: Phase, language: Language) -> &'static str {
    match phase {
        Phase::Build => language.pick("Building", "Construction"),
        Phase::Adaptation => language.pick("Adaptation", "Adaptation"),
        Phase::Running => language.pick("Running", "Entretien"),
        Phase::Operations => language.pick("Operations", "Exploitation"),
        Phase::Coordination => language.pick("Coordination", "Coordination"),
        Phase::Security => language.pick("Security", "Sécurité"),
        Phase::Leaving => language.pick("Leaving", "Départs"),
    }
}

/// A text of the scenario in the language, cleaned and of bounded length.
pub(super) fn scenario_text(text: &Text, language: Language) -> String {
    let words = match language {
        Language::En => &text.en,
        Language::Fr => text.fr.as_ref().unwrap_or(&text.en),
    };
    clean(words, LONGEST)
}

/// The question of an answer, and before it what was given another value: two charts of different questions look
/// different.
pub(super) fn question(header: &Header, language: Language) -> String {
    with_given(&scenario_text(&header.title, language), &header.overrides, &header.names, language)
}

/// A question behind the inputs that were given other values than the scenario file gives them.
pub(super) fn with_given(question: &str, overrides: &[String], names: &Names, language: Language) -> String {
    match overrides {
        [] => question.to_owned(),
        _ => {
            let list: Vec<String> = overrides.iter().map(|one| given(one, names, language)).collect();
            capital(&format!("{} · {question}", clean(&list.join(", "), GIVEN)))
        }
    }
}

/// An input and the value it was given, `path=value`, in words.
pub(super) fn given(text: &str, names: &Names, language: Language) -> String {
    let Some((path, value)) = text.split_once('=') else { return text.to_owned() };
    // What is given may be an administration, or several.
    let who = |id: &str| names.administration(id.trim()).map(|name| who(name, id, language));
    let several: Option<Vec<String>> = value.split(',').map(who).collect();
    let value = several.map_or_else(|| value_in(value, language), |names| names.join(", "));
    match path {
        "without" => format!("{} {value}", language.pick("without", "sans")),
        "only" => format!("{} {value}", language.pick("only", "seulement")),
        _ => format!("{} = {value}", inputs::label_among(path, names, language)),
    }
}

/// What the administrations of a run are called.
pub(super) fn names(results: &Results) -> Names {
    let administrations = results.administrations.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
    Names { administrations, ..Names::default() }
}

/// The name of an input, with what has an id called by its name.
pub(super) fn input(path: &str, header: &Header, limit: usize, language: Language) -> String {
    clean(&inputs::label_among(path, &header.names, language), limit)
}

/// The name of a quantity, likewise.
pub(super) fn quantity(path: &str, header: &Header, limit: usize, language: Language) -> String {
    clean(&quantities::label_among(path, &header.names, language), limit)
}

/// The name of an administration as charts show it: its id where the name is empty, or has letters that the font lacks.
pub(super) fn who(name: &Text, id: &str, language: Language) -> String {
    let name = scenario_text(name, language);
    if name.is_empty() || !super::holds(&name) { clean(id, LONGEST) } else { name }
}

/// The unit of money for values up to a greatest one.
pub(super) fn money_unit(results: &Results, greatest: f64, language: Language) -> Unit {
    Unit::of(greatest, &clean(&results.question.currency, 12), language)
}

/// What money is: `million CAD, 2024 prices, present value`.
pub(super) fn money_words(results: &Results, unit: &Unit, language: Language) -> String {
    let year = results.question.price_year;
    language.pick(
        format!("{}, {year} prices, present value", unit.words),
        format!("{}, prix de {year}, valeur actualisée", unit.words),
    )
}

/// How many replications, and the seed.
pub(super) fn run_words(results: &Results, language: Language) -> String {
    let count = number(results.run.replications as f64, 0, language);
    let (one, seed) = (results.run.replications == 1, results.run.seed);
    let noun =
        language.pick(if one { "replication" } else { "replications" }, if one { "simulation" } else { "simulations" });
    language.pick(format!("{count} {noun}, seed {seed}"), format!("{count} {noun}, graine {seed}"))
}

/// A quantile of an estimate, if it is a number.
pub(super) fn quantile(estimate: &Estimate, percent: u32) -> Option<f64> {
    estimate.quantile(percent).filter(|value| value.is_finite())
}

/// Several quantiles in ascending order, or none of them where one is missing or they do not ascend.
pub(super) fn quantiles<const N: usize>(estimate: &Estimate, percents: [u32; N]) -> Option<[f64; N]> {
    let mut values = [0.0; N];
    for (value, percent) in values.iter_mut().zip(percents) {
        *value = quantile(estimate, percent)?;
    }
    values.is_sorted().then_some(values)
}
