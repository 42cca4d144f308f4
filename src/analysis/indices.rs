//! Sobol' indices: the share of a quantity's variance that a factor decides, alone and with all others.
//!
//! Use them to find which inputs are worth knowing better, whatever the shape of the model; factors must be independent of
//! each other. With outputs f at points A and B, and at AB_i (A with factor i from B):
//!
//! ```text
//! S_i = mean(f_B·(f_ABi − f_A)) / V        T_i = mean((f_A − f_ABi)²) / (2V)
//! ```
//!
//! V: variance of f over A and B; outputs are centred first, without which large means drown the products. 95 % intervals:
//! jackknife over the independent randomisations of the design, with Student's t of 15 degrees of freedom. Cost: linear in the
//! points.
//!
//! Saltelli et al. (2010), Variance based sensitivity analysis of model output, doi:10.1016/j.cpc.2009.09.018; total: Jansen
//! (1999), doi:10.1016/S0010-4655(98)00154-4.

use crate::lanes::LANES;
use crate::sampling::design::RANDOMISATIONS;

/// The 97.5 % point of Student's t for one degree fewer than there are randomisations.
const SCORE: f64 = 2.131_449_545_559_323;
const GROUPS: usize = RANDOMISATIONS as usize;

/// An index and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Index {
    /// Estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// First-order and total index of a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Indices {
    /// Alone.
    pub first: Index,
    /// With all others.
    pub total: Index,
}

/// Sums of one randomisation: count, of outputs, of their squares, and the two numerators.
type Sums = [f64; 5];

/// Indices from outputs by replication in the order of a design; none where the output does not vary.
pub fn indices(a: &[f64], b: &[f64], mixed: &[f64]) -> Option<Indices> {
    let mean = (a.iter().sum::<f64>() + b.iter().sum::<f64>()) / (a.len() + b.len()) as f64;
    let mut groups = [[0.0; 5]; GROUPS];
    for (k, ((a, b), mixed)) in a.iter().zip(b).zip(mixed).enumerate() {
        let [a, b, mixed] = [a - mean, b - mean, mixed - mean];
        let of = [1.0, a + b, a * a + b * b, b * (mixed - a), (a - mixed) * (a - mixed) / 2.0];
        groups[k / LANES % GROUPS].iter_mut().zip(of).for_each(|(sum, x)| *sum += x);
    }
    let without = |left_out: usize| {
        let kept = groups.iter().enumerate().filter(|(k, _)| *k != left_out);
        kept.fold([0.0; 5], |all, (_, one)| std::array::from_fn(|k| all[k] + one[k]))
    };
    let all = ratios(&without(GROUPS))?;
    let parts: Vec<[f64; 2]> = (0..GROUPS).map(|k| ratios(&without(k))).collect::<Option<_>>()?;
    let index = |which: usize| {
        let centre = parts.iter().map(|part| part[which]).sum::<f64>() / GROUPS as f64;
        let spread: f64 = parts.iter().map(|part| (part[which] - centre) * (part[which] - centre)).sum();
        let half = SCORE * (spread * (GROUPS - 1) as f64 / GROUPS as f64).sqrt();
        Index { value: all[which], low: all[which] - half, high: all[which] + half }
    };
    Some(Indices { first: index(0), total: index(1) })
}

fn ratios([count, sum, squares, first, total]: &Sums) -> Option<[f64; 2]> {
    let mean = sum / (2.0 * count);
    let variance = squares / (2.0 * count) - mean * mean;
    (variance > 0.0 && variance.is_finite()).then(|| [first, total].map(|sum| sum / count / variance))
}

/// Spearman's rank correlation, equal values sharing their ranks; none where one of the two does not vary.
pub fn rank_correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let [x, y] = [x, y].map(ranks);
    // Ranks add up to the same whatever their ties.
    let mean = (x.len() as f64 - 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    let spread = (product(&x, &x) * product(&y, &y)).sqrt();
    (spread > 0.0).then(|| product(&x, &y) / spread)
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &k| values[i].total_cmp(&values[k]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for equal in order.chunk_by(|&i, &k| values[i] == values[k]) {
        let rank = start as f64 + (equal.len() as f64 - 1.0) / 2.0;
        equal.iter().for_each(|&k| ranks[k] = rank);
        start += equal.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};

    /// Indices of all three inputs of a function of the unit cube.
    fn of(f: impl Fn([f64; 3]) -> f64) -> [Indices; 3] {
        let mut random = rand::rngs::StdRng::seed_from_u64(7);
        let points: Vec<[[f64; 3]; 2]> =
            (0..1 << 17).map(|_| std::array::from_fn(|_| std::array::from_fn(|_| random.random()))).collect();
        let all =
            |pick: &dyn Fn(&[[f64; 3]; 2]) -> [f64; 3]| -> Vec<f64> { points.iter().map(|p| f(pick(p))).collect() };
        let (a, b) = (all(&|p| p[0]), all(&|p| p[1]));
        std::array::from_fn(|i| {
            let mixed = all(&|p| std::array::from_fn(|k| p[usize::from(k == i)][k]));
            indices(&a, &b, &mixed).expect("it varies")
        })
    }

    #[track_caller]
    fn near(found: [Indices; 3], first: [f64; 3], total: [f64; 3]) {
        for (k, indices) in found.iter().enumerate() {
            for (index, exact) in [(indices.first, first[k]), (indices.total, total[k])] {
                assert!((index.value - exact).abs() < 0.02, "{k}: {index:?} is not {exact}");
                // Three half-widths: six standard errors.
                assert!((index.value - exact).abs() <= 1.5 * (index.high - index.low) + 1e-12, "{k}: {index:?}");
            }
        }
    }

    #[test]
    fn ishigami_is_known() {
        let turn = |u: f64| std::f64::consts::PI * (2.0 * u - 1.0);
        let f = |u: [f64; 3]| {
            let [x, y, z] = u.map(turn);
            // A large mean must not matter.
            1e6 + libm::sin(x) + 7.0 * libm::sin(y) * libm::sin(y) + 0.1 * z * z * z * z * libm::sin(x)
        };
        near(of(f), [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]);
    }

    #[test]
    fn the_g_function_is_known() {
        let a = [0.0, 1.0, 9.0];
        let f = |u: [f64; 3]| (0..3).map(|k| ((4.0 * u[k] - 2.0).abs() + a[k]) / (1.0 + a[k])).product();
        let v = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        let all = v.iter().map(|v| 1.0 + v).product::<f64>();
        near(of(f), v.map(|v| v / (all - 1.0)), v.map(|v| v * all / (1.0 + v) / (all - 1.0)));
    }

    #[test]
    fn ranks_share_ties() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, f64::INFINITY]), [1.5, 0.0, 1.5, 3.0]);
        assert_eq!(rank_correlation(&[1.0, 2.0, 9.0], &[5.0, 4.0, -1.0]), Some(-1.0));
        assert_eq!(rank_correlation(&[1.0, 1.0], &[5.0, 4.0]), None);
    }
}
