//! Shares in whole minor units of a currency that add up to the total, by largest remainder.
//!
//! Use it wherever shares are printed or billed. Every share is first rounded down; the units that are then missing go one
//! each to the largest remainders, of equals to the first in the order of ids.
//!
//! ```text
//! u_i = ⌊x_i 10^d⌋ + (1 for the k largest remainders),   k = round(total 10^d) − Σ_j ⌊x_j 10^d⌋
//! ```
//!
//! x_i share of member i, d decimals of the currency. Remainders are exact: a share is a whole number over a power of 2, so
//! that only whole numbers are compared; those that differ by noise alone may be taken for alike. Shares below 2⁻³⁷ of a
//! unit count as 0.
//! Assumes shares that add up to the total but for rounding. Cost: n log n.
//!
//! Balinski & Young (1982), Fair representation (the method of Hamilton).
//!
//! ```
//! use model::allocation::rounding;
//! let third = 10.0 / 3.0;
//! assert_eq!(rounding::minor_units(&[third, third, third], &["c", "a", "b"], 10.0, 2, 0.0), Some(vec![333, 334, 333]));
//! assert_eq!(rounding::decimal(-105, 2), "-1.05");
//! ```

/// Largest amount that is rounded.
const MOST: f64 = 1e16;
/// Most decimals.
pub const MOST_DECIMALS: u32 = 9;
/// Remainders are counted in units of 2⁻¹²⁰.
const FRACTION: i32 = 120;

/// Shares in units of 10^−`decimals`, adding up to the total rounded to them. None if an amount is not finite or beyond
/// 10¹⁶, if there are too many decimals, or if the shares do not add up to the total but for rounding. Remainders are
/// compared in steps of `noise` units, the error that shares may have; exactly if it is 0.
pub fn minor_units(
    shares: &[f64],
    ids: &[impl AsRef<str>],
    total: f64,
    decimals: u32,
    noise: f64,
) -> Option<Vec<i128>> {
    let (whole, rest) = parts(total, decimals)?;
    let wanted = whole + i128::from(rest >= 1 << (FRACTION - 1));
    let parts: Vec<(i128, u128)> = shares.iter().map(|share| parts(*share, decimals)).collect::<Option<_>>()?;
    let mut units: Vec<i128> = parts.iter().map(|(whole, _)| *whole).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let step = ((noise.clamp(0.0, 0.5) * (1_u128 << FRACTION) as f64) as u128).max(1);
    let remainder = |i: usize| (parts[i].1 + step / 2) / step;
    order.sort_by(|a, b| remainder(*b).cmp(&remainder(*a)).then_with(|| ids[*a].as_ref().cmp(ids[*b].as_ref())));
    let missing = wanted - units.iter().sum::<i128>();
    let count = shares.len() as i128;
    // Of amounts so large that a number does not hold single units any more, some more may be missing.
    let size: i128 = units.iter().map(|units| units.abs()).sum();
    if count == 0 || missing.abs() > count + (size >> 40) {
        return None;
    }
    // The shares may also lie a trifle above a total that is rounded down: then the smallest remainders lose one.
    units.iter_mut().for_each(|units| *units += missing.div_euclid(count));
    let rest = missing.rem_euclid(count) as usize;
    order.iter().take(rest).for_each(|i| units[*i] += 1);
    Some(units)
}

/// An amount in minor units, rounded down, and the exact remainder in units of 2⁻¹²⁰.
fn parts(amount: f64, decimals: u32) -> Option<(i128, u128)> {
    if decimals > MOST_DECIMALS || !amount.is_finite() || amount.abs() > MOST {
        return None;
    }
    let bits = amount.abs().to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, i128::from(bits & ((1 << 52) - 1)));
    let (mantissa, shift) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    // |amount| × 10^decimals = scaled × 2^shift
    let scaled = mantissa * 10_i128.pow(decimals);
    let scaled = if amount < 0.0 { -scaled } else { scaled };
    Some(match shift {
        0.. => (scaled << shift, 0),
        shift if shift < -FRACTION => (0, 0),
        shift => {
            let whole = scaled >> -shift;
            let rest = scaled - (whole << -shift);
            (whole, (rest as u128) << (FRACTION + shift))
        }
    })
}

/// Minor units as a decimal number.
pub fn decimal(units: i128, decimals: u32) -> String {
    let unit = 10_u128.pow(decimals.min(MOST_DECIMALS));
    let (whole, part) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
    let sign = if units < 0 { "-" } else { "" };
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part:0width$}", width = decimals as usize),
    }
}
