//! Normal scores of inputs that move together: a Gaussian copula with one correlation for every pair.
//!
//! With c ≥ 0 each score is √c·Z + √(1−c)·ε_i with one common factor Z, so that a further input leaves the others'
//! scores as they were. With c < 0 no common factor can do it; the symmetric square root of the correlation
//! matrix does: √(1−c)·(ε_i − (1−s)·ε̄), s² = (1 + (n−1)c)/(1−c), defined down to c = −1/(n−1).

use super::design::Draws;
use super::stream::InputKey;
use super::table::Table;
use crate::lanes::Lanes;

/// A group's correlation and the draws of its scores.
#[derive(Debug, Clone)]
pub struct Correlation {
    coefficient: f64,
    factor: InputKey,
    keys: Vec<InputKey>,
}

/// The scores of a group in one batch.
#[derive(Debug, Clone, Copy)]
pub struct Factor {
    /// What is added to each input's own part.
    common: Lanes,
    /// What its own part is multiplied by.
    own: f64,
}

impl Correlation {
    /// Of the inputs with these draws; `factor` names the common factor's own.
    pub fn new(coefficient: f64, factor: InputKey, keys: Vec<InputKey>) -> Correlation {
        Correlation { coefficient, factor, keys }
    }

    /// What the group's scores have in common in a batch.
    #[inline(always)]
    pub fn factor(&self, batch: &(impl Draws + ?Sized), normal: &Table) -> Factor {
        let c = self.coefficient;
        let own = (1.0 - c).sqrt();
        if c >= 0.0 {
            return Factor { common: normal.lanes(batch.words(self.factor)) * c.sqrt(), own };
        }
        let n = self.keys.len() as f64;
        let shrink = ((1.0 + (n - 1.0) * c).max(0.0) / (1.0 - c)).sqrt();
        let sum = self.keys.iter().fold(Lanes::ZERO, |sum, &key| sum + normal.lanes(batch.words(key)));
        Factor { common: sum * (-own * (1.0 - shrink) / n), own }
    }
}

impl Factor {
    /// The score of an input of the group, with its own part.
    #[inline(always)]
    pub fn score(&self, own: Lanes) -> Lanes {
        self.common + own * self.own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::LANES;
    use crate::sampling::stream::Stream;
    use crate::sampling::table::normal_table;

    /// Sample correlations of 65,536 pairs have a standard error below 0.004; 0.02 is five of them.
    #[test]
    fn every_pair_has_the_given_correlation() {
        let (stream, normal) = (Stream::new(3), normal_table());
        for c in [0.0, 0.4, 0.95, -0.2, -0.5] {
            let keys: Vec<InputKey> = ["a", "b", "c"].iter().map(|name| stream.input(name)).collect();
            let group = Correlation::new(c, stream.input("factor"), keys.clone());
            let mut products = [[0.0; 3]; 3];
            let batches = 65_536 / LANES;
            for batch in 0..batches {
                let batch = stream.batch((batch * LANES) as u64);
                let factor = group.factor(&batch, normal);
                let scores: Vec<Lanes> = keys.iter().map(|&key| factor.score(normal.lanes(batch.words(key)))).collect();
                for (i, &a) in scores.iter().enumerate() {
                    for (j, &b) in scores.iter().enumerate() {
                        products[i][j] += (a * b).sum();
                    }
                }
            }
            for (i, row) in products.iter().enumerate() {
                for (j, sum) in row.iter().enumerate() {
                    let want = if i == j { 1.0 } else { c };
                    let got = sum / 65_536.0;
                    assert!((got - want).abs() < 0.02, "{got} where {want} was asked");
                }
            }
        }
    }
}
