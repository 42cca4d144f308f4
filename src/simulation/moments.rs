//! Mean and central moments of a long series, stable however large its values are.
//!
//! Each chunk is summed around its own mean, then merged with what came before (Chan, Golub & LeVeque 1979;
//! Pébay 2008, SAND2008-6212, for the third and fourth moments).

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
    /// Of a chunk of finite values.
    #[inline(always)]
    pub fn of(values: &[f64]) -> Moments {
        let count = values.len() as f64;
        if values.is_empty() {
            return Moments::default();
        }
        let mean = sums(values, |x| [x])[0] / count;
        let [second, third, fourth] = sums(values, |x| {
            let d = x - mean;
            let square = d * d;
            [square, square * d, square * square]
        });
        Moments { count, mean, second, third, fourth }
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

    /// Whether every sum is a finite number.
    pub fn is_finite(&self) -> bool {
        self.mean.is_finite() && self.second.is_finite()
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

/// Sums of several functions, each in eight interleaved parts, so that the order of the values alone decides the bits.
#[inline(always)]
fn sums<const N: usize>(values: &[f64], f: impl Fn(f64) -> [f64; N]) -> [f64; N] {
    let mut parts = [[0.0; 8]; N];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (lane, &x) in chunk.iter().enumerate() {
            for (part, y) in parts.iter_mut().zip(f(x)) {
                part[lane] += y;
            }
        }
    }
    let mut sums = parts.map(|part| part.iter().sum::<f64>());
    for &x in rest {
        for (sum, y) in sums.iter_mut().zip(f(x)) {
            *sum += y;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_equals_taking_all_at_once() {
        let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from((i * 7919) % 1000).powi(2)).collect();
        let whole = Moments::of(&values);
        let mut parts = Moments::default();
        for chunk in values.chunks(77) {
            parts.merge(&Moments::of(chunk));
        }
        let close = |a: f64, b: f64| ((a - b) / b).abs() < 1e-9;
        assert_eq!(parts.count(), 1000);
        assert!(close(parts.mean, whole.mean) && close(parts.second, whole.second));
        assert!(close(parts.third, whole.third) && close(parts.fourth, whole.fourth));
    }

    #[test]
    fn known_values() {
        let moments = Moments::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(moments.mean(), Some(5.0));
        assert_eq!(moments.variance(), Some(32.0 / 7.0));
        assert_eq!(moments.standard_error(), Some((32.0_f64 / 7.0 / 8.0).sqrt()));
        assert_eq!(Moments::of(&[3.0]).variance(), None);
        assert_eq!(Moments::default().mean(), None);
        // A fair coin: the fourth over the squared second moment is 1/n.
        assert!(Moments::of(&[0.0, 1.0, 0.0, 1.0]).variance_of_variance().is_some_and(|v| v.abs() < 1e-15));
    }
}
