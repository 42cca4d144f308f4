//! Tables against exact quantiles, and values drawn through them against their distributions.

#![allow(clippy::unwrap_used, clippy::excessive_precision)]

use super::*;
use crate::distribution::tests::{continuous, overrun, stepped};
use crate::distribution::{score_above, score_below};

/// A fixed sequence of words (splitmix64).
fn words(seed: u64, count: usize) -> Vec<u64> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    (0..count).map(next).collect()
}

/// Error of a value, relative to P99 − P1 or to the distance from the median.
fn error(law: &Distribution, found: f64, expected: f64) -> f64 {
    let distance = (expected - law.quantile(Tails::from_below(0.5))).abs();
    (found - expected).abs() / law.spread().max(distance).max(1e-300)
}

#[test]
fn levels_are_exact_and_symmetric() {
    assert_eq!(tails_of(0), Tails { below: 0.5f64.powi(54), above: 1.0 });
    assert_eq!(tails_of(1), Tails { below: 1.0, above: 0.5f64.powi(54) });
    assert_eq!(tails_of(u64::MAX - 1).below, 0.5 - 0.5f64.powi(54));
    assert_eq!(tails_of(1 << 63).below, 0.25 + 0.5f64.powi(54));
    let largest =
        words(5, 100_000).into_iter().map(|word| tails_of(word).below.min(tails_of(word).above)).fold(0.0, f64::max);
    assert!(largest < 0.5);
}

#[test]
fn tables_are_as_exact_as_they_say() {
    for (name, law) in continuous().into_iter().chain(stepped()) {
        let table = Table::of(&law);
        assert!(table.max_error() <= 1e-7, "{name}: {}", table.max_error());
        // random words, and words of every octave
        let mut words = words(11, 3_000);
        words.extend(
            (0..53).flat_map(|shift| [0xd1b5_4a32_d192_ed03u64, 0x9e37_79b9_7f4a_7c14].map(|word| word >> shift)),
        );
        words.extend((0..53).map(|shift| (0xd1b5_4a32_d192_ed03u64 >> shift) ^ 1));
        for word in words {
            let (found, expected) = (table.value(word), law.quantile(tails_of(word)));
            let miss = error(&law, found, expected);
            // checked at three points a cell: a little more may lie between
            assert!(miss <= 1.3e-7, "{name} at {:?}: {found} for {expected}: {miss:e}", tails_of(word));
        }
    }
}

#[test]
fn score_tables_are_as_exact_as_they_say() {
    for (name, law) in continuous().into_iter().chain(stepped()) {
        let table = Table::of_scores(&law);
        assert!(table.max_error() <= 1e-7, "{name}: {}", table.max_error());
        for k in -3_000..3_000 {
            let z = f64::from(k) * 0.003_141_592_6;
            let (found, expected) = (table.value(z), law.quantile(Tails::from_score(z)));
            let miss = error(&law, found, expected);
            assert!(miss <= 1.3e-7, "{name} at {z}: {found} for {expected}: {miss:e}");
        }
    }
}

#[test]
fn values_rise_with_the_level_and_stay_within_bounds() {
    for (name, law) in continuous().into_iter().chain(stepped()) {
        let (table, scores) = (Table::of(&law), Table::of_scores(&law));
        let (low, high) = law.bounds();
        let tiny = 1e-9 * law.spread();
        let mut last = f64::NEG_INFINITY;
        let steps = (0..20_000u64).map(|k| (k * ((1 << 52) / 20_000) + 7 * k) << 12);
        let lower: Vec<f64> = steps.clone().map(|word| table.value(word & !1)).collect();
        let upper: Vec<f64> = steps.map(|word| table.value(word | 1)).collect();
        for value in lower.into_iter().chain(upper.into_iter().rev()) {
            assert!(value >= last - tiny && value >= low && value <= high, "{name}: {value} after {last}");
            last = value;
        }
        let mut last = f64::NEG_INFINITY;
        for k in -40_000..=40_000 {
            let value = scores.value(f64::from(k) * 2.2e-4);
            assert!(value >= last - tiny && value >= low && value <= high, "{name}: {value} after {last}");
            last = value;
        }
    }
}

/// Kolmogorov–Smirnov: 39 tables of 20,000 values at 1e-5 each, so one false alarm in 2,500 choices of seeds; a shift
/// of the distribution function by 0.035 would be found every time.
#[test]
fn drawn_values_follow_their_distribution() {
    for (k, (name, law)) in continuous().into_iter().enumerate() {
        let words = words(1_000 + k as u64, 20_000);
        let mut values = vec![0.0; words.len()];
        Table::of(&law).fill(&words, &mut values);
        values.sort_by(f64::total_cmp);
        let n = values.len() as f64;
        let distance = values.iter().enumerate().fold(0.0, |worst: f64, (rank, x)| {
            let cdf = law.cdf(*x);
            worst.max((cdf - rank as f64 / n).abs()).max((cdf - (rank + 1) as f64 / n).abs())
        });
        // 2 exp(−2·2.47²) = 1e-5
        assert!(distance * n.sqrt() < 2.47, "{name}: {}", distance * n.sqrt());
    }
}

/// Means of 200,000 values within 4.5 standard errors (7e-6 each way), variances within 5% of a spread where a fourth
/// moment exists.
#[test]
fn drawn_values_have_the_moments() {
    for (k, (name, law)) in continuous().into_iter().chain(stepped()).enumerate() {
        let words = words(2_000 + k as u64, 200_000);
        let mut values = vec![0.0; words.len()];
        Table::of(&law).fill(&words, &mut values);
        let n = values.len() as f64;
        let (Some(mean), Some(variance)) = (law.mean(), law.variance()) else { continue };
        let found = values.iter().sum::<f64>() / n;
        let index = law.tail_index().unwrap_or(f64::INFINITY);
        if index > 3.0 {
            assert!((found - mean).abs() <= 4.5 * (variance / n).sqrt(), "{name}: mean {found}, {mean}");
        }
        let heavy = index < 8.0 || variance > 2.0 * mean * mean;
        if !heavy {
            let found = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
            assert!((found - variance).abs() <= 0.05 * variance, "{name}: variance {found}, {variance}");
        }
    }
}

#[test]
fn default_overrun_is_mostly_read_from_rows() {
    let (law, words) = (overrun(), words(3, 200_000));
    let table = Table::of(&law);
    let mut values = vec![0.0; words.len()];
    table.fill(&words, &mut values);
    let n = values.len() as f64;
    // standard errors 0.0025 and 0.0011: 4.5 of them
    assert!((values.iter().sum::<f64>() / n - law.mean().unwrap()).abs() < 0.0115);
    assert!((values.iter().filter(|x| **x > 1.0).count() as f64 / n - 7.0 / 12.0).abs() < 0.005);
    let exact = words.iter().filter(|word| !is_read_from_a_row(&table, **word)).count();
    assert!(exact < 300, "{exact} of {n} exact");
}

/// However many parts a mixture may have, it has a table.
#[test]
fn the_largest_mixture_is_mostly_read_from_rows() {
    let part = |k: u32| (1.0, Distribution::lognormal(5.0 + f64::from(k), 0.3).unwrap());
    let table = Table::of(&Distribution::mixture((0..64).map(part).collect()).unwrap());
    let exact = words(5, 10_000).into_iter().filter(|word| !is_read_from_a_row(&table, *word)).count();
    assert!(exact < 100, "{exact} of 10,000 exact");
}

fn is_read_from_a_row(table: &Table, word: u64) -> bool {
    fn open<const BITS: u32, const ROWS: usize>(rows: &[Row; ROWS], split: &[Row], word: u64) -> bool {
        let (row, s) = place::<BITS, ROWS>(word);
        rows[row].at(s).is_nan() && finer::<BITS, ROWS>(rows, split, word).is_none()
    }
    !match &table.rows {
        Rows::Three(rows) => open::<3, 1024>(rows, &table.finer, word),
        Rows::Four(rows) => open::<4, 2048>(rows, &table.finer, word),
        Rows::Five(rows) => open::<5, 4096>(rows, &table.finer, word),
    }
}

/// A step of 5e-7 of P99 − P1, which the checks at three points of a cell may not see, but those at landmarks do.
#[test]
fn a_narrow_spike_is_not_overlooked() {
    for place in [0.25, 0.3, 0.32, 0.35, 0.37] {
        let parts = [(1.0, Distribution::STANDARD_NORMAL), (9e-7, Distribution::normal(place, 1e-12).unwrap())];
        let law = Distribution::mixture(parts.to_vec()).unwrap();
        let (table, scores) = (Table::of(&law), Table::of_scores(&law));
        for k in -100..=100 {
            let tails = Tails::from_above(law.survival(place) + f64::from(k) * 1e-8);
            let word = ((tails.above * 2f64.powi(53)) as u64) << 12 | 1;
            let miss = error(&law, table.value(word), law.quantile(tails_of(word)));
            assert!(miss < 1.1e-7, "{place} {k}: {miss:e}");
            let z = crate::distribution::score_quantile(tails);
            let miss = error(&law, scores.value(z), law.quantile(Tails::from_score(z)));
            assert!(miss < 1.1e-7, "{place} {k}: {miss:e}");
        }
    }
}

/// A value with a probability of its own, and the probabilities from which to which the quantile is that value.
type Share = (f64, f64, f64);

/// A mixture with constants or lists, and where their probabilities lie, from the weights alone.
fn with_atoms() -> Vec<(Distribution, Vec<Share>)> {
    let mixed = |parts: Vec<(f64, Distribution)>| Distribution::mixture(parts).unwrap();
    let half = |other| mixed(vec![(1.0, Distribution::Constant(0.0)), (1.0, other)]);
    let list = Distribution::discrete(vec![(1.0, 1.0), (4.0, 3.0)]).unwrap();
    vec![
        (half(Distribution::lognormal(5.0, 2.0).unwrap()), vec![(0.0, 0.0, 0.5)]),
        (half(Distribution::uniform(0.0, 10.0).unwrap()), vec![(0.0, 0.0, 0.5)]),
        (half(Distribution::uniform(-3.0, -2.0).unwrap()), vec![(0.0, 0.5, 1.0)]),
        (
            mixed(vec![(1.0, Distribution::Constant(5.0)), (3.0, Distribution::normal(5.0, 1.0).unwrap())]),
            vec![(5.0, 0.375, 0.625)],
        ),
        (
            mixed(vec![(0.3, Distribution::Constant(1.0)), (0.7, Distribution::uniform(0.0, 7.0).unwrap())]),
            vec![(1.0, 0.1, 0.4)],
        ),
        (
            mixed(vec![(0.2, list), (0.8, Distribution::uniform(0.0, 8.0).unwrap())]),
            vec![(1.0, 0.1, 0.15), (4.0, 0.45, 0.6)],
        ),
    ]
}

/// Every word has the value exactly where its probability is within the value's probability, to the last digits; so
/// every set of words has it as often as the weight says.
#[test]
fn values_with_a_probability_come_exactly_as_often() {
    for (law, atoms) in with_atoms() {
        let (table, scores) = (Table::of(&law), Table::of_scores(&law));
        let mut all = words(21, 20_000);
        for edge in atoms.iter().flat_map(|(_, from, to)| [*from, *to]) {
            for step in [1e-13, 1e-10, 1e-7, 1e-4] {
                let tails = [(edge - step, 0), (edge + step, 0), (1.0 - edge - step, 1), (1.0 - edge + step, 1)];
                let inside = tails.into_iter().filter(|(tail, _)| *tail > 0.0 && *tail < 0.5);
                all.extend(inside.map(|(tail, side)| ((tail * 2f64.powi(53)) as u64) << 12 | side));
            }
        }
        for word in all {
            let tails = tails_of(word);
            let z = crate::distribution::score_quantile(tails);
            for (value, from, to) in &atoms {
                let expected = *from < tails.below && tails.below <= *to;
                assert_eq!(table.value(word) == *value, expected, "{law:?} at {tails:?}");
                let near = |edge: f64| (tails.below - edge).abs() < 1e-11;
                let found = scores.value(z) == *value;
                assert!(found == expected || near(*from) || near(*to), "{law:?} at score {z}, {tails:?}");
            }
        }
    }
}

#[test]
fn bounds_hold_and_gaps_stay() {
    assert_eq!([-1.0, 0.5, 2.0].map(|x| keep_within(x, 0.0, 1.0)), [0.0, 0.5, 1.0]);
    assert!(keep_within(f64::NAN, 0.0, 1.0).is_nan());
}

#[test]
fn scores_and_words_agree() {
    let law = Distribution::pert(1.0, 1.5, 2.2).unwrap();
    let (table, scores) = (Table::of(&law), Table::of_scores(&law));
    for word in words(8, 2_000) {
        let z = normal_table().value(word);
        let tails = tails_of(word);
        assert!((score_below(z) - tails.below).abs() < 3e-7 && (score_above(z) - tails.above).abs() < 3e-7);
        assert!((scores.value(z) - table.value(word)).abs() < 1e-6);
    }
    assert_eq!((scores.value(f64::NEG_INFINITY), scores.value(f64::INFINITY)), (1.0, 2.2));
}

/// Values of fixed words: a change here changes every result, and is a change of the stream version.
#[test]
fn bits_are_these() {
    let bits = |law: Distribution| {
        let mut values = vec![0.0; 4_096];
        Table::of(&law).fill(&words(77, 4_096), &mut values);
        let mut scored = vec![0.0; 4_096];
        let scores: Vec<f64> = words(78, 4_096).iter().map(|word| normal_table().value(*word)).collect();
        Table::of_scores(&law).fill(&scores, &mut scored);
        values
            .iter()
            .chain(&scored)
            .fold(0u64, |hash, x| hash.rotate_left(5).wrapping_mul(0x0100_0000_01b3) ^ x.to_bits())
    };
    assert_eq!(
        (bits(overrun()), bits(Distribution::pert(1.0, 1.5, 2.2).unwrap())),
        (372_606_369_828_136_740, 16_739_964_274_204_470_428)
    );
}
