//! Reported 95 % intervals cover the truth about as often as they say.
//!
//! Each of 400 seeds gives one interval from 400 replications. The number of intervals that cover is binomial: of 400
//! at a true 95 %, fewer than 368 (92 %) with probability 0.4 %, more than 390 (97.5 %) with 0.4 %. The seeds are
//! fixed, so a test passes always or never. Intervals of a true coverage of 90 % or 98.5 % are caught nine times in
//! ten.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod trial;

use model::results::{Estimate, Quantile, Results};
use model::scenario::{Scenario, Strategy};
use model::simulation::{Settings, simulate, summarise};
use std::ops::ControlFlow;
use std::sync::OnceLock;
use trial::read;

const SEEDS: u64 = 400;
const REPLICATIONS: u64 = 400;

/// Effort alone is the size, lognormal with median 100 and sigma 0.5; the core is abandoned in 30 of 100 replications.
const TEXT: &str = r#"
title = "Cheap"
currency = "CAD"
price_year = 2024
horizon = 2
discount_rate = 0
module = [{ id = "m", size = { lognormal = { median = 100, sigma = 0.5 } } }]
administration = [{ id = "a", level = "city", labour_rate = 1, legacy_cost = 0, overrun = 1, adaptation = 0 }]
[effort]
cancellation = 0
overrun_growth = 0
[schedule]
coefficient = 1
exponent = 0
overrun_exponent = 0
[running]
maintenance = 0
enhancement = 0
merging = 0
[reuse]
writing_for_reuse = 1
reusing = 0
variety = 0
[consortium]
overrun = 1
setup = 0
coordination = 0
support = 0
cancellation = 0.3
exit_build = 0
exit = 0
dissolution = 0
"#;

fn results(scenario: &Scenario, seed: u64) -> Results {
    let settings = Settings::new(REPLICATIONS, seed);
    let simulation = simulate(scenario, &settings, &mut |_| ControlFlow::Continue(())).expect("finite");
    summarise(scenario, &simulation)
}

/// The results of all seeds, found once for all tests.
fn all() -> &'static [Results] {
    static ALL: OnceLock<Vec<Results>> = OnceLock::new();
    ALL.get_or_init(|| {
        let scenario = read(TEXT, &[]);
        (0..SEEDS).map(|seed| results(&scenario, seed)).collect()
    })
}

/// Asserts that intervals, one a seed, cover a truth as often as 95 % intervals do.
fn assert_covers(truth: f64, interval: impl Fn(&Results) -> (f64, f64), what: &str) {
    let covers = |results: &&Results| {
        let (low, high) = interval(results);
        assert!(low < high, "{what}: an interval from {low} to {high}");
        low <= truth && truth <= high
    };
    let share = all().iter().filter(covers).count() as f64 / SEEDS as f64;
    println!("{what}: {share}");
    assert!((0.92..=0.975).contains(&share), "{what}: {share} of the intervals cover");
}

fn effort(results: &Results) -> &Estimate {
    &results.strategy(Strategy::Independent).expect("always there").effort
}

fn quantile(results: &Results, percent: u32) -> (f64, f64) {
    let of = |quantile: &&Quantile| quantile.percent == percent;
    let quantile = effort(results).quantiles.iter().find(of).expect("reported");
    (quantile.low.expect("an interval"), quantile.high.expect("an interval"))
}

/// The mean of the lognormal is 100·e^(0.5²/2).
#[test]
fn intervals_of_the_mean_cover() {
    let interval = |results: &Results| {
        let (mean, error) = (effort(results).mean.expect("a mean"), effort(results).standard_error.expect("an error"));
        (mean - 1.96 * error, mean + 1.96 * error)
    };
    assert_covers(100.0 * 0.125_f64.exp(), interval, "mean");
}

#[test]
fn intervals_of_the_median_cover() {
    assert_covers(100.0, |results| quantile(results, 50), "median");
}

/// P90 is 100·e^(0.5·1.2815515655446004).
#[test]
fn intervals_of_a_high_quantile_cover() {
    assert_covers(100.0 * (0.5 * 1.281_551_565_544_600_4_f64).exp(), |results| quantile(results, 90), "P90");
}

#[test]
fn wilson_intervals_cover() {
    let interval = |results: &Results| (results.consortium.abandoned.low, results.consortium.abandoned.high);
    assert_covers(0.3, interval, "abandoned");
}

/// An interval of a mean is as wide as the spread over seeds of the mean itself: the standard error is no guess.
/// Its ratio to the true one varies by 1/√(2·400) = 3.5 % over 400 seeds; 15 % is four times that.
#[test]
fn standard_errors_are_the_spread_of_means() {
    let means: Vec<f64> = all().iter().map(|results| effort(results).mean.expect("a mean")).collect();
    let errors: Vec<f64> = all().iter().map(|results| effort(results).standard_error.expect("an error")).collect();
    let ratio = trial::mean(&errors) / trial::variance(&means).sqrt();
    assert!((ratio - 1.0).abs() < 0.15, "{ratio}");
}
