//! The point at which a tail probability reaches a target: Newton steps on its logarithm, kept safe by a bracket.
//!
//! Logarithms of tail probabilities are close to straight where probabilities are small, so few steps are needed. Once the
//! probability is within 1e-8 of the target, relatively, one more step reaches the precision of the numbers.

use super::Near;

/// What is sought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// The tail probability to reach.
    pub(super) probability: f64,
    /// Whether it is the lower tail, which rises with x.
    pub(super) lower: bool,
    /// Whether x is positive and steps are made in its logarithm.
    pub(super) logarithmic: bool,
}

impl Target {
    /// Whether a tail probability is at or beyond the target.
    pub(super) fn reached(&self, value: f64) -> bool {
        if self.lower { value >= self.probability } else { value <= self.probability }
    }

    /// Distance from the target and the point to which a Newton step leads.
    fn step(&self, x: f64, (value, density): (f64, f64)) -> (f64, f64) {
        let miss = libm::log(value / self.probability);
        let step = miss * value / if self.lower { -density } else { density };
        (miss.abs(), if self.logarithmic { x * libm::exp(step / x) } else { x + step })
    }

    /// From a point that is near; none when that is not enough.
    pub(super) fn polish(&self, near: Near, tail: impl Fn(f64) -> (f64, f64)) -> Option<f64> {
        let mut x = near.value;
        for _ in 0..5 {
            let (miss, next) = self.step(x, tail(x));
            if !next.is_finite() || miss > 1.0 {
                return None;
            }
            if miss <= near.enough || stands(x, next) {
                return Some(next);
            }
            x = next;
        }
        None
    }

    /// The smallest x in a finite bracket where the target is reached. `tail` gives probability and density.
    pub(super) fn solve(&self, start: f64, (mut low, mut high): (f64, f64), tail: impl Fn(f64) -> (f64, f64)) -> f64 {
        let mut x = start.max(low).min(high);
        if self.logarithmic && x < f64::MIN_POSITIVE {
            return x; // starts of searches near 0 are the power law, exact there
        }
        for round in 0..250 {
            let (value, density) = tail(x);
            if value == self.probability && density > 0.0 {
                return x;
            }
            if self.reached(value) {
                high = x;
            } else {
                low = x;
            }
            let (miss, next) = self.step(x, (value, density));
            if (miss <= Near::DIGITS || stands(x, next)) && density > 0.0 && next >= low && next <= high {
                return next;
            }
            // from the twelfth round on every second step halves the bracket
            let safe = next > low && next < high && (round < 12 || round % 2 == 0);
            x = if safe { next } else { self.middle(round, low, high) };
            if x <= low || x >= high {
                return high;
            }
        }
        high
    }

    fn middle(&self, round: usize, low: f64, high: f64) -> f64 {
        if round >= 30 {
            from_rank(rank(low) + (rank(high) - rank(low)) / 2)
        } else if self.logarithmic {
            low.max(f64::MIN_POSITIVE).sqrt() * high.sqrt()
        } else {
            low / 2.0 + high / 2.0
        }
    }
}

/// Whether a step is within the rounding of numbers: near a cut, tail probabilities have no more digits than that.
fn stands(x: f64, next: f64) -> bool {
    (next - x).abs() <= 2e-15 * x.abs()
}

/// Place of a number in the order of all numbers.
fn rank(x: f64) -> i128 {
    let bits = i128::from(x.abs().to_bits());
    if x < 0.0 { -bits } else { bits }
}

fn from_rank(rank: i128) -> f64 {
    let size = f64::from_bits(rank.unsigned_abs() as u64);
    if rank < 0 { -size } else { size }
}
