//! Allocations to draw, plain and odd.

use super::sample::names;
use model::allocation::{ALL, Rule, find};
use model::game::Game;
use model::scenario::Text;
use study::analysis::allocate::classes::{Class, Common};
use study::analysis::allocate::found::{Allocations, Method, Money, Named, OfScenario, RuleResult};

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

/// A scenario's: provinces with names, one of them of odd letters, and an agreed rule.
fn of_scenario(n: usize, agreed: &str, rules: &[&Rule]) -> Allocations {
    let names = names();
    let ids: Vec<String> = names.administrations.iter().rev().map(|(id, _)| id.clone()).take(n).collect();
    let costs = (0..1_usize << n).map(|s| 4e6 * f64::from(s.count_ones()).sqrt()).collect();
    let mut found = divided(&Game::new(ids, costs).unwrap(), Some("CAD"), rules);
    let title = Text { en: "Shall they share?".to_owned(), fr: Some("Vont-ils construire en commun ?".to_owned()) };
    found.game.scenario = Some(OfScenario { title, names, agreed: agreed.to_owned(), buys: false });
    found
}

/// The same of very many members, two of which are dearer by the agreed rule than alone.
fn of_many(n: usize, rules: &[&Rule]) -> Allocations {
    let mut found = of_scenario(5, "scrb", rules);
    let key = |k: usize| format!("member-{k}");
    found.game.separable = Named((0..n).map(|k| (key(k), 5e5)).collect());
    found.game.alone = Named((0..n).map(|k| (key(k), 1e6 + 1e4 * k as f64)).collect());
    let names: Vec<(String, Text)> =
        (0..n).map(|k| (key(k), Text { en: format!("Municipality of some long name {k}"), fr: None })).collect();
    for (_, result) in &mut found.rules.0 {
        if let RuleResult::Divided(division) = result {
            division.shares = Named((0..n).map(|k| (key(k), 1.4e6 - 5e3 * k as f64)).collect());
            (division.billed, division.worse_off) = (None, vec![key(0), key(1)]);
            division.worst_coalition = Some((3..n).map(key).collect());
        }
    }
    if let Some(scenario) = &mut found.game.scenario {
        scenario.names.administrations = names;
    }
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
        ("shares-of-scenario", of_scenario(6, "equal-saving", &all)),
        ("shares-of-odd", of_scenario(2, "0.3 equal + 0.7 population", &all)),
        ("shares-of-many", of_many(98, &all)),
        ("game-of-blocs", of_blocs(&all)),
        ("game-silent", divided(&game(3, "m", root), None, &[find("serial").unwrap()])),
        ("game-hostile", divided(&game(3, "m", root), Some("<script>&\"\u{202e}\u{0}".repeat(99).as_str()), &all)),
    ]
}
