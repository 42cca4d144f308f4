//! Sums of numbers without any rounding: the same in whatever order and by whatever parts they are made.
//!
//! Every double is a whole number of 2⁻¹⁰⁷⁴, the least of them. A sum is kept as such a whole number, in limbs of 32 bits, of which
//! only those are there that something was added to; it is rounded once, when it is asked for.

/// The exponent of the least double.
const LEAST: i32 = -1074;
const BITS: u32 = 32;
const MASK: i64 = (1 << BITS) - 1;
/// Additions until carries must be taken over: a limb has 31 bits to spare, and an addition needs 32 with its sign.
const PATIENCE: u32 = 1 << 30;

/// A sum of finite numbers.
#[derive(Debug, Clone, Default)]
pub struct ExactSum {
    /// Place of the first limb.
    first: usize,
    /// With carries that were not taken over yet.
    limbs: Vec<i64>,
    /// Additions since carries were taken over.
    waiting: u32,
}

impl ExactSum {
    /// Adds a number, which must be finite.
    #[inline]
    pub fn add(&mut self, value: f64) {
        debug_assert!(value.is_finite(), "only finite numbers have a sum");
        let bits = value.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as usize;
        let fraction = bits & ((1 << 52) - 1);
        let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
        if mantissa == 0 {
            return;
        }
        let place = exponent.max(1) - 1;
        let (limb, shift) = (place / BITS as usize, place as u32 % BITS);
        let wide = u128::from(mantissa) << shift;
        let sign = if value < 0.0 { -1 } else { 1 };
        self.reach(limb, limb + 3);
        for (k, to) in self.limbs[limb - self.first..][..3].iter_mut().enumerate() {
            *to += sign * ((wide >> (k as u32 * BITS)) as i64 & MASK);
        }
        self.waiting += 1;
        if self.waiting == PATIENCE {
            self.carry();
        }
    }

    /// Adds what another has.
    pub fn merge(&mut self, other: &ExactSum) {
        if other.limbs.is_empty() {
            return;
        }
        if self.waiting + other.waiting.max(1) >= PATIENCE {
            self.carry();
        }
        let (from, mut other) = (self, other.clone());
        other.carry();
        from.reach(other.first, other.first + other.limbs.len());
        let start = other.first - from.first;
        from.limbs[start..].iter_mut().zip(&other.limbs).for_each(|(limb, more)| *limb += more);
        from.waiting += 1;
    }

    /// The number nearest to it.
    pub fn value(&self) -> f64 {
        let mut own = self.clone();
        own.carry();
        let Some(last) = own.limbs.iter().rposition(|&limb| limb != 0) else { return 0.0 };
        let negative = own.limbs[last] < 0;
        if negative {
            own.limbs.iter_mut().for_each(|limb| *limb = -*limb);
            own.carry();
        }
        let last = own.limbs.iter().rposition(|&limb| limb != 0).unwrap_or_default();
        let lowest = last.saturating_sub(3);
        let top = own.limbs[lowest..=last].iter().rev().fold(0_u128, |top, &limb| top << BITS | limb as u128);
        // What lies below decides only where the rest is just between two numbers.
        let below = own.limbs[..lowest].iter().any(|&limb| limb != 0);
        let size = scaled((top | u128::from(below)) as f64, (own.first + lowest) as i32 * BITS as i32 + LEAST);
        if negative { -size } else { size }
    }

    /// The place of its first limb and its limbs, least first: all but the last between 0 and 2³² − 1. Two that are equal have the
    /// same.
    pub fn limbs(&self) -> (usize, Vec<i64>) {
        let mut own = self.clone();
        own.carry();
        let from = own.limbs.iter().position(|&limb| limb != 0).unwrap_or(own.limbs.len());
        let until = own.limbs.iter().rposition(|&limb| limb != 0).map_or(from, |last| last + 1);
        if from == until { (0, Vec::new()) } else { (own.first + from, own.limbs[from..until].to_vec()) }
    }

    /// The sum that has these; none where no sum has.
    pub fn of_limbs(first: usize, limbs: Vec<i64>) -> Option<ExactSum> {
        let most = (1 << 11) / BITS as usize + 8;
        let (last, rest) = limbs.split_last().map_or((&0, &[][..]), |(last, rest)| (last, rest));
        let fits = first <= most
            && limbs.len() <= most - first
            && rest.iter().all(|limb| (0..=MASK).contains(limb))
            && (-MASK..=MASK).contains(last);
        fits.then_some(ExactSum { first, limbs, waiting: 0 })
    }

    /// Makes room for the limbs of a range.
    #[inline]
    fn reach(&mut self, from: usize, until: usize) {
        if self.limbs.is_empty() {
            self.first = from;
        }
        if from < self.first {
            self.limbs.splice(0..0, std::iter::repeat_n(0, self.first - from));
            self.first = from;
        }
        if self.first + self.limbs.len() < until {
            self.limbs.resize(until - self.first, 0);
        }
    }

    /// Takes carries over: all limbs but the last, which has the sign, are then between 0 and 2³² − 1.
    fn carry(&mut self) {
        let mut carry = 0;
        for limb in &mut self.limbs {
            let sum = *limb + carry;
            *limb = sum & MASK;
            carry = sum >> BITS;
        }
        if carry != 0 {
            self.limbs.push(carry);
        }
        while self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
        // The sign stands in the last limb: one that has nothing else is taken into the limb before.
        while let [.., before, -1] = self.limbs[..]
            && before != 0
        {
            self.limbs.pop();
            self.limbs.last_mut().into_iter().for_each(|last| *last -= 1 << BITS);
        }
        self.waiting = 0;
    }
}

/// A number times a power of two.
fn scaled(mut size: f64, mut exponent: i32) -> f64 {
    // In steps that are numbers themselves.
    while exponent != 0 {
        let step = exponent.clamp(-1000, 1000);
        size *= f64::from_bits(((step + 1023) as u64) << 52);
        exponent -= step;
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(values: &[f64]) -> ExactSum {
        let mut sum = ExactSum::default();
        values.iter().for_each(|&value| sum.add(value));
        sum
    }

    /// Numbers of all sizes and both signs.
    fn numbers(count: u64, exponents: u64) -> Vec<f64> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 11
        };
        let mut number = || {
            let exponent = 1023 - exponents / 2 + next() % exponents;
            f64::from_bits((next() & 1) << 63 | exponent << 52 | next() & ((1 << 52) - 1))
        };
        (0..count).map(|_| number()).collect()
    }

    #[test]
    fn nothing_is_lost() {
        assert_eq!(sum(&[1e300, 1.0, -1e300, 1e-300, -1.0]).value(), 1e-300);
        assert_eq!(sum(&[0.1; 10]).value(), 1.0);
        assert_eq!(sum(&[1e16, 1.0, 1.0]).value(), 1e16 + 2.0);
        assert_eq!(sum(&[f64::MIN_POSITIVE / 4.0, 5e-324]).value(), f64::MIN_POSITIVE / 4.0 + 5e-324);
        assert_eq!(sum(&[1.0, -1.0]).value(), 0.0);
        assert_eq!(sum(&[]).value(), 0.0);
        assert_eq!(sum(&[-0.75, 0.5]).value(), -0.25);
        assert_eq!(sum(&[f64::MAX / 2.0, f64::MAX / 4.0]).value(), f64::MAX * 0.75);
    }

    /// 2⁵³ + 1 lies between two numbers: the even one is taken, the other as soon as anything lies above it.
    #[test]
    fn rounding_is_to_the_nearest() {
        let large = 9_007_199_254_740_992.0;
        assert_eq!(sum(&[large, 1.0]).value(), large);
        assert_eq!(sum(&[large, 1.0, 1e-300]).value(), large + 2.0);
        assert_eq!(sum(&[-large, -1.0, -1e-300]).value(), -large - 2.0);
    }

    /// Against whole numbers of 128 bits, which hold these sums.
    #[test]
    fn sums_are_those_of_whole_numbers() {
        let numbers: Vec<f64> = numbers(5000, 40).iter().map(|value| (value * 1048576.0).trunc()).collect();
        let mut whole = 0_i128;
        let mut sum = ExactSum::default();
        for &number in &numbers {
            whole += number as i128;
            sum.add(number);
            assert_eq!(sum.value(), whole as f64);
        }
    }

    #[test]
    fn order_and_parts_do_not_matter() {
        let mut values = numbers(2000, 600);
        let whole = sum(&values);
        for parts in [1, 2, 7, 64, 1999] {
            values.reverse();
            values.rotate_left(parts);
            let mut merged = ExactSum::default();
            values.chunks(values.len().div_ceil(parts)).for_each(|part| merged.merge(&sum(part)));
            assert_eq!(merged.limbs(), whole.limbs());
            assert_eq!(merged.value().to_bits(), whole.value().to_bits());
        }
        let (first, limbs) = whole.limbs();
        assert_eq!(ExactSum::of_limbs(first, limbs).expect("its own").value(), whole.value());
        assert!(ExactSum::of_limbs(0, vec![-1, 1]).is_none());
        assert!(ExactSum::of_limbs(1 << 40, vec![1]).is_none());
    }

    /// A sum below nothing has one notation, whatever was added.
    #[test]
    fn equal_sums_have_equal_limbs() {
        assert_eq!(sum(&[-1.0]).limbs(), sum(&[-1e30, 1e30, -3.0, 2.0]).limbs());
        assert_eq!(sum(&[-4294967296.0]).limbs(), sum(&[-4294967295.0, -1.0]).limbs());
        assert_eq!(sum(&[5.0, -5.0]).limbs(), sum(&[]).limbs());
        assert_eq!(sum(&[4294967296.0, -1.0]).limbs(), sum(&[4294967295.0]).limbs());
    }
}
