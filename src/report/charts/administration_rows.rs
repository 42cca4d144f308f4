//! Which administrations the chart of them shows: all of a few, the extremes of some, the typical ones by size of many.

use super::Language;
use super::words::{quantile, quantiles, who};
use crate::language::number;
use model::results::{AdministrationResult, Results, SizeClass, size_classes};
use model::samples::median;
use model::scenario::Strategy;

/// Most administrations shown without a selection.
const MOST: usize = 30;
/// Administrations at each end of a selection.
const ENDS: usize = 15;
/// Of more than these, sizes say more than names.
const MOST_NAMED: usize = 200;

/// The ends of an interval and its middle.
const RANGE: [u32; 3] = [5, 50, 95];

/// P5, P50 and P95.
type Interval = [f64; 3];

/// An administration, or the typical one of a size.
pub(super) struct Row {
    /// Its name, or the size.
    pub name: String,
    /// By strategy at equal service, in the chart's unit.
    pub costs: Vec<Option<Interval>>,
    /// Median.
    pub saving: Option<f64>,
    /// Share of replications in which it is better off.
    pub better_off: Option<f64>,
}

/// The rows, and what must be said of them.
pub(super) struct Shown {
    /// In the order in which they stand.
    pub rows: Vec<Row>,
    /// What the names are, where they are not those of administrations.
    pub names: &'static str,
    /// Where the second group begins.
    pub split: Option<usize>,
    /// Administrations between the two groups.
    pub left_out: usize,
    /// How they were chosen; empty where all are there.
    pub note: String,
}

impl Row {
    fn of(administration: &AdministrationResult, strategies: &[Strategy], language: Language) -> Row {
        let cost = |strategy: &Strategy| {
            let found = administration.strategies.iter().find(|entry| entry.strategy == *strategy)?;
            quantiles(&found.equal_service, RANGE)
        };
        Row {
            name: who(&administration.name, &administration.id, language),
            costs: strategies.iter().map(cost).collect(),
            saving: quantile(&administration.saving, 50),
            better_off: share(administration.better_off.value),
        }
    }

    fn of_class(class: &SizeClass, results: &Results, language: Language) -> Row {
        let words = |value: f64| number(value, 0, language);
        let sizes = match (class.from, class.below) {
            (Some(from), Some(below)) => {
                format!("{} {} {}", words(from), language.pick("to", "à"), words(below - 1.0))
            }
            (Some(from), None) => format!("{} {}", words(from), language.pick("or more", "ou plus")),
            (None, Some(below)) => format!("{} {}", language.pick("under", "moins de"), words(below)),
            (None, None) => language.pick("all", "toutes").to_owned(),
        };
        let interval = |strategy: &Strategy| match typical(class, &results.administrations, *strategy) {
            [Some(low), Some(middle), Some(high)] => Some([low, middle, high]).filter(is_interval),
            _ => None,
        };
        Row {
            name: format!("{sizes} ({})", words(class.administrations as f64)),
            costs: strategies(results).iter().map(interval).collect(),
            saving: class.saving.filter(|saving| saving.is_finite()),
            better_off: share(class.better_off),
        }
    }

    /// All values of its costs.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.costs.iter().flatten().flatten().copied()
    }

    /// Divides all money.
    pub fn divide(&mut self, factor: f64) {
        self.costs.iter_mut().flatten().flatten().chain(&mut self.saving).for_each(|value| *value /= factor);
    }
}

/// The strategies of a run, building alone and sharing first.
pub(super) fn strategies(results: &Results) -> Vec<Strategy> {
    let first = [Strategy::Independent, Strategy::Shared];
    let others = results.strategies.iter().map(|one| one.strategy).filter(|one| !first.contains(one));
    first.into_iter().chain(others).collect()
}

/// The medians of what those of a size pay by a strategy, at P5, P50 and P95.
fn typical(class: &SizeClass, all: &[AdministrationResult], strategy: Strategy) -> [Option<f64>; 3] {
    let holds = |size: f64| class.from.is_none_or(|from| size >= from) && class.below.is_none_or(|below| size < below);
    let members = all.iter().filter(|one| one.population.is_some_and(holds));
    let costs: Vec<_> =
        members.filter_map(|one| one.strategies.iter().find(|entry| entry.strategy == strategy)).collect();
    RANGE.map(|percent| {
        let mut values: Vec<f64> = costs.iter().filter_map(|one| one.equal_service.quantile(percent)).collect();
        (!values.is_empty()).then(|| median(&mut values))
    })
}

fn is_interval(ends: &Interval) -> bool {
    ends.iter().all(|end| end.is_finite()) && ends.is_sorted()
}

fn share(value: f64) -> Option<f64> {
    value.is_finite().then_some(value.clamp(0.0, 1.0))
}

/// The rows for a number of administrations.
pub(super) fn shown(results: &Results, language: Language) -> Shown {
    let all = &results.administrations;
    let strategies = strategies(results);
    let rows = || all.iter().map(|one| Row::of(one, &strategies, language)).collect();
    if all.len() <= MOST {
        return Shown { rows: rows(), names: "", split: None, left_out: 0, note: String::new() };
    }
    let classes = if all.len() > MOST_NAMED { size_classes(all) } else { Vec::new() };
    match classes.is_empty() {
        true => extremes(rows(), language),
        false => by_size(&classes, results, language),
    }
}

/// Those with the largest and the smallest median saving.
fn extremes(mut rows: Vec<Row>, language: Language) -> Shown {
    let all = rows.len();
    rows.retain(|row| row.saving.is_some());
    rows.sort_by(|a, b| b.saving.unwrap_or(0.0).total_cmp(&a.saving.unwrap_or(0.0)));
    let last = rows.split_off(rows.len().saturating_sub(ENDS));
    rows.truncate(ENDS);
    let split = rows.len();
    rows.extend(last);
    let count = number(all as f64, 0, language);
    let note = language.pick(
        format!("{ENDS} largest and {ENDS} smallest median savings of {count} administrations"),
        format!("Les {ENDS} plus grandes et {ENDS} plus petites économies médianes sur {count} administrations"),
    );
    Shown { left_out: all - rows.len(), rows, names: "", split: Some(split), note }
}

fn by_size(classes: &[SizeClass], results: &Results, language: Language) -> Shown {
    let count = number(results.administrations.len() as f64, 0, language);
    let note = language.pick(
        format!("{count} administrations by size: each figure is the median over those of a size"),
        format!("{count} administrations par taille : chaque chiffre est la médiane de celles d’une taille"),
    );
    Shown {
        rows: classes.iter().map(|class| Row::of_class(class, results, language)).collect(),
        names: language.pick("inhabitants (administrations)", "habitants (administrations)"),
        split: None,
        left_out: 0,
        note,
    }
}
