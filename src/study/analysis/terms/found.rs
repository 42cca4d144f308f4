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
    /// Who benefits from whose code: what a member's upstreaming brings, who brings the others most first.
    pub upstreaming: Vec<Giver>,
    /// How many members there are: of many only the upstreaming of those who pay most is looked at.
    pub members: usize,
    /// What brings members together or outsiders in, each against its absence.
    pub worths: Vec<Worth>,
}

impl Terms {
    /// The givers whose code moves what the others pay most, so many, in their order.
    pub fn foremost_givers(&self, most: usize) -> Vec<&Giver> {
        let size = |k: usize| self.upstreaming[k].others.mean.value.abs();
        let mut places: Vec<usize> = (0..self.upstreaming.len()).collect();
        places.sort_by(|&a, &b| size(b).total_cmp(&size(a)));
        places.truncate(most);
        places.sort_unstable();
        places.into_iter().map(|k| &self.upstreaming[k]).collect()
    }
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

/// What something brings: what is paid without it less what is paid with it, in each replication; less than 0 is a cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gain {
    /// In the mean.
    pub mean: Known,
    /// The 5 % quantile over replications.
    pub p5: f64,
    /// The 95 % quantile.
    pub p95: f64,
    /// In how many replications it brings something.
    pub better: f64,
    /// In how many it costs something.
    pub worse: f64,
}

/// What the replications tell of a gain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is 0 in every one.
    Nothing,
    /// Its mean may be 0.
    Untold,
    /// It brings something in the mean.
    Brings,
    /// It costs something in the mean.
    Costs,
}

impl Gain {
    /// What they tell.
    pub fn verdict(&self) -> Verdict {
        match (self.mean.low, self.mean.high) {
            _ if self.better == 0.0 && self.worse == 0.0 => Verdict::Nothing,
            (Some(low), _) if low > 0.0 => Verdict::Brings,
            (_, Some(high)) if high < 0.0 => Verdict::Costs,
            _ => Verdict::Untold,
        }
    }
}

/// What one member's upstreaming brings, against its giving the core nothing of its local code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Giver {
    /// Who.
    pub who: Who,
    /// Itself.
    pub itself: Gain,
    /// All others together.
    pub others: Gain,
    /// Each other, in the order of the scenario.
    pub each: Vec<Receiver>,
    /// What it has of everybody's upstreaming, its own too, against nobody's.
    pub from_all: Gain,
}

/// What a member has of another one's upstreaming.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Receiver {
    /// Who.
    pub who: Who,
    /// What it has of it.
    pub gain: Gain,
}

/// What is held against its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Peer networks, against none.
    Networks,
    /// An open licence, against a closed one.
    OpenLicence,
    /// Outside adopters, against none.
    Adopters,
    /// Everybody's upstreaming, against nobody's.
    Upstreaming,
}

/// Why a mechanism does nothing in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Off {
    /// No two members share a network.
    NoNetworks,
    /// A common network spares no coordination.
    NoRelief,
    /// There is no coordination or time to form that a network could spare.
    NothingToSpare,
    /// The licence is closed.
    Closed,
    /// There are no outside administrations that may adopt the core.
    NoMarket,
    /// Outside adopters neither contribute nor make the system better or safer.
    AdoptersGiveNothing,
    /// Nobody gives the core any of its local code.
    NoUpstreaming,
}

/// What a mechanism is worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Worth {
    /// Which.
    pub mechanism: Mechanism,
    /// What it brings all members together; of a closed licence, what opening it would bring.
    pub all: Gain,
    /// Why it does nothing; none where it is on.
    pub off: Option<Off>,
}

impl Mechanism {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Mechanism::Networks => "networks",
            Mechanism::OpenLicence => "open-licence",
            Mechanism::Adopters => "adopters",
            Mechanism::Upstreaming => "upstreaming",
        }
    }
}

impl Off {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Off::NoNetworks => "no-networks",
            Off::NoRelief => "no-relief",
            Off::NothingToSpare => "nothing-to-spare",
            Off::Closed => "closed",
            Off::NoMarket => "no-market",
            Off::AdoptersGiveNothing => "adopters-give-nothing",
            Off::NoUpstreaming => "no-upstreaming",
        }
    }
}
