//! Groups of inputs that move together: the overruns, which have one common cause, then those of the scenario.

use super::correlation::{Correlation, Factor};
use super::design::Draws;
use super::keys::Keys;
use super::stream::InputKey;
use super::table::Table;
use crate::scenario::Scenario;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use std::collections::HashMap;

/// What the scores of each group have in common in a batch: of the last group that was asked for.
pub struct Factors<'a> {
    pub correlations: &'a [Correlation],
    pub last: Option<(usize, Factor)>,
}

impl Factors<'_> {
    /// Of a group.
    #[inline(always)]
    pub fn of(&mut self, group: usize, batch: &(impl Draws + ?Sized), normal: &Table) -> Factor {
        match self.last {
            Some((last, factor)) if last == group => factor,
            _ => {
                let factor = self.correlations[group].factor(batch, normal);
                self.last = Some((group, factor));
                factor
            }
        }
    }
}

/// The group of the overruns.
pub const OVERRUNS: usize = 0;

/// The overruns, which have one common cause, then the groups of the scenario; and which row is in which.
pub fn correlations(scenario: &Scenario, keys: &Keys) -> (Vec<Correlation>, HashMap<usize, usize>) {
    let layout = scenario.layout();
    let mut grouped = HashMap::new();
    grouped.insert(layout.row(Row::Global(Global::ConsortiumOverrun)), OVERRUNS);
    for i in 0..scenario.administrations.len() {
        grouped.insert(layout.row(Row::Member(i, Member::MemberOverrun)), OVERRUNS);
    }
    let rows: Vec<Row> = layout.rows().collect();
    let mut groups = vec![Correlation::new(scenario.overrun_correlation, keys.overrun_cause(), Vec::new())];
    for (number, correlated) in scenario.correlated.iter().enumerate() {
        let members: Vec<InputKey> = correlated.rows.iter().map(|&row| keys.input(rows[row])).collect();
        for &row in &correlated.rows {
            grouped.insert(row, groups.len());
        }
        groups.push(Correlation::new(correlated.coefficient, keys.group(number), members));
    }
    (groups, grouped)
}
