//! The keys of a scenario that take a number, certain or not: their unit, domain, reach, default and source.
//!
//! This table is the only place where a default stands, beside that of defaults which depend on what a scenario says
//! ([`super::conditional`]). Reading, checking, the assumptions log, the JSON Schema and the exported columns are all
//! made from it. Marks: see [`Mark`].

use Reach::{Buying, Everything, GoLive, Nothing, Sharing};
use std::fmt;

/// How well a figure is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Mark {
    /// Read in the source named.
    S,
    /// Derived from raw data.
    D,
    /// Commonly quoted, not verified.
    R,
    /// Judgement.
    G,
    /// A neutral element or a switched-off mechanism: nothing is claimed.
    #[serde(rename = "neutral")]
    Neutral,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mark::S => "S",
            Mark::D => "D",
            Mark::R => "R",
            Mark::G => "G",
            Mark::Neutral => "–",
        })
    }
}

/// The values that an input may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// [0, 1]
    Share,
    /// [0, ∞)
    NonNegative,
    /// (0, ∞)
    Positive,
    /// [1, ∞)
    AtLeastOne,
    /// (−1, ∞)
    AboveMinusOne,
    /// [0, 100]: the variance of a factor of mean 1, beyond which it is as good as always 0.
    Variance,
    /// A kind of growth by its number: 0, 1 or 2, see [`super::Growth`].
    Growth,
    /// Any finite number.
    Real,
}

impl Domain {
    /// Lower and upper end; an open end is given by the value just outside it.
    pub fn bounds(self) -> (f64, f64) {
        match self {
            Domain::Share => (0.0, 1.0),
            Domain::Variance => (0.0, 100.0),
            Domain::Growth => (0.0, 2.0),
            Domain::NonNegative | Domain::Positive => (0.0, f64::INFINITY),
            Domain::AtLeastOne => (1.0, f64::INFINITY),
            Domain::AboveMinusOne => (-1.0, f64::INFINITY),
            Domain::Real => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// Whether a finite number lies inside.
    pub fn contains(self, x: f64) -> bool {
        let (low, high) = self.bounds();
        match self {
            Domain::Positive | Domain::AboveMinusOne => x > low && x.is_finite(),
            Domain::Growth => (low..=high).contains(&x) && x.fract() == 0.0,
            _ => x.is_finite() && low <= x && x <= high,
        }
    }

    /// The domain in words, as error messages name it.
    pub fn words(self) -> &'static str {
        match self {
            Domain::Share => "a share between 0 and 1",
            Domain::NonNegative => "0 or more",
            Domain::Positive => "more than 0",
            Domain::AtLeastOne => "1 or more",
            Domain::AboveMinusOne => "more than -1",
            Domain::Variance => "between 0 and 100",
            Domain::Growth => "logarithmic, linear or pairs",
            Domain::Real => "a finite number",
        }
    }
}

/// What grows without bound with an input, and with which power of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// Nothing: its effect is bounded, it makes costs only smaller, or it comes in by other keys.
    Nothing,
    /// The costs of every strategy.
    Everything(f64),
    /// The costs of sharing, and of forking what is shared.
    Sharing(f64),
    /// The costs of buying.
    Buying(f64),
    /// When systems go live.
    GoLive(f64),
}

/// The power of an exponent: with any power-law tail it leaves nothing finite.
const EXPONENT: f64 = f64::INFINITY;

/// What is known of a numeric key before any scenario is read.
#[derive(Debug, Clone, Copy)]
pub struct KeySpec {
    /// Path in the file: `reuse.reusing`, or the bare key of an administration: `joins`.
    pub path: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Where its values must lie.
    pub domain: Domain,
    /// What grows without bound with it, and inherits a heavy tail.
    pub reach: Reach,
    /// Default in the notation of a scenario file; empty: none, or taken from elsewhere (the meaning says where).
    pub default: &'static str,
    /// How well the default is supported.
    pub mark: Mark,
    /// Where the default comes from.
    pub source: &'static str,
    /// What the key means, in one line.
    pub meaning: &'static str,
}

macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($variant:ident: $path:literal, $unit:literal, $domain:ident, $reach:expr, $default:literal, $mark:ident, $source:literal, $meaning:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $meaning] $variant,)* }

        impl $name {
            /// All of them, in the order of the rows of a replication's inputs.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            const SPECS: &'static [KeySpec] = &[$(KeySpec {
                path: $path, unit: $unit, domain: Domain::$domain, reach: $reach, default: $default,
                mark: Mark::$mark, source: $source, meaning: $meaning,
            },)*];

            /// Unit, domain, default and source of this key.
            pub const fn spec(self) -> &'static KeySpec {
                &Self::SPECS[self as usize]
            }

            /// The key of a path.
            pub fn find(path: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|key| key.spec().path == path)
            }
        }
    };
}

keys! {
    /// Keys that hold for the whole scenario: one value a replication.
    Global {
    DiscountRate: "discount_rate", "per year, real", AboveMinusOne, Nothing, "", Neutral, "", "discount rate: money of year t counts (1+r)^-(t+0.5)";

    EffortCoefficient: "effort.coefficient", "PM at size 1, or at effort.centre", NonNegative, Everything(1.0), "2.94", S, "COCOMO II.2000, constant A", "coefficient A of the effort models but `person-months` and `function-points`";
    EffortExponent: "effort.exponent", "1", NonNegative, Everything(EXPONENT), "1.0997", D, "COCOMO II.2000 with nominal scale factors: 0.91 + 0.01 x 18.97", "exponent B of the effort models `power`, `regression` and `cocomo-81`";
    Centre: "effort.centre", "size", Positive, Nothing, "", D, "", "size at which `effort.coefficient` is the median effort in the effort model `regression`: geometric mean of its projects";
    BaseExponent: "effort.base_exponent", "1", NonNegative, Everything(EXPONENT), "0.91", S, "COCOMO II.2000, constant B", "base exponent of `cocomo-ii`";
    ScaleFactors: "effort.scale_factors", "sum of ratings", NonNegative, Everything(EXPONENT), "18.97", S, "COCOMO II.2000, sum of nominal scale factors", "sum of the scale factors of `cocomo-ii`; 18.97 is all nominal";
    Multipliers: "effort.multipliers", "product of ratings", Positive, Everything(1.0), "1", S, "COCOMO II.2000, all nominal", "product of the effort multipliers of `cocomo-ii` and `cocomo-81`; 1 is all nominal";
    HoursPerPoint: "effort.hours_per_point", "hours/function point", Positive, Everything(1.0), "{ lognormal = { median = 12, sigma = 0.9 } }", D, "864 finished projects of seven public sets (scenarios/effort), each set counting the same", "hours for one function point in the effort model `function-points`; one draw for all";
    Overrun: "effort.overrun", "ratio actual/estimate", Positive, Nothing, "{ mixture = [ { weight = 5, lognormal = { median = 1.0, sigma = 0.3 } }, { weight = 1, pareto = { min = 1.5, alpha = 1.3 }, max = 10 } ] }", S, "means of +27 % (Flyvbjerg & Budzier 2011: one in six about +200 %) to +30-40 % (Molokken & Jorgensen 2003); the cut at 10 is judgement", "actual over estimated effort; drawn per administration, and once for the core";
    OverrunGrowth: "effort.overrun_growth", "per year", NonNegative, Everything(8.0), "{ pert = [0, 0.05, 0.15] }", S, "+15 % of cost for each further year (Bloch, Blumberg & Laartz 2012) as the upper end; the rest is judgement", "builds of more than two years overrun by so much more for each further year, shorter ones less";
    Cancellation: "effort.cancellation", "probability", Share, Nothing, "0.2", G, "judgement between almost one in four abandoned (McManus & Wood-Harper, read) and 12-16 % (commonly quoted, not verified)", "probability that a build is abandoned once and restarted";
    Sunk: "effort.sunk", "share", Share, Nothing, "{ pert = [0.1, 0.6, 1] }", D, "small sample: spent when stopped 0.25 to 2.0 of the plan (WyCAN, FISCUS, CCMS, FiReControl), overruns included", "share of time and effort gone when a build is abandoned";
    WageGrowth: "effort.wage_growth", "per year, real", AboveMinusOne, Everything(EXPONENT), "0", Neutral, "off", "real growth of every labour rate";

    ScheduleCoefficient: "schedule.coefficient", "months", NonNegative, GoLive(1.0), "3.67", D, "COCOMO II.2000 nominal schedule, constant C", "months of schedule at one person-month";
    ScheduleExponent: "schedule.exponent", "1", NonNegative, GoLive(EXPONENT), "0.32", D, "COCOMO II.2000 nominal schedule", "schedule grows as effort to this power; with `cocomo-ii` 0.28 + 0.2 x 0.01 x scale factors unless given";
    ScheduleOverrunExponent: "schedule.overrun_exponent", "1", NonNegative, GoLive(EXPONENT), "0.48", S, "+200 % cost with +70 % time (Flyvbjerg & Budzier 2011)", "schedule grows as the overrun to this power";

    WritingForReuse: "reuse.writing_for_reuse", "ratio", AtLeastOne, Sharing(1.0), "{ pert = [1.0, 1.5, 2.2] }", R, "Poulin: mode 1.5; the range is commonly quoted, not verified", "relative cost of writing for reuse (RCWR)";
    Reusing: "reuse.reusing", "ratio", NonNegative, Sharing(1.0), "{ pert = [0.03, 0.2, 0.4] }", R, "Poulin: mode 0.2; the range is commonly quoted, not verified", "relative cost of reuse (RCR)";
    AdaptationSameLevel: "reuse.adaptation_same_level", "share", Share, Nothing, "{ pert = [0.1, 0.22, 0.6] }", G, "75-80 % in common was expected of unemployment insurance systems: an expectation, not a measurement; the upper end is judgement", "share of needs that only one administration has, at the core's level of government";
    AdaptationOtherLevel: "reuse.adaptation_other_level", "share", Share, Nothing, "{ pert = [0.25, 0.45, 0.75] }", G, "judgement", "the same, at another level of government";
    Variety: "reuse.variety", "1", Real, Sharing(EXPONENT), "{ pert = [0, 0.1, 0.25] }", G, "judgement: about 7 % more per doubling", "the core grows as the number of founders to this power";
    Upstreaming: "reuse.upstreaming", "share/year", Share, Nothing, "0.1", G, "judgement", "share of its local code that a member contributes to the core each year";
    Usefulness: "reuse.usefulness", "share", Share, Nothing, "0.1", G, "judgement", "share of a peer's contribution that replaces work another would have done";
    CrossLevel: "reuse.cross_level", "share", Share, Nothing, "0.3", G, "judgement", "usefulness between levels of government, relative to the same level";

    Maintenance: "running.maintenance", "share/year", NonNegative, Everything(1.0), "{ pert = [0.10, 0.15, 0.25] }", R, "12 % a year (Panorama); 15-20 % commonly quoted, not verified", "keeping up, as a share of nominal effort a year";
    Enhancement: "running.enhancement", "share/year", NonNegative, Everything(2.0), "{ pert = [0.04, 0.08, 0.12] }", D, "growth of 7.7-9.3 % a year measured on two notification services", "new needs, as a share of nominal effort a year";
    Merging: "running.merging", "share/year", NonNegative, Sharing(1.0), "{ pert = [0.05, 0.10, 0.20] }", G, "judgement; 10-20 % of merges conflict (Ghiotto; Brindescu)", "carrying local code over core releases, as a share of it a year";
    OverrunCarried: "running.overrun_carried", "exponent", Share, Nothing, "{ pert = [0, 0.5, 1] }", G, "judgement: shares of upkeep were measured on what systems cost in the end (Panorama 12 %)", "part of what a build overran is system that has to be kept up: the overrun to this power; 0 none of it, 1 all";
    LegacyShare: "running.legacy", "share", Share, Nothing, "{ uniform = [0, 1] }", G, "judgement: unknown; say whether something is replaced, it may decide the answer", "what the system replaced costs a year, as a share of running one's own; 0 where nothing is replaced";

    Instance: "operations.instance", "PM/year", NonNegative, Everything(1.0), "0", Neutral, "off", "hosting, desk and duty of one installation";
    PerPerson: "operations.per_person", "money/person and year", NonNegative, Everything(1.0), "0", Neutral, "off", "operations by inhabitants served";
    Pooled: "operations.pooled", "share", Share, Nothing, "0", Neutral, "off: each runs its own", "share of the operations of an installation that members do together";

    Formation: "consortium.formation", "years", NonNegative, GoLive(1.0), "{ pert = [0.1, 0.5, 2.5] }", S, "about 6 months (IMPACT), years (WyCAN); the range is judgement", "from the first need to the start of the build; peer networks that exist need less of it";
    Setup: "consortium.setup", "PM", NonNegative, Sharing(1.0), "6", G, "judgement", "agreements and governance, once";
    Participation: "consortium.participation", "PM/year", NonNegative, Sharing(1.0), "{ pert = [0.05, 0.2, 0.5] }", G, "judgement; a Dutch example gives 3 of 100 thousand for meetings", "a member's own time for steering and user groups";
    Coordination: "consortium.coordination", "share", Share, Nothing, "{ pert = [0.02, 0.05, 0.10] }", G, "judgement, so that governance is 10-38 % of effort at 4-74 members, the range seen in cases", "coordination effort relative to the work, per step of its growth";
    CoordinationGrowth: "consortium.coordination_growth", "0 logarithmic, 1 linear, 2 pairs", Growth, Nothing, "\"logarithmic\"", G, "judgement", "how coordination grows with members: logarithmic, log2 n; linear, n - 1; pairs, n (n - 1)/2";
    NetworkRelief: "consortium.network_relief", "share", Share, Nothing, "0.3", G, "judgement", "coordination saved when all pairs of members share a peer network";
    Support: "consortium.support", "PM/year", NonNegative, Sharing(1.0), "0.3", D, "OS2: a staff of 2 for 74 members", "core team's support per active member";
    ConsortiumOverrun: "consortium.overrun", "ratio actual/estimate", Positive, Sharing(1.0), "", S, "as effort.overrun", "overrun of the core build; default: the distribution of `effort.overrun`";
    ConsortiumCancellation: "consortium.cancellation", "probability", Share, Nothing, "{ pert = [0.1, 0.2, 0.35] }", D, "small sample of consortia; almost one in four projects (McManus & Wood-Harper)", "probability that the core build is abandoned; where only `effort.cancellation` is given, its draw";
    Salvage: "consortium.salvage", "share", Share, Nothing, "{ pert = [0, 0.1, 0.4] }", G, "judgement: some Californian courts went on with interim versions of CCMS", "share of an abandoned core's code that is of use to members who then build alone";
    ExitBuild: "consortium.exit_build", "per year", NonNegative, Nothing, "{ pert = [0.01, 0.04, 0.12] }", D, "unemployment insurance consortia 0.1-0.25 with abandoned ones, which cancellation counts already", "hazard that a member leaves before the core is live";
    Exit: "consortium.exit", "per year", NonNegative, Nothing, "{ pert = [0.005, 0.03, 0.15] }", D, "ERIC 0-0.02 in calm and 0.15-0.2 in a wave, PARCC 0.20, SBAC 0.12", "hazard that a member leaves after the core is live";
    Contagion: "consortium.contagion", "variance", Variance, Nothing, "0.5", G, "judgement: exits come in waves", "variance of a common factor on all exit hazards";
    Dissolution: "consortium.dissolution", "per year", NonNegative, Nothing, "0.02", G, "judgement", "hazard that the consortium ends";
    Transition: "consortium.transition", "share", Share, Nothing, "0.2", G, "judgement", "effort to leave, as a share of a system of one's own";
    Funding: "consortium.funding", "money", NonNegative, Nothing, "0", Neutral, "off", "grant for the core build";
    BuyIn: "consortium.buy_in", "share", Share, Nothing, "0", Neutral, "off", "share of what earlier members have paid, asked of a joiner";

    Quality: "community.quality", "share per doubling", NonNegative, Sharing(1.0), "0", Neutral, "off", "a live year with the core counts so much more for each doubling of its users";
    Market: "community.market", "count", NonNegative, Nothing, "0", Neutral, "off", "outside administrations that may adopt the core";
    Innovation: "community.innovation", "per year", NonNegative, Nothing, "0.013", D, "near the adoption of LocalGov Drupal", "Bass coefficient of innovation";
    Imitation: "community.imitation", "per year", NonNegative, Nothing, "0.38", D, "near the adoption of LocalGov Drupal", "Bass coefficient of imitation";
    Contributors: "community.contributors", "share", Share, Nothing, "0.08", S, "Italy's catalogue: 55 publish, 663 reuse (2020)", "share of outside adopters who contribute";
    Contribution: "community.contribution", "PM/year", NonNegative, Nothing, "0", Neutral, "off", "what each contributes";
    Triage: "community.triage", "share", Share, Nothing, "0", Neutral, "off", "part of it that the core team spends to review it";

    Vulnerabilities: "security.vulnerabilities", "per 1000 PM and year", NonNegative, Everything(1.0), "0", Neutral, "off", "vulnerabilities found in code";
    Exploited: "security.exploited", "probability", Share, Nothing, "0", Neutral, "off", "probability that one becomes an incident, with one contributor";
    Eyes: "security.eyes", "1", Real, Sharing(EXPONENT), "0", Neutral, "off: evidence points both ways", "incidents fall as the number of contributors to minus this power";
    Fix: "security.fix", "PM/incident", NonNegative, Everything(1.0), "0", Neutral, "off", "effort to mend an incident";
    Loss: "security.loss", "money/incident and administration", NonNegative, Everything(1.0), "0", Neutral, "off", "loss of an administration in an incident";

    BuyFee: "buy.fee", "money/year", NonNegative, Buying(1.0), "0", Neutral, "must be given where `buy` is listed or the fallback", "the vendor's fee, per administration";
    BuyFeePerPerson: "buy.fee_per_person", "money/person and year", NonNegative, Buying(1.0), "0", Neutral, "off", "the vendor's fee, per inhabitant";
    BuyEscalation: "buy.escalation", "per year", AboveMinusOne, Buying(EXPONENT), "0", Neutral, "off", "growth of the fees from year 0";
    BuyIntegration: "buy.integration", "share", Share, Nothing, "{ pert = [0.05, 0.15, 0.4] }", G, "judgement", "setting the product up, as a share of a system of one's own";
    BuyCustomisation: "buy.customisation", "share/year", NonNegative, Buying(1.0), "0.1", G, "judgement", "changing the product, as a share of what only this administration needs";
    BuyExposure: "buy.exposure", "share", Share, Nothing, "0.5", G, "judgement", "code exposed to incidents, as a share of a system of one's own";
    }
}

keys! {
    /// Keys of one administration.
    Member {
    LabourRate: "labour_rate", "money/PM", Positive, Everything(1.0), "", Neutral, "", "loaded cost of a person-month of 152 hours";
    Productivity: "productivity", "ratio", Positive, Everything(1.0), "1", Neutral, "nominal", "effort multiplier; above 1 is more effort";
    Scope: "scope", "share", Share, Nothing, "1", Neutral, "whole", "share of each module that it needs";
    Joins: "joins", "years", NonNegative, Nothing, "0", Neutral, "the start", "when it needs the system";
    LegacyCost: "legacy_cost", "money/year", NonNegative, Everything(1.0), "", G, "running.legacy x (labour_rate x ((maintenance + enhancement) x nominal effort + operations.instance) + operations.per_person x population)", "what it goes on paying until go-live, growing with new needs; what a live system is worth beyond that is `benefit`";
    Benefit: "benefit", "money/year", NonNegative, Everything(1.0), "", G, "the worth of a live year at which building alone just pays", "what a live year is worth to it, whichever way it got there";
    RolloutCost: "rollout_cost", "money", NonNegative, Everything(1.0), "0", Neutral, "off", "training and migration, once, at first go-live";
    Adaptation: "adaptation", "share", Share, Nothing, "", G, "the quantile of `reuse.adaptation_same_level` or `.adaptation_other_level` at its own draw", "share of its needs that only it has";
    MemberOverrun: "overrun", "ratio actual/estimate", Positive, Everything(1.0), "", S, "the distribution of `effort.overrun`, drawn for itself", "actual over estimated effort";
    IncidentLoss: "incident_loss", "money/incident", NonNegative, Everything(1.0), "", Neutral, "`security.loss`, one draw common to all that use it", "its loss in an incident";
    MemberExit: "exit", "per year", NonNegative, Nothing, "", D, "`consortium.exit`, one draw common to all that use it", "hazard that it leaves after the core is live";
    MemberUpstreaming: "upstreaming", "share/year", Share, Nothing, "", G, "`reuse.upstreaming`, one draw common to all that use it", "share of its local code that it contributes each year";
    }
}

impl Member {
    /// The key of the whole scenario whose one draw serves an administration that gives none.
    pub fn common_default(self) -> Option<Global> {
        match self {
            Member::IncidentLoss => Some(Global::Loss),
            Member::MemberExit => Some(Global::Exit),
            Member::MemberUpstreaming => Some(Global::Upstreaming),
            Member::LabourRate
            | Member::Productivity
            | Member::Scope
            | Member::Joins
            | Member::LegacyCost
            | Member::Benefit
            | Member::RolloutCost
            | Member::Adaptation
            | Member::MemberOverrun => None,
        }
    }
}

/// The one numeric key of a module.
pub const MODULE_SIZE: KeySpec = KeySpec {
    path: "size",
    unit: "size unit of the effort model",
    domain: Domain::NonNegative,
    // A power of a size has a heavier tail than the size itself; the effort model tells which.
    reach: Everything(1.0),
    default: "",
    mark: Mark::Neutral,
    source: "",
    meaning: "size of the module: person-months, or what the effort model takes",
};
