//! Rules on games of members that fall into classes of alike ones: what a member of each class pays.
//!
//! ```text
//! Shapley: x_c = Σ over counts t with t_c < m_c of  |t|! (n − |t| − 1)! / n! × C(m_c − 1, t_c) Π_{d≠c} C(m_d, t_d)
//!                × ( c(t + e_c) − c(t) )
//! ```
//!
//! m_c size of class c, n number of members, e_c one member of class c. The other rules are as in their own files.

use super::Division;
use super::{NoDivision, Rule, nucleolus, per_capita_nucleolus, proportional_nucleolus, scrb, shapley, tau};
use crate::game::{Counted, ROUNDING, Unsolved, kohlberg_by_counts};

/// What a member of each class pays by a rule that is not of margins alone; the shares are by class.
///
/// # Errors
/// If the rule has no answer.
pub fn divide(game: &Counted, rule: &Rule) -> Result<Division, NoDivision> {
    let size = |place: usize| game.counts(place).iter().sum::<usize>() as f64;
    match rule.name {
        name if name == shapley::RULE.name => Ok(Division::plain(value(game))),
        name if name == tau::RULE.name => compromise(game).map(Division::plain),
        name if name == nucleolus::RULE.name => least_complaints(game, &|_| 1.0),
        name if name == per_capita_nucleolus::RULE.name => least_complaints(game, &size),
        name if name == proportional_nucleolus::RULE.name => {
            if game.costs().iter().any(|cost| *cost < 0.0) {
                return Err(NoDivision::NegativeCost);
            }
            least_complaints(game, &|place| game.costs()[place]).map_err(|reason| match reason {
                NoDivision::Unsolved(Unsolved::Infeasible | Unsolved::NotUnique) => NoDivision::FreeCoalition,
                other => other,
            })
        }
        _ => Err(NoDivision::NeedsDemands),
    }
}

fn least_complaints(game: &Counted, weight: &dyn Fn(usize) -> f64) -> Result<Division, NoDivision> {
    let alone: f64 = game.alone().iter().zip(game.sizes()).map(|(alone, size)| alone * *size as f64).sum();
    if alone < game.total() - ROUNDING * game.total().abs() {
        return Err(NoDivision::NoImputation);
    }
    let shares = game.lexicographic(weight)?;
    let weights: Vec<f64> = (0..game.costs().len()).map(weight).collect();
    let kohlberg = kohlberg_by_counts(game, &weights, &shares);
    Ok(Division { shares, kohlberg })
}

/// Shapley's value.
pub fn value(game: &Counted) -> Vec<f64> {
    let weights = Weights::of(game.sizes());
    let mut shares = vec![0.0; game.sizes().len()];
    for (place, cost) in game.costs().iter().enumerate().skip(1) {
        let counts = game.counts(place);
        shares.iter_mut().enumerate().for_each(|(c, share)| *share += weights.coefficient(c, &counts) * cost);
    }
    shares
}

/// With which weight the cost of counts enters a member's Shapley value.
pub struct Weights {
    sizes: Vec<usize>,
    /// Logarithms of factorials.
    factorials: Vec<f64>,
}

impl Weights {
    /// Of classes of these sizes.
    pub fn of(sizes: &[usize]) -> Weights {
        let n: usize = sizes.iter().sum();
        let mut factorials = vec![0.0];
        for k in 1..=n {
            factorials.push(factorials[k - 1] + libm::log(k as f64));
        }
        Weights { sizes: sizes.to_vec(), factorials }
    }

    /// For a member of class c: the chance that its coming makes these counts, less the chance that it finds them.
    pub fn coefficient(&self, c: usize, counts: &[usize]) -> f64 {
        let (n, present) = (self.factorials.len() - 1, counts.iter().sum::<usize>());
        let choose = |m: usize, t: usize| self.factorials[m] - self.factorials[t] - self.factorials[m - t];
        let others = |after: usize| -> f64 {
            let chosen = counts.iter().zip(&self.sizes).enumerate();
            let chosen = chosen.map(|(d, (t, m))| if d == c { choose(m - 1, t - after) } else { choose(*m, *t) });
            chosen.sum()
        };
        let orders = |before: usize| self.factorials[before] + self.factorials[n - before - 1] - self.factorials[n];
        let makes = if counts[c] > 0 { libm::exp(orders(present - 1) + others(1)) } else { 0.0 };
        let finds = if counts[c] < self.sizes[c] { libm::exp(orders(present) + others(0)) } else { 0.0 };
        makes - finds
    }
}

fn compromise(game: &Counted) -> Result<Vec<f64>, NoDivision> {
    let (least, sizes) = (game.separable(), game.sizes());
    let mut room = vec![f64::INFINITY; sizes.len()];
    for (place, cost) in game.costs().iter().enumerate().skip(1) {
        let counts = game.counts(place);
        let paid: f64 = counts.iter().zip(&least).map(|(count, least)| *count as f64 * least).sum();
        for (room, _) in room.iter_mut().zip(&counts).filter(|(_, count)| **count > 0) {
            *room = room.min(cost - paid);
        }
    }
    let slack = ROUNDING * game.total().abs();
    let by_class = |each: &dyn Fn(usize) -> f64| (0..sizes.len()).map(|c| each(c) * sizes[c] as f64).collect();
    let low: Vec<f64> = by_class(&|c| least[c]);
    let high: Vec<f64> = by_class(&|c| least[c] + room[c]);
    let fits = room.iter().all(|room| *room >= -slack);
    if !fits || low.iter().sum::<f64>() > game.total() + slack || high.iter().sum::<f64>() < game.total() - slack {
        return Err(NoDivision::NotQuasiBalanced);
    }
    let found = scrb::between((game.total(), game.total().abs()), &low, &high).ok_or(NoDivision::NotQuasiBalanced)?;
    Ok(found.iter().zip(sizes).map(|(paid, size)| paid / *size as f64).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::{ALL, Margins};
    use crate::game::{Game, least_core, subsidy};

    /// Games of three classes, by counts and by coalitions, give the same.
    #[test]
    fn classes_give_what_all_coalitions_give() {
        let sizes = [3_usize, 1, 4];
        let class = [0, 0, 0, 1, 2, 2, 2, 2];
        let mut seed = 7_u64;
        let mut compared = 0;
        for round in 0..40 {
            let mut noise = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 40) as f64 / (1 << 24) as f64
            };
            let spread = if round % 2 == 0 { 0.3 } else { 3.0 };
            let costs: Vec<f64> = (0..40)
                .map(|place| {
                    let counts = crate::game::counts(&sizes, place);
                    let size = counts[0] as f64 + 2.0 * counts[1] as f64 + 3.0 * counts[2] as f64;
                    if place == 0 { 0.0 } else { 5.0 * size.sqrt() + spread * noise() }
                })
                .collect();
            let counted = Counted::new(sizes.to_vec(), costs.clone()).expect("a game");
            let cost = |s: usize| {
                let members = (0..8).filter(|i| s >> i & 1 == 1);
                costs[members.map(|i| counted.step(class[i])).sum::<usize>()]
            };
            let game =
                Game::new((0..8).map(|i| format!("m{i}")).collect(), (0..256).map(cost).collect()).expect("a game");
            let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-8, "{round}: {a} {b}");
            near(
                counted.least_core().expect("solved").expect("many"),
                least_core(&game).expect("solved").expect("many").epsilon,
            );
            near(counted.subsidy().expect("solved"), subsidy(&game).expect("solved").max(0.0));
            assert_eq!(counted.separable()[2], Margins::of(&game).separable[7]);
            for rule in ALL.iter().filter(|rule| rule.by_margins.is_none()) {
                match ((rule.divide)(&game), divide(&counted, rule)) {
                    (Ok(whole), Ok(counted)) => {
                        (0..8).for_each(|i| near(counted.shares[class[i]], whole.shares[i]));
                        assert_eq!(counted.kohlberg, whole.kohlberg, "{round}: {}", rule.name);
                        compared += 1;
                    }
                    (Err(one), Err(other)) => assert_eq!(one, other, "{}", rule.name),
                    (one, other) => panic!("{}: {one:?} {other:?}", rule.name),
                }
            }
        }
        assert!(compared > 100, "{compared}");
    }

    #[test]
    fn the_criterion_by_counts_refuses_what_is_not_the_nucleolus() {
        // Gloves: two left, three right, and a coalition costs what it cannot pair.
        let costs = (0..12).map(|place| {
            let counts = crate::game::counts(&[2, 3], place);
            counts[0].abs_diff(counts[1]) as f64 + 0.1 * (counts[0] * counts[1]) as f64
        });
        let game = Counted::new(vec![2, 3], costs.collect()).expect("a game");
        let ones = vec![1.0; 12];
        let shares = game.lexicographic(&|_| 1.0).expect("solved");
        assert_eq!(kohlberg_by_counts(&game, &ones, &shares), Some(true));
        for by in [-0.05, 0.01, 0.2] {
            let moved = [shares[0] + 3.0 * by, shares[1] - 2.0 * by];
            assert_eq!(kohlberg_by_counts(&game, &ones, &moved), Some(false), "{by}");
        }
    }
}
