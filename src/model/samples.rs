//! Plain figures of a list of values: mean, median, quantile.

/// The mean; not a number of no values.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The quantile of ascending values, type 7; not a number of no values.
pub fn quantile(ascending: &[f64], probability: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return f64::NAN };
    let position = probability * last as f64;
    let rank = (position as usize).min(last);
    let (low, high) = (ascending[rank], ascending[(rank + 1).min(last)]);
    low + (high - low) * (position - rank as f64)
}

/// The median of values, which it reorders; not a number of no values.
pub fn median(values: &mut [f64]) -> f64 {
    let Some(middle) = values.len().checked_sub(1).map(|last| last / 2) else { return f64::NAN };
    let even = values.len().is_multiple_of(2);
    let (_, &mut low, above) = values.select_nth_unstable_by(middle, f64::total_cmp);
    match even {
        true => between(low, above.iter().copied().fold(f64::INFINITY, f64::min)),
        false => low,
    }
}

/// The middle of two numbers, also of the largest and of infinite ones.
fn between(low: f64, high: f64) -> f64 {
    if low == high { low } else { 0.5 * low + 0.5 * high }
}

/// The standard error of the mean; 0 of one value.
pub fn error_of_mean(values: &[f64]) -> f64 {
    let (n, middle) = (values.len() as f64, mean(values));
    let squares: f64 = values.iter().map(|x| (x - middle) * (x - middle)).sum();
    (squares / (n - 1.0).max(1.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        assert_eq!(mean(&[1.0, 2.0, 6.0]), 3.0);
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(median(&mut [f64::INFINITY, f64::INFINITY]), f64::INFINITY);
        assert_eq!((error_of_mean(&[1.0, 3.0]), error_of_mean(&[7.0])), (1.0, 0.0));
        assert!(quantile(&[], 0.5).is_nan() && median(&mut []).is_nan() && mean(&[]).is_nan());
    }
}
