//! Scores of forecasts against what came: PIT, CRPS, Brier, intervals over cases.
//!
//! Use them where an outcome is known; with few cases they tell little, and each travels with its interval.
//!
//! ```text
//! PIT:   F(y−), F(y−) + ½·P(Y = y), F(y)      the middle one is the mid-PIT: uniform of continuous forecasts that are right
//! CRPS:  E|X − y| − ½·E|X − X'|               X, X' two draws of the forecast; |x − y| where the forecast is one value
//! Brier: (p − o)²                             o = 1 where it happened
//! mean over n cases: m ± t·s/√n               t of n − 1 degrees of freedom, by the beta distribution
//! ```
//!
//! Sources: Gneiting & Raftery, JASA 102 (2007) 359–378, doi:10.1198/016214506000001437 (CRPS, Brier); Czado, Gneiting
//! & Held, Biometrics 65 (2009) 1254–1261, doi:10.1111/j.1541-0420.2009.01191.x (PIT of counts).
//!
//! ```
//! use study::analysis::backtest::scores::{crps, pit};
//! let forecast = [1.0, 2.0, 2.0, 5.0];
//! assert_eq!(pit(&forecast, 2.0), [0.25, 0.5, 0.75]);
//! assert_eq!(crps(&[3.0], 5.0), 2.0);
//! ```

use super::found::MeanOfCases;
use model::distribution::{Distribution, Tails};

/// Shares of ascending values below what came, with half of those equal to it, and with all of them.
pub fn pit(ascending: &[f64], came: f64) -> [f64; 3] {
    let n = ascending.len() as f64;
    let below = ascending.partition_point(|&x| x < came) as f64 / n;
    let at_most = ascending.partition_point(|&x| x <= came) as f64 / n;
    [below, (below + at_most) / 2.0, at_most]
}

/// Continuous ranked probability score of ascending values, in their unit.
pub fn crps(ascending: &[f64], came: f64) -> f64 {
    let n = ascending.len() as f64;
    let distance: f64 = ascending.iter().map(|x| (x - came).abs()).sum();
    // Of ascending values, the sum of all distances between two is that of x_i (2i − n + 1).
    let spread: f64 = ascending.iter().enumerate().map(|(i, x)| x * (2.0 * i as f64 - n + 1.0)).sum();
    distance / n - spread / (n * n)
}

/// Brier score of one event.
pub fn brier(probability: f64, came: f64) -> f64 {
    (probability - came) * (probability - came)
}

/// Share of ascending values between two ends, ends included.
pub fn within(ascending: &[f64], [low, high]: [f64; 2]) -> f64 {
    let (from, to) = (ascending.partition_point(|&x| x < low), ascending.partition_point(|&x| x <= high));
    to.saturating_sub(from) as f64 / ascending.len() as f64
}

/// The mean over cases with its 95 % interval; none without a case.
pub fn mean_of_cases(values: &[f64]) -> Option<MeanOfCases> {
    let n = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let value = values.iter().sum::<f64>() / n;
    let square: f64 = values.iter().map(|x| (x - value) * (x - value)).sum();
    let half = student(n - 1.0).map(|t| t * (square / (n - 1.0) / n).sqrt());
    Some(MeanOfCases { value: value + 0.0, low: half.map(|half| value - half), high: half.map(|half| value + half) })
}

/// 97.5 % quantile of Student's t: t² / (freedom + t²) has a beta distribution. None of less than one degree.
fn student(freedom: f64) -> Option<f64> {
    if freedom < 1.0 {
        return None;
    }
    let share = Distribution::beta(0.5, freedom / 2.0, 0.0, 1.0).ok()?.quantile(Tails::from_below(0.95));
    Some((freedom * share / (1.0 - share)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crps_is_that_of_its_definition() {
        let forecast: [f64; 5] = [0.5, 1.0, 4.0, 4.0, 9.0];
        for came in [-1.0, 1.0, 3.0, 20.0] {
            let n = forecast.len() as f64;
            let distance: f64 = forecast.iter().map(|x| (x - came).abs()).sum::<f64>() / n;
            let pairs = forecast.iter().flat_map(|x| forecast.iter().map(move |y| (x - y).abs())).sum::<f64>();
            assert!((crps(&forecast, came) - (distance - pairs / (2.0 * n * n))).abs() < 1e-12, "{came}");
        }
    }

    #[test]
    fn intervals_over_cases_are_students() {
        // Tables: 12.706 of 1 degree, 2.7764 of 4, 1.9600 of very many.
        for (freedom, table) in [(1.0, 12.7062), (4.0, 2.776_45), (1e6, 1.959_97)] {
            assert!((student(freedom).expect("a quantile") - table).abs() < 1e-4 * table, "{freedom}");
        }
        let known = mean_of_cases(&[1.0, 2.0, 3.0, 4.0, 5.0]).expect("cases");
        // s = √2.5, 3 ± 2.77645·√(2.5/5)
        assert_eq!(known.value, 3.0);
        assert!((known.high.expect("five cases") - (3.0 + 2.776_45 * 0.5f64.sqrt())).abs() < 1e-4);
        assert_eq!(mean_of_cases(&[7.0]), Some(MeanOfCases { value: 7.0, low: None, high: None }));
        assert_eq!(mean_of_cases(&[]), None);
    }

    #[test]
    fn shares_within_ends_include_them() {
        let values = [1.0, 2.0, 2.0, 3.0];
        assert_eq!(within(&values, [2.0, 2.0]), 0.5);
        assert_eq!(within(&values, [0.0, 9.0]), 1.0);
        assert_eq!(within(&values, [2.5, 2.6]), 0.0);
        assert!((brier(0.2, 1.0) - 0.64).abs() < 1e-15);
    }
}
