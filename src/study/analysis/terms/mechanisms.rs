//! What networks, an open licence, outside adopters and everybody's upstreaming are worth to all members together, each
//! against its absence on the same draws.

use super::case::{Case, gain, sum};
use super::found::{Mechanism, Off, Worth};
use crate::analysis::variants::VariantError;
use crate::input::Override;
use model::lanes::Lanes;
use model::scenario::Scenario;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::Row;

/// All of them; `now` and `none_given` are what everybody pays as it is and where nobody upstreams.
pub(super) fn worths(case: &Case, now: &[Vec<f64>], none_given: &[Vec<f64>]) -> Result<Vec<Worth>, VariantError> {
    let now = sum(now);
    let against = |mechanism, without: &[Vec<f64>], off| Worth { mechanism, all: gain(&sum(without), &now), off };
    let market = case.scenario.layout().row(Row::Global(Global::Market));
    let no_adopters = case.everybody(case.scenario, &|inputs| *inputs.at_mut(market) = Lanes::ZERO)?;
    Ok(vec![
        against(Mechanism::Networks, &case.everybody(&case.without_networks(), &|_| {})?, case.networks_off()),
        case.licence(&now)?,
        against(Mechanism::Adopters, &no_adopters, case.adopters_off()),
        against(Mechanism::Upstreaming, none_given, case.upstreaming_off()),
    ])
}

impl Case<'_> {
    fn without_networks(&self) -> Scenario {
        let everybody: Vec<usize> = (0..self.scenario.administrations.len()).collect();
        let mut scenario = self.scenario.of_members(&everybody);
        scenario.administrations.iter_mut().for_each(|one| one.networks.clear());
        scenario
    }

    fn off(&self, key: Global) -> bool {
        self.scenario.is_off(Row::Global(key))
    }

    fn networks_off(&self) -> Option<Off> {
        let mut members_of = vec![0; self.scenario.networks.len()];
        let all = self.scenario.administrations.iter().flat_map(|one| &one.networks);
        all.for_each(|&network| members_of[network] += 1);
        if members_of.iter().all(|&members| members < 2) {
            return Some(Off::NoNetworks);
        }
        if self.off(Global::NetworkRelief) {
            return Some(Off::NoRelief);
        }
        (self.off(Global::Coordination) && self.off(Global::Formation)).then_some(Off::NothingToSpare)
    }

    /// An open licence against a closed one, whichever there is.
    fn licence(&self, now: &[f64]) -> Result<Worth, VariantError> {
        let closed = self.scenario.closed_licence;
        let other = sum(&self.everybody(&self.with_licence(if closed { "open" } else { "closed" })?, &|_| {})?);
        let all = if closed { gain(now, &other) } else { gain(&other, now) };
        Ok(Worth { mechanism: Mechanism::OpenLicence, all, off: closed.then_some(Off::Closed) })
    }

    /// The scenario under another licence, with the defaults that follow from it. A closed one allows no copies, which
    /// nothing here asks for.
    fn with_licence(&self, licence: &str) -> Result<Scenario, VariantError> {
        let set = |path: &str, value: &str| Override { path: path.to_owned(), value: value.to_owned() };
        let more = [set("community.licence", licence), set("strategies", r#"["independent", "shared"]"#)];
        let mut scenario = self.variants.unsettled(&more)?;
        // Who pays what moves nothing between all together and others, and may take long to find.
        scenario.cost_sharing = self.scenario.cost_sharing.clone();
        Ok(scenario)
    }

    fn adopters_off(&self) -> Option<Off> {
        if self.scenario.closed_licence {
            return Some(Off::Closed);
        }
        if self.off(Global::Market) {
            return Some(Off::NoMarket);
        }
        let gives = [Global::Contribution, Global::Quality, Global::Eyes].iter().any(|&key| !self.off(key));
        (!gives).then_some(Off::AdoptersGiveNothing)
    }

    fn upstreaming_off(&self) -> Option<Off> {
        let mut members = 0..self.scenario.administrations.len();
        let none = members.all(|i| self.scenario.is_off(Row::Member(i, Member::MemberUpstreaming)));
        none.then_some(Off::NoUpstreaming)
    }
}
