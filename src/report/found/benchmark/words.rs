//! The answer of `benchmark`: which model for which data, and how wide its intervals really are.

mod data;
mod tables;
mod verdict;

use crate::document::Document;
use crate::language::{Language, Noun, figure, number, say};
use crate::words::names::count;
use study::analysis::benchmark::found::{Benchmark, Kind, Learnt};

/// Data sets that are shown one by one.
const FEW: usize = 3;
/// Projects.
const PROJECT: Noun = Noun::new(["project", "projects"], ["projet", "projets"]);

/// What was found, in words.
pub fn document(found: &Benchmark, language: Language) -> Document {
    let mut document = Document::new(language);
    match found.sets.len() <= FEW {
        true => found.sets.iter().for_each(|set| tables::one_set(set, &mut document)),
        false => many_sets(found, &mut document),
    }
    document.section().paragraph(language.pick(
        "Accuracy: 0% is guessing at random, 100% is perfect, below 0% is worse than guessing. `as published`: constants \
         unchanged; otherwise fitted to the other projects, never to the one estimated. `within`: the 90% interval runs from \
         the estimate divided by this to the estimate times this; `held` is the share of projects that it held. The best \
         forecasts (CRPS) stand first.",
        "Précision\u{202F}: 0\u{202F}% au hasard, 100\u{202F}% parfaite, au-dessous de 0\u{202F}% pire que le hasard. \
         «\u{202F}tel que publié\u{202F}»\u{202F}: constantes inchangées\u{202F}; sinon, ajusté aux autres projets, jamais à \
         celui qui est estimé. «\u{202F}facteur\u{202F}»\u{202F}: l’intervalle à 90\u{202F}% va de l’estimation divisée par ce \
         nombre à l’estimation multipliée par lui\u{202F}; «\u{202F}tenus\u{202F}» est la part des projets qu’il contenait. Les \
         meilleures prévisions (CRPS) viennent d’abord.",
    ));
    document.paragraphs(found.kinds.iter().filter_map(|kind| verdict::verdict(found, kind, language)));
    document
}

/// One table over all data sets of each kind.
fn many_sets(found: &Benchmark, document: &mut Document) {
    let language = document.language;
    let projects: usize = found.sets.iter().map(|set| set.projects).sum();
    let (sets, projects, seed) = (found.sets.len(), count(projects, language), found.seed);
    document.paragraph(say!(
        language,
        "{sets} data sets, {projects} projects; each project estimated from the others of its data set; seed {seed}"
            | "{sets} jeux de données, {projects} projets ; chaque projet estimé à partir des autres de son jeu ; graine {seed}"
    ));
    for kind in &found.kinds {
        document.section().table(tables::over_sets(kind, language));
    }
}

/// A factor behind its sign.
fn factor(value: f64, language: Language) -> String {
    format!("×{}", if value < 100.0 { number(value, 1, language) } else { figure(value, language) })
}

/// What of a model was learnt.
fn learnt(learnt: Learnt, language: Language) -> &'static str {
    match (language, learnt) {
        (Language::En, learnt) => learnt.word(),
        (_, Learnt::Baseline) => "référence",
        (_, Learnt::Width) => "tel que publié",
        (_, Learnt::Coefficient) => "coefficient ajusté",
        (_, Learnt::Both) => "ajusté",
        (_, Learnt::Elsewhere) => "autres jeux",
    }
}

/// A kind of data.
fn kind(kind: Kind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::En, kind) => kind.word(),
        (_, Kind::FunctionPoints) => "points de fonction",
        (_, Kind::Kloc) => "milliers de lignes",
        (_, Kind::RatedKloc) => "milliers de lignes, évaluées",
        (_, Kind::Other) => "autres tailles",
    }
}

/// A model: its word in scenarios, and of those that have none there a word of the language.
fn model(word: &str, language: Language) -> String {
    let french = match word {
        "mean" => "moyenne",
        "median" => "médiane",
        "proportional" => "proportionnel",
        other => return crate::language::path(other),
    };
    language.pick(word, french).to_owned()
}
