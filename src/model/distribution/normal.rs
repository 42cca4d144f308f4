//! Normal: the bell curve.
//!
//! Use it for sums of many small things and for errors of measurement; not for what cannot be negative.
//!
//! F(x) = Φ((x − mean)/sd) = erfc(−(x − mean)/(sd √2)) / 2.
//!
//! Source of the quantile: Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477–484, doi:10.2307/2347330; about
//! 16 digits for tails down to 1e-316.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let x = Distribution::normal(100.0, 10.0)?.quantile(Tails::from_above(0.05));
//! assert!((x - 116.448536269514722).abs() < 1e-12);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use super::{Distribution, Law, Standard, Tails};

/// Normal with a mean and a standard deviation above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

impl Law for Normal {
    fn quantile(&self, tails: Tails) -> f64 {
        self.mean + self.sd * score_quantile(tails)
    }

    fn cdf(&self, x: f64) -> f64 {
        score_below((x - self.mean) / self.sd)
    }

    fn survival(&self, x: f64) -> f64 {
        score_above((x - self.mean) / self.sd)
    }

    fn density(&self, x: f64) -> f64 {
        score_density((x - self.mean) / self.sd) / self.sd
    }

    fn mean(&self) -> Option<f64> {
        Some(self.mean)
    }

    fn variance(&self) -> Option<f64> {
        Some(self.sd * self.sd)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Normal(Normal { mean: factor * self.mean, sd: factor * self.sd })
    }

    fn bounds(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn landmarks(&self) -> Vec<f64> {
        [-3.0, 0.0, 3.0].map(|z| self.mean + self.sd * z).to_vec()
    }

    fn standard(&self) -> Option<Standard> {
        Some(Standard { form: Distribution::STANDARD_NORMAL, shift: self.mean, scale: self.sd })
    }
}

/// Φ(z): the probability below a standard normal score.
pub fn score_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// 1 − Φ(z), accurate in the upper tail.
pub fn score_above(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// Density of the standard normal.
pub(crate) fn score_density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt()
}

/// The standard normal quantile.
pub fn score_quantile(tails: Tails) -> f64 {
    let q = if tails.below <= tails.above { tails.below - 0.5 } else { 0.5 - tails.above };
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * ratio(&CENTRE, r);
    }
    let r = (-libm::log(tails.below.min(tails.above))).sqrt();
    let size = if r <= 5.0 { ratio(&SHOULDER, r - 1.6) } else { ratio(&TAIL, r - 5.0) };
    if q < 0.0 { -size } else { size }
}

/// A ratio of two polynomials of degree 7, coefficients ascending.
fn ratio(coefficients: &[[f64; 8]; 2], r: f64) -> f64 {
    let polynomial = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, coefficient| sum * r + coefficient);
    polynomial(&coefficients[0]) / polynomial(&coefficients[1])
}

#[allow(clippy::excessive_precision, reason = "as published")]
const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_608,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561e3,
    ],
];

#[allow(clippy::excessive_precision, reason = "as published")]
const SHOULDER: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_9,
        5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        2.417_807_251_774_506_117_7e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_4,
        6.897_673_349_851_000_045_5e-1,
        1.481_039_764_274_800_745_9e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
];

#[allow(clippy::excessive_precision, reason = "as published")]
const TAIL: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103_777_2,
        5.463_784_911_164_114_369_9,
        1.784_826_539_917_291_335_8,
        2.965_605_718_285_048_912_3e-1,
        2.653_218_952_657_612_309_3e-2,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0,
        5.998_322_065_558_879_376_9e-1,
        1.369_298_809_227_358_053_1e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
];
