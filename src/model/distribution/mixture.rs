//! Mixture: one of several distributions, with weights.
//!
//! Use it where things go one way or another: most projects near the estimate, one in six far beyond it.
//!
//! F = Σ wᵢ Fᵢ · mean m = Σ wᵢ mᵢ · variance Σ wᵢ (vᵢ + (mᵢ − m)²). The value at a probability is the smallest x with
//! F(x) at least that, found between the parts' own values. A value with a probability of its own, of a part that is
//! constant or a list, is found without a search, so that it comes exactly as often as its weight says, and is exactly
//! itself.
//!
//! Source: McLachlan & Peel, Finite Mixture Models (2000), chapter 1.
//!
//! ```
//! use model::distribution::Distribution;
//! let usual = Distribution::lognormal(1.0, 0.3)?;
//! let (bad, cut) = Distribution::pareto(1.5, 1.3)?.truncated(1.5, 10.0)?;
//! let overrun = Distribution::mixture(vec![(5.0, usual), (1.0, bad)])?;
//! assert!((cut - 0.085).abs() < 0.001);
//! assert!((overrun.mean().unwrap() - 1.39).abs() < 0.005);
//! assert!((overrun.survival(1.0) - 7.0 / 12.0).abs() < 1e-15);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::sync::Arc;

use super::root::Target;
use super::{Distribution, Impossible, Law, Near, Tails};

/// Most parts: the distribution functions of all of them are evaluated for every value of a table, and beyond these
/// there would be none (`sampling::table`), but a search for every draw.
const MOST_PARTS: usize = 64;

/// Several distributions with shares that add to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    parts: Vec<(f64, Distribution)>,
    /// Values with a probability of their own, ascending.
    atoms: Vec<Atom>,
}

/// A value with a probability of its own: F rises from below to above at it, by its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Atom {
    /// The value.
    pub(crate) value: f64,
    /// Where F rises from.
    pub(crate) from: Tails,
    /// Where F rises to.
    pub(crate) to: Tails,
}

impl Atom {
    /// Whether it lies at or above the value at a probability: the tail that decides a value decides here, too.
    fn reaches(&self, tails: Tails) -> bool {
        reaches(self.to, tails)
    }

    /// Whether it is the value at a probability that it reaches.
    fn holds(&self, tails: Tails) -> bool {
        !reaches(self.from, tails)
    }
}

/// Whether one probability is at least another, by the tail in which the other has its digits.
fn reaches(one: Tails, tails: Tails) -> bool {
    if tails.below <= tails.above { one.below >= tails.below } else { one.above <= tails.above }
}

impl Mixture {
    /// From shares that add to 1. Mixtures among the parts are dissolved; a mixture of lists of values is a list.
    pub(super) fn make(parts: Vec<(f64, Distribution)>) -> Result<Distribution, Impossible> {
        let mut flat: Vec<(f64, Distribution)> = Vec::new();
        for (share, part) in parts.into_iter().filter(|(share, _)| *share > 0.0) {
            match part {
                Distribution::Mixture(inner) => {
                    flat.extend(inner.parts.iter().map(|(within, part)| (share * within, part.clone())));
                }
                other => flat.push((share, other)),
            }
        }
        let atoms: Option<Vec<_>> = flat.iter().map(|(share, part)| atoms(*share, part)).collect();
        if let Some(atoms) = atoms {
            return Distribution::discrete(atoms.concat());
        }
        if flat.len() > MOST_PARTS {
            return Err(Impossible(format!(
                "a mixture of {} parts is too large: at most {MOST_PARTS}, or else values with weights (`discrete`, `empirical`)",
                flat.len()
            )));
        }
        match flat.as_slice() {
            [(_, only)] => Ok(only.clone()),
            _ => Ok(Mixture::of(flat)),
        }
    }

    fn of(parts: Vec<(f64, Distribution)>) -> Distribution {
        let stepped = parts.iter().filter_map(|(share, part)| atoms(*share, part));
        let mut values: Vec<f64> = stepped.flatten().filter(|(_, p)| *p > 0.0).map(|(value, _)| value).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let mut mixture = Mixture { parts, atoms: Vec::new() };
        let tails = |x: f64| Tails { below: mixture.cdf(x), above: mixture.survival(x) };
        mixture.atoms = values.iter().map(|x| Atom { value: *x, from: tails(x.next_down()), to: tails(*x) }).collect();
        Distribution::Mixture(Arc::new(mixture))
    }

    /// The atom at a probability, or else the values between which there is no atom.
    fn between_atoms(&self, tails: Tails) -> Result<f64, (f64, f64)> {
        let next = self.atoms.partition_point(|atom| !atom.reaches(tails));
        let (before, next) = self.atoms.split_at(next);
        match next.first() {
            Some(atom) if atom.holds(tails) => Ok(atom.value),
            next => Err((
                before.last().map_or(f64::NEG_INFINITY, |atom| atom.value),
                next.map_or(f64::INFINITY, |atom| atom.value),
            )),
        }
    }

    /// The parts with their shares.
    pub fn parts(&self) -> &[(f64, Distribution)] {
        &self.parts
    }

    fn sum(&self, of: impl Fn(&dyn Law) -> f64) -> f64 {
        self.parts.iter().map(|(share, part)| share * of(part.law())).sum()
    }

    /// Lower tail up to the middle, upper tail beyond: what is sought, and the tail with its density.
    fn search(&self, tails: Tails) -> (Target, impl Fn(f64) -> (f64, f64)) {
        let lower = tails.below <= tails.above;
        let target = Target { probability: tails.below.min(tails.above), lower, logarithmic: false };
        let tail = move |x: f64| {
            self.parts.iter().fold((0.0, 0.0), |sum, (share, part)| {
                let (value, density) = part.law().tail(x, lower);
                (sum.0 + share * value, sum.1 + share * density)
            })
        };
        (target, tail)
    }

    /// Between the parts' own values at the probability; no part alone may have more in the tail than all together.
    fn bracket(&self, tails: Tails) -> (f64, f64) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (_, part) in &self.parts {
            let value = part.quantile(tails);
            (low, high) = (low.min(value), high.max(value));
        }
        for (share, part) in &self.parts {
            if tails.below <= tails.above && tails.below < *share {
                high = high.min(part.quantile(Tails::from_below(tails.below / share)));
            } else if tails.above < tails.below && tails.above < *share {
                low = low.max(part.quantile(Tails::from_above(tails.above / share)));
            }
        }
        (low.min(high), high)
    }
}

/// The values of a list with their probabilities times a share; none for what is no list.
fn atoms(share: f64, part: &Distribution) -> Option<Vec<(f64, f64)>> {
    match part {
        Distribution::Constant(value) => Some(vec![(*value, share)]),
        Distribution::Discrete(law) => Some(law.pairs().map(|(value, within)| (value, share * within)).collect()),
        Distribution::Empirical(law) => {
            let each = share / law.values().len() as f64;
            Some(law.values().iter().map(|value| (*value, each)).collect())
        }
        _ => None,
    }
}

impl Law for Mixture {
    fn quantile(&self, tails: Tails) -> f64 {
        let (after, before) = match self.between_atoms(tails) {
            Ok(value) => return value,
            Err(between) => between,
        };
        let (target, tail) = self.search(tails);
        let (low, high) = self.bracket(tails);
        let (low, high) = (low.max(after).min(before), high.min(before).max(after));
        target.solve(if target.lower { high } else { low }, (low, high), tail)
    }

    fn quantile_near(&self, tails: Tails, near: Near) -> f64 {
        let (after, before) = match self.between_atoms(tails) {
            Ok(value) => return value,
            Err(between) => between,
        };
        let (target, tail) = self.search(tails);
        let found = target.polish(near, &tail).filter(|x| (after..=before).contains(x));
        found.unwrap_or_else(|| self.quantile(tails))
    }

    fn cdf(&self, x: f64) -> f64 {
        self.sum(|law| law.cdf(x)).min(1.0)
    }

    fn survival(&self, x: f64) -> f64 {
        self.sum(|law| law.survival(x)).min(1.0)
    }

    fn density(&self, x: f64) -> f64 {
        self.sum(|law| law.density(x))
    }

    fn mean(&self) -> Option<f64> {
        self.parts.iter().map(|(share, part)| part.mean().map(|mean| share * mean)).sum()
    }

    fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        let about = |part: &Distribution| Some(part.variance()? + (part.mean()? - mean) * (part.mean()? - mean));
        self.parts.iter().map(|(share, part)| about(part).map(|variance| share * variance)).sum()
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Mixture::of(self.parts.iter().map(|(share, part)| (*share, part.scaled(factor))).collect())
    }

    fn bounds(&self) -> (f64, f64) {
        self.parts
            .iter()
            .map(|(_, part)| part.bounds())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    fn tail_index(&self) -> Option<f64> {
        self.parts.iter().filter_map(|(_, part)| part.tail_index()).reduce(f64::min)
    }

    fn is_continuous(&self) -> bool {
        self.parts.iter().all(|(_, part)| part.is_continuous())
    }

    fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    fn landmarks(&self) -> Vec<f64> {
        self.parts.iter().flat_map(|(_, part)| part.law().landmarks()).collect()
    }
}
