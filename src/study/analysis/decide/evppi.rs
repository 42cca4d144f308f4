//! The value of information: what knowing an input before deciding would save, from replications at hand.
//!
//! Use it to tell which study to commission before signing: one that costs more than this does not pay. It is an upper
//! bound, for no study tells an input exactly. With D_w the cost of strategy w less that of the first and x the input,
//!
//! ```text
//! EVPI  = min_w E[D_w] − E[min_w D_w],     EVPPI(x) = min_w E[D_w] − E[min_w E[D_w | x]]
//! ```
//!
//! E[D_w | x] is estimated by least squares on [`columns`](super::columns) made of the inputs (Strong, Oakley & Brennan
//! 2014, doi:10.1177/0272989X13505910).
//!
//! The fit is only to choose by. What a choice earns is counted on replications that the fit has not seen, each tenth
//! of them by the fit to the other nine (cross-fitting): a fit that follows noise earns nothing there. A fit that is
//! too stiff chooses worse than could be chosen, and one to few replications, too: the figure errs on the low side. Its
//! error covers both that of the mean and misfit, taken as the distance to what the fit itself promises of the
//! replications that it has seen. Cost: n·p² for p columns.

use super::columns::Basis;
use super::found::Estimated;
use model::samples::{error_of_mean, mean};

/// Parts of the replications, each chosen for by the fit to all others.
const PARTS: usize = 10;
/// Sums that differ by less, relatively, are equal.
const NOISE: f64 = 1e-12;

/// What perfect knowledge of everything is worth; `costs`: one series a strategy.
pub fn perfect(costs: &[&[f64]]) -> Estimated {
    let best = best(costs);
    let least = |k: usize| costs.iter().map(|series| series[k]).fold(f64::INFINITY, f64::min);
    let saved: Vec<f64> = (0..best.len()).map(|k| best[k] - least(k)).collect();
    Estimated { value: above_noise(mean(&saved), best), standard_error: error_of_mean(&saved) }
}

/// What knowing some inputs of one kind is worth; `inputs`: one series an input.
pub fn partial(costs: &[&[f64]], inputs: &[&[f64]]) -> Estimated {
    worth(costs, &Basis::of(inputs))
}

/// What knowing inputs of several kinds is worth; `kinds`: of each kind one series an input. Of one kind it is what
/// [`partial`] says.
pub fn together(costs: &[&[f64]], kinds: &[Vec<&[f64]>]) -> Estimated {
    match kinds {
        [] => Estimated { value: 0.0, standard_error: 0.0 },
        [inputs] => partial(costs, inputs),
        several => worth(costs, &Basis::of_kinds(several, &differences(costs))),
    }
}

/// What choosing by a fit to some columns is worth.
fn worth(costs: &[&[f64]], basis: &Basis) -> Estimated {
    let differences = differences(costs);
    let n = costs[0].len();
    let parts: Vec<Normal> = (0..PARTS).map(|part| Normal::of(basis, &differences, (part..n).step_by(PARTS))).collect();
    let fit = |left_out: Option<usize>| {
        let mut all = Normal::new(basis.width, differences.len());
        parts.iter().enumerate().filter(|(part, _)| Some(*part) != left_out).for_each(|(_, part)| all.add(part));
        all.solve()
    };
    // The strategy that a fit chooses in a replication, and what it promises of it.
    let choice = |fits: &[Vec<f64>], k: usize| {
        let row = basis.row(k);
        let promised = fits.iter().map(|fit| row.iter().zip(fit).map(|(x, b)| x * b).sum::<f64>());
        promised
            .enumerate()
            .fold((0, 0.0), |least, (strategy, own)| if own < least.1 { (strategy + 1, own) } else { least })
    };
    let (best, without) = (best(costs), (0..PARTS).map(|part| fit(Some(part))).collect::<Vec<_>>());
    let saved: Vec<f64> = (0..n).map(|k| best[k] - costs[choice(&without[k % PARTS], k).0][k]).collect();
    let whole = fit(None);
    let least = differences.iter().map(|series| mean(series)).fold(0.0, f64::min);
    let promised = least - (0..n).map(|k| choice(&whole, k).1).sum::<f64>() / n as f64;
    let earned = mean(&saved);
    Estimated {
        value: above_noise(earned, best),
        standard_error: libm::hypot(error_of_mean(&saved), above_noise((promised - earned).abs(), best)),
    }
}

/// The strategy that is the least costly in the mean: the choice without knowing more.
fn best<'a>(costs: &[&'a [f64]]) -> &'a [f64] {
    let least = |best: &'a [f64], own: &&'a [f64]| if mean(own) < mean(best) { *own } else { best };
    costs[1..].iter().fold(costs[0], |best, own| least(best, own))
}

/// A gain; 0 where it is a loss, or no more than what sums of the same terms in another order differ by.
fn above_noise(gain: f64, costs: &[f64]) -> f64 {
    if gain > NOISE * mean(costs).abs() { gain } else { 0.0 }
}

/// Costs less that of the first strategy.
fn differences(costs: &[&[f64]]) -> Vec<Vec<f64>> {
    costs[1..].iter().map(|series| series.iter().zip(costs[0]).map(|(own, first)| own - first).collect()).collect()
}

/// Normal equations of several least-squares fits on one basis.
struct Normal {
    width: usize,
    /// Row by row; below the diagonal nothing until it is solved.
    products: Vec<f64>,
    /// One right-hand side a fit.
    sides: Vec<Vec<f64>>,
}

impl Normal {
    fn new(width: usize, fits: usize) -> Normal {
        Normal { width, products: vec![0.0; width * width], sides: vec![vec![0.0; width]; fits] }
    }

    fn of(basis: &Basis, values: &[Vec<f64>], rows: impl Iterator<Item = usize>) -> Normal {
        let mut normal = Normal::new(basis.width, values.len());
        for k in rows {
            let row = basis.row(k);
            for (i, x) in row.iter().enumerate() {
                let products = &mut normal.products[i * basis.width + i..(i + 1) * basis.width];
                products.iter_mut().zip(&row[i..]).for_each(|(own, y)| *own += x * y);
                normal.sides.iter_mut().zip(values).for_each(|(side, series)| side[i] += x * series[k]);
            }
        }
        normal
    }

    fn add(&mut self, other: &Normal) {
        self.products.iter_mut().zip(&other.products).for_each(|(own, more)| *own += more);
        self.sides.iter_mut().flatten().zip(other.sides.iter().flatten()).for_each(|(own, more)| *own += more);
    }

    /// Coefficients of each fit, by elimination on the diagonal; a polynomial that adds nothing to those before gets 0.
    fn solve(mut self) -> Vec<Vec<f64>> {
        let width = self.width;
        for i in 0..width {
            (0..i).for_each(|j| self.products[i * width + j] = self.products[j * width + i]);
        }
        let whole: Vec<f64> = (0..width).map(|i| self.products[i * width + i]).collect();
        let mut free = vec![false; width];
        for i in 0..width {
            let pivot = self.products[i * width + i];
            free[i] = pivot > whole[i] * 1e-9 && pivot > 0.0;
            if !free[i] {
                continue;
            }
            for r in (0..width).filter(|&r| r != i) {
                let share = self.products[r * width + i] / pivot;
                if share != 0.0 {
                    for c in i..width {
                        self.products[r * width + c] -= share * self.products[i * width + c];
                    }
                    self.sides.iter_mut().for_each(|side| side[r] -= share * side[i]);
                }
            }
        }
        let solved = |side: &Vec<f64>| {
            let one = |i: usize| if free[i] { side[i] / self.products[i * width + i] } else { 0.0 };
            (0..width).map(one).collect()
        };
        self.sides.iter().map(solved).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::distribution::{Tails, score_above, score_quantile};

    /// A seeded stream of uniform numbers (Weyl's, by the golden ratio and others): even, and independent enough.
    fn uniform(n: usize, step: f64) -> Vec<f64> {
        (0..n).map(|k| (0.5 + k as f64 * step).fract()).collect()
    }

    /// Costs 0 and (x − 1/2) + (y − 1/2), x and y uniform: knowing both is worth E[max(0, 1 − x − y)] = 1/6, one of
    /// them E[max(0, 1/2 − x)] = 1/8.
    #[test]
    fn a_sum_of_two_is_known() {
        let n = 20_000;
        let (x, y) = (uniform(n, 0.618_033_988_749_895), uniform(n, 0.414_213_562_373_095));
        let z = uniform(n, 0.732_050_807_568_877);
        let cost: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x + y - 1.0).collect();
        let zero = vec![0.0; n];
        let costs: [&[f64]; 2] = [&zero, &cost];
        let near = |found: Estimated, want: f64| {
            assert!((found.value - want).abs() < 0.004, "{found:?} for {want}");
            assert!(found.standard_error < 0.004);
        };
        near(perfect(&costs), 1.0 / 6.0);
        near(partial(&costs, &[&x]), 0.125);
        near(partial(&costs, &[&x, &y]), 1.0 / 6.0);
        near(partial(&costs, &[&z]), 0.0);
        near(partial(&costs, &[&zero]), 0.0);
    }

    /// Costs 0 and x − 0.9: sharing is right for most x, so that knowing it is worth E[max(0, x − 0.9)] = 0.005, which
    /// a curve in x finds, and a constant never is.
    #[test]
    fn what_does_not_change_the_choice_is_worth_little() {
        let n = 20_000;
        let x = uniform(n, 0.618_033_988_749_895);
        let cost: Vec<f64> = x.iter().map(|x| x - 0.9).collect();
        let zero = vec![0.0; n];
        let found = partial(&[&zero, &cost], &[&x]);
        assert!((found.value - 0.005).abs() < 5e-4, "{found:?}");
    }

    /// Costs 0 and 3 − x·y, where x and y are of a Pareto of index 3 from 1, cut at 20 (so that they have means):
    /// sharing is right in the mean, and only the product tells where it is not. The truth is the mean over all pairs
    /// of a fine grid.
    #[test]
    fn a_product_of_heavy_tails_is_known() {
        let n = 20_000;
        let pareto = |u: f64| (1.0 - u * (1.0 - 20.0_f64.powi(-3))).powf(-1.0 / 3.0);
        let grid: Vec<f64> = (0..1000).map(|k| pareto((f64::from(k) + 0.5) / 1000.0)).collect();
        let mean_of = |figure: &dyn Fn(f64, f64) -> f64| {
            grid.iter().flat_map(|x| grid.iter().map(move |y| (x, y))).map(|(x, y)| figure(*x, *y)).sum::<f64>() / 1e6
        };
        let truth = mean_of(&|x, y| 3.0 - x * y).min(0.0) - mean_of(&|x, y| (3.0 - x * y).min(0.0));
        let [x, y] =
            [0.618_033_988_749_895, 0.414_213_562_373_095].map(|step| uniform(n, step).into_iter().map(pareto));
        let (x, y): (Vec<f64>, Vec<f64>) = (x.collect(), y.collect());
        let noise = uniform(n, 0.732_050_807_568_877);
        let cost: Vec<f64> = (0..n).map(|k| 3.0 - x[k] * y[k] + 8.0 * (noise[k] - 0.5)).collect();
        let zero = vec![0.0; n];
        let found = partial(&[&zero, &cost], &[&x, &y]);
        assert!(truth > 0.3, "{truth}");
        assert!((found.value - truth).abs() < 2.0 * found.standard_error.max(0.03), "{found:?} for {truth}");
        assert!(found.standard_error < 0.15 * truth, "{found:?} for {truth}");
    }

    /// Normal scores, evenly spread.
    fn scores(n: usize, step: f64) -> Vec<f64> {
        uniform(n, step).into_iter().map(|u| score_quantile(Tails::from_below(u))).collect()
    }

    /// The unit normal loss integral: E[max(0, Z − d)].
    fn loss(d: f64) -> f64 {
        (-0.5 * d * d).exp() / std::f64::consts::TAU.sqrt() - d * score_above(d)
    }

    const STEPS: [f64; 6] = [
        0.618_033_988_749_895,
        0.414_213_562_373_095,
        0.732_050_807_568_877,
        0.236_067_977_499_790,
        0.645_751_311_064_591,
        0.316_624_790_355_400,
    ];

    /// Costs 0 and 1 + 3x + 2y, x and y standard normal (Raiffa & Schlaifer 1961): knowing both is worth √13·loss(1/√13),
    /// one of them 3·loss(1/3) or 2·loss(1/2).
    #[test]
    fn a_group_of_normal_inputs_is_worth_its_loss_integral() {
        let n = 20_000;
        let (x, y) = (scores(n, STEPS[0]), scores(n, STEPS[1]));
        let cost: Vec<f64> = x.iter().zip(&y).map(|(x, y)| 1.0 + 3.0 * x + 2.0 * y).collect();
        let zero = vec![0.0; n];
        let costs: [&[f64]; 2] = [&zero, &cost];
        let near = |found: Estimated, spread: f64| {
            let want = spread * loss(1.0 / spread);
            assert!((found.value - want).abs() < 0.01, "{found:?} for {want}");
            assert!(found.standard_error < 0.02, "{found:?}");
        };
        near(together(&costs, &[vec![&x], vec![&y]]), 13.0_f64.sqrt());
        near(together(&costs, &[vec![&x]]), 3.0);
        near(together(&costs, &[vec![&y]]), 2.0);
        assert_eq!(together(&costs, &[vec![&x]]), partial(&costs, &[&x]));
        assert_eq!(together(&costs, &[]), Estimated { value: 0.0, standard_error: 0.0 });
    }

    /// Many inputs of three kinds of which the sums count, and two kinds of which the product does, among noise: what is
    /// known of all is worth more than of a part, and few replications leave it on the low side. Seventy inputs more that
    /// do not count are more than there are columns for, and take nothing away.
    #[test]
    fn many_inputs_of_several_kinds_hold_on_the_unseen() {
        let n = 20_000;
        let of_kind = |first: usize, count: usize| -> Vec<Vec<f64>> {
            (first..first + count).map(|k| scores(n, (3.0 + k as f64 * 1.7).sqrt().fract())).collect()
        };
        let (some, more) = (of_kind(0, 13), of_kind(13, 8));
        let (x, noise) = (scores(n, STEPS[4]), scores(n, STEPS[5]));
        let sum =
            |all: &[Vec<f64>], k: usize| all.iter().map(|series| series[k]).sum::<f64>() / (all.len() as f64).sqrt();
        let cost: Vec<f64> =
            (0..n).map(|k| 0.5 + sum(&some, k) + sum(&more, k) + x[k] * sum(&some, k) + 2.0 * noise[k]).collect();
        let zero = vec![0.0; n];
        let kinds = |upto: usize| -> Vec<Vec<&[f64]>> {
            [&some, &more]
                .map(|all| all.iter().map(|one| &one[..upto]).collect())
                .into_iter()
                .chain([vec![&x[..upto]]])
                .collect()
        };
        // Choosing by what the cost is in the mean, noise apart.
        let known: Vec<f64> = (0..n).map(|k| cost[k] - 2.0 * noise[k]).collect();
        let truth = mean(&known).min(0.0) - known.iter().map(|cost| cost.min(0.0)).sum::<f64>() / n as f64;
        let costs: [&[f64]; 2] = [&zero, &cost];
        let found = together(&costs, &kinds(n));
        assert!((found.value - truth).abs() < 0.05 * truth, "{found:?} for {truth}");
        let part = together(&costs, &kinds(n)[..1]);
        assert!(part.value < found.value - 5.0 * found.standard_error, "{part:?} {found:?}");
        let idle: Vec<Vec<f64>> = (0..70).map(|k| scores(n, (500.0 + f64::from(k) * 1.7).sqrt().fract())).collect();
        let wider = kinds(n).into_iter().chain(idle.iter().map(|one| vec![one.as_slice()]));
        let among = together(&costs, &wider.collect::<Vec<_>>());
        // The sums alone are worth √2·loss(0.5/√2).
        let sums = 2.0_f64.sqrt() * loss(0.5 / 2.0_f64.sqrt());
        assert!(among.value > 0.97 * sums, "{among:?} for {sums}");
        let few = together(&[&zero[..400], &cost[..400]], &kinds(400));
        assert!(few.value < truth + 3.0 * few.standard_error && few.standard_error > found.standard_error, "{few:?}");
    }

    #[test]
    fn few_replications_leave_numbers() {
        for n in 2..40 {
            let x = uniform(n, 0.618_033_988_749_895);
            let (cost, zero) = (x.iter().map(|x| x - 0.5).collect::<Vec<f64>>(), vec![0.0; n]);
            let found = partial(&[&zero, &cost], &[&x, &zero, &cost]);
            assert!(
                found.value.is_finite() && found.standard_error.is_finite() && found.value >= 0.0,
                "{n}: {found:?}"
            );
            let found = together(&[&zero, &cost], &[vec![&x, &zero], vec![&cost]]);
            assert!(found.value.is_finite() && found.standard_error.is_finite(), "{n}: {found:?}");
        }
    }
}
