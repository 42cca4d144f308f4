//! The answer of `calibrate`: what was fitted, how well it is known, and the text to paste.

mod column;

use crate::document::{Block, Cell, Document, Figures};
use crate::language::{Language, Noun, code, figure, interval, percent, say};
use model::results::Known;
use study::analysis::calibrate::found::{Calibration, EffortFit, OverrunFit};
use study::input::problem::shown;

/// Projects.
const PROJECT: Noun = Noun::new(["project", "projects"], ["projet", "projets"]);

/// What was found, in words.
pub fn document(found: &Calibration, language: Language) -> Document {
    let mut document = Document::new(language);
    if let Some(fit) = &found.effort {
        effort(fit, &mut document);
    }
    if let Some(fit) = &found.overrun {
        overrun(fit, &mut document);
    }
    if let Some(fit) = &found.column {
        column::column(fit, &found.file, &mut document);
    }
    document.section();
    document
}

/// Three digits, with their number.
fn three(value: f64, language: Language) -> Cell {
    let figures = Figures { value, interval: None, decimals: 3, unit: String::new() };
    Cell { text: figure(value, language).into(), figures: Some(figures) }
}

/// A labelled figure with its interval.
fn labelled(label: String, known: Known, document: &mut Document) {
    let language = document.language;
    let ends = known.low.zip(known.high).map(|(low, high)| [low, high].map(|end| three(end, language)));
    document.figure(label, three(known.value, language), ends);
}

/// `0.81 (95% interval 0.77 to 0.85)`
fn in_words(known: Known, language: Language) -> String {
    let value = figure(known.value, language);
    known.low.zip(known.high).map_or(value.clone(), |(low, high)| {
        format!("{value} ({})", interval(&figure(low, language), &figure(high, language), language))
    })
}

/// Rows left out, behind what was kept.
fn left_out(rows: usize, language: Language) -> String {
    match rows {
        0 => String::new(),
        rows => say!(language, ", {rows} left out" | ", {rows} écartés"),
    }
}

fn projects(count: usize, language: Language) -> String {
    format!("{count} {}", PROJECT.word(count as f64, language))
}

fn effort(fit: &EffortFit, document: &mut Document) {
    let language = document.language;
    let (projects, left_out) = (projects(fit.projects, language), left_out(fit.left_out, language));
    let [effort, unit, size] = [&fit.effort, &fit.unit, &fit.size].map(|name| shown(name.trim()));
    let [low, high] = fit.sizes.map(|size| figure(size, language));
    document.section().paragraph(say!(
        language,
        "Effort by size: {projects}{left_out}, {effort} ({unit}) by {size} from {low} to {high}"
            | "Effort selon la taille : {projects}{left_out}, {effort} ({unit}) selon {size} de {low} à {high}"
    ));
    let centre = figure(fit.centre, language);
    let label = say!(
        language,
        "median person-months at {centre} (geometric mean size):"
            | "mois-personnes médians à {centre} (moyenne géométrique des tailles) :"
    );
    labelled(label, fit.median, document);
    let label =
        say!(language, "effort grows as size to the power of" | "l’effort croît comme la taille à la puissance");
    labelled(label, fit.exponent, document);
    let label = say!(language, "sd of logarithms about the line:" | "écart type des logarithmes autour de la droite :");
    labelled(label, fit.residual_sd, document);
    let factor = figure(fit.factor_90, language);
    document.paragraph(match fit.is_exact() {
        true => say!(
            language,
            "All projects lie on the line, as those of finished projects never do: is one column made from the other?"
                | "Tous les projets sont sur la droite, ce qui n’arrive jamais à des projets achevés : une colonne est-elle tirée de l’autre ?"
        ),
        false => {
            let command = code("commonweal benchmark");
            say!(
                language,
                "A new project takes from 1/{factor} to {factor} times the median in nine cases of ten. {command} tells how other models do on these projects."
                    | "Un nouveau projet prend de 1/{factor} à {factor} fois la médiane neuf fois sur dix. {command} dit ce que valent d’autres modèles sur ces projets."
            )
        }
    });
    document.section().push(Block::Code(fit.section.clone()));
}

fn overrun(fit: &OverrunFit, document: &mut Document) {
    let language = document.language;
    let projects = projects(fit.ratios.values, language);
    let left_out = left_out(fit.ratios.left_out, language);
    let [estimate, actual] = [&fit.estimate, &fit.actual].map(|name| shown(name.trim()));
    let above = fit.above_estimate;
    let more = percent(above.value, language);
    let interval = interval(&percent(above.low, language), &percent(above.high, language), language);
    document.section().paragraph(say!(
        language,
        "Overrun: {projects}{left_out}, {actual} over {estimate}; {more} took more than estimated ({interval})"
            | "Dépassement : {projects}{left_out}, {actual} sur {estimate} ; {more} ont pris plus que prévu ({interval})"
    ));
    let labels = [
        language.pick("median", "médiane"),
        language.pick("mean", "moyenne"),
        language.pick("sigma of the lognormal", "sigma de la loi lognormale"),
    ];
    for (label, known) in labels.into_iter().zip([fit.median, fit.mean, fit.sigma]) {
        labelled(label.to_owned(), known, document);
    }
    document.section();
    column::fits(&fit.ratios, document);
    column::tail(&fit.ratios, document);
    document.section().push(Block::Code(fit.section.clone()));
}
