//! The answer of `models`: the effort models, their formulas, parameters and sources.

mod french;

pub(crate) use french::SOURCES;

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, code, number, say, typeset};
use model::effort::ratings::Rating;
use model::scenario::EffortModel;
use study::analysis::models::found::{DriverResult, ModelResult, ParameterResult};

/// One line a model.
pub fn list(models: &[ModelResult], language: Language) -> Document {
    let header = [
        "effort.model",
        language.pick("size in", "taille en"),
        language.pick("effort in person-months", "effort en mois-personnes"),
    ];
    let row = |model: ModelResult| vec![model.model.word().into(), model.unit.into(), formula(&model).into()];
    let mut document = Document::new(language);
    document.table(columns(header, models.iter().map(|model| row(spoken(model, language))), &[0, 1, 2]));
    let command = code("commonweal models MODEL");
    document.section().paragraph(say!(
        language,
        "{command} tells all of one: when to use it, parameters, ratings, sources."
            | "{command} dit tout sur l’un d’eux : quand l’employer, paramètres, évaluations, sources."
    ));
    document
}

fn formula(model: &ModelResult) -> &str {
    let formula = model.formula.strip_prefix("effort = ").unwrap_or(model.formula);
    formula.split(';').next().unwrap_or_default().trim_end()
}

/// All of some.
pub fn whole(models: &[ModelResult], language: Language) -> Document {
    let mut document = Document::new(language);
    models.iter().for_each(|model| one(&spoken(model, language), &mut document));
    document
}

/// What a card says, in a language.
fn spoken(model: &ModelResult, language: Language) -> ModelResult {
    let mut said = model.clone();
    if language == Language::En {
        return said;
    }
    let french = french::of(model.model);
    (said.name, said.formula, said.unit, said.size) = (french.name, french.formula, french.unit, french.size);
    (said.use_when, said.not_when, said.source) = (french.use_when, french.not_when, french.source);
    said.example.says = french.example;
    said.ratings_source = said.ratings_source.map(|_| french.ratings_source);
    for own in &mut said.parameters {
        if let Some(words) = french.parameters.iter().find(|words| words.key == own.key) {
            (own.value, own.meaning, own.source) = (words.value, words.meaning, words.source);
        }
    }
    for own in said.scale_factors.iter_mut().chain(&mut said.multipliers) {
        if let Some((_, meaning)) = french.drivers.iter().find(|(key, _)| *key == own.key) {
            own.meaning = meaning;
        }
    }
    said
}

/// What a card says, with the spaces of its language.
fn set(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fr => typeset(text),
    }
}

fn one(model: &ModelResult, document: &mut Document) {
    let language = document.language;
    let ModelResult { size, use_when, not_when, .. } = model;
    let word = model.model.word();
    document
        .section()
        .heading(say!(language, "{word}: {}" | "{word} : {}", model.name))
        .paragraph(set(model.formula, language));
    document.paragraph(say!(language, "Size in {size}." | "Taille en {size}."));
    document.paragraph(say!(language, "Use it when {use_when}." | "À employer quand {use_when}."));
    document.paragraph(say!(language, "Not when {not_when}." | "À éviter quand {not_when}."));
    let (example, effort) = (model.example.says, number(model.example.effort, 1, language));
    document.paragraph(say!(
        language,
        "Example: {example}: {effort} person-months." | "Exemple : {example} : {effort} mois-personnes."
    ));
    let mut sources = vec![(String::new(), model.source)];
    if !model.parameters.is_empty() {
        document.section().heading(language.pick("Parameters, unless given", "Paramètres, sauf indication"));
        let rows: Vec<Vec<Cell>> = model.parameters.iter().map(|one| parameter(one, &mut sources, language)).collect();
        let header =
            language.pick(["key", "value", "what it is", "source"], ["clé", "valeur", "ce que c’est", "source"]);
        document.table(columns(header, rows, &[0, 1, 2, 3]));
    }
    let headings = language.pick(["Scale factors", "Multipliers"], ["Facteurs d’échelle", "Multiplicateurs"]);
    for (heading, drivers) in headings.into_iter().zip([&model.scale_factors, &model.multipliers]) {
        if let (false, Some(mark), Some(source)) = (drivers.is_empty(), &model.ratings_mark, model.ratings_source) {
            let number = cited(&mut sources, mark, source);
            document.section().heading(say!(
                language,
                "{heading}, by rating in [effort.ratings], source {number}"
                    | "{heading}, selon l’évaluation dans [effort.ratings], source {number}"
            ));
            document.table(ratings(drivers, language));
        }
    }
    document.section().heading("Sources");
    for (k, (mark, source)) in sources.iter().enumerate() {
        let mark = if mark.is_empty() { String::new() } else { format!("[{mark}] ") };
        document.paragraph(format!("{} {mark}{}", k + 1, set(source, language)));
    }
}

/// The number of a source, a new one if it was not cited yet.
fn cited(sources: &mut Vec<(String, &'static str)>, mark: &str, source: &'static str) -> usize {
    let known = sources.iter().position(|known| known.0 == mark && known.1 == source);
    known.unwrap_or_else(|| {
        sources.push((mark.to_owned(), source));
        sources.len() - 1
    }) + 1
}

fn parameter(parameter: &ParameterResult, sources: &mut Vec<(String, &'static str)>, language: Language) -> Vec<Cell> {
    let number = cited(sources, &parameter.mark, parameter.source).to_string();
    let [value, meaning] = [parameter.value, parameter.meaning].map(|text| set(text, language));
    vec![parameter.key.into(), value.into(), meaning.into(), number.into()]
}

/// A table of drivers by rating.
fn ratings(drivers: &[DriverResult], language: Language) -> Table {
    let header: Vec<String> =
        [""].into_iter().chain(Rating::WORDS).chain([""]).map(|word| word.replace('_', "\n")).collect();
    let row = |driver: &DriverResult| {
        let value = |word: &str| driver.ratings.iter().find(|(rating, _)| *rating == word).map(|(_, value)| *value);
        let cells = Rating::WORDS
            .iter()
            .map(|word| value(word).map_or_else(Cell::default, |factor| Cell::number(factor, 2, language)));
        [driver.key.into()].into_iter().chain(cells).chain([set(driver.meaning, language).into()]).collect()
    };
    columns(header, drivers.iter().map(row), &[0, Rating::WORDS.len() + 1])
}

/// Columns within the room there is, some of words.
fn columns<H: Into<crate::document::Text>>(
    header: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = Vec<Cell>>,
    words: &[usize],
) -> Table {
    Table::new(header, rows).words_in(words).laid_out(Layout::Wrapped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::effort::CARDS;

    /// A key without words of its own would go on in English.
    #[test]
    fn every_parameter_and_rating_has_its_words() {
        for card in CARDS {
            let (english, french) = (ModelResult::of(card), french::of(card.model));
            let keys: Vec<&str> = english.parameters.iter().map(|one| one.key).collect();
            assert_eq!(french.parameters.iter().map(|one| one.key).collect::<Vec<_>>(), keys, "{}", card.word());
            let rated = english.scale_factors.iter().chain(&english.multipliers).map(|one| one.key);
            assert_eq!(french.drivers.iter().map(|one| one.0).collect::<Vec<_>>(), rated.collect::<Vec<_>>());
            assert_eq!(french.ratings_source.is_empty(), english.ratings_source.is_none());
        }
    }
}
