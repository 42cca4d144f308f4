//! A line through finished projects about their middle: what a scenario takes for the effort model `regression`.
//!
//! Use and limits: those of [`log_log`]. About the middle intercept and slope are independent, so that two draws say all.
//!
//! ln effort = ln A + B·(ln x − ln C) + e, ln A ~ normal(ȳ, w·s/√n), B ~ normal(β, w·s/√Sxx), e ~ normal(0, w·s)
//!
//! x size · C geometric mean size of the n projects · ȳ mean of ln effort · β, s, Sxx slope, residual sd and spread of ln size
//! of the fit · w = √((n − 2)/(n − 4)) gives each the variance of Student's t with n − 2 degrees of freedom, so that what is
//! foreseen for a new project has the variance that theory gives it. Cost: that of the fit.
//!
//! Source: as of [`log_log`].
//!
//! ```
//! use study::calibration::line::Line;
//! let projects = [(50.0, 4.0), (80.0, 9.0), (120.0, 10.0), (200.0, 22.0), (310.0, 24.0), (450.0, 47.0)];
//! let line = Line::through(projects)?;
//! assert!((line.effort(line.centre) - line.median).abs() < 1e-12);
//! # Ok::<(), study::calibration::regression::FitError>(())
//! ```

use super::regression::{FitError, log_log};
use crate::data_sets::DataSet;
use model::distribution::Distribution;
use model::effort::regression;

/// Fewest projects: of fewer the spread of Student's t is hardly known.
pub const LEAST: usize = 6;

/// Exponents up to this are rounding.
const LEAST_SLOPE: f64 = 1e-9;

/// A line through the logarithms of projects, about their middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Number of projects.
    pub n: usize,
    /// C: their geometric mean size.
    pub centre: f64,
    /// exp(ȳ): the median effort there, person-months.
    pub median: f64,
    /// sd of its logarithm.
    pub median_sd: f64,
    /// β: effort grows as size to this power.
    pub slope: f64,
    /// Its sd.
    pub slope_sd: f64,
    /// sd of the logarithm of a project's effort about the line.
    pub residual_sd: f64,
    /// Smallest and largest size.
    pub sizes: [f64; 2],
}

impl Line {
    /// Through pairs of size and person-months.
    ///
    /// # Errors
    /// With fewer than [`LEAST`] projects, with a value that is not above 0, if all sizes are the same, or if effort does not grow
    /// with them.
    pub fn through(projects: impl IntoIterator<Item = (f64, f64)>) -> Result<Line, FitError> {
        let projects: Vec<(f64, f64)> = projects.into_iter().collect();
        let fit = log_log(projects.iter().copied())?;
        if fit.n < LEAST {
            return Err(FitError::TooFew { n: fit.n, least: LEAST });
        }
        if fit.slope <= LEAST_SLOPE {
            return Err(FitError::NoGrowth { slope: fit.slope });
        }
        let widening = (fit.degrees() / (fit.degrees() - 2.0)).sqrt();
        let sd = widening * fit.residual_sd;
        let sizes = projects.iter().map(|project| project.0);
        Ok(Line {
            n: fit.n,
            centre: libm::exp(fit.mean_log_size),
            median: libm::exp(fit.intercept + fit.slope * fit.mean_log_size),
            median_sd: sd / (fit.n as f64).sqrt(),
            slope: fit.slope,
            slope_sd: sd / fit.spread.sqrt(),
            residual_sd: sd,
            sizes: sizes.fold([f64::INFINITY, 0.0], |[low, high]: [f64; 2], size| [low.min(size), high.max(size)]),
        })
    }

    /// Through the projects of a data set, in its usual size.
    ///
    /// # Errors
    /// As of [`through`](Line::through); the sets of the program have none.
    pub fn of(set: &DataSet) -> Result<Line, FitError> {
        let projects = set.projects(set.usual_size()).unwrap_or_default();
        Line::through(projects.into_iter().map(|project| (project.size, project.effort)))
    }

    /// The median person-months of a size, by the middle of the line.
    pub fn effort(&self, size: f64) -> f64 {
        regression::effort(size, self.centre, self.median, self.slope)
    }

    /// How likely its slope, as it is drawn, would be below 0, where no exponent is: that part is cut away.
    pub fn cut(&self) -> f64 {
        Distribution::normal(self.slope, self.slope_sd).map_or(0.0, |slope| slope.cdf(0.0))
    }

    /// Mean over median of what a project takes.
    pub fn mean_over_median(&self) -> f64 {
        libm::exp(0.5 * self.residual_sd * self.residual_sd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_sets::{SETS, find};

    /// The variance of what is foreseen for a new project is that of Student's t with n − 2 degrees of freedom.
    #[test]
    fn a_new_project_has_the_variance_that_theory_gives_it() {
        let projects = [(50.0, 4.0), (80.0, 9.0), (120.0, 10.0), (200.0, 22.0), (310.0, 24.0), (450.0, 47.0)];
        let (line, fit) = (Line::through(projects).expect("a line"), log_log(projects).expect("a fit"));
        let size: f64 = 700.0;
        let foreseen = fit.foresee(size);
        assert!((line.effort(size).ln() - foreseen.location).abs() < 1e-12);
        let away = (size / line.centre).ln();
        let variance = line.median_sd.powi(2) + (line.slope_sd * away).powi(2) + line.residual_sd.powi(2);
        let of_t = foreseen.scale.powi(2) * foreseen.degrees / (foreseen.degrees - 2.0);
        assert!((variance / of_t - 1.0).abs() < 1e-12, "{variance} {of_t}");
        assert_eq!(line.sizes, [50.0, 450.0]);
    }

    #[test]
    fn five_projects_are_too_few() {
        let few = [(50.0, 4.0), (80.0, 9.0), (120.0, 10.0), (200.0, 22.0), (310.0, 24.0)];
        assert_eq!(Line::through(few), Err(FitError::TooFew { n: 5, least: LEAST }));
    }

    #[test]
    fn every_public_set_has_a_line_that_rises() {
        for set in &SETS {
            let line = Line::of(set).expect(set.name);
            assert!(line.slope > 3.0 * line.slope_sd && line.residual_sd < 1.5, "{}: {line:?}", set.name);
        }
    }

    /// Computed apart, with another program.
    #[test]
    fn lines_of_public_sets() {
        for (name, n, centre, median, slope, residual) in [
            ("desharnais", 81, 240.160288, 24.0133564, 0.941533427, 0.592478369),
            ("kitchenham", 145, 267.245661, 10.4441027, 0.672286465, 0.675731766),
            ("cocomo81", 63, 25.1865134, 125.020573, 1.07654302, 0.979380048),
        ] {
            let line = Line::of(find(name).expect("a set")).expect("a line");
            let widening = ((n as f64 - 2.0) / (n as f64 - 4.0)).sqrt();
            let near = |found: f64, wanted: f64| (found / wanted - 1.0).abs() < 1e-8;
            assert!(line.n == n && near(line.centre, centre) && near(line.median, median), "{name}: {line:?}");
            assert!(near(line.slope, slope) && near(line.residual_sd, widening * residual), "{name}: {line:?}");
        }
        let line = find("desharnais").map(|set| Line::of(set).expect("a line")).expect("a set");
        let said = (regression::CARD.example.effort)();
        assert!((line.effort(200.0) / said - 1.0).abs() < 1e-5, "{} {said}", line.effort(200.0));
    }
}
