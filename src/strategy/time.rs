//! Amounts over the years: parts of a year, spreading, running effort and exposure (MODEL.md, units).

use crate::lanes::{Lanes, Mask};

/// ov(t; a, b): the part of year t inside [a, b).
#[inline(always)]
pub fn overlap(t: usize, a: Lanes, b: Lanes) -> Lanes {
    let (start, end) = (Lanes::splat(t as f64), Lanes::splat((t + 1) as f64));
    (b.min(end) - a.max(start)).max(Lanes::ZERO)
}

/// An amount spread evenly over an interval of time.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    rate: Lanes,
    from: Lanes,
    to: Lanes,
}

impl Spread {
    /// `amount` over [from, to); over an empty interval it falls wholly in the year of `from`, which is the
    /// same as an even spread over that whole year.
    #[inline(always)]
    pub fn new(amount: Lanes, from: Lanes, to: Lanes) -> Spread {
        let empty = to.le(from);
        let whole = from.floor();
        Spread {
            rate: amount / empty.select(Lanes::ONE, to - from),
            from: empty.select(whole, from),
            to: empty.select(whole + Lanes::ONE, to),
        }
    }

    /// The same rate, cut off at a time.
    #[inline(always)]
    pub fn until(self, end: Lanes) -> Spread {
        Spread { to: self.to.min(end), ..self }
    }

    /// One spread or another, lane by lane.
    #[inline(always)]
    pub fn either(mask: Mask, yes: Spread, no: Spread) -> Spread {
        Spread {
            rate: mask.select(yes.rate, no.rate),
            from: mask.select(yes.from, no.from),
            to: mask.select(yes.to, no.to),
        }
    }

    /// What falls in year t.
    #[inline(always)]
    pub fn in_year(&self, t: usize) -> Lanes {
        self.rate * overlap(t, self.from, self.to)
    }
}

/// The ages of a system, live since g, in the part of year t inside [a, b): u1 − u0 and (u1² − u0²)/2, both 0
/// where the part is empty. Running effort and exposure are combinations of the two.
#[derive(Debug, Clone, Copy)]
pub struct Ages {
    span: Lanes,
    moment: Lanes,
}

impl Ages {
    /// Of a system live since `live`, in the part of year t inside [from, to).
    #[inline(always)]
    pub fn in_year(t: usize, live: Lanes, from: Lanes, to: Lanes) -> Ages {
        let start = from.max(Lanes::splat(t as f64));
        let end = to.min(Lanes::splat((t + 1) as f64));
        // u0 is kept at 0 where the part is empty, for `from` may be infinite there.
        let some = end.gt(start);
        let u0 = some.keep(start - live);
        let u1 = some.keep(end - live);
        let span = u1 - u0;
        Ages { span, moment: span * (u1 + u0) * 0.5 }
    }

    /// u1 − u0: the part of the year itself.
    #[inline(always)]
    pub fn span(&self) -> Lanes {
        self.span
    }

    /// run(t; N, …) per unit of N: (m + e)·(u1 − u0) + m·e·(u1² − u0²)/2
    #[inline(always)]
    pub fn run(&self, m: Lanes, e: Lanes) -> Lanes {
        (m + e) * self.span + m * e * self.moment
    }

    /// expose(t; N, …) per unit of N: (u1 − u0) + e·(u1² − u0²)/2
    #[inline(always)]
    pub fn expose(&self, e: Lanes) -> Lanes {
        self.span + e * self.moment
    }
}

/// Present value of money of year t: v_t = (1 + r)^−(t + 0.5), for every year of the horizon.
#[inline(always)]
pub fn discount_factors(rate: Lanes, horizon: usize, factors: &mut Vec<Lanes>) {
    let log = (Lanes::ONE + rate).ln();
    factors.clear();
    factors.extend((0..horizon).map(|t| (log * -(t as f64 + 0.5)).exp()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(lanes: Lanes) -> f64 {
        lanes.0[0]
    }

    #[test]
    fn a_spread_gives_all_of_its_amount() {
        for (from, to) in [(0.0, 3.7), (0.25, 0.5), (1.0, 1.0), (2.9, 2.9), (0.999_999_999, 0.999_999_999)] {
            let spread = Spread::new(Lanes::splat(10.0), Lanes::splat(from), Lanes::splat(to));
            let years: Vec<f64> = (0..5).map(|t| one(spread.in_year(t))).collect();
            assert!((years.iter().sum::<f64>() - 10.0).abs() < 1e-12, "{from} {to}");
            if from == to {
                assert_eq!(years[from as usize], 10.0, "{from}");
            }
        }
    }

    #[test]
    fn running_effort_of_a_system_that_grows() {
        // N = 1, m = 0.1, e = 0.05, live since 0.5: year 1 covers ages 0.5 to 1.5.
        let ages = Ages::in_year(1, Lanes::splat(0.5), Lanes::splat(0.5), Lanes::splat(10.0));
        let run = one(ages.run(Lanes::splat(0.1), Lanes::splat(0.05)));
        assert!((run - (0.15 + 0.1 * 0.05 * (1.5 * 1.5 - 0.5 * 0.5) / 2.0)).abs() < 1e-15);
        let never = Ages::in_year(1, Lanes::splat(0.5), Lanes::splat(f64::INFINITY), Lanes::splat(10.0));
        assert_eq!(one(never.run(Lanes::splat(0.1), Lanes::splat(0.05))), 0.0);
    }

    #[test]
    fn discounting_takes_money_in_the_middle_of_the_year() {
        let mut factors = Vec::new();
        discount_factors(Lanes::splat(0.1), 3, &mut factors);
        assert!((one(factors[2]) - 1.1_f64.powf(-2.5)).abs() < 1e-15);
        discount_factors(Lanes::ZERO, 1, &mut factors);
        assert_eq!(one(factors[0]), 1.0);
    }
}
