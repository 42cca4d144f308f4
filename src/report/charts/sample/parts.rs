//! Parts of results made up for tests.

use model::effort::Phase;
use model::results::*;
use model::scenario::{Strategy, Text};
use statrs::distribution::{ContinuousCDF, Normal};
use study::analysis::header::{Header, Names};

/// What all answers about made-up scenarios say first; an input was given another value.
pub(crate) fn header(title: Text, currency: &str, replications: usize) -> Header {
    Header {
        schema_version: SCHEMA_VERSION,
        scenario: "sample".to_owned(),
        title,
        currency: currency.to_owned(),
        price_year: 2024,
        replications,
        seed: 1,
        stream: 1,
        overrides: vec!["discount_rate=0.1".to_owned()],
        names: names(),
    }
}

pub(super) const NAMES: [(&str, &str, &str, f64); 13] = [
    ("bc", "British Columbia", "Colombie-Britannique", 11.2),
    ("ab", "Alberta", "Alberta", 10.1),
    ("sk", "Saskatchewan", "Saskatchewan", 6.1),
    ("mb", "Manitoba", "Manitoba", 6.6),
    ("on", "Ontario", "Ontario", 17.5),
    ("qc", "Quebec", "Québec", 14.2),
    ("nb", "New Brunswick", "Nouveau-Brunswick", 5.2),
    ("ns", "Nova Scotia", "Nouvelle-Écosse", 5.6),
    ("pe", "Prince Edward Island", "Île-du-Prince-Édouard", 3.4),
    ("nl", "Newfoundland and Labrador", "Terre-Neuve-et-Labrador", 4.4),
    ("yt", "Yukon", "Yukon", 2.9),
    ("nt", "Northwest Territories", "Territoires du Nord-Ouest", 3.0),
    ("nu", "Nunavut", "Nunavut", 2.8),
];

/// What the provinces are called, and one of odd letters.
pub(crate) fn names() -> Names {
    let text = |en: &str, fr: &str| Text { en: en.to_owned(), fr: Some(fr.to_owned()) };
    let mut administrations: Vec<(String, Text)> =
        NAMES.iter().map(|(id, en, fr, _)| ((*id).to_owned(), text(en, fr))).collect();
    administrations.push(("odd".to_owned(), text("<b>&\"Odd\"", "\u{202e}<b>Étrange")));
    Names { administrations, modules: vec![("m".to_owned(), text("Mail module", "Module de courriel"))] }
}

fn score(percent: f64) -> f64 {
    Normal::standard().inverse_cdf(percent / 100.0)
}

/// An estimate whose quantiles come from a function of the normal score.
fn estimate(value: impl Fn(f64) -> f64) -> Estimate {
    let quantile = |percent: u32| Quantile { percent, value: value(score(f64::from(percent))), low: None, high: None };
    Estimate {
        count: 10_000,
        mean: Some(value(0.1)),
        standard_error: Some((value(1.0) - value(0.0)).abs() / 100.0),
        sd: Some((value(1.0) - value(0.0)).abs()),
        min: Some(value(-4.0)),
        max: Some(value(4.0)),
        quantiles: PERCENTS.into_iter().map(quantile).collect(),
        cvar: Some(value(2.1)),
    }
}

/// A skewed quantity around a median.
pub(crate) fn skewed(median: f64, sigma: f64) -> Estimate {
    estimate(|z| median * (sigma * z).exp())
}

/// A symmetric quantity around a median.
pub(crate) fn symmetric(median: f64, sd: f64) -> Estimate {
    estimate(|z| median + sd * z)
}

/// A quantity that is never defined.
pub(crate) fn undefined() -> Estimate {
    Estimate {
        count: 0,
        mean: None,
        standard_error: None,
        sd: None,
        min: None,
        max: None,
        quantiles: Vec::new(),
        cvar: None,
    }
}

pub(super) fn probability(value: f64) -> Probability {
    Probability { value, low: (value - 0.01).max(0.0), high: (value + 0.01).min(1.0) }
}

/// A strategy around a median cost in CAD.
pub(crate) fn strategy(strategy: Strategy, median: f64, sigma: f64) -> StrategyResult {
    let curve = |median: f64| (1..100).map(|p| (f64::from(p), median * (sigma * score(f64::from(p))).exp())).collect();
    let phases = match strategy {
        Strategy::Independent => [3100.0, 0.0, 4250.0, 240.0, 0.0, 182.0, 0.0],
        _ => [980.0, 620.0, 1890.0, 160.0, 1130.0, 74.0, 96.0],
    };
    StrategyResult {
        strategy,
        cost: skewed(median, sigma),
        equal_service: skewed(median, sigma),
        effort: skewed(if strategy == Strategy::Independent { 7400.0 } else { 4700.0 }, sigma),
        phases: Phase::ALL.into_iter().zip(phases).map(|(phase, effort)| (phase, skewed(effort, 0.3))).collect(),
        go_live: symmetric(3.0, 0.4),
        wait: symmetric(3.0, 0.4),
        not_live: probability(0.02),
        live_years: symmetric(90.0, 6.0),
        incidents: symmetric(14.0, 4.0),
        cost_curve: curve(median),
        equal_service_curve: curve(median),
        effort_curve: curve(7400.0),
    }
}

/// A saving around a median in CAD.
pub(crate) fn saving(against: Strategy, median: f64, sd: f64, share: f64) -> Saving {
    let normal = Normal::standard();
    let (low, high) = (median - 3.0 * sd, median + 3.0 * sd);
    let edge = |k: usize| normal.cdf(-3.0 + 6.0 * k as f64 / 48.0);
    Saving {
        against,
        cheapest_alternative: against == Strategy::Independent,
        cost: symmetric(median, sd),
        cost_share: symmetric(share, 0.1),
        cash: symmetric(median, sd),
        cash_positive: probability(0.97),
        delivered: outturn(9_700, median, sd),
        abandoned: outturn(300, -0.2 * median.abs(), sd),
        effort: symmetric(2700.0, 900.0),
        effort_share: symmetric(share, 0.1),
        positive: probability(if sd > 0.0 { normal.cdf(median / sd) } else { f64::from(u8::from(median > 0.0)) }),
        effort_positive: probability(0.98),
        histogram: Histogram {
            low,
            high,
            shares: (0..48).map(|k| edge(k + 1) - edge(k)).collect(),
            abandoned: (0..48).map(|k| if k < 20 { 0.6 * (edge(k + 1) - edge(k)) } else { 0.0 }).collect(),
            below: edge(0),
            above: 1.0 - edge(48),
        },
    }
}

/// What is saved in some of the replications.
pub(super) fn outturn(replications: u64, median: f64, sd: f64) -> Outturn {
    let positive = if sd > 0.0 { Normal::standard().cdf(median / sd) } else { 0.5 };
    Outturn { replications, cost: symmetric(median, sd), positive: Some(probability(positive)) }
}

/// The best strategy and its best rival, by how much and how surely.
pub(crate) fn best(strategy: Strategy, rival: Strategy, median: f64, sd: f64) -> Best {
    let spread = |p: f64| Spread { p5: p - 0.09, p50: p, p95: (p + 0.05).min(1.0), from_chance: 0.1 };
    let p = Normal::standard().cdf(median / sd);
    Best {
        strategy,
        rival,
        cheaper_by: symmetric(median, sd),
        cheaper: probability(p),
        unknown: Some(Unknown { cheaper: spread(p), by: None }),
        cash_by: Some(median),
        worth_assumed: true,
        settling: Vec::new(),
    }
}

/// An assumption that moves the advantage from one value to another.
pub(crate) fn influence(path: &str, from: f64, to: f64, switches_at: Option<f64>) -> Influence {
    Influence {
        path: path.to_owned(),
        meaning: String::new(),
        given: false,
        value: "{ pert = [0, 0.5, 1] }".to_owned(),
        mark: Some("G".to_owned()),
        sourced: true,
        by_factor: false,
        moved_from: "0.2".to_owned(),
        moved_to: "0.8".to_owned(),
        advantage_from: from,
        advantage_to: to,
        switches_at,
        standard_error: Some(1e4),
        replications: 4096,
    }
}

pub(super) fn years(horizon: usize, strategy: Strategy, total: f64, first: f64) -> Vec<YearResult> {
    let running = (total - first) / horizon as f64;
    (0..horizon)
        .map(|year| {
            let median = first * ((year + 1) as f64 / 2.0).min(1.0) + running * (year + 1) as f64;
            YearResult {
                year,
                strategy,
                cost: skewed(running, 0.3),
                effort: skewed(500.0, 0.3),
                cumulative_cost: skewed(median, 0.22),
            }
        })
        .collect()
}

/// An administration with a median cost alone and shared, in CAD.
pub(crate) fn administration(id: &str, en: &str, fr: &str, alone: f64, shared: f64) -> AdministrationResult {
    let entry = |strategy: Strategy, cost: f64| AdministrationStrategy {
        strategy,
        cost: skewed(cost, if strategy == Strategy::Shared { 0.22 } else { 0.3 }),
        equal_service: skewed(cost, if strategy == Strategy::Shared { 0.22 } else { 0.3 }),
        effort: skewed(cost / 12_500.0, 0.3),
        go_live: symmetric(3.0, 0.4),
    };
    AdministrationResult {
        id: id.to_owned(),
        name: Text { en: en.to_owned(), fr: Some(fr.to_owned()) },
        level: "province".to_owned(),
        population: None,
        strategies: vec![entry(Strategy::Independent, alone), entry(Strategy::Shared, shared)],
        saving: symmetric(alone - shared, 0.3 * alone),
        cash_saving: symmetric(alone - shared, 0.3 * alone),
        effort_saving: symmetric(200.0, 60.0),
        better_off: probability(Normal::standard().cdf((alone - shared) / (0.3 * alone))),
        better_off_unfunded: probability(Normal::standard().cdf((alone - shared) / (0.3 * alone)) * 0.9),
        same: probability(0.0),
        same_unfunded: probability(0.0),
    }
}

pub(super) fn question(administrations: usize, horizon: usize) -> Question {
    Question {
        id: "permits".to_owned(),
        title: Text {
            en: "Permits and licences of thirteen provinces and territories".to_owned(),
            fr: Some("Permis et licences de treize provinces et territoires".to_owned()),
        },
        summary: None,
        currency: "CAD".to_owned(),
        price_year: 2024,
        horizon,
        administrations,
        modules: 4,
        cost_sharing: "equal".to_owned(),
        left_out: vec![LeftOut::Operations, LeftOut::Buying],
    }
}

/// The consortium, with the first year of break-even, counted from 0.
pub(crate) fn consortium(year: Option<f64>, share: f64) -> Consortium {
    Consortium {
        funding: symmetric(5e6, 1e6),
        break_even: year.map_or_else(undefined, |year| symmetric(year, 0.0)),
        break_even_median: year.filter(|_| share > 0.5),
        breaks_even: probability(share),
        cash_break_even: year.map_or_else(undefined, |year| symmetric(year, 0.0)),
        cash_break_even_median: year.filter(|_| share > 0.5),
        cash_breaks_even: probability(share),
        peak_extra_outlay: skewed(6e6, 0.5),
        members_at_end: symmetric(11.0, 1.0),
        members_at_end_delivered: symmetric(11.0, 1.0),
        members_at_end_lasting: symmetric(11.0, 1.0),
        abandoned: probability(0.03),
        dissolved: probability(0.05),
        live_years_lost: symmetric(4.0, 3.0),
        vanishing_value_of_live_year: None,
        fees: None,
    }
}
