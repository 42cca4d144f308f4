//! Equal split of the non-separable cost: each pays what it adds at last, and an equal part of the rest.
//!
//! Use it where members are alike in what they gain. Do not use it where they are not: it may charge a small one more than
//! it would pay alone.
//!
//! ```text
//! x_i = m_i + ( c(N) − Σ_j m_j ) / n,   m_i = c(N) − c(N \ i)
//! ```
//!
//! m_i separable cost of member i, in the game's unit; N everybody, n their number.
//! Assumes nothing of the game. Cost: n.
//!
//! Straffin & Heaney (1981), Game theory and the Tennessee Valley Authority, doi:10.1007/BF01770069; Moulin (1985), The
//! separability axiom and equal-sharing methods, doi:10.1016/0022-0531(85)90082-4.
//!
//! ```
//! use model::allocation::acs;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 10.0]).expect("a game");
//! assert_eq!(acs::shares(&game), [3.0, 7.0]);
//! ```

use super::{Division, Margins, Rule};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "acs",
    aliases: &["equal-non-separable"],
    sentence: "what each adds at last, and an equal part of the rest",
    divide: |game| Ok(Division::plain(shares(game))),
    by_margins: Some(|game| Ok(of(game))),
};

/// What each member pays.
pub fn shares(game: &Game) -> Vec<f64> {
    of(&Margins::of(game))
}

fn of(game: &Margins) -> Vec<f64> {
    let rest = (game.total - game.separable.iter().sum::<f64>()) / game.n() as f64;
    game.separable.iter().map(|cost| cost + rest).collect()
}
