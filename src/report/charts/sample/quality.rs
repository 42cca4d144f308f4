//! What a simulation says of itself, made up for tests.

use crate::charts::sample::parts::symmetric;
use model::results::*;
use model::scenario::Strategy;

/// Means that settle around a value.
pub(crate) fn settling(mean: f64, sd: f64, all: u64) -> Vec<RunningMean> {
    let counts = std::iter::successors(Some(32_u64), |count| Some(count + 2 * count / 5));
    let one = |replications: u64| {
        let error = sd / (replications as f64).sqrt();
        let sign = if replications.is_multiple_of(2) { 0.8 } else { -0.5 };
        RunningMean { replications, mean: mean + sign * error, standard_error: Some(error) }
    };
    counts.take_while(|count| *count < all).map(one).collect()
}

/// Points of what is not known at which one strategy is dearer than another, from one chance to another.
pub(crate) fn ambiguity(pair: [Strategy; 2], chances: [f64; 2], mean: f64) -> Ambiguity {
    let point = |k: u64| {
        let share = k as f64 / 127.0;
        let positive = chances[0] + (chances[1] - chances[0]) * share.sqrt();
        Point { positive, cost: Some(mean * (share - 0.2)) }
    };
    let at: Vec<Point> = (0..128).map(point).collect();
    let spread = |p5, p50, p95| Spread { p5, p50, p95, from_chance: 0.1 };
    Ambiguity {
        points: 128,
        replications: 312,
        differences: vec![AmbiguousDifference {
            strategy: pair[0],
            against: pair[1],
            positive: spread(at[6].positive, at[64].positive, at[121].positive),
            cost: Some(spread(-0.2 * mean, 0.3 * mean, 0.75 * mean)),
            at,
        }],
        cheapest: Vec::new(),
    }
}

/// Groups of inputs that were asked to move together.
pub(crate) fn together(coefficients: &[(&str, f64)]) -> Vec<MovingTogether> {
    let group = |&(name, asked): &(&str, f64)| {
        let of_ranks = 6.0 / std::f64::consts::PI * libm::asin(asked / 2.0);
        let pair = |k: usize| Achieved {
            inputs: ["module.a.size".to_owned(), format!("module.m{k}.size")],
            of_ranks: of_ranks + (k as f64 - 7.0) * 0.004,
        };
        let achieved = (0..15).map(pair).collect();
        MovingTogether {
            name: name.to_owned(),
            asked,
            asked_of_ranks: of_ranks,
            inputs: 6,
            replications: 4096,
            achieved,
        }
    };
    coefficients.iter().map(group).collect()
}

/// Everything that a simulation says of itself, in results that have a choice.
pub(crate) fn with_quality(mut results: Results, chances: [f64; 2]) -> Results {
    let count = results.run.replications;
    if let Some(best) = &mut results.best {
        let (mean, sd) = (best.cheaper_by.mean.unwrap_or(0.0), best.cheaper_by.sd.unwrap_or(1.0));
        best.cheaper_by = Estimate { count, standard_error: Some(sd / (count as f64).sqrt()), ..symmetric(mean, sd) };
        best.settling = settling(mean, sd, count);
        let told = ambiguity([best.rival, best.strategy], chances, mean);
        let unknown = Unknown { cheaper: told.differences[0].positive, by: told.differences[0].cost };
        best.unknown = Some(unknown);
        results.ambiguity = Some(told);
    }
    results.together = together(&[("effort.overrun_correlation", 0.2), ("module.*.size", 0.4), ("a.*, b.*", -0.3)]);
    results
}
