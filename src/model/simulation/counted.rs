//! Which quantities a run tallies: those that are the same in every replication of a scenario share a tally.
//!
//! What building alone costs at its own service is what it costs; where a live year is worth nothing, cost at equal service
//! is cost; where nobody is paid a grant, a saving is what it is without one.

use super::measure::{ConsortiumQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Strategy};
use std::collections::HashMap;

/// The quantities of a scenario with their tallies.
#[derive(Debug, Clone)]
pub struct Counted {
    /// All quantities in the order in which they are measured.
    pub quantities: Vec<Quantity>,
    /// The number of each one's tally.
    pub places: Vec<usize>,
    /// What each tally is of.
    pub tallied: Vec<Quantity>,
}

impl Counted {
    /// Each quantity with a tally of its own.
    pub fn apart(quantities: Vec<Quantity>) -> Counted {
        let places = (0..quantities.len()).collect();
        Counted { tallied: quantities.clone(), quantities, places }
    }

    /// Those that are the same in every replication of a scenario with one tally.
    pub fn together(scenario: &Scenario, quantities: Vec<Quantity>) -> Counted {
        let known = Known::of(scenario);
        let (mut tallied, mut numbers) = (Vec::new(), HashMap::new());
        let mut place = |&quantity: &Quantity| {
            let first = known.same_as(quantity);
            *numbers.entry(first).or_insert_with(|| {
                tallied.push(first);
                tallied.len() - 1
            })
        };
        let places = quantities.iter().map(&mut place).collect();
        Counted { quantities, places, tallied }
    }

    /// The number of a quantity's tally.
    pub fn place(&self, quantity: Quantity) -> Option<usize> {
        self.quantities.iter().position(|known| *known == quantity).map(|number| self.places[number])
    }
}

/// What is known of a scenario before anything is drawn.
struct Known {
    /// Whether nobody is paid a grant.
    no_grant: bool,
    /// Whether a live year is worth nothing to each administration.
    worthless: Vec<bool>,
}

impl Known {
    fn of(scenario: &Scenario) -> Known {
        let members = 0..scenario.administrations.len();
        Known {
            no_grant: scenario.is_off(Row::Global(Global::Funding)),
            worthless: members.map(|i| scenario.is_off(Row::Member(i, Member::Benefit))).collect(),
        }
    }

    /// The quantity that is tallied in the place of one.
    fn same_as(&self, quantity: Quantity) -> Quantity {
        let nothing = self.worthless.iter().all(|worthless| *worthless);
        match quantity {
            Quantity::Strategy(strategy, StrategyQuantity::EqualService)
                if nothing || strategy == Strategy::Independent =>
            {
                Quantity::Strategy(strategy, StrategyQuantity::Cost)
            }
            Quantity::Member(i, strategy, MemberQuantity::EqualService)
                if self.worthless[i] || strategy == Strategy::Independent =>
            {
                Quantity::Member(i, strategy, MemberQuantity::Cost)
            }
            Quantity::MemberCashSaving(i) if self.worthless[i] => Quantity::MemberSaving(i),
            Quantity::MemberSavingUnfunded(i) if self.no_grant => Quantity::MemberSaving(i),
            Quantity::Saving(against, SavingQuantity::Cash) if nothing => {
                Quantity::Saving(against, SavingQuantity::Cost)
            }
            Quantity::Consortium(ConsortiumQuantity::CashBreakEven) if nothing => {
                Quantity::Consortium(ConsortiumQuantity::BreakEven)
            }
            other => other,
        }
    }
}
