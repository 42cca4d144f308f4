//! How well the simulation knows its figures: errors, and how far what is not known moves them.

mod numbers;

use crate::document::{Cell, Document, Table};
use crate::language::{Language, Unit, number, percent, range, say, with_sign};
use crate::words::names::{bare_if_any, none, strategy_in_row, taking};
use model::results::{AmbiguousDifference, Estimate, Results, Spread};
use study::input::problem::shown;

pub use numbers::numbers;

/// How well means are known.
pub fn known(results: &Results, language: Language) -> Document {
    let mut document = Document::new(language);
    let count = number(results.run.replications as f64, 0, language);
    document.paragraph(say!(
        language,
        "{count} simulations. The error of a mean is what their finite number leaves; half the 95% interval is about two standard errors."
            | "{count} simulations. L’erreur d’une moyenne vient de ce que leur nombre est fini ; la moitié de l’intervalle de confiance à 95 % vaut environ deux erreurs types."
    ));
    document.table(errors(results, language));
    document
}

/// How far results move over what is not known.
pub fn unknown(results: &Results, language: Language) -> Document {
    let mut document = Document::new(language);
    match &results.ambiguity {
        Some(ambiguity) => {
            let [points, each] = [ambiguity.points, ambiguity.replications].map(|one| number(one as f64, 0, language));
            document.heading(say!(
                language,
                "What more simulations cannot settle" | "Ce qu’un plus grand nombre de simulations n’établirait pas"
            ));
            document.paragraph(say!(
                language,
                "The same chance ({each} simulations) is played again at each of {points} points of what is not known: the table says how far results move from point to point, chance apart."
                    | "Les données que l’on ignore reçoivent {points} jeux de valeurs ; pour chacun, on rejoue les mêmes {each} simulations. Le tableau dit de combien les résultats varient d’un jeu à l’autre, une fois le hasard écarté."
            ));
            document.table(differences(results, &ambiguity.differences, language));
        }
        None => {
            document.paragraph(say!(
                language,
                "How far results move over what is not known was not worked out, or nothing is unknown."
                    | "De combien les résultats varient selon ce qu’on ignore n’a pas été calculé, ou rien n’est ignoré."
            ));
        }
    }
    document
}

/// Whether inputs move together as they were asked to; nothing where none were.
pub fn together(results: &Results, language: Language) -> Option<Document> {
    if results.together.is_empty() {
        return None;
    }
    let mut document = Document::new(language);
    document.heading(say!(language, "Inputs that move together" | "Données qui varient ensemble"));
    document.paragraph(say!(
        language,
        "The scenario asks some inputs to be high or low together. This is measured again on the first draws of this very run."
            | "Le scénario demande que certaines données soient élevées ou basses ensemble. On le mesure ici sur les premiers tirages de cette simulation même."
    ));
    Some(document)
}

/// Whether a mean or its error could not be trusted.
pub fn tails(results: &Results, language: Language) -> Document {
    let mut document = Document::new(language);
    document.paragraph(match results.warnings.is_empty() {
        true => say!(
            language,
            "No input has so heavy a tail that a mean or its error could not be trusted."
                | "Aucune donnée n’a de valeurs extrêmes assez fréquentes pour rendre peu fiable une moyenne ou son erreur."
        ),
        false => say!(
            language,
            "Some means are to be taken with care: see the warnings of the answer."
                | "Certaines moyennes sont à prendre avec prudence : voir les avertissements de la réponse."
        ),
    });
    document
}

/// Means with their errors.
fn errors(results: &Results, language: Language) -> Table {
    let mut rows: Vec<(String, &Estimate)> = Vec::new();
    for one in &results.strategies {
        let name = strategy_in_row(one.strategy, language);
        rows.push((
            say!(language, "cost at equal service, {name}" | "coût à service égal, {name}"),
            &one.equal_service,
        ));
        rows.push((say!(language, "cash, {name}" | "dépense, {name}"), &one.cost));
    }
    for one in &results.savings {
        let against = taking(one.against, language);
        rows.push((say!(language, "saving against {against}" | "économie par rapport à {against}"), &one.cost));
    }
    let greatest = rows.iter().filter_map(|(_, one)| one.mean).map(f64::abs).fold(0.0, f64::max);
    let unit = Unit::of(greatest, &shown(&results.question.currency), language);
    let header = [
        unit.words.clone(),
        say!(language, "mean" | "moyenne"),
        say!(language, "standard error" | "erreur type"),
        say!(language, "95% interval" | "intervalle à 95 %"),
    ];
    let factor = results.run.design.mean_interval_factor;
    let row = |(label, one): (String, &Estimate)| -> Vec<Cell> {
        let ends = one.mean.zip(one.standard_error).map(|(mean, error)| [mean - factor * error, mean + factor * error]);
        let interval = ends.map_or_else(
            || none(language).to_owned(),
            |ends| {
                let [low, high] = ends.map(|end| unit.bare(end, language));
                range(&low, &high, language)
            },
        );
        let [mean, error] = [one.mean, one.standard_error].map(|value| bare_if_any(value, &unit, language));
        vec![label.into(), mean, error, interval.into()]
    };
    Table::new(header, rows.into_iter().map(row))
}

/// How far differences move over what is not known.
fn differences(results: &Results, differences: &[AmbiguousDifference], language: Language) -> Table {
    let costs = differences.iter().filter_map(|one| one.cost).flat_map(|cost| [cost.p5, cost.p95]);
    let unit = Unit::of(costs.map(f64::abs).fold(0.0, f64::max), &shown(&results.question.currency), language);
    let header = [
        say!(language, "at equal service" | "à service égal"),
        say!(language, "in how many simulations, P5 to P95" | "dans quelle part des simulations, P5 à P95"),
        say!(language, "by how much in the mean, {}, P5 to P95" | "de combien en moyenne, {}, P5 à P95", unit.words),
    ];
    let row = |one: &AmbiguousDifference| -> Vec<Cell> {
        let [strategy, against] = [one.strategy, one.against].map(|one| taking(one, language));
        let label = say!(language, "{strategy} dearer than {against}" | "{strategy} plus cher que {against}");
        let Spread { p5, p95, .. } = one.positive;
        let low = number(100.0 * p5, 0, language);
        let chance = range(&with_sign(&low, language), &percent(p95, language), language);
        let cost = one.cost.map_or_else(
            || none(language).to_owned(),
            |cost| range(&unit.bare(cost.p5, language), &unit.bare(cost.p95, language), language),
        );
        vec![label.into(), chance.into(), cost.into()]
    };
    Table::new(header, differences.iter().map(row))
}
