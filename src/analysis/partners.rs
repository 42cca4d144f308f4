//! Which groups should form, whom to invite next, and what kinship is worth (issue of any consortium's secretariat).
//!
//! All on the same draws: a group's worth is what its members would pay alone less what they pay when they share. The best
//! structure is exact, by dynamic programming over all subsets (3^n steps), up to [`MOST`] administrations; beyond that, groups
//! are merged as long as a merger saves, the best first, which may miss a better structure.

use super::coalitions::{Coalition, Draws, Risk};
use crate::scenario::Scenario;

/// Most administrations whose every group is evaluated.
pub const MOST: usize = 16;

/// Costs of all groups: of one administration alone, of more by sharing.
#[derive(Debug, Clone)]
pub struct Groups {
    n: usize,
    alone: Vec<f64>,
    shared: Vec<f64>,
}

/// A way to part all administrations into groups, and what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// The groups; an administration by itself builds or buys alone.
    pub groups: Vec<Coalition>,
    /// Cost of all together.
    pub cost: f64,
}

impl Groups {
    /// Evaluates every group of a scenario of at most [`MOST`] administrations.
    pub fn evaluate(draws: &Draws, risk: Risk) -> Groups {
        let mut alone = draws.alone(risk);
        let alone: Vec<f64> = alone.iter_mut().map(|costs| risk.of(costs)).collect();
        let shared = draws.of_all(|_, mut costs| risk.of(&mut costs));
        Groups { n: alone.len(), alone, shared }
    }

    /// From costs alone and by coalition.
    pub fn new(alone: Vec<f64>, shared: Vec<f64>) -> Groups {
        Groups { n: alone.len(), alone, shared }
    }

    /// What each would pay alone.
    pub fn alone(&self) -> &[f64] {
        &self.alone
    }

    /// What a group pays: alone if it is one, else by sharing.
    pub fn cost(&self, group: Coalition) -> f64 {
        if group.count_ones() == 1 { self.alone[group.trailing_zeros() as usize] } else { self.shared[group] }
    }

    /// What the members of a group would pay alone.
    pub fn alone_together(&self, group: Coalition) -> f64 {
        (0..self.n).filter(|i| group >> i & 1 == 1).map(|i| self.alone[i]).sum()
    }

    /// What a group saves by sharing; less than 0 where it loses.
    pub fn saving(&self, group: Coalition) -> f64 {
        self.alone_together(group) - self.cost(group)
    }

    /// The structure of least cost.
    pub fn best_structure(&self) -> Structure {
        let all = (1_usize << self.n) - 1;
        let mut least = vec![0.0; all + 1];
        let mut first = vec![0; all + 1];
        for set in 1..=all {
            let lowest = set & set.wrapping_neg();
            let others = set ^ lowest;
            // Every group that holds the first administration of the set, with the best structure of the rest.
            let mut part = others;
            (least[set], first[set]) = (f64::INFINITY, set);
            loop {
                let group = part | lowest;
                let cost = self.cost(group) + least[set ^ group];
                if cost < least[set] {
                    (least[set], first[set]) = (cost, group);
                }
                if part == 0 {
                    break;
                }
                part = (part - 1) & others;
            }
        }
        let (mut groups, mut left) = (Vec::new(), all);
        while left != 0 {
            groups.push(first[left]);
            left ^= first[left];
        }
        Structure { groups, cost: least[all] }
    }

    /// What inviting each other administration is worth to a group and the invited together, the best first.
    pub fn invitations(&self, group: Coalition) -> Vec<(usize, f64)> {
        let others = (0..self.n).filter(|i| group >> i & 1 == 0);
        let worth = |i: usize| self.cost(group) + self.alone[i] - self.cost(group | 1 << i);
        let mut invitations: Vec<(usize, f64)> = others.map(|i| (i, worth(i))).collect();
        invitations.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        invitations
    }

    /// Who joins when, if whoever is worth most is always invited next: first the best pair, then one after another.
    pub fn order(&self) -> Vec<usize> {
        let pairs = (0..self.n).flat_map(|i| (0..i).map(move |k| (k, i)));
        let best =
            pairs.max_by(|&(a, b), &(c, d)| self.saving(1 << a | 1 << b).total_cmp(&self.saving(1 << c | 1 << d)));
        let Some((first, second)) = best else { return (0..self.n).collect() };
        let mut order = vec![first, second];
        let mut group = 1 << first | 1 << second;
        while let Some(&(next, _)) = self.invitations(group).first() {
            order.push(next);
            group |= 1 << next;
        }
        order
    }
}

/// What sharing saves everybody together, present value, with everything as it is and with one thing otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinship {
    /// As it is.
    pub as_it_is: f64,
    /// If nobody shared a peer network.
    pub without_networks: f64,
    /// If all were in one peer network.
    pub one_network: f64,
    /// If all were at the core's level of government; none where they are, or where the level is not certain.
    pub one_level: Option<f64>,
    /// If each in turn were in no peer network: by administration.
    pub each_without_networks: Vec<f64>,
}

/// What peer networks and the same level of government are worth to all together.
pub fn kinship(scenario: &Scenario, draws: &Draws) -> Kinship {
    let members: Vec<usize> = (0..scenario.administrations.len()).collect();
    let saving = |variant: &Scenario| {
        let (mut sum, mut count) = (0.0, 0);
        draws.evaluate(variant, &members, |evaluator| {
            let ways = &evaluator.outcome().ways;
            for (alone, shared) in ways[0].1.cost.0.iter().zip(ways[1].1.cost.0) {
                if count < draws.replications() {
                    (sum, count) = (sum + alone - shared, count + 1);
                }
            }
        });
        sum / count as f64
    };
    let with = |change: &dyn Fn(&mut Scenario)| {
        let mut variant = scenario.restricted(&members);
        change(&mut variant);
        saving(&variant)
    };
    let without = |i: usize| with(&|variant| variant.administrations[i].networks.clear());
    let core = crate::sampling::CoreLevel::new(scenario).certain();
    let apart = |level: usize| scenario.administrations.iter().any(|one| one.level != level);
    Kinship {
        as_it_is: with(&|_| {}),
        without_networks: with(&|variant| variant.administrations.iter_mut().for_each(|one| one.networks.clear())),
        one_network: with(&|variant| variant.administrations.iter_mut().for_each(|one| one.networks = vec![0])),
        one_level: core.filter(|&level| apart(level)).map(|level| draws.at_one_level(level, &members)),
        each_without_networks: members.iter().map(|&i| without(i)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three whose pair {0, 1} saves 4, whom 2 costs 1 more than alone; {0, 2} and {1, 2} save 1.
    fn three() -> Groups {
        let alone = vec![10.0, 10.0, 10.0];
        Groups::new(alone, vec![0.0, 12.0, 12.0, 16.0, 12.0, 19.0, 19.0, 27.0])
    }

    #[test]
    fn the_best_structure_leaves_out_who_costs_more_than_alone() {
        let structure = three().best_structure();
        assert_eq!(structure.cost, 26.0);
        assert_eq!(structure.groups, vec![0b011, 0b100]);
    }

    #[test]
    fn invitations_are_worth_what_all_save() {
        let groups = three();
        assert_eq!(groups.invitations(0b011), vec![(2, -1.0)]);
        assert_eq!(groups.invitations(0b101), vec![(1, 2.0)]);
        assert_eq!(groups.order(), vec![0, 1, 2]);
        assert_eq!(groups.saving(0b111), 3.0);
    }

    #[test]
    fn the_best_structure_is_the_least_of_all() {
        // All 52 structures of five, by brute force.
        let mut seed = 1_u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as f64 / (1 << 24) as f64
        };
        for _ in 0..20 {
            let alone: Vec<f64> = (0..5).map(|_| 5.0 + random()).collect();
            let shared: Vec<f64> =
                (0..32_u32).map(|set| f64::from(set.count_ones()) * (4.0 + 2.0 * random())).collect();
            let groups = Groups::new(alone, shared);
            let mut least = f64::INFINITY;
            structures(5, &mut Vec::new(), 0, &mut |parts| {
                least = f64::min(least, parts.iter().map(|&part| groups.cost(part)).sum());
            });
            assert!((groups.best_structure().cost - least).abs() < 1e-12);
        }
    }

    fn structures(n: usize, parts: &mut Vec<Coalition>, i: usize, see: &mut impl FnMut(&[Coalition])) {
        if i == n {
            see(parts);
            return;
        }
        for k in 0..parts.len() {
            parts[k] |= 1 << i;
            structures(n, parts, i + 1, see);
            parts[k] ^= 1 << i;
        }
        parts.push(1 << i);
        structures(n, parts, i + 1, see);
        parts.pop();
    }
}
