//! From values to places: linear and logarithmic scales with tidy ticks, for any finite numbers.

pub(super) use crate::language::{LEAST, exponent, power_of_ten};

/// Kind of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Equal steps for equal differences.
    Linear,
    /// Equal steps for equal ratios; positive values only.
    Logarithmic,
}

/// A range of values laid over a stretch of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// How values are spread.
    pub kind: Kind,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Place of the least value.
    pub start: f64,
    /// Place of the greatest value.
    pub end: f64,
}

impl Scale {
    /// A linear scale; an empty range is widened, so that it always has a length.
    pub(super) fn linear(low: f64, high: f64, start: f64, end: f64) -> Scale {
        let (mut low, mut high) = if low <= high { (low, high) } else { (high, low) };
        if !low.is_finite() || !high.is_finite() {
            (low, high) = (0.0, 1.0);
        }
        let size = low.abs().max(high.abs());
        if high - low <= (size * 1e-9).max(LEAST) {
            let margin = if size > LEAST { size * 0.05 } else { 0.5 };
            (low, high) = (low - margin, high + margin);
        }
        Scale { kind: Kind::Linear, low, high, start, end }
    }

    /// A logarithmic scale over a positive range; a linear one where it is not positive.
    pub(super) fn logarithmic(low: f64, high: f64, start: f64, end: f64) -> Scale {
        if low > 0.0 && high / low > 1.5 && high.is_finite() {
            Scale { kind: Kind::Logarithmic, low, high, start, end }
        } else {
            Scale::linear(low, high, start, end)
        }
    }

    /// The same scale with ends at ticks.
    pub(super) fn nice(self, ticks: usize) -> Scale {
        if self.kind == Kind::Logarithmic {
            return self;
        }
        let step = step(self.high - self.low, ticks);
        Scale { low: (self.low / step).floor() * step, high: (self.high / step).ceil() * step, ..self }
    }

    /// The place of a value, kept within the stretch.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = match self.kind {
            Kind::Linear => (value - self.low) / (self.high - self.low),
            Kind::Logarithmic if value <= 0.0 => 0.0,
            Kind::Logarithmic => libm::log10(value / self.low) / libm::log10(self.high / self.low),
        };
        self.start + (self.end - self.start) * if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
    }

    /// Whether a value lies on the scale.
    pub(super) fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Tidy values, about as many as asked for, with the decimals that tell them apart.
    pub(super) fn ticks(&self, count: usize) -> (Vec<f64>, usize) {
        match self.kind {
            Kind::Linear => linear_ticks(self.low, self.high, count),
            Kind::Logarithmic => logarithmic_ticks(self.low, self.high, count),
        }
    }
}

fn step(span: f64, count: usize) -> f64 {
    let raw = span / count.max(1) as f64;
    let unit = power_of_ten(exponent(raw));
    let multiple = [1.0, 2.0, 5.0].into_iter().find(|multiple| multiple * unit >= raw * 0.999).unwrap_or(10.0);
    multiple * unit
}

fn linear_ticks(low: f64, high: f64, count: usize) -> (Vec<f64>, usize) {
    let step = step(high - low, count);
    let decimals = usize::try_from(-exponent(step)).unwrap_or(0).min(6);
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let steps = if last - first < 1000.0 { (last - first).max(0.0) as usize } else { 0 };
    ((0..=steps).map(|k| (first + k as f64) * step).collect(), decimals)
}

fn logarithmic_ticks(low: f64, high: f64, count: usize) -> (Vec<f64>, usize) {
    let (first, last) = (exponent(low), exponent(high));
    let all = |multiples: &[f64], stride: usize| -> Vec<f64> {
        let decades = (first..=last).step_by(stride);
        let values = decades.flat_map(|e| multiples.iter().map(move |m| m * power_of_ten(e)));
        values.filter(|value| (low * 0.999_999..=high * 1.000_001).contains(value)).collect()
    };
    let stride = usize::try_from((last - first).max(1)).unwrap_or(1).div_ceil(count.max(1));
    let choices = [all(&[1.0, 2.0, 5.0], 1), all(&[1.0, 3.0], 1), all(&[1.0], 1)];
    let ticks =
        choices.into_iter().find(|ticks| ticks.len() <= count + 1).unwrap_or_else(|| all(&[1.0], stride.max(1)));
    let decimals = ticks.first().map_or(0, |&least| usize::try_from(-exponent(least)).unwrap_or(0).min(6));
    (ticks, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_tidy() {
        assert_eq!(Scale::linear(0.0, 95.0, 0.0, 1.0).ticks(5), (vec![0.0, 20.0, 40.0, 60.0, 80.0], 0));
        assert_eq!(Scale::linear(-0.3, 0.4, 0.0, 1.0).ticks(4).1, 1);
        assert_eq!(Scale::logarithmic(0.5, 20.0, 0.0, 1.0).ticks(6).0, vec![0.5, 1.0, 2.0, 5.0, 10.0, 20.0]);
    }

    #[test]
    fn odd_ranges_have_a_length() {
        for (low, high) in
            [(0.0, 0.0), (5.0, 5.0), (f64::NAN, 1.0), (f64::NEG_INFINITY, 0.0), (2.0, -1.0), (1e15, 1e15)]
        {
            let scale = Scale::linear(low, high, 10.0, 20.0).nice(5);
            assert!(scale.high > scale.low, "{low} {high}");
            assert!((10.0..=20.0).contains(&scale.at(low)));
            assert!(scale.ticks(5).0.len() < 12);
        }
        assert_eq!(Scale::logarithmic(-1.0, 5.0, 0.0, 1.0).kind, Kind::Linear);
        assert!(Scale::logarithmic(1e-9, 1e15, 0.0, 1.0).ticks(6).0.len() < 10);
    }
}
