//! Which model to take for a kind of data.

use super::{kind, learnt, model};
use crate::language::{Language, listed, number, percent, say};
use study::analysis::benchmark::found::{Benchmark, Kind, KindResult, Learnt, ModelOverSets};
use study::input::problem::shown;

/// `For function points: with finished projects of your own take log-log …`; none where no model was fitted.
pub(super) fn verdict(found: &Benchmark, result: &KindResult, language: Language) -> Option<String> {
    let own = |one: &&ModelOverSets| matches!(one.learnt, Learnt::Width | Learnt::Coefficient | Learnt::Both);
    let best = result.models.iter().find(own)?;
    let baseline = result.models.iter().filter(|one| one.learnt == Learnt::Baseline).map(|one| one.accuracy);
    let baseline = baseline.fold(f64::NEG_INFINITY, f64::max);
    let name = of_kind(found, result, language);
    let mut text = match best.accuracy > baseline {
        true => {
            let (take, how, worth) =
                (model(&best.model, language), learnt(best.learnt, language), worth(best, language));
            say!(
                language,
                "For {name}: with finished projects of your own take {take} ({how}), {worth}"
                    | "Données « {name} » : avec vos propres projets achevés, prendre {take} ({how}), {worth}"
            )
        }
        false => say!(
            language,
            "For {name}: size tells no more here than the median of all projects does"
                | "Données « {name} » : la taille n’en dit pas plus ici que la médiane de tous les projets"
        ),
    };
    if let Some(elsewhere) = result.models.iter().find(|one| one.learnt == Learnt::Elsewhere) {
        let worth = worth(elsewhere, language);
        text += &say!(
            language,
            ". Without any, the effort per size of other data sets is {worth}"
                | ". Sans cela, l’effort par unité de taille d’autres jeux de données : {worth}"
        );
    }
    let poor = result.models.iter().filter(|one| one.learnt == Learnt::Width && one.accuracy < baseline);
    let poor: Vec<String> =
        poor.map(|one| format!("{} ({})", model(&one.model, language), percent(one.accuracy, language))).collect();
    if !poor.is_empty() {
        let poor = listed(&poor, language);
        text += &say!(
            language,
            ". Do not take published constants unchanged: {poor} did worse than the median"
                | ". Ne pas reprendre telles quelles les constantes publiées : moins bien que la médiane, {poor}"
        );
    }
    Some(text + ".")
}

/// `54% better than guessing; its 90% interval, from 1/3.4 to 3.4 times the estimate, held 89% of projects`
fn worth(one: &ModelOverSets, language: Language) -> String {
    let better = match one.accuracy > 0.0 {
        true => {
            let accuracy = percent(one.accuracy, language);
            say!(language, "{accuracy} better than guessing" | "meilleur que le hasard de {accuracy}")
        }
        false => language.pick("no better than guessing", "pas meilleur que le hasard").to_owned(),
    };
    let Some((factor, held)) = one.factor_90.zip(one.coverage_90) else { return better };
    let (factor, held) = (number(factor, 1, language), percent(held.value, language));
    say!(
        language,
        "{better}; its 90% interval, from 1/{factor} to {factor} times the estimate, held {held} of projects"
            | "{better} ; son intervalle à 90 %, de 1/{factor} à {factor} fois l’estimation, contenait {held} des projets"
    )
}

fn of_kind(found: &Benchmark, result: &KindResult, language: Language) -> String {
    match (result.kind, found.sets.iter().find(|set| set.kind == result.kind)) {
        (Kind::Other, Some(set)) => shown(&set.name),
        _ => kind(result.kind, language).to_owned(),
    }
}
