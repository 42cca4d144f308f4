//! Which groups should form: a way to part all administrations into groups, at the least cost.
//!
//! Exact, by dynamic programming over all subsets (3^n steps); or by merging two groups at a time, whichever saves most, as
//! long as a merger saves. Merging may miss a better structure: three may save where no two of them do.

use model::simulation::coalitions::Coalition;

/// Groups and what they cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// The groups, each with its members ascending; who is by itself builds or buys alone.
    pub groups: Vec<Vec<usize>>,
    /// Cost of all together.
    pub cost: f64,
}

/// The structure of least cost of n administrations, from the cost of every group; of equals, the one with larger groups.
pub fn best(n: usize, cost: impl Fn(Coalition) -> f64) -> Structure {
    let all = (1_usize << n) - 1;
    let costs: Vec<f64> = (0..=all).map(|group| if group == 0 { 0.0 } else { cost(group) }).collect();
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
            let cost = costs[group] + least[set ^ group];
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
        groups.push((0..n).filter(|i| first[left] >> i & 1 == 1).collect());
        left ^= first[left];
    }
    Structure { groups, cost: least[all] }
}

/// Two groups together, members ascending.
pub fn joined(one: &[usize], other: &[usize]) -> Vec<usize> {
    let mut members = [one, other].concat();
    members.sort_unstable();
    members
}

/// Merges groups, at first each by itself, as long as it saves. `costs` gives those of many groups at once.
pub fn merged(n: usize, mut costs: impl FnMut(&[Vec<usize>]) -> Vec<f64>) -> Structure {
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    loop {
        let own = costs(&groups);
        let pairs: Vec<(usize, usize)> = (0..groups.len()).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
        let together: Vec<Vec<usize>> = pairs.iter().map(|&(a, b)| joined(&groups[a], &groups[b])).collect();
        let found = costs(&together);
        let saving = |k: usize| own[pairs[k].0] + own[pairs[k].1] - found[k];
        let best = (0..pairs.len()).max_by(|&k, &l| saving(k).total_cmp(&saving(l)).then(l.cmp(&k)));
        match best.filter(|&k| saving(k) > 0.0) {
            Some(k) => {
                groups[pairs[k].0] = together[k].clone();
                groups.remove(pairs[k].1);
            }
            None => return Structure { cost: own.iter().sum(), groups },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three whose pair {0, 1} saves 4, whom 2 costs 1 more than alone; {0, 2} and {1, 2} save 1.
    const THREE: [f64; 8] = [0.0, 10.0, 10.0, 16.0, 10.0, 19.0, 19.0, 27.0];

    fn by_members(costs: &[f64]) -> impl Fn(&[Vec<usize>]) -> Vec<f64> {
        |groups| groups.iter().map(|group| costs[group.iter().map(|i| 1 << i).sum::<usize>()]).collect()
    }

    #[test]
    fn the_best_structure_leaves_out_who_costs_more_than_alone() {
        let structure = best(3, |group| THREE[group]);
        assert_eq!(structure, Structure { groups: vec![vec![0, 1], vec![2]], cost: 26.0 });
        assert_eq!(merged(3, by_members(&THREE)), structure);
    }

    #[test]
    fn merging_may_miss_what_only_three_can_save() {
        let costs = [0.0, 10.0, 10.0, 21.0, 10.0, 21.0, 21.0, 25.0];
        assert_eq!(merged(3, by_members(&costs)).cost, 30.0);
        assert_eq!(best(3, |group| costs[group]).cost, 25.0);
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
            let costs: Vec<f64> = (0..32_u32).map(|set| f64::from(set.count_ones()) * (4.0 + 2.0 * random())).collect();
            let mut least = f64::INFINITY;
            let mut seen = 0;
            structures(5, &mut Vec::new(), 0, &mut |parts| {
                seen += 1;
                least = f64::min(least, parts.iter().map(|&part| costs[part]).sum());
            });
            assert_eq!(seen, 52);
            assert!((best(5, |group| costs[group]).cost - least).abs() < 1e-12);
            assert!(merged(5, by_members(&costs)).cost >= least - 1e-12);
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
