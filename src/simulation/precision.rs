//! When a run is precise enough: half the 95 % interval of one statistic against what was asked.
//!
//! The run looks at fixed numbers of replications only ([`next_look`]), so that it ends at the same one on any machine.
//! Looking often makes the interval at the end a little too narrow; the numbers grow by a third to a half each time to
//! keep that small.

use super::measure::{MemberQuantity, Quantity, SavingQuantity, WayQuantity};
use super::tails::Tails;
use super::tally::Tally;
use crate::results::{PERCENTS, PrecisionResult};
use crate::sampling::design::Design;
use crate::scenario::{Scenario, Way};
use std::str::FromStr;

/// What is to be known, and how precisely.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Of which quantity.
    pub quantity: Quantity,
    statistic: Statistic,
    precision: Precision,
    path: String,
    unit: String,
}

/// A statistic of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statistic {
    /// The mean.
    Mean,
    /// A reported quantile, in percent.
    Quantile(u32),
    /// The probability that it is above 0.
    Positive,
}

/// Half the width of the interval.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Precision {
    /// Relative to the size of the estimate.
    Relative(f64),
    /// In the statistic's own unit.
    Absolute(f64),
}

/// A precision as it is asked for: a number and `%`, or a number and a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    number: f64,
    unit: String,
}

impl FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Asked, String> {
        let wrong = || {
            format!(
                "`{text}` is no precision: give a share of the estimate such as `0.5%`, or an amount with its unit such as `50000 CAD`, `2 points` (of a probability) or `0.1 years`"
            )
        };
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '_')).unwrap_or(text.len());
        let number: f64 = text[..end].replace('_', "").parse().map_err(|_| wrong())?;
        let unit = text[end..].trim();
        if !(number > 0.0 && number.is_finite()) || unit.is_empty() || unit.contains(|c: char| c.is_ascii_digit()) {
            return Err(wrong());
        }
        Ok(Asked { number, unit: unit.to_owned() })
    }
}

impl Goal {
    /// A statistic by its path, such as `saving`, `saving.p10`, `saving.positive`, `shared.cost`,
    /// `administration.qc.saving.p90`, known as precisely as asked.
    pub fn new(scenario: &Scenario, path: &str, asked: &Asked) -> Result<Goal, String> {
        let (base, statistic) = split(path);
        let quantity = quantity(scenario, base).ok_or_else(|| {
            format!("`{path}` is no statistic: try `saving`, `effort_saving`, `shared.cost`, `independent.effort`, `administration.<id>.saving` or `administration.<id>.shared.cost`, alone for the mean or followed by `.p5`, `.p10`, `.p25`, `.p50`, `.p75`, `.p90`, `.p95` or `.positive`")
        })?;
        if statistic == Statistic::Mean && !Tails::of(scenario).allow_mean(quantity) {
            return Err(format!(
                "the mean of `{path}` has no error, for an input has too heavy a tail: ask for a quantile, such as `{path}.p50`"
            ));
        }
        let unit = unit(scenario, quantity, statistic);
        let precision = match asked.unit.as_str() {
            "%" => Precision::Relative(asked.number / 100.0),
            given if given.eq_ignore_ascii_case(unit) => Precision::Absolute(match statistic {
                Statistic::Positive => asked.number / 100.0,
                _ => asked.number,
            }),
            given => return Err(format!("`{path}` is counted in {unit} (or relatively, in %), not in `{given}`")),
        };
        let unit = if statistic == Statistic::Positive { "probability" } else { unit };
        Ok(Goal { quantity, statistic, precision, path: path.to_owned(), unit: unit.to_owned() })
    }

    /// What is reported of it.
    pub fn result(&self, reached: Option<f64>) -> PrecisionResult {
        let (unit, asked) = match self.precision {
            Precision::Relative(asked) => ("share of the estimate", asked),
            Precision::Absolute(asked) => (self.unit.as_str(), asked),
        };
        PrecisionResult { statistic: self.path.clone(), unit: unit.to_owned(), asked, reached }
    }

    /// Half the width of the interval in a tally, in the terms of what was asked; none where there is none yet.
    pub fn reached(&self, tally: &Tally) -> Option<f64> {
        let (value, half) = match self.statistic {
            Statistic::Mean => {
                let estimate = tally.estimate(true);
                (estimate.mean?, tally.score() * estimate.standard_error?)
            }
            Statistic::Quantile(percent) => {
                let estimate = tally.estimate(true);
                let quantile = estimate.quantiles.iter().find(|quantile| quantile.percent == percent)?;
                (quantile.value, (quantile.high? - quantile.low?) / 2.0)
            }
            Statistic::Positive => {
                let probability = tally.positive();
                (probability.value, (probability.high - probability.low) / 2.0)
            }
        };
        match self.precision {
            Precision::Absolute(_) => Some(half),
            Precision::Relative(_) => (value != 0.0).then(|| half / value.abs()),
        }
    }

    /// Whether that is as precise as asked.
    pub fn is_met(&self, reached: Option<f64>) -> bool {
        let (Precision::Relative(asked) | Precision::Absolute(asked)) = self.precision;
        reached.is_some_and(|reached| reached <= asked)
    }
}

/// The path of a quantity and the statistic behind it.
fn split(path: &str) -> (&str, Statistic) {
    let Some((base, last)) = path.rsplit_once('.') else { return (path, Statistic::Mean) };
    let percent = PERCENTS.into_iter().find(|percent| last == format!("p{percent}"));
    match (last, percent) {
        ("positive", _) => (base, Statistic::Positive),
        (_, Some(percent)) => (base, Statistic::Quantile(percent)),
        _ => (path, Statistic::Mean),
    }
}

fn quantity(scenario: &Scenario, path: &str) -> Option<Quantity> {
    let way = |word: &str| scenario.ways.iter().copied().find(|way| way.word() == word);
    match path.split('.').collect::<Vec<_>>()[..] {
        ["saving"] => Some(Quantity::Saving(Way::Independent, SavingQuantity::Cost)),
        ["effort_saving"] => Some(Quantity::Saving(Way::Independent, SavingQuantity::Effort)),
        [word, "cost"] => Some(Quantity::Way(way(word)?, WayQuantity::Cost)),
        [word, "effort"] => Some(Quantity::Way(way(word)?, WayQuantity::Effort)),
        [word, "go_live"] => Some(Quantity::Way(way(word)?, WayQuantity::GoLive)),
        ["administration", id, ref rest @ ..] => {
            let i = scenario.administrations.iter().position(|administration| administration.id == id)?;
            match *rest {
                ["saving"] => Some(Quantity::MemberSaving(i)),
                [word, "cost"] => Some(Quantity::Member(i, way(word)?, MemberQuantity::Cost)),
                [word, "effort"] => Some(Quantity::Member(i, way(word)?, MemberQuantity::Effort)),
                [word, "go_live"] => Some(Quantity::Member(i, way(word)?, MemberQuantity::GoLive)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The unit that an absolute precision of a statistic is given in.
fn unit(scenario: &Scenario, quantity: Quantity, statistic: Statistic) -> &str {
    match (statistic, quantity) {
        (Statistic::Positive, _) => "points",
        (_, Quantity::Saving(_, SavingQuantity::Effort))
        | (_, Quantity::Way(_, WayQuantity::Effort))
        | (_, Quantity::Member(_, _, MemberQuantity::Effort)) => "PM",
        (_, Quantity::Way(_, WayQuantity::GoLive)) | (_, Quantity::Member(_, _, MemberQuantity::GoLive)) => "years",
        _ => &scenario.currency,
    }
}

/// The first number of replications after `done` at which a run looks: 1,024, 1,536, 2,048, 3,072, 4,096 and so on; of Sobol'
/// points the powers of two alone.
pub fn next_look(done: u64, design: Design) -> u64 {
    const FIRST: u64 = 1024;
    let mut look = FIRST;
    loop {
        if look > done {
            return look;
        }
        if look + look / 2 > done && design != Design::Sobol {
            return look + look / 2;
        }
        look *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_fixed_and_grow() {
        let mut looks = vec![next_look(0, Design::Random)];
        while looks.len() < 6 {
            looks.push(next_look(looks[looks.len() - 1], Design::Random));
        }
        assert_eq!(looks, [1024, 1536, 2048, 3072, 4096, 6144]);
        assert_eq!(next_look(5000, Design::Random), 6144);
        assert_eq!([0, 1024, 2047, 4096].map(|done| next_look(done, Design::Sobol)), [1024, 2048, 2048, 8192]);
    }

    #[test]
    fn precisions_have_a_unit() {
        assert_eq!("0.5%".parse(), Ok(Asked { number: 0.5, unit: "%".to_owned() }));
        assert_eq!("50_000 CAD".parse(), Ok(Asked { number: 50_000.0, unit: "CAD".to_owned() }));
        for wrong in ["", "5", "%", "0%", "-1%", "x CAD", "1e400%", "nan%", "."] {
            assert!(wrong.parse::<Asked>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn statistics_stand_behind_their_quantity() {
        assert_eq!(split("saving"), ("saving", Statistic::Mean));
        assert_eq!(split("shared.cost"), ("shared.cost", Statistic::Mean));
        assert_eq!(split("administration.p5.saving.p90"), ("administration.p5.saving", Statistic::Quantile(90)));
        assert_eq!(split("saving.positive"), ("saving", Statistic::Positive));
    }
}
