//! What several data sets of a kind say of a model together.

use super::found::{Kind, KindResult, Learnt, ModelOverSets, Score, SetResult};
use model::results::Probability;
use model::samples::median;
use model::simulation::probability;

/// By kind of data, each with its models, the best first.
pub fn by_kind(sets: &[SetResult]) -> Vec<KindResult> {
    let mut kinds: Vec<Kind> = sets.iter().map(|set| set.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(|kind| of_kind(kind, sets.iter().filter(|set| set.kind == kind).collect())).collect()
}

fn of_kind(kind: Kind, sets: Vec<&SetResult>) -> KindResult {
    let mut names: Vec<(&str, Learnt)> = Vec::new();
    for score in sets.iter().flat_map(|set| &set.models) {
        if !names.contains(&(&score.model, score.learnt)) {
            names.push((&score.model, score.learnt));
        }
    }
    let mut models: Vec<ModelOverSets> = names.into_iter().filter_map(|name| over_sets(name, &sets)).collect();
    let against = |one: &ModelOverSets| one.against_best.unwrap_or(f64::INFINITY);
    models.sort_by(|a, b| against(a).total_cmp(&against(b)).then(b.sets.cmp(&a.sets)));
    KindResult { kind, sets: sets.len(), models }
}

/// The model on one set, and the best score there; none where it was made from it.
fn on<'a>((model, learnt): (&str, Learnt), set: &'a SetResult) -> Option<(&'a SetResult, &'a Score, f64)> {
    let fair = || set.models.iter().filter(|score| !score.made_on_these);
    let score = fair().find(|score| score.model == model && score.learnt == learnt)?;
    let least = fair().filter_map(Score::loss).fold(f64::INFINITY, f64::min);
    Some((set, score, least))
}

fn over_sets(name: (&str, Learnt), sets: &[&SetResult]) -> Option<ModelOverSets> {
    let found: Vec<(&SetResult, &Score, f64)> = sets.iter().filter_map(|set| on(name, set)).collect();
    if found.is_empty() {
        return None;
    }
    let mut accuracy: Vec<f64> = found.iter().map(|one| one.1.standardised_accuracy.value).collect();
    let range = [f64::min as fn(f64, f64) -> f64, f64::max].map(|end| accuracy.iter().copied().reduce(end));
    let middle = |mut all: Vec<f64>| (!all.is_empty()).then(|| median(&mut all));
    // Beside a model that is exact there is no telling how many times worse others are.
    let ratio = |(_, score, least): &(&SetResult, &Score, f64)| match (score.loss()?, *least) {
        (own, least) if least > 0.0 => Some(own / least),
        (own, _) => (own == 0.0).then_some(1.0),
    };
    let forecasts =
        |figure: &dyn Fn(&Score) -> Option<f64>| middle(found.iter().filter_map(|one| figure(one.1)).collect());
    Some(ModelOverSets {
        model: name.0.to_owned(),
        learnt: name.1,
        sets: found.len(),
        best_in: found.iter().filter(|(_, score, least)| score.loss().is_some_and(|own| own <= *least)).count(),
        accuracy: median(&mut accuracy),
        accuracy_range: range.map(Option::unwrap_or_default),
        against_best: middle(found.iter().filter_map(ratio).collect()),
        factor_90: forecasts(&|score| score.forecast.map(|one| one.factor_90)),
        coverage_90: pooled(&found, |score| score.forecast.map(|one| one.coverage_90.value)),
        coverage_50: pooled(&found, |score| score.forecast.map(|one| one.coverage_50.value)),
        skill: forecasts(&|score| score.forecast.and_then(|one| one.skill)),
    })
}

/// The share of all projects of the sets.
fn pooled(found: &[(&SetResult, &Score, f64)], share: impl Fn(&Score) -> Option<f64>) -> Option<Probability> {
    let counted = found.iter().filter_map(|(set, score, _)| Some((set.projects, share(score)? * set.projects as f64)));
    let (of, count) = counted.fold((0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (of > 0).then(|| probability(count.round() as u64, of as u64))
}
