//! Back-tests to draw, plain and odd.

use model::results::SCHEMA_VERSION;
use model::scenario::{Grade, Observable, Text};
use study::analysis::backtest::found::{Backtest, EventForecast, Naive, NumberForecast, PastCase, Predicted};

fn figure(what: Observable, share: f64) -> Predicted {
    let event = EventForecast { probability: share, brier: 0.1, naive_probability: None, naive_brier: None };
    let number = NumberForecast {
        replications: 100,
        quantiles: [0.0, 1.0, 2.0, 3.0, 4.0],
        pit: [share * 0.9, share, share * 1.1],
        in_50: true,
        in_90: true,
        within: [0.5, 0.9],
        crps: 1.0,
        naive_crps: None,
    };
    Predicted {
        what,
        came: f64::from(u8::from(share > 0.4)),
        planned: None,
        mark: Grade::S,
        source: None,
        note: None,
        circular: share > 0.7,
        event: what.is_event().then_some(event),
        number: (!what.is_event()).then_some(number),
    }
}

fn case(id: &str, figures: Vec<Predicted>) -> PastCase {
    PastCase {
        id: id.to_owned(),
        title: Text { en: id.to_owned(), fr: None },
        administrations: 4,
        horizon: 10,
        found_by_end: id.len() > 6,
        evidence_for: Vec::new(),
        figures,
    }
}

/// Back-tests by name.
pub(crate) fn all_backtests() -> Vec<(&'static str, Backtest)> {
    let of = |cases: Vec<PastCase>| Backtest {
        schema_version: SCHEMA_VERSION,
        replications: 1000,
        seed: 1,
        stream: 1,
        overrides: vec!["discount_rate=0.1".to_owned()],
        naive: Naive::OtherCases,
        cases,
        scores: Vec::new(),
    };
    let all = |share: f64| Observable::ALL.iter().map(|&what| figure(what, share)).collect::<Vec<_>>();
    let some = |n: usize| (0..n).map(|k| case(&format!("case-{k}"), all(k as f64 / n as f64))).collect();
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    vec![
        ("backtest", of(some(9))),
        ("backtest-many", of(some(90))),
        ("backtest-one-kind", of(vec![case("a", vec![figure(Observable::Cost, 0.5)])])),
        ("backtest-nothing", of(vec![case("a", Vec::new())])),
        ("backtest-none", of(Vec::new())),
        ("backtest-not-numbers", of(vec![case("a", all(f64::NAN)), case("b", all(f64::INFINITY))])),
        ("backtest-hostile", of(vec![case(&hostile, all(1.0)), case("b", all(0.0))])),
    ]
}
