//! One statistic of one quantity, by its path: `saving`, `saving.p10`, `saving.positive`, `shared.cost`,
//! `administration.qc.saving.p90`.

use super::NotFinite;
use super::measure::{ConsortiumQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity};
use super::tails::TailIndices;
use super::tally::Tally;
use crate::results::{Dimension, Known, PERCENTS};
use crate::scenario::{Scenario, Strategy};

/// What is asked of replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistic {
    /// Of which quantity.
    pub quantity: Quantity,
    /// Which figure.
    pub figure: Figure,
    /// As it was asked for.
    pub path: String,
    /// Unit of its values.
    pub unit: Dimension,
}

/// A figure of a quantity over replications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The mean.
    Mean,
    /// A reported quantile, in percent.
    Quantile(u32),
    /// The probability that it is above 0.
    Positive,
}

impl Statistic {
    /// By its path.
    ///
    /// # Errors
    /// A message for the command line: no such statistic, or the mean of what has no mean.
    pub fn find(scenario: &Scenario, path: &str) -> Result<Statistic, String> {
        let (base, figure) = split(path);
        let quantity = quantity(scenario, base).ok_or_else(|| unknown(scenario, path))?;
        let statistic = Statistic { quantity, figure, path: path.to_owned(), unit: unit(scenario, quantity, figure) };
        if figure == Figure::Mean && quantity == Quantity::Consortium(ConsortiumQuantity::FeesCover) {
            return Err(format!(
                "`{path}` is a quotient, whose mean need not exist: ask for a quantile, such as `{path}.p50`"
            ));
        }
        if figure == Figure::Mean {
            let what = format!("`{path}`");
            let exists = TailIndices::of(scenario).require_mean(quantity, &what);
            exists.map_err(|why| format!("{why}: ask for a quantile, such as `{path}.p50`"))?;
        }
        Ok(statistic)
    }

    /// A quantity by its path, whatever figure of it is meant: the quantity and its unit.
    ///
    /// # Errors
    /// A message for the command line: no such quantity.
    pub fn quantity(scenario: &Scenario, path: &str) -> Result<(Quantity, Dimension), String> {
        let base = Statistic::base(path);
        let quantity = quantity(scenario, base).ok_or_else(|| unknown(scenario, path))?;
        Ok((quantity, unit(scenario, quantity, Figure::Mean)))
    }

    /// The path of a quantity, without the figure of it that may be meant.
    pub fn base(path: &str) -> &str {
        split(path).0
    }

    /// Whether its quantity has a variance: no input that it grows with has too heavy a tail.
    pub fn has_variance(&self, scenario: &Scenario) -> bool {
        TailIndices::of(scenario).allow_mean(self.quantity)
    }

    /// Its quantity itself: its path and its unit.
    pub fn of_quantity(&self, scenario: &Scenario) -> (&str, Dimension) {
        (split(&self.path).0, unit(scenario, self.quantity, Figure::Mean))
    }

    /// Its value in a closed tally of the quantity, with its 95 % interval; none where it does not exist.
    pub fn known(&self, tally: &Tally) -> Option<Known> {
        let estimate = tally.estimate(true);
        match self.figure {
            Figure::Mean => {
                let value = estimate.mean?;
                let half = estimate.standard_error.map(|error| tally.score() * error);
                Some(Known { value, low: half.map(|half| value - half), high: half.map(|half| value + half) })
            }
            Figure::Quantile(percent) => {
                let quantile = estimate.quantiles.iter().find(|quantile| quantile.percent == percent)?;
                Some(Known { value: quantile.value, low: quantile.low, high: quantile.high })
            }
            Figure::Positive => {
                let probability = tally.positive();
                Some(Known { value: probability.value, low: Some(probability.low), high: Some(probability.high) })
            }
        }
    }

    /// The same from the quantity's values in all replications, in their order.
    ///
    /// # Errors
    /// If a replication has no finite value where it must have one.
    pub fn of(&self, values: &[f64]) -> Result<Option<Known>, NotFinite> {
        Ok(self.known(&tally(self.quantity, values)?))
    }
}

/// A closed tally of a quantity's values in all replications, in their order.
///
/// # Errors
/// If a replication has no finite value where it must have one.
pub fn tally(quantity: Quantity, values: &[f64]) -> Result<Tally, NotFinite> {
    let failed = |error: super::tally::NotFinite| NotFinite::new(error.position as u64, quantity, error.value);
    Tally::of(quantity, values).map_err(failed)
}

/// Why a path names no quantity.
fn unknown(scenario: &Scenario, path: &str) -> String {
    if let Some(why) = no_quantile(scenario, path) {
        return why;
    }
    let id = |rest: &str| scenario.administrations.iter().any(|one| rest.starts_with(&format!("{}.", one.id)));
    match path.strip_prefix("administration.") {
        Some(rest) if !id(rest) => {
            format!("`{path}` is no statistic: no administration of the scenario has such an id")
        }
        _ => format!(
            "`{path}` is no statistic: try `saving`, `saving.fork`, `effort_saving`, `shared.cost`, `independent.effort`, `administration.<id>.saving` or `administration.<id>.shared.cost`, by a schedule of fees `fees.cover.p50`, `fees.owed`, `fees.entry` or `fees.left_over`, alone for the mean or followed by `.p5`, `.p10`, `.p25`, `.p50`, `.p75`, `.p90`, `.p95` or `.positive`"
        ),
    }
}

/// Why a path is refused whose quantity exists, but not the quantile behind it: `saving.p80`.
fn no_quantile(scenario: &Scenario, path: &str) -> Option<String> {
    // Not the last point: `saving.p2.5`.
    let (base, last) = path.rsplit_once(".p").or_else(|| path.rsplit_once(".P"))?;
    let asked: f64 = last.parse().ok().filter(|asked: &f64| asked.is_finite())?;
    quantity(scenario, base)?;
    let distance = |percent: &u32| (f64::from(*percent) - asked).abs();
    let nearest = PERCENTS.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let listed = PERCENTS.map(|percent| format!("`p{percent}`")).join(", ");
    Some(format!(
        "`{path}` is no statistic: `{}` is not among the quantiles {listed}; the nearest is `{base}.p{nearest}`",
        &path[base.len() + 1..]
    ))
}

/// The path of a quantity and the figure behind it.
fn split(path: &str) -> (&str, Figure) {
    let Some((base, last)) = path.rsplit_once('.') else { return (path, Figure::Mean) };
    let percent = PERCENTS.into_iter().find(|percent| last == format!("p{percent}"));
    match (last, percent) {
        ("positive", _) => (base, Figure::Positive),
        (_, Some(percent)) => (base, Figure::Quantile(percent)),
        _ => (path, Figure::Mean),
    }
}

fn quantity(scenario: &Scenario, path: &str) -> Option<Quantity> {
    let strategy = |word: &str| Strategy::from_word(word).filter(|strategy| scenario.strategies.contains(strategy));
    let other = |word: &str| strategy(word).filter(|&strategy| strategy != Strategy::Shared);
    match path.split('.').collect::<Vec<_>>()[..] {
        ["saving"] => Some(Quantity::Saving(Strategy::Independent, SavingQuantity::Cost)),
        ["effort_saving"] => Some(Quantity::Saving(Strategy::Independent, SavingQuantity::Effort)),
        ["saving", word] => Some(Quantity::Saving(other(word)?, SavingQuantity::Cost)),
        ["effort_saving", word] => Some(Quantity::Saving(other(word)?, SavingQuantity::Effort)),
        [word, "cost"] => Some(Quantity::Strategy(strategy(word)?, StrategyQuantity::Cost)),
        [word, "effort"] => Some(Quantity::Strategy(strategy(word)?, StrategyQuantity::Effort)),
        [word, "go_live"] => Some(Quantity::Strategy(strategy(word)?, StrategyQuantity::GoLive)),
        ["fees", word] if scenario.cost_sharing.tiers.is_some() => fees_quantity(word),
        ["administration", ref id @ .., _] if !id.is_empty() => member_quantity(scenario, path),
        _ => None,
    }
}

/// Of a schedule of fees.
fn fees_quantity(word: &str) -> Option<Quantity> {
    let quantity = match word {
        "owed" => ConsortiumQuantity::FeesOwed,
        "entry" => ConsortiumQuantity::FeesOfEntry,
        "left_over" => ConsortiumQuantity::FeesLeftOver,
        "cover" => ConsortiumQuantity::FeesCover,
        _ => return None,
    };
    Some(Quantity::Consortium(quantity))
}

/// Of an administration, whose id may contain points.
fn member_quantity(scenario: &Scenario, path: &str) -> Option<Quantity> {
    let strategy = |word: &str| Strategy::from_word(word).filter(|strategy| scenario.strategies.contains(strategy));
    let rest = path.strip_prefix("administration.")?;
    let of = |i: usize, what: &str| match what.split('.').collect::<Vec<_>>()[..] {
        ["saving"] => Some(Quantity::MemberSaving(i)),
        ["effort_saving"] => Some(Quantity::MemberEffortSaving(i)),
        [word, "cost"] => Some(Quantity::Member(i, strategy(word)?, MemberQuantity::Cost)),
        [word, "effort"] => Some(Quantity::Member(i, strategy(word)?, MemberQuantity::Effort)),
        [word, "go_live"] => Some(Quantity::Member(i, strategy(word)?, MemberQuantity::GoLive)),
        _ => None,
    };
    scenario.administrations.iter().enumerate().find_map(|(i, administration)| {
        let what = rest.strip_prefix(administration.id.as_str())?.strip_prefix('.')?;
        of(i, what)
    })
}

/// The unit of a statistic.
fn unit(scenario: &Scenario, quantity: Quantity, figure: Figure) -> Dimension {
    match (figure, quantity) {
        (Figure::Positive, _) => Dimension::Probability,
        (_, Quantity::Saving(_, SavingQuantity::Effort))
        | (_, Quantity::Strategy(_, StrategyQuantity::Effort))
        | (_, Quantity::MemberEffortSaving(_))
        | (_, Quantity::Member(_, _, MemberQuantity::Effort)) => Dimension::PersonMonths,
        (_, Quantity::Consortium(ConsortiumQuantity::FeesCover)) => Dimension::TimesCost,
        (_, Quantity::Strategy(_, StrategyQuantity::GoLive)) | (_, Quantity::Member(_, _, MemberQuantity::GoLive)) => {
            Dimension::Years
        }
        _ => Dimension::Money(scenario.currency.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_behind_their_quantity() {
        assert_eq!(split("saving"), ("saving", Figure::Mean));
        assert_eq!(split("shared.cost"), ("shared.cost", Figure::Mean));
        assert_eq!(split("administration.p5.saving.p90"), ("administration.p5.saving", Figure::Quantile(90)));
        assert_eq!(split("saving.positive"), ("saving", Figure::Positive));
    }
}
