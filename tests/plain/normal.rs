//! The standard normal quantile, for incident counts too large to be summed.

use std::f64::consts::TAU;

/// The z with Φ(z) = u, for u in (0, 1), by Newton's method.
///
/// From 0 every step goes outward and falls short of z, since Φ bends towards 1 and 0: the first that does neither is
/// a matter of rounding.
pub fn quantile(u: f64) -> f64 {
    let mut z = 0.0_f64;
    loop {
        let next = z + (u - distribution(z)) / density(z);
        if next.abs() <= z.abs() {
            return z;
        }
        z = next;
    }
}

/// φ(z).
fn density(z: f64) -> f64 {
    (-z * z / 2.0).exp() / TAU.sqrt()
}

/// Φ(z) = 1/2 + φ(z)·(z + z³/3 + z⁵/(3·5) + …).
fn distribution(z: f64) -> f64 {
    let mut term = z;
    let mut sum = z;
    let mut odd = 1.0;
    while term.abs() > 1e-17 * sum.abs() {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    0.5 + density(z) * sum
}
