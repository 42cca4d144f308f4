//! What the index of a folder says of a scenario: who, and what sharing comes to. Question, what it shows and sources are the
//! scenario's own words.

use super::names;
use crate::language::{Language, Noun, number, percent, say};
use model::results::{Results, Saving};
use model::scenario::Scenario;

/// Facts with their labels, in order; `said` has what the file says behind a label of its first comment.
pub fn facts(
    scenario: &Scenario,
    results: &Results,
    said: impl Fn(&str) -> Option<String>,
    language: Language,
) -> Vec<(&'static str, String)> {
    let own = |label: &str, word: &'static str| said(label).map(|text| (word, text));
    let mut facts: Vec<(&'static str, String)> = own("Question", "Question").into_iter().collect();
    facts.push((language.pick("Who", "Qui"), who(scenario, language)));
    facts.extend(own("Shows", language.pick("Shows", "Montre")));
    facts.extend(own("Sources", "Sources"));
    facts.push((language.pick("Answer", "Réponse"), headline(results, language)));
    facts
}

/// The title of a scenario.
pub fn title(results: &Results, language: Language) -> String {
    names::in_language(&results.question.title, language).to_owned()
}

/// What is to be seen on its picture.
pub fn seen(results: &Results, language: Language) -> String {
    let title = title(results, language);
    say!(
        language,
        "Distribution of what sharing saves: {title}" | "Distribution de l’économie due à la mise en commun : {title}"
    )
}

/// The heading of a first page.
pub fn heading(language: Language) -> &'static str {
    language.pick("Scenarios", "Scénarios")
}

/// How many scenarios the page lists, and where it is.
pub fn written(count: usize, page: &str, language: Language) -> String {
    let scenarios = Noun::new(["scenarios", "scenarios"], ["scénario", "scénarios"]).counted(count, language);
    say!(language, "{scenarios}: {page}" | "{scenarios} : {page}")
}

/// `13 administrations (10 province, 3 territory), modules: 8, years: 10`
fn who(scenario: &Scenario, language: Language) -> String {
    let count = |level: usize| scenario.administrations.iter().filter(|one| one.level == level).count();
    let levels: Vec<String> = (0..scenario.levels.len())
        .map(|level| format!("{} {}", number(count(level) as f64, 0, language), scenario.levels[level]))
        .collect();
    let (levels, modules, years) = (levels.join(", "), scenario.modules.len(), scenario.horizon);
    let count = number(scenario.administrations.len() as f64, 0, language);
    say!(
        language,
        "{count} administrations ({levels}), modules: {modules}, years: {years}"
            | "{count} administrations ({levels}), modules : {modules}, années : {years}"
    )
}

/// How surely sharing is cheaper than each other strategy, and what it saves in the median case.
fn headline(results: &Results, language: Language) -> String {
    let all: Vec<String> = results.savings.iter().map(|saving| against(saving, language)).collect();
    let all = all.join(language.pick("; ", " ; "));
    let (count, seed) = (number(results.run.replications as f64, 0, language), results.run.seed);
    say!(
        language,
        "sharing is {all}; {count} replications, seed {seed}"
            | "la mise en commun est {all} ; {count} simulations, graine {seed}"
    )
}

fn against(saving: &Saving, language: Language) -> String {
    let strategy = names::taking(saving.against, language);
    let share = |at| saving.cost_share.quantile(at).map_or("–".to_owned(), |share| percent(share, language));
    let (surely, [low, middle, high]) = (percent(saving.positive.value, language), [5, 50, 95].map(share));
    let de = if strategy.starts_with('a') { "d’" } else { "de " };
    say!(
        language,
        "cheaper than {strategy} in {surely} of replications, {middle} saved in the median ({low} to {high})"
            | "moins chère que {de}{strategy} dans {surely} des simulations, avec une économie médiane de {middle} ({low} à {high})"
    )
}
