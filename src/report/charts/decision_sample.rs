//! Decisions and terms to draw, plain and odd.

use super::analysis_sample::text;
use super::sample::header;
use model::results::{Known, Probability};
use model::scenario::Strategy;
use study::analysis::decide::found::{
    Choice, Decision, Estimated, GroupWorth, Idle, InputWorth, Observation, StudyWorth, Why, Worthwhile,
};
use study::analysis::terms::found::{
    Departure, Entry, EntryYear, Gain, Giver, Mechanism, Off, Receiver, Terms, Who, Worth,
};

/// Decisions by name.
pub(crate) fn all_decisions() -> Vec<(&'static str, Decision)> {
    let of_asked = |name: &str, worths: &[f64], asked: usize| {
        let worth = |value: f64| {
            let known = Estimated { value, standard_error: value / 10.0 };
            Worthwhile { to_share_or_not: known, among_all_strategies: known }
        };
        let input = |(k, value): (usize, &f64)| InputWorth {
            path: format!("{name}.{k}"),
            meaning: String::new(),
            mark: None,
            source: None,
            chance: k % 3 == 1,
            inputs: 1,
            worth: worth(*value),
        };
        let group = |(k, value): (usize, &f64)| GroupWorth {
            name: format!("{name} {k}"),
            paths: vec![name.to_owned(), "administration.*.overrun".to_owned()],
            inputs: k + 1,
            idle: [Why::Certain, Why::Off, Why::Derived].map(|why| Idle { path: name.to_owned(), why }).to_vec(),
            worth: worth(*value),
        };
        let observations = [
            Observation::Absolute { error: 0.021 },
            Observation::Relative { error: 0.3 },
            Observation::Cases,
            Observation::Events,
        ];
        let study = |(k, observation): (usize, Observation)| StudyWorth {
            path: "consortium.cancellation".to_owned(),
            meaning: String::new(),
            observations: 1 + 11 * k as u32,
            observation,
            given: k == 1,
            worth: worth(worths[0] / 4.0),
            known: worth(worths[0] / 2.0),
        };
        Decision {
            header: header(text(name), name, 1000),
            best: Strategy::Shared,
            strategies: choices(worths),
            pairs: Vec::new(),
            joint: vec![points(worths), points(&worths[..1])],
            ambiguity: None,
            evpi: worth(worths[0]),
            evppi: worths[1..].iter().enumerate().map(input).collect(),
            groups: worths.iter().take(asked).enumerate().map(group).collect(),
            studies: observations.into_iter().take(2 * asked).enumerate().map(study).collect(),
            administrations: Vec::new(),
        }
    };
    let of = |name: &str, worths: &[f64]| of_asked(name, worths, 0);
    vec![
        ("evppi-groups", of_asked("CAD", &[4e6, 1e6, 5e5, 2e4], 2)),
        ("evppi-groups-none", of_asked("CAD", &[0.0], 2)),
        ("evppi-groups-hostile", of_asked(&"<script>&\"\u{202e}\u{0}".repeat(40), &[2.0, 1.0], 2)),
        ("evppi", of("CAD", &[4e6, 1e6, 5e5, 2e4])),
        ("evppi-none", of("CAD", &[0.0])),
        ("evppi-many", of("administration.*.overrun", &[1.0; 40])),
        ("evppi-largest", of("CAD", &[1e300, 1e299])),
        ("evppi-not-numbers", of("CAD", &[1.0, f64::NAN, f64::INFINITY])),
        ("evppi-hostile", of(&"<script>&\"\u{202e}\u{0}".repeat(40), &[2.0, 1.0])),
    ]
}

/// Two strategies as choices whose costs follow some values.
fn choices(values: &[f64]) -> Vec<Choice> {
    let probability = Probability { value: 0.5, low: 0.4, high: 0.6 };
    let choice = |strategy| Choice {
        strategy,
        cost: Known { value: values[0], low: None, high: None },
        budget_p50_p70_p80: [values[0]; 3],
        cheapest: probability,
        regret: 0.0,
        regret_p95: 0.0,
        go_live_p50_p70_p80: [3.0, 3.5, 4.0],
        joint_p50_p70_p80: [0.3, 0.5, 0.7],
    };
    vec![choice(Strategy::Independent), choice(Strategy::Shared)]
}

/// Cost and go-live of some replications.
fn points(values: &[f64]) -> Vec<[f64; 2]> {
    (0..120).map(|k| [values[k % values.len()] * (1.0 + (k % 17) as f64 / 17.0), 1.0 + (k % 13) as f64 / 3.0]).collect()
}

/// Terms by name.
pub(crate) fn all_terms() -> Vec<(&'static str, Terms)> {
    let known = |value: f64| Known { value, low: Some(value * 0.9), high: Some(value * 1.1) };
    let of = |name: &str, amounts: &[f64]| {
        let who = Who { id: "a".to_owned(), name: text(name) };
        let year = |(k, amount): (usize, &f64)| EntryYear {
            joins: k as f64 + 1.0,
            founders_gain: known(-amount),
            newcomer_saves: known(3.0 * amount),
            setting: Some(known(0.3)),
            least_payment: amount.max(0.0),
            most_payment: 3.0 * amount.max(0.0) - 1.0,
        };
        let departure = |amount: &f64| Departure {
            who: who.clone(),
            never: known(1.5 * amount),
            later: known(*amount),
            later_share: 0.1,
            hardest_hit: None,
            ends: 0.1,
        };
        let gain = |amount: f64| Gain {
            mean: known(amount),
            p5: -amount,
            p95: 3.0 * amount,
            better: if amount == 0.0 { 0.0 } else { 0.7 },
            worse: if amount == 0.0 { 0.0 } else { 0.3 },
        };
        let giver = |amount: &f64| Giver {
            who: who.clone(),
            itself: gain(-amount / 2.0),
            others: gain(*amount),
            each: vec![Receiver { who: who.clone(), gain: gain(*amount) }],
            from_all: gain(2.0 * amount),
        };
        let offs = [
            (Mechanism::Networks, Off::NoNetworks),
            (Mechanism::Networks, Off::NoRelief),
            (Mechanism::Networks, Off::NothingToSpare),
            (Mechanism::OpenLicence, Off::Closed),
            (Mechanism::Adopters, Off::Closed),
            (Mechanism::Adopters, Off::NoMarket),
            (Mechanism::Adopters, Off::AdoptersGiveNothing),
            (Mechanism::Upstreaming, Off::NoUpstreaming),
        ];
        let mechanisms = [Mechanism::Networks, Mechanism::OpenLicence, Mechanism::Adopters, Mechanism::Upstreaming];
        let on = mechanisms.iter().zip(amounts.iter().chain(&[0.0; 4]));
        let on = on.map(|(&mechanism, amount)| Worth { mechanism, all: gain(*amount), off: None });
        let off = offs.map(|(mechanism, off)| Worth { mechanism, all: gain(0.0), off: Some(off) });
        Terms {
            header: header(text(name), name, 1000),
            cost_sharing: "equal".to_owned(),
            entry: Some(Entry {
                newcomer: who.clone(),
                founders: vec![who.clone()],
                path: None,
                years: amounts.iter().enumerate().map(year).collect(),
            }),
            support: Vec::new(),
            confidence: 0.8,
            grant_now: 0.0,
            most_tried: 1.0,
            departures: amounts.iter().map(departure).collect(),
            leaves_after: 2.0,
            upstreaming: amounts.iter().map(giver).collect(),
            members: amounts.len() + 1,
            worths: on.chain(off).collect(),
        }
    };
    vec![
        ("terms", of("CAD", &[4e6, 1e6, -5e5, 0.0])),
        ("terms-none", of("CAD", &[])),
        ("terms-many", of("Commune", &[1e4; 40])),
        ("terms-largest", of("CAD", &[1e300, 1e299])),
        ("terms-not-numbers", of("CAD", &[1.0, f64::NAN, f64::INFINITY])),
        ("terms-hostile", of(&"<script>&\"\u{202e}\u{0}".repeat(40), &[2.0, 1.0])),
    ]
}
