//! Allocations to draw, plain and odd.

use model::allocation::{ALL, Rule, find};
use model::game::Game;
use study::analysis::allocate::classes::{Class, Common};
use study::analysis::allocate::found::{Allocations, Method, Money};

/// A game of members of sizes 1, 2, …, in which a group of size q costs a number of q.
fn game(n: usize, name: &str, cost: impl Fn(f64) -> f64) -> Game {
    let size = |s: usize| (0..n).filter(|i| s >> i & 1 == 1).map(|i| i as f64 + 1.0).sum::<f64>();
    let costs = (0..1 << n).map(|s| if s == 0 { 0.0 } else { cost(size(s)) }).collect();
    Game::new((0..n).map(|i| format!("{name}{i}")).collect(), costs).unwrap()
}

fn divided(game: &Game, unit: Option<&str>, rules: &[&Rule]) -> Allocations {
    let money = Money { unit: unit.map(str::to_owned), decimals: None };
    Allocations::of("sample", game, rules, &money).unwrap()
}

/// Blocs of every kind.
fn of_blocs(rules: &[&Rule]) -> Allocations {
    let quantile = |number: usize| Common::Quantile { level: "commune".to_owned(), number, of: 2 };
    let commons = vec![quantile(1), quantile(2), Common::Level("canton".to_owned()), Common::OtherLevels(4)];
    let keys = commons.iter().map(Common::key).collect();
    // The first two blocs together are as cheap as one: by rules that do not see it, they have a reason to leave.
    let costs = (0..1_usize << 4).map(|s| if s == 3 { 1e6 } else { 1e6 * f64::from(s.count_ones()).sqrt() }).collect();
    let mut found = divided(&Game::new(keys, costs).unwrap(), Some("EUR"), rules);
    let class = |(k, common)| Class { common, size: 90 + k };
    found.game.classes = Some(commons.into_iter().enumerate().map(class).collect());
    found.game.method = Method::Blocs;
    found.game.evaluations = Some(15);
    found.game.replications = Some(1024);
    found
}

/// Allocations by name.
pub(crate) fn allocations() -> Vec<(&'static str, Allocations)> {
    let all: Vec<&Rule> = ALL.iter().collect();
    let root = |q: f64| q.sqrt();
    vec![
        ("game", divided(&game(5, "m", root), Some("million SEK"), &all)),
        ("game-sixteen", divided(&game(12, &"long-id".repeat(8), root), Some("CAD"), &all)),
        ("game-huge", divided(&game(4, "m", |q| 8e15 * q.sqrt() / 4.0), Some("EUR"), &all)),
        ("game-tiny", divided(&game(4, "m", |q| 1e-12 * q.sqrt()), None, &all)),
        ("game-zero", divided(&game(3, "m", |_| 0.0), None, &all)),
        ("game-dearer", divided(&game(4, "m", |q| q * q), None, &all)),
        ("game-income", divided(&game(3, "m", |q| 4.0 - q * q), Some("CAD"), &all)),
        ("game-one", divided(&game(1, "m", root), None, &all)),
        ("game-of-blocs", of_blocs(&all)),
        ("game-silent", divided(&game(3, "m", root), None, &[find("serial").unwrap()])),
        ("game-hostile", divided(&game(3, "m", root), Some("<script>&\"\u{202e}\u{0}".repeat(99).as_str()), &all)),
    ]
}
