//! How far estimates were off: absolute residuals, and how much better than guessing that is.
//!
//! MAR = mean |actual − estimate|. Random guessing takes for each project the effort of another one, all equally likely; its
//! expected MAR is MAR₀ = Σ_{i≠j}|y_i − y_j| / (n(n − 1)), here computed exactly, not sampled.
//! Standardised accuracy SA = 1 − MAR/MAR₀: 0 is no better than guessing, 1 is perfect, below 0 is worse.
//! PRED(25) is the share of estimates within 25 % of the actual. MMRE = mean |actual − estimate|/actual is reported because old
//! papers do; it prefers whoever estimates too low and must not be used to choose.
//!
//! Source: Shepperd & MacDonell, Evaluating prediction systems in software project estimation, Information and Software
//! Technology 54 (2012) 820–827, doi:10.1016/j.infsof.2011.12.008; the exact expectation: Langdon, Dolado, Sarro & Harman, the
//! same 73 (2016) 16–18, doi:10.1016/j.infsof.2016.01.003, who also count the guess of the project itself, which makes it
//! smaller by 1/n; on MMRE: Foss, Stensrud, Kitchenham & Myrtveit, IEEE TSE 29 (2003) 985–995, doi:10.1109/TSE.2003.1245300.
//!
//! ```
//! use study::analysis::benchmark::accuracy::guessing;
//! assert_eq!(guessing(&[1.0, 2.0, 4.0]), (1.0 + 2.0 + 3.0) / 3.0);
//! ```

/// The mean absolute residual that guessing is expected to have; of fewer than two efforts 0.
pub fn guessing(efforts: &[f64]) -> f64 {
    let n = efforts.len();
    if n < 2 {
        return 0.0;
    }
    let mut sorted = efforts.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    // Each value is added once for every smaller one and taken away once for every larger one.
    let sum: f64 = sorted.iter().enumerate().map(|(k, effort)| (2.0 * k as f64 - (n as f64 - 1.0)) * effort).sum();
    2.0 * sum / (n as f64 * (n as f64 - 1.0))
}

/// |actual − estimate| of each project.
pub fn residuals(actual: &[f64], estimates: &[f64]) -> Vec<f64> {
    actual.iter().zip(estimates).map(|(actual, estimate)| (actual - estimate).abs()).collect()
}

/// The share of estimates within 25 % of the actual.
pub fn pred_25(actual: &[f64], residuals: &[f64]) -> f64 {
    let near = actual.iter().zip(residuals).filter(|(actual, off)| **off <= 0.25 * **actual).count();
    near as f64 / actual.len() as f64
}

/// The mean of |actual − estimate|/actual.
pub fn mmre(actual: &[f64], residuals: &[f64]) -> f64 {
    actual.iter().zip(residuals).map(|(actual, off)| off / actual).sum::<f64>() / actual.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_sets::find;

    #[test]
    fn guessing_is_the_mean_over_all_pairs() {
        for name in ["kemerer", "miyazaki94"] {
            let set = find(name).expect("a data set");
            let efforts: Vec<f64> =
                set.projects(set.usual_size()).expect("projects").iter().map(|one| one.effort).collect();
            let n = efforts.len() as f64;
            let pairs: f64 = efforts.iter().flat_map(|a| efforts.iter().map(move |b| (a - b).abs())).sum();
            assert!((guessing(&efforts) - pairs / (n * (n - 1.0))).abs() < 1e-9, "{name}");
        }
        assert_eq!(guessing(&[7.0]), 0.0);
    }

    /// Efforts 10, 20, 40 estimated as 12, 14, 60: residuals 2, 6, 20.
    #[test]
    fn measures_by_hand() {
        let actual = [10.0, 20.0, 40.0];
        let off = residuals(&actual, &[12.0, 14.0, 60.0]);
        assert_eq!(off, [2.0, 6.0, 20.0]);
        assert_eq!(pred_25(&actual, &off), 1.0 / 3.0);
        assert!((mmre(&actual, &off) - (0.2 + 0.3 + 0.5) / 3.0).abs() < 1e-15);
        // guessing: (10 + 30 + 20)/3 = 20, so SA = 1 − (28/3)/20
        let mean = off.iter().sum::<f64>() / 3.0;
        assert!((1.0 - mean / guessing(&actual) - (1.0 - 28.0 / 60.0)).abs() < 1e-15);
    }
}
