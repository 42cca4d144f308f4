//! Everybody saves the same part of what it would pay alone: shares in proportion to stand-alone costs.
//!
//! Use it where a rule must be obvious. Do not use it where some members cost next to nothing once the others are there.
//!
//! ```text
//! x_i = c(N) × c({i}) / Σ_j c({j})
//! ```
//!
//! c({i}) what member i would pay alone, in the game's unit; N everybody.
//! Assumes c({i}) ≥ 0 with a positive sum. Cost: n.
//!
//! Young (1994), Cost allocation, Handbook of Game Theory 2, doi:10.1016/S1574-0005(05)80066-9.
//!
//! ```
//! use model::allocation::proportional_saving;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 12.0]).expect("a game");
//! assert_eq!(proportional_saving::shares(&game), Ok(vec![4.5, 7.5]));
//! ```

use super::{Division, NoDivision, Rule, key};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "proportional-saving",
    aliases: &["standalone"],
    sentence: "everybody saves the same part of what it would pay alone",
    divide: |game| shares(game).map(Division::plain),
    by_margins: Some(|game| key::shares(game.total, &game.alone)),
};

/// What each member pays.
///
/// # Errors
/// If costs alone are negative, or all 0.
pub fn shares(game: &Game) -> Result<Vec<f64>, NoDivision> {
    key::shares(game.total(), &game.alone())
}
