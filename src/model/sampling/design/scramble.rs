//! Nested uniform scrambling of the digits of a number in base 2 (Owen 1995).
//!
//! Each digit is flipped or not, and what decides it are the digits before it: points that share their first k digits keep
//! sharing k, so that a net stays a net, and each number becomes uniform. With digits in reverse order, the first lowest, this
//! is any function in which a bit depends on itself and lower ones only and is one to one: sums, products with odd
//! numbers, and x ⊕ x·c with even c (Laine & Karras 2011, doi:10.1111/j.1467-8659.2011.02004.x, whose constants these are).
//! Between these the sum and the product with the seed stand twice, so that no seed bit decides more than it should.

use crate::sampling::stream::Seeds;

/// A number of 32 digits, the first lowest, scrambled.
#[inline(always)]
pub fn scrambled(digits: u32, seeds: &Seeds) -> u32 {
    let [add, times, add_more, times_more, ..] = seeds.0;
    let mut x = digits;
    x ^= x.wrapping_mul(0x6c50_b47c);
    x = x.wrapping_add(add).wrapping_mul(times | 1);
    x ^= x.wrapping_mul(0xb82f_1e52);
    x ^= x.wrapping_mul(0xc7af_e638);
    x = x.wrapping_add(add_more).wrapping_mul(times_more | 1);
    x ^= x.wrapping_mul(0x8d22_f6e6);
    x
}
