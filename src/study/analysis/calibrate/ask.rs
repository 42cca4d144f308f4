//! What a table says: effort by size, actual over estimated effort, and the distribution of a column, ready for a
//! scenario.

use super::found::{ColumnFit, EffortFit, FitResult, FittedParameter, NotFitted, OverrunFit, TailResult, Unfitted};
use super::section::Named;
use crate::calibration::bootstrap::{RESAMPLES, interval, middle_95, over_samples};
use crate::calibration::fitting::{Family, Fitted, fit};
use crate::calibration::goodness::{MOST, anderson_darling, kolmogorov_smirnov, log_likelihood, p_value};
use crate::calibration::line::{LEAST, Line};
use crate::calibration::regression::{FitError, log_log};
use crate::calibration::student;
use crate::calibration::tail::hill;
use model::distribution::{Distribution, Tails};
use model::results::Known;
use model::samples::{mean, median};
use model::simulation::probability;

/// A tail index below this means that a few values may decide a mean.
const HEAVY: f64 = 2.5;
/// Points of a curve.
const POINTS: usize = 160;

fn known(value: f64, low: f64, high: f64) -> Known {
    Known { value, low: Some(low), high: Some(high) }
}

/// A standard deviation with its exact interval, by the χ² of its degrees of freedom.
fn sd_known(sd: f64, degrees: f64) -> Known {
    let Ok(chi) = Distribution::gamma(degrees / 2.0, 2.0) else { return Known { value: sd, low: None, high: None } };
    let end = |level| sd * (degrees / chi.quantile(Tails::from_below(level))).sqrt();
    known(sd, end(0.975), end(0.025))
}

/// Effort by size, in person-months.
///
/// # Errors
/// With fewer than six projects, sizes that are all the same, or effort that does not grow with them.
pub fn effort(named: &Named, unit: &str, size: &[f64], effort: &[f64]) -> Result<EffortFit, FitError> {
    let pairs = || size.iter().copied().zip(effort.iter().copied());
    let (fit, line) = (log_log(pairs())?, Line::through(pairs())?);
    let t = student::quantile(0.975, fit.degrees());
    let at_centre = fit.residual_sd / (fit.n as f64).sqrt();
    let slope_sd = fit.covariance[1][1].sqrt();
    let band = (0..=POINTS).map(|k| {
        let share = k as f64 / POINTS as f64;
        let size = line.sizes[0] * libm::pow(line.sizes[1] / line.sizes[0], share);
        let t = fit.foresee(size);
        let at = |below| if t.scale > 0.0 { libm::exp(t.quantile(below)) } else { libm::exp(t.location) };
        [size, at(0.05), at(0.5), at(0.95)]
    });
    let middle = fit.foresee(line.centre);
    Ok(EffortFit {
        size: named.first.clone(),
        effort: named.second.clone(),
        unit: unit.to_owned(),
        projects: fit.n,
        left_out: named.left_out,
        sizes: line.sizes,
        centre: line.centre,
        median: known(line.median, line.median * libm::exp(-t * at_centre), line.median * libm::exp(t * at_centre)),
        exponent: known(fit.slope, fit.slope - t * slope_sd, fit.slope + t * slope_sd),
        residual_sd: sd_known(fit.residual_sd, fit.degrees()),
        factor_90: libm::exp(middle.scale * student::quantile(0.95, fit.degrees())),
        section: super::section::effort(named, unit, &line),
        points: pairs().map(|(size, effort)| [size, effort]).collect(),
        band: band.collect(),
    })
}

/// Actual over estimated effort.
///
/// # Errors
/// With fewer than six pairs.
pub fn overrun(named: &Named, estimate: &[f64], actual: &[f64], seed: u64) -> Result<OverrunFit, FitError> {
    let ratios: Vec<f64> = actual.iter().zip(estimate).map(|(actual, estimate)| actual / estimate).collect();
    let n = ratios.len() as f64;
    if ratios.len() < LEAST {
        return Err(FitError::TooFew { n: ratios.len(), least: LEAST });
    }
    let logs: Vec<f64> = ratios.iter().map(|ratio| libm::log(*ratio)).collect();
    let middle = mean(&logs);
    let sd = (logs.iter().map(|log| (log - middle) * (log - middle)).sum::<f64>() / (n - 1.0)).sqrt();
    let t = student::quantile(0.975, n - 1.0) * sd / n.sqrt();
    // A new one is Student's t about the mean, which a normal of the same variance stands for.
    let widened = sd * ((1.0 + 1.0 / n) * (n - 1.0) / (n - 3.0)).sqrt();
    let [low, high] = interval(&ratios, seed, "calibrate.overrun.mean", |sample| mean(sample));
    let above = actual.iter().zip(estimate).filter(|(actual, estimate)| actual > estimate).count();
    let ratio = Named { first: format!("{} / {}", named.second, named.first), ..named.clone() };
    let ratios_fit = column(&ratio, &ratios, seed);
    Ok(OverrunFit {
        estimate: named.first.clone(),
        actual: named.second.clone(),
        median: known(libm::exp(middle), libm::exp(middle - t), libm::exp(middle + t)),
        sigma: sd_known(sd, n - 1.0),
        mean: known(mean(&ratios), low, high),
        above_estimate: probability(above as u64, ratios.len() as u64),
        section: super::section::overrun(named, (libm::exp(middle), widened), &ratios_fit),
        ratios: ratios_fit,
    })
}

/// Every distribution that can be fitted to a column.
pub fn column(named: &Named, values: &[f64], seed: u64) -> ColumnFit {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let [least, most] = [sorted.first(), sorted.last()].map(|end| end.copied().unwrap_or(f64::NAN));
    let fitted: Vec<(Family, Option<Fitted>)> = Family::ALL.map(|family| (family, fit(family, values))).into();
    let unfitted = fitted.iter().filter(|(_, fitted)| fitted.is_none());
    let unfitted = unfitted.map(|(family, _)| unfitted_by(*family, named, values)).collect();
    let mut fits: Vec<FitResult> = fitted
        .into_iter()
        .filter_map(|(_, fitted)| fitted)
        .map(|fitted| result(&fitted, &sorted, seed))
        .filter(|one| one.aic.is_finite())
        .collect();
    fits.sort_by(|a, b| a.aic.total_cmp(&b.aic));
    let best = fits.first().map_or(0.0, |one| one.aic);
    fits.iter_mut().for_each(|one| one.aic_above_best = one.aic - best);
    if let Some(first) = fits.first_mut() {
        intervals(first, values, seed);
    }
    let tail = hill(&sorted).map(|tail| TailResult {
        k: tail.k,
        index: known(tail.index, tail.interval[0], tail.interval[1]),
        heavy: tail.index < HEAVY,
    });
    let sum: f64 = values.iter().sum();
    ColumnFit {
        column: named.first.clone(),
        values: values.len(),
        left_out: named.left_out,
        range: [least, median(&mut sorted.clone()), most],
        mean: mean(values),
        largest_share: (least > 0.0).then(|| most / sum),
        fits,
        unfitted,
        tail,
        sorted,
    }
}

/// Why a family was not fitted: values that it does not hold, the first of them with its line, or no maximum.
fn unfitted_by(family: Family, named: &Named, values: &[f64]) -> Unfitted {
    let outside = |value: &f64| family.positive() && *value <= 0.0;
    let reason = match values.iter().position(outside) {
        Some(first) => {
            let outside = values.iter().filter(|value| outside(value)).count();
            let line = named.lines.get(first).copied();
            NotFitted::NotPositive { outside, of: values.len(), first: values[first], line }
        }
        None => NotFitted::NoMaximum,
    };
    Unfitted { family: family.word(), reason }
}

fn result(fitted: &Fitted, sorted: &[f64], seed: u64) -> FitResult {
    let (law, log_likelihood) = (&fitted.law, log_likelihood(&fitted.law, sorted));
    let distance = anderson_darling(law, sorted);
    let bare =
        |&(name, value): &(&'static str, f64)| FittedParameter { name, known: Known { value, low: None, high: None } };
    let curve = |k: usize| {
        let share = (k as f64 + 0.5) / POINTS as f64;
        (law.quantile(Tails::from_below(share)), share)
    };
    FitResult {
        family: fitted.family.word(),
        text: super::section::distribution(fitted),
        parameters: fitted.parameters.iter().map(bare).collect(),
        log_likelihood,
        aic: 2.0 * fitted.parameters.len() as f64 - 2.0 * log_likelihood,
        aic_above_best: 0.0,
        kolmogorov_smirnov: kolmogorov_smirnov(law, sorted),
        anderson_darling: distance.is_finite().then_some(distance),
        p_value: p_value(fitted, sorted, seed),
        mean: law.mean(),
        curve: (0..POINTS).map(curve).collect(),
    }
}

/// Bootstrap intervals of the parameters, of no more values than are quickly fitted so often.
fn intervals(one: &mut FitResult, values: &[f64], seed: u64) {
    let Some(family) = Family::ALL.into_iter().find(|family| family.word() == one.family) else { return };
    if values.len() > MOST {
        return;
    }
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(RESAMPLES); one.parameters.len()];
    let mut sample = vec![0.0; values.len()];
    over_samples(values.len(), seed, "calibrate.parameters", |places| {
        for (one, place) in sample.iter_mut().zip(places) {
            *one = values[*place];
        }
        for (list, parameter) in drawn.iter_mut().zip(fit(family, &sample).into_iter().flat_map(|fit| fit.parameters)) {
            list.push(parameter.1);
        }
        0.0
    });
    let edge = family.at_the_edge();
    let inner = one.parameters.iter_mut().zip(drawn).skip(edge).filter(|(_, list)| !list.is_empty());
    for (parameter, list) in inner {
        let [low, high] = middle_95(list);
        parameter.known = known(parameter.known.value, low, high);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> Named {
        let (file, first, second) = ("own.csv".to_owned(), "a".to_owned(), "b".to_owned());
        Named { file, first, second, lines: Vec::new(), left_out: 0 }
    }

    /// ln ratio −0.5, 0.5 three times each: median 1, s² = 6·0.25/5; t(5) 2.5706; χ²(5) 0.8312 and 12.8325.
    #[test]
    fn intervals_of_an_overrun_by_hand() {
        let low = (-0.5_f64).exp();
        let high = 0.5_f64.exp();
        let found = overrun(&named(), &[1.0; 6], &[low, high, low, high, low, high], 1).expect("a fit");
        let s = 0.3_f64.sqrt();
        let ends = |known: Known| [known.value, known.low.expect("an end"), known.high.expect("an end")];
        let near = |found: [f64; 3], want: [f64; 3]| found.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-3);
        let t = 2.5706 * s / 6.0_f64.sqrt();
        assert!(near(ends(found.median), [1.0, (-t).exp(), t.exp()]), "{:?}", found.median);
        assert!(near(ends(found.sigma), [s, s * (5.0 / 12.8325_f64).sqrt(), s * (5.0 / 0.8312_f64).sqrt()]));
        assert_eq!(found.above_estimate.value, 0.5);
        assert!(overrun(&named(), &[1.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0], 1).is_err());
    }

    #[test]
    fn a_value_that_is_not_above_0_leaves_families_out_by_name() {
        let named = Named { lines: (2..12).collect(), ..named() };
        let values: Vec<f64> = (0..10).map(|k| f64::from((k + 7) % 10)).collect();
        let found = column(&named, &values, 1);
        let left: Vec<&str> = found.unfitted.iter().map(|one| one.family).collect();
        assert_eq!(left, ["lognormal", "gamma", "weibull", "loglogistic", "exponential", "pareto"]);
        let reason = NotFitted::NotPositive { outside: 1, of: 10, first: 0.0, line: Some(5) };
        assert!(found.unfitted.iter().all(|one| one.reason == reason));
        assert_eq!(column(&named, &[1.0, 2.0, 4.0, 5.0, 9.0, 3.0], 1).unfitted, []);
    }

    #[test]
    fn the_true_family_comes_first_and_its_interval_holds_its_parameters() {
        let law = Distribution::weibull(1.6, 20.0).expect("a distribution");
        let at = |k: i32| law.quantile(Tails::from_below((f64::from(k) + 0.5) / 300.0));
        let found = column(&named(), &(0..300).map(at).collect::<Vec<f64>>(), 1);
        let best = &found.fits[0];
        assert_eq!((best.family, best.aic_above_best), ("weibull", 0.0));
        for (parameter, want) in best.parameters.iter().zip([1.6, 20.0]) {
            assert!(parameter.known.low.is_some_and(|low| low < want));
            assert!(parameter.known.high.is_some_and(|high| high > want));
        }
        assert!(best.p_value.is_some_and(|p| p > 0.5));
        assert!(found.tail.is_some_and(|tail| !tail.heavy), "{:?}", found.tail);
    }
}
