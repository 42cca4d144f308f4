//! How heavy an upper tail is: Hill's estimate of its index.
//!
//! Use it on fifty values or more before a mean is trusted; lognormal tails look like a low index, too, and both mean
//! that a few values decide.
//!
//! Of the k largest of n values, x_(1) the largest: α = k / Σ ln(x_(i)/x_(k+1)). If P(X > x) falls as x^−α, 2kα/α̂ is
//! χ² of 2k degrees, which gives the interval. α ≤ 1: no mean; α ≤ 2: no variance. k is a tenth of n, at least 10.
//!
//! Source: Hill, A simple general approach to inference about the tail of a distribution, Annals of Statistics 3 (1975)
//! 1163–1174, doi:10.1214/aos/1176343247.

use model::distribution::{Distribution, Tails};

/// Fewest values.
pub const LEAST: usize = 20;

/// The index of a tail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// Values that it is of.
    pub k: usize,
    /// α.
    pub index: f64,
    /// Its interval at 95 %.
    pub interval: [f64; 2],
}

/// The index of the upper tail of sorted values; none of fewer than twenty, or where the tail holds values not above 0,
/// or all the same.
pub fn hill(sorted: &[f64]) -> Option<Tail> {
    if sorted.len() < LEAST {
        return None;
    }
    let k = (sorted.len() / 10).max(10);
    let (below, tail) = sorted.split_at(sorted.len() - k);
    let from = *below.last()?;
    if from <= 0.0 {
        return None;
    }
    let sum: f64 = tail.iter().map(|x| libm::log(x / from)).sum();
    if sum <= 0.0 {
        return None;
    }
    let index = k as f64 / sum;
    // χ² of 2k degrees over 2k is a gamma of shape k and scale 1/k.
    let ratio = Distribution::gamma(k as f64, 1.0 / k as f64).ok()?;
    let interval = [0.025, 0.975].map(|level| index * ratio.quantile(Tails::from_below(level)));
    Some(Tail { k, index, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nine at 1, then e, …: with 20 values k is 10.
    #[test]
    fn the_index_by_hand() {
        let mut values = vec![1.0; 10];
        values.extend([2.0_f64; 10].map(|x| x.exp()));
        let tail = hill(&values).expect("a tail");
        assert_eq!((tail.k, tail.index), (10, 0.5));
        // χ²(20): 9.591 and 34.170
        assert!((tail.interval[0] - 0.5 * 9.5908 / 20.0).abs() < 1e-4);
        assert!((tail.interval[1] - 0.5 * 34.1696 / 20.0).abs() < 1e-4);
        assert_eq!(hill(&values[..19]), None);
        assert_eq!(hill(&[3.0; 30]), None);
    }

    #[test]
    fn the_index_of_a_pareto_is_found() {
        let law = Distribution::pareto(1.0, 1.5).expect("a distribution");
        let at = |k: i32| law.quantile(Tails::from_below((f64::from(k) + 0.5) / 2000.0));
        let tail = hill(&(0..2000).map(at).collect::<Vec<f64>>()).expect("a tail");
        assert!((tail.index - 1.5).abs() < 0.05 && tail.interval[0] < 1.5 && tail.interval[1] > 1.5);
    }
}
