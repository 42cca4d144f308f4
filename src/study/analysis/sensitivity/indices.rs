//! Sobol' indices: the share of a quantity's variance that a factor decides, alone and with all others.
//!
//! Use them to find which inputs are worth knowing better, whatever the shape of the model; factors must be independent
//! of each other. With outputs f at points A and B, at AB (A with the factor's inputs from B) and at BA (B with those
//! from A):
//!
//! ```text
//! S = 2·Σ (f_BA − f_B)·(f_A − f_AB) / D        T = Σ [(f_B − f_BA)² + (f_A − f_AB)²] / D
//! D = Σ [(f_A − f_B)² + (f_AB − f_BA)²]
//! ```
//!
//! Only differences enter, so that a large mean drowns nothing; a factor that decides nothing has S = T = 0 and one
//! that decides all S = T = 1, exactly. 95 % intervals: jackknife over the independent randomisations of the design,
//! with Student's t of 15 degrees of freedom. Cost: linear in the points; two evaluations a point and factor.
//!
//! Azzini, Mara & Rosati (2021), Comparison of two sets of Monte Carlo estimators of Sobol' indices,
//! doi:10.1016/j.envsoft.2021.105167.
//!
//! Where rare extreme outputs make the variance, its shares do not settle. Those of the outputs' ranks among all at A
//! and B do: a rank lies between 0 and 1. They tell what decides how high an output is among all that are possible, not
//! by how much; and they make little of what only acts together with something rare. Saltelli & Sobol' (1995), About
//! the use of rank transformation in sensitivity analysis of model output, doi:10.1016/0951-8320(95)00099-2.

use super::found::{Index, Shares};
use model::lanes::LANES;
use model::sampling::design::RANDOMISATIONS;

/// The 97.5 % point of Student's t for one degree fewer than there are randomisations.
const T_975: f64 = 2.131_449_545_559_323;
/// Parts that an interval comes from.
pub const GROUPS: usize = RANDOMISATIONS as usize;

/// Sums of one randomisation: the numerators of both indices, and D.
type Sums = [f64; 3];

/// Indices from outputs at A, B, AB and BA by replication in the order of a design; none where the output does not
/// vary.
pub fn indices(a: &[f64], b: &[f64], [ab, ba]: [&[f64]; 2]) -> Option<Shares> {
    let mut groups = [[0.0; 3]; GROUPS];
    for (k, ((a, b), (ab, ba))) in a.iter().zip(b).zip(ab.iter().zip(ba)).enumerate() {
        let [own, other] = [a - ab, b - ba];
        let of = [-2.0 * own * other, own * own + other * other, (a - b) * (a - b) + (ab - ba) * (ab - ba)];
        groups[group(k)].iter_mut().zip(of).for_each(|(sum, x)| *sum += x);
    }
    let without = |left_out: usize| {
        let kept = groups.iter().enumerate().filter(|(k, _)| *k != left_out);
        kept.fold([0.0; 3], |all, (_, one)| std::array::from_fn(|k| all[k] + one[k]))
    };
    let all = ratios(&without(GROUPS))?;
    let parts: Vec<[f64; 2]> = (0..GROUPS).map(|k| ratios(&without(k))).collect::<Option<_>>()?;
    let index = |which: usize| {
        let half = half_width(&parts.iter().map(|part| part[which]).collect::<Vec<f64>>());
        Index { value: all[which], low: all[which] - half, high: all[which] + half }
    };
    Some(Shares { first_order: index(0), total: index(1) })
}

/// The randomisation that a replication belongs to.
pub fn group(replication: usize) -> usize {
    replication / LANES % GROUPS
}

fn ratios([first, total, all]: &Sums) -> Option<[f64; 2]> {
    (*all > 0.0 && all.is_finite()).then(|| [first / all, total / all])
}

/// Half the 95 % interval of an estimate, from what it is without each randomisation.
pub fn half_width(parts: &[f64]) -> f64 {
    let count = parts.len() as f64;
    let centre = parts.iter().sum::<f64>() / count;
    let spread: f64 = parts.iter().map(|part| (part - centre) * (part - centre)).sum();
    T_975 * (spread * (count - 1.0) / count).sqrt()
}

/// Places of outputs among those at A and B.
pub struct Ranks(Vec<f64>);

impl Ranks {
    /// Of the outputs at A and B.
    pub fn among(a: &[f64], b: &[f64]) -> Ranks {
        let mut all = [a, b].concat();
        all.sort_by(f64::total_cmp);
        Ranks(all)
    }

    /// The share of them that is below each value, equals counted half.
    pub fn of(&self, values: &[f64]) -> Vec<f64> {
        let place = |value: &f64| {
            let below = self.0.partition_point(|other| other < value);
            let equal = self.0[below..].partition_point(|other| other <= value);
            (below as f64 + equal as f64 / 2.0) / self.0.len() as f64
        };
        values.iter().map(place).collect()
    }
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
    fn of(f: impl Fn([f64; 3]) -> f64) -> [Shares; 3] {
        let mut random = rand::rngs::StdRng::seed_from_u64(7);
        let points: Vec<[[f64; 3]; 2]> =
            (0..1 << 17).map(|_| std::array::from_fn(|_| std::array::from_fn(|_| random.random()))).collect();
        let all =
            |pick: &dyn Fn(&[[f64; 3]; 2]) -> [f64; 3]| -> Vec<f64> { points.iter().map(|p| f(pick(p))).collect() };
        let (a, b) = (all(&|p| p[0]), all(&|p| p[1]));
        std::array::from_fn(|i| {
            let ab = all(&|p| std::array::from_fn(|k| p[usize::from(k == i)][k]));
            let ba = all(&|p| std::array::from_fn(|k| p[usize::from(k != i)][k]));
            indices(&a, &b, [&ab, &ba]).expect("it varies")
        })
    }

    #[track_caller]
    fn near(found: [Shares; 3], first: [f64; 3], total: [f64; 3]) {
        for (k, indices) in found.iter().enumerate() {
            for (index, exact) in [(indices.first_order, first[k]), (indices.total, total[k])] {
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
