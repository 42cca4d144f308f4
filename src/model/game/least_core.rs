//! The least core, and the smallest subsidy that makes the core non-empty.

use super::program::Program;
use super::{Game, Unsolved};

/// The least excess that can be promised to all coalitions, and a division that keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastCore {
    /// ε: no coalition pays more than this above its own cost, and no division does better. The core is empty exactly if
    /// it is more than 0.
    pub epsilon: f64,
    /// A division in the least core.
    pub shares: Vec<f64>,
}

/// The least core: min ε with x(S) ≤ c(S) + ε for every coalition but nobody and everybody, x(N) = c(N); none in a game of
/// one, where there is nothing to promise. Maschler, Peleg & Shapley (1979), doi:10.1287/moor.4.4.303.
///
/// ```
/// use model::game::{Game, least_core};
/// let members = ["a", "b", "c"].map(str::to_owned).to_vec();
/// // Any two pay 1 for what all three get for 2: some two always pay 4/3.
/// let game = Game::new(members, vec![0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0]).expect("a game");
/// assert!((least_core(&game).expect("solved").expect("three members").epsilon - 1.0 / 3.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// If rounding stands in the way.
pub fn least_core(game: &Game) -> Result<Option<LeastCore>, Unsolved> {
    if game.n() == 1 {
        return Ok(None);
    }
    let (costs, unit) = scaled(game);
    let mut weights = vec![1.0; costs.len()];
    weights[game.grand()] = 0.0;
    let basis = Program::new(&costs, &weights, &[]).solve()?;
    let shares = basis.point[..game.n()].iter().map(|share| share * unit).collect();
    Ok(Some(LeastCore { epsilon: basis.point[game.n()] * unit, shares }))
}

/// The smallest subsidy from outside that makes the core non-empty, 0 if it is: c(N) − max x(N) with x(S) ≤ c(S) for all S.
/// Bachrach et al., The cost of stability in coalitional games (2009), doi:10.1007/978-3-642-04645-2_12.
///
/// ```
/// use model::game::{Game, subsidy};
/// let members = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let game = Game::new(members, vec![0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0]).expect("a game");
/// assert!((subsidy(&game).expect("solved") - 0.5).abs() < 1e-12);
/// ```
///
/// # Errors
/// If rounding stands in the way.
pub fn subsidy(game: &Game) -> Result<f64, Unsolved> {
    if game.n() == 1 {
        return Ok(0.0);
    }
    let (costs, unit) = scaled(game);
    // The level is the subsidy: everybody pays the total less it, the others' limits do not move.
    let mut weights = vec![0.0; costs.len()];
    weights[game.grand()] = -1.0;
    let basis = Program::new(&costs, &weights, &[]).solve()?;
    Ok((basis.point[game.n()] * unit).max(0.0))
}

/// Costs of size 1, and what they are to be multiplied with.
pub(super) fn scaled(game: &Game) -> (Vec<f64>, f64) {
    let unit = if game.scale() > 0.0 { game.scale() } else { 1.0 };
    (game.costs().iter().map(|cost| cost / unit).collect(), unit)
}
