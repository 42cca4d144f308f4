//! A scenario of very many members as a game of a few blocs, each of which joins as a whole (a quotient game).
//!
//! Within each level of government members are sorted by population and cut into equally many of equal number: its quantiles.
//! What a bloc pays is divided among blocs exactly; what its members pay of it is not said. A bloc alone is its members
//! sharing among themselves, or each on its own if that costs less.
//!
//! Owen (1977), Values of games with a priori unions, doi:10.1007/978-3-642-45494-3_7.

use super::costs::{Costs, sum_of};
use super::sharing::{Payments, ROUNDING, Together};
use crate::game::{Game, NotAGame};
use crate::results::Class;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// Blocs that are made, about.
const BLOCS: usize = 6;

/// Blocs, and what each group of them would pay.
pub struct Blocs {
    names: Vec<String>,
    groups: Vec<Vec<usize>>,
    /// By group of blocs, by replication.
    series: Vec<Vec<f64>>,
}

impl Blocs {
    /// Evaluates every group of blocs.
    ///
    /// # Errors
    /// If a cost is not finite.
    pub fn evaluate(costs: &Costs) -> Result<(Blocs, Game), NotAGame> {
        let (names, groups): (Vec<String>, Vec<Vec<usize>>) = blocs(costs.scenario).into_iter().unzip();
        let members = |coalition: usize| {
            let chosen = groups.iter().enumerate().filter(|(b, _)| coalition >> b & 1 == 1);
            let mut members: Vec<usize> = chosen.flat_map(|(_, group)| group).copied().collect();
            members.sort_unstable();
            members
        };
        let all = 1..1_usize << groups.len();
        let evaluated: Vec<(f64, Vec<f64>)> =
            all.into_par_iter().map(|coalition| costs.with_series(&members(coalition))).collect();
        let (mut values, mut series): (Vec<f64>, Vec<Vec<f64>>) = evaluated.into_iter().unzip();
        values.insert(0, 0.0);
        series.insert(0, Vec::new());
        let game = Game::new(names.clone(), values)?;
        Ok((Blocs { names, groups, series }, game))
    }

    /// What they are.
    pub fn classes(&self) -> Vec<Class> {
        let class = |(name, group): (&String, &Vec<usize>)| Class { name: name.clone(), size: group.len() };
        self.names.iter().zip(&self.groups).map(class).collect()
    }

    /// Sums over the members of each bloc, by replication.
    pub fn sums(&self, by_member: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let replications = by_member.first().map_or(0, Vec::len);
        self.groups.iter().map(|group| sum_of(by_member, group, replications)).collect()
    }

    /// Everybody sharing, by bloc.
    pub fn together(&self, together: &Together) -> Together {
        Together { own: self.sums(&together.own), pot: together.pot.clone() }
    }

    /// In how many replications no group of blocs pays more than it would on its own.
    pub fn in_core(&self, payments: &Payments) -> usize {
        let replications = self.series.last().map_or(0, Vec::len);
        let grand = self.series.len() - 1;
        let content = |r: usize| {
            (1..grand).all(|coalition| {
                let paid: f64 = payments
                    .paid
                    .iter()
                    .enumerate()
                    .filter(|(b, _)| coalition >> b & 1 == 1)
                    .map(|(_, paid)| paid[r])
                    .sum();
                let limit = self.series[coalition][r];
                paid <= limit + limit.abs() * ROUNDING
            })
        };
        (0..replications).filter(|&r| content(r)).count()
    }
}

/// Blocs of a scenario: `commune, 1st of 3 by population`.
fn blocs(scenario: &Scenario) -> Vec<(String, Vec<usize>)> {
    let parts = (BLOCS / scenario.levels.len().max(1)).max(1);
    let mut blocs = Vec::new();
    for (level, word) in scenario.levels.iter().enumerate() {
        let of_level = |i: &usize| scenario.administrations[*i].level == level;
        let mut members: Vec<usize> = (0..scenario.administrations.len()).filter(of_level).collect();
        let people = |i: usize| scenario.administrations[i].population.unwrap_or(0.0);
        members.sort_by(|a, b| people(*a).total_cmp(&people(*b)).then(a.cmp(b)));
        let known = members.iter().all(|&i| scenario.administrations[i].population.is_some());
        let parts = if known { parts.min(members.len()) } else { 1 };
        for part in 0..parts {
            let cut = |part: usize| part * members.len() / parts;
            let mut group = members[cut(part)..cut(part + 1)].to_vec();
            group.sort_unstable();
            let name = if parts == 1 { word.clone() } else { format!("{word}, size {} of {parts}", part + 1) };
            blocs.push((name, group));
        }
    }
    blocs.truncate(crate::game::MOST_MEMBERS);
    blocs
}
