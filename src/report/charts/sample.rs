//! Results made up for tests: thirteen provinces and territories over ten years, and odd variations of them.

use model::effort::Phase;
use model::results::*;
use model::sampling::design::Design;
use model::scenario::{Strategy, Text};
use model::simulation::tally::Z_975;
use statrs::distribution::{ContinuousCDF, Normal};
use study::analysis::header::Header;

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
    }
}

const NAMES: [(&str, &str, &str, f64); 13] = [
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

fn probability(value: f64) -> Probability {
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
            below: edge(0),
            above: 1.0 - edge(48),
        },
    }
}

/// What is saved in some of the replications.
fn outturn(replications: u64, median: f64, sd: f64) -> Outturn {
    let positive = if sd > 0.0 { Normal::standard().cdf(median / sd) } else { 0.5 };
    Outturn { replications, cost: symmetric(median, sd), positive: Some(probability(positive)) }
}

/// The best strategy and its best rival, by how much and how surely.
pub(crate) fn best(strategy: Strategy, rival: Strategy, median: f64, sd: f64) -> Best {
    let spread = |p: f64| Spread { p5: p - 0.09, p50: p, p95: (p + 0.05).min(1.0), from_chance: 0.1 };
    let p = Normal::standard().cdf(median / sd);
    Best { strategy, rival, cheaper_by: symmetric(median, sd), cheaper: probability(p), ambiguity: Some(spread(p)) }
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
        moved_from: "0.2".to_owned(),
        moved_to: "0.8".to_owned(),
        saving_from: from,
        saving_to: to,
        switches_at,
        standard_error: Some(1e4),
        replications: 4096,
    }
}

fn years(horizon: usize, strategy: Strategy, total: f64, first: f64) -> Vec<YearResult> {
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

/// Thirteen administrations, ten years, alone about 95 million and shared 60.
pub(crate) fn provinces() -> Results {
    let run = Run {
        version: "0.1.0".to_owned(),
        stream: 1,
        seed: 42,
        design: DesignResult { name: Design::Random, randomisations: None, points: None, mean_interval_factor: Z_975 },
        replications: 10_000,
        replications_asked: 10_000,
        ended_by: End::Replications,
        precision: None,
        quantile_method: QuantileMethod::Exact,
        quantile_error: 0.0,
        confidence: 0.95,
    };
    let administrations: Vec<AdministrationResult> = NAMES
        .iter()
        .map(|&(id, en, fr, cost)| {
            administration(id, en, fr, cost * 1e6, (cost * 0.56 + if cost < 3.0 { 1.4 } else { 0.4 }) * 1e6)
        })
        .collect();
    Results {
        schema_version: SCHEMA_VERSION,
        question: question(administrations.len(), 10),
        run,
        strategies: vec![strategy(Strategy::Independent, 95e6, 0.22), strategy(Strategy::Shared, 60e6, 0.24)],
        savings: vec![saving(Strategy::Independent, 34.2e6, 17e6, 0.366)],
        differences: Vec::new(),
        ambiguity: None,
        best: Some(best(Strategy::Shared, Strategy::Independent, 34.2e6, 17e6)),
        consortium: consortium(Some(3.0), 0.93),
        groups: Vec::new(),
        administrations,
        years: [years(10, Strategy::Independent, 95e6, 38e6), years(10, Strategy::Shared, 60e6, 44e6)].concat(),
        influences: vec![
            influence("running.legacy", -2e6, 40e6, Some(0.23)),
            influence("consortium.coordination", 36e6, 30e6, None),
        ],
        warnings: Vec::new(),
        overrides: Vec::new(),
    }
}

fn question(administrations: usize, horizon: usize) -> Question {
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

/// The sample over another number of years.
pub(crate) fn with_horizon(horizon: usize) -> Results {
    let mut results = provinces();
    results.question.horizon = horizon;
    results.years =
        [years(horizon, Strategy::Independent, 95e6, 38e6), years(horizon, Strategy::Shared, 60e6, 44e6)].concat();
    results
}

/// The sample with sixty-eight administrations of long names and very different sizes.
pub(crate) fn many() -> Results {
    let mut results = provinces();
    let one = |k: usize| {
        let cost = 2e4 * 1.11f64.powi(k as i32);
        let shared = cost * 0.7 + 9e4;
        let (en, fr) = (
            format!("Regional County Municipality of Saint-Hyacinthe North {k}"),
            format!("Municipalité régionale de comté de L’Île-d’Orléans-et-Côte-de-Beaupré n° {k}"),
        );
        administration(&format!("m{k}"), &en, &fr, cost, shared)
    };
    results.administrations = (0..68).map(one).collect();
    results.question.administrations = 68;
    results
}

/// The sample with three hundred administrations of one to two million inhabitants, which pay by it.
pub(crate) fn of_all_sizes() -> Results {
    let mut results = provinces();
    let one = |k: usize| {
        let population = (0.05 * k as f64).exp().round();
        let mut one = administration(&format!("m{k}"), "", "", 2e4 + 3.0 * population, 9e3 + 4.0 * population);
        one.population = Some(population);
        one
    };
    results.administrations = (0..300).map(one).collect();
    results.question.administrations = 300;
    results
}

/// The sample with all money multiplied.
pub(crate) fn scaled(factor: f64) -> Results {
    let mut results = provinces();
    let multiply = |estimate: &mut Estimate| {
        estimate.quantiles.iter_mut().for_each(|quantile| quantile.value *= factor);
        for value in [&mut estimate.mean, &mut estimate.min, &mut estimate.max, &mut estimate.sd] {
            *value = value.map(|value| value * factor);
        }
    };
    for strategy in &mut results.strategies {
        multiply(&mut strategy.cost);
        multiply(&mut strategy.effort);
        strategy.phases.iter_mut().for_each(|(_, estimate)| multiply(estimate));
        strategy.cost_curve.iter_mut().for_each(|point| point.1 *= factor);
    }
    for saving in &mut results.savings {
        multiply(&mut saving.cost);
        saving.histogram.low *= factor;
        saving.histogram.high *= factor;
    }
    for administration in &mut results.administrations {
        multiply(&mut administration.saving);
        administration.strategies.iter_mut().for_each(|strategy| multiply(&mut strategy.cost));
    }
    results.years.iter_mut().for_each(|year| multiply(&mut year.cumulative_cost));
    results
}

/// The sample in which sharing loses.
pub(crate) fn losing() -> Results {
    let mut results = provinces();
    results.strategies = vec![strategy(Strategy::Independent, 60e6, 0.22), strategy(Strategy::Shared, 72e6, 0.3)];
    let (alone, shared) = results.strategies.split_at_mut(1);
    (alone[0].effort, shared[0].effort) = (skewed(4700.0, 0.2), skewed(5600.0, 0.2));
    std::mem::swap(&mut alone[0].phases[0], &mut shared[0].phases[0]);
    results.savings = vec![saving(Strategy::Independent, -12e6, 15e6, -0.2)];
    results.best = Some(best(Strategy::Independent, Strategy::Shared, 12e6, 15e6));
    results.consortium = consortium(None, 0.0);
    for (k, one) in results.administrations.iter_mut().enumerate() {
        *one = administration(&one.id.clone(), &one.name.en.clone(), "Ça coûte", 5e6, 5.5e6 + 1e5 * k as f64);
    }
    results.years = [years(10, Strategy::Independent, 60e6, 25e6), years(10, Strategy::Shared, 72e6, 44e6)].concat();
    results
}

/// The sample with all strategies.
pub(crate) fn all_strategies() -> Results {
    let mut results = provinces();
    results.strategies.push(strategy(Strategy::Fork, 71e6, 0.26));
    results.strategies.push(strategy(Strategy::Buy, 64e6, 0.2));
    results.strategies.push(strategy(Strategy::Keep, 66e6, 0.16));
    results.savings.push(saving(Strategy::Fork, 11e6, 14e6, 0.15));
    results.savings.push(saving(Strategy::Buy, 4e6, 12e6, 0.06));
    results.best = Some(best(Strategy::Shared, Strategy::Buy, 4e6, 12e6));
    results.savings.push(saving(Strategy::Keep, 6e6, 13e6, 0.09));
    results
}

/// The sample with nothing defined.
pub(crate) fn nothing() -> Results {
    let mut results = provinces();
    for strategy in &mut results.strategies {
        (strategy.cost, strategy.effort) = (undefined(), undefined());
        strategy.phases.iter_mut().for_each(|(_, estimate)| *estimate = undefined());
        strategy.cost_curve.clear();
    }
    for saving in &mut results.savings {
        (saving.cost, saving.cost_share) = (undefined(), undefined());
        saving.histogram = Histogram { low: f64::NAN, high: f64::NAN, shares: Vec::new(), below: 0.0, above: 0.0 };
    }
    for administration in &mut results.administrations {
        administration.saving = undefined();
        administration.strategies.iter_mut().for_each(|strategy| strategy.cost = undefined());
    }
    results.years.iter_mut().for_each(|year| year.cumulative_cost = undefined());
    results.consortium = consortium(None, 0.0);
    results
}

/// The sample with strategies that differ little.
pub(crate) fn close_strategies() -> Results {
    let mut results = all_strategies();
    let medians = [61e6, 60e6, 62e6, 60.4e6, 61.5e6];
    results.strategies =
        Strategy::ALL.into_iter().zip(medians).map(|(one, median)| strategy(one, median, 0.22)).collect();
    results
}
