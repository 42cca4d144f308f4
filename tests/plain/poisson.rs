//! The number of incidents, section 3: a Poisson quantile summed in logs, and its spread over the years.

use super::normal;

/// The smallest k with P(K ≤ k) ≥ u, for K ~ Poisson(mean) and u in [0, 1); 0 for mean 0 and for u = 0. Above a mean
/// of 1e6 a normal quantile with a term for skewness, rounded, stands for it.
fn quantile(mean: f64, u: f64) -> f64 {
    if mean == 0.0 || u == 0.0 {
        return 0.0;
    }
    if mean > 1e6 {
        let z = normal::quantile(u);
        return (mean + z * mean.sqrt() + (z * z - 1.0) / 6.0).round().max(0.0);
    }
    let mut k = 0.0;
    let mut log_probability = -mean;
    let mut log_cumulative = -mean;
    while log_cumulative < u.ln() {
        k += 1.0;
        log_probability += (mean / k).ln();
        let larger = log_cumulative.max(log_probability);
        let smaller = log_cumulative.min(log_probability);
        // Far in the tail the sum stops growing, be it a rounding error short of u.
        if k > mean && log_probability < log_cumulative - 50.0 {
            break;
        }
        log_cumulative = larger + (smaller - larger).exp().ln_1p();
    }
    k
}

/// Incidents that arise at `rate` per year: their number over the horizon, and how many fall in each year.
pub struct Incidents {
    pub count: f64,
    pub by_year: Vec<f64>,
}

/// The incidents of a yearly rate at the uniform u, spread over the years as that rate.
pub fn incidents(rate: &[f64], u: f64) -> Incidents {
    let mean: f64 = rate.iter().sum();
    let count = quantile(mean, u);
    let share = |rate: &f64| {
        if mean == 0.0 { 0.0 } else { count * rate / mean }
    };
    Incidents { count, by_year: rate.iter().map(share).collect() }
}
