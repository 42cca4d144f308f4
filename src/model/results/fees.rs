//! What the fees of a schedule come to as they are written, against what they are to pay for.

use super::{Estimate, Probability};
use serde::Serialize;

/// Yearly fees as written, for the years that members are billed, and the pots that members pay in proportion to them. Entry
/// fees go from member to member and pay for no pot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fees {
    /// Present value of the yearly fees.
    pub owed: Estimate,
    /// Present value of the entry fees.
    pub entry: Estimate,
    /// What yearly fees leave over when the pots are paid; negative: what they lack.
    pub left_over: Estimate,
    /// By what factor they cover the pots, where there are any; 1: exactly. As a quotient it has no mean.
    pub cover: Estimate,
    /// Probability that they are more than the pots.
    pub more_than_enough: Probability,
}
