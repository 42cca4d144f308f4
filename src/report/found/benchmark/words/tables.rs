//! Models by how well they did, over all data sets of a kind or on one.

use super::{PROJECT, data, factor, kind, learnt, model};
use crate::document::{Cell, Document, Figures, Table};
use crate::language::{Language, Noun, figure, percent, range, say};
use study::analysis::benchmark::found::{ForecastScore, KindResult, ModelOverSets, Score, SetResult};
use study::input::problem::shown;

/// Data sets.
const SET: Noun = Noun::new(["set", "sets"], ["jeu", "jeux"]);

/// One table over all data sets of a kind.
pub(super) fn over_sets(result: &KindResult, language: Language) -> Table {
    let (name, sets) = (kind(result.kind, language), result.sets);
    let corner = format!("{name} ({sets} {})", SET.word(sets as f64, language));
    let [accuracy, best, within, held] = language.pick(
        ["accuracy, median (range)", "best in", "within", "held"],
        ["précision, médiane (étendue)", "le meilleur", "facteur", "tenus"],
    );
    let row = |one: &ModelOverSets| {
        let [least, most] = one.accuracy_range.map(|share| percent(share, language));
        let between = match one.sets > 1 {
            true => format!(" ({})", range(&least, &most, language)),
            false => String::new(),
        };
        let (best_in, sets) = (one.best_in, one.sets);
        vec![
            model(&one.model, language).into(),
            learnt(one.learnt, language).into(),
            Cell::percent(one.accuracy, language).read(format!("{}{between}", percent(one.accuracy, language))),
            say!(language, "{best_in} of {sets}" | "{best_in} sur {sets}").into(),
            one.factor_90.map_or_else(Cell::default, |factor| times(factor, language)),
            one.coverage_90.map_or_else(Cell::default, |share| Cell::percent(share.value, language)),
        ]
    };
    Table::new([&corner, "", accuracy, best, within, held], result.models.iter().map(row))
}

fn times(value: f64, language: Language) -> Cell {
    let figures = Figures { value, interval: None, decimals: 1, unit: String::new() };
    Cell { text: factor(value, language).into(), figures: Some(figures) }
}

fn three(value: f64, language: Language) -> Cell {
    let figures = Figures { value, interval: None, decimals: 3, unit: String::new() };
    Cell { text: figure(value, language).into(), figures: Some(figures) }
}

/// One table for one data set.
pub(super) fn one_set(set: &SetResult, document: &mut Document) {
    let language = document.language;
    let left_out = match set.left_out {
        0 => String::new(),
        left_out => say!(language, ", {left_out} left out" | ", {left_out} écartés"),
    };
    let name = shown(&set.name);
    let projects = format!("{} {}", set.projects, PROJECT.word(set.projects as f64, language));
    let (about, source) = (data::projects(&set.about, language), data::origin(&set.source, language));
    let size_unit = data::size_unit(set.size_unit, language);
    let guessing = figure(set.guessing, language);
    document.section().paragraph(say!(
        language,
        "{name}: {projects}{left_out} ({about}; {source}), size in {size_unit}; guessing at random is {guessing} person-months off in the mean"
            | "{name} : {projects}{left_out} ({about} ; {source}), taille en {size_unit} ; au hasard, l’écart moyen est de {guessing} mois-personnes"
    ));
    let header = language.pick(
        ["model", "", "accuracy (95% interval)", "off by: mean", "median", "PRED(25)", "within", "held", "skill"],
        [
            "modèle",
            "",
            "précision (intervalle à 95\u{202F}%)",
            "écart\u{202F}: moyen",
            "médian",
            "PRED(25)",
            "facteur",
            "tenus",
            "gain",
        ],
    );
    document.table(Table::new(header, set.models.iter().map(|score| score_row(score, language))));
    if set.models.iter().any(|score| score.made_on_these) {
        document.paragraph(language.pick(
            "* its constants were made from these very projects, or from these among others: no fair test.",
            "* ses constantes viennent de ces projets mêmes, ou de ceux-ci parmi d’autres\u{202F}: l’épreuve n’est pas équitable.",
        ));
    }
}

fn score_row(one: &Score, language: Language) -> Vec<Cell> {
    let share = |value| Cell::percent(value, language);
    let accuracy = one.standardised_accuracy;
    let own = percent(accuracy.value, language);
    let accuracy = match (accuracy.low, accuracy.high) {
        (Some(low), Some(high)) => {
            let between = range(&percent(low, language), &percent(high, language), language);
            share(accuracy.value).read(format!("{own} ({between})")).within([100.0 * low, 100.0 * high])
        }
        _ => share(accuracy.value),
    };
    let of_forecast = |cell: &dyn Fn(ForecastScore) -> Option<Cell>| one.forecast.and_then(cell).unwrap_or_default();
    vec![
        format!("{}{}", model(&one.model, language), if one.made_on_these { "*" } else { "" }).into(),
        learnt(one.learnt, language).into(),
        accuracy,
        three(one.mean_residual.value, language),
        three(one.median_residual.value, language),
        share(one.pred_25),
        of_forecast(&|forecast| Some(times(forecast.factor_90, language))),
        of_forecast(&|forecast| Some(share(forecast.coverage_90.value))),
        of_forecast(&|forecast| forecast.skill.map(share)),
    ]
}
