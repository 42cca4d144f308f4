//! Everybody saves the same amount over paying alone.
//!
//! Use it where members are alike or the saving is small. Do not use it where some are much smaller: their share may turn
//! negative, a transfer.
//!
//! ```text
//! x_i = c({i}) − ( Σ_j c({j}) − c(N) ) / n
//! ```
//!
//! c({i}) what member i would pay alone, in the game's unit; n number of members.
//! Assumes nothing of the game; if the total is more than all would pay alone, all lose the same. Cost: n.
//!
//! Tijs & Driessen (1986), Game theory and cost allocation problems, doi:10.1287/mnsc.32.8.1015.
//!
//! ```
//! use model::allocation::equal_saving;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 12.0]).expect("a game");
//! assert_eq!(equal_saving::shares(&game), [4.0, 8.0]);
//! ```

use super::{Division, Margins, Rule};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "equal-saving",
    aliases: &[],
    sentence: "everybody saves the same amount over paying alone",
    divide: |game| Ok(Division::plain(shares(game))),
    by_margins: Some(|game| Ok(of(game))),
};

/// What each member pays.
pub fn shares(game: &Game) -> Vec<f64> {
    of(&Margins::of(game))
}

fn of(game: &Margins) -> Vec<f64> {
    let saving = (game.alone.iter().sum::<f64>() - game.total) / game.n() as f64;
    game.alone.iter().map(|cost| cost - saving).collect()
}
