//! The numbers of the charts of the simulation's quality, which no file holds.

use crate::charts::{ambiguity, convergence, correlation};
use crate::document::{Cell, Table};
use crate::language::{Language, Unit, number, say, with_sign};
use crate::words::names::{bare_if_any, taking};
use model::results::Results;
use study::input::problem::shown;

/// Of a chart, if it is one of these and there is something in it.
pub fn numbers(chart: &str, results: &Results, language: Language) -> Option<Table> {
    match chart {
        "convergence" => convergence(results, language),
        "ambiguity" => ambiguity(results, language),
        "correlation" => correlation(results, language),
        _ => None,
    }
}

fn money(results: &Results, values: impl Iterator<Item = f64>, language: Language) -> Unit {
    Unit::of(values.map(f64::abs).fold(0.0, f64::max), &shown(&results.question.currency), language)
}

/// The mean of the first replications, with its interval.
fn convergence(results: &Results, language: Language) -> Option<Table> {
    let steps = convergence::steps(results);
    let last = steps.last()?;
    let unit = money(results, [last.mean, last.half].into_iter(), language);
    let words = &unit.words;
    let header = [
        say!(language, "first simulations" | "premières simulations"),
        say!(language, "mean advantage, {words}" | "avantage moyen, {words}"),
        say!(language, "95% interval from" | "intervalle à 95 % de"),
        say!(language, "to" | "à"),
    ];
    let row = |step: &convergence::Step| {
        let ends = [step.mean, step.mean - step.half, step.mean + step.half];
        let first = Cell::number(step.replications, 0, language);
        std::iter::once(first).chain(ends.map(|value| Cell::bare(value, &unit, language))).collect::<Vec<Cell>>()
    };
    Some(Table::new(header, steps.iter().map(row)))
}

/// Every point of what is not known, the least chance first.
fn ambiguity(results: &Results, language: Language) -> Option<Table> {
    let ambiguity::Chances { best, mut points, .. } = ambiguity::chances(results)?;
    points.sort_by(|a, b| a.positive.total_cmp(&b.positive));
    let unit = money(results, points.iter().filter_map(|point| point.cost), language);
    let [name, rival] = [best.strategy, best.rival].map(|one| taking(one, language));
    let header = [
        say!(language, "point of what is not known" | "jeu de valeurs de ce qu’on ignore"),
        say!(language, "{name} costs less in" | "{name} coûte moins dans"),
        say!(language, "{rival} dearer in the mean by, {}" | "surcoût moyen de {rival}, {}", unit.words),
    ];
    let share = |share: f64| {
        let text = with_sign(&number(100.0 * share, 1, language), language);
        Cell::number(100.0 * share, 1, language).read(text)
    };
    let row = |(k, point): (usize, &model::results::Point)| {
        let first = Cell::number(k as f64 + 1.0, 0, language);
        vec![first, share(point.positive), bare_if_any(point.cost, &unit, language)]
    };
    Some(Table::new(header, points.iter().enumerate().map(row)))
}

/// Each group: what was asked, and what its pairs came to.
fn correlation(results: &Results, language: Language) -> Option<Table> {
    let groups: Vec<_> = results.together.iter().filter(|group| !group.achieved.is_empty()).collect();
    let header = [
        say!(language, "inputs that move together" | "données qui varient ensemble"),
        say!(language, "inputs, pairs" | "données, paires"),
        say!(language, "asked of normal scores" | "demandé entre scores normaux"),
        say!(language, "the same of ranks" | "équivalent pour les rangs"),
        say!(language, "achieved, least" | "obtenu, minimum"),
        say!(language, "mean" | "moyenne"),
        say!(language, "greatest" | "maximum"),
    ];
    let row = |group: &&model::results::MovingTogether| {
        let values = [group.asked, group.asked_of_ranks].into_iter().chain(correlation::range(group));
        let first = [shown(&correlation::name(group, language)), correlation::about(group, language)];
        first.map(Cell::from).into_iter().chain(values.map(|value| Cell::number(value, 3, language))).collect()
    };
    (!groups.is_empty()).then(|| Table::new(header, groups.iter().map(row)).words_in(&[1]))
}
