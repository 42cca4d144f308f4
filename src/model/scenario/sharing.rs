//! Who pays what: the rule of a scenario.

use super::Tiers;

/// A key by which a pot is divided.
#[derive(Debug, Clone, PartialEq)]
pub enum Weight {
    /// The same for everyone.
    Equal,
    /// The replication's present value of building alone.
    Standalone,
    /// Fixed numbers, one an administration: population or a column of the table.
    Column(Vec<f64>),
}

/// The rule that divides the pot: a mixture of keys, a pure rule being one of share 1.
#[derive(Debug, Clone, PartialEq)]
pub struct CostSharing {
    /// The rule as results name it: `equal`, `0.3 equal + 0.7 population`.
    pub words: String,
    /// Shares (which need not add to 1) and keys.
    pub parts: Vec<(f64, Weight)>,
    /// The rule on the game of all coalitions, if it is one: what it gives is known once that game is evaluated.
    pub game: Option<String>,
    /// π_i: the share of every pot that each administration pays, whoever is there; then keys and buy-in do not count.
    pub fixed: Option<Vec<f64>>,
    /// The schedule of fees, if it is one: yearly fees are its key, entry fees take the place of the buy-in.
    pub tiers: Option<Tiers>,
}

impl CostSharing {
    /// The word of a schedule of fees.
    pub const TIERS: &str = "tiers";

    /// By keys, alone or mixed.
    pub fn by_keys(words: String, parts: Vec<(f64, Weight)>) -> CostSharing {
        CostSharing { words, parts, game: None, fixed: None, tiers: None }
    }

    /// By a schedule of fees.
    pub fn by_tiers(tiers: Tiers) -> CostSharing {
        let key = Weight::Column(tiers.yearly().collect());
        CostSharing { tiers: Some(tiers), ..CostSharing::by_keys(CostSharing::TIERS.to_owned(), vec![(1.0, key)]) }
    }

    /// By a rule on the game. Until [`fixed`](CostSharing::fixed) says what it gives, all who are there pay the same.
    pub fn by_game(rule: &str) -> CostSharing {
        CostSharing { game: Some(rule.to_owned()), ..CostSharing::by_keys(rule.to_owned(), Vec::new()) }
    }

    /// By shares of every pot.
    pub fn by_shares(words: String, shares: Vec<f64>) -> CostSharing {
        CostSharing { fixed: Some(shares), ..CostSharing::by_keys(words, Vec::new()) }
    }
}
