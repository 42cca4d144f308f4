//! A key: shares in proportion to given weights, such as inhabitants or a statutory key.
//!
//! Use it where a key is agreed and trusted. Do not use it to find out who gains: it looks at no cost.
//!
//! ```text
//! x_i = c(N) × W_i / Σ_j W_j
//! ```
//!
//! W_i weight of member i, in any unit; c(N) the total.
//! Assumes weights of 0 or more with a positive sum. Cost: n. Plain arithmetic; no source needed.
//!
//! ```
//! use model::allocation::key;
//! assert_eq!(key::shares(12.0, &[1.0, 3.0]), Ok(vec![3.0, 9.0]));
//! ```

use super::NoDivision;

/// What each member pays.
///
/// # Errors
/// If a weight is negative or not finite, or all are 0.
pub fn shares(total: f64, weights: &[f64]) -> Result<Vec<f64>, NoDivision> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 || !sum.is_finite() || weights.iter().any(|weight| *weight < 0.0) {
        return Err(NoDivision::NoWeights);
    }
    Ok(weights.iter().map(|weight| total * (weight / sum)).collect())
}
