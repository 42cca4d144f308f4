//! The nucleolus with every group's excess divided by its number of members.
//!
//! Use it as the nucleolus, where a saving per member is the fairer measure and a lower total should lower every share (at
//! the first level it does). Do not use it where members differ so much in size that heads say little.
//!
//! ```text
//! lexicographic min over x of e(S, x) / |S|, greatest first;  x(N) = c(N), x_i ≤ c({i})
//! ```
//!
//! e(S, x) = x(S) − c(S) excess of coalition S, in the game's unit; |S| its number of members.
//! Assumes Σ c({i}) ≥ c(N). Cost: as the nucleolus.
//!
//! Grotte (1970), Computation of and observations on the nucleolus, and the central games, MSc thesis, Cornell; Young, Okada
//! & Hashimoto (1982), doi:10.1029/WR018i003p00463.
//!
//! ```
//! use model::allocation::per_capita_nucleolus;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 10.0]).expect("a game");
//! assert_eq!(per_capita_nucleolus::divide(&game).expect("it exists").shares, [3.0, 7.0]);
//! ```

use super::{Division, NoDivision, Rule, least_complaints};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "per-capita-nucleolus",
    aliases: &[],
    sentence: "the nucleolus of excesses per member of a group",
    divide,
    by_margins: None,
};

/// What each member pays.
///
/// # Errors
/// If the total is more than all would pay alone.
pub fn divide(game: &Game) -> Result<Division, NoDivision> {
    let weights: Vec<f64> = (0..game.costs().len()).map(|s| f64::from(s.count_ones())).collect();
    least_complaints(game, &weights)
}
