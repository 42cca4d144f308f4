//! A scenario of very many members as a game of a few blocs, each of which joins as a whole (a quotient game).
//!
//! Within each level of government members are sorted by population and cut into equally many of equal number: its quantiles.
//! Of very many levels those of fewest members are one bloc, as every further bloc doubles the groups to evaluate.
//! What a bloc pays is divided among blocs exactly; what its members pay of it is not said. A bloc alone is its members
//! sharing among themselves, or each on its own if that costs less.
//!
//! Owen (1977), Values of games with a priori unions, doi:10.1007/978-3-642-45494-3_7.

use super::classes::{Class, Common};
use super::costs::{Costs, sum_of};
use super::sharing::{Payments, ROUNDING, Together};
use model::game::{Game, NotAGame};
use model::scenario::Scenario;
use rayon::prelude::*;

/// Blocs that are made, at the most: fewer where levels of government do not share them out evenly.
const BLOCS: usize = 6;

/// Blocs, and what each group of them would pay.
pub struct Blocs {
    commons: Vec<Common>,
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
        let (commons, groups): (Vec<Common>, Vec<Vec<usize>>) = blocs(costs.scenario).into_iter().unzip();
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
        let game = Game::new(commons.iter().map(Common::key).collect(), values)?;
        Ok((Blocs { commons, groups, series }, game))
    }

    /// What they are.
    pub fn classes(&self) -> Vec<Class> {
        let class = |(common, group): (&Common, &Vec<usize>)| Class { common: common.clone(), size: group.len() };
        self.commons.iter().zip(&self.groups).map(class).collect()
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

/// Blocs of a scenario: what the members of each have in common, and who they are.
fn blocs(scenario: &Scenario) -> Vec<(Common, Vec<usize>)> {
    let levels = together(scenario);
    let parts = (BLOCS / levels.len().max(1)).max(1);
    let mut blocs = Vec::new();
    for (common, mut members) in levels {
        let people = |i: usize| scenario.administrations[i].population.unwrap_or(0.0);
        members.sort_by(|a, b| people(*a).total_cmp(&people(*b)).then(a.cmp(b)));
        let known = members.iter().all(|&i| scenario.administrations[i].population.is_some());
        let parts = if known { parts.min(members.len()) } else { 1 };
        for part in 0..parts {
            let cut = |part: usize| part * members.len() / parts;
            let mut group = members[cut(part)..cut(part + 1)].to_vec();
            group.sort_unstable();
            let common = match &common {
                Common::Level(level) if parts > 1 => {
                    Common::Quantile { level: level.clone(), number: part + 1, of: parts }
                }
                other => other.clone(),
            };
            blocs.push((common, group));
        }
    }
    blocs
}

/// The members of every level of government that has some; the smallest levels together, where there are more than blocs.
fn together(scenario: &Scenario) -> Vec<(Common, Vec<usize>)> {
    let mut levels: Vec<(Common, Vec<usize>)> =
        scenario.levels.iter().map(|level| (Common::Level(level.clone()), Vec::new())).collect();
    for (i, administration) in scenario.administrations.iter().enumerate() {
        levels[administration.level].1.push(i);
    }
    levels.retain(|(_, members)| !members.is_empty());
    if levels.len() > BLOCS {
        let mut by_size: Vec<usize> = (0..levels.len()).collect();
        by_size.sort_by_key(|&level| std::cmp::Reverse(levels[level].1.len()));
        let kept = &by_size[..BLOCS - 1];
        let (mut apart, mut others) = (Vec::new(), (0, Vec::new()));
        for (level, (common, members)) in levels.into_iter().enumerate() {
            if kept.contains(&level) {
                apart.push((common, members));
            } else {
                others = (others.0 + 1, [others.1, members].concat());
            }
        }
        apart.push((Common::OtherLevels(others.0), others.1));
        levels = apart;
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_levels(levels: usize, members: usize) -> Scenario {
        let one = |i: usize| format!("{{ id = 'a{i}', level = 'l{}', labour_rate = 1, population = {i} }}", i % levels);
        let administrations = (0..members).map(one).collect::<Vec<String>>().join(", ");
        let text = format!(
            "title = 'T'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 5\ndiscount_rate = 0\n\
             module = [{{ id = 'm', size = 10 }}]\nadministration = [{administrations}]"
        );
        crate::input::load_text("t.toml", &text, &[], None).scenario.expect("a scenario")
    }

    /// Everybody is in one bloc, and blocs are few, however many levels there are.
    #[test]
    fn blocs_are_few_and_hold_everybody() {
        for levels in [1, 2, 3, 6, 7, 16, 50, 300] {
            let blocs = blocs(&of_levels(levels, 302));
            assert!((2..=BLOCS).contains(&blocs.len()), "{levels}: {}", blocs.len());
            let mut everybody: Vec<usize> = blocs.iter().flat_map(|(_, group)| group).copied().collect();
            everybody.sort_unstable();
            assert_eq!(everybody, (0..302).collect::<Vec<usize>>(), "{levels}");
        }
        // 302 = 7·43 + 1: the first level has 44 members, the others 43; of equal ones the first listed stay apart
        let keys = |scenario: &Scenario| blocs(scenario).iter().map(|(common, _)| common.key()).collect::<Vec<_>>();
        assert_eq!(keys(&of_levels(7, 302)), ["l0", "l1", "l2", "l3", "l4", "2 other levels"]);
        let quantiles = ["l0, size 1 of 3", "l0, size 2 of 3", "l0, size 3 of 3"];
        assert_eq!(keys(&of_levels(2, 302))[..3], quantiles);
    }
}
