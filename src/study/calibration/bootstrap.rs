//! How far a figure of a sample can be trusted: the same figure of many samples drawn from it.
//!
//! Use it for figures without a formula for their error, on ten values or more; with fewer it is too narrow, and of a sample
//! with a few very large values it knows no more than these.
//!
//! The interval at 95 % runs from the 2.5 % to the 97.5 % quantile of the figure over [`RESAMPLES`] samples of n values drawn
//! with replacement. Draws belong to (seed, name, number), so that no other figure and no thread moves them.
//!
//! Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.

use model::lanes::LANES;
use model::samples::quantile;
use model::sampling::stream::{Stream, unit};

/// Samples drawn.
pub const RESAMPLES: usize = 2000;

/// Samples of n places with replacement, handed to a function that makes a figure of each.
pub fn over_samples(n: usize, seed: u64, name: &str, mut figure: impl FnMut(&[usize]) -> f64) -> Vec<f64> {
    let stream = Stream::new(seed);
    let key = stream.input(name);
    let mut places = vec![0; n];
    let mut figures = Vec::with_capacity(RESAMPLES);
    let (mut words, mut next) = ([0; LANES], LANES);
    let mut number = 0;
    for _ in 0..RESAMPLES {
        for place in &mut places {
            if next == LANES {
                words = stream.batch(number).words(key);
                (next, number) = (0, number + LANES as u64);
            }
            *place = ((unit(words[next]) * n as f64) as usize).min(n - 1);
            next += 1;
        }
        figures.push(figure(&places));
    }
    figures
}

/// The interval at 95 % of a figure of values.
pub fn interval(values: &[f64], seed: u64, name: &str, figure: impl Fn(&mut [f64]) -> f64) -> [f64; 2] {
    if values.is_empty() {
        return [f64::NAN; 2];
    }
    let mut sample = vec![0.0; values.len()];
    let figures = over_samples(values.len(), seed, name, |places| {
        for (one, place) in sample.iter_mut().zip(places) {
            *one = values[*place];
        }
        figure(&mut sample)
    });
    middle_95(figures)
}

/// The 2.5 % and 97.5 % quantiles.
pub fn middle_95(mut figures: Vec<f64>) -> [f64; 2] {
    figures.sort_unstable_by(f64::total_cmp);
    [0.025, 0.975].map(|level| quantile(&figures, level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::samples::mean;

    /// The mean of 0/1 values, half of them 1, n = 400: standard error 0.025, so ±0.049. Of 2,000 samples the ends have a
    /// standard error of about 0.0015; 0.005 is more than three of them.
    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide() {
        let values: Vec<f64> = (0..400).map(|k| f64::from(k % 2)).collect();
        let [low, high] = interval(&values, 1, "a", |sample| mean(sample));
        assert!((low - 0.451).abs() < 0.005 && (high - 0.549).abs() < 0.005, "{low} {high}");
        assert_eq!([low, high], interval(&values, 1, "a", |sample| mean(sample)));
        assert_ne!([low, high], interval(&values, 2, "a", |sample| mean(sample)));
    }
}
