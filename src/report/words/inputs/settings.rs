//! Names of what a scenario sets that is no uncertain number, and of the parts of such settings.

use crate::language::{Language, say};

/// Names by path, in English and French; `*` for an id.
const SETTINGS: &[(&str, &str, &str)] = &[
    ("title", "question asked", "question posée"),
    ("summary", "summary of the question", "résumé de la question"),
    ("currency", "currency", "monnaie"),
    ("price_year", "year of the prices", "année des prix"),
    ("horizon", "years that are counted", "années prises en compte"),
    ("administrations", "file of the administrations", "fichier des administrations"),
    ("strategies", "strategies compared", "stratégies comparées"),
    ("effort.model", "effort model", "modèle d’effort"),
    ("effort.mode", "mode of COCOMO 81", "mode de COCOMO 81"),
    ("effort.data", "finished projects of the regression", "projets achevés de la régression"),
    ("effort.ratings", "ratings of the effort model", "cotes du modèle d’effort"),
    ("effort.ratings.*", "ratings left nominal", "cotes laissées nominales"),
    ("effort.overrun_correlation", "correlation of overruns", "corrélation des dépassements"),
    ("effort.cancellation_correlation", "abandonment with overruns", "abandons liés aux dépassements"),
    ("consortium.lead", "who builds the core", "qui construit le code commun"),
    ("consortium.bond", "what binds the members", "lien entre les membres"),
    ("consortium.fallback", "what follows an abandoned core", "repli en cas d’abandon du code commun"),
    ("consortium.minimum_members", "fewest members of the consortium", "nombre minimal de membres"),
    ("consortium.cost_sharing", "rule of cost sharing", "règle de répartition"),
    ("community.licence", "licence of the core", "licence du code commun"),
    ("administration.*.id", "id of an administration", "identifiant d’une administration"),
    ("administration.*.name", "name of an administration", "nom d’une administration"),
    ("administration.*.name_fr", "name of an administration in French", "nom français d’une administration"),
    ("administration.*.level", "level of government", "niveau d’administration"),
    ("administration.*.networks", "peer networks", "réseaux de pairs"),
    ("administration.*.population", "inhabitants", "population"),
    ("module.*.id", "id of a module", "identifiant d’un module"),
    ("module.*.title", "title of a module", "titre d’un module"),
    ("module.*.needed_by", "who needs the module", "qui a besoin du module"),
    ("module.*.adapted", "adaptation of existing code", "adaptation de code existant"),
    ("correlated", "inputs that move together", "données qui varient ensemble"),
    ("correlated.inputs", "paths of inputs that move together", "chemins de données qui varient ensemble"),
    ("correlated.coefficient", "correlation of inputs", "corrélation des données"),
    ("outcome.abandoned", "whether the core was abandoned", "abandon constaté du code commun"),
    ("outcome.exits", "whether members left", "départs constatés"),
    ("outcome.members_at_end", "members that were left at the end", "membres restés à la fin"),
    ("outcome.cost", "what building came to", "coût constaté de la construction"),
    ("outcome.years_late", "years that the core was late", "années de retard constatées"),
    ("outcome.saving", "what sharing saved", "économie constatée"),
    ("outcome.evidence_for", "defaults that rest on the case", "valeurs par défaut tirées du cas"),
    ("outcome.found_by_end", "whether the case was found by its end", "cas trouvé à cause de sa fin"),
    ("outcome.note", "note on the outcome", "note sur l’issue"),
];
/// What precedes the number of a class of fees.
const CLASSES: &str = "consortium.cost_sharing.tiers.";
/// What precedes a rating.
const RATINGS: &str = "effort.ratings.";

/// All of them, for tests.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    SETTINGS.iter().map(|&(path, en, fr)| (path, [en, fr]))
}

fn find(path: &str, language: Language) -> Option<&'static str> {
    SETTINGS.iter().find(|setting| setting.0 == path).map(|setting| language.pick(setting.1, setting.2))
}

/// What a key of a module or an administration is called.
pub(super) fn listed(list: &str, key: &str, language: Language) -> Option<&'static str> {
    find(&format!("{list}.*.{key}"), language)
}

/// What a setting of the whole scenario is called, or a part of one: a class of fees, a rating.
pub(super) fn part(path: &str, language: Language) -> Option<String> {
    if let Some(name) = find(path, language) {
        return Some(name.to_owned());
    }
    if let Some(driver) = path.strip_prefix(RATINGS) {
        let driver = driver.to_uppercase();
        return Some(say!(language, "rating {driver}" | "cote {driver}"));
    }
    let rest = path.strip_prefix(CLASSES)?;
    let (class, field) = rest.split_once('.').map_or((rest, None), |(class, field)| (class, Some(field)));
    let of = match class {
        "*" => language.pick("every class", "chaque classe").to_owned(),
        class => say!(language, "class {class}" | "la classe {class}"),
    };
    Some(match field {
        None => say!(language, "fees of {of}" | "cotisations de {of}"),
        Some("yearly") => say!(language, "yearly fee of {of}" | "cotisation annuelle de {of}"),
        Some("entry") => say!(language, "entry fee of {of}" | "droit d’entrée de {of}"),
        Some("up_to") => say!(language, "most inhabitants of {of}" | "population maximale de {of}"),
        Some(_) => return None,
    })
}

/// What a fee of a class means, in French.
pub(super) fn meaning(path: &str) -> Option<&'static str> {
    match path.strip_prefix(CLASSES)?.rsplit_once('.')?.1 {
        "yearly" => Some("ce qu’un membre de la classe doit par an"),
        "entry" => Some("ce que doit une fois qui adhère dans la classe"),
        _ => None,
    }
}
