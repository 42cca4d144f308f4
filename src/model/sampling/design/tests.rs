use super::latin_hypercube::Permutation;
use super::scramble::scrambled;
use super::*;
use crate::sampling::stream::{Seeds, Stream};
use crate::sampling::table::tails_of;
use std::collections::HashSet;

/// The first points of a randomisation, one input's fractions.
fn points(of: impl Fn(u64) -> Words, randomisation: u64, count: u64) -> Vec<u64> {
    let batches = 0..count / LANES as u64;
    batches.flat_map(|batch| of((batch * RANDOMISATIONS + randomisation) * LANES as u64)).collect()
}

fn sobol(stream: &Stream, dimension: u32, randomisation: u64, count: u64) -> Vec<u64> {
    let sobol = Sobol::new(*stream);
    let key = stream.input(&format!("input {dimension}")).in_dimension(dimension);
    points(|first| sobol.batch(first).fractions(key), randomisation, count)
}

/// Whether each stratum of equal height holds one of the fractions.
fn is_even(fractions: &[u64]) -> bool {
    let n = fractions.len() as u128;
    let strata: HashSet<u128> = fractions.iter().map(|&x| (u128::from(x) * n) >> 64).collect();
    strata.len() == fractions.len()
}

#[test]
fn words_are_monotone_and_have_both_tails() {
    let steps: Vec<u64> = (0..=1000).map(|k| (u64::MAX / 1000) * k).collect();
    let tails = |x: &u64| tails_of(word(*x));
    for pair in steps.windows(2) {
        let (a, b) = (tails(&pair[0]), tails(&pair[1]));
        assert!(a.below < b.below && a.above > b.above, "{pair:?}: {a:?} {b:?}");
    }
    for x in [0, 1 << 40, 1 << 62, (1 << 63) - 1, 1 << 63, 3 << 62, u64::MAX - (1 << 40), u64::MAX] {
        let (level, p) = (tails(&x), x as f64 / 2.0_f64.powi(64));
        assert!((level.below - p).abs() < 1e-15 && (level.above - (1.0 - p)).abs() < 1e-15, "{x}: {level:?}");
    }
    assert!(tails(&0).below < 1e-15 && tails(&u64::MAX).above < 1e-15);
}

#[test]
fn plans_have_whole_randomisations() {
    let up = |design, asked| Plan::of(design, asked).replications;
    assert_eq!(up(Design::Random, 10_001), 10_001);
    assert_eq!([1, 256, 257, 10_000].map(|n| up(Design::Sobol, n)), [256, 256, 512, 16_384]);
    assert_eq!([1, 256, 257, 10_000].map(|n| up(Design::LatinHypercube, n)), [256, 256, 512, 10_240]);
    let down = |design, most| Plan::at_most(design, most).replications;
    assert_eq!([1, 256, 511, 10_000_000].map(|n| down(Design::Sobol, n)), [256, 256, 256, 8_388_608]);
    assert_eq!([300, 512].map(|n| down(Design::LatinHypercube, n)), [256, 512]);
    assert_eq!(down(Design::Random, 77), 77);
}

#[test]
fn the_file_holds_every_dimension() {
    let lines: Vec<&str> = include_str!("directions.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len() as u32, DIMENSIONS - 1);
    let mut polynomials = HashSet::new();
    for line in lines {
        let numbers: Vec<u32> = line.split(' ').map(|number| number.parse().expect("a number")).collect();
        assert!(polynomials.insert(numbers[0]) && numbers[0] & 1 == 1);
        assert_eq!(numbers[0].ilog2() as usize, numbers.len() - 1);
        for (k, m) in numbers[1..].iter().enumerate() {
            assert!(m & 1 == 1 && *m < 2 << k, "{line}");
        }
    }
}

/// What Joe & Kuo's program prints in three dimensions, before any scrambling; it takes the points in the order of
/// Gray's code, where numbers 1, 3, 7 and 4 are our 1, 2, 4 and 6.
#[test]
fn points_are_those_of_the_authors() {
    let plain = |dimension| sobol::plain(dimension, 0).map(|digits| f64::from(digits.reverse_bits()) / 4_294_967_296.0);
    let three = [plain(0), plain(1), plain(2)];
    assert_eq!(three.map(|values| values[1]), [0.5, 0.5, 0.5]);
    assert_eq!(three.map(|values| values[2]), [0.25, 0.75, 0.75]);
    assert_eq!(three.map(|values| values[4]), [0.125, 0.625, 0.375]);
    assert_eq!(three.map(|values| values[6]), [0.375, 0.375, 0.625]);
}

#[test]
fn every_input_is_spread_evenly() {
    let stream = Stream::new(5);
    for dimension in (0..DIMENSIONS).chain([DIMENSIONS, DIMENSIONS + 7, 2 * DIMENSIONS + 3, 40 * DIMENSIONS]) {
        let fractions = sobol(&stream, dimension, u64::from(dimension) % RANDOMISATIONS, 256);
        for count in [16, 32, 64, 128, 256] {
            assert!(is_even(&fractions[..count]), "dimension {dimension}, {count} points");
        }
    }
}

/// Pairs of the first ten dimensions in every shape of boxes: as many points in each as before scrambling. The first
/// two alone have one point in each box of volume 1/n, and three two points in each box of volume 2/n.
#[test]
fn nets_stay_nets() {
    const DIGITS: u32 = 8;
    let stream = Stream::new(11);
    let scrambled: Vec<Vec<u64>> = (0..10).map(|dimension| sobol(&stream, dimension, 3, 1 << DIGITS)).collect();
    let plain: Vec<Vec<u64>> = (0..10)
        .map(|dimension| {
            let batches = (0..1_u32 << DIGITS).step_by(LANES);
            batches
                .flat_map(|first| sobol::plain(dimension, first))
                .map(|x| u64::from(x.reverse_bits()) << 32)
                .collect()
        })
        .collect();
    let fullest = |points: &[Vec<u64>], dimensions: &[usize], shape: &[u32]| {
        let mut boxes = std::collections::HashMap::new();
        let cell = |i: usize| {
            let digits = |(&d, &k): (&usize, &u32)| points[d][i].checked_shr(64 - k).unwrap_or(0);
            dimensions.iter().zip(shape).map(digits).collect::<Vec<u64>>()
        };
        for cell in (0..1 << DIGITS).map(cell) {
            *boxes.entry(cell).or_insert(0_u32) += 1;
        }
        boxes.into_values().max().unwrap_or(0)
    };
    for a in 0..10 {
        for b in 0..a {
            for k in 0..=DIGITS {
                let shape = [k, DIGITS - k];
                let most = fullest(&scrambled, &[a, b], &shape);
                assert_eq!(most, fullest(&plain, &[a, b], &shape), "dimensions {a} and {b}, shape {shape:?}");
                assert!(most == 1 || (a, b) != (1, 0));
            }
        }
    }
    for j in 0..DIGITS {
        for k in 0..DIGITS - j {
            assert_eq!(fullest(&scrambled, &[0, 1, 2], &[j, k, DIGITS - 1 - j - k]), 2);
        }
    }
}

/// Each of the first 31 flips, at each place of the tree of digits, is fair, and so is any two of them together. Over
/// 4,096 randomisations a count has a standard error of 32; 5 of them raise a false alarm once in 1.7 million, and
/// there are 496 counts.
#[test]
fn digits_are_flipped_for_themselves() {
    let stream = Stream::new(2);
    let key = stream.input("input");
    let nodes: Vec<(u32, u32)> = (0..5).flat_map(|depth| (0..1 << depth).map(move |prefix| (depth, prefix))).collect();
    let mut counts = vec![vec![0_i32; nodes.len()]; nodes.len()];
    for randomisation in 0..4096 {
        let seeds = stream.seeds(key, randomisation);
        // `prefix` has the first digit lowest; what follows it does not matter.
        let flips: Vec<u32> = nodes.iter().map(|&(depth, prefix)| scrambled(prefix, &seeds) >> depth & 1).collect();
        for (i, a) in flips.iter().enumerate() {
            for (j, b) in flips.iter().enumerate() {
                counts[i][j] += i32::from(if i == j { *a == 1 } else { a == b });
            }
        }
    }
    for (i, row) in counts.iter().enumerate() {
        for (j, count) in row.iter().enumerate() {
            assert!((count - 2048).abs() < 160, "flips {i} and {j}: {count} of 4096");
        }
    }
}

#[test]
fn permutations_are_one_to_one() {
    let stream = Stream::new(1);
    for count in [2, 3, 16, 17, 48, 100, 1000, 4096, 40_000] {
        let seeds = stream.seeds(stream.input("input"), u64::from(count));
        let permutation = Permutation::new(count);
        let found: HashSet<u32> = (0..count).map(|number| permutation.of(number, &seeds)).collect();
        assert!(found.len() == count as usize && found.iter().all(|&place| place < count));
    }
}

/// How often a number of 48 goes to each place, over 48,000 randomisations: chi-square of 47 degrees of freedom, above
/// 90 once in 6,000; and the numbers 5 and 6 land side by side about 2/48 of the time (standard error 42).
#[test]
fn permutations_look_random() {
    let stream = Stream::new(8);
    let permutation = Permutation::new(48);
    let (mut counts, mut beside) = ([0.0; 48], 0);
    for randomisation in 0..48_000 {
        let seeds: Seeds = stream.seeds(stream.input("input"), randomisation);
        let places = [5, 6].map(|number| permutation.of(number, &seeds));
        counts[places[0] as usize] += 1.0;
        beside += i32::from(places[0].abs_diff(places[1]) == 1);
    }
    let chi: f64 = counts.iter().map(|count| (count - 1000.0) * (count - 1000.0) / 1000.0).sum();
    assert!(chi < 90.0, "{chi}");
    assert!((beside - 2000).abs() < 200, "{beside}");
}

#[test]
fn a_hypercube_has_a_point_in_each_stratum() {
    let stream = Stream::new(3);
    for count in [16, 48, 624, 1024] {
        let hypercube = Hypercube::new(stream, count * RANDOMISATIONS);
        for name in ["a", "b"] {
            let key = stream.input(name);
            let all: Vec<Vec<u64>> =
                [0, 9].map(|r| points(|first| hypercube.batch(first).fractions(key), r, count)).into();
            assert!(all.iter().all(|fractions| is_even(fractions)) && all[0] != all[1]);
        }
    }
}

/// Products of centred fractions of two inputs: over 64 randomisations of 256 points each, as many as random ones vary.
#[test]
fn inputs_are_independent() {
    let stream = Stream::new(21);
    let key = |dimension: u32| stream.input(&format!("input {dimension}")).in_dimension(dimension);
    let hypercube = Hypercube::new(stream, 256 * RANDOMISATIONS);
    let sobol = Sobol::new(stream);
    let centred = |x: u64| x as f64 / 2.0_f64.powi(64) - 0.5;
    for (a, b) in [(0, 1), (3, DIMENSIONS + 3), (5, DIMENSIONS), (DIMENSIONS, DIMENSIONS + 1)] {
        for of in [0, 1] {
            let fractions = |key: InputKey, first: u64| match of {
                0 => hypercube.batch(first).fractions(key),
                _ => sobol.batch(first).fractions(key),
            };
            let sum: f64 = (0..256 * RANDOMISATIONS)
                .step_by(LANES)
                .flat_map(|first| {
                    let pairs = fractions(key(a), first).into_iter().zip(fractions(key(b), first));
                    pairs.map(|(x, y)| centred(x) * centred(y)).collect::<Vec<_>>()
                })
                .sum();
            // The variance of a product is 1/144: 4,096 of them have a standard error of 64/12 together.
            assert!(sum.abs() < 5.0 * 64.0 / 12.0, "inputs {a} and {b}: {sum}");
        }
    }
}
