//! Exponential, logarithm and power on all lanes at once.
//!
//! The platform's functions differ in their last bits from machine to machine; these are made of + − × ÷ and
//! bit patterns only. Method: reduce to a short interval, sum the Taylor series in parts that do not wait for each other. The error
//! stays below 4 units in the last place (tested).

use super::{Lanes, greater, lesser};

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000); // the leading 32 bits of ln 2: a multiple k of it is exact
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76); // the rest
const ROUND: f64 = 6755399441055744.0; // 1.5 * 2^52: adding it rounds to a whole number, kept in the low bits

impl Lanes {
    /// e^x: 0 below −708, infinite above 709.
    #[inline(always)]
    pub fn exp(self) -> Lanes {
        Lanes::from_fn(|l| exp(self.0[l]))
    }

    /// Natural logarithm of a positive normal number; −∞ of 0 and of anything below the normal range.
    #[inline(always)]
    pub fn ln(self) -> Lanes {
        Lanes::from_fn(|l| ln(self.0[l]))
    }

    /// self^y for positive self.
    #[inline(always)]
    pub fn pow(self, y: Lanes) -> Lanes {
        Lanes::from_fn(|l| exp(ln(self.0[l]) * y.0[l]))
    }
}

/// c0 + c1·x + c2·x² + c3·x³, with the two halves side by side.
#[inline(always)]
fn cubic(x: f64, square: f64, [c0, c1, c2, c3]: [f64; 4]) -> f64 {
    (c0 + c1 * x) + square * (c2 + c3 * x)
}

#[inline(always)]
fn exp(power: f64) -> f64 {
    let x = lesser(greater(power, -709.0), 709.5);
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = x - k * LN2_HIGH - k * LN2_LOW;
    let square = r * r;
    let fourth = square * square;
    let [a, b, c] = EXP.map(|terms| cubic(r, square, terms));
    let sum = a + fourth * (b + fourth * (c + fourth * (EXP_LAST[0] + EXP_LAST[1] * r)));
    let exponent = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(1023);
    let value = sum * f64::from_bits(exponent << 52);
    let value = if power < -708.0 { 0.0 } else { value };
    if power > 709.0 { f64::INFINITY } else { value }
}

#[inline(always)]
fn ln(x: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    // With sqrt(1/2) taken off, the exponent bits count powers of 2 of a mantissa in [sqrt(1/2), sqrt(2)).
    let bits = x.to_bits().wrapping_sub(SQRT_HALF);
    let m = f64::from_bits((bits & MANTISSA).wrapping_add(SQRT_HALF));
    let power = ((bits as i64) >> 52) as u64;
    let e = f64::from_bits(power.wrapping_add(ROUND.to_bits())) - ROUND;
    let f = (m - 1.0) / (m + 1.0);
    let s = f * f;
    let square = s * s;
    let fourth = square * square;
    let [a, b, c] = LN.map(|terms| cubic(s, square, terms));
    let sum = a + fourth * (b + fourth * c);
    let value = e * LN2_HIGH + (f * 2.0 + (f * s * sum + e * LN2_LOW));
    let value = if x < f64::MIN_POSITIVE { f64::NEG_INFINITY } else { value };
    if x > f64::MAX { x } else { value }
}

/// 1/n! for n = 0 to 11, then 12 and 13.
const EXP: [[f64; 4]; 3] = [
    [1.0, 1.0, 0.5, 1.0 / 6.0],
    [1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5_040.0],
    [1.0 / 40_320.0, 1.0 / 362_880.0, 1.0 / 3_628_800.0, 1.0 / 39_916_800.0],
];
const EXP_LAST: [f64; 2] = [1.0 / 479_001_600.0, 1.0 / 6_227_020_800.0];

/// 2/(2n + 1) for n = 1 to 11.
const LN: [[f64; 4]; 3] = [
    [2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0],
    [2.0 / 11.0, 2.0 / 13.0, 2.0 / 15.0, 2.0 / 17.0],
    [2.0 / 19.0, 2.0 / 21.0, 2.0 / 23.0, 0.0],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(points: impl Iterator<Item = f64>, ours: fn(Lanes) -> Lanes, exact: fn(f64) -> f64) -> f64 {
        points
            .map(|x| {
                let (got, want) = (ours(Lanes::splat(x)).0[0], exact(x));
                if want == 0.0 { got.abs() } else { ((got - want) / want).abs() / f64::EPSILON }
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn exp_is_close_everywhere() {
        let points = (-70_799..70_899).map(|i| f64::from(i) * 0.01 + 1e-3);
        assert!(worst(points, Lanes::exp, libm::exp) < 4.0);
        assert_eq!(Lanes::splat(-1e9).exp().0[0], 0.0);
        assert_eq!(Lanes::splat(f64::NEG_INFINITY).exp().0[0], 0.0);
        assert_eq!(Lanes::splat(1e9).exp().0[0], f64::INFINITY);
        assert_eq!(Lanes::ZERO.exp().0[0], 1.0);
    }

    #[test]
    fn ln_is_close_everywhere() {
        let wide = (-3000..3000).map(|i| libm::exp(f64::from(i) * 0.23 + 0.01));
        assert!(worst(wide, Lanes::ln, libm::log) < 4.0);
        let near_one = (1..2000).map(|i| 1.0 + f64::from(i - 1000) * 1e-4 + 1e-9);
        assert!(worst(near_one, Lanes::ln, libm::log) < 4.0);
        assert_eq!(Lanes::ONE.ln().0[0], 0.0);
        assert_eq!(Lanes::ZERO.ln().0[0], f64::NEG_INFINITY);
        assert_eq!(Lanes::splat(f64::INFINITY).ln().0[0], f64::INFINITY);
    }

    #[test]
    fn pow_of_whole_numbers() {
        let eight = Lanes::splat(2.0).pow(Lanes::splat(3.0)).0[0];
        assert!((eight - 8.0).abs() < 1e-14);
    }
}
