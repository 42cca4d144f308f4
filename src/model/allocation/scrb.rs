//! Separable costs – remaining benefits: each pays what it adds at last, and of the rest in proportion to what it still saves.
//!
//! Use it where a rule must be explained in a minute; it is the custom of water projects, also called alternative cost
//! avoided. Do not use it where groups matter: it looks at single members and at everybody only.
//!
//! ```text
//! x_i = m_i + (c({i}) − m_i) / Σ_j (c({j}) − m_j)  ×  ( c(N) − Σ_j m_j ),   m_i = c(N) − c(N \ i)
//! ```
//!
//! m_i separable cost of member i and c({i}) what it would pay alone, in the game's unit; N everybody.
//! Assumes that the remaining benefits c({i}) − m_i have a positive sum, or that nothing is left to divide. Cost: n.
//!
//! Federal Inter-Agency River Basin Committee (1950), Proposed practices for economic analysis of river basin projects;
//! Straffin & Heaney (1981), doi:10.1007/BF01770069.
//!
//! ```
//! use model::allocation::scrb;
//! use model::game::Game;
//! let game = Game::new(vec!["a".into(), "b".into()], vec![0.0, 6.0, 10.0, 10.0]).expect("a game");
//! assert_eq!(scrb::shares(&game), Ok(vec![3.0, 7.0]));
//! ```

use super::{Division, Margins, NoDivision, Rule};
use crate::game::{Game, ROUNDING};

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "scrb",
    aliases: &["aca", "alternative-cost-avoided"],
    sentence: "what each adds at last, and of the rest in proportion to what it still saves",
    divide: |game| shares(game).map(Division::plain),
    by_margins: Some(of),
};

/// What each member pays.
///
/// # Errors
/// If the members save nothing over their separable costs and something is left to divide.
pub fn shares(game: &Game) -> Result<Vec<f64>, NoDivision> {
    of(&Margins::of(game))
}

fn of(game: &Margins) -> Result<Vec<f64>, NoDivision> {
    between((game.total, game.scale), &game.separable, &game.alone).ok_or(NoDivision::NoBenefit)
}

/// The division of the total, with the game's scale, on the line from one vector to another that adds up to more; none if neither it exists nor the
/// first vector is such a division already.
pub(crate) fn between((total, scale): (f64, f64), from: &[f64], to: &[f64]) -> Option<Vec<f64>> {
    let rest = total - from.iter().sum::<f64>();
    let room: f64 = from.iter().zip(to).map(|(from, to)| to - from).sum();
    let slack = ROUNDING * scale;
    if rest.abs() <= slack && room.abs() <= slack {
        return Some(from.iter().map(|share| share + rest / from.len() as f64).collect());
    }
    (room > slack).then(|| from.iter().zip(to).map(|(from, to)| from + (to - from) / room * rest).collect())
}
