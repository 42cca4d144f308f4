//! Every distribution against itself and closed forms; `oracles` against other programs.

#![allow(clippy::unwrap_used, clippy::excessive_precision)]

mod oracles;

use super::*;

/// Default of `effort.overrun` (model.md section 1).
pub(crate) fn overrun() -> Distribution {
    let bad = Distribution::pareto(1.5, 1.3).unwrap().truncated(f64::NEG_INFINITY, 10.0).unwrap().0;
    Distribution::mixture(vec![(5.0, Distribution::lognormal(1.0, 0.3).unwrap()), (1.0, bad)]).unwrap()
}

/// Every continuous distribution with several sets of parameters.
pub(crate) fn continuous() -> Vec<(String, Distribution)> {
    let normal = Distribution::normal(10.0, 2.0);
    let two_humps =
        vec![(1.0, Distribution::normal(-4.0, 1.0).unwrap()), (2.0, Distribution::normal(5.0, 0.5).unwrap())];
    let uneven = vec![(0.7, Distribution::gamma(0.5, 3.0).unwrap()), (0.3, Distribution::uniform(2.0, 2.5).unwrap())];
    let cut =
        |law: Result<Distribution, Impossible>, low, high| law.and_then(|law| law.truncated(low, high)).map(|t| t.0);
    let all = [
        ("uniform", Distribution::uniform(-1.0, 3.0)),
        ("triangular", Distribution::triangular(1.0, 2.0, 5.0)),
        ("triangular left", Distribution::triangular(1.0, 1.0, 5.0)),
        ("triangular right", Distribution::triangular(1.0, 5.0, 5.0)),
        ("pert", Distribution::pert(1.0, 1.5, 2.2)),
        ("pert left", Distribution::pert(0.0, 0.0, 0.25)),
        ("pert right", Distribution::pert(-3.0, 5.0, 5.0)),
        ("pert share", Distribution::pert(0.02, 0.08, 0.25)),
        ("beta bathtub", Distribution::beta(0.5, 0.4, 0.0, 1.0)),
        ("beta steep", Distribution::beta(2.0, 30.0, 0.0, 1.0)),
        ("beta large", Distribution::beta(900.0, 1400.0, 0.0, 1.0)),
        ("normal", normal.clone()),
        ("range across 0", Distribution::range(-1.0, 4.0)),
        ("range", Distribution::range(40.0, 110.0)),
        ("lognormal", Distribution::lognormal(1.0, 0.3)),
        ("lognormal wide", Distribution::lognormal(20_000.0, 2.0)),
        ("lognormal mean sd", Distribution::lognormal_mean_sd(5.0, 3.0)),
        ("gamma", Distribution::gamma(2.5, 4.0)),
        ("gamma low shape", Distribution::gamma(0.3, 1.0)),
        ("gamma large", Distribution::gamma(4_000.0, 0.01)),
        ("weibull", Distribution::weibull(1.7, 10.0)),
        ("weibull early", Distribution::weibull(0.6, 1.0)),
        ("exponential", Distribution::exponential(4.0)),
        ("pareto 1.3", Distribution::pareto(1.5, 1.3)),
        ("pareto 2.5", Distribution::pareto(1.0, 2.5)),
        ("loglogistic", Distribution::loglogistic(10.0, 4.0)),
        ("loglogistic heavy", Distribution::loglogistic(10.0, 1.2)),
        ("metalog", Distribution::metalog(10.0, 18.0, 40.0, None, None)),
        ("metalog above", Distribution::metalog(20.0, 30.0, 60.0, Some(0.0), None)),
        ("metalog below", Distribution::metalog(20.0, 30.0, 35.0, None, Some(40.0))),
        ("metalog between", Distribution::metalog(0.1, 0.2, 0.6, Some(0.0), Some(1.0))),
        ("two humps", Distribution::mixture(two_humps)),
        ("uneven", Distribution::mixture(uneven)),
        ("overrun", Ok(overrun())),
        ("normal cut", cut(normal.clone(), 9.0, 14.0)),
        ("normal far out", cut(normal, 20.0, f64::INFINITY)),
        ("pareto cut", cut(Distribution::pareto(1.5, 1.3), 0.0, 10.0)),
        ("lognormal cut", cut(Distribution::lognormal(1.0, 1.5), 0.5, f64::INFINITY)),
        ("pert cut", cut(Distribution::pert(0.0, 0.9, 1.2), 0.0, 1.0)),
    ];
    all.into_iter().map(|(name, law)| (name.to_owned(), law.unwrap())).collect()
}

/// Distributions with jumps.
pub(crate) fn stepped() -> Vec<(String, Distribution)> {
    let sometimes = vec![(3.0, Distribution::Constant(0.0)), (1.0, Distribution::lognormal(5.0, 0.8).unwrap())];
    let all = [
        ("constant", Distribution::constant(7.0)),
        ("discrete", Distribution::discrete(vec![(100.0, 3.0), (250.0, 1.0), (-5.0, 0.5), (100.0, 1.0)])),
        ("empirical", Distribution::empirical((0..50).map(|k| f64::from(k * k % 37)).collect())),
        ("sometimes", Distribution::mixture(sometimes)),
    ];
    all.into_iter().map(|(name, law)| (name.to_owned(), law.unwrap())).collect()
}

fn all_tails() -> impl Iterator<Item = Tails> {
    let tails = [1e-100, 1e-30, 1e-15, 1e-9, 1e-5, 0.003, 0.03, 0.1, 0.24, 0.31, 0.44, 0.5];
    tails.into_iter().flat_map(|p| [Tails::from_below(p), Tails::from_above(p)])
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let miss = (found - expected).abs() / expected.abs().max(1e-300);
    assert!(miss <= tolerance, "{what}: found {found:e}, expected {expected:e}, relative difference {miss:e}");
}

#[test]
fn a_multiple_has_multiples_of_all_quantiles() {
    for (name, law) in continuous().into_iter().chain(stepped()) {
        let multiple = law.scaled(0.27);
        for tails in [0.01, 0.3, 0.5, 0.77, 0.999].map(Tails::from_below) {
            let (found, expected) = (multiple.quantile(tails), 0.27 * law.quantile(tails));
            let allowed = 1e-9 * expected.abs().max(0.27 * law.spread());
            assert!((found - expected).abs() <= allowed, "{name}: {found} for {expected}");
        }
    }
}

#[test]
fn cdf_undoes_quantile_in_both_tails() {
    for (name, law) in continuous() {
        for tails in all_tails() {
            let x = law.quantile(tails);
            if x != 0.0 && x.abs() < f64::MIN_POSITIVE {
                continue;
            }
            let (found, expected) =
                if tails.below <= tails.above { (law.cdf(x), tails.below) } else { (law.survival(x), tails.above) };
            // what the rounding of x, of the end that it is counted from and of a truncation's masses allows
            let (low, high) = law.bounds();
            let end = if tails.below <= tails.above { low } else { high };
            let size = if end.is_finite() { end.abs().max(x.abs()) } else { x.abs() };
            let density = law.law().density(x);
            let rounding = size * density * 4e-16 / expected;
            let masses = if matches!(law, Distribution::Truncated(_)) { 4e-16 * 1e4 / expected } else { 0.0 };
            let mixed = if matches!(law, Distribution::Mixture(_)) { 4e-16 * 2.0 / expected } else { 0.0 };
            let allowed = 3e-13 + rounding + masses + mixed;
            let miss = (found - expected).abs() / expected;
            assert!(
                miss <= allowed || x == low || x == high,
                "{name} at {tails:?}: x {x:e}, {found:e}, miss {miss:e} > {allowed:e}"
            );
            assert!(x.is_finite() && x >= low && x <= high, "{name} at {tails:?}: {x}");
        }
    }
}

#[test]
fn quantile_is_the_smallest_value_that_reaches_the_level() {
    for (name, law) in stepped() {
        for k in 1..400 {
            let tails = Tails::from_below(f64::from(k) / 400.0 - 1e-9);
            let x = law.quantile(tails);
            assert!(law.cdf(x) >= tails.below - 1e-12, "{name} at {tails:?}: {x}");
            let under = x - 1e-9 * (1.0 + x.abs());
            assert!(law.cdf(under) < tails.below, "{name} at {tails:?}: {x}");
            assert!((law.cdf(x) + law.survival(x) - 1.0).abs() < 1e-14, "{name} at {x}");
        }
    }
}

#[test]
fn starting_near_changes_nothing() {
    for (name, law) in continuous() {
        for tails in all_tails() {
            let x = law.quantile(tails);
            let spread = law.spread();
            for near in [x, x * 1.000_01, x + 1e-4 * spread, x - 0.5 * spread] {
                let found = law.quantile_near(tails, Near { value: near, enough: Near::DIGITS });
                assert!(
                    (found - x).abs() <= 2e-12 * x.abs().max(1e-3 * spread),
                    "{name} at {tails:?}: {x} or {found} from {near}"
                );
            }
        }
    }
}

/// ∫ f(Q(Φ(z))) φ(z) dz by the trapezium rule: another road than the Gauss–Legendre panels.
fn integral(law: &Distribution, f: impl Fn(f64) -> f64) -> f64 {
    let step = 1.0 / 128.0;
    let at = |k: i32| f64::from(k) * step;
    let term = |z: f64| f(law.quantile(Tails::from_score(z))) * normal::score_density(z);
    step * (-37 * 128..=37 * 128).map(|k| term(at(k))).sum::<f64>()
}

#[test]
fn moments_agree_with_integration() {
    for (name, law) in continuous() {
        // the trapezium rule is up to 1e-3 off where the quantile function has a gap or a corner; the parts are smooth
        let tolerance = if matches!(law, Distribution::Mixture(_)) { 1e-3 } else { 2e-7 };
        let spread = law.spread();
        let index = law.tail_index().unwrap_or(f64::INFINITY);
        assert_eq!(law.mean().is_some(), index > 1.0, "{name}");
        assert_eq!(law.variance().is_some(), index > 2.0, "{name}");
        if let Some(mean) = law.mean().filter(|_| index > 1.25) {
            let expected = integral(&law, |x| x);
            assert!((mean - expected).abs() <= tolerance * spread, "{name}: mean {mean}, {expected}");
        }
        if let Some(variance) = law.variance() {
            let mean = law.mean().unwrap();
            close(
                variance,
                integral(&law, |x| (x - mean) * (x - mean)),
                10.0 * tolerance,
                &format!("{name}: variance"),
            );
        }
    }
}

#[test]
fn panels_agree_with_closed_forms() {
    for (name, law) in continuous() {
        if matches!(law, Distribution::Mixture(_)) || law.tail_index().is_some_and(|index| index < 1.1) {
            continue;
        }
        if let Some(mean) = law.mean() {
            close(moments::mean(law.law()).unwrap(), mean, 1e-8, &format!("{name}: mean"));
        }
        if let Some(variance) = law.variance() {
            close(moments::variance(law.law()).unwrap(), variance, 1e-6, &format!("{name}: variance"));
        }
    }
}

#[test]
fn known_values() {
    let overrun = overrun();
    // 5/6 e^0.045 + 1/6 of the mean of the cut Pareto, 1.5·1.3/0.3·(1 − (1.5/10)^0.3)/(1 − (1.5/10)^1.3)
    let cut_mean = 6.5 * (1.0 - 0.15f64.powf(0.3)) / (1.0 - 0.15f64.powf(1.3));
    close(overrun.mean().unwrap(), (5.0 * 0.045f64.exp() + cut_mean) / 6.0, 1e-9, "mean of the overrun");
    assert!((overrun.mean().unwrap() - 1.39).abs() < 0.005);
    assert!((overrun.survival(1.0) - 0.58).abs() < 0.005);
    assert_eq!(overrun.bounds(), (0.0, f64::INFINITY));
    close(Distribution::range(40.0, 110.0).unwrap().quantile(Tails::from_above(0.05)), 110.0, 1e-14, "P95");
    close(Distribution::range(-40.0, 110.0).unwrap().quantile(Tails::from_below(0.05)), -40.0, 1e-14, "P5");
    let between = Distribution::lognormal_between(10.0, 3.0, 12.0).unwrap();
    close(between.quantile(Tails::from_above(0.1)), 12.0, 1e-14, "P90");
    let stated = Distribution::lognormal_mean_sd(5.0, 3.0).unwrap();
    close(stated.mean().unwrap(), 5.0, 1e-14, "stated mean");
    close(stated.variance().unwrap(), 9.0, 1e-14, "stated variance");
    let quartered = Distribution::metalog(0.1, 0.2, 0.6, Some(0.0), Some(1.0)).unwrap();
    for (tails, value) in [(0.1, 0.1), (0.5, 0.2), (0.9, 0.6)] {
        close(quartered.quantile(Tails::from_below(tails)), value, 1e-14, "metalog");
    }
}

#[test]
fn truncation_conditions() {
    for (name, law) in continuous() {
        let (low, high) = (law.quantile(Tails::from_below(0.2)), law.quantile(Tails::from_above(0.1)));
        let (kept, cut) = law.truncated(low, high).unwrap();
        close(cut, 0.3, 1e-9, &format!("{name}: cut"));
        for p in [0.01, 0.5, 0.9] {
            let expected = law.quantile(Tails::from_below(0.2 + 0.7 * p));
            close(kept.quantile(Tails::from_below(p)), expected, 1e-9, &format!("{name} at {p}"));
            close(kept.cdf(expected), p, 1e-9, &format!("{name} at {p}"));
        }
        assert!(kept.tail_index().is_none(), "{name}");
        assert_eq!(law.truncated(f64::NEG_INFINITY, f64::INFINITY).unwrap(), (law.clone(), 0.0), "{name}");
        let (again, second) = kept.truncated(low, high).unwrap();
        assert!(
            second < 1e-9
                && (again.quantile(Tails::from_below(0.3)) - kept.quantile(Tails::from_below(0.3))).abs() < 1e-9
        );
    }
    let seen = Distribution::empirical(vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    assert_eq!(seen.truncated(2.0, 3.0).unwrap(), (Distribution::empirical(vec![2.0, 3.0]).unwrap(), 0.5));
    assert!(Distribution::normal(0.0, 1.0).unwrap().truncated(9.0, 10.0).is_err());
    assert!(Distribution::Constant(2.0).truncated(3.0, 4.0).is_err());
    let heavy = Distribution::pareto(1.0, 0.8).unwrap();
    assert_eq!((heavy.truncated(2.0, f64::INFINITY).unwrap().0.mean(), heavy.tail_index()), (None, Some(0.8)));
}

#[test]
fn no_room_makes_a_constant() {
    for law in [
        Distribution::range(4.0, 4.0),
        Distribution::range(-4.0, -4.0),
        Distribution::pert(2.0, 2.0, 2.0),
        Distribution::triangular(2.0, 2.0, 2.0),
        Distribution::normal(1.0, 0.0),
        Distribution::lognormal(1.0, 0.0),
        Distribution::lognormal_mean_sd(3.0, 0.0),
        Distribution::beta(2.0, 2.0, 1.0, 1.0),
        Distribution::metalog(1.0, 1.0, 1.0, Some(0.0), None),
        Distribution::discrete(vec![(3.0, 1.0), (4.0, 0.0)]),
        Distribution::empirical(vec![3.0, 3.0]),
        Distribution::mixture(vec![(1.0, Distribution::Constant(3.0)), (2.0, Distribution::Constant(3.0))]),
    ] {
        assert!(law.as_ref().unwrap().is_constant(), "{law:?}");
    }
}

#[test]
fn refusals_say_why() {
    let one = Distribution::Constant(1.0);
    for (law, words) in [
        (Distribution::pert(40.0, 20.0, 90.0), "low 40 is above mode 20"),
        (Distribution::triangular(1.0, 3.0, 2.0), "mode 3 is above high 2"),
        (Distribution::normal(1.0, -2.0), "sd -2 is below 0"),
        (Distribution::normal(f64::NAN, 1.0), "mean is NaN, not a finite number"),
        (Distribution::uniform(0.0, f64::INFINITY), "high is inf, not a finite number"),
        (Distribution::uniform(-1e308, 1e308), "wider than any number"),
        (Distribution::range(5.0, 4.0), "low 5 is above high 4"),
        (Distribution::lognormal(0.0, 1.0), "median 0 is not above 0"),
        (Distribution::lognormal_between(60.0, 1.0, 2.0), "60 % in each tail"),
        (Distribution::gamma(-1.0, 1.0), "shape -1 is not above 0"),
        (Distribution::gamma(1e9, 1.0), "outside 0.01 to 1000000"),
        (Distribution::pareto(1.0, 0.0), "alpha 0 is not above 0"),
        (Distribution::metalog(20.0, 59.0, 60.0, None, None), "too lopsided"),
        (Distribution::metalog(0.0, 1.0, 2.0, Some(0.0), None), "on a bound"),
        (Distribution::metalog(1.0, 2.0, 3.0, Some(1.5), None), "min 1.5 is above p10 1"),
        (Distribution::empirical(vec![]), "there are no values"),
        (Distribution::discrete(vec![(1.0, -1.0)]), "weight -1 is below 0"),
        (Distribution::discrete(vec![(1.0, 0.0)]), "no weight is above 0"),
        (Distribution::mixture(vec![(f64::NAN, one.clone())]), "weight is NaN"),
        (Distribution::mixture(vec![]), "no parts"),
    ] {
        let found = law.unwrap_err().to_string();
        assert!(found.contains(words), "{found:?} should say {words:?}");
    }
}

#[test]
fn metalog_is_feasible_exactly_where_it_rises() {
    for k in 0..200 {
        let p50 = 0.005 * f64::from(k);
        let (slope, skew) = (0.5, 1.25 * (1.0 - 2.0 * p50));
        let rises = (1..2_000_000).step_by(37).all(|k| {
            let p = f64::from(k) / 2e6;
            let rate = (slope + skew * (p - 0.5)) / (p * (1.0 - p)) + skew * (p / (1.0 - p)).ln();
            rate > 0.0
        });
        assert_eq!(Distribution::metalog(0.0, p50, 1.0, None, None).is_ok(), rises, "p50 {p50}");
    }
}

#[test]
fn mixtures_dissolve() {
    let half = |a, b| Distribution::mixture(vec![(1.0, a), (1.0, b)]).unwrap();
    let lists = half(Distribution::Constant(1.0), Distribution::empirical(vec![1.0, 2.0]).unwrap());
    assert_eq!(lists, Distribution::discrete(vec![(1.0, 0.75), (2.0, 0.25)]).unwrap());
    let normal = Distribution::normal(0.0, 1.0).unwrap();
    let nested = half(half(normal.clone(), Distribution::Constant(5.0)), normal.clone());
    assert!((nested.cdf(0.0) - 0.375).abs() < 1e-15 && !nested.is_continuous());
    // a gap: the smallest value that reaches the probability is the end of the left part
    let gap = half(Distribution::uniform(0.0, 1.0).unwrap(), Distribution::uniform(9.0, 10.0).unwrap());
    assert!((gap.quantile(Tails::from_below(0.5)) - 1.0).abs() < 1e-12);
    assert_eq!(Distribution::mixture(vec![(1.0, normal.clone()), (0.0, gap)]).unwrap(), normal);
}

/// Exponential 2, gamma 2/√k, lognormal (w + 2)·√(w − 1) with w = e^σ², Pareto (1 + a)/(a − 3)·√(8 − …) at a = 5, none
/// at 3.
#[test]
fn skewness_is_the_known_one() {
    let w = 2.5_f64.powi(2).exp();
    let mirrored = vec![(1.0, Distribution::exponential(4.0).unwrap()), (0.0, Distribution::Constant(1.0))];
    let cases = [
        (Distribution::normal(3.0, 2.0), 0.0),
        (Distribution::mixture(mirrored), 2.0),
        (Distribution::gamma(4.0, 9.0), 1.0),
        (Distribution::lognormal(20.0, 2.5), (w + 2.0) * (w - 1.0).sqrt()),
        (Distribution::pareto(2.0, 5.0), 6.0 / 2.0 * 2.0 * (3.0_f64 / 5.0).sqrt()),
    ];
    for (law, expected) in cases {
        let law = law.unwrap();
        let found = law.skewness().unwrap();
        assert!((found - expected).abs() <= 1e-6 * (1.0 + expected), "{law:?}: {found} for {expected}");
    }
    assert_eq!(Distribution::pareto(2.0, 3.0).unwrap().skewness(), Some(f64::INFINITY));
    assert_eq!(Distribution::Constant(2.0).skewness(), None);
}

#[test]
fn mixtures_have_a_limit() {
    let of = |count: u32| {
        let part = |k| (1.0, Distribution::lognormal(5.0 + f64::from(k), 0.3).unwrap());
        Distribution::mixture((0..count).map(part).collect())
    };
    let nested = |count| of(count).and_then(|inner| Distribution::mixture(vec![(1.0, inner), (1.0, of(2).unwrap())]));
    assert!(of(64).is_ok() && nested(62).is_ok());
    for refused in [of(65), of(1000), nested(63)] {
        assert!(refused.unwrap_err().0.contains("at most 64"));
    }
    // values alone are a list, however many
    let list = (0..1000).map(|k| (1.0, Distribution::Constant(f64::from(k)))).collect();
    assert!(Distribution::mixture(list).is_ok());
}
