//! The value of a study: what observing an input a number of times before deciding would save.
//!
//! Use it to tell how large a study of one input may be before it costs more than it can earn. Perfect knowledge is worth
//! more ([`evppi`](super::evppi)) and is never to be had. With T what a study of n observations says,
//!
//! ```text
//! EVSI(n) = min_w E[D_w] − E[min_w E[D_w | T]],     0 = EVSI(0) ≤ EVSI(n) ≤ EVPPI = lim EVSI(n)
//! ```
//!
//! In every replication a study of the value that was drawn is drawn as well, and E[D_w | T] is estimated by the same
//! regression on T as on an input, counted on replications that it has not seen (Strong, Oakley, Brennan & Breeze 2015,
//! doi:10.1177/0272989X15575286). No family of distributions is needed, as where the posterior is had from a conjugate
//! one: the study says how observations come about, the replications say what was thought before. In units z of the
//! input (of its logarithm, where errors are relative), s² its variance over replications and e the error of one
//! observation, T is the normal posterior mean, which has as much in it as the mean of the observations:
//!
//! ```text
//! measured:  T = m + v (z + e/√n · U − m),     v = n/(n + n0),  n0 = e²/s²,  U standard normal
//! cases:     T = K/n,  K ~ Binomial(n, x)      of a probability
//! events:    T = K/n,  K ~ Poisson(n x)        of a hazard, n years
//! ```
//!
//! n0 is the number of observations that what is known today is worth (Jalal & Alarid-Escudero 2018,
//! doi:10.1177/0272989X17715627, who scale the fit to the input by √v instead, which holds where costs are linear in it);
//! an observation whose error is not given is as uncertain as the input, n0 = 1. What an estimate has above that of perfect
//! knowledge is its error, and is cut. Cost: a draw a replication and one regression.

use super::found::Observation;
use model::distribution::{Tails, score_quantile};
use model::lanes::LANES;
use model::samples::{mean, quantile};
use model::sampling::stream::{Stream, unit};

/// Half of the smallest step of a uniform number, so that none is 0.
const HALF_STEP: f64 = f64::EPSILON / 2.0;
/// Counts of a greater variance are normal, rounded to whole numbers.
const MANY: f64 = 50.0;

/// Uniform numbers strictly between 0 and 1 for the studies of an input, one a replication, whatever the size of the study.
pub fn uniform(seed: u64, path: &str, replications: usize) -> Vec<f64> {
    let stream = Stream::new(seed);
    let key = stream.input(&format!("study.{path}"));
    let batches = (0..replications).step_by(LANES).map(|first| stream.batch(first as u64).words(key));
    batches.flatten().take(replications).map(|word| unit(word) + HALF_STEP).collect()
}

/// How an input is measured whose error is not given: as uncertain as the input itself, relative where its values lie
/// more evenly by ratio than by difference around their median.
pub fn as_uncertain(values: &[f64]) -> Observation {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|level| quantile(&sorted, level));
    let by_ratio = ((low * high).max(0.0).sqrt() - middle).abs();
    let relative = sorted.first().is_some_and(|least| *least > 0.0) && by_ratio < ((low + high) / 2.0 - middle).abs();
    match relative {
        true => Observation::Relative { error: variance(&logarithms(values)).sqrt() },
        false => Observation::Absolute { error: variance(values).sqrt() },
    }
}

/// What a study says in each replication: an estimate of the input from so many observations.
pub fn told(values: &[f64], observations: u32, as_seen: Observation, uniform: &[f64]) -> Vec<f64> {
    let n = f64::from(observations);
    let each = |of: &dyn Fn(f64, f64) -> f64| values.iter().zip(uniform).map(|(x, u)| of(*x, *u)).collect();
    match as_seen {
        Observation::Absolute { error } => measured(values, n, error, uniform),
        Observation::Relative { error } => {
            measured(&logarithms(values), n, error, uniform).into_iter().map(libm::exp).collect()
        }
        Observation::Cases => each(&|x, u| cases(n, x, u) / n),
        Observation::Events => each(&|x, u| events(n * x, u) / n),
    }
}

fn measured(values: &[f64], n: f64, error: f64, uniform: &[f64]) -> Vec<f64> {
    let (middle, variance) = (mean(values), variance(values));
    let share = if variance > 0.0 { n * variance / (n * variance + error * error) } else { 0.0 };
    let score = |u: f64| score_quantile(Tails::from_below(u));
    let one = |(x, u): (&f64, &f64)| middle + share * (x + error / n.sqrt() * score(*u) - middle);
    values.iter().zip(uniform).map(one).collect()
}

fn logarithms(values: &[f64]) -> Vec<f64> {
    values.iter().map(|x| libm::log(*x)).collect()
}

/// The variance over replications.
fn variance(values: &[f64]) -> f64 {
    let middle = mean(values);
    values.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / values.len() as f64
}

/// The number of n cases in which what has probability p happened.
fn cases(n: f64, p: f64, u: f64) -> f64 {
    if p > 0.5 {
        return n - cases(n, 1.0 - p, 1.0 - u);
    }
    let variance = n * p * (1.0 - p);
    if variance > MANY {
        return normal(n * p, variance, u).min(n);
    }
    let odds = p / (1.0 - p);
    smallest(libm::exp(n * libm::log1p(-p)), u, n, |k| (n - k) / (k + 1.0) * odds)
}

/// The number of events where so many are to be expected.
fn events(expected: f64, u: f64) -> f64 {
    if expected > MANY {
        return normal(expected, expected, u);
    }
    smallest(libm::exp(-expected), u, f64::INFINITY, |k| expected / (k + 1.0))
}

fn normal(mean: f64, variance: f64, u: f64) -> f64 {
    (mean + variance.sqrt() * score_quantile(Tails::from_below(u))).round().max(0.0)
}

/// The smallest k with P(K ≤ k) ≥ u, from P(K = 0) and the ratio of each probability to the one before.
fn smallest(none: f64, u: f64, most: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut k, mut term, mut sum) = (0.0, none, none);
    // A rounded sum may stay just below u: terms that are nothing end the search.
    while sum < u && k < most && (term > sum * 1e-18 || sum == 0.0) {
        term *= ratio(k);
        sum += term;
        k += 1.0;
    }
    k
}

#[cfg(test)]
mod tests {
    use super::super::evppi::partial;
    use super::super::found::Estimated;
    use super::*;
    use model::distribution::score_above;

    const N: usize = 40_000;

    /// The unit normal loss integral: E[max(0, Z − d)].
    fn loss(d: f64) -> f64 {
        (-0.5 * d * d).exp() / std::f64::consts::TAU.sqrt() - d * score_above(d)
    }

    fn scores(path: &str) -> Vec<f64> {
        uniform(1, path, N).into_iter().map(|u| score_quantile(Tails::from_below(u))).collect()
    }

    /// What it is worth to be told, where sharing costs so much more than building alone.
    fn worth(cost: &[f64], told: &[f64]) -> Estimated {
        partial(&[&vec![0.0; cost.len()], cost], &[told])
    }

    /// Costs 0 and 10 + 20 z, z standard normal; of n observations, each off by 2 (n0 = 4), the posterior mean has the
    /// variance n/(n + 4), so that the study is worth 20 √v loss(1/(2 √v)) (Raiffa & Schlaifer 1961, section 5.2).
    #[test]
    fn normal_observations_of_a_normal_input_are_worth_their_loss_integral() {
        let z = scores("z");
        let cost: Vec<f64> = z.iter().map(|z| 10.0 + 20.0 * z).collect();
        let u = uniform(1, "other", N);
        let mut before = 0.0;
        for n in [1, 4, 12, 100] {
            let spread = 20.0 * (f64::from(n) / f64::from(n + 4)).sqrt();
            let found = worth(&cost, &told(&z, n, Observation::Absolute { error: 2.0 }, &u));
            let want = spread * loss(10.0 / spread);
            // Three standard errors of 40,000 replications, and the misfit of a line that is one.
            assert!((found.value - want).abs() < 0.15, "{n}: {found:?} for {want}");
            assert!(found.value > before, "{n}");
            before = found.value;
        }
        let known = worth(&cost, &z);
        let all = worth(&cost, &told(&z, u32::MAX, Observation::Absolute { error: 2.0 }, &u));
        assert!((all.value - known.value).abs() < 1e-3 * known.value, "{all:?} {known:?}");
        let nothing = worth(&cost, &told(&z, 1, Observation::Absolute { error: 1e6 }, &u));
        assert!(nothing.value < 3.0 * nothing.standard_error + 1e-9, "{nothing:?}");
        let exact = told(&z, 1, Observation::Absolute { error: 0.0 }, &u);
        assert!(exact.iter().zip(&z).all(|(told, z)| (told - z).abs() < 1e-12));
    }

    /// The same of logarithms: costs 0 and 10 + 20 ln x.
    #[test]
    fn relative_errors_are_those_of_the_logarithm() {
        let z = scores("z");
        let x: Vec<f64> = z.iter().map(|z| (0.3 * z).exp()).collect();
        let cost: Vec<f64> = z.iter().map(|z| 10.0 + 20.0 * z).collect();
        let found = worth(&cost, &told(&x, 4, Observation::Relative { error: 0.6 }, &uniform(1, "other", N)));
        let want = 20.0 * 0.5_f64.sqrt() * loss(0.5_f64.sqrt());
        assert!((found.value - want).abs() < 0.15, "{found:?} for {want}");
        let Observation::Relative { error } = as_uncertain(&x) else { panic!("relative") };
        assert!((error - 0.3).abs() < 0.005, "{error}");
        let Observation::Absolute { error } = as_uncertain(&z) else { panic!("absolute") };
        assert!((error - 1.0).abs() < 0.015, "{error}");
    }

    /// Costs 0 and 100 (x − 0.6), x uniform from 0 to 1: k of n cases leave a mean of (k + 1)/(n + 2), and each k is
    /// equally likely.
    #[test]
    fn cases_of_a_uniform_probability_are_worth_what_beta_says() {
        let x = uniform(1, "x", N);
        let cost: Vec<f64> = x.iter().map(|x| 100.0 * (0.6 - x)).collect();
        for n in [1_u32, 5, 30, 1000] {
            let of = |k: u32| (f64::from(k + 1) / f64::from(n + 2) - 0.6).max(0.0) / f64::from(n + 1);
            let want = 100.0 * (0..=n).map(of).sum::<f64>();
            let found = worth(&cost, &told(&x, n, Observation::Cases, &uniform(1, "other", N)));
            assert!((found.value - want).abs() < 0.3, "{n}: {found:?} for {want}");
        }
    }

    /// Means and variances of counts, small and great: five standard errors of 40,000.
    #[test]
    fn counts_have_the_moments_of_their_laws() {
        let u = uniform(1, "u", N);
        let moments = |of: &dyn Fn(f64) -> f64| {
            let counts: Vec<f64> = u.iter().map(|u| of(*u)).collect();
            (mean(&counts), variance(&counts))
        };
        let near = |(found, variance): (f64, f64), want: f64, spread: f64| {
            assert!((found - want).abs() < 5.0 * (spread / N as f64).sqrt(), "{found} for {want}");
            assert!((variance / spread - 1.0).abs() < 0.06, "{variance} for {spread}");
        };
        for (n, p) in [(1.0, 0.3), (10.0, 0.9), (200.0, 0.02), (5000.0, 0.4)] {
            near(moments(&|u| cases(n, p, u)), n * p, n * p * (1.0 - p));
        }
        for expected in [0.2, 7.0, 49.0, 3000.0] {
            near(moments(&|u| events(expected, u)), expected, expected);
        }
        for u in [1e-16, 0.5, 1.0 - 1e-16] {
            assert_eq!((cases(7.0, 0.0, u), cases(7.0, 1.0, u), events(0.0, u)), (0.0, 7.0, 0.0));
        }
    }
}
