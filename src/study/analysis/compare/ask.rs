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

use super::found::{Compared, ComparedMember, ComparedQuantity, Comparison, Difference, DifferingInput, MemberChange};
use crate::analysis::sweep::found::Figures;
use crate::analysis::variants::{MEMBERS, VariantError, Variants};
use model::results::Known;
use model::results::{Dimension, Estimate, SCHEMA_VERSION};
use model::sampling::stream::STREAM_VERSION;
use model::scenario::{Administration, Scenario, Strategy};
use model::simulation::measure::{MemberQuantity, Quantity};
use model::simulation::sample::Wanted;
use model::simulation::statistic::{Statistic, tally};
use model::simulation::tails::TailIndices;
use model::simulation::tally::probability;
use std::collections::HashMap;

/// Most administrations that are told apart.
const MEMBERS_TOLD: usize = 200;

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
    let members = members(sides);
    let drawn: Vec<Drawn> =
        sides.iter().map(|side| Drawn::new(side, &quantities, &members)).collect::<Result<_, _>>()?;
    let compared = |(k, (quantity, unit)): (usize, &(Quantity, Dimension))| -> Result<ComparedQuantity, VariantError> {
        let (mut values, mut positive) = (Vec::new(), Vec::new());
        for Drawn { columns, .. } in &drawn {
            let tally = tally(*quantity, &columns[k].values)?;
            values.push(Figures::of(&tally.estimate(columns[k].has_mean)));
            positive.push(matches!(quantity, Quantity::Saving(..)).then(|| tally.positive()));
        }
        let others = drawn[1..].iter().map(|other| difference(&other.columns[k], &drawn[0].columns[k]));
        let differences = others.collect::<Result<_, _>>()?;
        Ok(ComparedQuantity { path: paths[k].clone(), unit: unit.clone(), values, positive, differences })
    };
    let mut inputs = differing(sides);
    inputs.splice(0..0, differing_members(sides));
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
        members: members.iter().map(|one| changes(one, &drawn)).collect::<Result<_, _>>()?,
        inputs,
    })
}

/// The values of a quantity in all replications.
struct Column {
    quantity: Quantity,
    values: Vec<f64>,
    has_mean: bool,
}

/// A scenario that was simulated.
struct Drawn<'a> {
    /// The quantities that are compared, then of each member what it pays and what it saves.
    columns: Vec<Column>,
    /// First column of a member, by id.
    members: HashMap<&'a str, usize>,
}

impl<'a> Drawn<'a> {
    fn new(
        side: &'a Side,
        quantities: &[(Quantity, Dimension)],
        members: &[&'a Administration],
    ) -> Result<Drawn<'a>, VariantError> {
        let mut wanted: Vec<Quantity> = quantities.iter().map(|(quantity, _)| *quantity).collect();
        let mut places = HashMap::new();
        for member in members {
            let Some(i) = side.scenario.administrations.iter().position(|one| one.id == member.id) else { continue };
            places.insert(member.id.as_str(), wanted.len());
            wanted.push(Quantity::Member(i, Strategy::Shared, MemberQuantity::Cost));
            wanted.push(Quantity::MemberSaving(i));
        }
        let tails = TailIndices::of(&side.scenario);
        let wanted = Wanted { rows: Vec::new(), quantities: wanted };
        let sample = side.variants.sample(&side.scenario, &wanted)?;
        let column = |(quantity, values): (&Quantity, Vec<f64>)| Column {
            quantity: *quantity,
            values,
            has_mean: tails.allow_mean(*quantity),
        };
        let columns = wanted.quantities.iter().zip(sample.quantities).map(column).collect();
        Ok(Drawn { columns, members: places })
    }
}

/// What one has more than another, replication by replication.
fn difference(own: &Column, of_first: &Column) -> Result<Difference, VariantError> {
    let more: Vec<f64> = own.values.iter().zip(&of_first.values).map(|(own, of_first)| own - of_first).collect();
    let tally = tally(own.quantity, &more)?;
    let estimate = tally.estimate(own.has_mean && of_first.has_mean);
    Ok(Difference {
        mean: mean(&estimate, tally.score()),
        median: estimate.median(),
        figures: Figures::of(&estimate),
        more: tally.positive(),
        less: probability(more.iter().filter(|own| **own < 0.0).count() as u64, more.len() as u64),
    })
}

/// Administrations of the first that another has, too; none where they are too many to tell apart.
fn members<'a>(sides: &'a [Side]) -> Vec<&'a Administration> {
    let all = &sides[0].scenario.administrations;
    let has = |side: &Side, id: &str| side.scenario.administrations.iter().any(|one| one.id == id);
    match all.len() <= MEMBERS_TOLD {
        true => all.iter().filter(|one| sides[1..].iter().any(|side| has(side, &one.id))).collect(),
        false => Vec::new(),
    }
}

/// What changes for a member.
fn changes(member: &Administration, drawn: &[Drawn]) -> Result<ComparedMember, VariantError> {
    let change = |other: &Drawn| -> Result<Option<MemberChange>, VariantError> {
        let place = |of: &Drawn| of.members.get(member.id.as_str()).copied();
        let (Some(own), Some(of_first)) = (place(other), place(&drawn[0])) else { return Ok(None) };
        let of = |k: usize| difference(&other.columns[own + k], &drawn[0].columns[of_first + k]);
        Ok(Some(MemberChange { pays: of(0)?, saves: of(1)? }))
    };
    let changes = drawn[1..].iter().map(change).collect::<Result<_, _>>()?;
    Ok(ComparedMember { id: member.id.clone(), name: member.name.clone(), changes })
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
    let mut known: HashMap<&str, usize> = HashMap::new();
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

/// How many take part, where others than in the first.
fn differing_members(sides: &[Side]) -> Option<DifferingInput> {
    let ids = |side: &Side| side.scenario.administrations.iter().map(|one| one.id.clone()).collect::<Vec<String>>();
    let first = ids(&sides[0]);
    let differs = sides.iter().any(|side| ids(side) != first);
    differs.then(|| DifferingInput {
        path: MEMBERS.to_owned(),
        meaning: "number of members".to_owned(),
        values: sides.iter().map(|side| Some(side.scenario.administrations.len().to_string())).collect(),
    })
}
