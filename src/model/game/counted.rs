//! Games of members that fall into classes of alike ones: what a coalition costs depends on how many of each class it has.
//!
//! Whatever treats alike members alike is found among divisions that charge all of a class the same: the core is not empty
//! exactly if it holds such a division (its average over all exchanges of alike members), and the nucleolus is one. Programs
//! have a column for each class and a row for each vector of counts. A coalition of counts in proportion to the sizes pays
//! the same whatever such a division.

use super::basis::{Basis, Limit, ZERO, slack};
use super::span::Span;
use super::{ROUNDING, Unsolved};

/// Rows that a sweep adds at most.
const ADDED: usize = 40;

/// A game by counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    sizes: Vec<usize>,
    /// By counts, the first class running fastest; nobody's is 0.
    costs: Vec<f64>,
}

/// Σ counts × shares − w·ε ≤ b, or = b.
#[derive(Debug, Clone)]
struct Row {
    place: usize,
    counts: Vec<usize>,
    weight: f64,
    bound: f64,
    equal: bool,
}

impl Limit for Row {
    fn broken(&self, point: &[f64]) -> f64 {
        paid(&self.counts, point) - self.weight * point[self.counts.len()] - self.bound
    }

    fn coefficient(&self, column: usize, columns: usize) -> f64 {
        if column + 1 == columns { -self.weight } else { self.counts[column] as f64 }
    }

    fn bound(&self) -> f64 {
        self.bound
    }

    fn is_equal(&self) -> bool {
        self.equal
    }

    fn order(&self) -> (usize, u64) {
        (self.place, self.weight.to_bits())
    }
}

fn paid(counts: &[usize], shares: &[f64]) -> f64 {
    counts.iter().zip(shares).map(|(count, share)| *count as f64 * share).sum()
}

impl Counted {
    /// From sizes of classes, and costs by counts, of which there are Π (size + 1).
    pub fn new(sizes: Vec<usize>, costs: Vec<f64>) -> Option<Counted> {
        let fits = costs.len() == vectors(&sizes)? && costs[0] == 0.0 && costs.iter().all(|cost| cost.is_finite());
        (fits && !sizes.is_empty() && sizes.iter().all(|size| *size > 0)).then_some(Counted { sizes, costs })
    }

    /// Sizes of the classes.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Costs by place.
    pub fn costs(&self) -> &[f64] {
        &self.costs
    }

    /// Counts of the coalitions at a place.
    pub fn counts(&self, place: usize) -> Vec<usize> {
        counts(&self.sizes, place)
    }

    /// Places of all coalitions but nobody and everybody.
    pub fn proper(&self) -> std::ops::Range<usize> {
        1..self.costs.len() - 1
    }

    /// Where a coalition stands that has one more of a class.
    pub fn step(&self, class: usize) -> usize {
        self.sizes[..class].iter().map(|size| size + 1).product()
    }

    /// The cost of everybody.
    pub fn total(&self) -> f64 {
        self.costs[self.costs.len() - 1]
    }

    /// What a member of each class adds to the cost of all others.
    pub fn separable(&self) -> Vec<f64> {
        (0..self.sizes.len()).map(|c| self.total() - self.costs[self.costs.len() - 1 - self.step(c)]).collect()
    }

    /// What a member of each class would pay alone.
    pub fn alone(&self) -> Vec<f64> {
        (0..self.sizes.len()).map(|c| self.costs[self.step(c)]).collect()
    }

    pub(super) fn unit(&self) -> f64 {
        let largest = self.costs.iter().fold(0.0, |most: f64, cost| most.max(cost.abs()));
        let scale = self.total().abs().max(1e-4 * largest);
        if scale > 0.0 { scale } else { 1.0 }
    }

    /// The least excess that can be promised to every coalition; none in a game of one.
    ///
    /// # Errors
    /// If rounding stands in the way.
    pub fn least_core(&self) -> Result<Option<f64>, Unsolved> {
        let last = self.costs.len() - 1;
        if last == 1 {
            return Ok(None);
        }
        if self.sizes.len() == 1 {
            let each = self.total() / last as f64;
            return Ok(self.proper().map(|t| each * t as f64 - self.costs[t]).reduce(f64::max));
        }
        let level = Program::new(self, &|place| if place == last { 0.0 } else { 1.0 }, &[]).solve()?;
        Ok(Some(level.point[self.sizes.len()] * self.unit()))
    }

    /// The smallest subsidy that makes the core non-empty.
    ///
    /// # Errors
    /// If rounding stands in the way.
    pub fn subsidy(&self) -> Result<f64, Unsolved> {
        let last = self.costs.len() - 1;
        if self.sizes.len() == 1 {
            let short = |t: usize| self.total() - self.costs[t] * last as f64 / t as f64;
            return Ok(self.proper().map(short).fold(0.0, f64::max));
        }
        let level = Program::new(self, &|place| if place == last { -1.0 } else { 0.0 }, &[]).solve()?;
        Ok((level.point[self.sizes.len()] * self.unit()).max(0.0))
    }

    /// What a member of each class pays by the lexicographic minimum of e(S, x)/w(S), `weight` by place, among divisions that
    /// charge nobody more than alone.
    ///
    /// # Errors
    /// If there is no such division, or more than one, or rounding stands in the way.
    pub fn lexicographic(&self, weight: &dyn Fn(usize) -> f64) -> Result<Vec<f64>, Unsolved> {
        if self.sizes.len() == 1 {
            return Ok(vec![self.total() / self.sizes[0] as f64]);
        }
        let typical = (0..self.sizes.len()).map(|c| weight(self.step(c))).fold(0.0, f64::max);
        if typical <= 0.0 {
            return Err(Unsolved::NotUnique);
        }
        let last = self.costs.len() - 1;
        let weight = |place: usize| if place == last { 0.0 } else { weight(place) / typical };
        let alone: Vec<f64> = self.alone().iter().map(|cost| cost / self.unit()).collect();
        let fits = |shares: &[f64]| shares.iter().zip(&alone).all(|(share, alone)| *share <= alone + ROUNDING);
        let found = match Program::new(self, &weight, &[]).minimise() {
            Ok(shares) if fits(&shares) => shares,
            _ => Program::new(self, &weight, &alone).minimise()?,
        };
        Ok(found.iter().map(|share| share * self.unit()).collect())
    }
}

/// How many vectors of counts there are.
pub fn vectors(sizes: &[usize]) -> Option<usize> {
    sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(size + 1))
}

/// Counts at a place.
pub fn counts(sizes: &[usize], mut place: usize) -> Vec<usize> {
    let digit = |size: &usize| {
        let digit = place % (size + 1);
        place /= size + 1;
        digit
    };
    sizes.iter().map(digit).collect()
}

/// A program over shares of classes and a level, by row generation as that of coalitions.
struct Program {
    rows: Vec<Row>,
    open: Vec<bool>,
    limits: Vec<Row>,
    settled: Vec<Row>,
    span: Span,
}

impl Program {
    /// Costs of size 1; what is charged alone is a limit where it is given.
    fn new(game: &Counted, weight: &dyn Fn(usize) -> f64, alone: &[f64]) -> Program {
        let (last, unit) = (game.costs.len() - 1, game.unit());
        let row = |place: usize| Row {
            place,
            counts: game.counts(place),
            weight: weight(place),
            bound: game.costs[place] / unit,
            equal: place == last,
        };
        let rows: Vec<Row> = (0..=last).map(row).collect();
        let limit = |(c, bound): (usize, &f64)| Row { weight: 0.0, bound: *bound, ..rows[game.step(c)].clone() };
        let limits = alone.iter().enumerate().map(limit).collect();
        let mut open = vec![true; last + 1];
        (open[0], open[last]) = (false, false);
        let mut span = Span::new(game.sizes.len());
        span.insert_vector(whole(&rows[last]));
        Program { open, limits, settled: vec![rows[last].clone()], span, rows }
    }

    fn solve(&self) -> Result<Basis<Row>, Unsolved> {
        let mut basis = Basis::new(self.start()?)?;
        let mut pool: Vec<Row> = Vec::new();
        loop {
            basis.solve(&pool)?;
            let slack = slack(&basis.point);
            let open = self.rows.iter().zip(&self.open).filter(|(_, open)| **open).map(|(row, _)| row);
            let found = open.chain(&self.limits).map(|row| (row.broken(&basis.point), row));
            let mut found: Vec<(f64, &Row)> = found.filter(|(by, _)| *by > slack).collect();
            if found.is_empty() {
                return Ok(basis);
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            pool.extend(found.into_iter().take(ADDED).map(|(_, row)| row.clone()));
        }
    }

    /// What is settled, counts and those of all others, which bound the level from below, and singles.
    fn start(&self) -> Result<Vec<Row>, Unsolved> {
        let (last, weights) = (self.rows.len() - 1, self.span.weights());
        let outside = |row: &Row| Span::residue(&weights, &row.counts) != 0;
        let weight = |t: usize| self.rows[t].weight + self.rows[last - t].weight - self.settled[0].weight;
        let bound = |t: usize| self.rows[last].bound - self.rows[t].bound - self.rows[last - t].bound;
        let pairs = (1..last).filter(|&t| self.open[t] && weight(t) > 0.0 && outside(&self.rows[t]));
        let level = |t: usize| bound(t) / weight(t);
        let best = pairs.reduce(|a, b| if level(b) > level(a) { b } else { a }).ok_or(Unsolved::NotUnique)?;
        let mut rows = self.settled.clone();
        rows.extend([self.rows[best].clone(), self.rows[last - best].clone()]);
        let mut span = self.span.clone();
        span.insert_vector(whole(&self.rows[best]));
        let singles = self.rows.iter().filter(|row| row.counts.iter().sum::<usize>() == 1);
        rows.extend(singles.filter(|row| span.insert_vector(whole(row))).cloned());
        Ok(rows)
    }

    fn minimise(mut self) -> Result<Vec<f64>, Unsolved> {
        let classes = self.rows[0].counts.len();
        for _ in 0..classes {
            // What follows from what is settled complains alike whatever the division.
            let weights = self.span.weights();
            for (open, row) in self.open.iter_mut().zip(&self.rows) {
                *open &= Span::residue(&weights, &row.counts) != 0;
            }
            self.limits.retain(|row| Span::residue(&weights, &row.counts) != 0);
            let basis = self.solve()?;
            let level = basis.point[classes];
            for (row, multiplier) in basis.rows.iter().zip(&basis.multipliers) {
                if !row.equal && *multiplier > ZERO && self.span.insert_vector(whole(row)) {
                    let bound = row.bound + row.weight * level;
                    self.settled.push(Row { weight: 0.0, bound, equal: true, ..row.clone() });
                }
            }
            if self.span.is_full() {
                return Ok(basis.point[..classes].to_vec());
            }
        }
        Err(Unsolved::Numerical)
    }
}

fn whole(row: &Row) -> Vec<u64> {
    row.counts.iter().map(|count| *count as u64).collect()
}
