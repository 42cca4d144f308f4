//! The τ-value: the compromise between the least that each must pay and the most that it can be made to pay.
//!
//! Use it where members argue from best and worst cases. Do not use it for games without room between these: it does not
//! exist there.
//!
//! ```text
//! x = m + t (u − m) with x(N) = c(N);   m_i = c(N) − c(N \ i);   u_i = min over S with i of  c(S) − Σ_(j in S, j ≠ i) m_j
//! ```
//!
//! m_i least that member i pays (its separable cost), u_i most: what a group leaves it to pay if the others in it pay their
//! least, in the game's unit.
//! Assumes a quasi-balanced game: m ≤ u and m(N) ≤ c(N) ≤ u(N). Cost: n 2ⁿ.
//!
//! Tijs (1981), Bounds for the core and the τ-value; Tijs & Driessen (1986), doi:10.1287/mnsc.32.8.1015.
//!
//! ```
//! use model::allocation::tau;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 10.0]).expect("a game");
//! assert_eq!(tau::shares(&game), Ok(vec![3.0, 7.0]));
//! ```

use super::scrb::between;
use super::{Division, NoDivision, Rule};
use crate::game::{Game, ROUNDING, sums};

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "tau",
    aliases: &[],
    sentence: "the compromise between the least and the most that each can be made to pay",
    divide: |game| shares(game).map(Division::plain),
    by_margins: None,
};

/// What each member pays.
///
/// # Errors
/// If the game is not quasi-balanced.
pub fn shares(game: &Game) -> Result<Vec<f64>, NoDivision> {
    let least = game.separable();
    let sums = sums(&least);
    let room = |s: usize| game.cost(s) - sums[s];
    let most: Vec<f64> = (0..game.n())
        .map(|i| {
            let with = (1..=game.grand()).filter(|s| s >> i & 1 == 1);
            least[i] + with.map(room).fold(f64::INFINITY, f64::min)
        })
        .collect();
    let slack = ROUNDING * game.scale();
    let [low, high] = [&least, &most].map(|side| side.iter().sum::<f64>());
    let fits = least.iter().zip(&most).all(|(least, most)| *least <= most + slack);
    if !fits || low > game.total() + slack || high < game.total() - slack {
        return Err(NoDivision::NotQuasiBalanced);
    }
    between((game.total(), game.scale()), &least, &most).ok_or(NoDivision::NotQuasiBalanced)
}
