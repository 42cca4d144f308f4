//! A small linear program by the dual simplex method: few columns (shares and a level), rows that come and go.
//!
//! Least ε subject to x(S) − w·ε ≤ b for some rows and = b for others. A basis is n + 1 independent rows, met with
//! equality: it gives a point (x, ε) and a multiplier for each row, none negative on a row that is an inequality. As long
//! as some row is broken it enters, and the row leaves whose multiplier is the first to reach 0. The method of Lemke
//! (1954), doi:10.1002/nav.3800010107; where it makes no headway, the rule of Bland (1977), doi:10.1287/moor.2.2.103,
//! keeps it from going round in circles.

use super::{Coalition, Unsolved};

/// A row broken by no more than this, or this part of the largest share, is kept; bounds are of size 1.
const BROKEN: f64 = 1e-11;
/// A multiplier up to this is 0.
pub(super) const ZERO: f64 = 1e-9;
/// Steps without headway before Bland's rule.
const PATIENCE: usize = 60;
/// Steps before giving up.
const MOST_STEPS: usize = 20_000;

/// x(S) − w·ε ≤ b, or = b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub coalition: Coalition,
    pub weight: f64,
    pub bound: f64,
    pub equal: bool,
}

/// A row of a program: of coalitions, or of numbers of alike members.
pub(super) trait Limit: Clone {
    /// By how much a point breaks it.
    fn broken(&self, point: &[f64]) -> f64;
    /// Its coefficient in a column, of which the last is the level's.
    fn coefficient(&self, column: usize, columns: usize) -> f64;
    /// Its right side.
    fn bound(&self) -> f64;
    /// Whether it is an equation.
    fn is_equal(&self) -> bool;
    /// Tells rows apart, in a fixed order.
    fn order(&self) -> (usize, u64);
}

impl Limit for Row {
    fn broken(&self, point: &[f64]) -> f64 {
        let (level, shares) = (point[point.len() - 1], &point[..point.len() - 1]);
        super::sum(self.coalition, shares) - self.weight * level - self.bound
    }

    fn coefficient(&self, column: usize, columns: usize) -> f64 {
        match column + 1 == columns {
            true => -self.weight,
            false => (self.coalition >> column & 1) as f64,
        }
    }

    fn bound(&self) -> f64 {
        self.bound
    }

    fn is_equal(&self) -> bool {
        self.equal
    }

    fn order(&self) -> (usize, u64) {
        (self.coalition, self.weight.to_bits())
    }
}

/// By how much a row may be broken at a point for nothing but rounding.
pub(super) fn slack(point: &[f64]) -> f64 {
    BROKEN * point.iter().fold(1.0, |most: f64, x| most.max(x.abs()))
}

/// Rows met with equality, the point where they meet, and their multipliers.
#[derive(Debug, Clone)]
pub(super) struct Basis<R = Row> {
    pub rows: Vec<R>,
    /// Shares, then the level.
    pub point: Vec<f64>,
    pub multipliers: Vec<f64>,
    inverse: Vec<Vec<f64>>,
    /// Steps since the level last rose.
    stalled: usize,
    steps: usize,
}

impl<R: Limit> Basis<R> {
    /// From n + 1 independent rows whose multipliers are in order.
    pub fn new(rows: Vec<R>) -> Result<Basis<R>, Unsolved> {
        let inverse = Vec::new();
        let mut basis = Basis { rows, point: Vec::new(), multipliers: Vec::new(), inverse, stalled: 0, steps: 0 };
        basis.meet()?;
        Ok(basis)
    }

    /// Goes on until no row of the pool is broken.
    pub fn solve(&mut self, pool: &[R]) -> Result<(), Unsolved> {
        loop {
            let slack = slack(&self.point);
            let broken = pool.iter().map(|row| (row.broken(&self.point), row)).filter(|(by, _)| *by > slack);
            let entering = match self.stalled > PATIENCE {
                true => broken.min_by_key(|(_, row)| row.order()),
                false => broken.max_by(|a, b| a.0.total_cmp(&b.0)),
            };
            let Some((by, row)) = entering else { return Ok(()) };
            let row = row.clone();
            self.enter(row, by)?;
        }
    }

    /// Takes a broken row in, and lets another go.
    fn enter(&mut self, row: R, by: f64) -> Result<(), Unsolved> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(Unsolved::Numerical);
        }
        let columns = self.rows.len();
        let rate = |k: usize| (0..columns).map(|j| row.coefficient(j, columns) * self.inverse[j][k]).sum::<f64>();
        let rates: Vec<f64> = (0..columns).map(rate).collect();
        let may_leave = (0..columns).filter(|k| !self.rows[*k].is_equal() && rates[*k] > ZERO);
        let ratio = |k: usize| self.multipliers[k].max(0.0) / rates[k];
        let Some(least) = may_leave.clone().map(ratio).reduce(f64::min) else { return Err(Unsolved::Infeasible) };
        let ties = may_leave.filter(|k| ratio(*k) <= least + 1e-13);
        let leaving = match self.stalled > PATIENCE {
            true => ties.min_by_key(|k| self.rows[*k].order()),
            false => ties.max_by(|a, b| rates[*a].total_cmp(&rates[*b])),
        };
        let Some(leaving) = leaving else { return Err(Unsolved::Numerical) };
        self.stalled = if least * by > 1e-14 { 0 } else { self.stalled + 1 };
        self.rows[leaving] = row;
        self.meet()
    }

    /// Finds the point and the multipliers.
    fn meet(&mut self) -> Result<(), Unsolved> {
        let columns = self.rows.len();
        let matrix = self.rows.iter().map(|row| (0..columns).map(|j| row.coefficient(j, columns)).collect()).collect();
        self.inverse = inverse(matrix).ok_or(Unsolved::Numerical)?;
        let times = |right: &[f64]| -> Vec<f64> {
            self.inverse.iter().map(|line| line.iter().zip(right).map(|(x, y)| x * y).sum()).collect()
        };
        let bounds: Vec<f64> = self.rows.iter().map(|row| row.bound()).collect();
        self.point = times(&bounds);
        // One step of refinement takes the error of the inverse away.
        let short: Vec<f64> = self.rows.iter().map(|row| -row.broken(&self.point)).collect();
        self.point.iter_mut().zip(times(&short)).for_each(|(x, step)| *x += step);
        self.multipliers = self.inverse[columns - 1].iter().map(|x| -x).collect();
        Ok(())
    }
}

/// The inverse of a matrix, by Gauss and Jordan with row exchange; none if it has none.
fn inverse(mut left: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let n = left.len();
    let unit = |i: usize| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect();
    let mut right: Vec<Vec<f64>> = (0..n).map(unit).collect();
    for column in 0..n {
        let pivot = (column..n).max_by(|a, b| left[*a][column].abs().total_cmp(&left[*b][column].abs()))?;
        if left[pivot][column].abs() < 1e-12 {
            return None;
        }
        left.swap(column, pivot);
        right.swap(column, pivot);
        let factor = 1.0 / left[column][column];
        left[column].iter_mut().chain(&mut right[column]).for_each(|x| *x *= factor);
        let (left_row, right_row) = (left[column].clone(), right[column].clone());
        for i in (0..n).filter(|i| *i != column) {
            let factor = left[i][column];
            if factor != 0.0 {
                left[i].iter_mut().zip(&left_row).for_each(|(x, y)| *x -= factor * y);
                right[i].iter_mut().zip(&right_row).for_each(|(x, y)| *x -= factor * y);
            }
        }
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_the_unit() {
        let matrix = vec![vec![0.0, 2.0, 1.0], vec![1.0, 0.0, 0.0], vec![3.0, 0.0, -1.0]];
        let inverse = inverse(matrix.clone()).expect("regular");
        for (i, row) in matrix.iter().enumerate() {
            let product = |j: usize| row.iter().zip(&inverse).map(|(x, line)| x * line[j]).sum::<f64>();
            (0..3).for_each(|j| assert!((product(j) - f64::from(i == j)).abs() < 1e-15));
        }
        assert_eq!(super::inverse(vec![vec![1.0, 2.0], vec![2.0, 4.0]]), None);
    }

    #[test]
    fn limits_that_contradict_each_other_are_told() {
        let row = |coalition, weight, bound, equal| Row { coalition, weight, bound, equal };
        let rows = vec![row(0b11, 0.0, 10.0, true), row(0b01, 1.0, 4.0, false), row(0b10, 1.0, 4.0, false)];
        let mut basis = Basis::new(rows).expect("independent");
        assert_eq!(basis.solve(&[row(0b01, 0.0, 4.0, false), row(0b10, 0.0, 4.0, false)]), Err(Unsolved::Infeasible));
    }
}
