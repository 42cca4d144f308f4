//! Shares in minor units: exact, adding up, off by less than a unit, whatever the numbers.

use model::allocation::rounding::{MOST_DECIMALS, decimal, minor_units};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng, rngs::StdRng};

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

/// An amount in minor units, the nearest, the upper of two: by the decimal digits of the number as it is, which are exact.
fn nearest(amount: f64, decimals: u32) -> i128 {
    let digits = format!("{:.80}", amount.abs()).replace('.', "");
    let (whole, rest) = digits.split_at(digits.len() - 80 + decimals as usize);
    let (whole, half) = (whole.parse::<i128>().expect("digits"), format!("5{}", "0".repeat(rest.len() - 1)));
    let up = if amount < 0.0 { *rest > *half } else { *rest >= *half };
    let nearest = whole + i128::from(up);
    if amount < 0.0 { -nearest } else { nearest }
}

/// 100,000 splits of totals from a fraction of a minor unit to 10¹⁵, of either sign, by weights that are alike, mostly 0, or of any
/// size: parts in minor units add up to the total to the last one, none is off by a whole unit, and of equal shares the first ids
/// have what is over.
#[test]
fn a_hundred_thousand_random_splits_add_up_to_the_last_unit() {
    let mut random = StdRng::seed_from_u64(19);
    for split in 0..100_000 {
        let (n, decimals) = (random.random_range(1..=40), random.random_range(0..=4_u32));
        let size = 10_f64.powf(random.random_range(-3.0..15.0 - f64::from(decimals)));
        let total = if random.random_bool(0.2) { -size } else { size };
        let kind = random.random_range(0..4);
        let mut weight = || match kind {
            0 => 1.0,
            1 => f64::from(u8::from(random.random_bool(0.2))),
            2 => random.random_range(0.0..1.0),
            _ => 10_f64.powf(random.random_range(-9.0..9.0)),
        };
        let mut weights: Vec<f64> = (0..n).map(|_| weight()).collect();
        if weights.iter().all(|weight| *weight == 0.0) {
            weights[0] = 1.0;
        }
        let sum: f64 = weights.iter().sum();
        let shares: Vec<f64> = weights.iter().map(|weight| total * (weight / sum)).collect();
        let mut names = ids(n);
        (1..n).for_each(|k| names.swap(k, random.random_range(0..=k)));
        let units = minor_units(&shares, &names, total, decimals, 0.0).expect("they add up");
        let what = || format!("split {split}: {total} by {weights:?} with {decimals} decimals");
        assert_eq!(units.iter().sum::<i128>(), nearest(total, decimals), "{}", what());
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| names[a].cmp(&names[b]));
        for (i, (share, units)) in shares.iter().zip(&units).enumerate() {
            let off = *units as f64 - share * 10_f64.powi(decimals as i32);
            assert!(off.abs() <= 1.0 + 1e-15 * size * 10_f64.powi(decimals as i32), "{}: {i} off by {off}", what());
        }
        for pair in order.windows(2).filter(|pair| shares[pair[0]] == shares[pair[1]]) {
            assert!((0..=1).contains(&(units[pair[0]] - units[pair[1]])), "{}", what());
        }
    }
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
