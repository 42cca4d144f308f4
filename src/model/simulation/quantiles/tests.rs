//! Quantiles from grids and from sorted values.

use super::*;

fn filled(keep: Keep, values: &[f64]) -> Values {
    let whole = values.iter().all(|x| x.fract() == 0.0);
    let empty = || Values::new(keep, values[..values.len().min(1000)].to_vec(), whole);
    // Two halves, as from two threads.
    let mut kept = empty();
    for half in values.chunks(values.len().div_ceil(2)) {
        let mut part = empty();
        for chunk in half.chunks(LANES) {
            let lanes = Lanes::from_fn(|l| chunk.get(l).copied().unwrap_or(0.0));
            if chunk.len() == LANES {
                part.add(&[lanes]);
            } else {
                part.add_some(&lanes, Mask::from_fn(|l| l < chunk.len()));
            }
        }
        kept.merge(&part);
    }
    kept.close();
    kept
}

#[test]
fn type_seven_by_hand() {
    let kept = filled(Keep::All, &[4.0, 1.0, 3.0, 2.0]);
    assert_eq!(quantiles(&kept, 4, &[0.0, 0.25, 0.5, 1.0]), [1.0, 1.75, 2.5, 4.0]);
    assert_eq!(kept.tail_mean(2, true), Some(3.5));
    assert_eq!(kept.tail_mean(1, false), Some(1.0));
    assert_eq!(kept.count_below(3.0), 2.0);
}

/// A number in (0, 1) that looks random.
fn shuffled(i: u32) -> f64 {
    (f64::from(i.wrapping_mul(2_654_435_761)) + 0.5) / 4_294_967_296.0
}

#[test]
fn the_grid_keeps_its_bound_and_is_far_better_where_values_spread_smoothly() {
    // Skewed, with a tail of power 1.5: ten orders of magnitude.
    let heavy = |i: u32| shuffled(i).powf(-1.0 / 1.5) - 3.0;
    let normal = |i: u32| (0..12).map(|j| shuffled(i * 12 + j)).sum::<f64>() - 6.0 + 1e4;
    let series: [Vec<f64>; 2] = [(0..200_000).map(heavy).collect(), (0..200_000).map(normal).collect()];
    let probabilities: Vec<f64> = (1..100).map(|percent| f64::from(percent) / 100.0).collect();
    for values in series {
        let exact = filled(Keep::All, &values);
        let coarse = filled(Keep::FINE, &values);
        let n = values.len() as u64;
        let want = quantiles(&exact, n, &probabilities);
        let got = quantiles(&coarse, n, &probabilities);
        let (median, spread) = (want[49], (want[89] - want[9]) / 2.0);
        for (want, got) in want.iter().zip(&got) {
            let scale = spread.max((want - median).abs());
            assert!((want - got).abs() <= 1.2 * Keep::FINE.error() * scale, "{got} for {want}");
        }
        // The sampling error of the median of 200,000 values is about s/350.
        let middle = want.iter().zip(&got).skip(24).take(51);
        let worst = middle.map(|(want, got)| (want - got).abs()).fold(0.0, f64::max);
        assert!(worst < spread / 3_000.0, "{worst} of {spread}");
        let tails = [true, false].map(|high| (exact.tail_mean(n / 20, high), coarse.tail_mean(n / 20, high)));
        for (want, got) in tails {
            let (want, got) = (want.unwrap_or(0.0), got.unwrap_or(1e99));
            assert!((want - got).abs() < 0.01 * (want - median).abs(), "{got} for {want}");
        }
        assert!((exact.count_below(median + spread) - coarse.count_below(median + spread)).abs() < 400.0);
    }
}

#[test]
fn whole_numbers_stay_whole() {
    let values: Vec<f64> = (0..4000).map(|i| f64::from(i % 12) - 3.0).collect();
    let kept = filled(Keep::FINE, &values);
    assert_eq!(quantiles(&kept, 4000, &[0.01, 0.3, 0.5, 0.99]), [-3.0, 0.0, 2.0, 8.0]);
    assert_eq!(kept.count_below(0.0), 1002.0);
}

#[test]
fn what_is_exactly_nothing_stays_so() {
    // A tenth saves nothing, the rest between -10 and 90.
    let values: Vec<f64> = (0..50_000).map(|i| if i % 10 == 0 { 0.0 } else { shuffled(i) * 100.0 - 10.0 }).collect();
    let kept = filled(Keep::FINE, &values);
    let found = quantiles(&kept, 50_000, &[0.05, 0.1, 0.15, 0.18, 0.25]);
    assert!(found[0] < -0.1 && found[4] > 0.1, "{found:?}");
    assert_eq!(found[1..4], [0.0; 3]);
}

#[test]
fn constants_and_monsters_have_cells() {
    for values in [vec![7.5; 100], vec![0.0; 100], vec![1e300, -1e300, 0.0, 5.0]] {
        let kept = filled(Keep::FINE, &values);
        assert_eq!(kept.count_below(f64::INFINITY), values.len() as f64);
        let median = quantiles(&kept, values.len() as u64, &[0.5])[0];
        assert!((median - values[0]).abs() <= 0.01 * values[0].abs() || values.len() == 4, "{median}");
    }
}
