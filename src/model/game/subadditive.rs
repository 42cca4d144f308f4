//! Whether any two groups lose nothing by acting as one, and the cheapest way to split a group where some do.

use super::{Coalition, Game, ROUNDING, scale};

/// Two groups that would pay less apart than together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Violation {
    /// One group, the one with the first member.
    pub one: Coalition,
    /// The other; they have no member in common.
    pub other: Coalition,
    /// What they pay more together than apart.
    pub excess: f64,
    /// How many coalitions would do better by splitting.
    pub coalitions: usize,
}

/// The first violation of c(S ∪ T) ≤ c(S) + c(T): of the smallest coalition that would do better in two parts, first in
/// order, the two that save most. None if the game is subadditive. Time 3ⁿ: 40 ms for 16 members.
///
/// ```
/// use model::game::{Game, violation};
/// let members = ["a", "b"].map(str::to_owned).to_vec();
/// let game = Game::new(members, vec![0.0, 3.0, 4.0, 9.0]).expect("a game");
/// let found = violation(&game).expect("dearer together");
/// assert_eq!((found.one, found.other, found.excess), (0b01, 0b10, 2.0));
/// ```
pub fn violation(game: &Game) -> Option<Violation> {
    let costs = game.costs();
    let slack = ROUNDING * game.scale();
    let split = |s: Coalition| {
        let (part, least) = cheapest_split(s, costs)?;
        (costs[s] - least > slack).then_some((s, part, costs[s] - least))
    };
    let found: Vec<_> = (1..costs.len()).filter_map(split).collect();
    let (whole, one, excess) = *found.iter().min_by_key(|(s, ..)| (s.count_ones(), *s))?;
    let (one, other) = if one >> whole.trailing_zeros() & 1 == 1 { (one, whole ^ one) } else { (whole ^ one, one) };
    Some(Violation { one, other, excess, coalitions: found.len() })
}

/// The game in which every coalition may split into groups: c'(S) = min over partitions of S of Σ c(T). Time 3ⁿ.
///
/// ```
/// use model::game::{Game, subadditive_cover};
/// let members = ["a", "b"].map(str::to_owned).to_vec();
/// let game = Game::new(members, vec![0.0, 3.0, 4.0, 9.0]).expect("a game");
/// assert_eq!(subadditive_cover(&game).costs(), [0.0, 3.0, 4.0, 7.0]);
/// ```
pub fn subadditive_cover(game: &Game) -> Game {
    let mut costs = game.costs().to_vec();
    for s in 1..costs.len() {
        if let Some((_, least)) = cheapest_split(s, &costs) {
            costs[s] = costs[s].min(least);
        }
    }
    let scale = scale(&costs);
    Game { members: game.members.clone(), costs, scale }
}

/// The cheapest way to part a coalition in two: the part with its last member, and what both cost.
fn cheapest_split(whole: Coalition, costs: &[f64]) -> Option<(Coalition, f64)> {
    let last = 1 << whole.checked_ilog2()?;
    let rest = whole ^ last;
    let mut best = None;
    let mut other = rest;
    while other != 0 {
        let cost = costs[other] + costs[whole ^ other];
        if best.is_none_or(|(_, least)| cost < least) {
            best = Some((whole ^ other, cost));
        }
        other = (other - 1) & rest;
    }
    best
}
