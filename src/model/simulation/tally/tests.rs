use super::*;
use crate::scenario::Strategy;
use crate::simulation::measure::{ConsortiumQuantity, SavingQuantity};

fn saving(values: &[f64]) -> Tally {
    Tally::of(Quantity::Saving(Strategy::Independent, SavingQuantity::Cost), values).expect("finite values")
}

#[test]
fn the_worst_of_a_saving_is_the_lowest() {
    let values: Vec<f64> = (0..100).map(f64::from).collect();
    let estimate = saving(&values).estimate(true);
    assert_eq!(estimate.cvar, Some(2.0));
    assert_eq!(estimate.mean, Some(49.5));
    assert_eq!(estimate.quantile(50), Some(49.5));
    assert_eq!((estimate.min, estimate.max), (Some(0.0), Some(99.0)));
}

#[test]
fn intervals_of_quantiles_are_order_statistics() {
    let values: Vec<f64> = (1..=1000).map(f64::from).collect();
    let estimate = saving(&values).estimate(true);
    // 500 ± 1.96·√250 = 469.01 … 530.99: the 469th value from below, and from above.
    let median = estimate.quantiles[3];
    assert_eq!((median.low, median.high), (Some(469.0), Some(532.0)));
    assert_eq!(saving(&[1.0, 2.0, 3.0]).estimate(true).quantiles[0].low, None);
}

/// 62,500 has whole numbers where P10 and P90 end; of 100 values neither P5 nor P95 has an interval, of 120 both
/// have.
#[test]
fn intervals_of_opposite_quantiles_are_mirrored() {
    for n in [3, 20, 99, 100, 112, 113, 120, 1000, 2500, 10_000, 62_500, 123_457] {
        for percent in PERCENTS {
            let mirrored = interval_ranks(n, 100 - percent).map(|[low, high]| [n - 1 - high, n - 1 - low]);
            assert_eq!(interval_ranks(n, percent), mirrored, "P{percent} of {n}");
        }
    }
    for (n, there) in [(100, false), (120, true)] {
        assert_eq!([5, 95].map(|percent| interval_ranks(n, percent).is_some()), [there; 2], "{n}");
    }
}

#[test]
fn wilson_stays_inside_and_is_known() {
    let none = probability(0, 100);
    assert!(none.low == 0.0 && (none.high - 0.037).abs() < 1e-3);
    let some = probability(81, 263);
    assert!((some.low - 0.2553).abs() < 1e-4 && (some.high - 0.3662).abs() < 1e-4);
}

#[test]
fn what_is_undefined_is_left_out_and_what_must_not_be_is_reported() {
    let quantity = Quantity::Consortium(ConsortiumQuantity::BreakEven);
    let tally = Tally::of(quantity, &[1.0, f64::NAN, 3.0, f64::NAN]).expect("undefined is allowed");
    assert_eq!(tally.estimate(true).mean, Some(2.0));
    assert_eq!(tally.defined().value, 0.5);
    let bad = Tally::of(Quantity::MemberSaving(0), &[1.0, f64::INFINITY]);
    assert_eq!(bad.map(|_| ()).map_err(|e| e.position), Err(1));
}

#[test]
fn histograms_add_up_to_one() {
    for values in [vec![5.0; 10], (0..1000).map(|i| f64::from(i % 77) - 30.0).collect()] {
        let histogram = saving(&values).histogram(20, &saving(&[]));
        let sum = histogram.shares.iter().sum::<f64>() + histogram.below + histogram.above;
        assert!((sum - 1.0).abs() < 1e-12);
        assert!(histogram.abandoned.iter().all(|&share| share == 0.0));
    }
}

#[test]
fn histograms_tell_the_abandoned_apart() {
    let values: Vec<f64> = (0..1000).map(|i| f64::from(i % 100)).collect();
    let abandoned: Vec<f64> = values.iter().copied().filter(|&value| value < 30.0).collect();
    let histogram = saving(&values).histogram(20, &saving(&abandoned));
    let width = (histogram.high - histogram.low) / histogram.shares.len() as f64;
    for (bin, (share, part)) in histogram.shares.iter().zip(&histogram.abandoned).enumerate() {
        let low = histogram.low + width * bin as f64;
        assert!(low >= 30.0 || low + width <= 30.0 || part < share, "{low}");
        assert!(low < 30.0 || *part == 0.0, "{low}");
        assert!(low + width > 30.0 || part == share, "{low}");
    }
    assert!(histogram.abandoned.iter().sum::<f64>() > 0.25);
}

/// Of 1, 3 and 5 the variance with n − 1 is 4. The interval of a mean takes a normal score; that of a design Student's t of the
/// fifteen degrees of freedom that sixteen randomisations leave.
#[test]
fn spread_error_and_score_by_hand() {
    let tally = saving(&[1.0, 3.0, 5.0]);
    let estimate = tally.estimate(true);
    assert_eq!((estimate.mean, estimate.sd), (Some(3.0), Some(2.0)));
    assert!((estimate.standard_error.expect("three values") - 2.0 / 3.0_f64.sqrt()).abs() < 1e-15);
    assert!((tally.score() - 1.959_964).abs() < 1e-6);
    let of_design = Tally::new(tally.quantity, Keep::All).of_design(&tally);
    assert!((of_design.score() - 2.131_450).abs() < 1e-6);
}
