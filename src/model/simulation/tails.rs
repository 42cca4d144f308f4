//! Which means exist: costs inherit the heaviest tail among the inputs that they grow with.
//!
//! Where a power-law tail has an index of 2 or less, the mean has no error (of 1 or less, there is no mean): it is not
//! reported, quantiles are.

use super::measure::{ConsortiumQuantity, GroupQuantity, MemberQuantity, Quantity, StrategyQuantity};
use crate::distribution::Tails;
use crate::results::{Lacks, Warning};
use crate::scenario::keys::{Global, MODULE_SIZE, Reach};
use crate::scenario::layout::Row;
use crate::scenario::{EffortModel, Fallback, Scenario, Source, Strategy};

/// The heaviest tail of what every strategy grows with, of what only some strategies do, and of exponents.
#[derive(Debug)]
pub struct TailIndices {
    heavy: Vec<(Reach, f64, String)>,
}

/// Why a mean is not reported.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "{what} has {}, because the tail of `{input}` is so heavy (index {alpha:.2}); a `max` on it would change that",
    words(*.lacks)
)]
pub struct NoMean {
    what: String,
    lacks: Lacks,
    input: String,
    alpha: f64,
}

fn words(lacks: Lacks) -> &'static str {
    match lacks {
        Lacks::Mean => "no mean",
        Lacks::StandardError => "a mean without an error",
    }
}

impl TailIndices {
    /// Of a scenario's inputs.
    pub fn of(scenario: &Scenario) -> TailIndices {
        let size_exponent = largest_size_exponent(scenario);
        let heavy = scenario.layout().rows().filter_map(|row| {
            let Source::Drawn(distribution) = scenario.source(row) else { return None };
            let alpha = distribution.tail_index()?;
            let reach = match reach(row) {
                // Members buy where the core is abandoned.
                Reach::Buying(power) if scenario.fallback == Fallback::Buy => Reach::Everything(power),
                reach => reach,
            };
            let alpha = match row {
                Row::Module(_) => alpha / size_exponent,
                Row::Global(_) | Row::Member(..) | Row::Event(_) | Row::MemberEvent(..) => alpha / power(reach)?,
            };
            (alpha <= 2.0).then(|| (reach, alpha, scenario.input_name(row)))
        });
        TailIndices { heavy: heavy.collect() }
    }

    /// Whether the mean of a quantity has an error, and so is reported.
    pub fn allow_mean(&self, quantity: Quantity) -> bool {
        // What is divided by may come close to 0, by a grant or by small sizes: a mean need not exist.
        let is_quotient = quantity == Quantity::Consortium(ConsortiumQuantity::FeesCover);
        !is_quotient && !self.heavy.iter().any(|(reach, ..)| touches(*reach, quantity))
    }

    /// Says why the mean of a quantity, which a sentence names as `what`, is not reported.
    ///
    /// # Errors
    /// If it is not.
    pub fn require_mean(&self, quantity: Quantity, what: &str) -> Result<(), NoMean> {
        let heaviest =
            self.heavy.iter().filter(|(reach, ..)| touches(*reach, quantity)).min_by(|a, b| a.1.total_cmp(&b.1));
        heaviest.map_or(Ok(()), |(_, alpha, input)| {
            Err(NoMean { what: what.to_owned(), lacks: Lacks::of(*alpha), input: input.clone(), alpha: *alpha })
        })
    }

    /// The same of the costs that strategies are chosen by and bills are made of.
    ///
    /// # Errors
    /// If the mean cost of one of the strategies is not reported.
    pub fn require_mean_costs(&self, strategies: &[Strategy]) -> Result<(), NoMean> {
        let cost = |strategy: &Strategy| {
            (Quantity::Strategy(*strategy, StrategyQuantity::Cost), format!("the cost by `{}`", strategy.word()))
        };
        strategies.iter().map(cost).try_for_each(|(quantity, what)| self.require_mean(quantity, &what))
    }

    /// What readers must know of them.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> + '_ {
        self.heavy.iter().take(3).map(|(_, alpha, input)| Warning::HeavyTail {
            input: input.clone(),
            tail_index: *alpha,
            lacks: Lacks::of(*alpha),
        })
    }
}

/// Whether a quantity grows without bound with what has a reach.
fn touches(reach: Reach, quantity: Quantity) -> bool {
    let strategy = match quantity {
        Quantity::Consortium(
            ConsortiumQuantity::BreakEven
            | ConsortiumQuantity::CashBreakEven
            | ConsortiumQuantity::MembersAtEnd
            | ConsortiumQuantity::MembersAtEndDelivered
            | ConsortiumQuantity::MembersAtEndLasting
            | ConsortiumQuantity::Abandoned
            | ConsortiumQuantity::Dissolved
            | ConsortiumQuantity::LiveYearsLost
            | ConsortiumQuantity::FeesOwed
            | ConsortiumQuantity::FeesOfEntry,
        )
        | Quantity::Strategy(_, StrategyQuantity::LiveYears | StrategyQuantity::NotLive)
        | Quantity::Group(_, GroupQuantity::Members) => return false,
        Quantity::Strategy(strategy, _) | Quantity::Member(_, strategy, _) | Quantity::Year(_, strategy, _) => {
            Some(strategy)
        }
        Quantity::Group(_, GroupQuantity::Independent) => Some(Strategy::Independent),
        Quantity::Saving(Strategy::Buy, _) | Quantity::Difference(..) => None,
        Quantity::Saving(Strategy::Independent | Strategy::Fork | Strategy::Shared | Strategy::Keep, _)
        | Quantity::MemberSaving(_)
        | Quantity::MemberCashSaving(_)
        | Quantity::MemberSavingUnfunded(_)
        | Quantity::MemberEffortSaving(_) => Some(Strategy::Shared),
        Quantity::Consortium(
            ConsortiumQuantity::Funding
            | ConsortiumQuantity::PeakExtraOutlay
            | ConsortiumQuantity::FeesLeftOver
            | ConsortiumQuantity::FeesCover,
        )
        | Quantity::Group(_, GroupQuantity::Shared | GroupQuantity::Saving) => Some(Strategy::Shared),
    };
    match reach {
        Reach::Nothing => false,
        Reach::Everything(_) => true,
        Reach::Sharing(_) => strategy.is_none_or(|strategy| matches!(strategy, Strategy::Shared | Strategy::Fork)),
        Reach::Buying(_) => strategy.is_none_or(|strategy| strategy == Strategy::Buy),
        Reach::GoLive(_) => {
            matches!(
                quantity,
                Quantity::Strategy(_, StrategyQuantity::GoLive | StrategyQuantity::Wait)
                    | Quantity::Member(_, _, MemberQuantity::GoLive)
            )
        }
    }
}

/// What grows with an input.
fn reach(row: Row) -> Reach {
    match row {
        Row::Module(_) => MODULE_SIZE.reach,
        Row::Member(_, key) => key.spec().reach,
        Row::Global(key) => key.spec().reach,
        // What happens, happens or not, or has an exponential's tail.
        Row::Event(_) | Row::MemberEvent(..) => Reach::Nothing,
    }
}

/// The power of an input that the reach grows with; none where there is none.
fn power(reach: Reach) -> Option<f64> {
    match reach {
        Reach::Nothing => None,
        Reach::Everything(power) | Reach::Sharing(power) | Reach::Buying(power) | Reach::GoLive(power) => Some(power),
    }
}

/// Whether costs grow without bound with an input.
pub(super) fn grows_with(row: Row) -> bool {
    match reach(row) {
        Reach::Nothing | Reach::GoLive(_) => false,
        Reach::Everything(_) | Reach::Sharing(_) | Reach::Buying(_) => true,
    }
}

/// A power of a size has a heavier tail than the size itself.
fn largest_size_exponent(scenario: &Scenario) -> f64 {
    let largest = |key: Global| match scenario.source(Row::Global(key)) {
        Source::Drawn(distribution) => distribution.quantile(Tails::from_above(0.001)),
        Source::Common(_) | Source::Derived => 1.0,
    };
    match scenario.effort_model {
        EffortModel::PersonMonths | EffortModel::FunctionPoints => 1.0,
        EffortModel::Power | EffortModel::Regression | EffortModel::Cocomo81 | EffortModel::Cocomo81Basic => {
            largest(Global::EffortExponent).max(1.0)
        }
        EffortModel::CocomoIi => (largest(Global::BaseExponent) + 0.01 * largest(Global::ScaleFactors)).max(1.0),
    }
}
