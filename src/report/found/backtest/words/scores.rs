//! What the scores over some of the figures tell, and what they cannot.

use super::{CASE, outcome};
use crate::document::Document;
use crate::language::{Language, listed, number, percent, say};
use model::results::Probability;
use model::scenario::Observable;
use study::analysis::backtest::found::{Coverage, EventScore, MeanOfCases, NumberScore, Scores, Which};

/// A section on them, or a sentence on why there is none; `all` are the scores over all figures.
pub(super) fn scores(scores: &Scores, all: &Scores, document: &mut Document) {
    let language = document.language;
    let is_all = (&scores.events, &scores.numbers) == (&all.events, &all.numbers);
    let heading = match scores.of {
        Which::All => language.pick("All figures", "Tous les chiffres"),
        Which::NotCircular if is_all => {
            document.paragraph(language.pick(
                "No default rests on any of these cases.",
                "Aucune valeur par défaut ne repose sur l’un de ces cas.",
            ));
            return;
        }
        Which::NotCircular => language.pick("Without those marked *", "Sans ceux marqués *"),
        Which::NotFoundByEnd | Which::Sourced if is_all => return,
        Which::NotFoundByEnd => language.pick(
            "Without cases found because of how they ended (marked #)",
            "Sans les cas trouvés à cause de leur fin (marqués #)",
        ),
        Which::Sourced if scores.events.is_empty() && scores.numbers.is_empty() => {
            document.paragraph(language.pick(
                "None of these ends was read in a source: all are marked [R] or [G].",
                "Aucune de ces fins n’a été lue dans une source\u{202F}: toutes sont marquées [R] ou [G].",
            ));
            return;
        }
        Which::Sourced => language.pick(
            "Without those marked [R] or [G], which nobody read in a source",
            "Sans ceux marqués [R] ou [G], que personne n’a lus dans une source",
        ),
    };
    document.section().heading(heading);
    for event in &scores.events {
        document.bullet(of_event(event, language));
    }
    for number in &scores.numbers {
        document.bullet(of_number(number, language));
    }
    if let Some(coverage) = &scores.coverage {
        document.bullet(of_coverage(coverage, language));
    }
}

fn of_event(event: &EventScore, language: Language) -> String {
    let name = match event.what {
        Observable::Abandoned => language.pick("abandonment", "abandon"),
        _ => language.pick("exits", "départs"),
    };
    let Probability { low, high, .. } = event.share;
    let verdict = match (low..=high).contains(&event.predicted) {
        true => language.pick("which holds the mean chance predicted", "ce qui comprend la chance moyenne prédite"),
        false => language
            .pick("which the mean chance predicted is outside of", "ce qui ne comprend pas la chance moyenne prédite"),
    };
    let (happened, cases) = (event.happened, CASE.counted(event.cases, language));
    let all = number(event.cases as f64, 0, language);
    let predicted = number(event.predicted * event.cases as f64, 1, language);
    let [chance, low, high] = [event.predicted, low, high].map(|share| percent(share, language));
    let (brier, against) = (number(event.brier, 3, language), against(event.naive_brier, event.gain, language));
    say!(
        language,
        "{name}: in {happened} of {cases}, {predicted} predicted (a mean chance of {chance}). So many cases fit any rate from {low} to {high} (95%), {verdict}. Brier score {brier}{against}."
            | "{name} : dans {happened} cas sur {all}, {predicted} prédits (une chance moyenne de {chance}). Autant de cas s’accordent avec tout taux de {low} à {high} (95 %), {verdict}. Score de Brier {brier}{against}."
    )
}

fn of_number(score: &NumberScore, language: Language) -> String {
    let (name, held, cases) = (outcome(score.what, language), score.in_90, score.cases);
    let (pit, crps) = (number(score.pit, 2, language), number(score.crps, 3, language));
    let against = against(score.naive_crps, score.gain, language);
    say!(
        language,
        "{name}: {held} of {cases} within P5 to P95, mean mid-PIT {pit}. CRPS {crps}{against}."
            | "{name} : {held} sur {cases} entre P5 et P95, mi-PIT moyen {pit}. CRPS {crps}{against}."
    )
}

/// `, naive 0.210: better by 0.030 (95% −0.010 to 0.070), which so few cases cannot tell from nothing`
fn against(naive: Option<f64>, gain: Option<MeanOfCases>, language: Language) -> String {
    let (Some(naive), Some(gain)) = (naive, gain) else { return String::new() };
    let amount = |value: f64| number(value, 3, language);
    let naive = amount(naive);
    let is_worse = gain.value < 0.0;
    let (Some(low), Some(high)) = (gain.low, gain.high) else {
        return say!(
            language,
            ", naive {naive}: one case tells nothing of the difference"
                | ", naïf {naive} : un seul cas ne dit rien de la différence"
        );
    };
    let [low, high] = if is_worse { [-high, -low] } else { [low, high] };
    let verdict = match low > 0.0 {
        true => "",
        false => language
            .pick(", which so few cases cannot tell from nothing", ", que si peu de cas ne distinguent pas de rien"),
    };
    let word = if is_worse { language.pick("worse", "moins bon") } else { language.pick("better", "meilleur") };
    let [by, low, high] = [gain.value.abs(), low, high].map(amount);
    say!(
        language,
        ", naive {naive}: {word} by {by} (95% {low} to {high}){verdict}"
            | ", naïf {naive} : {word} de {by} (95 % : {low} à {high}){verdict}"
    )
}

fn of_coverage(coverage: &Coverage, language: Language) -> String {
    let part = |k: usize| {
        let Probability { low, high, .. } = coverage.shares[k];
        let [low, high, expected] = [low, high, coverage.expected[k]].map(|share| percent(share, language));
        let (inside, [from, to]) = (coverage.inside[k], [["P25", "P75"], ["P5", "P95"]][k]);
        say!(
            language,
            "{inside} within {from} to {to} ({low} to {high} at 95%; {expected} expected)"
                | "{inside} entre {from} et {to} ({low} à {high} au niveau de 95 % ; {expected} attendus)"
        )
    };
    let (parts, numbers) = (listed(&[part(0), part(1)], language), coverage.numbers);
    let [low, high] = coverage.pit_if_right.map(|end| number(end, 2, language));
    let side = match coverage.pit {
        pit if pit < coverage.pit_if_right[0] => {
            language.pick("things came lower than predicted", "les choses sont arrivées plus bas que prédit")
        }
        pit if pit > coverage.pit_if_right[1] => {
            language.pick("things came higher than predicted", "les choses sont arrivées plus haut que prédit")
        }
        _ => language.pick("no leaning to either side shows", "aucun penchant d’un côté ne se distingue"),
    };
    let pit = number(coverage.pit, 2, language);
    say!(
        language,
        "all {numbers} numbers: {parts}. Mean mid-PIT {pit}, of right forecasts {low} to {high}: {side}."
            | "les {numbers} nombres : {parts}. Mi-PIT moyen {pit} (prévisions justes : {low} à {high}) : {side}."
    )
}
