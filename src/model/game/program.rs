//! Least level ε such that x(S) ≤ c(S) + w(S)·ε for all coalitions, by row generation: only coalitions that are broken
//! become rows of the program, and a sweep over the whole table finds them.

use super::basis::{Basis, Limit, Row, ZERO, slack};
use super::span::Span;
use super::{Coalition, Unsolved, sums};

/// Rows that a sweep adds at most.
const ADDED: usize = 40;

/// A program over the shares and a level; costs and weights are of size 1.
#[derive(Debug, Clone)]
pub(super) struct Program<'a> {
    n: usize,
    costs: &'a [f64],
    weights: &'a [f64],
    /// c(S), infinite where the payment is settled.
    open: Vec<f64>,
    /// Further limits x(S) ≤ b whatever the level, as far as not settled.
    limits: Vec<Row>,
    /// Payments that are settled, independent of each other, everybody's first.
    settled: Vec<Row>,
    span: Span,
    pool: Vec<Row>,
}

impl<'a> Program<'a> {
    /// Of the coalitions, by bitmask: costs, weights of 0 or more, and further `limits` whatever the level. The weight of
    /// everybody may be negative: they pay the total less that share of the level.
    pub fn new(costs: &'a [f64], weights: &'a [f64], limits: &[(Coalition, f64)]) -> Program<'a> {
        let n = costs.len().trailing_zeros() as usize;
        let grand = costs.len() - 1;
        let limits = limits.iter().map(|&(coalition, bound)| Row { coalition, weight: 0.0, bound, equal: false });
        let mut open = costs.to_vec();
        (open[0], open[grand]) = (f64::INFINITY, f64::INFINITY);
        let mut span = Span::new(n);
        span.insert(grand);
        let everybody = Row { coalition: grand, weight: weights[grand], bound: costs[grand], equal: true };
        Program { n, costs, weights, open, limits: limits.collect(), settled: vec![everybody], span, pool: Vec::new() }
    }

    /// Whether every share is settled.
    pub fn is_settled(&self) -> bool {
        self.span.is_full()
    }

    /// The least level, and shares that keep it.
    pub fn solve(&mut self) -> Result<Basis, Unsolved> {
        let mut basis = Basis::new(self.start()?)?;
        loop {
            basis.solve(&self.pool)?;
            let broken = self.broken(&basis.point);
            if broken.is_empty() {
                return Ok(basis);
            }
            self.pool.extend(broken);
        }
    }

    /// Settles the payments that are the same wherever the level is least: those of rows with a positive multiplier.
    pub fn settle(&mut self, basis: &Basis) {
        let level = basis.point[self.n];
        for (row, multiplier) in basis.rows.iter().zip(&basis.multipliers) {
            if !row.equal && *multiplier > ZERO && self.span.insert(row.coalition) {
                let bound = row.bound + row.weight * level;
                self.settled.push(Row { weight: 0.0, bound, equal: true, ..*row });
            }
        }
        self.pool = basis.rows.iter().filter(|row| !row.equal).copied().collect();
        let residues = self.span.residues();
        for (cost, residue) in self.open.iter_mut().zip(&residues) {
            if *residue == 0 {
                *cost = f64::INFINITY;
            }
        }
        for rows in [&mut self.limits, &mut self.pool] {
            rows.retain(|row| residues[row.coalition] != 0);
        }
    }

    fn row(&self, coalition: Coalition) -> Row {
        Row { coalition, weight: self.weights[coalition], bound: self.costs[coalition], equal: false }
    }

    /// A basis to start from: what is settled, a coalition and its complement, whose limits bound the level from below,
    /// and any further rows.
    fn start(&self) -> Result<Vec<Row>, Unsolved> {
        let grand = self.costs.len() - 1;
        let weight = |s: Coalition| self.weights[s] + self.weights[grand ^ s] - self.settled[0].weight;
        let level = |s: Coalition| (self.costs[grand] - self.costs[s] - self.costs[grand ^ s]) / weight(s);
        let pairs = (1..=grand / 2).filter(|&s| self.open[s].is_finite() && weight(s) > 0.0);
        let highest = pairs.map(|s| (level(s), s)).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, pair)) = highest else { return Err(Unsolved::NotUnique) };
        let mut rows = self.settled.clone();
        rows.extend([self.row(pair), self.row(grand ^ pair)]);
        let mut span = self.span.clone();
        span.insert(pair);
        let singles = (0..self.n).map(|i| self.row(1 << i));
        rows.extend(self.pool.iter().copied().chain(singles).filter(|row| span.insert(row.coalition)));
        Ok(rows)
    }

    /// Rows that a point breaks, the worst of each part of the table, at most so many.
    fn broken(&self, point: &[f64]) -> Vec<Row> {
        let level = point[self.n];
        let (low, slack) = (self.n / 2, slack(point));
        let (inner, outer) = (sums(&point[..low]), sums(&point[low..self.n]));
        let parts = self.open.chunks(inner.len()).zip(self.weights.chunks(inner.len()));
        let mut found: Vec<(f64, Row)> = Vec::new();
        for (part, ((costs, weights), base)) in parts.zip(&outer).enumerate() {
            let mut worst = (slack, 0);
            for (k, ((cost, weight), own)) in costs.iter().zip(weights).zip(&inner).enumerate() {
                let by = own + base - cost - weight * level;
                if by > worst.0 {
                    worst = (by, k);
                }
            }
            if worst.0 > slack {
                found.push((worst.0, self.row(part * inner.len() + worst.1)));
            }
        }
        let limits = self.limits.iter().map(|row| (row.broken(point), *row));
        found.extend(limits.filter(|(by, _)| *by > slack));
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().take(ADDED).map(|(_, row)| row).collect()
    }
}
