//! Amounts over the years: parts of a year, spreading, running effort and exposure (model.md, units).

use crate::lanes::{Lanes, Mask, greater, lesser, vectorised};
use std::ops::Range;

/// ov(t; a, b): the part of year t inside [a, b).
#[inline(always)]
pub fn part_of_year(t: usize, a: f64, b: f64) -> f64 {
    greater(lesser(b, (t + 1) as f64) - greater(a, t as f64), 0.0)
}

/// The same lane by lane.
#[inline(always)]
pub fn overlap(t: usize, a: Lanes, b: Lanes) -> Lanes {
    Lanes::from_fn(|l| part_of_year(t, a.0[l], b.0[l]))
}

/// The years before the horizon that [from, to) touches in any lane, without gaps.
#[inline(always)]
pub fn years(from: Lanes, to: Lanes, horizon: usize) -> Range<usize> {
    // What is no number or infinite counts as 0 or the horizon: more years than needed do no harm.
    let first = (from.least().floor() as usize).min(horizon);
    let last = (to.greatest().ceil() as usize).min(horizon);
    first..last.max(first)
}

/// An amount spread evenly over an interval of time.
#[derive(Debug, Clone, Copy, Default)]
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
        let length = to - from;
        Spread::at_rate(amount / length.gt(Lanes::ZERO).select(length, Lanes::ONE), amount, from, to)
    }

    /// The same where the yearly rate is known already; it holds where the interval is not empty.
    #[inline(always)]
    pub fn at_rate(rate: Lanes, amount: Lanes, from: Lanes, to: Lanes) -> Spread {
        let empty = to.le(from);
        let whole = from.floor();
        Spread {
            rate: empty.select(amount, rate),
            from: empty.select(whole, from),
            to: empty.select(whole + Lanes::ONE, to),
        }
    }

    /// `amount` over the year from `from` on.
    #[inline(always)]
    pub fn over_a_year(amount: Lanes, from: Lanes) -> Spread {
        Spread { rate: amount, from, to: from + Lanes::ONE }
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

    /// What falls before a time.
    #[inline(always)]
    pub fn before(&self, end: Lanes) -> Lanes {
        self.rate * (self.to.min(end) - self.from).max(Lanes::ZERO)
    }

    /// When it begins and ends.
    #[inline(always)]
    pub fn ends(&self) -> (Lanes, Lanes) {
        (self.from, self.to)
    }
}

/// The ages that a system goes through in a stretch of time: u1 − u0 and (u1² − u0²)/2, both 0 where it is empty.
/// Running effort and exposure are combinations of the two.
#[derive(Debug, Clone, Copy)]
pub struct Ages {
    /// u1 − u0: the length of the stretch itself.
    pub span: Lanes,
    /// (u1² − u0²)/2
    pub moment: Lanes,
}

/// Age at a time, or at the end before it, of a system live since `live`; 0 before.
#[inline(always)]
fn age(time: usize, live: Lanes, end: Lanes) -> Lanes {
    Lanes::from_fn(|l| greater(lesser(time as f64, end.0[l]) - live.0[l], 0.0))
}

impl Ages {
    #[inline(always)]
    fn between(u0: Lanes, u1: Lanes) -> Ages {
        let span = u1 - u0;
        Ages { span, moment: span * (u1 + u0) * 0.5 }
    }

    /// In year t, of a system live since `live`.
    #[inline(always)]
    pub fn in_year(t: usize, live: Lanes) -> Ages {
        Ages::in_year_until(t, live, Lanes::splat(f64::INFINITY))
    }

    /// In the part of year t before `end`, of a system live since `live`.
    #[inline(always)]
    pub fn in_year_until(t: usize, live: Lanes, end: Lanes) -> Ages {
        Ages::between(age(t, live, end), age(t + 1, live, end))
    }

    /// From `from` to `end`, of a system that is `age` old at `from`.
    #[inline(always)]
    pub fn whole(from: Lanes, age: Lanes, end: Lanes) -> Ages {
        let span = (end - from).max(Lanes::ZERO);
        Ages { span, moment: span * (span * 0.5 + age) }
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

/// Present values of amounts of each year, with the sums that amounts growing evenly over the years need.
#[derive(Debug)]
pub struct Series {
    /// Of an amount in the middle of year t.
    pub factors: Vec<Lanes>,
    /// Of the same amount in every year from t on.
    pub sums: Vec<Lanes>,
    /// Of an amount s − t in every year s from t on.
    ramps: Vec<Lanes>,
}

impl Series {
    fn new(horizon: usize) -> Series {
        let zeros = |length| vec![Lanes::ZERO; length];
        Series { factors: zeros(horizon), sums: zeros(horizon + 1), ramps: zeros(horizon + 1) }
    }

    /// Takes the factor of year t, after those of the years past it.
    #[inline(always)]
    fn set(&mut self, t: usize, factor: Lanes) {
        self.factors[t] = factor;
        self.ramps[t] = self.ramps[t + 1] + self.sums[t + 1];
        self.sums[t] = self.sums[t + 1] + factor;
    }

    /// Of an amount a year from year t on that grows by `slope` each year.
    #[inline(always)]
    pub fn growing(&self, t: usize, amount: Lanes, slope: Lanes) -> Lanes {
        amount * self.sums[t] + slope * self.ramps[t]
    }
}

/// What money and labour of each year are worth.
#[derive(Debug)]
pub struct Discount {
    rate: Lanes,
    growth: Lanes,
    /// v_t: of money.
    pub money: Series,
    /// v_t·(1 + wage growth)^t: of labour at the wages of year 0.
    pub labour: Series,
    /// (1 + wage growth)^t
    pub wages: Vec<Lanes>,
}

impl Discount {
    /// Room for the years of a horizon.
    pub fn new(horizon: usize) -> Discount {
        Discount {
            rate: Lanes::splat(f64::NAN),
            growth: Lanes::splat(f64::NAN),
            money: Series::new(horizon),
            labour: Series::new(horizon),
            wages: vec![Lanes::ONE; horizon],
        }
    }

    /// Takes the discount rate of a batch, or the rates of a schedule where there is one, and the growth of wages.
    #[inline(never)]
    pub fn set(&mut self, rate: Lanes, schedule: &[(usize, f64)], growth: Lanes) {
        vectorised(
            #[inline(always)]
            || {
                if rate == self.rate && growth == self.growth {
                    return;
                }
                (self.rate, self.growth) = (rate, growth);
                let horizon = self.wages.len();
                // The logarithm of 1 + r_t, and the sum of those before.
                let log_of = |t: usize| match schedule.iter().rev().find(|(from, _)| *from <= t) {
                    Some(&(_, rate)) => Lanes::splat(rate + 1.0).ln(),
                    None => (Lanes::ONE + rate).ln(),
                };
                let constant = schedule.is_empty().then(|| log_of(0));
                let mut before: Lanes = match constant {
                    Some(_) => Lanes::ZERO,
                    None => (0..horizon).fold(Lanes::ZERO, |sum, t| sum + log_of(t)),
                };
                let grows = growth != Lanes::ZERO;
                let wage = (Lanes::ONE + growth).ln();
                for t in (0..horizon).rev() {
                    let factor = match constant {
                        Some(log) => (log * -(t as f64 + 0.5)).exp(),
                        None => {
                            let log = log_of(t);
                            before -= log;
                            (Lanes::ZERO - before - log * 0.5).exp()
                        }
                    };
                    self.money.set(t, factor);
                    self.wages[t] = if grows { (wage * t as f64).exp() } else { Lanes::ONE };
                    self.labour.set(t, factor * self.wages[t]);
                }
            },
        )
    }
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
            assert!((one(spread.before(Lanes::splat(5.0))) - 10.0).abs() < 1e-12);
            if from == to {
                assert_eq!(years[from as usize], 10.0, "{from}");
            }
            let (first, last) = spread.ends();
            let touched = super::years(first, last, 5);
            assert!((0..5).all(|t| touched.contains(&t) || years[t] == 0.0), "{from} {to} {touched:?}");
        }
    }

    #[test]
    fn years_are_those_that_any_lane_touches() {
        let from = Lanes::from_fn(|l| 1.5 + l as f64 * 0.1);
        assert_eq!(years(from, from + Lanes::ONE, 10), 1..4);
        assert_eq!(years(Lanes::splat(f64::INFINITY), Lanes::splat(f64::INFINITY), 10), 10..10);
        assert_eq!(years(Lanes::splat(3.2), Lanes::splat(1.0), 10), 3..3);
    }

    #[test]
    fn running_effort_of_a_system_that_grows() {
        // N = 1, m = 0.1, e = 0.05, live since 0.5: year 1 covers ages 0.5 to 1.5.
        let (m, e) = (Lanes::splat(0.1), Lanes::splat(0.05));
        let run = one(Ages::in_year(1, Lanes::splat(0.5)).run(m, e));
        assert!((run - (0.15 + 0.1 * 0.05 * (1.5 * 1.5 - 0.5 * 0.5) / 2.0)).abs() < 1e-15);
        let later = Ages::whole(Lanes::splat(1.25), Lanes::splat(0.75), Lanes::splat(2.0));
        assert!((one(later.run(m, e)) - (0.15 * 0.75 + 0.1 * 0.05 * (1.5 * 1.5 - 0.75 * 0.75) / 2.0)).abs() < 1e-15);
        let never = Ages::whole(Lanes::splat(f64::INFINITY), Lanes::ZERO, Lanes::splat(2.0));
        assert_eq!(one(never.run(m, e)), 0.0);
    }

    #[test]
    fn rates_of_a_schedule_hold_from_their_years_on() {
        let mut discount = Discount::new(4);
        discount.set(Lanes::ZERO, &[(0, 0.04), (2, 0.03)], Lanes::ZERO);
        let value = [1.04_f64.powf(-0.5), 1.04_f64.powf(-1.5), 1.04_f64.powi(-2) * 1.03_f64.powf(-0.5)];
        for (t, value) in value.into_iter().enumerate() {
            assert!((one(discount.money.factors[t]) - value).abs() < 1e-15, "{t}");
        }
    }

    #[test]
    fn discounting_takes_money_in_the_middle_of_the_year() {
        let mut discount = Discount::new(3);
        discount.set(Lanes::splat(0.1), &[], Lanes::ZERO);
        let value = |t: f64| 1.1_f64.powf(-(t + 0.5));
        assert!((one(discount.money.factors[2]) - value(2.0)).abs() < 1e-15);
        let growing = one(discount.money.growing(1, Lanes::splat(5.0), Lanes::splat(2.0)));
        assert!((growing - (5.0 * value(1.0) + 7.0 * value(2.0))).abs() < 1e-14);
        discount.set(Lanes::ZERO, &[], Lanes::splat(0.02));
        assert_eq!(one(discount.money.factors[0]), 1.0);
        assert!((one(discount.labour.factors[2]) - 1.02 * 1.02).abs() < 1e-15);
    }
}
