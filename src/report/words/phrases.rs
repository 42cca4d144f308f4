//! What the program itself says in a log of assumptions, in French: units, sources of defaults, notes. Logs are English, as
//! JSON has them; here the English phrase is the key. What a scenario says is found in no list and stays as it is written.

mod notes;
mod sources;

use crate::language::{Language, typeset};
use crate::words::models;

/// A phrase in English and in French; `{}` stands for what both have, in the same order.
type Pair = (&'static str, &'static str);

/// Units of keys.
const UNITS: &[Pair] = &[
    ("0 logarithmic, 1 linear, 2 pairs", "0 logarithmique, 1 linéaire, 2 par paires"),
    ("FP", "PF"),
    ("PM", "mois-personnes"),
    ("PM at size 1, or at effort.centre", "mois-personnes à la taille 1, ou à effort.centre"),
    ("PM/incident", "mois-personnes/incident"),
    ("PM/year", "mois-personnes/an"),
    ("count", "nombre"),
    ("exponent", "exposant"),
    ("hours/function point", "heures/point de fonction"),
    ("money", "monnaie"),
    ("money/PM", "monnaie/mois-personne"),
    ("money/incident", "monnaie/incident"),
    ("money/incident and administration", "monnaie/incident et administration"),
    ("money/person and year", "monnaie/habitant et année"),
    ("money/year", "monnaie/an"),
    ("months", "mois"),
    ("per 1000 PM and year", "par 1\u{202F}000 mois-personnes et par an"),
    ("per year", "par an"),
    ("per year, real", "par an, réel"),
    ("probability", "probabilité"),
    ("product of ratings", "produit des évaluations"),
    ("ratio", "rapport"),
    ("ratio actual/estimate", "rapport réel/estimé"),
    ("share", "part"),
    ("share per doubling", "part par doublement"),
    ("share/year", "part/an"),
    ("size", "taille"),
    ("sum of ratings", "somme des évaluations"),
    ("times the assumed worth", "fois la valeur supposée"),
    ("size unit of the effort model", "unité de taille du modèle d’effort"),
    ("variance", "variance"),
    ("years", "ans"),
];

/// The unit of a key, in a language.
pub(crate) fn unit(text: &str, language: Language) -> String {
    of_program(&[UNITS], text, language).unwrap_or_else(|| text.to_owned())
}

/// What the program writes in the place of a value; none for a value in the notation of scenarios.
pub(crate) fn value(text: &str, language: Language) -> Option<String> {
    of_program(&[notes::VALUES, sources::DERIVED], text, language)
}

/// A source or a note.
pub(crate) fn reason(text: &str, language: Language) -> String {
    of_program(&[sources::SOURCES, sources::DERIVED, notes::NOTES, models::SOURCES], text, language)
        .unwrap_or_else(|| text.to_owned())
}

/// The French of a phrase of the program; none in English, and where the text is not the program's.
fn of_program(lists: &[&[Pair]], text: &str, language: Language) -> Option<String> {
    let french = |(english, french): &Pair| Some(typeset(&filled(french, &held(english, text)?)));
    lists.iter().copied().flatten().find_map(french).filter(|_| language == Language::Fr)
}

/// What stands in the gaps of a template, if the text is one of its kind.
fn held<'a>(template: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = template.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut held = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (number, part) in parts.iter().enumerate() {
        let at = if number + 1 == parts.len() { rest.len().checked_sub(part.len())? } else { rest.find(part)? };
        held.push(rest.get(..at)?);
        rest = rest.get(at..)?.strip_prefix(part)?;
    }
    rest.is_empty().then_some(held)
}

/// The template with its gaps filled, numbers with the decimal sign of French.
fn filled(template: &str, held: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, own) in parts.zip(held) {
        let is_number = own.parse::<f64>().is_ok();
        out += &if is_number { own.replace('.', ",") } else { reason(own, Language::Fr) };
        out += part;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::effort::CARDS;
    use model::scenario::adoption::ADOPTIONS;
    use model::scenario::conditional::CONDITIONAL;
    use model::scenario::keys::{Global, KeySpec, MODULE_SIZE, Member};

    fn known(lists: &[&[Pair]], text: &str) -> bool {
        ["", "1"].contains(&text) || of_program(lists, text, Language::Fr).is_some()
    }

    #[test]
    fn every_key_says_its_unit_and_source_in_french() {
        let globals = Global::ALL.iter().map(|key| key.spec());
        let specs = globals.chain(Member::ALL.iter().map(|key| key.spec())).chain([&MODULE_SIZE]);
        for KeySpec { path, unit, source, .. } in specs {
            assert!(known(&[UNITS], unit), "{path}: {unit}");
            assert!(known(&[sources::SOURCES, sources::DERIVED], source), "{path}: {source}");
        }
        for one in CONDITIONAL {
            assert!(known(&[sources::SOURCES], one.source), "{:?}: {}", one.key, one.source);
        }
        for adoption in ADOPTIONS {
            assert!(known(&[sources::SOURCES], adoption.source), "{}", adoption.name);
        }
        for card in CARDS {
            assert!(known(&[models::SOURCES], card.ratings_source), "{}", card.word());
        }
    }

    #[test]
    fn gaps_keep_what_they_hold() {
        let fr = Language::Fr;
        assert_eq!(unit("per year", fr), "par an");
        assert_eq!(value("column `joins`: 12 values", fr).as_deref(), Some("colonne `joins`\u{202F}: 12 valeurs"));
        assert_eq!(value("2.5, planned 1.5 [S]", fr).as_deref(), Some("2,5, prévu\u{202F}: 1,5 [S]"));
        let adapted = "ours; its size counts as 0.3 of new code (COCOMO II.2000)";
        let expected = "ours\u{202F}; sa taille compte pour 0,3 de code nouveau (COCOMO II.2000)";
        assert_eq!(reason(adapted, fr), expected);
        assert_eq!(
            reason("person-months at effort.centre; judgement", fr),
            "mois-personnes à effort.centre\u{202F}; jugement"
        );
    }

    #[test]
    fn what_a_scenario_says_stays() {
        for text in ["our judgement", "many values", "", "between two ends"] {
            assert_eq!(reason(text, Language::Fr), text);
        }
        // The rating of `effort.ratings` is typed so; as a source it is told.
        assert_eq!(["{ pert = [0, 1, 2] }", "nominal"].map(|text| value(text, Language::Fr)), [None, None]);
        assert_eq!(reason("nominal", Language::Fr), "valeur nominale");
        assert_eq!((reason("off", Language::En).as_str(), value("none", Language::En)), ("off", None));
    }
}
