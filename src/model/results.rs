//! What a run found: the only types that are serialised, and all that charts and reports read.
//!
//! Money is in the scenario's currency at constant prices of its price year; costs without a year are
//! present values. Effort is in person-months (PM), time in years from the start of the horizon. A
//! statistic that does not exist is `None`, never 0.

mod dimension;
mod estimate;
mod fees;
mod run;
mod size_classes;
mod warning;

pub use dimension::{Dimension, PrecisionUnit};
pub use estimate::{Estimate, Known, PERCENTS, Probability, Quantile};
pub use fees::Fees;
pub use run::{DesignResult, End, PrecisionResult, QuantileMethod, Run};
pub use size_classes::{SizeClass, size_classes};
pub use warning::{Lacks, Warning};

use crate::effort::Phase;
use crate::scenario::{Strategy, Text};
use serde::{Serialize, Serializer};

/// Version of the JSON and CSV shapes; the major part changes when a reader would break.
pub const SCHEMA_VERSION: &str = "2.0";

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
}

/// One strategy for all administrations together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StrategyResult {
    /// Which strategy.
    pub strategy: Strategy,
    /// Present value, before funding.
    pub cost: Estimate,
    /// Effort over the horizon.
    pub effort: Estimate,
    /// Effort by what it is for.
    pub phases: Vec<(Phase, Estimate)>,
    /// Mean go-live of the administrations.
    pub go_live: Estimate,
    /// Live years within the horizon, summed over administrations.
    pub live_years: Estimate,
    /// Security incidents.
    pub incidents: Estimate,
    /// Quantiles of the cost for an S-curve: percent (1 to 99) and value.
    pub cost_curve: Vec<(f64, f64)>,
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
    /// Present value saved, before funding.
    pub cost: Estimate,
    /// The same as a share of the other strategy's cost.
    pub cost_share: Estimate,
    /// Effort saved.
    pub effort: Estimate,
    /// The same as a share of the other strategy's effort.
    pub effort_share: Estimate,
    /// Probability that sharing costs less.
    pub positive: Probability,
    /// Probability that sharing takes less effort.
    pub effort_positive: Probability,
    /// Share of replications in each bin of the saving's present value.
    pub histogram: Histogram,
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
    /// First year from which sharing is never dearer, over replications where there is one.
    pub break_even: Estimate,
    /// Its median over all replications, one that never comes counting as later than all others; none where the median
    /// is never.
    pub break_even_median: Option<f64>,
    /// Probability that there is one within the horizon.
    pub breaks_even: Probability,
    /// Largest cumulative discounted excess of shared over independent.
    pub peak_extra_outlay: Estimate,
    /// Members at the end of the horizon.
    pub members_at_end: Estimate,
    /// Probability that the core build is abandoned.
    pub abandoned: Probability,
    /// Probability that the consortium ends within the horizon though its core was built.
    pub dissolved: Probability,
    /// Live years lost to sharing where it goes live later (negative: gained).
    pub live_years_lost: Estimate,
    /// Value of a live year at which the mean saving vanishes; none where none are lost or nothing saved.
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
    /// Alone minus shared.
    pub saving: Estimate,
    /// Probability that they pay less than alone.
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
    /// Present value saved by sharing against building alone, after funding.
    pub saving: Estimate,
    /// Effort saved.
    pub effort_saving: Estimate,
    /// Probability that it pays less than alone.
    pub better_off: Probability,
}

/// One administration by one strategy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdministrationStrategy {
    /// Which strategy.
    pub strategy: Strategy,
    /// Present value of what it pays in the end; for shared after funding and billing.
    pub cost: Estimate,
    /// Its own effort and, for shared, its billed share of the core's.
    pub effort: Estimate,
    /// Its go-live.
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

/// A default that matters: how far the mean saving moves when it alone is moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Influence {
    /// Path of the key.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// The default.
    pub value: String,
    /// Mark of the default.
    pub mark: String,
    /// What it is moved from: its P10, or a quarter less where it is certain.
    pub moved_from: String,
    /// What it is moved to: its P90, or a quarter more.
    pub moved_to: String,
    /// Mean saving there, present value, over the first replications.
    pub saving_from: f64,
    /// Mean saving here.
    pub saving_to: f64,
    /// Standard error of the difference of the two, which are of the same draws; none of a single replication.
    pub standard_error: Option<f64>,
    /// Replications that they are means of.
    pub replications: u64,
}

impl Influence {
    /// How far the mean saving moves.
    pub fn swing(&self) -> f64 {
        (self.saving_to - self.saving_from).abs()
    }
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
    /// The defaults with the largest influence on the saving, greatest first.
    pub influential_defaults: Vec<Influence>,
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
