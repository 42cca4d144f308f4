//! Mean, variance and skewness by integration of the quantile function, where there is no closed form.
//!
//! E f(X) = ∫ f(Q(p)) dp over panels that halve towards both ends, 16 Gauss–Legendre points each; what lies beyond the
//! last panel of a power-law tail is the rest of a geometric series. Relative error about 1e-10 for smooth quantile
//! functions.

use super::{Law, Tails};

/// Nodes above 0 and weights of the Gauss–Legendre rule of 16 points on [−1, 1].
const RULE: [(f64, f64); 8] = [
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_06),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_78),
    (0.865_631_202_387_831_8, 0.095_158_511_682_492_9),
    (0.755_404_408_355_003, 0.124_628_971_255_533_95),
    (0.617_876_244_402_643_8, 0.149_595_988_816_576_82),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_56),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_47),
];

/// Mean, if the tails are light enough for one.
pub(super) fn mean(law: &dyn Law) -> Option<f64> {
    let exists = law.tail_index().is_none_or(|index| index > 1.0);
    exists.then(|| expectation(law, |x| x))
}

/// Variance, if the tails are light enough for one.
pub(super) fn variance(law: &dyn Law) -> Option<f64> {
    let exists = law.tail_index().is_none_or(|index| index > 2.0);
    let mean = law.mean().filter(|_| exists)?;
    Some(expectation(law, |x| (x - mean) * (x - mean)))
}

/// Skewness of a law that has a variance: infinite where the tails are too heavy for one.
pub(super) fn skewness(law: &dyn Law) -> Option<f64> {
    let (mean, sd) = (law.mean()?, law.variance()?.sqrt());
    let found = expectation(law, |x| libm::pow((x - mean) / sd, 3.0));
    let heavy = law.tail_index().is_some_and(|index| index <= 3.0);
    Some(if heavy || found.is_nan() { f64::INFINITY } else { found })
}

fn expectation(law: &dyn Law, f: impl Fn(f64) -> f64) -> f64 {
    half(|p| f(law.quantile(Tails::from_below(p)))) + half(|p| f(law.quantile(Tails::from_above(p))))
}

/// ∫ g(p) dp over (0, ½], with g perhaps unbounded at 0.
fn half(g: impl Fn(f64) -> f64) -> f64 {
    let (mut sum, mut size, mut last, mut quiet) = (0.0, 0.0, 0.0, 0);
    let mut low = 0.25;
    for octave in 0..1000 {
        let panel = panel(&g, low);
        if !panel.is_finite() {
            return f64::NAN; // beyond all numbers
        }
        sum += panel;
        size += f64::abs(panel);
        quiet = if panel.abs() <= 1e-14 * size { quiet + 1 } else { 0 };
        if quiet == 3 && octave > 40 {
            return sum;
        }
        low /= 2.0;
        if octave == 999 && panel / last > 0.0 && panel / last < 1.0 {
            return sum + panel * (panel / last) / (1.0 - panel / last);
        }
        last = panel;
    }
    sum
}

/// ∫ g(p) dp over [low, 2 low].
fn panel(g: &impl Fn(f64) -> f64, low: f64) -> f64 {
    let half = low / 2.0;
    let centre = low + half;
    half * RULE.iter().map(|(node, weight)| weight * (g(centre - half * node) + g(centre + half * node))).sum::<f64>()
}
