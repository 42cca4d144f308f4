//! The answer of `benchmark`: which model for which data, and how wide its intervals really are.

use super::words::{listed, results, table, wrapped};
use report::charts::{Language, figure, number, percent};
use std::path::Path;
use study::analysis::benchmark::found::{Benchmark, Kind, KindResult, Learnt, ModelOverSets, Score, SetResult};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Data sets that are shown one by one.
const FEW: usize = 3;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Benchmark, place: &Path, names: &str) -> String {
    let mut text = match found.sets.len() <= FEW {
        true => found.sets.iter().map(|set| one_set(set) + "\n").collect(),
        false => many_sets(found),
    };
    text += &wrapped(
        "Accuracy: 0% is guessing at random, 100% is perfect, below 0% is worse than guessing. `as published`: constants \
         unchanged; otherwise fitted to the other projects, never to the one estimated. `within`: the 90% interval runs from \
         the estimate divided by this to the estimate times this; `held` is the share of projects that it held. The best \
         forecasts (CRPS) stand first.",
    );
    for kind in &found.kinds {
        text += &verdict(found, kind);
    }
    text + &results(place, names)
}

/// One table over all data sets of each kind.
fn many_sets(found: &Benchmark) -> String {
    let projects: usize = found.sets.iter().map(|set| set.projects).sum();
    let mut text = wrapped(&format!(
        "{} data sets, {} projects; each project estimated from the others of its data set; seed {}",
        found.sets.len(),
        number(projects as f64, 0, LANGUAGE),
        found.seed
    ));
    for kind in &found.kinds {
        text += "\n";
        text += &over_sets(kind);
    }
    text + "\n"
}

fn over_sets(kind: &KindResult) -> String {
    let first = format!("{} ({} {})", kind.kind.word(), kind.sets, if kind.sets == 1 { "set" } else { "sets" });
    let header = [&first, "", "accuracy, median (range)", "best in", "within", "held"].map(str::to_owned).to_vec();
    let rows = kind.models.iter().map(|one| {
        let share = |value| percent(value, LANGUAGE);
        let [least, most] = one.accuracy_range.map(share);
        let range = if one.sets > 1 { format!(" ({least} to {most})") } else { String::new() };
        vec![
            one.model.clone(),
            one.learnt.word().to_owned(),
            format!("{}{range}", share(one.accuracy)),
            format!("{} of {}", one.best_in, one.sets),
            one.factor_90.map_or(String::new(), factor),
            one.coverage_90.map_or(String::new(), |one| share(one.value)),
        ]
    });
    table(header, rows)
}

fn factor(value: f64) -> String {
    format!("×{}", if value < 100.0 { number(value, 1, LANGUAGE) } else { figure(value, LANGUAGE) })
}

/// One table for one data set.
fn one_set(set: &SetResult) -> String {
    let left_out = if set.left_out > 0 { format!(", {} left out", set.left_out) } else { String::new() };
    let mut text = wrapped(&format!(
        "{}: {} projects{left_out} ({}; {}), size in {}; guessing at random is {} person-months off in the mean",
        shown(&set.name),
        set.projects,
        set.about,
        set.source,
        set.size_unit,
        figure(set.guessing, LANGUAGE)
    ));
    let header =
        ["model", "", "accuracy (95% interval)", "off by: mean", "median", "PRED(25)", "within", "held", "skill"];
    text += &table(header.map(str::to_owned).to_vec(), set.models.iter().map(score));
    if set.models.iter().any(|score| score.made_on_these) {
        text +=
            &wrapped("* its constants were made from these very projects, or from these among others: no fair test.");
    }
    text
}

fn score(one: &Score) -> Vec<String> {
    let share = |value| percent(value, LANGUAGE);
    let accuracy = one.standardised_accuracy;
    let interval = match (accuracy.low, accuracy.high) {
        (Some(low), Some(high)) => format!(" ({} to {})", share(low), share(high)),
        _ => String::new(),
    };
    vec![
        format!("{}{}", one.model, if one.made_on_these { "*" } else { "" }),
        one.learnt.word().to_owned(),
        format!("{}{interval}", share(accuracy.value)),
        figure(one.mean_residual.value, LANGUAGE),
        figure(one.median_residual.value, LANGUAGE),
        share(one.pred_25),
        one.forecast.map_or(String::new(), |forecast| factor(forecast.factor_90)),
        one.forecast.map_or(String::new(), |forecast| share(forecast.coverage_90.value)),
        one.forecast.and_then(|forecast| forecast.skill).map_or(String::new(), share),
    ]
}

/// `function points: with finished projects of one's own take log-log …`
fn verdict(found: &Benchmark, kind: &KindResult) -> String {
    let own = |one: &&ModelOverSets| matches!(one.learnt, Learnt::Width | Learnt::Coefficient | Learnt::Both);
    let Some(best) = kind.models.iter().find(own) else { return String::new() };
    let baseline = kind.models.iter().filter(|one| one.learnt == Learnt::Baseline).map(|one| one.accuracy);
    let baseline = baseline.fold(f64::NEG_INFINITY, f64::max);
    let name = of_kind(found, kind);
    let mut text = match best.accuracy > baseline {
        true => format!(
            "For {name}: with finished projects of your own take {} ({}), {}",
            best.model,
            best.learnt.word(),
            worth(best)
        ),
        false => format!("For {name}: size tells no more here than the median of all projects does"),
    };
    if let Some(elsewhere) = kind.models.iter().find(|one| one.learnt == Learnt::Elsewhere) {
        text += &format!(". Without any, the effort per size of other data sets is {}", worth(elsewhere));
    }
    let poor = kind.models.iter().filter(|one| one.learnt == Learnt::Width && one.accuracy < baseline);
    let poor: Vec<String> = poor.map(|one| format!("{} ({})", one.model, percent(one.accuracy, LANGUAGE))).collect();
    if !poor.is_empty() {
        text += &format!(". Do not take published constants unchanged: {} did worse than the median", listed(&poor));
    }
    wrapped(&(text + "."))
}

/// `54% better than guessing; its 90% interval, from 1/3.4 to 3.4 times the estimate, held 89% of projects`
fn worth(one: &ModelOverSets) -> String {
    let better = match one.accuracy > 0.0 {
        true => format!("{} better than guessing", percent(one.accuracy, LANGUAGE)),
        false => "no better than guessing".to_owned(),
    };
    match (one.factor_90, one.coverage_90) {
        (Some(factor), Some(held)) => format!(
            "{better}; its 90% interval, from 1/{0} to {0} times the estimate, held {1} of projects",
            number(factor, 1, LANGUAGE),
            percent(held.value, LANGUAGE)
        ),
        _ => better,
    }
}

fn of_kind(found: &Benchmark, kind: &KindResult) -> String {
    match (kind.kind, found.sets.iter().find(|set| set.kind == kind.kind)) {
        (Kind::Other, Some(set)) => shown(&set.name),
        _ => kind.kind.word().to_owned(),
    }
}
