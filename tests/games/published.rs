//! Every answer of the file of published games.

use crate::samples::{coalition, game, published};
use model::allocation::{find, serial};
use model::game::{lexicographic, violation};
use serde_json::Value;

/// Compares with answers that are printed to so many digits.
#[track_caller]
fn compare(entry: &Value, answers: &Value, within: f64) {
    let game = game(entry);
    for (rule, wanted) in answers.as_object().expect("rules").iter().filter(|(name, _)| *name != "digits") {
        let division = (find(rule).expect("a rule").divide)(&game).expect("it exists");
        for (member, share) in game.members().iter().zip(&division.shares) {
            let wanted = wanted[member].as_f64().expect("a number");
            assert!((share - wanted).abs() <= within, "{} {rule} {member}: {share}, not {wanted}", entry["id"]);
        }
        assert!(division.kohlberg.unwrap_or(true), "{} {rule}", entry["id"]);
    }
}

#[test]
fn all_known_answers() {
    for entry in published()["games"].as_array().expect("games") {
        let digits = entry["published"]["digits"].as_i64().unwrap_or(9);
        // Printed answers may be cut as well as rounded, and rest on printed costs.
        compare(entry, &entry["published"], 1.01 * 10f64.powi(-digits as i32));
        let total = game(entry).total().abs();
        compare(entry, &entry["computed"], if total > 1000.0 { 0.06 } else { 6e-5 });
    }
}

#[test]
fn skane_in_detail() {
    let file = published();
    let entry = &file["games"][0];
    let game = game(entry);
    let found = violation(&game).expect("one is known");
    let mut parts = [found.one, found.other].map(|s| game.names(s).collect::<String>());
    parts.sort();
    assert_eq!(parts, ["AHL", "MT"]);
    assert!((found.excess - 0.37).abs() < 1e-9 && found.coalitions == 1);
    let levels = lexicographic(&game, &vec![1.0; 64]).expect("solved").levels;
    let mut distinct: Vec<f64> = Vec::new();
    levels.iter().for_each(|x| {
        if distinct.last().is_none_or(|last| (last - x).abs() > 1e-9) {
            distinct.push(*x);
        }
    });
    for (level, wanted) in distinct.iter().zip(entry["levels"].as_array().expect("levels")) {
        assert!((level - wanted.as_f64().expect("a number")).abs() < 1e-5, "{distinct:?}");
    }
    for (rule, excesses) in entry["excesses"].as_object().expect("rules") {
        let shares = (find(rule).expect("a rule").divide)(&game).expect("it exists").shares;
        let above: Vec<usize> = game.proper().filter(|s| game.excess(*s, &shares) > 1e-9).collect();
        let excesses = excesses.as_object().expect("coalitions");
        assert_eq!(above.len(), excesses.len(), "{rule}");
        for (name, wanted) in excesses {
            let excess = game.excess(coalition(game.members(), name), &shares);
            assert!((excess - wanted.as_f64().expect("a number")).abs() < 6e-4, "{rule} {name}: {excess}");
        }
    }
}

#[test]
fn serial_by_its_definition() {
    let file = published();
    let numbers = |key: &str| -> Vec<f64> {
        file["serial"][key].as_array().expect("numbers").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let demands = numbers("demands");
    let cost = |level: &f64| demands.iter().map(|demand| demand.min(*level)).sum::<f64>().powi(2);
    let costs: Vec<f64> = serial::levels(&demands).iter().map(cost).collect();
    assert_eq!(serial::shares(&demands, &costs), Some(numbers("computed")));
    assert_eq!(model::allocation::key::shares(costs[2], &demands), Ok(numbers("average_cost")));
}
