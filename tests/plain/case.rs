//! One replication's inputs by the names of section 1, the three functions of time of the preamble, and discounting.

use super::{Row, Structure};

/// A scenario's structure with the inputs of one replication.
pub struct Case<'a> {
    pub structure: &'a Structure,
    pub inputs: &'a Row,
}

impl Case<'_> {
    /// The input called `name`.
    pub fn value(&self, name: &str) -> f64 {
        match self.inputs.get(name) {
            Some(&value) => value,
            None => panic!("the replication has no input `{name}`"),
        }
    }

    /// The input `name` of administration i.
    pub fn of(&self, i: usize, name: &str) -> f64 {
        let id = &self.structure.administrations[i].id;
        self.value(&format!("administration.{id}.{name}"))
    }

    /// The indices i of the administrations.
    pub fn administrations(&self) -> std::ops::Range<usize> {
        0..self.structure.administrations.len()
    }

    /// The years t = 0 … T−1.
    pub fn years(&self) -> std::ops::Range<usize> {
        0..self.structure.horizon
    }

    /// T as a time.
    pub fn horizon(&self) -> f64 {
        self.structure.horizon as f64
    }

    /// v_t = Π_{s<t} (1+r_s)^−1·(1+r_t)^−0.5, section 1: (1+r)^−(t+0.5) where the rate is the same in all years.
    pub fn discount(&self, t: usize) -> f64 {
        let before: f64 = (0..t).map(|s| 1.0 + self.discount_rate(s)).product();
        1.0 / (before * (1.0 + self.discount_rate(t)).sqrt())
    }

    /// r_t: the rate drawn, or the one that a schedule has for year t.
    fn discount_rate(&self, t: usize) -> f64 {
        let Some(schedule) = &self.structure.discount_schedule else {
            return self.value("discount_rate");
        };
        let in_force = schedule.iter().rev().find(|(from, _)| *from <= t as f64);
        in_force.expect("a schedule of rates starts in year 0").1
    }

    /// (1 + `effort.wage_growth`)^t: what a labour rate of year t is of that of year 0.
    pub fn wages(&self, t: usize) -> f64 {
        (1.0 + self.value("effort.wage_growth")).powf(t as f64)
    }

    /// The present value of an amount per year.
    pub fn present_value(&self, by_year: &[f64]) -> f64 {
        self.years().map(|t| self.discount(t) * by_year[t]).sum()
    }

    /// An amount spread evenly over [a, b), by year; wholly in the year of a if the interval is empty.
    pub fn spread(&self, amount: f64, a: f64, b: f64) -> Vec<f64> {
        let in_year = |t| {
            if b > a {
                amount * ov(t, a, b) / (b - a)
            } else if t as f64 == a.floor() {
                amount
            } else {
                0.0
            }
        };
        self.years().map(in_year).collect()
    }

    /// run(t; N, g, a, b): the running effort of a system of nominal size N, live since g.
    pub fn run(&self, t: usize, n: f64, g: f64, a: f64, b: f64) -> f64 {
        let m = self.value("running.maintenance");
        let e = self.value("running.enhancement");
        match ages(t, g, a, b) {
            Some((u0, u1)) => n * ((m + e) * (u1 - u0) + m * e * (u1 * u1 - u0 * u0) / 2.0),
            None => 0.0,
        }
    }

    /// expose(t; N, g, a, b): person-months of code exposed, times years.
    pub fn expose(&self, t: usize, n: f64, g: f64, a: f64, b: f64) -> f64 {
        let e = self.value("running.enhancement");
        match ages(t, g, a, b) {
            Some((u0, u1)) => n * ((u1 - u0) + e * (u1 * u1 - u0 * u0) / 2.0),
            None => 0.0,
        }
    }

    /// λ/1000·φ0: incidents per person-month of code and year, before the eyes of section 4.
    pub fn incident_rate(&self) -> f64 {
        self.value("security.vulnerabilities") / 1000.0 * self.value("security.exploited")
    }
}

/// ov(t; a, b): the part of year t inside [a, b).
pub fn ov(t: usize, a: f64, b: f64) -> f64 {
    let t = t as f64;
    (b.min(t + 1.0) - a.max(t)).max(0.0)
}

/// u0 and u1 of the preamble: a system's ages at both ends of the part of year t inside [a, b), if there is one.
fn ages(t: usize, g: f64, a: f64, b: f64) -> Option<(f64, f64)> {
    let t = t as f64;
    let u0 = a.max(t) - g;
    let u1 = b.min(t + 1.0) - g;
    (u1 > u0).then_some((u0, u1))
}
