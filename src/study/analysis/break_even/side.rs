//! On which side of its threshold a statistic of a variant lies, from as few replications as leave no doubt.
//!
//! A mean, a probability and a quantile are each above a threshold where the mean of some score over replications is: the
//! quantity itself, whether it is above 0, whether it is above the threshold. On the same draws a variant's mean score in all
//! replications is that of the scenario as it stands and the mean of their differences, and a few of these differences often tell
//! the sign of the sum: draws that all variants share move none of them.

use model::lanes::LANES;
use model::simulation::statistic::{Figure, Statistic};

/// Replications that are asked first.
pub const FEW: usize = 64 * LANES;
/// Standard errors that leave no doubt.
const CLEAR: f64 = 6.0;
/// Differences up to this share of scores and threshold may be rounding.
const ROUNDING: f64 = 1e-9;
/// Replications as far off as the farthest that may not have been seen.
const UNSEEN: f64 = 9.0;

/// What a statistic of a scenario as it stands tells of its variants.
pub struct Sides {
    figure: Figure,
    reaches: f64,
    /// The scores of the first [`FEW`] replications.
    first: Vec<f64>,
    /// How far the mean score of all of them is above the threshold's.
    above: f64,
    /// What may be rounding of it.
    rounding: f64,
}

impl Sides {
    /// Of the values of the statistic's quantity, which has a variance, in all replications; none where a few are no fewer than all,
    /// or where the quantity is not defined in each.
    pub fn new(statistic: &Statistic, reaches: f64, values: &[f64]) -> Option<Sides> {
        if values.len() < 2 * FEW || statistic.quantity.may_be_undefined() {
            return None;
        }
        let scores: Vec<f64> = values.iter().map(|&value| score(statistic.figure, reaches, value)).collect();
        let mean = |of: fn(f64) -> f64| scores.iter().copied().map(of).sum::<f64>() / scores.len() as f64;
        let threshold = match statistic.figure {
            Figure::Mean | Figure::Positive => reaches,
            Figure::Quantile(percent) => 1.0 - f64::from(percent) / 100.0,
        };
        Some(Sides {
            figure: statistic.figure,
            reaches,
            above: mean(|score| score) - threshold,
            rounding: ROUNDING * (threshold.abs() + mean(f64::abs)),
            first: scores[..FEW].to_vec(),
        })
    }

    /// How far a variant's mean score is above the threshold's, where the values of its first [`FEW`] replications leave no doubt on
    /// which side.
    pub fn clear(&self, values: &[f64]) -> Option<f64> {
        // A quantile that is its threshold is on no side of it.
        if matches!(self.figure, Figure::Quantile(_)) && values.contains(&self.reaches) {
            return None;
        }
        let score = |&value: &f64| score(self.figure, self.reaches, value);
        let differences: Vec<f64> =
            values.iter().map(score).zip(&self.first).map(|(score, first)| score - first).collect();
        let count = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / count;
        // That a score changes at all may not have been seen; how far the quantity itself can, nothing tells.
        let (mut squares, mut farthest) = (0.0, if self.figure == Figure::Mean { 0.0_f64 } else { 1.0 });
        for difference in &differences {
            squares += (difference - mean) * (difference - mean);
            farthest = farthest.max(difference.abs());
        }
        let doubt = CLEAR * (squares + UNSEEN * farthest * farthest).sqrt() / count;
        let above = self.above + mean;
        (above.abs() > doubt.max(self.rounding)).then_some(above)
    }
}

/// What the mean over replications is taken of.
fn score(figure: Figure, reaches: f64, value: f64) -> f64 {
    match figure {
        Figure::Mean => value,
        Figure::Positive => f64::from(value > 0.0),
        Figure::Quantile(_) => f64::from(value > reaches),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::results::Dimension;
    use model::scenario::Strategy;
    use model::simulation::measure::{Quantity, SavingQuantity};

    const COUNT: usize = 8 * FEW;

    /// Values between −1 and 1 that differ from one replication to the next.
    fn base() -> Vec<f64> {
        (0..COUNT).map(|r| ((r * 7919) % COUNT) as f64 / COUNT as f64 * 2.0 - 1.0).collect()
    }

    fn statistic(figure: Figure) -> Statistic {
        let quantity = Quantity::Saving(Strategy::Independent, SavingQuantity::Cost);
        Statistic { quantity, figure, path: "saving".to_owned(), unit: Dimension::Money("CAD".to_owned()) }
    }

    #[test]
    fn what_is_clear_is_so() {
        for (figure, reaches) in [(Figure::Mean, 0.05), (Figure::Positive, 0.6), (Figure::Quantile(50), 0.1)] {
            let statistic = statistic(figure);
            let sides = Sides::new(&statistic, reaches, &base()).expect("enough");
            let mut clear = 0;
            for step in -40..=40_i32 {
                let moved = |(r, value): (usize, f64)| value + f64::from(step) * 0.01 * (1.0 + (r % 5) as f64 / 10.0);
                let values: Vec<f64> = base().into_iter().enumerate().map(moved).collect();
                let all = statistic.of(&values).expect("finite").expect("a value").value;
                if let Some(above) = sides.clear(&values[..FEW]) {
                    assert_eq!(above > 0.0, all > reaches, "{figure:?}: {step}");
                    clear += 1;
                }
            }
            assert!(clear > 50, "{figure:?}: {clear}");
        }
    }

    #[test]
    fn one_that_is_far_off_leaves_doubt() {
        let sides = Sides::new(&statistic(Figure::Mean), 0.001, &base()).expect("enough");
        assert!(sides.clear(&base()[..FEW]).is_some_and(|above| above < 0.0), "as it stands");
        let mut rare = base();
        rare[3] += 100.0;
        assert_eq!(sides.clear(&rare[..FEW]), None, "one of so few says little");
    }
}
