//! Results made up for tests: thirteen provinces and territories over ten years, and odd variations of them.

mod parts;
mod quality;

use model::results::*;
use model::sampling::design::Design;
use model::scenario::Strategy;
use model::simulation::tally::Z_975;
pub(crate) use parts::*;
pub(crate) use quality::*;

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
        together: Vec::new(),
        warnings: Vec::new(),
        overrides: Vec::new(),
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
        strategy.equal_service_curve.iter_mut().for_each(|point| point.1 *= factor);
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
    let alone: Vec<YearResult> =
        results.years.iter().filter(|year| year.strategy == Strategy::Independent).cloned().collect();
    for strategy in [Strategy::Fork, Strategy::Buy, Strategy::Keep] {
        results.years.extend(alone.iter().map(|year| YearResult { strategy, ..year.clone() }));
        for one in &mut results.administrations {
            let own = one.strategies.iter().find(|own| own.strategy == Strategy::Independent).cloned();
            one.strategies.extend(own.map(|own| AdministrationStrategy { strategy, ..own }));
        }
    }
    results
}

/// The sample with nothing defined.
pub(crate) fn nothing() -> Results {
    let mut results = provinces();
    for strategy in &mut results.strategies {
        (strategy.cost, strategy.effort) = (undefined(), undefined());
        strategy.phases.iter_mut().for_each(|(_, estimate)| *estimate = undefined());
        strategy.equal_service_curve.clear();
    }
    for saving in &mut results.savings {
        (saving.cost, saving.cost_share) = (undefined(), undefined());
        saving.histogram = Histogram {
            low: f64::NAN,
            high: f64::NAN,
            shares: Vec::new(),
            abandoned: Vec::new(),
            below: 0.0,
            above: 0.0,
        };
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
