//! Shares in minor units: exact, adding up, off by less than a unit, whatever the numbers.

use model::allocation::rounding::{MOST_DECIMALS, decimal, minor_units};
use proptest::prelude::*;

fn ids(n: usize) -> Vec<String> {
    (0..n).map(|i| format!("m{i:03}")).collect()
}

#[test]
fn known_cases() {
    let round = |shares: &[f64], total: f64, decimals| minor_units(shares, &ids(shares.len()), total, decimals, 0.0);
    assert_eq!(round(&[0.5, 0.5], 1.0, 0), Some(vec![1, 0]));
    assert_eq!(round(&[-0.5, 1.5], 1.0, 0), Some(vec![0, 1]));
    assert_eq!(
        round(&[20.0117, 10.7083, 6.6067, 10.3727, 16.9453, 19.1753], 83.82, 2),
        Some(vec![2001, 1071, 661, 1037, 1694, 1918])
    );
    // Both are a little less than they look, 0.715 by more.
    assert_eq!(round(&[0.285, 0.715], 1.0, 2), Some(vec![29, 71]));
    assert_eq!(round(&[1e-300, -1e-300, 3.0], 3.0, 2), Some(vec![0, 0, 300]));
    assert_eq!(round(&[10.0, 10.0], 19.994_999_9, 2), Some(vec![1000, 999]));
    assert_eq!(
        round(&[9e15, 0.25], 9e15, 9).map(|units| units.iter().sum::<i128>()),
        Some(9_000_000_000_000_000_000_000_000)
    );
    assert_eq!(round(&[1.0], 5.0, 2), None);
    assert_eq!(round(&[f64::NAN], f64::NAN, 2), None);
    assert_eq!(round(&[1e17], 1e17, 2), None);
    assert_eq!(round(&[1.0], 1.0, MOST_DECIMALS + 1), None);
    assert_eq!([decimal(5, 2), decimal(-5, 2), decimal(1234, 0), decimal(0, 3)], ["0.05", "-0.05", "1234", "0.000"]);
}

#[test]
fn noise_decides_no_tie() {
    let shares = [12.056_666_666_666_656, 4.996_666_666_666_659, 8.606_666_666_666_683];
    let total = 25.66;
    assert_eq!(minor_units(&shares, &ids(3), total, 2, 1e-6), Some(vec![1206, 500, 860]));
    assert_eq!(minor_units(&shares, &ids(3), total, 2, 0.0), Some(vec![1205, 500, 861]));
}

#[test]
fn ties_go_to_the_first_id() {
    let rounded = minor_units(&[0.25, 0.25, 0.25, 0.25], &["d", "b", "a", "c"], 1.0, 1, 0.0);
    assert_eq!(rounded, Some(vec![2, 3, 3, 2]));
}

proptest! {
    #[test]
    fn shares_add_up_and_none_is_off_by_a_unit(
        parts in proptest::collection::vec(-1000.0..100_000.0f64, 1..40), decimals in 0..=4u32, scale in -6..9i32,
    ) {
        let shares: Vec<f64> = parts.iter().map(|part| part * 10f64.powi(scale)).collect();
        let total: f64 = shares.iter().sum();
        let unit = 10f64.powi(decimals as i32);
        let units = minor_units(&shares, &ids(shares.len()), total, decimals, 0.0).expect("they add up");
        let sum: i128 = units.iter().sum();
        prop_assert!((sum as f64 - total * unit).abs() <= 0.5 + 1e-9 * (total * unit).abs());
        for (share, units) in shares.iter().zip(&units) {
            prop_assert!((*units as f64 - share * unit).abs() <= 1.0 + 1e-12 * sum.abs() as f64 + 1e-9 * (share * unit).abs());
        }
    }

    #[test]
    fn whole_shares_are_not_touched(units in proptest::collection::vec(-1_000_000..1_000_000i64, 1..20)) {
        let shares: Vec<f64> = units.iter().map(|units| *units as f64).collect();
        let total = shares.iter().sum();
        let found = minor_units(&shares, &ids(shares.len()), total, 0, 0.0);
        prop_assert_eq!(found, Some(units.into_iter().map(i128::from).collect::<Vec<_>>()));
    }

    #[test]
    fn order_does_not_matter(parts in proptest::collection::vec(0..64u32, 2..12)) {
        // Sixteenths: many remainders tie.
        let shares: Vec<f64> = parts.iter().map(|part| f64::from(*part) / 16.0).collect();
        let total: f64 = shares.iter().sum();
        let ids = ids(shares.len());
        let forward = minor_units(&shares, &ids, total, 0, 0.0).expect("they add up");
        let turned = |list: &[f64]| list.iter().rev().copied().collect::<Vec<_>>();
        let names: Vec<String> = ids.iter().rev().cloned().collect();
        let mut backward = minor_units(&turned(&shares), &names, total, 0, 0.0).expect("they add up");
        backward.reverse();
        prop_assert_eq!(forward, backward);
    }
}
