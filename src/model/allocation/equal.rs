//! Everybody pays the same.
//!
//! Use it among members of one size. Do not use it otherwise: it may charge a small one more than it would pay alone.
//!
//! ```text
//! x_i = c(N) / n
//! ```
//!
//! c(N) the total, in the game's unit; n number of members.
//! Assumes nothing of the game. Cost: n. Plain arithmetic; no source needed.
//!
//! ```
//! use model::allocation::equal;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 12.0]).expect("a game");
//! assert_eq!(equal::shares(&game), [6.0, 6.0]);
//! ```

use super::{Division, Margins, Rule};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "equal",
    aliases: &[],
    sentence: "everybody pays the same",
    divide: |game| Ok(Division::plain(shares(game))),
    by_margins: Some(|game| Ok(of(game))),
};

/// What each member pays.
pub fn shares(game: &Game) -> Vec<f64> {
    of(&Margins::of(game))
}

fn of(game: &Margins) -> Vec<f64> {
    vec![game.total / game.n() as f64; game.n()]
}
