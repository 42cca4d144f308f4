//! Which groups should form, whom to invite next, the best group of each size, and what kinship is worth: what a
//! consortium's secretariat asks, all answered on the same draws.
//!
//! Of at most [`MOST`](super::groups::MOST) administrations every group is evaluated, and the best structure is exact. Of more,
//! groups are merged, the best first; that structure, a growing consortium with the rest alone, all together and all alone are
//! compared, and the least costly is reported, with the remark that a better one may exist.

use super::found::{Against, Chosen, Invitation, Invitations, Method, Partner, Partners, Size, StructureResult};
use super::groups::{Groups, estimate};
use super::kinship::kinship;
use super::structure::{Structure, best, merged};
use crate::analysis::header::Header;
use model::results::Probability;
use model::samples::quantile;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use model::simulation::coalitions::{Draws, NoCosts};
use model::simulation::probability;
use model::strategy::FOUNDING_YEARS;

/// Most administrations whose groups are looked for.
pub const MOST: usize = 128;

/// What is less than this share of a cost is rounding.
const ROUNDING: f64 = 1e-9;

/// Why no groups were looked for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoPartners {
    /// Too many pairs of groups.
    #[error(
        "{0} administrations are too many to look for groups among them: at most {MOST}; take some of them, or one for each class of like ones"
    )]
    TooMany(usize),
    /// Costs have no mean, or are beyond all measure.
    #[error("groups cannot be compared: {0}")]
    NoCosts(#[from] NoCosts),
}

/// Those who may be there first: whoever joins, at the earliest, within half a year of the earliest of all.
pub fn founders(scenario: &Scenario) -> Vec<usize> {
    let low = |i: usize| match scenario.source(Row::Member(i, Member::Joins)) {
        Source::Drawn(distribution) => distribution.bounds().0,
        Source::Common(_) | Source::Derived => 0.0,
    };
    let all = 0..scenario.administrations.len();
    let first = all.clone().map(low).fold(f64::INFINITY, f64::min);
    all.filter(|&i| low(i) <= first + FOUNDING_YEARS).collect()
}

/// Answers for a scenario; `with`: the group to invite to, ascending, if one is given.
///
/// # Errors
/// If there are more than [`MOST`] administrations, or their costs have no mean or cannot be computed with.
pub fn partners(
    scenario: &Scenario,
    (seed, replications): (u64, usize),
    with: Option<&[usize]>,
) -> Result<Partners, NoPartners> {
    let n = scenario.administrations.len();
    if n > MOST {
        return Err(NoPartners::TooMany(n));
    }
    let draws = Draws::checked(scenario, seed, replications)?;
    let mut asked = Asked { scenario, groups: Groups::new(&draws, n) };
    let pair = asked.groups.best_pair();
    let by_size = asked.groups.of_each_size(with.unwrap_or_default());
    let sizes = asked.sizes(&by_size);
    let most = |figure: fn(&Size) -> f64| {
        let best = sizes.iter().max_by(|a, b| figure(a).total_cmp(&figure(b)).then(b.members.cmp(&a.members)));
        best.map(|size| size.members)
    };
    Ok(Partners {
        header: Header::of(scenario, replications, seed),
        administrations: asked.administrations(),
        structure: asked.structure(&by_size),
        invitations: asked.invitations(with, pair),
        largest_saving: most(|size| size.saving.value),
        largest_saving_per_member: most(|size| size.saving_per_member.value),
        sizes,
        kinship: kinship(scenario, &draws),
    })
}

struct Asked<'a> {
    scenario: &'a Scenario,
    groups: Groups<'a>,
}

impl Asked<'_> {
    fn ids(&self, members: &[usize]) -> Vec<String> {
        members.iter().map(|&i| self.scenario.administrations[i].id.clone()).collect()
    }

    fn administrations(&self) -> Vec<Partner> {
        let one = |(one, &alone): (&model::scenario::Administration, &f64)| Partner {
            id: one.id.clone(),
            name: one.name.clone(),
            level: self.scenario.levels[one.level].clone(),
            networks: one.networks.iter().map(|&network| self.scenario.networks[network].clone()).collect(),
            alone,
        };
        self.scenario.administrations.iter().zip(self.groups.alone()).map(one).collect()
    }

    fn sizes(&self, by_size: &[Vec<usize>]) -> Vec<Size> {
        let mut smaller: Option<(&[usize], Vec<f64>)> = None;
        let mut sizes = Vec::new();
        for group in by_size {
            let costs = self.groups.series(group);
            let alone = self.groups.alone_series(group);
            let saving: Vec<f64> = alone.iter().zip(&costs).map(|(alone, cost)| alone - cost).collect();
            let (before, gain): (&[usize], Vec<f64>) = match &smaller {
                None => (&[], saving.clone()),
                Some((before, less)) => (before, saving.iter().zip(less).map(|(now, less)| now - less).collect()),
            };
            let not_in = |of: &[usize], other: &[usize]| -> Vec<usize> {
                of.iter().copied().filter(|i| !other.contains(i)).collect()
            };
            let mut each: Vec<f64> = saving.iter().map(|saving| saving / group.len() as f64).collect();
            let saving_per_member = estimate(&each);
            each.sort_unstable_by(f64::total_cmp);
            sizes.push(Size {
                members: group.len(),
                group: self.ids(group),
                joins: self.ids(&not_in(group, before)),
                leaves: self.ids(&not_in(before, group)),
                gain: estimate(&gain),
                saving: estimate(&saving),
                saving_per_member,
                per_member_p5_p50_p95: [0.05, 0.5, 0.95].map(|p| quantile(&each, p)),
            });
            smaller = Some((group, saving));
        }
        sizes
    }

    fn structure(&mut self, by_size: &[Vec<usize>]) -> StructureResult {
        let n = self.groups.len();
        let all: Vec<usize> = (0..n).collect();
        let exact = self.groups.knows_all();
        let (found, method) = if exact {
            (best(n, |group| self.groups.by_bits(group)), Method::EveryGroup)
        } else {
            (self.near_best(by_size), Method::Merging)
        };
        let costs = self.total(&found.groups);
        let alone: Vec<Vec<usize>> = all.iter().map(|&i| vec![i]).collect();
        StructureResult {
            exact,
            method,
            groups: found.groups.iter().map(|group| self.ids(group)).collect(),
            cost: estimate(&costs),
            against_alone: against(&costs, &self.total(&alone), found.groups == alone),
            against_together: against(&costs, &self.total(std::slice::from_ref(&all)), found.groups == [all]),
        }
    }

    /// Of too many administrations to look at every group: the best of what is tried.
    fn near_best(&mut self, by_size: &[Vec<usize>]) -> Structure {
        let n = self.groups.len();
        let groups = &mut self.groups;
        let mut best = merged(n, |asked| groups.costs(asked));
        let grown = by_size.iter().map(|group| {
            let rest = (0..n).filter(|i| !group.contains(i)).map(|i| vec![i]);
            std::iter::once(group.clone()).chain(rest).collect()
        });
        let others: Vec<Vec<Vec<usize>>> = grown.chain([vec![(0..n).collect()]]).collect();
        for other in others {
            let cost: f64 = groups.costs(&other).iter().sum();
            if cost < best.cost {
                best = Structure { groups: other, cost };
            }
        }
        best.groups.sort();
        best
    }

    /// What groups cost together, by replication.
    fn total(&self, groups: &[Vec<usize>]) -> Vec<f64> {
        let mut sum: Vec<f64> = Vec::new();
        for costs in groups.iter().map(|group| self.groups.series(group)) {
            sum.resize(costs.len(), 0.0);
            sum.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += cost);
        }
        sum
    }

    fn invitations(&mut self, with: Option<&[usize]>, pair: Option<Vec<usize>>) -> Invitations {
        let founders = founders(self.scenario);
        let (group, chosen) = match (with, pair) {
            (Some(with), _) => (with.to_vec(), Chosen::Given),
            (None, Some(pair)) if founders.len() == self.groups.len() => (pair, Chosen::BestPair),
            (None, _) => (founders, Chosen::Founders),
        };
        let candidates = self.groups.candidates(&group).into_iter().map(|i| {
            let worth = self.groups.worth(&group, i);
            Invitation {
                id: self.scenario.administrations[i].id.clone(),
                positive: saves(&worth, &self.groups.alone_series(&[i])),
                worth: estimate(&worth),
            }
        });
        Invitations { candidates: candidates.collect(), group: self.ids(&group), chosen }
    }
}

/// In what share of replications something is saved: more than the rounding of a cost.
fn saves(saving: &[f64], of: &[f64]) -> Probability {
    let saves = saving.iter().zip(of).filter(|(saving, of)| **saving > of.abs() * ROUNDING).count();
    probability(saves as u64, saving.len() as u64)
}

fn against(costs: &[f64], others: &[f64], same: bool) -> Against {
    let saving: Vec<f64> = others.iter().zip(costs).map(|(other, cost)| other - cost).collect();
    Against { cost: estimate(others), saving: estimate(&saving), cheaper: (!same).then(|| saves(&saving, others)) }
}
