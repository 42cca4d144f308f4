//! A build of the preamble: how much it overruns, whether it is abandoned, when it is live, what it leaves to keep up.

use super::case::Case;

/// A build by one administration: its own system, a copy, the set-up of a product or local adaptation.
pub struct Build {
    /// O(n).
    pub overrun: f64,
    /// g.
    pub go_live: f64,
    /// Person-months by year, those sunk in an abandoned attempt included.
    pub effort: Vec<f64>,
}

/// A build by i of nominal effort n from s.
pub fn build(case: &Case, i: usize, n: f64, s: f64) -> Build {
    let part = if n == 0.0 { 0.0 } else { (n / case.nominal_effort(i)).min(1.0) };
    build_like_part(case, i, n, part, s)
}

/// A build by i of nominal effort n from s that is abandoned as often as one of `part` of i's own system.
pub fn build_like_part(case: &Case, i: usize, n: f64, part: f64, s: f64) -> Build {
    let sigma = case.value("effort.sunk");
    let overrun = case.overrun_of(case.of(i, "overrun"), n);
    let e = n * overrun;
    let d = case.duration(n, overrun);
    let abandoned = case.of(i, "cancel_quantile") < part * case.value("effort.cancellation");
    let restart = if abandoned { s + sigma * d } else { s };
    let go_live = restart + d;

    let sunk = if abandoned { sigma * e } else { 0.0 };
    let mut effort = case.spread(sunk, s, restart);
    for (year, again) in effort.iter_mut().zip(case.spread(e, restart, go_live)) {
        *year += again;
    }
    Build { overrun, go_live, effort }
}

impl Case<'_> {
    /// O(n): the overrun of a build of nominal effort n whose draw is `overrun`. Long builds overrun more.
    pub fn overrun_of(&self, overrun: f64, n: f64) -> f64 {
        let years = self.duration(n, 1.0).min(10.0);
        overrun * (1.0 + self.value("effort.overrun_growth")).powf(years - 2.0)
    }

    /// O^ζ: what has to be kept up after a build that overran by O, relative to its nominal effort.
    pub fn kept_up(&self, overrun: f64) -> f64 {
        overrun.powf(self.value("running.overrun_carried"))
    }
}
