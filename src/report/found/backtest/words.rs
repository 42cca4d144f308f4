//! The answer of `backtest`: what was predicted of each case, how well, and what so few cases can tell.

mod scores;
mod tables;

use crate::document::Document;
use crate::language::{Language, Noun, number, say};
use model::scenario::Observable;
use study::analysis::backtest::found::{Backtest, Naive, PastCase};

/// Cases.
const CASE: Noun = Noun::new(["case", "cases"], ["cas", "cas"]);

/// What was found, in words.
pub fn document(found: &Backtest, language: Language) -> Document {
    let count = number(found.replications as f64, 0, language);
    let (cases, seed) = (CASE.counted(found.cases.len(), language), found.seed);
    let mut document = Document::new(language);
    document.paragraph(say!(
        language,
        "{cases} whose end is known, from what was known before; {count} replications of each, seed {seed}"
            | "{cases} dont on connaît la fin, à partir de ce que l’on savait avant ; {count} simulations de chacun, graine {seed}"
    ));
    tables::tables(&found.cases, &mut document);
    if let Some(all) = found.scores.first() {
        found.scores.iter().for_each(|one| scores::scores(one, all, &mut document));
    }
    document.paragraph(naive(found.naive, language));
    document.warning(language.pick(
        "the cases were not drawn by lot. Successes are found in collections, failures in audits and newspapers (#: it was \
         looked for because of its end); figures of one case are not apart from each other; of those marked * a default rests \
         on this very case.",
        "les cas n’ont pas été tirés au sort. Les réussites se trouvent dans les recueils, les échecs dans les audits et les \
         journaux (#\u{202F}: cas cherché à cause de sa fin)\u{202F}; les chiffres d’un même cas ne sont pas indépendants\u{202F}; * \
         signale ceux sur lesquels repose une valeur par défaut.",
    ));
    if is_weak_anywhere(&found.cases) {
        document.paragraph(language.pick(
            "Beside what came: [R] it is commonly quoted and was not verified, [G] it is judgement.",
            "À côté de ce qui est arrivé\u{202F}: [R] couramment cité, non vérifié\u{202F}; [G] jugement.",
        ));
    }
    document
}

fn is_weak_anywhere(cases: &[PastCase]) -> bool {
    cases.iter().flat_map(|case| &case.figures).any(|one| !one.mark.is_sourced())
}

/// An outcome with the unit it is counted in.
fn outcome(what: Observable, language: Language) -> &'static str {
    match what {
        Observable::MembersAtEnd => language.pick("members at the end", "membres à la fin"),
        Observable::Cost => language.pick("cost, times the plan", "coût, multiple du plan"),
        Observable::YearsLate => language.pick("years late", "années de retard"),
        Observable::Saving => language.pick("saving, share", "économie, part"),
        Observable::Abandoned => language.pick("abandoned", "abandon"),
        Observable::Exits => language.pick("exits", "départs"),
    }
}

/// What the naive forecaster says.
fn naive(naive: Naive, language: Language) -> String {
    match naive {
        Naive::OtherCases => say!(
            language,
            "The naive forecaster says of an event: how often it happened in the other cases, half a case added to both sides; of a number: the values of the other cases, each equally likely, as shares of the administrations, of the planned cost or of the planned years."
                | "Le prévisionniste naïf dit : d’un événement, sa fréquence dans les autres cas, un demi-cas ajouté de part et d’autre ; d’un nombre, les valeurs des autres cas, également probables, en parts des administrations, du coût ou des années prévus."
        ),
    }
}
