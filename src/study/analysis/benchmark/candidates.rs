//! What is held against data: estimates of each project by a model that was fitted to the other projects alone.
//!
//! For project i, all others: y efforts, N nominal efforts of a model, r = ln y − ln N, m of them.
//!
//! | candidate | estimate | forecast of ln y |
//! | --- | --- | --- |
//! | mean | mean of y | none |
//! | median | median of y | as coefficient fitted, with N = 1 |
//! | as published | N_i | t of m degrees at ln N_i, scale √(Σr²/m) |
//! | coefficient fitted | N_i·exp(r̄) | t of m − 1 degrees at ln N_i + r̄, scale s_r·√(1 + 1/m) |
//! | log-log regression | exp(α + β ln x_i) | t of m − 2 degrees, [`crate::calibration::regression`] |
//! | other data sets | | [`super::elsewhere`] |
//!
//! Estimates are medians of what is foreseen, which is what absolute residuals reward. A model as published is taken without
//! change; only how wide its errors are is learnt from the other projects. Cost: n fits of n.

use crate::calibration::regression::log_log;
use crate::calibration::student::Student;
use crate::data_sets::Project;
use model::samples::{mean, median};

/// How a candidate learns from other projects.
#[derive(Debug, Clone, PartialEq)]
pub enum Learning {
    /// The mean of their efforts.
    Mean,
    /// The median of their efforts.
    Median,
    /// Nothing but the width of its errors; nominal efforts of all projects.
    Published(Vec<f64>),
    /// One factor on the nominal efforts.
    Coefficient(Vec<f64>),
    /// Coefficient and exponent.
    Regression,
    /// Nothing: what is foreseen for each project comes from elsewhere.
    Foreseen(Vec<Student>),
}

/// One project, estimated from the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Person-months.
    pub effort: f64,
    /// What is foreseen of the logarithm; none where there is no spread to learn.
    pub forecast: Option<Student>,
}

/// Spreads of logarithms below this are rounding.
const NO_SPREAD: f64 = 1e-9;

/// Each project estimated from all others; none if that is not possible.
pub fn leave_one_out(projects: &[Project], learning: &Learning) -> Option<Vec<Estimate>> {
    if projects.len() < 2 {
        return None;
    }
    let efforts: Vec<f64> = projects.iter().map(|one| one.effort).collect();
    let ones = vec![1.0; projects.len()];
    let all = 0..projects.len();
    let estimates: Option<Vec<Estimate>> = match learning {
        Learning::Mean => {
            let one = |i| Some(Estimate { effort: mean(&without(&efforts, i)), forecast: None });
            all.map(one).collect()
        }
        Learning::Median => {
            let rests = residuals(&efforts, &ones);
            let one = |i| {
                let forecast = coefficient(&rests, i, 0.0).forecast;
                Some(Estimate { effort: median(&mut without(&efforts, i)), forecast })
            };
            all.map(one).collect()
        }
        Learning::Published(nominal) => {
            let rests = residuals(&efforts, nominal);
            all.map(|i| Some(published(&rests, i, nominal[i]))).collect()
        }
        Learning::Coefficient(nominal) => {
            let rests = residuals(&efforts, nominal);
            all.map(|i| Some(coefficient(&rests, i, libm::log(nominal[i])))).collect()
        }
        Learning::Regression => all.map(|i| regression(projects, i)).collect(),
        Learning::Foreseen(each) => {
            each.iter().map(|t| Some(Estimate { effort: libm::exp(t.location), forecast: Some(*t) })).collect()
        }
    };
    estimates.filter(|all| all.iter().all(|one| one.effort.is_finite()))
}

fn without(values: &[f64], i: usize) -> Vec<f64> {
    [&values[..i], &values[i + 1..]].concat()
}

fn residuals(efforts: &[f64], nominal: &[f64]) -> Vec<f64> {
    efforts.iter().zip(nominal).map(|(effort, nominal)| libm::log(*effort) - libm::log(*nominal)).collect()
}

fn student(location: f64, scale: f64, degrees: f64) -> Option<Student> {
    (scale > NO_SPREAD && degrees > 1.0).then_some(Student { location, scale, degrees })
}

fn published(rests: &[f64], i: usize, nominal: f64) -> Estimate {
    let others = without(rests, i);
    let m = others.len() as f64;
    let scale = (others.iter().map(|rest| rest * rest).sum::<f64>() / m).sqrt();
    Estimate { effort: nominal, forecast: student(libm::log(nominal), scale, m) }
}

fn coefficient(rests: &[f64], i: usize, log_nominal: f64) -> Estimate {
    let others = without(rests, i);
    let m = others.len() as f64;
    let middle = mean(&others);
    let squares: f64 = others.iter().map(|rest| (rest - middle) * (rest - middle)).sum();
    let scale = (squares / (m - 1.0) * (1.0 + 1.0 / m)).sqrt();
    let location = log_nominal + middle;
    Estimate { effort: libm::exp(location), forecast: student(location, scale, m - 1.0) }
}

fn regression(projects: &[Project], i: usize) -> Option<Estimate> {
    let others = projects.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, one)| (one.size, one.effort));
    let foreseen = log_log(others).ok()?.foresee(projects[i].size);
    let forecast = student(foreseen.location, foreseen.scale, foreseen.degrees);
    Some(Estimate { effort: libm::exp(foreseen.location), forecast })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn projects(pairs: &[(f64, f64)]) -> Vec<Project> {
        pairs.iter().map(|&(size, effort)| Project { size, effort }).collect()
    }

    fn efforts(projects: &[Project], learning: &Learning) -> Vec<f64> {
        leave_one_out(projects, learning).expect("estimates").iter().map(|one| one.effort).collect()
    }

    fn near(found: &[f64], wanted: &[f64]) -> bool {
        found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-9 * b.abs())
    }

    #[test]
    fn a_project_never_sees_itself() {
        let four = projects(&[(1.0, 1.0), (2.0, 4.0), (4.0, 16.0), (8.0, 8.0)]);
        assert!(near(&efforts(&four, &Learning::Mean), &[28.0 / 3.0, 25.0 / 3.0, 13.0 / 3.0, 7.0]));
        assert!(near(&efforts(&four, &Learning::Median), &[8.0, 8.0, 4.0, 4.0]));
        let sizes = vec![1.0, 2.0, 4.0, 8.0];
        assert!(near(&efforts(&four, &Learning::Published(sizes.clone())), &sizes));
        // effort over size 1, 2, 4, 1: geometric means of the others 2, 4^(1/3), 2^(1/3), 2
        let others = [2.0, 4.0_f64.cbrt(), 2.0_f64.cbrt(), 2.0];
        let wanted: Vec<f64> = sizes.iter().zip(others).map(|(size, rate)| size * rate).collect();
        assert!(near(&efforts(&four, &Learning::Coefficient(sizes)), &wanted));
        // Without the last, effort is exactly size².
        assert!((efforts(&four, &Learning::Regression)[3] - 64.0).abs() < 1e-9);
    }

    /// ln(effort/size) = 0, ln 2, ln 4, 0 about their own values: of the first, the others are ln 2, ln 4, 0.
    #[test]
    fn forecasts_by_hand() {
        let four = projects(&[(1.0, 1.0), (2.0, 4.0), (4.0, 16.0), (8.0, 8.0)]);
        let sizes = vec![1.0, 2.0, 4.0, 8.0];
        let two = 2.0_f64.ln();
        let first = |learning| leave_one_out(&four, &learning).expect("estimates")[0].forecast.expect("a forecast");
        let fitted = first(Learning::Coefficient(sizes.clone()));
        assert!((fitted.location - two).abs() < 1e-12 && fitted.degrees == 2.0);
        assert!((fitted.scale - (two * two * (1.0 + 1.0 / 3.0)).sqrt()).abs() < 1e-12);
        let published = first(Learning::Published(sizes));
        assert!(published.location.abs() < 1e-12 && published.degrees == 3.0);
        assert!((published.scale - (5.0 / 3.0 * two * two).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn without_spread_there_is_no_forecast_and_without_sizes_no_regression() {
        let same = projects(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0), (4.0, 8.0), (5.0, 10.0)]);
        let sizes: Vec<f64> = same.iter().map(|one| one.size).collect();
        let exact = leave_one_out(&same, &Learning::Coefficient(sizes)).expect("estimates");
        assert!(exact.iter().all(|one| one.forecast.is_none()));
        assert!(near(&efforts(&same, &Learning::Regression), &[2.0, 4.0, 6.0, 8.0, 10.0]));
        let one_size = projects(&[(3.0, 2.0), (3.0, 4.0), (3.0, 6.0), (3.0, 8.0)]);
        assert_eq!(leave_one_out(&one_size, &Learning::Regression), None);
    }
}
