//! Student's t, moved and scaled: what is foreseen where a spread had to be estimated, and how good a forecast was.
//!
//! Use it for the logarithm of an effort foreseen by a fit; with few projects its tails are heavier than the normal's,
//! which is the honest width. exp of it has no mean, so forecasts are scored in logarithms.
//!
//! z = (y − location)/scale · F and f its distribution function and density for ν degrees of freedom.
//! CRPS(y) = scale·[z(2F(z) − 1) + 2f(z)(ν + z²)/(ν − 1) − 2√ν/(ν − 1)·B(½, ν − ½)/B(½, ν/2)²], ν > 1: the mean
//! absolute error of a forecast that may be a distribution; 0 is perfect, and |y − location| for a forecast without
//! spread.
//!
//! Source: Jordan, Krüger & Lerch, Evaluating Probabilistic Forecasts with scoringRules, J. Stat. Software 90(12),
//! 2019, appendix A.2, doi:10.18637/jss.v090.i12.
//!
//! ```
//! use study::calibration::student::Student;
//! let t = Student { location: 0.0, scale: 1.0, degrees: 10.0 };
//! assert!((t.quantile(0.95) - 1.8124611228107335).abs() < 1e-9);
//! assert!((t.cdf(1.8124611228107335) - 0.95).abs() < 1e-12);
//! ```

use model::distribution::{Distribution, Tails, beta_tails, log_beta};

/// Student's t with a location, a scale above 0 and degrees of freedom above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Student {
    /// Its middle.
    pub location: f64,
    /// Its scale.
    pub scale: f64,
    /// Degrees of freedom.
    pub degrees: f64,
}

impl Student {
    fn score(&self, y: f64) -> f64 {
        (y - self.location) / self.scale
    }

    /// P(Y <= y)
    pub fn cdf(&self, y: f64) -> f64 {
        let (z, nu) = (self.score(y), self.degrees);
        let squared = z * z;
        let outside = if squared.is_finite() {
            let shapes = (nu / 2.0, 0.5);
            beta_tails(shapes, log_beta(shapes.0, shapes.1), nu / (nu + squared), squared / (nu + squared)).lower
        } else {
            0.0
        };
        if z < 0.0 { outside / 2.0 } else { 1.0 - outside / 2.0 }
    }

    /// The value with a probability, strictly between 0 and 1, below.
    pub fn quantile(&self, below: f64) -> f64 {
        self.location + self.scale * quantile(below, self.degrees)
    }

    /// The continuous ranked probability score of what came; none with one degree of freedom or fewer.
    pub fn crps(&self, y: f64) -> Option<f64> {
        let (z, nu) = (self.score(y), self.degrees);
        if nu <= 1.0 {
            return None;
        }
        let log_b = log_beta(0.5, nu / 2.0);
        let density = libm::exp(-log_b - (nu + 1.0) / 2.0 * libm::log1p(z * z / nu)) / nu.sqrt();
        let own = 2.0 * nu.sqrt() / (nu - 1.0) * libm::exp(log_beta(0.5, nu - 0.5) - 2.0 * log_b);
        let standard = Student { location: 0.0, scale: 1.0, degrees: nu };
        let to_it = z * (2.0 * standard.cdf(z) - 1.0) + 2.0 * density * (nu + z * z) / (nu - 1.0);
        Some(self.scale * (to_it - own))
    }
}

/// The quantile of the standard form.
pub fn quantile(below: f64, degrees: f64) -> f64 {
    let tail = below.min(1.0 - below);
    // P(|T| > t) = P(X < ν/(ν + t²)), X beta of shapes ν/2 and ½.
    let Ok(beta) = Distribution::beta(degrees / 2.0, 0.5, 0.0, 1.0) else { return f64::NAN };
    let x = beta.quantile(Tails::from_below(2.0 * tail));
    let size = (degrees * (1.0 - x) / x).sqrt();
    if below < 0.5 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn distribution_and_quantile_are_those_of_another_program() {
        for degrees in [1.0, 2.0, 3.0, 7.5, 30.0, 497.0] {
            let t = Student { location: 2.0, scale: 3.0, degrees };
            let other = StudentsT::new(2.0, 3.0, degrees).expect("a distribution");
            for y in [-20.0, -1.0, 2.0, 2.5, 9.0, 40.0] {
                assert!((t.cdf(y) - other.cdf(y)).abs() < 1e-12, "{degrees} {y}");
            }
            for below in [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975] {
                assert!((t.cdf(t.quantile(below)) - below).abs() < 1e-10, "{degrees} {below}");
            }
        }
        // The table in every textbook.
        for (degrees, want) in [(1.0, 12.706), (2.0, 4.303), (5.0, 2.571), (30.0, 2.042)] {
            assert!((quantile(0.975, degrees) - want).abs() < 5e-4, "{degrees}");
        }
    }

    /// With many degrees of freedom it is the normal's σ[z(2Φ(z) − 1) + 2φ(z) − 1/√π] (Gneiting & Raftery 2007): 0.2337
    /// σ at the centre.
    #[test]
    fn the_score_of_a_normal() {
        let t = |y: f64| Student { location: 1.0, scale: 2.0, degrees: 1e6 }.crps(y).expect("a score");
        assert!((t(1.0) - 2.0 * 0.233_695).abs() < 1e-5);
        let (below, density) = (0.841_344_746, 0.241_970_725);
        let at_one = 2.0 * (2.0 * below - 1.0 + 2.0 * density - 1.0 / std::f64::consts::PI.sqrt());
        assert!((t(3.0) - at_one).abs() < 1e-5);
    }

    /// ∫(F(x) − 1{x ≥ y})² dx by the rule of trapezia.
    #[test]
    fn the_score_is_its_integral() {
        let t = Student { location: 0.5, scale: 1.5, degrees: 4.0 };
        for y in [-2.0, 0.5, 3.0] {
            let step = 0.002;
            let integral: f64 = (-200_000..200_000)
                .map(|k| {
                    let x = y + (f64::from(k) + 0.5) * step;
                    let miss = t.cdf(x) - if x >= y { 1.0 } else { 0.0 };
                    miss * miss * step
                })
                .sum();
            assert!((t.crps(y).expect("a score") - integral).abs() < 1e-4, "{y}");
        }
        assert_eq!(Student { degrees: 1.0, ..t }.crps(0.0), None);
    }
}
