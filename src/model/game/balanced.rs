//! Whether a family of coalitions is balanced: positive weights make every member count the same. Decided exactly.
//!
//! A family D with helpers H is balanced if Σ λ_S 1_S + Σ μ_T 1_T = 1_N for some λ > 0 on all of D and some μ ≥ 0 on H. Put
//! another way: −Σ_D 1_S lies in the cone of D, H and ±1_N; one program without objective answers that. It is solved by the
//! first phase of the simplex method in whole numbers (Edmonds' and Bareiss' pivots): every entry is a minor of a 0/1
//! matrix, for 20 members less than 2²⁷, so that nothing is rounded and nothing overflows. Where alike members are counted
//! by class the vectors are of counts and 1_N is the sizes of the classes.

use super::Coalition;

/// A coalition as a vector of whole numbers.
pub(super) trait Column {
    /// Its entry of a member, or of a class.
    fn count(&self, i: usize) -> i128;
}

impl Column for Coalition {
    fn count(&self, i: usize) -> i128 {
        (self >> i & 1) as i128
    }
}

impl Column for Vec<usize> {
    fn count(&self, i: usize) -> i128 {
        self[i] as i128
    }
}

/// Steps by the steepest column before Bland's rule, which cannot go round in circles.
const STEEP: usize = 300;

/// Whether `family`, with `helpers` that may be left out, is balanced on n members.
pub(super) fn is_balanced(n: usize, family: &[Coalition], helpers: &[Coalition]) -> bool {
    let grand = (1 << n) - 1;
    let mut present = vec![false; grand + 1];
    family.iter().for_each(|s| present[*s] = true);
    // A coalition and its complement are balanced by themselves.
    let alone: Vec<Coalition> = family.iter().copied().filter(|s| !present[grand ^ *s]).collect();
    reaches(&vec![1; n], &alone, family, helpers)
}

/// The same of counts of classes.
pub(super) fn is_balanced_by_counts(sizes: &[usize], family: &[Vec<usize>], helpers: &[Vec<usize>]) -> bool {
    let sizes: Vec<i128> = sizes.iter().map(|size| *size as i128).collect();
    reaches(&sizes, family, family, helpers)
}

fn reaches<C: Column>(whole: &[i128], alone: &[C], family: &[C], helpers: &[C]) -> bool {
    let wanted: Vec<i128> = (0..whole.len()).map(|i| alone.iter().map(|s| s.count(i)).sum()).collect();
    alone.is_empty() || Phase::new(whole.to_vec(), wanted).reaches(family, helpers)
}

/// Solves τ·1_N − Σ μ_S 1_S = wanted, τ ≥ 0 and μ ≥ 0, starting from artificial columns.
struct Phase {
    n: usize,
    /// 1_N, or the sizes of the classes.
    whole: Vec<i128>,
    /// Adjugate of the basis: its inverse times the determinant.
    adjugate: Vec<Vec<i128>>,
    determinant: i128,
    /// Values of the basic columns times the determinant.
    values: Vec<i128>,
    /// Which basic columns are artificial.
    artificial: Vec<bool>,
    /// Number of each basic column, for Bland's rule.
    names: Vec<usize>,
}

impl Phase {
    fn new(whole: Vec<i128>, wanted: Vec<i128>) -> Phase {
        let n = wanted.len();
        let unit = |i: usize| (0..n).map(|j| i128::from(i == j)).collect();
        Phase {
            n,
            whole,
            adjugate: (0..n).map(unit).collect(),
            determinant: 1,
            values: wanted,
            artificial: vec![true; n],
            names: (0..n).collect(),
        }
    }

    fn reaches<C: Column>(mut self, family: &[C], helpers: &[C]) -> bool {
        for step in 0.. {
            let missing: i128 = self.values.iter().zip(&self.artificial).filter(|(_, a)| **a).map(|(v, _)| v).sum();
            if missing == 0 {
                return true;
            }
            let Some((column, name)) = self.entering(family, helpers, step >= STEEP) else { return false };
            if !self.pivot(&column, name) {
                return false;
            }
        }
        false
    }

    /// A column that makes what is missing less, and its number.
    fn entering<C: Column>(&self, family: &[C], helpers: &[C], first: bool) -> Option<(Vec<i128>, usize)> {
        let price = |i: usize| {
            let rows = self.adjugate.iter().zip(&self.artificial).filter(|(_, artificial)| **artificial);
            rows.map(|(row, _)| row[i]).sum::<i128>()
        };
        let prices: Vec<i128> = (0..self.n).map(price).collect();
        let of = |s: &C| -> i128 { prices.iter().enumerate().map(|(i, price)| s.count(i) * price).sum() };
        let everybody: i128 = prices.iter().zip(&self.whole).map(|(price, size)| price * size).sum();
        if everybody > 0 {
            return Some((self.whole.clone(), self.n));
        }
        let gains =
            family.iter().chain(helpers).enumerate().map(|(k, s)| (-of(s), k, s)).filter(|(gain, ..)| *gain > 0);
        let (_, k, s) = match first {
            true => gains.min_by_key(|(_, k, _)| *k),
            false => gains.max_by_key(|(gain, k, _)| (*gain, std::cmp::Reverse(*k))),
        }?;
        Some(((0..self.n).map(|i| -s.count(i)).collect(), self.n + 1 + k))
    }

    /// Takes a column in; the first basic column to reach 0 goes. False if none does,
    /// which cannot be: what is missing falls along the column and is never negative.
    fn pivot(&mut self, column: &[i128], name: usize) -> bool {
        let dot = |row: &Vec<i128>| row.iter().zip(column).map(|(a, b)| a * b).sum::<i128>();
        let rates: Vec<i128> = self.adjugate.iter().map(dot).collect();
        let sooner = |a: usize, b: usize| {
            let (left, right) = (self.values[a] * rates[b], self.values[b] * rates[a]);
            left.cmp(&right).then(self.names[a].cmp(&self.names[b]))
        };
        let Some(leaving) = (0..self.n).filter(|i| rates[*i] > 0).min_by(|a, b| sooner(*a, *b)) else { return false };
        let (pivot, before) = (rates[leaving], self.determinant);
        let (row, value) = (self.adjugate[leaving].clone(), self.values[leaving]);
        for i in (0..self.n).filter(|i| *i != leaving) {
            let factor = rates[i];
            for (entry, own) in self.adjugate[i].iter_mut().zip(&row) {
                *entry = (*entry * pivot - factor * own) / before;
            }
            self.values[i] = (self.values[i] * pivot - factor * value) / before;
        }
        self.determinant = pivot;
        self.artificial[leaving] = false;
        self.names[leaving] = name;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{is_balanced, is_balanced_by_counts};

    #[test]
    fn families_of_known_kind() {
        assert!(is_balanced(3, &[0b011, 0b101, 0b110], &[]));
        assert!(is_balanced(3, &[0b001, 0b110], &[]));
        assert!(is_balanced(3, &[0b001, 0b010, 0b100], &[]));
        assert!(is_balanced(4, &[0b0011, 0b0101, 0b1001, 0b1110], &[]));
        assert!(!is_balanced(3, &[0b001], &[]));
        assert!(!is_balanced(3, &[0b011, 0b101], &[]));
        // c would count twice in {a, c} and {b, c} unless {a} and {b} help.
        assert!(!is_balanced(3, &[0b101, 0b110, 0b001], &[]));
        assert!(is_balanced(3, &[0b011], &[0b100]));
        assert!(!is_balanced(3, &[0b011], &[0b001]));
        // Seven members and the lines of the Fano plane.
        let fano = [0b0000111, 0b0011001, 0b0101010, 0b1001100, 0b1100001, 0b1010010, 0b0110100];
        assert!(is_balanced(7, &fano, &[]));
        assert!(!is_balanced(7, &fano[..6], &[]));
    }

    #[test]
    fn families_of_counts() {
        // Two of one class and three of another.
        let sizes = [2, 3];
        assert!(is_balanced_by_counts(&sizes, &[vec![1, 0], vec![0, 1]], &[]));
        assert!(is_balanced_by_counts(&sizes, &[vec![1, 1], vec![1, 2]], &[]));
        assert!(!is_balanced_by_counts(&sizes, &[vec![1, 1], vec![1, 0]], &[]));
        assert!(is_balanced_by_counts(&sizes, &[vec![1, 1]], &[vec![0, 1]]));
        assert!(!is_balanced_by_counts(&sizes, &[vec![1, 1]], &[vec![1, 0]]));
        // In proportion to the sizes, by itself.
        assert!(is_balanced_by_counts(&[2, 4], &[vec![1, 2]], &[]));
    }
}
