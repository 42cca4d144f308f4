//! A large game by classes of alike members: one coalition for every number of members of each class.
//!
//! Members are alike if nothing in the scenario tells them apart but their names (and what only keys of cost sharing read):
//! the same level of government, networks, needs, part in `[[correlated]]` groups, and the same distribution for every
//! input. Exchanging two of them leaves the distribution of every cost as it is, so that in expectation a coalition's cost
//! depends on how many of each class it has. A coalition is evaluated by the first members of each class, listed class by
//! class (a tie between levels of government for the core goes to the class that comes first). What is left is the error of
//! the draws.

use super::classes::{Class, Common};
use super::costs::Costs;
use super::division::NotDivided;
use super::found::{Method, ShareErrors, named};
use super::large::{Core, Large, scale};
use model::allocation::counted::{Weights, divide};
use model::allocation::{Division, Margins, NoDivision, Rule, shapley};
use model::game::{Counted, ROUNDING, counts, vectors};
use model::samples::error_of_mean;
use model::scenario::Scenario;
use model::scenario::keys::Member;
use model::scenario::layout::{MemberEvent, Row};
use model::simulation::coalitions::Risk;
use rayon::prelude::*;

/// Coalitions whose costs by replication are held at once.
const AT_ONCE: usize = 256;

/// Classes of alike members, in order of their first; who is of each, ascending.
pub fn classes(scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for i in 0..scenario.administrations.len() {
        match classes.iter_mut().find(|class| are_alike(scenario, class[0], i)) {
            Some(class) => class.push(i),
            None => classes.push(vec![i]),
        }
    }
    classes
}

fn are_alike(scenario: &Scenario, a: usize, b: usize) -> bool {
    let (one, other) = (&scenario.administrations[a], &scenario.administrations[b]);
    let (layout, modules) = (scenario.layout(), scenario.modules.len());
    let leads = |i: usize| scenario.lead == Some(i);
    let grouped = |row: Row| {
        let row = layout.row(row);
        scenario.correlated.iter().map(|group| group.rows.contains(&row)).collect::<Vec<bool>>()
    };
    let same_group = |one: Row, other: Row| scenario.correlated.is_empty() || grouped(one) == grouped(other);
    let needs = |i: usize| &scenario.needs[i * modules..(i + 1) * modules];
    one.level == other.level
        && one.networks == other.networks
        && !leads(a)
        && !leads(b)
        && needs(a) == needs(b)
        && Member::ALL.iter().all(|&key| {
            let rows = [Row::Member(a, key), Row::Member(b, key)];
            scenario.source(rows[0]) == scenario.source(rows[1]) && same_group(rows[0], rows[1])
        })
        && MemberEvent::ALL.iter().all(|&event| {
            let rows = [Row::MemberEvent(a, event), Row::MemberEvent(b, event)];
            scenario.source(rows[0]) == scenario.source(rows[1]) && same_group(rows[0], rows[1])
        })
}

/// How many coalitions tell all others, if the classes are not too many.
pub fn coalitions(classes: &[Vec<usize>]) -> Option<usize> {
    vectors(&classes.iter().map(Vec::len).collect::<Vec<usize>>())
}

/// A game by classes.
pub struct Alike<'a> {
    costs: &'a Costs<'a>,
    classes: Vec<Vec<usize>>,
    game: Counted,
    separable: Vec<f64>,
    /// Standard errors of Shapley's value from the draws.
    errors: Option<Vec<f64>>,
}

impl<'a> Alike<'a> {
    /// Evaluates one coalition for every number of each class; none if a cost is not finite.
    pub fn evaluate(costs: &'a Costs<'a>, classes: Vec<Vec<usize>>) -> Option<Alike<'a>> {
        let sizes: Vec<usize> = classes.iter().map(Vec::len).collect();
        let (last, replications) = (vectors(&sizes)? - 1, costs.draws.replications());
        // Alike members cost the same alone: what the draws make of it is averaged.
        let alone: Vec<f64> = classes
            .iter()
            .map(|class| class.iter().map(|&i| costs.singles[i]).sum::<f64>() / class.len() as f64)
            .collect();
        let weights = Weights::of(&sizes);
        let mut values = vec![0.0];
        let mut series = vec![vec![0.0; replications]; classes.len()];
        let places: Vec<usize> = (1..=last).collect();
        for some in places.chunks(AT_ONCE) {
            let evaluated = some.par_iter().map(|&place| {
                let counts = counts(&sizes, place);
                let apart: f64 = counts.iter().zip(&alone).map(|(count, alone)| *count as f64 * alone).sum();
                let members = counts.iter().zip(&classes).flat_map(|(count, class)| &class[..*count]).copied();
                let members: Vec<usize> = members.collect();
                let (cost, series) = costs.with_series(&members);
                let cost = if place == last { costs.total } else { cost.min(apart) };
                (if members.len() == 1 { apart } else { cost }, counts, series)
            });
            // Added up in order, whatever the threads did.
            for (cost, counts, found) in evaluated.collect::<Vec<_>>() {
                values.push(cost);
                for (c, sum) in series.iter_mut().enumerate() {
                    let weight = weights.coefficient(c, &counts);
                    sum.iter_mut().zip(&found).for_each(|(sum, cost)| *sum += weight * cost);
                }
            }
        }
        let errors = (costs.risk == Risk::Mean).then(|| series.iter().map(|one| error_of_mean(one)).collect());
        let game = Counted::new(sizes, values)?;
        let mut alike = Alike { costs, classes, game, separable: Vec::new(), errors };
        alike.separable = alike.by_member(&alike.game.separable());
        Some(alike)
    }

    /// A value of each class, by member.
    fn by_member(&self, values: &[f64]) -> Vec<f64> {
        let mut by_member = vec![0.0; self.costs.n()];
        for (class, value) in self.classes.iter().zip(values) {
            class.iter().for_each(|&i| by_member[i] = *value);
        }
        by_member
    }
}

impl Large for Alike<'_> {
    fn method(&self) -> Method {
        Method::Classes
    }

    fn divide(&mut self, rule: &Rule) -> Result<Division, NoDivision> {
        let Some(by_margins) = rule.by_margins else {
            let Division { shares, kohlberg } = divide(&self.game, rule)?;
            return Ok(Division { shares: self.by_member(&shares), kohlberg });
        };
        let shares = by_margins(&Margins {
            total: self.costs.total,
            alone: self.by_member(&self.game.alone()),
            separable: self.separable.clone(),
            scale: scale(self.costs),
        })?;
        Ok(Division { shares, kohlberg: None })
    }

    fn errors(&self, rule: &Rule) -> Option<ShareErrors> {
        let errors = self.errors.as_ref().filter(|_| rule.name == shapley::RULE.name)?;
        let of_draws = Some(named(&self.costs.names(), &self.by_member(errors)));
        Some(ShareErrors { of_orders: None, of_draws })
    }

    fn separable(&self) -> &[f64] {
        &self.separable
    }

    /// Of so many of a class, those who pay most have the strongest reason.
    fn worst(&mut self, shares: &[f64]) -> (Option<(Vec<usize>, f64)>, bool) {
        let ranked = |class: &Vec<usize>| {
            let mut class = class.clone();
            class.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
            class
        };
        let ranked: Vec<Vec<usize>> = self.classes.iter().map(ranked).collect();
        let sums: Vec<Vec<f64>> = ranked
            .iter()
            .map(|class| {
                let mut sums = vec![0.0];
                class.iter().for_each(|&i| sums.push(sums[sums.len() - 1] + shares[i]));
                sums
            })
            .collect();
        let paid = |counts: &[usize]| counts.iter().zip(&sums).map(|(count, sums)| sums[*count]).sum::<f64>();
        let excess = |place: usize| paid(&self.game.counts(place)) - self.game.costs()[place];
        let Some(greatest) = self.game.proper().map(excess).reduce(f64::max) else { return (None, true) };
        let slack = ROUNDING * scale(self.costs);
        let near = self.game.proper().filter(|&place| excess(place) >= greatest - slack);
        let smallest = near.min_by_key(|&place| self.game.counts(place).iter().sum::<usize>());
        let group = smallest.map(|place| {
            let counts = self.game.counts(place);
            let chosen = counts.iter().zip(&ranked).flat_map(|(count, class)| &class[..*count]).copied();
            let mut chosen: Vec<usize> = chosen.collect();
            chosen.sort_unstable();
            (chosen, excess(place))
        });
        (group, true)
    }

    fn core(&self) -> Result<Core, NotDivided> {
        let epsilon = self.game.least_core()?;
        let empty = epsilon.is_some_and(|epsilon| epsilon > ROUNDING * scale(self.costs));
        let subsidy = if empty { self.game.subsidy()? } else { 0.0 };
        Ok(Core { empty: Some(empty), epsilon, subsidy: Some(subsidy) })
    }

    fn evaluations(&self) -> usize {
        self.game.costs().len() - 1
    }

    fn classes(&self) -> Option<Vec<Class>> {
        let first = |class: &Vec<usize>| self.costs.scenario.administrations[class[0]].id.clone();
        let class = |class: &Vec<usize>| Class { common: Common::AlikeTo(first(class)), size: class.len() };
        Some(self.classes.iter().map(class).collect())
    }
}
