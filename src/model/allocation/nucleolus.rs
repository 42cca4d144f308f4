//! The division that makes the group with the strongest reason to leave as content as can be, then the next, and so on.
//!
//! Use it where the group must hold together: it lies in the core whenever there is one. Do not use it where members
//! should gain from every saving of the whole: a lower total can raise a share.
//!
//! ```text
//! lexicographic min over x of the excesses e(S, x) = x(S) − c(S), greatest first;  x(N) = c(N), x_i ≤ c({i})
//! ```
//!
//! c(S) cost of coalition S and x_i share of member i, in the game's unit; N everybody, n their number.
//! Assumes Σ c({i}) ≥ c(N): otherwise every division charges somebody more than alone. Cost: at most n − 1 linear programs
//! of n + 1 columns over a table of 2ⁿ costs; 16 members take tens of milliseconds.
//!
//! Schmeidler (1969), The nucleolus of a characteristic function game, doi:10.1137/0117107.
//!
//! ```
//! use model::allocation::nucleolus;
//! use model::game::Game;
//! // Runways of cost 6 and 10 for two: each saves as much, 3.
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 10.0]).expect("a game");
//! let division = nucleolus::divide(&game).expect("it exists");
//! assert_eq!((division.shares, division.kohlberg), (vec![3.0, 7.0], Some(true)));
//! ```

use super::{Division, NoDivision, Rule, least_complaints};
use crate::game::Game;

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "nucleolus",
    aliases: &[],
    sentence: "makes the group with the strongest reason to leave as content as can be",
    divide,
    by_margins: None,
};

/// What each member pays.
///
/// # Errors
/// If the total is more than all would pay alone.
pub fn divide(game: &Game) -> Result<Division, NoDivision> {
    least_complaints(game, &vec![1.0; game.costs().len()])
}
