//! What groups of administrations cost: of one alone, by the least costly strategy, of more by sharing; present value
//! before funding, in the mean of the same draws. A group is a list of numbers of administrations, ascending.

use super::found::MeanResult;
use super::structure::joined;
use model::samples::{error_of_mean, mean};
use model::simulation::coalitions::{Coalition, Draws, Risk};
use rayon::prelude::*;
use std::collections::HashMap;

/// Most administrations of which every group is evaluated.
pub const MOST: usize = 16;

/// Groups and their costs, found when they are asked for.
pub struct Groups<'a> {
    draws: &'a Draws<'a>,
    /// By administration, by replication.
    alone: Vec<Vec<f64>>,
    means: Vec<f64>,
    /// Of every group, by bitmask, where they are few.
    every: Option<Vec<f64>>,
    found: HashMap<Vec<usize>, f64>,
}

/// The mean of replications, and how well it is known.
pub fn estimate(values: &[f64]) -> MeanResult {
    MeanResult { value: mean(values) + 0.0, standard_error: error_of_mean(values) }
}

impl<'a> Groups<'a> {
    /// Of a scenario of n administrations; evaluates every group where they are at most [`MOST`].
    pub fn new(draws: &'a Draws<'a>, n: usize) -> Groups<'a> {
        let alone = draws.alone(Risk::Mean);
        let every = (n <= MOST).then(|| draws.of_all(|costs| mean(costs)));
        Groups { draws, means: alone.iter().map(|costs| mean(costs)).collect(), alone, every, found: HashMap::new() }
    }

    /// Number of administrations.
    pub fn len(&self) -> usize {
        self.means.len()
    }

    /// Whether there is nobody; no scenario is so.
    pub fn is_empty(&self) -> bool {
        self.means.is_empty()
    }

    /// Whether every group is known.
    pub fn knows_all(&self) -> bool {
        self.every.is_some()
    }

    /// Mean cost of each administration alone.
    pub fn alone(&self) -> &[f64] {
        &self.means
    }

    /// Mean costs of some groups.
    pub fn costs(&mut self, groups: &[Vec<usize>]) -> Vec<f64> {
        let unknown: Vec<&Vec<usize>> = groups.iter().filter(|group| self.known(group).is_none()).collect();
        let evaluated: Vec<f64> = unknown.par_iter().map(|group| mean(&self.draws.shared_by(group))).collect();
        self.found.extend(unknown.into_iter().cloned().zip(evaluated));
        groups.iter().map(|group| self.known(group).unwrap_or_default()).collect()
    }

    fn known(&self, group: &[usize]) -> Option<f64> {
        match (group, &self.every) {
            ([], _) => Some(0.0),
            ([one], _) => Some(self.means[*one]),
            (_, Some(_)) => Some(self.by_bits(group.iter().map(|i| 1 << i).sum())),
            (_, None) => self.found.get(group).copied(),
        }
    }

    /// Mean cost of a group by bitmask, where every group is known.
    pub fn by_bits(&self, group: Coalition) -> f64 {
        match (group.count_ones(), &self.every) {
            (1, _) => self.means[group.trailing_zeros() as usize],
            (_, Some(every)) => every[group],
            (_, None) => f64::INFINITY,
        }
    }

    /// What a group costs, by replication.
    pub fn series(&self, group: &[usize]) -> Vec<f64> {
        match group {
            [one] => self.alone[*one].clone(),
            _ => self.draws.shared_by(group),
        }
    }

    /// What its members would pay alone, by replication.
    pub fn alone_series(&self, group: &[usize]) -> Vec<f64> {
        (0..self.draws.replications()).map(|r| group.iter().map(|&i| self.alone[i][r]).sum()).collect()
    }

    /// Whom to invite to a group, the best first.
    pub fn candidates(&mut self, group: &[usize]) -> Vec<usize> {
        let mut others: Vec<usize> = (0..self.len()).filter(|i| !group.contains(i)).collect();
        let larger: Vec<Vec<usize>> = others.iter().map(|&i| joined(group, &[i])).collect();
        let costs = self.costs(&larger);
        let worth: HashMap<usize, f64> = others.iter().zip(costs).map(|(&i, cost)| (i, self.means[i] - cost)).collect();
        others.sort_by(|a, b| worth[b].total_cmp(&worth[a]).then(a.cmp(b)));
        others
    }

    /// What inviting somebody is worth to a group and the invited together, by replication.
    pub fn worth(&self, group: &[usize], invited: usize) -> Vec<f64> {
        let (before, after) = (self.series(group), self.series(&joined(group, &[invited])));
        before
            .iter()
            .zip(&self.alone[invited])
            .zip(after)
            .map(|((before, alone), after)| before + alone - after)
            .collect()
    }

    /// The two who save most together; none where there are no two.
    pub fn best_pair(&mut self) -> Option<Vec<usize>> {
        let pairs: Vec<Vec<usize>> = (0..self.len()).flat_map(|b| (0..b).map(move |a| vec![a, b])).collect();
        let costs = self.costs(&pairs);
        let saving = |k: usize| self.means[pairs[k][0]] + self.means[pairs[k][1]] - costs[k];
        let best = (0..pairs.len()).max_by(|&k, &l| saving(k).total_cmp(&saving(l)).then(l.cmp(&k)))?;
        Some(pairs[best].clone())
    }

    /// The group of each size that saves most against its members alone, from two members on, and of those the ones that
    /// hold all of `holding`. Where not every group is known, that is the group that grows by whoever is worth most.
    pub fn of_each_size(&mut self, holding: &[usize]) -> Vec<Vec<usize>> {
        match &self.every {
            Some(every) => self.best_of_each_size(every, holding),
            None => self.growth(holding),
        }
    }

    fn best_of_each_size(&self, every: &[f64], holding: &[usize]) -> Vec<Vec<usize>> {
        let n = self.len();
        let held: Coalition = holding.iter().map(|i| 1 << i).sum();
        let mut best: Vec<Option<(f64, Coalition)>> = vec![None; n + 1];
        for group in (0..1 << n).filter(|group| group & held == held) {
            let alone: f64 = (0..n).filter(|i| group >> i & 1 == 1).map(|i| self.means[i]).sum();
            let (saving, size) = (alone - every[group], group.count_ones() as usize);
            if best[size].is_none_or(|(most, _)| saving > most) {
                best[size] = Some((saving, group));
            }
        }
        let members = |group: Coalition| (0..n).filter(|i| group >> i & 1 == 1).collect();
        best.iter().skip(2).flatten().map(|&(_, group)| members(group)).collect()
    }

    fn growth(&mut self, holding: &[usize]) -> Vec<Vec<usize>> {
        let mut group = match holding {
            [] => self.best_pair().unwrap_or_default(),
            _ => holding.to_vec(),
        };
        let mut groups = Vec::new();
        loop {
            if group.len() > 1 {
                groups.push(group.clone());
            }
            match self.candidates(&group).first() {
                Some(&next) => group = joined(&group, &[next]),
                None => return groups,
            }
        }
    }
}
