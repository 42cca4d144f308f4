//! The value of information: what knowing an input before deciding would save, from replications at hand.
//!
//! Use it to tell which study to commission before signing: one that costs more than this does not pay. It is an upper bound, for no
//! study tells an input exactly. With D_w the cost of way w less that of the first and x the input,
//!
//! ```text
//! EVPI  = min_w E[D_w] − E[min_w D_w],     EVPPI(x) = min_w E[D_w] − E[min_w E[D_w | x]]
//! ```
//!
//! E[D_w | x] is estimated by least squares on Legendre polynomials of the input's rank (Strong, Oakley & Brennan 2014,
//! doi:10.1177/0272989X13505910, with polynomials in place of splines): degree 4 for one input, sums of degree 2 for several, and
//! of degree 4 in their mean rank where they are more than [`MOST`]. Standard errors are by the jackknife over [`GROUPS`] groups of
//! replications, fit included. Cost: n·p² for p polynomials. Fitting noise makes a small positive bias, of the order of p/n of the
//! variance near a draw between ways.

use crate::results::Estimated;

/// Groups of the jackknife.
const GROUPS: usize = 20;
/// Sums that differ by less, relatively, are equal.
const NOISE: f64 = 1e-12;
/// Inputs that each have polynomials of their own.
const MOST: usize = 16;

/// What perfect knowledge of everything is worth; `costs`: one series a way.
pub fn perfect(costs: &[&[f64]]) -> Estimated {
    let differences = differences(costs);
    jackknife(costs[0].len(), &|left_out| {
        let rows = kept(costs[0].len(), left_out);
        gain(&differences, rows, |k| differences.iter().map(|series| series[k]).fold(0.0, f64::min))
    })
}

/// What knowing some inputs is worth; `inputs`: one series an input.
pub fn partial(costs: &[&[f64]], inputs: &[&[f64]]) -> Estimated {
    let n = costs[0].len();
    let differences = differences(costs);
    let basis = Basis::of(inputs);
    let groups: Vec<Normal> = (0..GROUPS).map(|group| Normal::of(&basis, &differences, group_rows(n, group))).collect();
    jackknife(n, &|left_out| {
        let mut all = Normal::new(basis.width, differences.len());
        let used = groups.iter().enumerate().filter(|(group, _)| Some(*group) != left_out);
        used.for_each(|(_, group)| all.add(group));
        let fits = all.solve();
        let fitted = |k: usize, fit: &Vec<f64>| basis.row(k).iter().zip(fit).map(|(x, b)| x * b).sum::<f64>();
        gain(&differences, kept(n, left_out), |k| fits.iter().map(|fit| fitted(k, fit)).fold(0.0, f64::min))
    })
}

/// Costs less that of the first way.
fn differences(costs: &[&[f64]]) -> Vec<Vec<f64>> {
    costs[1..].iter().map(|series| series.iter().zip(costs[0]).map(|(own, first)| own - first).collect()).collect()
}

/// Best mean less the mean of the best.
fn gain(differences: &[Vec<f64>], rows: impl Iterator<Item = usize>, best: impl Fn(usize) -> f64) -> f64 {
    let (mut sums, mut of_best, mut count) = (vec![0.0; differences.len()], 0.0, 0.0);
    for k in rows {
        sums.iter_mut().zip(differences).for_each(|(sum, series)| *sum += series[k]);
        of_best += best(k);
        count += 1.0;
    }
    let least = sums.into_iter().fold(0.0, f64::min);
    // Sums of the same terms in another order differ by rounding: that is no gain.
    let gain = least - of_best;
    if gain > NOISE * f64::max(least.abs(), of_best.abs()) { gain / f64::max(count, 1.0) } else { 0.0 }
}

fn group_rows(n: usize, group: usize) -> impl Iterator<Item = usize> {
    (group..n).step_by(GROUPS)
}

fn kept(n: usize, left_out: Option<usize>) -> impl Iterator<Item = usize> {
    (0..n).filter(move |k| Some(k % GROUPS) != left_out)
}

/// A figure of all replications, and its error from what it is without each group in turn.
fn jackknife(n: usize, figure: &dyn Fn(Option<usize>) -> f64) -> Estimated {
    let value = figure(None);
    let groups = GROUPS.min(n);
    let without: Vec<f64> = (0..groups).map(|group| figure(Some(group))).collect();
    let mean = without.iter().sum::<f64>() / groups as f64;
    let squares: f64 = without.iter().map(|one| (one - mean) * (one - mean)).sum();
    Estimated { value, standard_error: (squares * (groups as f64 - 1.0) / groups as f64).sqrt() }
}

/// Polynomials of inputs, a row a replication.
struct Basis {
    width: usize,
    values: Vec<f64>,
}

impl Basis {
    fn of(inputs: &[&[f64]]) -> Basis {
        let ranks: Vec<Vec<f64>> = inputs.iter().map(|series| ranks(series)).collect();
        let (series, degree) = match ranks.len() {
            1 => (ranks, 4),
            some if some <= MOST => (ranks, 2),
            _ => {
                let mean = |k: usize| ranks.iter().map(|series| series[k]).sum::<f64>();
                let means: Vec<f64> = (0..ranks[0].len()).map(mean).collect();
                (vec![self::ranks(&means)], 4)
            }
        };
        let width = 1 + series.len() * degree;
        let mut values = Vec::with_capacity(series[0].len() * width);
        for k in 0..series[0].len() {
            values.push(1.0);
            series.iter().for_each(|ranks| values.extend(&legendre(ranks[k])[..degree]));
        }
        Basis { width, values }
    }

    fn row(&self, k: usize) -> &[f64] {
        &self.values[k * self.width..(k + 1) * self.width]
    }
}

/// Legendre polynomials of degrees 1 to 4 at a place between −1 and 1.
fn legendre(x: f64) -> [f64; 4] {
    let x2 = x * x;
    [x, (3.0 * x2 - 1.0) / 2.0, (5.0 * x2 - 3.0) * x / 2.0, ((35.0 * x2 - 30.0) * x2 + 3.0) / 8.0]
}

/// Ranks between −1 and 1; equal values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let n = values.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; n];
    let mut from = 0;
    while from < n {
        let alike = order[from..].iter().take_while(|&&k| values[k] == values[order[from]]).count();
        let middle = from as f64 + alike as f64 / 2.0;
        order[from..from + alike].iter().for_each(|&k| ranks[k] = 2.0 * middle / n as f64 - 1.0);
        from += alike;
    }
    ranks
}

/// Normal equations of several least-squares fits on one basis.
struct Normal {
    width: usize,
    /// Upper triangle and below it the lower, row by row.
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
                row.iter().enumerate().for_each(|(j, y)| normal.products[i * basis.width + j] += x * y);
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

    /// A seeded stream of uniform numbers (Weyl's, by the golden ratio and others): even, and independent enough.
    fn uniform(n: usize, step: f64) -> Vec<f64> {
        (0..n).map(|k| (0.5 + k as f64 * step).fract()).collect()
    }

    /// Costs 0 and (x − 1/2) + (y − 1/2), x and y uniform: knowing both is worth E[max(0, 1 − x − y)] = 1/6, one of them
    /// E[max(0, 1/2 − x)] = 1/8.
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

    /// Costs 0 and x − 0.9: sharing is right for most x, so that knowing it is worth E[max(0, x − 0.9)] = 0.005, which a curve in x
    /// finds, and a constant never is.
    #[test]
    fn what_does_not_change_the_choice_is_worth_little() {
        let n = 20_000;
        let x = uniform(n, 0.618_033_988_749_895);
        let cost: Vec<f64> = x.iter().map(|x| x - 0.9).collect();
        let zero = vec![0.0; n];
        let found = partial(&[&zero, &cost], &[&x]);
        assert!((found.value - 0.005).abs() < 5e-4, "{found:?}");
    }

    #[test]
    fn ranks_of_equals_are_equal() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [0.5, -0.75, 0.5, -0.25]);
    }
}
