//! Every model that applies to a data set, held against it: each project estimated from the others only.

use super::accuracy::{guessing, mmre, pred_25, residuals};
use super::candidates::{Estimate, leave_one_out};
use super::found::{BINS, Benchmark, EstimateResult, ForecastScore, Score, SetResult};
use super::models::{Candidate, candidates};
use super::over_sets::by_kind;
use super::sample::Sample;
use crate::calibration::bootstrap::{RESAMPLES, interval};
use model::results::{Known, SCHEMA_VERSION};
use model::samples::{mean, median};
use model::sampling::stream::STREAM_VERSION;
use model::simulation::probability;
use rayon::prelude::*;

/// Fewest projects that can be held against models: of four others a regression has two degrees of freedom.
pub const LEAST: usize = 5;

/// Spreads below this, relative to the mean, are rounding.
const NO_SPREAD: f64 = 1e-9;

/// Holds every model that applies against every sample.
pub fn benchmark(samples: &[Sample], seed: u64) -> Benchmark {
    let work: Vec<(usize, Candidate)> = samples
        .iter()
        .enumerate()
        .flat_map(|(k, sample)| candidates(sample).into_iter().map(move |candidate| (k, candidate)))
        .collect();
    let scored: Vec<Option<(Score, Vec<EstimateResult>)>> =
        work.par_iter().map(|(k, candidate)| score(&samples[*k], candidate, seed)).collect();
    let mut sets: Vec<SetResult> = samples.iter().map(empty).collect();
    for ((k, _), (score, estimates)) in
        work.iter().zip(scored).filter_map(|(work, scored)| scored.map(|scored| (work, scored)))
    {
        sets[*k].models.push(score);
        sets[*k].estimates.extend(estimates);
    }
    sets.iter_mut().for_each(settle);
    let kinds = by_kind(&sets);
    Benchmark { schema_version: SCHEMA_VERSION, seed, stream: STREAM_VERSION, resamples: RESAMPLES, sets, kinds }
}

fn empty(sample: &Sample) -> SetResult {
    let efforts: Vec<f64> = sample.projects.iter().map(|one| one.effort).collect();
    SetResult {
        name: sample.name.clone(),
        about: sample.about.clone(),
        source: sample.source.clone(),
        size_unit: sample.unit,
        kind: sample.kind(),
        projects: sample.projects.len(),
        left_out: sample.left_out,
        guessing: guessing(&efforts),
        models: Vec::new(),
        estimates: Vec::new(),
    }
}

/// Puts the best model first, and tells how much better than the median baseline each forecast is.
fn settle(set: &mut SetResult) {
    let base = set.models.iter().find(|score| score.model == "median").and_then(|score| score.forecast);
    for score in &mut set.models {
        if let (Some(forecast), Some(base)) = (&mut score.forecast, base) {
            forecast.skill = (base.crps > 0.0).then(|| 1.0 - forecast.crps / base.crps);
        }
    }
    let loss = |score: &Score| score.loss().unwrap_or(f64::INFINITY);
    let residual = |score: &Score| score.mean_residual.value;
    set.models.sort_by(|a, b| loss(a).total_cmp(&loss(b)).then(residual(a).total_cmp(&residual(b))));
}

/// One model on one sample; none where it cannot be fitted.
fn score(sample: &Sample, candidate: &Candidate, seed: u64) -> Option<(Score, Vec<EstimateResult>)> {
    let estimates = leave_one_out(&sample.projects, &candidate.learning)?;
    let actual: Vec<f64> = sample.projects.iter().map(|one| one.effort).collect();
    let estimated: Vec<f64> = estimates.iter().map(|one| one.effort).collect();
    let off = residuals(&actual, &estimated);
    let name =
        |figure: &str| format!("benchmark.{}.{}.{}.{figure}", sample.name, candidate.model, candidate.learnt.word());
    let known = |value, [low, high]: [f64; 2]| Known { value, low: Some(low), high: Some(high) };
    let mean_residual = known(mean(&off), interval(&off, seed, &name("mean"), |sample| mean(sample)));
    let guess = guessing(&actual);
    // Efforts that are all the same leave nothing to guess but rounding.
    let accuracy = |residual: f64| match guess > NO_SPREAD * mean(&actual) {
        true if residual <= NO_SPREAD * guess => 1.0,
        true => 1.0 - residual / guess,
        false => 0.0,
    };
    let mut ratios: Vec<f64> = actual.iter().zip(&estimated).map(|(actual, estimate)| actual / estimate).collect();
    let score = Score {
        model: candidate.model.to_owned(),
        learnt: candidate.learnt,
        made_on_these: candidate.made_on_these,
        standardised_accuracy: Known {
            value: accuracy(mean_residual.value),
            low: mean_residual.high.map(accuracy),
            high: mean_residual.low.map(accuracy),
        },
        mean_residual,
        median_residual: known(median(&mut off.clone()), interval(&off, seed, &name("median"), median)),
        pred_25: pred_25(&actual, &off),
        mmre_not_for_choosing: mmre(&actual, &off),
        actual_over_estimate: median(&mut ratios),
        exact: mean_residual.value <= NO_SPREAD * mean(&actual),
        forecast: forecast(&actual, &estimates),
    };
    let row = |(i, one): (usize, &Estimate)| EstimateResult {
        model: candidate.model.to_owned(),
        learnt: candidate.learnt,
        project: i + 1,
        size: sample.projects[i].size,
        actual: actual[i],
        estimate: one.effort,
        interval: one.forecast.map(|t| [0.05, 0.95].map(|below| libm::exp(t.quantile(below)))),
        pit: one.forecast.map(|t| t.cdf(libm::log(actual[i]))),
    };
    Some((score, estimates.iter().enumerate().map(row).collect()))
}

/// Forecasts against what came; none unless every project has one.
fn forecast(actual: &[f64], estimates: &[Estimate]) -> Option<ForecastScore> {
    let n = actual.len();
    let mut pit = [0_u32; BINS];
    let (mut inside_50, mut inside_90) = (0, 0);
    let (mut crps, mut widths_50, mut widths_90) = (0.0, Vec::with_capacity(n), Vec::with_capacity(n));
    for (actual, estimate) in actual.iter().zip(estimates) {
        let t = estimate.forecast?;
        let y = libm::log(*actual);
        let place = t.cdf(y);
        pit[((place * BINS as f64) as usize).min(BINS - 1)] += 1;
        inside_50 += u64::from((0.25..=0.75).contains(&place));
        inside_90 += u64::from((0.05..=0.95).contains(&place));
        crps += t.crps(y)?;
        widths_50.push(t.quantile(0.75) - t.location);
        widths_90.push(t.quantile(0.95) - t.location);
    }
    Some(ForecastScore {
        crps: crps / n as f64,
        skill: None,
        coverage_50: probability(inside_50, n as u64),
        coverage_90: probability(inside_90, n as u64),
        factor_50: libm::exp(median(&mut widths_50)),
        factor_90: libm::exp(median(&mut widths_90)),
        pit: pit.map(|count| f64::from(count) / n as f64),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::benchmark::found::{Described, Learnt, Origin};
    use crate::data_sets::{Project, SizeUnit, find};

    fn sample(projects: Vec<Project>) -> Sample {
        let (name, about) = ("made".to_owned(), Described::Column("effort".to_owned()));
        let source = Origin::StandardInput;
        Sample { name, about, source, unit: None, projects, rated: None, left_out: 0 }
    }

    /// Effort = 3·size^0.9·e^(0.5 z) for 200 projects: the regression's 90 % interval is e^(1.645·0.5) = 2.28 times
    /// either strategy and holds nine tenths; of 200, ±0.042 are two standard errors.
    #[test]
    fn a_true_model_is_found_and_its_intervals_hold_what_they_say() {
        let stream = model::sampling::stream::Stream::new(5);
        let (sizes, errors) = (stream.input("size"), stream.input("error"));
        let projects = (0..200).map(|k| {
            let batch = stream.batch(16 * k);
            let at = |key| 0.5 / 4503599627370496.0 + model::sampling::stream::unit(batch.words(key)[0]);
            let z = model::distribution::score_quantile(model::distribution::Tails::from_below(at(errors)));
            let size = libm::exp(3.0 + 3.0 * at(sizes));
            Project { size, effort: 3.0 * libm::pow(size, 0.9) * libm::exp(0.5 * z) }
        });
        let found = benchmark(&[sample(projects.collect())], 1);
        let regression = found.sets[0].models.iter().find(|score| score.learnt == Learnt::Both).expect("a regression");
        let forecast = regression.forecast.expect("a forecast");
        assert!((forecast.factor_90 - 2.28).abs() < 0.2, "{}", forecast.factor_90);
        assert!((forecast.coverage_90.value - 0.9).abs() < 0.05 && (forecast.coverage_50.value - 0.5).abs() < 0.08);
        assert!(forecast.skill.expect("a skill") > 0.3 && regression.standardised_accuracy.value > 0.3);
        assert!((forecast.pit.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((regression.actual_over_estimate - 1.0).abs() < 0.1);
    }

    #[test]
    fn guessing_the_mean_is_better_than_guessing_at_random_but_no_more() {
        let kemerer = find("kemerer").expect("a data set");
        let found = benchmark(&[Sample::of(kemerer, SizeUnit::Kloc).expect("projects")], 1);
        let mean = found.sets[0].models.iter().find(|score| score.model == "mean").expect("a baseline");
        assert!(mean.standardised_accuracy.value < 0.3 && mean.forecast.is_none());
        let order: Vec<f64> =
            found.sets[0].models.iter().filter_map(|score| score.forecast.map(|one| one.crps)).collect();
        assert!(order.is_sorted() && order.len() + 1 == found.sets[0].models.len());
    }
}
