//! Who has a reason to leave under which rule, and whether any division leaves nobody one.

use super::{Words, name, quoted as named, why};
use crate::document::Document;
use crate::language::{Language, listed, say};
use crate::words::classes::spoken;
use study::analysis::allocate::found::DivisionResult;

/// Of larger groups those are named who are not in them, if they are fewer.
const MANY: usize = 5;

/// A member within a sentence: in French its name, or its id, which may be a word like `on`, stands in quotation marks.
fn quoted(who: String, language: Language) -> String {
    match language {
        Language::En => who,
        Language::Fr => say!(language, "{who}" | "« {who} »"),
    }
}

impl Words<'_> {
    /// The sentences.
    pub(super) fn stability(&self, document: &mut Document) {
        let language = self.language;
        let divisions = || self.allocations.divisions();
        for (rule, division) in divisions().filter(|(_, division)| division.in_core == Some(false)) {
            document.paragraphs(self.reason_to_leave(rule, division));
        }
        let whose = |in_core: Option<bool>| -> Vec<String> {
            divisions().filter(|(_, one)| one.in_core == in_core).map(|(rule, _)| named(rule, language)).collect()
        };
        let (stable, open) = (whose(Some(true)), whose(None));
        if !stable.is_empty() && self.game.alone.0.len() > 1 {
            let rules = listed(&stable, language);
            document.paragraph(say!(
                language,
                "Nobody has a reason to leave under {rules}." | "Personne n’a de raison de partir selon {rules}."
            ));
        }
        if !open.is_empty() {
            let rules = listed(&open, language);
            document.paragraph(say!(
                language,
                "No group with a reason to leave was found under {rules}; not every group was looked at."
                    | "Aucun groupe ayant une raison de partir n’a été trouvé selon {rules} ; tous les groupes n’ont pas été examinés."
            ));
        }
        document.paragraph(self.core());
        for (rule, reason) in self.allocations.without() {
            let reason = why::sentence(reason, language);
            let rule = named(rule, language);
            document.paragraph(say!(
                language,
                "No answer by {rule}: {reason}." | "La règle {rule} ne donne pas de résultat : {reason}."
            ));
        }
        for (rule, _) in divisions().filter(|(_, division)| division.kohlberg == Some(false)) {
            let rule = name(rule, language);
            document.warning(say!(
                language,
                "{rule} does not pass Kohlberg's criterion; do not rely on it."
                    | "{rule} : le critère de Kohlberg n’est pas satisfait ; ne pas s’y fier."
            ));
        }
    }

    /// `shapley: H, K and L together pay 0.43 million SEK more than a system of their own would cost.`
    fn reason_to_leave(&self, rule: &str, division: &DivisionResult) -> Option<String> {
        let (group, language) = (division.worst_coalition.as_ref()?, self.language);
        let (more, rule) = (self.amount(division.excess?), name(rule, language));
        let everybody = &self.game.alone.0;
        let named = |keys: &[String]| {
            keys.iter().map(|key| quoted(spoken(key, self.game, language), language)).collect::<Vec<String>>()
        };
        let sentence = match &group[..] {
            _ if group.len() > MANY && 2 * group.len() > everybody.len() => {
                let others = everybody.iter().map(|(name, _)| name.clone()).filter(|name| !group.contains(name));
                let others = listed(&named(&others.collect::<Vec<String>>()), language);
                say!(
                    language,
                    "{rule}: all but {others} pay {more} more than a system of their own would cost"
                        | "{rule} : ensemble, tous sauf {others} paient {more} de plus que ne coûterait leur propre système"
                )
            }
            [one] => {
                let one = quoted(spoken(one, self.game, language), language);
                say!(
                    language,
                    "{rule}: {one} pays {more} more than a system of its own would cost"
                        | "{rule} : ce que paie {one} dépasse de {more} le coût de son propre système"
                )
            }
            _ => {
                let names = listed(&named(group), language);
                say!(
                    language,
                    "{rule}: {names} together pay {more} more than a system of their own would cost"
                        | "{rule} : ensemble, {names} paient {more} de plus que ne coûterait leur propre système"
                )
            }
        };
        let alone = &division.worse_off;
        if alone.is_empty() || group.len() == 1 && alone.len() == 1 {
            return Some(sentence + ".");
        }
        let names = listed(&named(alone), language);
        let pay = match alone.len() {
            1 => language.pick("pays", "paie"),
            _ => language.pick("pay", "paient"),
        };
        let alone = if alone.len() == 1 { "seul" } else { "chacun seul" };
        Some(say!(
            language,
            "{sentence}; {names} {pay} more than alone." | "{sentence} ; {names} {pay} plus que {alone}."
        ))
    }

    /// Whether there is a core, and what would make one.
    fn core(&self) -> String {
        let (game, language) = (self.game, self.language);
        if game.alone.0.len() == 1 {
            return language
                .pick("There is nobody to divide it with.", "Il n’y a personne avec qui le répartir.")
                .to_owned();
        }
        let Some(epsilon) = game.least_core_epsilon else {
            return say!(
                language,
                "Whether the core is empty is not known: not every group was looked at."
                    | "On ignore si le cœur est vide : tous les groupes n’ont pas été examinés."
            );
        };
        let promise = self.amount(epsilon.abs());
        if let (Some(true), Some(subsidy)) = (game.core_empty, game.subsidy) {
            let subsidy = self.amount(subsidy);
            return say!(
                language,
                "The core is empty: whatever the division, some group pays at least {promise} more than on its own; the smallest subsidy that would hold everybody is {subsidy}."
                    | "Le cœur est vide : quelle que soit la répartition, un groupe paie au moins {promise} de plus que seul ; la plus petite subvention qui retiendrait tout le monde est de {subsidy}."
            );
        }
        match promise.starts_with("0 ") || promise == "0" {
            true => say!(
                language,
                "The core is not empty, but some group always saves nothing by staying."
                    | "Le cœur n’est pas vide, mais il y a toujours un groupe qui n’économise rien à rester."
            ),
            false => say!(
                language,
                "The core is not empty: every group can save {promise} or more by staying."
                    | "Le cœur n’est pas vide : chaque groupe peut économiser {promise} ou plus en restant."
            ),
        }
    }
}
