//! The division whose complaints, the loudest first, are the least: the nucleolus and its kin.
//!
//! Complaints are excesses divided by a weight. Stage after stage the loudest complaint that is not settled yet is made as
//! small as it can be; the payments that this fixes are settled, and with them all in their span; then the next. Each stage
//! settles at least one dimension, so that there are at most n − 1. Payments that a stage fixes are those whose row has a
//! positive multiplier (complementary slackness): no further programs are needed to find them.
//!
//! Kopelowitz (1967), Computation of the kernels of simple games and the nucleolus of n-person games, RM-31, Hebrew
//! University; Maschler, Peleg & Shapley (1979), doi:10.1287/moor.4.4.303; Guajardo & Jörnsten (2015), Common mistakes in
//! computing the nucleolus, doi:10.1016/j.ejor.2014.10.037. Row generation over the table of 2ⁿ costs: n = 16 takes tens of
//! milliseconds.

use super::least_core::scaled;
use super::program::Program;
use super::{Game, ROUNDING, Unsolved};

/// Shares, and the complaints at which they were settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicographic {
    /// What each member pays.
    pub shares: Vec<f64>,
    /// Loudest complaint of each stage, in the game's unit over that of the weights, falling.
    pub levels: Vec<f64>,
}

/// The lexicographic minimum of e(S, x)/w(S) over all divisions of the total that charge nobody more than alone. `weights`
/// are by bitmask and not negative; where one is 0, x(S) ≤ c(S) must hold.
///
/// # Errors
/// If there is no such division, or more than one, or rounding stands in the way.
pub fn lexicographic(game: &Game, weights: &[f64]) -> Result<Lexicographic, Unsolved> {
    if game.n() == 1 {
        return Ok(Lexicographic { shares: vec![game.total()], levels: Vec::new() });
    }
    let (costs, unit) = scaled(game);
    let Some(unit_of_weights) = typical(weights) else { return Err(Unsolved::NotUnique) };
    let mut weights: Vec<f64> = weights.iter().map(|weight| weight / unit_of_weights).collect();
    weights[game.grand()] = 0.0;
    let alone: Vec<_> = (0..game.n()).map(|i| (1 << i, costs[1 << i])).collect();
    let fits = |x: &[f64]| x.iter().zip(&alone).all(|(share, (_, cost))| *share <= cost + ROUNDING);
    // As a rule nobody pays more than alone unless a rule asks it.
    let (shares, levels) = match minimise(&costs, &weights, &[]) {
        Ok((shares, levels)) if fits(&shares) => (shares, levels),
        _ => minimise(&costs, &weights, &alone)?,
    };
    let scale = unit / unit_of_weights;
    Ok(Lexicographic {
        shares: shares.iter().map(|share| share * unit).collect(),
        levels: levels.iter().map(|level| level * scale).collect(),
    })
}

/// What weights are measured in: the greatest of a single member's, or of all if these are 0; none if all are.
pub(super) fn typical(weights: &[f64]) -> Option<f64> {
    let proper = 1..weights.len() - 1;
    let greatest = |single: bool| {
        let chosen = proper.clone().filter(|s| !single || s.count_ones() == 1);
        chosen.map(|s| weights[s]).fold(0.0, f64::max)
    };
    [greatest(true), greatest(false)].into_iter().find(|weight| *weight > 0.0)
}

fn minimise(costs: &[f64], weights: &[f64], limits: &[(usize, f64)]) -> Result<(Vec<f64>, Vec<f64>), Unsolved> {
    let n = costs.len().trailing_zeros() as usize;
    let mut program = Program::new(costs, weights, limits);
    let mut levels = Vec::new();
    loop {
        let basis = program.solve()?;
        levels.push(basis.point[n]);
        program.settle(&basis);
        if program.is_settled() {
            return Ok((basis.point[..n].to_vec(), levels));
        }
        if levels.len() >= n {
            return Err(Unsolved::Numerical);
        }
    }
}
