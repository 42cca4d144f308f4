//! Games to try rules on: published ones, and seeded ones of many kinds.

use model::game::{Coalition, Game};
use serde_json::Value;

pub fn published() -> Value {
    serde_json::from_str(include_str!("published.json")).expect("JSON")
}

/// A game of the file of published ones: names are single letters, in order.
pub fn game(entry: &Value) -> Game {
    let costs = entry["cost"].as_object().expect("costs");
    let grand = costs.keys().max_by_key(|name| name.len()).expect("some");
    let members: Vec<String> = grand.chars().map(String::from).collect();
    let mut table = vec![0.0; 1 << members.len()];
    for (name, cost) in costs {
        table[coalition(&members, name)] = cost.as_f64().expect("a number");
    }
    Game::new(members, table).expect("a game")
}

pub fn coalition(members: &[String], name: &str) -> Coalition {
    name.chars().map(|c| 1 << members.iter().position(|one| *one == c.to_string()).expect("a member")).sum()
}

/// The published games, by name.
pub fn all_published() -> Vec<(String, Game)> {
    let file = published();
    let named = |entry: &Value| (entry["id"].as_str().expect("an id").to_owned(), game(entry));
    file["games"].as_array().expect("games").iter().map(named).collect()
}

/// Numbers without pattern, from 0 up to 1: splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below another.
    pub fn below(&mut self, most: u32) -> f64 {
        (self.roll() * f64::from(most)).floor()
    }
}

pub const KINDS: [&str; 10] = [
    "airport",
    "concave",
    "noisy",
    "whole",
    "additive",
    "symmetric",
    "empty-core",
    "superadditive",
    "dummy",
    "mixed-sign",
];

/// A seeded game of a kind.
pub fn sample(kind: &str, n: usize, seed: u64) -> Game {
    let mut dice = Dice(seed);
    let sizes: Vec<f64> = (0..n).map(|_| 1.0 + dice.below(20)).collect();
    let by_heads: Vec<f64> = (0..=n).map(|_| 1.0 + dice.below(30)).collect();
    let cost = |s: Coalition| {
        let own = || sizes.iter().enumerate().filter(|(i, _)| s >> i & 1 == 1).map(|(_, size)| *size);
        let size: f64 = own().sum();
        let heads = s.count_ones();
        match kind {
            "airport" => own().fold(0.0, f64::max),
            "concave" => 10.0 + 5.0 * size.sqrt(),
            "noisy" => (10.0 + 5.0 * size.sqrt()) * (1.0 + 0.2 * dice.roll()),
            "whole" => 10.0 + 2.0 * size + dice.below(12),
            "additive" => size,
            "symmetric" => by_heads[heads as usize] + 5.0 * f64::from(heads),
            "empty-core" => {
                if heads == 1 {
                    10.0
                } else {
                    10.0 + 6.0 * f64::from(heads / 2) + dice.below(3)
                }
            }
            "superadditive" => size * size / 10.0,
            // The first adds its own cost to whomever it joins.
            "dummy" => {
                let (first, others) = if s & 1 == 1 { (sizes[0], size - sizes[0]) } else { (0.0, size) };
                first + 6.0 * others.sqrt() + Dice(seed ^ (s >> 1) as u64).roll() * others.sqrt()
            }
            "mixed-sign" => 20.0 * dice.roll() - 8.0 * f64::from(heads) + 6.0,
            other => panic!("{other}"),
        }
    };
    let costs: Vec<f64> = std::iter::once(0.0).chain((1..1 << n).map(cost)).collect();
    Game::new((0..n).map(|i| format!("m{i}")).collect(), costs).expect("a game")
}

/// Everything to try a rule on, with names.
pub fn all() -> Vec<(String, Game)> {
    let mut games = all_published();
    for kind in KINDS {
        for n in 1..=7 {
            for seed in 0..6 {
                games.push((format!("{kind}-{n}-{seed}"), sample(kind, n, 1000 * n as u64 + seed)));
            }
        }
    }
    games
}
