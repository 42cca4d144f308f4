//! What may be asked of a replication, by name.

use crate::effort::Phase;
use crate::scenario::Strategy;

/// A quantity of one replication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Of a strategy, all administrations together.
    Strategy(Strategy, StrategyQuantity),
    /// Another strategy minus shared.
    Saving(Strategy, SavingQuantity),
    /// One strategy minus another, neither of them shared: cost at equal service.
    Difference(Strategy, Strategy),
    /// Of the consortium.
    Consortium(ConsortiumQuantity),
    /// Of founders (true) or joiners.
    Group(bool, GroupQuantity),
    /// Of an administration by a strategy.
    Member(usize, Strategy, MemberQuantity),
    /// Present value that sharing saves an administration against building alone, after funding, at equal service.
    MemberSaving(usize),
    /// The same in cash.
    MemberCashSaving(usize),
    /// The same at equal service, before funding.
    MemberSavingUnfunded(usize),
    /// Effort that sharing saves it.
    MemberEffortSaving(usize),
    /// Of a year by a strategy.
    Year(usize, Strategy, YearQuantity),
}

/// Quantities of a strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StrategyQuantity {
    Cost,
    /// Cost at equal service: with what is lost where systems are live for less than those built alone.
    EqualService,
    Effort,
    Phase(Phase),
    GoLive,
    /// From when administrations need the system to go-live.
    Wait,
    /// Whether somebody is not live by the end of the horizon.
    NotLive,
    LiveYears,
    Incidents,
}

/// Quantities of a saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SavingQuantity {
    /// At equal service.
    Cost,
    CostShare,
    /// In cash.
    Cash,
    /// At equal service, where the core was delivered.
    Delivered,
    /// At equal service, where it was abandoned.
    Abandoned,
    Effort,
    EffortShare,
}

/// Quantities of the consortium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ConsortiumQuantity {
    Funding,
    /// At equal service.
    BreakEven,
    /// In cash.
    CashBreakEven,
    PeakExtraOutlay,
    MembersAtEnd,
    /// Where the core was delivered.
    MembersAtEndDelivered,
    /// Where it was delivered and the consortium lasted.
    MembersAtEndLasting,
    Abandoned,
    Dissolved,
    LiveYearsLost,
    FeesOwed,
    FeesOfEntry,
    FeesLeftOver,
    FeesCover,
}

/// Quantities of founders or joiners together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum GroupQuantity {
    Members,
    Independent,
    Shared,
    Saving,
}

/// Quantities of an administration by a strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum MemberQuantity {
    Cost,
    /// Cost at equal service.
    EqualService,
    Effort,
    GoLive,
}

/// Quantities of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum YearQuantity {
    Cost,
    Effort,
    CumulativeCost,
}

impl Quantity {
    /// Whether a replication may have no value, written as a number that is none.
    pub fn may_be_undefined(self) -> bool {
        matches!(
            self,
            Quantity::Consortium(
                ConsortiumQuantity::BreakEven
                    | ConsortiumQuantity::CashBreakEven
                    | ConsortiumQuantity::FeesCover
                    | ConsortiumQuantity::MembersAtEndDelivered
                    | ConsortiumQuantity::MembersAtEndLasting
            ) | Quantity::Saving(
                _,
                SavingQuantity::CostShare
                    | SavingQuantity::EffortShare
                    | SavingQuantity::Delivered
                    | SavingQuantity::Abandoned
            ) | Quantity::Strategy(_, StrategyQuantity::GoLive | StrategyQuantity::Wait)
                | Quantity::Member(_, _, MemberQuantity::GoLive)
        )
    }

    /// Whether it is of one administration.
    pub fn is_of_member(self) -> bool {
        matches!(
            self,
            Quantity::Member(..)
                | Quantity::MemberSaving(_)
                | Quantity::MemberCashSaving(_)
                | Quantity::MemberSavingUnfunded(_)
                | Quantity::MemberEffortSaving(_)
        )
    }

    /// Whether it rests on what members are billed.
    pub fn rests_on_bills(self) -> bool {
        use ConsortiumQuantity::{FeesCover, FeesLeftOver, FeesOfEntry, FeesOwed};
        let fees = matches!(self, Quantity::Consortium(FeesOwed | FeesOfEntry | FeesLeftOver | FeesCover));
        fees || self.is_of_member() || matches!(self, Quantity::Group(..))
    }

    /// Whether it is a difference whose ties are counted.
    pub fn may_tie(self) -> bool {
        matches!(
            self,
            Quantity::MemberSaving(_)
                | Quantity::MemberSavingUnfunded(_)
                | Quantity::Saving(_, SavingQuantity::Cost)
                | Quantity::Difference(..)
        )
    }

    /// Whether it counts something.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Quantity::Strategy(_, StrategyQuantity::Incidents | StrategyQuantity::NotLive)
                | Quantity::Group(_, GroupQuantity::Members)
                | Quantity::Consortium(
                    ConsortiumQuantity::BreakEven
                        | ConsortiumQuantity::CashBreakEven
                        | ConsortiumQuantity::MembersAtEnd
                        | ConsortiumQuantity::MembersAtEndDelivered
                        | ConsortiumQuantity::MembersAtEndLasting
                        | ConsortiumQuantity::Abandoned
                        | ConsortiumQuantity::Dissolved
                )
        )
    }

    /// Whether high values are the bad ones.
    pub fn high_is_bad(self) -> bool {
        !matches!(
            self,
            Quantity::Saving(..)
                | Quantity::MemberSaving(_)
                | Quantity::MemberCashSaving(_)
                | Quantity::MemberSavingUnfunded(_)
                | Quantity::MemberEffortSaving(_)
                | Quantity::Group(_, GroupQuantity::Saving)
                | Quantity::Strategy(_, StrategyQuantity::LiveYears)
                | Quantity::Consortium(
                    ConsortiumQuantity::MembersAtEnd
                        | ConsortiumQuantity::MembersAtEndDelivered
                        | ConsortiumQuantity::MembersAtEndLasting
                        | ConsortiumQuantity::Funding
                        | ConsortiumQuantity::FeesOwed
                        | ConsortiumQuantity::FeesOfEntry
                        | ConsortiumQuantity::FeesLeftOver
                        | ConsortiumQuantity::FeesCover
                )
        )
    }
}
