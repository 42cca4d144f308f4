//! Terms on which members come in, are helped in, leave, and give each other code: small tables for those who write the
//! agreement.
//!
//! All from variants of the scenario on the same draws: a newcomer that joins in one year or another against its never
//! joining (`entry`), grants that make a member pay less than alone (`support`), a member that leaves against its
//! staying (`departure`), a member that gives its code against one that does not (`upstreaming`), and networks, licence
//! and outsiders against none (`mechanisms`). Money is present value and means are over replications.
//!
//! Cost: three simulations a year of joining, 33 for the grants, three a member for departures, one for upstreaming.

use super::case::Case;
use super::found::Terms;
use super::{departure, entry, mechanisms, support, upstreaming};
use crate::analysis::header::Header;
use crate::analysis::variants::{VariantError, Variants};
use model::scenario::{Scenario, Strategy};
use model::simulation::tails::TailIndices;

/// Most administrations of a scenario.
pub const MOST: usize = 1000;

/// What is asked.
pub struct Asked {
    /// Id of who joins later; none: the last to join.
    pub newcomer: Option<String>,
    /// How surely a member that is brought in is to pay less than alone.
    pub confidence: f64,
    /// Years after the core is live at which members leave.
    pub leaves_after: f64,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked { newcomer: None, confidence: 0.8, leaves_after: 2.0 }
    }
}

/// Answers for a scenario.
///
/// # Errors
/// If there are too few or too many administrations, an id is unknown, costs have no mean, or a replication is not
/// finite.
pub fn terms(variants: &Variants, scenario: &Scenario, asked: &Asked) -> Result<Terms, VariantError> {
    let n = scenario.administrations.len();
    if !(2..=MOST).contains(&n) {
        let message = format!("terms are made among 2 to {MOST} administrations; the scenario has {n}");
        return Err(VariantError::Unfit(message));
    }
    TailIndices::of(scenario).require_mean_costs(&[Strategy::Independent, Strategy::Shared])?;
    let case = Case { variants, scenario };
    let (support, most_tried) = support::support(&case, asked.confidence)?;
    let now = case.everybody(scenario, &|_| {})?;
    let none_given = case.without_upstreaming(&(0..n).collect::<Vec<usize>>())?;
    Ok(Terms {
        header: Header::of(scenario, variants.replications, variants.seed),
        cost_sharing: scenario.cost_sharing.words.clone(),
        entry: entry::entry(&case, asked.newcomer.as_deref())?,
        support,
        confidence: asked.confidence,
        grant_now: case.present(support::PATH),
        most_tried,
        departures: departure::departures(&case, &now, asked.leaves_after)?,
        leaves_after: asked.leaves_after,
        upstreaming: upstreaming::upstreaming(&case, &now, &none_given)?,
        members: n,
        worths: mechanisms::worths(&case, &now, &none_given)?,
    })
}
