//! Truncated: a distribution given that it falls in an interval.
//!
//! Use it where the world has a limit that the distribution does not know: a share is at most 1, an overrun at most
//! tenfold. Values outside are not moved to the limit; they do not happen.
//!
//! P(X <= x | low <= X <= high) = (F(x) − F(low)) / (F(high) − F(low)). Mean and variance by integration.
//!
//! Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), section 10.1.
//!
//! ```
//! use model::distribution::Distribution;
//! let (share, cut) = Distribution::normal(0.0, 1.0)?.truncated(0.0, f64::INFINITY)?;
//! assert_eq!(cut, 0.5);
//! assert!((share.mean().unwrap() - (2.0 / std::f64::consts::PI).sqrt()).abs() < 1e-9);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::sync::Arc;

use super::moments;
use super::{Distribution, Law, Mixture, Near, Tails, Uniform};

/// The smallest probability that may be left.
const LEAST_MASS: f64 = 1e-12;

/// A continuous distribution, given that it falls in [low, high].
#[derive(Debug, Clone, PartialEq)]
pub struct Truncated {
    base: Distribution,
    low: f64,
    high: f64,
    /// Levels of the base at both ends, and the probability between them.
    at_low: Tails,
    at_high: Tails,
    mass: f64,
}

/// What is left, with its probability and the probability cut away.
pub(super) struct Kept {
    pub(super) law: Distribution,
    pub(super) mass: f64,
    pub(super) cut: f64,
}

/// The distribution given that it falls in [low, high]; none when (almost) nothing does.
pub(super) fn condition(law: &Distribution, low: f64, high: f64) -> Option<Kept> {
    let (least, most) = law.bounds();
    if low <= least && most <= high {
        return Some(Kept { law: law.clone(), mass: 1.0, cut: 0.0 });
    }
    let kept = match law {
        Distribution::Constant(_) => None,
        Distribution::Discrete(list) => {
            let pairs: Vec<_> = list.pairs().filter(|(value, _)| (low..=high).contains(value)).collect();
            let mass = pairs.iter().map(|(_, share)| share).sum();
            Some(Kept { law: Distribution::discrete(pairs).ok()?, mass, cut: 1.0 - mass })
        }
        Distribution::Empirical(list) => {
            let values: Vec<_> = list.values().iter().copied().filter(|value| (low..=high).contains(value)).collect();
            let mass = values.len() as f64 / list.values().len() as f64;
            Some(Kept { law: Distribution::empirical(values).ok()?, mass, cut: 1.0 - mass })
        }
        Distribution::Mixture(mixture) => condition_parts(mixture, low, high),
        Distribution::Truncated(inner) => {
            let kept = condition_continuous(&inner.base, low.max(inner.low), high.min(inner.high))?;
            let mass = (kept.mass / inner.mass).min(1.0);
            let cut = law.cdf(low) + law.survival(high);
            Some(Kept { mass, cut, ..kept })
        }
        other => condition_continuous(other, low, high),
    };
    kept.filter(|kept| kept.mass >= LEAST_MASS)
}

fn condition_parts(mixture: &Mixture, low: f64, high: f64) -> Option<Kept> {
    let parts = mixture.parts().iter();
    let kept: Vec<_> = parts.filter_map(|(share, part)| Some((share, condition(part, low, high)?))).collect();
    let mass: f64 = kept.iter().map(|(share, kept)| *share * kept.mass).sum();
    let lost = mixture.parts().iter().map(|(share, part)| match condition(part, low, high) {
        Some(kept) => share * kept.cut,
        None => *share,
    });
    let cut = lost.sum();
    let parts = kept.into_iter().map(|(share, kept)| (share * kept.mass / mass, kept.law)).collect();
    Some(Kept { law: Distribution::mixture(parts).ok()?, mass, cut })
}

fn condition_continuous(base: &Distribution, low: f64, high: f64) -> Option<Kept> {
    let (least, most) = base.bounds();
    let (low, high) = (low.max(least), high.min(most));
    let tails = |x: f64| Tails { below: base.cdf(x), above: base.survival(x) };
    let (at_low, at_high) = (tails(low), tails(high));
    let cut = at_low.below + at_high.above;
    if cut == 0.0 {
        return Some(Kept { law: base.clone(), mass: 1.0, cut });
    }
    let mass = if at_low.below > 0.5 {
        at_low.above - at_high.above
    } else if at_high.above > 0.5 {
        at_high.below - at_low.below
    } else {
        1.0 - cut
    };
    if mass < LEAST_MASS || low >= high {
        return None;
    }
    let law = match base {
        Distribution::Uniform(_) => Distribution::Uniform(Uniform { low, high }),
        _ => Distribution::Truncated(Arc::new(Truncated { base: base.clone(), low, high, at_low, at_high, mass })),
    };
    Some(Kept { law, mass, cut })
}

impl Truncated {
    /// The tail probabilities of the base that stand for those of this.
    fn of_base(&self, tails: Tails) -> Tails {
        Tails {
            below: self.at_low.below + tails.below * self.mass,
            above: self.at_high.above + tails.above * self.mass,
        }
    }
}

impl Law for Truncated {
    fn quantile(&self, tails: Tails) -> f64 {
        self.base.quantile(self.of_base(tails)).clamp(self.low, self.high)
    }

    fn quantile_near(&self, tails: Tails, near: Near) -> f64 {
        self.base.quantile_near(self.of_base(tails), near).clamp(self.low, self.high)
    }

    fn cdf(&self, x: f64) -> f64 {
        self.tail(x, true).0
    }

    fn survival(&self, x: f64) -> f64 {
        self.tail(x, false).0
    }

    fn density(&self, x: f64) -> f64 {
        self.tail(x, true).1
    }

    fn tail(&self, x: f64, lower: bool) -> (f64, f64) {
        if x <= self.low || x >= self.high {
            return (f64::from(u8::from((x >= self.high) == lower)), 0.0);
        }
        // from the end, in the tail of the base that is the smaller there
        let (by_lower, end) = match lower {
            true if self.at_low.below > 0.5 => (false, self.at_low.above),
            true => (true, self.at_low.below),
            false if self.at_high.above > 0.5 => (true, self.at_high.below),
            false => (false, self.at_high.above),
        };
        let (value, density) = self.base.law().tail(x, by_lower);
        (((value - end).abs() / self.mass).min(1.0), density / self.mass)
    }

    fn mean(&self) -> Option<f64> {
        moments::mean(self)
    }

    fn variance(&self) -> Option<f64> {
        moments::variance(self)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        let (base, low, high) = (self.base.scaled(factor), factor * self.low, factor * self.high);
        Distribution::Truncated(Arc::new(Truncated { base, low, high, ..self.clone() }))
    }

    fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn tail_index(&self) -> Option<f64> {
        let (upper, lower) = (self.high.is_infinite(), self.low.is_infinite());
        self.base.tail_index().filter(|_| upper || lower)
    }

    fn landmarks(&self) -> Vec<f64> {
        let inside = |x: &f64| (self.low..=self.high).contains(x);
        let bounds = [self.low, self.high].into_iter().filter(|x| x.is_finite());
        self.base.law().landmarks().into_iter().filter(inside).chain(bounds).collect()
    }
}
