//! Terms on which members come in, are helped in, and leave.

use crate::analysis::header::Header;
use model::results::{Known, Probability};
use model::scenario::Text;
use serde::Serialize;

/// What `commonweal terms` found. Money is present value of the scenario's horizon, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Terms {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// How cost is shared.
    pub cost_sharing: String,
    /// What an entry fee must be, by year of joining; none where nobody could join others.
    pub entry: Option<Entry>,
    /// What would bring members in, the least willing first.
    pub support: Vec<Support>,
    /// How surely a member that is brought in is to pay no more than alone, in the columns of that name.
    pub confidence: f64,
    /// The present grant to the core, its median.
    pub grant_now: f64,
    /// The greatest grant to the core that was tried.
    pub most_tried: f64,
    /// What it costs the others when a member leaves, the dearest to lose first.
    pub departures: Vec<Departure>,
    /// Years after the core is live at which it leaves.
    pub leaves_after: f64,
}

/// An administration by id and name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Who {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// What one newcomer brings the founders, and what it should pay them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Who joins later.
    pub newcomer: Who,
    /// The founders, who are to be no worse off.
    pub founders: Vec<Who>,
    /// The input that sets what joiners pay: `consortium.buy_in`, or the entry fee of all classes of a schedule; none
    /// under a rule on the game, which asks for none.
    pub path: Option<String>,
    /// One row a year of joining.
    pub years: Vec<EntryYear>,
}

/// A newcomer that joins in a year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EntryYear {
    /// Years after the start of the horizon.
    pub joins: f64,
    /// What the founders together gain by it under the rule as it stands, in the mean.
    pub founders_gain: Known,
    /// What the newcomer saves, in the mean.
    pub newcomer_saves: Known,
    /// The setting of the rule, for all who join later, at which the founders neither gain nor lose by this one in the
    /// mean: below 0 where they gain without any, above the largest possible one where none makes up for it; none where
    /// the rule has no such setting or it brings the founders nothing.
    pub setting: Option<Known>,
    /// A payment to the founders in the year of joining, beside the rule, at prices of the price year, that leaves them
    /// no worse off in the mean; below 0 where they gain anyway and could pay for its coming.
    pub least_payment: f64,
    /// The same that takes all that the newcomer saves; below 0 where it would have to be paid. None suits both if this
    /// is the lesser.
    pub most_payment: f64,
}

/// What would bring a member in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Support {
    /// Who.
    pub who: Who,
    /// What it saves as things are, in the mean.
    pub saves: Known,
    /// In how many replications it pays no more than alone: just as much where the core was given up before it came.
    pub no_dearer: Probability,
    /// The grant to it alone that lets it save nothing in the mean; 0 where it saves anyway.
    pub own_grant: f64,
    /// The grant to it alone by which it pays no more than alone as surely as asked.
    pub own_grant_at_confidence: f64,
    /// The grant to the core, in place of the present one, by which it saves in the mean; the present one where that
    /// does; none where none that was tried does.
    pub core_grant: Option<f64>,
    /// The same, for it to pay no more than alone as surely as asked.
    pub core_grant_at_confidence: Option<f64>,
}

/// What it costs the others when one member leaves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Departure {
    /// Who.
    pub who: Who,
    /// What the others together pay more if it never joins, against its staying to the end, in the mean.
    pub never: Known,
    /// What they pay more if it leaves after the core is live, against its staying to the end.
    pub later: Known,
    /// The same in per cent of what they pay if it stays.
    pub later_share: f64,
    /// Who of them pays most of it, and how much.
    pub hardest_hit: Option<(Who, f64)>,
    /// In how many replications the consortium ends because of it.
    pub ends: f64,
}
