//! Strategies against each other: cost at equal service, what is saved, break-even (model.md section 7).

use crate::lanes::{Lanes, Mask};
use crate::strategy::{MemberOutcome, StrategyOutcome};

/// What an administration's strategy costs it at the service of building alone.
#[inline(always)]
pub fn equal_service(alone: &MemberOutcome, other: &MemberOutcome) -> Lanes {
    other.cost + (alone.benefit - other.benefit)
}

/// What a strategy costs all administrations at the service of building alone.
#[inline(always)]
pub fn equal_service_of_all(independent: &StrategyOutcome, other: &StrategyOutcome) -> Lanes {
    other.cost + (independent.benefit - other.benefit)
}

/// By what factor the yearly fees of a schedule, as they are written, cover the pots: no number where there is as good
/// as nothing to cover.
#[inline(always)]
pub fn fees_cover(owed: Lanes, pot: Lanes) -> Lanes {
    pot.gt(owed * ROUNDING).select(owed / pot, Lanes::splat(f64::NAN))
}

/// Sums that differ by less, relatively, differ by the order of their terms alone.
const ROUNDING: f64 = 1e-12;

/// Amounts that differ by less, relative to the total, are ties.
const TIE: f64 = 1e-9;

/// What one sum saves against another: 0, and not a trace of rounding, where they are equal. A member whom the core's
/// failure leaves as it was must not count as better off.
#[inline(always)]
pub fn saved(against: Lanes, sharing: Lanes) -> Lanes {
    let difference = against - sharing;
    let size = |x: Lanes| x.max(Lanes::ZERO - x);
    size(difference).gt(size(against) * TIE).keep(difference)
}

/// What is compared year by year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// What is paid.
    Cash,
    /// The same with what lost live years are worth.
    EqualService,
}

/// The first year from which cumulative discounted shared cost stays at or below independent to the horizon's
/// end (no number if there is none), and the largest cumulative excess of shared over independent.
#[inline(always)]
pub fn break_even_and_peak(
    independent: &StrategyOutcome,
    shared: &StrategyOutcome,
    discount: &[Lanes],
    account: Account,
) -> (Lanes, Lanes) {
    let (mut alone, mut sharing) = (Lanes::ZERO, Lanes::ZERO);
    let (mut since, mut peak, mut dearer) = (Lanes::ZERO, Lanes::ZERO, Mask::NONE);
    let noise = independent.cost * TIE;
    for (t, &v) in discount.iter().enumerate() {
        alone += v * independent.year_cost[t];
        sharing += match account {
            Account::Cash => v * shared.year_cost[t],
            Account::EqualService => v * (shared.year_cost[t] + (independent.year_benefit[t] - shared.year_benefit[t])),
        };
        dearer = (sharing - alone).gt(noise);
        since = dearer.select(Lanes::splat((t + 1) as f64), since);
        peak = peak.max(sharing - alone);
    }
    (dearer.select(Lanes::splat(f64::NAN), since), peak)
}
