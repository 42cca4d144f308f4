//! A few replications side by side: one number of each in a [`Lanes`], so that arithmetic runs on all at once.
//!
//! Only + − × ÷, comparisons and bit patterns in a fixed order, never a fused multiply-add: the bits are the
//! same whatever vector instructions the machine has. `min`, `max` and selections have no branches.
//!
//! In hot places a whole formula stands in one loop over the lanes rather than as a chain of operations on [`Lanes`]: the
//! compiler then keeps the loop and makes vectors of it, where it takes long chains, and sums that go on from batch to
//! batch, apart into single numbers.

mod instructions;
mod math;

pub use instructions::{Instructions, Unavailable, vectorised, with_vectors};

use std::ops::{Add, AddAssign, BitAnd, BitOr, Div, Mul, Not, Sub, SubAssign};

/// The lesser of two numbers; the second where either is none.
#[inline(always)]
pub fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The greater of two numbers; the second where either is none.
#[inline(always)]
pub fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// Number of replications in a batch.
pub const LANES: usize = 16;

/// One number for each replication of a batch.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// One truth value for each replication of a batch: all bits set, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub struct Mask([u64; LANES]);

impl Default for Lanes {
    fn default() -> Lanes {
        Lanes::ZERO
    }
}

impl Default for Mask {
    fn default() -> Mask {
        Mask::NONE
    }
}

impl Lanes {
    /// 0 in every lane.
    pub const ZERO: Lanes = Lanes([0.0; LANES]);
    /// 1 in every lane.
    pub const ONE: Lanes = Lanes([1.0; LANES]);

    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(x: f64) -> Lanes {
        Lanes([x; LANES])
    }

    /// A number for each lane.
    #[inline(always)]
    pub fn from_fn(f: impl Fn(usize) -> f64) -> Lanes {
        let mut lanes = Lanes::ZERO;
        for (l, x) in lanes.0.iter_mut().enumerate() {
            *x = f(l);
        }
        lanes
    }

    #[inline(always)]
    fn zip(self, other: Lanes, f: impl Fn(f64, f64) -> f64) -> Lanes {
        Lanes::from_fn(|l| f(self.0[l], other.0[l]))
    }

    #[inline(always)]
    fn compare(self, other: Lanes, f: impl Fn(f64, f64) -> bool) -> Mask {
        Mask::from_fn(|l| f(self.0[l], other.0[l]))
    }

    /// The lesser, lane by lane; `other` where either is not a number.
    #[inline(always)]
    pub fn min(self, other: Lanes) -> Lanes {
        self.zip(other, lesser)
    }

    /// The greater, lane by lane; `other` where either is not a number.
    #[inline(always)]
    pub fn max(self, other: Lanes) -> Lanes {
        self.zip(other, greater)
    }

    /// self < other
    #[inline(always)]
    pub fn lt(self, other: Lanes) -> Mask {
        self.compare(other, |a, b| a < b)
    }

    /// self <= other
    #[inline(always)]
    pub fn le(self, other: Lanes) -> Mask {
        self.compare(other, |a, b| a <= b)
    }

    /// self > other
    #[inline(always)]
    pub fn gt(self, other: Lanes) -> Mask {
        other.lt(self)
    }

    /// self >= other
    #[inline(always)]
    pub fn ge(self, other: Lanes) -> Mask {
        other.le(self)
    }

    /// self = x
    #[inline(always)]
    pub fn is(self, x: f64) -> Mask {
        self.compare(Lanes::splat(x), |a, b| a == b)
    }

    /// Largest integer at most self, for values below 2^51 in size; larger ones are returned as they are.
    #[inline(always)]
    pub fn floor(self) -> Lanes {
        const SHIFT: f64 = 6755399441055744.0; // 1.5 * 2^52: adding it rounds to a whole number
        let near = self + Lanes::splat(SHIFT) - Lanes::splat(SHIFT);
        let down = near.gt(self).select(near - Lanes::ONE, near);
        let small = self.lt(Lanes::splat(2251799813685248.0)) & self.gt(Lanes::splat(-2251799813685248.0));
        small.select(down, self)
    }

    /// The least of all lanes.
    #[inline(always)]
    pub fn least(self) -> f64 {
        self.fold(lesser)
    }

    /// The greatest of all lanes.
    #[inline(always)]
    pub fn greatest(self) -> f64 {
        self.fold(greater)
    }

    /// Sum over the lanes, halves onto each other.
    #[inline(always)]
    pub fn total(self) -> f64 {
        self.fold(|a, b| a + b)
    }

    /// Folds halves onto each other.
    #[inline(always)]
    fn fold(self, f: impl Fn(f64, f64) -> f64) -> f64 {
        let mut lanes = self.0;
        let mut width = LANES / 2;
        while width > 0 {
            for l in 0..width {
                lanes[l] = f(lanes[l], lanes[l + width]);
            }
            width /= 2;
        }
        lanes[0]
    }

    /// Whether any lane is not a number.
    #[inline(always)]
    pub fn has_none(&self) -> bool {
        self.0.iter().fold(false, |none, x| none | x.is_nan())
    }

    /// Sum over the lanes, in lane order.
    pub fn sum(self) -> f64 {
        self.0.iter().sum()
    }
}

impl Mask {
    /// False in every lane.
    pub const NONE: Mask = Mask([0; LANES]);

    /// From a truth value for each lane.
    #[inline(always)]
    pub fn from_fn(f: impl Fn(usize) -> bool) -> Mask {
        Mask::from_bits(|l| if f(l) { u64::MAX } else { 0 })
    }

    #[inline(always)]
    fn from_bits(f: impl Fn(usize) -> u64) -> Mask {
        let mut mask = Mask::NONE;
        for (l, bits) in mask.0.iter_mut().enumerate() {
            *bits = f(l);
        }
        mask
    }

    /// `yes` where true, `no` elsewhere.
    #[inline(always)]
    pub fn select(self, yes: Lanes, no: Lanes) -> Lanes {
        Lanes::from_fn(|l| f64::from_bits((yes.0[l].to_bits() & self.0[l]) | (no.0[l].to_bits() & !self.0[l])))
    }

    /// `value` where true, 0 elsewhere.
    #[inline(always)]
    pub fn keep(self, value: Lanes) -> Lanes {
        Lanes::from_fn(|l| f64::from_bits(value.0[l].to_bits() & self.0[l]))
    }

    /// 1 where true, 0 elsewhere.
    #[inline(always)]
    pub fn number(self) -> Lanes {
        self.keep(Lanes::ONE)
    }

    /// Whether it is true in any lane.
    #[inline(always)]
    pub fn any(self) -> bool {
        self.0.iter().fold(0, |all, bits| all | bits) != 0
    }

    /// Whether it is true in every lane.
    #[inline(always)]
    pub fn all(self) -> bool {
        self.0.iter().fold(u64::MAX, |all, bits| all & bits) != 0
    }

    /// Whether it is true in a lane.
    #[inline(always)]
    pub fn lane(self, lane: usize) -> bool {
        self.0[lane] != 0
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $op:tt) => {
        impl $trait for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                self.zip(other, |a, b| a $op b)
            }
        }
        impl $trait<f64> for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: f64) -> Lanes {
                self.zip(Lanes::splat(other), |a, b| a $op b)
            }
        }
    };
}
operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);
operator!(Div, div, /);

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Lanes) {
        *self = *self + other;
    }
}

impl SubAssign for Lanes {
    #[inline(always)]
    fn sub_assign(&mut self, other: Lanes) {
        *self = *self - other;
    }
}

impl BitAnd for Mask {
    type Output = Mask;
    #[inline(always)]
    fn bitand(self, other: Mask) -> Mask {
        Mask::from_bits(|l| self.0[l] & other.0[l])
    }
}

impl BitOr for Mask {
    type Output = Mask;
    #[inline(always)]
    fn bitor(self, other: Mask) -> Mask {
        Mask::from_bits(|l| self.0[l] | other.0[l])
    }
}

impl Not for Mask {
    type Output = Mask;
    #[inline(always)]
    fn not(self) -> Mask {
        Mask::from_bits(|l| !self.0[l])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_like_the_standard_library() {
        for x in [0.0, 0.5, 0.999_999_999_999, 1.0, 1.5, 2.5, 9.999, 1e9 + 0.25, 4e15, 1e300, f64::INFINITY, -0.5] {
            assert_eq!(Lanes::splat(x).floor().0[0], x.floor(), "{x}");
        }
    }

    #[test]
    fn selects_lane_by_lane() {
        let a = Lanes(std::array::from_fn(|l| l as f64));
        let picked = a.lt(Lanes::splat(3.0)).select(a, Lanes::splat(-1.0));
        assert_eq!(&picked.0[..5], &[0.0, 1.0, 2.0, -1.0, -1.0]);
        assert_eq!(a.ge(Lanes::splat(6.0)).number().sum(), (LANES - 6) as f64);
    }
}
