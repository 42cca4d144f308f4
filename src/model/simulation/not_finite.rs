//! A replication whose figures are beyond what can be computed with, in words, with the input that is too wide.

use super::measure::{
    ConsortiumQuantity, GroupQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity, YearQuantity,
};
use crate::distribution::Tails;
use crate::scenario::{Scenario, Source, Strategy};

/// Beyond it the fourth powers, which moments are made of, are no numbers any more.
pub const LARGEST: f64 = 1e70;
/// Between its P1 and its P99 an input that is named spans so many powers of ten.
const WIDE: f64 = 20.0;

/// Why a simulation could not be finished.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "in replication {replication} {} {}: {}",
    words(*.quantity),
    comes_to(*.value),
    widest.as_deref().unwrap_or("are sizes, rates or overruns of the scenario beyond all measure?")
)]
pub struct NotFinite {
    /// Number of the replication, from 0.
    pub replication: u64,
    /// The quantity.
    pub quantity: Quantity,
    /// Its value.
    pub value: f64,
    /// The input that is too wide.
    widest: Option<String>,
}

impl NotFinite {
    /// In a replication.
    pub fn new(replication: u64, quantity: Quantity, value: f64) -> NotFinite {
        NotFinite { replication, quantity, value, widest: None }
    }

    /// The same, with the input of the scenario that spreads the most.
    pub fn of(self, scenario: &Scenario) -> NotFinite {
        NotFinite { widest: widest(scenario), ..self }
    }

    /// The first value of a series that cannot be computed with, if there is one.
    ///
    /// # Errors
    /// If there is one.
    pub fn check(quantity: Quantity, values: &[f64]) -> Result<(), NotFinite> {
        let fits = |value: &f64| value.abs() <= LARGEST || value.is_nan() && quantity.may_be_undefined();
        match values.iter().position(|value| !fits(value)) {
            Some(replication) => Err(NotFinite::new(replication as u64, quantity, values[replication])),
            None => Ok(()),
        }
    }
}

/// What became of a value: a difference of infinite amounts is none.
fn comes_to(value: f64) -> String {
    match value.is_nan() {
        true => "is beyond all numbers".to_owned(),
        false => format!("comes to {value:.1e}, which cannot be computed with"),
    }
}

/// What to do about the input that spreads over the most powers of ten, where one spreads over very many.
fn widest(scenario: &Scenario) -> Option<String> {
    let mut found: Option<(f64, String)> = None;
    for row in scenario.layout().rows() {
        let Source::Drawn(distribution) = scenario.source(row) else { continue };
        let [low, high] = [Tails::from_below(0.01), Tails::from_above(0.01)].map(|level| distribution.quantile(level));
        // What is exactly 0 may be a count, or too small to be a number: how far above it lies the rest tells.
        let power = |end: f64| if end == 0.0 { 0.0 } else { libm::log10(end.abs()) };
        let span = (power(high) - power(low)).abs();
        if span > WIDE && found.as_ref().is_none_or(|(most, _)| span > *most) {
            let name = scenario.input_name(row);
            let words = format!(
                "`{name}` is too wide, from {low:.1e} to {high:.1e} in 98 of 100 draws; a narrower range, or a `min` and a `max`, would change that"
            );
            found = Some((span, words));
        }
    }
    found.map(|(_, words)| words)
}

/// A quantity as a sentence names it.
fn words(quantity: Quantity) -> String {
    let by = |what: &str, strategy: Strategy| format!("{what} by `{}`", strategy.word());
    match quantity {
        Quantity::Strategy(strategy, of) => match of {
            StrategyQuantity::Cost | StrategyQuantity::EqualService => by("the cost", strategy),
            StrategyQuantity::Effort => by("the effort", strategy),
            StrategyQuantity::Phase(_) => by("the cost of a phase", strategy),
            StrategyQuantity::GoLive | StrategyQuantity::Wait | StrategyQuantity::NotLive => {
                by("the time of going live", strategy)
            }
            StrategyQuantity::LiveYears => by("the number of years live", strategy),
            StrategyQuantity::Incidents => by("the number of incidents", strategy),
        },
        Quantity::Saving(strategy, of) => {
            let what = match of {
                SavingQuantity::Cost | SavingQuantity::Cash | SavingQuantity::Delivered | SavingQuantity::Abandoned => {
                    "what sharing saves"
                }
                SavingQuantity::CostShare => "the share of its cost that sharing saves",
                SavingQuantity::Effort => "the effort that sharing saves",
                SavingQuantity::EffortShare => "the share of its effort that sharing saves",
            };
            format!("{what} against `{}`", strategy.word())
        }
        Quantity::Difference(one, other) => {
            format!("the difference between `{}` and `{}`", one.word(), other.word())
        }
        Quantity::Consortium(of) => match of {
            ConsortiumQuantity::Funding => "the grant",
            ConsortiumQuantity::PeakExtraOutlay => "the largest extra outlay",
            ConsortiumQuantity::FeesOwed
            | ConsortiumQuantity::FeesOfEntry
            | ConsortiumQuantity::FeesLeftOver
            | ConsortiumQuantity::FeesCover => "what fees come to",
            ConsortiumQuantity::BreakEven
            | ConsortiumQuantity::CashBreakEven
            | ConsortiumQuantity::MembersAtEndDelivered
            | ConsortiumQuantity::MembersAtEndLasting
            | ConsortiumQuantity::MembersAtEnd
            | ConsortiumQuantity::Abandoned
            | ConsortiumQuantity::Dissolved
            | ConsortiumQuantity::LiveYearsLost => "how the consortium fares",
        }
        .to_owned(),
        Quantity::Group(_, GroupQuantity::Members) => "the number of members".to_owned(),
        Quantity::Group(..) => "the cost of founders or joiners".to_owned(),
        Quantity::Member(_, strategy, MemberQuantity::Cost | MemberQuantity::EqualService) => {
            by("the cost of an administration", strategy)
        }
        Quantity::Member(_, strategy, MemberQuantity::Effort) => by("the effort of an administration", strategy),
        Quantity::Member(_, strategy, MemberQuantity::GoLive) => by("the time an administration goes live", strategy),
        Quantity::MemberSaving(_) | Quantity::MemberCashSaving(_) | Quantity::MemberSavingUnfunded(_) => {
            "what an administration saves".to_owned()
        }
        Quantity::MemberEffortSaving(_) => "the effort that an administration saves".to_owned(),
        Quantity::Year(year, strategy, YearQuantity::Effort) => {
            by(&format!("the effort of year {}", year + 1), strategy)
        }
        Quantity::Year(year, strategy, _) => by(&format!("the cost of year {}", year + 1), strategy),
    }
}
