//! Who benefits from whose code: what a member's upstreaming brings itself and each other, against its giving nothing.
//!
//! The share of its local code that it contributes is held at 0 in what was drawn. Everything else stays as it was, also
//! who pays what by a rule on the game: that was agreed before anybody knew who would give.

use super::case::{Case, dearest, gain, sum};
use super::found::{Giver, Receiver};
use crate::analysis::variants::VariantError;
use model::lanes::Lanes;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use rayon::prelude::*;

/// Most members whose upstreaming is looked at: those who pay most.
const MOST: usize = 40;

/// Who brings the others most first; `none_given` is what everybody pays where nobody gives.
pub(super) fn upstreaming(case: &Case, now: &[Vec<f64>], none_given: &[Vec<f64>]) -> Result<Vec<Giver>, VariantError> {
    let one = |&i: &usize| case.giver(i, now, none_given);
    let mut found: Vec<Giver> = dearest(now, MOST).par_iter().map(one).collect::<Result<_, _>>()?;
    found.sort_by(|a, b| b.others.mean.value.total_cmp(&a.others.mean.value));
    Ok(found)
}

impl Case<'_> {
    /// What everybody pays where some give nothing of their local code.
    pub(super) fn without_upstreaming(&self, givers: &[usize]) -> Result<Vec<Vec<f64>>, VariantError> {
        let layout = self.scenario.layout();
        let rows: Vec<usize> = givers.iter().map(|&i| layout.row(Row::Member(i, Member::MemberUpstreaming))).collect();
        self.everybody(self.scenario, &|inputs| rows.iter().for_each(|&row| *inputs.at_mut(row) = Lanes::ZERO))
    }

    fn giver(&self, i: usize, now: &[Vec<f64>], none_given: &[Vec<f64>]) -> Result<Giver, VariantError> {
        let without = self.without_upstreaming(&[i])?;
        let others = self.others(i);
        let together = |paid: &[Vec<f64>]| sum(others.iter().map(|&k| &paid[k]));
        let receiver = |&k: &usize| Receiver { who: self.who(k), gain: gain(&without[k], &now[k]) };
        Ok(Giver {
            who: self.who(i),
            itself: gain(&without[i], &now[i]),
            others: gain(&together(&without), &together(now)),
            each: others.iter().map(receiver).collect(),
            from_all: gain(&none_given[i], &now[i]),
        })
    }
}
