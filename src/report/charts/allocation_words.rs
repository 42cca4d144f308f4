//! Words that the charts of allocations share.

use super::Language;
use super::text::clean;
use super::words::with_given;
use crate::language::{Unit, number};
use crate::words::classes::members;
use study::analysis::allocate::found::{Allocations, DivisionResult};

/// Longest unit, in characters.
const LONGEST: usize = 24;

/// What the game is, in a line.
pub(super) fn question(allocations: &Allocations, language: Language) -> String {
    let game = &allocations.game;
    let (members, id) = (game.alone.0.len(), clean(&game.id, 80));
    let count = number(members as f64, 0, language);
    let s = if members == 1 { "" } else { "s" };
    let game = language.pick(format!("Game {id}: {count} member{s}"), format!("Jeu {id}\u{202F}: {count} membre{s}"));
    with_given(&game, &allocations.overrides)
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
pub(super) fn group(allocations: &Allocations, division: &DivisionResult, language: Language) -> String {
    members(division.worst_coalition.as_deref().unwrap_or_default(), &allocations.game, language).join(", ")
}

/// Where no rule asked for exists for the game.
pub(super) fn no_answer(language: Language) -> &'static str {
    language.pick("No rule has an answer for this game", "Aucune règle n’a de réponse pour ce jeu")
}
