//! The nucleolus with every group's excess divided by what the group would pay on its own.
//!
//! Use it as the nucleolus, where a saving in per cent is the fairer measure. Do not use it where some costs are near 0: a
//! tiny excess there outweighs all others.
//!
//! ```text
//! lexicographic min over x of e(S, x) / c(S), greatest first;  x(N) = c(N), x_i ≤ c({i})
//! ```
//!
//! e(S, x) = x(S) − c(S) excess of coalition S, in the game's unit. Where c(S) = 0, S pays nothing.
//! Assumes c(S) ≥ 0 and Σ c({i}) ≥ c(N). Cost: as the nucleolus.
//!
//! Young, Okada & Hashimoto (1982), Cost allocation in water resources development, doi:10.1029/WR018i003p00463.
//!
//! ```
//! use model::allocation::proportional_nucleolus;
//! use model::game::Game;
//! // Each saves as large a part, 4 of 16.
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 12.0]).expect("a game");
//! assert_eq!(proportional_nucleolus::divide(&game).expect("it exists").shares, [4.5, 7.5]);
//! ```

use super::{Division, NoDivision, Rule, least_complaints};
use crate::game::{Game, Unsolved};

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "proportional-nucleolus",
    aliases: &[],
    sentence: "the nucleolus of excesses as a share of a group's own cost",
    divide,
    by_margins: None,
};

/// What each member pays.
///
/// # Errors
/// If a coalition has a negative cost, or none and yet must pay, or the total is more than all would pay alone.
pub fn divide(game: &Game) -> Result<Division, NoDivision> {
    if game.proper().any(|s| game.cost(s) < 0.0) {
        return Err(NoDivision::NegativeCost);
    }
    least_complaints(game, game.costs()).map_err(|reason| match reason {
        NoDivision::Unsolved(Unsolved::Infeasible | Unsolved::NotUnique) => NoDivision::FreeCoalition,
        other => other,
    })
}
