//! The number of incidents: the smallest k with P(K ≤ k) ≥ u of a Poisson variable (model.md section 3).

use crate::distribution::{Tails, score_quantile};
use crate::lanes::{Lanes, vectorised};

/// Above this mean the sum is taken in logarithms, as exp(−mean) would lose digits.
const PLAIN: f64 = 500.0;
/// Above this mean the count is the nearest whole number to the normal quantile with its skewness: the smallest k but
/// in few draws, where it is one beside.
const LARGE: f64 = 1e6;
/// A term this small against the sum no longer moves it.
const NOTHING: f64 = 1e-18;

/// Turns means into counts, lane by lane; 0 for mean 0. `u` gives the level of each. What is left in `nones` does not
/// matter.
#[inline(always)]
pub fn quantiles(means: &mut [Lanes], nones: &mut Vec<Lanes>, u: impl Fn(usize) -> Lanes) {
    // One exponential does not wait for the other as long as no counting stands between them.
    nones.clear();
    for &mean in means.iter() {
        nones.push((Lanes::ZERO - mean).exp());
    }
    for (i, (mean, &none)) in means.iter_mut().zip(nones.iter()).enumerate() {
        *mean = from_none(*mean, u(i), none);
    }
}

/// Lane by lane; 0 for mean 0.
#[inline(always)]
pub fn quantile(mean: Lanes, u: Lanes) -> Lanes {
    from_none(mean, u, (Lanes::ZERO - mean).exp())
}

/// The same, with the probability of none.
#[inline(always)]
fn from_none(mean: Lanes, u: Lanes, none: Lanes) -> Lanes {
    if none.ge(u).all() {
        return Lanes::ZERO;
    }
    count(mean, u, none)
}

/// Where there is more than none in some lane.
fn count(mean: Lanes, u: Lanes, none: Lanes) -> Lanes {
    vectorised(
        #[inline(always)]
        || count_inlined(mean, u, none),
    )
}

#[inline(always)]
fn count_inlined(mean: Lanes, u: Lanes, none: Lanes) -> Lanes {
    if mean.gt(Lanes::splat(PLAIN)).any() {
        return Lanes(std::array::from_fn(|l| one(mean.0[l], u.0[l])));
    }
    let (mut term, mut sum) = (none, none);
    let (mut count, mut k) = (Lanes::ZERO, 0.0);
    // A rounded sum can stay just below u for ever: past the mean, a term that is nothing ends the search.
    loop {
        let open = sum.lt(u) & (Lanes::splat(k).lt(mean) | term.gt(sum * NOTHING));
        if !open.any() {
            return count;
        }
        k += 1.0;
        count += open.number();
        term = term * (mean * (1.0 / k));
        sum += term;
    }
}

fn one(mean: f64, u: f64) -> f64 {
    if mean == 0.0 || u <= 0.0 {
        return 0.0;
    }
    if mean > LARGE {
        return large(mean, u);
    }
    let log_mean = libm::log(mean);
    // What lies 12 standard deviations below the mean weighs less than 1e-30.
    let mut k = (mean - 12.0 * mean.sqrt()).floor().max(0.0);
    let mut log_term = k * log_mean - mean - libm::lgamma(k + 1.0);
    let mut sum = libm::exp(log_term);
    while sum < u {
        k += 1.0;
        log_term += log_mean - libm::log(k);
        let term = libm::exp(log_term);
        if k > mean && term < sum * NOTHING {
            break;
        }
        sum += term;
    }
    k
}

fn large(mean: f64, u: f64) -> f64 {
    let z = score_quantile(Tails { below: u, above: 1.0 - u });
    (mean + z * mean.sqrt() + (z * z - 1.0) / 6.0).max(0.0).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{DiscreteCDF, Poisson};

    fn lanes(mean: f64, u: f64) -> f64 {
        quantile(Lanes::splat(mean), Lanes::splat(u)).0[0]
    }

    #[test]
    fn agrees_with_the_distribution_function() {
        for mean in [1e-6, 0.3, 1.0, 7.7, 120.0, 499.0, 501.0, 800.0, 3e4] {
            let poisson = Poisson::new(mean).expect("a mean above 0");
            for u in [1e-9, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0 - 1e-9] {
                let k = lanes(mean, u) as u64;
                assert!(poisson.cdf(k) >= u - 1e-11, "{mean} {u} {k}");
                assert!(k == 0 || poisson.cdf(k - 1) < u + 1e-11, "{mean} {u} {k}");
            }
        }
    }

    #[test]
    fn the_two_sums_agree_and_nothing_hangs() {
        for u in [0.0, 0.2, 0.999_999] {
            assert_eq!(lanes(499.9, u), one(499.9, u));
        }
        assert_eq!(lanes(0.0, 0.999), 0.0);
        assert_eq!(one(0.0, 0.5), 0.0);
        assert!(lanes(0.5, 1.0 - f64::EPSILON / 2.0) < 30.0);
        assert_eq!(lanes(1e12, 0.5), 1e12);
    }

    /// The median of a mean of 2,000,000.4 is ⌊mean + 1/3⌋; in the sum's reach both counts differ in less than 1 % of
    /// levels.
    #[test]
    fn large_counts_are_the_smallest_that_reach_the_level() {
        assert_eq!(lanes(2_000_000.4, 0.5), 2_000_000.0);
        assert_eq!(lanes(2_000_000.8, 0.5), 2_000_001.0);
        let levels = (1..=60).map(|k| (f64::from(k) - 0.5) / 60.0);
        let beside: f64 = levels.map(|u| (one(9.999e5, u) - large(9.999e5, u)).abs()).sum();
        assert!(beside <= 1.0, "{beside} of 60 counts are one beside");
    }
}
