//! What every rule must keep, on published and seeded games: a table of axioms by rules.
//!
//! | axiom | what is done to the game | what must happen |
//! | --- | --- | --- |
//! | efficiency | nothing | shares add up to the total |
//! | symmetry | two members made alike | they pay the same |
//! | dummy | somebody who adds just its own cost to any group | pays that |
//! | scale | costs times a number | shares times it |
//! | shift | each member's own amount added to all coalitions with it | added to its share |
//! | relabelling | members in another order | shares in that order |
//! | core | a game whose core is not empty | shares in it |

use crate::samples::{Dice, all};
use model::allocation::{ALL, Rule, find};
use model::game::{Coalition, Game, least_core};

/// Which of the axioms that not all rules keep a rule does keep: dummy, shift, core.
fn promises(rule: &str) -> [bool; 3] {
    match rule {
        "shapley" => [true, true, false],
        "nucleolus" => [true, true, true],
        "per-capita-nucleolus" => [false, true, true],
        "proportional-nucleolus" => [false, false, true],
        "scrb" | "tau" => [true, true, false],
        "acs" | "equal-saving" => [false, true, false],
        "proportional-saving" | "equal" | "serial" => [false, false, false],
        other => panic!("say what {other} promises"),
    }
}

/// What a rule gives, and games on which it gives something; rules without an answer are judged by [`refuse_alike`].
fn answered(rule: &Rule) -> Vec<(String, Game, Vec<f64>)> {
    let solved = |(name, game): (String, Game)| {
        let shares = (rule.divide)(&game).ok()?.shares;
        Some((format!("{} on {name}", rule.name), game, shares))
    };
    all().into_iter().filter_map(solved).collect()
}

#[track_caller]
fn near(one: f64, other: f64, game: &Game, what: &str) {
    assert!((one - other).abs() <= 1e-7 * game.scale(), "{what}: {one} and {other}");
}

/// The game with costs changed by coalition.
fn changed(game: &Game, change: impl Fn(Coalition, f64) -> f64) -> Game {
    let costs = game.costs().iter().enumerate().map(|(s, cost)| if s == 0 { 0.0 } else { change(s, *cost) }).collect();
    Game::new(game.members().to_vec(), costs).expect("a game")
}

#[test]
fn every_rule_but_serial_has_answers() {
    for rule in ALL {
        let answers = answered(rule).len();
        assert_eq!(answers > 200, rule.name != "serial", "{}: {answers}", rule.name);
        assert!(find(rule.name).is_some_and(|found| found.name == rule.name));
        assert!(rule.aliases.iter().all(|alias| find(alias).is_some_and(|found| found.name == rule.name)));
    }
}

#[test]
fn efficiency() {
    for rule in ALL {
        for (what, game, shares) in answered(rule) {
            near(shares.iter().sum(), game.total(), &game, &what);
        }
    }
}

#[test]
fn symmetry() {
    for rule in ALL {
        for (name, game) in all().into_iter().filter(|(_, game)| game.n() > 1) {
            // A coalition with just one of the first two costs the mean of what it costs with either.
            let swapped = |s: Coalition| if s & 1 != s >> 1 & 1 { s ^ 0b11 } else { s };
            let alike = changed(&game, |s, cost| (cost + game.cost(swapped(s))) / 2.0);
            if let Ok(division) = (rule.divide)(&alike) {
                near(division.shares[0], division.shares[1], &alike, &format!("{} on {name}", rule.name));
            }
        }
    }
}

#[test]
fn dummies_pay_their_own_cost() {
    for rule in ALL.iter().filter(|rule| promises(rule.name)[0]) {
        for (name, game) in all() {
            let own = 0.3 * game.scale();
            let with_dummy = changed(&game, |s, _| game.cost(s & !1) + if s & 1 == 1 { own } else { 0.0 });
            if let Ok(division) = (rule.divide)(&with_dummy) {
                near(division.shares[0], own, &with_dummy, &format!("{} on {name}", rule.name));
            }
        }
    }
}

#[test]
fn scale_and_shift() {
    let mut dice = Dice(3);
    for rule in ALL {
        for (what, game, shares) in answered(rule) {
            let scaled = changed(&game, |_, cost| cost * 8.5);
            let found = (rule.divide)(&scaled).expect("scaling takes no answer away").shares;
            found.iter().zip(&shares).for_each(|(x, y)| near(*x, y * 8.5, &scaled, &what));
            if promises(rule.name)[1] {
                let own: Vec<f64> = (0..game.n()).map(|_| game.scale() * dice.roll()).collect();
                let shifted = changed(&game, |s, cost| {
                    cost + (0..game.n()).filter(|i| s >> i & 1 == 1).map(|i| own[i]).sum::<f64>()
                });
                let found = (rule.divide)(&shifted).expect("shifting takes no answer away").shares;
                (0..game.n()).for_each(|i| near(found[i], shares[i] + own[i], &shifted, &what));
            }
        }
    }
}

#[test]
fn relabelling() {
    for rule in ALL {
        for (what, game, shares) in answered(rule) {
            // Member i becomes member n − 1 − i.
            let n = game.n();
            let turned = |s: Coalition| (0..n).filter(|i| s >> i & 1 == 1).map(|i| 1 << (n - 1 - i)).sum::<usize>();
            let other = changed(&game, |s, _| game.cost(turned(s)));
            let found = (rule.divide)(&other).expect("order takes no answer away").shares;
            (0..n).for_each(|i| near(found[n - 1 - i], shares[i], &game, &what));
        }
    }
}

#[test]
fn in_the_core_where_declared() {
    for rule in ALL.iter().filter(|rule| promises(rule.name)[2]) {
        let mut tried = 0;
        for (what, game, shares) in answered(rule) {
            let core = least_core(&game).expect("solved").is_none_or(|least| least.epsilon <= 0.0);
            tried += usize::from(core);
            assert!(!core || game.in_core(&shares), "{what}: {:?}", game.worst(&shares));
        }
        assert!(tried > 100, "{}: {tried}", rule.name);
    }
}

#[test]
fn rules_without_an_answer_say_why() {
    use model::allocation::NoDivision;
    let game = |costs: &[f64]| {
        Game::new((0..costs.len().ilog2()).map(|i| i.to_string()).collect(), costs.to_vec()).expect("a game")
    };
    let dearer = game(&[0.0, 1.0, 1.0, 3.0]);
    let free = game(&[0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 2.0]);
    let income = game(&[0.0, -1.0, 1.0, 0.0]);
    for (rule, game, wanted) in [
        ("scrb", &dearer, NoDivision::NoBenefit),
        ("tau", &dearer, NoDivision::NotQuasiBalanced),
        ("nucleolus", &dearer, NoDivision::NoImputation),
        ("per-capita-nucleolus", &dearer, NoDivision::NoImputation),
        ("proportional-nucleolus", &dearer, NoDivision::NoImputation),
        ("proportional-nucleolus", &income, NoDivision::NegativeCost),
        ("proportional-nucleolus", &free, NoDivision::FreeCoalition),
        ("proportional-saving", &income, NoDivision::NoWeights),
        ("serial", &dearer, NoDivision::NeedsDemands),
    ] {
        assert_eq!((find(rule).expect("a rule").divide)(game), Err(wanted), "{rule}");
    }
}
