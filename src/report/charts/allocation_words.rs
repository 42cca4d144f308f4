//! Words that the charts of allocations share.

use super::text::clean;
use super::words::{scenario_text, with_given};
use super::{Language, holds};
use crate::language::{Unit, number};
use crate::words::classes::member_called;
use crate::words::names::rule_called;
use study::analysis::allocate::found::{Allocations, DivisionResult};
use study::analysis::header::Names;

/// Longest unit, in characters.
const LONGEST: usize = 24;
/// Longest name of a member, and of a rule.
const LONGEST_NAME: usize = 80;
const LONGEST_RULE: usize = 60;

/// The question of a scenario, or what the game is, in a line.
pub(super) fn question(allocations: &Allocations, language: Language) -> String {
    let game = &allocations.game;
    if let Some(scenario) = &game.scenario {
        let title = scenario_text(&scenario.title, language);
        return with_given(&title, &allocations.overrides, &scenario.names, language);
    }
    let (id, count) = (clean(&game.id, 80), members_in_words(allocations, language));
    let game = language.pick(format!("Game {id}: {count}"), format!("Jeu {id}\u{202F}: {count}"));
    with_given(&game, &allocations.overrides, &Names::default(), language)
}

/// `13 members`
pub(super) fn members_in_words(allocations: &Allocations, language: Language) -> String {
    let members = allocations.game.alone.0.len();
    let (count, s) = (number(members as f64, 0, language), if members == 1 { "" } else { "s" });
    language.pick(format!("{count} member{s}"), format!("{count} membre{s}"))
}

/// A member by its name, or its id where it has none that the font holds.
pub(super) fn member(key: &str, allocations: &Allocations, language: Language) -> String {
    let name = clean(&member_called(key, &allocations.game, language), LONGEST_NAME);
    if holds(&name) && !name.is_empty() { name } else { clean(key, LONGEST_NAME) }
}

/// Whether a rule is the one that the scenario has agreed on.
pub(super) fn is_agreed(rule: &str, allocations: &Allocations) -> bool {
    allocations.game.scenario.as_ref().is_some_and(|scenario| scenario.agreed == rule)
}

/// What a rule is called; of the agreed one, that it is.
pub(super) fn rule(words: &str, allocations: &Allocations, language: Language) -> String {
    let name = clean(&rule_called(words, language), LONGEST_RULE);
    match is_agreed(words, allocations) {
        true => language.pick(format!("agreed: {name}"), format!("convenue\u{202F}: {name}")),
        false => name,
    }
}

/// The unit of amounts up to a greatest one; one of several words is taken to be a multiple already.
pub(super) fn unit(allocations: &Allocations, greatest: f64, language: Language) -> Unit {
    let noun = clean(allocations.game.unit.as_deref().unwrap_or_default(), LONGEST);
    if noun.contains(' ') {
        return Unit { factor: 1.0, words: noun, decimals: 2 };
    }
    let unit = Unit::of(greatest, &noun, language);
    Unit { words: unit.words.trim().to_owned(), ..unit }
}

/// `Cost (million SEK)`, or without a unit `Cost`.
pub(super) fn caption(word: &str, unit: &Unit) -> String {
    if unit.words.is_empty() { word.to_owned() } else { format!("{word} ({})", unit.words) }
}

/// The group with the strongest reason to leave, by its members.
pub(super) fn group(allocations: &Allocations, division: &DivisionResult, language: Language) -> Vec<String> {
    let keys = division.worst_coalition.as_deref().unwrap_or_default();
    keys.iter().map(|key| member(key, allocations, language)).collect()
}

/// The same in few words: all of them, who is missing, or the first and a count.
pub(super) fn group_in_short(
    allocations: &Allocations,
    division: &DivisionResult,
    fits: impl Fn(&str) -> bool,
    language: Language,
) -> String {
    let names = group(allocations, division, language);
    let keys = division.worst_coalition.as_deref().unwrap_or_default();
    let all = allocations.game.alone.0.iter().map(|(key, _)| key);
    let missing: Vec<String> =
        all.filter(|key| !keys.contains(key)).map(|key| member(key, allocations, language)).collect();
    let mut choices = vec![names.join(", ")];
    if missing.len() < names.len() && !missing.is_empty() {
        let but = missing.join(", ");
        choices.push(language.pick(format!("all but {but}"), format!("tous sauf {but}")));
    }
    if let [first, _, _, ..] = &names[..] {
        let others = number(names.len() as f64 - 1.0, 0, language);
        choices.push(language.pick(format!("{first} and {others} others"), format!("{first} et {others} autres")));
    }
    let last = choices.last().cloned().unwrap_or_default();
    choices.into_iter().find(|words| fits(words)).unwrap_or(last)
}

/// Where no rule asked for exists for the game.
pub(super) fn no_answer(language: Language) -> &'static str {
    language.pick("No rule has an answer for this game", "Aucune règle n’a de réponse pour ce jeu")
}
