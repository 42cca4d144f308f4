//! How far results move over what is not known, apart from chance and from the error of simulating (model.md section 7).
//!
//! Inputs of knowledge are held at one point of a Latin hypercube after another; for each point the same replications of
//! chance are run. What a finite number of them adds to the spread is taken out: of a table of points by batches of chance,
//! it is the mean square of what neither the point nor the batch explains, over the number of batches (the random effects of
//! Searle, Casella & McCulloch 1992, chapter 4), and deviations from the mean are shrunk by the root of what is left.
//!
//! Cost: points × replications of the scenario, in parallel; the same on any number of threads.

use super::compare::{equal_service_of_all, saved};
use super::tails::TailIndices;
use crate::lanes::{LANES, Lanes};
use crate::results::{Ambiguity, AmbiguousCheapest, AmbiguousDifference, Point, Spread};
use crate::samples::quantile;
use crate::sampling::Sampler;
use crate::sampling::design::Plan;
use crate::scenario::{Scenario, Strategy};
use crate::strategy::Evaluator;
use rayon::prelude::*;

/// Points of knowledge.
const POINTS: u64 = 128;
/// Administration-years that are simulated, about, and how many times as many replications as the run has, at most.
const MEMBER_YEARS: usize = 5_242_880;
const TIMES: usize = 4;
/// Replications of chance at each point at most and at least.
const MOST: usize = 1024;
const LEAST: usize = 64;
/// Administrations beyond which nothing is said: it would take longer than the run.
const MOST_ADMINISTRATIONS: usize = 2_000;

/// What two strategies' difference comes to, by point and batch of chance.
#[derive(Debug, Clone, Default)]
struct Table {
    /// Share of replications in which it is above 0.
    positive: Vec<Vec<f64>>,
    mean: Vec<Vec<f64>>,
}

/// The spread of results over what is not known, around what a run found; none where nothing is drawn but chance, or the
/// administrations are very many. `found`: probability and mean of the difference between two strategies in the run.
pub fn ambiguity(
    scenario: &Scenario,
    seed: u64,
    plan: Plan,
    tails: &TailIndices,
    found: impl Fn(Strategy, Strategy) -> Option<(f64, Option<f64>)>,
) -> Option<Ambiguity> {
    if scenario.administrations.len() > MOST_ADMINISTRATIONS {
        return None;
    }
    let sampler = Sampler::planned(scenario, seed, plan);
    let knowledge = sampler.knowledge(POINTS);
    if !knowledge.is_any() {
        return None;
    }
    let each = scenario.administrations.len() * scenario.horizon * POINTS as usize;
    let of_run = TIMES * plan.replications as usize / POINTS as usize;
    let batches = ((MEMBER_YEARS / each).min(of_run).clamp(LEAST, MOST) / LANES) as u64;
    let strategies = &scenario.strategies;
    let task = |number: u64| {
        let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario).billing(false));
        let points = knowledge.points(number);
        let at_point = |lane: usize| {
            let batch = |batch: u64| {
                sampler.draw_at(batch * LANES as u64, &knowledge, &points, lane, &mut inputs);
                let outcome = evaluator.evaluate(&mut inputs);
                let independent = &outcome.strategies[0].1;
                outcome.strategies.iter().map(|(_, result)| equal_service_of_all(independent, result)).collect()
            };
            (0..batches).map(batch).collect::<Vec<Vec<Lanes>>>()
        };
        (0..LANES).map(at_point).collect::<Vec<_>>()
    };
    let tasks: Vec<_> = (0..POINTS / LANES as u64).into_par_iter().map(task).collect();
    // By point, batch and strategy: costs at equal service.
    let costs: Vec<Vec<Vec<Lanes>>> = tasks.into_iter().flatten().collect();
    let with_mean = tails.require_mean_costs(strategies).is_ok();
    let mut differences = Vec::new();
    for (a, &strategy) in strategies.iter().enumerate() {
        for (b, &against) in strategies.iter().enumerate() {
            // The order of results: every other strategy minus shared, the first listed of two others minus the second.
            let is_told = strategy != Strategy::Shared && (against == Strategy::Shared || a < b);
            let Some((probability, mean)) = found(strategy, against).filter(|_| is_told) else { continue };
            let table = Table::of(&costs, a, b);
            let chances = Settled::of(&table.positive, Some(probability));
            let means = mean.filter(|_| with_mean).map(|mean| Settled::of(&table.mean, Some(mean)));
            let point = |(k, chance): (usize, &f64)| Point {
                positive: chance.clamp(0.0, 1.0),
                cost: means.as_ref().map(|means| means.values[k]),
            };
            differences.push(AmbiguousDifference {
                strategy,
                against,
                positive: chances.spread().within(0.0, 1.0),
                cost: means.as_ref().map(Settled::spread),
                at: chances.values.iter().enumerate().map(point).collect(),
            });
        }
    }
    Some(Ambiguity {
        points: POINTS,
        replications: batches * LANES as u64,
        differences,
        cheapest: cheapest(strategies, &costs),
    })
}

impl Table {
    fn of(costs: &[Vec<Vec<Lanes>>], a: usize, b: usize) -> Table {
        let mut table = Table::default();
        for by_batch in costs {
            let differences: Vec<Lanes> = by_batch.iter().map(|costs| saved(costs[a], costs[b])).collect();
            let share = |values: &Lanes| values.gt(Lanes::ZERO).number().sum() / LANES as f64;
            table.positive.push(differences.iter().map(share).collect());
            table.mean.push(differences.iter().map(|values| values.sum() / LANES as f64).collect());
        }
        table
    }
}

/// At how many of the points each strategy is the cheapest in the mean.
fn cheapest(strategies: &[Strategy], costs: &[Vec<Vec<Lanes>>]) -> Vec<AmbiguousCheapest> {
    let mut counts = vec![0_usize; strategies.len()];
    for by_batch in costs {
        let sum = |s: usize| by_batch.iter().map(|costs| costs[s].sum()).sum::<f64>();
        let least = (0..strategies.len()).map(|s| (s, sum(s))).min_by(|x, y| x.1.total_cmp(&y.1));
        counts[least.map_or(0, |least| least.0)] += 1;
    }
    let share = |(&strategy, &count): (&Strategy, &usize)| AmbiguousCheapest {
        strategy,
        share: count as f64 / costs.len() as f64,
    };
    strategies.iter().zip(&counts).map(share).collect()
}

/// A figure at each point without what chance adds, and the share of the variance that this was.
struct Settled {
    values: Vec<f64>,
    from_chance: f64,
}

impl Settled {
    /// Of a table of points (rows) by batches of chance (columns), around a centre that is better known, if there is one.
    fn of(table: &[Vec<f64>], centre: Option<f64>) -> Settled {
        let (points, batches) = (table.len() as f64, table.first().map_or(0, Vec::len));
        let mean = |values: &mut dyn Iterator<Item = f64>, count: f64| values.sum::<f64>() / count;
        let by_point: Vec<f64> = table.iter().map(|row| mean(&mut row.iter().copied(), batches as f64)).collect();
        let by_batch: Vec<f64> = (0..batches).map(|b| mean(&mut table.iter().map(|row| row[b]), points)).collect();
        let grand = mean(&mut by_point.iter().copied(), points);
        let square = |x: f64| x * x;
        let between = by_point.iter().map(|value| square(value - grand)).sum::<f64>() / (points - 1.0);
        let unexplained = table.iter().zip(&by_point).flat_map(|(row, of_point)| {
            row.iter().zip(&by_batch).map(move |(value, of_batch)| square(value - of_point - of_batch + grand))
        });
        let freedom = (points - 1.0) * (batches as f64 - 1.0);
        let added = if freedom > 0.0 { unexplained.sum::<f64>() / freedom / batches as f64 } else { 0.0 };
        let shrink = if between > 0.0 { (1.0 - added / between).max(0.0).sqrt() } else { 0.0 };
        Settled {
            values: by_point.iter().map(|value| centre.unwrap_or(grand) + shrink * (value - grand)).collect(),
            from_chance: if between > 0.0 { (added / between).min(1.0) } else { 0.0 },
        }
    }

    /// P5, P50 and P95 over points.
    fn spread(&self) -> Spread {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        let [p5, p50, p95] = [0.05, 0.5, 0.95].map(|p| quantile(&values, p));
        Spread { p5, p50, p95, from_chance: self.from_chance }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Tails, score_below, score_quantile};
    use crate::sampling::stream::{Stream, unit};

    /// Standard normal numbers, so many of a seed.
    fn normals(seed: u64, name: &str, count: usize) -> Vec<f64> {
        let (stream, mut values) = (Stream::new(seed), Vec::new());
        let key = stream.input(name);
        while values.len() < count {
            let words = stream.batch(values.len() as u64).words(key);
            values.extend(words.map(|word| score_quantile(Tails::from_below(unit(word).max(1e-12)))));
        }
        values.truncate(count);
        values
    }

    /// θ of the points in even strata, ε of the batches, and a part of each cell's own.
    fn table(seed: u64, scale: [f64; 3]) -> Vec<Vec<f64>> {
        let (points, batches) = (POINTS as usize, 16);
        let theta = |k: usize| score_quantile(Tails::from_below((k as f64 + 0.5) / points as f64));
        let (common, own) = (normals(seed, "batch", batches), normals(seed, "cell", points * batches));
        let cell = |k: usize, b: usize| scale[0] * theta(k) + scale[1] * common[b] + scale[2] * own[k * batches + b];
        (0..points).map(|k| (0..batches).map(|b| cell(k, b)).collect()).collect()
    }

    /// Normal θ and normal ε: P5 and P95 are the centre ∓ 1.645 standard deviations of θ, whatever ε adds. A quantile of 128
    /// points lies nearer to the middle: by 0.033 standard deviations where they are in even strata, by 0.064 where they are
    /// random; the error of a mean of 200 seeds is below 0.01.
    #[test]
    fn the_spread_is_that_of_what_is_not_known() {
        for scale in [[1.0, 0.5, 0.0], [1.0, 0.5, 2.0], [0.3, 1.0, 1.0]] {
            let found: Vec<Spread> =
                (0..200).map(|seed| Settled::of(&table(seed, scale), Some(7.0)).spread()).collect();
            let mean = |of: fn(&Spread) -> f64| found.iter().map(of).sum::<f64>() / 200.0;
            for half in [mean(|spread| spread.p95) - 7.0, 7.0 - mean(|spread| spread.p5)] {
                let short = 1.6449 - half / scale[0];
                assert!((0.0..0.095).contains(&short), "{scale:?} {short}");
            }
            assert!((mean(|spread| spread.p50) - 7.0).abs() < 0.03, "{scale:?}");
        }
    }

    /// P(θ + ε > 0 | θ) = Φ(θ/σ), from 64 replications each.
    #[test]
    fn the_spread_of_a_probability() {
        let (points, batches) = (POINTS as usize, 16);
        let theta = |k: usize| score_quantile(Tails::from_below((k as f64 + 0.5) / points as f64));
        let mut sums = [0.0; 2];
        for seed in 0..200 {
            let chance = normals(seed, "chance", batches * LANES);
            let share = |k: usize, b: usize| {
                let above = chance[b * LANES..(b + 1) * LANES].iter().filter(|&&e| 0.5 + theta(k) + 2.0 * e > 0.0);
                above.count() as f64 / LANES as f64
            };
            let table: Vec<Vec<f64>> = (0..points).map(|k| (0..batches).map(|b| share(k, b)).collect()).collect();
            let found = Settled::of(&table, None).spread();
            sums[0] += found.p5 / 200.0;
            sums[1] += found.p95 / 200.0;
        }
        for (sum, score) in sums.into_iter().zip([-1.6449, 1.6449]) {
            let exact = score_below((0.5 + score) / 2.0);
            assert!((sum - exact).abs() < 0.02, "{sum} for {exact}");
        }
    }

    #[test]
    fn nothing_unknown_is_no_spread() {
        let found = Settled::of(&table(1, [0.0, 1.0, 0.0]), None).spread();
        assert!(found.p95 - found.p5 < 1e-12);
    }
}
