//! Distributions of uncertain inputs: one file each, with the same skeleton ([`Law`]).
//!
//! Values are found by inverting the distribution function, so that one uniform number gives one value, the same on
//! every platform: everything that decides a value is made of + − × ÷ √ and the pinned `libm` crate.

mod beta;
mod constant;
mod discrete;
mod empirical;
mod exponential;
mod gamma;
mod incomplete;
mod loglogistic;
mod lognormal;
mod make;
mod metalog;
mod mixture;
mod moments;
mod normal;
mod pareto;
mod root;
#[cfg(test)]
pub(crate) mod tests;
mod triangular;
mod truncated;
mod uniform;
mod weibull;

use std::sync::Arc;

pub use beta::Beta;
pub use discrete::Discrete;
pub use empirical::Empirical;
pub use exponential::Exponential;
pub use gamma::Gamma;
pub use incomplete::{IncompleteTails, beta_tails, log_beta};
pub use loglogistic::LogLogistic;
pub use lognormal::LogNormal;
pub use metalog::Metalog;
pub(crate) use mixture::Atom;
pub use mixture::Mixture;
pub(crate) use normal::score_density;
pub use normal::{Normal, score_above, score_below, score_quantile};
pub use pareto::Pareto;
pub use triangular::Triangular;
pub use truncated::Truncated;
pub use uniform::Uniform;
pub use weibull::Weibull;

/// A probability and its complement, both accurate: small tails keep all their digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// P(X <= x)
    pub below: f64,
    /// P(X > x)
    pub above: f64,
}

impl Tails {
    /// With a given probability below.
    pub fn from_below(below: f64) -> Self {
        Tails { below, above: 1.0 - below }
    }

    /// With a given probability above.
    pub fn from_above(above: f64) -> Self {
        Tails { below: 1.0 - above, above }
    }

    /// Below and above a standard normal score.
    pub fn from_score(z: f64) -> Self {
        Tails { below: score_below(z), above: score_above(z) }
    }
}

/// Why parameters make no distribution, in words for the writer of a scenario.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct Impossible(pub String);

/// A value near the one sought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near {
    /// The value.
    pub(crate) value: f64,
    /// Relative distance from the tail probability at which one more step is the last; what remains is about its
    /// square.
    pub(crate) enough: f64,
}

impl Near {
    /// Enough for all digits.
    pub(crate) const DIGITS: f64 = 1e-8;
}

/// What every distribution answers.
pub(crate) trait Law {
    /// The value with these probabilities, each strictly between 0 and 1.
    fn quantile(&self, tails: Tails) -> f64;

    /// The same, found faster from a value that is near it.
    fn quantile_near(&self, tails: Tails, _near: Near) -> f64 {
        self.quantile(tails)
    }

    /// P(X <= x)
    fn cdf(&self, x: f64) -> f64;

    /// P(X > x), accurate where it is small.
    fn survival(&self, x: f64) -> f64;

    /// Density, 0 where there is none.
    fn density(&self, x: f64) -> f64;

    /// P(X <= x) or P(X > x), with the density: one evaluation where that is cheaper.
    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        (if lower { self.cdf(x) } else { self.survival(x) }, self.density(x))
    }

    /// The distribution of a multiple of this, by a factor above 0.
    fn scaled(&self, factor: f64) -> Distribution;

    /// Mean, where it exists.
    fn mean(&self) -> Option<f64>;

    /// Variance, where it exists.
    fn variance(&self) -> Option<f64>;

    /// Smallest and largest value.
    fn bounds(&self) -> (f64, f64);

    /// Index of the heavier tail if it is a power law. Each distribution says it for itself: one that forgot would have
    /// its mean reported where there is none.
    fn tail_index(&self) -> Option<f64>;

    /// Whether no value has a probability of its own.
    fn is_continuous(&self) -> bool {
        true
    }

    /// Values at which the quantile function may have a corner, a jump or a narrow feature.
    fn landmarks(&self) -> Vec<f64> {
        Vec::new()
    }

    /// Values with probabilities of their own beside continuous parts, ascending; none of lists, which have nothing
    /// else.
    fn atoms(&self) -> &[Atom] {
        &[]
    }

    /// This distribution as one of a family; none where it is no more than itself.
    fn standard(&self) -> Option<Standard> {
        None
    }
}

/// One of a family of distributions that differ by place and scale alone: its values are shift + scale × those of the
/// form that all of them share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standard {
    /// The family's standard form.
    pub(crate) form: Distribution,
    /// What is added.
    pub(crate) shift: f64,
    /// What it is multiplied by.
    pub(crate) scale: f64,
}

impl Standard {
    /// A shape parameter without its last bits, in which one shape differs when it is written in other units; that
    /// moves no value by more than 1e-9 of the width.
    fn shape(x: f64) -> f64 {
        const STEPS: f64 = (1u64 << 36) as f64;
        (x * STEPS).round() / STEPS
    }
}

/// How an uncertain input is distributed. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// One value, certain.
    Constant(f64),
    /// Every value between two ends equally likely.
    Uniform(Uniform),
    /// Straight lines from the ends up to the mode.
    Triangular(Triangular),
    /// Beta between two ends; PERT is one.
    Beta(Beta),
    /// Normal.
    Normal(Normal),
    /// The logarithm is normal.
    LogNormal(LogNormal),
    /// Gamma.
    Gamma(Gamma),
    /// Weibull.
    Weibull(Weibull),
    /// Exponential.
    Exponential(Exponential),
    /// A power law above a smallest value.
    Pareto(Pareto),
    /// The logarithm is logistic.
    LogLogistic(LogLogistic),
    /// Through three quantiles.
    Metalog(Metalog),
    /// Observed values, equally likely.
    Empirical(Arc<Empirical>),
    /// Values with weights.
    Discrete(Arc<Discrete>),
    /// Several distributions with weights.
    Mixture(Arc<Mixture>),
    /// One of the continuous ones above, given that it falls in an interval.
    Truncated(Arc<Truncated>),
}

impl Distribution {
    /// The normal distribution of mean 0 and standard deviation 1.
    pub const STANDARD_NORMAL: Distribution = Distribution::Normal(Normal { mean: 0.0, sd: 1.0 });

    pub(crate) fn law(&self) -> &dyn Law {
        match self {
            Distribution::Constant(law) => law,
            Distribution::Uniform(law) => law,
            Distribution::Triangular(law) => law,
            Distribution::Beta(law) => law,
            Distribution::Normal(law) => law,
            Distribution::LogNormal(law) => law,
            Distribution::Gamma(law) => law,
            Distribution::Weibull(law) => law,
            Distribution::Exponential(law) => law,
            Distribution::Pareto(law) => law,
            Distribution::LogLogistic(law) => law,
            Distribution::Metalog(law) => law,
            Distribution::Empirical(law) => law.as_ref(),
            Distribution::Discrete(law) => law.as_ref(),
            Distribution::Mixture(law) => law.as_ref(),
            Distribution::Truncated(law) => law.as_ref(),
        }
    }

    /// The value with these tail probabilities: the smallest x with P(X <= x) at least `tails.below`. The smaller of
    /// the two probabilities decides, so that tails keep their digits. Finite where both lie strictly between 0 and 1.
    pub fn quantile(&self, tails: Tails) -> f64 {
        self.finish(tails, |law| law.quantile(tails))
    }

    /// The same, found faster from a value that is near it.
    pub(crate) fn quantile_near(&self, tails: Tails, near: Near) -> f64 {
        self.finish(tails, |law| law.quantile_near(tails, near))
    }

    fn finish(&self, tails: Tails, find: impl FnOnce(&dyn Law) -> f64) -> f64 {
        let law = self.law();
        let (low, high) = law.bounds();
        if tails.below <= 0.0 {
            low
        } else if tails.above <= 0.0 {
            high
        } else {
            find(law).max(low.max(f64::MIN)).min(high.min(f64::MAX))
        }
    }

    /// P(X <= x)
    pub fn cdf(&self, x: f64) -> f64 {
        self.law().cdf(x)
    }

    /// P(X > x), accurate in the upper tail.
    pub fn survival(&self, x: f64) -> f64 {
        self.law().survival(x)
    }

    /// Density, 0 where there is none.
    pub fn density(&self, x: f64) -> f64 {
        self.law().density(x)
    }

    /// Mean; none where it does not exist or is beyond all numbers.
    pub fn mean(&self) -> Option<f64> {
        self.law().mean().filter(|mean| mean.is_finite())
    }

    /// Variance; none where it does not exist or is beyond all numbers.
    pub fn variance(&self) -> Option<f64> {
        self.law().variance().filter(|variance| variance.is_finite())
    }

    /// Third moment about the mean over the cube of the standard deviation; infinite where it does not exist, none
    /// without a variance.
    pub fn skewness(&self) -> Option<f64> {
        self.variance().filter(|variance| *variance > 0.0).and_then(|_| moments::skewness(self.law()))
    }

    /// Smallest and largest value, perhaps infinite.
    pub fn bounds(&self) -> (f64, f64) {
        self.law().bounds()
    }

    /// The distribution of a multiple of this, by a factor above 0: `adapted` code counts as so much new code.
    pub fn scaled(&self, factor: f64) -> Distribution {
        self.law().scaled(factor)
    }

    /// Index a of the heavier tail, if P(|X| > x) falls like x^-a; none when it falls faster than any power.
    pub fn tail_index(&self) -> Option<f64> {
        self.law().tail_index()
    }

    /// The one value, where there is only one.
    pub fn certain(&self) -> Option<f64> {
        self.is_constant().then(|| self.bounds().0)
    }

    /// Whether there is only one value.
    pub fn is_constant(&self) -> bool {
        matches!(self, Distribution::Constant(_))
    }

    /// Whether no value has a probability of its own: false for constants, lists of values and mixtures with them.
    pub fn is_continuous(&self) -> bool {
        self.law().is_continuous()
    }

    /// This distribution as one of its family; of itself alone where it has none.
    pub(crate) fn standard(&self) -> Standard {
        self.law().standard().unwrap_or_else(|| Standard { form: self.clone(), shift: 0.0, scale: 1.0 })
    }

    /// P99 − P1, the yardstick of errors.
    pub fn spread(&self) -> f64 {
        self.quantile(Tails::from_above(0.01)) - self.quantile(Tails::from_below(0.01))
    }
}
