//! What a run found: the only types that are serialised, and all that charts and reports read.
//!
//! Money is in the scenario's currency at constant prices of its price year; costs without a year are
//! present values. Effort is in person-months (PM), time in years from the start of the horizon. A
//! statistic that does not exist is `None`, never 0.

mod ambiguity;
mod choice;
mod dimension;
mod estimate;
mod fees;
mod moving_together;
mod run;
mod running_mean;
mod size_classes;
mod warning;

pub use ambiguity::{Ambiguity, AmbiguousCheapest, AmbiguousDifference, Point, Spread};
pub use choice::{Best, Influence, Unknown};
pub use dimension::{Dimension, PrecisionUnit};
pub use estimate::{Estimate, Known, PERCENTS, Probability, Quantile};
pub use fees::Fees;
pub use moving_together::{Achieved, MovingTogether};
pub use run::{DesignResult, End, PrecisionResult, QuantileMethod, Run};
pub use running_mean::RunningMean;
pub use size_classes::{SizeClass, size_classes};
pub use warning::{Lacks, Warning};

use crate::effort::Phase;
use crate::scenario::{Strategy, Text};
use serde::{Serialize, Serializer};

/// Version of the JSON and CSV shapes; the major part changes when a reader would break.
pub const SCHEMA_VERSION: &str = "3.0";

/// The question, in the scenario's words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Id: the file's name without its ending.
    pub id: String,
    /// What is asked.
    pub title: Text,
    /// A few lines on it.
    pub summary: Option<Text>,
    /// Currency of all money.
    pub currency: String,
    /// Year of the prices.
    pub price_year: i64,
    /// Years counted.
    pub horizon: usize,
    /// Number of administrations.
    pub administrations: usize,
    /// Number of modules.
    pub modules: usize,
    /// The rule that divides the cost.
    pub cost_sharing: String,
    /// What the scenario says nothing of, and so is not counted.
    pub left_out: Vec<LeftOut>,
}

/// What a scenario may say nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LeftOut {
    /// Hosting, desk and duty.
    Operations,
    /// Training and migration.
    Rollout,
    /// Security incidents.
    Incidents,
    /// A vendor's product.
    Buying,
    /// Keeping what there is.
    Keeping,
}

/// One strategy for all administrations together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StrategyResult {
    /// Which strategy.
    pub strategy: Strategy,
    /// Present value of what is paid, before funding.
    pub cost: Estimate,
    /// Cost at equal service: with what is lost where systems are live for less than those built alone.
    pub equal_service: Estimate,
    /// Effort over the horizon.
    pub effort: Estimate,
    /// Effort by what it is for.
    pub phases: Vec<(Phase, Estimate)>,
    /// Mean go-live of the administrations, over replications in which all are live one day.
    pub go_live: Estimate,
    /// Mean time from when they need the system to go-live, likewise.
    pub wait: Estimate,
    /// Probability that somebody is not live by the end of the horizon.
    pub not_live: Probability,
    /// Live years within the horizon, summed over administrations.
    pub live_years: Estimate,
    /// Security incidents.
    pub incidents: Estimate,
    /// Quantiles of the cost for an S-curve: percent (1 to 99) and value.
    pub cost_curve: Vec<(f64, f64)>,
    /// Quantiles of the cost at equal service, likewise.
    pub equal_service_curve: Vec<(f64, f64)>,
    /// Quantiles of the effort, likewise.
    pub effort_curve: Vec<(f64, f64)>,
}

/// What sharing saves against another strategy: that strategy minus shared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Saving {
    /// The other strategy.
    pub against: Strategy,
    /// Whether this is the cheapest other strategy in expectation.
    pub cheapest_alternative: bool,
    /// Present value saved at equal service, before funding.
    pub cost: Estimate,
    /// The same as a share of the other strategy's cost at equal service.
    pub cost_share: Estimate,
    /// Present value saved in cash, before funding.
    pub cash: Estimate,
    /// Probability that sharing costs less in cash.
    pub cash_positive: Probability,
    /// What is saved at equal service where the core was delivered.
    pub delivered: Outturn,
    /// The same where it was abandoned.
    pub abandoned: Outturn,
    /// Effort saved.
    pub effort: Estimate,
    /// The same as a share of the other strategy's effort.
    pub effort_share: Estimate,
    /// Probability that sharing costs less at equal service.
    pub positive: Probability,
    /// Probability that sharing takes less effort.
    pub effort_positive: Probability,
    /// Share of replications in each bin of the saving's present value.
    pub histogram: Histogram,
}

/// What is saved in some of the replications.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outturn {
    /// How many replications.
    pub replications: u64,
    /// Present value saved at equal service.
    pub cost: Estimate,
    /// Probability that sharing costs less; none without a replication.
    pub positive: Option<Probability>,
}

/// One strategy against another, neither of them shared, at equal service.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// One strategy.
    pub strategy: Strategy,
    /// The other.
    pub against: Strategy,
    /// Present value by which the first is dearer.
    pub cost: Estimate,
    /// Probability that it is dearer.
    pub positive: Probability,
}

/// Shares of replications in bins of equal width; what lies beyond the ends is counted apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Histogram {
    /// Lower end of the first bin.
    pub low: f64,
    /// Upper end of the last bin.
    pub high: f64,
    /// Share of replications in each bin.
    pub shares: Vec<f64>,
    /// The part of each share in which the core was abandoned; the rest delivered it.
    pub abandoned: Vec<f64>,
    /// Share below the first bin.
    pub below: f64,
    /// Share above the last bin.
    pub above: f64,
}

/// What befalls the consortium.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consortium {
    /// Present value of the grant used.
    pub funding: Estimate,
    /// First year from which sharing is never dearer at equal service, over replications where there is one.
    pub break_even: Estimate,
    /// Its median over all replications, one that never comes counting as later than all others; none where the median
    /// is never.
    pub break_even_median: Option<f64>,
    /// Probability that there is one within the horizon.
    pub breaks_even: Probability,
    /// The first year in cash, likewise.
    pub cash_break_even: Estimate,
    /// Its median in cash, likewise.
    pub cash_break_even_median: Option<f64>,
    /// Probability that there is one in cash.
    pub cash_breaks_even: Probability,
    /// Largest cumulative discounted excess of shared over independent, in cash.
    pub peak_extra_outlay: Estimate,
    /// Members at the end of the horizon.
    pub members_at_end: Estimate,
    /// The same where the core was delivered.
    pub members_at_end_delivered: Estimate,
    /// The same where it was delivered and the consortium lasted.
    pub members_at_end_lasting: Estimate,
    /// Probability that the core build is abandoned.
    pub abandoned: Probability,
    /// Probability that the consortium ends within the horizon though its core was built.
    pub dissolved: Probability,
    /// Live years lost to sharing where it goes live later (negative: gained).
    pub live_years_lost: Estimate,
    /// Value of a live year at which the mean saving in cash vanishes; none where none are lost or nothing saved.
    pub vanishing_value_of_live_year: Option<f64>,
    /// By a schedule of fees, what they come to as written; none by another rule.
    pub fees: Option<Fees>,
}

/// Founders or joiners together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// `founders` or `joiners`.
    pub group: &'static str,
    /// Mean number of administrations in it.
    pub members: f64,
    /// Present value alone.
    pub independent: Estimate,
    /// Present value of what they pay when sharing, after funding.
    pub shared: Estimate,
    /// Alone minus shared, at equal service.
    pub saving: Estimate,
    /// Probability that they are better off than alone.
    pub better_off: Probability,
}

/// One administration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdministrationResult {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its level of government.
    pub level: String,
    /// Inhabitants, where given.
    pub population: Option<f64>,
    /// One entry a strategy.
    pub strategies: Vec<AdministrationStrategy>,
    /// Present value saved by sharing against building alone, at equal service and after funding.
    pub saving: Estimate,
    /// The same in cash.
    pub cash_saving: Estimate,
    /// Effort saved.
    pub effort_saving: Estimate,
    /// Probability that it is better off than alone.
    pub better_off: Probability,
    /// The same without the grant.
    pub better_off_unfunded: Probability,
    /// Probability that it is exactly as well off as alone.
    pub same: Probability,
    /// The same without the grant.
    pub same_unfunded: Probability,
}

/// One administration by one strategy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdministrationStrategy {
    /// Which strategy.
    pub strategy: Strategy,
    /// Present value of what it pays in the end; for shared after funding and billing.
    pub cost: Estimate,
    /// The same at equal service.
    pub equal_service: Estimate,
    /// Its own effort and, for shared, its billed share of the core's.
    pub effort: Estimate,
    /// Its go-live, over replications in which it is live one day.
    pub go_live: Estimate,
}

/// One year by one strategy, all administrations together, before funding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct YearResult {
    /// Year, from 0.
    pub year: usize,
    /// Which strategy.
    pub strategy: Strategy,
    /// Money of the year at constant prices, not discounted.
    pub cost: Estimate,
    /// Effort of the year.
    pub effort: Estimate,
    /// Present value of all money to the end of the year.
    pub cumulative_cost: Estimate,
}

/// Most administrations that the JSON lists: more are a table.
pub const LISTED: usize = 1000;

fn listed<S: Serializer>(administrations: &[AdministrationResult], serializer: S) -> Result<S::Ok, S::Error> {
    (administrations.len() <= LISTED).then_some(administrations).serialize(serializer)
}

/// Everything a run found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The question.
    pub question: Question,
    /// How the run was made.
    pub run: Run,
    /// One entry a strategy: independent, shared, then others listed.
    pub strategies: Vec<StrategyResult>,
    /// One entry for each strategy other than shared.
    pub savings: Vec<Saving>,
    /// One entry for each pair of strategies other than shared.
    pub differences: Vec<Difference>,
    /// How far probabilities and means move over what is not known; none where it was not asked for, nothing is unknown or
    /// administrations are very many.
    pub ambiguity: Option<Ambiguity>,
    /// Which strategy is the best, and how surely.
    pub best: Option<Best>,
    /// What befalls the consortium.
    pub consortium: Consortium,
    /// Founders and joiners apart.
    pub groups: Vec<Group>,
    /// One entry an administration, in the order of the scenario. Of more than [`LISTED`] the JSON has none: their
    /// table has.
    #[serde(serialize_with = "listed")]
    pub administrations: Vec<AdministrationResult>,
    /// One entry a year and strategy.
    pub years: Vec<YearResult>,
    /// The assumptions that move the advantage of the best strategy: first those that may change the choice, then the
    /// others, the greatest swing first.
    pub influences: Vec<Influence>,
    /// Inputs that were asked to move together, and how far the first draws do; of no JSON.
    #[serde(skip)]
    pub together: Vec<MovingTogether>,
    /// What a reader should be warned of.
    pub warnings: Vec<Warning>,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
}

impl Results {
    /// The result of a strategy.
    pub fn strategy(&self, strategy: Strategy) -> Option<&StrategyResult> {
        self.strategies.iter().find(|result| result.strategy == strategy)
    }

    /// The saving against a strategy.
    pub fn saving(&self, against: Strategy) -> Option<&Saving> {
        self.savings.iter().find(|saving| saving.against == against)
    }
}
