//! When a run is precise enough: half the 95 % interval of one statistic against what was asked.
//!
//! The run looks at fixed numbers of replications only ([`next_look`]), so that it ends at the same one on any machine.
//! Looking often makes the interval at the end a little too narrow; the numbers grow by a third to a half each time to
//! keep that small.

use super::measure::Quantity;
use super::statistic::{Figure, Statistic};
use super::tally::Tally;
use crate::results::{PrecisionResult, PrecisionUnit};
use crate::sampling::design::Design;
use crate::scenario::Scenario;
use std::str::FromStr;

/// What is to be known, and how precisely.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    statistic: Statistic,
    precision: Precision,
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
        let statistic = Statistic::find(scenario, path)?;
        let is_probability = statistic.figure == Figure::Positive;
        let unit = if is_probability { "points" } else { statistic.unit.word() };
        let precision = match asked.unit.as_str() {
            "%" => Precision::Relative(asked.number / 100.0),
            given if given.eq_ignore_ascii_case(unit) => {
                Precision::Absolute(if is_probability { asked.number / 100.0 } else { asked.number })
            }
            given => return Err(format!("`{path}` is counted in {unit} (or relatively, in %), not in `{given}`")),
        };
        Ok(Goal { statistic, precision })
    }

    /// The quantity that is looked at.
    pub fn quantity(&self) -> Quantity {
        self.statistic.quantity
    }

    /// What is reported of it.
    pub fn result(&self, reached: Option<f64>) -> PrecisionResult {
        let (unit, asked) = match self.precision {
            Precision::Relative(asked) => (PrecisionUnit::ShareOfEstimate, asked),
            Precision::Absolute(asked) => (PrecisionUnit::Own(self.statistic.unit.clone()), asked),
        };
        PrecisionResult { statistic: self.statistic.path.clone(), unit, asked, reached }
    }

    /// Half the width of the interval in a tally, in the terms of what was asked; none where there is none yet.
    pub fn reached(&self, tally: &Tally) -> Option<f64> {
        let known = self.statistic.known(tally)?;
        let (value, half) = (known.value, (known.high? - known.low?) / 2.0);
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
}
