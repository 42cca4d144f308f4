//! The coalitions whose payment follows from those of others: the linear span of their 0/1 vectors, decided exactly.
//!
//! Arithmetic is modulo the prime 2⁶¹ − 1. The determinant of a 0/1 matrix of 20 rows is at most 21^10.5/2²⁰ < 2²⁷, less
//! than the prime, so that vectors are independent modulo it exactly if they are independent. Whether many coalitions lie
//! in the span is asked of one mixture of the equations that describe it; a coalition outside passes by chance in fewer
//! than one of 10¹⁰ games.

use super::Coalition;

const PRIME: u64 = (1 << 61) - 1;
/// Equations are mixed by its powers: the digits of the golden ratio.
const MIXER: u64 = 0x1E37_79B9_7F4A_7C15;

/// A subspace of Rⁿ spanned by coalitions.
#[derive(Debug, Clone)]
pub(super) struct Span {
    n: usize,
    /// Rows in reduced echelon form, by the column of their leading 1.
    rows: Vec<Option<Vec<u64>>>,
}

impl Span {
    /// Of nothing.
    pub fn new(n: usize) -> Span {
        Span { n, rows: vec![None; n] }
    }

    /// Dimension.
    pub fn rank(&self) -> usize {
        self.rows.iter().flatten().count()
    }

    /// Whether it is everything.
    pub fn is_full(&self) -> bool {
        self.rank() == self.n
    }

    /// Adds a coalition; false if it was in the span already.
    pub fn insert(&mut self, coalition: Coalition) -> bool {
        self.insert_vector((0..self.n).map(|i| (coalition >> i & 1) as u64).collect())
    }

    /// Adds a vector of whole numbers; false if it was in the span already.
    pub fn insert_vector(&mut self, mut vector: Vec<u64>) -> bool {
        for (column, row) in self.rows.iter().enumerate() {
            if let Some(row) = row {
                let factor = vector[column];
                subtract(&mut vector, factor, row);
            }
        }
        let Some(lead) = vector.iter().position(|x| *x != 0) else { return false };
        let inverse = power(vector[lead], PRIME - 2);
        vector.iter_mut().for_each(|x| *x = times(*x, inverse));
        for row in self.rows.iter_mut().flatten() {
            let factor = row[lead];
            subtract(row, factor, &vector);
        }
        self.rows[lead] = Some(vector);
        true
    }

    /// A number that is 0 if a vector of whole numbers lies in the span, given the [`weights`](Span::weights).
    pub fn residue(weights: &[u64], vector: &[usize]) -> u64 {
        weights.iter().zip(vector).fold(0, |sum, (weight, x)| plus(sum, times(*weight, *x as u64)))
    }

    /// The mixture of the equations that describe it.
    pub fn weights(&self) -> Vec<u64> {
        let mut weights = vec![0; self.n];
        let mut factor = 1;
        for free in (0..self.n).filter(|i| self.rows[*i].is_none()) {
            factor = times(factor, MIXER);
            weights[free] = factor;
            for (column, row) in self.rows.iter().enumerate() {
                if let Some(row) = row {
                    weights[column] = plus(weights[column], PRIME - times(factor, row[free]));
                }
            }
        }
        weights
    }

    /// For every coalition a number that is 0 if it lies in the span.
    pub fn residues(&self) -> Vec<u64> {
        let weights = self.weights();
        let mut sums = Vec::with_capacity(1 << self.n);
        sums.push(0);
        for weight in weights {
            for s in 0..sums.len() {
                sums.push(plus(sums[s], weight));
            }
        }
        sums
    }
}

fn subtract(from: &mut [u64], factor: u64, row: &[u64]) {
    if factor != 0 {
        from.iter_mut().zip(row).for_each(|(x, y)| *x = plus(*x, PRIME - times(factor, *y)));
    }
}

/// The sum of numbers of at most the prime.
fn plus(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_know_their_coalitions() {
        let mut span = Span::new(4);
        assert!(span.insert(0b0011) && span.insert(0b1111));
        assert!(!span.insert(0b1100));
        let within = |span: &Span| -> Vec<Coalition> { (0..16).filter(|s| span.residues()[*s] == 0).collect() };
        assert_eq!(within(&span), [0b0000, 0b0011, 0b1100, 0b1111]);
        assert!(span.insert(0b0101));
        assert_eq!(span.rank(), 3);
        assert_eq!(within(&span), [0b0000, 0b0011, 0b0101, 0b1010, 0b1100, 0b1111]);
        assert!(span.insert(0b0001) && span.is_full());
        assert_eq!(within(&span).len(), 16);
    }
}
