//! The tally of a quantity while replications go by, and the estimate made of it.

use super::measure::Quantity;
use super::moments::{Moments, PowerSums, Powers, Sums};
use super::not_finite::LARGEST;
use super::quantiles::{Keep, Values, quantiles};
use super::randomised;
use super::randomised::Randomised;
use crate::lanes::{LANES, Lanes, Mask};
use crate::results::{Estimate, Histogram, PERCENTS, Probability, Quantile};

/// Normal quantile z₀.₉₇₅: half of a 95 % interval of random draws, in standard errors.
pub const Z_975: f64 = 1.959_963_984_540_054;
/// Share of replications in the tail of a CVaR.
const TAIL: f64 = 0.05;

/// A quantity over the replications so far, as far as their order does not matter.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Which quantity.
    pub quantity: Quantity,
    values: Values,
    min: f64,
    max: f64,
    positive: u64,
    /// Values that are 0, of a quantity that may tie.
    ties: u64,
    seen: u64,
    /// What powers are summed around: the median of the first values, or where they are not kept the mean of the first batch.
    pivot: Option<f64>,
    /// The caller puts powers together.
    moments: Moments,
    /// What each randomisation of a design says; none where draws are random, and then there may be very many tallies.
    randomised: Option<Box<Randomised>>,
}

/// A value that is not finite where every replication must have one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NotFinite {
    /// Position among the values given.
    pub position: usize,
    /// The value.
    pub value: f64,
}

impl Tally {
    /// Nothing yet; how its values are to be kept, each of them or none.
    pub fn new(quantity: Quantity, keep: Keep) -> Tally {
        Tally::around(quantity, Values::new(keep, Vec::new(), quantity.is_whole()), None)
    }

    /// Nothing yet, with values to be kept in a way that fits those seen here.
    pub fn fitted(&self, keep: Keep) -> Tally {
        let first = self.values.kept();
        let pivot = middle(&first).or(self.pivot).unwrap_or(0.0);
        Tally::around(self.quantity, Values::new(keep, first, self.quantity.is_whole()), Some(pivot))
    }

    /// The same, of a design: what each randomisation says is kept too. Its thresholds are those of the first values.
    pub fn of_design(self, first: &Tally) -> Tally {
        Tally { randomised: Some(Box::new(Randomised::new(first.values.kept()))), ..self }
    }

    fn around(quantity: Quantity, values: Values, pivot: Option<f64>) -> Tally {
        Tally {
            quantity,
            values,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            positive: 0,
            ties: 0,
            seen: 0,
            pivot,
            moments: Moments::default(),
            randomised: None,
        }
    }

    /// Of all values of a random design, in the order of replications; closed.
    ///
    /// # Errors
    /// If one is not finite where it must be.
    pub fn of(quantity: Quantity, values: &[f64]) -> Result<Tally, NotFinite> {
        let batch = |chunk: &[f64]| Lanes::from_fn(|l| chunk.get(l).copied().unwrap_or_default());
        let rows: Vec<Lanes> = values.chunks(LANES).map(batch).collect();
        let mut tally = Tally::new(quantity, Keep::All);
        tally.pivot = middle(values);
        let powers = tally.add(&rows, values.len(), 0)?;
        tally.append(&powers, 0);
        tally.close();
        Ok(tally)
    }

    /// Takes the first `length` values of some batches, of one randomisation where there are any, and returns their powers
    /// around the pivot. Replications without a value are left out.
    #[inline(always)]
    pub fn add(&mut self, column: &[Lanes], length: usize, randomisation: usize) -> Result<Powers, NotFinite> {
        let undefined = self.quantity.may_be_undefined();
        let counted = |batch: usize| {
            let values = &column[batch];
            Mask::from_fn(|l| batch * LANES + l < length && !(undefined && values.0[l].is_nan()))
        };
        let batches = length.div_ceil(LANES);
        if batches == 0 {
            return Ok(Powers::default());
        }
        let column = &column[..batches];
        let pivot = *self.pivot.get_or_insert_with(|| mean_of(&column[0], counted(0)));
        let mut sums = Sums::around(pivot);
        // Most series that may lack a value have all of them.
        let all_there = || column.iter().all(|values| !values.has_none());
        let whole = length.is_multiple_of(LANES);
        if whole && (!undefined || all_there()) {
            sums.add(column);
            let (min, max) = sums.extremes();
            if min == max {
                self.values.add_alike(min, length);
            } else {
                self.values.add(column);
            }
        } else if whole {
            sums.add_defined(column);
            self.values.add_defined(column);
        } else {
            for (batch, values) in column.iter().enumerate() {
                let counted = counted(batch);
                sums.add_some(values, counted);
                self.values.add_some(values, counted);
            }
        }
        let powers = sums.powers();
        let (min, max) = sums.extremes();
        // The sum of what is not finite is not finite either: the search tells only where.
        if !powers.is_finite() || min < -LARGEST || max > LARGEST {
            let value = |position: usize| column[position / LANES].0[position % LANES];
            let mut own = (0..length).filter(|position| counted(position / LANES).lane(position % LANES));
            if let Some(position) = own.find(|&position| value(position).is_nan() || value(position).abs() > LARGEST) {
                return Err(NotFinite { position, value: value(position) });
            }
        }
        self.min = self.min.min(min);
        self.max = self.max.max(max);
        self.positive += sums.positive();
        if self.quantity.may_tie() && min <= 0.0 && max >= 0.0 {
            let ties = |batch: usize| (column[batch].is(0.0) & counted(batch)).number().sum() as u64;
            self.ties += (0..batches).map(ties).sum::<u64>();
        }
        self.seen += length as u64;
        if let Some(randomised) = &mut self.randomised {
            randomised.add(randomisation, column);
            randomised.add_positive(randomisation, sums.positive());
        }
        Ok(powers)
    }

    /// Takes the powers of the next batches, of one randomisation where there are any.
    pub fn append(&mut self, powers: &Powers, randomisation: usize) {
        let moments = Moments::of(*powers, self.pivot());
        self.moments.merge(&moments);
        if let Some(randomised) = &mut self.randomised {
            randomised.append(randomisation, &moments);
        }
    }

    /// Takes the powers of all values, of each randomisation if there are any.
    pub fn settle<'a>(&mut self, powers: impl Iterator<Item = &'a PowerSums>) {
        let (mut all, pivot) = (PowerSums::default(), self.pivot());
        for (randomisation, powers) in powers.enumerate() {
            all.merge(powers);
            if let Some(randomised) = &mut self.randomised {
                randomised.append(randomisation, &powers.moments(pivot));
            }
        }
        self.moments = all.moments(pivot);
    }

    /// The powers of some values, which are not taken.
    pub fn powers(&self, column: &[Lanes], length: usize) -> Powers {
        let mut sums = Sums::around(self.pivot());
        let whole = length / LANES;
        if self.quantity.may_be_undefined() {
            sums.add_defined(&column[..whole]);
        } else {
            sums.add(&column[..whole]);
        }
        if whole * LANES < length {
            let values = &column[whole];
            let defined = |l: usize| !(self.quantity.may_be_undefined() && values.0[l].is_nan());
            sums.add_some(values, Mask::from_fn(|l| whole * LANES + l < length && defined(l)));
        }
        sums.powers()
    }

    /// Replications that it holds.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// What powers are summed around.
    pub fn pivot(&self) -> f64 {
        self.pivot.unwrap_or_default()
    }

    /// Takes what another has of the same quantity, but its moments.
    pub fn merge(&mut self, other: &Tally) {
        self.values.merge(&other.values);
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        self.positive += other.positive;
        self.ties += other.ties;
        self.seen += other.seen;
        if let (Some(all), Some(more)) = (&mut self.randomised, &other.randomised) {
            all.merge(more);
        }
    }

    /// Ready for questions.
    pub fn closed(mut self) -> Tally {
        self.close();
        self
    }

    /// Makes ready for questions.
    pub fn close(&mut self) {
        self.values.close();
    }

    fn count(&self) -> u64 {
        self.moments.count()
    }

    /// Whether a few values decide the variance: the interval of the mean cannot be trusted.
    pub fn shaky(&self) -> bool {
        self.moments.variance_of_variance().is_some_and(|v| v > 0.1) && self.count() >= 1000
    }

    /// Everything that is reported of it; what rests on moments only where they exist.
    pub fn estimate(&self, with_mean: bool) -> Estimate {
        let some = self.count() > 0;
        let moment = |value: Option<f64>| value.filter(|value| with_mean && value.is_finite());
        let tail = ((self.count() as f64 * TAIL).ceil() as u64).max(1);
        let cvar = if some { self.values.tail_mean(tail, self.quantity.high_is_bad()) } else { None };
        Estimate {
            count: self.count(),
            mean: moment(self.moments.mean()),
            standard_error: moment(self.standard_error()),
            sd: moment(self.moments.variance().map(f64::sqrt)),
            min: some.then_some(self.min),
            max: some.then_some(self.max),
            quantiles: self.quantiles(),
            cvar: moment(cvar),
        }
    }

    /// What depends on the order of values, as far as it was put together.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// Standard error of the mean.
    pub fn standard_error(&self) -> Option<f64> {
        match &self.randomised {
            Some(randomised) => randomised.standard_error(),
            None => self.moments.standard_error(),
        }
    }

    /// Half the 95 % interval of the mean, in standard errors.
    pub fn score(&self) -> f64 {
        if self.randomised.is_some() { randomised::T_975 } else { Z_975 }
    }

    /// Median over all replications, those without a value counting as higher than all others; none where it is one
    /// of these.
    pub fn median_of_all(&self) -> Option<f64> {
        let rank = self.seen.checked_sub(1)? / 2;
        self.values.at_ranks(&[rank]).first().copied()
    }

    /// The reported quantiles with their intervals, both ends of them values that were seen.
    fn quantiles(&self) -> Vec<Quantile> {
        if matches!(self.values, Values::Nothing) {
            return Vec::new();
        }
        let n = self.count();
        let probabilities = PERCENTS.map(|percent| f64::from(percent) / 100.0);
        let values = self.clamped(&probabilities);
        let ranks_of = |(number, percent): (usize, u32)| match &self.randomised {
            Some(randomised) => ranks_within(n, percent, randomised::T_975 * randomised.share_error(number)?),
            None => interval_ranks(n, percent),
        };
        let ends: Vec<Option<[u64; 2]>> = PERCENTS.into_iter().enumerate().map(ranks_of).collect();
        let mut ranks: Vec<u64> = ends.iter().flatten().flatten().copied().collect();
        ranks.sort_unstable();
        let found = self.values.at_ranks(&ranks);
        let at = |rank: u64| found.get(ranks.partition_point(|&other| other < rank)).copied();
        let quantile = |((percent, value), ends): ((u32, f64), Option<[u64; 2]>)| {
            let [low, high] = ends.map_or([None, None], |ends| ends.map(at));
            Quantile { percent, value, low, high }
        };
        PERCENTS.into_iter().zip(values).zip(ends).map(quantile).collect()
    }

    /// Quantiles, never beyond the extremes.
    fn clamped(&self, probabilities: &[f64]) -> Vec<f64> {
        let values = quantiles(&self.values, self.count(), probabilities);
        values.into_iter().map(|value| value.clamp(self.min, self.max)).collect()
    }

    /// Quantiles at 1 to 99 percent, for a curve.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let percents: Vec<f64> = (1..100).map(f64::from).collect();
        let probabilities: Vec<f64> = percents.iter().map(|percent| percent / 100.0).collect();
        percents.iter().copied().zip(self.clamped(&probabilities)).collect()
    }

    /// Probability that it is above 0.
    pub fn positive(&self) -> Probability {
        match &self.randomised {
            Some(randomised) => randomised.positive(self.seen),
            None => probability(self.positive, self.seen),
        }
    }

    /// The same among the replications that have a value; none where there is none.
    pub fn positive_where_defined(&self) -> Option<Probability> {
        (self.count() > 0).then(|| probability(self.positive, self.count()))
    }

    /// Probability that it is below 0, of a quantity that may tie and always has a value.
    pub fn negative(&self) -> Probability {
        probability(self.seen - self.positive - self.ties, self.seen)
    }

    /// Probability that it is 0, of a quantity that may tie.
    pub fn tied(&self) -> Probability {
        probability(self.ties, self.seen)
    }

    /// Probability that it is defined.
    pub fn defined(&self) -> Probability {
        match &self.randomised {
            Some(randomised) => randomised.defined(self.seen),
            None => probability(self.count(), self.seen),
        }
    }

    /// Shares in bins between two ends, and the part of each that belongs to the values of another tally, a selection of these.
    pub fn histogram(&self, bins: usize, abandoned: &Tally) -> Histogram {
        let ends = self.clamped(&[0.005, 0.995]);
        let (low, high) = match ends[..] {
            [low, high] if high > low => (low, high),
            [0.0, ..] | [] => (-0.5, 0.5),
            [low, ..] => (low - 0.5 * low.abs(), low + 0.5 * low.abs()),
        };
        // An edge falls on 0, so that no bin counts savings and losses together.
        let width = (high - low) / bins as f64;
        let (first, last) = ((low / width).floor(), (high / width).ceil());
        let (low, high, bins) = (first * width, last * width, (last - first) as usize);
        let edge = |bin: usize| low + (high - low) * bin as f64 / bins as f64;
        let n = (self.count() as f64).max(1.0);
        let edges: Vec<f64> = (0..=bins).map(edge).collect();
        let (below, shares, top) = self.shares_between(&edges, n);
        let (_, abandoned, _) = abandoned.shares_between(&edges, n);
        // Where values are counted on grids, each tally has its own.
        let abandoned = abandoned.into_iter().zip(&shares).map(|(part, &share)| part.min(share)).collect();
        Histogram { low, high, shares, abandoned, below, above: 1.0 - top }
    }

    /// The share of so many below the first of some edges, between each two of them, and up to the last.
    fn shares_between(&self, edges: &[f64], of: f64) -> (f64, Vec<f64>, f64) {
        let below: Vec<f64> = edges.iter().map(|&edge| self.values.count_below(edge) / of).collect();
        let (first, last) = (below.first().copied().unwrap_or(0.0), below.last().copied().unwrap_or(0.0));
        // A value at the last edge belongs to the last bin, so that nothing falls between bin and remainder.
        let top = edges.last().map_or(0.0, |edge| self.values.count_below(edge.next_up()) / of);
        let mut shares: Vec<f64> = below.windows(2).map(|pair| pair[1] - pair[0]).collect();
        if let Some(share) = shares.last_mut() {
            *share += top - last;
        }
        (first, shares, top)
    }
}

/// The mean of the lanes that count; 0 where there are none.
fn mean_of(values: &Lanes, counted: Mask) -> f64 {
    let (sum, count) =
        (0..LANES).filter(|&l| counted.lane(l)).fold((0.0, 0.0), |(sum, count), l| (sum + values.0[l], count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The median of the values that are numbers; none where there are none.
fn middle(values: &[f64]) -> Option<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let rank = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(rank, f64::total_cmp).1)
}

/// Ranks, from 0, between which a quantile lies with 95 % confidence; none where there are too few values.
pub fn interval_ranks(n: u64, percent: u32) -> Option<[u64; 2]> {
    let square = f64::from(percent * (100 - percent)) / 1e4;
    ranks_within(n, percent, Z_975 * (square / n as f64).sqrt())
}

/// Ranks, from 0, of the values around the quantiles of p − half and p + half; none where one lies beyond all values.
/// From above they are what those of 1 − p are from below: values with the sign changed have the interval with the sign
/// changed.
fn ranks_within(n: u64, percent: u32, half: f64) -> Option<[u64; 2]> {
    let below = |percent: u32| (n as f64 * (f64::from(percent) / 100.0 - half)).floor();
    let (low, high) = (below(percent), below(100 - percent));
    (low >= 1.0 && high >= 1.0).then(|| [low as u64 - 1, n - high as u64])
}

/// A share of replications with its interval (Wilson 1927).
pub fn probability(count: u64, of: u64) -> Probability {
    let n = (of as f64).max(1.0);
    let value = count as f64 / n;
    let z2 = Z_975 * Z_975;
    let centre = (value + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z_975 * (value * (1.0 - value) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
    let low = if count == 0 { 0.0 } else { centre - half };
    let high = if count == of { 1.0 } else { centre + half };
    Probability { value, low, high }
}

mod stored;
#[cfg(test)]
mod tests;
