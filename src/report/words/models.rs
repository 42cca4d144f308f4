//! The answer of `models`: the effort models, their formulas, parameters and sources. What their cards say is English.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, code, number, say};
use model::effort::ratings::Rating;
use study::analysis::models::found::{DriverResult, ModelResult, ParameterResult};

/// One line a model.
pub fn list(models: &[ModelResult], language: Language) -> Document {
    let header = [
        "effort.model",
        language.pick("size in", "taille en"),
        language.pick("effort in person-months", "effort en mois-personnes"),
    ];
    let row = |model: &ModelResult| vec![model.model.into(), model.unit.into(), formula(model).into()];
    let mut document = Document::new(language);
    document.table(columns(header, models.iter().map(row), &[0, 1, 2]));
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
    formula.split(';').next().unwrap_or_default()
}

/// All of some.
pub fn whole(models: &[ModelResult], language: Language) -> Document {
    let mut document = Document::new(language);
    models.iter().for_each(|model| one(model, &mut document));
    document
}

fn one(model: &ModelResult, document: &mut Document) {
    let language = document.language;
    let ModelResult { size, use_when, not_when, .. } = model;
    document.section().heading(format!("{}: {}", model.model, model.name)).paragraph(model.formula);
    document.paragraph(say!(language, "Size in {size}." | "Taille en {size}."));
    document.paragraph(say!(language, "Use it when {use_when}." | "À employer quand {use_when}."));
    document.paragraph(say!(language, "Not when {not_when}." | "Pas quand {not_when}."));
    let (example, effort) = (model.example.says, number(model.example.effort, 1, language));
    document.paragraph(say!(
        language,
        "Example: {example}: {effort} person-months." | "Exemple : {example} : {effort} mois-personnes."
    ));
    let mut sources = vec![(String::new(), model.source)];
    if !model.parameters.is_empty() {
        document.section().heading(language.pick("Parameters, unless given", "Paramètres, sauf indication"));
        let rows: Vec<Vec<Cell>> = model.parameters.iter().map(|one| parameter(one, &mut sources)).collect();
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
        document.paragraph(format!("{} {mark}{source}", k + 1));
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

fn parameter(parameter: &ParameterResult, sources: &mut Vec<(String, &'static str)>) -> Vec<Cell> {
    let number = cited(sources, &parameter.mark, parameter.source).to_string();
    vec![parameter.key.into(), parameter.value.into(), parameter.meaning.into(), number.into()]
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
        [driver.key.into()].into_iter().chain(cells).chain([driver.meaning.into()]).collect()
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
