//! How sure an estimate is that comes from a design: what each of its randomisations says, kept apart.
//!
//! Points of one randomisation depend on each other, so their spread tells nothing; the R randomisations are
//! independent and each has the right expectation. With m_r of n_r values the mean of randomisation r, and w_r =
//! n_r/Σn,
//!
//! ```text
//! se² = R/(R−1)·Σ w_r²·(m_r − m)²,   m = Σ w_r·m_r,   95 %: m ± t·se, t of R − 1 degrees of freedom
//! ```
//!
//! Shares (probabilities, and the share of values below a threshold) likewise; as a share of n points cannot be distinguished
//! from one that differs by less than 1/n, its spread between randomisations counts as ½/n at least. The interval
//! of the quantile of probability p goes from the quantile of p − t·se_p to that of p + t·se_p, where se_p is the error
//! of the share of values below a threshold near the quantile. Thresholds are the quantiles of the first replications.
//! Intervals by Student's t from a few randomisations are those that held in the trials of L'Ecuyer, Nakayama, Owen &
//! Tuffin (2023, Confidence intervals for randomized quasi-Monte Carlo estimators, Winter Simulation Conference).
//!
//! Cost: seven comparisons a value, twice as many where values repeat.

use super::moments::Moments;
use super::stored::{Damaged, Reader, Stored, Writer};
use crate::lanes::{LANES, Lanes};
use crate::results::{PERCENTS, Probability};
use crate::sampling::design::RANDOMISATIONS;

/// 97.5 % quantile of Student's t with 15 degrees of freedom.
pub const T_975: f64 = 2.131_449_545_559_323;

const QUANTILES: usize = PERCENTS.len();
const COUNT: usize = RANDOMISATIONS as usize;

/// What each randomisation says of a quantity.
#[derive(Debug, Clone)]
pub struct Randomised {
    thresholds: [f64; QUANTILES],
    /// Whether values repeat, so that those at a threshold matter.
    repeat: bool,
    counts: Vec<Counts>,
    /// Only where everything is put together.
    moments: Vec<Moments>,
}

/// Counts of values of one randomisation.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    positive: u32,
    below: [u32; QUANTILES],
    at_most: [u32; QUANTILES],
}

impl Randomised {
    /// Nothing yet; the first values show where quantiles lie.
    pub fn new(mut first: Vec<f64>) -> Randomised {
        first.sort_unstable_by(f64::total_cmp);
        let at = |percent: u32| {
            let rank = first.len() * percent as usize / 100;
            first.get(rank).copied().unwrap_or(f64::NAN)
        };
        let thresholds = PERCENTS.map(at);
        let repeat = thresholds.iter().any(|x| first.iter().filter(|value| *value == x).count() > 1);
        let moments = vec![Moments::default(); COUNT];
        Randomised { thresholds, repeat, counts: vec![Counts::default(); COUNT], moments }
    }

    /// Takes batches of one randomisation.
    #[inline(always)]
    pub fn add(&mut self, randomisation: usize, column: &[Lanes]) {
        let counts = &mut self.counts[randomisation];
        add_below(&mut counts.below, &self.thresholds, column);
        if self.repeat {
            add_below(&mut counts.at_most, &self.thresholds.map(f64::next_up), column);
        }
    }

    /// Takes how many more values of a randomisation are above 0.
    pub fn add_positive(&mut self, randomisation: usize, positive: u64) {
        self.counts[randomisation].positive += positive as u32;
    }

    /// Takes the moments of the next values of a randomisation.
    pub fn append(&mut self, randomisation: usize, moments: &Moments) {
        self.moments[randomisation].merge(moments);
    }

    /// Takes what another has counted.
    pub fn merge(&mut self, other: &Randomised) {
        for (all, more) in self.counts.iter_mut().zip(&other.counts) {
            all.positive += more.positive;
            for (all, more) in all.below.iter_mut().zip(more.below) {
                *all += more;
            }
            for (all, more) in all.at_most.iter_mut().zip(more.at_most) {
                *all += more;
            }
        }
    }

    /// Standard error of the mean; none where fewer than two randomisations have a value.
    pub fn standard_error(&self) -> Option<f64> {
        let means = self.moments.iter().filter_map(|moments| Some((moments.count() as f64, moments.mean()?)));
        error(&means.collect::<Vec<_>>())
    }

    /// Standard error of the share of values below the quantile of this number among the reported ones.
    pub fn share_error(&self, number: usize) -> Option<f64> {
        let of = |pick: fn(&Counts) -> &[u32; QUANTILES]| {
            let share = |(counts, moments): (&Counts, &Moments)| (f64::from(pick(counts)[number]), moments.count());
            share_error(self.counts.iter().zip(&self.moments).map(share))
        };
        let below = of(|counts| &counts.below)?;
        if self.repeat { of(|counts| &counts.at_most).map(|at_most| below.max(at_most)) } else { Some(below) }
    }

    /// Probability that it is above 0, of so many replications.
    pub fn positive(&self, seen: u64) -> Probability {
        probability(self.counts.iter().map(|counts| u64::from(counts.positive)), seen)
    }

    /// Probability that it is defined, of so many replications.
    pub fn defined(&self, seen: u64) -> Probability {
        probability(self.moments.iter().map(Moments::count), seen)
    }
}

/// Its counts; moments come of sums that are stored elsewhere.
impl Stored for Randomised {
    fn store(&self, to: &mut Writer) {
        for counts in &self.counts {
            to.whole(counts.positive.into());
            counts.below.iter().chain(&counts.at_most).for_each(|&count| to.whole(count.into()));
        }
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        for counts in &mut self.counts {
            counts.positive = from.small()?;
            for count in counts.below.iter_mut().chain(&mut counts.at_most) {
                *count = from.small()?;
            }
        }
        Ok(())
    }
}

/// Counts values below each threshold.
#[inline(always)]
fn add_below(below: &mut [u32; QUANTILES], thresholds: &[f64; QUANTILES], column: &[Lanes]) {
    let mut sums = [[0_u64; LANES]; QUANTILES];
    for values in column {
        for l in 0..LANES {
            let x = values.0[l];
            for (sum, threshold) in sums.iter_mut().zip(thresholds) {
                sum[l] += u64::from(x < *threshold);
            }
        }
    }
    for (below, sums) in below.iter_mut().zip(sums) {
        *below += sums.iter().sum::<u64>() as u32;
    }
}

/// Standard error of a mean of means of so many values each.
pub fn error(means: &[(f64, f64)]) -> Option<f64> {
    let total: f64 = means.iter().map(|(count, _)| count).sum();
    let mean = means.iter().map(|(count, mean)| count / total * mean).sum::<f64>();
    let weighted = |(count, mean_of_one): &(f64, f64)| {
        let part = count / total * (mean_of_one - mean);
        part * part
    };
    let sum: f64 = means.iter().map(weighted).sum();
    let r = means.len() as f64;
    (r > 1.0).then(|| (r / (r - 1.0) * sum).sqrt())
}

/// Standard error of a share from counts and what they are of.
fn share_error(counts: impl Iterator<Item = (f64, u64)>) -> Option<f64> {
    let shares: Vec<(f64, f64)> =
        counts.filter(|(_, of)| *of > 0).map(|(count, of)| (of as f64, count / of as f64)).collect();
    let total: f64 = shares.iter().map(|(of, _)| of).sum();
    let least = 0.5 * (shares.len() as f64).sqrt() / total;
    error(&shares).map(|error| error.max(least))
}

/// The share of all replications, as many in each randomisation, with its interval kept inside 0 and 1.
fn probability(counts: impl Iterator<Item = u64> + Clone, seen: u64) -> Probability {
    let each = seen / RANDOMISATIONS;
    let value = counts.clone().sum::<u64>() as f64 / (seen as f64).max(1.0);
    let half = share_error(counts.map(|count| (count as f64, each))).map_or(1.0, |error| T_975 * error);
    Probability { value, low: (value - half).max(0.0), high: (value + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Randomisation r holds 32 values: r of them 1, the others −1.
    fn some() -> Randomised {
        let mut randomised = Randomised::new([vec![-1.0; 50], vec![1.0; 50]].concat());
        for r in 0..COUNT {
            let value = |i: usize| if i < r { 1.0 } else { -1.0 };
            let rows: Vec<Lanes> = (0..2).map(|batch| Lanes::from_fn(|l| value(batch * LANES + l))).collect();
            randomised.add(r, &rows);
            randomised.add_positive(r, r as u64);
            let mut sums = crate::simulation::moments::Sums::around(0.0);
            sums.add(&rows);
            randomised.append(r, &Moments::of(sums.powers(), 0.0));
        }
        randomised
    }

    /// Means are (2r − 32)/32; those of 0 … 15 have the variance 68/3, so that the error is 2/32·√(68/3/16).
    #[test]
    fn errors_are_the_spread_of_randomisations() {
        let randomised = some();
        let error = randomised.standard_error().expect("sixteen of them");
        let share = (68.0_f64 / 3.0 / 16.0).sqrt() / 32.0;
        assert!((error / (2.0 * share) - 1.0).abs() < 1e-12, "{error}");
        // P50 and P75 are at 1, where −1 is what lies below; P5 and P25 at −1, with nothing below and the same share at
        // most.
        for number in 0..QUANTILES {
            assert!((randomised.share_error(number).expect("there") / share - 1.0).abs() < 1e-12, "{number}");
        }
        let positive = randomised.positive(512);
        assert_eq!(positive.value, 120.0 / 512.0);
        assert!((positive.high - positive.value - T_975 * share).abs() < 1e-12);
        assert_eq!(randomised.defined(512).value, 1.0);
    }

    /// Sixteen randomisations of 64 points that all agree may still each be off by half a point.
    #[test]
    fn shares_are_known_to_half_a_point() {
        let never = probability([0; COUNT].into_iter(), 1024);
        assert_eq!((never.value, never.low), (0.0, 0.0));
        assert!((never.high - T_975 * 0.5 / 64.0 / 4.0).abs() < 1e-15);
    }

    #[test]
    fn what_is_never_defined_has_no_error() {
        let nothing = Randomised::new(Vec::new());
        assert_eq!((nothing.standard_error(), nothing.share_error(3)), (None, None));
    }
}
