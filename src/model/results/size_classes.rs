//! Administrations by size: what the typical one of each class pays.

use super::{AdministrationResult, Estimate};
use crate::scenario::Strategy;
use serde::Serialize;

/// Fewer administrations than this at either end join the next class.
const FEWEST: usize = 10;
/// With more classes than this, powers of ten alone part them.
const MOST: usize = 20;

/// Administrations of about the same number of inhabitants. Each figure is the median over them, so that the rows read
/// as one typical administration a class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SizeClass {
    /// Fewest inhabitants; none for the lowest class.
    pub from: Option<f64>,
    /// Inhabitants that are too many; none for the highest class.
    pub below: Option<f64>,
    /// How many there are.
    pub administrations: usize,
    /// How many save by sharing in their median replication.
    pub usually_save: usize,
    /// P5, P50 and P95 of the present value alone, at equal service as all that follows.
    pub independent: [Option<f64>; 3],
    /// P5, P50 and P95 of the present value of what sharing costs it, after funding.
    pub shared: [Option<f64>; 3],
    /// P50 of the present value saved.
    pub saving: Option<f64>,
    /// Probability that it is better off than alone.
    pub better_off: f64,
}

/// Classes by inhabitants, the smallest first; none where a population is not known or one class would hold all.
pub fn size_classes(administrations: &[AdministrationResult]) -> Vec<SizeClass> {
    let sized: Option<Vec<(f64, &AdministrationResult)>> =
        administrations.iter().map(|one| one.population.map(|population| (population, one))).collect();
    let Some(mut sized) = sized else { return Vec::new() };
    sized.sort_by(|a, b| a.0.total_cmp(&b.0));
    let sizes: Vec<f64> = sized.iter().map(|(size, _)| *size).collect();
    let edges = match edges(&sizes, &[1.0, 2.0, 5.0]) {
        few if few.len() < MOST => few,
        _ => edges(&sizes, &[1.0]),
    };
    if edges.is_empty() {
        return Vec::new();
    }
    let from = std::iter::once(None).chain(edges.iter().copied().map(Some));
    let below = edges.iter().copied().map(Some).chain([None]);
    let place = |edge: f64| sizes.partition_point(|&size| size < edge);
    let class = |(from, below): (Option<f64>, Option<f64>)| {
        let members = &sized[from.map_or(0, place)..below.map_or(sized.len(), place)];
        (!members.is_empty()).then(|| SizeClass::of(from, below, members))
    };
    from.zip(below).filter_map(class).collect()
}

/// Steps times powers of ten that part the sizes, which ascend.
fn edges(sizes: &[f64], steps: &[f64]) -> Vec<f64> {
    let powers = std::iter::successors(Some(1.0), |power| Some(10.0 * power)).take(17);
    let all = powers.flat_map(|power| steps.iter().map(move |step| step * power));
    let parts = |edge: &f64| {
        let below = sizes.partition_point(|size| size < edge);
        below >= FEWEST && sizes.len() - below >= FEWEST
    };
    all.filter(parts).collect()
}

impl SizeClass {
    fn of(from: Option<f64>, below: Option<f64>, members: &[(f64, &AdministrationResult)]) -> SizeClass {
        let each = || members.iter().map(|(_, one)| *one);
        let cost = |strategy: Strategy| {
            let costs: Vec<&Estimate> = each()
                .flat_map(|one| one.strategies.iter().find(|entry| entry.strategy == strategy))
                .map(|entry| &entry.equal_service)
                .collect();
            [5, 50, 95].map(|percent| median(costs.iter().filter_map(|cost| cost.quantile(percent))))
        };
        let saving = |one: &AdministrationResult| one.saving.quantile(50);
        SizeClass {
            from,
            below,
            administrations: members.len(),
            usually_save: each().filter(|one| saving(one).is_some_and(|saving| saving > 0.0)).count(),
            independent: cost(Strategy::Independent),
            shared: cost(Strategy::Shared),
            saving: median(each().filter_map(saving)),
            better_off: median(each().map(|one| one.better_off.value)).unwrap_or(0.0),
        }
    }
}

/// The middle value, or the mean of the two; none of none.
fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| crate::samples::median(&mut values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_part_where_ten_stand_on_either_side() {
        let sizes: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(edges(&sizes, &[1.0, 2.0, 5.0]), [20.0, 50.0]);
        assert_eq!(edges(&sizes[..15], &[1.0, 2.0, 5.0]), [0.0; 0]);
        assert_eq!(edges(&[], &[1.0]), [0.0; 0]);
        let wide: Vec<f64> = (0..17).flat_map(|power| [10f64.powi(power); 10]).collect();
        assert_eq!(edges(&wide, &[1.0]).len(), 16);
    }

    #[test]
    fn medians_are_of_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), Some(2.5));
        assert_eq!(median([f64::INFINITY; 2].into_iter()), Some(f64::INFINITY));
        assert_eq!(median([].into_iter()), None);
    }
}
