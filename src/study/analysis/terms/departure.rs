//! What it costs the others when a member leaves: before it ever joins, and some years after the core is live.
//!
//! A departure is an event, and events are inputs: the member's patience is held at what makes it leave a certain time after the
//! core is live (or after it came, if later), and at infinity for its staying. Everybody else's draws are as they were, so that an
//! exit which ends the consortium, or sets off no other, is computed from the same course of events.

use super::case::{Case, dearest, difference, mean, pays, sum};
use super::found::Departure;
use crate::analysis::variants::VariantError;
use model::inputs::Inputs;
use model::lanes::Lanes;
use model::scenario::keys::Member;
use model::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use model::simulation::measure::{ConsortiumQuantity, Quantity};
use rayon::prelude::*;

/// Most members whose departure is looked at: those who pay most.
const MOST: usize = 40;
/// The hazard at which a member leaves whose patience decides when: so high that patience spent during the build is nothing
/// beside it.
const HAZARD: f64 = 1e9;
/// Patience that outlasts any build.
const BUILD: f64 = 1e3;

/// The members dearest to lose first.
pub(super) fn departures(case: &Case, now: &[Vec<f64>], after: f64) -> Result<Vec<Departure>, VariantError> {
    let one = |&i: &usize| case.departure(i, after);
    let mut found: Vec<Departure> = dearest(now, MOST).par_iter().map(one).collect::<Result<_, _>>()?;
    found.sort_by(|a, b| b.later.value.total_cmp(&a.later.value));
    Ok(found)
}

impl Case<'_> {
    fn departure(&self, i: usize, after: f64) -> Result<Departure, VariantError> {
        let others = self.others(i);
        let without = self.variant(&[], Some(&others))?;
        let without = self.series(&without, (0..others.len()).map(pays).collect(), &|_| {})?.quantities;

        // Who pays what was agreed before anybody knew of a departure: hazard and patience are held in what was drawn.
        let layout = self.scenario.layout();
        let exit = layout.row(Row::Member(i, Member::MemberExit));
        let patience = layout.row(Row::MemberEvent(i, MemberEvent::Patience));
        let frailty = layout.row(Row::Event(ConsortiumEvent::Frailty));
        let leaving = (after * HAZARD).max(BUILD);
        let dissolved = Quantity::Consortium(ConsortiumQuantity::Dissolved);
        let held = |value: &(dyn Fn(&Inputs) -> Lanes + Sync)| {
            let wanted = others.iter().map(|&k| pays(k)).chain([dissolved]).collect();
            self.series(self.scenario, wanted, &|inputs| {
                *inputs.at_mut(exit) = Lanes::splat(HAZARD);
                *inputs.at_mut(patience) = value(inputs);
            })
        };
        let mut stays = held(&|_| Lanes::splat(f64::INFINITY))?.quantities;
        let mut leaves = held(&|inputs| inputs.at(frailty) * leaving)?.quantities;
        let (ended_anyway, ended) = (stays.pop().unwrap_or_default(), leaves.pop().unwrap_or_default());
        // Both against its staying to the end: by the scenario as it is, it may leave as well.
        let never = mean(&difference(&sum(&without), &sum(&stays)));
        let later = mean(&difference(&sum(&leaves), &sum(&stays)));
        let staying = mean(&sum(&stays)).value;
        let hit = |k: usize| mean(&difference(&leaves[k], &stays[k])).value;
        let hardest = (0..others.len()).map(|k| (k, hit(k))).max_by(|a, b| a.1.total_cmp(&b.1));
        Ok(Departure {
            who: self.who(i),
            never,
            later,
            later_share: if staying == 0.0 { 0.0 } else { later.value / staying },
            hardest_hit: hardest.filter(|(_, more)| *more > 0.0).map(|(k, more)| (self.who(others[k]), more)),
            ends: mean(&difference(&ended, &ended_anyway)).value,
        })
    }
}
