//! The same question for some of those it is asked about.

use super::keys::Member;
use super::layout::Row;
use super::{Correlated, Scenario, Source};
use crate::distribution::Tails;
use std::collections::HashMap;

impl Scenario {
    /// The same question for some of its administrations, in the order given, all strategies and correlations kept.
    pub fn of_members(&self, members: &[usize]) -> Scenario {
        let mut scenario = self.restricted(members);
        let here = self.layout();
        let old = |row: Row| match row {
            Row::Member(m, key) => here.row(Row::Member(members[m], key)),
            Row::MemberEvent(m, event) => here.row(Row::MemberEvent(members[m], event)),
            other => here.row(other),
        };
        let places: HashMap<usize, usize> =
            scenario.layout().rows().enumerate().map(|(index, row)| (old(row), index)).collect();
        let left = |group: &Correlated| {
            let rows: Vec<usize> = group.rows.iter().filter_map(|row| places.get(row).copied()).collect();
            (!rows.is_empty()).then(|| Correlated { rows, ..group.clone() })
        };
        scenario.correlated = self.correlated.iter().filter_map(left).collect();
        scenario.strategies = self.strategies.clone();
        scenario.summary = self.summary.clone();
        scenario.assumptions = self.assumptions.clone();
        scenario
    }

    /// Everybody in the order of joining: a lead first, then by the median of `joins`, ties as in the file.
    pub fn order_of_joining(&self) -> Vec<usize> {
        let joins = |i: usize| match self.source(Row::Member(i, Member::Joins)) {
            Source::Drawn(distribution) => distribution.quantile(Tails::from_below(0.5)),
            Source::Common(_) | Source::Derived => 0.0,
        };
        let mut order: Vec<usize> = (0..self.administrations.len()).collect();
        order.sort_by(|&a, &b| {
            let follows = |i: usize| self.lead != Some(i);
            follows(a).cmp(&follows(b)).then(joins(a).total_cmp(&joins(b)))
        });
        order
    }
}
