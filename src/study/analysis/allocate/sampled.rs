//! A large game by a sample of its coalitions: Shapley's value over some orders of joining, and the worst groups found.
//!
//! Orders come in pairs, each with its reverse, so that who comes early in one comes late in the other (antithetic variates).
//! A member's share is the mean over all of them; its error has two parts: the orders, from the spread of the pairs, and the
//! draws, from the spread over replications of what the same orders give. Groups with a reason to leave are searched for among
//! all coalitions that were evaluated, and from the worst of these and from random ones by adding or dropping one member as long
//! as that makes the excess greater: what is found is a lower bound of the greatest excess.
//!
//! Castro, Gómez & Tejada (2009), Polynomial calculation of the Shapley value based on sampling, doi:10.1016/j.cor.2008.04.004;
//! Mitchell et al. (2022), Sampling permutations for Shapley value estimation, JMLR 23.

use super::classes::Class;
use super::costs::Costs;
use super::division::NotDivided;
use super::found::{Method, ShareErrors, named};
use super::large::{Core, Large, scale};
use model::allocation::{Division, Margins, NoDivision, Rule, shapley};
use model::game::ROUNDING;
use model::lanes::LANES;
use model::samples::error_of_mean;
use model::sampling::stream::Stream;
use model::simulation::coalitions::Risk;
use rayon::prelude::*;
use std::collections::HashMap;

/// Coalitions that are evaluated unless it is said otherwise.
pub const BUDGET: usize = 16_384;
/// Least number of pairs of orders.
const FEWEST_PAIRS: usize = 8;
/// Pairs of orders that are held at once.
const AT_ONCE: usize = 16;
/// Random groups that a search starts from at most.
const MOST_STARTS: usize = 64;

/// A set of members, a bit each.
type Key = Vec<u64>;

/// A game by a sample of its coalitions.
pub struct Sampled<'a> {
    costs: &'a Costs<'a>,
    stream: Stream,
    /// Costs of the coalitions evaluated so far, in that order.
    pool: Vec<(Vec<usize>, f64)>,
    places: HashMap<Key, usize>,
    separable: Vec<f64>,
    shapley: Option<Estimate>,
    /// Coalitions that may be evaluated, and for each search of a worst group.
    budget: usize,
    for_search: usize,
}

/// Shapley's value, estimated.
struct Estimate {
    shares: Vec<f64>,
    of_orders: Vec<f64>,
    of_draws: Option<Vec<f64>>,
}

/// What a pair of orders gives: each member's part, and the same by member and replication.
struct Pair {
    shares: Vec<f64>,
    series: Vec<f64>,
    evaluated: Vec<(Vec<usize>, f64)>,
}

impl<'a> Sampled<'a> {
    /// Evaluates all but one, for every one; `searches`: how many divisions will be looked at.
    pub fn new(costs: &'a Costs<'a>, seed: u64, budget: usize, searches: usize) -> Sampled<'a> {
        let n = costs.n();
        let all_but = |i: usize| (0..n).filter(|&k| k != i).collect::<Vec<usize>>();
        let evaluated: Vec<f64> = (0..n).into_par_iter().map(|i| costs.of(&all_but(i))).collect();
        let separable = evaluated.iter().map(|others| costs.total - others).collect();
        let mut sampled = Sampled {
            costs,
            stream: Stream::new(seed),
            pool: Vec::new(),
            places: HashMap::new(),
            separable,
            shapley: None,
            budget,
            for_search: budget / 2 / searches.max(1),
        };
        for (i, others) in evaluated.into_iter().enumerate() {
            sampled.keep(vec![i], costs.singles[i]);
            sampled.keep(all_but(i), others);
        }
        sampled
    }

    fn key(&self, members: &[usize]) -> Key {
        let mut key = vec![0; self.costs.n().div_ceil(64)];
        members.iter().for_each(|&i| key[i / 64] |= 1 << (i % 64));
        key
    }

    fn keep(&mut self, members: Vec<usize>, cost: f64) {
        let key = self.key(&members);
        if let std::collections::hash_map::Entry::Vacant(place) = self.places.entry(key) {
            place.insert(self.pool.len());
            self.pool.push((members, cost));
        }
    }

    /// A random order of the members, and random words with it: order `number` of this name.
    fn order(&self, what: &str, number: usize) -> Vec<usize> {
        let batch = self.stream.batch((number - number % LANES) as u64);
        let word = |id: &str| batch.words(self.stream.input(&format!("allocation.{what}.{id}")))[number % LANES];
        let words: Vec<u64> = self.costs.scenario.administrations.iter().map(|one| word(&one.id)).collect();
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|&i| (words[i], i));
        order
    }

    /// Shapley's value, estimated once.
    fn shapley(&mut self) -> Vec<f64> {
        let estimate = self.shapley.take().unwrap_or_else(|| self.orders());
        let shares = estimate.shares.clone();
        self.shapley = Some(estimate);
        shares
    }

    /// Shapley's value from half of the budget.
    fn orders(&mut self) -> Estimate {
        let (n, replications) = (self.costs.n(), self.costs.draws.replications());
        let pairs = (self.budget / 2 / (2 * n)).max(FEWEST_PAIRS);
        let mut series = vec![0.0; n * replications];
        let mut by_pair: Vec<Vec<f64>> = Vec::with_capacity(pairs);
        let numbers: Vec<usize> = (0..pairs).collect();
        for some in numbers.chunks(AT_ONCE) {
            let found: Vec<Pair> = some.par_iter().map(|&number| self.pair(number)).collect();
            // Added up in the order of pairs, whatever the threads did.
            for pair in found {
                series.iter_mut().zip(&pair.series).for_each(|(sum, value)| *sum += value / pairs as f64);
                by_pair.push(pair.shares);
                pair.evaluated.into_iter().for_each(|(members, cost)| self.keep(members, cost));
            }
        }
        let column = |i: usize| by_pair.iter().map(|shares| shares[i]).collect::<Vec<f64>>();
        let of_draws = (self.costs.risk == Risk::Mean)
            .then(|| (0..n).map(|i| error_of_mean(&series[i * replications..(i + 1) * replications])).collect());
        Estimate {
            shares: (0..n).map(|i| model::samples::mean(&column(i))).collect(),
            of_orders: (0..n).map(|i| error_of_mean(&column(i))).collect(),
            of_draws,
        }
    }

    /// An order and its reverse.
    fn pair(&self, number: usize) -> Pair {
        let (n, replications) = (self.costs.n(), self.costs.draws.replications());
        let mut order = self.order("order", number);
        let mut pair = Pair { shares: vec![0.0; n], series: vec![0.0; n * replications], evaluated: Vec::new() };
        for _ in 0..2 {
            let (mut before, mut series_before) = (0.0, vec![0.0; replications]);
            for last in 0..n {
                let mut members = order[..=last].to_vec();
                members.sort_unstable();
                let (cost, series) = match last + 1 == n {
                    true => (self.costs.total, self.costs.with_series(&members).1),
                    false => self.costs.with_series(&members),
                };
                let i = order[last];
                pair.shares[i] += 0.5 * (cost - before);
                let added = pair.series[i * replications..(i + 1) * replications].iter_mut();
                added.zip(series.iter().zip(&series_before)).for_each(|(sum, (after, before))| {
                    *sum += 0.5 * (after - before);
                });
                if last > 0 && last + 1 < n {
                    pair.evaluated.push((members, cost));
                }
                (before, series_before) = (cost, series);
            }
            order.reverse();
        }
        pair
    }

    /// Adds or drops one member as long as that makes the excess greater; how much of the allowance is left.
    fn climb(&mut self, start: Vec<usize>, shares: &[f64], allowance: &mut usize) -> (Vec<usize>, f64) {
        let excess = |members: &[usize], cost: f64| members.iter().map(|&i| shares[i]).sum::<f64>() - cost;
        let (n, slack) = (self.costs.n(), ROUNDING * scale(self.costs));
        let cost = self.evaluate(std::slice::from_ref(&start), allowance)[0];
        let mut best = (excess(&start, cost), start);
        while *allowance > 0 {
            let other = |i: usize| -> Vec<usize> {
                match best.1.binary_search(&i) {
                    Ok(_) => best.1.iter().copied().filter(|&k| k != i).collect(),
                    Err(place) => [&best.1[..place], &[i], &best.1[place..]].concat(),
                }
            };
            let others: Vec<Vec<usize>> = (0..n).map(other).filter(|one| !one.is_empty() && one.len() < n).collect();
            let costs = self.evaluate(&others, allowance);
            let found = others.into_iter().zip(costs).map(|(members, cost)| (excess(&members, cost), members));
            let Some(next) = found.reduce(|a, b| if b.0 > a.0 { b } else { a }) else { break };
            if next.0 <= best.0 + slack {
                break;
            }
            best = next;
        }
        (best.1, best.0)
    }

    /// Costs of some coalitions, the new ones on account.
    fn evaluate(&mut self, some: &[Vec<usize>], allowance: &mut usize) -> Vec<f64> {
        let known: Vec<Option<usize>> = some.iter().map(|one| self.places.get(&self.key(one)).copied()).collect();
        let costs: Vec<f64> = some
            .par_iter()
            .zip(&known)
            .map(|(members, place)| place.map_or_else(|| self.costs.of(members), |place| self.pool[place].1))
            .collect();
        *allowance = allowance.saturating_sub(known.iter().filter(|place| place.is_none()).count());
        some.iter().zip(&costs).for_each(|(members, cost)| self.keep(members.clone(), *cost));
        costs
    }

    /// Random group number so and so: of random members, as many as chance will have it.
    fn random(&self, number: usize) -> Vec<usize> {
        let n = self.costs.n();
        let sizes = self.order("size", number);
        let mut members = self.order("start", number)[..(sizes[0] % (n - 2)) + 2].to_vec();
        members.truncate(n - 1);
        members.sort_unstable();
        members
    }
}

impl Large for Sampled<'_> {
    fn method(&self) -> Method {
        Method::Sampling
    }

    fn divide(&mut self, rule: &Rule) -> Result<Division, NoDivision> {
        if rule.name == shapley::RULE.name {
            return Ok(Division { shares: self.shapley(), kohlberg: None });
        }
        let by_margins = rule.by_margins.ok_or(NoDivision::NeedsCoalitions)?;
        let margins = Margins {
            total: self.costs.total,
            alone: self.costs.singles.clone(),
            separable: self.separable.clone(),
            scale: scale(self.costs),
        };
        by_margins(&margins).map(|shares| Division { shares, kohlberg: None })
    }

    fn errors(&self, rule: &Rule) -> Option<ShareErrors> {
        let estimate = self.shapley.as_ref().filter(|_| rule.name == shapley::RULE.name)?;
        let names = self.costs.names();
        Some(ShareErrors {
            of_orders: Some(named(&names, &estimate.of_orders)),
            of_draws: estimate.of_draws.as_ref().map(|errors| named(&names, errors)),
        })
    }

    fn separable(&self) -> &[f64] {
        &self.separable
    }

    fn worst(&mut self, shares: &[f64]) -> (Option<(Vec<usize>, f64)>, bool) {
        let excess = |(members, cost): &(Vec<usize>, f64)| members.iter().map(|&i| shares[i]).sum::<f64>() - cost;
        let mut allowance = self.for_search;
        let known = self.pool.iter().max_by(|a, b| excess(a).total_cmp(&excess(b))).map(|(members, _)| members.clone());
        let mut worst: Option<(Vec<usize>, f64)> = None;
        let starts = known.into_iter().map(Ok).chain((0..MOST_STARTS).map(Err));
        for start in starts {
            if allowance == 0 {
                break;
            }
            let start = start.unwrap_or_else(|number| self.random(number));
            let found = self.climb(start, shares, &mut allowance);
            if worst.as_ref().is_none_or(|worst| found.1 > worst.1) {
                worst = Some(found);
            }
        }
        (worst, false)
    }

    fn core(&self) -> Result<Core, NotDivided> {
        Ok(Core::default())
    }

    fn evaluations(&self) -> usize {
        // Costs alone took no coalition.
        self.pool.len() - self.costs.n()
    }

    fn classes(&self) -> Option<Vec<Class>> {
        None
    }
}
