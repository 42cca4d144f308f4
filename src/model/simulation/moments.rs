//! Mean and central moments of a long series, stable however large its values are.
//!
//! Powers of deviations are summed around one pivot, the median of the first values: a mean is never further from a median than
//! one standard deviation, so that no digits are lost. Sums of a task are added up without rounding ([`PowerSums`]): moments are
//! the same in whatever order and parts replications were done. Of very many series only the moments are kept, batch after batch
//! (Chan, Golub & LeVeque 1979; Pébay 2008, SAND2008-6212, for the third and fourth moments).

use super::exact_sum::ExactSum;
use crate::lanes::{LANES, Lanes, Mask, greater, lesser, with_vectors};
use pulp::{Simd, WithSimd};

/// Count, mean and sums of powers of deviations from it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    count: f64,
    mean: f64,
    second: f64,
    third: f64,
    fourth: f64,
}

impl Moments {
    /// From the sums of the first four powers of deviations from a pivot.
    pub fn of(Powers { count, sums: [s1, s2, s3, s4] }: Powers, pivot: f64) -> Moments {
        if count == 0 {
            return Moments::default();
        }
        let count = count as f64;
        let shift = s1 / count;
        let square = shift * shift;
        Moments {
            count,
            mean: pivot + shift,
            second: (s2 - s1 * shift).max(0.0),
            third: s3 - 3.0 * shift * s2 + 2.0 * s1 * square,
            fourth: (s4 - 4.0 * shift * s3 + 6.0 * square * s2 - 3.0 * s1 * square * shift).max(0.0),
        }
    }

    /// With another series put behind.
    pub fn merge(&mut self, other: &Moments) {
        if other.count == 0.0 {
            return;
        }
        let (a, b) = (*self, *other);
        let n = a.count + b.count;
        let delta = b.mean - a.mean;
        let (d, ab) = (delta / n, a.count * b.count);
        self.count = n;
        self.mean = a.mean + d * b.count;
        self.second = a.second + b.second + delta * d * ab;
        self.third = a.third
            + b.third
            + delta * d * d * ab * (a.count - b.count)
            + 3.0 * d * (a.count * b.second - b.count * a.second);
        self.fourth = a.fourth
            + b.fourth
            + delta * d * d * d * ab * (a.count * a.count - ab + b.count * b.count)
            + 6.0 * d * d * (a.count * a.count * b.second + b.count * b.count * a.second)
            + 4.0 * d * (a.count * b.third - b.count * a.third);
    }

    /// Number of values.
    pub fn count(&self) -> u64 {
        self.count as u64
    }

    /// Mean; none of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0.0).then_some(self.mean)
    }

    /// Variance with n − 1; none below two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1.0).then(|| (self.second / (self.count - 1.0)).max(0.0))
    }

    /// Standard error of the mean.
    pub fn standard_error(&self) -> Option<f64> {
        self.variance().map(|variance| (variance / self.count).sqrt())
    }

    /// How uncertain the variance itself is: Σ(x−x̄)⁴/(Σ(x−x̄)²)² − 1/n; above 0.1 a few values decide it.
    pub fn variance_of_variance(&self) -> Option<f64> {
        (self.second > 0.0).then(|| self.fourth / (self.second * self.second) - 1.0 / self.count)
    }
}

/// How many values, and the sums of the first four powers of their deviations from a pivot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Powers {
    /// How many.
    pub count: u64,
    /// The sums.
    pub sums: [f64; 4],
}

impl Powers {
    /// Takes more, of a later stretch of the same task.
    pub fn add(&mut self, more: &Powers) {
        self.count += more.count;
        self.sums.iter_mut().zip(more.sums).for_each(|(sum, more)| *sum += more);
    }

    /// Whether every sum is a finite number.
    pub fn is_finite(&self) -> bool {
        self.sums.iter().all(|sum| sum.is_finite())
    }
}

/// The same of very many values, in whatever order they come.
#[derive(Debug, Clone, Default)]
pub struct PowerSums {
    /// How many.
    pub count: u64,
    /// The sums.
    pub sums: [ExactSum; 4],
}

impl PowerSums {
    /// Takes what a task has found.
    pub fn add(&mut self, more: &Powers) {
        self.count += more.count;
        self.sums.iter_mut().zip(more.sums).for_each(|(sum, more)| sum.add(more));
    }

    /// Takes what others have found.
    pub fn merge(&mut self, more: &PowerSums) {
        self.count += more.count;
        self.sums.iter_mut().zip(&more.sums).for_each(|(sum, more)| sum.merge(more));
    }

    /// Their moments.
    pub fn moments(&self, pivot: f64) -> Moments {
        Moments::of(Powers { count: self.count, sums: self.sums.each_ref().map(ExactSum::value) }, pivot)
    }
}

/// Sums over batches, kept lane by lane, with the extremes.
#[derive(Debug, Clone)]
pub struct Sums {
    pivot: f64,
    count: u64,
    powers: [[f64; LANES]; 4],
    min: [f64; LANES],
    max: [f64; LANES],
    positive: [f64; LANES],
}

impl Sums {
    /// None yet, around a pivot.
    #[inline(always)]
    pub fn around(pivot: f64) -> Sums {
        Sums {
            pivot,
            count: 0,
            powers: [[0.0; LANES]; 4],
            min: [f64::INFINITY; LANES],
            max: [f64::NEG_INFINITY; LANES],
            positive: [0.0; LANES],
        }
    }

    /// Takes batches, all lanes of them.
    #[inline(always)]
    pub fn add(&mut self, column: &[Lanes]) {
        self.count += (column.len() * LANES) as u64;
        with_vectors(Adding::<false> { sums: self, column });
    }

    /// Takes batches, all lanes of them but those without a value.
    #[inline(always)]
    pub fn add_defined(&mut self, column: &[Lanes]) {
        let defined = |values: &Lanes| values.0.iter().map(|x| u64::from(!x.is_nan())).sum::<u64>();
        self.count += column.iter().map(defined).sum::<u64>();
        with_vectors(Adding::<true> { sums: self, column });
    }

    /// Takes the lanes of a batch that count.
    pub fn add_some(&mut self, values: &Lanes, counted: Mask) {
        for l in (0..LANES).filter(|&l| counted.lane(l)) {
            let x = values.0[l];
            let d = x - self.pivot;
            self.count += 1;
            for (sum, power) in self.powers.iter_mut().zip([d, d * d, d * d * d, d * d * d * d]) {
                sum[l] += power;
            }
            self.min[l] = lesser(x, self.min[l]);
            self.max[l] = greater(x, self.max[l]);
            self.positive[l] += if x > 0.0 { 1.0 } else { 0.0 };
        }
    }

    /// Their powers.
    #[inline(always)]
    pub fn powers(&self) -> Powers {
        // Halves onto each other: one after the other takes as long for 16 as the rest for a batch.
        let [s1, s2, s3, s4] = &self.powers;
        let sums = [Lanes(*s1).total(), Lanes(*s2).total(), Lanes(*s3).total(), Lanes(*s4).total()];
        Powers { count: self.count, sums }
    }

    /// Least and greatest value.
    #[inline(always)]
    pub fn extremes(&self) -> (f64, f64) {
        (Lanes(self.min).least(), Lanes(self.max).greatest())
    }

    /// How many values are above 0.
    #[inline(always)]
    pub fn positive(&self) -> u64 {
        Lanes(self.positive).total() as u64
    }
}

/// Adding whole batches, where `SOME` without what is no number: a vector of lanes at a time through all of them, so that its
/// sums stay in registers.
struct Adding<'a, const SOME: bool> {
    sums: &'a mut Sums,
    column: &'a [Lanes],
}

impl<const SOME: bool> WithSimd for Adding<'_, SOME> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Adding { sums, column } = self;
        let (zero, one, pivot) = (simd.splat_f64s(0.0), simd.splat_f64s(1.0), simd.splat_f64s(sums.pivot));
        for v in 0..LANES / S::F64_LANES {
            let [first, second, third, fourth] = sums.powers.each_mut().map(|sum| &mut S::as_mut_simd_f64s(sum).0[v]);
            let least = &mut S::as_mut_simd_f64s(&mut sums.min).0[v];
            let greatest = &mut S::as_mut_simd_f64s(&mut sums.max).0[v];
            let above = &mut S::as_mut_simd_f64s(&mut sums.positive).0[v];
            let (mut s1, mut s2, mut s3, mut s4) = (*first, *second, *third, *fourth);
            let (mut min, mut max, mut positive) = (*least, *greatest, *above);
            for values in column {
                let x = S::as_simd_f64s(&values.0).0[v];
                let d = simd.sub_f64s(x, pivot);
                let d = if SOME { simd.select_f64s(simd.equal_f64s(x, x), d, zero) } else { d };
                let square = simd.mul_f64s(d, d);
                s1 = simd.add_f64s(s1, d);
                s2 = simd.add_f64s(s2, square);
                s3 = simd.add_f64s(s3, simd.mul_f64s(square, d));
                s4 = simd.add_f64s(s4, simd.mul_f64s(square, square));
                min = simd.select_f64s(simd.less_than_f64s(x, min), x, min);
                max = simd.select_f64s(simd.less_than_f64s(max, x), x, max);
                positive = simd.add_f64s(positive, simd.select_f64s(simd.less_than_f64s(zero, x), one, zero));
            }
            (*first, *second, *third, *fourth) = (s1, s2, s3, s4);
            (*least, *greatest, *above) = (min, max, positive);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Moments {
        let batches: Vec<(Lanes, Mask)> = values
            .chunks(LANES)
            .map(|chunk| {
                let value = |l: usize| chunk.get(l).copied();
                (Lanes::from_fn(|l| value(l).unwrap_or(f64::NAN)), Mask::from_fn(|l| value(l).is_some()))
            })
            .collect();
        let mut sums = Sums::around(values[0]);
        for &(values, counted) in &batches {
            if counted.all() {
                sums.add(&[values]);
            } else {
                sums.add_some(&values, counted);
            }
        }
        assert_eq!(sums.extremes().1, values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        Moments::of(sums.powers(), values[0])
    }

    #[test]
    fn merging_equals_taking_all_at_once() {
        let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from((i * 7919) % 1000).powi(2)).collect();
        let whole = of(&values);
        let mut parts = Moments::default();
        for chunk in values.chunks(77) {
            parts.merge(&of(chunk));
        }
        let close = |a: f64, b: f64| ((a - b) / b).abs() < 1e-9;
        assert_eq!(parts.count(), 1000);
        assert!(close(parts.mean, whole.mean) && close(parts.second, whole.second));
        assert!(close(parts.third, whole.third) && close(parts.fourth, whole.fourth));
    }

    #[test]
    fn known_values() {
        let moments = of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(moments.mean(), Some(5.0));
        assert_eq!(moments.variance(), Some(32.0 / 7.0));
        assert_eq!(moments.standard_error(), Some((32.0_f64 / 7.0 / 8.0).sqrt()));
        assert_eq!(of(&[3.0]).variance(), None);
        assert_eq!(Moments::default().mean(), None);
        // A fair coin: the fourth over the squared second moment is 1/n.
        assert!(of(&[0.0, 1.0, 0.0, 1.0]).variance_of_variance().is_some_and(|v| v.abs() < 1e-15));
    }
}
