//! Kohlberg's certificate: a division is the nucleolus exactly if the loudest complaints are balanced, at every level.
//!
//! Let D(α) be the coalitions whose complaint is at least α. A division x is the prenucleolus if every D(α) is balanced, and
//! the nucleolus if that holds with the help of members who pay just what they would pay alone (weights of 0 or more).
//! Coalitions in the span of louder ones change nothing, so that a program is asked at most n − 1 times. The check shares
//! no line with the solver but the span: whether a family is balanced is decided in whole numbers.
//!
//! Kohlberg (1971), On the nucleolus of a characteristic function game, doi:10.1137/0120009; for weighted excesses
//! Derks & Haller (1999), doi:10.1142/S0219198999000128.

use super::balanced::is_balanced;
use super::least_core::scaled;
use super::lexicographic::typical;
use super::span::Span;
use super::{Coalition, Game, sums};

/// Complaints nearer than this, in units of the game's scale, are alike. A true level cut in two by rounding would fail,
/// two levels taken for one do not, so that coarser ones are tried, too.
const ALIKE: [f64; 3] = [1e-9, 1e-8, 1e-7];

/// Whether a division passes as the lexicographic minimum of e(S, x)/w(S) among those that charge nobody more than alone;
/// `weights` are by bitmask, and x(S) ≤ c(S) must hold where one is 0.
pub fn kohlberg(game: &Game, weights: &[f64], shares: &[f64]) -> bool {
    let (costs, unit) = scaled(game);
    let shares: Vec<f64> = shares.iter().map(|share| share / unit).collect();
    let typical = typical(weights).unwrap_or(1.0);
    let sums = sums(&shares);
    let excesses: Vec<f64> = sums.iter().zip(&costs).map(|(sum, cost)| sum - cost).collect();
    let weights: Vec<f64> = weights.iter().map(|weight| weight / typical).collect();
    ALIKE.iter().any(|alike| passes(game.n(), &weights, &excesses, *alike))
}

fn passes(n: usize, weights: &[f64], excesses: &[f64], alike: f64) -> bool {
    let grand: Coalition = excesses.len() - 1;
    let limited: Vec<Coalition> = (1..grand).filter(|s| s.count_ones() == 1 || weights[*s] == 0.0).collect();
    if excesses[grand].abs() > alike || limited.iter().any(|s| excesses[*s] > alike) {
        return false;
    }
    let helpers: Vec<Coalition> = limited.into_iter().filter(|s| excesses[*s] >= -alike).collect();
    let mut span = Span::new(n);
    span.insert(grand);
    let mut family = Vec::new();
    while !span.is_full() {
        let residues = span.residues();
        let open = || (1..grand).filter(|s| residues[*s] != 0 && weights[*s] > 0.0);
        let Some(level) = open().map(|s| excesses[s] / weights[s]).reduce(f64::max) else { break };
        let loudest: Vec<Coalition> = open().filter(|&s| excesses[s] - level * weights[s] >= -alike).collect();
        for &s in &loudest {
            span.insert(s);
        }
        family.extend(loudest);
        if !is_balanced(n, &family, &helpers) {
            return false;
        }
    }
    true
}
