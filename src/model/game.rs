//! Cost games: what every group of members would pay for a system of its own, and what that says of a division of costs.
//!
//! A game has n named members and a cost c(S) for every coalition S, by bitmask: bit i is member i. It knows nothing of
//! software, files or money. A division x charges member i the amount x_i; x(S) is what S pays together, and the excess
//! e(S, x) = x(S) − c(S) what S pays more than on its own. The core is where no coalition has a positive excess.
//!
//! ```
//! use model::game::Game;
//! let game = Game::new(["a", "b"].map(str::to_owned).to_vec(), vec![0.0, 6.0, 5.0, 9.0]).expect("a game");
//! assert_eq!(game.excess(0b01, &[5.0, 4.0]), -1.0);
//! assert!(game.in_core(&[5.0, 4.0]) && !game.in_core(&[7.0, 2.0]));
//! ```

mod balanced;
mod basis;
mod counted;
mod kohlberg;
mod least_core;
mod lexicographic;
mod program;
mod span;
mod subadditive;

pub use counted::Counted;
pub use counted::{counts, vectors};
pub use kohlberg::{kohlberg, kohlberg_by_counts};
pub use least_core::{LeastCore, least_core, subsidy};
pub use lexicographic::{Lexicographic, lexicographic};
pub use subadditive::{Violation, subadditive_cover, violation};

/// A set of members: bit i stands for member i.
pub type Coalition = usize;

/// Most members of a game: a table of 2²⁰ costs takes 8 MiB, and the nucleolus seconds.
pub const MOST_MEMBERS: usize = 20;

/// Excesses up to this share of the game's scale are rounding.
pub const ROUNDING: f64 = 1e-9;

/// A game of costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    members: Vec<String>,
    costs: Vec<f64>,
    scale: f64,
}

/// Why numbers are no game.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAGame {
    /// Nobody, or more than a table can hold.
    #[error("{0} members: a game has from 1 to {MOST_MEMBERS}")]
    Members(usize),
    /// A table of another length than 2ⁿ.
    #[error("{found} costs for {members} members: there are {wanted} coalitions, the empty one included")]
    Costs {
        /// Number of members.
        members: usize,
        /// Number of costs.
        found: usize,
        /// Number of costs that there should be.
        wanted: usize,
    },
    /// A cost that is no finite number.
    #[error("coalition {0:#b} has no finite cost")]
    NotFinite(Coalition),
    /// The empty coalition costs something.
    #[error("the coalition of nobody must cost 0")]
    Nobody,
}

/// Why a program over the shares has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsolved {
    /// No division keeps all limits.
    #[error("no division keeps all limits")]
    Infeasible,
    /// The limits leave more than one division, and no complaint tells them apart.
    #[error("more than one division is as good as any")]
    NotUnique,
    /// Rounding stood in the way.
    #[error("the numbers are too far apart to be solved reliably")]
    Numerical,
}

/// The coalition with the greatest excess.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worst {
    /// The coalition.
    pub coalition: Coalition,
    /// What it pays more than on its own; less than 0 where it saves.
    pub excess: f64,
}

impl Game {
    /// From the members' names and 2ⁿ costs by bitmask, the first of which, of nobody, is 0.
    ///
    /// # Errors
    /// If the numbers are no game.
    pub fn new(members: Vec<String>, costs: Vec<f64>) -> Result<Game, NotAGame> {
        let n = members.len();
        if !(1..=MOST_MEMBERS).contains(&n) {
            return Err(NotAGame::Members(n));
        }
        if costs.len() != 1 << n {
            return Err(NotAGame::Costs { members: n, found: costs.len(), wanted: 1 << n });
        }
        if let Some(coalition) = costs.iter().position(|cost| !cost.is_finite()) {
            return Err(NotAGame::NotFinite(coalition));
        }
        if costs[0] != 0.0 {
            return Err(NotAGame::Nobody);
        }
        let scale = scale(&costs);
        Ok(Game { members, costs, scale })
    }

    /// Number of members.
    pub fn n(&self) -> usize {
        self.members.len()
    }

    /// Names of the members.
    pub fn members(&self) -> &[String] {
        &self.members
    }

    /// Costs by bitmask.
    pub fn costs(&self) -> &[f64] {
        &self.costs
    }

    /// What rounding is measured against: the total, or a ten-thousandth of the greatest cost if that is more.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Everybody.
    pub fn grand(&self) -> Coalition {
        self.costs.len() - 1
    }

    /// What a coalition would pay on its own.
    pub fn cost(&self, coalition: Coalition) -> f64 {
        self.costs[coalition]
    }

    /// What is to be divided: the cost of everybody.
    pub fn total(&self) -> f64 {
        self.costs[self.grand()]
    }

    /// What each member would pay alone.
    pub fn alone(&self) -> Vec<f64> {
        (0..self.n()).map(|i| self.costs[1 << i]).collect()
    }

    /// What each member adds to the cost of all others: its separable cost.
    pub fn separable(&self) -> Vec<f64> {
        let grand = self.grand();
        (0..self.n()).map(|i| self.costs[grand] - self.costs[grand & !(1 << i)]).collect()
    }

    /// All coalitions but nobody and everybody.
    pub fn proper(&self) -> impl Iterator<Item = Coalition> + use<> {
        1..self.grand()
    }

    /// Names of a coalition's members, in the game's order.
    pub fn names(&self, coalition: Coalition) -> impl Iterator<Item = &str> {
        self.members.iter().enumerate().filter(move |(i, _)| coalition >> i & 1 == 1).map(|(_, name)| name.as_str())
    }

    /// What a coalition pays more than on its own under a division.
    pub fn excess(&self, coalition: Coalition, shares: &[f64]) -> f64 {
        sum(coalition, shares) - self.costs[coalition]
    }

    /// The coalition with the greatest excess, neither nobody nor everybody, and of equals the smallest, first in order;
    /// none in a game of one.
    pub fn worst(&self, shares: &[f64]) -> Option<Worst> {
        let sums = sums(shares);
        let excess = |s: Coalition| sums[s] - self.costs[s];
        let greatest = self.proper().map(excess).reduce(f64::max)?;
        let near = self.proper().filter(|&s| excess(s) >= greatest - ROUNDING * self.scale);
        let coalition = near.min_by_key(|s| s.count_ones())?;
        Some(Worst { coalition, excess: excess(coalition) })
    }

    /// Whether no coalition pays more than on its own, and all together pay the total, rounding apart.
    pub fn in_core(&self, shares: &[f64]) -> bool {
        let slack = ROUNDING * self.scale;
        let efficient = (shares.iter().sum::<f64>() - self.total()).abs() <= slack;
        efficient && self.worst(shares).is_none_or(|worst| worst.excess <= slack)
    }
}

/// The scale of a table of costs. Coalitions that are dear beyond all measure must not blur what the others pay.
fn scale(costs: &[f64]) -> f64 {
    let largest = costs.iter().fold(0.0, |most: f64, cost| most.max(cost.abs()));
    costs[costs.len() - 1].abs().max(1e-4 * largest)
}

/// What a coalition pays.
pub(crate) fn sum(coalition: Coalition, shares: &[f64]) -> f64 {
    shares.iter().enumerate().filter(|(i, _)| coalition >> i & 1 == 1).map(|(_, share)| share).sum()
}

/// What every coalition pays, by bitmask.
pub(crate) fn sums(shares: &[f64]) -> Vec<f64> {
    let mut sums = Vec::with_capacity(1 << shares.len());
    sums.push(0.0);
    for &share in shares {
        sums.extend_from_within(..);
        let half = sums.len() / 2;
        sums[half..].iter_mut().for_each(|sum| *sum += share);
    }
    sums
}
