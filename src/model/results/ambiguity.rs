//! How far results move over what is not known, apart from chance.

use crate::scenario::Strategy;
use serde::Serialize;

/// Results over points of what is not known, for each of which the same chance was simulated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ambiguity {
    /// Points of what is not known.
    pub points: u64,
    /// Replications of chance at each point.
    pub replications: u64,
    /// Strategies against each other.
    pub differences: Vec<AmbiguousDifference>,
    /// How often each strategy is the cheapest in the mean.
    pub cheapest: Vec<AmbiguousCheapest>,
}

/// One strategy minus another, at equal service.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmbiguousDifference {
    /// One strategy.
    pub strategy: Strategy,
    /// The other.
    pub against: Strategy,
    /// Probability that the first is dearer.
    pub positive: Spread,
    /// Mean present value by which it is dearer; none where there is no mean.
    pub cost: Option<Spread>,
    /// Both at each point, without what a finite number of replications adds; of no JSON.
    #[serde(skip)]
    pub at: Vec<Point>,
}

/// One strategy minus another at one point of what is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Probability that the first is dearer.
    pub positive: f64,
    /// Mean present value by which it is dearer; none where there is no mean.
    pub cost: Option<f64>,
}

impl Point {
    /// Of the second minus the first; ties have a probability of their own.
    pub fn reversed(self, tied: f64) -> Point {
        let positive = (1.0 - tied - self.positive).clamp(0.0, 1.0);
        Point { positive, cost: self.cost.map(|cost| 0.0 - cost) }
    }
}

/// At what share of the points a strategy is the cheapest in the mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmbiguousCheapest {
    /// The strategy.
    pub strategy: Strategy,
    /// Share of the points.
    pub share: f64,
}

/// Quantiles over points, without what a finite number of replications adds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// 5 % of the points are below.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 5 % of the points are above.
    pub p95: f64,
    /// Share of the variance between points that the finite number of replications added, and that was taken out.
    pub from_chance: f64,
}

impl Spread {
    /// No further than two ends.
    pub fn within(self, low: f64, high: f64) -> Spread {
        let Spread { p5, p50, p95, from_chance } = self;
        let [p5, p50, p95] = [p5, p50, p95].map(|value| value.clamp(low, high));
        Spread { p5, p50, p95, from_chance }
    }

    /// Of the quantity with its sign changed.
    pub fn negated(self) -> Spread {
        let Spread { p5, p50, p95, from_chance } = self;
        Spread { p5: 0.0 - p95, p50: 0.0 - p50, p95: 0.0 - p5, from_chance }
    }

    /// Of the probability that a difference is below 0, from that of its being above; ties have a probability of their own.
    pub fn complement(self, tied: f64) -> Spread {
        let rest = 1.0 - tied;
        let Spread { p5, p50, p95, from_chance } = self;
        Spread { p5: rest - p95, p50: rest - p50, p95: rest - p5, from_chance }.within(0.0, 1.0)
    }
}

impl Ambiguity {
    /// One strategy minus another, if that is told.
    pub fn difference(&self, strategy: Strategy, against: Strategy) -> Option<&AmbiguousDifference> {
        self.differences.iter().find(|one| one.strategy == strategy && one.against == against)
    }
}
