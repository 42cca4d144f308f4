//! Distributions against statrs and against numbers of many digits.

use statrs::distribution::{self as other, ContinuousCDF};
use statrs::function::{beta::beta_reg, gamma::gamma_lr, gamma::gamma_ur};

use super::close;
use crate::distribution::*;

/// From series in decimal numbers of 60 digits.
#[test]
fn incomplete_functions_agree_with_many_digits() {
    for (a, b, t, expected) in [
        (15.0, 0.08, 0.95, 2.91253973119305898e-02),
        (900.0, 1400.0, 0.375, 5.39863040469480485e-02),
        (100000.0, 200000.0, 0.3325, 1.66467468786720002e-01),
        (2.4, 3.6, 1e-06, 4.31114918967513367e-14),
        (0.05, 60.0, 0.01, 9.76489628691644240e-01),
        (9.5, 400.0, 0.04, 9.75976757285296537e-01),
        (300000.0, 7.0, 0.99999, 9.66489196209522894e-01),
        (15.0, 11.0, 1e-06, 3.26872935550478663e-84),
        (12.0, 700.0, 0.2, 1.00000000000000000e+00),
    ] {
        let found = Distribution::beta(a, b, 0.0, 1.0).unwrap().cdf(t);
        close(found, expected, 2e-13, &format!("I_{t}({a}, {b})"));
    }
    for (a, x, lower, upper) in [
        (0.05, 0.3, 9.54381121874345761e-01, 4.56188781256542386e-02),
        (2.5, 10.0, 9.98750269436968652e-01, 1.24973056303137532e-03),
        (9.5, 30.0, 9.99996130173699371e-01, 3.86982630066418045e-06),
        (4000.0, 3900.0, 5.60043526420688290e-02, 9.43995647357931178e-01),
        (4000.0, 4300.0, 9.99998215325598405e-01, 1.78467440157879649e-06),
        (100000.0, 100500.0, 9.42896730023971341e-01, 5.71032699760287143e-02),
        (0.7, 12.0, 9.99997804948465241e-01, 2.19505153480319953e-06),
        (30.0, 0.0001, 3.76962280897469078e-153, 1.00000000000000000e+00),
    ] {
        let law = Distribution::gamma(a, 1.0).unwrap();
        close(law.cdf(x), lower, 2e-13, &format!("P({a}, {x})"));
        close(law.survival(x), upper, 2e-13, &format!("Q({a}, {x})"));
    }
}

/// statrs is up to 5e-12 off (its lnΓ); within its own error over a wide grid.
#[test]
fn incomplete_functions_agree_with_statrs() {
    for a in [0.05, 0.7, 1.0, 1.8, 4.2, 9.0, 15.0, 120.0] {
        for b in [0.08, 0.9, 1.0, 3.3, 11.0, 60.0] {
            for t in [1e-6, 0.01, 0.13, 0.4, 0.5, 0.77, 0.95, 0.9999] {
                let law = Distribution::beta(a, b, 0.0, 1.0).unwrap();
                let expected = beta_reg(a, b, t);
                if expected > 1e-290 {
                    assert!(
                        (law.cdf(t) - expected).abs() <= 1e-11 * expected,
                        "I_{t}({a}, {b}): {} {expected}",
                        law.cdf(t)
                    );
                }
            }
        }
        for x in [1e-5, 0.1, 0.8, 2.0, 5.0, 14.0, 40.0, 130.0] {
            let law = Distribution::gamma(a, 1.0).unwrap();
            let (lower, upper) = (gamma_lr(a, x), gamma_ur(a, x));
            assert!((law.cdf(x) - lower).abs() <= 1e-11 * lower + 1e-15, "P({a}, {x}): {} {lower}", law.cdf(x));
            assert!((law.survival(x) - upper).abs() <= 1e-11 * upper, "Q({a}, {x}): {} {upper}", law.survival(x));
        }
    }
}

/// A quantile function of statrs.
type Inverse = Box<dyn Fn(f64) -> f64>;

#[test]
fn quantiles_agree_with_statrs() {
    let pairs: Vec<(Distribution, Inverse)> = vec![
        (Distribution::normal(3.0, 2.0).unwrap(), Box::new(|p| other::Normal::new(3.0, 2.0).unwrap().inverse_cdf(p))),
        (
            Distribution::lognormal(2.0, 0.7).unwrap(),
            Box::new(|p| other::LogNormal::new(2f64.ln(), 0.7).unwrap().inverse_cdf(p)),
        ),
        (Distribution::gamma(2.5, 4.0).unwrap(), Box::new(|p| other::Gamma::new(2.5, 0.25).unwrap().inverse_cdf(p))),
        (
            Distribution::beta(2.4, 3.6, 0.0, 1.0).unwrap(),
            Box::new(|p| other::Beta::new(2.4, 3.6).unwrap().inverse_cdf(p)),
        ),
        (
            Distribution::weibull(1.7, 10.0).unwrap(),
            Box::new(|p| other::Weibull::new(1.7, 10.0).unwrap().inverse_cdf(p)),
        ),
        (Distribution::pareto(1.5, 1.3).unwrap(), Box::new(|p| other::Pareto::new(1.5, 1.3).unwrap().inverse_cdf(p))),
        (
            Distribution::triangular(1.0, 2.0, 5.0).unwrap(),
            Box::new(|p| other::Triangular::new(1.0, 5.0, 2.0).unwrap().inverse_cdf(p)),
        ),
    ];
    for (law, expected) in pairs {
        for p in [1e-4, 0.01, 0.2, 0.5, 0.7, 0.95, 0.999] {
            close(law.quantile(Tails::from_below(p)), expected(p), 1e-8, &format!("{law:?} at {p}"));
        }
    }
}

#[test]
fn normal_scores_are_those_of_the_tables() {
    // Wichura 1988, and values of high precision
    for (p, z) in [(0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_813_5), (1e-20, -9.262_340_089_798_408)]
    {
        close(score_quantile(Tails::from_below(p)), z, 1e-15, "score");
        close(score_quantile(Tails::from_above(p)), -z, 1e-15, "score");
        close(score_below(z), p, 2e-14, "probability");
    }
}
