//! What a newcomer must pay on entry so that the founders are no worse off, by year of joining.
//!
//! The founders' gain is what they pay without the newcomer less what they pay with it. Entry fees are payments, so
//! that in every replication the gain is linear in the setting b of the rule, and two simulations give the line:
//!
//! ```text
//! mean gain(b) = 0;   a payment besides, in the year y of joining: least = −mean gain(now)/v_y, most = mean saving/v_y
//! ```

use super::case::{Case, Line, difference, mean, pays, set, sum};
use super::found::{Entry, EntryYear};
use crate::analysis::sweep::found::some_places;
use crate::analysis::variants::VariantError;
use crate::input::Override;
use model::distribution::Tails;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use model::simulation::measure::Quantity;
use model::simulation::sample::Wanted;
use model::strategy::FOUNDING_YEARS;
use rayon::prelude::*;

/// Most years of joining that are looked at.
const MOST_YEARS: usize = 12;
/// The fee of a schedule that the line is drawn through, money.
const STEP: f64 = 1e5;

/// The table for a newcomer; none where it would have nobody to join.
pub(super) fn entry(case: &Case, newcomer: Option<&str>) -> Result<Option<Entry>, VariantError> {
    let scenario = case.scenario;
    let i = find(scenario, newcomer)?;
    let others = case.others(i);
    let start = others.iter().map(|&k| joins(scenario, k)).fold(f64::INFINITY, f64::min);
    let founders: Vec<usize> =
        others.iter().copied().filter(|&k| joins(scenario, k) <= start + FOUNDING_YEARS).collect();
    let last = scenario.horizon as f64 - 1.0 - start;
    if last < 1.0 {
        return Ok(None);
    }
    let path = setting(scenario);
    let years = some_places(last as usize, MOST_YEARS).into_iter().map(|k| start + 1.0 + k as f64);
    let years: Vec<f64> = years.collect();
    let without = case.paid(&others, &founders, path)?;
    let row = |&year: &f64| case.year(i, year, &founders, path, &without);
    let years = years.par_iter().map(row).collect::<Result<_, VariantError>>()?;
    Ok(Some(Entry {
        newcomer: case.who(i),
        founders: founders.iter().map(|&k| case.who(k)).collect(),
        path: path.map(str::to_owned),
        years,
    }))
}

/// Who joins later: the one asked for, else the last to join.
fn find(scenario: &Scenario, id: Option<&str>) -> Result<usize, VariantError> {
    let Some(id) = id else {
        let order = scenario.order_of_joining();
        return Ok(order[order.len() - 1]);
    };
    let found = scenario.administrations.iter().position(|one| one.id == id);
    let i = found.ok_or_else(|| VariantError::Statistic(format!("the scenario has no administration `{id}`")))?;
    match scenario.lead == Some(i) {
        true => Err(VariantError::Statistic(format!("`{id}` leads and cannot join later"))),
        false => Ok(i),
    }
}

/// When an administration joins, the median.
fn joins(scenario: &Scenario, i: usize) -> f64 {
    match scenario.source(Row::Member(i, Member::Joins)) {
        Source::Drawn(distribution) => distribution.quantile(Tails::from_below(0.5)),
        Source::Common(_) | Source::Derived => 0.0,
    }
}

/// The input that sets what joiners pay; none under a rule on the game.
fn setting(scenario: &Scenario) -> Option<&'static str> {
    match (&scenario.cost_sharing.tiers, &scenario.cost_sharing.fixed) {
        (Some(_), _) => Some("consortium.cost_sharing.tiers.*.entry"),
        (None, Some(_)) => None,
        (None, None) => Some("consortium.buy_in"),
    }
}

/// The setting that a line is drawn through: all that was paid, or a fee.
fn step(scenario: &Scenario) -> f64 {
    if scenario.cost_sharing.tiers.is_some() { STEP } else { 1.0 }
}

/// What the founders pay: as the rule stands, with nothing asked of joiners, and at the step.
struct Paid {
    now: Vec<f64>,
    by_setting: Option<[Vec<f64>; 2]>,
}

impl Case<'_> {
    /// What founders pay in a variant, from members and values of it.
    fn of_founders(
        &self,
        members: &[usize],
        founders: &[usize],
        more: &[Override],
    ) -> Result<(Scenario, Vec<f64>), VariantError> {
        let scenario = self.variant(more, Some(members))?;
        let place = |k: &usize| members.iter().position(|own| own == k).unwrap_or(0);
        let wanted = founders.iter().map(|k| pays(place(k))).collect();
        let found = self.series(&scenario, wanted, &|_| {})?.quantities;
        Ok((scenario, sum(&found)))
    }

    /// The same by setting, nobody new there.
    fn paid(&self, members: &[usize], founders: &[usize], path: Option<&str>) -> Result<Paid, VariantError> {
        let at = |more: &[Override]| self.of_founders(members, founders, more).map(|found| found.1);
        let by_setting = match path {
            Some(path) => Some([at(&[set(path.to_owned(), 0.0)])?, at(&[set(path.to_owned(), step(self.scenario))])?]),
            None => None,
        };
        Ok(Paid { now: at(&[])?, by_setting })
    }

    /// One year of joining.
    fn year(
        &self,
        i: usize,
        year: f64,
        founders: &[usize],
        path: Option<&str>,
        without: &Paid,
    ) -> Result<EntryYear, VariantError> {
        let all: Vec<usize> = (0..self.scenario.administrations.len()).collect();
        let joins = set(format!("administration.{}.joins", self.scenario.administrations[i].id), year);
        let scenario = self.variant(std::slice::from_ref(&joins), None)?;
        let wanted = Wanted {
            rows: vec![scenario.layout().row(Row::Global(Global::DiscountRate))],
            quantities: founders.iter().map(|&k| pays(k)).chain([Quantity::MemberSaving(i)]).collect(),
        };
        let mut found = self.variants.sample(&scenario, &wanted)?;
        let saving = found.quantities.pop().unwrap_or_default();
        let gain = difference(&without.now, &sum(&found.quantities));
        // Money of the middle of the year of joining is worth this much at the start.
        let middle = libm::floor(year) + 0.5;
        let worth: Vec<f64> = found.inputs[0].iter().map(|rate| libm::pow(1.0 + rate, -middle)).collect();
        let worth = mean(&worth).value;
        let setting = match (path, &without.by_setting) {
            (Some(path), Some([free, charged])) => {
                let at = |value: f64| self.of_founders(&all, founders, &[joins.clone(), set(path.to_owned(), value)]);
                let step = step(self.scenario);
                let [free_with, charged_with] = [at(0.0)?.1, at(step)?.1];
                let line = Line::through(difference(free, &free_with), &difference(charged, &charged_with), step);
                // A setting by which they would only lose is no remedy.
                line.root().filter(|_| mean(&line.slope).value > 0.0)
            }
            _ => None,
        };
        let (founders_gain, newcomer_saves) = (mean(&gain), mean(&saving));
        Ok(EntryYear {
            joins: year,
            founders_gain,
            newcomer_saves,
            setting,
            least_payment: -founders_gain.value / worth,
            most_payment: newcomer_saves.value / worth,
        })
    }
}
