//! Scenarios side by side: what one has more than another, replication by replication.
//!
//! Use it to choose between plans. Draws belong to the names of inputs, so that what two scenarios have in common
//! happens in both, and a difference is known far better than its two sides:
//!
//! ```text
//! D = Q(B) − Q(A) in each replication;   mean(D) ± 1.96 sd(D)/√n,   var(D) = var A + var B − 2 cov(A, B)
//! ```
//!
//! Cost: one simulation a scenario.

use super::found::{Compared, ComparedQuantity, Comparison, Difference, DifferingInput};
use crate::analysis::sample::{Sample, Wanted};
use crate::analysis::sweep::found::Figures;
use crate::analysis::variants::{VariantError, Variants};
use model::results::Known;
use model::results::{Dimension, Estimate, SCHEMA_VERSION};
use model::sampling::stream::STREAM_VERSION;
use model::scenario::{Scenario, Strategy};
use model::simulation::measure::Quantity;
use model::simulation::statistic::{Statistic, tally};
use model::simulation::tails::TailIndices;
use model::simulation::tally::probability;

/// A scenario to compare, under its name here.
pub struct Side<'a> {
    /// Its name.
    pub name: String,
    /// Its variants, of which it is the first.
    pub variants: Variants<'a>,
    /// The scenario.
    pub scenario: Scenario,
}

/// Compares scenarios with the first of them.
///
/// # Errors
/// If their money is not the same, or a replication is not finite.
pub fn compare(sides: &[Side]) -> Result<Comparison, VariantError> {
    let first = &sides[0];
    if let Some(other) = sides.iter().find(|side| money(&side.scenario) != money(&first.scenario)) {
        let [a, b] = [&first.scenario, &other.scenario].map(|one| format!("{} of {}", one.currency, one.price_year));
        let message = format!(
            "`{}` counts in {a}, `{}` in {b}: money of different kinds is not compared",
            first.name, other.name
        );
        return Err(VariantError::Unfit(message));
    }
    let paths = paths(sides);
    let find = |side: &Side| -> Result<Vec<(Quantity, Dimension)>, VariantError> {
        paths.iter().map(|path| Statistic::quantity(&side.scenario, path).map_err(VariantError::Statistic)).collect()
    };
    let quantities = find(first)?;
    let wanted = Wanted { rows: Vec::new(), quantities: quantities.iter().map(|(quantity, _)| *quantity).collect() };
    let samples: Vec<Sample> =
        sides.iter().map(|side| side.variants.sample(&side.scenario, &wanted)).collect::<Result<_, _>>()?;
    let compared = |(k, (quantity, unit)): (usize, &(Quantity, Dimension))| -> Result<ComparedQuantity, VariantError> {
        let allowed = |side: &Side| TailIndices::of(&side.scenario).allow_mean(*quantity);
        let (mut values, mut positive) = (Vec::new(), Vec::new());
        for (side, sample) in sides.iter().zip(&samples) {
            let tally = tally(*quantity, &sample.quantities[k])?;
            values.push(Figures::of(&tally.estimate(allowed(side))));
            positive.push(matches!(quantity, Quantity::Saving(..)).then(|| tally.positive()));
        }
        let difference = |(side, sample): (&Side, &Sample)| -> Result<Difference, VariantError> {
            let pairs = sample.quantities[k].iter().zip(&samples[0].quantities[k]);
            let more: Vec<f64> = pairs.map(|(own, of_first)| own - of_first).collect();
            let tally = tally(*quantity, &more)?;
            let estimate = tally.estimate(allowed(side) && allowed(first));
            Ok(Difference {
                mean: mean(&estimate, tally.score()),
                median: estimate.median(),
                figures: Figures::of(&estimate),
                more: tally.positive(),
                less: probability(more.iter().filter(|own| **own < 0.0).count() as u64, more.len() as u64),
            })
        };
        let differences = sides.iter().zip(&samples).skip(1).map(difference).collect::<Result<_, _>>()?;
        Ok(ComparedQuantity { path: paths[k].clone(), unit: unit.clone(), values, positive, differences })
    };
    Ok(Comparison {
        schema_version: SCHEMA_VERSION,
        scenarios: sides
            .iter()
            .map(|side| Compared { name: side.name.clone(), title: side.scenario.title.clone() })
            .collect(),
        currency: first.scenario.currency.clone(),
        price_year: first.scenario.price_year,
        replications: first.variants.replications,
        seed: first.variants.seed,
        stream: STREAM_VERSION,
        overrides: first.scenario.overrides.clone(),
        quantities: quantities.iter().enumerate().map(compared).collect::<Result<_, _>>()?,
        inputs: differing(sides),
    })
}

fn money(scenario: &Scenario) -> (&str, i64) {
    (&scenario.currency, scenario.price_year)
}

/// What all have: savings, costs, effort and go-live of the strategies that all compare; of schedules of fees, what
/// they come to, for savings of all together do not depend on them.
fn paths(sides: &[Side]) -> Vec<String> {
    let common = |strategy: &Strategy| sides.iter().all(|side| side.scenario.strategies.contains(strategy));
    let strategies: Vec<Strategy> = sides[0].scenario.strategies.iter().copied().filter(common).collect();
    let mut paths = vec!["saving".to_owned()];
    let others = || strategies.iter().filter(|strategy| !matches!(strategy, Strategy::Independent | Strategy::Shared));
    paths.extend(others().map(|strategy| format!("saving.{}", strategy.word())));
    paths.push("effort_saving".to_owned());
    for what in ["cost", "effort", "go_live"] {
        // What is kept takes no effort and is never new.
        let has = |strategy: &&Strategy| what == "cost" || **strategy != Strategy::Keep;
        paths.extend(strategies.iter().filter(has).map(|strategy| format!("{}.{what}", strategy.word())));
    }
    if sides.iter().all(|side| side.scenario.cost_sharing.tiers.is_some()) {
        paths.extend(["fees.owed", "fees.entry", "fees.cover"].map(str::to_owned));
    }
    paths
}

fn mean(estimate: &Estimate, score: f64) -> Option<Known> {
    let (value, half) = (estimate.mean?, score * estimate.standard_error?);
    Some(Known { value, low: Some(value - half), high: Some(value + half) })
}

/// Inputs that are not the same in all, in the order in which they are first met.
fn differing(sides: &[Side]) -> Vec<DifferingInput> {
    let mut inputs: Vec<DifferingInput> = Vec::new();
    let mut known: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for (k, side) in sides.iter().enumerate() {
        for assumption in &side.scenario.assumptions {
            let at = *known.entry(&assumption.path).or_insert_with(|| {
                inputs.push(DifferingInput {
                    path: assumption.path.clone(),
                    meaning: assumption.meaning.clone(),
                    values: vec![None; sides.len()],
                });
                inputs.len() - 1
            });
            inputs[at].values[k] = Some(assumption.value.clone());
        }
    }
    inputs.retain(|input| input.values.windows(2).any(|pair| pair[0] != pair[1]));
    inputs
}
