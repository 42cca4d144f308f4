//! Section 2, needs and nominal effort; what given code covers of a need; the schedule D(N, O) of section 1.

use super::EffortModel;
use super::case::Case;

/// How the effort for an administration's needs divides by what given code covers of them.
pub struct Cover {
    /// F_i^in.
    pub inside: f64,
    /// F_i^out.
    pub outside: f64,
}

impl Case<'_> {
    /// q_ik: the share of module k that administration i needs.
    pub fn need(&self, i: usize, k: usize) -> f64 {
        self.structure.needs[i][k] * self.of(i, "scope")
    }

    /// z_k: the size of module k.
    pub fn size(&self, k: usize) -> f64 {
        self.value(&format!("module.{}.size", self.structure.modules[k]))
    }

    /// Σ_k share_k·z_k.
    pub fn total_size(&self, share: impl Fn(usize) -> f64) -> f64 {
        let modules = 0..self.structure.modules.len();
        modules.map(|k| share(k) * self.size(k)).sum()
    }

    /// F(x): the nominal person-months of a size.
    pub fn effort_of_size(&self, x: f64) -> f64 {
        if x == 0.0 {
            return 0.0;
        }
        match self.structure.effort_model {
            EffortModel::PersonMonths => x,
            EffortModel::FunctionPoints => x * self.value("effort.hours_per_point") / 152.0,
            EffortModel::Power => self.value("effort.coefficient") * x.powf(self.value("effort.exponent")),
            EffortModel::Regression => {
                let from_centre = x / self.value("effort.centre");
                self.value("effort.coefficient") * from_centre.powf(self.value("effort.exponent"))
            }
            EffortModel::Cocomo81 => {
                let coefficient = self.value("effort.coefficient") * self.value("effort.multipliers");
                coefficient * x.powf(self.value("effort.exponent"))
            }
            EffortModel::CocomoIi => {
                let exponent = self.value("effort.base_exponent") + 0.01 * self.value("effort.scale_factors");
                self.value("effort.coefficient") * x.powf(exponent) * self.value("effort.multipliers")
            }
        }
    }

    /// X_i: the size of all that i needs.
    pub fn needed_size(&self, i: usize) -> f64 {
        self.total_size(|k| self.need(i, k))
    }

    /// N_i = p_i·F(X_i).
    pub fn nominal_effort(&self, i: usize) -> f64 {
        self.of(i, "productivity") * self.effort_of_size(self.needed_size(i))
    }

    /// What code that covers the share c_k of each module covers of i's needs.
    pub fn cover(&self, i: usize, coverage: &[f64]) -> Cover {
        let inside = self.effort_of_size(self.total_size(|k| self.need(i, k).min(coverage[k])));
        // The difference of two equal efforts could be a rounding error away from 0.
        let covers_all = coverage.iter().enumerate().all(|(k, share)| self.need(i, k) <= *share);
        let outside = if covers_all { 0.0 } else { self.effort_of_size(self.needed_size(i)) - inside };
        Cover { inside, outside }
    }

    /// D(N, O) = c·N^d·O^d'/12 years, and 0 if N = 0.
    pub fn duration(&self, n: f64, o: f64) -> f64 {
        if n == 0.0 {
            return 0.0;
        }
        let c = self.value("schedule.coefficient");
        let d = self.value("schedule.exponent");
        let d_overrun = self.value("schedule.overrun_exponent");
        c * n.powf(d) * o.powf(d_overrun) / 12.0
    }
}
