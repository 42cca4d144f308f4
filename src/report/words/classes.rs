//! Members of a game that stand for many administrations, by what these have in common.

use super::inputs::called;
use super::names::{count, name};
use crate::language::{Language, say};
use model::scenario::Text;
use study::analysis::allocate::classes::Common;
use study::analysis::allocate::found::GameResult;

/// What the members of a class have in common.
pub(crate) fn common(common: &Common, language: Language) -> String {
    match common {
        Common::AlikeTo(member) => member.clone(),
        Common::Level(level) => level.clone(),
        Common::Quantile { level, number, of } => {
            say!(language, "{level}, size {number} of {of}" | "{level}, taille {number} sur {of}")
        }
        Common::OtherLevels(levels) => {
            let levels = count(*levels, language);
            say!(language, "{levels} other levels" | "{levels} autres niveaux")
        }
    }
}

/// What a member of a game would do alone: build or, where that is listed, buy if it is cheaper. A table of coalitions does not say.
pub(crate) fn alone(game: &GameResult, language: Language) -> &'static str {
    match game.scenario.as_ref().map(|scenario| scenario.buys) {
        None => language.pick("alone", "seul"),
        Some(false) => language.pick("alone (built)", "seul (construit)"),
        Some(true) => language.pick("alone (built or bought)", "seul (construit ou acheté)"),
    }
}

/// Whether members of a game may buy alone.
pub(crate) fn may_buy(game: &GameResult) -> bool {
    game.scenario.as_ref().is_some_and(|scenario| scenario.buys)
}

/// A member of a game by its key: a bloc by what its administrations have in common, any other one by its id.
pub(crate) fn member(key: &str, game: &GameResult, language: Language) -> String {
    let class = game.classes.iter().flatten().find(|class| class.common.key() == key);
    class.map_or_else(|| key.to_owned(), |class| common(&class.common, language))
}

/// The same by its name, where it has one: for charts and the tables below them.
pub(crate) fn member_called(key: &str, game: &GameResult, language: Language) -> String {
    named(key, game).map_or_else(|| member(key, game, language), |name| called(Some(name), key, language))
}

/// The same within a sentence.
pub(crate) fn spoken(key: &str, game: &GameResult, language: Language) -> String {
    named(key, game).map_or_else(|| member(key, game, language), |text| name(text, key, language))
}

fn named<'a>(key: &str, game: &'a GameResult) -> Option<&'a Text> {
    game.scenario.as_ref()?.names.administration(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_names_in_both_languages() {
        let names = [
            (Common::AlikeTo("on".to_owned()), "on", "on"),
            (Common::Level("commune".to_owned()), "commune", "commune"),
            (
                Common::Quantile { level: "commune".to_owned(), number: 1, of: 3 },
                "commune, size 1 of 3",
                "commune, taille 1 sur 3",
            ),
            (Common::OtherLevels(1234), "1,234 other levels", "1 234 autres niveaux"),
        ];
        for (of, english, french) in names {
            let narrow = |text: String| text.replace(['\u{202F}', '\u{A0}'], " ");
            assert_eq!(common(&of, Language::En), english);
            assert_eq!(narrow(common(&of, Language::Fr)), french);
        }
    }
}
