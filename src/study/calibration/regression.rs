//! Least squares of logarithms: effort as a power of size, with the uncertainty of both parameters.
//!
//! Use it on ten projects or more of one place that count size in one way; not on a mixture of places or units, and not far
//! outside the sizes seen.
//!
//! ln y = α + β·ln x + ε, ε normal with mean 0 and one sd. With x̄ = mean of ln x and Sxx = Σ(ln x − x̄)²:
//! β = Σ(ln x − x̄)(ln y − ȳ)/Sxx, α = ȳ − β·x̄, s² = Σ residual²/(n − 2),
//! Cov(α, β) = s²·[[1/n + x̄²/Sxx, −x̄/Sxx], [−x̄/Sxx, 1/Sxx]].
//! A new project of size x: (ln y − α − β·ln x)/(s·√(1 + 1/n + (ln x − x̄)²/Sxx)) is Student's t with n − 2 degrees of freedom.
//!
//! x size · y effort · exp(α) the median effort at size 1; the mean is higher by about exp(s²/2). Cost: two passes over n.
//!
//! Source: any textbook of regression, e.g. Weisberg, Applied Linear Regression, section 2.
//!
//! ```
//! use study::calibration::regression::log_log;
//! let fit = log_log([(1.0, 3.0), (10.0, 30.0), (100.0, 300.0)])?;
//! assert!((fit.coefficient() - 3.0).abs() < 1e-12 && (fit.slope - 1.0).abs() < 1e-12);
//! # Ok::<(), study::calibration::regression::FitError>(())
//! ```

use super::student::Student;

/// A power law fitted to projects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogLog {
    /// α: the logarithm of the effort at size 1.
    pub intercept: f64,
    /// β: the exponent.
    pub slope: f64,
    /// Covariance of α and β.
    pub covariance: [[f64; 2]; 2],
    /// s: the standard deviation of the residuals in logarithms, with n − 2 below.
    pub residual_sd: f64,
    /// Projects.
    pub n: usize,
    /// Mean of the logarithms of size.
    pub mean_log_size: f64,
    /// Sum of squares of the logarithms of size about their mean.
    pub spread: f64,
}

/// Why nothing can be fitted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum FitError {
    /// Too few values.
    #[error("{n} values; at least {least} are needed")]
    TooFew {
        /// How many there are.
        n: usize,
        /// How many are needed.
        least: usize,
    },
    /// A value is not above 0, or not finite.
    #[error("value {number} is not a finite number above 0")]
    NotPositive {
        /// Which one, from 1.
        number: usize,
    },
    /// All sizes are the same.
    #[error("all sizes are the same, so that they cannot say how effort grows with size")]
    OneSize,
    /// Larger projects took no more effort.
    #[error("effort does not grow with size among them (exponent {slope:.2})")]
    NoGrowth {
        /// Exponent of the line.
        slope: f64,
    },
}

/// Fits a power law to pairs of size and effort.
///
/// # Errors
/// With fewer than three projects, with a value that is not above 0, or if all sizes are the same.
pub fn log_log(projects: impl IntoIterator<Item = (f64, f64)>) -> Result<LogLog, FitError> {
    let mut logs = Vec::new();
    for (i, (size, effort)) in projects.into_iter().enumerate() {
        let sound = |x: f64| x > 0.0 && x.is_finite();
        if !sound(size) || !sound(effort) {
            return Err(FitError::NotPositive { number: i + 1 });
        }
        logs.push((libm::log(size), libm::log(effort)));
    }
    if logs.len() < 3 {
        return Err(FitError::TooFew { n: logs.len(), least: 3 });
    }
    let n = logs.len() as f64;
    let (x, y) = (logs.iter().map(|pair| pair.0).sum::<f64>() / n, logs.iter().map(|pair| pair.1).sum::<f64>() / n);
    let spread: f64 = logs.iter().map(|pair| (pair.0 - x) * (pair.0 - x)).sum();
    // Sizes that differ in their last bits alone tell nothing of a slope.
    if spread <= 1e-20 * n * (1.0 + x * x) {
        return Err(FitError::OneSize);
    }
    let slope = logs.iter().map(|pair| (pair.0 - x) * (pair.1 - y)).sum::<f64>() / spread;
    let intercept = y - slope * x;
    let squares: f64 = logs.iter().map(|pair| pair.1 - y - slope * (pair.0 - x)).map(|rest| rest * rest).sum();
    let variance = squares / (n - 2.0);
    let across = -variance * x / spread;
    Ok(LogLog {
        intercept,
        slope,
        covariance: [[variance * (1.0 / n + x * x / spread), across], [across, variance / spread]],
        residual_sd: variance.sqrt(),
        n: logs.len(),
        mean_log_size: x,
        spread,
    })
}

impl LogLog {
    /// exp(α): the median effort at size 1.
    pub fn coefficient(&self) -> f64 {
        libm::exp(self.intercept)
    }

    /// n − 2.
    pub fn degrees(&self) -> f64 {
        self.n as f64 - 2.0
    }

    /// The logarithm of the effort foreseen for a new project of a size.
    pub fn foresee(&self, size: f64) -> Student {
        let from_middle = libm::log(size) - self.mean_log_size;
        let leverage = 1.0 / self.n as f64 + from_middle * from_middle / self.spread;
        Student {
            location: self.intercept + self.slope * libm::log(size),
            scale: self.residual_sd * (1.0 + leverage).sqrt(),
            degrees: self.degrees(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() < 1e-12
    }

    /// ln x = 0, 1, 2, 3 and ln y = 1, 3, 4, 6: slope 1.6 and intercept 1.1, residuals −0.1, 0.3, −0.3, 0.1.
    #[test]
    fn four_points_by_hand() {
        let logs = [(0.0, 1.0), (1.0, 3.0), (2.0, 4.0), (3.0, 6.0)];
        let fit = log_log(logs.map(|(x, y): (f64, f64)| (x.exp(), y.exp()))).expect("a fit");
        assert!(near(fit.slope, 1.6) && near(fit.intercept, 1.1));
        let variance: f64 = 0.2 / 2.0;
        assert!(near(fit.residual_sd, variance.sqrt()) && fit.n == 4);
        assert!(near(fit.covariance[1][1], variance / 5.0));
        assert!(near(fit.covariance[0][0], variance * (0.25 + 2.25 / 5.0)));
        assert!(near(fit.covariance[0][1], -variance * 1.5 / 5.0) && fit.covariance[0][1] == fit.covariance[1][0]);
        let next = fit.foresee(4.0_f64.exp());
        assert!(near(next.location, 7.5) && next.degrees == 2.0);
        assert!(near(next.scale, (variance * (1.25 + 6.25 / 5.0)).sqrt()));
    }

    #[test]
    fn what_cannot_be_fitted_is_told() {
        assert_eq!(log_log([(1.0, 2.0), (2.0, 3.0)]), Err(FitError::TooFew { n: 2, least: 3 }));
        assert_eq!(log_log([(1.0, 2.0), (0.0, 3.0)]), Err(FitError::NotPositive { number: 2 }));
        assert_eq!(log_log([(1.0, 2.0), (1.0, f64::NAN)]), Err(FitError::NotPositive { number: 2 }));
        assert_eq!(log_log([(7.0, 2.0), (7.0, 3.0), (7.0, 9.0)]), Err(FitError::OneSize));
    }
}
